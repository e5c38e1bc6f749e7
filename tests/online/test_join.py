from pathlib import Path

import av
import pytest

from tests.media.make_video import copy_tracks, make_sound, make_video
from viewer.online.join import JoinError, join, verify


@pytest.fixture(scope="session")
def streams(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("streams")
    small = {"size": (160, 90), "fps": 25, "gop": 25, "frames": 100}
    opus = make_video(folder / "both.webm", codec="libvpx-vp9", **small)  # type: ignore[arg-type]
    return {
        "h264": make_video(folder / "h264.mp4", sound=False, **small),  # type: ignore[arg-type]
        "vp9": make_video(folder / "vp9.webm", sound=False, codec="libvpx-vp9", **small),  # type: ignore[arg-type]
        "av1": make_video(  # which is decoded by one library, and encoded by another
            folder / "av1.mp4",
            codec="libsvtav1",
            sound=False,
            options={"preset": "12"},
            **small,  # type: ignore[arg-type]
        ),
        "both": make_video(folder / "both.mp4", **small),  # type: ignore[arg-type]
        "aac": make_sound(folder / "sound.m4a", seconds=4),
        "short": make_sound(folder / "short.m4a", seconds=3),
        "shorter": make_sound(folder / "shorter.m4a", seconds=1),
        "opus": copy_tracks(folder / "sound.webm", opus, kinds=["audio"]),
    }


@pytest.mark.parametrize(
    ("picture", "sound", "ending"),
    [
        ("h264", "aac", ".mp4"),
        ("vp9", "opus", ".webm"),
        ("h264", "opus", ".mkv"),
        ("vp9", "aac", ".mkv"),
        ("av1", "opus", ".webm"),
        ("av1", "aac", ".mp4"),
        ("h264", "short", ".mp4"),
    ],
)
def test_streams_are_joined_in_a_container_that_takes_them(
    streams: dict[str, Path], tmp_path: Path, picture: str, sound: str, ending: str
) -> None:
    out = join([streams[picture], streams[sound]], tmp_path, "joined")
    assert out.name == f"joined{ending}"
    checked = verify(out, duration_ms=4000, picture=True, sound=True)
    assert abs(checked.duration_ms - 4000) < 100
    assert checked.height == 90
    with av.open(str(out)) as container:
        assert len(list(container.decode(video=0))) == 100


@pytest.mark.parametrize(("sound", "ending"), [("aac", ".mp4"), ("opus", ".mkv")])
def test_frames_that_are_out_of_order_in_matroska_are_all_joined(
    streams: dict[str, Path], tmp_path: Path, sound: str, ending: str
) -> None:
    source = make_video(
        tmp_path / "picture.mkv", size=(160, 90), fps=25, gop=25, frames=100, sound=False
    )
    with av.open(str(source)) as container:
        assert next(container.demux(video=0)).dts is None  # else this tests nothing
    out = join([source, streams[sound]], tmp_path, "joined")
    assert out.name == f"joined{ending}"
    verify(out, duration_ms=4000, picture=True, sound=True)
    frames = _frames(out)
    assert [round(time_s * 25) for time_s, _ in frames] == list(range(100))
    assert [data for _, data in frames] == [data for _, data in _frames(source)]


def _frames(path: Path) -> list[tuple[float, bytes]]:
    with av.open(str(path)) as container:
        return [
            (float(frame.time or 0), frame.to_ndarray().tobytes())
            for frame in container.decode(video=0)
        ]


@pytest.mark.parametrize("name", ["both", "opus", "aac"])
def test_one_file_is_kept_as_it_came(streams: dict[str, Path], tmp_path: Path, name: str) -> None:
    assert join([streams[name]], tmp_path, "joined") == streams[name]
    assert list(tmp_path.iterdir()) == []


def test_file_with_another_name_than_its_container_is_put_into_a_right_one(
    streams: dict[str, Path], tmp_path: Path
) -> None:
    odd = tmp_path / "stream.ts"
    odd.write_bytes(streams["both"].read_bytes())
    out = join([odd], tmp_path, "joined")
    assert out.name == "joined.mp4"
    verify(out, duration_ms=4000, picture=True, sound=True)


@pytest.mark.parametrize("part", [0.3, 0.9])
@pytest.mark.parametrize("front", [True, False])
def test_file_that_is_cut_off_is_not_whole(tmp_path: Path, part: float, front: bool) -> None:
    whole = tmp_path / "whole.mp4"
    options = {"movflags": "faststart"} if front else None
    make_video(whole, size=(160, 90), fps=25, gop=25, frames=250, container_options=options)
    verify(whole, duration_ms=10_000, picture=True, sound=True)
    whole.write_bytes(whole.read_bytes()[: int(whole.stat().st_size * part)])
    with pytest.raises(JoinError):
        verify(whole, duration_ms=None, picture=True, sound=True)


def test_what_was_promised_is_looked_for(streams: dict[str, Path], tmp_path: Path) -> None:
    for name, promised, lacks in (
        ("h264", {"picture": True, "sound": True}, "audio"),
        ("aac", {"picture": True, "sound": True}, "a picture"),
    ):
        with pytest.raises(JoinError, match=f"without {lacks}"):
            verify(streams[name], duration_ms=None, **promised)
    verify(streams["aac"], duration_ms=4000, picture=False, sound=True)
    with pytest.raises(JoinError, match="end of the downloaded video"):
        verify(streams["both"], duration_ms=60_000, picture=True, sound=True)
    odd = join([streams["h264"], streams["shorter"]], tmp_path, "joined")
    with pytest.raises(JoinError, match="end of the downloaded video"):
        verify(odd, duration_ms=4000, picture=True, sound=True)


def test_end_that_cannot_be_decoded_is_not_whole(tmp_path: Path) -> None:
    path = make_video(tmp_path / "v.mp4", size=(160, 90), fps=25, gop=25, frames=100, sound=False)
    with av.open(str(path)) as container:
        at = [packet.pos for packet in container.demux(video=0) if packet.pos][-25]
    broken = bytearray(path.read_bytes())
    end = broken.rfind(b"moov") - 4
    broken[at:end] = bytes(end - at)
    path.write_bytes(broken)
    with pytest.raises(JoinError):
        verify(path, duration_ms=4000, picture=True, sound=False)


def test_what_is_no_video_is_not_joined(streams: dict[str, Path], tmp_path: Path) -> None:
    page = tmp_path / "picture.mp4"
    page.write_text("<html>")
    with pytest.raises(JoinError):
        join([page, streams["aac"]], tmp_path, "joined")
    with pytest.raises(JoinError):
        verify(page, duration_ms=None, picture=False, sound=False)
