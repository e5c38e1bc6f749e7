"""The search of a vault, as it is driven and as it is seen."""

from typing import Generic, TypeVar

from PySide6.QtCore import Qt

from tests.ui.stage import Stage
from viewer.ui.vault.result_rows import HitPlace, SaidPlace
from viewer.ui.vault.search_view import SearchView
from viewer.ui.vault.searching import Searching

Place = TypeVar("Place", HitPlace, SaidPlace)


class SearchCase(Generic[Place]):
    """A search that finds places of one kind."""

    place: type[Place]

    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    @property
    def searching(self) -> Searching:
        return self.stage.program.searching

    @property
    def view(self) -> SearchView:
        return self.searching.view

    @property
    def texts(self) -> list[str]:
        rows = self.view.list.rows.rows
        return [row.hit.text for row in rows if isinstance(row, self.place)]

    def select(self, words: str) -> Place:
        """Go down to a place that holds `words`."""
        for _ in self.view.list.rows.rows:
            row = self.view.list.current_row
            if isinstance(row, self.place) and words in row.hit.text:
                return row
            self.stage.press(Qt.Key.Key_Down)
        raise AssertionError(f"{words!r} is not reached with the arrow keys")
