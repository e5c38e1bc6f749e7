"""The claims of the open note, as they stand on the timeline and in the list, and what is in doubt.

What is listed is put together by `Background`, for a note can have ten thousand claims; so for a
moment the list still shows the note before. GUI thread, but for the functions that say otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from viewer.notes.note import CitedTime, Note
from viewer.notes.timecode import format_ms
from viewer.ui.claims.doubts import Doubts, doubts_by_times
from viewer.ui.claims.view import ClaimRow, OtherNote
from viewer.ui.kit.background import Background
from viewer.ui.kit.placeholder import Placeholder
from viewer.ui.player.ticks import Tick
from viewer.ui.session.follow import Follow, Moment, unreachable_of
from viewer.ui.shell.window import Window

_KEYS_REST_MS = 300
# Says what is to be looked at in a note whose citations lead to these times; on any thread.
DoubtsOf = Callable[[Note, Sequence[CitedTime]], Doubts]


class Listing(QObject):
    """Lists the claims of a note whenever they, or their times, are others."""

    changed = Signal()  # other claims are listed

    def __init__(
        self, window: Window, background: Background, follow: Follow, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._window, self._background, self._follow = window, background, follow
        self._note: Note | None = None  # whose claims are to be listed
        self._times: Sequence[CitedTime] = ()
        self._listed: Note | None = None  # whose claims are
        self._doubts_of: DoubtsOf = doubts_by_times
        self._doubts = Doubts()
        self._keys_rest = QTimer(self, singleShot=True, interval=_KEYS_REST_MS)
        self._keys_rest.timeout.connect(self._list)

    @property
    def note(self) -> Note | None:
        """The note whose claims the list shows; for a moment still the one before."""
        return self._listed

    @property
    def doubts(self) -> Sequence[int]:
        """The citations that are to be looked at, in the order of the note."""
        return self._doubts.places

    def set_doubts_of(self, doubts_of: DoubtsOf | None, doubts: Doubts | None = None) -> None:
        """Ask this what is to be looked at from now on; None: the times alone.

        `doubts` is what it says of the note that is listed.
        """
        self._doubts_of = doubts_of or doubts_by_times
        if doubts is not None and doubts != self._doubts:
            self._list()

    @property
    def past_end(self) -> int:
        """How many citations to look at lie past the end of the video."""
        return self._doubts.past_end

    def forget_doubts(self) -> None:
        """Have nothing in doubt until it is listed: another note is opened."""
        self._doubts = Doubts()

    def show(self, note: Note | None, times: Sequence[CitedTime]) -> None:
        """List the claims of a note; None: those of no note."""
        self._note, self._times = note, times
        self._list()

    def show_after_keys(self, note: Note, times: Sequence[CitedTime]) -> None:
        """List the claims of a note once no key was pressed for a moment.

        A held key changes a time thirty times a second.
        """
        self._note, self._times = note, times
        self._background.forget("claims")
        self._keys_rest.start()

    def _list(self) -> None:
        self._keys_rest.stop()
        note, moments, times = self._note, self._follow.moments, self._times
        doubts_of = self._doubts_of
        if note is None:
            self._background.forget("claims")
            self._on_rows([], (), Doubts())
            return
        self._background.run(
            "claims",
            lambda: _listing(note, moments, times, doubts_of),
            lambda made: self._on_rows(*made),
        )

    def _on_rows(
        self,
        rows: Sequence[ClaimRow],
        ticks: Sequence[Tick],
        doubts: Doubts,
    ) -> None:
        self._doubts, self._listed = doubts, self._note
        self._window.header.set_doubts(len(doubts.places))
        self.changed.emit()
        self._window.controls.timeline.set_ticks(ticks)
        empty = Placeholder(
            self.tr("No claims"),
            self.tr("This note cites no moment of its video.")
            if self._note is not None
            else self.tr("The claims of a note are listed here in time order."),
            icon="claims",
        )
        self._window.side_pane.set_claims(rows, empty)
        self._window.side_pane.claims.set_now(self._follow.citations_now, scroll=True)


def rows_out_of_reach(
    note: Note, times: Sequence[CitedTime], other: OtherNote | None = None
) -> list[ClaimRow]:
    """Give the rows of what leads nowhere, in the order of the note; for any thread."""
    rows = []
    for claim, citation in unreachable_of(note, times):
        reading = times[citation].reading
        written = note.citations[citation].written
        shown = format_ms(reading.ms) if reading is not None else " ".join(written[:80].split())
        rows.append(ClaimRow(None, note, claim, citation, shown, other))
    return rows


def _rows_and_ticks(
    note: Note, moments: Sequence[Moment], doubts: Doubts
) -> tuple[list[ClaimRow], tuple[Tick, ...]]:
    """Give the rows of the list and the ticks; their words are put together when they are seen."""
    rows = [ClaimRow(m.ms, note, m.claim, m.citation) for m in moments]
    ticks = tuple(
        Tick(
            moment.ms,
            lambda row=row: row.text,  # type: ignore[misc]
            "doubt" if row.citation in doubts.marked else "plain",
            citation=row.citation,
        )
        for moment, row in zip(moments, rows, strict=True)
    )
    return rows, ticks


def _listing(
    note: Note, moments: Sequence[Moment], times: Sequence[CitedTime], doubts_of: DoubtsOf
) -> tuple[list[ClaimRow], tuple[Tick, ...], Doubts]:
    """Make what is shown of all claims."""
    doubts = doubts_of(note, times)
    rows, ticks = _rows_and_ticks(note, moments, doubts)
    rows += rows_out_of_reach(note, times)
    if not note.blocks_stand_alone and note.claims:
        note.plain(note.claims[-1].span)  # of such a note no words can be had without all before
    return rows, ticks, doubts
