"""Menus, made from the actions.

The button at the left of the header opens them all, and so does the platform's menu bar, if any. A
context menu (of a claim, a row of a list) lists its actions itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QMenuBar, QWidget

from viewer.base.translation import _, tr
from viewer.ui.kit.focus import focus_of
from viewer.ui.kit.menu import Menu
from viewer.ui.window.actions import Actions
from viewer.ui.window.shortcuts import sequence

# The sections of each menu, in order.
MENUS: Mapping[str, Sequence[Sequence[str]]] = {
    _("File"): (
        ("note.new", "note.open", "folder.open"),
        ("save",),
        ("downloads", "preferences"),
        ("quit",),
    ),
    _("Edit"): (
        ("edit.undo", "edit.redo"),
        ("edit.cut", "edit.copy", "edit.paste", "edit.select_all"),
        ("find", "find.replace", "search", "vault.replace"),
        ("source",),
    ),
    _("Timestamp"): (("bullet.timed", "cite", "frame.put", "mark", "transcript.cite"),),
    _("Play"): (("play",), ("claim.next", "claim.previous", "reel"), ("follow",)),
    _("View"): (
        ("palette",),
        ("pane.vault", "pane.video", "video.detach", "fullscreen"),
        ("claims.all", "transcript.show", "doubts.show", "start"),
        ("text.larger", "text.smaller"),
    ),
    _("Help"): (("help.guide", "help.keys", "help.about"),),
}


def make_menus(actions: Actions, parent: QWidget) -> list[Menu]:
    """Make the menus of the window with all entries, in order."""
    made = []
    for name, sections in MENUS.items():
        menu = Menu(parent, tr(name))
        for section in sections:
            menu.addActions([actions[action_id] for action_id in section])
            if section is not sections[-1]:
                menu.addSeparator()
        made.append(menu)
    return made


def make_menu_bar(window: QMainWindow, actions: Actions) -> None:
    """Fill the platform's menu bar, if that is outside the window."""
    if not QApplication.testAttribute(Qt.ApplicationAttribute.AA_DontUseNativeMenuBar):
        bar = QMenuBar(window)
        if not bar.isNativeMenuBar():
            bar.deleteLater()
            return
        for menu in make_menus(actions, bar):
            menu.aboutToShow.connect(actions.about_to_offer)
            bar.addMenu(menu)
        window.setMenuBar(bar)


class MenuHere(Menu):
    """A context menu of the available actions at a place. Deleted when closed."""

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self._actions, self._focus = actions, focus_of(parent)
        self._fill: Callable[[], object] = lambda: None
        self.aboutToHide.connect(self.deleteLater)

    def line(self) -> None:
        """Begin another section; Qt shows no separator at an end, and only one of several."""
        self.addSeparator()

    def add(self, *action_ids: str) -> None:
        """Add a section of actions that find their target themselves."""
        self.line()
        self.put_actions(*action_ids)

    def put_actions(self, *action_ids: str) -> None:
        """Add such actions to the current section."""
        for action_id in action_ids:
            self.put_action(action_id)

    def put(self, words: str, call: Callable[[], object], *, key: str = "") -> QAction:
        """Add an entry that is no action."""
        entry = QAction(words, self)
        # Shown only: the keys of a menu that belongs to no menu bar are not listened to.
        entry.setShortcut(sequence(key.replace("Return", "Enter")))
        entry.triggered.connect(lambda: call())
        self.addAction(entry)
        return entry

    def put_action(
        self,
        action_id: str,
        call: Callable[[], object] | None = None,
        *,
        words: str = "",
        stays: bool = False,
    ) -> None:
        """Add an action; if it must be told its target, `call` does that.

        With `stays` the menu stays open, and is rebuilt.
        """
        action = self._actions[action_id]
        if action.isEnabled():
            key = self._actions.key_now(action_id)
            entry = self.put(words or action.text(), call or action.trigger, key=key)
            entry.setCheckable(action.isCheckable())
            entry.setChecked(action.isChecked())
            entry.setObjectName(action_id)
            entry.setData(stays)

    def open(self, where: QPoint, fill: Callable[[], object] | None = None) -> None:
        """Show it at a point of the screen, if it has entries; `fill` adds them."""
        self._fill = fill or self._fill
        self._fill()
        if all(entry.isSeparator() for entry in self.actions()):
            self.deleteLater()
        else:
            if self._focus is not None:
                self._focus.write_on_after(self)
            self.popup(where)

    def _stays_after(self, entry: QAction | None) -> bool:
        """Trigger an entry with `stays`; False for others."""
        if entry is None or not entry.data():
            return False
        name = entry.objectName()
        entry.trigger()
        self.clear()
        self._fill()
        self.setActiveAction(next(one for one in self.actions() if one.objectName() == name))
        return True

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._stays_after(self.actionAt(event.position().toPoint())):
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_return = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not is_return or not self._stays_after(self.activeAction()):
            super().keyPressEvent(event)
