"""Runs the program: one window, one session, one player. Only `__main__` imports it.

Order matters at the start: the window with the note is painted first; then the player's engine is
loaded with all its imports, and then the features that are not needed at once.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path
from socket import socket

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from viewer.base.translation import own_tour
from viewer.features import FEATURES
from viewer.media.player import Engine, Player
from viewer.notes.model import VideoRef
from viewer.system.handover import Order
from viewer.ui.page.note_files import NoteFiles, Recovering
from viewer.ui.page.page import NotePage
from viewer.ui.page.renaming import Renaming
from viewer.ui.settings.apply import SettingsApplier, dress
from viewer.ui.vault.feed import VaultList
from viewer.ui.vault.index_client import VaultIndexing
from viewer.ui.vault.open_dialogs import Choosing
from viewer.ui.vault.orders import Orders
from viewer.ui.watch.opening import Opening
from viewer.ui.watch.playing import Playing
from viewer.ui.window.application import (
    Collector,
    Damage,
    hear_signals,
    install_crash_log,
    make_application,
)
from viewer.ui.window.context import CHECKS, EXPORTS, Context, Feature, Folders, Soon
from viewer.ui.window.key_places import KeyPlaces
from viewer.ui.window.settings import Settings


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
        for feature in FEATURES:
            if isinstance(feature, Soon):
                self.context.get(feature.load())
        get = self.context.get
        self.window.assemble(get(VaultList).view, get(NotePage).pane, get(Playing).pane)
        self.window.restore(self.context.state)
        self._damage.say_with(self.window.say)

    def show(self, target: Path | VideoRef | None, at_ms: int | None) -> None:
        """Open the window on `target`; without it on the last note, or the tour."""
        # First: the window manager works meanwhile, and the note is typeset for the width it has.
        self.window.show()
        context = self.context
        found = context.get(Renaming).recover(target if isinstance(target, Path) else None)
        target = found or target
        if target is None:
            recent = (p for p in context.state.recent_notes() if p.is_file())
            target = next(recent, None) or own_tour(context.folders.tour)
            if target == context.get(Opening).unfinished:
                context.get(Opening).leave_closed(target)
                return
        context.get(Choosing).open(target, at_ms)
        context.get(SettingsApplier).say_bad()

    def set_engine(self, engine: Callable[[Player], Engine]) -> None:
        """Set the player's engine, and find the video of the current note."""
        self.context.player.set_engine(engine)

    def make_unasked(self) -> None:
        """Make the features that show something by themselves, and need not be there at once."""
        from viewer.ui.review.repairing import Repairing
        from viewer.ui.tasks.exporting import Exporting
        from viewer.ui.tasks.saving import Saving
        from viewer.ui.tasks.transcribing import Transcribing
        from viewer.ui.vault.checking import NotesChecking

        unasked: list[type[Feature]] = [Saving, Repairing, Transcribing]
        queues = {CHECKS: NotesChecking, EXPORTS: Exporting}
        state = self.context.folders.state
        stopped = [kind for queue, kind in queues.items() if (state / queue).exists()]
        for kind in (*unasked, *stopped):
            self.context.get(kind)

    def settle(self) -> None:
        """Do what can wait until the window is painted and the player is loaded."""
        from viewer.ui.watch.desktop_bus import DesktopBus

        self.make_unasked()
        self.context.get(VaultIndexing).start()
        self.context.get(DesktopBus)
        self.context.get(SettingsApplier).follow_desktop()
        # What was made for the start stays to the end. Looked through with all else, it would hold
        # up the window for two frames whenever Python looks for what nobody needs any more.
        gc.collect()
        gc.freeze()

    def shutdown(self) -> None:
        """Save the state and end every thread."""
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
        QTimer.singleShot(300, cuenote.settle)

    cuenote.window.painted.connect(go_on)
    app.asked_to_open.connect(lambda text: cuenote.context.get(Orders).open_typed(text))
    cuenote.show(target, at_ms)
    # Painted or not: another start waits, and may bring to light a window that is out of sight.
    QTimer.singleShot(300, lambda: cuenote.context.get(Orders).listen(claim))
    QTimer.singleShot(300, cuenote.context.get(Recovering).offer_all)
    if link is not None:
        QTimer.singleShot(0, lambda: cuenote.context.get(Orders).carry_out(link))
    QTimer.singleShot(5_000, cuenote.context.get(NoteFiles).tidy)
    code = app.exec()
    cuenote.shutdown()
    return code
