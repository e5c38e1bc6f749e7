"""A web server for tests, on loopback: ranges, slowness, cuts, refusals, links that expire.

    with Web() as web:
        route = web.add("/v.mp4", path_or_bytes, hold_at=100_000)
        web.url("/v.mp4")           # http://127.0.0.1:PORT/v.mp4
        route.held.wait(10)         # the first 100,000 bytes are out, and nothing more comes
        route.gate.set()            # … until now
        web.requests                # what was asked for, in order, with the bytes that were sent

A `Route` may be changed while it is served. Nothing sleeps: what waits, waits on an event, and
`stop` wakes it all. No thread is left behind.
"""

import contextlib
import re
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

_CHUNK = 16 * 1024
_TYPES = {
    ".mp4": "video/mp4",
    ".m4a": "audio/mp4",
    ".webm": "video/webm",
    ".mkv": "video/x-matroska",
    ".m3u8": "application/vnd.apple.mpegurl",
    ".ts": "video/mp2t",
    ".vtt": "text/vtt",
    ".json": "application/json",
    ".json3": "application/json",
    ".jpg": "image/jpeg",
    ".html": "text/html; charset=utf-8",
}


@dataclass(eq=False)
class Asked:
    """One request, as it was answered; noted before the answer goes out."""

    method: str
    path: str  # without the query
    query: dict[str, str]
    headers: dict[str, str]  # names in lower case
    status: int
    first: int = 0  # the first byte that was asked for
    sent: int = 0  # bytes of the body that went out, or are just going out


@dataclass(eq=False)
class Route:
    """What is at one path, and how badly it is served."""

    # Bytes, a file, or what makes the bytes of an answer out of the query.
    body: bytes | Path | Callable[[dict[str, str]], bytes]
    content_type: str = ""
    # Anything but 200 is answered with this status and no body; as often as `status_times` says.
    status: int = 200
    status_times: int | None = None
    location: str = ""  # with status 301 or 302
    ranges: bool = True
    # The connection is cut after so many bytes of an answer; as often as `cut_times` says.
    cut_after: int | None = None
    cut_times: int | None = None
    # At this byte of the file nothing more comes until `gate` is set.
    hold_at: int | None = None
    # Before the answer begins, wait for `gate`.
    hold_answer: bool = False
    # With tokens only a request with ?token=ONE OF THEM is answered; others get 403.
    tokens: set[str] | None = None
    # Headers that must be there, by lower-case name, with these values; else 403.
    needs: dict[str, str] = field(default_factory=dict)
    # Headers of the answer, beside those that are always there.
    more: dict[str, str] = field(default_factory=dict)
    # Set while somebody waits at the gate.
    held: threading.Event = field(default_factory=threading.Event)
    gate: threading.Event = field(default_factory=threading.Event)


class Web(contextlib.AbstractContextManager["Web"]):
    """The server, from when it is made until `stop`; or use it as a context manager."""

    def __init__(self) -> None:
        self.routes: dict[str, Route] = {}
        self.requests: list[Asked] = []
        self.closing = threading.Event()
        self._lock = threading.Lock()
        self._sockets: set[socket.socket] = set()
        handler = type("Handler", (_Handler,), {"web": self})
        self._server = _Server(("127.0.0.1", 0), handler)
        self._thread = threading.Thread(target=self._serve, name="web")
        self._thread.start()

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    def add(
        self, path: str, body: bytes | str | Path | Callable[[dict[str, str]], bytes], **how: Any
    ) -> Route:
        route = Route(body.encode() if isinstance(body, str) else body, **how)
        self.routes[path] = route
        return route

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def asked(self, path: str) -> list[Asked]:
        with self._lock:
            return [each for each in self.requests if each.path == path]

    def cut_all(self) -> None:
        """Cut every connection that is open, as a network that goes away does."""
        with self._lock:
            sockets = list(self._sockets)
        for each in sockets:
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    def stop(self) -> None:
        """Cut everything, and wait until every thread has ended. May be called twice."""
        if self.closing.is_set():
            return
        self.closing.set()
        for route in self.routes.values():
            route.gate.set()
        with socket.create_connection(("127.0.0.1", self.port)):  # wakes the one that listens
            self._thread.join()
        self.cut_all()
        self._server.server_close()  # waits for the threads of the requests

    def _serve(self) -> None:
        while not self.closing.is_set():
            self._server.handle_request()

    def __exit__(self, *_: object) -> None:
        self.stop()


