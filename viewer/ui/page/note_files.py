"""Notes as files: their front matter, conflict copies of a sync, and unsaved text.

At the start every text is restored that an earlier run, or a note that could not be saved, left
unsaved; later the one of a note, whenever that is opened. GUI thread.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from viewer.base.errors import ViewerError
from viewer.base.translation import tr, without_stop
from viewer.notes.beside import sweep
from viewer.notes.diff import difference
from viewer.notes.discarded import discarded_texts, keep_discarded_text, purge
from viewer.notes.draft import Draft, make_folder, tidy
from viewer.notes.edit import Change
from viewer.notes.file import read_note, save
from viewer.notes.front import front_videos
from viewer.notes.front_edit import set_video, video_typed
from viewer.notes.journal import Recovery, recoverable
from viewer.notes.merge import Merge, MergeChoice, merge, merge_copies
from viewer.notes.note import Note
from viewer.ui.kit.notice import NoticeButton
from viewer.ui.kit.sheet import passing_sheet
from viewer.ui.kit.timers import once
from viewer.ui.page.editing import Editing
from viewer.ui.watch.session import NoteFeature
from viewer.ui.window.context import Context
from viewer.vault.files import VaultFiles
from viewer.vault.moved import find_moved
from viewer.vault.names import conflict_copies, shown_name


class NoteFiles(NoteFeature):
    """Changes the front matter of notes, and merges copies of them."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        editing = self._editing = context.get(Editing)
        self._offered: frozenset[Path] = frozenset()  # copies of the note that is shown
        editing.disk.folder_changed.connect(self._look_for_copies)
        self._session.on_opened(self._on_opened)
        self._vault.on_listed(self._tidy_vault)

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

        passing_sheet(self._window).ask_line(
            without_stop(tr("Change video…")),
            tr("Paste a link or YouTube ID, or choose a file."),
            without_stop(tr("Change…")),
            text=(video.url or video.video_id or video.path or "") if video is not None else "",
            why_not=lambda text: "" if video_typed(text) else tr("Choose a video first."),
            then=self._makes(change),
        )

    def _makes(self, change: Callable[[Note, str], Change]) -> Callable[[str], None]:
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

    def _on_opened(self) -> None:
        self._offered = frozenset()
        if self._session.path is not None:
            self._look_for_copies(self._session.path)

    def _look_for_copies(self, path: Path) -> None:
        self._background.run(
            "copies", lambda: conflict_copies(path), lambda copies: self._offer(path, copies)
        )

    def _offer(self, path: Path, copies: Sequence[Path]) -> None:
        new = [copy for copy in copies if copy not in self._offered]
        if path != self._session.path or not new:
            return
        self._offered = frozenset(copies) - frozenset(new[1:])
        self._window.say(
            tr("A sync program left another copy of this note: {0}").format(new[0].name),
            (NoticeButton(tr("Merge…"), "", lambda: self.merge_copy(path, new[0])),),
        )

    def tidy(self) -> None:
        """Delete texts discarded 30 days ago, and what a crash left half written; on a thread."""
        home = self._folders
        own = (home.config, home.state, home.data, home.cache, self._video.library)

        def delete() -> None:
            for folder in own:
                sweep(folder)
            purge(self._folders.state / "losing")

        self._background.run("tidy state", delete, lambda _: None)

    def _tidy_vault(self, files: VaultFiles) -> None:
        if files.untidy:
            clean = partial(tidy, files.untidy, self._folders.state)
            self._background.run("tidy vault", clean, lambda _: None)

    def compare(self) -> None:
        """Show what another program changed in the note, or a merge discarded, and restore it.

        If there is neither, open the folder with discarded texts of other notes.
        """
        draft, folder = self._editing.draft, self._folders.state / "losing"
        kept, answer = discarded_texts(folder), "more"
        change = self._way_back(draft) if draft is not None else None
        if draft is not None and change:
            from viewer.ui.page.merge_dialog import ask_previous  # not at the start

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
        """Return the change that restores the version before others wrote, or the discarded one."""
        if change := draft.without_others():
            return change
        kept = discarded_texts(self._folders.state / "losing", draft.path)
        words = tr("Restore previous version")
        return difference(draft.data, kept[0].path.read_bytes(), words) if kept else None

    def merge_copy(self, path: Path, copy: Path) -> None:
        """Merge a conflict copy into the current note; the copy is kept for 30 days."""
        self._editing.settle()
        draft = self._editing.draft
        if draft is None or draft.path != path:
            return
        try:
            theirs = read_note(copy)
            merged = merge_copies(draft.data, theirs)
            from viewer.ui.page.merge_dialog import ask_conflicts  # not at the start

            choices = ask_conflicts(self._window, merged) if merged.conflicts else {}
            if choices is None:
                return
            keep_discarded_text(self._folders.state / "losing", path, theirs)
            self._editing.apply(difference(draft.data, merged.text(choices), tr("Merge a copy")))
            copy.unlink()
        except (ViewerError, OSError) as error:
            words = error.words() if isinstance(error, ViewerError) else str(error)
            self._window.say(words)
            return
        self._window.say(tr("Copy merged. Its text is kept for 30 days."), brief=True)
        self._look_for_copies(path)


