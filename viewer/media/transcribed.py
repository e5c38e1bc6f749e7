"""Files of transcripts made on this computer: WebVTT with the time of every word.

    library/<key>/recognised.small.vtt                beside the saved video `<key>`
    library/recognised/<fingerprint>/…                of any other local file
    …/recognised.small.to-en.vtt                      translated to English by the model

A NOTE above the first cue says what the file is: the model, the language, and which stretches of
the video are finished. The whole file is rewritten after each of those, so a kill loses only the
current stretch, and the next run continues there. The NOTE also tells it from captions made by
people, wherever a copy is. `viewer.media.speech_child` writes these files; reading them is
`read_captions`, as of any captions. Reads and writes the disk: not for the GUI thread. No Qt.
"""

from __future__ import annotations

import contextlib
import hashlib
import html
import os
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from viewer.base.errors import MediaError
from viewer.base.translation import tr
from viewer.media.media import TRANSCRIBED_FOLDER, is_library_key, library_folders
from viewer.media.transcript import Cue, in_order
from viewer.media.transcript_reader import TRANSCRIBED_NOTE, read_text, read_vtt
from viewer.notes.beside import write_whole
from viewer.notes.timecode import format_cue

Ranges = tuple[tuple[int, int], ...]
"""Stretches of a video, [start, end) in ms, in order, apart from each other."""

