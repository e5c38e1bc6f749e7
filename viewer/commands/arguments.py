"""What several commands take: notes, times, where to write, and where saved videos are."""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from glob import glob, has_magic
from pathlib import Path
from typing import NamedTuple

import platformdirs

from viewer.notes.beside import temporary_folder
from viewer.terminal import Parser
from viewer.vault.scan import notes_of

_STDIN = "standard input.md"  # what a note is called that is read from there


class Output(NamedTuple):
    """Where to write: a file, or into a folder, which may not be there yet."""

    path: Path  # `-`: standard output
    is_folder: bool

    @property
    def is_printed(self) -> bool:
        """Whether it goes to standard output."""
        return self.path == Path("-")

    @classmethod
    def typed(cls, text: str) -> "Output":
        """Read what is typed: `DIR/` is a folder; for `type=` of argparse."""
        path = Path(text)
        return cls(path, path.is_dir() or text.endswith(tuple(filter(None, (os.sep, os.altsep)))))

    def named(self, name: str) -> Path:
        """Return the file: of this name, where this is a folder, which is made then."""
        if not self.is_folder:
            return self.path
        self.path.mkdir(parents=True, exist_ok=True)
        return self.path / name


def add_notes(parser: Parser, metavar: str = "NOTE|VAULT", *, vaults: bool = True) -> None:
    """Let a person name notes, and folders of them."""
    words = "notes; - reads a note from standard input"
    if vaults:
        words = "notes, or folders of notes; - reads a note from standard input"
    parser.add_argument("paths", nargs="+", metavar=metavar, help=words)


@contextmanager
def notes_typed(paths: Sequence[str]) -> Iterator[tuple[list[Path], Path | None]]:
    """Yield the notes and folders that are meant, and the one of them from standard input.

    That is a file meanwhile. Stars are looked up here where no shell has.
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


def notes_in(paths: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """Yield each note that is meant: a folder, and its path in there. NoteFileError of a folder."""
    for path in paths:
        names = notes_of(path)[1] if path.is_dir() else [path.name]
        yield from ((path if path.is_dir() else path.parent, name) for name in names)


def add_places(parser: Parser, *, cache: bool = False) -> None:
    """Let a person name the library, and a test the other folders."""
    parser.add_argument("--library", type=Path, metavar="DIR", help="the folder of saved videos")
    parser.add_argument("--state", type=Path, help=argparse.SUPPRESS)
    if cache:
        parser.add_argument("--cache", type=Path, help=argparse.SUPPRESS)


def data_folder() -> Path:
    """Return the folder of what Cuenote keeps: models, the library."""
    return Path(platformdirs.user_data_dir("cuenote", appauthor=False))


def state_folder(options: argparse.Namespace | None = None) -> Path:
    """Return the folder of what was chosen and left unsaved."""
    named: Path | None = getattr(options, "state", None)
    return named or Path(platformdirs.user_state_dir("cuenote", appauthor=False))


def cache_folder(options: argparse.Namespace | None = None) -> Path:
    """Return the folder of what can be made again."""
    named: Path | None = getattr(options, "cache", None)
    return named or Path(platformdirs.user_cache_dir("cuenote", appauthor=False))


def library_folder(options: argparse.Namespace) -> Path:
    """Return the folder of saved videos: the one that was named, else the usual one."""
    named: Path | None = options.library
    return (named or data_folder() / "library").absolute()
