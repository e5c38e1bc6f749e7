"""The tour: the user's own copy of a note, whose steps are ticked once done. GUI thread.

Ticks are saved in the file. They are not undo steps: Ctrl+Z undoes what the user did.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QTimer

from viewer.base.translation import own_tour
from viewer.media.player import PlayerState
from viewer.notes.edit import Change, Edit
from viewer.ui.kit.listening import Listening
from viewer.ui.page.editing import Editing
from viewer.ui.page.page import NotePage
from viewer.ui.watch.session import NoteFeature
from viewer.ui.window.context import Context

_BOX = re.compile(rb"^- \[([ x])\]", re.MULTILINE)
_HEAR, _NEXT, _WRITE, _REPAIR, _FIND = range(5)  # its tasks, in the order of the note


class Tour(NoteFeature):
    """Opens the tour, and ticks what the user has done."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._editing = context.get(Editing)
        self._done: set[int] = set()  # what is to be ticked
        self._claims = 0  # with words, when the note was opened
        self._had_fault = False
        self._while_open = Listening(
            (context.get(NotePage).view.claim_activated, lambda _: self._hear()),
            (context.player.state_changed, lambda _: self._hear()),
            (context.window.actions_["claim.next"].triggered, lambda: self._did(_NEXT)),
            (self._session.found, lambda: self._did(_FIND)),
            (self._session.times_changed, self._look),
        )
        self._session.leaving.connect(self._end)
        self._session.on_opened(self._begin)

    def open(self) -> None:
        """Open the tour; the first time it is copied to a writable place."""
        self._session.open_note(own_tour(self._folders.tour))

    def _begin(self) -> None:
        if self._session.folder is None:
            self._claims, self._had_fault = self._claims_written(), False
            self._while_open.set_on(True)

    def _end(self) -> None:
        self._done.clear()
        self._while_open.set_on(False)

    def _claims_written(self) -> int:
        note = self._session.note
        return sum(bool(note.plain.of(one.span).strip()) for one in note.claims) if note else 0

    def _look(self) -> None:
        if self._editing.in_place.is_open:
            return
        if self._claims_written() > self._claims:
            self._did(_WRITE)
        if self._video.duration_ms is not None:
            has_fault = any(time.ms is None for time in self._session.times)
            if self._had_fault and not has_fault:
                self._did(_REPAIR)
            self._had_fault = has_fault
        if self._done:
            QTimer.singleShot(0, self, self._tick)

    def _hear(self) -> None:
        is_playing = self._player.state is PlayerState.PLAYING
        if is_playing and self._follow.current_claim is not None:
            self._did(_HEAR)

    def _did(self, step: int) -> None:
        self._done.add(step)
        QTimer.singleShot(0, self, self._tick)  # what was done is still being told

    def _tick(self) -> None:
        draft = self._editing.draft
        if draft is None or not self._while_open.is_on or self._editing.in_place.is_open:
            return
        boxes = list(_BOX.finditer(draft.data))
        ticked = [
            Edit(boxes[step].start(1), b" ", b"x")
            for step in sorted(self._done)
            if step < len(boxes) and boxes[step][1] == b" "
        ]
        self._done.clear()
        if ticked:
            change = Change.of("", ticked)
            draft.write_beside(change)
            self._editing.show_change(change)
