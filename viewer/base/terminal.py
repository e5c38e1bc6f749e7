"""Terminal output: foreign text made harmless, JSON without control characters.

A title, a name or a claim can contain anything, even sequences that set the clipboard, or the
terminal's title or colours. Whatever comes from a note, a file name or a site is printed through
`plain`. No Qt.
"""

import argparse
import json
import os
import re
import shutil
import sys
import unicodedata
from collections.abc import Iterable
from enum import IntEnum
from typing import Any, NoReturn

# C0, DEL and C1 (some terminals heed those too), the separators that end a line, and the marks that
# turn the direction of all that follows.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_progress = [""]  # what the last line of the terminal shows
_CONTROL_IN_JSON = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


class Code(IntEnum):
    """The exit codes of all commands; if several apply, the first except `DONE`."""

    DONE = 0
    FOUND = 1  # problems, or nothing; and what could not be written
    WRONG_CALL = 2
    NOT_THERE = 3  # a file that is named, or all that could be looked at
    STOPPED = 130  # with Ctrl+C

    @classmethod
    def first(cls, codes: Iterable[int]) -> "Code":
        """Return the code that takes precedence."""
        return cls(min(filter(None, codes), default=cls.DONE))


CODES = (
    "exit code: 0 done, 1 nothing found or problems found, 2 wrong call, 3 a file is not there "
    "or nothing could be checked; 1 goes before 3"
)
"""What help says of them."""


def plain(text: str) -> str:
    r"""Show text on one line: each control character is written out, ESC as `\x1b`."""
    return _CONTROL.sub(lambda found: ascii(found[0])[1:-1], text)


def json_text(value: Any, *, indent: int | None = None) -> str:
    """Return a value as JSON with letters as they are and control characters escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    # Those of C0 are escaped already; the line ends that are left come from `indent`.
    return _CONTROL_IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def tell_json(value: Any) -> None:
    """Print a value as a line of JSON, without buffering."""
    sys.stdout.write(json_text(value) + "\n")
    sys.stdout.flush()


def tell(*parts: str | tuple[str, int]) -> None:
    """Print a line; a part may be text with the number of a colour or a style, such as 1: bold."""
    show_progress("")
    line = (plain(one) if isinstance(one, str) else _coloured(*one) for one in parts)
    sys.stdout.write("".join(line) + "\n")


def _coloured(words: str, number: int) -> str:
    """Colour words for a terminal; see no-color.org and bixense.com/clicolors."""
    text = plain(words)
    forced = os.environ.get("CLICOLOR_FORCE", "") not in ("", "0")
    can = sys.stdout.isatty() and sys.platform != "win32" and not os.environ.get("NO_COLOR")
    return f"\x1b[{number}m{text}\x1b[0m" if forced or can else text


def show_progress(words: str) -> None:
    """Show a command's progress in the last line of a terminal, until another line is printed."""
    before = _progress[0]
    if sys.stderr is None or not sys.stderr.isatty() or words == before == "":
        return
    text, room = plain(words), shutil.get_terminal_size().columns - 1
    while columns(text) > room:
        text = text[:-1]
    gone = " " * (columns(before) - columns(text))
    sys.stderr.write(f"\r{text}{gone}" + ("" if text else "\r"))
    sys.stderr.flush()
    _progress[0] = text


def warn(words: str) -> None:
    """Write a line to standard error, or show a dialog where Windows has none."""
    show_progress("")
    if sys.stderr is not None:
        sys.stderr.write(plain(words) + "\n")
    elif sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.MessageBoxW(None, plain(words), "Cuenote", 0)


def warn_no_window(why: str) -> None:
    """Report that the window can't be opened, why, and how to find out what is missing."""
    warn(f"cuenote: the window can't be opened: {why}")
    warn(as_started("Run `cuenote doctor` to see what is missing."))


def as_started(words: str) -> str:
    """Name Cuenote in a command as the user started it: `./run doctor`."""
    return words.replace("`cuenote ", f"`{os.environ.get('CUENOTE_COMMAND', 'cuenote')} ")


def lacks_screen() -> str:
    """Return a message if this program has no display, on Linux; else ""."""
    if sys.platform != "linux":
        return ""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if any(map(os.environ.get, names)):
        return ""
    return "neither DISPLAY nor WAYLAND_DISPLAY is set"


def counted(count: int, one: str, many: str = "") -> str:
    """Write a number with its noun: "1 note", "1,234 notes"; English, as all commands are."""
    return f"{count:,} {one if count == 1 else many or f'{one}s'}"


def columns(text: str) -> int:
    """Return a text's width in terminal columns: a Chinese letter takes two."""
    return sum(
        0 if unicodedata.combining(letter) else 1 + (unicodedata.east_asian_width(letter) in "WF")
        for letter in text
    )


class _Help(argparse.HelpFormatter):
    def _fill_text(self, text: str, width: int, indent: str) -> str:
        fill = super()._fill_text
        return "\n".join(
            line if line[:1].isspace() else fill(line, width, indent) for line in text.split("\n")
        )


class Parser(argparse.ArgumentParser):
    """Argument parser of a command (the window's has no name); its help lists the exit codes.

    It echoes arguments safely: file names through a wildcard.
    """

    def __init__(self, name: str, description: str, epilog: str = "") -> None:
        super().__init__(
            prog=f"cuenote {name}".rstrip(),
            description=description,
            epilog="\n\n".join(filter(None, (epilog, CODES))),
            formatter_class=_Help,
        )

    def add_json(self, each: str) -> None:
        """Add `--json`: one line per object; `each` says of what."""
        self.add_argument(
            "--json", action="store_true", help=f"print lines of JSON, one for each {each}"
        )

    def error(self, message: str) -> NoReturn:
        super().error(plain(message))
