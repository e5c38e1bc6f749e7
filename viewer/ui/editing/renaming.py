"""Changes to many notes at once, done and undone as one step; first of all, renaming a note.

The disk is written off the GUI thread. Meanwhile the window lives on, but keys and mouse wait, so
that nothing is typed into a note whose file is on its way. GUI thread.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QEventLoop, Signal

from viewer.errors import ViewerError
from viewer.notes.draft import Draft
from viewer.notes.edit import Change
from viewer.notes.new_file import free_path
from viewer.notes.note import Note
from viewer.translation import aside, comma_list, labelled, numeral, sentences, tr
from viewer.ui.editing.editing import Editing
from viewer.ui.session.session import Session
from viewer.ui.shell.context import Context, Feature
from viewer.vault.files import VaultFiles
from viewer.vault.names import shown_name
from viewer.vault.rename_files import Recovered, apply, fingerprint_of, recover
from viewer.vault.schema import index_path

if TYPE_CHECKING:
    from viewer.vault.rename import Rename

T = TypeVar("T")
_TOLD_EVERY_S = 0.5
Done = tuple["Rename", tuple[str, ...]]  # that was carried out, and the notes left alone


class Renaming(Feature):
    """Gives a note another title and file, in its folder or in another.

    `rewrite` changes many notes and renames none.
    """

    _told = Signal(int, int)  # from the thread that writes: how many notes, of how many

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
        self._told.connect(self._say_told)
        editing.beside_requested.connect(self._on_step)
        session.note_opened.connect(lambda _: self._say_recovered())

    def rename(self, path: Path, title: str, typed: str) -> None:
        """Give the note at `path`, whose own title is `title`, the name that was typed.

        It is a step of the undo of the note that is shown, whichever that is.
        """
        root, session = self._session.root, self._session
        draft = self._editing.draft
        if draft is None or draft.is_planned:
            session.open_note(path, at_once=True)
        if root is None or not self._editing.save_now():
            return
        self._editing.disk.finish_leaving()
        old, index = path.relative_to(root).as_posix(), index_path(self._cache, root)

        def carry_out() -> Done | None:
            from viewer.vault.link_targets import LinkNames
            from viewer.vault.rename import new_name, plan_rename

            files = VaultFiles.scan(root)
            new, name = new_name(files, old, title, typed)
            if (new, name) == (old, title):
                return None
            names = LinkNames.scan(files, LinkNames.indexed(index, root))
            made = plan_rename(files, names, old, new, name or None)
            return made, apply(made, self._state)

        done = self._carry_out(carry_out, self._begin)
        if done is not None:
            self._say_done(done[0], title)

    def name_planned(self, draft: Draft) -> None:
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

    def _say_done(self, made: Rename, title: str) -> None:
        old, new = Path(made.old), Path(made.new)
        words = tr("Renamed to “{0}”").format(made.title or new.stem)
        if old.name == new.name and made.title in (None, title):
            words = tr("Moved to “{0}”").format(new.parent.name or made.root.name)
        count, left = made.link_count, made.notices
        words = aside(words, tr("1 link|%n links", "", count) if count else "")
        notes = comma_list([one.note for one in left[:3]])
        why = labelled(notes, left[0].words) if left else ""
        self._window.say(sentences(words, why), brief=not left)

    def recover(self, path: Path | None) -> Path | None:
        """Finish what a crash broke off, before anything is opened; gives where `path` is now."""
        self._recovered = recover(self._state)
        for one in self._recovered:
            if one.finished and one.old != one.new:
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

    def is_saved(self) -> bool:
        """Save what is unsaved of the note that is shown; False, and said why, where it stays."""
        draft = self._editing.draft
        is_nothing = draft is None or (draft.is_planned and not draft.is_modified)
        return is_nothing or self._editing.save_now()

    def rewrite(self, plan: Callable[[], Rename], words: Callable[[tuple[str, ...]], str]) -> None:
        """Change many notes as one step of undo, and say `words` of the notes left alone.

        `plan` is called on a thread.
        """
        wanted = self._wait(plan) if self.is_saved() else None
        if wanted is None:
            return
        done = self._carry_out(self._writing(wanted), self._begin)
        if done is not None:
            offer = self._editing.first.offer(lambda: self._take_back(wanted))
            self._window.say(sentences(words(done[1]), self._skipped(done[1])), (offer,))

    def _take_back(self, wanted: Rename) -> None:
        """Take changes to many notes back, where another note may be shown by now."""
        draft = self._editing.draft
        step = draft.stack.to_undo if draft is not None else None
        if step is not None and step.beside is wanted:
            self._on_step(wanted, is_undo=True)
        elif self.is_saved():
            done = self._carry_out(self._writing(wanted.invert()))
            if done is not None:
                self._say(tr("Undone: {0}").format(wanted.name), done[1])

    def _begin(self, made: Rename) -> Change:
        """Make it a step of the undo of the note that is shown."""
        draft = self._editing.draft
        assert draft is not None
        own = made.of(self._shown_note(made.root))
        change = Change(made.name, own.change.edits if own is not None else ())
        self._editing.first.clear()
        return draft.stack.do(change, beside=made)

    def _shown_note(self, root: Path) -> str:
        """Return the path of the note that is edited, relative to a vault; "" for none of it."""
        path = self._editing.draft.path if self._editing.draft is not None else None
        is_inside = path is not None and path.is_relative_to(root)
        return path.relative_to(root).as_posix() if path is not None and is_inside else ""

    def _on_step(self, beside: object, is_undo: bool) -> None:
        """Take a rename back, or do it again: whatever somebody changed since stays."""
        from viewer.vault.rename import Rename

        if not isinstance(beside, Rename) or not self._editing.save_now():
            return
        wanted = beside.invert() if is_undo else beside

        def step(_made: Rename) -> Change:
            draft = self._editing.draft
            assert draft is not None
            taken = draft.stack.undo() if is_undo else draft.stack.redo()
            assert taken is not None
            return taken.change

        done = self._carry_out(self._writing(wanted), step)
        if done is not None:
            words = tr("Undone: {0}") if is_undo else tr("Redone: {0}")
            self._say(words.format(beside.name), done[1])

    def _writing(self, wanted: Rename) -> Callable[[], Done]:
        """Return what carries it out, and says how far it is; whatever was changed since stays."""
        said_s = time.monotonic()

        def told(done: int) -> None:
            nonlocal said_s
            if time.monotonic() - said_s > _TOLD_EVERY_S:
                said_s = time.monotonic()
                self._told.emit(done, len(wanted.notes))

        return lambda: (wanted, apply(wanted, self._state, skip_changed=True, told=told))

    def _say_told(self, done: int, count: int) -> None:
        notes = tr("1 note|%n notes", "", count)
        self._window.say(tr("{0} of {1}").format(numeral(done), notes), brief=True)

    def _carry_out(
        self, work: Callable[[], Done | None], step: Callable[[Rename], Change] | None = None
    ) -> Done | None:
        """Change the disk and then what is shown; None, and said why, where that cannot be.

        Without a `step` of the note that is shown, it takes in what it finds on the disk.
        """
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
        made, skipped = done
        old, new, change = made.root / made.old, made.root / made.new, Change("", ())
        # Another note may have been opened by itself meanwhile.
        is_shown = draft is not None and editing.draft is draft
        if is_shown and step is not None and self._shown_note(made.root) not in skipped:
            assert draft is not None
            change = step(made)
            here = new if draft.path == old else draft.path
            is_same = not change and here == draft.path
            editing.disk.take_file(here, None if is_same else fingerprint_of(here, draft.data))
        else:
            editing.disk.take_file()
        if made.old:
            files = session.files if session.files is not None else VaultFiles(made.root, ())
            session.renamed(old, new, files.renamed(made.old, made.new))
        if change:
            editing.show_change(change)
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
