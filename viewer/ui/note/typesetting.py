"""A note being set for one view, in slices that never hold the window up.

`Typesetting` owns the picture that is made and when more of it is made; what is on the screen is
the view's. GUI thread.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Iterator, Sequence, Set
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QTextCursor

from viewer.notes.note import CitedTime, Note, Span
from viewer.ui.kit.theme import Theme, body_font
from viewer.ui.kit.timers import once
from viewer.ui.note.document import ChipState, NoteDocument
from viewer.ui.note.styles import Formats
from viewer.ui.note.typesetter import Typesetter

GUTTER_PX = 18  # room at the left of the column, for bars; inside the document
_SLICE_S = 0.008  # half of a frame at 60 Hz; a short note is set in it
_AT_ONCE_S = 0.040  # so long the window is held for what is to be seen at once
_TURNS = 8  # of the typesetter, between two layouts
_TURNS_UNSHOWN = 1_000_000  # nothing is laid out then


class Typesetting(QObject):
    """Makes the picture of one note at a time."""

    finished = Signal()
    advanced = Signal()  # more of the note is set

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._run: Iterator[None] | None = None
        self._typesetter: Typesetter | None = None  # of what is being set
        self._picture: NoteDocument | None = None
        self._doubts: frozenset[int] | None = None
        self._looks: tuple[str, Theme, QFont] | None = None  # with the title
        self._marking = once(self, 0, self._mark)
        self.unset_formulas: Set[str] = frozenset()  # to be shown as they are written
        # What was asked for of the note that is shown; see `Typesetter`.
        self._whole: list[int] = []
        self._budgets = 1
        self._is_shown = False
        self._has_held = False  # the window, for as long as it may be, in this event
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(lambda: self._advance(_SLICE_S))

    @property
    def is_running(self) -> bool:
        """Whether some of the note is not set yet."""
        return self._run is not None

    def begin(
        self,
        note: Note,
        times: Sequence[CitedTime],
        title: str,
        theme: Theme,
        foot_px: int,
        to: int,
    ) -> NoteDocument:
        """Set the first slice of a note; `go_on` sets the rest. `foot_px` is left free below it.

        Up to byte `to` it is set now where that is soon: it is faster while nothing shows it.
        """
        typesetter = self._begin(note, times, title, theme)
        picture = typesetter.picture
        frame = picture.document.rootFrame().frameFormat()
        frame.setLeftMargin(GUTTER_PX)
        frame.setRightMargin(2)
        frame.setTopMargin(round(QFontMetricsF(body_font()).height() * 1.4))
        frame.setBottomMargin(foot_px)
        picture.document.rootFrame().setFrameFormat(frame)
        self._run = typesetter.run()
        self._is_shown = False
        self._slice(_SLICE_S)
        until = perf_counter() + _AT_ONCE_S
        while not self.is_set_to(to) and perf_counter() < until:
            self._slice(_SLICE_S)
        self._has_held = not self.is_set_to(to)
        return picture

    def _begin(
        self,
        note: Note,
        times: Sequence[CitedTime],
        title: str,
        theme: Theme,
    ) -> Typesetter:
        self.stop()
        self._looks = title, theme, body_font()
        typesetter = self._typesetter = Typesetter(
            *(note, times, theme, body_font(), title),
            whole=self._whole,
            budgets=self._budgets,
        )
        typesetter.doubts = self._doubts
        typesetter.unset_formulas = self.unset_formulas
        self._picture = typesetter.picture
        return typesetter

    def lay_out_from_now(self) -> None:
        """Lay out what is set at once from now on: the document is shown in the view."""
        self._is_shown = True

    def go_on(self) -> None:
        """Set what is left in slices, or say at once that nothing is."""
        if self._run is not None:
            self._timer.start()
        else:
            self._finish()

    def until(self, offset: int, *, in_any_case: bool = False) -> bool:
        """Set up to byte `offset` now; False where that takes longer, and is still to come.

        `in_any_case` it is done now, however long it takes.
        """
        if self.is_set_to(offset):
            return True
        until = perf_counter() + (0 if self._has_held else _AT_ONCE_S)
        while not self.is_set_to(offset) and (in_any_case or perf_counter() < until):
            self._slice(_SLICE_S)
        self._has_held = not self.is_set_to(offset)
        if self._run is None:
            self._finish()
        return self.is_set_to(offset)

    def is_set_to(self, offset: int) -> bool:
        """Return whether byte `offset` is set, or none is going to be."""
        picture = self._picture
        return picture is None or self._run is None or picture.built_to() > offset

    def show_all(self, rest: Span, note: Note) -> None:
        """Set bytes `rest`, too, which were left out, from the next `begin` on."""
        if rest.end == len(note.data) and rest.start in (
            note.blocks[top].span.start for top in note.tops
        ):
            self._budgets += 1
        insort(self._whole, rest.start)

    def forget_all(self) -> None:
        """Leave out what is too long again: another note is shown."""
        self._whole, self._budgets = [], 1

    def move_all(self, moved: Callable[[int], int]) -> None:
        """Follow a change of the note."""
        self._whole = sorted(map(moved, self._whole))

    def stop(self) -> None:
        """Set no more of this note, and mark nothing in it."""
        self._run = self._picture = self._typesetter = None
        self._timer.stop()
        self._marking.stop()

    def set_doubts(self, doubts: frozenset[int] | None) -> None:
        """Draw the chips of these citations as in doubt, and no others; None: as their times say.

        What is set already is marked in its place, a few chips at a time where there are many.
        """
        self._doubts = doubts
        if self._typesetter is not None:
            self._typesetter.doubts = doubts
        self._mark()

    def show_video(self, note: Note) -> None:
        """Take the note as one about another of its videos, and draw its chips so."""
        if self._typesetter is not None:
            self._typesetter.take_same(note)
        self._mark()

    def _mark(self) -> None:
        """Draw the chips that are set as they are to be; their text stays, and so all places."""
        picture, typesetter = self._picture, self._typesetter
        if picture is None or typesetter is None or self._looks is None:
            return
        others: Set[int] = set()
        if self._doubts is not None:
            others = picture.citations_in(ChipState.DOUBT) ^ self._doubts
        note = picture.note
        if len(note.videos) > 1:
            elsewhere = {n for n, one in enumerate(note.citations) if one.video is not None}
            others |= picture.citations_in(ChipState.ELSEWHERE) ^ elsewhere
        if not others:
            return
        formats = Formats(self._looks[1], body_font())
        until = perf_counter() + _SLICE_S
        for citation in sorted(others):
            chip = picture.chip_of(citation)
            if chip is None or chip.state is ChipState.OUT_OF_REACH:
                continue
            if perf_counter() > until:
                self._marking.start()
                return
            state = typesetter.state_of(citation)
            if state is chip.state:
                continue
            picture.set_chip_state(citation, state)
            cursor = QTextCursor(picture.document)
            cursor.beginEditBlock()
            for start, end, fmt in (
                (chip.start, chip.start + 1, formats.pad_before(state, chip.mark)),
                (chip.start + 1, chip.end - 1, formats.chips[state]),
            ):
                cursor.setPosition(start)
                cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
                cursor.setCharFormat(fmt)
            cursor.endEditBlock()

    def _slice(self, seconds: float) -> None:
        picture = self._picture
        if self._run is None or picture is None:
            return
        until = perf_counter() + seconds
        cursor = QTextCursor(picture.document)
        while self._run is not None and perf_counter() < until:
            cursor.beginEditBlock()
            for _ in range(_TURNS if self._is_shown else _TURNS_UNSHOWN):
                if next(self._run, True):
                    self._run = None
                    break
                if perf_counter() > until:
                    break
            cursor.endEditBlock()
            if self._is_shown:
                # Left to itself, Qt lays out up to 200,000 letters at once, somewhat later.
                document = picture.document
                document.documentLayout().blockBoundingRect(document.lastBlock())

    def _advance(self, seconds: float) -> None:
        self._has_held = False
        self._slice(seconds)
        if self._run is None:
            self._finish()
        else:
            self.advanced.emit()

    def _finish(self) -> None:
        self._timer.stop()
        self.finished.emit()
