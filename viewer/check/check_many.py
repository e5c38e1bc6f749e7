"""Check whole vaults in several processes, and write the repairs.

The notes about one video are checked together, since the last moment they cite bounds the others;
such groups go to several child processes, and only a few of them are in memory at a time. The
result for a note is a `Checked`: plain, small values, only as much as was requested.

A repair is planned against the bytes that were checked, and written only over those very bytes, by
`viewer.notes.file.save`: every note is whole at every moment, even after a crash, and later changes
by other programs stay. Checking a repaired note finds nothing more to repair: what a repair makes
sure in its own note is part of the plan.

Texts for the terminal are careful: a citation is never called false, only weak, with a better
place.

Waits for the disk, and for the processor: neither on the GUI thread.
"""

import hashlib
import os
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from viewer.base.children import ChildEndedError, in_children
from viewer.base.errors import NoteFileError, ViewerError
from viewer.base.terminal import json_text
from viewer.base.translation import tr
from viewer.check import verdicts
from viewer.check.check import examine, repair
from viewer.check.finding import CaptionsFinding, Examined, Finding
from viewer.check.sources import KnownVideo, Places, Sources
from viewer.check.verdicts import HOLDS
from viewer.check.why import cut_words, short, sure_line
from viewer.notes.edit import Change, Edit
from viewer.notes.file import digest_of, read_version, save
from viewer.notes.language import language_of
from viewer.notes.model import VideoRef
from viewer.notes.note import Note
from viewer.notes.time_readings import cited_end_ms, last_surely_ms
from viewer.notes.timecode import format_ms
from viewer.notes.whereabouts import CitationPlace, places_of
from viewer.vault.note_videos import videos_of

_TOGETHER = 8  # notes that go to a process at a time, and those about the same videos
_IN_PARALLEL = 100  # with fewer notes, starting processes takes longer than checking
_ROUNDS = 5
_FEW = 3  # of one kind, one after the other: more are told together
_QUOTED = 160


class Shape(StrEnum):
    """The format in which findings are wanted, besides the counts."""

    NOTHING = "nothing"
    JSON = "json"  # the lines of `cuenote check --json`, without a path
    LINES = "lines"  # what the user reads


class CheckWish(NamedTuple):
    """What to check, against what, and what to return. Can be sent to a process."""

    root: Path
    places: Places
    shape: Shape = Shape.NOTHING
    # Whether repairs are planned; it takes another look at each note that has some.
    repairs: bool = False
    # Of which notes it is wanted: these, and those in these folders of the vault; none is all. The
    # others bound their times.
    below: tuple[str, ...] = ()

    def wants(self, note: str) -> bool:
        """Return whether a note, by its path in the vault, should be checked."""
        return not self.below or f"{note}/".startswith(self.below)


class Repair(NamedTuple):
    """The sure repairs of one note, and the bytes they apply to."""

    sha256: str
    edits: tuple[Edit, ...]
    # How many citations they change.
    citations: int

    def change(self) -> Change:
        """Return the change of the note's bytes."""
        return Change(tr("Fix times"), self.edits)

    def to_json(self) -> list[Any]:
        """Return values that JSON can hold; `from_json` reads them."""
        return [self.sha256, self.citations, [edit.to_json() for edit in self.edits]]

    @classmethod
    def from_json(cls, value: Any) -> "Repair":
        """Read what `to_json` returned."""
        sha256, count, edits = value
        return cls(sha256, tuple(map(Edit.from_json, edits)), count)


class NoteLines(NamedTuple):
    """The lines shown about one note.

    For each finding: the time as written, the message, why it is sure, and a quote; the last two
    may be empty.
    """

    title: str
    lines: tuple[tuple[str, str, str, str], ...]
    # What is wrong with the captions as a whole; empty where nothing is.
    captions: str = ""


