"""Changes with a preview: replacing words in one or many notes, and safe fixes.

In the current note one place is replaced, or all of them as one undo step. Many notes are searched
on a thread; the check that finds fixes runs in a child process, as `cuenote check` does. Chosen
changes are written like a rename, with one undo step. GUI thread.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from viewer.base.child_process import Child, last_line
from viewer.base.child_side import own_command
from viewer.base.errors import NoteFileError
from viewer.base.translation import numeral, sentences, tr, without_stop
from viewer.check.check_many import Repair
from viewer.notes.edit import Change, Edit
from viewer.notes.file import read_note
from viewer.notes.sought import Sought
from viewer.ui.page.editing import Editing
from viewer.ui.page.page import NotePage
from viewer.ui.page.places_sheet import PlacesSheet
from viewer.ui.page.renaming import Renaming
from viewer.ui.watch.session import NoteFeature
from viewer.ui.window.context import Context
from viewer.vault.files import VaultFiles
from viewer.vault.rename import Rename
from viewer.vault.replacing import NotePlaces, find_places, places_of, planned

_MOST_WORDS = 30  # letters of what was looked for, in the name of the undo
MOST = 10_000  # places in the list: more would hold the window up, and nobody reads them
_Found = tuple[list[NotePlaces], bool]  # and whether there are more


def replace_words(sought: Sought) -> str:
    """Return the menu's text after "Undo"."""
    return tr("Replace “{0}”").format(sought.text[:_MOST_WORDS])


def not_regex(why: str) -> str:
    """Say why something is not a regular expression; `why` is Python's message."""
    return tr("This regular expression isn't valid: {0}.").format(why)


class Replacing(NoteFeature):
    """Replaces what the find bar has found."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._editing, self._pane = context.get(Editing), context.get(NotePage).pane
        self._pane.find_bar.replace_requested.connect(self._replace)

    def open(self) -> None:
        """Show the find bar with its replace row."""
        if self._editing.draft is None:
            self._editing.say_why_not()
            return
        self._editing.settle()
        self._pane.open_find(replaces=True)

    def _replace(self, is_all: bool) -> None:
        draft, bar, text = self._editing.draft, self._pane.find_bar, self._pane.text
        if draft is None:
            self._editing.say_why_not()
            return
        self._editing.settle()
        words, sought = bar.replacement.text(), bar.sought
        if why_not := sought.why_not(words):
            self._window.say(not_regex(why_not), brief=True)
            return
        places = text.search.replacements(words)
        current = text.search.current
        if not is_all:
            places = places[current : current + 1] if current >= 0 else []
        if not places:
            self._window.say(tr("There is nothing to replace."), brief=True)
            return
        found = sorted({place for place in places if place is not None})
        edits = [Edit(at.start, draft.data[slice(*at)], new.encode()) for at, new in found]
        edits = [edit for edit in edits if edit.old != edit.new]
        behind = found[-1][0].end if found else 0
        if edits:
            change = Change.of(replace_words(sought), edits)
            self._editing.apply(change)
            first, new = found[0]
            behind = change.map(first.start) + len(new.encode()) if not is_all else 0
        if is_all:
            self._say_done(len(edits), len(places) - len(found))
        elif not found:
            said = tr("There is markup inside this match. Edit it in source mode.")
            self._window.say(said, brief=True)
            self._pane.find_step(1)
            return
        self._pane.find_from(behind)

    def _say_done(self, count: int, left: int) -> None:
        said = [tr("Replaced 1 match.|Replaced %n matches.", "", count)]
        if left:
            said.append(
                tr(
                    "1 match with markup in it was left.|%n matches with markup in them were left.",
                    "",
                    left,
                )
            )
        self._window.say(sentences(*said), (self._editing.undo_offer(),) if count else ())


class ChangingNotes(NoteFeature):
    """Replaces words in the notes of a vault or one of its folders, and applies safe fixes."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._renaming = context.get(Renaming)
        self.sheet: PlacesSheet | None = None
        self._stop = threading.Event()

    def replace(self, folder: Path | None = None) -> None:
        """Ask what to replace in all notes, or in those of a folder of the vault."""
        root = self._root()
        if root is None:
            return
        title = tr("Replace in all notes")
        if folder is not None:
            title = tr("Replace in “{0}”").format(folder.name)
        sheet = self._open(title, tr("Replace {0}"), replaces=True)
        bar = self._context.get(NotePage).pane.find_bar
        sheet.field.setText(bar.field.text())
        sheet.sought_changed.connect(lambda: self._seek(sheet, root, _below(root, folder)))
        sheet.accepted.connect(lambda: self._accept(root, replace_words(sheet.sought), _replaced))
        sheet.open_sheet(sheet.field)
        sheet.field.selectAll()

    def fix(self, *below: Path) -> None:
        """Check all notes, or these and those of these folders; show the safe fixes."""
        root = self._root()
        if root is None:
            return
        sheet = self._open(without_stop(tr("Apply safe fixes…")), tr("Fix {0}"), replaces=False)
        sheet.accepted.connect(
            lambda: self._accept(root, without_stop(tr("Apply safe fixes…")), _fixed)
        )
        repairs: dict[str, str] = {}
        child = Child(self)
        child.said.connect(lambda told: _take_told(sheet, repairs, told))
        child.ended.connect(
            lambda code, words: self._on_checked(sheet, root, repairs, words if code else "")
        )
        sheet.closed.connect(child.leave)
        arguments = ["check", "--events", "--fix", "--state", str(self._context.folders.state)]
        # The other notes of the vault are evidence.
        arguments += [f"--below={_below(root, path)}" for path in below]
        arguments += ["--library", str(self._video.library), "--", str(root)]
        child.run(own_command("viewer", *arguments))
        sheet.open_sheet()

    def close(self) -> None:
        """Cancel the search."""
        if self.sheet is not None:
            self.sheet.close_sheet()

    def wait(self) -> None:
        for child in self.findChildren(Child):
            child.wait()

    def _root(self) -> Path | None:
        """Return the vault, with all typed text saved; None, with a message, without one."""
        if self._vault.root is None:
            self._window.say(tr("No folder is open"), brief=True)
        elif self._renaming.is_saved():
            return self._vault.root
        return None

    def _open(self, title: str, go: str, *, replaces: bool) -> PlacesSheet:
        sheet = self.sheet = PlacesSheet(self._window, title, go, replaces=replaces)

        def closed() -> None:
            self.sheet = None
            self._stop.set()
            for name in ("replace in notes", "fixes of notes"):
                self._background.forget(name)

        sheet.closed.connect(closed)
        return sheet

    # ------------------------------------------------------------------ what there is to change

    def _seek(self, sheet: PlacesSheet, root: Path, below: str) -> None:
        sought, words = sheet.sought, sheet.replacement.text()
        self._stop.set()
        stop = self._stop = threading.Event()
        self._background.forget("replace in notes")
        why_not = sought.why_not(words)
        if why_not or not sought.text:
            sheet.show_places((), not_regex(why_not) if why_not else "", "bad")
            return

        def seek() -> _Found:
            notes = VaultFiles.scan(root).below(below)
            return _first(find_places(root, notes, sought, words, lambda: not stop.is_set()))

        sheet.show_state(tr("Searching…"))
        self._background.run("replace in notes", seek, partial(_show, sheet, tr("No results")))

    def _on_checked(
        self, sheet: PlacesSheet, root: Path, repairs: dict[str, str], error: str
    ) -> None:
        if error:
            sheet.show_state(last_line(error).removeprefix("cuenote: "), "bad")
            return

        def look() -> _Found:
            return _first(filter(None, (_fixes(root, *one) for one in sorted(repairs.items()))))

        none = tr("There are no safe fixes.")
        self._background.run("fixes of notes", look, partial(_show, sheet, none))

    # ------------------------------------------------------------------ changing

    def _accept(self, root: Path, name: str, words: Callable[[int], str]) -> None:
        assert self.sheet is not None
        chosen = self.sheet.tree.chosen
        self.sheet.close_sheet()

        def said(_made: Rename, skipped: tuple[str, ...]) -> str:
            made = [note for note in chosen if note.note not in skipped]
            notes = tr("1 note|%n notes", "", len(made))
            return words(sum(len(note.places) for note in made)).format(notes)

        self._renaming.rewrite(lambda: planned(root, chosen, name), said)


