"""The text of caption files → cues: WebVTT, SRT, SBV, and YouTube's json3. No Qt, no network.

Every word is read once, in order, with its time to the millisecond. Real files follow few rules, so
whatever can be read is read, and omissions are reported in `skipped`. Rolling captions, where each
cue repeats earlier lines, are reduced to what is new in each.

Sources: https://www.w3.org/TR/webvtt1/ for WebVTT; the others have no standard.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from viewer.base.errors import MediaError, cant_read
from viewer.base.lazy_regex import late
from viewer.base.translation import tr
from viewer.media.rolling_captions import CueLine, Raw, is_rolling, unrolled
from viewer.media.transcript import Cue, Word
from viewer.notes.html_names import unescape

MAX_BYTES = 64_000_000
# The header of a transcript made here (transcribed.py).
TRANSCRIBED_NOTE = "NOTE Recognised here, by a machine"

_STAMP = r"(-?)(?:(\d{1,9})\s*:\s*)?(\d{1,3})\s*:\s*(\d{1,2})(?:\s*[.,:]\s*(\d{1,9}))?"
_STAMP_ALONE = late(_STAMP)
_TIMES = rf"\s*{_STAMP}\s*-{{1,3}}>\s*{_STAMP}"
_TIMING_SRT = late(rf"{_TIMES}(?:\s.*)?$")
# In WebVTT settings may follow without a space.
_TIMING_VTT = late(rf"{_TIMES}(?:(?:\s|[a-z]++:).*)?$")
_TIMING_SBV = late(r"^(\d+:\d\d:\d\d\.\d{3}),(\d+:\d\d:\d\d\.\d{3})[ \t]*\r?$", re.MULTILINE)
_WORD_TIME = late(r"<(\d\d):(\d\d):(\d\d)\.(\d{3})>")
_NUMBER = late(r"\s*(\d{1,9})\s*$")
_LINE_END = late(r"\r\n|\r|\n")
_BLOCK = late(r"(NOTE|STYLE|REGION)(?:[ \t]|$)")
_LANGUAGE = late(r"Language:\s*([A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*)\s*$")
_TIMESTAMP_MAP = late(r"X-TIMESTAMP-MAP=(.*)$")
# A time inside a cue, a tag, or what ASS leaves behind. Of tags in SRT only those that exist:
# there "<" may well be said.
_NAMES = "b|i|u|s|c|v|font|lang|ruby|rt|span|em|strong|p|br"
# Possessive (`*+`), where a tag that does not end would be looked through from each of its letters.
# What no ">" closes hides in WebVTT all that follows; here its words are kept, and only the mark
# goes: W3C's own tags, and times with a colon, for "<3" is a heart.
_MARK_VTT = late(
    r"<(\d[\d:.]*)>|<(/?)([A-Za-z]\w*+)([^<>]*)>|<(/?)>|\{\\[^{}]*\}"
    r"|<\s*+(?P<loose>\d++:[\d:.]*+)\s*+>|<\s*+(?P<stamp>\d++:[\d:]++\.\d{3})(?![^\s<])"
    r"|</(?:[cibuv]|ruby|rt|lang)(?![^\s<])|(?:^|(?<=\n))<(?:[cibuv]|ruby|rt|lang)(?![^\s<])"
    r"|</?+(?:[cibuv]|ruby|rt|lang)(?>(?:\.[^\s<>.]*+)+)(?![^\s<])"
)
_MARK_SRT = late(
    rf"<(\d+:[\d:.]+)>|<(/?)({_NAMES})((?:[.\s=/][^<>]*)?)>|<(/?)>|\{{\\[^{{}}]*\}}", re.IGNORECASE
)
# What cannot be seen, and halves of pairs (UTF-16), which cannot be copied or saved.
_CONTROLS = dict.fromkeys([*range(9), *range(14, 32), 127, 0xFEFF, *range(0xD800, 0xE000)])
_FAR_MS = 1_000_000_000_000  # 31 years: no time is later
_MPEG_WRAP = 1 << 33  # MPEG time stamps are 33 bits wide, and 90,000 a second


class ParsedCaptions(NamedTuple):
    """What a caption file holds: its cues, and what it says of itself."""

    cues: Sequence[Cue]
    language: str = ""
    skipped: Sequence[str] = ()  # sentences about what could not be read


def read_text(path: Path) -> str:
    """Read the text of a file, in whatever encoding; raises MediaError."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise MediaError(tr("“{0}” is too large for a transcript.").format(path.name))
        return text_of(path.read_bytes())
    except OSError as error:
        raise MediaError(cant_read(path.name, error)) from error


