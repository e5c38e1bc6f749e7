"""The sheet before transcribing: model, language, and estimated time.

If the engine or the model is not installed yet, it says what will be downloaded, its size, and from
where. Nothing is downloaded before the user agrees here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFileDialog, QWidget

from viewer.base.errors import MediaError
from viewer.base.translation import and_list, labelled, those_of, tr, without_stop
from viewer.media.speech_fetching import wanted
from viewer.media.speech_models import DEFAULT, MODELS, check_folder, model_named, models_here
from viewer.ui.kit.boxes import put
from viewer.ui.kit.buttons import WordButton
from viewer.ui.kit.field import Field
from viewer.ui.kit.sheet import Choices, QuestionSheet, Segments, Words


class Untranscribed(NamedTuple):
    """A video to transcribe."""

    media: Path
    title: str
    duration_ms: int | None  # where it is known
    note: Path | None = None  # that it was asked for from


@dataclass(frozen=True, slots=True)
class TranscribePlan:
    """What a selection of videos amounts to."""

    videos: tuple[Untranscribed, ...]
    have: int = 0  # have a transcript already
    going: int = 0  # are being transcribed already
    away: int = 0  # are not on this computer
    has_captions: bool = False  # the one video has captions that people made


@dataclass(frozen=True, slots=True)
class SpeechChoices:
    """The user's choices."""

    model: str  # the name of one, or the path of its folder
    language: str = ""  # that is spoken; empty: the model finds out
    is_translated: bool = False  # to English

    @property
    def folder(self) -> Path | None:
        """The folder of the model, if it was given as one."""
        return None if model_named(self.model) is not None else Path(self.model)


