"""Tooltips in the window's shape: the corners, the colours and the edge of its menus.

Qt makes the label of each tooltip by itself, wherever one is asked for. It tells the style of it,
and so this one, which leaves all else to Fusion. GUI thread.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QProxyStyle, QWidget

from viewer.ui.kit.menu import RADIUS_PX, round_off
from viewer.ui.kit.theme import theme_of

_LABEL = "QTipLabel"  # the class that Qt shows tooltips with
_SHEET = """
QToolTip {{ background: {field}; color: {ink}; border: 1px solid {line};
    border-radius: {radius}px; padding: 0px 3px; }}
"""


class WindowStyle(QProxyStyle):
    """Fusion, with tooltips of our own."""

    def __init__(self) -> None:
        super().__init__("Fusion")

    def polish(self, what: QWidget | QApplication | QPalette) -> None:  # type: ignore[override]
        super().polish(what)
        if isinstance(what, QWidget) and what.metaObject().className() == _LABEL:
            self._dress(what)

    def _dress(self, label: QWidget) -> None:
        theme = theme_of(label)
        colours = {name: getattr(theme, name).name() for name in ("field", "ink", "line")}
        sheet = _SHEET.format(radius=RADIUS_PX, **colours)
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
