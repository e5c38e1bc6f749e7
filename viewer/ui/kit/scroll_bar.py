"""A slim scroll bar without trough or arrows, and gentle scrolling."""

from __future__ import annotations

from PySide6.QtCore import (
    QEasingCurve,
    QEvent,
    QPropertyAnimation,
    QRectF,
    QSize,
    Qt,
    SignalInstance,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPalette, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QFrame,
    QScrollArea,
    QScrollBar,
    QStyle,
    QStyleOptionSlider,
    QWidget,
)

from viewer.ui.kit.keys import HELD
from viewer.ui.kit.paint import paint_face
from viewer.ui.kit.theme import set_colour, theme_of

_LOWEST_PX = 44

_WIDTH = 10
_RIM = 2.0


class SlimScrollBar(QScrollBar):
    """A vertical scroll bar for `QAbstractScrollArea.setVerticalScrollBar`.

    Its background is its palette's window colour: set that to the background of the content.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, 60)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter, option = theme_of(self), QPainter(self), QStyleOptionSlider()
        painter.fillRect(event.rect(), self.palette().window())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.initStyleOption(option)
        handle = self.style().subControlRect(
            QStyle.ComplexControl.CC_ScrollBar, option, QStyle.SubControl.SC_ScrollBarSlider, self
        )
        is_lit = self.isSliderDown() or self.underMouse()
        face = QRectF(handle).adjusted(_RIM, _RIM, -_RIM, -_RIM)
        paint_face(painter, face, face.width() / 2, theme.muted if is_lit else theme.tick_faint)


def make_quiet(area: QAbstractScrollArea) -> None:
    """Give an area only a vertical slim bar, and no frame."""
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setVerticalScrollBar(SlimScrollBar())
    if area.isRightToLeft():
        # There Qt counts from the other end: at 0 content wider than its view would be moved.
        across = area.horizontalScrollBar()
        across.rangeChanged.connect(lambda _least, most: across.setValue(most))


def set_moves(app: QApplication, moves: bool) -> None:
    """Allow animations, unless the system forbids them, or forbid them."""
    app.setProperty("cuenote_still", not moves)


def moves(widget: QWidget) -> bool:
    """Return whether animations are allowed by the user and the system."""
    app, hint = QApplication.instance(), QStyle.StyleHint.SH_Widget_Animation_Duration
    is_still = app is not None and bool(app.property("cuenote_still"))
    return not is_still and widget.style().styleHint(hint, None, widget) > 0


_SCROLL_MS, _MOST_PAGES = 240, 3  # what is further away is shown at once


class GentleScroll(QPropertyAnimation):
    """Scrolls one view gently; stop it before scrolling the view otherwise."""

    def __init__(self, view: QAbstractScrollArea) -> None:
        super().__init__(view.verticalScrollBar(), b"value", view)
        self.setEasingCurve(QEasingCurve.Type.OutCubic)
        self.setDuration(_SCROLL_MS)
        self._view = view

    def go_to(self, value: int, *, at_once: bool = False) -> None:
        """Scroll to a value of the bar, gently unless `at_once`, or animations are off."""
        self.stop()
        bar = self._view.verticalScrollBar()
        # From far away the way there says nothing.
        is_far = abs(value - bar.value()) > _MOST_PAGES * bar.pageStep()
        if at_once or is_far or not self._view.isVisible() or not moves(self._view):
            bar.setValue(value)
            return
        self.setStartValue(bar.value())
        self.setEndValue(value)
        self.start()


def dress(view: QAbstractScrollArea, ground: QColor | None = None) -> None:
    """Give a list or text and its bar their pane's background; call it at each PaletteChange.

    Without `ground` it is the window's.
    """
    roles = QPalette.ColorRole
    ground = theme_of(view).window if ground is None else ground
    # Rows draw their own selection; Qt would add one beside them.
    set_colour(view, ground, roles.Base, roles.Window, roles.Highlight)


class QuietArea(QScrollArea):
    """Shows one widget at full width, and scrolls it vertically."""

    GROUND = "window"  # the colour of the theme that it lies on

    def __init__(self, inside: QWidget | None, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        make_quiet(self)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumHeight(_LOWEST_PX)
        self.viewport().setAutoFillBackground(True)
        if inside is not None:
            self.setWidget(inside)
        self._dress()

    def _dress(self) -> None:
        set_colour(self, theme_of(self).colour(self.GROUND), QPalette.ColorRole.Window)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._dress()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & HELD:
            event.ignore()  # Qt's area scrolls by arrows, whatever is held with them
        else:
            super().keyPressEvent(event)


class PaperArea(QuietArea):
    """The same on a paper background, as on a card."""

    GROUND = "paper"


_NOTCH = 120  # what Qt calls one notch: https://doc.qt.io/qt-6/qwheelevent.html#angleDelta


class WheelNotches:
    """Accumulates mouse wheel movement into whole notches."""

    def __init__(self) -> None:
        self._left = 0

    def add(self, event: QWheelEvent) -> int:
        """Return the whole notches reached now; upwards is positive."""
        self._left += event.angleDelta().y()
        notches = int(self._left / _NOTCH)
        self._left -= notches * _NOTCH
        return notches

    def zooms(self, event: QWheelEvent, zoom_requested: SignalInstance) -> bool:
        """Return whether the wheel is turned with Ctrl; then whole notches are emitted."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        if notches := self.add(event):
            zoom_requested.emit(notches)
        return True