class Checked(NamedTuple):
    """The result of checking one note. `path` is relative to the vault."""

    path: str
    # How many citations have each verdict, in the order of VERDICTS; those kept as they are hold.
    # Empty where the note was not checked.
    counts: tuple[int, ...] = ()
    # How many citations are kept as they are, and how many of the others have a sure repair.
    kept: int = 0
    sure: int = 0
    # How much there is to look at, and how much is left once the repair is made.
    doubtful: int = 0
    left: int = 0
    repair: Repair | None = None
    # What of the note or its video could not be read, in sentences.
    problems: tuple[str, ...] = ()
    # Whether the note was checked at all; else `problems` says why not.
    was_read: bool = True
    json: tuple[str, ...] = ()
    lines: NoteLines | None = None
    # Whether something is wrong with the captions as a whole.
    has_wrong_captions: bool = False
    has_length: bool = False  # whether it is known how long its video is
    digest: str = ""  # of the bytes that were checked, as the index tells them apart


# ---------------------------------------------------------------------- checking


def check_vault(
    wish: CheckWish, notes: Sequence[str], *, workers: int | None = None
) -> Iterator[list[Checked]]:
    """Check notes, given by their paths relative to the vault; yield some at a time.

    The notes about one video come together, the videos in the order of their first notes. Raises
    ViewerError if a process ends too early. Close the iterator to stop early.
    """
    tasks = _tasks(wish, notes)
    workers = min(os.cpu_count() or 1, 8) if workers is None else workers
    checker = Checker(wish)
    if len(notes) < _IN_PARALLEL or workers == 1:
        for task in tasks:
            for group in task:
                yield checker.check_all([group])
        return
    try:
        yield from in_children(checker.check_all, tasks, workers)
    except ChildEndedError as error:
        raise ViewerError(
            tr("The check stopped unexpectedly."), tr("The computer may be out of memory.")
        ) from error


def _tasks(wish: CheckWish, notes: Sequence[str]) -> Iterator[list[list[str]]]:
    """Group the notes by video, with enough videos per task to be worth sending."""
    groups: dict[object, list[str]] = {note: [note] for note in notes}
    by_video: dict[str, list[str]] = {}
    for note, ref in videos_of(wish.root, notes):
        key = _video_key(ref, wish.root / note)
        first = by_video.setdefault(key, groups[note])
        if first[0] != note:
            first.append(note)
            del groups[note]
    task: list[list[str]] = []
    for group in groups.values():
        if not any(map(wish.wants, group)):
            continue
        task.append(group)
        if sum(map(len, task)) >= _TOGETHER:
            yield task
            task = []
    if task:
        yield task


def _video_key(ref: VideoRef, note_path: Path) -> str:
    if ref.video_id or ref.url:
        return f"{ref.video_id or ref.url}"
    return os.path.normpath(note_path.parent / (ref.path or ""))


class _Read:
    def __init__(self, path: str, place: Path, note: Note, facts: KnownVideo) -> None:
        self.path, self.place, self.facts = path, place, facts
        self.note = self.begun = note
        self.kept: frozenset[int] = frozenset()
        self.examined = Examined(())
        self.change = Change("", ())

    @property
    def duration_ms(self) -> int | None:
        return self.facts.duration_ms

    @property
    def findings(self) -> tuple[Finding, ...]:
        return self.examined.findings

    def doubtful(self) -> list[Finding]:
        return [f for f in self.findings if f.is_doubtful and f.citation not in self.kept]


