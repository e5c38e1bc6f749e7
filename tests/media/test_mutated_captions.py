import json
import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.media.youtube_shapes import clock, json3, rolling_vtt, spoken
from viewer.base.errors import MediaError
from viewer.check.quote import quote
from viewer.media.caption_formats import read_captions
from viewer.media.transcript import Cue, Transcript, TranscriptReading

SLOW_S = 1.0
# More than this is no time of a video; what is read must be safe to add, to store and to paint.
FAR_MS = 1 << 42

_WORDS = "So we say «this», and that: 5 < 6 & 7. Ééé ١٢ 日本 -- [Anna] >> No."
_HOSTILE = (
    *("\x1f", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\x0b", "\x0c", "\0", "\ufeff", "\u00a0"),
    *("٣", "²", "①", "𝟘", "0" * 40, "9" * 400, "9" * 5000, "-", "--", "-->", "->", " --> "),
    *("<", ">", "<v ", "</", "{\\", "}", "&", "&#", "&#x110000;", "&#99999999999;", "&lt;"),
    *("00:00:01.000 --> 00:00:02.000", "99:99:99.999", "-1:-1:-1", "999999999:59:59.999"),
    *("<999999999:00:00.000>", "<00:00:01.000><c>", "<1:2:3:4:5>", "WEBVTT", "NOTE", "STYLE"),
    *("X-TIMESTAMP-MAP=MPEGTS:999999999999999,LOCAL:00:00:00.000", "\r", "\n\n", "\r\n", "\t"),
    *("1e400", "NaN", "Infinity", "-Infinity", "1e15", "null", "true", '"', "\\ud800", "[", "{"),
)
_VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1, 10**13, -(10**13), 10**30, 10**400, 1e308, -1e308, 0.5, 1e15),
    *(float("nan"), float("inf"), "", " ", "12", "1e999", "NaN", "²", "9" * 400, "a\nb", "\ud800"),
    *([], {}, [[]], [None], {"utf8": 1}, {"utf8": "x", "tOffsetMs": "y"}, "\x1f1"),
)


def _cues(rng: random.Random) -> list[Cue]:
    words = _WORDS.split()
    cues, ms = [], 0
    for _ in range(rng.randrange(1, 12)):
        ms += rng.randrange(200, 4_000)
        text = " ".join(rng.choices(words, k=rng.randrange(1, 9)))
        cues.append(Cue(ms, ms + rng.randrange(300, 4_000), text))
    return cues


def _srt(cues: list[Cue]) -> str:
    return "\n".join(
        f"{n}\n{clock(c.start_ms, ',')} --> {clock(c.end_ms, ',')}\n<i>{c.text}</i>\n"
        for n, c in enumerate(cues, 1)
    )


def _vtt(cues: list[Cue]) -> str:
    blocks = [
        f"{clock(c.start_ms)} --> {clock(c.end_ms)} align:start\n<v Anna>{c.text}" for c in cues
    ]
    return "WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:0\n\n" + "\n\n".join(blocks) + "\n"


def _deep(rng: random.Random) -> str:
    depth = rng.choice((50, 900, 5_000, 100_000))
    return '{"events": ' + "[" * depth + "]" * rng.choice((0, depth))


def _replace_somewhere(rng: random.Random, value: Any) -> Any:
    if isinstance(value, dict) and value and rng.random() < 0.9:
        key = rng.choice(list(value))
        return {**value, key: _replace_somewhere(rng, value[key])}
    if isinstance(value, list) and value and rng.random() < 0.9:
        at = rng.randrange(len(value))
        return [*value[:at], _replace_somewhere(rng, value[at]), *value[at + 1 :]]
    return rng.choice(_VALUES)


