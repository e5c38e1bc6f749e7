"""The QApplication, the crash log, and the signals that end the program. For `app` alone."""

from __future__ import annotations

import ctypes
import gc
import locale
import logging
import os
import signal
import sys
import traceback
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from socket import socketpair
from time import perf_counter
from types import TracebackType
from typing import TextIO

from PySide6.QtCore import (
    QAbstractEventDispatcher,
    QEvent,
    QMessageLogContext,
    QMetaObject,
    QObject,
    QSocketNotifier,
    Qt,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)
from PySide6.QtGui import QFileOpenEvent, QIcon
from PySide6.QtWidgets import QApplication

from viewer import RESOURCES, __version__
from viewer.base import translation
from viewer.base.damaged import log
from viewer.base.terminal import lacks_screen, warn_no_window
from viewer.base.translation import sentences
from viewer.ui.kit.timers import once

# Frames are decoded on another thread, which must not wait 5 ms for its turn in the interpreter.
SWITCH_INTERVAL_S = 0.0005
# Of glibc's malloc, for all threads. By itself it makes eight for each core, and each keeps pages
# for a few bytes: with the threads of some videos that came to 150 MB.
_ARENAS = 2
_M_ARENA_MAX = -8  # malloc.h


def install_crash_log(folder: Path) -> None:
    """Write uncaught exceptions to the crash log: they are bugs, and must not get lost."""

    def log(kind: type[BaseException], value: BaseException, trace: TracebackType | None) -> None:
        sys.__excepthook__(kind, value, trace)
        if issubclass(kind, KeyboardInterrupt):
            return
        try:
            with (folder / "crash.log").open("a", encoding="utf-8") as file:
                file.write(f"\n{datetime.now().isoformat()} Cuenote {__version__}\n")
                traceback.print_exception(kind, value, trace, file=file)
        except OSError:
            pass  # it stands on the terminal; a full disk must not hide it behind another error
        # Python keeps the frames of the last exception, and with them what they hold. A painter
        # that outlives its painting ends the program.
        traceback.clear_frames(trace)

    sys.excepthook = log


class Application(QApplication):
    """The QApplication; on macOS files to open come as events, not as arguments."""

    asked_to_open = Signal(str)  # a path or an address

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent):
            self.asked_to_open.emit(event.file() or event.url().toString())
            return True
        return super().event(event)


def make_application(arguments: Sequence[str] = ("cuenote",)) -> Application:
    """Make the QApplication, with name, icon and desktop file set before any window.

    It sets a short thread switch interval (`SWITCH_INTERVAL_S`) and few malloc arenas (`_ARENAS`).
    """
    if sys.platform == "linux" and (mallopt := getattr(ctypes.CDLL(None), "mallopt", None)):
        mallopt(_M_ARENA_MAX, _ARENAS)
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    first = ""  # what Qt says after it supposes this and that

    def end_in_words(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        """Handle Qt's messages while it looks for a screen; without one it would dump core."""
        nonlocal first
        first = first or text
        if kind is not QtMsgType.QtFatalMsg:
            return
        warn_no_window(lacks_screen() or first)
        if sys.stderr is not None:  # as on Windows without a terminal
            sys.stderr.flush()
        os._exit(1)

    before = qInstallMessageHandler(end_in_words)
    app = Application(list(arguments))
    qInstallMessageHandler(before)
    if sys.platform == "linux":
        # PySide makes setInterval of `interval=` by the C library, whose Turkish has no such I.
        locale.setlocale(locale.LC_CTYPE, "C.UTF-8")
    app.setApplicationName("cuenote")
    app.setApplicationDisplayName("")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("cuenote")
    app.setWindowIcon(QIcon(str(RESOURCES / "cuenote.svg")))
    translation.install(app)
    app.setLayoutDirection(translation.locale().textDirection())
    return app


def hear_signals(app: QApplication) -> None:
    """End the program like closing the window on Ctrl+C, at log-out, and with the terminal.

    Python only sees a signal when it runs: each writes a byte, which wakes Qt, which runs it.
    """

    def quit_soon(*_: object) -> None:
        # From the event loop: Python hears of a signal anywhere, also in a half-made widget.
        QMetaObject.invokeMethod(app, "quit", Qt.ConnectionType.QueuedConnection)

    for name in ("SIGINT", "SIGTERM", "SIGHUP"):  # Windows has no SIGHUP
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), quit_soon)
    heard, told = socketpair()
    for end in (heard, told):
        end.setblocking(False)
    signal.set_wakeup_fd(told.detach(), warn_on_full_buffer=False)  # open until the program ends
    QSocketNotifier(heard.fileno(), QSocketNotifier.Type.Read, app).activated.connect(
        lambda: heard.recv(64)
    )


_EVERY_S = 0.25  # at most; where nothing happens, nothing becomes garbage, and nothing wakes
# All is looked through so seldom that it takes this part of the time at most. Python would count
# what is kept, but it alone can: `gc.get_objects` takes hold of tuples that another thread is just
# making, and that thread's `tuple(…)` ends in a SystemError.
_MOST_SHARE = 0.01


class Collector(QObject):
    """Collects garbage from now on, instead of Python; `stop` leaves it to Python again."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._was_enabled = gc.isenabled()
        self._next_s = self._look_at_all_s = 0.0  # not before
        self._events = QAbstractEventDispatcher.instance()
        self._events.aboutToBlock.connect(self._on_idle)
        gc.disable()

    def _on_idle(self) -> None:
        """Collect when all events have been handled."""
        now = perf_counter()
        if now >= self._next_s:
            self._next_s = now + _EVERY_S
            self.collect()

    def collect(self) -> None:
        """Collect the generations that are due, by Python's own counts."""
        young, middle, old = gc.get_count()
        limits = gc.get_threshold()
        if young <= limits[0]:
            return
        begun = perf_counter()
        if old > limits[2] and begun > self._look_at_all_s:
            gc.collect()
            ended = perf_counter()
            self._look_at_all_s = ended + (ended - begun) / _MOST_SHARE
        else:
            gc.collect(1 if middle > limits[1] else 0)

    def stop(self) -> None:
        """Stop collecting; once no other thread runs, Python may do it itself."""
        self._events.aboutToBlock.disconnect(self._on_idle)
        if self._was_enabled:
            gc.enable()


_SOON_MS = 500  # several are mostly found at once, and other words come with the start


class Damage(QObject):
    """Receives reports of damaged files, from any thread, and shows them once there is a window."""

    found = Signal(str)  # what was logged; any thread

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._words: list[str] = []
        self._say: Callable[[str], None] | None = None
        self._soon = once(self, _SOON_MS, self._say_all)
        self.found.connect(self._take)
        self._handler = _DamageHandler(self)
        log.addHandler(self._handler)

    def say_with(self, say: Callable[[str], None]) -> None:
        """Show past and future reports with `say`."""
        self._say = say
        self._soon.start()

    def stop(self) -> None:
        """Ignore further reports."""
        log.removeHandler(self._handler)
        self._soon.stop()
        self._say = None  # what is on its way from another thread comes too late

    def _take(self, words: str) -> None:
        self._words.append(words)
        if self._say is not None:
            self._soon.start()

    def _say_all(self) -> None:
        words, self._words = self._words, []
        if words and self._say is not None:
            self._say(sentences(*words))


class _DamageHandler(logging.StreamHandler[TextIO]):
    def __init__(self, damage: Damage) -> None:
        super().__init__()
        self._damage = damage

    def emit(self, record: logging.LogRecord) -> None:
        super().emit(record)
        self._damage.found.emit(record.getMessage())
