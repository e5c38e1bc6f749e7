"""Marks in the picture: shown while their claim is in force, drawn and changed by a person.

A mark is the region of a timestamp. The first that a claim gets is its timestamp's; each further
one has a timestamp of its own beside it, of the same time. GUI thread.
"""

from __future__ import annotations

from viewer.notes.edit import Change
from viewer.notes.marking import add_region, set_region
from viewer.notes.note import Note
from viewer.notes.region import Region
from viewer.translation import _, tr
from viewer.ui.editing.editing import Editing
from viewer.ui.player.mark_editor import NEW, MarkEditor
from viewer.ui.player.marks import Mark, marks_of
from viewer.ui.player.playing import Playing
from viewer.ui.session.session import Session
from viewer.ui.shell.action import Act, Fact, In, listed
from viewer.ui.shell.context import Context, Feature
from viewer.video.playback.player import PlayerState


class Marking(Feature):
    """Shows the marks of the claims in force, and lets a person draw them."""

    ACTIONS = listed(
        In("Timestamp", needs=Fact.VIDEO | Fact.WRITABLE, edits=True),
        Act("mark", _("Mark in picture"), 14, "Alt+P", "mark"),
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._context, self._window = context, context.window
        self._session, self._editing = context.get(Session), context.get(Editing)
        self._view = context.get(Playing).pane.video_view
        self._editor: MarkEditor | None = None
        self._at = 0  # the citation that a person was at when they began to mark
        self._writing = False  # a mark is being written into the note
        self._session.follow.claims_changed.connect(lambda *_: self._on_claims())
        self._editing.changed.connect(self._on_changed)
        self._session.leaving.connect(self._leave)
        self._session.player.state_changed.connect(self._on_state)

    # ------------------------------------------------------------------ what is shown

    def _on_claims(self) -> None:
        if not self._is_open:
            self._view.set_marks(self._marks_now())

    @property
    def _is_open(self) -> bool:
        return self._editor is not None and self._editor.isVisible()

    def _marks_now(self) -> list[Mark]:
        """Return what is pointed at now: the marks of the citations in force."""
        note, follow = self._session.note, self._session.follow
        if note is None:
            return []
        now = follow.citations_now
        claims = sorted(follow.claims_now)
        return [
            mark for claim in claims for citation, mark in marks_of(note, claim) if citation in now
        ]

    # ------------------------------------------------------------------ drawing

    def mark(self) -> None:
        """Draw a mark over the frame that is shown, for the claim that a person is at."""
        session, moment = self._session, self._context.moment
        self._editing.settle()
        note, index = session.note, session.current.citation()
        if note is None or index is None:
            self._window.tell(tr("Go to a claim first."))
            return
        if session.player.frame.isNull() or moment.frame_ms is None:
            self._window.tell(tr("This recording has no picture."))
            return
        if note.citations[index].video is not None:
            self._window.tell(tr("This claim is about another video."))
            return
        if session.player.state is PlayerState.PLAYING:
            session.player.pause()
            session.player.seek(moment.position_ms)  # the key was pressed there
        self._at = index
        if self._editor is None:
            self._editor = MarkEditor(self._view)
            self._editor.placed.connect(self._on_placed)
            self._editor.removed.connect(lambda at: self._on_placed(at, None))
            self._editor.closed.connect(self._on_closed)
        self._view.set_marks(())
        self._editor.begin([mark for _, mark in self._of_claim()])

    def _of_claim(self) -> list[tuple[int, Mark]]:
        note, claim = self._session.note, self._session.follow.claim_of(self._at)
        return list(marks_of(note, claim)) if note is not None and claim is not None else []

    def _on_placed(self, at: int, region: Region | None) -> None:
        """Write what was drawn, moved or taken away into the note, as one step of undo."""
        note, editor = self._session.note, self._editor
        assert note is not None
        assert editor is not None
        marked = [citation for citation, _ in self._of_claim()]
        change = self._change(note, marked, at, region)
        if change is None:
            words = tr("This timestamp can't hold a mark. Convert it to an anchor first.")
            self._window.say(words, brief=True)
            return
        self._writing = True
        is_written = self._editing.apply(change)
        self._writing = False
        if not is_written:
            editor.finish()
            return
        marks = [mark for _, mark in self._of_claim()]
        regions = [mark.region.written for mark in marks]
        found = region is not None and region.written in regions
        editor.show_marks(marks, regions.index(region.written) if region and found else NEW)
        if region is None:
            editor.finish()

    def _change(
        self, note: Note, marked: list[int], at: int, region: Region | None
    ) -> Change | None:
        if at != NEW:
            return set_region(note, marked[at], region)
        assert region is not None
        if not marked:
            change = set_region(note, self._at, region)
            if change is not None:
                return change
        return add_region(note, marked[-1] if marked else self._at, region)

    # ------------------------------------------------------------------ the end

    def _on_closed(self) -> None:
        self._view.set_marks(self._marks_now())
        self._window.page.focus_text()

    def _on_changed(self) -> None:
        """Take the marks as they are once the note was changed otherwise: undone, for example."""
        if self._is_open and self._editor is not None and not self._writing:
            self._editor.show_marks([mark for _, mark in self._of_claim()], NEW)

    def _leave(self) -> None:
        if self._editor is not None:
            self._editor.finish()

    def _on_state(self, state: PlayerState) -> None:
        if state is PlayerState.PLAYING:
            self._leave()