_HEAD_BYTES = 1 << 16  # the finished stretches of a day, one by one, take less
_PART_BYTES = 1 << 16
_SUFFIX = ".vtt"  # nothing else can say what it is
_FIELD = re.compile(r"([a-z]+): (.*)")
_SPAN = re.compile(r"(\d{1,12})-(\d{1,12})")
_UNSAFE = re.compile(r"[^A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class Origin:
    """What a transcript made here says about itself."""

    model: str  # its name, or that of its folder: "small", "tiny.en"
    language: str = ""  # that is spoken, as the model names it: "en"; empty: not known yet
    is_translated: bool = False  # to English, by the model
    engine: str = ""  # "faster-whisper 1.2.1"
    program: str = ""  # "Cuenote 0.1.0"
    duration_ms: int | None = None  # of the sound; None: not known
    finished: Ranges = ()

    @property
    def is_whole(self) -> bool:
        """Return whether all of the audio was transcribed."""
        return self.duration_ms is not None and not missing(self.finished, ((0, self.duration_ms),))

    @property
    def text_language(self) -> str:
        """The language of the written text."""
        return "en" if self.is_translated else self.language

    @property
    def words(self) -> str:
        """Return where the transcript comes from, for a person."""
        words = tr("transcribed here, model {0}").format(self.model)
        return tr("{0}, translated to English").format(words) if self.is_translated else words


@dataclass(frozen=True, slots=True)
class Transcribed:
    """A transcript made here, as far as it is finished."""

    origin: Origin
    cues: tuple[Cue, ...] = field(default=(), repr=False)


# ---------------------------------------------------------------------- where they are kept


def fingerprint(media: Path) -> str:
    """Return a fingerprint of a file's content, whatever its name: its size and three parts of it.

    The first, the middle and the last 64 KB: it survives renaming, moving and copying, and two
    recordings of the same size differ in one of them. Raises OSError.
    """
    with media.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        sums = hashlib.sha256(str(size).encode())
        for start in (0, max(0, size // 2 - _PART_BYTES // 2), max(0, size - _PART_BYTES)):
            file.seek(start)
            sums.update(file.read(_PART_BYTES))
    return sums.hexdigest()[:24]


def folder_of(media: Path, library: Path) -> Path:
    """Return the folder for the transcripts of a video file. Raises OSError."""
    return _saved_in(media, library) or library / TRANSCRIBED_FOLDER / fingerprint(media)


def _saved_in(media: Path, library: Path) -> Path | None:
    """Return the library folder in which a video file is saved, or None."""
    parent = media.absolute().parent
    roots = (root.absolute() for root in library_folders(library))
    return parent if is_library_key(parent.name) and parent.parent in roots else None


def file_name(model: str, *, is_translated: bool = False) -> str:
    """Return the name of the file for a model's transcript."""
    name = _UNSAFE.sub("_", model.replace(".", "-")).strip("_")[:60] or "model"
    return f"recognised.{name}.to-en.vtt" if is_translated else f"recognised.{name}.vtt"


def find_transcribed(media: Path, library: Path) -> list[tuple[Path, Origin]]:
    """Find the transcripts of a video file; complete ones first, then the newest."""
    try:
        saved = _saved_in(media, library)
        if saved is not None:
            return _transcribed_in(saved)
        heard = [root / TRANSCRIBED_FOLDER for root in library_folders(library)]
        # Asked first: a whole vault of videos need not be read where nothing was heard.
        heard = [folder for folder in heard if folder.is_dir()]
        name = fingerprint(media) if heard else ""
    except OSError:
        return []
    return [one for folder in heard for one in _transcribed_in(folder / name)]


def _transcribed_in(folder: Path) -> list[tuple[Path, Origin]]:
    found: list[tuple[bool, int, Path, Origin]] = []
    try:
        paths = sorted(folder.glob("recognised.*.vtt"))
    except (OSError, ValueError):
        return []
    for path in paths:
        origin = read_origin(path)
        if origin is not None:
            with contextlib.suppress(OSError):
                age = -path.stat().st_mtime_ns
                found.append((not origin.is_whole or origin.is_translated, age, path, origin))
    return [(path, origin) for *_, path, origin in sorted(found, key=lambda each: each[:3])]


# ---------------------------------------------------------------------- reading and writing


def read_origin(path: Path) -> Origin | None:
    """Read what a caption file says about itself; None if it was not transcribed here."""
    if path.suffix.casefold() != _SUFFIX:
        return None
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES).decode("utf-8", "replace")
    except (OSError, ValueError):
        return None
    _, mark, rest = head.partition(f"\n{TRANSCRIBED_NOTE}")
    if not mark or not head.startswith("WEBVTT"):
        return None
    lines = rest.partition("\n\n")[0].split("\n")
    found = [one for line in lines if (one := _FIELD.fullmatch(line)) is not None]
    fields = {one[1]: one[2] for one in found}
    duration = fields.get("duration", "")
    return Origin(
        model=fields.get("model", ""),
        language=fields.get("language", ""),
        is_translated=fields.get("task") == "translate",
        engine=fields.get("engine", ""),
        program=fields.get("program", ""),
        duration_ms=int(duration) if re.fullmatch(r"\d{1,12}", duration) else None,
        finished=joined(
            (int(one[1]), int(one[2])) for one in _SPAN.finditer(fields.get("finished", ""))
        ),
    )


def read_transcribed(path: Path) -> Transcribed | None:
    """Read a transcript to continue, or None. Raises MediaError."""
    origin = read_origin(path)
    if origin is None:
        return None
    try:
        cues = in_order(read_vtt(read_text(path)).cues)
    except MediaError:
        cues = ()  # nothing was said in what is finished
    return Transcribed(origin, tuple(cue for cue in cues if _is_in(cue.start_ms, origin.finished)))


def write_transcribed(path: Path, what: Transcribed) -> None:
    """Replace a transcript atomically. Raises MediaError."""
    try:
        write_whole(path, to_vtt(what), sync=True)
    except OSError as error:
        raise MediaError.unsaved(path, error) from error


def to_vtt(what: Transcribed) -> str:
    origin = what.origin
    lines = ["WEBVTT"]
    if origin.text_language:
        lines.append(f"Language: {origin.text_language}")
    lines += ["", TRANSCRIBED_NOTE]
    for name, value in (
        ("model", origin.model),
        ("task", "translate" if origin.is_translated else "transcribe"),
        ("language", origin.language),
        ("engine", origin.engine),
        ("program", origin.program),
        ("duration", "" if origin.duration_ms is None else str(origin.duration_ms)),
        ("finished", " ".join(f"{start}-{end}" for start, end in origin.finished)),
    ):
        if value:
            lines.append(f"{name}: {' '.join(value.replace('-->', '').split())}")
    for cue in what.cues:
        lines += ["", f"{format_cue(cue.start_ms)} --> {format_cue(cue.end_ms)}", _marked(cue)]
    return "\n".join([*lines, ""])


def to_srt(cues: Sequence[Cue]) -> str:
    """Return captions as SubRip, which has no word times.

    It cannot escape `<`: some players take `<i>` in a claim for italics.
    """
    lines: list[str] = []
    for number, cue in enumerate(cues, 1):
        lines += [str(number), f"{format_cue(cue.start_ms, ',')} --> {format_cue(cue.end_ms, ',')}"]
        lines += [cue.text.replace("-->", "→") or "…", ""]  # an arrow would be read as a time
    return "\n".join(lines)


def _marked(cue: Cue) -> str:
    """Return the words of a cue with their times, except the first if it is the cue's."""
    pieces: list[str] = []
    bounds = [*cue.word_places, len(cue.text)]
    if bounds[0] > 0:
        pieces.append(html.escape(cue.text[: bounds[0]], quote=False))
    for ms, (start, end) in zip(cue.word_times, pairwise(bounds), strict=False):
        text = html.escape(cue.text[start:end], quote=False)
        if start == 0 and ms == cue.start_ms:
            pieces.append(text)
        else:
            pieces.append(f"<{format_cue(ms)}><c>{text.rstrip()}</c>{text[len(text.rstrip()) :]}")
    return "".join(pieces)


# ---------------------------------------------------------------------- stretches


def joined(ranges: Iterable[tuple[int, int]]) -> Ranges:
    """Sort stretches, and join those that touch; empty ones are dropped."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(each for each in ranges if each[0] < each[1]):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def length_ms(ranges: Ranges) -> int:
    """Return the total length of stretches that do not overlap."""
    return sum(end - start for start, end in ranges)


def missing(finished: Ranges, wanted: Ranges) -> Ranges:
    """Return the unfinished parts of the stretches `wanted`."""
    left: list[tuple[int, int]] = []
    for start, end in wanted:
        for have_start, have_end in finished:
            if have_end <= start or have_start >= end:
                continue
            if have_start > start:
                left.append((start, have_start))
            start = max(start, have_end)
        if start < end:
            left.append((start, end))
    return tuple(left)


def _is_in(ms: int, ranges: Ranges) -> bool:
    index = bisect_right(ranges, ms, key=lambda each: each[0])
    return index > 0 and ms < ranges[index - 1][1]
