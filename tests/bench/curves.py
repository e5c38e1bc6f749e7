"""How the figures of a kept run grow with the number of notes, as a picture."""

from __future__ import annotations

import math
import os
import re
import statistics
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QImage, QPainter, QPen

from tests.bench.report import read

_SIZED = re.compile(r"([\d,]+) notes: (.+)")
_WIDTH, _HEIGHT, _COLUMNS, _RIM = 460, 300, 3, 46
_COLOURS = ("#1f6feb", "#8b8b8b", "#d08700", "#2e8b57")  # ours first
Curves = dict[str, list[tuple[int, float]]]  # of each name: (notes, median)


def draw(kept: Path, out: Path) -> None:
    """Draw every figure that was measured at several sizes, both axes in powers of ten."""
    panels: dict[tuple[str, str], Curves] = defaultdict(lambda: defaultdict(list))
    for row in read(kept):
        sized = _SIZED.fullmatch(row.what)
        if sized is None or not row.samples:
            continue
        notes, panel = int(sized[1].replace(",", "")), panels[sized[2], row.unit]
        for name, samples in {"Cuenote": row.samples, **row.peers}.items():
            if samples:
                panel[name].append((notes, statistics.median(samples)))
    rows = math.ceil(len(panels) / _COLUMNS)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    _app = QGuiApplication.instance() or QGuiApplication([])
    image = QImage(_COLUMNS * _WIDTH, rows * _HEIGHT, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for place, ((what, unit), curves) in enumerate(panels.items()):
        below, beside = divmod(place, _COLUMNS)
        corner = QRectF(beside * _WIDTH, below * _HEIGHT, _WIDTH, _HEIGHT)
        _draw_panel(painter, corner, f"{what}, {unit}", curves)
    painter.end()
    image.save(str(out))


def _draw_panel(painter: QPainter, panel: QRectF, title: str, curves: Curves) -> None:
    painter.setFont(QFont("sans-serif", 10, QFont.Weight.DemiBold))
    painter.setPen(QColor("#222222"))
    painter.drawText(panel.adjusted(_RIM, 8, 0, 0), title)
    painter.setFont(QFont("sans-serif", 8))
    plot = panel.adjusted(_RIM, 34, -110, -30)
    points = [point for curve in curves.values() for point in curve]
    wide, high = _powers([x for x, _ in points]), _powers([y for _, y in points])

    def at(x: float, y: float) -> QPointF:
        right = (math.log10(x) - wide[0]) / (wide[-1] - wide[0])
        up = (math.log10(max(y, 10.0 ** high[0])) - high[0]) / (high[-1] - high[0])
        return QPointF(plot.left() + right * plot.width(), plot.bottom() - up * plot.height())

    painter.setPen(QPen(QColor("#dddddd")))
    for power in high:
        painter.drawLine(at(10 ** wide[0], 10.0**power), at(10 ** wide[-1], 10.0**power))
    painter.setPen(QColor("#555555"))
    for power in high:
        room = QRectF(panel.left(), at(1, 10.0**power).y() - 8, _RIM - 6, 16)
        painter.drawText(room, Qt.AlignmentFlag.AlignRight, f"{10.0**power:g}")
    for power in wide:
        room = QRectF(at(10.0**power, 1).x() - 40, plot.bottom() + 4, 80, 16)
        painter.drawText(room, Qt.AlignmentFlag.AlignHCenter, f"{10**power:,}")
    for colour, (name, curve) in zip(_COLOURS, curves.items(), strict=False):
        painter.setPen(QPen(QColor(colour), 2.2 if name == "Cuenote" else 1.4))
        placed = [at(x, y) for x, y in sorted(curve)]
        painter.drawPolyline(placed)
        painter.setBrush(QColor(colour))
        for (_, value), point in zip(sorted(curve), placed, strict=True):
            painter.drawEllipse(point, 3, 3)
            painter.drawText(point + QPointF(-10, -7), f"{value:.3g}")
        painter.drawText(placed[-1] + QPointF(8, 4), name)


def _powers(values: Sequence[float]) -> range:
    """Return the powers of ten around some values."""
    low = math.floor(math.log10(max(min(values), 1e-3)))
    return range(low, max(low + 1, math.ceil(math.log10(max(*values, 1e-3)))) + 1)
