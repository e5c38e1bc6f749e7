"""Streams through everything: the real yt-dlp in a child, the proxy, the real player.

Picture and sound come apart from a server of our own, which serves badly where it is told to.
"""

import contextlib
import os
import random
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from tests.conftest import Children
from tests.media.fixtures import Watcher, sought
from tests.media.make_video import copy_tracks, make_sound, make_video, number_at
from tests.media.site import JSON3, Home
from tests.media.test_player_contract import assert_runs_on
from tests.media.web import Web
from tests.online.channel import SECONDS, Channel, with_extras
from tests.waiting import wait_until
from viewer.media.caption_formats import read_captions
from viewer.media.media import Stream
from viewer.media.player import Player, PlayerState
from viewer.media.ytdlp_failures import Failure, FailureKind
from viewer.notes.model import VideoRef
from viewer.online.stream import Streams

FPS = 30


@pytest.fixture(scope="session")
def picture_file(videos_dir: Path) -> Path:
    """20 s of numbered frames, a key frame every 2 s, no sound; about 4 MB."""
    options = {"preset": "ultrafast", "crf": "5", "sc_threshold": "0", "bf": "2"}
    return make_video(
        videos_dir / "stream.mp4",
        frames=FPS * SECONDS,
        gop=60,
        sound=False,
        options=options,
        container_options={"movflags": "faststart"},  # as sites serve them
    )


@pytest.fixture(scope="session")
def stream_sound(videos_dir: Path) -> Path:
    return make_sound(videos_dir / "stream.m4a", seconds=SECONDS)


@pytest.fixture(autouse=True)
def _server_first(web: Web) -> None:
    """Start the server before the player, and so end it after that."""


@pytest.fixture
def channel(web: Web, picture_file: Path, stream_sound: Path) -> Channel:
    return Channel(web, picture_file, stream_sound)


class Heard:
    def __init__(self, streams: Streams) -> None:
        self.streams: list[Stream] = []
        self.failures: list[Failure] = []
        self.waits: list[bool] = []
        streams.resolved.connect(lambda _key, stream: self.streams.append(stream))
        streams.failed.connect(lambda _key, failure: self.failures.append(failure))
        streams.waiting_changed.connect(lambda _key, waiting: self.waits.append(waiting))


@pytest.fixture
def streams(player: Player, tmp_path: Path, web: Web, children: Children) -> Iterator[Streams]:
    """Real streams; afterwards no thread, no process and no file of theirs is left."""
    cache = tmp_path / "cache"
    streams = Streams(tmp_path / "data", cache, environment=Home(tmp_path).environment())
    yield streams
    streams.close()
    player.close()
    names = [t.name for t in threading.enumerate() if t.name.startswith("cuenote-proxy")]
    assert names == []
    assert not children()
    assert list(cache.rglob("*")) == []
    streams.deleteLater()
    # The server of the tests sees in its own time that nobody listens any more.
    web.cut_all()
    wait_until(lambda: not any("process_request" in t.name for t in threading.enumerate()))


@pytest.fixture
def heard(streams: Streams) -> Heard:
    return Heard(streams)


Open = Callable[..., Stream]


@pytest.fixture
def open_stream(player: Player, streams: Streams, heard: Heard) -> Callable[..., Stream]:
    def open_(ref: VideoRef, start_ms: int = 0, *, height: int = 720) -> Stream:
        count = len(heard.streams)
        streams.resolve(ref, height)
        wait_until(lambda: len(heard.streams) > count or bool(heard.failures), timeout_ms=20_000)
        assert heard.failures == []
        player.open(heard.streams[-1], start_ms)
        wait_until(lambda: player.state is not PlayerState.OPENING)
        assert player.error is None, heard.failures
        return heard.streams[-1]

    return open_


# ---------------------------------------------------------------------- playing


def test_stream_opens_with_all_that_the_site_says_and_random_seeks_show_the_exact_frame(
    player: Player, streams: Streams, channel: Channel, open_stream: Open, web: Web, tests_all: bool
) -> None:
    hostile = ":sout=#file{dst=/tmp/x} --exec"
    stream = open_stream(channel.put("a", title=hostile), 3_333)
    assert (stream.title, stream.duration_ms, stream.height) == (hostile, 20_000, 720)
    # What stands in a title or an address comes into no option: VLC gets ours alone.
    for address in (stream.url, stream.sound_url):
        assert address.startswith("http://127.0.0.1:")
        assert not any(part in address for part in ("watch", " ", "#"))
    assert streams.described.facts.chapters == ((0, "Beginning"),)
    assert player.duration_ms == 20_000
    assert player.has_picture
    assert player.has_sound
    assert player.frame_time_ms == 3_334
    player.set_muted(True)
    player.play()
    rng = random.Random(11)
    for _ in range(30 if tests_all else 8):
        ms = rng.randrange((SECONDS - 1) * 1000)
        seen = sought(player, ms, 5)
        assert len(seen.numbers) == len(seen.shown)
        assert seen.numbers[0] == number_at(ms)
        assert_runs_on(player, seen.numbers)
        # A busy machine leaves pictures out; then the times are wrong until one was looked up.
        wait_until(lambda shown=seen.shown: abs(shown[-1][1] * FPS / 1000 - shown[-1][0]) < 1.5)
    assert sum(asked.sent for asked in web.asked("/a/sound.m4a")) > 0
    player.pause()
    for _ in range(10 if tests_all else 3):
        ms = rng.randrange(SECONDS * 1000 - 100)
        assert sought(player, ms, 1).shown[0][0] == number_at(ms)
    player.seek(19_000)
    player.play()
    wait_until(lambda: player.state is PlayerState.ENDED)
    wait_until(lambda: player.coming_frame_ms == player.frame_time_ms)
    # Nothing is read any more, which is no running dry.
    assert player.engine._stall.last_ms is None


