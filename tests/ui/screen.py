"""An X server of its own whose pixels can be read, with a window manager or without; Linux alone.

Xvfb keeps its picture in a file: what is read there is what the user would see, at any moment, and
the program that draws is neither asked nor held up.
"""

import mmap
import os
import shutil
import struct
import subprocess
from pathlib import Path
from typing import Self

from tests.waiting import wait_until

WIDTH, HEIGHT = 1600, 1000
_EVERY_PX = 16  # a grid of pixels is looked at


class Screen:
    """Xvfb, and on it "" (no manager), "openbox" or "mutter on X"."""

    def __init__(self, folder: Path, manager: str) -> None:
        """Start both; their files go below `folder`."""
        reads, writes = os.pipe()
        size = ("-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-fbdir", str(folder), "-noreset")
        self._running = [
            subprocess.Popen(
                ["Xvfb", "-displayfd", str(writes), *size, "-nolisten", "tcp"],
                pass_fds=[writes],
                stderr=subprocess.DEVNULL,
            )
        ]
        os.close(writes)
        with os.fdopen(reads) as pipe:
            display = f":{pipe.readline().strip()}"
        self.environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        for name in ("CONFIG_HOME", "CACHE_HOME", "DATA_HOME", "STATE_HOME", "RUNTIME_DIR"):
            (folder / name).mkdir(mode=0o700)
            self.environment[f"XDG_{name}"] = str(folder / name)
        with (folder / "Xvfb_screen0").open("rb") as file:
            self._picture = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)
        (header,), (colours,) = (struct.unpack_from(">I", self._picture, at) for at in (0, 76))
        self._begin = header + colours * 12
        if manager == "openbox":
            # Run once it manages windows: one that comes before is not shown, now and then.
            self._start("openbox", "--startup", f"touch '{folder}/managed'")
            wait_until((folder / "managed").exists)
        elif manager == "mutter on X":
            self._start("dbus-run-session", "mutter", "--x11", "--sm-disable")
            wait_until(lambda: b"\0\0\0" not in self.pixels())  # its ground is drawn
        self._before = self.pixels()

    @staticmethod
    def can_show(manager: str) -> bool:
        extra = {"openbox": ("openbox",), "mutter on X": ("mutter", "dbus-run-session")}
        return all(shutil.which(name) for name in ("Xvfb", *extra.get(manager, ())))

    def _start(self, *command: str) -> None:
        quiet = subprocess.DEVNULL
        child = subprocess.Popen(command, env=self.environment, stdout=quiet, stderr=quiet)
        self._running.append(child)

    def pixels(self) -> list[bytes]:
        """Read the pixels of the grid: blue, green and red."""
        picture, begin = self._picture, self._begin
        places = (
            begin + 4 * (y * WIDTH + x)
            for y in range(_EVERY_PX // 2, HEIGHT, _EVERY_PX)
            for x in range(_EVERY_PX // 2, WIDTH, _EVERY_PX)
        )
        return [picture[at : at + 3] for at in places]

    def row(self, y: int, left: int = 0, right: int = WIDTH) -> bytes:
        """Read a stretch of a line of pixels, four bytes each: blue, green, red and nothing."""
        begin = self._begin + 4 * y * WIDTH
        return self._picture[begin + 4 * left : begin + 4 * right]

    def shares(self) -> tuple[float, float]:
        """Say which share of the screen has changed since the start, and which is black in that."""
        now = self.pixels()
        changed = [pixel for pixel, was in zip(now, self._before, strict=True) if pixel != was]
        return len(changed) / len(now), changed.count(b"\0\0\0") / len(now)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for child in reversed(self._running):
            child.terminate()
            child.wait(20)
        self._picture.close()
