"""Serve streams from the web to the running player, over HTTP on the loopback interface. No Qt.

A player requests everything from a byte to the end, without the site's headers, and gives up when
the link expires. So it asks this proxy: `StreamSource` gets the bytes in small ranges with the
right headers, retries when the network fails, and renews an expired link and continues at the same
byte. The player only sees a pause.

Nobody else is served: the port is any free one, the path cannot be guessed, and the header `Host`
must name the proxy (against DNS rebinding by a web page).

Threads: one that accepts, one per connection, at most `MAX_CLIENTS`; all end with `close`. The
callbacks of a `StreamSource` are called on those threads.
"""

from __future__ import annotations

import contextlib
import re
import secrets
import socket
import threading
import time
from collections.abc import Callable, Generator
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from typing import Any, Protocol
from urllib.parse import urlsplit

from viewer.base.translation import tr
from viewer.media.ytdlp_failures import Failure, FailureKind
from viewer.online.spool import Spool, SpoolFile
from viewer.online.tracks import StreamError, Track
from viewer.online.upstream import STEP_BYTES, FetchedPiece, LinkRefused, Unreachable, Upstream

MAX_CLIENTS = 24
# A reader that jumps about leaves most of what it asked for: ask for little first.
_FIRST_BYTES = 256 << 10
_CHUNK_BYTES = 64 << 10
_PAUSES_S = (0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 8.0)
_LOOK_S = 0.2  # how often a waiting thread looks whether it is still wanted
_IDLE_S = 60.0
_JOIN_S = 3.0
_SAMPLE_BYTES = 16 << 10
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
_TYPES = {
    "mp4": "video/mp4",
    "webm": "video/webm",
    "m4a": "audio/mp4",
    "mp3": "audio/mpeg",
    "ts": "video/mp2t",
    "m3u8": "application/vnd.apple.mpegurl",
}


class ServedFile(Protocol):
    """Something to serve: a file of a known size, readable at any position."""

    kind: str  # the ending of its name

    def close(self) -> None: ...

    def measure(self, wanted: Callable[[], bool]) -> int: ...

    def read(
        self, start: int, end: int, wanted: Callable[[], bool]
    ) -> Generator[bytes, None, None]: ...


