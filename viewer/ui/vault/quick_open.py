"""Open…: one sheet for recent notes and videos, the vault's notes, files, and links.

Rows are created when visible: of twenty thousand notes the user looks at twenty. GUI thread.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import overload

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from viewer.base.errors import MediaError
from viewer.base.translation import tr, without_stop
from viewer.media.brought import video_brought
from viewer.media.media import is_file
from viewer.notes.model import VideoRef
from viewer.ui.kit.fuzzy import fold
from viewer.ui.kit.palette_list import Row, folded
from viewer.ui.page.notes_folder import shown_folder
from viewer.ui.vault.feed import VaultList
from viewer.ui.vault.open_dialogs import Choosing
from viewer.ui.vault.outline import Catalogue, Listed
from viewer.ui.vault.start import Recents, guessed_titles, place_of, recent, titles_of
from viewer.ui.watch.session import NoteFeature
from viewer.ui.window.actions import Actions
from viewer.ui.window.context import Context
from viewer.ui.window.state import RecentVideo

_MOST_VAULTS = 6  # the one that is open, too


class NoteRows(Sequence[Row]):
    """Its own rows first, then the other notes of a catalogue."""

    def __init__(
        self, catalogue: Catalogue, first: Sequence[Row], others: str, gone: Collection[Path] = ()
    ) -> None:
        """`others` is the heading of the other notes; those in `gone` are left out."""
        self._catalogue, self._section = catalogue, others
        shown = (row.key for row in first if isinstance(row.key, Path))
        seen = {note.path for path in (*shown, *gone) if (note := note_at(catalogue, path))}
        self._first = first
        self._rest: Sequence[int] = range(len(catalogue))  # places of the other notes
        if seen:
            self._rest = [place for place in self._rest if catalogue.paths[place] not in seen]

    def __len__(self) -> int:
        return len(self._first) + len(self._rest)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> list[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | list[Row]:
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(len(self)))]
        if not 0 <= index < len(self):
            raise IndexError(index)
        at = index - len(self._first)
        if at < 0:
            return self._first[index]
        return row_of(self._catalogue, self._catalogue[self._rest[at]], self._section)

    def folded(self) -> tuple[list[str], list[str]]:
        """Return the titles, and the full texts of all rows, for searching, as the list folds."""
        of, (titles, texts) = self._catalogue, folded(self._first)
        for at, row in enumerate(self._first):
            note = note_at(of, row.key) if isinstance(row.key, Path) else None
            texts[at] += f"\n{note.text}" if note is not None else ""
        titles += [of.title_keys[place] for place in self._rest]
        return titles, texts + [of.texts[place] for place in self._rest]


def note_at(catalogue: Catalogue, path: Path) -> Listed | None:
    """Return the note of a catalogue at a path, or None."""
    root = catalogue.root
    if root is None or not path.is_relative_to(root):
        return None
    return catalogue.at(path.relative_to(root).as_posix())


def row_of(catalogue: Catalogue, note: Listed, section: str = "") -> Row:
    """Return a note as a row: its title, with muted folder, file name and aliases."""
    assert catalogue.root is not None
    where = note.folder if note.title_key == fold(note.name) else note.path
    subtitle = "  ·  ".join(filter(None, (where, *note.aliases)))
    path = catalogue.root / note.path
    return Row(path, note.title, subtitle, tr("Note"), section=section, icon="note")


def search_row(actions: Actions, typed: str) -> Row:
    """Return the row that searches the vault; its key is the action and the query."""
    words = tr("Search vault for “{0}”").format(typed)
    return Row(("search", typed), words, "", actions.shown_key("search"), icon="search")


class QuickOpen(NoteFeature):
    """Asks for a note, a video or a link. Deleted ones are left out once that is known."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._notes = context.get(VaultList).view
        self._choosing = context.get(Choosing)

    def open(self, own_video: bool = False) -> None:
        """Show what can be opened; again, or for the user's own video, the system's dialog."""
        palette = self._window.palette_
        words = tr("Note, video, or a link")
        if own_video:
            self._choosing.browse()
        elif palette.isVisible() and palette.field.placeholderText() == words:
            palette.close_list()
            self._choosing.browse()
        else:
            self._offer(words)

    def _offer(self, words: str) -> None:
        palette = self._window.palette_
        entries = [one for one in recent(self._state) if one != self._session.path]
        indexed = {one for one in entries if isinstance(one, Path) and self._is_indexed(one)}
        first = self._on_clipboard()
        rows = self._rows(first, guessed_titles(self._state, entries))
        if len(rows) == 1:
            self._choosing.browse()
            return
        palette.open(
            rows,
            words,
            self._on_chosen,
            begins_at=entries[0] if entries else None,
            typed=self._typed,
            last=self._otherwise,
            enter=tr("Enter open"),
        )
        # Not here: a drive that sleeps, or a network that is gone, makes it wait.
        self._background.run(
            "quick open",
            lambda: titles_of(entries, indexed),
            lambda titles: palette.replace(rows, self._rows(first, titles, entries)),
        )

    def _rows(
        self, first: Sequence[Row], recents: Recents, looked_for: Sequence[Path | RecentVideo] = ()
    ) -> Sequence[Row]:
        """Return all rows without those of `looked_for` that are no longer in `recents`."""
        catalogue = self._notes.catalogue
        key = self._actions.shown_key("note.open")
        browse = Row(("note.open", True), tr("Browse files…"), "", key, icon="folder")
        rows = [browse, *first, *(self._recent_row(catalogue, *each) for each in recents.items())]
        for path in (one.path for one in self._state.recent_vaults()[:_MOST_VAULTS]):
            if path != self._vault.root:
                words, where = self._state.vault_name(path) or str(path), shown_folder(path.parent)
                switch, kind = ("vault.switch", path), tr("Vault")
                rows.append(
                    Row(switch, words, where, kind, without_stop(tr("Switch vault…")), "folder")
                )
        name = catalogue.root.name if catalogue.root is not None else ""
        gone = {one for one in looked_for if isinstance(one, Path) and one not in recents}
        return NoteRows(catalogue, rows, tr("In {0}").format(name), gone)

    def _otherwise(self, typed: str) -> list[Row]:
        """Return what else may be meant, for when no note matches."""
        rows, new = [search_row(self._actions, typed)], "note.new"
        if self._actions[new].isEnabled():
            words = tr("New note “{0}”…").format(typed)
            rows.append(Row((new, typed), words, "", self._actions.shown_key(new), icon="note-new"))
        return rows

    def _is_indexed(self, path: Path) -> bool:
        note = note_at(self._notes.catalogue, path)
        return note is not None and note.facts is not None

    def _recent_row(self, catalogue: Catalogue, entry: Path | RecentVideo, title: str) -> Row:
        section = tr("Recent")
        if isinstance(entry, RecentVideo):
            where = tr("no note yet") + "  ·  " + place_of(entry)
            return Row(entry, title, where, tr("Video"), section=section, icon="video")
        note = note_at(catalogue, entry)
        if note is not None:
            row = row_of(catalogue, note, section)
            return row if note.facts is not None else replace(row, title=title)
        return Row(entry, title, entry.parent.name, tr("Note"), section=section, icon="note")

    # ------------------------------------------------------------------ files and links

    def _on_clipboard(self) -> list[Row]:
        clipboard = QGuiApplication.clipboard()
        data: QMimeData | None = clipboard.mimeData()  # None on a screen that has no clipboard
        urls = data.urls() if data is not None else []
        files = [url.toLocalFile() for url in urls if url.isLocalFile()]
        row = self._typed(files[0] if files else clipboard.text())
        section = tr("On the clipboard")
        return [] if row is None else [replace(row, section=section)]

    def _typed(self, text: str) -> Row | None:
        """Return the row for a link, or for the path of a file; None for other text."""
        text = text.strip()
        file = os.path.expanduser(text)  # noqa: PTH111 (raises nothing)
        path = Path(file) if text.startswith(("/", "~")) or text[1:2] == ":" else None
        if path is not None and is_file(path):
            return Row(str(path), path.name, str(path.parent), icon="file-video")
        if not text.startswith(("http://", "https://")):
            return None
        try:
            video = video_brought(text)
        except MediaError:
            return None
        title = text.partition("://")[2].removeprefix("www.")
        return Row(video, title, tr("new note about it"), icon="link")

    def _on_chosen(self, key: object) -> None:
        if isinstance(key, Path):
            self._session.open_note(key)
        elif isinstance(key, str | VideoRef):
            self._choosing.open(Path(key) if isinstance(key, str) else key)
        elif isinstance(key, RecentVideo):
            try:
                self._choosing.open(video_brought(key.video))
            except MediaError as error:
                self._window.say(error.words())
        elif isinstance(key, tuple):  # an action, and what it is done with
            self._context.run(*key)
