"""What an export format is, what it receives, and what it offers to write. No Qt."""

from __future__ import annotations

import errno
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from viewer.base.errors import ViewerError, cant_save
from viewer.base.translation import _, tr
from viewer.export.choice import Choice
from viewer.export.entries import Entry, ExportNote, Footage, times_in_words
from viewer.export.new_file import new_file
from viewer.media.pictures import never
from viewer.notes.file import shortened
from viewer.notes.model import TimeStatus
from viewer.notes.videos import video_key

Progress = Callable[[float, int], None]
"""Takes how much of how many is done."""


class ExportTask(NamedTuple):
    """One file being written; what stands beside it then gets its place with it."""

    target: Path
    progress: Progress
    cancelled: Callable[[], bool]  # then the writer raises Cancelled


Writer = Callable[[ExportTask], str]
"""Writes a file; returns what it holds, or "" where its size says more."""


class Content(NamedTuple):
    """What is to be exported, and what is known about its videos."""

    name: str  # of a file for all of it, without a suffix
    notes: Sequence[ExportNote]
    footage: Mapping[str, Footage]  # by the key of the video
    by_claims: bool = False  # chapters are claims, never headings
    sources: Collection[Path] = ()  # the files of all notes and videos, which nothing replaces
    unread: int = 0  # notes that could not be read

    def fitting(self, format_: ExportFormat) -> Content:
        """Return it without the notes of which a format uses nothing."""
        notes = [one for one in self.notes if one.entries or (format_.takes_text and one.has_text)]
        return self._replace(notes=notes)

    @property
    def entries(self) -> list[Entry]:
        """All entries, in order."""
        return [entry for one in self.notes for entry in one.entries]

    @property
    def lost(self) -> list[Entry]:
        """The citations that lead nowhere."""
        return [entry for entry in self.entries if entry.ms is None]

    @property
    def bare(self) -> int:
        """The number of moments that cannot be shown or heard because their video is not here."""
        moments = {
            (one.note, video_key(one.video), one.ms) for one in self.entries if one.ms is not None
        }
        return sum(self.footage.get(key, Footage()).path is None for _, key, _ in moments)


class ExportFile(NamedTuple):
    """A file that can be written."""

    name: str  # without folders
    write: Writer
    note: str = ""  # the note it is of, if others can be written without it
    beside: str = ""  # the suffix of a second file of the same name, if there is one
    text: str | None = None  # all of it, where it is text
    problems: Sequence[str] = ()  # what the receiving program will not accept, in sentences


class ExportPlan(NamedTuple):
    """What a format would write."""

    format: ExportFormat
    content: Content
    choice: Choice
    files: Sequence[ExportFile]
    size: int  # how many entries, moments, clips or cards
    left: Sequence[Entry] = ()  # citations that are not in it
    seconds: int = 0  # of video
    bytes: int = 0  # a guess, of videos
    bare: int = 0  # moments without a frame, for their video is not here

    @property
    def is_empty(self) -> bool:
        """Return whether there would be nothing in it."""
        return not (self.files if self.format.takes_text else self.size)

    @property
    def is_folder(self) -> bool:
        """Return whether it is written into a folder, as several files."""
        return self.format.is_folder or len(self.files) > 1

    @property
    def left_words(self) -> str:
        """How many timestamps are left out, which, and why; "" for none."""
        if not self.left:
            return ""
        count, statuses = len(self.left), {entry.status for entry in self.left}
        words = tr(
            "1 timestamp is left out ({0}): {1}|%n timestamps are left out ({0}): {1}", "", count
        )
        one = statuses.pop() if len(statuses) == 1 else None
        why = tr(_WHY.get(one, self.format.left), "", count)
        return words.format(times_in_words(self.left), why)

    @property
    def target_name(self) -> str:
        """The default name of its file or folder."""
        name, format_ = self.content.name, self.format
        if self.is_folder:
            return f"{name} {tr(format_.folder)}"
        ending = tr(format_.ending)
        return f"{name.removesuffix(ending).rstrip()} {ending}".strip() + format_.suffix


class FormatKind(NamedTuple):
    """A row for formats of one kind, under the heading of its group; in English."""

    group: str
    words: str
    hint: str = ""  # what is said beside it; "": the names of its formats


#: Headings above the formats of an export: what one can do with what is made.
GROUPS = READ, WATCH, LEARN, OTHER = (_("Read"), _("Watch"), _("Learn"), _("Other programs"))


#: Stands behind “3 timestamps are left out (“1:02”, …): ”.
_WHY: Mapping[TimeStatus | None, str] = {
    TimeStatus.UNREADABLE: _("its time can't be read.|their times can't be read.", "", 2),
    TimeStatus.PAST_END: _("it is past the end of the video.|they are past the end.", "", 2),
}
NOTHING = _("Nothing to export: no timestamps were found.")


