"""`cuenote uninstall-desktop`: remove what `install-desktop` or the window wrote."""

import sys
from argparse import Namespace

from viewer.base.terminal import Parser, plain
from viewer.system.desktop_entry import uninstall


def parser() -> Parser:
    return Parser(
        "uninstall-desktop",
        "Remove Cuenote from your applications menu. Your notes, settings and saved "
        "videos stay; `cuenote doctor` prints where they are.",
    )


def run(options: Namespace) -> int:
    """Delete the entry, and print where it was."""
    del options
    path = uninstall()
    said = f"Removed: {path}" if path else "Not in your applications menu."
    sys.stdout.write(f"{plain(said)}\n")
    return 0
