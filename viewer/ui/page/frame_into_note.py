"""Insert the current frame into the note: a picture file in the vault, and its citation.

The file is written in the background; the note shows it once it exists. GUI thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt

from viewer.base.errors import ViewerError
from viewer.base.translation import tr
from viewer.media.media import Media, Playable
from viewer.notes.note import Note, Span
from viewer.notes.picture import picture_at, picture_below
from viewer.notes.region import Region
from viewer.notes.timecode import format_ms
from viewer.ui.page.editing import Editing
from viewer.ui.page.page import NotePage
from viewer.ui.watch.history import Reveal
from viewer.ui.watch.playing import Playing
from viewer.ui.watch.session import NoteFeature
from viewer.ui.window.context import Context
from viewer.vault.attachments import Attachments, stem_for


class FrameIntoNote(NoteFeature):
    """Writes the picture, and then the note."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._editing = context.get(Editing)
        self._view = context.get(NotePage).view
        self._picture = context.get(Playing).pane.video_view
        self._is_making = False

    def put(self) -> None:
        """Insert the current frame into the note: at the cursor, or below the user's place."""
        session, player = self._session, self._player
        media, note, ms = self._video.media, session.path, self._player.coming_frame_ms
        if self._editing.draft is None:
            self._editing.say_why_not(brief=True)
        elif media is None or not self._video.is_open:
            self._window.say(tr("Open a video first."), brief=True)
        elif ms is None or player.frame.isNull():
            self._window.say(tr("Audio only: there is no picture."), brief=True)
        elif self._is_making:
            self._window.say(tr("The previous frame is still being added."), brief=True)
        elif note is not None:
            self._is_making = True
            marks = self._picture.marks if self._context.settings.flag("edit/frame_marks") else ()
            regions = [mark.region for mark in marks]
            self._background.run(
                "frame",
                lambda: _write(note, media, ms, regions),
                lambda written: self._on_written(note, ms, *written),
                self._on_failed,
            )

    def _on_failed(self, error: ViewerError) -> None:
        self._is_making = False
        self._window.say(error.words())

    def _on_written(self, path: Path, ms: int, places: Attachments, file: Path) -> None:
        self._is_making = False
        session, editing = self._session, self._editing
        if session.path != path or session.note is None or editing.draft is None:
            words = tr("You left the note before the frame was added. The frame is saved in “{0}”.")
            self._window.say(words.format(file))
            return
        duration_ms = self._player.duration_ms
        block, note = editing.in_place, session.typed_note
        assert note is not None
        markup = places.markup(file, wikilinks=bool(note.links))
        if block.is_open:
            place = note, block.caret_byte()
            block.put(picture_at(*place, markup, ms, duration_ms, editing.wish))
        else:
            editing.settle()
            at = self._current.byte()
            note = session.note
            at = len(note.data) if at is None else at
            change = picture_below(note, at, markup, ms, duration_ms, editing.wish)
            if change is None or not editing.apply(change):
                self._window.say(
                    tr("The frame can't be shown here. It is saved in “{0}”.").format(file),
                    brief=True,
                )
                return
            span = change.new_spans()[-1]
            self._current.stay_at_byte(span.end)
            self._show(span)
        self._window.say(tr("Frame added."), brief=True)

    def _show(self, span: Span) -> None:
        """Bring what was inserted at `span` into view, and again once its picture has its size."""
        note = self._session.note
        claims = note.claims if note is not None else ()
        found = (number for number, one in enumerate(claims) if span.holds(one.span.start))
        claim = next(found, None)
        if claim is not None:
            self._session.page.reveal_claim(claim, Reveal.WHOLE)
            reveal = partial(self._reveal_in, note, claim)
            self._view.resized.connect(reveal, Qt.ConnectionType.SingleShotConnection)

    def _reveal_in(self, note: Note | None, claim: int) -> None:
        if note is self._session.note:
            self._session.page.reveal_claim(claim, Reveal.WHOLE)


def _write(
    note: Path, media: Playable, ms: int, regions: Sequence[Region]
) -> tuple[Attachments, Path]:
    """Write the file, with these regions drawn on it; on any thread."""
    from viewer.media.picture_file import picture_file  # loads the decoder

    places = Attachments.of(note)
    suffix, data = picture_file(
        media.path if isinstance(media, Media) else media, ms, None, regions
    )
    return places, places.save(stem_for(note, format_ms(ms)), suffix, data)