class Checker:
    """Checks notes in this process."""

    def __init__(self, wish: CheckWish) -> None:
        self._wish = wish
        self._sources = Sources(wish.places)

    def __reduce__(self) -> tuple[type["Checker"], tuple[CheckWish]]:
        """Pickle only the wish: in the other process it reads its sources itself."""
        return Checker, (self._wish,)

    def check_all(self, groups: Iterable[Sequence[str]]) -> list[Checked]:
        """Check several groups, each of notes about one video."""
        return [
            checked
            for group in groups
            for checked in self.check(group, list(filter(self._wish.wants, group)))
        ]

    def check(self, group: Sequence[str], wanted: Iterable[str] | None = None) -> list[Checked]:
        """Check the notes about one video, or only `wanted` of them; all may bound the times."""
        reads: list[_Read] = []
        result: dict[str, Checked] = {}
        for path in group:
            place = self._wish.root / path
            try:
                data, _ = read_version(place)
            except NoteFileError as error:
                result[path] = Checked(path, problems=(str(error),), was_read=False)
                continue
            note = Note.parse(data, said=self._sources.dismissed.said_of(place))
            read = _Read(path, place, note, KnownVideo())
            if not read.note.is_utf8:
                words = f"“{path}” is not UTF-8, so it was not checked."
                result[path] = Checked(path, problems=(words,), was_read=False)
                continue
            reads.append(read)
        if len(reads) > 2:
            lasts = {read.path: last_surely_ms(read.note.times(None)) for read in reads}
            for read in reads:
                others = (ms for path, ms in lasts.items() if path != read.path)
                read.note = read.note.beside(cited_end_ms(others))
        only = frozenset(group if wanted is None else wanted)
        for read in reads:
            if read.path in only:
                result[read.path] = self._check(read)
        return [result[path] for path in group if path in only]

    def _check(self, read: _Read) -> Checked:
        read.facts = self._sources.of(read.note.video, read.place, language_of(read.note))
        read.kept = self._sources.dismissed.kept_of(read.place, read.note)
        self._look(read)
        checked = self._told(read)
        return self._planned(read, checked) if self._wish.repairs else checked

    def _look(self, read: _Read) -> None:
        facts = read.facts
        try:
            read.examined = examine(
                read.note, read.duration_ms, facts.transcript, chapters=facts.chapters
            )
        except Exception as error:
            error.add_note(f"while checking {read.place}")
            raise

    def _told(self, read: _Read) -> Checked:
        kept = [one for one in read.findings if one.is_doubtful and one.citation in read.kept]
        counts = Counter(one.verdict for one in read.findings)
        counts.subtract(one.verdict for one in kept)
        counts[verdicts.HOLDS] += len(kept)
        doubtful, captions = read.doubtful(), read.examined.captions
        shape = self._wish.shape
        return Checked(
            read.path,
            tuple(counts[verdict] for verdict in verdicts.VERDICTS),
            len(kept),
            sum(finding.has_sure_fix for finding in doubtful),
            len(doubtful),
            len(doubtful),
            problems=read.facts.problems,
            json=as_json(read.note, read.examined, read.kept) if shape is Shape.JSON else (),
            lines=lines_of(read.path, read.note, doubtful, read.duration_ms, captions)
            if shape is Shape.LINES and (doubtful or captions is not None)
            else None,
            has_wrong_captions=captions is not None,
            has_length=read.duration_ms is not None,
            digest=digest_of(read.begun.data).hex(),
        )

    def _planned(self, read: _Read, checked: Checked) -> Checked:
        """Plan the sure repairs, and those that become sure by them."""
        for _ in range(_ROUNDS):
            doubtful = read.doubtful()
            change = (
                repair(read.note, doubtful, None, read.duration_ms)
                if any(f.sure for f in doubtful)
                else None
            )
            if not change:
                break
            read.change = read.change.then(change)
            read.note = read.note.with_data(change.apply(read.note.data))
            read.kept = self._sources.dismissed.kept_of(read.place, read.note)
            self._look(read)
        if not read.change:
            return checked
        before, after = read.begun.citations, read.note.citations
        return checked._replace(
            left=len(read.doubtful()),
            repair=Repair(
                hashlib.sha256(read.begun.data).hexdigest(),
                read.change.edits,
                sum(
                    (one.written, one.label) != (two.written, two.label)
                    for one, two in zip(before, after, strict=False)
                ),
            ),
        )


# ---------------------------------------------------------------------- repairing


