"""`cuenote install-desktop`: add Cuenote to the applications menu, and let it open its links."""

from argparse import Namespace

from viewer.base.terminal import Parser, tell
from viewer.system.desktop_entry import install


def parser() -> Parser:
    return Parser(
        "install-desktop",
        "Add Cuenote to your applications menu, and let it open cuenote:// links. "
        "Only for you; no other user sees it. `cuenote uninstall-desktop` removes it.",
    )


def run(options: Namespace) -> int:
    """Write the entry, and print its path."""
    del options
    tell(f"Added to the applications menu: {install()}")
    return 0
