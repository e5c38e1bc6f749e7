"""`cuenote convert NOTE|VAULT --to FORMAT`: convert citations to another format.

Nothing is written without `--write`: then each note is replaced in one step, and only if its file
is still the one that was read. Without it standard output is a diff that `git apply` takes at the
top of the repository or vault, and nothing else; messages go to standard error.

Citations left unchanged and notes that cannot be written count as problems.
"""

import argparse
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from difflib import diff_bytes, unified_diff
from functools import cache
from pathlib import Path
from typing import NamedTuple

from viewer import is_own_file
from viewer.base.errors import CallError, NoteSaveError, ViewerError
from viewer.base.terminal import Code, Parser, counted, plain, tell_json, warn
from viewer.check.dismissed import Dismissed
from viewer.commands.arguments import add_notes, notes_in, notes_typed, state_folder
from viewer.notes.convert import Conversion, convert
from viewer.notes.draft import tidy
from viewer.notes.file import read_version, save
from viewer.notes.forms import every
from viewer.notes.note import Note
from viewer.notes.real_path import real_path
from viewer.notes.whereabouts import line_of
from viewer.vault.around import vault_around


class _Done(NamedTuple):
    path: str
    note: Note | None  # None: it could not be read
    result: Conversion | None
    problem: str = ""


def run(options: argparse.Namespace) -> int:
    """Convert, or print what would change; return the exit code."""
    total, whys = Counter[str](), Counter[str]()
    with notes_typed(options.paths) as (paths, piped):
        if piped is not None and options.write and options.json:
            raise CallError("--json and --write both print what - reads.", "Choose one of them.")
        for root, name, _ in notes_in(paths):
            shown = "-" if root / name == piped else str(root / name)
            done = _convert(root, name, shown, options)
            total["unread" if done.note is None else "read"] += 1
            total["problems"] += bool(done.problem and done.note)
            if done.result is not None:
                result = done.result
                total.update(done=result.done, same=result.same, turned=result.turned)
                total["changed"] += bool(result.change)
                whys.update(left.why for left in result.left)
            if options.json and done.note is not None:
                _tell_entry(done)
            elif done.result is not None and done.note is not None and not options.write:
                _show_diff(_in_vault(root, name), done.note, done.result)
            _tell(done, is_json=options.json)
        if piped is not None and options.write:
            sys.stdout.buffer.write(piped.read_bytes())
    if total["read"]:
        for line in _summary(total, whys, is_written=options.write):
            warn(line)
    if whys or total["problems"]:
        return Code.FOUND
    return Code.NOT_THERE if total["unread"] else Code.DONE


def parser() -> Parser:
    examples = {form.id: " ".join(form.example.split()) for form in every.FORMS}
    width = max(map(len, examples))
    forms = "\n".join(f"  {id_:<{width}}  {example}" for id_, example in examples.items())
    made = Parser(
        "convert",
        "Convert the timestamps of a note, or of every note in a vault, to another format. Nothing "
        "else in a note changes, and each timestamp keeps its time, its end and its video. Those "
        "that can't be converted are left unchanged and listed.\n\n"
        "Without --write nothing is written: the changes are printed as a diff, which `git apply` "
        "takes at the top of the repository or vault.",
        f"formats:\n{forms}",
    )
    add_notes(made)
    made.add_argument(
        "--to",
        required=True,
        choices=list(examples),
        metavar="FORMAT",
        help="the target format, see below",
    )
    made.add_argument("--write", action="store_true", help="write the notes")
    made.add_argument(
        "--whole-seconds",
        action="store_true",
        help="drop fractions of a second where the format has none (brackets, for example)",
    )
    made.add_json("note")
    return made


def _convert(root: Path, name: str, shown: str, options: argparse.Namespace) -> _Done:
    path = root / name
    try:
        data, seen = read_version(path)
    except ViewerError as error:
        return _Done(shown, None, None, error.words())
    note = Note.parse(data, said=Dismissed(state_folder()).said_of(path))
    problem = _why_not(note, path)
    if problem:
        return _Done(shown, note, None, problem)
    result = convert(note, every.form_named(options.to), cuts=options.whole_seconds)
    if options.write and result.change:
        try:
            _tidy_once(path.parent)
            save(path, result.change.apply(data), seen)
        except NoteSaveError as error:
            return _Done(shown, note, None, f"{error} It was left unchanged.")
    return _Done(shown, note, result)


