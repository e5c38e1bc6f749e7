"""What a moment of the video is shown with on a card: its time, its frame, what is said there.

The review of findings and the search for a moment are made of these. Widgets; GUI thread.
"""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QImage,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from viewer.evidence.finding import Evidence
from viewer.notes.timecode import format_ms
from viewer.translation import tr
from viewer.ui.kit.buttons import Painted, PaintedButton
from viewer.ui.kit.paint import CENTRE, paint_face, paint_text, paint_words, smooth
from viewer.ui.kit.roles import Role, set_role
from viewer.ui.kit.sheet import Words
from viewer.ui.kit.theme import Theme, paint_icon, theme_of, ui_font, words_font
from viewer.ui.note.document import ChipState

_TALLEST_FRAME = 92
_SAID_CHARACTERS = 240
_SAID_BEFORE = 60  # characters left before the first match, where the beginning is cut off


class TimePill(PaintedButton, QAbstractButton):
    """A time as the note shows it, larger: plain, in doubt, out of reach; one may be chosen."""

    RING = None

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = ChipState.PLAIN  # how it is drawn
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_time(self, text: str, state: ChipState) -> None:
        """Show a time; one that is out of reach cannot be pressed."""
        self.setText(text)
        self.state = state
        self.setEnabled(state is not ChipState.OUT_OF_REACH)
        self.updateGeometry()
        self.update()

    def _font(self) -> QFont:
        font = ui_font(self, 1.0, QFont.Weight.Medium)
        font.setStrikeOut(self.state is ChipState.OUT_OF_REACH)
        return font

    def _sign_px(self) -> float:
        return QFontMetricsF(self._font()).height() * 0.9 + 3

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self._font())
        wide = metrics.horizontalAdvance(self.text()) + 20
        wide += self._sign_px() if self.state is ChipState.DOUBT else 0
        return QSize(round(wide), round(metrics.height()) + 8)

    def paint(self, painter: QPainter, theme: Theme) -> None:
        state = self.state
        face = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        ink, ground = theme.link, theme.select if self.underMouse() else theme.chip_wash
        painter.setPen(Qt.PenStyle.NoPen)
        if state is ChipState.OUT_OF_REACH:
            ink, ground = theme.muted, theme.paper
            painter.setPen(QPen(theme.edge, 1))
        elif state is ChipState.DOUBT:
            ink, ground = theme.doubt, theme.doubt_wash
        elif self.isCheckable() and self.isChecked():
            ink, ground = theme.link_ink, theme.link
        painter.setBrush(ground)
        painter.drawRoundedRect(face, face.height() / 2, face.height() / 2)
        room = face
        if state is ChipState.DOUBT:
            size = face.height() * 0.62
            sign = QRectF(face.left() + 8, face.center().y() - size / 2, size, size)
            paint_icon(painter, "warning", ink, sign)
            room = face.adjusted(self._sign_px(), 0, 0, 0)
            y = face.bottom() - 2.5
            painter.setPen(QPen(ink, 1.2, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(sign.right() + 4, y), QPointF(face.right() - 9, y))
        paint_words(painter, room, self.text(), self._font(), ink, CENTRE)


class FrameBox(Painted, QWidget):
    """The frame of a moment; where there is none, a dashed place that says why."""

    clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, Role.Graphic)
        self.picture = QImage()  # the frame that is shown; null where none is
        self.words = ""  # what is said in the place of a frame
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_picture(self, picture: QImage | None) -> None:
        """Show a frame: null where there is none, None while it comes."""
        if picture is not None and picture.isNull():
            self.show_words(tr("no picture"))
        elif picture is not None:
            self.picture, self.words = picture, ""
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.updateGeometry()
            self.update()

    def show_words(self, words: str) -> None:
        """Show why there is no frame; nothing while one is on its way."""
        self.picture, self.words = QImage(), words
        self.unsetCursor()
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(180, self.heightForWidth(180))

    def minimumSizeHint(self) -> QSize:
        return QSize(60, 34)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(34, min(round(width * 9 / 16), _TALLEST_FRAME))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and not self.picture.isNull():
            self.clicked.emit()

    def paint(self, painter: QPainter, theme: Theme) -> None:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if not self.picture.isNull():
            size = self.picture.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            at = QRectF(0, (self.height() - size.height()) / 2, size.width(), size.height())
            path = QPainterPath()
            path.addRoundedRect(at, 5, 5)
            painter.setClipPath(path)
            painter.drawImage(at, self.picture)
            return
        face = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.line, 1.0, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(face, 5, 5)
        painter.setFont(words_font(self, 0.95))
        painter.setPen(theme.muted)
        room, middle = face.adjusted(8, 2, -8, -2), Qt.AlignmentFlag.AlignCenter
        paint_text(painter, room, self.words, middle, wraps=True)


class SaidThere(Words):
    """What is said at a moment, what the claim says too in bold and in another colour."""

    said: Evidence | None = None  # what is shown

    def __init__(
        self, parent: QWidget | None = None, *, timed: bool = True, most: int = _SAID_CHARACTERS
    ) -> None:
        """Show at most so many characters.

        If it is `timed`, on a ground of its own, and before them when they are said.
        """
        super().__init__("", parent, scale=0.97)
        self._timed, self._most = timed, most
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        if timed:
            self.setContentsMargins(10, 7, 10, 7)
        self.hide()

    def show_said(self, said: Evidence | None) -> None:
        """Show what is said; nothing takes no room."""
        self.said = said
        self.setVisible(said is not None)
        self.dress()

    def dress(self) -> None:
        super().dress()
        said = self.said
        if said is None:
            self.clear()
            return
        theme = theme_of(self)
        text, marks = cut(said, self._most)
        look = f"color:{theme.good.name()};font-weight:600;text-decoration:underline"
        mark = f'<span style="{look}">'
        pieces, at = [], 0
        for start, end in marks:
            pieces += [escape(text[at:start]), mark, escape(text[start:end]), "</span>"]
            at = end
        pieces.append(escape(text[at:]))
        said_at = format_ms(said.start_ms)
        time = f'<span style="color:{theme.muted.name()}">{said_at}</span>&nbsp; '
        self.setText((time if self._timed else "") + "".join(pieces))
        self.setAccessibleName(f"{said_at} {text}" if self._timed else text)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._timed:
            painter = smooth(self)
            paint_face(painter, QRectF(self.rect()), 6, theme_of(self).window)
            painter.end()
        super().paintEvent(event)


def cut(said: Evidence, most: int = _SAID_CHARACTERS) -> tuple[str, list[tuple[int, int]]]:
    """Return what is shown of what is said, cut where it is long, and the matches in that."""
    text = said.text
    start, end = 0, len(text)
    if end > most:
        first = said.matches[0][0] if said.matches else 0
        start = max(0, min(first - _SAID_BEFORE, end - most))
        start = text.find(" ", start) + 1 if start else 0
        end = min(end, start + most)
        space = text.rfind(" ", start, end)  # not every language has spaces
        end = space if start < space and end < len(text) else end
    shown = text[start:end]
    head = "…" if start or shown[:1].islower() else ""
    tail = "" if shown.rstrip().endswith((".", "!", "?", "…")) else "…"
    by = len(head) - start
    # A letter alone, such as an article, says nothing.
    marks = [(a + by, b + by) for a, b in said.matches if a >= start and b <= end and b - a > 1]
    return head + shown + tail, marks