def mutated(rng: random.Random) -> bytes:
    cues = _cues(rng)
    kinds: list[Callable[[list[Cue]], str]] = [_srt, _vtt]
    if rng.random() < 0.02:
        return _deep(rng).encode()
    heard = spoken(cues)
    if heard:
        kinds += [lambda _: rolling_vtt(heard), lambda _: json3(heard)]
    text = rng.choice(kinds)(cues)
    if text.startswith("{") and rng.random() < 0.7:
        document = json.loads(text)
        for _ in range(rng.randrange(1, 5)):
            document = _replace_somewhere(rng, document)
        return json.dumps(document).encode()
    for _ in range(rng.randrange(1, 9)):
        at = rng.randrange(len(text) + 1)
        to = min(len(text), at + rng.choice((0, 1, 2, 5, 30)))
        match rng.randrange(4):
            case 0:
                text = text[:at] + rng.choice(_HOSTILE) + text[to:]
            case 1:
                text = text[:at] + text[to:]
            case 2:
                text = text[:to] + text[at:to] * rng.randrange(1, 4) + text[to:]
            case 3:
                # Between or in place of the digits of a time.
                digits = [place for place, c in enumerate(text) if c.isdecimal()]
                if digits:
                    at = rng.choice(digits)
                    text = text[:at] + rng.choice(_HOSTILE) + text[at + rng.randrange(2) :]
    data = text.encode(rng.choice(("utf-8",) * 8 + ("utf-16", "utf-16-le")), "surrogatepass")
    spoilt = bytearray(data)
    for _ in range(rng.choice((0, 0, 0, 1, 4))):
        if spoilt:
            spoilt[rng.randrange(len(spoilt))] = rng.randrange(256)
    return bytes(spoilt[: rng.randrange(len(spoilt) + 1)] if rng.random() < 0.1 else spoilt)


def hold(data: bytes) -> Transcript | None:
    """Read a caption file and use it as the program does; None where it was refused."""
    try:
        transcript = read_captions(Path("talk.vtt"), data=data)
    except MediaError:
        return None
    starts = [cue.start_ms for cue in transcript.cues]
    assert starts == sorted(starts)
    for cue in transcript.cues:
        assert 0 <= cue.start_ms <= cue.end_ms < FAR_MS
        assert all(0 <= ms < FAR_MS for ms in cue.word_times)
        assert all(0 <= place < len(cue.text) for place in cue.word_places)
        transcript.text.encode()  # no half of a pair, which cannot be copied or cited
        assert cue.text == "\n".join(" ".join(line.split()) for line in cue.text.split("\n")) != ""
    place = 0
    for group in transcript.groups:
        assert place <= group.start < group.end
        assert group.end_ms >= group.ms or group.start == transcript.groups[-1].start
        place = group.end
    for reading in TranscriptReading:
        read = "".join(transcript.text[p.start : p.end] for p in transcript.passages(reading))
        assert read.replace(" ", "") == transcript.text.replace(" ", "")
    for ms in (0, 1_000, starts[0], starts[-1], FAR_MS):
        transcript.place_said_at(transcript.meant_ms(ms))
        transcript.cues_at(ms)
        quote("this and that", transcript, ms)
    transcript.search("and that")
    return transcript


def test_captions_when_spoilt_in_any_way_are_read_or_refused(
    rng: random.Random, tests_all: bool
) -> None:
    read, count = 0, 4_000 if tests_all else 400
    for number in range(count):
        data = mutated(rng)
        try:
            read += hold(data) is not None
        except Exception as error:
            raise AssertionError(f"caption {number}: {data[:2000]!r}") from error
    assert read > count // 2


def test_caption_of_very_many_lines_is_read_soon() -> None:
    start = time.thread_time()
    for line in ("\n", "1\n"):
        assert hold(b"WEBVTT\n\n00:01.000 --> 00:02.000\n" + line.encode() * 100_000 + b"x")
    assert time.thread_time() - start < 15  # it took 50 s


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("<" + "a" * 100_000, id="a tag that does not end"),
        pytest.param("<00:00:01.000>a<br>" * 20_000, id="timed line breaks"),
    ],
)
def test_caption_when_built_to_be_slow_is_read_at_once(line: str) -> None:
    start = time.thread_time()
    assert hold(f"WEBVTT\n\n00:00.000 --> 00:10.000\n{line}\n".encode())
    assert time.thread_time() - start < SLOW_S


def test_json3_when_built_of_many_lines_is_read_at_once() -> None:
    lines = [{"utf8": "a\nb\n \n", "tOffsetMs": number} for number in range(60_000)]
    data = json.dumps({"events": [{"tStartMs": 0, "segs": lines}]}).encode()
    start = time.thread_time()
    (cue,) = read_captions(Path("talk.json3"), data=data).cues
    assert time.thread_time() - start < SLOW_S
    assert cue.text == "\n".join(["a", "b"] * 60_000)
    assert cue.word_places == tuple(range(0, 240_000, 2))


def test_entity_of_very_many_digits_is_no_character() -> None:
    timed = b"1\n00:00:00,000 --> 00:00:01,000\n"
    transcript = hold(timed + b"a&#" + b"1" * 5_000 + b";b &#9999999999;\n")
    assert transcript.cues[0].text == "a\ufffdb \ufffd"
