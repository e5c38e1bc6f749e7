"""The separate window for the picture, for example on a second screen.

It has the keys of the main window: every action works in both. A sheet or the palette over the note
takes the focus, and returns it when it is closed; so does an action that opens something to type
in. GUI thread.
"""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from viewer.base.translation import tr
from viewer.ui.kit.boxes import column_of
from viewer.ui.kit.focus import Focus, Overlay
from viewer.ui.kit.keys import types_text
from viewer.ui.kit.panes import fit_to_screen
from viewer.ui.kit.roles import Role, set_role
from viewer.ui.window.actions import Actions
from viewer.ui.window.drops import DropArea
from viewer.ui.window.slots import PlayerPane

_SIZE, _LEAST_SIZE = QSize(960, 640), QSize(400, 320)


def own_in_pyside(window: QWidget) -> None:
    """Make PySide treat a window's contents as owned by it.

    PySide considers every widget a child of the one whose `findChildren` last returned it, wherever
    the widget is now.
    """
    window.findChildren(QWidget)


class VideoWindow(QWidget):
    """Holds the picture with its controls while they are not in the main window."""

    closed = Signal()  # by the user; not where the program ends and closes all windows

    def __init__(
        self, main: QMainWindow, actions: Actions, drops: DropArea, geometry: QByteArray
    ) -> None:
        """Use `geometry`; if that is invalid, another screen than that of `main`."""
        # A child, since PySide would delete the screen along with a window without an owner.
        super().__init__(main, Qt.WindowType.Window)
        set_role(self, Role.Window)
        self.create()  # not `winId`, which gives each widget in `main` a native window
        self.windowHandle().setTransientParent(None)  # type: ignore[arg-type]  # may lie below it
        self._main, self._actions, self._drops = main, actions, drops
        self._pane: PlayerPane | None = None
        self._before_full: QByteArray | None = None  # the geometry; None: not in full screen
        self.setAcceptDrops(True)
        self._name(main.windowTitle())
        main.windowTitleChanged.connect(self._name)
        self._column = column_of(self)
        Focus(self)
        actions.work_in(self)
        self.installEventFilter(self)
        size = _SIZE
        if not geometry.isEmpty() and self.restoreGeometry(geometry):
            size = self.size()
        else:
            self._choose_place()
        fit_to_screen(self, size, _LEAST_SIZE)
        main.windowHandle().focusObjectChanged.connect(self._on_asked)

    def _name(self, title: str) -> None:
        """Use a title other than the main window's, for lists of windows."""
        self.setWindowTitle(tr("Video: {0}").format(title))

    def _choose_place(self) -> None:
        """Move to the centre of another screen than the main window's, or else next to it."""
        here = self._main.screen()
        screen = next((one for one in QGuiApplication.screens() if one != here), None)
        place = QRect(QPoint(0, 0), _SIZE)
        if screen is not None:
            self.setScreen(screen)
            place.moveCenter(screen.availableGeometry().center())
        else:
            main = self._main.geometry()
            place.moveTopRight(main.topRight())
            # A narrower main window may be at the left of the screen.
            place.moveLeft(max(place.left(), here.availableGeometry().left()))
        self.setGeometry(place)

    def take(self, pane: PlayerPane, *, in_front: bool) -> None:
        """Show the picture with its controls here; focused with `in_front`."""
        self._pane = pane
        self._column.addWidget(pane)
        own_in_pyside(self)
        pane.show()
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, not in_front)
        pane.picture.setFocus(Qt.FocusReason.OtherFocusReason)
        self.show()
        if in_front:
            self.activateWindow()

    def leave(self) -> None:
        """Hide; the caller moves the picture elsewhere."""
        geometry = self.geometry_kept
        self.hide()
        self.set_full_screen(False)
        self.restoreGeometry(geometry)  # what it has just after full screen is not settled
        self._pane = None
        if QGuiApplication.platformName() == "wayland":
            # Weston gives the keyboard to another window only once the surface is gone.
            self.windowHandle().destroy()

    @property
    def geometry_kept(self) -> QByteArray:
        """Return the size, position and screen to restore later."""
        return self.saveGeometry() if self._before_full is None else self._before_full

    def set_full_screen(self, full: bool) -> None:
        """Enter or leave full screen on this window's screen."""
        if self._pane is None or full == (self._before_full is not None):
            return
        if full:
            self._before_full = self.saveGeometry()
            self._pane.picture.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._before_full = None
        # The desktop may have ended full screen by itself.
        window = self.windowState() & ~Qt.WindowState.WindowFullScreen
        self.setWindowState(window | Qt.WindowState.WindowFullScreen if full else window)
        self._pane.set_full(full)

    def _on_asked(self, asking: QObject | None) -> None:
        """Activate the main window if something is to be typed or chosen there."""
        if not self.isActiveWindow() or not isinstance(asking, QWidget):
            return
        overlay = _overlay_around(asking)
        if overlay is not None:
            overlay.installEventFilter(self)  # which hears when it is closed
        if overlay is not None or types_text(asking):
            self._main.activateWindow()

    def _come_back(self) -> None:
        """Take the focus again, once what took it is closed and nothing else wants it."""
        has_keys = self._main.focusWidget()
        is_free = self._overlay() is None and not (has_keys and types_text(has_keys))
        if is_free and self._pane is not None and self._main.isActiveWindow():
            self.activateWindow()

    def _overlay(self) -> Overlay | None:
        """Return the focused overlay over the note in the main window."""
        return next((one for one in self._main.findChildren(Overlay) if one.isVisible()), None)

    # ------------------------------------------------------------------ Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self:
            if event.type() is QEvent.Type.Hide:
                watched.removeEventFilter(self)
                QTimer.singleShot(0, self, self._come_back)
        # Sent to the window if nothing in it took the key.
        elif event.type() is QEvent.Type.ShortcutOverride and self._overlay() is not None:
            event.accept()
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._before_full is not None:
            self._actions["fullscreen"].trigger()
        elif self._overlay() is not None:
            self._main.activateWindow()
        else:
            self._main.keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._drops.dragEnterEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self._drops.dropEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        if self._pane is not None:
            # Not at once: when the program ends, this is never reached.
            QTimer.singleShot(0, self, self.closed.emit)


def _overlay_around(widget: QWidget) -> Overlay | None:
    around: QWidget | None = widget
    while around is not None and not around.isWindow():
        if isinstance(around, Overlay):
            return around
        around = around.parentWidget()
    return None
