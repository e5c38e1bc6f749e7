"""Checking the citations of the vault that is open, and repairing what is sure, all in one go.

The check runs in a child process (`cuenote check VAULT --events`), which has processes of its own,
so that the window lives on. The repairs are written on a thread, each note whole; the note that is
open takes its own as it takes whatever another program writes. GUI thread.
"""

from __future__ import annotations

import gc
import json
import posixpath
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QLocale, QTime, QTimer, Signal

from viewer.child_process import Child
from viewer.child_side import own_command
from viewer.errors import NoteFileError
from viewer.evidence.check_many import Repair, Repaired, apply_repair
from viewer.evidence.tally import Tally
from viewer.notes.file import read_version
from viewer.translation import locale, numeral, sentences, tr
from viewer.ui.editing.editing import Editing
from viewer.ui.kit.diff_text import ChangedLine, lines_of
from viewer.ui.kit.notice import NoticeButton
from viewer.ui.kit.units import figures
from viewer.ui.session.session import Session
from viewer.ui.shell.action import Fact
from viewer.ui.shell.context import Context, Feature
from viewer.ui.vault_check.note_list import CheckRow
from viewer.ui.vault_check.sheet import (
    CheckStep,
    SheetAnswer,
    VaultCheckView,
    notes_text,
)
from viewer.vault.names import shown_name

_SHOWN_EVERY_MS = 200
_TOLD_EVERY_S = 0.1


@dataclass(slots=True)
class _Results:
    """What is known of a vault so far."""

    root: Path
    tally: Tally = field(default_factory=Tally)
    # By note: how many citations its repair changes, and the repair as text.
    repairs: dict[str, tuple[int, str]] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)
    done: int = 0
    count: int = 0
    is_whole: bool = False  # whether the whole vault was checked
    error: str = ""


