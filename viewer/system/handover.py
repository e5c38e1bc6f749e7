"""Pass what a second start should open to the open window; parse `cuenote://` links.

The window listens on a socket (on Windows a named pipe) of its user, named by the state folder:
other folders have another window. One line of JSON is sent, one comes back. No Qt: a second start
is over before Qt would be loaded.
"""

from __future__ import annotations

import hashlib
import json
import os
import socket
import stat
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qs, quote, urlsplit

from viewer.base.errors import ViewerError
from viewer.base.translation import tr
from viewer.notes.front_edit import video_typed
from viewer.notes.model import VideoRef
from viewer.notes.timecode import format_seconds, parse_typed

SCHEME = "cuenote"
ANSWER = b"done\n"
MOST_BYTES = 16_384
"""Of an order; what is longer is none."""

_TIMEOUT_S = 10.0  # a cold start on a slow disk answers when it has its window
_UNIX: int = getattr(socket, "AF_UNIX", -1)  # Windows has pipes for it
_KNOWN = frozenset(("note", "t", "video"))


class Order(NamedTuple):
    """What to open: a file, a folder or an address that the user gave, or a link."""

    # An absolute path or an address; of a link also a path in a vault. Empty: nothing, but the
    # window is to be seen.
    target: str = ""
    at_ms: int | None = None
    # A link names a video apart: its id or address.
    video: str = ""
    # Whoever wrote a link is not who sits here.
    is_link: bool = False
    # By which the desktop lets the window come to the front.
    token: str = ""

    def to_json(self) -> bytes:
        return json.dumps(self._asdict()).encode() + b"\n"

    @classmethod
    def of_json(cls, line: bytes) -> Order | None:
        """Read a line; None if it is not an order."""
        try:
            values = json.loads(line)
            order = cls(**values)
        except (ValueError, TypeError, RecursionError):
            return None
        at_ms = order.at_ms
        texts = (order.target, order.video, order.token)
        is_time = at_ms is None or (type(at_ms) is int and 0 <= at_ms < 1 << 45)
        is_fine = is_time and type(order.is_link) is bool
        return order if is_fine and all(type(text) is str for text in texts) else None


def parse_link(text: str) -> Order:
    """Parse `cuenote://open?note=…&t=…&video=…`; raises ViewerError for anything else."""
    words = tr("Cuenote can't open this link.")
    if len(text) > MOST_BYTES // 4 or any(ord(letter) < 32 for letter in text):
        raise ViewerError(words)
    try:
        parts = urlsplit(text)
        values = parse_qs(
            parts.query, strict_parsing=True, max_num_fields=8, errors="surrogateescape"
        )
    except ValueError as error:
        raise ViewerError(words) from error
    is_open = parts.scheme == SCHEME and parts.netloc == "open" and parts.path in ("", "/")
    is_known = bool(values) and values.keys() <= _KNOWN
    if not is_open or not is_known or any(len(each) > 1 for each in values.values()):
        raise ViewerError(words)
    note, video, time = (values.get(name, [""])[0] for name in ("note", "video", "t"))
    if "\0" in note + video or not (note or video):
        raise ViewerError(words)
    at_ms = parse_typed(time) if time else None
    if time and at_ms is None:
        raise ViewerError(words, tr("“{0}” is not a time.").format(time))
    return Order(note, at_ms, video, is_link=True)


def link_to(note: Path, ms: int | None) -> str:
    """Return the link that opens a note at a moment of its video."""
    time = f"&t={format_seconds(ms)}" if ms is not None else ""
    return f"{SCHEME}://open?note={quote(os.fsencode(note), safe='/')}{time}"


