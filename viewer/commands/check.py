"""`cuenote check NOTE|VAULT`: check citations, in the terminal and for other programs.

An unreadable note is reported and skipped.

With `--events` it is the window's background process: one JSON object per line, {"kind":
"progress", "done", "count"}, {"kind": "notes", "notes": [{"path", "counts", "doubtful", "was_read",
"digest", "repair"}]}, {"kind": "ready"}. With `--fix` as well, `repair` is the text of
`Repair.to_json`, or null; nothing is written. `--below FOLDER` checks only the notes in that folder
of the vault.
"""

import argparse
import json
import os
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext, suppress
from pathlib import Path

from viewer.base.child_side import end_with_parent, lower_priority
from viewer.base.errors import CallError, NoteFileError, why
from viewer.base.terminal import (
    Code,
    Parser,
    columns,
    counted,
    json_text,
    plain,
    tell,
    tell_json,
    warn,
)
from viewer.check import verdicts
from viewer.check.check_many import Checked, Checker, CheckWish, Shape, apply_repair, check_vault
from viewer.check.finding import Verdict
from viewer.check.sources import Places
from viewer.commands.arguments import (
    VaultFinder,
    add_notes,
    add_places,
    add_vault,
    library_folder,
    notes_of,
    notes_typed,
    state_folder,
)
from viewer.media.caption_formats import caption_suffixes
from viewer.notes.file import read_note
from viewer.notes.model import VideoRef
from viewer.notes.real_path import real_path
from viewer.notes.timecode import parse_typed
from viewer.vault.files import SUFFIXES
from viewer.vault.note_videos import video_of, videos_of


def run(options: argparse.Namespace) -> int:
    """Check; return the exit code. Raises ViewerError if nothing can be checked."""
    with notes_typed(options.paths) as (paths, piped):
        if options.fix and piped is not None:
            raise CallError("Standard input can't be fixed.")
        return _check(paths, piped, options)


def _check(paths: Sequence[Path], piped: Path | None, options: argparse.Namespace) -> int:
    vaults = VaultFinder(options, piped)
    total = _Total()
    out = _Json() if options.json else _Terminal()
    is_vault = len(paths) > 1 or paths[0].is_dir()
    if options.transcripts is not None and not options.transcripts.is_dir():
        raise NoteFileError(f"No folder of transcripts at {options.transcripts}.")
    is_gone = False  # a note or vault that was named
    durations = read_durations(options.durations) if options.durations is not None else None
    folders: dict[Path, _Folder] = {}
    with out.bar:
        for path in paths:
            is_folder = path.is_dir()
            try:
                wish, notes = _wish(path, options, vaults, durations)
            except NoteFileError as error:
                warn(f"cuenote: {error.words()}")
                is_gone = True
                continue
            if options.events:
                return _tell_events(wish, notes)
            before = total.notes
            if is_folder:
                batches = check_vault(wish, notes)
            else:
                if wish.root not in folders:
                    folders[wish.root] = _Folder(wish)
                batches = iter([folders[wish.root].check(notes[0])])
            for batch in batches:
                for checked in batch:
                    total.add(checked)
                    for problem in checked.problems:
                        warn(f"cuenote: {problem}")
                    shown = path / checked.path if is_folder else path
                    out.show(checked, "-" if path == piped else str(shown))
                    if options.fix and checked.repair is not None:
                        problem = apply_repair(wish.root, checked.path, checked.repair)
                        total.add_repair(checked, checked.repair.citations, problem)
                out.progress(total.notes - before, len(notes))
        if total.notes or not is_gone:
            out.end(total, is_fixed=options.fix, is_vault=is_vault)
    if total.counts[verdicts.NO_EVIDENCE] and options.transcripts is None and durations is None:
        vaults.say()
    if total.left or total.wrong_captions:
        return Code.FOUND
    is_blind = is_gone or total.is_blind or (total.notes and not total.checked)
    return Code.NOT_THERE if is_blind else Code.DONE


def parser() -> Parser:
    *suffixes, last = caption_suffixes()
    made = Parser(
        "check",
        "Check the timestamps of a note, or of every note in a vault, against the length of the "
        "video and its transcript. With only one of them, fewer problems are found.",
    )
    add_notes(made)
    made.add_argument(
        "--transcripts",
        type=Path,
        metavar="DIR",
        help=(
            f"a folder with <videoId>{', '.join(suffixes)} or {last}, or <videoId>.en.vtt and "
            "so on (default: the transcripts found on this computer)"
        ),
    )
    made.add_argument(
        "--durations",
        type=Path,
        metavar="FILE",
        help=(
            "the lengths of videos: JSON, {videoId: seconds}, or lines of id,seconds or "
            "id,1:10:12, with a comma or a tab (default: the videos on this computer)"
        ),
    )
    made.add_json("timestamp")
    made.add_argument("--fix", action="store_true", help="make the safe fixes")
    add_vault(made)
    add_places(made)
    made.add_argument("--events", action="store_true", help=argparse.SUPPRESS)
    made.add_argument("--below", action="append", default=[], help=argparse.SUPPRESS)
    return made


