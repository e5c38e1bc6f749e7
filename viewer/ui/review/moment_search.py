"""Find when a sentence without a citation is said, and cite it.

It takes the sentence at the cursor, or the selection: on the page, in the source, or in the block
being edited. It is searched in the transcript on a thread, and the results are shown on a card as
problems are. GUI thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from viewer.base.translation import tr
from viewer.check.finding import Proposal
from viewer.check.review import offered
from viewer.media.transcript import Transcript
from viewer.notes.model import CitedTime, Span
from viewer.notes.note import Note
from viewer.notes.retime import cite, cite_place
from viewer.notes.sentences import sentence_at, without_stop
from viewer.notes.timecode import format_ms
from viewer.ui.kit.keys import native
from viewer.ui.page.composing import Composing
from viewer.ui.page.document import ChipState
from viewer.ui.page.editing import Editing
from viewer.ui.page.retiming import WritingTimes
from viewer.ui.review.finding_card import CardContent, MomentWords
from viewer.ui.review.finding_text import chance_words, shortened
from viewer.ui.review.findings_view import FindingsView
from viewer.ui.review.reviewing import Reviewing
from viewer.ui.review.tab import KEY, FindingsTab
from viewer.ui.transcript.transcripts import Transcripts
from viewer.ui.watch.session import NoteFeature
from viewer.ui.window.context import Context

_PANE_PX = 300  # so high the pane has to be


class _Meant(NamedTuple):
    note: Note
    span: Span
    is_typed: bool  # in the block that is open


class Moments(NoteFeature):
    """The search for the moment of one sentence."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        editing = context.get(Editing)
        reviewing = context.get(Reviewing)
        self._editing, self._writing = editing, context.get(WritingTimes)
        self._composing, self._open = context.get(Composing), editing.in_place
        self._transcripts = context.get(Transcripts)
        self._frames = frames = reviewing.frames
        self._meant: _Meant | None = None
        self._tab = KEY  # which is brought back to the front
        self._findings = context.get(FindingsTab)
        actions = context.window.actions_.by_id
        view = self.view = FindingsView(actions, frames.picture, self._findings.stack)
        self._findings.put(view)
        frames.came.connect(view.card.show_frames)
        view.accept_requested.connect(self.cite)
        view.hear_proposal_requested.connect(lambda: view.card.hear(view.card.proposed))
        view.card.hear_requested.connect(partial(reviewing.hear, in_place=True))
        view.proposal_chosen.connect(view.choose_proposal)
        view.bar.keep.clicked.connect(self.leave)
        view.bar.set_keys(
            {"accept": native("Enter"), "hear": native("Space"), "keep": native("Esc")}
        )
        self._session.leaving.connect(self._close)
        editing.changed.connect(self._on_changed)

    @property
    def is_open(self) -> bool:
        """Return whether moments are shown or being searched."""
        return self._meant is not None

    def find(self, byte: int | None = None) -> None:
        """Search the moment of the sentence at a byte, or at the user's place."""
        meant = self._what_is_meant(byte)
        if meant is None:
            self._window.say(tr("Put the cursor in a sentence, or select one, to find its time."))
            return
        transcript = self._transcripts.transcript
        if transcript is None:
            self._transcripts.say_none()
            return
        if not self.is_open:
            self._tab = self._window.tabs.current
        self._meant = meant
        text = meant.note.plain.of(meant.span)
        near = _near(meant.note, meant.note.times(self._video.duration_ms), meant.span.start)
        self._background.run(
            "moments",
            lambda: _look(text, transcript, near),
            lambda found: self._on_found(meant, text, found),
        )

    def _what_is_meant(self, byte: int | None) -> _Meant | None:
        session = self._session
        block, typed = session.block, session.typed_note
        if block is not None and typed is not None and byte is None:
            span = sentence_at(typed, block.caret_byte())
            return _Meant(typed, span, True) if span is not None else None
        self._editing.settle()
        note_, page = session.note, session.page
        if note_ is None:
            return None
        selected = page.selected_span() if byte is None else None
        span = without_stop(note_, selected) if selected is not None else None
        if span is None:
            at_ = self._current.byte() if byte is None else byte
            span = sentence_at(note_, at_) if at_ is not None else None
        return _Meant(note_, span, False) if span is not None else None

    def _on_found(self, meant: _Meant, text: str, found: Sequence[Proposal]) -> None:
        if meant is not self._meant:
            return
        if not found:
            self._close()
            words = tr("None of its words are in the transcript: “{0}”")
            self._window.say(words.format(shortened(text)))
            return
        no_frame = "" if self._video.is_open else tr("no video")
        moments = [
            MomentWords(
                one.ms,
                tr("Suggested", "a time"),
                format_ms(one.ms),
                one.evidence,
                no_frame,
                sure=chance_words(one.chance),
            )
            for one in found
        ]
        title, nothing = tr("Where is this said?"), MomentWords(None, "", "", None)
        self.view.show_search(
            CardContent(title, shortened(text), nothing, ChipState.PLAIN, moments, is_search=True)
        )
        self._window.show_pane("video", True)
        self._findings.show_search(self.view)
        self._window.give_side_pane(_PANE_PX)
        self.view.card.setFocus()

    # ------------------------------------------------------------------ what is done with it

    def cite(self) -> None:
        """Cite the selected moment after the sentence."""
        meant, ms = self._meant, self.view.card.proposed.ms
        if meant is None or ms is None:
            return
        if meant.is_typed:
            self._close()
            self._composing.cite_in_place(ms)
            self._open.focus()
            return
        duration_ms = self._video.duration_ms
        self._close()
        wish = self._editing.wish
        at = cite_place(meant.note, meant.span.end, duration_ms, wish)
        if self._writing.apply(cite(meant.note, at, ms, duration_ms, wish)):
            words = tr("Time set: {0}").format(format_ms(ms))
            self._window.say(words, (self._editing.undo_offer(),))
        self._window.page.focus_text()

    def leave(self) -> None:
        """Close without citing, and return to where the user was."""
        meant = self._meant
        self._close()
        if meant is not None and meant.is_typed:
            self._open.focus()
        else:
            self._window.page.focus_text()

    def _close(self) -> None:
        if self._meant is None:
            return
        self._meant = None
        self._background.forget("moments")
        self._frames.close()
        self._findings.end_search()
        self._window.tabs.show_tab(self._tab)

    def _on_changed(self) -> None:
        meant = self._meant
        if meant is not None and (meant.is_typed or meant.note is not self._session.note):
            self._close()


def _near(note: Note, times: Sequence[CitedTime], at: int) -> tuple[int | None, int | None]:
    """Return the times of the citations before and after a place, or None."""
    before_ms = behind_ms = None
    for citation, time in zip(note.citations, times, strict=True):
        if time.ms is None:
            continue
        if citation.span.start > at:
            behind_ms = time.ms
            break
        before_ms = time.ms
    return before_ms, behind_ms


def _look(
    text: str, transcript: Transcript, near: tuple[int | None, int | None]
) -> tuple[Proposal, ...]:
    """Search a sentence. On a thread of the pool."""
    from viewer.check.check import find_moments

    return offered(find_moments(text, transcript, near=near))
