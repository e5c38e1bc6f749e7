"""The tests' own server does what the tests believe of it."""

from __future__ import annotations

import http.client
import threading

from tests.video.web import Web

BODY = bytes(range(256)) * 400


def get(web: Web, path: str, **headers: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", web.port, timeout=10)
    try:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        try:
            return answer.status, answer.read()
        except http.client.IncompleteRead as error:
            return answer.status, error.partial
    finally:
        connection.close()


def test_ranges_are_half_open_inside_and_inclusive_on_the_wire(web: Web) -> None:
    web.add("/v", BODY)
    assert get(web, "/v") == (200, BODY)
    assert get(web, "/v", Range="bytes=10-19") == (206, BODY[10:20])
    assert get(web, "/v", Range="bytes=102000-") == (206, BODY[102000:])
    assert get(web, "/v", Range="bytes=-5") == (206, BODY[-5:])
    assert get(web, "/v", Range=f"bytes={len(BODY)}-")[0] == 416
    assert [asked.sent for asked in web.asked("/v")] == [len(BODY), 10, 400, 5, 0]


def test_cut_expired_and_refused_answers(web: Web) -> None:
    web.add("/cut", BODY, cut_after=20_000, cut_times=1)
    assert get(web, "/cut") == (200, BODY[:20_000])
    assert get(web, "/cut", Range="bytes=20000-") == (206, BODY[20_000:])
    route = web.add("/token", BODY, tokens={"a"})
    assert get(web, "/token?token=a")[0] == 200
    route.tokens = {"b"}
    assert get(web, "/token?token=a")[0] == 403
    web.add("/once", BODY, status=503, status_times=1)
    assert [get(web, "/once")[0] for _ in range(2)] == [503, 200]
    assert get(web, "/nothing")[0] == 404


def test_nothing_comes_behind_the_gate_until_it_is_set(web: Web) -> None:
    route = web.add("/v", BODY, hold_at=50_000)
    got: list[tuple[int, bytes]] = []
    reader = threading.Thread(target=lambda: got.append(get(web, "/v")))
    reader.start()
    assert route.held.wait(10)
    assert not got
    route.gate.set()
    reader.join(10)
    assert got == [(200, BODY)]
