"""The WebVTT files that vtt.js is tested with: each is read as vtt.js reads it, but for five rules.

Of each file all cues are compared: how many, their times in ms, and their words without tags. What
may differ is said by a rule that looks into the file, never by a file's name.

- `voice`: who speaks is written `[Name]` before what is said.
- `unclosed`: W3C, and vtt.js, hide all that follows a `<` up to the next `>`, or to the end. A tag
  that nobody closes goes alone here; the words behind it stay.
- `entity`: W3C takes the names of HTML, some of which need no `;`; vtt.js knows six, with it.
- `dropped`: a whole cue that vtt.js drops for what stands around its words: a `-->` in place of its
  name (W3C reads such a cue), a time with two decimals, or no header. Its times and words stand in
  the file, and are read.
- `hours`: minutes over 59 without hours, `120:00.000`, are no time to W3C, and hours to vtt.js.
"""

import html
import io
import json
import re
import tarfile
import time
from collections import Counter
from pathlib import Path, PurePosixPath
from typing import NamedTuple

import pytest

from viewer.errors import MediaError
from viewer.video.transcripts.reader import parse_transcript

# A file and what is read in it, in the tests of vtt.js.
_PAIR = re.compile(r"test\.json\w+\(\"([^\"]+\.vtt)\",\s*\"([^\"]+\.json)\"")
_TAG = re.compile(r"<[^>]*>?")
_CLOSED = re.compile(r"<[^<>]*>")
_OPENER = re.compile(r"</?[\w:.]*")
_VOICE = re.compile(r"<v[^\s>]*\s+([^>]+)>")
_VTT_JS_ENTITY = re.compile(r"&(?:amp|lt|gt|lrm|rlm|nbsp);")
_MINUTES = 60
FILES = 265


class Said(NamedTuple):
    """A cue: times in ms, and its words with white space made single."""

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
        cues = parse_transcript(data, Path("talk.vtt")).cues
    except MediaError:
        return []
    return [Said(cue.start_ms, cue.end_ms, words(cue.text)) for cue in cues]


def rules_of(raw: str, ours: str) -> set[str] | None:
    """Say by which rules the words of a cue are what they are; None where they are not."""
    rules = set()
    for name in _VOICE.findall(raw):
        if f"[{words(name)}] " in ours:
            rules.add("voice")
            ours = ours.replace(f"[{words(name)}] ", "", 1)
    left = _CLOSED.sub("", raw)
    theirs = _TAG.sub("", raw)
    if theirs != left:
        rules.add("unclosed")
        theirs = _OPENER.sub("", left)
    if html.unescape(theirs) != _VTT_JS_ENTITY.sub(lambda one: html.unescape(one[0]), theirs):
        rules.add("entity")
    return rules if words(html.unescape(theirs)) == ours else None


def stands_in(data: bytes, cue: Said) -> bool:
    """Say whether the times of a cue stand in the file as written, and its words below them."""
    lines = data.decode("utf-8-sig").splitlines()
    for number, line in enumerate(lines):
        times = re.findall(r"(\d+):(\d+)\.(\d+)", line) if "->" in line else []
        ms = [(int(m) * 60 + int(s)) * 1000 + int((f + "00")[:3]) for m, s, f in times]
        if ms == [cue.start_ms, cue.end_ms] and lines[number + 1 : number + 2] == [cue.text]:
            return True
    return False


def test_vtt_of_others_is_read_as_vtt_js_does_but_for_the_rules(
    foreign: dict[str, tuple[bytes, list[dict[str, object]]]],
) -> None:
    wrong, alike = [], 0
    used: Counter[str] = Counter()
    for path, (data, cues) in foreign.items():
        rules: set[str] = set()
        rest = read(data)
        for cue in (cue for cue in cues if cue["text"]):  # an empty one says nothing
            start_ms, end_ms = (
                round(float(str(cue[key])) * 1000) for key in ("startTime", "endTime")
            )
            raw = str(cue["text"])
            if rest and rest[0][:2] != (start_ms, end_ms) and stands_in(data, rest[0]):
                if (rest[0].start_ms * _MINUTES, rest[0].end_ms * _MINUTES) == (start_ms, end_ms):
                    rules.add("hours")
                    start_ms, end_ms, _ = rest[0]
                else:
                    rules.add("dropped")
                    del rest[0]
            said = rest[0].text if rest and rest[0][:2] == (start_ms, end_ms) else ""
            by = rules_of(raw, said)
            if by is None:
                wrong.append((path, raw, said))
            rules |= by or set()
            del rest[: bool(said)]
        if rest and all(stands_in(data, one) for one in rest):
            rules.add("dropped")
            rest = []
        wrong += [(path, "", one.text) for one in rest]
        used.update(rules)
        alike += not rules
    assert not wrong
    assert len(foreign) == FILES
    assert used == {"voice": 8, "unclosed": 6, "entity": 1, "dropped": 8, "hours": 1}
    assert alike == 241


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
    (cue,) = parse_transcript(data, Path("talk.vtt")).cues
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
