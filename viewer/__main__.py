"""The command line: `cuenote`, or `python -m viewer`.

Imports are made where they are used, so that `cuenote --help` and `cuenote show` need no Qt.
"""

from __future__ import annotations

import argparse
import gc
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from viewer import TOUR, __version__, interrupt
from viewer.errors import ViewerError
from viewer.terminal import STOPPED, Parser, plain

if TYPE_CHECKING:
    from viewer.export.film import Painter
    from viewer.notes.model import VideoRef

_DESCRIPTION = (
    "Open notes beside their videos: a click on a claim goes to the frame where it was said."
)
_EPILOG = """\
other commands:
  cuenote show NOTE            print a note's claims and citations
  cuenote check NOTE|VAULT     check citations against the video, and repair them; or a page
  cuenote convert NOTE|VAULT   turn citations into another form, as a diff or with --write
  cuenote export NOTE|VAULT    write what is cited: subtitles, tables, clips, pages, PDF and more
  cuenote search VAULT QUERY   find claims in the notes of a vault, or what is said (--said)
  cuenote index VAULT          update the search index of a vault
  cuenote fetch URL|ID …       save videos, playlists or channels for offline
  cuenote transcribe FILE|NOTE|URL  write down what is said in a video, without a network
  cuenote doctor               print versions, what is missing, and where your data is

Each has its own --help; most print JSON with --json.
A time T is written as 1:02:03, 9:07, 62 (seconds), or 1h2m3s.
Not affiliated with YouTube.
"""


_PRINTING = ("show", "doctor", "index", "search", "check", "convert", "export")


def _shut_out_current_folder(*, is_window: bool) -> None:
    """See that no Python started from here runs modules of the folder where the person stands.

    The window starts its own with -P; what else it starts (a browser, an editor) must not inherit
    a setting that changes how Python works there. The commands have processes of
    `multiprocessing`, which get -P only where this process has it: `cuenote` has not.
    """
    if not is_window:
        os.environ["PYTHONSAFEPATH"] = "1"
    paths = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(os.path.isabs, paths))


def _time(text: str) -> int:
    from viewer.notes.timecode import parse_typed

    ms = parse_typed(text)
    if ms is None:
        raise argparse.ArgumentTypeError(f"“{text}” is not a time; write 1:02:03, 9:07 or 1h2m3s")
    return ms


def _open_parser() -> Parser:
    parser = Parser(
        prog="cuenote",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
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
        help="a note, a folder of notes, a video (a file, a URL or an id) to write about, or a "
        "link cuenote://open?note=…&t=… (default: the last note, or the tour)",
    )
    parser.add_argument("--at", type=_time, metavar="T", help="go to this time of the video")
    parser.add_argument("--tour", action="store_true", help="open the tour")
    parser.add_argument(
        "--new-window",
        action="store_true",
        help="open another window, also where one is open that could show it",
    )
    return parser


