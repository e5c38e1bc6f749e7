"""The tab of problems: the review stands there, and at times the search for a moment."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from viewer.ui.shell.context import Context, Feature

KEY = "findings"
_TAB_PLACE = 30


class FindingsTab(Feature):
    """Keeps the place for what is made only when it is looked at; there only where it is needed."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._tabs = context.window.tabs
        self.stack = QStackedWidget(self._tabs)
        self._tabs.add(KEY, self.tr("Problems"), self.stack, _TAB_PLACE)
        self._tabs.set_there(KEY, False)
        self._is_needed = False

    def put(self, view: QWidget) -> None:
        """Have a view stand under the tab; the one put there first is shown."""
        self.stack.addWidget(view)

    def set_count(self, count: int, *, is_needed: bool) -> None:
        """Show on the tab how many problems there are; none needs no tab, but for what is kept."""
        self._is_needed = is_needed
        self._tabs.set_count(KEY, count)
        self._show_tab()

    def _show_tab(self) -> None:
        self._tabs.set_there(KEY, self._is_needed or self.stack.currentIndex() > 0)

    def show_view(self, view: QWidget | None) -> None:
        """Bring the tab to the front, and of what stands there, `view`.

        None: what was put there first, and the tab in front stays.
        """
        self.stack.setCurrentIndex(0 if view is None else self.stack.indexOf(view))
        self._show_tab()
        if view is not None:
            self._tabs.show_tab(KEY if self._is_needed or self.stack.currentIndex() else "claims")
