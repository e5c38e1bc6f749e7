"""The names of the vault's notes, headings and tags, for completion. GUI thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from viewer.base.errors import ViewerError
from viewer.base.translation import tr
from viewer.notes.file import read_version
from viewer.notes.model import BlockKind
from viewer.notes.note import Note
from viewer.ui.kit.fuzzy import fold, ranked, words_of
from viewer.ui.page.editing import Editing
from viewer.ui.page.names import MOST, Name, NameKind
from viewer.ui.page.source_document import words_before
from viewer.ui.vault.feed import VaultList
from viewer.ui.vault.index_client import Indexing
from viewer.ui.vault.outline import Listed
from viewer.ui.watch.session import NoteFeature
from viewer.ui.window.context import Context

if TYPE_CHECKING:
    from viewer.ui.page.markdown_editor import MarkdownEditor

Done = Callable[[Sequence[Name]], None]


class Completing(NoteFeature):
    """Answers the editors' requests for names."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._indexing = context.get(Indexing)
        self._notes = context.get(VaultList).view
        editing = context.get(Editing)
        editing.in_place.opened.connect(self._complete)
        editing.source.made.connect(self._complete)

    def _complete(self, editor: MarkdownEditor) -> None:
        editor.edited.connect(lambda _: self._begin(editor))

    def _begin(self, editor: MarkdownEditor) -> None:
        before = words_before(editor.textCursor())
        if editor.names is None and ("#" in before or "[[" in before):
            from viewer.ui.page.completion import Completion  # not at the start

            Completion(editor, self._find).look()

    def _find(self, kind: NameKind, typed: str, done: Done) -> None:
        if kind is NameKind.NOTE:
            self._find_notes(typed, done)
        elif kind is NameKind.TAG:
            self._find_tags(typed, done)
        else:
            target, _, heading = typed.partition("#")
            self._find_headings(target, heading, done)

    def _find_notes(self, typed: str, done: Done) -> None:
        notes = self._notes.catalogue
        best, _ = ranked(notes.title_keys, notes.texts, typed, MOST)
        done([self._name(notes[at], typed) for at in best[:MOST]])

    def _name(self, note: Listed, typed: str) -> Name:
        words, shown = words_of(typed), note.title
        if words and fold(typed.strip()) not in note.title_key:
            meant = [one for one in note.aliases if all(word in fold(one) for word in words)]
            shown = meant[-1] if meant else shown
        return Name(shown, note.folder, self._link(note, shown))

    def _link(self, note: Listed, shown: str) -> str:
        """Write a link to a note: only its file's name, if that is unique."""
        files, here = self._vault.files, self._session.path
        target = PurePosixPath(note.path).stem
        found = files.resolve(target, here) if files is not None and here is not None else None
        if not isinstance(found, Path):
            target = note.path.removesuffix(".md")
        return f"[[{target}]]" if fold(shown) == fold(target) else f"[[{target}|{shown}]]"

    def _find_tags(self, typed: str, done: Done) -> None:
        key = fold(typed)

        def answer(tags: list[tuple[str, int]]) -> None:
            fitting = [(tag, count) for tag, count in tags if key in fold(tag) and fold(tag) != key]
            fitting.sort(key=lambda one: (not fold(one[0]).startswith(key), -one[1]))
            done([Name(f"#{tag}", tr("1 note|%n notes", "", n), f"#{tag} ") for tag, n in fitting])

        self._indexing.ask("tags", lambda index: index.tags(), answer, quick=True)

    def _find_headings(self, target: str, typed: str, done: Done) -> None:
        note, here = self._session.note, self._session.path
        words = words_of(typed)

        def answer(headings: list[str]) -> None:
            fitting = [one for one in headings if all(word in fold(one) for word in words)]
            done([Name(one, target, f"[[{target}#{one}]]") for one in fitting])

        if not target.strip():
            answer(headings_of(note) if note is not None else [])
            return
        files = self._vault.files
        found = files.resolve(target, here) if files is not None and here is not None else None
        path = found[0] if isinstance(found, list) else found
        if path is not None:
            self._background.run("headings", lambda: _read(path), answer)


def headings_of(note: Note) -> list[str]:
    """List the headings of a note as shown, without what a link cannot contain."""
    return [
        words
        for block in note.blocks
        if block.kind is BlockKind.HEADING
        and (words := "".join(c for c in note.plain.of(block.span) if c not in "[]|#^").strip())
    ]


def _read(path: Path) -> list[str]:
    try:
        return headings_of(Note.parse(read_version(path)[0]))
    except ViewerError:
        return []  # it went away meanwhile