@cache
def _tidy_once(folder: Path) -> None:
    tidy([folder], state_folder())


def _why_not(note: Note, path: Path) -> str:
    if not note.is_utf8:
        return f"“{path}” is not valid UTF-8, so it was left unchanged."
    if path.suffix.casefold() == ".org":
        return f"“{path}” is an Org file, so it was left unchanged: only Markdown is converted."
    if is_own_file(path):
        return f"“{path}” belongs to Cuenote, so it was left unchanged."
    return ""


def _summary(total: Counter[str], whys: Counter[str], *, is_written: bool) -> Iterator[str]:
    words = "Converted" if is_written else "Would convert"
    done, notes = counted(total["done"], "timestamp"), counted(total["changed"], "note")
    yield f"{words} {done} in {notes}."
    if total["turned"]:
        yield f"Note: {total['turned']:,} will then belong to the text on the other side."
    if total["same"]:
        yield f"{counted(total['same'], 'is', 'are')} already in this format."
    if whys:
        yield f"{counted(whys.total(), 'was', 'were')} left unchanged:"
        for why, count in whys.most_common():
            yield f"  {count:>6,}  {why}"
    if total["done"] and not is_written:
        yield "Nothing was written. Use --write to write the changes."


def _line_of(note: Note, index: int) -> int:
    return line_of(note.data, note.citations[index].span.start)


def _tell(done: _Done, *, is_json: bool) -> None:
    if done.problem:
        warn(f"cuenote: {done.problem}")
    if is_json or done.result is None or done.note is None:
        return
    lines: dict[str, list[int]] = {}
    for left in done.result.left:
        lines.setdefault(left.why, []).append(_line_of(done.note, left.citation))
    for why, found in lines.items():
        more = f" and {len(found) - 1:,} more" if len(found) > 1 else ""
        warn(f"{done.path}:{found[0]}{more}: left unchanged. {why}")


def _tell_entry(done: _Done) -> None:
    result, note = done.result, done.note
    entry: dict[str, object]
    entry = {"path": done.path, "converted": 0, "same": 0, "left": [], "problem": done.problem}
    if result is not None and note is not None:
        if not note.citations:
            return
        entry |= {"converted": result.done, "same": result.same, "problem": None}
        entry["left"] = [
            {
                "line": _line_of(note, one.citation),
                "text": note.citations[one.citation].written,
                "why": one.why,
            }
            for one in result.left
        ]
    tell_json(entry)


def _in_vault(root: Path, name: str) -> bytes:
    """Return the path of a note in its repository, vault or the current folder, in git's form."""
    named, at = real_path(root), (real_path(root) / name).parent
    around = vault_around(at, marks=(".git",)) or vault_around(at)
    folder = around or (Path.cwd() if named.is_relative_to(Path.cwd()) else named)
    path = os.fsencode((named / name).relative_to(folder))
    if re.search(rb'[\0-\x1f\x7f"\\]', path) is None:
        return path
    return b'"' + b"".join(b"\\%03o" % byte for byte in path) + b'"'


def _show_diff(path: bytes, note: Note, result: Conversion) -> None:
    if not result.change:
        return
    before, after = note.data, result.change.apply(note.data)
    old, new = (re.findall(rb"[^\n]*\n|[^\n]+", data) for data in (before, after))
    one, other = (re.sub(rb'^("?)', rb"\1%c/" % side, path) for side in b"ab")
    head = b"diff --git %s %s\n" % (one, other)  # without it git counts from its current folder
    for line in (head, *diff_bytes(unified_diff, old, new, one, other)):
        whole = line if line.endswith(b"\n") else line + b"\n\\ No newline at end of file\n"
        if sys.stdout.isatty():
            parts = whole.decode(errors="replace").splitlines()
            sys.stdout.writelines("\t".join(map(plain, one.split("\t"))) + "\n" for one in parts)
        else:
            sys.stdout.buffer.write(whole)
