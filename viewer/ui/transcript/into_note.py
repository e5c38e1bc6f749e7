"""Insert the transcript into the note: that of the current section, or all of it.

Each paragraph is cited with its start; all of it is one change. Also sets a citation's end to that
of the sentence said there. GUI thread.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence

from viewer.base.translation import tr
from viewer.media.transcript import Transcript
from viewer.notes.edit import Change
from viewer.notes.headings import heading_at, headings
from viewer.notes.note import Note
from viewer.notes.ranges import start_of
from viewer.notes.timecode import format_ms
from viewer.notes.transcript_to_blocks import transcribe
from viewer.ui.page.editing import Editing
from viewer.ui.page.retiming import Retiming, WritingTimes
from viewer.ui.transcript.transcripts import Transcripts
from viewer.ui.watch.session import NoteFeature
from viewer.ui.window.context import Context

_HEADING = "## Transcript"


class IntoNote(NoteFeature):
    """Inserts the transcript."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._editing = context.get(Editing)
        self._scrolling = self._session.scrolling
        self._writing, self._retiming = context.get(WritingTimes), context.get(Retiming)
        self._transcripts = context.get(Transcripts)

    def put_all(self) -> None:
        """Insert the whole transcript at the end of the note, under a heading."""
        duration_ms, wish = self._video.duration_ms, self._editing.wish

        def make(note: Note, transcript: Transcript) -> Change | None:
            return transcribe(note, None, said_in(transcript), duration_ms, _HEADING, wish)

        self._put(make)

    def put_section(self) -> None:
        """Insert the transcript of the current section at its end."""
        session = self._session
        note = session.note
        if note is None:
            return
        self._editing.settle()
        found = headings(note, session.times)
        at = self._current.byte()
        here = heading_at(found, at if at is not None else 0)
        if here is None or found[here].ms is None:
            self._window.say(tr("Go to a section with timestamps first."), brief=True)
            return
        section = found[here]
        inside = range(section.start, section.end)
        cited = zip(session.times, note.citations, strict=True)
        starts_ms = [time.ms for time, one in cited if one.span.start in inside]
        start_ms = min((ms for ms in starts_ms if ms is not None), default=0)
        others_ms = [one.ms for one in found if one.ms is not None and one.start not in inside]
        end_ms = min((ms for ms in others_ms if ms > start_ms), default=None)
        end = section.end if section.end < len(note.data) else None
        duration_ms, wish = self._video.duration_ms, self._editing.wish
        self._put(
            lambda now, transcript: transcribe(
                now, end, said_in(transcript, start_ms, end_ms), duration_ms, wish=wish
            )
        )

    def end_with_sentence(self) -> None:
        """Let the current citation end with the sentence said there.

        If it does so already, with the next one.
        """
        self._editing.settle()
        session, transcript = self._session, self._transcripts.transcript
        index, note = self._current.citation(), session.note
        if note is None or index is None:
            self._window.say(tr("Go to a claim first."), brief=True)
            return
        if transcript is None:
            self._transcripts.say_none()
            return
        time = session.times[start_of(note, index)]
        if time.ms is None:
            self._window.say(tr("This time is not in the video."), brief=True)
            return
        end_ms = sentence_end_ms(transcript, time.ms, time.end_ms)
        if end_ms is None:
            words = tr("No speech after {0}.")
            self._window.say(words.format(format_ms(time.end_ms or time.ms)), brief=True)
        else:
            self._retiming.set_end(index, end_ms)

    def _put(self, make: Callable[[Note, Transcript], Change | None]) -> None:
        """Compute the change on a thread, and apply it, if the note is still the same."""
        editing, session = self._editing, self._session
        editing.settle()
        note, transcript = session.note, self._transcripts.transcript
        if transcript is None:
            self._transcripts.say_none()
        elif note is not None:

            def write(change: Change | None) -> None:
                if session.note is not note:
                    self._window.say(tr("The note has changed. Try again."), brief=True)
                elif change is None:
                    self._window.say(tr("The transcript can't be added here."), brief=True)
                else:
                    self._write(change)

            self._background.run("transcribe", lambda: make(note, transcript), write)

    def _write(self, change: Change) -> None:
        (span,) = change.new_spans()
        if self._writing.apply(change):
            self._scrolling.stop()
            self._session.page.scroll_to_byte(span.start)
            self._current.stay_in(span.start)
            words = tr("Transcript added.")
            self._window.say(words, (self._editing.undo_offer(),))


def sentence_end_ms(transcript: Transcript, ms: int, end_ms: int | None) -> int | None:
    """Return the end of the sentence that a citation of `ms` means, or the first later end.

    Later than `end_ms`, if given. None if there is no other.
    """
    place = transcript.place_said_at(transcript.meant_ms(ms))
    after_ms = ms if end_ms is None else end_ms
    for sentence in transcript.sentences_from(place or 0):
        until_ms = transcript.said_until_ms(sentence.end)
        if until_ms > after_ms:
            return until_ms
    return None


def said_in(
    transcript: Transcript, start_ms: int = 0, end_ms: int | None = None
) -> Sequence[tuple[int, str]]:
    """Return the paragraphs said from `start_ms` to before `end_ms`, with their times.

    Of a paragraph across a boundary, the sentences that begin inside.
    """
    sentences = transcript.sentences()
    starts = [sentence.start for sentence in sentences]
    found = []
    for paragraph in transcript.paragraphs():
        low, high = bisect_left(starts, paragraph.start), bisect_left(starts, paragraph.end)
        inside = [
            one
            for one in sentences[low:high]
            if start_ms <= one.start_ms and (end_ms is None or one.start_ms < end_ms)
        ]
        if inside:
            found.append((inside[0].start_ms, transcript.text[inside[0].start : inside[-1].end]))
    return found
