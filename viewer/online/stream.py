"""Play web videos: resolve them, open the proxy, renew links. GUI thread.

Nothing here waits: a child process asks yt-dlp (`viewer.online.resolve`), the threads of the
proxy fetch bytes, and both come back as signals. One video is open at a time. Results are cached as
long as their links are valid, so going back to a video needs no request.

A link that expires while it is read is renewed on a thread of the proxy, which waits for the child
that is started here; `close` ends that wait, so it is called before the player's `shutdown`.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from viewer.base.child_process import Child, last_line
from viewer.base.child_side import own_command
from viewer.base.errors import MediaError
from viewer.base.translation import tr
from viewer.media.address import watch_url
from viewer.media.mailbox import Mailbox
from viewer.media.media import Stream, library_key
from viewer.media.ytdlp import child_environment
from viewer.media.ytdlp_extras import Captions
from viewer.media.ytdlp_failures import Failure, FailureKind
from viewer.notes.model import VideoRef
from viewer.online.assembled import Assembled, serve
from viewer.online.proxy import StreamProxy, StreamSource
from viewer.online.spool import SpoolFile
from viewer.online.tracks import Resolved, StreamError, Track
from viewer.online.upstream import Upstream

_HOLDS_S = 5 * 3600.0  # links of most sites hold for six hours
_SPARE_S = 300.0
_CHILD_MS = 120_000
_REMEMBERED = 8  # videos of which the captions are kept


class Streams(QObject):
    """The web videos that a window plays."""

    resolved = Signal(str, object)  # key, Stream: it can be opened now
    failed = Signal(str, object)  # key, Failure: while resolving, or while it plays
    waiting_changed = Signal(str, bool)  # key, whether the network is waited for
    captions_came = Signal(str)  # key: they are here, or will not come

    def __init__(
        self,
        data: Path,
        cache: Path,
        parent: QObject | None = None,
        *,
        environment: dict[str, str] | None = None,
    ) -> None:
        """Store received data in `cache` while playing; `data` may contain a newer yt-dlp.

        `environment` replaces the child's environment.
        """
        super().__init__(parent)
        self._data, self._cache = data, cache
        self._environment = environment
        self.cookies_from = ""  # a browser whose cookies the user chose to use
        self.languages: tuple[str, ...] = ("en",)  # of captions
        self._mailbox: Mailbox[Callable[[], None]] = Mailbox(lambda call: call(), self)
        self._known: dict[tuple[str, int], tuple[float, Resolved]] = {}
        self._captions: dict[str, Sequence[Captions]] = {}
        self._child: _Child | None = None  # resolves what is to be opened
        self._starting: Resolved | None = None  # known already, to be opened in a moment
        self._open: _Open | None = None
        self._proxy: StreamProxy | None = None
        self._closed = False

    # ------------------------------------------------------------------ what can be asked for

    def resolve(self, ref: VideoRef, max_height: int) -> str:
        """Start resolving the video of a note; return its key.

        `resolved` or `failed` follows later; until then the open video stays. Raises MediaError,
        without any request, if the note names no address that may be opened.
        """
        key, url = library_key(ref), watch_url(ref)
        if key is None or self._closed:
            raise MediaError(tr("This note has no online video."))
        self.cancel()
        known = self._known.get((key, max_height))
        if known is not None and time.time() < known[0]:
            resolved = known[1]
            QTimer.singleShot(0, self, lambda: self._start(key, url, max_height, resolved, None))
            self._starting = resolved
            return key
        self._child = self._ask(
            url, max_height, (), lambda answer: self._take(key, url, max_height, answer)
        )
        if key not in self._captions:
            self._child.load_captions(self.languages, lambda came: self._take_captions(key, came))
        self._child.start()
        return key

    def cancel(self) -> None:
        """Stop resolving; no signal follows."""
        self._starting = None
        if self._child is not None:
            self._child.kill()
            self._child = None

    def stop(self) -> None:
        """Close the open video, and stop resolving."""
        self.cancel()
        self._let_go()

    def _let_go(self) -> None:
        opened, self._open = self._open, None
        if opened is not None:
            opened.end()
            for url in opened.urls:
                assert self._proxy is not None
                self._proxy.remove(url)
            opened.upstream.close()
            opened.file.close()

    @property
    def stream(self) -> Stream | None:
        """The open stream."""
        return self._open.stream if self._open is not None else None

    @property
    def described(self) -> Resolved | None:
        """What the site says about the open video."""
        return self._open.resolved if self._open is not None else None

    def captions(self, key: str) -> Sequence[Captions]:
        """Return the captions of a video, as far as known."""
        return self._captions.get(key, ())

    @property
    def captions_are_coming(self) -> bool:
        """Return whether they are still being loaded for the open video."""
        return self._open is not None and self._open.captions_child is not None

    def close(self) -> None:
        """End the children and threads, and wait for them. Before the player's `shutdown`."""
        self._closed = True
        self.stop()
        if self._proxy is not None:
            self._proxy.close()
        for child in self.findChildren(_Child):
            child.wait()
        self._mailbox.clear()

    # ------------------------------------------------------------------ resolving

    def _ask(
        self,
        url: str,
        max_height: int,
        same: tuple[str, ...],
        done: Callable[[Resolved | Failure], None],
    ) -> _Child:
        arguments = ["--height", str(max_height)]
        if self.cookies_from:
            arguments += ["--cookies-from", self.cookies_from]
        if same:
            arguments += ["--same", *same]
        return _Child(arguments, url, child_environment(self._data, self._environment), done, self)

    def _take(self, key: str, url: str, max_height: int, answer: Resolved | Failure) -> None:
        child, self._child = self._child, None
        if isinstance(answer, Failure):
            self.failed.emit(key, answer)
            return
        self._starting = answer
        self._start(key, url, max_height, answer, child)

    def _take_captions(self, key: str, captions: Sequence[Captions] | None) -> None:
        if self._open is not None and self._open.key == key:
            self._open.captions_child = None
        if captions is not None:
            self._captions[key] = captions
            while len(self._captions) > _REMEMBERED:
                del self._captions[next(iter(self._captions))]
        self.captions_came.emit(key)

    def _start(
        self, key: str, url: str, max_height: int, resolved: Resolved, child: _Child | None
    ) -> None:
        """Open it; `child` may still be loading captions."""
        if self._closed or self._starting is not resolved:
            return  # something else was asked for meanwhile
        self._starting = None
        self._let_go()
        self._remember(key, max_height, resolved)
        if self._proxy is None:
            self._proxy = StreamProxy()
        opened = _Open(key, url, max_height, resolved, child, SpoolFile(self._cache))
        starts = []
        for track in filter(None, (resolved.picture, resolved.sound)):
            make = Assembled if track.parts else StreamSource
            source = make(
                track,
                opened.upstream,
                opened.file,
                lambda old: self._renew(opened, old),
                on_failure=lambda failure: self._mailbox.post(lambda: self._fail(opened, failure)),
                on_waiting=lambda late, on: self._mailbox.post(
                    lambda: self._wait(opened, late, on)
                ),
            )
            served = serve(source, self._proxy.add)
            starts.append(served[0])
            opened.urls += served
        opened.stream = Stream(
            key,
            starts[0],
            starts[1] if len(starts) > 1 else None,
            resolved.facts.title,
            resolved.facts.duration_ms,
            resolved.picture.height,
        )
        self._open = opened
        self.resolved.emit(key, opened.stream)

    def _remember(self, key: str, max_height: int, resolved: Resolved) -> None:
        until = resolved.expires_at or time.time() + _HOLDS_S
        self._known[key, max_height] = until - _SPARE_S, resolved

    def _fail(self, opened: _Open, failure: Failure) -> None:
        if self._open is opened and not opened.has_failed:
            opened.has_failed = True
            # The next attempt asks again.
            self._known.pop((opened.key, opened.max_height), None)
            self.failed.emit(opened.key, failure)

    def _wait(self, opened: _Open, late: StreamSource, waiting: bool) -> None:
        if self._open is not opened:
            return
        before = bool(opened.late)
        (opened.late.add if waiting else opened.late.discard)(late)
        if bool(opened.late) is not before:
            self.waiting_changed.emit(opened.key, waiting)

    # ------------------------------------------------------------------ renewing

    def _renew(self, opened: _Open, old: Track) -> Track:
        """Wait for a new link of the same file. On a thread of the proxy."""
        fresh: Future[Resolved] = Future()
        opened.waiting.append(fresh)  # before it is looked whether `end` has been
        self._mailbox.post(lambda: self._ask_again(opened, old, fresh))
        try:
            if opened.ended:
                raise CancelledError
            resolved = fresh.result()
        except CancelledError:
            raise StreamError(Failure.of(FailureKind.OFFLINE, "closed")) from None
        for track in filter(None, (resolved.picture, resolved.sound)):
            if track.format_id == old.format_id:
                return track
        raise StreamError(Failure.of(FailureKind.TOO_OLD, "the format is not offered now"))

    def _ask_again(self, opened: _Open, old: Track, fresh: Future[Resolved]) -> None:
        if fresh.done() or opened.ended:
            return
        if old not in (opened.resolved.picture, opened.resolved.sound):
            opened.waiting.remove(fresh)
            fresh.set_result(opened.resolved)  # it was asked for picture or sound already
        elif opened.renewal is None:
            tracks = filter(None, (opened.resolved.picture, opened.resolved.sound))
            opened.renewal = self._ask(
                opened.page,
                opened.max_height,
                tuple(track.format_id for track in tracks),
                lambda answer: self._take_fresh(opened, answer),
            )
            opened.renewal.start()

    def _take_fresh(self, opened: _Open, answer: Resolved | Failure) -> None:
        opened.renewal = None
        waiting, opened.waiting = opened.waiting, []
        if isinstance(answer, Resolved):
            opened.resolved = answer
            self._remember(opened.key, opened.max_height, answer)
        for fresh in waiting:
            if isinstance(answer, Resolved):
                fresh.set_result(answer)
            else:
                fresh.set_exception(StreamError(answer))