def target_of(text: str) -> Path | VideoRef:
    """Parse what to open: a URL of a video, else a path."""
    scheme = text.partition(":")[0].casefold()
    if scheme in ("http", "https"):
        return video_typed(text) or VideoRef(url=text)
    if scheme == "file":
        from viewer.media.address import path_of  # here, for few name a file so

        return Path(path_of(text))
    if not Path(text).exists():
        video = video_typed(text)
        if video is not None and video.video_id is not None:
            return video
        return Path(os.path.expanduser(text))  # noqa: PTH111 (raises nothing)
    return Path(text)


def address(state: Path) -> str:
    """Return where the user's window with this state folder listens; "" if nowhere.

    The folder of the socket must be this user's alone: nobody else may take orders in its place.
    """
    name = hashlib.sha256(os.fsencode(os.path.realpath(state))).hexdigest()[:24]
    if sys.platform == "win32":
        return f"\\\\.\\pipe\\cuenote-{name}"
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    folders = [Path(runtime)] if Path(runtime).is_absolute() else []
    # Where the desktop gives no folder: the state's own, if its path is not too long for a socket.
    for folder in (*folders, state):
        path = folder / f"cuenote-{name[:12]}.sock"
        if _is_own(folder) and len(os.fsencode(path)) < 100:
            return str(path)
    return ""


def _is_own(folder: Path) -> bool:
    if sys.platform == "win32":
        return True  # the pipe has its own rights
    try:
        status = folder.stat()
    except OSError:
        return False
    others = stat.S_IWGRP | stat.S_IWOTH
    return (
        stat.S_ISDIR(status.st_mode)
        and status.st_uid == os.getuid()
        and not (status.st_mode & others)
    )


def listen(state: Path) -> socket.socket | None:
    """Claim to be the window that takes orders; None if another is, or is becoming one.

    From now on other starts can connect, and wait until this one has its window. On Windows the
    window itself has to listen: None.
    """
    if sys.platform == "win32":
        return None
    import fcntl

    try:
        state.mkdir(parents=True, exist_ok=True)
        place = address(state)
        if not place:
            return None
        folder = os.open(Path(place).parent, os.O_RDONLY)
        try:
            # Of two starts at once, one must not take away as left over what the other just made.
            fcntl.flock(folder, fcntl.LOCK_EX)
            return _bind(place) if _is_left(place) else None
        finally:
            os.close(folder)
    except OSError:
        return None  # a window that cannot be handed anything is still a window


def _bind(place: str) -> socket.socket:
    Path(place).unlink(missing_ok=True)
    server = socket.socket(_UNIX)
    try:
        server.bind(place)
        Path(place).chmod(0o600)
        server.listen()
    except OSError:
        server.close()
        raise
    return server


def _is_left(place: str) -> bool:
    with socket.socket(_UNIX) as probe:
        probe.settimeout(_TIMEOUT_S)
        try:
            probe.connect(place)
        except (FileNotFoundError, ConnectionRefusedError):
            return True
    return False


def hand_over(state: Path, order: Order) -> bool:
    """Send an order to the open window; return whether one took it."""
    place = address(state)
    if not place:
        return False
    try:
        if sys.platform == "win32":
            return _told_pipe(place, order)
        with socket.socket(_UNIX) as client:
            client.settimeout(_TIMEOUT_S)
            client.connect(place)
            client.sendall(order.to_json())
            return client.recv(len(ANSWER), socket.MSG_WAITALL) == ANSWER
    except OSError:
        return False  # there is none, or it hangs


def _told_pipe(place: str, order: Order) -> bool:
    """Send an order to a pipe of Windows; return whether it was taken in time.

    A pipe waits forever, so that is done on a thread, which ends with the program.
    """
    answers: list[bytes] = []

    def ask() -> None:
        with suppress(OSError), open(place, "r+b", buffering=0) as pipe:  # noqa: PTH123 - no file
            pipe.write(order.to_json())
            answers.append(pipe.read(len(ANSWER)))

    asking = threading.Thread(target=ask, name="hand over", daemon=True)
    asking.start()
    asking.join(_TIMEOUT_S)
    return answers == [ANSWER]
