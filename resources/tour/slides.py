"""The slides of the tour's film: what is said on each, and how it is drawn.

Times are seconds (`_s`) here: this is a film script, not the product. A scene is a function that
draws one slide's moving part; it asks its `Scene` how long ago a line of the slide began.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
)

WIDTH, HEIGHT, FPS = 1280, 720, 25
KEY_FRAME_S = 5

GROUND_TOP, GROUND_FOOT = QColor("#16223F"), QColor("#0C1322")
WHITE, SOFT, DIM = QColor("#FFFFFF"), QColor("#A9B9DA"), QColor("#6F82AB")
AMBER, AMBER_INK = QColor("#F2B13C"), QColor("#241900")
BLOCK, BLOCK_INK = QColor("#2B4068"), QColor("#B4C3E2")
FAINT = QColor("#1E2D4D")
PAPER, PAPER_INK, PAPER_LINE = QColor("#FFFFFF"), QColor("#1D1F23"), QColor("#C6CCD8")
WASH, CHIP, CHIP_WASH = QColor("#FFF0C9"), QColor("#0B62C4"), QColor("#E6F1FC")
GREEN, RED = QColor("#4CC38A"), QColor("#FF7B6E")


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


class Scene:
    """One slide at one moment: a painter, and how far the narration has come."""

    def __init__(self, painter: QPainter, now_s: float, starts_s: list[int]) -> None:
        self.painter = painter
        self.now_s = now_s
        self._starts_s = starts_s

    def since(self, line: int) -> float:
        """Give the seconds since the slide's `line` began; negative before it."""
        return self.now_s - self._starts_s[line]

    def grown(self, line: int, over_s: float = 0.6, after_s: float = 0.0) -> float:
        """Give 0 before line `line` (and `after_s`), 1 when `over_s` have passed, eased between."""
        share = min(max((self.since(line) - after_s) / over_s, 0.0), 1.0)
        return share * share * (3 - 2 * share)

    def box(
        self, rect: QRectF, fill: QColor, radius: float = 10, edge: QColor | None = None
    ) -> None:
        """Fill a rounded rectangle, with an edge where one is given."""
        self.painter.setPen(QPen(edge, 3) if edge else Qt.PenStyle.NoPen)
        self.painter.setBrush(fill)
        self.painter.drawRoundedRect(rect, radius, radius)

    def text(
        self,
        rect: QRectF,
        words: str,
        colour: QColor,
        size: int = 26,
        weight: QFont.Weight = QFont.Weight.Medium,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignCenter,
    ) -> None:
        """Write `words` in `rect`; figures are all of one width."""
        font = QFont("Inter")
        font.setPixelSize(size)
        font.setWeight(weight)
        font.setFeature(QFont.Tag("tnum"), 1)
        self.painter.setFont(font)
        self.painter.setPen(colour)
        self.painter.drawText(rect, align | Qt.AlignmentFlag.AlignVCenter, words)

    def arrow(self, path: QPainterPath, share: float, colour: QColor = AMBER) -> None:
        """Draw the first `share` of `path`, with a head at where it has got to."""
        if share <= 0.02:
            return
        steps = [path.pointAtPercent(share * i / 40) for i in range(41)]
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.setPen(
            QPen(
                colour, 4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
            )
        )
        self.painter.drawPolyline(QPolygonF(steps))
        tip, before = steps[-1], steps[-3]
        angle = math.atan2(tip.y() - before.y(), tip.x() - before.x())
        wings = [
            tip - QPointF(math.cos(angle + turn), math.sin(angle + turn)) * 16
            for turn in (0.5, -0.5)
        ]
        self.painter.setBrush(colour)
        self.painter.drawPolygon(QPolygonF([tip, *wings]))

    def faded(self, share: float) -> None:
        """Draw what follows at this opacity."""
        self.painter.setOpacity(share)


def _blend(one: QColor, other: QColor, share: float) -> QColor:
    return QColor.fromRgbF(
        one.redF() + (other.redF() - one.redF()) * share,
        one.greenF() + (other.greenF() - one.greenF()) * share,
        one.blueF() + (other.blueF() - one.blueF()) * share,
    )


