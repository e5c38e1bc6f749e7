"""The questions around saving: which videos, how large, whether there is room; whose cookies."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from viewer.translation import phrase_list, sentence, size_text, tr
from viewer.ui.editing.notes_folder import shown_folder
from viewer.ui.kit.boxes import put
from viewer.ui.kit.sheet import Choices, QuestionSheet, Segments, Words
from viewer.ui.saving.save_choices import Heights, Languages
from viewer.ui.saving.save_plan import SavePlan
from viewer.ui.shell.settings import BROWSERS
from viewer.video.downloads.library import SPARE_BYTES, Estimate


class SaveSheet(QuestionSheet):
    """Save these videos? With what they take, what is free, and how they are wanted."""

    save_wanted = Signal()
    understood = Signal()  # what saving means was read
    height_changed = Signal(int)
    library_wanted = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.amount = Words("", self.body, weight=QFont.Weight.Medium)
        self.room = Words("", self.body, tone="muted")
        self.skipped = Words("", self.body, tone="muted")
        self.heights, self.languages = Heights(self.body), Languages(self.body)
        self.languages.setFixedWidth(200)
        self.heights.chosen.connect(lambda _: self.height_changed.emit(self.heights.height_))
        choices = Choices(self.body, above=12)
        choices.put(tr("Quality"), self.heights)
        choices.put(tr("Captions"), self.languages)
        self.body_column.setSpacing(2)
        put(self.body_column, self.amount, self.room, self.skipped, choices)
        self._plan = SavePlan(())
        self._folder = Path()
        self.answered.connect(self._on_answered)

    def ask_for(
        self, plan: SavePlan, folder: Path, height: int, languages: str, *, first_use: bool
    ) -> None:
        """Ask whether to save these; the first time, what saving means comes before."""
        self._plan, self._folder = plan, folder
        self.heights.choose(height)
        self.languages.show_languages(languages)
        self._show_first() if first_use else self._show_question()

    def explain(self) -> None:
        """Show what saving means, and ask for nothing else; `understood` says that it was read."""
        self._plan = SavePlan(())
        self._show_first()

    def show_estimate(self, estimate: Estimate | None) -> None:
        """Show what it takes; None: that is being worked out."""
        save = self.buttons.get("save")
        if save is None:
            return
        if estimate is None:
            self.amount.show_words(tr("Estimating size…"), "muted")
            self.room.show_words(tr("In {0}").format(shown_folder(self._folder)), "muted")
            save.setEnabled(False)
            return
        words = tr("About {0} at {1}p").format(size_text(estimate.bytes), self.heights.height_)
        if estimate.unknown:
            words = tr("{0} (rough estimate)").format(words)
        self.amount.show_words(words, "ink")
        free = size_text(estimate.free_bytes)
        if estimate.has_room:
            self.room.show_words(
                tr("{0} free in {1}").format(free, shown_folder(self._folder)), "muted"
            )
        else:
            self.room.show_words(
                tr(
                    "Not enough space: {0} free in {1}, and {2} must stay free. Choose a lower "
                    "quality, or delete saved videos."
                ).format(free, shown_folder(self._folder), size_text(SPARE_BYTES)),
                "bad",
            )
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
                "Saving a video for offline copies it, with its captions and thumbnail, from the "
                "site to this computer. Cuenote does this only when you ask.\n\n"
                "What you save is your responsibility: follow the law where you live, the site's "
                "terms and the wishes of the video's makers. Watch it there when you can; the note "
                "keeps the link.\n\n"
                "Cuenote is not affiliated with YouTube or any other site."
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
    parts = []
    if plan.saved:
        parts.append(tr("1 more is already saved|%n more are already saved", "", plan.saved))
    if plan.queued:
        parts.append(tr("1 is already being saved|%n are already being saved", "", plan.queued))
    if plan.without:
        parts.append(
            tr("1 note has no online video|%n notes have no online video", "", plan.without)
        )
    return sentence(phrase_list(parts))


class CookiesSheet(QuestionSheet):
    """Whose cookies to use; none unless a person chooses so here or in the preferences."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        names = [name.capitalize() for name in BROWSERS]
        self.choice = Segments(tr("Browser"), names, self.body)
        self.body_column.addWidget(self.choice)

    @property
    def browser(self) -> str:
        """The one that is chosen, of BROWSERS."""
        return BROWSERS[self.choice.index]

    def ask_for(self, browser: str) -> None:
        """Ask, with this browser chosen; "" for none yet."""
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
