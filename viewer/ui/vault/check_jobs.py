"""Check the notes of a vault, or some of them, in the background.

A child process checks (`cuenote check --events`), with its own child processes. Its counts go to
the note list as they come, and once it is done the list shows only notes with problems. Activity
shows its progress, and can stop it. GUI thread.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal

from viewer.base.child_side import own_command
from viewer.base.translation import _, dotted, numeral, sentences, tr
from viewer.check import verdicts
from viewer.media.jobs import Command, Job, Jobs, JobState, part_of
from viewer.ui.kit.timers import once
from viewer.ui.vault.feed import VaultList
from viewer.ui.watch.session import NoteFeature
from viewer.ui.window.context import CHECKS, Context, Feature
from viewer.ui.window.job_rows import JobRows
from viewer.ui.window.jobs_window import JobsWindow
from viewer.vault.names import shown_name

_SHOWN_EVERY_MS = 1_000  # in a list of ten thousand notes, others may move for it
Counts = dict[str, tuple[int, str]]  # by path: the problems, and the digest of the bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class VaultCheck(Job):
    """The check of a vault, or of some of its notes and folders."""

    root: Path
    below: tuple[str, ...] = ()  # paths in the vault
    done: int = 0
    count: int = 0
    problems: int = 0
    notes: int = 0  # that have some
    cited: int = 0
    held: int = 0  # of these citations
    unread: tuple[str, ...] = ()

    @property
    def fraction(self) -> float | None:
        return part_of(self.done, self.count)


class Checks(Jobs[VaultCheck]):
    """The queue: one check after the other."""

    counted = Signal(object, object)  # the vault, and Counts of some of its notes

    def __init__(self, path: Path, places: Callable[[], Sequence[str]], parent: Feature) -> None:
        """`places` gives the options that tell where the library and what is kept are."""
        super().__init__(path, parent)
        self._places = places

    def add(self, root: Path, *below: str) -> None:
        """Check these notes; restart if a check is running."""
        # As at the start of the program: what is there by now (of a large vault, the list of its
        # notes) is not looked through again for each heap of what the check tells, 20 ms at a time.
        gc.freeze()
        self._append(self._from_json({"root": root, "below": below}))
        self._did_change()

    def _to_json(self, item: VaultCheck) -> dict[str, Any]:
        return {"root": str(item.root), "below": item.below}

    def _from_json(self, value: Mapping[str, Any]) -> VaultCheck:
        root, below = Path(value["root"]), tuple(map(str, value["below"]))
        title = below[0].rpartition("/")[2] if below else root.name
        if len(below) > 1:
            title = tr("1 note|%n notes", "", len(below))
        return VaultCheck(f"check {root} {below}", title, root=root, below=below)

    def _child_of(self, item: VaultCheck) -> Command:
        below = (f"--below={one}" for one in item.below)
        asked = ("--events", *below, *self._places(), "--", str(item.root))
        return own_command("viewer", "check", *asked), os.environ

    def _told(self, item: VaultCheck, event: Mapping[str, Any]) -> VaultCheck:
        if event["kind"] == "progress":
            return replace(item, done=event["done"], count=event["count"])
        if event["kind"] == "ready":
            return replace(item, is_whole=True)
        read = [note for note in event["notes"] if note["was_read"]]
        counts = {note["path"]: (note["doubtful"], note["digest"]) for note in read}
        self.counted.emit(item.root, counts)
        held = verdicts.VERDICTS.index(verdicts.HOLDS)
        return replace(
            item,
            problems=item.problems + sum(note["doubtful"] for note in read),
            notes=item.notes + sum(note["doubtful"] > 0 for note in read),
            cited=item.cited + sum(sum(note["counts"]) for note in read),
            held=item.held + sum(note["counts"][held] for note in read),
            unread=(*item.unread, *(n["path"] for n in event["notes"] if not n["was_read"])),
        )

    def _set(self, item: VaultCheck, state: JobState, **more: Any) -> None:
        if state is JobState.RUNNING:
            item = VaultCheck(item.key, item.title, root=item.root, below=item.below)
        super()._set(item, state, **more)


class CheckRows(JobRows[VaultCheck]):
    """The rows of checks."""

    can_pause = False
    running = _("Checking")
    stop, stopped = _("Stop"), _("Stopped")

    def title(self, item: VaultCheck) -> str:
        return dotted(tr("Check", "to do so"), item.title)

    def doing(self, item: VaultCheck) -> str:
        if not item.count:
            return tr("Looking for notes…")
        return tr("Checked {0} of {1} notes").format(numeral(item.done), numeral(item.count))

    def done(self, item: VaultCheck) -> str:
        if not item.cited:
            return tr("No note in “{0}” has timestamps.").format(item.title)
        if item.problems:
            problems = tr("1 problem|%n problems", "", item.problems)
            return tr("{0} in {1}").format(problems, tr("1 note|%n notes", "", item.notes))
        return tr("No problems found.")

    def more(self, item: VaultCheck) -> str:
        parts = [super().more(item)]
        if item.state is JobState.DONE and item.cited and not item.held:
            parts.append(
                tr("Only the times in the notes were checked: there are no videos or transcripts.")
            )
        if item.unread:
            first = tr("“{0}”").format(shown_name(item.unread[0]))
            more = len(item.unread) - 1
            if more:
                first = tr("{0} and 1 more|{0} and %n more", "", more).format(first)
            parts.append(tr("{0} couldn't be read.").format(first))
        return sentences(*parts)


class NotesChecking(NoteFeature):
    """Checks notes on request, and updates the note list."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._list = context.get(VaultList)
        state, video = context.folders.state, self._session.video
        self.checks = Checks(
            state / CHECKS, lambda: ("--state", str(state), "--library", str(video.library)), self
        )
        self._rows = CheckRows(self.checks)
        self._jobs = context.get(JobsWindow).pane
        self._jobs.jobs.add(self._rows, lambda *_: None)
        self._counts: dict[Path, Counts] = {}  # that are not shown yet
        self._showing = once(self, _SHOWN_EVERY_MS, self._show)
        self.checks.counted.connect(self._on_counted)
        self._vault.listed.connect(lambda _: self._show())
        self.checks.done.connect(self._on_done)
        self.checks.failed.connect(self._on_failed)

    def check(self, *below: Path) -> None:
        """Check all notes of the open vault, or these and those in these folders."""
        root = self._vault.root
        if root is None:
            self._window.say(tr("No folder is open"), brief=True)
            return
        self.checks.add(root, *(path.relative_to(root).as_posix() for path in below))

    def close(self) -> None:
        self.checks.shutdown()

    def _on_counted(self, root: Path, counts: Counts) -> None:
        self._counts.setdefault(root, {}).update(counts)
        if not self._showing.isActive():
            self._showing.start()

    def _show(self) -> None:
        """Show the counts of the open vault; those of others once they are open."""
        root = self._vault.root
        if root is not None:
            self._list.take_counts(root, self._counts.pop(root, {}))

    def _on_done(self, key: str) -> None:
        item = self.checks.item(key)
        assert item is not None
        self._show()
        if item.problems and item.root == self._vault.root:
            self._list.view.set_only_problems(True)
        self._window.say(sentences(self._rows.done(item), self._rows.more(item)))

    def _on_failed(self, key: str) -> None:
        item = self.checks.item(key)
        assert item is not None
        self._window.say(self._rows.line(item))
