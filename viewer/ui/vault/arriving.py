"""Go from a search result to its place in the note, and to its moment in the video.

A passage is located by its text in the current note, which may have changed since it was indexed. A
sentence is played in the note about its video, or beside a planned one, and can be cited in the
open note. GUI thread.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject

from viewer.base.translation import tr
from viewer.notes.model import Span, VideoRef
from viewer.notes.real_path import real_path
from viewer.notes.videos import video_key
from viewer.ui.page.beginning import Beginning, as_written
from viewer.ui.page.page import NotePage
from viewer.ui.transcript.quoting import Quoting
from viewer.ui.watch.navigator import Navigator
from viewer.ui.watch.session import Session
from viewer.ui.window.context import Context
from viewer.vault.index import Hit, NoteRow
from viewer.vault.passages import PassageKind
from viewer.vault.said_search import SaidGroup, Sentence


class Arriving(QObject):
    """Goes to one result at a time."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._window = context, context.window
        self._session, self._navigator = context.get(Session), context.get(Navigator)
        self._video, self._follow = self._session.video, self._session.follow
        self._current, self._player = self._session.current, context.player
        view = context.get(NotePage).view
        self._shown, self._lights = view.shown, view.lights
        self._going: tuple[Path, Hit] | None = None  # a note that is being opened
        self._session.note_opened.connect(self._on_note_opened)

    def go(self, note: NoteRow, hit: Hit) -> None:
        """Open the note at the passage, and its video at the passage's time."""
        path = note.path
        if path == self._session.path:
            self._arrive(hit, is_here=True)
        else:
            self._going = path, hit
            self._session.open_note(
                path, byte=hit.start if hit.kind is not PassageKind.TITLE else 0
            )

    def go_to_said(self, found: SaidGroup, hit: Sentence) -> None:
        """Play a sentence in a note about its video, preferably the open one."""
        self._going = None
        session, ref = self._session, found.video.ref
        paths = [note.path for note in found.notes]
        if self.is_open(found):
            self._navigator.jump(hit.ms)
            if self._video.is_open:
                self._player.play()
        elif not paths:
            self._context.get(Beginning).begin(ref, hit.ms)
        elif session.path in paths and (other := session.other_video(ref)) is not None:
            session.show_video(other, hit.ms)
            self._video.plays_when_open = True
        else:
            session.open_note(paths[0], hit.ms, video=ref)
            self._video.plays_when_open = True
        self._window.tabs.show_tab("transcript")

    def cite(self, found: SaidGroup, hit: Sentence) -> bool:
        """Quote a sentence in the open note; of another video with a link to it there."""
        video = None if self.is_open(found) else self._named_from_here(found)
        return self._context.get(Quoting).quote(hit.ms, hit.end_ms, hit.text, video=video)

    def is_open(self, found: SaidGroup) -> bool:
        """Return whether a video is that of the open note."""
        session, ref = self._session, found.video.ref
        note = session.note
        if note is None or all(one.path != session.path for one in found.notes):
            return False
        # A path can be written in many ways; the index distinguishes files of the same path.
        return (ref.video_id is None and ref.url is None) or video_key(note.video) == video_key(ref)

    def _named_from_here(self, found: SaidGroup) -> VideoRef:
        ref, here = found.video.ref, self._session.path
        if ref.path is None or ref.video_id or ref.url or here is None:
            return ref
        path = real_path(found.video.place.parent / ref.path)
        return as_written(replace(ref, path=str(path)), here.parent)

    def _on_note_opened(self, path: Path) -> None:
        going, self._going = self._going, None
        if going is not None and going[0] == path:
            self._arrive(going[1], is_here=False)

    def _arrive(self, hit: Hit, *, is_here: bool) -> None:
        from viewer.vault.locate import locate  # here, for it loads RapidFuzz

        note = self._session.note
        if note is None:
            return
        where = locate(note, hit)
        if where is None:
            self._window.say(tr("This note has changed, and the result is no longer in it."))
            return
        if where.claim < 0:
            self._show_passage(where.span, is_here=is_here)
        else:
            self._go_to_claim(where.claim, hit)
        looked_for = {hit.text[start:end] for start, end in hit.marks}
        self._lights.mark_words(where.span, where.claim, looked_for)

    def _show_passage(self, span: Span, *, is_here: bool) -> None:
        session = self._session
        if is_here:
            session.leave_place()
        self._follow.set_following(False)
        if session.page is not self._shown:
            session.page.scroll_to_byte(span.start)
        elif span.start:
            self._shown.span_rect(span, bring=True)
            self._current.stay_in(span.start)
        else:
            self._shown.scroll_to_byte(0)

    def _go_to_claim(self, claim: int, hit: Hit) -> None:
        note, times = self._session.note, self._session.times
        assert note is not None
        citations = note.claims[claim].citations
        reachable = [c for c in citations if times[c].ms is not None]
        said = [c for c in reachable if times[c].ms == hit.ms]
        self._navigator.go_to_citation((said or reachable or list(citations))[0], claim)
