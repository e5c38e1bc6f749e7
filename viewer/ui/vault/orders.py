"""Orders from outside: a second start passes on its note, and links open notes. GUI thread.

A link can only open a note: directly if it is in a known vault, otherwise after asking. It runs
nothing, writes nothing, and contacts no site.
"""

from __future__ import annotations

import os
import sys
from functools import cached_property
from pathlib import Path
from socket import socket
from typing import TYPE_CHECKING

from PySide6.QtCore import QSocketNotifier, QTimer

from viewer.base.errors import ViewerError
from viewer.base.translation import tr, without_stop
from viewer.notes.front_edit import video_typed
from viewer.notes.model import VideoRef
from viewer.notes.videos import name_of, video_key
from viewer.system.handover import ANSWER, MOST_BYTES, SCHEME, Order, address, parse_link, target_of
from viewer.ui.kit.palette_list import Row
from viewer.ui.kit.sheet import QuestionSheet
from viewer.ui.vault.index_client import Indexing
from viewer.ui.vault.open_dialogs import Choosing
from viewer.ui.watch.session import NoteFeature
from viewer.ui.window.context import Context
from viewer.vault.files import SUFFIXES

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

    from viewer.vault.index import NoteRow

_WAIT_MS = 3_000  # for the rest of an order
_MOST_ASKED = 8  # links that wait for an answer; a page can send any number


