"""The slides of the tour's talk: what is said on each, and how they are drawn.

Times are seconds (`_s`) here: this is a film script, not the product. A sentence shows on its slide
when it is said.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter

WIDTH, HEIGHT, FPS = 1280, 720, 25
KEY_FRAME_S = 5

GROUND, FAINT = QColor("#16223F"), QColor("#2B4068")
WHITE, DIM, AMBER = QColor("#FFFFFF"), QColor("#8FA3CC"), QColor("#F2B13C")


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of the narration, and when it is heard."""

    slide: int
    text: str
    start_s: int
    end_s: float


@dataclass(frozen=True, slots=True)
class Film:
    """The whole narration, laid out in time."""

    lines: tuple[Line, ...]
    length_s: int


# A title, and what is said under it.
SLIDES = (
    (
        "How to remember a talk",
        "A good talk is easy to follow, and easy to forget.",
        "A week later, most of us remember a sentence or two.",
        "Notes help, and three habits make them better.",
    ),
    (
        "1. In your own words",
        "First, write in your own words.",
        "To copy a sentence, you only have to hear it.",
        "To say it yourself, you have to understand it.",
        "So one line of your own is worth a page of copies.",
    ),
    (
        "2. With the time",
        "Second, write down when it was said.",
        "Memory changes what we heard, and so do notes.",
        "With a time beside it, anyone can check a claim in seconds.",
        "And you hear the voice again, not only the words.",
    ),
    (
        "3. Checked",
        "Third, come back and check.",
        "A wrong time is quickly written, and quickly repaired.",
        "Listen again to whatever surprises you.",
        "What you check today, you can quote next year.",
    ),
    (
        "And found again",
        "One day you will have hundreds of notes.",
        "You will not remember which talk it was.",
        "But you will remember a word, and one word is enough to find it.",
    ),
    (
        "Now you",
        "Now write a line yourself, while this talk goes on.",
        "For example, a note without a time is only a rumour.",
        "You need not stop the talk to write it down.",
        "It will wait for you, at the very moment it was said.",
    ),
)


def paint_frame(image: QImage, film: Film, number: int) -> None:
    """Paint frame `number` of the film over all of `image`."""
    now_s = number / FPS
    begun = [line for line in film.lines if line.start_s <= now_s]
    shown = [line for line in begun if line.slide == begun[-1].slide]
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(image.rect(), GROUND)
    _write(painter, 72, SLIDES[begun[-1].slide][0], WHITE, 56, QFont.Weight.Bold)
    for row, line in enumerate(shown):
        is_last = line is begun[-1]
        _write(painter, 190 + 112 * row, line.text, WHITE if is_last else DIM, 38)
        if is_last:
            painter.fillRect(QRectF(64, 194 + 112 * row, 6, 88), AMBER)
    painter.fillRect(QRectF(96, 676, 1088, 4), FAINT)
    painter.fillRect(QRectF(96, 676, 1088 * number / (film.length_s * FPS), 4), AMBER)
    painter.end()


def _write(
    painter: QPainter,
    top: int,
    words: str,
    colour: QColor,
    size: int,
    weight: QFont.Weight = QFont.Weight.Medium,
) -> None:
    font = QFont("Inter")
    font.setPixelSize(size)
    font.setWeight(weight)
    painter.setFont(font)
    painter.setPen(colour)
    middle = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
    painter.drawText(QRectF(96, top, 1088, 96), middle, words)
