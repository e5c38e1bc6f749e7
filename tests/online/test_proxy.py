"""The proxy against a server that serves badly on purpose: every byte comes, or a clear failure."""

import contextlib
import dataclasses
import hashlib
import http.client
import random
import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.media.web import Web
from tests.waiting import wait_until
from viewer.media.ytdlp_failures import Failure, FailureKind
from viewer.online import proxy as proxy_module
from viewer.online.proxy import StreamProxy, StreamSource
from viewer.online.spool import SpoolFile
from viewer.online.tracks import StreamError, Track
from viewer.online.upstream import STEP_BYTES, Upstream

SIZE = 1_500_000
BODY = random.Random(1).randbytes(SIZE)
SOON = (0.01,) * 7


class Line:
    """One file behind the proxy, and all that was said of it."""

    def __init__(self, web: Web, proxy: StreamProxy, folder: Path) -> None:
        self.web, self.proxy, self.folder = web, proxy, folder
        self.upstream = Upstream(read_s=5)
        self.failures: list[Failure] = []
        self.waits: list[bool] = []
        self.renewed: list[Track] = []
        self.file = SpoolFile(folder)

    def serve(
        self,
        path: str,
        *,
        headers: dict[str, str] | None = None,
        renew: Callable[[Track], Track] | None = None,
    ) -> str:
        def renewed(old: Track) -> Track:
            self.renewed.append(old)
            if renew is None:
                raise StreamError(Failure.of(FailureKind.TOO_OLD))
            return renew(old)

        track = self.track(path, headers=headers)
        source = StreamSource(
            track,
            self.upstream,
            self.file,
            renewed,
            on_failure=self.failures.append,
            on_waiting=lambda _, waiting: self.waits.append(waiting),
            pauses_s=SOON,
        )
        return self.proxy.add(source)

    def track(self, path: str, *, headers: dict[str, str] | None = None) -> Track:
        return Track(self.web.url(path), headers or {}, "mp4", "22", 720, None, None)

    def close(self) -> None:
        self.proxy.close()
        self.upstream.close()
        self.file.close()


@pytest.fixture
def line(web: Web, tmp_path: Path) -> Iterator[Line]:
    line = Line(web, StreamProxy(), tmp_path / "spool")
    yield line
    line.close()
    assert_no_thread()


def assert_no_thread() -> None:
    assert [t.name for t in threading.enumerate() if t.name.startswith("cuenote")] == []


Answer = tuple[int, dict[str, str], bytes]