class VaultChecking(Feature):
    """The check of one vault at a time."""

    _repair_told = Signal(int)  # from the thread that repairs: how many notes are done

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        window = context.window
        self._context, self._window, self._background = context, window, context.background
        self._session, self._editing = context.get(Session), context.get(Editing)
        self._state = context.folders.state
        self._child: Child | None = None
        self._results: _Results | None = None
        self._stop = threading.Event()
        self._is_repairing = False
        self._is_old = False  # whether notes were repaired since they were checked
        self._repaired: Sequence[Repaired] = ()
        self._repair_count, self._repair_words = 0, ""
        self._showing = QTimer(self, interval=_SHOWN_EVERY_MS)
        self._showing.timeout.connect(self._show)
        self._repair_told.connect(self._on_repair_told)
        self.view = VaultCheckView(window)
        self.view.wanted.connect(self._on_wanted)
        self.view.lines_wanted.connect(self._look_at)
        self.view.note_wanted.connect(self._open_note)

    @property
    def is_running(self) -> bool:
        """Whether notes are being checked."""
        return self._child is not None

    def open(self) -> None:
        """Show the check of the vault that is open; what is known of it already stays."""
        root, results = self._session.root, self._results
        known = results is not None and (self.is_running or self._is_repairing)
        if not known:
            # A report stays until another check is wanted.
            fresh = results is not None and results.root == root
            fresh = fresh and (not self._is_old or self.view.step is CheckStep.REPORT)
            if root is None:
                self.view.show_message(
                    "folder",
                    tr("No folder is open"),
                    tr("Open a folder of notes to check all of their timestamps."),
                    (SheetAnswer.FOLDER, tr("Open folder…")),
                )
            elif not fresh:
                self.start()
        self.view.open_sheet(self.view.table if self.view.step is CheckStep.TABLE else None)

    def start(self) -> None:
        """Check the vault that is open, from the start."""
        root = self._session.root
        if root is None or self._is_repairing:
            return
        self._end_child()
        self._results = _Results(root)
        self._repaired, self._is_old = (), False
        self._offer_undo()
        self.view.begin(root.name, self._results.tally)
        # As at the start of the program: what is there by now (of a large vault, the list of its
        # notes) is not looked through again for each heap of what the check tells, 20 ms at a time.
        gc.freeze()
        arguments = ["check", "--events", "--state", str(self._state)]
        arguments += ["--library", str(self._session.video.library), "--", str(root)]
        self._child = Child(self)
        self._child.said.connect(self._on_told)
        self._child.ended.connect(self._on_ended)
        self._child.run(own_command("viewer", *arguments))
        self._showing.start()

    def stop(self) -> None:
        """Stop the check; what it found so far stays."""
        if self._child is not None:
            self._end_child()
            self._show_end()

    def close(self) -> None:
        """End what runs: the check, and the repairs after the note that is being written."""
        self._stop.set()
        self._end_child()

    def wait(self) -> None:
        for child in self.findChildren(Child):
            child.wait()

    # ------------------------------------------------------------------ the check

    def _on_told(self, told: dict[str, Any]) -> None:
        results = self._results
        assert results is not None
        if told["kind"] == "progress":
            results.done, results.count = told["done"], told["count"]
        elif told["kind"] == "ready":
            results.is_whole = True
        for note in told.get("notes", ()):
            path = note["path"]
            if not note["was_read"]:
                results.unread.append(path)
                continue
            results.tally.add(path, note["counts"], note["repairs"], note["doubtful"])
            if note["repair"] is not None:
                results.repairs[path] = note["repairs"], note["repair"]

    def _show(self) -> None:
        results = self._results
        if results is not None and self._child is not None:
            self.view.refresh()
            self.view.show_progress(results.done, results.count)

    def _on_ended(self, code: int, words: str) -> None:
        results = self._results
        assert results is not None
        self._child = None
        if code != 0 or not results.is_whole:
            lines = words.removeprefix("cuenote: ").splitlines()
            results.error = lines[-1] if lines else tr("The check stopped unexpectedly.")
        self._show_end()

    def _end_child(self) -> None:
        """Have the child process end; it is not waited for."""
        child, self._child = self._child, None
        if child is not None:
            child.leave()

    def _show_end(self) -> None:
        """Show what the check came to, or why it came to nothing."""
        self._showing.stop()
        results = self._results
        assert results is not None
        total = results.tally.total
        again = (SheetAnswer.AGAIN, tr("Check again"))
        if results.error and not total.notes:
            self.view.show_message(
                "warning", tr("The vault couldn't be checked"), results.error, again
            )
            return
        if results.is_whole and not total.citations:
            words = tr("No note in “{0}” has timestamps.").format(results.root.name)
            self.view.show_message("note", tr("Nothing to check"), words, again)
            return
        self.view.show_table()
        self._session.notes_counted.emit(results.root, results.tally.doubtful())
        parts = []
        if not results.is_whole:
            parts.append(
                tr("Stopped after {0} of {1} notes.").format(
                    numeral(results.done), numeral(results.count)
                )
            )
            if results.error:
                parts.append(results.error)
        elif not total.doubtful:
            parts.append(tr("No problems found."))
            if not any(count for kind, count in total.kinds if kind.holds):
                parts.append(
                    tr("Only the written times were checked: there are no videos or transcripts.")
                )
        if results.unread:
            parts.append(self._unread(results.unread))
        if results.is_whole:
            # Where a check finds what the one before found, this tells them apart.
            shape = locale().timeFormat(QLocale.FormatType.ShortFormat).replace("mm", "mm:ss")
            now = figures(locale().toString(QTime.currentTime(), shape))
            parts.append(tr("Checked at {0}.").format(now))
        repairs = sum(count for count, _ in results.repairs.values())
        self.view.show_end(sentences(*parts), repairs, len(results.repairs))

    def _unread(self, unread: Sequence[str]) -> str:
        first = tr("“{0}”").format(shown_name(unread[0]))
        if len(unread) == 1:
            return tr("{0} couldn't be read.").format(first)
        more = tr("{0} and {1} more couldn't be read.")
        return more.format(first, numeral(len(unread) - 1))

    # ------------------------------------------------------------------ the repairs

    def _preview(self) -> None:
        results = self._results
        if results is None:
            return
        self.view.show_preview(
            [
                CheckRow(path, shown_name(path), posixpath.dirname(path), count, True)
                for path, (count, _) in sorted(results.repairs.items())
            ]
        )

    def _look_at(self, path: str) -> None:
        """Work out which lines change in a note."""
        results = self._results
        if results is None or path not in results.repairs:
            return
        root, written = results.root, results.repairs[path][1]

        def look() -> tuple[list[ChangedLine], str]:
            planned = _planned(written)
            try:
                data, fingerprint = read_version(root / path)
            except NoteFileError as error:
                return [], str(error)
            if fingerprint.sha256 != planned.sha256:
                return [], tr("This note changed after the check, so it is left out.")
            return lines_of(data, planned.change()), ""

        self._background.run("repair lines", look, lambda found: self.view.show_lines(path, *found))

    def _repair(self, paths: Sequence[str]) -> None:
        """Write the repairs of these notes."""
        results = self._results
        if results is None or not paths or self._is_repairing:
            return
        draft = self._editing.draft
        open_note = draft.path if draft is not None and draft.is_modified else None
        if open_note is not None and any(results.root / path == open_note for path in paths):
            self._editing.save_now()  # then it is another text, and is passed over
        self._is_old = True
        self._write(
            [(path, results.repairs[path][1]) for path in paths],
            tr("Fixed {0} of {1} notes"),
            self._on_repaired,
        )

    def undo(self) -> None:
        """Take back what was repaired."""
        done = [(one.path, one.undo) for one in self._repaired if one.undo is not None]
        if done and not self._is_repairing:
            self._write(
                done,
                tr("Restored {0} of {1} notes"),
                self._on_undone,
            )

    def _write(
        self,
        wanted: Sequence[tuple[str, Repair | str]],
        words: str,
        done: Callable[[Sequence[Repaired]], None],
    ) -> None:
        results = self._results
        assert results is not None
        root = results.root
        self._stop.clear()
        stop, told = self._stop, self._repair_told
        self._is_repairing, self._repair_words = True, words
        self._repair_count = len(wanted)

        def write() -> list[Repaired]:
            found: list[Repaired] = []
            said = time.monotonic()
            for path, planned in wanted:
                if stop.is_set():
                    break
                found.append(apply_repair(root, path, _planned(planned)))
                if time.monotonic() - said > _TOLD_EVERY_S:
                    said = time.monotonic()
                    told.emit(len(found))
            return found

        self._on_repair_told(0)
        self._background.run("repair vault", write, done)

    def _on_repair_told(self, done: int) -> None:
        if self._is_repairing:
            words = self._repair_words.format(numeral(done), numeral(self._repair_count))
            self.view.show_repairing(done, self._repair_count, words)

    def _on_repaired(self, found: Sequence[Repaired]) -> None:
        self._repaired = found
        self._offer_undo()
        self._report(found, is_undone=False)

    def _on_undone(self, found: Sequence[Repaired]) -> None:
        self._repaired = ()
        self._offer_undo()
        self._report(found, is_undone=True)

    def _offer_undo(self) -> None:
        """Have the repairs be what is undone next, where there are any."""
        is_there = any(one.undo is not None for one in self._repaired)
        self._editing.first.put(self.undo, is_there)
        self._context.actions.set_facts({Fact.FIXED: is_there})

    def _report(self, found: Sequence[Repaired], *, is_undone: bool) -> None:
        """Show how many notes were changed, and which were passed over, and why."""
        self._is_repairing = False
        made = [one for one in found if not one.problem]
        passed = [one for one in found if one.problem]
        left = self._repair_count - len(found)
        count = sum(one.citations for one in made)
        words = tr("Fixed 1 timestamp in {0}|Fixed %n timestamps in {0}", "", count)
        if is_undone:
            words = tr("Restored 1 timestamp in {0}|Restored %n timestamps in {0}", "", count)
        title = words.format(notes_text(len(made)))
        more = []
        if left:
            more.append(
                tr("Stopped. 1 note was not changed.|Stopped. %n notes were not changed.", "", left)
            )
        if passed:
            more.append(tr("1 note was skipped:|%n notes were skipped:", "", len(passed)))
        elif not left:
            more.append(tr("No notes were skipped."))
        rows = [CheckRow(one.path, shown_name(one.path), one.problem) for one in passed]
        self.view.show_report(title, sentences(*more), rows, can_undo=not is_undone and bool(made))
        if not self.view.isVisible():
            offer = NoticeButton(tr("Show the report"), "", self.open)
            self._window.say(f"{title}.", (offer,))

    # ------------------------------------------------------------------ what is asked for

    def _on_wanted(self, id_: str) -> None:
        if id_ == SheetAnswer.STOP:
            if self._is_repairing:
                self._stop.set()
            else:
                self.stop()
        elif id_ == SheetAnswer.AGAIN:
            self.start()
        elif id_ == SheetAnswer.FOLDER:
            self.view.close_sheet()
            self._window.actions_["folder.open"].trigger()
        elif id_ == SheetAnswer.PREVIEW:
            self._preview()
        elif id_ == SheetAnswer.BACK and not self._is_repairing:
            self._show_end()
        elif id_ == SheetAnswer.REPAIR:
            self._repair(self.view.repairs.chosen)
        elif id_ == SheetAnswer.UNDO:
            self.undo()

    def _open_note(self, path: str) -> None:
        if self._results is not None:
            self._session.open_note(self._results.root / path)


def _planned(repair: Repair | str) -> Repair:
    """Read a repair, where it is kept as text."""
    return Repair.from_json(json.loads(repair)) if isinstance(repair, str) else repair
