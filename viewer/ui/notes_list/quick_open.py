"""Opening a note by a few letters of its title, its name or an alias, from all of the vault.

The rows are made when they are seen: of twenty thousand notes a person looks at twenty. GUI thread.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import overload

from viewer.ui.kit.fuzzy import fold
from viewer.ui.kit.palette_list import Row
from viewer.ui.notes_list.feed import VaultList
from viewer.ui.notes_list.outline import Catalogue, Listed
from viewer.ui.session.session import Session
from viewer.ui.shell.action import Act, In, listed
from viewer.ui.shell.context import Context, Feature
from viewer.vault.names import shown_name
from viewer.video.media import is_file

_RECENT = 20


class NoteRows(Sequence[Row]):
    """The notes of a catalogue as rows of the palette, those of `first` before the rest.

    Those of `first` that are `gone` are left out.
    """

    def __init__(
        self, catalogue: Catalogue, first: Sequence[Path], hint: str, gone: Collection[Path] = ()
    ) -> None:
        self._catalogue, self._hint = catalogue, hint
        self._rows: list[Listed | Row] = []
        seen = {_note_at(catalogue, path) for path in first}
        for path in first:
            if path not in gone:
                row = Row(path, shown_name(path.name), path.parent.name, hint)
                self._rows.append(_note_at(catalogue, path) or row)
        self._first = len(self._rows)
        self._rows += [note for note in catalogue.notes if note not in seen]

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> list[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | list[Row]:
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(len(self._rows)))]
        row = self._rows[index]
        if isinstance(row, Row):
            return row
        hint = self._hint if 0 <= index < self._first else ""
        return row_of(self._catalogue, row, hint)

    def folded(self, start: int, stop: int) -> tuple[list[str], list[str]]:
        """Return the texts of rows [start, stop) for searching; they were folded for the list."""
        titles, texts = [], []
        for row in self._rows[start:stop]:
            if isinstance(row, Row):
                titles.append(fold(row.title))
                texts.append(fold(row.subtitle))
            else:
                titles.append(row.title_key)
                texts.append(row.text)
        return titles, texts


def _note_at(catalogue: Catalogue, path: Path) -> Listed | None:
    root = catalogue.root
    if root is None or not path.is_relative_to(root):
        return None
    return catalogue.by_path.get(path.relative_to(root).as_posix())


def row_of(catalogue: Catalogue, note: Listed, hint: str = "") -> Row:
    """Return a note as a row: its title, and muted its folder, its file's name and its aliases."""
    assert catalogue.root is not None
    where = note.folder if note.title_key == fold(note.name) else note.path
    subtitle = "  ·  ".join(filter(None, (where, *note.aliases)))
    return Row(catalogue.root / note.path, note.title, subtitle, hint)


class QuickOpen(Feature):
    """Asks for a note in the palette. Notes that are gone are not offered, once that is known."""

    ACTIONS = listed(
        In("File"),
        Act("note.open", "Open…", 12, "Ctrl+P", "open"),
        In(""),
        Act("note.recent", "Recent notes…", 0, "Ctrl+H", "open_recent"),
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._notes = context.get(VaultList).view
        self._window = context.window
        self._background = context.background
        self._session = context.get(Session)
        self._state = context.state

    def open(self) -> None:
        """Offer the notes of the vault, those that were open lately first."""
        catalogue, hint = self._notes.catalogue, self.tr("recent")
        recent = self._recent()[:_RECENT]
        self._ask(
            recent, lambda gone: NoteRows(catalogue, recent, hint, gone), self.tr("Open a note")
        )

    def open_recent(self) -> None:
        """Offer the notes that were open, of whatever vault, the latest first."""
        catalogue = self._notes.catalogue
        recent = self._recent()

        def rows(gone: Collection[Path]) -> list[Row]:
            return [_recent_row(catalogue, path) for path in recent if path not in gone]

        self._ask(recent, rows, self.tr("Go to a recent note"))

    def _recent(self) -> list[Path]:
        return [path for path in self._state.recent_notes() if path != self._session.path]

    def _ask(
        self,
        recent: Sequence[Path],
        rows_without: Callable[[Collection[Path]], Sequence[Row]],
        words: str,
    ) -> None:
        """Show the rows at once, and again without those that are not on the disk any more."""
        rows = rows_without(())
        self._window.palette_.open(
            rows,
            words,
            lambda key: self._session.open_note(key) if isinstance(key, Path) else None,
        )

        def take(gone: Collection[Path]) -> None:
            if gone:
                self._window.palette_.replace(rows, rows_without(gone))

        # Not here: a drive that sleeps, or a network that is gone, makes it wait.
        self._background.run(
            "quick open", lambda: {path for path in recent if not is_file(path)}, take
        )


def _recent_row(catalogue: Catalogue, path: Path) -> Row:
    note = _note_at(catalogue, path)
    if note is not None:
        return row_of(catalogue, note)
    return Row(path, shown_name(path.name), str(path.parent))
