"""What goes to the terminal: text of others made harmless, JSON without control characters.

A title, a name or a claim can hold anything, also what makes a terminal set the clipboard, its
title, or its colours for good. Whatever comes from a note, a file's name or a site is shown by
`plain`. No Qt.
"""

import argparse
import json
import os
import re
import sys
import unicodedata
from typing import Any, NoReturn

# C0, DEL and C1 (some terminals heed those too), the separators that end a line, and the marks that
# turn the direction of all that follows.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_CONTROL_IN_JSON = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")

STOPPED = 130
"""The exit code of a command that was stopped with Ctrl+C."""


def plain(text: str) -> str:
    r"""Show text on one line: each control character is written out, ESC as `\x1b`."""
    return _CONTROL.sub(lambda found: ascii(found[0])[1:-1], text)


def json_text(value: Any, *, indent: int | None = None) -> str:
    """Write a value as JSON in which letters stay as they are and control characters do not."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    # Those of C0 are escaped already; the line ends that are left come from `indent`.
    return _CONTROL_IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def warn(words: str) -> None:
    """Write a line to the standard error, or show it where Windows has given none."""
    if sys.stderr is not None:
        sys.stderr.write(plain(words) + "\n")
    elif sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.MessageBoxW(None, plain(words), "Cuenote", 0)


def warn_no_window(why: str) -> None:
    """Say that the window can't be opened, why, and how to find out what is missing."""
    warn(f"cuenote: the window can't be opened: {why}")
    warn(as_started("Run `cuenote doctor` to see what is missing."))


def as_started(words: str) -> str:
    """Name Cuenote in a command as it was started: `./run doctor`."""
    return words.replace("`cuenote ", f"`{os.environ.get('CUENOTE_COMMAND', 'cuenote')} ")


def lacks_screen() -> str:
    """Say that no screen is named to this program, on Linux; empty where one is."""
    if sys.platform != "linux":
        return ""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if any(map(os.environ.get, names)):
        return ""
    return "neither DISPLAY nor WAYLAND_DISPLAY is set"


def counted(count: int, one: str, many: str = "") -> str:
    """Write a number with what it counts: "1 note", "1,234 notes"; English, as all commands are."""
    return f"{count:,} {one if count == 1 else many or f'{one}s'}"


def columns(text: str) -> int:
    """Return how many columns of a terminal a text takes: a letter of Chinese takes two."""
    return sum(
        0 if unicodedata.combining(letter) else 1 + (unicodedata.east_asian_width(letter) in "WF")
        for letter in text
    )


class Parser(argparse.ArgumentParser):
    """A parser that repeats what was typed harmlessly: the names of files, by a star."""

    def error(self, message: str) -> NoReturn:
        super().error(plain(message))
