"""The tab of problems: the review stands there, and at times the search for a moment."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from viewer.translation import tr
from viewer.ui.kit.boxes import stack_of
from viewer.ui.shell.context import Context, Feature

KEY = "findings"
_TAB_PLACE = 30


class FindingsTab(Feature):
    """Keeps the place for what is made only when it is looked at; there only where it is needed."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._tabs = context.window.tabs
        self.stack = stack_of(self._tabs)
        self._tabs.add(KEY, tr("Problems"), self.stack, _TAB_PLACE)
        self._tabs.set_there(KEY, False)
        self._is_needed = self._is_search = False

    def put(self, view: QWidget, *, is_review: bool = False) -> None:
        """Have a view stand under the tab; the review is shown, where nothing else is."""
        self.stack.insertWidget(0 if is_review else self.stack.count(), view)
        if is_review and not self._is_search:
            self.stack.setCurrentIndex(0)

    def set_count(self, count: int, *, is_needed: bool) -> None:
        """Show on the tab how many problems there are; none needs no tab, but for what is kept."""
        self._is_needed = is_needed
        self._tabs.set_count(KEY, count)
        self._show_tab()

    def _show_tab(self) -> None:
        self._tabs.set_there(KEY, self._is_needed or self._is_search)

    def show_review(self, view: QWidget) -> None:
        """Bring the review to the front; the claims, where there is no problem."""
        self.stack.setCurrentWidget(view)
        self.end_search()
        self._tabs.show_tab(KEY if self._is_needed else "claims")

    def show_search(self, view: QWidget) -> None:
        """Bring the search for a moment to the front, in the place of the review."""
        self._is_search = True
        self.stack.setCurrentWidget(view)
        self._show_tab()
        self._tabs.show_tab(KEY)

    def end_search(self) -> None:
        """Have the review stand there again; the tab in front stays, while it is there."""
        self._is_search = False
        self.stack.setCurrentIndex(0)
        self._show_tab()
