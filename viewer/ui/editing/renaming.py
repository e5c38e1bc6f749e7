"""Renaming a note, its title and file, with the links to it: asked for, done, undone as one step.

The disk is written off the GUI thread. Meanwhile the window lives on, but keys and mouse wait, so
that nothing is typed into a note whose file is on its way. GUI thread.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QEventLoop

from viewer.errors import NoteChangedError, ViewerError
from viewer.notes.draft import Draft
from viewer.notes.edit import Change
from viewer.notes.new_file import free_path
from viewer.notes.note import Note
from viewer.translation import _, comma_list, sentences, tr
from viewer.ui.editing.editing import Editing
from viewer.ui.session.session import Session
from viewer.ui.shell.action import Act, Fact, In, listed
from viewer.ui.shell.context import Context, Feature
from viewer.vault.files import VaultFiles
from viewer.vault.names import shown_name
from viewer.vault.rename_files import Recovered, apply, fingerprint_of, recover
from viewer.vault.schema import index_path

if TYPE_CHECKING:
    from viewer.ui.editing.rename_sheet import RenameSheet
    from viewer.vault.link_targets import LinkNames
    from viewer.vault.rename import Rename

T = TypeVar("T")


class Renaming(Feature):
    """Gives the note that is shown another title and file, in its folder or in another."""

    ACTIONS = listed(
        In("File", _("This note"), needs=Fact.NOTE | Fact.OWN, edits=True),
        Act("note.rename", _("Rename… · Rename note…"), 31, "F2", "rename"),
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        session = context.get(Session)
        editing = context.get(Editing)
        self._window = context.window
        self._background = context.background
        self._session = session
        self._editing = editing
        self._state, self._cache = context.folders.state, context.folders.cache
        self._recovered: list[Recovered] = []
        self._sheet: RenameSheet | None = None
        editing.beside_requested.connect(self._on_step)
        session.note_opened.connect(lambda _: self._say_recovered())

    def rename(self) -> None:
        """Ask for a name, show what changes with it, and carry it out."""
        path, root = self._session.path, self._session.root
        draft = self._editing.draft
        if draft is not None and draft.is_planned and not draft.is_modified:
            self._name_planned(draft)
            return
        if path is None or root is None or not self._editing.save_now():
            return
        if not path.is_relative_to(root):
            return
        from viewer.ui.editing.rename_sheet import RenameSheet  # not at the start

        note, files = path.relative_to(root).as_posix(), self._session.files
        shown = self._session.note
        title = (shown.title if shown is not None else None) or shown_name(note)
        at = index_path(self._cache, root)
        sheet = RenameSheet(
            self._window, self._background, root, note, title, index=at, files=files
        )

        def closed() -> None:
            self._sheet = None
            sheet.deleteLater()

        self._sheet = sheet
        sheet.closed.connect(closed)
        sheet.ask_name(lambda wanted, names: self._rename(wanted, title, names))

    def _name_planned(self, draft: Draft) -> None:
        """Ask for the title of a note that has no file yet; the file will be called so, too."""
        from viewer.ui.kit.field_sheet import passing_sheet  # not at the start
        from viewer.vault.rename import retitle

        def name(title: str) -> None:
            if self._editing.draft is draft:
                try:
                    data = retitle(draft.data, title, draft.path.name).apply(draft.data)
                except ViewerError as error:
                    self._window.say(error.words())
                    return
                self._editing.begin_again(free_path(draft.path.parent, title), data, data)

        passing_sheet(self._window).ask_line(
            tr("Rename"),
            "",
            tr("Rename"),
            text=Note.parse(draft.data).title or shown_name(draft.path.name),
            why_not=lambda title: "" if title else tr("Type a title first."),
            then=name,
        )

    def close(self) -> None:
        """Look for links no more."""
        if self._sheet is not None:
            self._sheet.close_sheet()

    def _rename(self, wanted: Rename, title: str, names: LinkNames) -> None:
        """Carry it out, of a note that is called `title` now; it was planned with `names`."""

        def carry_out() -> tuple[str, ...]:
            _look_again(wanted, names)
            return apply(wanted, self._state)

        if self._carry_out(wanted, carry_out, lambda: self._begin(wanted)) is not None:
            self._say(self._done_words(wanted, title))

    def _done_words(self, wanted: Rename, title: str) -> str:
        old, new = Path(wanted.old), Path(wanted.new)
        if wanted.title != title:
            return tr("Renamed to “{0}”").format(wanted.title)
        if old.parent != new.parent:
            return tr("Moved to “{0}”").format(new.parent.name or wanted.root.name)
        return tr("File renamed to “{0}”").format(new.name)

    def recover(self, path: Path | None) -> Path | None:
        """Finish what a crash broke off, before anything is opened; gives where `path` is now."""
        self._recovered = recover(self._state)
        for one in self._recovered:
            if one.finished:
                self._session.note_moved(one.old, one.new)
                if path is not None and path.absolute() == one.old:
                    path = one.new
        return path

    def _say_recovered(self) -> None:
        told, self._recovered = self._recovered, []
        for one in told:
            words = (
                tr("Finished after an interruption: {0}.")
                if one.finished
                else tr("Undone after an interruption: {0}.")
            ).format(one.name)
            self._window.say(sentences(words, self._skipped(one.skipped)))

    # ------------------------------------------------------------------ steps

    def _begin(self, wanted: Rename) -> Change:
        """Make the rename a step of the note's undo."""
        draft = self._editing.draft
        assert draft is not None
        own = wanted.of(wanted.old)
        change = Change(wanted.name, own.change.edits if own is not None else ())
        self._editing.first.clear()
        return draft.stack.do(change, beside=wanted)

    def _on_step(self, beside: object, is_undo: bool) -> None:
        """Take a rename back, or do it again: whatever somebody changed since stays."""
        from viewer.vault.rename import Rename

        if not isinstance(beside, Rename) or not self._editing.save_now():
            return
        wanted = beside.invert() if is_undo else beside

        def carry_out() -> tuple[str, ...]:
            return apply(wanted, self._state, skip_changed=True)

        def step() -> Change:
            draft = self._editing.draft
            assert draft is not None
            taken = draft.stack.undo() if is_undo else draft.stack.redo()
            assert taken is not None
            return taken.change

        skipped = self._carry_out(wanted, carry_out, step)
        if skipped is not None:
            words = tr("Undone: {0}") if is_undo else tr("Redone: {0}")
            self._say(words.format(beside.name), skipped)

    def _carry_out(
        self, wanted: Rename, work: Callable[[], T], step: Callable[[], Change]
    ) -> T | None:
        """Rename on the disk and then here; None, and said why, where that cannot be."""
        editing, session = self._editing, self._session
        draft = editing.draft
        editing.disk.hold_file()
        try:
            done = self._wait(work)
        except ViewerError as error:
            editing.disk.take_file()
            self._window.say(error.words())
            return None
        if done is None:
            editing.disk.take_file()
            return None
        files = session.files if session.files is not None else VaultFiles(wanted.root, ())
        old, new = wanted.root / wanted.old, wanted.root / wanted.new
        if draft is not None and editing.draft is draft and draft.path == old:
            change = step()
            editing.disk.take_file(new, fingerprint_of(wanted, draft.data))
            session.renamed(old, new, files.renamed(wanted.old, wanted.new))
            if change:
                editing.show_change(change)
        else:
            # Another note was opened by itself meanwhile.
            editing.disk.take_file()
            session.renamed(old, new, files.renamed(wanted.old, wanted.new))
        return done

    def _wait(self, work: Callable[[], T]) -> T | None:
        """Do work on a thread, while the window is painted but takes no keys; None at the end."""
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

    def do_apart(self, work: Callable[[], T]) -> T | None:
        """Do other work on the files of notes so; None at the end of the program."""
        return self._wait(work)

    def _say(self, words: str, skipped: tuple[str, ...] = ()) -> None:
        self._window.say(sentences(words, self._skipped(skipped)), brief=not skipped)

    def _skipped(self, notes: tuple[str, ...]) -> str:
        if not notes:
            return ""
        shown = comma_list(notes[:3]) + ("…" if len(notes) > 3 else "")
        return tr("These have changed since and were left alone: {0}").format(shown)


def _look_again(wanted: Rename, names: LinkNames) -> None:
    """See that no link came or went since the rename was shown. Raises NoteChangedError."""
    from viewer.vault.link_targets import LinkNames
    from viewer.vault.rename import plan_rename

    files = VaultFiles.scan(wanted.root)
    found = LinkNames.scan(files, names)
    now = plan_rename(files, found, wanted.old, wanted.new, wanted.title)
    if now.notes != wanted.notes:
        raise NoteChangedError(
            tr("Another program has just changed notes with these links."),
            tr("Nothing was renamed. Check the links again."),
        )
