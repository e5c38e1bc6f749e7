"""Cut, copy, paste and select all as menu rows: they act where the keyboard is.

Texts do these by themselves on their keys; lists are given Select all, whose key the row has taken.
"""

from __future__ import annotations

from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QWidget,
)

from viewer.translation import _
from viewer.ui.kit.focus import Text, focused_text
from viewer.ui.shell.action import Act, Fact, In, listed
from viewer.ui.shell.context import Context, Feature


class ClipboardRows(Feature):
    """Does what texts do by themselves on these keys."""

    ACTIONS = listed(
        In("Edit", needs=Fact.SELECTION),
        Act("edit.cut", _("Cut"), 21, "Ctrl+X", "cut", needs=Fact.SELECTION | Fact.TYPING),
        Act("edit.copy", _("Copy"), 22, "Ctrl+C", "copy"),
        Act("edit.paste", _("Paste"), 28, "Ctrl+V", "paste", needs=Fact.NOTHING),
        Act("edit.select_all", _("Select all"), 29, "Ctrl+A", "select_all", needs=Fact.TEXT),
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._window, self._actions = context.window, context.actions
        self._actions.about_to_offer.connect(self._look)
        context.app.focusChanged.connect(self._look)

    def cut(self) -> None:
        """Cut what is selected."""
        if (text := focused_text()) is not None:
            text.cut()

    def copy(self) -> None:
        """Copy what is selected."""
        if (text := focused_text()) is not None:
            text.copy()

    def paste(self) -> None:
        """Paste into the text; outside of one the window takes a link."""
        text = focused_text()
        if text is not None and not text.isReadOnly():
            text.paste()
        else:
            self._window.pasted.emit()

    def select_all(self) -> None:
        """Select all of the text, or of the list."""
        widget = QApplication.focusWidget()
        if isinstance(widget, Text | QAbstractItemView):
            widget.selectAll()

    def _look(self) -> None:
        """See what could be cut, copied or selected now."""
        text = focused_text()
        self._actions.set_facts(
            {
                Fact.TEXT: text is not None or _is_list(QApplication.focusWidget()),
                Fact.TYPING: text is not None and not text.isReadOnly(),
                Fact.SELECTION: _has_selection(text),
            }
        )


def _is_list(widget: QWidget | None) -> bool:
    mode = QAbstractItemView.SelectionMode.ExtendedSelection
    return isinstance(widget, QAbstractItemView) and widget.selectionMode() is mode


def _has_selection(text: Text | None) -> bool:
    if isinstance(text, QLineEdit):
        return text.hasSelectedText()
    return text is not None and text.textCursor().hasSelection()
