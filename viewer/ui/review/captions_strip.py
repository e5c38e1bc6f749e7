"""What is wrong with the captions of a note's video as a whole, above its findings.

It says so, and has a button for each thing that can be done about it. GUI thread.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QPainter, QResizeEvent
from PySide6.QtWidgets import QWidget

from viewer.translation import sentences
from viewer.ui.kit.boxes import column_of
from viewer.ui.kit.buttons import Painted, WordButton
from viewer.ui.kit.flow_row import FlowRow
from viewer.ui.kit.paint import paint_face
from viewer.ui.kit.roles import Role, set_role
from viewer.ui.kit.sheet import Worded, Words
from viewer.ui.kit.theme import Theme, paint_icon

MOST_OFFERS = 4
_ICON_PX, _LEFT_PX = 16, 36


class CaptionsNotice(NamedTuple):
    """What is said, and what can be done, MOST_OFFERS at most: words, and what is called."""

    title: str
    text: str
    offers: Sequence[tuple[str, Callable[[], object]]]


class CaptionsStrip(Painted, Worded, QWidget):
    """One finding about all captions; it takes no room where there is none."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        set_role(self, Role.Grouping)
        self.title = Words("", self, weight=QFont.Weight.Medium)
        self.words = Words("", self, tone="muted", scale=0.95)
        self._row = FlowRow(self, gap=6)
        self._calls: list[Callable[[], object]] = []
        # Made at once, so that Tab comes to them before the findings.
        self._pool = [WordButton("", self._row) for _ in range(MOST_OFFERS)]
        for place, button in enumerate(self._pool):
            button.clicked.connect(lambda _=False, place=place: self._calls[place]())
        self._row.set_widgets(list(self._pool))
        column_of(self, self.title, self.words, self._row, gap=3, around=(_LEFT_PX, 10, 12, 10))
        self.hide()

    def show_notice(self, notice: CaptionsNotice | None) -> None:
        """Show this, or nothing."""
        if notice is not None:
            self.title.setText(notice.title)
            self.words.show_words(notice.text)
            self.setAccessibleName(sentences(notice.title, notice.text))
            self._calls = [call for _, call in notice.offers]
            for place, button in enumerate(self._pool):
                there = place < len(notice.offers)
                button.setText(notice.offers[place][0] if there else "")
                button.setVisible(there)
            self._row.fit()
        self.setVisible(notice is not None)
        self._fit()

    def _fit(self) -> None:
        """Be as high as the words need: what is below has less room, and can do with it."""
        layout = self.layout()
        if layout is not None and not self.isHidden():
            self.setMinimumHeight(layout.totalHeightForWidth(self.width()))

    @property
    def buttons(self) -> list[WordButton]:
        """The buttons that are shown."""
        return [button for button in self._pool if not button.isHidden()]

    def dress(self) -> None:
        super().dress()
        self._row.fit()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paint(self, painter: QPainter, theme: Theme) -> None:
        paint_face(painter, self.rect(), 8, theme.paper, theme.line)
        top = self.title.y() + (self.title.height() - _ICON_PX) / 2
        paint_icon(painter, "captions", theme.doubt, QRectF(12, top, _ICON_PX, _ICON_PX))