def _curve(start: QPointF, end: QPointF, bow: float) -> QPainterPath:
    path = QPainterPath(start)
    middle = (start + end) / 2
    path.quadTo(QPointF(middle.x(), middle.y() + bow), end)
    return path


def _note(s: Scene, rect: QRectF, lit: int, share: float = 1.0) -> list[QRectF]:
    """Draw a page of five claims, one of them lit; give the places of their time chips."""
    s.box(rect, PAPER, 12)
    s.box(QRectF(rect.x() + 28, rect.y() + 26, rect.width() * 0.45, 16), PAPER_INK, 5)
    chips = []
    for i, width in enumerate((0.56, 0.44, 0.6, 0.5, 0.4)):
        y = rect.y() + 70 + i * 54
        if i == lit:
            wash = QRectF(rect.x() + 18, y - 10, (rect.width() - 36), 44)
            s.box(wash, _blend(PAPER, WASH, share), 4)
            s.box(QRectF(wash.x(), wash.y(), 5, wash.height()), _blend(PAPER, AMBER, share), 0)
        bar = QRectF(rect.x() + 34, y + 5, rect.width() * width, 14)
        s.box(bar, PAPER_LINE if i != lit else _blend(PAPER_LINE, PAPER_INK, share * 0.75), 5)
        chip = QRectF(bar.right() + 14, y - 2, 62, 28)
        on = share if i == lit else 0.0
        s.box(chip, _blend(CHIP_WASH, AMBER, on), 14)
        s.text(chip, f"0:{8 + 12 * i:02}", _blend(CHIP, AMBER_INK, on), 16, QFont.Weight.DemiBold)
        chips.append(chip)
    return chips


def _picture(s: Scene, rect: QRectF, ball: float, whole: bool = True) -> None:
    """Draw one frame of an imagined film: hills, and a ball `ball` of the way across."""
    s.box(rect, QColor("#31538F") if whole else FAINT, 8)
    s.painter.save()
    s.painter.setClipRect(rect)
    if whole:
        hills = QPainterPath(QPointF(rect.x(), rect.bottom()))
        hills.lineTo(rect.x(), rect.y() + rect.height() * 0.7)
        hills.quadTo(
            rect.x() + rect.width() * 0.3,
            rect.y() + rect.height() * 0.3,
            rect.x() + rect.width() * 0.55,
            rect.y() + rect.height() * 0.75,
        )
        hills.quadTo(
            rect.x() + rect.width() * 0.8,
            rect.y() + rect.height() * 0.45,
            rect.right(),
            rect.y() + rect.height() * 0.7,
        )
        hills.lineTo(rect.right(), rect.bottom())
        s.painter.fillPath(hills, QColor("#1C3A6B"))
    s.painter.setPen(Qt.PenStyle.NoPen)
    s.painter.setBrush(AMBER)
    size = rect.height() * 0.13
    y = rect.y() + rect.height() * (0.42 - 0.22 * math.sin(math.pi * ball))
    s.painter.drawEllipse(QPointF(rect.x() + rect.width() * (0.12 + 0.76 * ball), y), size, size)
    s.painter.restore()


def _welcome(s: Scene) -> None:
    page, screen = QRectF(96, 236, 430, 360), QRectF(700, 262, 484, 300)
    lit = s.grown(1)
    chips = _note(s, page, 2, lit)
    s.box(screen.adjusted(-10, -10, 10, 10), FAINT, 14)
    _picture(s, screen, (s.now_s * 0.09) % 1)
    start = QPointF(chips[2].right() + 12, chips[2].center().y())
    s.arrow(_curve(start, QPointF(screen.left() - 18, screen.center().y()), -70), s.grown(2, 1.2))
    s.faded(s.grown(2, after_s=1.6))
    s.text(QRectF(540, 470, 150, 40), "one click", AMBER, 26)


