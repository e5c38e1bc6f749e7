"""The sheet for a note's title and file, with what changes in every note that links to it."""

from __future__ import annotations

import posixpath
import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QFont, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QWidget

from viewer.errors import NoteEditError, ViewerError
from viewer.notes.new_file import stem_after
from viewer.translation import tr
from viewer.ui.kit.background import Background
from viewer.ui.kit.boxes import put
from viewer.ui.kit.diff_text import ReadText, new_line, text_format
from viewer.ui.kit.field import Field
from viewer.ui.kit.field_sheet import ACCEPT, FieldSheet
from viewer.ui.kit.sheet import Choices, Words
from viewer.ui.kit.theme import theme_of
from viewer.ui.kit.tick import TickBox
from viewer.ui.kit.timers import once
from viewer.vault.files import VaultFiles, stem_of
from viewer.vault.link_targets import LinkNames
from viewer.vault.names import shown_name
from viewer.vault.rename import Rename, new_path, plan_rename

_TYPING_RESTS_MS = 120
_MOST_SHOWN = 100  # links; whoever has more trusts the count
_WIDTH, _HEIGHT = 608, 580


class RenameSheet(FieldSheet):
    """Asks for title and file; whether they can be had, and what changes, shows while one types.

    The file follows the title where it was called so before, or where the tick says so.
    """

    def __init__(
        self,
        window: QWidget,
        background: Background,
        root: Path,
        note: str,
        title: str,
        *,
        index: Path,
        files: VaultFiles | None,
    ) -> None:
        """Ask for the note at `note` below `root`, called `title` now.

        The `index`, at a path, and `files` spare what they know.
        """
        super().__init__(window, _WIDTH, icon="")
        self._background, self._root, self._note, self._title = background, root, note, title
        self._index, self._files = index, files
        # What the notes of the vault link to, once it is known.
        self.names: LinkNames | None = None
        self._plan: Rename | None = None
        self._is_linked = False  # from other notes, as far as is known
        self._accept_when_shown = False
        self._is_left = threading.Event()
        self._rest = once(self, _TYPING_RESTS_MS, self._look)
        self.file = Field("", self.body, icon="", esc_empties=False)
        self.file.setText(posixpath.basename(note))
        self.same = TickBox(tr("Same as title"), self.body)
        name = stem_of(note)
        self._was_same = name == stem_after(title) or shown_name(note) == title
        self.same.setChecked(self._was_same)
        self.summary = Words("", self.body, tone="muted")
        self.preview = ReadText(self.body)
        self.preview.setAccessibleName(tr("Links that change"))
        self.preview.hide()
        fields = Choices(self.body, above=0)
        fields.put(tr("Title"), self.field)
        fields.put(tr("File"), self.file)
        fields.put("", self.same)
        self.file.setAccessibleName(tr("File"))
        self.body_column.insertWidget(0, fields)
        # The stretch is for while there is nothing to show.
        put(self.body_column, self.summary, (self.preview, 100), (None, 1))
        self._inside.setStretchFactor(self.body, 100)
        self._scan()

    def ask_name(self, then: Callable[[Rename, LinkNames], object]) -> None:
        """Ask; `then` gets the rename that was chosen, and `names`, once the sheet is closed."""

        def carry_out(_name: str) -> None:
            assert self._plan is not None
            assert self.names is not None
            then(self._plan, self.names)

        self.ask_line(
            tr("Rename"),
            "",
            tr("Rename"),
            text=self._title,
            why_not=lambda _name: "",
            then=carry_out,
        )
        self.field.setAccessibleName(tr("Title"))
        self.field.textChanged.connect(self._on_typed)
        self.file.textEdited.connect(lambda _text: self.same.setChecked(False))
        self.file.textChanged.connect(self._on_typed)
        self.same.toggled.connect(self._on_typed)
        self._on_typed()
        self._dress()

    def close_sheet(self) -> None:
        self._is_left.set()
        for name in ("rename names", "rename plan"):
            self._background.forget(name)
        super().close_sheet()

    def _height_for(self, width: int) -> int:
        # As high from the beginning as links may need: it must not jump while one types.
        return max(_HEIGHT if self._is_linked else 0, super()._height_for(width))

    def _dress(self) -> None:
        super()._dress()
        if self.isVisible():
            self.preview.dress()
            self._show_plan()  # the colours of its text stand in it

    # ------------------------------------------------------------------ looking

    def _scan(self) -> None:
        known, root, index, left = self._files, self._root, self._index, self._is_left

        def scan() -> tuple[VaultFiles, LinkNames]:
            files = VaultFiles.scan(root)
            if known is not None and known.notes == files.notes:
                files = known  # whose titles may have been read already
            known_names = LinkNames.indexed(index, root)
            return files, LinkNames.scan(files, known_names, lambda: not left.is_set())

        self._background.run("rename names", scan, lambda found: self._on_scanned(*found))

    def _on_scanned(self, files: VaultFiles, names: LinkNames) -> None:
        self._files, self.names = files, names
        self._is_linked = any(note != self._note for note in names.using({stem_of(self._note)}))
        self.fit()
        self._plan_again()

    def _on_typed(self) -> None:
        self._accept_when_shown = False
        if self.same.isChecked():
            title, suffix = self.field.text().strip(), posixpath.splitext(self._note)[1]
            stays = self._was_same and title == self._title
            name = stem_of(self._note) if stays else stem_after(title, for_links=True)
            self.file.setText(name + suffix)
        self._plan_again()

    def _plan_again(self) -> None:
        self._plan = None
        self._background.forget("rename plan")
        new = self._wanted()
        self.buttons[ACCEPT].setEnabled(new is not None)
        if new is None:
            self._rest.stop()
            self._show_plan()
        else:
            self._rest.start()  # what was shown before stays until then

    def _wanted(self) -> str | None:
        """Read what is typed, and say what is wrong with it; None where it cannot be had."""
        text, title = self.file.text(), self.field.text().strip()
        files = self._files if self._files is not None else VaultFiles(self._root, (self._note,))
        try:
            new = new_path(files, self._note, text)
        except NoteEditError as error:
            self.say_wrong(str(error), tone="bad" if text else "muted")
            return None
        folder = posixpath.dirname(new) or self._root.name
        if not title:
            self.say_wrong(tr("Type a title first."), tone="muted")
            return None
        moves = posixpath.dirname(new) != posixpath.dirname(self._note)
        here = tr("In “{0}”. To move it, type a folder first: folder/name.")
        words = tr("Moves to “{0}”") if moves else here
        self.say_wrong(words.format(folder), tone="muted")
        return None if new == self._note and title == self._title else new

    def _look(self) -> None:
        new, files, names, old = self._wanted(), self._files, self.names, self._note
        if new is None or files is None or names is None:
            return  # `_on_scanned` comes back to it
        title = self.field.text().strip()
        self._background.run(
            "rename plan",
            lambda: plan_rename(files, names, old, new, title),
            self._on_planned,
            self._on_failed,
        )

    def _on_planned(self, plan: Rename) -> None:
        self._plan = plan
        self._show_plan()
        if self._accept_when_shown:
            self.buttons[ACCEPT].click()

    def _on_failed(self, error: ViewerError) -> None:
        self.say_wrong(str(error))
        self.buttons[ACCEPT].setEnabled(False)

    def _on_pressed(self, id_: str) -> None:
        if id_ == ACCEPT and self._plan is None:
            # A name that is not looked at yet is taken once it is.
            self._accept_when_shown = self._wanted() is not None
        else:
            super()._on_pressed(id_)

    # ------------------------------------------------------------------ showing

    def _show_plan(self) -> None:
        plan = self._plan
        self.preview.clear()
        self.preview.setVisible(plan is not None and (plan.link_count > 0 or plan.notices != ()))
        if plan is None:
            self.summary.setText(
                tr("Links to this note are updated.")
                if self.names is not None
                else tr("Looking for links…")
            )
            return
        links, notes = plan.link_count, len([one for one in plan.notes if one.links])
        if not links:
            self.summary.setText(tr("No links need updating."))
        else:
            count = tr("1 link|%n links", "", links)
            where = tr("1 note|%n notes", "", notes)
            self.summary.setText(tr("Updates {0} in {1}:").format(count, where))
        self._show_changes(plan)

    def _show_changes(self, plan: Rename) -> None:
        theme = theme_of(self)
        cursor = QTextCursor(self.preview.document())
        cursor.beginEditBlock()
        strong = text_format(theme.ink, QFont.Weight.DemiBold)
        muted, doubt = text_format(theme.muted), text_format(theme.doubt)
        bad, good = text_format(theme.bad), text_format(theme.good)
        for notice in plan.notices[:_MOST_SHOWN]:
            self._room(cursor)
            cursor.insertText(shown_name(notice.note), strong)
            cursor.insertText(f"  {notice.link}".rstrip(), muted)
            new_line(cursor, above=3)
            cursor.insertText(notice.words, doubt)
        shown = 0
        for note in filter(lambda note: note.links, plan.notes):
            if shown >= _MOST_SHOWN:
                break
            self._room(cursor)
            cursor.insertText(shown_name(note.note), strong)
            folder = posixpath.dirname(note.note)
            if folder:
                cursor.insertText(f"  {folder}", muted)
            for link in note.links[: _MOST_SHOWN - shown]:
                shown += 1
                for mark, text, fmt in (("− ", link.old, bad), ("+ ", link.new, good)):
                    new_line(cursor, above=3)
                    cursor.insertText(mark, fmt)
                    cursor.insertText(link.lead, muted)
                    cursor.insertText(text, fmt)
                    cursor.insertText(link.tail, muted)
        if plan.link_count > shown:
            self._room(cursor)
            rest = tr("… and 1 more|… and %n more", "", plan.link_count - shown)
            cursor.insertText(rest, muted)
        cursor.endEditBlock()
        self.preview.moveCursor(QTextCursor.MoveOperation.Start)

    @staticmethod
    def _room(cursor: QTextCursor) -> None:
        """Begin what is shown of a note."""
        if not cursor.atStart():
            block = QTextBlockFormat()
            block.setTopMargin(10)
            cursor.insertBlock(block, QTextCharFormat())
