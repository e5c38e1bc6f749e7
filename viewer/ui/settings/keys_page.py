"""The keys of every action, and how they are changed.

A list of all actions with their keys; below it a bar for the selected one. Pressing a new key
changes it. An impossible key is refused with a reason, and another action's key is only reassigned
after asking. Changes apply at once, and are saved. The bar does not know actions; the page sets
what it shows. GUI thread.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from typing import TypeVar

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QBoxLayout, QWidget

from viewer.base.translation import comma_list, tr, without_stop
from viewer.ui.kit.boxes import FlowRow, column_of, row_of
from viewer.ui.kit.buttons import WordButton
from viewer.ui.kit.field import Field
from viewer.ui.kit.keys import native
from viewer.ui.kit.paint import CENTRE, paint_face, paint_words
from viewer.ui.kit.roles import Role, set_role
from viewer.ui.kit.row_list import ENTER, ListView, RowState
from viewer.ui.kit.sheet import Words
from viewer.ui.kit.theme import theme_of, ui_font, words_font
from viewer.ui.settings.rows import matches
from viewer.ui.window.action import Action
from viewer.ui.window.actions import Actions
from viewer.ui.window.settings import Settings
from viewer.ui.window.shortcuts import belongs_to_text, parse, pressed, sequence, why_not

_WORDS_CHARACTERS = 18  # with less room beside the button, the words stand above it


R = TypeVar("R")
LEFT = 12
_MOST_KEYS = 3  # that are shown of an action


class OneLine(ListView[R]):
    """A list with one line per row; Esc goes to its window."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setUniformItemSizes(True)

    def row_height(self, row: R) -> int:
        return round(QFontMetricsF(words_font(self)).height()) + 16

    def refit(self) -> None:
        self.doItemsLayout()
        self.scrollTo(self.currentIndex())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scrollTo(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)


