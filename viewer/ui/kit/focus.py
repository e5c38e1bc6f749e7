"""Where the focus goes when its widget is gone: one rule for sheets, pages and hidden buttons.

Qt leaves the focus on a hidden widget if nothing near it can take it, and on none if it was
destroyed. `Focus` restores it: to the nearest part of the window around that widget, and there to
what had it last. GUI thread.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit, QTextEdit, QWidget
from shiboken6 import isValid

from viewer.ui.kit.roles import tell_focus, told_as
from viewer.ui.kit.timers import once

BY_TAB = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)  # or F6
_REMEMBERED = 16
Text = QLineEdit | QPlainTextEdit | QTextEdit


def focused_text() -> Text | None:
    """Return the focused text or field, even if read-only."""
    widget = QApplication.focusWidget()
    return widget if isinstance(widget, Text) else None


class Overlay(QWidget):
    """A widget over its whole window that keeps the focus while it is shown."""

    asks = False  # whether it is a question, whose answer holds for what is shown now

    def keyboard_left(self) -> None:
        """Called when a widget of the window below took the focus: take it back.

        Overlays that are only in the way close instead.
        """
        first_of(self).setFocus(Qt.FocusReason.OtherFocusReason)


class Focus(QObject):
    """Watches the focus of one window, and restores it when its widget is gone."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._had: list[QWidget] = []  # who had it, the latest last
        self._now: QWidget | None = None
        self._around: list[QWidget] = []  # the parents of `_now`, the nearest first
        # The text that the user writes in: while it is shown, others have the keyboard for a while.
        self.writing: QWidget | None = None
        self._looking = once(self, 0, self._look)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_changed)

    def give(self, widget: QWidget) -> None:
        """Focus a widget; while an overlay is open, once that is closed."""
        if self.overlay is None:
            widget.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._remember(widget)

    def give_part(self, part: QWidget, usual: QWidget) -> None:
        """Focus the widget that last had the focus in a part of the window, else `usual`."""
        last = next((w for w in reversed(self._had) if self._can_have(w, part)), usual)
        last.setFocus(Qt.FocusReason.TabFocusReason)

    def write_on(self) -> bool:
        """Focus the text that the user is writing in; False if there is none."""
        if self.writing is None or self.overlay is not None or not self._can_have(self.writing):
            return False
        self.writing.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    @property
    def overlay(self) -> Overlay | None:
        """The open overlay."""
        for widget in self._around:
            if isinstance(widget, Overlay) and isValid(widget) and widget.isVisible():
                return widget
        return None

    def write_on_after(self, menu: QMenu) -> None:
        """Focus that text once a menu is closed and its action is done."""
        had = QApplication.focusWidget()

        def look() -> None:
            if QApplication.focusWidget() is had:  # else what was chosen took it
                self.write_on()

        menu.aboutToHide.connect(lambda: QTimer.singleShot(0, self, look))

    def give_back(self) -> None:
        """Focus the last focused widget that is nearest to the current one.

        That is the text that the user is writing in, unless it is the answer to an overlay.
        """
        if self.write_on():
            return
        for around in self._around:
            if not isValid(around) or not around.isVisibleTo(self._window):
                continue
            near = next((w for w in reversed(self._had) if self._can_have(w, around)), None)
            if near is None and self._can_have(around):
                near = around
            if near is None and around is not self._window:
                near = next(iter(reachable_in(around)), None)
            if near is None and isinstance(around, Overlay):
                near = around  # at least Esc works there
            if near is not None:
                near.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        self._window.setFocus(Qt.FocusReason.OtherFocusReason)

    def _can_have(self, widget: QWidget, inside: QWidget | None = None) -> bool:
        return (
            isValid(widget)
            and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
            and widget.isEnabled()
            and widget.isVisibleTo(self._window)
            and (inside is None or inside.isAncestorOf(widget))
        )

    def _remember(self, widget: QWidget) -> None:
        # None that was destroyed: Python would keep all that it held, a note among it.
        kept = [had for had in self._had if had is not widget and isValid(had)]
        self._had = [*kept, widget][-_REMEMBERED:]

    def _on_changed(self) -> None:
        now = QApplication.focusWidget()
        if now is None:
            # It may have been destroyed; or the window is not in front any more.
            self._looking.start()
            return
        if now is self._now or now is self._window or now.window() is not self._window:
            return
        left = self.overlay
        if self._now is not None and isValid(self._now):
            self._now.removeEventFilter(self)
        self._now, self._around = now, _parents(now)
        self._remember(now)
        now.installEventFilter(self)
        if (number := told_as(now)) != 0:
            QTimer.singleShot(0, now, partial(_tell_again, now, number))
        if left is not None and self.overlay is None:
            left.keyboard_left()
        elif now.focusPolicy() is Qt.FocusPolicy.ClickFocus:
            self.write_on()  # what was clicked needs no key

    def _look(self) -> None:
        if QApplication.focusWidget() is None and self._window.isActiveWindow():
            self.give_back()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # At once, not after the event: the next code may ask for the focus.
        is_hidden = isinstance(event, QHideEvent) and not event.spontaneous()
        is_here = is_hidden and isValid(self._window) and self._window.isVisible()
        if is_here and watched is QApplication.focusWidget():
            self.give_back()
        return False


def focus_of(widget: QWidget) -> Focus | None:
    """Return the focus watcher of a widget's window."""
    return widget.window().findChild(Focus, options=Qt.FindChildOption.FindDirectChildrenOnly)


def reachable_in(inside: QWidget) -> list[QWidget]:
    """List the widgets inside another that Tab reaches, in order of creation.

    Not along `nextInFocusChain`: PySide takes its result for a child of the widget it was called
    on, so the end of one button would delete the rest of the window.
    """
    return [
        widget
        for widget in inside.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and widget.isEnabled()
    ]


def step_focus(inside: QWidget, next: bool) -> bool:
    """Move the focus by one among the widgets that Tab reaches inside another, cyclically."""
    chain = reachable_in(inside)
    if not chain:
        return False
    now = QApplication.focusWidget()
    at = chain.index(now) if now in chain else (-1 if next else 0)
    reason = Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason
    chain[(at + (1 if next else -1)) % len(chain)].setFocus(reason)
    return True


def first_of(inside: QWidget) -> QWidget:
    """Return the first widget that Tab reaches inside another, or that one."""
    return next(iter(reachable_in(inside)), inside)


def _tell_again(widget: QWidget, number: int) -> None:
    if widget.hasFocus() and told_as(widget) != number:
        tell_focus(widget)


def _parents(widget: QWidget) -> list[QWidget]:
    parents = []
    while not widget.isWindow() and (parent := widget.parentWidget()) is not None:
        parents.append(parent)
        widget = parent
    return parents
