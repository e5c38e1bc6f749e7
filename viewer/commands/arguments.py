"""What several commands take: times, and where saved videos and what Cuenote keeps are."""

import argparse
from pathlib import Path

import platformdirs

from viewer.notes.timecode import parse_typed
from viewer.terminal import Parser


def time_typed(text: str) -> int:
    """Read a time that is typed, in ms; for `type=` of argparse."""
    ms = parse_typed(text)
    if ms is None:
        raise argparse.ArgumentTypeError(f"“{text}” is not a time; write 1:02:03, 9:07 or 1h2m3s")
    return ms


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
