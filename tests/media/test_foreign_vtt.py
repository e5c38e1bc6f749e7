"""The WebVTT files that vtt.js is tested with: each is read as vtt.js reads it, but for 23.

Times are compared in ms, and words without tags. Read otherwise is who speaks (`[Name]` is written
before it), a tag that nobody closes, an entity without `;`, minutes over 59, and what vtt.js drops.
"""

import html
import io
import json
import re
import tarfile
import time
from pathlib import Path, PurePosixPath
from typing import NamedTuple

import pytest

from viewer.base.errors import MediaError
from viewer.media.caption_formats import read_captions

# A file and what is read in it, in the tests of vtt.js.
_PAIR = re.compile(r"test\.json\w+\(\"([^\"]+\.vtt)\",\s*\"([^\"]+\.json)\"")
_TAG = re.compile(r"<[^>]*>?")
FILES, ALIKE = 265, 242


class Said(NamedTuple):
    start_ms: int
    end_ms: int
    text: str


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(scope="module")
def foreign(corpus_dir: Path) -> dict[str, tuple[bytes, list[dict[str, object]]]]:
    """Of each file: its bytes, and the cues of vtt.js."""
    archive = corpus_dir / "foreign" / "vtt.js-tests.tar.xz"
    if not archive.exists():
        pytest.skip("The WebVTT files of vtt.js are not there (foreign/vtt.js-tests.tar.xz).")
    held: dict[str, bytes] = {}
    with tarfile.open(fileobj=io.BytesIO(archive.read_bytes())) as tar:
        for member in tar:
            opened = tar.extractfile(member) if member.isfile() else None
            if opened is not None:
                held[str(PurePosixPath(member.name.removeprefix("./")))] = opened.read()
    pairs = {
        vtt: name
        for path, data in held.items()
        if path.endswith("test.js")
        for vtt, name in _PAIR.findall(data.decode())
    }
    found = {}
    for path in sorted(path for path in held if path.endswith(".vtt")):
        own = path.removesuffix(".vtt") + ".json"
        name = own if own in held else f"tests/{pairs.get(path.removeprefix('tests/'), '')}"
        if name in held:
            found[path] = held[path], json.loads(held[name])["cues"]
    return found


def read(data: bytes) -> list[Said]:
    try:
        cues = read_captions(Path("talk.vtt"), data=data).cues
    except MediaError:
        return []
    return [Said(cue.start_ms, cue.end_ms, words(cue.text)) for cue in cues]


def test_vtt_of_others_is_read_as_vtt_js_does(
    foreign: dict[str, tuple[bytes, list[dict[str, object]]]],
) -> None:
    alike = 0
    for data, cues in foreign.values():
        theirs = [
            Said(
                *(round(float(str(cue[key])) * 1000) for key in ("startTime", "endTime")),
                words(html.unescape(_TAG.sub("", str(cue["text"])))),
            )
            for cue in cues
            if cue["text"]  # an empty one says nothing
        ]
        alike += read(data) == theirs
    assert (len(foreign), alike) == (FILES, ALIKE)


@pytest.mark.parametrize(
    ("line", "text", "times"),
    [
        ("so < 00:01.000>it goes", "so it goes", [0, 1_000]),
        ("so <00:01.000 >it goes", "so it goes", [0, 1_000]),
        ("so <00:01.000 it goes", "so it goes", [0, 1_000]),
        ("so <c.loud.red it goes</c>", "so it goes", []),
        ("so it </i goes", "so it goes", []),
        ("so it goes</c", "so it goes", []),
        ("so <<b>it goes", "so <it goes", []),
        ("if 5 < 6 & 7 <3", "if 5 < 6 & 7 <3", []),
        ("if a <cd then", "if a <cd then", []),
        ("if x <b y", "if x <b y", []),
        ("it was 5 < 10:30 am", "it was 5 < 10:30 am", []),
        ("if <b.c.d<i>it goes", "if it goes", []),
    ],
)
def test_mark_when_not_closed_or_spaced_goes_and_its_words_stay(
    line: str, text: str, times: list[int]
) -> None:
    data = f"WEBVTT\n\n00:00.000 --> 00:02.000\n{line}\n".encode()
    (cue,) = read_captions(Path("talk.vtt"), data=data).cues
    assert cue.text == text
    assert list(cue.word_times) == times


def test_settings_when_they_follow_without_a_space_are_no_reason_to_lose_a_cue() -> None:
    data = (
        b"WEBVTT\n\na\n00:00.000 --> 00:02.000line:40% size:40%\nOne\n\n"
        b"00:03.000-->00:04.000align:start\nTwo\n"
    )
    assert read(data) == [Said(0, 2_000, "One"), Said(3_000, 4_000, "Two")]


_MARKS = (
    "<",
    "< ",
    "<c",
    "<c.",
    "<c.a",
    "<1:",
    "< 1:1",
    "<1:1 ",
    "</",
    "<v ",
    "<c .",
    "< \t",
    "<1",
)
_SIGNS = ("{\\", " ", "a", "a:", "0", "0:", "0.", " .", "-", ">", "\t:")


@pytest.mark.parametrize("piece", [*_MARKS, *_SIGNS])
def test_captions_when_hostile_are_read_in_linear_time(piece: str) -> None:
    many = piece * 50_000
    for text in (f"00:02.000line:0\nSo {many}{many}", f"0:01.0{many}", f"{many}0:02.0a:", many):
        began = time.process_time()
        read(f"WEBVTT\n\n00:00.000 --> {text}\nSo\n".encode())
        assert time.process_time() - began < 2
