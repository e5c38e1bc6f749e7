"""`cuenote uninstall-desktop`: remove what `install-desktop` or the window wrote."""

from argparse import Namespace

from viewer.base.terminal import Parser, tell
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
    tell(f"Removed: {path}" if path else "Not in your applications menu.")
    return 0
