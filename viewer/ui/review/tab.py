"""The problems tab, which shows the review or the search for a moment."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QWidget

from viewer.base.translation import tr
from viewer.ui.kit.boxes import stack_of
from viewer.ui.window.context import Context, Feature

KEY = "findings"


class FindingsTab(Feature):
    """Holds views that are created on demand; present only when needed."""

    menu_wanted = Signal(QPoint)  # at this point of the screen

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._tabs = context.window.tabs
        self.stack = stack_of(self._tabs)
        self._tabs.add(KEY, tr("Problems"), self.stack, self.menu_wanted.emit)
        self._tabs.set_there(KEY, False)
        self._is_needed = self._is_search = False

    def put(self, view: QWidget, *, is_review: bool = False) -> None:
        """Put a view into the tab; the review is shown unless another view is."""
        self.stack.insertWidget(0 if is_review else self.stack.count(), view)
        if is_review and not self._is_search:
            self.stack.setCurrentIndex(0)

    def set_count(self, count: int, *, is_needed: bool) -> None:
        """Show the number of problems on the tab; hide it if none exist, not even ignored."""
        self._is_needed = is_needed
        self._tabs.set_count(KEY, count)
        self._show_tab()

    def _show_tab(self) -> None:
        self._tabs.set_there(KEY, self._is_needed or self._is_search)

    def show_review(self, view: QWidget) -> None:
        """Show the review, or the claims if there are no problems."""
        self.stack.setCurrentWidget(view)
        self.end_search()
        self._tabs.show_tab(KEY if self._is_needed else "claims")

    def show_search(self, view: QWidget) -> None:
        """Show the search for a moment instead of the review."""
        self._is_search = True
        self.stack.setCurrentWidget(view)
        self._show_tab()
        self._tabs.show_tab(KEY)

    def end_search(self) -> None:
        """Show the review again; the current tab stays, if it exists."""
        self._is_search = False
        self.stack.setCurrentIndex(0)
        self._show_tab()