def apply_repair(root: Path, path: str, planned: Repair) -> str:
    """Write the repair of one note, unless it changed meanwhile. Never raises for the disk.

    Returns why it was skipped, or "".
    """
    place = root / path
    try:
        data, fingerprint = read_version(place)
        if fingerprint.sha256 != planned.sha256:
            return f"“{path}” was changed after the check."
        save(place, planned.change().apply(data), fingerprint)
    except NoteFileError as error:
        return str(error)
    return ""


def as_json(note: Note, examined: Examined, kept: Collection[int]) -> tuple[str, ...]:
    """Return the results for each citation of a note as JSON, without the note's path.

    A citation that the user ignores counts as good, with no proposal. What is wrong with the
    captions as a whole is in each entry of their note.
    """
    captions = None if examined.captions is None else _captions_entry(examined.captions)
    places = places_of(note)
    return tuple(
        json_text(
            _entry(note, finding, places[finding.citation], finding.citation in kept)
            | {"captions": captions}
        )
        for finding in examined.findings
    )


def _captions_entry(found: CaptionsFinding) -> dict[str, object]:
    return {
        "fault": found.fault.json,
        "note_language": found.written or None,
        "captions_language": found.spoken or None,
        "pieces": [{"start_ms": start, "late_ms": late} for start, late in found.pieces],
    }


def _entry(note: Note, finding: Finding, place: CitationPlace, is_kept: bool) -> dict[str, object]:
    citation = note.citations[finding.citation]
    is_kept = is_kept and finding.is_doubtful
    proposals = () if is_kept else finding.proposals
    evidence = proposals[0].evidence if proposals else finding.cited
    said = None
    if evidence is not None:
        said = {"start_ms": evidence.start_ms, "end_ms": evidence.end_ms, "text": evidence.text}
    return {
        "line": place.line,
        "text": place.text,
        "start": citation.span.start,
        "end": citation.span.end,
        "written": citation.written,
        "reads_ms": finding.reads_ms,
        "verdict": str(HOLDS if is_kept else finding.verdict),
        "proposed_ms": proposals[0].ms if proposals else None,
        "candidates": [proposal.ms for proposal in proposals],
        "sure": finding.sure and not is_kept,
        "why": sure_line(finding.why) if finding.why is not None and not is_kept else None,
        "evidence": said,
    }


def lines_of(
    path: str,
    note: Note,
    findings: Sequence[Finding],
    duration_ms: int | None,
    captions: CaptionsFinding | None = None,
) -> NoteLines:
    """Return the findings in a note; several of the same kind in a row share one line."""
    lines: list[tuple[str, str, str, str]] = []
    for verdict, run in groupby(findings, key=lambda finding: finding.verdict):
        group = list(run)
        are_many = bool(verdict.many) and len(group) > _FEW
        for finding in group[:1] if are_many else group:
            citation = note.citations[finding.citation]
            words, said = verdict.told(finding, citation, duration_ms), _quote(finding)
            if are_many:
                words, said = f"{len(group)} {verdict.many}", ""
                if finding.proposed_ms is not None:
                    words = f"{words}: this one is {format_ms(finding.proposed_ms)}"
            if finding.sure:
                words = f"{words} (safe fix)"
            why = sure_line(finding.why) if finding.why is not None else ""
            lines.append((short(citation.written) or "(empty)", words, why, said))
    words = ""
    if captions is not None:
        fault, pieces = captions.fault, cut_words(captions.pieces)
        words = fault.told_named if captions.is_named else fault.told
        words = words.format(captions.spoken, captions.written, pieces)
    return NoteLines(note.title or path.rsplit("/", 1)[-1], tuple(lines), words)


def _quote(finding: Finding) -> str:
    evidence = finding.proposals[0].evidence if finding.proposals else None
    if evidence is None:
        return ""
    said = f"“{short(evidence.text, _QUOTED)}”"
    return f"{format_ms(evidence.start_ms)} {said}"