class _Server(ThreadingHTTPServer):
    daemon_threads = False
    block_on_close = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is what these tests are about."""


class _Handler(BaseHTTPRequestHandler):
    web: Web
    protocol_version = "HTTP/1.1"
    timeout = 30

    def setup(self) -> None:
        super().setup()
        with self.web._lock:
            self.web._sockets.add(self.connection)

    def finish(self) -> None:
        with self.web._lock:
            self.web._sockets.discard(self.connection)
        with contextlib.suppress(OSError):
            super().finish()

    def do_GET(self) -> None:
        self._answer(body=True)

    def do_HEAD(self) -> None:
        self._answer(body=False)

    def _answer(self, *, body: bool) -> None:
        parts = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        headers = {name.lower(): value for name, value in self.headers.items()}
        route = self.web.routes.get(parts.path)
        status = self._status(route, query, headers) if route is not None else 404
        asked = Asked(self.command, parts.path, query, headers, status)
        with self.web._lock:
            self.web.requests.append(asked)
        try:
            if route is None or status != 200:
                self._refuse(status, route)
                return
            if route.hold_answer:
                self._hold(route)
            made = route.body(query) if callable(route.body) else route.body
            size = made.stat().st_size if isinstance(made, Path) else len(made)
            asked.first, last, asked.status = self._range(route, headers, size)
            if asked.status == 416:
                self._refuse(416, route, {"Content-Range": f"bytes */{size}"})
                return
            self.send_response(asked.status)
            kind = route.content_type or _TYPES.get(Path(parts.path).suffix, "")
            self.send_header("Content-Type", kind or "application/octet-stream")
            self.send_header("Content-Length", str(last - asked.first))
            if route.ranges:
                self.send_header("Accept-Ranges", "bytes")
            for name, value in route.more.items():
                self.send_header(name, value)
            if asked.status == 206:
                self.send_header("Content-Range", f"bytes {asked.first}-{last - 1}/{size}")
            self.end_headers()
            if body:
                self._send(route, made, asked, last)
        except OSError:
            self.close_connection = True  # they went away, or were cut

    def _status(self, route: Route, query: dict[str, str], headers: dict[str, str]) -> int:
        if route.tokens is not None and query.get("token") not in route.tokens:
            return 403
        if any(headers.get(name) != value for name, value in route.needs.items()):
            return 403
        with self.web._lock:
            if route.status == 200 or route.status_times == 0:
                return 200
            if route.status_times is not None:
                route.status_times -= 1
            return route.status

    def _refuse(self, status: int, route: Route | None, more: dict[str, str] | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Length", "0")
        if route is not None and route.location:
            self.send_header("Location", route.location)
        for name, value in {**(more or {}), **(route.more if route is not None else {})}.items():
            self.send_header(name, value)
        self.end_headers()

    @staticmethod
    def _range(route: Route, headers: dict[str, str], size: int) -> tuple[int, int, int]:
        """Return (first, end, status) of what is asked for; half-open."""
        found = re.fullmatch(r"bytes=(\d*)-(\d*)", headers.get("range", "")) or None
        if not route.ranges or found is None or found[0] == "bytes=-":
            return 0, size, 200
        if not found[1]:
            return max(0, size - int(found[2])), size, 206
        first = int(found[1])
        last = min(size, int(found[2]) + 1) if found[2] else size
        return (first, last, 206) if first < size else (first, last, 416)

    def _send(self, route: Route, made: bytes | Path, asked: Asked, last: int) -> None:
        """Send the bytes from `asked.first` up to `last`, as badly as the route says."""
        first = asked.first
        limit = None
        if route.cut_after is not None and route.cut_times != 0:
            if route.cut_times is not None:
                route.cut_times -= 1
            limit = first + route.cut_after
        with made.open("rb") if isinstance(made, Path) else contextlib.nullcontext() as file:
            at = first
            while at < last and not self.web.closing.is_set():
                if route.hold_at is not None and at >= route.hold_at and not route.gate.is_set():
                    self._hold(route)
                    continue
                end = min(last, at + _CHUNK)
                if route.hold_at is not None and at < route.hold_at:
                    end = min(end, route.hold_at)
                if limit is not None:
                    end = min(end, limit)
                    if end <= at:
                        self.close_connection = True
                        self.connection.shutdown(socket.SHUT_RDWR)
                        return
                if file is not None:
                    file.seek(at)
                    chunk = file.read(end - at)
                else:
                    chunk = made[at:end]  # type: ignore[index]
                asked.sent += len(chunk)
                self.wfile.write(chunk)
                at += len(chunk)

    def _hold(self, route: Route) -> None:
        """Wait until the gate is set, or they went away, or the server stops."""
        route.held.set()
        self.connection.settimeout(0)
        try:
            while not route.gate.wait(0.02) and not self.web.closing.is_set():
                try:
                    gone = self.connection.recv(1, socket.MSG_PEEK) == b""
                except BlockingIOError:
                    gone = False
                if gone:
                    raise ConnectionResetError
        finally:
            self.connection.settimeout(self.timeout)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing; `requests` has it all."""
