"""The dialogs about saving: which videos, quality, disk space; and cookies."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from viewer.base.translation import size_text, those_of, tr
from viewer.media.library import Estimate
from viewer.notes.model import VideoRef
from viewer.ui.kit.boxes import put
from viewer.ui.kit.sheet import Choices, QuestionSheet, Segments, Words
from viewer.ui.page.notes_folder import shown_folder
from viewer.ui.window.settings import BROWSERS, SAVED_HEIGHTS


@dataclass(frozen=True, slots=True)
class WantedVideo:
    """A video to save."""

    ref: VideoRef
    title: str
    duration_ms: int | None  # where it is known


@dataclass(frozen=True, slots=True)
class SavePlan:
    """What a selection of notes amounts to."""

    videos: tuple[WantedVideo, ...]
    saved: int = 0  # are saved already
    queued: int = 0  # are being saved already
    without: int = 0  # notes that name no video on the web


class Heights(Segments):
    """The available heights of a picture, in lines."""

    def __init__(self, parent: QWidget) -> None:
        heights = [f"{height}p" for height in SAVED_HEIGHTS]
        super().__init__(tr("Quality"), heights, parent)

    @property
    def height_(self) -> int:
        """The selected height."""
        return SAVED_HEIGHTS[self.index]

    def choose(self, height: int) -> None:
        """Select the height nearest to this one."""
        near = min(range(len(SAVED_HEIGHTS)), key=lambda index: abs(SAVED_HEIGHTS[index] - height))
        self.set_index(near)


class SaveSheet(QuestionSheet):
    """Asks whether to save videos, with their size, the free space, and options."""

    save_wanted = Signal()
    understood = Signal()  # what saving means was read
    height_changed = Signal(int)
    library_wanted = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.amount = Words("", self.body, weight=QFont.Weight.Medium)
        self.room = Words("", self.body, tone="muted")
        self.skipped = Words("", self.body, tone="muted")
        self.heights = Heights(self.body)
        self.heights.chosen.connect(lambda _: self.height_changed.emit(self.heights.height_))
        choices = Choices(self.body, above=12)
        choices.put(tr("Quality"), self.heights)
        self.body_column.setSpacing(2)
        put(self.body_column, self.amount, self.room, self.skipped, choices)
        self._plan = SavePlan(())
        self._folder = Path()
        self.answered.connect(self._on_answered)

    def ask_for(self, plan: SavePlan, folder: Path, height: int, *, first_use: bool) -> None:
        """Ask whether to save these; the first time, explain saving before."""
        self._plan, self._folder = plan, folder
        self.heights.choose(height)
        self._show_first() if first_use else self._show_question()

    def explain(self) -> None:
        """Only explain saving; `understood` is emitted when it was read."""
        self._plan = SavePlan(())
        self._show_first()

    def show_estimate(self, estimate: Estimate | None) -> None:
        """Show the estimated size; None while it is computed."""
        save = self.buttons.get("save")
        if save is None:
            return
        if estimate is None:
            self.amount.show_words(tr("Estimating size…"), "muted")
            self.room.show_words(tr("In {0}").format(shown_folder(self._folder)), "muted")
            save.setEnabled(False)
            return
        self.amount.show_words(estimate.words(self.heights.height_), "ink")
        if estimate.has_room:
            free = size_text(estimate.free_bytes)
            self.room.show_words(
                tr("{0} free in {1}").format(free, shown_folder(self._folder)), "muted"
            )
        else:
            self.room.show_words(estimate.no_room, "bad")
        save.setEnabled(estimate.has_room)
        self.buttons["library"].setVisible(not estimate.has_room)
        if estimate.has_room and self.focusWidget() in (None, self.buttons["library"]):
            save.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not estimate.has_room and not self.heights.hasFocus():
            self.heights.setFocus(Qt.FocusReason.OtherFocusReason)
        self.fit()

    def _show_first(self) -> None:
        self.body.hide()
        self.ask(
            tr("Before you save the first video"),
            tr(
                "Saving a video for offline copies it, with its subtitles and thumbnail, from "
                "the site to this computer. Cuenote does this only when you ask.\n\nWhat you "
                "save is your responsibility: follow the law where you live, the site's terms "
                "and the wishes of the video's makers. Watch it there when you can; the note "
                "keeps the link.\n\nCuenote is not affiliated with YouTube or any other site."
            ),
            ("cancel", tr("Not now")),
            ("understood", tr("I understand")),
        )
        self.body.hide()
        self.fit()

    def _show_question(self) -> None:
        plan = self._plan
        count = len(plan.videos)
        one = plan.videos[0].title if count == 1 else ""
        self.skipped.show_words(_skipped(plan))
        self.ask(
            tr("Save this video for offline?|Save %n videos for offline?", "", count),
            one,
            ("library", tr("Show saved videos")),
            ("cancel", tr("Cancel")),
            ("save", tr("Save|Save %n", "", count)),
        )
        self.buttons["library"].hide()
        self.show_estimate(None)
        self.height_changed.emit(self.heights.height_)
        self.fit()

    def _on_answered(self, id_: str) -> None:
        if id_ == "understood":
            self.understood.emit()
            if self._plan.videos:
                self._show_question()
        elif id_ == "save":
            self.save_wanted.emit()
        elif id_ == "library":
            self.library_wanted.emit()


def _skipped(plan: SavePlan) -> str:
    saved, queued, without = plan.saved, plan.queued, plan.without
    return those_of(
        (saved, tr("1 more is already saved|%n more are already saved", "", saved)),
        (queued, tr("1 is already being saved|%n are already being saved", "", queued)),
        (without, tr("1 note has no online video|%n notes have no online video", "", without)),
    )


class CookiesSheet(QuestionSheet):
    """Asks whose cookies to use; none unless the user chooses so here or in the preferences."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        names = [name.capitalize() for name in BROWSERS]
        self.choice = Segments(tr("Browser"), names, self.body)
        self.body_column.addWidget(self.choice)

    @property
    def browser(self) -> str:
        """The selected browser, of BROWSERS."""
        return BROWSERS[self.choice.index]

    def ask_for(self, browser: str) -> None:
        """Ask, with this browser selected; "" for none yet."""
        self.choice.set_index(BROWSERS.index(browser) if browser in BROWSERS else 0)
        self.ask(
            tr("Sign in with a browser's cookies?"),
            tr(
                "This video is only available when you're signed in. Sign in to the site with your "
                "browser; Cuenote can then send that browser's cookies to the site, and to nobody "
                "else, while it saves videos.\n\n"
                "The site sees your account. If the cookies can't be read, close the browser. You "
                "can turn this off in Preferences."
            ),
            ("cancel", tr("Not now")),
            ("use", tr("Use cookies and try again")),
        )
        self.choice.setFocus(Qt.FocusReason.TabFocusReason)
