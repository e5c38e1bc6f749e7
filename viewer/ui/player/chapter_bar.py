"""The groove of the timeline: a bar with a gap where a chapter begins. Times are milliseconds."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainterPath

_GAP_PX = 2
_LEAST_PX = 6  # between two gaps: where chapters are shorter, some have none


class Groove:
    """The chapters of one video. Without any it is one bar."""

    def __init__(self, chapters: Sequence[tuple[int, str]] = ()) -> None:
        """Take (start, title) of each, in any order."""
        found = sorted((start, " ".join(title.split())) for start, title in chapters)
        self._starts = [start for start, _ in found]
        self._titles = [title for _, title in found]
        self._shape: tuple[tuple[object, ...], QPainterPath] | None = None

    def title_at(self, ms: int) -> str:
        """Return the title of the chapter that holds `ms`; "" where there is none."""
        at = bisect_right(self._starts, ms) - 1
        return self._titles[at] if at >= 0 else ""

    def shape(self, bar: QRectF, duration_ms: int | None) -> QPainterPath:
        """Return the outline of the groove in `bar`, which stands for the whole video."""
        key = (bar.left(), bar.top(), bar.width(), bar.height(), duration_ms)
        if self._shape is None or self._shape[0] != key:
            path = QPainterPath()
            path.addRoundedRect(bar, bar.height() / 2, bar.height() / 2)
            gaps = QPainterPath()
            last = bar.left()
            for start in self._starts:
                x = round(bar.left() + bar.width() * start / (duration_ms or 1))
                if last + _LEAST_PX <= x <= bar.right() - _LEAST_PX:
                    gaps.addRect(QRectF(x - _GAP_PX / 2, bar.top(), _GAP_PX, bar.height()))
                    last = x
            self._shape = key, path if gaps.isEmpty() else path.subtracted(gaps)
        return self._shape[1]
