"""Videos in pieces (HLS, DASH) through everything: yt-dlp, our proxy, the real player."""

import json
import random
from pathlib import Path

import pytest

from tests.media.fixtures import sought
from tests.media.make_video import copy_tracks, make_video, number_at
from tests.media.web import Web
from tests.online.channel import SECONDS
from tests.online.test_stream import FPS, Heard, Open, _server_first, heard, open_stream, streams
from tests.waiting import wait_until
from viewer.media.player import Player
from viewer.media.ytdlp_failures import SavingError
from viewer.notes.model import VideoRef
from viewer.online.segments import read_playlist
from viewer.online.spool import Spool, SpoolFile

__all__ = ["_server_first", "heard", "open_stream", "streams"]  # fixtures

_TIMES = {"hls_time": "2", "hls_list_size": "0", "hls_playlist_type": "vod"}


class Pieces:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._make("transport", {**_TIMES})
        self._make("fragments", {**_TIMES, "hls_segment_type": "fmp4"})
        self._make("ranges", {**_TIMES, "hls_segment_type": "fmp4", "hls_flags": "single_file"})
        self._make("silent", {**_TIMES, "hls_segment_type": "fmp4"}, sound=False)
        self._make("silent-transport", {**_TIMES}, sound=False)
        for name, kind in (("sound", "fmp4"), ("sound-transport", "mpegts")):
            (folder / name).mkdir()
            options = {**_TIMES, "hls_segment_type": kind}
            whole = folder / "whole.mp4"
            copy_tracks(folder / name / "list.m3u8", whole, kinds=["audio"], options=options)

    def _make(self, name: str, options: dict[str, str], *, sound: bool = True) -> None:
        (self.folder / name).mkdir()
        make_video(
            self.folder / name / "list.m3u8", frames=FPS * SECONDS, gop=60, sound=sound,
            options={"preset": "ultrafast", "sc_threshold": "0", "bf": "2"},
            container_options=options,
        )  # fmt: skip

    def put(self, web: Web, name: str) -> str:
        for path in (self.folder / name).iterdir():
            web.add(f"/{name}/{path.name}", path)
        return web.url(f"/{name}/list.m3u8")


@pytest.fixture(scope="session")
def pieces(tmp_path_factory: pytest.TempPathFactory) -> Pieces:
    folder = tmp_path_factory.mktemp("pieces")
    make_video(folder / "whole.mp4", frames=FPS * SECONDS, gop=60)
    return Pieces(folder)


def page(web: Web, name: str, formats: list[dict[str, object]]) -> VideoRef:
    for number, each in enumerate(formats):
        each.setdefault("ext", "mp4")
        each.setdefault("format_id", str(number))
        each.setdefault("protocol", "m3u8_native")
    info = {"title": name, "duration": SECONDS, "formats": formats}
    web.add(f"/watch/{name}.json", json.dumps(info))
    return VideoRef(url=web.url(f"/watch/{name}"))


def dash(web: Web, pieces: Pieces, name: str) -> dict[str, object]:
    """Describe a folder of fragments as yt-dlp describes what a DASH manifest names."""
    url = pieces.put(web, name)
    lines = (pieces.folder / name / "list.m3u8").read_text().splitlines()
    parts: list[dict[str, object]] = [{"path": "init.mp4"}]
    for at, line in enumerate(lines):
        if line.startswith("#EXTINF"):
            length = float(line.partition(":")[2].rstrip(","))
            parts.append({"path": lines[at + 1], "duration": length})
    base = url.removesuffix("list.m3u8")
    return {
        "url": f"{base}manifest.mpd",
        "protocol": "http_dash_segments",
        "fragment_base_url": base,
        "fragments": parts,
    }


def formats_of(shape: str, web: Web, pieces: Pieces) -> list[dict[str, object]]:
    picture: dict[str, object] = {"vcodec": "avc1", "acodec": "none", "height": 180}
    sound: dict[str, object] = {"vcodec": "none", "acodec": "mp4a"}
    if shape == "apart":
        return [
            {"url": pieces.put(web, "silent"), **picture},
            {"url": pieces.put(web, "sound"), "ext": "m4a", **sound},
        ]
    if shape == "apart-transport":
        return [
            {"url": pieces.put(web, "silent-transport"), **picture},
            {"url": pieces.put(web, "sound-transport"), "ext": "m4a", **sound},
        ]
    if shape == "dash":
        return [
            {**dash(web, pieces, "silent"), **picture},
            {**dash(web, pieces, "sound"), "ext": "m4a", **sound},
        ]
    return [{"url": pieces.put(web, shape), "vcodec": "avc1", "acodec": "mp4a", "height": 180}]