_BETWEEN = re.compile(r"\t\s*[,;]?\s*|[,;]\s*")
_HEADS = frozenset({"id", "videoid", "video", "video_id", "key"})


def read_durations(path: Path) -> dict[str, int]:
    """Read a list of durations, in ms by video id. Raises NoteFileError.

    Either JSON, one object of `{videoId: seconds}`; or lines of `id,duration`, separated by comma,
    semicolon or tab. A duration is seconds (`4212`, `4212.5`) or a time (`1:10:12`), in JSON a
    number or a string. Empty lines, lines that begin with `#`, and a header (`id,…`, `videoId,…`)
    are skipped.
    """
    try:
        text = path.read_text("utf-8-sig")
        if text.lstrip().startswith("{"):
            read = json.loads(text, parse_float=lambda written: f"{float(written):.3f}")
            entries = [(f"“{key}”", [key, str(value)]) for key, value in read.items()]
        else:
            entries = [
                (f"line {number}", [field.strip(' "') for field in _BETWEEN.split(line)])
                for number, line in enumerate(text.splitlines(), 1)
                if line.strip() and not line.lstrip().startswith("#")
            ]
            if entries and entries[0][1][0].casefold() in _HEADS:
                del entries[0]
    except OSError as error:
        raise NoteFileError(f"{path} can't be read: {why(error)}.") from error
    except (ValueError, RecursionError) as error:
        raise NoteFileError(f"{path} is not a list of durations: {error}.") from error
    result = {}
    for place, (video_id, *written) in entries:
        ms = parse_typed(written[0]) if len(written) == 1 else None
        if not video_id or not ms:
            raise NoteFileError(
                f"{path}, {place}: “{','.join([video_id, *written])[:60]}” is not a video with its "
                "duration.",
                "Write the ID, a comma or a tab, and seconds or a time such as 1:10:12.",
            )
        result[video_id] = ms
    return result


def _wish(
    path: Path,
    options: argparse.Namespace,
    vaults: VaultFinder,
    durations: Mapping[str, int] | None,
) -> tuple[CheckWish, Sequence[str]]:
    if path.is_dir():
        root, notes = notes_of(path)
    else:
        read_note(path)  # which says what is wrong with it
        place = real_path(path)
        root, notes = place.parent, [place.name]
    found = vaults.of(path), library_folder(options), state_folder(options)
    places = Places(options.transcripts, durations, *found)
    shape = Shape.NOTHING if options.events else Shape.JSON if options.json else Shape.LINES
    below = tuple(f"{one}/" for one in options.below)
    return CheckWish(root, places, shape, options.fix, below), notes


class _Folder:
    """Checks notes of one folder; its other notes about the same videos are evidence."""

    def __init__(self, wish: CheckWish) -> None:
        self._checker, self._root = Checker(wish), wish.root
        names: list[str] = []
        with suppress(OSError):  # the note itself was read
            names = [each.name for each in wish.root.iterdir() if not each.name.startswith(".")]
        notes = sorted(name for name in names if name.casefold().endswith(SUFFIXES))
        self._about = defaultdict[VideoRef, list[str]](list)
        for name, ref in videos_of(wish.root, notes):
            self._about[ref].append(name)

    def check(self, name: str) -> list[Checked]:
        ref = video_of(self._root / name)
        others = self._about[ref] if ref is not None else []
        return self._checker.check(sorted({name, *others}), [name])


class _Total:
    def __init__(self) -> None:
        self.notes = self.checked = self.kept = self.sure = self.doubtful = self.left = 0
        self.repaired = self.repaired_notes = self.sure_notes = 0
        self.counts = Counter[Verdict]()
        # Notes whose captions are of no use, and those whose repair could not be written.
        self.wrong_captions = 0
        self.passed_over: list[str] = []
        self.has_length = False  # of a video, by which times are checked, too

    @property
    def is_blind(self) -> bool:
        return not self.has_length and 0 < self.counts[verdicts.NO_EVIDENCE] == self.counts.total()

    def add(self, checked: Checked) -> None:
        self.notes += 1
        if not checked.was_read:
            return
        self.checked += 1
        self.wrong_captions += checked.has_wrong_captions
        self.kept += checked.kept
        self.sure += checked.sure
        self.sure_notes += checked.sure > 0
        self.doubtful += checked.doubtful
        # Until the repair is made it does not count.
        self.left += checked.doubtful
        self.counts.update(dict(zip(verdicts.VERDICTS, checked.counts, strict=True)))
        self.has_length |= checked.has_length

    def add_repair(self, checked: Checked, count: int, problem: str) -> None:
        if problem:
            self.passed_over.append(problem)
            return
        self.repaired += count
        self.repaired_notes += 1
        self.left += checked.left - checked.doubtful


