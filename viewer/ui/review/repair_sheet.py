"""What would change with all the sure proposals, line by line, before they are made."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from viewer.notes.edit import Change
from viewer.notes.note import Note
from viewer.translation import sentences, tr
from viewer.ui.kit.boxes import put, row_of
from viewer.ui.kit.buttons import WordButton
from viewer.ui.kit.diff_text import ChangeText, lines_of
from viewer.ui.kit.sheet import Sheet, Words

_SIZE = QSize(700, 560)


class RepairSheet(Sheet):
    """Shows a change of one note as a diff, and makes it when it is accepted."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, width=_SIZE.width(), height=_SIZE.height())
        self._take: Callable[[], object] = lambda: None
        self.title = Words("", self, scale=1.2, weight=QFont.Weight.DemiBold)
        self.words = Words("", self, tone="muted")
        self.diff = ChangeText(self)
        cancel = WordButton(tr("Cancel"), self, key=tr("Esc"))
        cancel.clicked.connect(self.close_sheet)
        self.accept = WordButton("", self, primary=True, key=tr("Enter"))
        self.accept.clicked.connect(self._on_accept)
        buttons = row_of(None, (None, 1), cancel, self.accept)
        put(self.column, self.title, 4, self.words, 14, (self.diff, 1), 12, buttons)

    def ask(self, note: Note, change: Change, left: int, take: Callable[[], object]) -> None:
        """Show what `change` does to a note; `take` is called once that is accepted.

        `left` findings would be left to look at.
        """
        self._take = take
        changed = lines_of(note.data, change)
        count = len(changed)
        self.title.setText(tr("1 line will change|%n lines will change", "", count))
        self.setAccessibleName(self.title.text())
        rest = tr("You can undo all of it in one step.")
        if left:
            words = tr(
                "1 problem without a safe fix is left.|%n problems without a safe fix are left.",
                "",
                left,
            )
            rest = sentences(words, rest)
        self.words.show_words(rest)
        self.accept.setText(tr("Change"))
        self.diff.show_lines(changed)
        self.open_sheet(self.accept)

    def _on_accept(self) -> None:
        take, self._take = self._take, lambda: None
        self.close_sheet()
        take()
