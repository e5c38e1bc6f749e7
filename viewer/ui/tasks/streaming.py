"""Streaming as the user sees it: start, stop, quality, and messages on failure.

Nothing is requested from the web unless the user asks, or `stream/auto` is on. The streaming
modules are imported when first needed. GUI thread.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from PySide6.QtCore import Signal

from viewer.base.errors import MediaError
from viewer.base.translation import tr, without_stop
from viewer.media.address import watch_url
from viewer.media.media import Stream, library_key
from viewer.media.transcript_files import STREAM, TranscriptFile
from viewer.media.ytdlp_failures import Failure, FailureKind, failure
from viewer.notes.model import VideoFacts, VideoRef
from viewer.ui.transcript.reading import Elsewhere
from viewer.ui.transcript.transcripts import Transcripts
from viewer.ui.watch.media_pages import Online
from viewer.ui.watch.session import NoteFeature
from viewer.ui.window.context import Context
from viewer.ui.window.settings import BROWSERS, MINE

if TYPE_CHECKING:
    from viewer.online.stream import Streams

_HEIGHT = "stream/height"
_COOKIES = "save/cookies_browser"
_LOADING = "what streams"


def _load() -> None:
    """Import the streaming modules: this takes a tenth of a second, too long for the GUI thread."""
    import viewer.online.stream  # noqa: F401


class Streaming(NoteFeature):
    """Plays the video of the note from the web."""

    captions_came = Signal()  # of the note's video

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        settings = context.settings
        self._streams: Streams | None = None
        self._key = ""  # of the video that was asked for last
        self._failed_keys: set[str] = set()  # these are not tried again unasked
        self._asked_keys: set[str] = set()  # the user streamed these in this run
        # What broke off, the moment one was at when it had, and where it did; the last two in ms.
        self._broken: tuple[tuple[str, int], int] | None = None
        settings.changed.connect(self._on_preference)
        transcripts = context.get(Transcripts)
        transcripts.looking.connect(self._tell_captions)
        self.captions_came.connect(transcripts.look)
        action = context.actions["video.stream"]
        self._words = action.text()
        self._video.changed.connect(self._name_action)
        context.player.media_changed.connect(self._on_media_changed)
        self._video.on_looked_for(self._on_looked_for)

    @property
    def facts(self) -> VideoFacts:
        """What the site says about the streamed video."""
        found = self._streams.described if self._streams is not None else None
        return found.facts if found is not None else VideoFacts()

    @property
    def captions_are_coming(self) -> bool:
        """Return whether captions of the stream are being loaded."""
        return self._streams is not None and self._streams.captions_are_coming

    @property
    def captions(self) -> tuple[TranscriptFile, ...]:
        """The captions of the stream of the note's video, even if it is closed."""
        video = self._session.note.video if self._session.note is not None else None
        key = library_key(video) if video is not None else None
        captions = self._streams.captions(key) if self._streams is not None and key else ()
        return tuple(
            TranscriptFile(
                Path(f"{key}.{each.language}.{each.ending}"), each.language, STREAM, each.data
            )
            for each in captions
        )

    def _tell_captions(self, elsewhere: Elsewhere) -> None:
        elsewhere.streamed, elsewhere.are_coming = self.captions, self.captions_are_coming

    @property
    def is_on(self) -> bool:
        """Return whether the video of the note is streamed, or requested."""
        video = self._session.video
        streams = isinstance(video.media, Stream) and video.online.failure is None
        return streams or video.online.is_busy

    def toggle(self) -> None:
        """Start or stop streaming the video of the note."""
        self.stop() if self.is_on else self.start()

    def _name_action(self) -> None:
        words = tr("Stop streaming") if self.is_on else self._words
        self._context.actions["video.stream"].setText(words)

    def start(self) -> None:
        """Stream the video of the note, even if there is a file of it."""
        note = self._session.note
        if note is None:
            return
        video = note.video
        key = library_key(video) if video is not None else None
        try:
            if video is None or key is None:
                raise MediaError(tr("This note has no online video."))
            address = watch_url(video)
        except MediaError as error:
            self._video.set_online(Online(failure=failure(error)))
            self._window.say(str(error), brief=True)
            return
        self._key = key
        site = urlsplit(address).hostname or address
        self._video.set_online(Online(asked=site.removeprefix("www.")))
        if self._streams is not None:
            self._resolve(video)
        else:
            self._background.run(_LOADING, _load, lambda _: self._resolve(video))

    def _resolve(self, video: VideoRef) -> None:
        self._ready().resolve(video, self._height)

    def stop(self) -> None:
        """Stop streaming, or requesting; a file of the video is played instead, if any."""
        self._background.forget(_LOADING)
        self._asked_keys.discard(self._key)
        was_open = self._streams is not None and self._streams.stream is not None
        if self._streams is not None:
            self._streams.stop()
        self._video.set_online(Online())
        self._video.end_stream()
        if was_open:
            self._video.look()

    def choose_quality(self) -> None:
        """Offer the available qualities."""
        from viewer.ui.kit.palette_list import Row

        setting = next(each for each in self._settings.declared if each.key == _HEIGHT)
        now = tr("now")
        self._window.palette_.open(
            [
                Row(lines, tr(words), now if lines == self._height else "")
                for lines, words in setting.choices
            ],
            without_stop(tr("Stream quality…")),
            lambda lines: self._settings.set(_HEIGHT, int(str(lines))),
        )

    def close(self) -> None:
        """Stop everything. Before the player's `shutdown`."""
        if self._streams is not None:
            self._streams.close()

    # ------------------------------------------------------------------ what comes of it

    @property
    def _height(self) -> int:
        return round(self._settings.number(_HEIGHT))

    def _ready(self) -> Streams:
        if self._streams is None:
            from viewer.online.stream import Streams  # the start does not wait for it

            self._streams = Streams(self._folders.data, self._folders.data / "streams", self)
            self._streams.resolved.connect(self._on_resolved)
            self._streams.failed.connect(self._on_failed)
            self._streams.waiting_changed.connect(self._on_waiting)
            self._streams.captions_came.connect(self._on_captions)
            for key in (_COOKIES, MINE):
                self._on_preference(key)
        return self._streams

    def _is_of_note(self, key: str) -> bool:
        video = self._session.note.video if self._session.note is not None else None
        return video is not None and library_key(video) == key

    def _on_resolved(self, key: str, stream: Stream) -> None:
        if not self._is_of_note(key):
            self._ready().stop()
            return
        self._failed_keys.discard(key)
        self._asked_keys.add(key)
        self._video.set_online(Online())
        # Where the user wanted to go without a video; else where the stream broke off.
        start_ms: int | None = self._video.now_ms
        if self._broken is not None and self._broken[0] == (key, start_ms):
            start_ms = self._broken[1]
        self._broken = None
        self._video.play_stream(stream, start_ms or None)

    def _on_failed(self, key: str, failure: Failure) -> None:
        self._failed_keys.add(key)
        if self._is_of_note(key):
            broke_at_ms = self._video.now_ms
            was_open = isinstance(self._video.media, Stream)
            self._video.end_stream()
            self._broken = ((key, self._video.now_ms), broke_at_ms) if was_open else self._broken
            self._video.set_online(Online(failure=failure))
            if failure.kind is FailureKind.PLAYLIST and self._session.is_planned:
                # It was brought just now, to be opened: only the site knows that it is a list.
                self._context.trigger("list.open")
        self._ready().stop()

    def _on_waiting(self, key: str, waiting: bool) -> None:
        if self._is_of_note(key):
            self._video.set_online(Online(is_waiting=waiting))
            if waiting:
                # Where the user looks while the picture is frozen; the byline may be out of view.
                self._window.player.flash(tr("Waiting for the network…"))

    def _on_looked_for(self) -> None:
        session = self._session
        video = session.note.video if session.note is not None else None
        key = library_key(video) if video is not None else None
        if key != self._key:
            self._background.forget(_LOADING)
            if self._streams is not None:
                self._streams.cancel()
            self._key = ""
            self._video.set_online(Online())
        if (
            self._video.media is None
            and key is not None
            and key != self._key
            and key not in self._failed_keys
            and (
                self._settings.flag("stream/auto")
                or self._video.plays_when_open
                or key in self._asked_keys  # one comes back to what was streamed
            )
        ):
            self.start()

    def _on_captions(self, key: str) -> None:
        if self._is_of_note(key):
            self.captions_came.emit()

    def _on_preference(self, key: str) -> None:
        """Continue in another quality at the same position; sign in as the user chose to."""
        if key == _COOKIES and self._streams is not None:
            browser = self._settings.text(_COOKIES)
            self._streams.cookies_from = browser if browser in BROWSERS else ""
        if key == MINE and self._streams is not None:
            self._streams.languages = self._settings.languages()
        if key == _HEIGHT and isinstance(self._video.media, Stream):
            self.start()

    def _on_media_changed(self, media: object) -> None:
        if self._streams is not None and media != self._streams.stream:
            self._streams.stop()