def text_of(data: bytes) -> str:
    """Return the text; what is not UTF-8 or marked as UTF-16 is read as Windows-1252."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = data.decode("utf-16", "replace")
    elif len(data) > 8 and data[1:8:2].count(0) >= 3 and 0 not in data[0:8:2]:
        text = data.decode("utf-16-le", "replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            # One bad byte in a UTF-8 file must not spoil every accent of it.
            if data[: error.start].isascii():
                text = data.decode("cp1252", "replace")
            else:
                text = data.decode("utf-8-sig", "replace")
    return text.replace("\0", "")


def cue_of(text: str, start_ms: int, end_ms: int) -> Cue | None:
    """Make a cue of text that may contain SRT or ASS markup; None without words."""
    lines, _ = _clean(_LINE_END.split(text), start_ms, "", is_vtt=False)
    return Raw(start_ms, end_ms, lines).cue() if lines else None


# ---------------------------------------------------------------------- WebVTT and SRT


def _without_time(count: int) -> str:
    return tr(
        "One subtitle has no readable time and was left out.|%n subtitles have no "
        "readable time and were left out.",
        "",
        count,
    )


def _turned(count: int) -> str:
    return tr(
        "One subtitle ends before it starts; it is shown briefly.|%n subtitles end "
        "before they start; they are shown briefly.",
        "",
        count,
    )


def _early(count: int) -> str:
    return tr(
        "One subtitle is before the start of the video and was left out.|%n subtitles "
        "are before the start of the video and were left out.",
        "",
        count,
    )


class _Skipped:
    def __init__(self) -> None:
        self._counts = Counter[Callable[[int], str]]()

    def add(self, words: Callable[[int], str]) -> None:
        self._counts[words] += 1

    def sentences(self) -> list[str]:
        return [words(count) for words, count in self._counts.items()]


def is_vtt(text: str) -> bool:
    return text.startswith("WEBVTT")


def read_vtt(text: str) -> ParsedCaptions:
    return _read_lines(text, is_vtt=True)


def is_srt(text: str) -> bool:
    return any("->" in line and _TIMING_SRT.match(line) for line in _LINE_END.split(text))


def read_srt(text: str) -> ParsedCaptions:
    return _read_lines(text, is_vtt=False)


def is_sbv(text: str) -> bool:
    return _TIMING_SBV.match(text) is not None


def read_sbv(text: str) -> ParsedCaptions:
    """Read YouTube's: as WebVTT, where also no numbers stand between the cues."""
    plain = text.replace("&", "&amp;").replace("<", "&lt;").replace("-->", "→")
    plain = plain.replace("[br]", "\n")
    return read_vtt("WEBVTT\n\n" + _TIMING_SBV.sub(r"\1 --> \2", plain))


def _read_lines(text: str, *, is_vtt: bool) -> ParsedCaptions:
    lines = _LINE_END.split(text)
    skipped = _Skipped()
    raw: list[Raw] = []
    language = ""
    speaker = ""
    for start_ms, end_ms, body in _blocks(lines, is_vtt=is_vtt, skipped=skipped):
        if end_ms < start_ms:
            skipped.add(_turned)
        clean, speaker = _clean(body, start_ms, speaker, is_vtt=is_vtt)
        if clean:
            raw.append(Raw(start_ms, end_ms, clean))
    if is_vtt:
        for line in lines[:12]:
            if "-->" in line:
                break
            found = _LANGUAGE.match(line)
            language = found[1] if found else language
    # ParsedCaptions of ours repeat only what was said again.
    if TRANSCRIBED_NOTE not in lines[:12] and is_rolling(raw):
        raw = list(unrolled(raw))
    return ParsedCaptions([one.cue() for one in raw], language, skipped.sentences())