def _differences(s: Scene) -> None:
    for i in range(5):
        rect = QRectF(96 + i * 222, 300, 200, 132)
        s.faded(s.grown(0 if i == 0 else 1, after_s=0 if i == 0 else i * 0.45))
        _picture(s, rect, i / 5 + 0.06 * math.sin(s.now_s * 1.2), whole=i == 0)
        s.text(
            QRectF(rect.x(), 446, 200, 40),
            "whole picture" if i == 0 else "only the change",
            AMBER if i == 0 else SOFT,
            22,
        )
    for i, height in enumerate((96, 16, 12, 18, 14)):
        s.faded(s.grown(2, after_s=i * 0.2))
        grown = height * s.grown(2, 0.8, i * 0.2)
        s.box(QRectF(166 + i * 222, 600 - grown, 60, grown), AMBER if i == 0 else BLOCK, 4)
    s.faded(s.grown(2, after_s=1.2))
    s.text(QRectF(960, 520, 224, 40), "bytes per frame", DIM, 20)


KINDS = "IBBPBBIBBP"


def _row(s: Scene, lit: set[int] | None = None) -> list[QRectF]:
    rects = []
    for i, kind in enumerate(KINDS):
        rect = QRectF(96 + i * 110, 284, 86, 148)
        key = kind == "I"
        s.box(rect, AMBER if key else (BLOCK if lit is None or i not in lit else QColor("#4B6CA8")))
        s.text(rect, kind, AMBER_INK if key else BLOCK_INK, 30, QFont.Weight.DemiBold)
        rects.append(rect)
    return rects


def _alone(s: Scene) -> None:
    rects = _row(s)
    glow = 0.5 + 0.5 * math.sin(s.now_s * 3)
    s.faded(s.grown(0) * (0.4 + 0.6 * glow))
    s.box(rects[0].adjusted(-8, -8, 8, 8), QColor(0, 0, 0, 0), 14, AMBER)
    s.box(rects[6].adjusted(-8, -8, 8, 8), QColor(0, 0, 0, 0), 14, AMBER)
    s.faded(1)
    for i in (1, 2, 3, 4, 5, 7, 8, 9):
        share = s.grown(1, 0.5, 1.4 + (i % 6) * 0.25)
        start = QPointF(rects[i].center().x() - 8, 444)
        s.arrow(_curve(start, QPointF(rects[i - 1].center().x() + 8, 446), 58), share, SOFT)
    s.faded(s.grown(2))
    s.painter.setPen(QPen(AMBER, 3))
    s.painter.drawLine(QPointF(139, 536), QPointF(799, 536))
    for x in (139, 799):
        s.painter.drawLine(QPointF(x, 524), QPointF(x, 548))
    s.text(QRectF(139, 552, 660, 44), f"{KEY_FRAME_S} seconds", AMBER, 28, QFont.Weight.DemiBold)


