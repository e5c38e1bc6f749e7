"""Accessibility: roles of widgets (a dialog, a picture, a choice), and announcements.

Qt reports the role of its own classes; hand-painted widgets have none. They get Qt's own interface
with another role, made when a screen reader first asks. (One that is registered beforehand is lost
with the next slot that PySide adds to the class.)
"""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtWidgets import QAccessibleWidget, QWidget

Role = QAccessible.Role
_PROPERTY = "cuenote_role"


def set_role(widget: QWidget, role: Role) -> None:
    """Set a widget's role for screen readers; Qt knows that of its own classes."""
    widget.setProperty(_PROPERTY, role.value)
    if number := told_as(widget):
        QAccessible.deleteAccessibleInterface(number)  # which it was given before it had its role


def announce(widget: QWidget, words: str) -> None:
    """Make a screen reader say something, wherever the focus is."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))


def told_as(widget: QWidget) -> int:
    """Return the id by which screen readers know a widget, or 0.

    Qt changes it when PySide adds a slot to its class: then call `tell_focus` again.
    """
    if not QAccessible.isActive():
        return 0
    return QAccessible.uniqueId(QAccessible.queryAccessibleInterface(widget))


def tell_focus(widget: QWidget) -> None:
    """Tell screen readers that a widget is focused."""
    QAccessible.updateAccessibility(QAccessibleEvent(widget, QAccessible.Event.Focus))


def _interface_of(_class: str, what: QObject) -> QAccessibleWidget | None:
    if not isinstance(what, QWidget):
        return None
    role = what.property(_PROPERTY)
    return QAccessibleWidget(what, Role(role)) if isinstance(role, int) else None


QAccessible.installFactory(_interface_of)
