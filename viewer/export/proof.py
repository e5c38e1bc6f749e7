"""Does an exported page say what the note and the video say? `cuenote check PAGE.html`.

The page's own parts are held against its table of hashes, the note against its hash and the claims,
the video against its hash; where the file is another one, each frame against the page's picture.

The exit code: 0 all holds; 1 something is otherwise; 2 it is no such page, or cannot be read.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import io
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NamedTuple

import av
import av.error

from viewer.errors import MediaError, ViewerError
from viewer.export.entries import entries_of
from viewer.export.note_html import note_html
from viewer.export.page import FRAME_SIZE, file_hash
from viewer.notes.file import read_note
from viewer.notes.note import Note
from viewer.notes.timecode import format_exact
from viewer.terminal import Parser, json_text, plain, warn
from viewer.video.frames.frames import FrameFile
from viewer.video.frames.picture_file import frame_of
from viewer.video.frames.pictures import Still

_MOST_BYTES = 500_000_000
_SMALL = (32, 18)  # what frames are compared at
# Of 255: two encodings of one frame differ less in the mean, and two frames of a scene often more.
_APART = 10.0


class Result(NamedTuple):
    """One thing that was looked at."""

    what: str
    holds: bool
    # What is otherwise; empty where it holds.
    why: str = ""


class _Page(HTMLParser):
    """Finds the proof of a page, its pictures and clips by the id of their figure, and its words.

    Times, and the names of pictures that are not in the page, are no words of the note.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.proof = ""
        self.parts: dict[tuple[str, str], bytes] = {}
        self.words: dict[str, list[str]] = {}  # of each figure, by paragraph
        self.article = ""
        self._figure = ""
        self._open: list[str] = []
        self._is_proof = False
        self._passed = 0  # how deep it is in what is no words

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag in ("article", "span", "a", "small"):
            self._open.append(tag)
            classes = (values.get("class") or "").split()
            if self._passed or "time" in classes or "missing" in classes or tag == "small":
                self._passed += 1
        if tag == "figure":
            self._figure = values.get("id") or ""
            self.words[self._figure] = []
        elif tag == "p" and self._figure:
            self.words[self._figure].append("")
        elif tag == "script":
            self._is_proof = values.get("id") == "proof"
        elif tag in ("img", "video") and self._figure:
            data = _embedded(values.get("src") or "")
            if data is not None:
                self.parts[self._figure, "frame" if tag == "img" else "clip"] = data

    def handle_endtag(self, tag: str) -> None:
        if tag in ("article", "span", "a", "small") and self._open:
            self._open.pop()
            self._passed = max(0, self._passed - 1)
        if tag == "figure":
            self._figure = ""
        elif tag == "script":
            self._is_proof = False

    def handle_data(self, data: str) -> None:
        if self._is_proof:
            self.proof += data
        elif self._passed:
            return
        elif self._figure and self.words[self._figure]:
            self.words[self._figure][-1] += data
        elif "article" in self._open:
            self.article += data


def _embedded(address: str) -> bytes | None:
    head, comma, data = address.partition(";base64,")
    if not head.startswith("data:") or not comma:
        return None
    try:
        return base64.b64decode(data, validate=True)
    except (binascii.Error, ValueError):
        return None


def verify(page: Path, note: Path | None, videos: Sequence[Path]) -> list[Result]:
    """Check a page; the note and the videos are those named, else what lies beside the page.

    Raises ViewerError where it is no page of Cuenote.
    """
    try:
        if page.stat().st_size > _MOST_BYTES:
            raise ViewerError(f"“{page}” is too large for a page of Cuenote.")
        text = page.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ViewerError(f"“{page}” cannot be read: {error}") from error
    parsed = _Page()
    parsed.feed(text)
    try:
        proof = json.loads(parsed.proof)
        return list(_verify(page, proof, parsed, note, videos))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ViewerError(
            f"“{page}” is no page that Cuenote made, or its proof is gone."
        ) from error


def _verify(
    page: Path,
    proof: Mapping[str, Any],
    parsed: _Page,
    note: Path | None,
    videos: Sequence[Path],
) -> Iterator[Result]:
    yield from _own_parts(proof, parsed)
    name = str(proof["note"]["name"]).rpartition("/")[2]
    yield from _note(proof, parsed, note or page.parent / name, is_named=note is not None)
    for key, about in proof["videos"].items():
        path = _video(page, str(about["name"]), videos)
        if path is None:
            why = "It is not beside the page; name it with --video."
            yield Result(f"Video {about['name']}", False, why)
            continue
        is_same = file_hash(path) == about["sha256"]
        # Another file of the same video, of another size, is none the worse: its frames say it.
        yield Result(f"Video {path.name}", True, "" if is_same else "It is another file.")
        yield from _frames(path, key, proof, parsed.parts)


def _own_parts(proof: Mapping[str, Any], parsed: _Page) -> Iterator[Result]:
    """Hold what is seen in the page against its proof."""
    for moment in proof["moments"]:
        time = format_exact(int(moment["ms"]))
        for what in ("frame", "clip"):
            wanted = moment[what]
            data = parsed.parts.get((moment["id"], what))
            if wanted is None and data is None:
                continue
            name = f"{what.capitalize()} at {time}"
            if data is None:
                yield Result(name, False, "It is not in the page.")
            elif wanted != hashlib.sha256(data).hexdigest():
                yield Result(name, False, "It is not the one that the page was made with.")
            else:
                yield Result(name, True)
        said = [f"“{moment['said']}”"] if moment["said"] is not None else []
        if parsed.words.get(moment["id"]) != [*moment["claims"], *said]:
            why = "They are not those that the page was made with."
            yield Result(f"Words at {time}", False, why)


