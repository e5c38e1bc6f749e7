"""The commands of the command line, one file each: `parser()`, and `run(options)`.

`run` returns the exit code; it may raise ViewerError, OSError and KeyboardInterrupt. A command is
loaded when it is run, so that `cuenote --help` and `cuenote show` need no Qt. A new command is a
file and a row here; help and completions are made from the rows.
"""

import importlib
import io
import os
import sys
from argparse import ArgumentTypeError
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from viewer.base import interrupt, translation
from viewer.base.errors import (
    CallError,
    IndexingError,
    NoteFileError,
    NoteSaveError,
    ViewerError,
    why,
)
from viewer.base.terminal import Code, warn


class Command(NamedTuple):
    """One command, as `cuenote --help` lists it."""

    name: str
    arguments: str  # as they are shown: `NOTE|VAULT`
    summary: str
    # What is said where the user stops it.
    stopped: str = ""
    # Whether all that it writes is a file for others: in UTF-8 wherever it goes.
    is_text: bool = False

    def load(self) -> ModuleType:
        return importlib.import_module(f"{__name__}.{self.name.replace('-', '_')}")

    def main(self, arguments: Sequence[str]) -> int:
        """Run it with the arguments typed after its name; return the exit code."""
        module = self.load()
        options = module.parser().parse_args(arguments)
        interrupt.raise_again()
        is_window = any(getattr(options, name, False) for name in ("child", "watch", "events"))
        if not is_window:
            # As those of git and ffmpeg; what it starts hears of it, too.
            translation.use(translation.ENGLISH)
        if isinstance(sys.stdout, io.TextIOWrapper):
            # Words go out as well as the terminal has letters.
            is_utf8 = self.is_text or is_window or getattr(options, "json", False)
            encoding = "utf-8" if is_utf8 else None
            sys.stdout.reconfigure(encoding=encoding, errors="backslashreplace")
        try:
            code: int = module.run(options)
            sys.stdout.flush()
        except ViewerError as error:
            warn(f"cuenote: {error.words()}")
            return code_of(error)
        except KeyboardInterrupt:
            if self.stopped:
                warn(self.stopped)
            return Code.STOPPED
        except OSError as error:
            # Python would try once more when it ends, and complain.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            if isinstance(error, BrokenPipeError):  # whoever read has seen enough
                return Code.DONE
            warn(f"cuenote: {error.filename or 'the output'} can't be written: {why(error)}")
            return Code.FOUND
        return code


COMMANDS = (
    Command("show", "NOTE", "print a note's claims and timestamps"),
    Command(
        "check",
        "NOTE|VAULT",
        "check timestamps against the video; --fix makes the safe fixes",
        stopped="Stopped. Notes that were fixed so far stay fixed.",
    ),
    Command(
        "convert",
        "NOTE|VAULT",
        "convert timestamps to another format: shows a diff, or writes with --write",
        stopped="Stopped. Notes that were converted so far stay converted.",
        is_text=True,
    ),
    Command(
        "export",
        "NOTE|VAULT",
        "subtitles, chapters, tables, clips, videos, pages, PDF, cards",
        stopped="Stopped. Finished files are kept.",
        is_text=True,
    ),
    Command("search", "[VAULT] QUERY", "find claims, or with --said sentences of transcripts"),
    Command("index", "VAULT", "update the search index of a vault"),
    Command("save", "URL|ID …", "save videos, playlists or channels for offline use"),
    Command(
        "transcribe",
        "FILE|NOTE|URL …",
        "transcribe videos on this computer",
        stopped="Stopped. What is finished is kept; run it again to continue.",
    ),
    Command("install-desktop", "", "add Cuenote to the applications menu, for its links too"),
    Command("uninstall-desktop", "", "remove Cuenote from the applications menu"),
    Command("doctor", "", "print versions, what is missing, and where your data is"),
)


def code_of(error: ViewerError) -> Code:
    """Return the exit code for an error."""
    if isinstance(error, CallError):
        return Code.WRONG_CALL
    is_gone = isinstance(error, NoteFileError | IndexingError)
    return Code.NOT_THERE if is_gone and not isinstance(error, NoteSaveError) else Code.FOUND


def command_named(name: str) -> Command | None:
    return next((one for one in COMMANDS if one.name == name), None)


def mistyped(word: str) -> Command | None:
    """Return the command that a word probably means, unless it is a file, address or link."""
    if not word.isalpha() or Path(word).exists():
        return None
    from difflib import get_close_matches  # a start does without

    near = get_close_matches(word.casefold(), [one.name for one in COMMANDS], cutoff=0.75)
    return command_named(near[0]) if near else None


def time_typed(text: str) -> int:
    """Parse a typed time as ms; for `type=` of argparse."""
    from viewer.notes.timecode import parse_typed  # a start does without

    ms = parse_typed(text)
    if ms is None:
        raise ArgumentTypeError(f"“{text}” is not a time; write 1:02:03, 9:07 or 1h2m3s")
    return ms


def listed(before: str) -> str:
    """List the commands, one per line, as typed after `before`: `  cuenote `."""
    calls = [f"{before}{one.name} {one.arguments}".rstrip() for one in COMMANDS]
    width = max(map(len, calls))
    rows = zip(calls, COMMANDS, strict=True)
    return "".join(f"{call:<{width}}  {one.summary}\n" for call, one in rows)