class StreamSource:
    """A file on the web, readable at any position as long as it is available."""

    def __init__(
        self,
        track: Track,
        upstream: Upstream,
        file: SpoolFile,
        renew: Callable[[Track], Track],
        *,
        on_failure: Callable[[Failure], None] = lambda _failure: None,
        on_waiting: Callable[[StreamSource, bool], None] = lambda _source, _waiting: None,
        pauses_s: tuple[float, ...] = _PAUSES_S,
    ) -> None:
        """Read `track`, store it in `file`; `renew` replaces a track whose link has expired.

        `renew` may take long, is called by one thread at a time, and raises StreamError if there is
        no other link. `on_failure` is called with the reason if the stream cannot continue,
        `on_waiting` when waiting for the network begins and ends.
        """
        self.kind = "ts" if track.kind == "m3u8" else track.kind
        self._track = track
        self._upstream = upstream
        self._spool = Spool(file)
        self._renew = renew
        self._on_failure, self._on_waiting = on_failure, on_waiting
        self._pauses_s = pauses_s
        self._closed = threading.Event()
        self._lock = threading.Lock()
        self._renewing = threading.Lock()
        self._size: int | None = None
        self._has_ranges = True  # whether the server gives parts of the file
        self._sampled = track  # the link whose bytes are known to be those of this file
        self._idle_renewals = 0  # since the last byte came
        self._waiting = False

    def close(self) -> None:
        """End all reading."""
        self._closed.set()

    @property
    def closed(self) -> bool:
        return self._closed.is_set()

    def measure(self, wanted: Callable[[], bool]) -> int:
        """Return the size of the file, requesting its beginning if unknown."""
        if self._size is None:
            for _ in self._fetch(0, _CHUNK_BYTES, wanted):
                pass  # it is held, for whoever reads it
        if self._size is None:
            raise StreamError(Failure.of(FailureKind.UNKNOWN, "an empty answer"))
        return self._size

    def read(
        self, start: int, end: int, wanted: Callable[[], bool]
    ) -> Generator[bytes, None, None]:
        """Yield the bytes [start, end), stored ones first; end early once `wanted` returns False.

        Raises StreamError if they are unavailable, after calling `on_failure`.
        """
        at = start
        step = _FIRST_BYTES
        while at < end and wanted() and not self.closed:
            data = self._spool.read(at, min(end, at + _CHUNK_BYTES))
            if data:
                yield data
                at += len(data)
                continue
            # Where there is only the whole file, it is read through once, not once a step.
            reach = min(end, at + step) if self._has_ranges else end
            until = self._spool.gap_until(at, reach)
            step = min(STEP_BYTES, step * 2)
            before = at
            for data in self._fetch(at, until, wanted):
                at += len(data)
                yield data
            if at == before:
                break

    def _fetch(self, at: int, end: int, wanted: Callable[[], bool]) -> Generator[bytes, None, None]:
        failures = 0
        while at < min(end, self._size or end) and wanted() and not self.closed:
            track = self._track
            try:
                try:
                    if track.available_at is not None:
                        self._pause(min(60.0, track.available_at - time.time()), wanted)
                    if track is not self._sampled:
                        self._compare(track)
                    with contextlib.closing(self._upstream.pieces(track, at, end)) as pieces:
                        for piece in pieces:
                            self._take(piece)
                            failures = 0
                            self._has_ranges = self._has_ranges and piece.start >= at
                            skip = max(0, at - piece.start)
                            data = piece.data[skip : max(0, end - piece.start)]
                            if data:
                                yield data
                                at += len(data)
                            # Of a range all is taken: the connection can be used again then.
                            if not wanted() or (at >= end and not self._has_ranges):
                                break
                except LinkRefused as refused:
                    self._replace(track, refused)
            except Unreachable as fault:
                if self.closed:
                    return
                if failures >= len(self._pauses_s):
                    raise self.fail(fault.failure) from fault
                if failures > 0:  # once is nothing to speak of
                    self._set_waiting(True)
                self._pause(self._pauses_s[failures], wanted)
                failures += 1
            except StreamError as error:
                raise self.fail(error.failure) from error

    def _take(self, piece: FetchedPiece) -> None:
        """Store new bytes if they are of the same file as the earlier ones."""
        if self._size is None:
            self._size = piece.size
        elif piece.size != self._size:
            raise StreamError(_changed("another length"))
        self._spool.write(piece.start, piece.data)
        self._idle_renewals = 0
        self._set_waiting(False)

    def _compare(self, track: Track) -> None:
        """Check that the new link leads to the same file: same length, same beginning."""
        known = self._spool.read(0, _SAMPLE_BYTES)
        came = b""
        for piece in self._upstream.pieces(track, 0, max(1, len(known))):
            if piece.size != self._size and self._size is not None:
                raise StreamError(_changed("another length"))
            came += piece.data
            if len(came) >= len(known):
                break
        if came[: len(known)] != known:
            raise StreamError(_changed("other bytes"))
        self._sampled = track

    def _replace(self, track: Track, refused: LinkRefused) -> None:
        with self._renewing:
            if self._track is not track or self.closed:
                return  # another thread was first
            if self._idle_renewals > 0:
                gone = refused.status in (404, 410)
                kind = FailureKind.UNKNOWN if gone else FailureKind.TOO_OLD
                raise StreamError(Failure.of(kind, str(refused)))
            self._set_waiting(True)
            try:
                self._track = self._renew(track)
            except StreamError as error:
                if error.failure.kind is FailureKind.OFFLINE:
                    raise Unreachable(str(error), error.failure) from error
                raise
            self._idle_renewals += 1

    def fail(self, failure: Failure) -> StreamError:
        """Tell that it cannot continue; return the error to raise."""
        if not self.closed:
            self._on_failure(failure)
        return StreamError(failure)

    def _set_waiting(self, waiting: bool) -> None:
        with self._lock:
            changed, self._waiting = waiting != self._waiting, waiting
        if changed and not self.closed:
            self._on_waiting(self, waiting)

    def _pause(self, seconds: float, wanted: Callable[[], bool]) -> None:
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0 and wanted():
            if self._closed.wait(min(_LOOK_S, left)):
                return


def _changed(detail: str) -> Failure:
    return Failure.of(
        FailureKind.UNKNOWN,
        detail,
        words=tr("The site now sends a different file under the same name."),
    )


