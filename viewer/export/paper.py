"""Print a note: HTML for Qt's typesetting, and the PDF made of it. No Qt here.

`viewer.ui.page.paper` typesets it. A PDF is made in a process of its own, since Qt blocks
everything else while it lays out a long table.
"""

from __future__ import annotations

import html
import pickle
import re
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from viewer.base.child_side import own_command
from viewer.base.errors import Cancelled, ViewerError
from viewer.base.translation import tr
from viewer.export.entries import ExportNote, Footage
from viewer.export.html_page import FRAME_SIZE, about_html
from viewer.export.note_html import Writing, citer, note_html
from viewer.media.picture_file import picture_file
from viewer.media.pictures import never
from viewer.notes.forms.fresh import moment_address
from viewer.notes.html_names import unescape
from viewer.notes.model import CitedTime, VideoRef
from viewer.notes.note import Note
from viewer.notes.region import Region, region_of
from viewer.notes.timecode import format_range
from viewer.notes.videos import video_key
from viewer.system.handover import link_to

_FRAME_PX = 150  # about 4 cm
_POLL_S = 0.2
_MOST_FRAMES = 2_000
# The box of a task, which Qt paints in the place of its bullet.
_TASK = re.compile(r'<li>((?:<p>)?)<span role="img"[^>]*>([☐☑])</span> ')
_TASKS = {"☐": "unchecked", "☑": "checked"}
_HREF = re.compile(r'href="([^"#][^"]*)"')


class Paper(NamedTuple):
    """What is printed. In the HTML pictures are called `frame:N`, `picture:N`, `formula:N`."""

    title: str
    author: str
    html: str
    frames: Sequence[bytes]  # of picture files
    pictures: Sequence[str]  # as the note names them
    formulas: Sequence[tuple[str, bool]]  # LaTeX, and whether it stands by itself
    folder: Path  # of the note
    vault: Path


def make_paper(
    of: ExportNote,
    footage: Mapping[str, Footage],
    with_frames: bool,
    progress: Callable[[int, int], None] = lambda done, count: None,
    cancelled: Callable[[], bool] = never,
) -> Paper:
    """Prepare a note for printing.

    A time links to the video's site; that of a local file to the note in Cuenote, since no other
    program finds a moment in a file. Raises ViewerError if nothing is in it, MediaError if a video
    cannot be read, and Cancelled.
    """
    note, times = of.read()
    title = of.title
    pictures: list[str] = []
    formulas: list[tuple[str, bool]] = []

    def picture(address: str) -> str:
        if address.casefold().startswith(("http:", "https:")):
            return ""  # nothing is loaded from there
        pictures.append(address)
        return f"picture:{len(pictures) - 1}"

    def formula(latex: str, stands_alone: bool) -> str:
        formulas.append((latex, stands_alone))
        return f'<img src="formula:{len(formulas) - 1}">'

    def address_of(video: VideoRef | None, ms: int) -> str:
        address = moment_address(video, ms) if video is not None else ""
        is_site = address.startswith(("https://", "http://"))
        return address if is_site else link_to(of.path.absolute(), ms)

    frames = _Frames(note, times, footage, address_of)
    cite = citer(note, times, address_of)
    is_headed = note.is_headed(title)
    below = frames.below if with_frames else lambda cited: ""
    writing = Writing(picture, formula, below, of.areas, 1 if is_headed else 2)
    body = _HREF.sub(_plain_address, note_html(note, cite, writing))
    body = body.replace("\n</code></pre>", "</code></pre>")  # Qt would show an empty line
    body = _TASK.sub(lambda box: f'<li class="{_TASKS[box[2]]}">{box[1]}', body)
    if not body.strip():
        raise ViewerError(tr("This note has nothing to print."))
    made = frames.make(progress, cancelled)
    videos = (note.videos[at] for at in note.played)
    about = "".join(
        about_html(one, footage.get(video_key(one), Footage()).duration_ms) for one in videos
    )
    head = "" if is_headed else f"<h1>{html.escape(title)}</h1>"
    author = note.front.values.get("author") if note.front is not None else None
    return Paper(
        title,
        author.text if author is not None else "",
        f"{head}{about}{body}",
        made,
        pictures,
        formulas,
        of.path.absolute().parent,
        of.vault.absolute(),
    )


class _Frames:
    """The frames below the blocks of a note: first their places, then the pictures."""

    def __init__(
        self,
        note: Note,
        times: Sequence[CitedTime],
        footage: Mapping[str, Footage],
        address_of: Callable[[VideoRef | None, int], str],
    ) -> None:
        self._note, self._times, self._footage = note, times, footage
        self._address_of = address_of
        self._moments: dict[tuple[str, int], int] = {}  # of a video: the number of the frame
        self._regions: dict[int, list[Region]] = defaultdict(list)  # what is marked in each

    def below(self, cited: Sequence[int]) -> str:
        found = dict(self._each(cited))
        return "<br>" + " ".join(found.values()) if found else ""

    def _each(self, cited: Sequence[int]) -> Iterator[tuple[int, str]]:
        for index in cited:
            video, ms = self._note.video_of(self._note.citations[index]), self._times[index].ms
            key = video_key(video)
            known = self._footage.get(key, Footage())
            if ms is None or not known.has_picture:
                continue
            if (key, ms) not in self._moments and len(self._moments) >= _MOST_FRAMES:
                continue
            number = self._moments.setdefault((key, ms), len(self._moments))
            region = region_of(self._note.data, self._note.citations[index])
            if region is not None:
                self._regions[number].append(region)
            image = f'<img src="frame:{number}" width="{_FRAME_PX}">'
            address, time = html.escape(self._address_of(video, ms)), format_range(ms, None)
            yield number, f'{image} <a href="{address}">{time}</a>'

    def make(
        self, progress: Callable[[int, int], None], cancelled: Callable[[], bool]
    ) -> list[bytes]:
        made = []
        for number, (key, ms) in enumerate(self._moments):
            if cancelled():
                raise Cancelled
            path = self._footage[key].path
            assert path is not None
            made.append(picture_file(path, ms, FRAME_SIZE, self._regions[number])[1])
            progress(number + 1, len(self._moments))
        return made


def _plain_address(found: re.Match[str]) -> str:
    """Write an address so that Qt puts it into a PDF unchanged."""
    address = unescape(found[1])
    plain = "".join(quote(one) if one > "~" or one in " ()<>\\" else one for one in address)
    return f'href="{html.escape(plain)}"'


def write_pdf(paper: Paper, target: Path, cancelled: Callable[[], bool] = never) -> None:
    """Write a PDF over `target`. Raises OSError of the disk, ViewerError, and Cancelled."""
    target.touch()  # where that cannot be, it is known here why
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as said:
        pickle.dump(paper, given)
        given.seek(0)
        command = own_command("viewer.ui.page.paper", str(target.absolute()))
        child = subprocess.Popen(command, stdin=given, stdout=subprocess.DEVNULL, stderr=said)
        try:
            while True:
                try:
                    code = child.wait(_POLL_S)
                    break
                except subprocess.TimeoutExpired:
                    if cancelled():
                        raise Cancelled from None
        finally:
            child.kill()
            child.wait()
        if code:
            said.seek(0)
            lines = said.read().decode(errors="replace").strip().splitlines()
            why = lines[-1][:300] if lines else str(code)
            raise ViewerError(tr("The PDF can't be created: {0}").format(why))
