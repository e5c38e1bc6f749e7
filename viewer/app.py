"""Runs the program: one window, one session, one player. Only `__main__` imports it.

Order matters at the start: the window with the note is painted first, with the features that this
takes; then the player's engine is loaded with all its imports, and then the other features, one at
a time. What an input needs before that is made for it.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import partial
from pathlib import Path
from socket import socket
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from viewer.base.translation import own_tour
from viewer.features import FEATURES
from viewer.media.player import Engine, Player
from viewer.notes.model import VideoRef
from viewer.notes.real_path import NOTE_SUFFIXES
from viewer.system.handover import Order
from viewer.ui.page.page import NotePage
from viewer.ui.settings.apply import SettingsApplier, dress
from viewer.ui.watch.opening import Opening
from viewer.ui.watch.playing import Playing
from viewer.ui.watch.session import Session
from viewer.ui.window.application import (
    Collector,
    Damage,
    hear_signals,
    install_crash_log,
    make_application,
)
from viewer.ui.window.context import CHECKS, EXPORTS, Context, Folders, Later, Soon
from viewer.ui.window.key_places import KeyPlaces
from viewer.ui.window.settings import Settings

if TYPE_CHECKING:
    from viewer.ui.vault.orders import Orders

# What the features of the page hear, and what any may.
_CLICKS = QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick
_OTHERS = QEvent.Type.ContextMenu, QEvent.Type.DragEnter
# The rooms whose features are made one at a time: first those that the others need.
_ROOMS = ("window", "watch", "page", "claims", "transcript", "vault", "tasks", "review", "settings")
_UNASKED = ("Saving", "Repairing", "Transcribing")
# Made at the start where the end of the program stopped some of their jobs.
_QUEUES = {"NotesChecking": CHECKS, "Exporting": EXPORTS}


class Cuenote(QObject):
    """The running program: one window, one session, one player."""

    def __init__(self, app: QApplication, folders: Folders) -> None:
        super().__init__(app)
        self._collector = Collector(self)  # before any thread is started
        self._damage = Damage(self)
        folders.make()
        KeyPlaces(self)
        settings = Settings(folders.config / "settings.ini")
        dress(app, settings)
        self.context = Context(app, folders, settings, FEATURES)
        self.window = self.context.window
        self.window.closing.connect(app.quit)
        self.window.actions_.about_to_offer.connect(self._make_page)
        page, player = self.context.get(NotePage).pane, self.context.get(Playing).pane
        self.context.get(SettingsApplier)
        self.window.assemble(page, player)
        self.window.restore(self.context.state)
        self._damage.say_with(self.window.say)
        soon = [each for each in FEATURES if isinstance(each, Soon)]
        soon.sort(key=lambda each: _ROOMS.index(each.module.partition(".")[0]))
        self._steps: list[Callable[[], object]] = [partial(self._make, each) for each in soon]
        self._making = QTimer(self, interval=0)
        self._making.timeout.connect(self.make_next)

    def begin_making(self) -> None:
        """Make one feature after another, while the window goes on."""
        self._making.start()
        self.context.app.installEventFilter(self)

    def make_soon(self) -> None:
        """Make all features that are made without a request."""
        while self.make_next():
            pass

    def make_next(self) -> bool:
        """Make one more of them; return whether there was one left."""
        if self._steps:
            self._steps.pop(0)()
            return True
        self._making.stop()
        self.context.app.removeEventFilter(self)
        return False

    def _make(self, feature: Later) -> None:
        self.context.get(feature.load())

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _CLICKS:
            self._make_page()
        elif event.type() in _OTHERS:
            self.make_soon()
        return False

    def _make_page(self) -> None:
        from viewer.ui.page.blocks import Blocks
        from viewer.ui.page.sharing import Sharing

        self.context.get(Sharing)
        self.context.get(Blocks)

    def show(self, target: Path | VideoRef | None, at_ms: int | None) -> None:
        """Open the window on `target`; without it on the last note, or the tour."""
        # First: the window manager works meanwhile, and the note is typeset for the width it has.
        self.window.show()
        context = self.context
        opening = context.get(Opening)
        if any(context.folders.state.glob("renames/*")):  # one was interrupted
            from viewer.ui.page.renaming import Renaming

            found = context.get(Renaming).recover(target if isinstance(target, Path) else None)
            target = found or target
        if target is None:
            recent = (p for p in context.state.recent_notes() if p.is_file())
            target = next(recent, None) or own_tour(context.folders.tour)
            if target == opening.unfinished:
                opening.leave_closed(target)
                return
        if isinstance(target, Path) and (target.is_dir() or target.suffix.lower() in NOTE_SUFFIXES):
            context.get(Session).open(target, at_ms)
        else:
            from viewer.ui.vault.open_dialogs import Choosing

            context.get(Choosing).open(target, at_ms)
        context.get(SettingsApplier).say_bad()

    def set_engine(self, engine: Callable[[Player], Engine]) -> None:
        """Set the player's engine, and find the video of the current note."""
        self.context.player.set_engine(engine)

    def _unasked(self) -> list[Later]:
        """Return the features that show something by themselves, and need not be there at once."""
        state = self.context.folders.state
        stopped = [name for name, queue in _QUEUES.items() if (state / queue).exists()]
        named = {each.name: each for each in FEATURES}
        return [named[name] for name in (*_UNASKED, *stopped)]

    def settle(self) -> None:
        """Do what can wait until the window is painted and the player is loaded, by and by."""
        self._steps += [partial(self._make, each) for each in self._unasked()]
        self._steps += [self._start_indexing, self._follow_desktop, self._collect]
        self._making.start()

    def _start_indexing(self) -> None:
        from viewer.ui.vault.index_client import VaultIndexing

        self.context.get(VaultIndexing).start()

    def _follow_desktop(self) -> None:
        from viewer.ui.watch.desktop_bus import DesktopBus

        self.context.get(DesktopBus)
        self.context.get(SettingsApplier).follow_desktop()

    def _collect(self) -> None:
        # What was made for the start stays to the end. Looked through with all else, it would hold
        # up the window for two frames whenever Python looks for what nobody needs any more.
        gc.collect()
        gc.freeze()

    def shutdown(self) -> None:
        """Save the state and end every thread."""
        self._making.stop()
        self.context.close()
        self._damage.stop()
        self._collector.stop()