def _below(root: Path, folder: Path | None) -> str:
    return folder.relative_to(root).as_posix() if folder not in (None, root) else ""


def _first(found: Iterable[NotePlaces]) -> _Found:
    kept: list[NotePlaces] = []
    left = MOST
    for note in found:
        if left < len(note.places):
            cut = note._replace(places=note.places[:left])
            return [*kept, *([cut] if left else [])], True
        kept.append(note)
        left -= len(note.places)
    return kept, False


def _show(sheet: PlacesSheet, none: str, result: _Found) -> None:
    found, has_more = result
    count = sum(len(note.places) for note in found)
    notes = tr("1 note|%n notes", "", len(found))
    words = tr("1 place in {0}|%n places in {0}", "", count).format(notes)
    if has_more:
        words = tr("The first {0} places; there are more.").format(numeral(count))
    sheet.show_places(found, words if found else none)


def _fixes(root: Path, note: str, repair: str) -> NotePlaces | None:
    """Return the fixes of a note; None if it has changed since it was checked."""
    planned = Repair.from_json(json.loads(repair))
    try:
        data = read_note(root / note)
    except NoteFileError:
        return None
    if sha256(data).hexdigest() != planned.sha256:
        return None
    return NotePlaces(note, planned.sha256, places_of(data, planned.edits))


def _take_told(sheet: PlacesSheet, repairs: dict[str, str], told: dict[str, Any]) -> None:
    if told["kind"] == "progress":
        done, count = numeral(told["done"]), numeral(told["count"])
        sheet.show_state(tr("Checked {0} of {1} notes").format(done, count))
    for note in told.get("notes", ()):
        if note["repair"] is not None:
            repairs[note["path"]] = note["repair"]


def _replaced(count: int) -> str:
    return tr("Replaced 1 place in {0}.|Replaced %n places in {0}.", "", count)


def _fixed(count: int) -> str:
    return tr("Fixed 1 timestamp in {0}.|Fixed %n timestamps in {0}.", "", count)
