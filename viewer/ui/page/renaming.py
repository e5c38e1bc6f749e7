"""Change many notes at once as one undo step, most of all by renaming one.

The disk is written off the GUI thread. Meanwhile the window is repainted, but ignores keys and
mouse, so that nothing is typed into a note whose file is being moved. GUI thread.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QEventLoop, Signal

from viewer.base.errors import ViewerError
from viewer.base.translation import aside, comma_list, labelled, numeral, sentences, tr
from viewer.notes.edit import Change
from viewer.ui.page.editing import Editing
from viewer.ui.watch.session import NoteFeature
from viewer.ui.window.context import Context
from viewer.vault.files import VaultFiles, moved_file
from viewer.vault.rename_files import Recovered, apply, fingerprint_of, recover
from viewer.vault.schema import index_path

if TYPE_CHECKING:
    from viewer.vault.rename import Rename

T = TypeVar("T")
_TOLD_EVERY_S = 0.5


class Renaming(NoteFeature):
    """Renames notes with their titles, moves them, and renames folders.

    `rewrite` does the work; it may also change many notes without renaming any.
    """

    _told = Signal(int, int)  # from the thread that writes: how many notes, of how many

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        editing = context.get(Editing)
        self._editing, self._disk = editing, editing.disk
        self._recovered: list[Recovered] = []
        self._told.connect(self._say_told)
        editing.beside_requested.connect(self._on_step)
        self._session.note_opened.connect(lambda _: self._say_recovered())

    def rename(self, path: Path, typed: str, title: str = "") -> None:
        """Give a folder, or the note at `path` with the title `title`, the typed name.

        A folder's name has been checked already.
        """
        root = self._vault.root
        if root is None:
            return
        old, index = path.relative_to(root).as_posix(), index_path(self._folders.cache, root)

        def plan() -> Rename | None:
            from viewer.vault.link_targets import LinkNames
            from viewer.vault.rename import new_name, plan_rename

            files = VaultFiles.scan(root)
            if path.is_dir():
                new, name = path.with_name(typed).relative_to(root).as_posix(), ""
            else:
                new, name = new_name(files, old, title, typed)
            if (new, name) == (old, title):
                return None
            names = LinkNames.scan(files, LinkNames.indexed(index, root))
            return plan_rename(files, names, old, new, name or None)

        self.rewrite(plan, lambda made, _skipped: _renamed(made, title))

    def recover(self, path: Path | None) -> Path | None:
        """Finish interrupted renames before anything is opened; return where `path` is now."""
        self._recovered = recover(self._folders.state)
        for one in self._recovered:
            if one.finished and one.old != one.new:
                for note in ("", *VaultFiles.scan(one.new).notes):
                    self._session.note_moved(one.old / note, one.new / note)
                if path is not None:
                    path = moved_file(path.absolute(), one.old, one.new)
        return path

    def _say_recovered(self) -> None:
        told, self._recovered = self._recovered, []
        for one in told:
            words = (
                tr("Interrupted rename completed: {0}")
                if one.finished
                else tr("Interrupted rename undone: {0}")
            ).format(one.name)
            self._window.say(sentences(words, self._skipped(one.skipped)))

    # ------------------------------------------------------------------ steps

    def is_saved(self) -> bool:
        """Save unsaved changes of the current note; False, with a message, if that fails."""
        draft = self._editing.draft
        is_nothing = draft is None or (draft.is_planned and not draft.is_modified)
        self._disk.finish_leaving()
        return is_nothing or self._editing.save_now()

    def rewrite(
        self, plan: Callable[[], Rename | None], words: Callable[[Rename, tuple[str, ...]], str]
    ) -> None:
        """Rename, or change many notes, as one undo step; show `words` and what was skipped.

        `plan` is called on a thread; None means nothing to do.
        """
        wanted = self._tried(plan) if self.is_saved() else None
        skipped = self._carry_out(wanted, self._begin) if wanted is not None else None
        if wanted is not None and skipped is not None:
            offer = self._editing.first.offer(lambda: self._take_back(wanted))
            self._window.say(sentences(words(wanted, skipped), self._skipped(skipped)), (offer,))

    def _take_back(self, wanted: Rename) -> None:
        """Undo changes to many notes, although another note may be open by now."""
        draft = self._editing.draft
        step = draft.stack.to_undo if draft is not None else None
        if step is not None and step.beside is wanted:
            self._on_step(wanted, is_undo=True)
        elif self.is_saved():
            skipped = self._carry_out(wanted.invert())
            if skipped is not None:
                self._say(tr("Undone: {0}").format(wanted.name), skipped)

    def _begin(self, made: Rename) -> Change:
        own = made.of(self._shown_note(made.root))
        change = Change(made.name, own.change.edits if own is not None else ())
        self._editing.do_beside(change, made)
        return change

    def _shown_note(self, root: Path) -> str:
        """Return the path of the note being edited, relative to a vault, or ""."""
        path = self._editing.draft.path if self._editing.draft is not None else None
        is_inside = path is not None and path.is_relative_to(root)
        return path.relative_to(root).as_posix() if path is not None and is_inside else ""

    def _on_step(self, beside: object, is_undo: bool) -> None:
        """Undo or redo a rename; whatever somebody changed since stays."""
        from viewer.vault.rename import Rename

        if not isinstance(beside, Rename) or not self._editing.save_now():
            return
        wanted = beside.invert() if is_undo else beside

        skipped = self._carry_out(
            wanted, lambda _: self._editing.step_beside(is_undo=is_undo).change
        )
        if skipped is not None:
            words = tr("Undone: {0}") if is_undo else tr("Redone: {0}")
            self._say(words.format(beside.name), skipped)

    def _say_told(self, done: int, count: int) -> None:
        notes = tr("1 note|%n notes", "", count)
        self._window.say(tr("{0} of {1}").format(numeral(done), notes), brief=True)

    def _carry_out(
        self, made: Rename, step: Callable[[Rename], Change] | None = None
    ) -> tuple[str, ...] | None:
        """Change the disk, then the window; return what was skipped because it changed since.

        None, with a message, if it fails. Without a `step` of the current note, it is reloaded from
        the disk.
        """
        editing, session = self._editing, self._session
        before, said_s = editing.draft, time.monotonic()

        def told(done: int) -> None:
            nonlocal said_s
            if time.monotonic() - said_s > _TOLD_EVERY_S:
                said_s = time.monotonic()
                self._told.emit(done, len(made.notes))

        self._disk.hold_file()
        skipped = self._tried(
            partial(apply, made, self._folders.state, skip_changed=True, told=told)
        )
        if skipped is None:
            self._disk.take_file()
            return None
        old, new, change = made.root / made.old, made.root / made.new, Change("", ())
        files = (self._vault.files or VaultFiles(made.root, ())).renamed(made.old, made.new)
        draft = editing.draft  # another one, where a note was opened by itself meanwhile
        here = moved_file(draft.path, old, new) if draft is not None else new
        is_whole = draft is before and self._shown_note(made.root) not in skipped
        if draft is not None and not draft.is_planned and step is not None and is_whole:
            change = step(made)
            is_same = not change and here == draft.path
            self._disk.take_file(here, None if is_same else fingerprint_of(here, draft.data))
        else:
            self._disk.take_file()
            if draft is not None and here != draft.path:
                if draft.is_planned:
                    editing.begin_again(here, draft.data, draft.data)
                else:
                    self._disk.follow(files, here)
        if made.old:
            session.renamed(old, new, files)
        if change:
            editing.show_change(change)
        return skipped

    def _tried(self, work: Callable[[], T]) -> T | None:
        """Do work as `_wait` does; None, with a message, if it fails."""
        try:
            return self._wait(work)
        except ViewerError as error:
            self._window.say(error.words())
            return None

    def _wait(self, work: Callable[[], T]) -> T | None:
        """Do work on a thread while the window is painted but takes no input; None at the end."""
        loop = QEventLoop(self)
        results: list[T | Exception] = []

        def call() -> T | Exception:
            try:
                return work()
            except Exception as error:  # noqa: BLE001 - it is raised again below
                return error

        def done(result: T | Exception) -> None:
            results.append(result)
            loop.quit()

        self._background.run("rename", call, done)
        loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        loop.deleteLater()
        if not results:
            return None  # the program is being left; the thread ends what it has begun
        (result,) = results
        if isinstance(result, Exception):
            raise result
        return result

    def _say(self, words: str, skipped: tuple[str, ...] = ()) -> None:
        self._window.say(sentences(words, self._skipped(skipped)), brief=not skipped)

    def _skipped(self, notes: tuple[str, ...]) -> str:
        if not notes:
            return ""
        shown = comma_list(notes[:3]) + ("…" if len(notes) > 3 else "")
        return tr("Not updated, because they changed: {0}").format(shown)


def _renamed(made: Rename, title: str) -> str:
    """Report the new name of a note or folder, and which links were left; `title`: the old one."""
    old, new = Path(made.old), Path(made.new)
    is_folder = (made.root / new).is_dir()
    words = tr("Renamed to “{0}”").format(made.title or (new.name if is_folder else new.stem))
    if old.name == new.name and made.title in (None, title):
        words = tr("Moved to “{0}”").format(new.parent.name or made.root.name)
    count, left = made.link_count, made.notices
    words = aside(words, tr("1 link|%n links", "", count) if count else "")
    notes = comma_list([one.note for one in left[:3]])
    return sentences(words, labelled(notes, left[0].words) if left else "")
