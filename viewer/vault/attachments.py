"""Where a note's attachments go: Obsidian's own setting, if the vault has one. No Qt."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from viewer.base.damaged import read_json
from viewer.base.errors import NoteSaveError, cant_save
from viewer.base.translation import tr
from viewer.notes.atomic_rename import move_to_free
from viewer.notes.beside import Beside
from viewer.notes.new_file import stem_after
from viewer.vault.around import vault_around

_OWN_FOLDER = "attachments"
_MOST_ALIKE = 1000


@dataclass(frozen=True, slots=True)
class Attachments:
    """Where the attachments of one note go, and how the note refers to them."""

    note: Path
    folder: Path
    wikilinks: bool | None  # as the vault's setting says; None: as the note does

    @classmethod
    def of(cls, note: Path) -> Attachments:
        """Read the setting of the note's vault; without one, the note's own folder."""
        vault = vault_around(note.parent, marks=(".obsidian",))
        own = note.parent / _OWN_FOLDER
        if vault is None:
            return cls(note, own, None)
        setting = _setting(vault)
        links = setting.get("useMarkdownLinks") is not True
        named = setting.get("attachmentFolderPath")
        if not isinstance(named, str) or not named.strip():
            return cls(note, own, links)
        named = named.strip().replace("\\", "/")
        beside = named == "." or named.startswith("./")
        base = note.parent if beside else vault
        folder = Path(os.path.normpath(base / (named[2:] if beside else named.lstrip("/"))))
        inside = folder.is_relative_to(vault)  # nobody's setting writes elsewhere on the disk
        return cls(note, folder if inside else own, links)

    def markup(self, file: Path, *, wikilinks: bool) -> str:
        """Return Markdown that shows a picture, as a wikilink if the note uses those."""
        if self.wikilinks if self.wikilinks is not None else wikilinks:
            return f"![[{file.name}]]"
        path = Path(os.path.relpath(file, self.note.parent)).as_posix()
        return f"![]({quote(path, safe='/')})"

    def save(self, stem: str, suffix: str, data: bytes) -> Path:
        """Write a file under a free name, never over another; creates its folder.

        Raises NoteSaveError if it cannot be written.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            for number in range(1, _MOST_ALIKE):
                name = stem if number == 1 else f"{stem} {number}"
                path = self.folder / f"{name}{suffix}"
                with suppress(FileExistsError), Beside(path, suffix=True) as beside:
                    beside.write(data)
                    beside.finish()
                    move_to_free(beside.path, path)
                    return path
        except OSError as error:
            raise NoteSaveError(cant_save(self.folder, error)) from None
        raise NoteSaveError(tr("“{0}” already exists.").format(path))


def stem_for(note: Path, time: str) -> str:
    """Name a picture after its note and a time such as 1:02:03."""
    return f"{stem_after(note.stem, for_links=True) or 'Note'} {time.replace(':', '-')}"


def pictures_root(note: Path, root: Path | None) -> Path | None:
    """Return the folder that holds a note's pictures: `root`, or the vault around it."""
    vault = vault_around(note.parent)
    is_outer = vault is not None and (root is None or root.is_relative_to(vault))
    return vault if is_outer else root


def _setting(vault: Path) -> dict[str, Any]:
    # Obsidian writes it only once something is chosen.
    read = read_json(vault / ".obsidian" / "app.json", lambda value: value)
    return read if isinstance(read, dict) else {}