def get(
    url: str, method: str = "GET", headers: dict[str, str] | None = None, *, path: str | None = None
) -> Answer:
    """Ask once; the body may be cut short."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection("127.0.0.1", parts.port or 0, timeout=20)
    with contextlib.closing(connection):
        connection.request(method, path or parts.path, headers=headers or {})
        answer = connection.getresponse()
        try:
            body = answer.read()
        except http.client.IncompleteRead as error:
            body = error.partial
        return answer.status, {k.lower(): v for k, v in answer.getheaders()}, body


def part(url: str, asked: str) -> Answer:
    return get(url, headers={"Range": asked})


def asking(url: str) -> socket.socket:
    parts = urlsplit(url)
    client = socket.create_connection(("127.0.0.1", parts.port or 0))
    client.sendall(f"GET {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\n\r\n".encode())
    return client


def test_whole_file_comes_unchanged_in_small_ranges(line: Line, web: Web) -> None:
    big = BODY * 14  # 21 MB: more than two of the largest ranges
    web.add("/v.mp4", big)
    url = line.serve("/v.mp4")
    status, headers, body = get(url)
    assert (status, headers["content-length"]) == (200, str(len(big)))
    assert hashlib.sha1(body).digest() == hashlib.sha1(big).digest()
    sent = [asked.sent for asked in web.asked("/v.mp4")]
    assert max(sent) == STEP_BYTES < 10_000_000
    assert sum(sent) == len(big)  # nothing twice
    assert line.failures == []


RANGES = (
    ("bytes=0-", 206, 0, SIZE),
    ("bytes=0-0", 206, 0, 1),
    ("bytes=700000-800000", 206, 700_000, 800_001),
    (f"bytes={SIZE - 10}-{SIZE * 2}", 206, SIZE - 10, SIZE),
    ("bytes=-100", 206, SIZE - 100, SIZE),
    (f"bytes=-{SIZE * 3}", 206, 0, SIZE),
    (f"bytes={SIZE}-", 416, 0, 0),
    (f"bytes={SIZE + 5}-{SIZE + 9}", 416, 0, 0),
    ("bytes=-0", 416, 0, 0),
    # What no range is, is answered with everything.
    ("bytes=9-3", 200, 0, SIZE),
    ("bytes=-", 200, 0, SIZE),
    ("bytes=1-2,5-6", 200, 0, SIZE),
    ("lines=1-2", 200, 0, SIZE),
    ("bytes=" + "9" * 30 + "-", 200, 0, SIZE),
)


def test_ranges_are_answered_as_asked(line: Line, web: Web) -> None:
    web.add("/v.mp4", BODY)
    for asked, status, start, end in RANGES:
        url = line.serve("/v.mp4")
        answered, headers, body = part(url, asked)
        assert answered == status, asked
        if status == 416:
            assert headers["content-range"] == f"bytes */{SIZE}"
            assert body == b""
            continue
        assert body == BODY[start:end], asked
        assert headers["accept-ranges"] == "bytes"
        if status == 206:
            assert headers["content-range"] == f"bytes {start}-{end - 1}/{SIZE}"
        # HEAD says the same, and nothing more.
        assert get(url, "HEAD", {"Range": asked})[::2] == (status, b"")


def test_random_places_come_right_with_several_readers_at_once(line: Line, web: Web) -> None:
    web.add("/v.mp4", BODY)
    url = line.serve("/v.mp4")
    wrong: list[tuple[int, int]] = []

    def read(seed: int) -> None:
        rng = random.Random(seed)
        for _ in range(12):
            start = rng.randrange(SIZE)
            end = min(SIZE, start + rng.randrange(1, 200_000))
            if part(url, f"bytes={start}-{end - 1}")[2] != BODY[start:end]:
                wrong.append((start, end))

    with ThreadPoolExecutor(6) as readers:
        list(readers.map(read, range(6)))
    assert wrong == []
    assert line.failures == []


def test_one_connection_serves_many_requests(line: Line, web: Web) -> None:
    web.add("/v.mp4", BODY)
    parts = urlsplit(line.serve("/v.mp4"))
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", parts.port or 0)) as connection:
        for start in (0, 900_000, 5, 5):
            connection.request("GET", parts.path, headers={"Range": f"bytes={start}-{start + 99}"})
            assert connection.getresponse().read() == BODY[start : start + 100]
        assert len(line.proxy._clients) == 1
        assert len(web._sockets) == 1  # and upstream, too
    assert len(web.asked("/v.mp4")) > 1


def test_what_came_once_is_not_asked_for_again(line: Line, web: Web) -> None:
    web.add("/v.mp4", BODY)
    url = line.serve("/v.mp4")
    part(url, "bytes=500000-699999")
    before = len(web.asked("/v.mp4"))
    assert part(url, "bytes=550000-650000")[2] == BODY[550_000:650_001]
    assert len(web.asked("/v.mp4")) == before
    assert get(url)[2] == BODY
    assert sum(asked.sent for asked in web.asked("/v.mp4")) <= SIZE + 300_000
    assert line.file.size == SIZE
    assert list(line.folder.iterdir()) == []  # it has no name that could be left behind


def test_headers_of_the_site_are_sent_and_the_players_are_not(line: Line, web: Web) -> None:
    web.add("/v.mp4", BODY, needs={"referer": "https://site.example/"})
    url = line.serve("/v.mp4", headers={"Referer": "https://site.example/", "User-Agent": "Nice"})
    body = get(url, headers={"Icy-MetaData": "1", "User-Agent": "VLC", "Cookie": "a=b"})[2]
    assert body == BODY
    for asked in web.asked("/v.mp4"):
        assert asked.headers["user-agent"] == "Nice"
        assert {"icy-metadata", "cookie"}.isdisjoint(asked.headers)


def test_cut_connections_are_healed(line: Line, web: Web) -> None:
    web.add("/v.mp4", BODY, cut_after=100_000)
    url = line.serve("/v.mp4")
    assert get(url)[2] == BODY
    assert line.failures == []
    assert line.renewed == []


def test_errors_of_the_server_that_pass_are_waited_for(line: Line, web: Web) -> None:
    web.add("/v.mp4", BODY, status=503, status_times=4)
    url = line.serve("/v.mp4")
    assert part(url, "bytes=0-99")[2] == BODY[:100]
    assert line.waits == [True, False]  # the user sees that something is waited for
    assert line.failures == []


def test_server_without_ranges_is_read_through(line: Line, web: Web) -> None:
    web.add("/v.mp4", BODY, ranges=False)
    url = line.serve("/v.mp4")
    assert part(url, "bytes=700000-700099")[2] == BODY[700_000:700_100]
    assert part(url, "bytes=100-199")[2] == BODY[100:200]
    assert get(url)[2] == BODY


def test_file_is_asked_for_only_when_the_site_gives_it(line: Line, web: Web) -> None:
    asked_at: list[float] = []

    def body(_query: dict[str, str]) -> bytes:
        asked_at.append(time.time())
        return BODY

    web.add("/v.mp4", body)
    soon = time.time() + 0.1
    track = dataclasses.replace(line.track("/v.mp4"), available_at=soon)
    source = StreamSource(track, line.upstream, line.file, lambda old: old)
    assert get(line.proxy.add(source))[2] == BODY
    assert asked_at[0] >= soon


def test_redirects_are_followed_and_only_on_the_web(line: Line, web: Web) -> None:
    web.add("/v.mp4", BODY)
    web.add("/moved", b"", status=302, location=web.url("/v.mp4"))
    assert part(line.serve("/moved"), "bytes=3-9")[2] == BODY[3:10]
    web.add("/loop", b"", status=302, location=web.url("/loop"))
    assert get(line.serve("/loop"))[0] == 502
    for place in ("file:///etc/passwd", "ftp://127.0.0.1/x", "javascript:1", "http://"):
        web.add("/away", b"", status=302, location=place)
        assert get(line.serve("/away"))[0] == 502
    assert {failure.kind for failure in line.failures} == {FailureKind.UNKNOWN}


# ---------------------------------------------------------------------- links that expire


def test_expired_link_is_renewed_at_the_same_byte(line: Line, web: Web) -> None:
    route = web.add("/v.mp4", BODY, tokens={"a"})

    def renew(_old: Track) -> Track:
        return line.track("/v.mp4?token=b")

    url = line.serve("/v.mp4?token=a", renew=renew)
    route.hold_at = 600_000
    came: list[bytes] = []
    reader = threading.Thread(target=lambda: came.append(get(url)[2]))
    reader.start()
    assert route.held.wait(10)
    route.tokens = {"b"}  # the old link is worth nothing from now on
    web.cut_all()
    route.gate.set()
    reader.join(20)
    assert came == [BODY]
    assert len(line.renewed) == 1
    assert line.failures == []


def test_two_readers_renew_a_link_once(line: Line, web: Web) -> None:
    web.add("/v.mp4", BODY, tokens={"b"})
    both = threading.Barrier(2, timeout=10)
    url = line.serve("/v.mp4?token=a", renew=lambda _old: line.track("/v.mp4?token=b"))

    def read(url: str) -> bytes:
        both.wait()
        return get(url)[2]

    with ThreadPoolExecutor(2) as readers:
        assert list(readers.map(read, (url, url))) == [BODY, BODY]
    assert len(line.renewed) == 1


@pytest.mark.parametrize("other", [BODY[:-1], bytes(SIZE)], ids=["length", "bytes"])
def test_renewed_link_to_another_file_fails_clearly(line: Line, web: Web, other: bytes) -> None:
    route = web.add("/v.mp4", BODY, tokens={"a"})
    web.add("/other.mp4", other)
    url = line.serve("/v.mp4?token=a", renew=lambda _old: line.track("/other.mp4"))
    assert part(url, "bytes=0-99999")[2] == BODY[:100_000]
    route.tokens = {"b"}
    assert len(part(url, "bytes=1000000-")[2]) == 0
    assert [failure.kind for failure in line.failures] == [FailureKind.UNKNOWN]


@pytest.mark.parametrize(
    ("status", "kind", "renewals"),
    [(403, FailureKind.TOO_OLD, 1), (429, FailureKind.RATE_LIMITED, 0)],
)
def test_refusal_for_ever_fails_after_one_renewal_or_none(
    line: Line, web: Web, status: int, kind: FailureKind, renewals: int
) -> None:
    web.add("/v.mp4", BODY, status=status)
    assert get(line.serve("/v.mp4", renew=lambda old: old))[0] == 502
    assert [failure.kind for failure in line.failures] == [kind]
    assert len(line.renewed) == renewals
    assert len(web.asked("/v.mp4")) == 1 + renewals


def test_renewal_that_fails_is_the_failure(line: Line, web: Web) -> None:
    web.add("/v.mp4", BODY, status=410)

    def renew(_old: Track) -> Track:
        raise StreamError(Failure.of(FailureKind.SIGN_IN))

    assert get(line.serve("/v.mp4", renew=renew))[0] == 502
    assert [failure.kind for failure in line.failures] == [FailureKind.SIGN_IN]


def test_renewal_without_network_is_tried_again(line: Line, web: Web) -> None:
    web.add("/v.mp4", BODY, tokens={"b"})
    tries: list[Track] = []

    def renew(old: Track) -> Track:
        tries.append(old)
        if len(tries) < 4:
            raise StreamError(Failure.of(FailureKind.OFFLINE))
        return line.track("/v.mp4?token=b")

    assert get(line.serve("/v.mp4?token=a", renew=renew))[2] == BODY
    assert line.waits == [True, False]
    assert line.failures == []


def test_network_that_is_gone_fails_in_words(line: Line, web: Web) -> None:
    url = line.serve("/v.mp4")
    web.stop()
    assert get(url)[0] == 502
    assert [failure.kind for failure in line.failures] == [FailureKind.OFFLINE]
    assert "Can't reach" in line.failures[0].words


# ---------------------------------------------------------------------- who is served


def test_only_the_random_path_is_served(line: Line, web: Web) -> None:
    web.add("/v.mp4", BODY)
    url, other = line.serve("/v.mp4"), line.serve("/v.mp4")
    assert urlsplit(url).hostname == "127.0.0.1"
    assert urlsplit(url).path != urlsplit(other).path
    assert len(urlsplit(url).path.split("/")[1]) >= 32
    for path in ("/", "/v.mp4", "/stream.mp4", urlsplit(url).path[:-1], "/../../etc/passwd", "*"):
        assert get(url, path=path)[::2] == (404, b"")
    assert web.asked("/v.mp4") == []
    line.proxy.remove(url)
    assert get(url)[0] == 404
    assert get(other)[2] == BODY


def test_other_hosts_and_methods_are_refused(line: Line, web: Web) -> None:
    web.add("/v.mp4", BODY)
    url = line.serve("/v.mp4")
    for host in ("evil.example", "localhost", "127.0.0.1", ""):
        assert get(url, headers={"Host": host})[0] == 404
    for method in ("POST", "PUT", "CONNECT", "DELETE", "OPTIONS"):
        assert get(url, method)[0] == 501
    assert web.asked("/v.mp4") == []


def test_who_asks_for_nothing_is_sent_away_for_others(
    line: Line, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proxy_module, "MAX_CLIENTS", 3)
    web.add("/v.mp4", BODY)
    url = line.serve("/v.mp4")
    address = ("127.0.0.1", urlsplit(url).port or 0)
    idle = [socket.create_connection(address, timeout=10) for _ in range(4)]
    assert idle[0].recv(1) == b""
    assert get(url)[2] == BODY
    for each in idle:
        each.close()


# ---------------------------------------------------------------------- leaving


def test_reader_that_leaves_stops_the_asking(line: Line, web: Web) -> None:
    route = web.add("/v.mp4", BODY * 40, hold_at=400_000)
    url = line.serve("/v.mp4")
    with asking(url) as client:
        assert client.recv(10) == b"HTTP/1.1 2"
        assert route.held.wait(10)
    route.gate.set()
    wait_until(lambda: len(line.proxy._clients) == 0)
    assert sum(asked.sent for asked in web.asked("/v.mp4")) < SIZE * 40
    assert line.failures == []


@pytest.mark.parametrize("how", ["hold_answer", "hold_at", "full"])
def test_close_ends_every_thread_whatever_they_wait_for(line: Line, web: Web, how: str) -> None:
    route = web.add("/v.mp4", BODY * 40)
    route.hold_answer = how == "hold_answer"
    route.hold_at = 300_000 if how == "hold_at" else None
    url = line.serve("/v.mp4")
    clients = [asking(url) for _ in range(3)]
    if how == "full":
        clients[0].recv(1)  # and no more: what is sent piles up
    else:
        assert route.held.wait(10)
    line.upstream.close()
    line.proxy.close()
    assert_no_thread()
    assert line.failures == []
    for client in clients:
        client.close()


def test_removed_source_sends_its_readers_away(line: Line, web: Web) -> None:
    route = web.add("/v.mp4", BODY, hold_at=300_000)
    web.add("/other.mp4", BODY)
    url, other = line.serve("/v.mp4"), line.serve("/other.mp4")
    came: list[bytes] = []
    reader = threading.Thread(target=lambda: came.append(get(url)[2]))
    reader.start()
    assert route.held.wait(10)
    line.proxy.remove(url)
    reader.join(10)
    assert not reader.is_alive()
    assert came == [BODY[: len(came[0])]]
    assert len(came[0]) < SIZE
    assert get(other)[2] == BODY
    route.gate.set()


def test_disk_without_room_only_means_that_nothing_is_held(
    line: Line, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("viewer.online.spool._LEAVE_BYTES", 1 << 62)
    web.add("/v.mp4", BODY)
    url = line.serve("/v.mp4")
    assert get(url)[2] == BODY
    assert line.file.size == 0
    assert get(url)[2] == BODY
