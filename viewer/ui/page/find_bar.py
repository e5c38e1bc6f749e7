"""The bar that finds words in the note."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QWidget

from viewer.base.translation import aside, tr
from viewer.notes.sought import Sought
from viewer.ui.kit.boxes import column_of, row_of
from viewer.ui.kit.buttons import IconButton, OwnKeys, Painted, WordButton
from viewer.ui.kit.field import Field
from viewer.ui.kit.keys import is_typed
from viewer.ui.kit.paint import Dressed
from viewer.ui.kit.plain import plain
from viewer.ui.kit.row_list import ENTER
from viewer.ui.kit.sheet import Words
from viewer.ui.kit.theme import Theme

_BESIDE_PX = 46  # what is left free beside and between its parts
_LEAST_LETTERS = 18  # of what is looked for; where they have no room the arrows go


class FindOptions(QWidget):
    """The search options: three toggle buttons."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.buttons: list[IconButton] = []
        named = {"Aa": tr("Match case"), "ab": tr("Whole words"), ".*": tr("Regular expression")}
        for word, words in named.items():
            button = IconButton("", None, self, words=words)
            button.set_word(word)
            button.setCheckable(True)
            button.toggled.connect(self.changed)
            self.buttons.append(button)
        row_of(self, *self.buttons, gap=2)

    def sought(self, text: str) -> Sought:
        """Return the search for `text` with these options."""
        case, word, regex = (button.isChecked() for button in self.buttons)
        return Sought(text, case=case, word=word, regex=regex)


class FindBar(Dressed, Painted, QWidget):
    """A field, the number of matches, and buttons: Enter next, Shift+Enter previous, Esc close."""

    step_requested = Signal(int)  # 1 or -1
    replace_requested = Signal(bool)  # all of what is found, or what is shown of it
    sought_changed = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None, *, replaces: bool = False) -> None:
        """With `replaces` there is a second row, hidden until `show_replace`."""
        super().__init__(parent)
        self.field = Field(tr("Find in note"), self, esc_empties=False)
        # Created before the arrows, so that Tab goes from the search to the replacement.
        self._replace = QWidget(self)
        self.replacement = Field(tr("Replace with"), self._replace, esc_empties=False, icon="edit")
        self.options = FindOptions(self)  # they stand with what takes the place of what is found
        self.options.hide()
        if replaces:
            self._fill_replace()
        self.field.textChanged.connect(self.sought_changed)
        self.options.changed.connect(self.sought_changed)
        self._replace.hide()
        # What is typed here is for no shortcut of the window, and Enter goes on in what was found.
        OwnKeys(self, lambda event: is_typed(event) or event.key() in ENTER)
        self._count = Words(parent=self, tone="muted", wraps=False)
        self._count.setMinimumWidth(84)
        self._back = IconButton("chevron-up", None, self, words=tr("Previous match"))
        self._back.clicked.connect(lambda: self.step_requested.emit(-1))
        self._on = IconButton("chevron-down", None, self, words=tr("Next match"))
        self._on.clicked.connect(lambda: self.step_requested.emit(1))
        close = IconButton("close", None, self, words=tr("Close"))
        close.setToolTip(tr("Close (Esc)"))
        close.clicked.connect(self.closed)
        buttons = (self._back, self._on, close)
        find = row_of(None, (self.field, 1), self.options, 6, self._count, *buttons, gap=4)
        column_of(self, find, self._replace, gap=6, around=(12, 6, 8, 7))
        self.show_keys("", "")
        self.hide()

    def _fill_replace(self) -> None:
        line = row_of(self._replace, (self.replacement, 1), gap=8)
        for words, is_all in ((tr("Replace"), False), (tr("Replace all"), True)):
            button = WordButton(words, parent=self._replace)
            button.clicked.connect(partial(self.replace_requested.emit, is_all))
            line.addWidget(button)

    @property
    def replaces(self) -> bool:
        """Return whether the replace row is shown."""
        return not self._replace.isHidden()

    @property
    def sought(self) -> Sought:
        """What to search for; without the replace row, words in any case."""
        text = self.field.text()
        return self.options.sought(text) if self.replaces else Sought(text)

    def show_replace(self, shown: bool) -> None:
        """Show or hide the replace row."""
        self._replace.setVisible(shown)
        self.options.setVisible(shown)

    def show_keys(self, back: str, on: str) -> None:
        """Name the keys for the previous and next match, or ""."""
        for button, key in ((self._back, back), (self._on, on)):
            words = button.accessibleName()
            button.setToolTip(plain(aside(words, key)))

    def open(self, text: str = "") -> None:
        """Show the bar, with `text` or the last search, selected."""
        if text:
            self.field.setText(text)
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def show_count(self, current: int, count: int) -> None:
        """Show the match's index; `current` counts from 0, -1 for none."""
        if not self.field.text():
            words = ""
        elif not count:
            words = tr("No results")
        else:
            words = tr("{0} of {1}").format(max(current, 0) + 1, count)
        self._count.setText(words)
        self.field.setAccessibleDescription(words)
        for button in (self._back, self._on):
            button.setEnabled(count > 0)
        self.dress()

    def dress(self) -> None:
        """Hide the arrows if the field would get too narrow."""
        arrows, margins = (self._back, self._on), self.field.textMargins()
        letters = _LEAST_LETTERS * self.field.fontMetrics().averageCharWidth()
        taken = max(self._count.minimumWidth(), self._count.sizeHint().width())
        taken += self.options.sizeHint().width() if self.replaces else 0
        taken += 3 * self._on.sizeHint().width() + _BESIDE_PX + margins.left() + margins.right()
        for button in arrows:
            button.setVisible(letters + taken <= self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.dress()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in ENTER and self.replacement.hasFocus():
            self.replace_requested.emit(False)
        elif event.key() in ENTER:
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.step_requested.emit(-1 if back else 1)
        else:
            super().keyPressEvent(event)

    def paint(self, painter: QPainter, theme: Theme) -> None:
        painter.fillRect(self.rect(), theme.window)
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.line)
