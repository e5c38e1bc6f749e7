"""Download byte ranges of a file. No Qt; any thread.

Every request names a range of at most `STEP_BYTES`: YouTube slows down requests for more than about
10 MB, and a player asks for everything to the end. Connections are reused. `close` aborts requests
on other threads.

urllib3 comes with yt-dlp. It is imported when the first stream is opened.
"""

from __future__ import annotations

import contextlib
import re
import socket
import threading
import weakref
from collections.abc import Generator
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass

from viewer.base.translation import tr
from viewer.media.ytdlp_failures import Failure, FailureKind
from viewer.online.tracks import StreamError, Track, check_link

STEP_BYTES = 8 << 20
_CHUNK_BYTES = 64 << 10
_CONNECT_S = 10.0
_READ_S = 20.0
_REDIRECTS = 5
_RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+)")
_PASSING = frozenset((408, 425, 500, 502, 503, 504))


class Unreachable(Exception):  # noqa: N818 (it may pass: whoever asks tries again)
    """The network failed, or the server for a while."""

    def __init__(self, reason: str, failure: Failure) -> None:
        super().__init__(reason)
        self.failure = failure


class LinkRefused(Exception):  # noqa: N818 (as with a link that has expired)
    """The server refuses this link, perhaps by now."""

    def __init__(self, status: int) -> None:
        super().__init__(f"HTTP {status}")
        self.status = status


class FetchedPiece(NamedTuple):
    """Bytes of a file on the web, and its total size."""

    start: int
    data: bytes
    size: int


