"""The entry by which the desktop knows Cuenote, and opens `cuenote://` links with it. Linux alone.

https://specifications.freedesktop.org/desktop-entry-spec/. Written only when a person asks for it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from viewer import RESOURCES
from viewer.child_side import own_command
from viewer.errors import ViewerError
from viewer.handover import SCHEME
from viewer.notes.beside import write_whole

_NAME = "cuenote.desktop"
_RESERVED = frozenset(" \t\n\"'\\><~|&;$*?#()`")  # what an argument of Exec has to be quoted for
# What stands for itself in a quoted argument of Exec, and must not.
_ESCAPED = str.maketrans({letter: f"\\\\{letter}" for letter in '"`$'} | {"\\": "\\\\\\\\"})


def register() -> Path:
    """Write the entry and make it the one for `cuenote://`; return its path. Raises ViewerError."""
    if not sys.platform.startswith("linux"):
        raise ViewerError("cuenote:// links can only be set up on Linux.")
    home = os.environ.get("XDG_DATA_HOME", "")
    data = Path(home) if Path(home).is_absolute() else Path.home() / ".local" / "share"
    path = data / "applications" / _NAME
    try:
        write_whole(path, entry())
    except OSError as error:
        raise ViewerError(f"{path} can't be saved: {error.strerror}.") from error
    # The first tells the desktop what is there, the second what is wanted.
    for command in (
        ["update-desktop-database", str(path.parent)],
        ["xdg-mime", "default", _NAME, f"x-scheme-handler/{SCHEME}"],
    ):
        program = shutil.which(command[0])
        if program is not None:
            subprocess.run(
                [program, *command[1:]],
                check=False,
                timeout=20,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
    return path


def entry() -> str:
    """Write the entry for the Python that runs this."""
    command = " ".join(map(_quoted, own_command("viewer")))
    lines = {
        "Type": "Application",
        "Name": "Cuenote",
        "GenericName": "Notes about videos",
        "Comment": "Notes beside their videos: click a claim to see where it was said",
        "Exec": f"{command} %u",
        "Icon": str(RESOURCES / "cuenote.svg"),
        "Terminal": "false",
        "Categories": "AudioVideo;Video;Office;",
        "MimeType": f"x-scheme-handler/{SCHEME};text/markdown;inode/directory;",
        "Keywords": "notes;markdown;video;transcript;timestamp;",
        "StartupNotify": "true",
        "StartupWMClass": "cuenote",
    }
    return "[Desktop Entry]\n" + "".join(f"{key}={value}\n" for key, value in lines.items())


def _quoted(argument: str) -> str:
    """Quote an argument of Exec, as the specification has it, where it needs that.

    Without a desktop `xdg-open` takes the first word with its quotes for the name of a program.
    """
    argument = argument.replace("%", "%%")
    return argument if _RESERVED.isdisjoint(argument) else f'"{argument.translate(_ESCAPED)}"'
