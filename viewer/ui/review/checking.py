"""Check the citations of the open note in the background, and keep the result current.

The check runs on a thread: when a note is opened, when its video or a transcript is found, and
after each edit; one at a time, since the pool has other work, too. The result is a `Review`, which
is mapped through edits until the next check is done. The session tells it to all that show what is
in doubt. GUI thread; never waits.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal

from viewer.check.review import Review
from viewer.media.transcript import Transcript
from viewer.notes.counts import Doubts
from viewer.notes.note import Note
from viewer.ui.kit.timers import once
from viewer.ui.page.editing import Editing
from viewer.ui.transcript.transcripts import Transcripts
from viewer.ui.watch.session import NoteFeature
from viewer.ui.window.context import Context

if TYPE_CHECKING:
    from viewer.check.dismissed import Dismissed

_SOON_MS = 40  # what comes together is checked together
_PAINTED_MS = 150  # a transcript is painted first, and the check does not slow that down
_AFTER_EDITS_MS = 350
_ENGINE_COMES_MS = 600
# What is known of a note with more of them is not carried over each edit, which would hold up the
# keys: it is known again once the keys rest.
_CARRIED_AT_ONCE = 1_000


class Checking(NoteFeature):
    """The check of the current note."""

    changed = Signal()  # `review` is another now
    note_changed = Signal()  # another note is shown, or none: nothing is known of it
    finished = Signal()  # what is known is the last word for now

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        session = self._session
        self._dismissed = session.dismissed
        self._transcripts = context.get(Transcripts)
        self.review = Review()  # what is known of the note that is shown
        # Whether the last check came to nothing.
        self._running = self._again = self._waits = self.has_failed = False
        self._epoch = 0  # of what is kept
        self._soon = once(self, 0, self._check)
        session.note_opened.connect(lambda _: self._on_opened())
        session.leaving.connect(self._forget)
        session.video_switched.connect(self._forget)
        session.video_switched.connect(self._on_opened)
        session.moved.connect(self._on_moved)
        self._video.looked_for.connect(self.again)
        self._video.duration_changed.connect(self.again)
        self._video.chapters_changed.connect(self.again)
        self._transcripts.changed.connect(lambda: self._plan(_PAINTED_MS))
        self._editing = context.get(Editing)
        self._editing.changed.connect(self._on_edited)
        session.times_changed.connect(self._on_edited)  # also once its source was read
        self.review = self._nothing()
        self._plan(_SOON_MS)

    # ------------------------------------------------------------------ what is so

    @property
    def is_running(self) -> bool:
        """Return whether the result is not final."""
        return self._running or self._waits or self._soon.isActive()

    # ------------------------------------------------------------------ when

    def again(self) -> None:
        """Check the note again soon: something new is known about it."""
        self._plan(_SOON_MS)

    def close(self) -> None:
        """Stop checking: the program ends."""
        self._soon.stop()

    def _plan(self, after_ms: int) -> None:
        if self._session.note is not None:
            self._soon.start(after_ms)

    def _nothing(self) -> Review:
        note = self._session.note
        return Review().for_note(note) if note is not None else Review()

    def _on_opened(self) -> None:
        self.review = self._nothing()
        self._plan(_ENGINE_COMES_MS if self._video.is_looking else _SOON_MS)
        self.note_changed.emit()

    def _forget(self) -> None:
        self._soon.stop()
        self._background.forget("review")
        self._running = self._again = self._waits = self.has_failed = False
        self.review = Review()
        self.note_changed.emit()

    def _on_edited(self) -> None:
        note = self._session.note
        known = self.review
        if note is None or (note is known.note and not self._waits):
            return
        if note is not known.note and len(note.citations) <= _CARRIED_AT_ONCE:
            self._take(known.for_note(note))
        self._plan(_AFTER_EDITS_MS)

    # ------------------------------------------------------------------ the check

    def _check(self) -> None:
        note, path = self._session.note, self._session.path
        if note is None or path is None:
            return
        draft = self._editing.draft
        # What is typed is not in the note before the block is closed, or its source was read.
        self._waits = draft is not None and draft.data != note.data
        if self._waits:
            return
        if self._running:
            self._again = True
            return
        self._running, self._again = True, False
        duration_ms, chapters = self._video.duration_ms, self._video.chapters
        transcript, epoch, kept = self._transcripts.transcript, self._epoch, self._dismissed
        self._background.run(
            "review",
            lambda: _checked(note, path, duration_ms, chapters, transcript, kept),
            lambda made: self._on_checked(made, epoch),
        )

    def _on_checked(self, made: _Made, epoch: int) -> None:
        self._running = False
        note = self._session.note
        if note is None:
            return
        if epoch != self._epoch:
            self._check()  # what is kept has changed meanwhile
            return
        self.has_failed = made.error is not None
        if self._again or made.review.note is not note:
            self._plan(_SOON_MS)
        if made.review.note is note:
            self._take(made.review, made.doubts)
        elif len(note.citations) <= _CARRIED_AT_ONCE:
            self._take(made.review.for_note(note))
        self.finished.emit()
        if made.error is not None:
            raise made.error  # a bug: it goes to the crash log

    def _take(self, review: Review, doubts: Doubts | None = None) -> None:
        note, path, before = self._session.note, self._session.path, self.review.note
        assert note is not None
        if path is not None and before is not None and before.said != note.said:
            self._write(lambda: self._dismissed.take_said(path, before, note))
        self.review = review
        if doubts is None:
            doubts = review.doubts(note, self._session.times)
        self._session.set_doubts(doubts, review)
        self.changed.emit()

    # ------------------------------------------------------------------ what is kept

    def keep(self, citations: Sequence[int], *, is_kept: bool = True) -> None:
        """Ignore the problems of citations, or show them again."""
        note, path = self._session.note, self._session.path
        if note is None or path is None:
            return
        self._write(lambda: self._dismissed.keep(path, note, citations, is_kept=is_kept))
        if note is self.review.note:
            kept = self.review.kept
            kept = kept | set(citations) if is_kept else kept - set(citations)
            self._take(replace(self.review, kept=kept))

    def _on_moved(self, old: Path, new: Path) -> None:
        self._write(lambda: self._dismissed.rename_note(old, new))

    def _write(self, change: Callable[[], None]) -> None:
        self._epoch += 1
        name, done = f"review.keep.{self._epoch}", lambda _: self.again()
        # Quick work has a single thread, which keeps the order.
        self._background.run(name, change, done, quick=True)


class _Made(NamedTuple):
    review: Review
    doubts: Doubts  # for the length of the video that was known at the start
    error: Exception | None


def _checked(
    note: Note,
    path: Path,
    duration_ms: int | None,
    chapters: Sequence[tuple[int, str]],
    transcript: Transcript | None,
    kept: Dismissed,
) -> _Made:
    """Check a note. On a thread of the pool."""
    review, failed = Review().for_note(note), None
    try:
        from viewer.check.check import examine

        examined = examine(note, duration_ms, transcript, chapters=chapters)
        review = Review(note, examined.findings, kept.kept_of(path, note), examined.captions)
    except Exception as error:  # noqa: BLE001 - it is raised again where it can be shown, too
        failed = error
    return _Made(review, review.doubts(note, note.times(duration_ms)), failed)