class Orders(NoteFeature):
    """Listens for orders from other starts, and carries them out."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._choosing = context.get(Choosing)
        self._claim: socket | None = None
        self._called: QSocketNotifier | None = None
        self._server: QLocalServer | None = None
        self._asked: list[Order] = []  # what is asked about, one after the other
        self._asked_last = Order()

    @cached_property
    def question(self) -> QuestionSheet:
        """Asks about a note outside the vaults; created by the first such link."""
        sheet = QuestionSheet(self._window)
        sheet.answered.connect(self._on_answered)
        sheet.closed.connect(self._on_closed)
        return sheet

    def listen(self, claim: socket | None) -> None:
        """Listen where this window claimed to, by `system.handover.listen`; on Windows always."""
        self._claim = claim
        if claim is not None:
            # Qt's network takes 30 ms and 5 MB: it is imported once somebody calls.
            self._called = QSocketNotifier(claim.fileno(), QSocketNotifier.Type.Read, self)
            self._called.activated.connect(self._serve)
        elif sys.platform == "win32":
            self._serve()

    def _serve(self) -> None:
        from PySide6.QtNetwork import QLocalServer

        if self._called is not None:
            self._called.setEnabled(False)
        server = self._server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(self._on_connection)
        if self._claim is not None:
            server.listen(self._claim.detach())
        else:
            server.listen(address(self._context.folders.state))

    def register(self) -> None:
        """Add this program to the desktop's menu, and let it open links."""
        from viewer.system.desktop_entry import install

        def say(path: Path) -> None:
            words = tr("Added to the applications menu; cuenote:// links open here: {0}")
            self._window.say(words.format(path))

        self._context.background.run(
            "register", install, say, lambda error: self._window.say(str(error))
        )

    def close(self) -> None:
        """Stop listening."""
        if self._server is not None:
            self._server.close()
            self._server = None
        elif self._called is not None and self._claim is not None:
            self._called.setEnabled(False)
            self._claim.close()

    def _on_connection(self) -> None:
        while self._server is not None and (client := self._server.nextPendingConnection()):
            client.readyRead.connect(lambda client=client: self._on_order(client))
            client.disconnected.connect(client.deleteLater)
            QTimer.singleShot(_WAIT_MS, client, client.abort)
            self._on_order(client)

    def _on_order(self, client: QLocalSocket) -> None:
        if not client.canReadLine():
            if client.bytesAvailable() > MOST_BYTES:
                client.abort()
            return
        order = Order.of_json(bytes(client.readLine(MOST_BYTES).data()))
        if order is None:
            client.abort()
            return
        client.write(ANSWER)
        client.disconnectFromServer()
        # After the other start has its answer: opening may ask something.
        QTimer.singleShot(0, self, lambda: self.carry_out(order))

    def open_typed(self, text: str) -> None:
        """Open a path, an address or a link from the desktop, without a second start."""
        try:
            is_link = text.casefold().startswith(f"{SCHEME}:")
            self.carry_out(parse_link(text) if is_link else Order(text))
        except ViewerError as error:
            self._window.say(error.words())

    def carry_out(self, order: Order) -> None:
        """Bring the window to the front, and carry out an order."""
        self._raise(order.token)
        if order.is_link:
            self._take_order(order)
        elif order.target:
            target = target_of(order.target)
            if isinstance(target, Path) and not target.exists():
                self._window.say(tr("“{0}” no longer exists.").format(target))
            else:
                self._choosing.open(target, order.at_ms)

    def _raise(self, token: str) -> None:
        window = self._window
        if token:
            os.environ["XDG_ACTIVATION_TOKEN"] = token  # Qt takes it from there, once
        if window.isMinimized():
            window.showNormal()
        window.show()
        window.raise_()
        window.activateWindow()

    # ------------------------------------------------------------------ links

    def _take_order(self, order: Order) -> None:
        if not order.target:
            self._find_note_about(order)
            return
        vaults = [vault.path for vault in self._context.state.recent_vaults()]
        if self._vault.root is not None:
            vaults.insert(0, self._vault.root)
        path = Path(order.target)
        places = [path] if path.is_absolute() else [vault / path for vault in vaults]
        found = next((place for place in places if _is_note(place)), None)
        if found is None:
            self._window.say(tr("The note in this link was not found: {0}").format(order.target))
            return
        # Where it really is: `..` and symbolic links lead out of a vault.
        real = Path(os.path.realpath(found))
        if any(real.is_relative_to(os.path.realpath(vault)) for vault in vaults):
            self._open(found, order)
            return
        order = order._replace(target=str(real))
        if order not in self._asked and len(self._asked) < _MOST_ASKED:
            self._asked.append(order)
        self._ask()

    def _ask(self) -> None:
        if not self._asked or self.question.isVisible():
            return
        self.question.ask(
            tr("Open this note?"),
            tr("A link wants to open a note outside your vaults:\n{0}").format(
                self._asked[0].target
            ),
            ("cancel", tr("Cancel")),
            ("open", without_stop(tr("Open…"))),
            first="cancel",
        )

    def _on_answered(self, answer: str) -> None:
        order = self._asked_last
        if answer == "open" and _is_note(Path(order.target)):
            self._open(Path(order.target), order)

    def _on_closed(self) -> None:
        self._asked_last = self._asked.pop(0)
        QTimer.singleShot(0, self, self._ask)  # when the answer, if there is one, was heard

    def _open(self, path: Path, order: Order) -> None:
        video = video_typed(order.video) if order.video else None
        self._session.open_note(path, order.at_ms, video=video)

    def _find_note_about(self, order: Order) -> None:
        video = video_typed(order.video)
        if video is None:
            self._window.say(tr("This link has no video: {0}").format(order.video))
            return
        playing = self._session.note.video if self._session.note is not None else None
        if self._session.path is not None and video_key(playing) == video_key(video):
            self._session.open_note(self._session.path, order.at_ms)
            return
        root = self._vault.root
        if root is None:
            self._on_found(video, order, [])
            return

        self._context.get(Indexing).ask(
            "order",
            lambda index: index.about_video(video, root / "none"),
            lambda rows: self._on_found(video, order, rows),
            lambda error: self._window.say(error.words()),
        )

    def _on_found(self, video: VideoRef, order: Order, rows: list[NoteRow]) -> None:
        if not rows:
            self._window.say(tr("No note in this vault is about {0}.").format(name_of(video)))
        elif len(rows) == 1:
            self._session.open_note(rows[0].path, order.at_ms)
        else:
            choices = [Row(row.path, row.shown_title, row.channel) for row in rows]
            self._window.palette_.open(
                choices,
                tr("Several notes are about this video"),
                lambda key: (
                    self._session.open_note(key, order.at_ms) if isinstance(key, Path) else None
                ),
            )


def _is_note(path: Path) -> bool:
    try:
        return path.suffix.casefold() in SUFFIXES and path.is_file()
    except (OSError, ValueError):
        return False
