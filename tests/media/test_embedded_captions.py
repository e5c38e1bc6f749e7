import subprocess
import sys
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import av
import pytest

from tests.media.make_video import make_video
from viewer.media.embedded_captions import languages_in, read_embedded

_MS = Fraction(1, 1000)
_SAID = [(7, "One <i>line</i>"), (2_007, "Two\nlines"), (4_500, "Café & so on")]


def _payload(text: str, codec: str) -> bytes:
    data = text.encode()
    if codec == "mov_text":
        return len(data).to_bytes(2, "big") + data
    if codec == "ass":
        return b"0,0,Default,,0,0,0,," + text.replace("\n", "\\N").encode()
    return data


def with_captions(
    source: Path, target: Path, codec: str, languages: Sequence[str] = ("",), begin_s: int = 0
) -> Path:
    """Copy the picture of `source`, and put captions beside it: a track for each language.

    The times of the file begin at `begin_s`.
    """
    options = {"output_ts_offset": str(begin_s)}
    with av.open(str(source)) as inside, av.open(str(target), "w", options=options) as out:
        video = inside.streams.video[0]
        copied = out.add_stream_from_template(video)
        tracks = [out.add_mux_stream(codec) for _ in languages]
        for captions, language in zip(tracks, languages, strict=True):
            captions.time_base = _MS
            captions.metadata["language"] = language
        for start_ms, text in _SAID:
            for captions, language in zip(tracks, languages, strict=True):
                said = f"{language}: {text}" if language else text
                packet = av.Packet(_payload(said, codec))
                packet.stream, packet.time_base = captions, _MS
                packet.pts = packet.dts = start_ms
                packet.duration = 1_500
                out.mux(packet)
        for packet in inside.demux(video):
            if packet.dts is not None:
                packet.stream = copied
                out.mux(packet)
    return target


@pytest.fixture
def silent(tmp_path: Path) -> Path:
    return make_video(tmp_path / "silent.mp4", size=(160, 90), frames=180, sound=False)


@pytest.mark.parametrize(
    ("suffix", "codec", "begin_s"),
    [("mp4", "mov_text", 0), ("mkv", "subrip", 0), ("mkv", "ass", 0), ("mkv", "subrip", 36_000)],
)
def test_captions_when_inside_the_file_are_read_with_their_times(
    silent: Path, tmp_path: Path, suffix: str, codec: str, begin_s: int
) -> None:
    video = with_captions(silent, tmp_path / f"talk.{suffix}", codec, begin_s=begin_s)
    got = read_embedded(video)
    assert [(c.start_ms, c.end_ms, c.text) for c in got.cues] == [
        (7, 1_507, "One line"),
        (2_007, 3_507, "Two\nlines"),
        (4_500, 6_000, "Café & so on"),
    ]


@pytest.mark.parametrize(("suffix", "codec"), [("mp4", "mov_text"), ("mkv", "subrip")])
def test_each_track_inside_is_read_alone(
    silent: Path, tmp_path: Path, suffix: str, codec: str
) -> None:
    languages = ("eng", "ger", "")
    path = with_captions(silent, tmp_path / f"talk.{suffix}", codec, languages)
    assert languages_in(path) == list(languages)
    for track, language in enumerate(languages):
        got = read_embedded(path, track)
        assert got.language == language
        assert len(got.cues) == 3
        assert got.cues[2].text == (f"{language}: Café & so on" if language else "Café & so on")
    assert read_embedded(path, 3) is None
    assert languages_in(silent) == languages_in(tmp_path / "missing.mp4") == []


def test_captions_when_there_are_none_or_the_file_is_none_are_none(
    silent: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.mp4"
    broken.write_text("This is not a video.\n")
    assert read_embedded(silent) is None
    assert read_embedded(broken) is None
    assert read_embedded(tmp_path / "missing.mp4") is None


def test_captions_when_not_wanted_any_more_are_read_no_further(
    silent: Path, tmp_path: Path
) -> None:
    path = with_captions(silent, tmp_path / "talk.mkv", "subrip")
    asked: list[int] = []

    def is_wanted() -> bool:
        asked.append(1)
        return len(asked) < 2

    assert read_embedded(path, is_wanted=is_wanted) is None
    assert len(asked) == 2


# Load PyAV in one thread, and look into a file in another one while that goes on.
_BOTH = """
import sys, threading, time
from pathlib import Path
from viewer.media.embedded_captions import languages_in, read_embedded

def load():
    import av
    av.open

other = threading.Thread(target=load)
other.start()
time.sleep(float(sys.argv[2]))
assert languages_in(Path(sys.argv[1])) == []
assert read_embedded(Path(sys.argv[1])) is None
other.join()
"""


@pytest.mark.sample(1)
@pytest.mark.parametrize("after_s", [0.005, 0.02, 0.03, 0.05])
def test_another_thread_may_load_pyav_meanwhile(silent: Path, after_s: float) -> None:
    run = [sys.executable, "-c", _BOTH, str(silent), str(after_s)]
    done = subprocess.run(run, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