class ExportFormat(ABC):
    """An export format. Code that uses formats asks them, and never tests their id.

    A new one is a row in `text_formats` or a class of its own, listed in `formats.FORMATS`. Its
    texts are English: `tr` translates them where they are shown.
    """

    id: str  # on the command line
    suffix: str  # of its files
    words: str
    about: str = ""  # what it is, in a sentence or two
    kind: FormatKind | None = None  # None: it has a row of its own, below the last heading
    short: str = ""  # what it is called among those of its kind
    # What follows the name of the note in that of its file, which must not be the video,
    # its captions, or the note itself; and in that of a folder for its files.
    ending: str = ""
    folder: str = _("files")
    suffixes: tuple[str, ...] = ()  # of what the user may call its file
    # Made of the videos themselves: it takes a while, and does not go to the terminal.
    is_media: bool = False
    is_folder: bool = False  # always, even for one file
    is_each: bool = False  # one file for each note or claim; else one for all
    is_for_video: bool = False  # one file for each video of each note
    is_shown: bool = False  # whether other programs open it, so that the user may want to see it
    in_ms: bool = False  # how far it is
    takes_text: bool = False  # also what cites nothing
    options: tuple[str, ...] = ()  # the ids of those it takes
    # In words, the first three as "one|many": what it holds; so many files, which hold {0} in all;
    # what timestamps lack without their video; why some are left out; where there is nothing.
    holds: str = _("1 timestamp|%n timestamps", "", 2)
    files: str = ""
    lacks: str = _(
        "1 timestamp has no picture and no audio: its video is not on this "
        "computer.|%n timestamps have no picture and no audio: their videos are not on "
        "this computer.",
        "",
        2,
    )
    left: str = _(
        "its time can't be read or is past the end.|their times can't be read or are past the end.",
        "",
        2,
    )
    nothing: str = NOTHING

    @abstractmethod
    def plan(self, content: Content, choice: Choice) -> ExportPlan:
        """Return what it would write, perhaps nothing.

        Raises ViewerError if the format cannot hold it, or its tool is not installed.
        """

    def options_with(self, choice: Choice) -> Sequence[str]:
        """Return the ids of the options that apply to this choice."""
        return self.options

    def said(self, plan: ExportPlan) -> str:
        """Return the size of a non-empty plan in words."""
        words = tr(self.holds, "", plan.size)
        files = len(plan.files)
        if files > 1 and self.files:
            words = tr(self.files, "", files).format(words)
        return words

    def refusal(self, plan: ExportPlan) -> ViewerError:
        """Return why a plan has no file to write."""
        return ViewerError(tr(NOTHING))


def free_name(stem: str, suffix: str, taken: set[str]) -> str:
    """Return a file name that is free in this export, and not too long."""
    stem = shortened(stem, f" 999{suffix}")
    number, free = 1, stem
    while free.casefold() in taken:
        number += 1
        free = f"{stem} {number}"
    taken.add(free.casefold())
    return free + suffix


Failed = Callable[[ExportFile, ViewerError | OSError], None]


def write(
    plan: ExportPlan,
    target_of: Callable[[str], Path],
    progress: Progress,
    cancelled: Callable[[], bool] = never,
    failed: Failed | None = None,
    *,
    replaces: bool = False,
) -> Iterator[tuple[Path, str]]:
    """Write the files of a plan to where `target_of` leads; yield each with its content.

    If one of several notes cannot be written it is passed to `failed`, if given, and the others are
    written. Otherwise raises ViewerError, OSError of the disk, and Cancelled; finished files stay.
    Existing files are left as they are, unless it `replaces` them.
    """
    count = len(plan.files)
    kept = {path.resolve() for path in plan.content.sources} if replaces else ()
    for number, file in enumerate(plan.files):

        def of_one(done: float, of: int, before: int = number) -> None:
            progress(before + done / (of or 1), count)

        target = target_of(file.name)
        try:
            if target.resolve() in kept:
                words = tr("“{0}” is a note or video of this export.").format(target.name)
                raise ViewerError(words, tr("Choose another name."))
            with new_file(target, replaces=replaces) as part:
                said = file.write(ExportTask(part, of_one if count > 1 else progress, cancelled))
        except (ViewerError, OSError) as error:
            # Errors of the disk affect all files, except for the length of a name.
            is_of_all = isinstance(error, OSError) and error.errno != errno.ENAMETOOLONG
            if failed is None or not file.note or count == 1 or is_of_all:
                raise
            failed(file, error)
        else:
            yield target, said
        if count > 1:
            progress(number + 1, count)


def named(plan: ExportPlan, chosen: Path) -> Path:
    """Return the file to write for the name that the user chose, with the format's suffix."""
    if chosen.suffix.casefold() in (plan.format.suffixes or (plan.format.suffix,)):
        return chosen
    return chosen.with_name(chosen.name + plan.format.suffix)


def write_chosen(
    plan: ExportPlan, target: Path, progress: Progress, cancelled: Callable[[], bool]
) -> Path:
    """Write a plan to the target the user chose; return the path to show.

    `target` is a folder, created if missing, in which nothing is overwritten; or a file, which is
    replaced once everything is done. Raises ViewerError, and Cancelled, after which finished clips
    stay.
    """
    is_folder = plan.is_folder

    def path_of(name: str) -> Path:
        return target / name if is_folder else target

    paths = [(path_of(one.name), one.beside) for one in plan.files]
    new = [path for path, _ in paths] if is_folder else []
    new += [path.with_suffix(suffix) for path, suffix in paths if suffix]
    there = next((path for path in new if path.exists()), None)
    if there is not None:
        words = tr("“{0}” already exists.").format(there.name)
        raise ViewerError(words, tr("Choose another name."))
    is_made = is_folder and not target.exists()
    try:
        if is_folder:
            target.mkdir(exist_ok=True)
        files = write(plan, path_of, progress, cancelled, replaces=not is_folder)
        made = [path for path, _ in files]
    except OSError as error:
        raise ViewerError(cant_save(target.name, error)) from error
    finally:
        if is_made:
            with suppress(OSError):  # unless something is in it
                target.rmdir()
    return made[0]
