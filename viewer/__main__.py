"""The command line: `cuenote`, or `python -m viewer`.

Imports are local, so that `cuenote --help` and `cuenote show` need no Qt.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from viewer import __version__
from viewer.base import interrupt
from viewer.base.errors import ViewerError
from viewer.base.terminal import Code, Parser, warn, warn_no_window
from viewer.base.translation import import_qt, own_tour, tell_children
from viewer.commands import code_of, command_named, listed, mistyped, time_typed

if TYPE_CHECKING:
    from viewer.notes.model import VideoRef

_DESCRIPTION = (
    "Open notes beside their videos: a click on a claim goes to the frame where it was said."
)
_EPILOG = (
    "`cuenote help COMMAND` describes one; most print lines of JSON with --json.\n"
    "A time T is written as 1:02:03, 9:07, 62 (seconds), or 1h2m3s.\n"
    "Not affiliated with YouTube.\n"
)


def _shut_out_current_folder() -> None:
    """Keep Pythons started from here from importing modules of the current folder.

    Cuenote's own are started with -P; others (a browser, an editor) must not inherit a setting that
    changes how Python works there.
    """
    paths = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(os.path.isabs, paths))


def open_parser() -> Parser:
    """Return the argument parser of the window."""
    commands = f"other commands:\n{listed('  cuenote ')}\n{_EPILOG}"
    parser = Parser("", _DESCRIPTION, commands)
    parser.add_argument(
        "--version",
        action="version",
        version=f"Cuenote {__version__}",
        help="print the version and exit",
    )
    parser.add_argument(
        "path",
        nargs="?",
        metavar="NOTE|VAULT|VIDEO|LINK",
        help=(
            "a note, a folder of notes, a video to write about (a file, a URL or an ID), or a "
            "link cuenote://open?note=…&t=… (default: the last note, or the tour)"
        ),
    )
    parser.add_argument("--at", type=time_typed, metavar="T", help="go to this time of the video")
    parser.add_argument("--tour", action="store_true", help="open the tour")
    parser.add_argument(
        "--new-window", action="store_true", help="open a new window, even if one is open already"
    )
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command, or open the window; return the exit code."""
    if sys.stdout is None:  # Windows gives a program without a terminal none
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    try:
        return _run(arguments)
    except KeyboardInterrupt:
        return Code.STOPPED
    finally:
        interrupt.end_again()


def _run(arguments: Sequence[str] | None) -> int:
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    if arguments[:1] == ["help"]:
        names = [one for one in arguments[1:2] if one != "help"]
        if names and command_named(names[0]) is None:
            warn(f"cuenote: there is no command “{names[0]}”; `cuenote help` lists them")
            return Code.WRONG_CALL
        arguments = [*names, "--help"]
    command = command_named(arguments[0]) if arguments else None
    _shut_out_current_folder()
    if command is None or command.name == "index":
        # They stay for hours. Python's own sums do for them: OpenSSL's take 4 MB in each process.
        sys.modules.setdefault("_hashlib", None)  # type: ignore[arg-type]
    if command is None:
        # What is imported stays. To look for garbage among it takes 20 ms of the start; once there
        # is a window, its `Collector` does that.
        gc.disable()
        tell_children()
    else:
        return command.main(arguments[1:])
    meant = mistyped(arguments[0]) if arguments else None
    if meant is not None:
        warn(f"cuenote: there is no command “{arguments[0]}”; did you mean `cuenote {meant.name}`?")
        return Code.WRONG_CALL
    try:
        return _open(open_parser().parse_args(arguments))
    except ViewerError as error:
        warn(f"cuenote: {error.words()}")
        return code_of(error)


def _open(options: argparse.Namespace) -> int:
    import platformdirs

    from viewer.system.handover import SCHEME, Order, hand_over, listen, parse_link, target_of

    text: str = options.path or ""
    order = Order(at_ms=options.at)
    target: Path | VideoRef | None = None
    if text.casefold().startswith(f"{SCHEME}:"):
        order = parse_link(text)
    elif text or options.tour:
        data = platformdirs.user_data_path("cuenote", appauthor=False)
        target = own_tour(data / "tour") if options.tour else target_of(text)
        if isinstance(target, Path):
            if not target.exists():
                warn(f"cuenote: there is no note, folder or video {target}")
                return Code.NOT_THERE
            text = str(target.absolute())
        order = order._replace(target=text)
    state = Path(platformdirs.user_state_dir("cuenote", appauthor=False))
    claim = listen(state)
    if claim is None and not options.new_window:
        token = os.environ.get("XDG_ACTIVATION_TOKEN", "")
        if hand_over(state, order._replace(token=token)):
            return 0
        claim = listen(state)  # where the other has ended meanwhile
    try:
        import_qt()
        from viewer import app
    except ImportError as error:
        warn_no_window(str(error))
        return Code.FOUND
    return app.run(target, options.at, order if order.is_link else None, claim)


if __name__ == "__main__":
    sys.exit(main())
