"""The in-place editor for names in the list. GUI thread.

It is Qt's own: Enter, Tab and a click elsewhere accept the text, Esc cancels. An invalid name shows
why, and keeps the editor open; a click elsewhere discards it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPalette, QValidator
from PySide6.QtWidgets import QStyleOptionViewItem, QToolTip, QWidget

from viewer.ui.kit.buttons import OwnKeys
from viewer.ui.kit.field import Field
from viewer.ui.kit.plain import plain
from viewer.ui.kit.row_list import ENTER
from viewer.ui.kit.theme import set_colour, theme_of, words_font
from viewer.ui.vault.tree_model import RowDelegate

if TYPE_CHECKING:
    Index = QModelIndex | QPersistentModelIndex

_BEFORE_TEXT = 9  # px, from the edge of a field to its text
_SHOWN_MS = 60_000  # what is wrong stays to be read


class _NameField(Field):
    def __init__(self, parent: QWidget, text: str, why_not: Callable[[str], str]) -> None:
        super().__init__("", parent, icon="", esc_empties=False)
        self._why_not = why_not
        self.setFont(words_font(parent))
        # The list has the colour of its ground there, for it draws its own selection.
        set_colour(self, theme_of(self).link, QPalette.ColorRole.Highlight)
        self.setText(text)
        self.setValidator(_Validator(self, why_not))
        # Although the window has them: for the claims, and for a name.
        OwnKeys(self, lambda event: event.key() in (*ENTER, Qt.Key.Key_F2))
        self.textChanged.connect(lambda _: self._say())
        self.destroyed.connect(QToolTip.hideText)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in ENTER:  # which the delegate has heard
            super().keyPressEvent(event)
        event.accept()  # the list would open the note, or go to another one

    def _say(self) -> None:
        words = self._why_not(self.text().strip())
        self.setAccessibleDescription(words)
        below = self.mapToGlobal(self.rect().bottomLeft())
        QToolTip.showText(below, plain(words), self, self.rect(), _SHOWN_MS)


class _Validator(QValidator):
    """Makes Qt keep the editor open while the name is invalid."""

    def __init__(self, parent: QWidget, why_not: Callable[[str], str]) -> None:
        super().__init__(parent)
        self._why_not = why_not

    def validate(self, text: str, at: int) -> tuple[QValidator.State, str, int]:
        states = QValidator.State
        return (states.Intermediate if self._why_not(text.strip()) else states.Acceptable), text, at


class NameDelegate(RowDelegate):
    """Draws the rows, and edits a name in one of them."""

    text = ""  # to begin with
    why_not: Callable[[str], str]  # says what is wrong with a name, or nothing
    then: Callable[[str], object]  # gets the name, without spaces around it

    def createEditor(  # noqa: N802
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> QWidget:
        field = _NameField(parent, self.text, self.why_not)
        field.setAccessibleName(str(index.data()))
        return field

    def updateEditorGeometry(  # noqa: N802
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        before, after = self.name_left(option.widget, index) - _BEFORE_TEXT, 8
        editor.setGeometry(option.rect.adjusted(before, 0, -after, 0))

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Do nothing: the typed text stays, whatever happens to the row."""

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        assert isinstance(editor, Field)
        text = editor.text().strip()
        if text != self.text:
            then = self.then
            QTimer.singleShot(0, self, lambda: then(text))  # once the editor is gone