def _cost(s: Scene) -> None:
    target = 5
    sweep = s.grown(1, 3.0, 1.8)
    reached = round(sweep * target) if sweep > 0 else -1
    rects = _row(s, lit=set(range(1, reached + 1)))
    aim = rects[target]
    s.faded(s.grown(0))
    bob = 5 * math.sin(s.now_s * 4)
    point = QPointF(aim.center().x(), 272 + bob)
    s.painter.setPen(Qt.PenStyle.NoPen)
    s.painter.setBrush(WHITE)
    s.painter.drawPolygon(QPolygonF([point, point + QPointF(-14, -22), point + QPointF(14, -22)]))
    s.faded(1)
    back = _curve(QPointF(aim.center().x(), 446), QPointF(rects[0].center().x() - 16, 446), 120)
    s.faded(1 - 0.7 * s.grown(1, 0.5, 2.0))
    s.arrow(back, s.grown(1, 1.4, 0.2), SOFT)
    s.faded(1)
    there = _curve(QPointF(rects[0].center().x(), 452), QPointF(aim.center().x(), 452), 128)
    s.arrow(there, sweep)
    s.faded(sweep)
    s.text(QRectF(96, 530, 640, 44), "seek = decode from here", AMBER, 28)
    gone = s.grown(2, 0.8)
    for i in range(target):
        s.faded(gone)
        s.painter.setPen(QPen(RED, 5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        inner = rects[i].adjusted(14, 110, -14, -14)
        s.painter.drawLine(inner.topLeft(), inner.bottomRight())
        s.painter.drawLine(inner.topRight(), inner.bottomLeft())
    s.faded(gone)
    s.box(aim.adjusted(-7, -7, 7, 7), QColor(0, 0, 0, 0), 14, GREEN)
    count = s.grown(3, 3.0, 1.0)
    s.faded(s.grown(3, after_s=0.6))
    s.text(QRectF(800, 500, 384, 56), f"{round(62 * count)} decoded", WHITE, 40, QFont.Weight.Bold)
    s.text(QRectF(800, 556, 384, 44), "1 shown", GREEN, 30, QFont.Weight.DemiBold)


def _wait(s: Scene) -> None:
    left = Qt.AlignmentFlag.AlignLeft
    for y, name, width, line, colour in (
        (300, "disk", 44, 0, BLOCK),
        (410, "decoder", 820, 1, AMBER),
    ):
        s.faded(s.grown(line))
        s.text(QRectF(96, y, 200, 76), name, WHITE, 32, QFont.Weight.DemiBold, left)
        s.box(QRectF(300, y, max(width * s.grown(line, 2.0, 0.3), 12), 76), colour, 8)
    s.faded(s.grown(1, after_s=2.2))
    s.text(QRectF(300, 512, 820, 50), "what you wait for", AMBER, 28, align=left)


def _close(s: Scene) -> None:
    asked, shown = QRectF(720, 262, 400, 240), QRectF(160, 262, 400, 240)
    s.faded(s.grown(0))
    _picture(s, asked, 0.78)
    s.text(QRectF(720, 508, 400, 40), "asked for", SOFT, 26)
    s.faded(s.grown(1))
    _picture(s, shown, 0.16)
    s.box(shown, QColor(0, 0, 0, 0), 8, RED)
    s.text(QRectF(160, 508, 400, 40), "shown", RED, 26, QFont.Weight.DemiBold)
    path = QPainterPath(QPointF(704, 382))
    path.lineTo(576, 382)
    s.faded(1)
    s.arrow(path, s.grown(2, 1.0), RED)
    s.faded(s.grown(2, after_s=0.6))
    s.text(QRectF(500, 556, 280, 44), "up to 5 s early", RED, 28)


def _stills(s: Scene) -> None:
    left = Qt.AlignmentFlag.AlignLeft
    s.text(QRectF(96, 290, 160, 90), "still", WHITE, 32, QFont.Weight.DemiBold, left)
    s.text(QRectF(96, 430, 160, 90), "stream", WHITE, 32, QFont.Weight.DemiBold, left)
    for y in (290, 430):
        s.box(QRectF(250, y, 934, 90), FAINT, 10)
    s.box(QRectF(300, 290, 430 * s.grown(0, 0.3, 0.8), 90), AMBER, 10)
    caught = s.grown(1, 3.2)
    s.box(QRectF(300, 430, 430 * caught, 90), BLOCK, 10)
    takes = s.grown(2, 2.0)
    s.box(QRectF(730, 430, 454 * takes, 90), GREEN, 10)
    s.faded(s.grown(0, after_s=1.0))
    s.text(QRectF(300, 290, 430, 90), "the exact frame, at once", AMBER_INK, 26)
    s.faded(s.grown(1, after_s=1.4))
    s.text(QRectF(300, 430, 430, 90), "catching up", WHITE, 26)
    s.faded(s.grown(2, after_s=1.2))
    s.text(QRectF(730, 430, 454, 90), "playing", QColor("#06251A"), 26)
    s.faded(s.grown(0))
    s.painter.setPen(QPen(WHITE, 3))
    s.painter.drawLine(QPointF(300, 262), QPointF(300, 548))
    s.text(QRectF(230, 552, 140, 40), "click", WHITE, 24)


def _follow(s: Scene) -> None:
    page = QRectF(96, 236, 430, 360)
    claim = min(int(max(s.since(0), 0) / 3.2), 4)
    _note(s, page, claim, min((max(s.since(0), 0) % 3.2) / 0.3, 1) if claim else 1)
    screen = QRectF(640, 250, 544, 250)
    _picture(s, screen, min(max(s.since(0), 0) / 17, 1))
    bar = QRectF(640, 548, 544, 8)
    s.box(bar, BLOCK, 4)
    played = min(max(s.since(0), 0) / 16, 1) * 0.98
    s.box(QRectF(640, 548, 544 * played, 8), AMBER, 4)
    for i in range(5):
        s.box(QRectF(640 + 544 * i * 0.2 - 3, 526, 6, 16), AMBER if i == claim else SOFT, 2)
    s.painter.setBrush(WHITE)
    s.painter.setPen(Qt.PenStyle.NoPen)
    s.painter.drawEllipse(QPointF(640 + 544 * played, 552), 12, 12)
    s.faded(s.grown(2))
    pill = QRectF(226, 540, 170, 44)
    s.box(pill, PAPER_INK, 22)
    s.text(pill, "Follow   F", WHITE, 20, QFont.Weight.DemiBold)


def _past(s: Scene) -> None:
    bar = QRectF(96, 350, 700, 12)
    s.box(bar, BLOCK, 6)
    s.box(QRectF(96, 350, 700 * min(max(s.since(0), 0) / 30 + 0.3, 1), 12), SOFT, 6)
    s.text(QRectF(706, 372, 180, 40), "the end", SOFT, 24)
    s.painter.setPen(QPen(WHITE, 4))
    s.painter.drawLine(QPointF(796, 330), QPointF(796, 382))
    s.faded(s.grown(0, after_s=1.4))
    chip = QRectF(980, 328, 150, 56)
    s.box(chip, QColor("#33291A"), 28, QColor("#F0B95B"))
    s.text(chip, "1:01:56", QColor("#F0B95B"), 28, QFont.Weight.DemiBold)
    s.faded(s.grown(1, 0.3))
    s.painter.setPen(QPen(RED, 5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    s.painter.drawLine(QPointF(968, 356), QPointF(1142, 356))
    for i, (words, x) in enumerate((("1:01", 500), ("1:56", 690))):
        share = s.grown(2, 0.6, 0.8 + 0.5 * i)
        s.faded(share)
        rect = QRectF(x, 470, 160, 64)
        s.box(rect, PAPER, 12)
        s.text(rect, words, CHIP, 28, QFont.Weight.DemiBold)
    s.faded(s.grown(2))
    s.text(
        QRectF(96, 470, 390, 64), "Did the writer mean", WHITE, 28, align=Qt.AlignmentFlag.AlignLeft
    )
    s.text(QRectF(866, 470, 40, 64), "?", WHITE, 28)


def _keys(s: Scene) -> None:
    rows = (
        (("J", "next claim", 0), ("K", "the one before", 0), ("R", "repeat it", 1)),
        (("Space", "play, pause", 2), ("F", "follow", 3), ("Ctrl K", "everything else", 3)),
    )
    for y, row in zip((260, 440), rows, strict=True):
        for i, (name, meaning, line) in enumerate(row):
            lit = s.grown(line, 0.3) * (1 - s.grown(line, 1.0, 2.5))
            width = 96 if len(name) == 1 else 168
            rect = QRectF(96 + i * 380, y, width, 92)
            s.box(rect.translated(0, 6), QColor("#0A101D"), 14)
            s.box(rect, _blend(BLOCK, AMBER, lit), 14)
            s.text(rect, name, AMBER_INK if lit > 0.5 else WHITE, 32, QFont.Weight.DemiBold)
            s.text(
                QRectF(96 + i * 380, y + 100, 340, 44),
                meaning,
                SOFT,
                24,
                align=Qt.AlignmentFlag.AlignLeft,
            )


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide: its heading, what is said on it, and what moves."""

    title: str
    subtitle: str
    lines: tuple[str, ...]
    draw: Callable[[Scene], None]


SLIDES = (
    Slide(
        "A note beside its video",
        "and the moment behind every claim",
        (
            "Cuenote keeps a note beside its video.",
            "Every claim in the note knows the moment it came from.",
            "This short film is about that moment, and what happens when you click.",
        ),
        _welcome,
    ),
    Slide(
        "A video is mostly differences",
        "few of its frames are whole pictures",
        (
            "A video file keeps few whole pictures.",
            "Most of its frames only say what changed since the one before.",
            "That is how two hours of film fit on a phone.",
        ),
        _differences,
    ),
    Slide(
        "A key frame stands alone",
        "every other frame leans on the ones before it",
        (
            "A whole picture is called a key frame.",
            "It stands alone, and every other frame leans on those before it.",
            "In this film, there is a key frame every five seconds.",
        ),
        _alone,
    ),
    Slide(
        "What a seek costs",
        "the way from the last key frame to yours",
        (
            "Now you ask for one moment.",
            "The player goes back to the last key frame, and decodes everything from there.",
            "All of them but the last are thrown away.",
            "With five seconds between key frames, that is sixty-two frames on average, "
            "for the one that you see.",
        ),
        _cost,
    ),
    Slide(
        "Where the wait comes from",
        "time between the click and the picture",
        (
            "The disk hardly matters.",
            "The decoder is what you wait for.",
        ),
        _wait,
    ),
    Slide(
        "Close is not the same",
        "a key frame is not the frame you asked for",
        (
            "Some players save themselves the work.",
            "They show the key frame instead, and say nothing.",
            "So you land up to five seconds early, in another sentence.",
        ),
        _close,
    ),
    Slide(
        "Stills come first",
        "then the stream takes over",
        (
            "Cuenote shows the exact still at once.",
            "The stream starts behind it, and catches up.",
            "So what you see is what you asked for, playing or paused.",
        ),
        _stills,
    ),
    Slide(
        "And the other way round",
        "the note follows the film",
        (
            "While the film plays, the claim being made lights up in the note.",
            "Scroll away, and the note stays where you put it.",
            "Press F, and it follows again.",
        ),
        _follow,
    ),
    Slide(
        "A time past the end",
        "notes make mistakes",
        (
            "A note can be wrong, and name a time past the end of its video.",
            "Cuenote does not jump somewhere else in silence.",
            "It says so, and offers what the writer may have meant.",
        ),
        _past,
    ),
    Slide(
        "Hands on the keys",
        "and now it is your turn",
        (
            "J and K step from claim to claim.",
            "R repeats the one you are listening to.",
            "Space starts and stops.",
            "And now it is your turn. Click anything.",
        ),
        _keys,
    ),
)


def paint_frame(image: QImage, film: Film, number: int) -> None:
    """Paint frame `number` of the film over all of `image`."""
    now_s = number / FPS
    begun = [line for line in film.lines if line.start_s <= now_s]
    index = begun[-1].slide if begun else 0
    slide = SLIDES[index]
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ground = QLinearGradient(0, 0, 0, HEIGHT)
    ground.setColorAt(0, GROUND_TOP)
    ground.setColorAt(1, GROUND_FOOT)
    painter.fillRect(image.rect(), ground)
    scene = Scene(painter, now_s, [line.start_s for line in film.lines if line.slide == index])
    left = Qt.AlignmentFlag.AlignLeft
    scene.text(QRectF(96, 84, 1088, 64), slide.title, WHITE, 52, QFont.Weight.Bold, left)
    scene.text(QRectF(96, 150, 1088, 44), slide.subtitle, SOFT, 28, QFont.Weight.Normal, left)
    slide.draw(scene)
    painter.setOpacity(1)
    _paint_foot(scene, film, number)
    painter.end()


def _paint_foot(s: Scene, film: Film, number: int) -> None:
    """The clock, the number of the frame, and a line with a tick for every key frame."""
    s.box(QRectF(96, 652, 1088, 4), FAINT, 2)
    s.box(QRectF(96, 652, 1088 * number / (film.length_s * FPS), 4), SOFT, 2)
    for second in range(0, film.length_s, KEY_FRAME_S):
        passed = second <= s.now_s
        s.box(
            QRectF(96 + 1088 * second / film.length_s - 1, 644, 2, 8), AMBER if passed else DIM, 0
        )
    seconds, hundredths = divmod(number * 100 // FPS, 100)
    clock = f"{seconds // 60}:{seconds % 60:02}.{hundredths:02}"
    s.text(QRectF(96, 664, 300, 36), clock, SOFT, 22, align=Qt.AlignmentFlag.AlignLeft)
    since = number % (FPS * KEY_FRAME_S)
    words = "key frame" if since == 0 else f"{since} after a key frame"
    s.text(
        QRectF(684, 664, 500, 36),
        f"frame {number:,} · {words}",
        AMBER if since == 0 else SOFT,
        22,
        align=Qt.AlignmentFlag.AlignRight,
    )
