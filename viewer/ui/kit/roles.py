"""What a part is, for who cannot see it: a dialog, a picture, a choice; and what is said aloud.

Qt tells a screen reader the role of its own classes; what is painted by hand on a plain widget has
none. The interface to it is Qt's own, with another role, and is made when a screen reader first
asks: without one nothing is. (One that is registered beforehand is lost with the next slot that
PySide adds to the class.)
"""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtWidgets import QAccessibleWidget, QWidget

Role = QAccessible.Role
_PROPERTY = "cuenote_role"


def set_role(widget: QWidget, role: Role) -> None:
    """Tell screen readers what a widget of a class of ours is; of its own Qt tells by itself."""
    widget.setProperty(_PROPERTY, role.value)
    if number := told_as(widget):
        QAccessible.deleteAccessibleInterface(number)  # which it was given before it had its role


def announce(widget: QWidget, words: str) -> None:
    """Have a screen reader say something, wherever the keyboard is."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))


def told_as(widget: QWidget) -> int:
    """Return the number that screen readers know a widget by; 0 where there is none.

    Qt gives it another one when PySide adds a slot to its class: then `tell_focus` again.
    """
    if not QAccessible.isActive():
        return 0
    return QAccessible.uniqueId(QAccessible.queryAccessibleInterface(widget))


def tell_focus(widget: QWidget) -> None:
    """Tell screen readers that a widget has the keyboard."""
    QAccessible.updateAccessibility(QAccessibleEvent(widget, QAccessible.Event.Focus))


def _interface_of(_class: str, what: QObject) -> QAccessibleWidget | None:
    if not isinstance(what, QWidget):
        return None
    role = what.property(_PROPERTY)
    return QAccessibleWidget(what, Role(role)) if isinstance(role, int) else None


QAccessible.installFactory(_interface_of)
