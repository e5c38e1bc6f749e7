"""`cuenote uninstall-desktop`: take away what `install-desktop` wrote, and the window as well."""

import sys
from argparse import Namespace

from viewer.desktop_entry import uninstall
from viewer.terminal import Parser, plain


def parser() -> Parser:
    """Make what reads its arguments."""
    return Parser(
        "uninstall-desktop",
        "Remove Cuenote from your applications menu. Your notes, settings and saved "
        "videos stay; `cuenote doctor` prints where they are.",
    )


def run(options: Namespace) -> int:
    """Delete the entry, and say where it was."""
    del options
    path = uninstall()
    said = f"Removed: {path}" if path else "Not in your applications menu."
    sys.stdout.write(f"{plain(said)}\n")
    return 0
