"""What stands below the list of actions: their keys as buttons, the field that waits for one, or a
question. It knows of no action and keeps nothing; its page says what is shown. GUI thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QShortcut,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from viewer.ui.kit.boxes import column_of
from viewer.ui.kit.buttons import WordButton
from viewer.ui.kit.field import paint_box
from viewer.ui.kit.flow_row import FlowRow
from viewer.ui.kit.paint import CENTRE, paint_words
from viewer.ui.kit.sheet import Words
from viewer.ui.kit.theme import theme_of, ui_font
from viewer.ui.shell.shortcuts import native, pressed


class KeyButton(WordButton):
    """A key that an action has: pressed, it is changed; with Delete on it, it is taken away."""

    removed = Signal()

    def _words_font(self) -> QFont:
        return ui_font(self)

    def __init__(self, key: str, action: str, parent: QWidget) -> None:
        super().__init__(native(key), parent)
        self.key = key
        self.setAccessibleName(self.tr("Change {0}, a key of {1}").format(native(key), action))
        self.setToolTip(self.tr("Change this key; Delete takes it away"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        else:
            super().keyPressEvent(event)


class KeyField(QWidget):
    """Waits for a key, whichever it is; Esc alone leaves it.

    The keys that actions have already are shortcuts of the field while it waits. What is pressed
    may go by two names (Alt+Shift+, is Alt+< on some keyboards), and only Qt knows which match:
    a key that an action has comes out under the name that the action has it by. QKeySequenceEdit
    keeps these shortcuts from itself, and takes dead keys, AltGr and Caps Lock for keys (6.11).
    """

    keys_pressed = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._held = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._known: list[QShortcut] = []

    def expect(self, known: Sequence[str]) -> None:
        """Wait for a key; `known` are the keys that actions have already."""
        self.forget()
        for keys in known:
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(partial(self.keys_pressed.emit, keys))
            self._known.append(shortcut)

    def forget(self) -> None:
        """Wait no more."""
        for shortcut in self._known:
            shortcut.setEnabled(False)
            shortcut.deleteLater()
        self._known = []

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(ui_font(self))
        return QSize(round(metrics.averageCharWidth() * 26), round(metrics.height()) + 18)

    def focusNextPrevChild(self, next: bool) -> bool:
        return False  # Tab is a key like any other here

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = pressed(event)
        self._held = "" if keys else _held(event)
        self.update()
        if keys == "Esc":
            self.left.emit()
        elif keys and not event.isAutoRepeat():
            self.keys_pressed.emit(keys)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        self._held = ""
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = theme_of(self), paint_box(self, is_firm=False)
        words = self._held or self.tr("Press a key; Esc leaves")
        ink = theme.ink if self._held else theme.muted
        paint_words(painter, self.rect(), words, ui_font(self), ink, CENTRE)


def _held(event: QKeyEvent) -> str:
    """Give the modifiers that are held, while no key has come with them yet."""
    names = {
        Qt.Key.Key_Control: Qt.KeyboardModifier.ControlModifier,
        Qt.Key.Key_Alt: Qt.KeyboardModifier.AltModifier,
        Qt.Key.Key_Shift: Qt.KeyboardModifier.ShiftModifier,
        Qt.Key.Key_Meta: Qt.KeyboardModifier.MetaModifier,
    }
    modifiers = Qt.KeyboardModifier
    held = event.modifiers() | names.get(Qt.Key(event.key()), modifiers.NoModifier)
    held &= ~(modifiers.KeypadModifier | modifiers.GroupSwitchModifier)
    text = QKeySequence(held.value).toString(QKeySequence.SequenceFormat.NativeText)
    return f"{text}…" if text else ""


class KeysBar(QWidget):
    """What stands below the list: the keys of an action, the field that waits, or a question."""

    keys_pressed = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._title = Words("", self, weight=QFont.Weight.DemiBold)
        self._note = Words("", self, scale=0.95)
        self._row = FlowRow(self, gap=6)
        self.field = KeyField(self)
        self.field.keys_pressed.connect(self.keys_pressed)
        self.field.left.connect(self.left)
        self.field.hide()
        self.is_busy = False
        column_of(self, self._title, self._note, self._row, gap=4, around=(0, 12, 0, 0))

    @property
    def words(self) -> str:
        """What is said now."""
        return f"{self._title.text()} {self._note.text()}".strip()

    def buttons(self) -> list[WordButton]:
        return [widget for widget in self._row.widgets if isinstance(widget, WordButton)]

    def capture(self, title: str, leave: QWidget) -> None:
        self.show_row(title, "", [self.field, leave], is_busy=True)
        self.field.setAccessibleName(title)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, why: str) -> None:
        """Say why a key cannot be had, and go on waiting for another."""
        self._note.show_words(why, "bad")
        self.field.setAccessibleDescription(why)

    def dress(self) -> None:
        """Take the room that the fonts need now."""
        self._row.fit()

    def show_row(
        self, title: str, note: str, row: Sequence[QWidget], *, is_busy: bool = False
    ) -> None:
        """Show this; `is_busy`: an answer is waited for."""
        self.is_busy = is_busy
        self._title.setText(title)
        self._note.show_words(note or " ", "muted")  # its line stays, or the list would jump
        self.field.setAccessibleDescription("")
        self.field.forget()
        for widget in self._row.widgets:
            widget.hide()
            if widget is not self.field:
                widget.deleteLater()
        self._row.set_widgets(list(row))
        for before, widget in pairwise([self._row, *row]):
            widget.show()
            QWidget.setTabOrder(before, widget)
        self.dress()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(0, 0, self.width(), 1, theme_of(self).line)