@pytest.mark.all_only
@pytest.mark.sample(1)
@pytest.mark.parametrize(
    ("shape", "seeks"),
    [
        *(("transport", 12), ("fragments", 12), ("ranges", 3)),
        *(("apart", 30), ("apart-transport", 5), ("dash", 5)),
    ],
)
def test_random_seeks_in_pieces_land_within_one_frame(
    player: Player, web: Web, pieces: Pieces, shape: str, seeks: int, open_stream: Open
) -> None:
    open_stream(page(web, shape, formats_of(shape, web, pieces)))
    assert player.has_sound or shape.startswith(("apart", "dash"))
    player.set_muted(True)
    player.play()
    # Where sound begins a moment before the picture in the same pieces, time does too.
    late = 0 if shape in ("apart", "dash") else 1
    rng = random.Random(21)
    for _ in range(seeks):
        ms = rng.randrange((SECONDS - 1) * 1000)
        seen = sought(player, ms, 5)
        assert len(seen.numbers) == len(seen.shown)
        assert abs(seen.numbers[0] - number_at(ms)) <= late, ms
        assert seen.numbers == sorted(seen.numbers), "pictures from elsewhere"
        for number, time_ms, _ in seen.shown:
            assert abs(time_ms * FPS / 1000 - number) < 1.5


@pytest.mark.all_only
def test_expired_link_of_a_piece_is_healed(
    player: Player, web: Web, pieces: Pieces, open_stream: Open, heard: Heard
) -> None:
    url = pieces.put(web, "fragments")
    asked = []

    def answer(_query: dict[str, str]) -> bytes:
        asked.append(len(asked))
        form = {"url": url, "ext": "mp4", "format_id": "1", "protocol": "m3u8_native"}
        return json.dumps({"title": "t", "duration": SECONDS, "formats": [form]}).encode()

    web.add("/watch/expiring.json", answer)
    open_stream(VideoRef(url=web.url("/watch/expiring")))
    late = web.routes["/fragments/list8.m4s"]
    late.status = 403
    web.cut_all()
    player.seek(16_500)
    wait_until(lambda: len(asked) == 2)
    late.status = 200
    wait_until(lambda: player.frame_time_ms is not None and player.frame_time_ms >= 16_500)
    assert heard.failures == []


def test_playlist_is_read_as_the_standard_says() -> None:
    listing = read_playlist(
        '#EXTM3U\r\n#EXT-X-MAP:URI="i.mp4",BYTERANGE="9@3"\r\n#EXTINF:2.5,title\r\n'
        "#EXT-X-BYTERANGE:10@12\r\na.mp4\r\n#EXTINF:1,\r\n#EXT-X-BYTERANGE:7\r\na.mp4\r\n"
        "#EXTINF:3,\r\n../b.mp4?x=1\r\n#EXT-X-ENDLIST\r\n",
        "https://site.example/v/list.m3u8",
    )
    at = "https://site.example/v"
    assert (listing.beginning.url, listing.beginning.end) == (f"{at}/i.mp4", 12)
    assert [(each.url, each.start, each.end) for each in listing.pieces] == [
        (f"{at}/a.mp4", 12, 22),
        (f"{at}/a.mp4", 22, 29),
        ("https://site.example/b.mp4?x=1", 0, None),
    ]
    assert [each.duration_s for each in listing.pieces] == [2.5, 1, 3]


def test_playlist_that_is_none_is_refused() -> None:
    for text in ("", "<html>", "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nx\n#EXT-X-ENDLIST"):
        with pytest.raises(SavingError):
            read_playlist(text, "https://site.example/")


def test_what_is_held_takes_no_more_room_than_came(tmp_path: Path) -> None:
    file = SpoolFile(tmp_path)
    rng = random.Random(3)
    spools = [Spool(file) for _ in range(3)]
    body = rng.randbytes(1_000_000)
    for _ in range(400):
        start = rng.randrange(len(body))
        spool = rng.choice(spools)
        data = body[start : start + rng.randrange(1, 90_000)]
        spool.write(start, data)
        at, held = start, b""
        while len(held) < len(data):
            held += spool.read(at, start + len(data))
            at = start + len(held)
        assert held == data
    assert file.size <= 3 * len(body)
    file.close()