def _show_parser() -> Parser:
    parser = Parser(prog="cuenote show", description="Print a note's claims and citations.")
    parser.add_argument("note", type=Path, metavar="NOTE", help="the note")
    parser.add_argument("--json", action="store_true", help="print JSON, with spans in bytes")
    parser.add_argument(
        "--duration",
        type=_time,
        metavar="T",
        help="the length of the video, to find times past its end",
    )
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the exit code: 0, 1 for what the world did, 2 a wrong call, 130 stopped."""
    try:
        return _run(arguments)
    except KeyboardInterrupt:
        return STOPPED
    finally:
        interrupt.end_again()


def _run(arguments: Sequence[str] | None) -> int:
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    command = arguments[0] if arguments else ""
    _shut_out_current_folder(is_window=command not in (*_PRINTING, "fetch", "transcribe"))
    try:
        if command in _PRINTING:
            return _print(command, arguments[1:])
        if command == "fetch":
            from viewer.video.downloads.fetch import fetch

            interrupt.raise_again()
            return fetch(arguments[1:])
        if command == "transcribe":
            from viewer.vault.transcribe_command import transcribe

            interrupt.raise_again()
            return transcribe(arguments[1:])
        options = _open_parser().parse_args(arguments)
        return _open(options)
    except ViewerError as error:
        print(plain(f"cuenote: {error}"), file=sys.stderr)
        if error.remedy:
            print(plain(error.remedy), file=sys.stderr)
        return 1


def _print(command: str, arguments: Sequence[str]) -> int:
    """Run a command that only prints; what cannot be written is no crash."""
    try:
        if command == "show":
            options = _show_parser().parse_args(arguments)
            from viewer.notes.show import show

            interrupt.raise_again()
            # JSON is UTF-8 wherever it goes; words go out as well as the terminal has letters.
            _write_with("utf-8" if options.json else None)
            code = show(
                options.note,
                as_json=options.json,
                duration_ms=options.duration,
                out=sys.stdout,
            )
        elif command in ("index", "search"):
            from viewer.vault import command as vault

            interrupt.raise_again()
            _write_with("utf-8" if "--json" in arguments else None)
            code = vault.index(arguments) if command == "index" else vault.search(arguments)
        elif command == "check":
            _write_with("utf-8" if "--json" in arguments else None)
            if any(word.casefold().endswith((".html", ".htm")) for word in arguments):
                from viewer.export import proof

                interrupt.raise_again()
                code = proof.run(arguments)
            else:
                from viewer.evidence import command as evidence

                interrupt.raise_again()
                code = evidence.run(arguments)
        elif command == "convert":
            from viewer.vault import convert_command

            interrupt.raise_again()
            # A diff holds what the notes hold.
            _write_with("utf-8")
            code = convert_command.run(arguments)
        elif command == "export":
            from viewer.export import command as export

            interrupt.raise_again()
            _write_with("utf-8")
            code = export.run(arguments, _painter)
        else:
            Parser(
                prog="cuenote doctor",
                description="Print versions, what is missing and how to install it, and where "
                "your data is.",
            ).parse_args(arguments)
            from viewer.doctor import doctor

            interrupt.raise_again()
            _write_with(None)
            code = doctor(sys.stdout)
        sys.stdout.flush()
        return code
    except OSError as error:
        if not isinstance(error, BrokenPipeError):  # else whoever read has seen enough
            print(f"cuenote: the output cannot be written: {error.strerror}", file=sys.stderr)
        # Python would try once more when it ends, and complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _painter() -> Painter:
    from viewer.ui.kit.film_words import painter_of_words  # here, for it loads Qt

    return painter_of_words()


def _write_with(encoding: str | None) -> None:
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding=encoding, errors="backslashreplace")


def _open(options: argparse.Namespace) -> int:
    from viewer.orders import SCHEME, Order, hand_over, listen, parse_link, target_of

    text: str = options.path or ""
    order = Order(at_ms=options.at)
    target: Path | VideoRef | None = None
    if text.casefold().startswith(f"{SCHEME}:"):
        order = parse_link(text)
    elif text or options.tour:
        target = TOUR if options.tour else target_of(text)
        if isinstance(target, Path):
            if not target.exists():
                print(
                    plain(f"cuenote: there is no note, folder or video {target}"), file=sys.stderr
                )
                return 1
            text = str(target.absolute())
        order = order._replace(target=text)
    state = _state_folder()
    claim = listen(state)
    if claim is None and not options.new_window:
        token = os.environ.get("XDG_ACTIVATION_TOKEN", "")
        if hand_over(state, order._replace(token=token)):
            return 0
        claim = listen(state)  # where the other has ended meanwhile
    # What is imported stays. To look for garbage among it takes 20 ms of the start; once there is
    # a window, its `Collector` does that.
    gc.disable()
    try:
        from viewer import app
    except ImportError as error:
        print(plain(f"cuenote: the window cannot be shown: {error}"), file=sys.stderr)
        print("`cuenote doctor` says what is missing.", file=sys.stderr)
        return 1
    return app.run(target, options.at, order if order.is_link else None, claim)


def _state_folder() -> Path:
    import platformdirs

    return Path(platformdirs.user_state_dir("cuenote", appauthor=False))


if __name__ == "__main__":
    sys.exit(main())