@dataclass(eq=False)
class _Open:
    key: str
    page: str  # what yt-dlp is asked for
    max_height: int
    resolved: Resolved
    captions_child: _Child | None
    file: SpoolFile
    upstream: Upstream = field(default_factory=Upstream)
    urls: list[str] = field(default_factory=list)  # all that is served
    stream: Stream | None = None
    has_failed: bool = False
    ended: bool = False
    late: set[StreamSource] = field(default_factory=set)  # those whose bytes are waited for
    renewal: _Child | None = None
    waiting: list[Future[Resolved]] = field(default_factory=list)  # threads of the proxy

    def end(self) -> None:
        self.ended = True
        for child in (self.renewal, self.captions_child):
            if child is not None:
                child.kill()
        for fresh in self.waiting:
            fresh.cancel()


class _Child(Child):
    def __init__(
        self,
        arguments: list[str],
        url: str,
        environment: dict[str, str],
        done: Callable[[Resolved | Failure], None],
        parent: QObject,
    ) -> None:
        """Call `done` once it has answered; nothing starts before `start`."""
        super().__init__(parent, environment)
        self._arguments, self._url = arguments, url
        self._done: Callable[[Resolved | Failure], None] | None = done
        self._captions_done: Callable[[Sequence[Captions] | None], None] | None = None
        self._late = QTimer(self, singleShot=True, interval=_CHILD_MS)
        self._late.timeout.connect(
            lambda: self._give_up(Failure.of(FailureKind.OFFLINE, "no answer for two minutes"))
        )
        self.said.connect(self._on_said)
        self.ended.connect(self._on_ended)

    def load_captions(
        self, languages: Sequence[str], done: Callable[[Sequence[Captions] | None], None]
    ) -> None:
        self._captions_done = done
        self._arguments += ["--captions", ",".join(languages)]

    def start(self) -> None:
        self._late.start()
        self.run(own_command("viewer.online.resolve", *self._arguments, "--", self._url))

    def kill(self) -> None:
        """Kill it; `done` is no longer called. Returns at once."""
        self._done = self._captions_done = None
        super().kill()

    def _on_said(self, found: dict[str, Any]) -> None:
        try:
            if "captions" in found:
                self._bring([Captions.from_json(each) for each in found["captions"]])
            elif "failure" in found:
                self._captions_done = None
                self._answer(Failure.from_json(found["failure"]))
            else:
                self._answer(Resolved.from_json(found["resolved"]))
        except (ValueError, KeyError, TypeError) as error:
            self._give_up(Failure.of(FailureKind.UNKNOWN, str(error)))

    def _on_ended(self, _code: int, said: str) -> None:
        if self._done is not None:
            self._captions_done = None
        self._answer(Failure.of(FailureKind.UNKNOWN, last_line(said)))
        self._bring(None)

    def _bring(self, captions: Sequence[Captions] | None) -> None:
        done, self._captions_done = self._captions_done, None
        if done is not None:
            done(captions)

    def _answer(self, answer: Resolved | Failure) -> None:
        done, self._done = self._done, None
        self._late.stop()
        if done is not None:
            done(answer)

    def _give_up(self, why: Failure) -> None:
        """Abandon it for this reason; ignored if it has already answered."""
        done = self._done
        self.kill()
        if done is not None:
            done(why)