def _note(
    proof: Mapping[str, Any], parsed: _Page, path: Path, *, is_named: bool
) -> Iterator[Result]:
    name = f"Note {path.name}"
    if not path.is_file():
        where = "There is no such file." if is_named else "It is not beside the page; "
        yield Result(name, False, where if is_named else f"{where}name it with --note.")
        return
    note = Note.parse(read_note(path))
    if hashlib.sha256(note.data).hexdigest() != proof["note"]["sha256"]:
        yield Result(name, True, "It was edited since; its claims are looked for.")
    else:
        yield Result(name, True)
        if _words_of(note) != parsed.article.split():
            yield Result("Text of the note", False, "The page shows other words than the note.")
    ends = [int(moment["ms"]) for moment in proof["moments"]]
    said: dict[str, set[int | None]] = {}
    for duration_ms in (None, max(ends) + 1 if ends else None):
        for entry in entries_of(note, path.name, note.times(duration_ms)).entries:
            said.setdefault(entry.text, set()).add(entry.ms)
    for moment in proof["moments"]:
        for claim in moment["claims"]:
            if moment["ms"] not in said.get(claim, ()):
                why = f"The note does not say it at {format_exact(int(moment['ms']))}."
                yield Result(f"Claim “{claim}”", False, why)


def _words_of(note: Note) -> list[str]:
    """Give the words that a page shows of a note, without times."""
    shown = _Page()
    article = note_html(note, lambda index: '<span class="time"></span>')
    shown.feed(f"<article>{article}</article>")
    return shown.article.split()


def _video(page: Path, name: str, named: Sequence[Path]) -> Path | None:
    by_name = {path.name: path for path in named}
    if name in by_name or len(named) == 1:
        return by_name.get(name, named[0])
    beside = page.parent / Path(name).name
    return beside if beside.is_file() else None


def _frames(
    path: Path,
    key: str,
    proof: Mapping[str, Any],
    parts: Mapping[tuple[str, str], bytes],
) -> Iterator[Result]:
    """Hold each frame of another file of the video against the picture in the page."""
    try:
        file = FrameFile(path)
    except MediaError as error:
        yield Result(f"Video {path.name}", False, str(error))
        return
    file.canvas.target = FRAME_SIZE
    try:
        for moment in proof["moments"]:
            data = parts.get((moment["id"], "frame"))
            if moment["video"] != key or data is None:
                continue
            name = f"Video {path.name} at {format_exact(int(moment['ms']))}"
            try:
                apart = _difference(data, file.still(int(moment["ms"])))
            except (MediaError, ViewerError) as error:
                yield Result(name, False, str(error))
                continue
            why = "" if apart < _APART else "It shows another picture there."
            yield Result(name, not why, why)
    finally:
        file.close()


def _difference(data: bytes, still: Still) -> float:
    """Say how far a picture is from a still, in the mean of grey levels of a small copy."""
    try:
        with av.open(io.BytesIO(data), "r") as container:
            shown = next(container.decode(video=0))
    except (av.error.FFmpegError, StopIteration, ValueError) as error:
        raise ViewerError("The picture in the page cannot be read.") from error
    one, two = (_grey(each) for each in (shown, frame_of(still)))
    return sum(abs(a - b) for a, b in zip(one, two, strict=True)) / len(one)


def _grey(frame: Any) -> bytes:
    small = frame.reformat(*_SMALL, "gray")
    plane = small.planes[0]
    data = bytes(plane)
    return b"".join(
        data[y * plane.line_size : y * plane.line_size + _SMALL[0]] for y in range(_SMALL[1])
    )


def run(arguments: Sequence[str]) -> int:
    """Run `cuenote check` on a page; return the exit code."""
    parser = Parser(
        prog="cuenote check",
        description="Check a page that `cuenote export --as html` made: its own parts against its "
        "hashes, and the note and the video against them.",
        epilog="The exit code is 0 if all holds, 1 if something is otherwise, 2 if it is no page.",
    )
    parser.add_argument("page", type=Path, metavar="PAGE", help="the page, a file .html")
    parser.add_argument(
        "--note", type=Path, help="the note (default: of the page's name for it, beside it)"
    )
    parser.add_argument(
        "--video",
        type=Path,
        action="append",
        default=[],
        help="the file of its video (default: of the page's name for it, beside the page)",
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args(arguments)
    try:
        results = verify(options.page, options.note, options.video)
    except ViewerError as error:
        warn(f"cuenote: {error.words()}")
        return 2
    if options.json:
        sys.stdout.write(json_text([each._asdict() for each in results], indent=2) + "\n")
    else:
        for each in results:
            sign = "holds     " if each.holds else "DIFFERS   "
            sys.stdout.write(
                plain(f"{sign}{each.what}{'  ' + each.why if each.why else ''}") + "\n"
            )
    return 0 if all(each.holds for each in results) else 1