def _blocks(
    lines: Sequence[str], *, is_vtt: bool, skipped: _Skipped
) -> Iterator[tuple[int, int, list[str]]]:
    """Yield (start, end, lines) of each cue. In SRT a cue may contain blank lines."""
    offsets = _Offsets()
    times = _TIMING_VTT if is_vtt else _TIMING_SRT
    number = 0
    count = len(lines)
    expected = 1
    while number < count:
        line = lines[number]
        if is_vtt and (_BLOCK.match(line) or line.startswith("WEBVTT")):
            is_header = line.startswith("WEBVTT")
            number += 1
            while number < count and lines[number].strip():
                if is_header and _TIMING_VTT.match(lines[number]):
                    break  # a cue that follows without a blank line
                found = _TIMESTAMP_MAP.match(lines[number]) if is_header else None
                if found:
                    offsets.take(found[1])
                number += 1
            continue
        if "->" not in line:
            number += 1
            continue
        timing = times.match(line)
        number += 1
        if timing is None:
            if "-->" in line:
                skipped.add(_without_time)
            continue
        start_ms, end_ms = _ms(timing, 1), min(_ms(timing, 6), _FAR_MS)
        body, number, expected = _body(lines, number, expected, is_vtt=is_vtt)
        start_ms, end_ms = start_ms + offsets.ms, end_ms + offsets.ms
        if start_ms > _FAR_MS:
            skipped.add(_without_time)
        elif start_ms < 0 and end_ms <= 0:
            skipped.add(_early)
        elif body:
            yield max(0, start_ms), max(0, end_ms), body


def _body(
    lines: Sequence[str], number: int, expected: int, *, is_vtt: bool
) -> tuple[list[str], int, int]:
    """Read the lines of a cue from line `number`; return them, the next line, its number."""
    body: list[str] = []
    times = _TIMING_VTT if is_vtt else _TIMING_SRT
    count = len(lines)
    first = number
    has_words = False
    while number < count:
        line = lines[number]
        if "->" in line and times.match(line):
            break
        if is_vtt and ("-->" in line or (line == "" and has_words)):
            break
        if is_vtt and line == "" and number == first and _starts_cue(lines, number + 1):
            break  # a cue without words
        if "-->" in line and not is_vtt:
            break
        body.append(line)
        has_words = has_words or line != ""
        number += 1
    if not is_vtt and number < count:
        # The number of the next cue is above its time, in what was taken for text.
        tail = len(body)
        while tail and not body[tail - 1].strip():
            tail -= 1
        found = _NUMBER.match(body[tail - 1]) if tail else None
        if found is not None:
            value = int(found[1])
            stands_alone = tail == len(body) and (tail == 1 or not body[tail - 2].strip())
            if stands_alone or value == expected + 1:
                del body[tail - 1 :]
                return body, number, value
    return body, number, expected + 1


def _starts_cue(lines: Sequence[str], number: int) -> bool:
    return any(_TIMING_VTT.match(line) for line in lines[number : number + 2])


def _ms(found: re.Match[str], group: int) -> int:
    sign, hours, minutes, seconds, fraction = found.group(*range(group, group + 5))
    ms = (int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)) * 1000
    ms += int(((fraction or "") + "000")[:3])
    return -ms if sign else ms


