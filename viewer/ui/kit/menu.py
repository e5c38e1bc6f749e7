"""Menus and tooltips in the window's shape.

The entries of a menu say in their tooltips why they cannot be chosen. GUI thread.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import (
    QAccessible,
    QCursor,
    QGuiApplication,
    QHideEvent,
    QKeyEvent,
    QPainterPath,
    QPalette,
    QRegion,
    QResizeEvent,
    QShowEvent,
    QTransform,
)
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QProxyStyle, QWidget

from viewer.ui.kit.theme import scaled, theme_of

RADIUS_PX = 8
_SHEET = """
QMenu {{ background: {field}; border: 1px solid {edge}; border-radius: {radius}px; padding: 5px;
    menu-scrollable: 1; }}
QMenu::item {{ padding: 6px {right}px 6px {left}px; color: {ink};
    border-left: 3px solid transparent; }}
QMenu::item:selected {{ background: {select}; border-left-color: {link}; }}
QMenu::item:disabled {{ color: {muted}; background: transparent;
    border-left-color: transparent; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 5px 7px; }}
QMenu::indicator {{ left: 6px; width: 14px; height: 14px; }}
QMenu::right-arrow {{ right: 6px; }}
"""
_LABEL = "QTipLabel"  # the class that Qt shows tooltips with
_TIP_SHEET = """
QToolTip {{ background: {field}; color: {ink}; border: 1px solid {line};
    border-radius: {radius}px; padding: 0px 3px; }}
"""


class WindowStyle(QProxyStyle):
    """Fusion, with tooltips in the shape of menus.

    Qt makes the label of each tooltip itself, wherever one is needed, and tells only the style.
    """

    def __init__(self) -> None:
        super().__init__("Fusion")

    def polish(self, what: QWidget | QApplication | QPalette) -> None:  # type: ignore[override]
        super().polish(what)
        if isinstance(what, QWidget) and what.metaObject().className() == _LABEL:
            self._dress(what)

    def _dress(self, label: QWidget) -> None:
        theme = theme_of(label)
        colours = {name: theme.colour(name).name() for name in ("field", "ink", "line")}
        sheet = _TIP_SHEET.format(radius=RADIUS_PX, **colours)
        # Qt gives the label an empty sheet when it is placed, and tells of each.
        if label.styleSheet() != sheet:
            label.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
            label.installEventFilter(self)
            label.setStyleSheet(sheet)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, QWidget):
            if event.type() is QEvent.Type.Resize:
                round_off(watched)
            elif event.type() is QEvent.Type.PaletteChange:
                self._dress(watched)
        return False


def dress(menu: QMenu) -> None:
    """Give a menu, perhaps Qt's own, the window's shape and colours."""
    frameless = Qt.WindowType.FramelessWindowHint | Qt.WindowType.NoDropShadowWindowHint
    menu.setWindowFlags(menu.windowFlags() | frameless)
    menu.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
    _dress(menu)


def _dress(menu: QMenu) -> None:
    theme = theme_of(menu)
    names = ("field", "line", "edge", "ink", "select", "link", "muted")
    colours = {name: theme.colour(name).name() for name in names}
    # Not in em: Qt keeps for good what that was when the menu was first shown.
    sheet = _SHEET.format(radius=RADIUS_PX, left=scaled(12), right=scaled(34), **colours)
    if sheet != menu.styleSheet():
        menu.setStyleSheet(sheet)


def round_off(popup: QWidget) -> None:
    """Clip the corners of a menu-shaped window where they would be visible."""
    if QGuiApplication.platformName() == "xcb":
        # Without a compositor translucent parts are black there.
        path = QPainterPath()
        path.addRoundedRect(QRectF(popup.rect()), RADIUS_PX, RADIUS_PX)
        popup.setMask(QRegion(path.toFillPolygon(QTransform()).toPolygon()))


class Menu(QMenu):
    """A menu, with tooltips."""

    def __init__(self, parent: QWidget | None, title: str = "") -> None:
        super().__init__(title, parent)
        self.setToolTipsVisible(True)
        dress(self)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            _dress(self)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if QAccessible.isActive():  # a screen reader says nothing of a menu without a current row
            down = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier)
            QApplication.sendEvent(self, down)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        round_off(self)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        # Qt tells no button that the pointer left it while a menu was open.
        parent, pointer = self.parentWidget(), QCursor.pos()
        for button in parent.window().findChildren(QAbstractButton) if parent is not None else ():
            if button.underMouse() and not button.rect().contains(button.mapFromGlobal(pointer)):
                QApplication.sendEvent(button, QEvent(QEvent.Type.Leave))
