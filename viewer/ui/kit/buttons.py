"""Buttons: flat icons in bars, text buttons on cards and pages, checkboxes.

Space and Enter go to the focused button, although both are shortcuts of the window: Space on
"Repeat" should repeat, not pause.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAction,
    QColor,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QToolTip,
    QWidget,
)

from viewer.base.translation import aside
from viewer.ui.kit.paint import CENTRE, AnyWidget, paint_face, paint_words, smooth
from viewer.ui.kit.plain import plain
from viewer.ui.kit.theme import Theme, paint_icon, scaled, theme_of, ui_font, words_font

TICK_PX, _TICK_GAP, _TICK_RIM = 18, 8, 4
_PRESS_KEYS = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Select)
ICON_PX = 20
HIT_PX = 32
_KEY_GAP, _ICON_ROOM = 8.0, 22  # behind the words of a button, and before them
if TYPE_CHECKING:  # as AnyWidget
    from PySide6.QtWidgets import QAbstractButton as _Button
else:
    _Button = object


def tip_of(action: QAction) -> str:
    """Return an action's tooltip: its text, shortcut, and why it is unavailable."""
    words, why_not = action.text(), action.toolTip()
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    words = aside(words, keys)
    return words if action.isEnabled() or why_not == action.text() else f"{words}\n{why_not}"


def paint_focus(painter: QPainter, rect: QRectF, theme: Theme, radius: float) -> None:
    """Paint the focus ring, just inside `rect`."""
    painter.setPen(QPen(theme.link, 2.0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius)


def is_press(event: QEvent) -> bool:
    """Return whether this is a press of a key that activates a button."""
    return (
        isinstance(event, QKeyEvent)
        and event.key() in _PRESS_KEYS
        and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    )


def act_on_key(event: QKeyEvent, act: Callable[[], object] | None) -> bool:
    """Let a key act here, although it is a shortcut of the window; None: not handled.

    For event filters, which return the result.
    """
    if act is None:
        return False
    if event.type() is QEvent.Type.ShortcutOverride:
        event.accept()
        return True
    if event.type() is QEvent.Type.KeyPress:
        act()
        return True
    return False


class OwnKeys(QObject):
    """Keeps keys of a focused widget from being shortcuts of the window."""

    def __init__(self, widget: QWidget, are_own: Callable[[QKeyEvent], bool]) -> None:
        super().__init__(widget)  # which keeps it alive
        self._are_own = are_own
        # A filter and not `event`: an exception raised below `super().event()` crashes PySide 6.11
        # on Python 3.11, and would never reach the crash log.
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Its class before its kind: Qt asks for every event of a window, and to give the kind costs
        # PySide ten times as much.
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.ShortcutOverride
            and self._are_own(event)
        ):
            event.accept()
            return True
        return False


class PressKeys(OwnKeys):
    """Lets Space and Enter press a focused button, although they are shortcuts of the window."""

    def __init__(self, button: QAbstractButton) -> None:
        super().__init__(button, is_press)
        self._button = button

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            not isinstance(event, QKeyEvent)
            or event.type() is not QEvent.Type.KeyPress
            or not is_press(event)
        ):
            return super().eventFilter(watched, event)
        button = self._button
        if event.isAutoRepeat():
            return True
        if isinstance(button, QToolButton) and button.menu() is not None:
            button.showMenu()  # as a click does
        else:
            button.click()
        return True


