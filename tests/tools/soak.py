"""Soaks the program: thousands of random actions in one process. `./run soak [ACTIONS] [SEED]`.

Prints memory on the way, and at the end every stall and exception, and where page, draft
and file differed. The exit code is 1 where something missed its goal.
"""

import faulthandler
import os
import random
import signal
import sys
import tempfile
import threading
import time
import traceback
from pathlib import Path

from PySide6.QtCore import QObject, QtMsgType, QUrl, Slot, qInstallMessageHandler
from PySide6.QtGui import QDesktopServices, QGuiApplication

from tests.tools.gauge import Memory
from tests.ui.parts import Parts
from tests.ui.soak_driver import Driver
from tests.ui.soak_material import make_films, make_material
from tests.waiting import rest
from viewer.media.vlc_player import VlcPlayer
from viewer.ui.window.application import make_application
from viewer.ui.window.context import Folders

ACTIONS = 12_000
_LEVEL_AT = 1_000  # what is loaded once is loaded by then
_CHECK_EVERY = 250
_MOST_GROWTH_MB = 40
_LONGEST_STALL_MS = 250
# Nothing is reached beyond this machine: refused at once.
_NOWHERE = "http://127.0.0.1:9"


class _Elsewhere(QObject):
    """Takes what would be opened in another program."""

    @Slot(QUrl)
    def take(self, _url: QUrl) -> None:
        pass


class _Faults:
    def __init__(self) -> None:
        self.found: list[str] = []
        sys.excepthook = lambda kind, value, trace: self._keep(traceback.format_exception(value))
        threading.excepthook = lambda args: self._keep(
            traceback.format_exception(args.exc_type, args.exc_value, args.exc_traceback)
        )
        qInstallMessageHandler(self._on_message)

    def keep(self, error: Exception) -> None:
        self._keep(traceback.format_exception(error))

    def _keep(self, lines: list[str]) -> None:
        self.found.append("".join(lines))
        print(self.found[-1], file=sys.stderr)

    def _on_message(self, kind: QtMsgType, _context: object, text: str) -> None:
        if kind in (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg):
            self._keep([f"Qt: {text}\n", *traceback.format_stack()[-12:-1]])


def main(arguments: list[str]) -> int:
    actions = int(arguments[0]) if arguments else ACTIONS
    seed = int(arguments[1]) if len(arguments) > 1 else random.randrange(1 << 32)
    print(f"{actions:,} actions of seed {seed}", flush=True)
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"):
        os.environ[name] = _NOWHERE
    with tempfile.TemporaryDirectory(prefix="cuenote-soak") as folder:
        return _soak(Path(folder), actions, random.Random(seed))


def _soak(folder: Path, actions: int, chance: random.Random) -> int:
    faulthandler.enable()
    faulthandler.register(signal.SIGUSR1)  # says where it hangs
    app = make_application()
    faults = _Faults()
    app.setCursorFlashTime(0)  # a caret that blinks would look as if a key had done something
    elsewhere = _Elsewhere()
    for scheme in ("http", "https", "file", "mailto", "obsidian"):
        QDesktopServices.setUrlHandler(scheme, elsewhere, "take")
    material = make_material(folder, make_films(folder), chance)
    folders = Folders(*(folder / name for name in ("config", "state", "data", "cache")))
    for own in (folders.config, folders.state, folders.data, folders.cache):
        own.mkdir()
    program = Parts(app, folders)
    program.show(material.notes[0], None)
    driver = Driver(program, material, chance, online=True)
    rest(50)
    program.set_player(VlcPlayer)
    driver.player.set_muted(True)
    rest(300)
    program.recovering.offer_all()
    program.settle()
    QGuiApplication.setQuitOnLastWindowClosed(False)
    driver.start()
    level: Memory | None = None
    begun = time.monotonic()
    for done in range(1, actions + 1):
        try:
            driver.act()
        except Exception as error:  # noqa: BLE001 - one of a method that Qt called; it goes on
            faults.keep(error)
        if done % _CHECK_EVERY == 0 or done == actions:
            driver.check()
            memory = Memory.now()
            if done == _LEVEL_AT:
                driver.close_video(material.vault / "nothing at the level.md")
                program.background.finish()
                level = Memory.now(trimmed=True)
            seconds = time.monotonic() - begun
            print(f"{done:6,} in {seconds:5.0f} s: {memory}, {driver.gauge.summary()}", flush=True)
            if done == _LEVEL_AT:
                print(f"level, without a video: {level}", flush=True)
    driver.close_video(material.vault / "nothing at the end.md")
    program.background.finish()
    memory = Memory.now(trimmed=True)
    print(f"end, without a video: {memory}", flush=True)
    _report(driver)
    driver.stop()
    program.shutdown()
    program.window.close()
    growth = memory.rss_mb - level.rss_mb if level is not None else 0.0
    long = [
        one for one in driver.gauge.stalls if one.own_ms > _LONGEST_STALL_MS and not one.opening
    ]
    print(
        f"grew by {growth:.0f} MB; {len(long)} stalls over {_LONGEST_STALL_MS} ms, not opening; "
        f"{len(faults.found)} exceptions and warnings, "
        f"{len(driver.complaints)} complaints"
    )
    bad = growth > _MOST_GROWTH_MB or long or faults.found
    return 1 if bad or driver.complaints else 0


def _report(driver: Driver) -> None:
    for text in driver.complaints:
        print(f"complaint: {text}")
    for stall in sorted(driver.gauge.stalls, key=lambda one: -one.own_ms)[:10]:
        opening = " (opening)" if stall.opening else ""
        spent = f"{stall.own_ms:.0f} ms of {stall.ms:.0f}, cpu {stall.cpu_ms:.0f}"
        print(f"stall: {spent}: {stall.action}{opening}")
