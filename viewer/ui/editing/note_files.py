"""Notes as files: what they say of themselves, and copies that a sync left."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from viewer.errors import ViewerError
from viewer.notes.beside import sweep
from viewer.notes.diff import difference
from viewer.notes.discarded import discarded_texts, keep_discarded_text, purge
from viewer.notes.draft import Draft, tidy
from viewer.notes.edit import Change
from viewer.notes.file import read_note
from viewer.notes.front import front_videos
from viewer.notes.front_edit import set_video, video_typed
from viewer.notes.merge import merge_copies
from viewer.notes.note import Note
from viewer.translation import _, tr
from viewer.ui.editing.editing import Editing
from viewer.ui.kit.notice import NoticeButton
from viewer.ui.session.session import Session
from viewer.ui.shell.action import Act, Fact, In, listed
from viewer.ui.shell.context import Context, Feature
from viewer.vault.conflicts import conflict_copies
from viewer.vault.files import VaultFiles

if TYPE_CHECKING:
    from viewer.ui.kit.sheet import FieldSheet


class NoteFiles(Feature):
    """Changes what notes say of themselves, and merges copies of them."""

    ACTIONS = listed(
        In("File", _("This note")),
        Act(
            "note.video",
            _("Change video… · Change video of note…"),
            32,
            "",
            "change_video",
            needs=Fact.NOTE | Fact.WRITABLE,
            edits=True,
        ),
        Act(
            "note.compare",
            _("Compare… · Compare with previous version…"),
            41,
            "",
            "compare",
            edits=True,
        ),
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        session = context.get(Session)
        editing = context.get(Editing)
        self._background = context.background
        self._window, self._session, self._editing = context.window, session, editing
        self._folders, self._state = context.folders, context.folders.state
        self._offered: frozenset[Path] = frozenset()  # copies of the note that is shown
        session.note_opened.connect(self._on_opened)
        editing.disk.folder_changed.connect(self._look_for_copies)
        session.vault_listed.connect(self._tidy_vault)

    def change_video(self) -> None:
        """Ask for another video, and write it into the front matter."""
        self._editing.settle()
        note = self._session.note
        if note is None:
            return
        named = front_videos(note.front) if note.front is not None else []
        video = named[0] if named else note.video  # not another that plays just now

        def change(note: Note, text: str) -> Change:
            wanted = video_typed(text)
            assert wanted is not None
            return set_video(note, wanted)

        self._sheet().ask_line(
            tr("Change video"),
            tr("Paste a link or YouTube ID, or type the path of a file."),
            tr("Change"),
            text=(video.url or video.video_id or video.path or "") if video is not None else "",
            why_not=lambda text: "" if video_typed(text) else tr("Choose a video first."),
            then=self._makes(change),
        )

    def _sheet(self) -> FieldSheet:
        from viewer.ui.kit.sheet import passing_sheet  # not at the start

        return passing_sheet(self._window)

    def _makes(self, change: Callable[[Note, str], Change]) -> Callable[[str], None]:
        """Return what makes in the note that is shown now what `change` gives for a line."""
        path = self._session.path

        def apply(text: str) -> None:
            note = self._session.note
            if note is None or self._session.path != path:
                return  # another note was opened by itself meanwhile
            try:
                self._editing.apply(change(note, text))
            except ViewerError as error:
                self._window.say(error.words())

        return apply

    # ------------------------------------------------------------------ conflict copies

    def _on_opened(self, path: Path) -> None:
        self._offered = frozenset()
        self._look_for_copies(path)

    def _look_for_copies(self, path: Path) -> None:
        self._background.run(
            "copies", lambda: conflict_copies(path), lambda copies: self._offer(path, copies)
        )

    def _offer(self, path: Path, copies: Sequence[Path]) -> None:
        """Offer the first copy that was not offered yet, since the note was opened."""
        new = [copy for copy in copies if copy not in self._offered]
        if path != self._session.path or not new:
            return
        self._offered = frozenset(copies) - frozenset(new[1:])
        self._window.say(
            tr("A sync program left another copy of this note: {0}").format(new[0].name),
            (NoticeButton(tr("Merge…"), "", lambda: self.merge_copy(path, new[0])),),
        )

    def tidy(self) -> None:
        """Delete texts that lost a merge 30 days ago, and what a crash has left half written in the
        folders of the program; on a thread."""
        home = self._folders
        own = (home.config, home.state, home.data, home.cache, self._session.video.library)

        def delete() -> None:
            for folder in own:
                sweep(folder)
            purge(self._state / "losing")

        self._background.run("tidy state", delete, lambda _: None)

    def _tidy_vault(self, files: VaultFiles) -> None:
        def delete() -> None:
            for folder in files.untidy:
                tidy(folder, self._state)

        if files.untidy:
            self._background.run("tidy vault", delete, lambda _: None)

    def compare(self) -> None:
        """Show what another program changed in the note, or a merge dropped, and restore it.

        Where there is neither, open the folder of the texts of other notes that were dropped.
        """
        draft, folder = self._editing.draft, self._state / "losing"
        kept, answer = discarded_texts(folder), "more"
        change = self._way_back(draft) if draft is not None else None
        if draft is not None and change:
            from viewer.ui.editing.merge_dialog import ask_previous  # not at the start

            name, now = draft.path.name, draft.data
            answer = ask_previous(self._window, name, now, change.apply(now), are_more=bool(kept))
            if answer == "restore":
                draft.stack.came = None
                self._editing.apply(change)
        elif not kept:
            self._window.say(tr("Nothing was discarded in the last 30 days."), brief=True)
            return
        if answer == "more":
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _way_back(self, draft: Draft) -> Change | None:
        """Return the change that restores the version before others wrote, or the one dropped."""
        if change := draft.without_others():
            return change
        kept = discarded_texts(self._state / "losing", draft.path)
        words = tr("Restore previous version")
        return difference(draft.data, kept[0].path.read_bytes(), words) if kept else None

    def merge_copy(self, path: Path, copy: Path) -> None:
        """Merge a conflict copy into the note that is shown; the copy is kept for 30 days."""
        self._editing.settle()
        draft = self._editing.draft
        if draft is None or draft.path != path:
            return
        try:
            theirs = read_note(copy)
            merged = merge_copies(draft.data, theirs)
            from viewer.ui.editing.merge_dialog import ask_conflicts  # not at the start

            choices = ask_conflicts(self._window, merged) if merged.conflicts else {}
            if choices is None:
                return
            keep_discarded_text(self._state / "losing", path, theirs)
            self._editing.apply(difference(draft.data, merged.text(choices), tr("Merge a copy")))
            copy.unlink()
        except (ViewerError, OSError) as error:
            words = error.words() if isinstance(error, ViewerError) else str(error)
            self._window.say(words)
            return
        self._window.say(tr("Copy merged. Its text is kept for 30 days."), brief=True)
        self._look_for_copies(path)
