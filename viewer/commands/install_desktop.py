"""`cuenote install-desktop`: put Cuenote into the applications menu, and open its links."""

import sys
from argparse import Namespace

from viewer.desktop_entry import install
from viewer.terminal import Parser, plain


def parser() -> Parser:
    """Make what reads its arguments."""
    return Parser(
        "install-desktop",
        "Add Cuenote to your applications menu, and let it open cuenote:// links. "
        "Only for you; no other user sees it. `cuenote uninstall-desktop` removes it.",
    )


def run(options: Namespace) -> int:
    """Write the entry, and say where it is."""
    del options
    said = f"Added to the applications menu: {install()}"
    sys.stdout.write(f"{plain(said)}\n")
    return 0
