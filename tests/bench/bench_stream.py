"""Streaming, beside the same from a file and without the proxy.

    python -m tests.bench stream

Picture and sound come apart, from a server of our own on this computer; yt-dlp is the real one,
with the tests' extractor. The video is that of the benchmark of the player.
"""

from __future__ import annotations

import http.client
import random
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit

import av
from PySide6.QtGui import QGuiApplication

from tests.bench.films import SMALL, measure_seeks, open_paused
from tests.bench.report import Report
from tests.video.online.channel import Channel, environment_of
from tests.video.web import Web
from tests.waiting import wait_until
from viewer.video.media import Stream
from viewer.video.online.proxy import StreamProxy, StreamSource
from viewer.video.online.spool import Spool
from viewer.video.online.stream import Streams
from viewer.video.online.tracks import Track
from viewer.video.online.upstream import Upstream
from viewer.video.playback.player import PlayerState
from viewer.video.playback.vlc_player import VlcPlayer

_SEEKS = 30
_BYTES = 100_000_000
_HEALS = 16


def run(report: Report) -> None:
    """Add the rows of streaming."""
    app = QGuiApplication.instance() or QGuiApplication([])
    with tempfile.TemporaryDirectory() as folder, Web() as web:
        _throughput(report, web, Path(folder))
        _play(report, web, Path(folder))
    del app


def _throughput(report: Report, web: Web, folder: Path) -> None:
    """Read a large file: straight, through the proxy, and once more from what it holds."""
    web.add("/large", bytes(_BYTES))
    upstream, proxy, spool = Upstream(), StreamProxy(), Spool(folder)
    track = Track(web.url("/large"), {}, "mp4", "large", None, None, None)
    url = proxy.add(StreamSource(track, upstream, spool, lambda old: old))
    straight = _megabytes_a_second(web.url("/large"))
    through, again = _megabytes_a_second(url), _megabytes_a_second(url)
    proxy.close()
    upstream.close()
    spool.close()
    report.add(
        "through the proxy, and what it holds already",
        f"{through:.0f} MB/s, {again:.0f} MB/s",
        f"straight {straight:.0f} MB/s",
        "> 20 MB/s",
        through > 20,
    )


def _megabytes_a_second(url: str) -> float:
    parts = urlsplit(url)
    connection = http.client.HTTPConnection("127.0.0.1", parts.port or 0)
    start = time.perf_counter()
    connection.request("GET", parts.path)
    answer = connection.getresponse()
    size = 0
    while data := answer.read(1 << 18):
        size += len(data)
    connection.close()
    assert size == _BYTES
    return size / (time.perf_counter() - start) / 1e6


def _play(report: Report, web: Web, folder: Path) -> None:
    video = SMALL.path()
    picture = _apart(video, folder / "p.mp4", "video")
    sound = _apart(video, folder / "s.m4a", "audio")
    channel = Channel(web, picture, sound)
    ref = channel.put("talk", duration=SMALL.seconds)
    streams = Streams(folder / "data", folder / "cache", environment=environment_of(folder))
    opened: list[Stream] = []
    streams.resolved.connect(lambda _key, stream: opened.append(stream))
    player = VlcPlayer()
    player.set_muted(True)
    start = time.perf_counter()
    streams.resolve(ref, 720)
    wait_until(lambda: bool(opened))
    resolved_ms = (time.perf_counter() - start) * 1000
    player.open(opened[0], 1_000)
    wait_until(lambda: player.state is PlayerState.PAUSED)
    report.add(
        "from asking to the first picture",
        f"{(time.perf_counter() - start) * 1000:.0f} ms",
        f"yt-dlp alone {resolved_ms:.0f} ms",
    )
    # While it stands still only the stills are read: most places in between are not held yet.
    tries = [_heal(player, channel, number * 40_000) for number in range(_HEALS, 0, -1)]
    healed = [each for each in tries if each is not None]
    chance = random.Random(12)
    targets = [chance.randrange((SMALL.seconds - 10) * 1000) for _ in range(_SEEKS)]
    streamed = measure_seeks(player, picture, targets, playing=True)
    player.close()
    streams.close()
    open_paused(player, picture)
    from_file = measure_seeks(player, picture, targets, playing=True)
    player.shutdown()
    report.measure(
        "seek 360p playing, picture and sound apart: to its frame",
        streamed.still,
        beside={"from a file": from_file.still},
    )
    report.measure("… to the next", streamed.moving, beside={"from a file": from_file.moving})
    report.add(
        "… wrong or backward pictures",
        f"{streamed.wrong} of {_SEEKS}",
        f"from a file {from_file.wrong} of {_SEEKS}",
        "0",
        not streamed.wrong,
    )
    if healed:
        what = "an expired link, from the seek to the exact picture"
        report.measure(what, healed, beside={"yt-dlp alone": [resolved_ms]})
    else:
        report.skip("an expired link", "all was held")


def _heal(player: VlcPlayer, channel: Channel, ms: int) -> float | None:
    """Seek by a link that has expired; return how long it took, in ms.

    None where all that was needed was held, so that no other link was asked for.
    """
    channel.expire()
    asked = channel.asked
    start = time.perf_counter()
    player.seek(ms)
    wait_until(lambda: player.frame_time_ms is not None and player.frame_time_ms >= ms)
    return (time.perf_counter() - start) * 1000 if channel.asked > asked else None


def _apart(video: Path, path: Path, kind: str) -> Path:
    """Write the picture or the sound of `video` alone."""
    with (
        av.open(str(video)) as source,
        av.open(str(path), "w", options={"movflags": "faststart"}) as out,
    ):
        stream = source.streams.video[0] if kind == "video" else source.streams.audio[0]
        copy = out.add_stream_from_template(stream)
        for packet in source.demux(stream):
            if packet.dts is not None:
                packet.stream = copy
                out.mux(packet)
    return path