class _Offsets:
    """Converts times of segmented captions, where each segment has its own clock.

    The first segment's clock is the video's, since saved videos begin at 0; later ones are aligned
    to it.
    """

    def __init__(self) -> None:
        self.ms = 0
        self._first: int | None = None

    def take(self, written: str) -> None:
        parts = [part.partition(":") for part in written.split(",")]
        fields = {key.strip(): value.strip() for key, _, value in parts}
        local = _STAMP_ALONE.fullmatch(fields.get("LOCAL", ""))
        ticks = fields.get("MPEGTS", "")
        if local is None or not re.fullmatch(r"\d{1,15}", ticks):
            return
        lead = int(ticks) - _ms(local, 1) * 90
        if self._first is None:
            self._first = lead
        # The shorter way round, for the clock may have wrapped.
        apart = (lead - self._first + _MPEG_WRAP // 2) % _MPEG_WRAP - _MPEG_WRAP // 2
        self.ms = round(apart / 90)


def _clean(
    body: Sequence[str], start_ms: int, speaker: str, *, is_vtt: bool
) -> tuple[list[CueLine], str]:
    """Remove the markup from a cue's lines; return them, and the last speaker."""
    mark = _MARK_VTT if is_vtt else _MARK_SRT
    lines: list[CueLine] = []
    ms = start_ms
    for written in body:
        if "<" not in written and "{" not in written:
            text = _unescape(written)
            if text:
                lines.append(CueLine(text, ()))
            continue
        if is_vtt:
            # Around each word of YouTube's; without them there is a third to go through.
            written = written.replace("<c>", "").replace("</c>", "")
            usual = _usual_line(written, ms)
            if usual is not None:
                lines.append(usual)
                ms = usual.words[-1].ms if usual.words else ms
                continue
        text, at = "", 0  # of the line that is read
        words: list[Word] = []
        pending: int | None = None
        for found in (*mark.finditer(written), None):
            piece = _unescape(written[at : found.start() if found else None], edges=True)
            if text == "" or text[-1] == " ":
                piece = piece.lstrip(" ")
            if pending is not None and piece.strip():
                words.append(Word(pending, len(text) + len(piece) - len(piece.lstrip())))
                pending = None
            text += piece
            if found is None:
                break
            at = found.end()
            time = found[1] or ((found["loose"] or found["stamp"]) if is_vtt else None)
            if time:
                stamp = _STAMP_ALONE.fullmatch(time)
                if stamp is not None:
                    # Times go forward; a file in which they do not is not worth more.
                    pending = ms = min(max(ms, _ms(stamp, 1)), _FAR_MS)
            elif found[3] and found[3].lower() == "br":
                lines.append(CueLine(text.rstrip(), tuple(words)))
                text, words = "", []
            elif found[3] and found[3].lower() == "v" and not found[2]:
                name = _unescape(found[4].partition(" ")[2])
                if name and name != speaker:
                    speaker = name
                    text += f"[{name}] "
        lines.append(CueLine(text.rstrip(), tuple(words)))
    return [line for line in lines if line.text], speaker


def _usual_line(written: str, start_ms: int) -> CueLine | None:
    """Read a line that is only words and their times; None for any other."""
    text = _WORD_TIME.sub("", written)
    if "<" in text or "{" in text or "&" in text or "  " in text or text[:1] == " ":
        return None
    parts = _WORD_TIME.split(written)
    words: list[Word] = []
    at, before_ms = len(parts[0]), start_ms
    for index in range(1, len(parts), 5):
        hours, minutes, seconds, fraction, piece = parts[index : index + 5]
        ms = ((int(hours) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(fraction)
        if ms < before_ms:
            return None
        if piece and not piece.isspace():
            words.append(Word(ms, at + (piece[0] == " ")))
        at += len(piece)
        before_ms = ms
    text = text.rstrip()
    return CueLine(text, tuple(words)) if text and text.isprintable() else None


def _unescape(text: str, *, edges: bool = False) -> str:
    """Resolve entities and collapse white space; `edges` keeps one at either end."""
    return _tidy(unescape(text) if "&" in text else text, edges=edges)


def _tidy(text: str, *, edges: bool = False) -> str:
    """Collapse white space, and leave out invisible characters; `edges` as above."""
    if text.isprintable() and "  " not in text:
        return text if edges else text.strip()
    text = text.translate(_CONTROLS)
    clean = " ".join(text.split())
    if edges and text[:1].isspace():
        clean = " " + clean
    if edges and clean.strip() and text[-1:].isspace():
        clean += " "
    return clean


# ---------------------------------------------------------------------- json3


def is_json3(text: str) -> bool:
    return text[:1] == "{" and not text.startswith("{\\")


def read_json3(text: str) -> ParsedCaptions:
    """Read YouTube's json3. Windows and repeating events (`aAppend`) have no words of their own.

    A line of automatic captions stays on the screen below the next one; its speech ends where the
    next begins.
    """
    try:
        document: Any = json.loads(text)
    except (ValueError, RecursionError):
        document = None  # incomplete
    events = document.get("events") if isinstance(document, dict) else None
    if not isinstance(events, list):
        return ParsedCaptions(())
    skipped = _Skipped()
    found: list[tuple[int, int | None, _Words]] = []
    for event in events:
        if not isinstance(event, dict) or event.get("aAppend") or "segs" not in event:
            continue
        start_ms = _whole(event.get("tStartMs"))
        if start_ms is None or start_ms < 0 or not isinstance(event["segs"], list):
            skipped.add(_without_time)
            continue
        words = _segments(event["segs"], start_ms)
        if words.text:
            found.append((start_ms, _whole(event.get("dDurationMs")), words))
    found.sort(key=lambda one: one[0])
    cues: list[Cue] = []
    later: int | None = None  # the next start that is not this one's own
    for index in range(len(found) - 1, -1, -1):
        start_ms, duration_ms, words = found[index]
        if index + 1 < len(found) and found[index + 1][0] > start_ms:
            later = found[index + 1][0]
        end_ms = start_ms + duration_ms if duration_ms is not None else later
        if end_ms is None:
            end_ms = start_ms + 5_000
        if later is not None:
            end_ms = min(end_ms, later)
        cues.append(Cue(start_ms, max(start_ms, end_ms), *words))
    return ParsedCaptions(cues[::-1], skipped=skipped.sentences())


class _Words(NamedTuple):
    """The words of an event: as one text, and the times and places of timed ones."""

    text: str
    times: tuple[int, ...] = ()
    places: tuple[int, ...] = ()


def _segments(segments: Sequence[Any], start_ms: int) -> _Words:
    lines: list[str] = []
    text, before = "", 0  # of the line that is put together; characters of those above it
    times: list[int] = []
    places: list[int] = []
    ms = start_ms
    has_times = False
    for segment in segments:
        written = segment.get("utf8") if isinstance(segment, dict) else None
        if not isinstance(written, str):
            continue
        offset_ms = _whole(segment.get("tOffsetMs"))
        if offset_ms is not None:
            has_times = True
            ms = max(ms, start_ms + offset_ms)
        for number, written_line in enumerate(_LINE_END.split(written)):
            line = _tidy(written_line, edges=True)
            if number and text.strip():
                lines.append(text.rstrip())
                before += len(lines[-1]) + 1
                text = ""
            if line[:1] == " " and (text == "" or text[-1] == " "):
                line = line[1:]
            if line not in ("", " "):
                times.append(ms)
                places.append(before + len(text) + (line[0] == " "))
            text += line
    whole = "\n".join((*lines, text)).rstrip()
    return _Words(whole, tuple(times), tuple(places)) if has_times else _Words(whole)


def _whole(value: object) -> int | None:
    """Return a number of milliseconds, which some files write as text, or None."""
    if type(value) is int and -_FAR_MS < value < _FAR_MS:
        return value
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        return round(float(value)) if abs(float(value)) < _FAR_MS else None
    except (ValueError, OverflowError):
        return None
