"""What goes to the terminal: text of others made harmless, JSON without control characters.

A title, a name or a claim can hold anything, also what makes a terminal set the clipboard, its
title, or its colours for good. Whatever comes from a note, a file's name or a site is shown by
`plain`. What argparse says by itself is translated here, too. No Qt.
"""

import argparse
import json
import os
import re
import sys
import unicodedata
from typing import Any, NoReturn

from viewer.translation import _, tr

# C0, DEL and C1 (some terminals heed those too), the separators that end a line, and the marks that
# turn the direction of all that follows.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_CONTROL_IN_JSON = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
# Between these a line of a terminal may end: a space, a word, a letter that stands for itself; with
# the brackets before and the stops behind it.
_WIDE = "\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
_OPEN = "\u201c\u300a\u300c\uff08"
_STOPS = "\u3001\u3002\u300d\uff01\uff09\uff0c\uff1a\uff1b\uff1f\u201d"
_PIECE = rf"\s+|[{_OPEN}]*(?:[{_WIDE}]|[^\s{_WIDE}]+)[{_STOPS}]*"

# What argparse says to people, from Python 3.11 to 3.14; it looks for its `_` when it says it.
_OF_ARGPARSE = frozenset(
    {
        _("usage: "),
        _("positional arguments"),
        _("options"),
        #: The heading of a list of options.
        _("%(heading)s:"),
        _("show this help message and exit"),
        _("%(prog)s: error: %(message)s\n"),
        _("argument %(argument_name)s: %(message)s"),
        _("the following arguments are required: %s"),
        _("one of the arguments %s is required"),
        _("unrecognized arguments: %s"),
        _("expected one argument"),
        _("expected at most one argument"),
        _("expected at least one argument"),
        _("not allowed with argument %s"),
        _("ignored explicit argument %r"),
        _("ambiguous option: %(option)s could match %(matches)s"),
        _("unexpected option string: %s"),
        _("invalid %(type)s value: %(value)r"),
        _("invalid choice: %(value)r (choose from %(choices)s)"),
        _("invalid choice: %(value)r, maybe you meant %(closest)r? (choose from %(choices)s)"),
    }
)

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
    warn(tr("cuenote: the window can't be opened: {0}").format(why))
    warn(as_started(tr("Run `cuenote doctor` to see what is missing.")))


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
    return tr("neither DISPLAY nor WAYLAND_DISPLAY is set")


def columns(text: str) -> int:
    """Return how many columns of a terminal a text takes: a letter of Chinese takes two."""
    return sum(
        0 if unicodedata.combining(letter) else 1 + (unicodedata.east_asian_width(letter) in "WF")
        for letter in text
    )


def padded(text: str, width: int) -> str:
    """Fill a text up to so many columns, for what stands behind it to be in line."""
    return text + " " * (width - columns(text))


def wrapped(text: str, width: int) -> list[str]:
    """Return the lines of a text, of so many columns at most; Chinese has no spaces."""
    lines, line = [], ""
    for piece in re.findall(_PIECE, " ".join(text.split())):
        if line and columns(line + piece.rstrip()) > width:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return [*lines, line] if line else lines


class _Help(argparse.HelpFormatter):
    """Breaks the lines of help by columns, not by letters."""

    def _split_lines(self, text: str, width: int) -> list[str]:
        return wrapped(text, width)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(indent + line for line in wrapped(text, width - len(indent)))


class RawHelp(argparse.RawDescriptionHelpFormatter, _Help):
    """Leaves the lines of what stands before and behind the options as they are."""


def _translated(text: str) -> str:
    return tr(text) if text in _OF_ARGPARSE else text


class Parser(argparse.ArgumentParser):
    """A parser that speaks the language of the person.

    Its complaints repeat what was typed harmlessly: the names of files, by a star.
    """

    def __init__(self, **settings: Any) -> None:
        vars(argparse)["_"] = _translated
        super().__init__(**{"formatter_class": _Help, **settings})

    def error(self, message: str) -> NoReturn:
        super().error(plain(message))
