"""Arguments shared by several commands: notes, times, output, and the library."""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from glob import glob, has_magic
from pathlib import Path
from typing import NamedTuple

import platformdirs

from viewer.base.errors import NoteFileError
from viewer.base.terminal import Parser, warn
from viewer.notes.beside import temporary_folder
from viewer.notes.real_path import real_path
from viewer.vault.around import vault_around
from viewer.vault.files import VaultFiles

_STDIN = "standard input.md"  # what a note is called that is read from there


class Output(NamedTuple):
    """Where to write: a file, or a folder that may not exist yet."""

    path: Path
    is_folder: bool
    is_printed: bool = False  # it goes to standard output: `-`, but not `./-`

    @classmethod
    def typed(cls, text: str) -> "Output":
        """Parse the argument: `DIR/` is a folder; for `type=` of argparse."""
        path = Path(text)
        is_folder = path.is_dir() or text.endswith(tuple(filter(None, (os.sep, os.altsep))))
        return cls(path, is_folder, is_printed=text == "-")

    def named(self, name: str) -> Path:
        """Return the file; in a folder, which is then made, one of this name."""
        if not self.is_folder:
            return self.path
        self.path.mkdir(parents=True, exist_ok=True)
        return self.path / name


def add_notes(parser: Parser, metavar: str = "NOTE|VAULT", *, vaults: bool = True) -> None:
    """Add arguments for notes, and folders of them."""
    words = "notes; - reads a note from standard input"
    if vaults:
        words = "notes, or folders of notes; - reads a note from standard input"
    parser.add_argument("paths", nargs="+", metavar=metavar, help=words)


@contextmanager
def notes_typed(paths: Sequence[str]) -> Iterator[tuple[list[Path], Path | None]]:
    """Yield the given notes and folders, and which of them is from standard input.

    That one is a temporary file. Wildcards are expanded here if no shell does.
    """
    found, note = [], None
    with ExitStack() as stack:
        if "-" in paths:
            note = stack.enter_context(temporary_folder()) / _STDIN
            note.write_bytes(sys.stdin.buffer.read())
        for text in paths:
            if note is not None and text == "-":
                found.append(note)
            elif has_magic(text) and not Path(text).exists():
                # Not `Path.glob`, which takes no absolute pattern.
                found += map(Path, sorted(glob(text, recursive=True)) or [text])  # noqa: PTH207
            else:
                found.append(Path(text))
        yield found, note


def notes_of(folder: Path) -> tuple[Path, Sequence[str]]:
    """Return a vault's folder as its `real_path`, and its notes by their paths in it.

    Reports unreadable ones on standard error. Raises NoteFileError if there are no others.
    """
    root = real_path(folder)
    files = VaultFiles.scan(root)
    for unread in files.unreadable:
        warn(f"cuenote: the folder “{unread or root}” can't be read")
    if not files.notes and files.unreadable:
        raise NoteFileError(f"The folder {root / files.unreadable[0]} can't be read.")
    return root, files.notes


def notes_in(paths: Sequence[Path]) -> Iterator[tuple[Path, str, Path]]:
    """Yield each given note: a folder, its path in it, and the argument it came from.

    Raises NoteFileError for a folder.
    """
    for path in paths:
        names = notes_of(path)[1] if path.is_dir() else [path.name]
        yield from ((path if path.is_dir() else path.parent, name, path) for name in names)


def add_vault(parser: Parser) -> None:
    """Add an argument for the vault; see `VaultFinder`."""
    parser.add_argument(
        "--vault",
        type=Path,
        metavar="DIR",
        help="look for videos and transcripts in this vault (default: the nearest folder with "
        ".obsidian or .git, or that was opened in the window; else the folder of the note)",
    )


class VaultFinder:
    """Finds the vault of each given note or folder, as the window does."""

    def __init__(self, options: argparse.Namespace, piped: Path | None = None) -> None:
        """Raises NoteFileError if a given vault does not exist.

        Piped input (`piped`) counts as a note in the current folder.
        """
        self._taken: dict[Path, Path] = {}  # by what was named
        self.piped, self._named = piped, options.vault
        if self._named is not None and not self._named.is_dir():
            raise NoteFileError(f"{self._named} is not a folder.")
        kept = kept_by_window(state_folder(options) / "state.ini", "vaults/recent")
        self._known = {Path(text.partition(" ")[2]) for text in kept}

    def of(self, path: Path) -> Path:
        """Return the vault of a note or folder: the given one, or the one around it."""
        if path not in self._taken:
            place = real_path(self._named or (Path.cwd() if path == self.piped else path))
            folder = place if place.is_dir() else place.parent
            around = vault_around(folder, self._known) if self._named is None else None
            self._taken[path] = around or folder
        return self._taken[path]

    def say(self) -> None:
        """Report where missing files were searched."""
        first, *others = dict.fromkeys(self._taken.values())
        vaults = f"{first} and {len(others)} more" if others else first
        warn(
            f"cuenote: looked for videos and transcripts in the vault {vaults}; "
            "--vault DIR names another"
        )


def kept_by_window(file: Path, key: str) -> list[str]:
    """Return a value that the window saved in one of its files, or ""."""
    if not file.is_file():
        return []
    try:
        from PySide6.QtCore import QSettings  # here, for most calls need none
    except ImportError:  # `cuenote doctor` says why
        return []
    kept = QSettings(str(file), QSettings.Format.IniFormat).value(key, [])
    return [str(each) for each in (kept if isinstance(kept, list) else [kept])]


def add_places(parser: Parser, *, cache: bool = False) -> None:
    """Add arguments for the library, and for tests the other folders."""
    parser.add_argument("--library", type=Path, metavar="DIR", help="the folder of saved videos")
    parser.add_argument("--state", type=Path, help=argparse.SUPPRESS)
    if cache:
        parser.add_argument("--cache", type=Path, help=argparse.SUPPRESS)


def data_folder() -> Path:
    """Return the data folder: models, the library."""
    return Path(platformdirs.user_data_dir("cuenote", appauthor=False))


def state_folder(options: argparse.Namespace | None = None) -> Path:
    """Return the state folder: choices and unsaved edits."""
    named: Path | None = getattr(options, "state", None)
    return named or Path(platformdirs.user_state_dir("cuenote", appauthor=False))


def cache_folder(options: argparse.Namespace | None = None) -> Path:
    """Return the cache folder: what can be recreated."""
    named: Path | None = getattr(options, "cache", None)
    return named or Path(platformdirs.user_cache_dir("cuenote", appauthor=False))


def library_folder(options: argparse.Namespace) -> Path:
    """Return the library's folder: the given one, else the window's, else the default."""
    named: Path | None = options.library
    if named is None:
        settings = Path(platformdirs.user_config_dir("cuenote", appauthor=False), "settings.ini")
        chosen = "".join(kept_by_window(settings, "save/library"))
        named = Path(chosen) if chosen else data_folder() / "library"
    return named.absolute()