class StreamProxy:
    """The server. Removing a source ends its readers."""

    def __init__(self) -> None:
        self._sources: dict[str, ServedFile] = {}
        self._lock = threading.Lock()
        self._clients: dict[socket.socket, threading.Thread] = {}
        self._reading: dict[socket.socket, ServedFile] = {}
        self._closing = False
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=32)
        self.port: int = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._accept, name="cuenote-proxy", daemon=True)
        self._thread.start()

    def add(self, source: ServedFile) -> str:
        """Serve `source`; return its address."""
        kind = source.kind if source.kind in _TYPES else "bin"
        path = f"/{secrets.token_urlsafe(24)}/stream.{kind}"
        with self._lock:
            self._sources[path] = source
        return f"http://127.0.0.1:{self.port}{path}"

    def remove(self, url: str) -> None:
        """Stop serving `url`, and end its readers. Returns at once."""
        with self._lock:
            source = self._sources.pop(urlsplit(url).path, None)
            if source is None:
                return
            source.close()
            for client, read in self._reading.items():
                if read is source:
                    _shut(client)

    def close(self) -> None:
        """End all readers and wait for the threads."""
        with self._lock:
            if self._closing:
                return
            self._closing = True
            for source in self._sources.values():
                source.close()
            self._sources.clear()
            clients = dict(self._clients)
            for client in clients:
                _shut(client)
        # A thread that waits in `accept` hears of nothing but a connection.
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", self.port), timeout=1.0).close()
        self._thread.join()
        self._listener.close()
        for thread in clients.values():
            # Who looks up a name, or waits for a connection, cannot be interrupted.
            thread.join(_JOIN_S)

    # For the handlers, on their threads

    def enter(self, client: socket.socket, path: str) -> ServedFile | None:
        """Return what is served under `path`, and remember who reads it."""
        with self._lock:
            source = self._sources.get(path)
            if source is not None:
                self._reading[client] = source
            return source

    # On the threads

    def _accept(self) -> None:
        while not self._closing:
            try:
                client, address = self._listener.accept()
            except OSError:
                continue  # whoever knocked is gone again
            with self._lock:
                is_full = len(self._clients) >= MAX_CLIENTS
                # A client that requested nothing served is not the player but any program here.
                idle = next((one for one in self._clients if one not in self._reading), None)
                if self._closing or (is_full and idle is None):
                    client.close()
                    continue
                if is_full and idle is not None:
                    _shut(idle)
                self._clients[client] = thread = threading.Thread(
                    target=self._serve, args=(client, address), name="cuenote-proxy", daemon=True
                )
                # Within the lock: `close` joins what it finds there.
                thread.start()

    def _serve(self, client: socket.socket, address: Any) -> None:
        try:
            _Handler(client, address, self)  # type: ignore[arg-type]
        except OSError:
            pass  # players leave without a word
        finally:
            with self._lock:
                self._clients.pop(client, None)
                self._reading.pop(client, None)
                client.close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = _IDLE_S
    disable_nagle_algorithm = True
    server: StreamProxy  # type: ignore[assignment]  # it is no socketserver, and need not be one

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def _answer(self, *, with_body: bool) -> None:
        source = None
        if self.headers.get("Host") == f"127.0.0.1:{self.server.port}":
            source = self.server.enter(self.connection, self.path)
        if source is None:
            self._refuse(HTTPStatus.NOT_FOUND)
            return
        try:
            size = source.measure(self._is_there)
        except StreamError:
            self._refuse(HTTPStatus.BAD_GATEWAY)
            return
        start, end = 0, size
        asked = self.headers.get("Range")
        stretch = _stretch(asked, size) if asked else None
        if stretch is not None:
            start, end = stretch
            if start >= end:
                self._refuse(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, f"bytes */{size}")
                return
            self.send_response(HTTPStatus.PARTIAL_CONTENT)
            self.send_header("Content-Range", f"bytes {start}-{end - 1}/{size}")
        else:
            self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", _TYPES.get(source.kind, "application/octet-stream"))
        self.send_header("Content-Length", str(end - start))
        self.send_header("Accept-Ranges", "bytes")
        self.end_headers()
        if with_body:
            self._send(source, start, end)

    def _send(self, source: ServedFile, start: int, end: int) -> None:
        self.close_connection = True  # unless all of it goes out
        # A player that is paused reads nothing, for as long as the user likes.
        self.connection.settimeout(None)
        with contextlib.closing(source.read(start, end, self._is_there)) as chunks:
            try:
                for chunk in chunks:
                    self.connection.sendall(chunk)
                    start += len(chunk)
            except StreamError:
                return  # the source has said why
        self.close_connection = start < end
        self.connection.settimeout(_IDLE_S)

    def _is_there(self) -> bool:
        before = self.connection.gettimeout()
        try:
            self.connection.settimeout(0.0)
            return bool(self.connection.recv(1, socket.MSG_PEEK))
        except BlockingIOError:
            return True
        except OSError:
            return False
        finally:
            with contextlib.suppress(OSError):
                self.connection.settimeout(before)

    def _refuse(self, status: HTTPStatus, content_range: str = "") -> None:
        self.send_response(status)
        if content_range:
            self.send_header("Content-Range", content_range)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def version_string(self) -> str:
        return "Cuenote"

    def log_message(self, format: str, *args: Any) -> None:
        """Log nothing: players send hundreds of requests."""


def _stretch(asked: str, size: int) -> tuple[int, int] | None:
    """Parse a Range header: [start, end); empty if outside the file; None for everything."""
    found = _RANGE.fullmatch(asked.strip())
    if found is None or found[0] == "bytes=-":
        return None
    if not found[1]:
        return max(0, size - int(found[2])), size
    start = int(found[1])
    if not found[2]:
        return start, size
    if int(found[2]) < start:
        return None
    return start, max(start, min(size, int(found[2]) + 1))


def _shut(client: socket.socket) -> None:
    with contextlib.suppress(OSError):
        client.shutdown(socket.SHUT_RDWR)
