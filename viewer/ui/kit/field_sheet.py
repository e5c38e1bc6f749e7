"""A sheet that asks for one line of text, and stays until that can be taken. GUI thread."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from viewer.translation import tr
from viewer.ui.kit.boxes import put, row_of
from viewer.ui.kit.field import Field
from viewer.ui.kit.sheet import QuestionSheet, Words

_WIDTH = 460
ACCEPT = "accept"  # the button that takes the text


class FieldSheet(QuestionSheet):
    """A field, and below it what is wrong with its text. Enter takes the text, Esc leaves."""

    def __init__(
        self, window: QWidget, width: int = _WIDTH, *, name: str = "", icon: str = ""
    ) -> None:
        """`name` stands in the field while it is empty; without it the title names the field."""
        super().__init__(window, width)
        self._why_not: Callable[[str], str] = lambda _text: ""
        self._then: Callable[[str], object] = lambda _text: None
        self.field = Field(name, self.body, icon=icon, esc_empties=False)
        self.wrong = Words("", self.body, tone="bad")
        self.wrong.hide()
        # At the right as far as the faces of the buttons reach.
        self.row = row_of(None, (self.field, 1), gap=8, around=(0, 0, 3, 0))
        put(self.body_column, self.row, self.wrong)
        self.field.textChanged.connect(lambda: self.say_wrong(""))

    def ask_line(
        self,
        title: str,
        words: str,
        accept: str,
        *,
        text: str = "",
        why_not: Callable[[str], str],
        then: Callable[[str], object],
    ) -> None:
        """Ask, with `text` to begin with; `accept` is the word on the button that takes it.

        `why_not` says what is wrong with a text, or nothing. `then` gets the text, without spaces
        around it, once the sheet is closed.
        """
        self._why_not, self._then = why_not, then
        if not self.field.placeholderText():
            self.field.setAccessibleName(title)
        self.ask(title, words, ("cancel", tr("Cancel")), (ACCEPT, accept))
        self.field.setText(text)  # with the keyboard there: Orca takes it for the focus else
        self.say_wrong("")
        self.field.selectAll()

    def _begins_at(self) -> QWidget:
        return self.field

    def say_wrong(self, words: str, *, tone: str = "bad") -> None:
        """Show below the field what is wrong with its text, or what else there is to say of it."""
        self.wrong.show_words(words, tone)
        self.field.setAccessibleDescription(words)

    def _on_pressed(self, id_: str) -> None:
        if id_ != ACCEPT:
            super()._on_pressed(id_)
            return
        text = self.field.text().strip()
        wrong = self._why_not(text)
        if wrong:
            self.say_wrong(wrong)
            self.field.setFocus(Qt.FocusReason.TabFocusReason)
            return
        self.close_sheet()
        self._then(text)


def passing_sheet(window: QWidget) -> FieldSheet:
    """Make a sheet for one question, which is gone with its answer."""
    sheet = FieldSheet(window)
    sheet.closed.connect(sheet.deleteLater)
    return sheet
