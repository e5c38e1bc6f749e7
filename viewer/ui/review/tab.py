"""The tab of findings: the review stands there, and at times the search for a moment."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from viewer.ui.shell.context import Context, Feature

KEY = "findings"
_TAB_PLACE = 30


class FindingsTab(Feature):
    """Keeps the place for what is made only when it is looked at."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._tabs = context.window.tabs
        self.stack = QStackedWidget(self._tabs)
        self._tabs.add(KEY, self.tr("Findings"), self.stack, _TAB_PLACE)

    def put(self, view: QWidget) -> None:
        """Have a view stand under the tab; the one put there first is shown."""
        self.stack.addWidget(view)

    def set_count(self, count: int) -> None:
        """Show on the tab how many findings there are."""
        self._tabs.set_count(KEY, count)

    def show_view(self, view: QWidget | None) -> None:
        """Bring the tab to the front, and of what stands there, `view`.

        None: what was put there first, and the tab in front stays.
        """
        if view is None:
            self.stack.setCurrentIndex(0)
            return
        self.stack.setCurrentWidget(view)
        self._tabs.show_tab(KEY)