def run(
    target: Path | VideoRef | None,
    at_ms: int | None,
    link: Order | None = None,
    claim: socket | None = None,
) -> int:
    """Run the window on a note, a folder, a video or a link until closed; return the exit code.

    `claim` is where it listens for orders of later starts, by `viewer.system.handover.listen`.
    """
    app = make_application()
    folders = Folders.of_platform()
    install_crash_log(folders.state)
    hear_signals(app)
    cuenote = Cuenote(app, folders)
    # What was made until now stays. To look for garbage among it would hold up the first painting.
    gc.freeze()

    def go_on() -> None:
        from viewer.media.vlc_player import VlcPlayer

        cuenote.set_engine(VlcPlayer)
        cuenote.begin_making()
        QTimer.singleShot(300, cuenote.settle)

    def orders() -> Orders:
        from viewer.ui.vault.orders import Orders

        return cuenote.context.get(Orders)

    def look_after_notes() -> None:
        from viewer.ui.page.note_files import NoteFiles, Recovering

        cuenote.context.get(Recovering).offer_all()
        QTimer.singleShot(5_000, cuenote.context.get(NoteFiles).tidy)

    cuenote.window.painted.connect(go_on)
    app.asked_to_open.connect(lambda text: orders().open_typed(text))
    cuenote.show(target, at_ms)
    # Painted or not: another start waits, and may bring to light a window that is out of sight.
    QTimer.singleShot(300, lambda: orders().listen(claim))
    QTimer.singleShot(300, look_after_notes)
    if link is not None:
        QTimer.singleShot(0, lambda: orders().carry_out(link))
    code = app.exec()
    cuenote.shutdown()
    return code