@pytest.mark.all_only
def test_fragments_that_youtube_gives_are_exact_too(
    player: Player, web: Web, videos_dir: Path, stream_sound: Path, open_stream: Open
) -> None:
    parts = {"movflags": "empty_moov+default_base_moof+frag_keyframe+dash+global_sidx"}
    picture, sound = videos_dir / "fragments.mp4", videos_dir / "fragments.m4a"
    make_video(picture, frames=FPS * SECONDS, gop=60, sound=False, container_options=parts)
    copy_tracks(sound, stream_sound, options={**parts, "frag_duration": "2000000"})
    open_stream(Channel(web, picture, sound).put("a"))
    player.set_muted(True)
    player.play()
    rng = random.Random(12)
    for _ in range(8):
        ms = rng.randrange((SECONDS - 1) * 1000)
        seen = sought(player, ms, 5)
        assert seen.numbers[0] == number_at(ms)
        assert_runs_on(player, seen.numbers)


@pytest.mark.all_only
def test_proxy_of_the_system_is_not_asked_for_what_is_on_this_computer(
    player: Player, channel: Channel, open_stream: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    with contextlib.closing(socket.create_server(("127.0.0.1", 0))) as nobody:
        gone = f"http://127.0.0.1:{nobody.getsockname()[1]}"
    monkeypatch.setenv("HTTP_PROXY", "")  # so that it is as before after the test
    monkeypatch.delenv("HTTP_PROXY")
    monkeypatch.setenv("http_proxy", gone)
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    open_stream(channel.put("a"))
    player.play()
    wait_until(lambda: player.position_ms > 300)
    assert os.environ["HTTP_PROXY"] == gone  # for the web it is asked all the same


# ---------------------------------------------------------------------- when it goes wrong


@pytest.mark.all_only
def test_player_that_runs_dry_waits_and_goes_on_from_there(
    player: Player, channel: Channel, open_stream: Open, heard: Heard, picture_file: Path, web: Web
) -> None:
    ref = channel.put("a")
    picture = channel.hold_picture(picture_file.stat().st_size // 2)
    open_stream(ref, 8_300)
    player.set_muted(True)
    player.play()
    wait_until(lambda: picture.held.is_set() and player.position_ms > 8_700)
    web.routes["/watch/a.json"].hold_answer = True  # the site does not answer for a while
    channel.expire()
    picture.gate.set()
    wait_until(lambda: player.position_ms > 9_000)
    # Both: on a busy machine the player stands still for other reasons too.
    wait_until(lambda: bool(heard.waits) and not player.clock.running)
    dry_ms = player.position_ms
    assert player.state is PlayerState.PLAYING
    assert heard.waits == [True]
    seen = Watcher(player)
    web.routes["/watch/a.json"].gate.set()
    wait_until(lambda: player.position_ms > dry_ms + 2_000)
    assert heard.failures == []
    assert heard.waits == [True, False]
    shown = [(number, time_ms) for number, time_ms, _ in seen.shown if number is not None]
    assert shown[0][0] <= number_at(dry_ms) + 1
    # The position is that of the picture all the time; on a busy machine 133 ms from it were seen.
    # What was waited, more than a second, would be counted otherwise.
    assert [one for one in shown if abs(one[1] - one[0] * 1000 / FPS) >= 300] == []
    # A seek to where nothing was read before is exact with the new link, too.
    player.seek(18_500)
    wait_until(lambda: (player.frame_time_ms or 0) >= 18_500)
    assert channel.asked == 2
    assert set(seen.states) <= {PlayerState.PLAYING}


def test_site_that_is_not_there_is_said_to_be_so(streams: Streams, heard: Heard, web: Web) -> None:
    port = web.port
    web.stop()
    streams.resolve(VideoRef(url=f"http://127.0.0.1:{port}/watch/a"), 720)
    wait_until(lambda: bool(heard.failures), timeout_ms=30_000)
    assert heard.failures[0].kind is FailureKind.OFFLINE


def test_playlist_in_a_videos_clothes_is_not_played(
    player: Player, streams: Streams, channel: Channel, heard: Heard, web: Web
) -> None:
    ref = channel.put("a")
    trap = f"#EXTM3U\n#EXTINF:5,\nfile:///etc/passwd\n#EXTINF:5,\n{web.url('/trap')}\n"
    for route in channel.routes:
        route.body = trap.encode() * 200
    streams.resolve(ref, 720)
    wait_until(lambda: bool(heard.streams), timeout_ms=20_000)
    player.open(heard.streams[0], play=True)
    wait_until(lambda: player.state is PlayerState.FAILED)
    assert web.asked("/trap") == []


# ---------------------------------------------------------------------- what comes along


def test_captions_come_after_the_stream_and_are_asked_for_once(
    streams: Streams, channel: Channel, web: Web, heard: Heard
) -> None:
    came: list[str] = []
    streams.captions_came.connect(came.append)
    streams.languages = ("en", "de", "es")
    ref = channel.put("a", **with_extras(web))
    held = web.routes["/en.json3"]
    held.hold_answer = True
    key = streams.resolve(ref, 720)
    wait_until(lambda: bool(heard.streams), timeout_ms=20_000)
    assert not streams.captions(key)  # the picture does not wait for them
    held.gate.set()
    wait_until(lambda: bool(came), timeout_ms=20_000)
    captions = streams.captions(key)
    assert [(each.language, each.automatic, each.ending) for each in captions] == [
        ("en", True, "json3"),
        ("de", False, "vtt"),
    ]
    assert captions[0].data == JSON3.encode()
    german = read_captions(Path("de.vtt"), data=captions[1].data)
    assert [(cue.start_ms, cue.text) for cue in german.cues] == [(1500, "Teil 1"), (5250, "Teil 2")]
    assert web.asked("/thumbnail.jpg") == []
    streams.resolve(ref, 360)
    wait_until(lambda: len(heard.streams) == 2, timeout_ms=20_000)
    streams.resolve(ref, 720)
    wait_until(lambda: len(heard.streams) == 3, timeout_ms=20_000)
    assert streams.captions(key) is captions
    assert [stream.height for stream in heard.streams] == [720, 360, 720]
    assert channel.asked == 2  # what is known is not asked for again
    assert len(web.asked("/en.json3")) == 1
    assert web.asked("/never-asked.vtt") == []
    assert heard.failures == []


@pytest.mark.all_only
def test_next_video_ends_the_asking_and_the_loading_of_captions_of_the_one_before(
    streams: Streams, channel: Channel, web: Web, heard: Heard, children: Children
) -> None:
    more = with_extras(web)
    web.routes["/en.json3"].hold_answer = True
    route = web.add("/watch/slow.json", b"{}", hold_answer=True)
    streams.resolve(VideoRef(url=web.url("/watch/slow")), 720)
    wait_until(route.held.is_set, timeout_ms=20_000)
    first = streams.resolve(channel.put("a", **more), 720)
    wait_until(web.routes["/en.json3"].held.is_set, timeout_ms=20_000)
    second = streams.resolve(channel.put("b"), 720)
    wait_until(lambda: len(heard.streams) == 2, timeout_ms=20_000)
    assert [stream.key for stream in heard.streams] == [first, second]
    # And what is over is let go of, too.
    wait_until(lambda: not children(), timeout_ms=20_000)
    streams.stop()
    assert heard.failures == []


def test_child_that_dies_over_the_captions_leaves_the_stream_alone(
    player: Player, streams: Streams, channel: Channel, web: Web, heard: Heard, open_stream: Open
) -> None:
    came: list[str] = []
    streams.captions_came.connect(came.append)
    more = with_extras(web)
    web.routes["/en.json3"].hold_answer = True
    stream = open_stream(channel.put("a", **more), 3_000)
    wait_until(web.routes["/en.json3"].held.is_set, timeout_ms=20_000)
    assert streams.captions_are_coming
    for child in psutil.Process().children():
        if "viewer.online.resolve" in child.cmdline():
            child.kill()
    wait_until(lambda: came == [stream.key])
    assert not streams.captions_are_coming
    assert not streams.captions(stream.key)
    assert heard.failures == []
    player.seek(5_000)
    assert player.frame_time_ms is not None


# ---------------------------------------------------------------------- leaving


def test_close_while_yt_dlp_is_asked_leaves_no_process(
    streams: Streams, web: Web, heard: Heard, children: Children
) -> None:
    route = web.add("/watch/a.json", b"{}", hold_answer=True)
    streams.resolve(VideoRef(url=web.url("/watch/a")), 720)
    wait_until(route.held.is_set, timeout_ms=20_000)
    assert streams._child is not None
    streams.close()
    assert not children()
    assert heard.failures == []


@pytest.mark.all_only
def test_close_while_a_link_is_renewed_ends_everything(
    player: Player, streams: Streams, channel: Channel, heard: Heard, web: Web
) -> None:
    ref = channel.put("a")
    streams.resolve(ref, 720)
    wait_until(lambda: bool(heard.streams), timeout_ms=20_000)
    channel.expire()
    web.routes["/watch/a.json"].hold_answer = True
    player.open(heard.streams[0])
    wait_until(web.routes["/watch/a.json"].held.is_set, timeout_ms=20_000)
    streams.close()
    wait_until(lambda: player.state is PlayerState.FAILED)
    assert heard.failures == []