class Painted(AnyWidget):
    """A widget that paints itself. The focus ring is drawn on top."""

    RING: float | None = 6.0  # the radius of its corners in px; None: half the height

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Paint everything but the focus ring."""
        raise NotImplementedError

    def ring(self) -> QRectF:
        """Return the rectangle of the focus ring."""
        return QRectF(self.rect())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = theme_of(self), smooth(self)
        self.paint(painter, theme)
        if self.hasFocus():
            painter.setOpacity(1.0)
            radius = self.height() / 2 if self.RING is None else self.RING
            paint_focus(painter, self.ring(), theme, radius)


class PaintedButton(Painted, _Button):
    """A button that paints itself, and that Space and Enter press."""

    FOCUS = Qt.FocusPolicy.TabFocus

    def __init__(self, *args: Any) -> None:  # Qt's
        super().__init__(*args)
        self.setFocusPolicy(self.FOCUS)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        PressKeys(self)


class IconButton(Painted, QToolButton):
    """A flat button with an icon, a short word, or both; 32 px at the usual text size.

    With an action it triggers that action, follows its enabled and checked state, and has its text
    and shortcut as tooltip. The icon is set by name, and coloured when painted.
    """

    INK, WASH = "ink", "hover"  # colours of the theme

    def __init__(
        self,
        icon_name: str = "",
        action: QAction | None = None,
        parent: QWidget | None = None,
        *,
        words: str = "",
    ) -> None:
        super().__init__(parent)
        self._icon_name = icon_name
        self.word = ""
        self._named = "", ""
        self._lit = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.name(words)
        if action is not None:
            self.setDefaultAction(action)
            self.name(action.text())
            action.changed.connect(self._on_action_changed)
        PressKeys(self)
        self.installEventFilter(self)

    def name(self, words: str) -> None:
        """Set its tooltip and accessible name."""
        if (words, self.toolTip()) != self._named:
            self.setToolTip(plain(words))
            self.setAccessibleName(words)
            self._named = words, self.toolTip()

    def set_icon_name(self, name: str) -> None:
        """Set another icon of `resources/icons`."""
        if name != self._icon_name:
            self._icon_name = name
            self.update()

    def set_word(self, word: str) -> None:
        """Show a short word instead of an icon, with tabular figures."""
        if word != self.word:
            self.word = word
            self.updateGeometry()
            self.update()

    def set_lit(self, lit: bool) -> None:
        """Set whether it is highlighted; a checked action highlights it, too."""
        if lit != self._lit:
            self._lit = lit
            self.update()

    def _on_action_changed(self) -> None:
        action = self.defaultAction()
        if action is not None:
            self.name(action.text())  # over Qt's tooltip, which is heard behind the name

    def sizeHint(self) -> QSize:
        side = scaled(HIT_PX)
        wide = QFontMetricsF(ui_font(self)).horizontalAdvance(self.word) if self.word else 0
        beside = side - 6 if self.word and self._icon_name else 0
        return QSize(max(side, round(wide) + 12 + beside), side)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            action = self.defaultAction()
            words = tip_of(action) if action is not None else self.toolTip()
            QToolTip.showText(event.globalPos(), plain(words), self)
            return True
        return False

    def paint(self, painter: QPainter, theme: Theme) -> None:
        face = QRectF(self.rect())
        lit = self._lit or self.isChecked()
        open_or_down = self.isDown() or (self.menu() is not None and self.menu().isVisible())
        if self.isEnabled() and (self.underMouse() or open_or_down or lit):
            wash = theme.chip_wash if lit else theme.colour(self.WASH)
            if not lit and not theme.dark:
                # The light hover wash is made for paper; bars lie on the window's darker ground.
                wash = wash.darker(104)
            if open_or_down:
                wash = wash.lighter(115) if theme.dark else wash.darker(105)
            paint_face(painter, face, 6, wash)
        colour = theme.link if lit else theme.colour(self.INK)
        painter.setOpacity(1.0 if self.isEnabled() else 0.38)
        if self._icon_name:
            target = QRect(0, 0, scaled(ICON_PX), scaled(ICON_PX))
            middle = face.height() / 2 if self.word else face.center().x()
            target.moveCenter(QPoint(int(middle), self.height() // 2))
            paint_icon(painter, self._icon_name, colour, target)
            face.setLeft(target.right())
        paint_words(painter, face, self.word, ui_font(self), colour, CENTRE)


class WordButton(PaintedButton, QPushButton):
    """A text button; filled if it is checked, or primary: the likely next step.

    It may have an icon before its text, and after it a key, or a menu arrow.
    """

    FOCUS = Qt.FocusPolicy.StrongFocus
    RING: float | None = 8.0
    PAD = 14  # px beside its words
    _RIM = 3  # room for the focus ring around the face

    def __init__(
        self,
        text: str,
        parent: QWidget | None = None,
        *,
        primary: bool = False,
        key: str = "",
        icon: str = "",
    ) -> None:
        super().__init__(text, parent)
        self._primary, self._key, self._icon = primary, key, icon

    def set_key(self, key: str) -> None:
        """Show another key after the text, or "" for none."""
        if key != self._key:
            self._key = key
            self.updateGeometry()
            self.update()

    def _words_font(self) -> QFont:
        return words_font(self, 1.0, QFont.Weight.Medium)

    def _key_width(self) -> float:
        if not self._key:
            return _ICON_ROOM if self.menu() is not None else 0.0
        return QFontMetricsF(ui_font(self, 0.9)).horizontalAdvance(self._key) + _KEY_GAP

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self._words_font())
        wide = (
            self.width_of(self.text(), metrics)
            + round(self._key_width())
            + (_ICON_ROOM if self._icon else 0)
        )
        return QSize(wide, max(HIT_PX, round(metrics.height()) + 12) + 2 * self._RIM)

    @classmethod
    def width_of(cls, text: str, metrics: QFontMetricsF) -> int:
        """Return the width in px of a button with this text, in the font of `metrics`."""
        return round(metrics.horizontalAdvance(text)) + 2 * cls.PAD + 2 * cls._RIM

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.sizeHint().height())

    def paint(self, painter: QPainter, theme: Theme) -> None:
        rim, is_lit = self._RIM, (self._primary or self.isChecked()) and self.isEnabled()
        face = QRectF(self.rect()).adjusted(rim, rim, -rim, -rim)
        fill = QColor(theme.link if is_lit else theme.field)
        if self.isDown():
            fill = fill.darker(112)
        elif self.underMouse():
            fill = fill.lighter(112) if is_lit or theme.dark else fill.darker(103)
        edge = theme.muted if self.underMouse() else theme.edge
        if is_lit:
            edge = fill
        painter.setOpacity(1.0 if self.isEnabled() else 0.45)
        paint_face(painter, face, face.height() / 2 if self.RING is None else 6, fill, edge)
        font = self._words_font()
        metrics = QFontMetricsF(font)
        key_width, icon = self._key_width(), _ICON_ROOM if self._icon else 0
        room = face.width() - 12 - icon
        if metrics.horizontalAdvance(self.text()) + key_width > room:
            key_width = 0.0  # the words come first
        words = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        wide = metrics.horizontalAdvance(words)
        left = face.left() + (face.width() - icon - wide - key_width) / 2
        ink = theme.link_ink if is_lit else theme.ink
        if icon:
            paint_icon(painter, self._icon, ink, QRectF(left, face.top(), 16, face.height()))
        at = QRectF(left + icon, face.top(), wide + 1, face.height())
        paint_words(painter, at, words, font, ink)
        if self.menu() is not None:
            at = QRectF(at.right() + 4, face.top(), 16, face.height())
            paint_icon(painter, "chevron-down", theme.muted, at)
        elif key_width:
            at = at.translated(wide + _KEY_GAP, 0)
            at.setWidth(key_width)
            ink = theme.link_ink if is_lit else theme.muted
            paint_words(painter, at, self._key, ui_font(self, 0.9), ink)


def paint_tick(
    painter: QPainter, theme: Theme, box: QRectF, *, on: bool, half: bool = False
) -> None:
    """Paint a checkbox; `half`: partially checked."""
    is_lit = on or half
    fill, edge = (theme.link, theme.link) if is_lit else (theme.field, theme.muted)
    paint_face(painter, box, 4, fill, edge)
    if half:
        middle = box.center()
        painter.fillRect(QRectF(middle.x() - 5, middle.y() - 1, 10, 2), theme.link_ink)
    elif on:
        paint_icon(painter, "check", theme.link_ink, box.adjusted(2, 2, -2, -2))


class TickBox(PaintedButton, QCheckBox):
    """A checkbox with a label; toggled by a click anywhere on it, Space or Enter."""

    FOCUS = Qt.FocusPolicy.StrongFocus

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def hitButton(self, pos: QPoint) -> bool:  # noqa: N802 - Qt's own name
        return self.rect().contains(pos)

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(words_font(self))
        words = round(metrics.horizontalAdvance(self.text()))
        wide = TICK_PX + 2 * _TICK_RIM + (words + _TICK_GAP + 1 if words else 0)
        return QSize(wide, max(TICK_PX, round(metrics.height())) + 2 * _TICK_RIM)

    def paint(self, painter: QPainter, theme: Theme) -> None:
        if not self.isEnabled():
            painter.setOpacity(0.45)
        box = QRectF(_TICK_RIM, (self.height() - TICK_PX) / 2, TICK_PX, TICK_PX)
        paint_tick(painter, theme, box, on=self.isChecked())
        words = QRectF(self.rect()).adjusted(box.right() + _TICK_GAP, 0, -_TICK_RIM, 0)
        paint_words(painter, words, self.text(), words_font(self), theme.ink)