class _Json:
    """Writes a line for each citation to standard output; --fix reports elsewhere."""

    bar = nullcontext()  # what is written shows how far it is

    def show(self, checked: Checked, path: str) -> None:
        head = json_text({"path": path}).removesuffix("}")
        sys.stdout.writelines(f"{head}, {line.removeprefix('{')}\n" for line in checked.json)

    def progress(self, done: int, count: int) -> None:
        pass

    def end(self, total: _Total, *, is_fixed: bool, is_vault: bool) -> None:
        if is_fixed:
            for line in _repairs(total):
                warn(line)


_BOLD, _DIM, _YELLOW, _CYAN = 1, 2, 33, 36  # as terminals number them


class _Terminal:
    def __init__(self) -> None:
        from viewer.commands.progress import Bar

        self.bar = Bar("Checking")

    def show(self, checked: Checked, path: str) -> None:
        lines = checked.lines
        if lines is None:
            return
        shown = os.fsencode(path).decode("utf-8", "replace")
        tell((lines.title, _BOLD), (f"  ({shown})", _DIM))
        if lines.captions:
            tell((f"  {lines.captions}", _YELLOW))
        told = [[plain(part) for part in line] for line in lines.lines]
        width = max([10, *(columns(line[0]) for line in told)])
        for written, words, *more in told:
            before = " " * (2 + width - columns(written))
            tell((f"{before}{written}", _CYAN), f"  {words}")
            for line in filter(None, more):
                tell((f"  {'':>{width}}  {line}", _DIM))
        tell()

    def progress(self, done: int, count: int) -> None:
        notes = counted(count, "note")
        self.bar.show(done, count, f"{done:,} of {notes}")

    def end(self, total: _Total, *, is_fixed: bool, is_vault: bool) -> None:
        self.bar.end()
        for line in _summary(total, is_fixed=is_fixed, is_vault=is_vault):
            tell(line)


def _summary(total: _Total, *, is_fixed: bool, is_vault: bool) -> Iterator[str]:
    timestamps = counted(total.counts.total(), "timestamp")
    if is_vault:
        timestamps += f" in {counted(total.checked, 'note')}"
    yield f"{timestamps}; {counted(total.doubtful, 'problem')}"
    width = len(f"{max(total.counts.values(), default=0):,}")
    for verdict in sorted(verdicts.VERDICTS, key=lambda each: each.order[1]):
        count = total.counts[verdict]
        if count or verdict.holds:
            yield f"  {count:>{width},}  {verdict.counted}"
    if total.wrong_captions:
        yield f"{counted(total.wrong_captions, 'note has', 'notes have')} the wrong transcript."
    if total.kept:
        problems = counted(total.kept, "problem was", "problems were")
        yield f"{problems} ignored; counted as confirmed."
    if is_fixed:
        yield from _repairs(total)
    elif total.sure:
        where = f" in {counted(total.sure_notes, 'note')}" if is_vault else ""
        yield f"{counted(total.sure, 'fix is', 'fixes are')} safe{where}; use --fix."


def _repairs(total: _Total) -> Iterator[str]:
    notes = counted(total.repaired_notes, "note")
    repaired = counted(total.repaired, "timestamp")
    problems = counted(total.left, "problem")
    if total.is_blind:
        yield "Nothing was fixed: no timestamps could be checked."
    else:
        yield f"Fixed {repaired} in {notes}; {problems} left."
    for problem in total.passed_over:
        yield f"Skipped: {problem}"


# ---------------------------------------------------------------------- for the window


def _tell_events(wish: CheckWish, notes: Sequence[str]) -> int:
    end_with_parent()
    lower_priority()
    done, count = 0, sum(map(wish.wants, notes))
    tell_json({"kind": "progress", "done": 0, "count": count})
    for batch in check_vault(wish, notes):
        done += len(batch)
        tell_json({"kind": "notes", "notes": [_event(checked) for checked in batch]})
        tell_json({"kind": "progress", "done": done, "count": count})
    tell_json({"kind": "ready"})
    return 0


def _event(checked: Checked) -> dict[str, object]:
    told = ("path", "counts", "doubtful", "was_read", "digest")
    # As text: ten thousand lists would be a burden to who needs but a few of them.
    repair = json.dumps(checked.repair.to_json()) if checked.repair is not None else None
    return {**{name: getattr(checked, name) for name in told}, "repair": repair}