class Upstream:
    """Connections to the servers of the streams."""

    def __init__(self, *, read_s: float = _READ_S) -> None:
        """Opens no connection yet; a server may be silent for `read_s` seconds."""
        self._read_s = read_s
        self._lock = threading.Lock()
        self._managers: dict[str, Any] = {}
        self._sockets: weakref.WeakSet[socket.socket] = weakref.WeakSet()
        self._closed = False

    def close(self) -> None:
        """Abort all requests; no calls may follow."""
        with self._lock:
            self._closed = True
            managers = list(self._managers.values())
            sockets = list(self._sockets)
        for each in sockets:
            # ValueError: TLS that is being set up or taken down by another thread.
            with contextlib.suppress(OSError, ValueError):
                each.shutdown(socket.SHUT_RDWR)
        for manager in managers:
            manager.clear()

    def pieces(self, track: Track, start: int, end: int) -> Generator[FetchedPiece, None, None]:
        """Yield the server's bytes of [start, end), in order, without a gap.

        A server without range support sends the file from its beginning: the pieces begin there.
        Raises Unreachable, Refused, or StreamError if retrying cannot help.
        """
        import urllib3.exceptions as faults

        end = min(end, start + STEP_BYTES)
        first, last = track.stretch
        if last is not None:
            end = min(end, last - first)
        response = None
        try:
            response = self._request(track, first + start, first + end)
            at, size = self._place(response, first + start)
            if at == 0 < first:
                raise StreamError(Failure.of(FailureKind.UNKNOWN, "the site gives no ranges"))
            at, size = at - first, (last if last is not None else size) - first
            stop = size if at < start else min(size, end)
            while at < stop:
                data = response.read1(min(_CHUNK_BYTES, stop - at))
                if not data:
                    raise Unreachable("cut off", Failure.of(FailureKind.OFFLINE, "cut off"))
                yield FetchedPiece(at, data, size)
                at += len(data)
            if response.length_remaining == 0:
                response.release_conn()
                response = None
        except (faults.HTTPError, OSError, ValueError, AttributeError) as error:
            # ValueError and AttributeError: a socket that `close` took away in the middle.
            if isinstance(error, (ValueError, AttributeError)) and not self._closed:
                raise
            raise Unreachable(str(error), Failure.of(FailureKind.OFFLINE, str(error))) from error
        finally:
            if response is not None:
                response.close()

    def _request(self, track: Track, start: int, end: int) -> Any:
        import urllib3

        url = track.url
        headers = {**track.headers, "Accept-Encoding": "identity"}
        headers["Range"] = f"bytes={start}-{end - 1}"
        for _ in range(_REDIRECTS):
            response = self._manager_for(url).urlopen(
                "GET",
                url,
                headers=headers,
                redirect=False,
                retries=False,
                preload_content=False,
                timeout=urllib3.Timeout(connect=_CONNECT_S, read=self._read_s),
            )
            location = response.get_redirect_location()
            if not location:
                return response
            response.close()
            try:
                onward = check_link(urljoin(url, location))
            except ValueError:
                break
            if urlsplit(onward).netloc != urlsplit(url).netloc:
                # They are meant for the server that was named.
                headers = {
                    name: text
                    for name, text in headers.items()
                    if name.casefold() not in ("cookie", "authorization")
                }
            if urlsplit(url).scheme == "https" and urlsplit(onward).scheme != "https":
                break
            url = onward
        raise StreamError(
            Failure.of(FailureKind.UNKNOWN, ("redirected too often, or to an unsafe address"))
        )

    def _place(self, response: Any, start: int) -> tuple[int, int]:
        status = response.status
        if status == 206:
            found = _RANGE.fullmatch(response.headers.get("Content-Range", "").strip())
            if found is None or int(found[1]) != start or int(found[2]) >= int(found[3]):
                raise StreamError(Failure.of(FailureKind.UNKNOWN, "a range that was not requested"))
            return start, int(found[3])
        if status == 200:
            length = response.headers.get("Content-Length", "")
            if not length.isdecimal() or response.headers.get("Content-Encoding"):
                raise StreamError(
                    Failure.of(
                        FailureKind.UNKNOWN,
                        "neither ranges nor a length",
                        words=tr("The site only allows playing this video from the start."),
                        step=tr("Save it for offline, or open it in the browser."),
                    )
                )
            return 0, int(length)
        if status in (401, 403, 404, 410):
            raise LinkRefused(status)
        if status == 429:
            raise StreamError(Failure.of(FailureKind.RATE_LIMITED, "HTTP 429"))
        failure = Failure.of(FailureKind.UNKNOWN, f"HTTP {status}")
        if status in _PASSING:
            raise Unreachable(f"HTTP {status}", failure)
        raise StreamError(failure)

    def _manager_for(self, url: str) -> Any:
        with self._lock:
            if self._closed:
                raise Unreachable("closed", Failure.of(FailureKind.OFFLINE, "closed"))
            if not self._managers:
                self._managers = self._make_managers()
        parts = urlsplit(url)
        if parts.scheme in self._managers and not proxy_bypass(parts.hostname or ""):
            return self._managers[parts.scheme]
        return self._managers[""]

    def _make_managers(self) -> dict[str, Any]:
        """Make the connection pools: direct ones under "", and one per proxy, by scheme."""
        import ssl

        import certifi
        import urllib3
        from urllib3.connection import HTTPConnection, HTTPSConnection

        def register(each: Any) -> None:
            if each is not None:
                with self._lock:
                    closed = self._closed
                    self._sockets.add(each)
                if closed:
                    raise OSError("closed")

        def watched(pool: type, connection: Any) -> type:
            """Return a pool class that records its connections, so that `close` reaches them."""

            def connect(each: Any) -> None:
                connection.connect(each)
                register(each.sock)

            own = type(connection.__name__, (connection,), {"connect": connect})
            return type(pool.__name__, (pool,), {"ConnectionCls": own})

        # What the system trusts, and what yt-dlp does: Python on macOS knows no system store.
        context = ssl.create_default_context()
        context.load_verify_locations(certifi.where())
        options: dict[str, Any] = {"num_pools": 8, "maxsize": 6, "ssl_context": context}
        managers: dict[str, Any] = {"": urllib3.PoolManager(**options)}
        for scheme, proxy in getproxies().items():
            if scheme in ("http", "https") and proxy.startswith(("http://", "https://")):
                managers[scheme] = urllib3.ProxyManager(proxy, **options)
        for manager in managers.values():
            manager.pool_classes_by_scheme = {
                "http": watched(urllib3.HTTPConnectionPool, HTTPConnection),
                "https": watched(urllib3.HTTPSConnectionPool, HTTPSConnection),
            }
        return managers