class TranscribeSheet(QuestionSheet):
    """The sheet."""

    def __init__(self, window: QWidget, data: Path) -> None:
        super().__init__(window, width=560)
        self._data = data
        self._plan = TranscribePlan(())
        self._folder: Path | None = None  # of a model that the user named
        self._names: list[str] = []  # of the models that are offered, the folder's last
        self._speed_of: Callable[[str], float] = lambda _model: 1.0
        self.time = Words("", self.body, weight=QFont.Weight.Medium)
        self.skipped = Words("", self.body, tone="muted")
        self._grid = Choices(self.body, above=12, below=8)
        self.models = Segments(tr("Model"), [DEFAULT], self._grid)
        self._about = Words("", self._grid, tone="muted")
        self._browse = WordButton(tr("Custom model…"), self._grid)
        self._browse.clicked.connect(self._choose_folder)
        self.language = Field(tr("Detect automatically"), self._grid, icon="", esc_empties=False)
        self.language.setFixedWidth(240)
        self.language.setAccessibleName(tr("Spoken language, such as en or de"))
        self.language.setToolTip(tr("Spoken language, such as en or de"))
        self.language.textChanged.connect(lambda _: self._show())
        self.text = Segments(tr("Text"), [tr("As spoken"), tr("In English")], self._grid)
        self.text.chosen.connect(lambda _: self._show())
        self._grid.put(tr("Model"), self.models, is_high=True)
        self._grid.put("", self._about)
        self._grid.put("", self._browse)
        self._grid.put(tr("Language"), self.language)
        self._grid.put(tr("Text"), self.text)
        self.fetched = Words("", self.body)
        self.body_column.setSpacing(2)
        put(self.body_column, self.time, self.skipped, self._grid, self.fetched)

    # ------------------------------------------------------------------ asking

    def ask_for(
        self, plan: TranscribePlan, choices: SpeechChoices, speed_of: Callable[[str], float]
    ) -> None:
        """Ask how to transcribe these; `speed_of` is how many ms a model transcribes per ms."""
        self._plan, self._speed_of = plan, speed_of
        self._folder = choices.folder
        self._offer(choices.model)
        self.language.setText(choices.language)
        self.text.set_index(int(choices.is_translated))
        count = len(plan.videos)
        title = tr("Transcribe this video?|Transcribe %n videos?", "", count)
        words = [plan.videos[0].title] if count == 1 else []
        if plan.has_captions:
            words.append(tr("This video has subtitles, which are shown first."))
        words.append(
            tr("A model on this computer transcribes the audio. Nothing leaves this computer.")
        )
        self.ask(
            title,
            "\n".join(words),
            ("cancel", tr("Cancel")),
            ("start", without_stop(tr("Transcribe…"))),
        )
        self.skipped.show_words(_skipped(plan))
        self._show()
        self.buttons["start"].setFocus(Qt.FocusReason.TabFocusReason)

    @property
    def choices(self) -> SpeechChoices:
        """The current choices."""
        return SpeechChoices(
            self._names[self.models.index],
            self.language.text().strip().casefold(),
            self.text.index == 1 and not self._is_english_only,
        )

    @property
    def _is_english_only(self) -> bool:
        name = self._names[self.models.index]
        model = model_named(name)
        return model.is_english_only if model is not None else name.endswith(".en")

    def _offer(self, chosen: str) -> None:
        here = {model.name for model in models_here(self._data)}
        names = [one.name for one in MODELS if one.is_offered or one.name in (chosen, *here)]
        texts = [*names]
        if self._folder is not None:
            names.append(str(self._folder))
            texts.append(self._folder.name)
        self._names = names
        before = self.models
        self.models = Segments(tr("Model"), texts, self._grid)
        self.models.set_index(names.index(chosen) if chosen in names else names.index(DEFAULT))
        self.models.chosen.connect(lambda _: self._show())
        self._grid.replace(before, self.models)
        QWidget.setTabOrder(self.models, self._browse)

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("Choose model folder"))
        if not chosen:
            return
        try:
            check_folder(Path(chosen))
        except MediaError as error:
            self._about.show_words(error.words(), "bad")
            self.fit()
            return
        self._folder = Path(chosen)
        self._offer(chosen)
        self._show()

    # ------------------------------------------------------------------ what it comes to

    def _show(self) -> None:
        name = self._names[self.models.index]
        model, what = model_named(name), ""
        if model is not None:
            what = tr(model.about)
        elif self._folder is not None:
            what = str(self._folder)
        self._about.show_words(labelled(Path(name).name, what), "muted")
        is_english = self._is_english_only
        self.text.setEnabled(not is_english)
        self.time.show_words(self._time_words(name))
        missing = self.missing()
        words = ""
        if missing:
            words = tr("One-time download: {0}.").format(and_list(missing))
        self.fetched.show_words(words)
        start = self.buttons.get("start")
        if start is not None:
            start.setText(
                tr("Download and transcribe") if missing else without_stop(tr("Transcribe…"))
            )
        self.fit()

    def missing(self) -> list[str]:
        """Return what is not installed yet, with sizes."""
        try:
            return wanted(self._data, self._names[self.models.index]).words
        except MediaError:
            return []  # of a folder that is gone, transcribing says so

    def _time_words(self, name: str) -> str:
        known = [one.duration_ms for one in self._plan.videos if one.duration_ms]
        if not known:
            return tr("Time needed: not known yet.")
        total_ms = sum(known)
        if len(known) < len(self._plan.videos):
            total_ms = total_ms * len(self._plan.videos) // len(known)
        sound = _span(total_ms / 1000)
        takes = _span(total_ms / self._speed_of(Path(name).name) / 1000)
        return tr("{0} of audio, about {1} on this computer").format(sound, takes)


def _span(seconds: float) -> str:
    """Return a duration in words: "3 h 20 min", "7 minutes"."""
    minutes = round(seconds / 60)
    if seconds <= 30:
        return tr("half a minute")
    if minutes < 90:
        return tr("1 minute|%n minutes", "", max(1, minutes))
    hours, minutes = divmod(minutes, 60)
    return tr("{0} h {1} min").format(hours, minutes)


def _skipped(plan: TranscribePlan) -> str:
    have, going, away = plan.have, plan.going, plan.away
    is_going = tr("1 is already being transcribed|%n are already being transcribed", "", going)
    is_away = tr(
        "1 note has no video on this computer|%n notes have no video on this computer", "", away
    )
    return those_of(
        (have, tr("1 more has a transcript|%n more have a transcript", "", have)),
        (going, is_going),
        (away, is_away),
    )