class ActionList(OneLine[Action]):
    """All actions; Enter changes an action's first key, Delete removes its keys."""

    GROUND = "paper"

    change_requested = Signal()
    clear_requested = Signal()

    def __init__(self, actions: Actions, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self._actions, self._settings = actions, settings
        self.setAccessibleName(tr("Actions and their keys"))
        self.setMinimumHeight(120)
        self.doubleClicked.connect(lambda _index: self.change_requested.emit())

    def key_of(self, row: Action) -> str:
        return row.id

    def say(self, row: Action) -> str:
        return self._actions[row.id].text()

    def speak(self, row: Action) -> str:
        return comma_list((self.say(row), *map(native, self._actions.keys[row.id])))

    def meaning_of(self, event: QKeyEvent) -> Callable[[], object] | None:
        if event.key() in (*ENTER, Qt.Key.Key_F2):
            return self.change_requested.emit
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            return self.clear_requested.emit
        return None

    def paint_cells(self, painter: QPainter, rect: QRectF, row: Action, state: RowState) -> None:
        font, theme = ui_font(self, 0.92), theme_of(self)
        metrics, room = QFontMetricsF(font), rect.adjusted(LEFT, 0, -LEFT, 0)
        for key in reversed(self._actions.keys[row.id][:_MOST_KEYS]):
            cap = QRectF(0, 0, metrics.horizontalAdvance(native(key)) + 14, metrics.height() + 4)
            cap.moveCenter(QPointF(room.right() - cap.width() / 2, room.center().y()))
            paint_face(painter, cap, 4, theme.window, theme.edge)
            paint_words(painter, cap, native(key), font, theme.ink, CENTRE)
            room.setRight(cap.left() - 6)
        is_changed = row.id in self._settings.changed_keys()
        font = words_font(self, 1.0, QFont.Weight.DemiBold if is_changed else QFont.Weight.Normal)
        paint_words(painter, room, self.say(row), font, theme.ink)


class KeyButton(WordButton):
    """A key of an action: a click changes it, Delete removes it."""

    removed = Signal()

    def _words_font(self) -> QFont:
        return ui_font(self)

    def __init__(self, key: str, action: str, parent: QWidget) -> None:
        super().__init__(native(key), parent)
        self.key = key
        self.setAccessibleName(tr("Change {0}, a key of {1}").format(native(key), action))
        self.setToolTip(tr("Change this key; Delete removes it"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        else:
            super().keyPressEvent(event)


class KeyField(Field):
    """Waits for any key; only Esc cancels.

    The keys of actions are shortcuts of the field while it waits. A key press may have two names
    (Alt+Shift+, is Alt+< on some keyboards), and only Qt knows which match: an action's key is
    reported under the action's name for it. QKeySequenceEdit keeps these shortcuts from itself, and
    takes dead keys, AltGr and Caps Lock for keys (6.11).
    """

    keys_pressed = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(tr("Press a key, or Esc to cancel"), parent, icon="")
        set_role(self, Role.HotkeyField)
        self.setReadOnly(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._known: list[QShortcut] = []

    def expect(self, known: Sequence[str]) -> None:
        """Wait for a key; `known` are the keys of all actions."""
        self.forget()
        for keys in known:
            shortcut = QShortcut(sequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(partial(self.keys_pressed.emit, keys))
            self._known.append(shortcut)

    def forget(self) -> None:
        """Stop waiting."""
        for shortcut in self._known:
            shortcut.setEnabled(False)
            shortcut.deleteLater()
        self._known = []

    def sizeHint(self) -> QSize:
        words = self.fontMetrics().horizontalAdvance(self.placeholderText())
        return QSize(words + 30, super().sizeHint().height())

    def focusNextPrevChild(self, next: bool) -> bool:
        return False  # Tab is a key like any other here

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = pressed(event)
        self.setText("" if keys else _held(event))
        if keys == "Esc":
            self.left.emit()
        elif keys and not event.isAutoRepeat():
            self.keys_pressed.emit(keys)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        self.clear()


def _held(event: QKeyEvent) -> str:
    """Return the modifiers held so far without a key."""
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
    """The bar below the list: an action's keys, the field that waits, or a question."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._title = Words("", self, weight=QFont.Weight.DemiBold)
        self._note = Words("", self, scale=0.95)
        self._row = FlowRow(self, gap=6)
        self.field = KeyField(self)
        self.field.hide()
        self.is_busy = False
        column_of(self, self._title, self._note, self._row, gap=4, around=(0, 12, 0, 0))

    @property
    def words(self) -> str:
        """The text shown."""
        return f"{self._title.text()} {self._note.text()}".strip()

    def buttons(self) -> list[WordButton]:
        return [widget for widget in self._row.widgets if isinstance(widget, WordButton)]

    def capture(self, title: str, leave: QWidget) -> None:
        self.show_row(title, "", [self.field, leave], is_busy=True)
        self.field.setAccessibleName(title)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, why: str) -> None:
        """Show why a key is impossible, and keep waiting for another."""
        self._note.show_words(why, "bad")
        self.field.setAccessibleDescription(why)

    def dress(self) -> None:
        """Adjust to the current fonts."""
        self._row.fit()

    def show_row(
        self, title: str, note: str, row: Sequence[QWidget], *, is_busy: bool = False
    ) -> None:
        """Show this; `is_busy`: an answer is awaited."""
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


class KeyboardPage(QWidget):
    """The section of the preferences that is about keys."""

    def __init__(self, actions: Actions, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self._actions, self._settings = actions, settings
        self._specs = {spec.id: spec for spec in actions.specs}
        words = tr("Select an action and press Enter, then the new key.")
        what = Words(words, self, tone="muted", scale=0.95)
        self._bad = Words("", self, tone="doubt", scale=0.95)
        self.list = ActionList(actions, settings, self)
        self.list.rows.set_rows(actions.specs)
        self._selected = actions.specs[0]
        self.select(self._selected)
        self.bar = KeysBar(self)
        self.reset_all = WordButton(tr("Reset all keys"), self)
        self.reset_all.clicked.connect(self._ask_reset_all)
        self._head = row_of(None, (what, 1), self.reset_all, gap=16)
        side = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
        self._head.setAlignment(self.reset_all, side)
        column_of(self, self._head, self._bad, (self.list, 1), self.bar, gap=10)
        QWidget.setTabOrder(self.reset_all, self.list)
        QWidget.setTabOrder(self.list, self.bar)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._on_selected())
        self.list.change_requested.connect(self._change_first)
        self.list.clear_requested.connect(lambda: self._keep(self._selected, ()))
        self.bar.field.keys_pressed.connect(self._on_keys)
        self.bar.field.left.connect(self._show_and_focus)
        actions.keys_changed.connect(self.show_keys)
        self._replaced = ""  # the key that the next one pressed takes the place of
        self.dress()
        self.show_keys()

    # ------------------------------------------------------------------ finding

    def filter(self, query: str) -> int:
        """List only the actions whose text or keys contain each word; return their number."""
        section, speak = tr("Keys"), self.list.speak
        found = [spec for spec in self._actions.specs if matches(query, section, speak(spec))]
        self.list.rows.set_rows(found)
        if found:
            self.select(self._selected if self._selected in found else found[0])
        return len(found)

    def select(self, spec: Action) -> None:
        """Select an action, and bring it into view."""
        self.list.setCurrentIndex(self.list.rows.index_of(spec.id))
        self.list.scrollTo(self.list.currentIndex())

    def leave(self) -> bool:
        """Cancel a question or waiting; return whether there was any."""
        if not self.bar.is_busy:
            return False
        self._show_and_focus()
        return True

    # ------------------------------------------------------------------ showing

    def show_keys(self) -> None:
        """Show the current keys."""
        self.list.rows.set_rows(self.list.rows.rows)
        lines = [
            tr("{0} in the settings file ({1}) is not used. {2}").format(
                tr("“{0}”").format(bad.written), bad.action_id, bad.why
            )
            for bad in self._actions.bad_keys
        ]
        self._bad.show_words("\n".join(lines))
        self.reset_all.setEnabled(bool(self._settings.changed_keys()))
        if not self.bar.is_busy:
            self._show_current()

    def dress(self) -> None:
        """Adjust to the current fonts and colours."""
        self.list.refit()
        self.bar.dress()
        self._turn()

    def _turn(self) -> None:
        """Put the button next to the text, or below it if there is too little room."""
        least = QFontMetricsF(words_font(self)).averageCharWidth() * _WORDS_CHARACTERS
        below = self.width() < self.reset_all.sizeHint().width() + least
        direction = QBoxLayout.Direction
        self._head.setDirection(direction.TopToBottom if below else direction.LeftToRight)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def _on_selected(self) -> None:
        spec = self.list.current_row
        if spec is not None:
            self._selected = spec
            self._show_current()

    def _text(self, spec: Action) -> str:
        return self._actions[spec.id].text()

    def _show_current(self) -> None:
        spec = self._selected
        keys = self._actions.keys[spec.id]
        row: list[QWidget] = []
        for key in keys:
            others = tuple(other for other in keys if other != key)
            button = KeyButton(key, self._text(spec), self.bar)
            button.clicked.connect(lambda _=False, key=key: self._capture(key))
            button.removed.connect(lambda others=others: self._keep(spec, others))
            row.append(button)
        if keys:
            room = QWidget(self.bar)
            room.setFixedSize(8, 8)
            row += [room, self._button(without_stop(tr("Change…")), self._change_first)]
        row.append(self._button(tr("Add a key"), lambda: self._capture("")))
        if keys:
            row.append(self._button(tr("Clear"), lambda: self._keep(spec, ())))
        if spec.id in self._settings.changed_keys():
            row.append(self._button(tr("Reset"), lambda: self._reset(spec)))
        types = bool(keys) and all(map(belongs_to_text, keys))
        words = tr("While you type, this key types text.") if types else ""
        self.bar.show_row(self._text(spec), words, row)

    def _show_and_focus(self) -> None:
        self._show_current()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _button(
        self, words: str, call: Callable[[], object], *, primary: bool = False
    ) -> WordButton:
        button = WordButton(words, self.bar, primary=primary)
        button.clicked.connect(lambda _=False: call())
        return button

    # ------------------------------------------------------------------ changing

    def _change_first(self) -> None:
        keys = self._actions.keys[self._selected.id]
        self._capture(keys[0] if keys else "")

    def _capture(self, replaced: str) -> None:
        self._replaced = replaced
        words = tr("Press the new key for “{0}”").format(self._text(self._selected))
        self.bar.capture(words, self._button(tr("Cancel"), self._show_and_focus))
        self.bar.field.expect([key for keys in self._actions.keys.values() for key in keys])

    def _on_keys(self, keys: str) -> None:
        spec = self._selected
        why = why_not(spec, keys)
        if why:
            self.bar.refuse(why)
            return
        mine = [key for key in self._actions.keys[spec.id] if key != keys]
        at = mine.index(self._replaced) if self._replaced in mine else len(mine)
        self._take(spec, (*mine[:at], keys, *mine[at + 1 :]), (keys,))

    def _ask(self, words: str, note: str, yes: str, call: Callable[[], object]) -> None:
        accept = self._button(yes, call, primary=True)
        leave = self._button(tr("Cancel"), self._show_and_focus)
        self.bar.show_row(words, note, [accept, leave], is_busy=True)
        accept.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self, spec: Action, keys: tuple[str, ...], new: Sequence[str]) -> None:
        """Give an action these keys; if others have some of the `new` ones, ask first."""
        owners = {
            key: self._specs[action_id]
            for key in new
            for action_id, theirs in self._actions.keys.items()
            if key in theirs and action_id != spec.id
        }
        if not owners:
            self._keep(spec, keys)
            return
        owner = next(iter(owners.values()))
        taken = comma_list(map(native, owners))
        self._ask(
            tr("{0} is used for “{1}”. Reassign?").format(taken, self._text(owner)),
            "",
            tr("Reassign"),
            lambda: self._keep(spec, keys),
        )

    def _reset(self, spec: Action) -> None:
        own = tuple(map(parse, spec.keys))
        self._take(spec, own, own)

    def _ask_reset_all(self) -> None:
        count = len(self._settings.changed_keys())
        words = tr("Reset the keys of 1 action?|Reset the keys of %n actions?", "", count)
        self._ask(words, "", tr("Reset all"), self._reset_all)

    def _reset_all(self) -> None:
        self._settings.set_keys({})
        self._settings.save()
        self._show_and_focus()

    def _keep(self, spec: Action, keys: tuple[str, ...]) -> None:
        """Save these keys of an action, and remove them from others."""
        # What was written for an action that is not known here may be of another version.
        changed = {
            action_id: theirs
            for action_id, theirs in self._settings.changed_keys().items()
            if action_id not in self._specs
        }
        for each in self._actions.specs:
            left = tuple(key for key in self._actions.keys[each.id] if key not in keys)
            wanted = keys if each is spec else left
            if wanted != tuple(map(parse, each.keys)):
                changed[each.id] = wanted
        self._settings.set_keys(changed)
        self._settings.save()
        self._show_and_focus()