class Recovering(NoteFeature):
    """Restores unsaved text from the journals; asks first if the file has changed since."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._editing = context.get(Editing)
        self._has_offered = False
        # Not while the note is still being opened: a question lets everything else go on.
        self._opened = once(self, 0, self._offer_of_note)
        self._session.on_opened(self._opened.start)

    def offer_all(self) -> None:
        """Offer what an earlier run left unsaved of any note."""
        self._has_offered = True
        self._find(None)

    def _offer_of_note(self) -> None:
        if self._has_offered and self._session.path is not None:
            self._find(self._session.path)

    def _find(self, mine: Path | None) -> None:
        """Find what was left unsaved, of the note `mine` or of all; also of renamed notes."""
        notes: set[Path] = set()
        for recovery in recoverable(self._folders.state / "journals", notes):
            if recovery.fingerprint is None or recovery.note.exists():
                self._on_found(recovery, mine, None)
                continue
            self._background.run(
                f"moved {recovery.path.name}",
                partial(
                    find_moved,
                    self._vault.of(recovery.note),
                    recovery.note,
                    recovery.fingerprint,
                    recovery.base,
                    recovery.begun_ns,
                    only=mine,
                    later=recovery.texts(),
                ),
                partial(self._on_found, recovery, mine),
            )
        clean = partial(tidy, {note.parent for note in notes}, self._folders.state)
        self._background.run("tidy journals", clean, lambda _: None)

    def _on_found(
        self, recovery: Recovery, mine: Path | None, found: tuple[VaultFiles, Path] | None
    ) -> None:
        old = recovery.note
        if found is not None:
            recovery.meet(found[1])
        if mine not in (None, recovery.note):
            recovery.release()
            return
        if found is not None:
            self._session.note_moved(old, recovery.note)
        if recovery.replaced is not None:
            try:
                keep_discarded_text(
                    self._folders.state / "losing", recovery.note, recovery.replaced
                )
            except ViewerError as error:
                self._window.say(error.words())
                recovery.release()
                return
        if recovery.is_saved:
            recovery.discard()
        else:
            self._offer(recovery)

    def _offer(self, recovery: Recovery) -> None:
        draft = self._shown(recovery)
        now = draft.data if draft is not None else recovery.now
        merged = merge(recovery.base, recovery.text, now)
        choices: Mapping[int, MergeChoice] = {}
        answer = "take"
        is_there = recovery.fingerprint is None or recovery.note.exists()
        if not is_there or merged.theirs != recovery.base:
            from viewer.ui.page.merge_dialog import ask_recovery  # not at the start

            answer, choices = ask_recovery(self._window, recovery, merged)
        if answer == "discard":
            recovery.discard()
        elif answer == "later":
            recovery.release()
        else:
            try:
                self._take(recovery, merged, choices)
            except ViewerError as error:
                self._window.say(error.words())
                recovery.release()

    def _shown(self, recovery: Recovery) -> Draft | None:
        draft = self._editing.draft
        return draft if draft is not None and draft.path == recovery.note else None

    def _take(self, recovery: Recovery, merged: Merge, choices: Mapping[int, MergeChoice]) -> None:
        """Put the text into its note; one that is not shown is saved, and not opened."""
        editing = self._editing
        if not recovery.note.exists():
            if recovery.fingerprint is None:
                make_folder(recovery.note.parent)  # of a note that was never saved
            save(recovery.note, recovery.base, None)
        editing.settle()
        shown = self._shown(recovery)
        draft = shown or Draft.open(recovery.note, self._folders.state)
        if draft.data != merged.theirs:
            recovery.meet(recovery.note)
            self._offer(recovery)  # it was changed since it was shown
            return
        change = draft.accept(recovery, merged, choices)
        if shown is not None:
            editing.show_change(change)
            offers = [editing.undo_offer()]
        else:
            with closing(draft):  # what cannot be saved is restored another time
                draft.save()
            offers = [
                editing.first.offer(partial(self._take_back, draft)),
                NoticeButton(tr("Open note"), "", partial(self._session.open_note, draft.path)),
            ]
        words = tr("Restored unsaved text in “{0}”.").format(shown_name(recovery.note.name))
        self._window.say_too(words, offers)

    def _take_back(self, draft: Draft) -> None:
        draft.undo()
        try:
            with closing(draft):
                draft.save()
        except ViewerError as error:
            self._window.say(error.words())
