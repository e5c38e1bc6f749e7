"""The rows of a search: frame, time chip, and the text around the matches.

Painting a row requests its frame: only visible ones are decoded. `Background` looks up the file of
a note's video. GUI thread; never waits.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QMarginsF, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QPainter, QPainterPath
from PySide6.QtWidgets import QWidget

from viewer.base.translation import comma_list, tr
from viewer.media.media import SOUND_SUFFIXES, Pairings, find_media
from viewer.notes.timecode import format_ms
from viewer.ui.kit.background import Background
from viewer.ui.kit.buttons import TICK_PX, paint_tick
from viewer.ui.kit.excerpt import draw_lines, excerpt
from viewer.ui.kit.paint import CENTRE, RIGHT, paint_face, paint_words
from viewer.ui.kit.palette_list import ChoiceList
from viewer.ui.kit.row_list import RowState
from viewer.ui.kit.theme import Theme, paint_icon, theme_of, ui_font, words_font
from viewer.ui.vault.result_rows import (
    HintLine,
    HitGroup,
    HitPlace,
    SaidPlace,
    SearchChoice,
    SearchRow,
    VideoGroup,
    can_be_chosen,
    can_be_exported,
    key_of,
    kind_words,
    text_of,
    words_of,
)
from viewer.ui.watch.frame_cache import FrameCache
from viewer.vault.note_videos import video_of
from viewer.vault.passages import PassageKind
from viewer.vault.said_search import SaidVideo

_KEPT = 400
_SEEN = 24  # rows that can be seen at once, about
_REST_MS = 60  # while letters are typed, rows come and go
LEFT = 18  # of everything, from the card's edge
FRAME_WIDTH, FRAME_HEIGHT = 68, 38
_GAP = 14
_LAYOUTS_KEPT = 300
# Gives the frame of a note's video, or of a video, near a time; see `SearchFrames.picture`.
Picture = Callable[[Path | SaidVideo, int], QImage | None]


class ResultList(ChoiceList[SearchRow]):
    """Rows of one height for each kind, so that thousands can be laid out at once."""

    RIM = QMarginsF(8, 1, 8, 1)

    def __init__(self, parent: QWidget, picture: Picture) -> None:
        """`picture` returns the frame of a note's video; only called for visible rows."""
        self._picture = picture
        self.shows_frames = False  # whether the rows have room for a frame
        self.left_out: set[Hashable] = set()  # the keys of rows that are not to be exported
        super().__init__(parent)

    def refresh_fonts(self) -> None:
        """Update to the current text size."""
        # Laying out text at every painting would be visible while scrolling through thousands.
        self._excerpt = lru_cache(_LAYOUTS_KEPT)(
            lambda text, marks, font, width, lines, dark: excerpt(
                text, marks, font, width, lines, theme_of(self)
            )
        )
        self._text_font = words_font(self, 1.05)
        self._title_font = words_font(self, 1.05, QFont.Weight.DemiBold)
        self._muted_font = words_font(self, 0.97)
        self._chip_font = ui_font(self, 0.95, QFont.Weight.Medium)
        self._section_font = words_font(self, 0.95, QFont.Weight.DemiBold)
        self._line = QFontMetricsF(self._text_font).lineSpacing() * 1.08
        self._muted_metrics = QFontMetricsF(self._muted_font)
        self._title_metrics = QFontMetricsF(self._title_font)
        self._chip_metrics = QFontMetricsF(self._chip_font)
        kinds = map(self._muted_metrics.horizontalAdvance, map(kind_words, PassageKind))
        self._chip_room = max(self._chip_metrics.horizontalAdvance("0:00:00") + 18, *kinds)
        self._heights: dict[type[SearchRow], int] = {
            HitPlace: max(round(2 * self._line) + 16, FRAME_HEIGHT + 16),
            SaidPlace: max(round(2 * self._line) + 16, FRAME_HEIGHT + 16),
            HitGroup: round(self._line) + 18,
            VideoGroup: round(self._line) + 18,
            SearchChoice: round(self._line) + 20,
            HintLine: round(self._line) + 12,
        }

    def tick(self, row: SearchRow | None) -> None:
        """Include a row in exports, or not."""
        if row is not None and can_be_exported(row):
            self.left_out ^= {key_of(row)}
            self.viewport().update()

    def is_tick_clicked(self) -> bool:
        """Return whether the last mouse press was on a row's checkbox."""
        index = self.indexAt(self._pressed_at)
        box = self._tick_in(QRectF(self.visualRect(index)))
        return can_be_exported(self.rows.at(index)) and self.is_pressed_in(box)

    @staticmethod
    def _tick_in(rect: QRectF) -> QRectF:
        left, middle = rect.right() - LEFT - TICK_PX, rect.center().y()
        return QRectF(left, middle - TICK_PX / 2, TICK_PX, TICK_PX)

    def key_of(self, row: SearchRow) -> int:
        return id(row)

    def can_select(self, row: SearchRow) -> bool:
        return can_be_chosen(row)

    def say(self, row: SearchRow) -> str:
        return text_of(row)

    def speak(self, row: SearchRow) -> str:
        is_out = key_of(row) in self.left_out
        return comma_list([words_of(row), tr("left out of export")]) if is_out else words_of(row)

    def row_height(self, row: SearchRow) -> int:
        if type(row) is HitPlace and row.hit.kind is PassageKind.HEADING:
            return self._heights[SearchChoice]
        return self._heights[type(row)]

    def ground_of(self, rect: QRectF, row: SearchRow) -> QRectF:
        return super().ground_of(rect.adjusted(0, 7 if isinstance(row, HitGroup) else 0, 0, 0), row)

    def paint_cells(self, painter: QPainter, rect: QRectF, row: SearchRow, state: RowState) -> None:
        """Paint frame, time chip, and the text around the matches."""
        theme = theme_of(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        inside = rect.adjusted(LEFT, 0, -LEFT, 0)
        if isinstance(row, HitPlace | SaidPlace):
            is_out = key_of(row) in self.left_out
            if can_be_exported(row) and (is_out or state.is_current or state.is_hovered):
                paint_tick(painter, theme, self._tick_in(rect), on=not is_out)
            self._paint_place(painter, inside, row, theme)
        elif isinstance(row, HitGroup | VideoGroup):
            self._paint_group(painter, inside, row, theme)
        elif isinstance(row, SearchChoice):
            self._paint_choice(painter, inside, row, theme)
        else:
            font = self._section_font if row.is_section else self._muted_font
            paint_words(painter, inside, row.text, font, theme.muted)

    # ------------------------------------------------------------------ a passage

    def _paint_place(
        self, painter: QPainter, rect: QRectF, row: HitPlace | SaidPlace, theme: Theme
    ) -> None:
        left = rect.left()
        picture = None
        if row.hit.ms is not None:  # asked for in any case: that there is one makes room for it
            seen_in = row.note.path if isinstance(row, HitPlace) else row.found.video
            picture = self._picture(seen_in, row.hit.ms)
        if self.shows_frames:
            frame = QRectF(left, 0, FRAME_WIDTH, FRAME_HEIGHT)
            frame.moveTop(rect.center().y() - FRAME_HEIGHT / 2)
            if row.hit.ms is not None:
                self._paint_frame(painter, frame, picture, theme)
            left = frame.right() + _GAP
        chip = QRectF(left, rect.top(), self._chip_room, rect.height())
        self._paint_what(painter, chip, row, theme)
        left = chip.right() + _GAP
        kind = row.hit.kind if isinstance(row, HitPlace) else PassageKind.CLAIM
        is_heading = kind is PassageKind.HEADING
        font = self._title_font if is_heading else self._text_font
        room = max(60.0, rect.right() - TICK_PX - _GAP - left)  # that of the box is always kept
        lines = 1 if is_heading else 2
        layout = self._excerpt(row.hit.text, row.hit.marks, font, room, lines, theme.dark)
        height = layout.lineCount() * self._line
        painter.setPen(theme.muted if kind is PassageKind.TEXT else theme.ink)
        draw_lines(painter, layout, QPointF(left, rect.center().y() - height / 2), self._line)

    def _paint_frame(
        self, painter: QPainter, frame: QRectF, picture: QImage | None, theme: Theme
    ) -> None:
        if picture is None:  # on its way
            paint_face(painter, frame, 4, theme.hover)
            return
        if picture.isNull():
            return
        painter.save()
        corners = QPainterPath()
        corners.addRoundedRect(frame, 4, 4)
        painter.setClipPath(corners)
        scale = max(frame.width() / picture.width(), frame.height() / picture.height())
        cut = QRectF(0, 0, frame.width() / scale, frame.height() / scale)
        cut.moveCenter(QRectF(picture.rect()).center())
        painter.drawImage(frame, picture, cut)
        painter.restore()

    def _paint_what(
        self, painter: QPainter, room: QRectF, row: HitPlace | SaidPlace, theme: Theme
    ) -> None:
        """Paint the time chip of a claim, or the kind of a passage without a time."""
        if row.hit.ms is None:
            words = kind_words(row.hit.kind) if isinstance(row, HitPlace) else ""
            paint_words(painter, room, words, self._muted_font, theme.muted, CENTRE)
            return
        text = format_ms(row.hit.ms)
        metrics = self._chip_metrics
        width = metrics.horizontalAdvance(text) + 16
        chip = QRectF(0, 0, width, metrics.height() + 3)
        chip.moveCenter(room.center())
        paint_face(painter, chip, chip.height() / 2, theme.chip_wash)
        paint_words(painter, chip, text, self._chip_font, theme.link, CENTRE)

    # ------------------------------------------------------------------ other rows

    def _paint_group(
        self, painter: QPainter, rect: QRectF, row: HitGroup | VideoGroup, theme: Theme
    ) -> None:
        words = row.beside
        muted, metrics = self._muted_metrics, self._title_metrics
        baseline = rect.bottom() - 7 - metrics.descent()
        beside = min(muted.horizontalAdvance(words) + 10, rect.width() * 0.45)
        marks = row.hit.marks if isinstance(row, HitGroup) and row.hit is not None else ()
        room = rect.width() - beside
        layout = self._excerpt(row.title, marks, self._title_font, room, 1, theme.dark)
        painter.setPen(theme.ink)
        draw_lines(painter, layout, QPointF(rect.left(), baseline - metrics.ascent()), self._line)
        used = layout.lineAt(0).naturalTextWidth()
        painter.setFont(self._muted_font)
        painter.setPen(theme.muted)
        shown = muted.elidedText(words, Qt.TextElideMode.ElideRight, rect.width() - used - 10)
        at = QPointF(rect.left() + used + 8, baseline)
        painter.drawText(at, shown)

    def _paint_choice(
        self, painter: QPainter, rect: QRectF, row: SearchChoice, theme: Theme
    ) -> None:
        left = rect.left()
        if row.icon:
            icon = QRectF(left, rect.center().y() - 8, 16, 16)
            paint_icon(painter, row.icon, theme.muted, icon)
            left = icon.right() + 12
        right = rect.right()
        if row.hint:
            right -= paint_words(painter, rect, row.hint, self._muted_font, theme.muted, RIGHT) + 16
        room = QRectF(left, rect.top(), right - left, rect.height())
        paint_words(painter, room, row.text, self._text_font, theme.ink)


class SearchFrames(FrameCache):
    """The frames of the results."""

    videos_there = Signal(bool)  # whether there is a video for any row

    def __init__(
        self,
        parent: QObject,
        background: Background,
        where: Callable[[], tuple[Path | None, Path]],
        pairings: Pairings,
    ) -> None:
        """`where` returns the current vault and library."""
        super().__init__(parent, kept=_KEPT, seen=_SEEN, rest_ms=_REST_MS)
        self._background, self._where, self._pairings = background, where, pairings
        # By the note, or what is known of the video: its file, if there is one.
        self._files: dict[Path | SaidVideo, Path | None] = {}
        self._to_find: list[Path | SaidVideo] = []
        self._finding = False
        self._has_any = False

    def picture(self, note: Path | SaidVideo, ms: int) -> QImage | None:
        """Return the frame near `ms` of a video, or of a note's video; null if there is none.

        None while it is being decoded.
        """
        if note not in self._files:
            if note not in self._to_find:
                self._to_find.append(note)
                self._rest.start()
            return QImage()
        file = self._files[note]
        return self.frame(file, ms) if file is not None else QImage()

    def begin(self, ratio: float) -> None:
        """Look for newly saved videos; `ratio` is the number of device pixels per pixel."""
        self._files.clear()
        self._without.clear()
        self.width_px = math.ceil(FRAME_WIDTH * ratio)

    def forget(self) -> None:
        """Forget every frame: the vault has changed."""
        super().forget()
        self._background.forget("search.videos")
        self._finding = False
        self._to_find.clear()
        self._files.clear()
        self._has_any = False
        self.videos_there.emit(False)

    def close(self) -> None:
        super().close()
        self._to_find.clear()

    def _go_on(self) -> None:
        if self._to_find and not self._finding:
            notes, self._to_find = tuple(self._to_find), []
            root, library = self._where()
            pairings = self._pairings
            self._finding = True
            self._background.run(
                "search.videos",
                lambda: {note: _video_of(note, root, library, pairings) for note in notes},
                self._on_files,
            )
        super()._go_on()

    def _on_files(self, files: dict[Path | SaidVideo, Path | None]) -> None:
        self._finding = False
        self._files.update(files)
        if any(files.values()):
            if not self._has_any:
                self._has_any = True
                self.videos_there.emit(True)
            self.came.emit()  # painted again, the rows ask for their frames
        if self._to_find:
            self._rest.start()


def _video_of(
    note: Path | SaidVideo, root: Path | None, library: Path, pairings: Pairings
) -> Path | None:
    """Find the video of a note by its front matter alone, or a given one. Any thread."""
    if isinstance(note, SaidVideo):
        media = find_media(note.ref, note.place, root, library, pairings)
    else:
        media = find_media(video_of(note), note, root, library, pairings)
    if media is None or media.path.suffix.casefold() in SOUND_SUFFIXES:
        return None
    return media.path
