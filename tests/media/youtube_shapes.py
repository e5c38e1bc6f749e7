"""Captions written as YouTube writes automatic ones: rolling WebVTT, and json3 with windows."""

import html
import json
from collections.abc import Sequence

from viewer.media.transcript import Cue

_ECHO_MS = 10
_APART_MS = 20  # each line is shown once more before the next begins


def spoken(cues: Sequence[Cue]) -> list[Cue]:
    """Return cues as from speech recognition: one line, one after another, a time for each word."""
    ordered = sorted(cues, key=lambda cue: cue.start_ms)
    heard: list[Cue] = []
    for index, cue in enumerate(ordered):
        end_ms = cue.end_ms
        if index + 1 < len(ordered):
            end_ms = min(end_ms, ordered[index + 1].start_ms - _APART_MS)
        words = cue.text.split()
        if end_ms - cue.start_ms < 60 + len(words):
            continue  # no room to be spoken in
        step = (end_ms - cue.start_ms) // len(words)
        at, places = 0, []
        for word in words:
            places.append(at)
            at += len(word) + 1
        times = [cue.start_ms + number * step for number in range(len(words))]
        if len(words) == 1:
            times, places = [], []  # it is written without a time of its own
        heard.append(Cue(cue.start_ms, end_ms, " ".join(words), tuple(times), tuple(places)))
    return heard


def clock(ms: int, dot: str = ".") -> str:
    return f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02}{dot}{ms % 1000:03}"


def rolling_vtt(cues: Sequence[Cue]) -> str:
    """Write each line under the one before it, and then once more for 10 ms, plain."""
    out = ["WEBVTT", "Kind: captions", "Language: en", ""]
    above = " "
    for cue in cues:
        words = cue.text.split()
        line = html.escape(words[0], quote=False)
        for word, text in zip(cue.words[1:], words[1:], strict=True):
            line += f"<{clock(word.ms)}><c> {html.escape(text, quote=False)}</c>"
        plain = html.escape(cue.text, quote=False)
        settings = "align:start position:0%"
        out += [f"{clock(cue.start_ms)} --> {clock(cue.end_ms)} {settings}", above, line, ""]
        echo_ms = cue.end_ms + _ECHO_MS
        out += [f"{clock(cue.end_ms)} --> {clock(echo_ms)} {settings}", plain, " ", ""]
        above = plain
    return "\n".join(out) + "\n"


def json3(cues: Sequence[Cue]) -> str:
    """Write windows, words with offsets, and the events that only move a line up."""
    events: list[dict[str, object]] = [
        {"tStartMs": 0, "dDurationMs": 7_200_000, "id": 1, "wpWinPosId": 1, "wsWinStyleId": 1}
    ]
    for index, cue in enumerate(cues):
        words = cue.text.split()
        segments: list[dict[str, object]] = [{"utf8": words[0], "acAsrConf": 0}]
        for word, text in zip(cue.words[1:], words[1:], strict=True):
            segments.append({"utf8": " " + text, "tOffsetMs": word.ms - cue.start_ms})
        # A line stays until the one after the next begins.
        later = cues[index + 2].start_ms if index + 2 < len(cues) else cue.end_ms
        event = {"tStartMs": cue.start_ms, "dDurationMs": later - cue.start_ms, "wWinId": 1}
        events.append(event | {"segs": segments})
        moved = {"tStartMs": cue.end_ms, "dDurationMs": 10, "wWinId": 1, "aAppend": 1}
        events.append(moved | {"segs": [{"utf8": "\n"}]})
    return json.dumps({"wireMagic": "pb3", "pens": [{}], "wsWinStyles": [{}], "events": events})
