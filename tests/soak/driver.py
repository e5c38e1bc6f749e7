"""Drives the whole program at random, as a person does: by key and mouse events alone.

One `Driver` has one running program. `act` does one action of some kind and lets the window live
for a moment; `check` brings it to rest, and says where page, draft and file disagree.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import psutil
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeySequence,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from tests.soak.gauge import Gauge
from tests.soak.looking import look, page_differs
from tests.soak.material import Material, words
from tests.ui.parts import Parts
from tests.waiting import rest
from viewer.video.playback.player import Player, PlayerState

LEFT = Qt.MouseButton.LeftButton
NO_BUTTON = Qt.MouseButton.NoButton
NO_KEYS = Qt.KeyboardModifier.NoModifier
_REST_MS = (0, 0, 1, 5, 20, 60, 120, 250)
_ANSWER_MS = 400  # within which a key has done or said something
_DIALOG_MS = 300  # for which a dialog that holds everything up stays open
# What leaves the program, or the machine.
_NEVER = frozenset({"quit", "video.browser"})
# What starts a child process that imports yt-dlp.
_ONLINE = frozenset({"video.stream", "video.save", "vault.save", "ytdlp.update",
                     "stream.quality"})  # fmt: skip
_TYPED = ("and more ", "x", "- ", "\n", "[0:12]", "**so** ", "é🙂 ", "[[note_3]]", "\n\n# New\n\n")


class Driver:
    """One person at one program, who does what the seed says."""

    def __init__(
        self,
        program: Parts,
        material: Material,
        chance: random.Random,
        *,
        online: bool = False,
        hurries: bool = False,
    ) -> None:
        """Take a program whose window is shown; only `online` are child processes started.

        Who hurries plays and waits for less long.
        """
        self.program, self.material, self._chance = program, material, chance
        self.window = program.window
        self.gauge = Gauge()
        self.done: Counter[str] = Counter()
        self.dead_keys: Counter[str] = Counter()
        self.complaints: list[str] = []
        self._haste = 5 if hurries else 1
        self._never = _NEVER if online else _NEVER | _ONLINE
        self._dialogs = QTimer(interval=_DIALOG_MS)
        self._dialogs.timeout.connect(self._leave_dialog)
        # How often the window said something, or took it away, or a dialog or a menu came.
        self._notices = 0
        self._reached: list[str] = []  # the actions that keys came to, and the refusals
        self.window.notice.offers_changed.connect(self._on_said)
        self.window.actions_.refused.connect(self._on_refused)
        for action_id in self.window.actions_.by_id:
            self.window.actions_[action_id].triggered.connect(
                lambda _=False, reached=action_id: self._reached.append(reached)
            )
        program.session.note_opened.connect(self._on_opened)
        program.session.vault_opened.connect(self._on_opened)
        program.session.vault_listed.connect(self._on_opened)
        kinds: dict[Callable[[], str], int] = {
            self.press_action: 30,
            self.click_in_note: 10,
            self.click_anywhere: 6,
            self.hover: 6,
            self.wheel: 6,
            self.timeline: 6,
            self.play_a_while: 4,
            self.jump: 12,
            self.edit_block: 7,
            self.double_click: 2,
            self.source_mode: 4,
            self.undo: 5,
            self.open_note: 6,
            self.open_by_list: 2,
            self.find: 3,
            self.search: 4,
            self.palette: 3,
            self.transcript: 3,
            self.tab_along: 3,
            self.drop: 2,
            self.resize: 3,
            self.theme: 1,
            self.settings: 1,
            self.sheet: 2,
            self.menu: 2,
            self.check_citations: 2,
            self.write_outside: 1,
        }
        self._kinds, self._weights = list(kinds), list(kinds.values())

    @property
    def player(self) -> Player:
        assert self.program.player is not None
        return self.program.player

    def start(self) -> None:
        self.gauge.start()
        self._dialogs.start()

    def stop(self) -> None:
        self._dialogs.stop()
        self.gauge.stop()

    # ------------------------------------------------------------------ one action

    def act(self) -> None:
        """Do one thing, and let the window live for a moment."""
        (kind,) = self._chance.choices(self._kinds, self._weights)
        name = kind.__name__
        self.done[name] += 1
        if self._is_covered() and self._chance.random() < 0.9:
            self.key("Esc")
        with self.gauge.measured(name):
            said = kind()
            self.gauge.action = f"{name} {said}"
            self.rest(self._chance.choice(_REST_MS) // self._haste)
        self._be_here()

    def _be_here(self) -> None:
        """Go back to the window from another one, as a desktop does when that is closed."""
        if not self.window.isVisible():
            self.window.show()
        if QApplication.activeWindow() is None:
            self.window.activateWindow()
            self.wait(lambda: QApplication.activeWindow() is not None, 500)

    def rest(self, ms: int) -> None:
        """Let the window live for so long."""
        rest(ms)

    def wait(self, true: Callable[[], bool], most_ms: int = 3_000) -> bool:
        """Let the window live until something is so; False where it did not come to that."""
        for _ in range(most_ms // 20):
            if true():
                return True
            self.rest(20)
        return true()

    def _on_opened(self, _path: object) -> None:
        self.gauge.opened = True

    def _leave_dialog(self) -> None:
        """Leave a dialog or a menu that holds everything else up, after a few keys."""
        popup, dialog = QApplication.activePopupWidget(), QApplication.activeModalWidget()
        if popup is not None or dialog is not None:
            self._notices += 1
        if popup is not None:
            QTest.keyClick(popup, Qt.Key.Key_Escape)
        elif dialog is not None:
            for _ in range(self._chance.randrange(4)):
                self.key("Tab")
            where = QApplication.focusWidget() or dialog
            QTest.keyClick(where if dialog.isAncestorOf(where) else dialog, Qt.Key.Key_Escape)

    # ------------------------------------------------------------------ hands

    def key(self, keys: str) -> None:
        """Press a key, by its portable name, wherever the keyboard is."""
        combined = QKeySequence(keys)[0]
        where = QApplication.activePopupWidget() or QApplication.focusWidget() or self.window
        QTest.keyClick(where, combined.key(), combined.keyboardModifiers())

    def type_in(self, text: str) -> None:
        """Type letters, where these are letters."""
        field = QApplication.focusWidget()
        if isinstance(field, QLineEdit | QPlainTextEdit | QTextEdit) and not field.isReadOnly():
            for letter in text:
                if letter == "\n":
                    QTest.keyClick(field, Qt.Key.Key_Return)
                elif letter.isascii():
                    QTest.keyClicks(field, letter)
                if QApplication.focusWidget() is not field:
                    break  # it was closed, and letters would be keys

    def click(self, widget: QWidget, at: QPoint, *, double: bool = False) -> None:
        """Click where a point of a widget is, on whatever is on top there."""
        target, place = self._on_top(widget, at)
        self.move(target, place)
        QTest.mouseClick(target, LEFT, NO_KEYS, place)
        if double:
            QTest.mouseDClick(target, LEFT, NO_KEYS, place)

    def move(self, widget: QWidget, at: QPoint) -> None:
        """Move the mouse to a point of a widget."""
        where = QPointF(at)
        event = QMouseEvent(
            QEvent.Type.MouseMove, where, widget.mapToGlobal(where), NO_BUTTON, NO_BUTTON, NO_KEYS
        )
        QApplication.sendEvent(widget, event)

    def _on_top(self, widget: QWidget, at: QPoint) -> tuple[QWidget, QPoint]:
        window = widget.window()
        point = widget.mapTo(window, at)
        child = window.childAt(point)
        return (child, child.mapFrom(window, point)) if child is not None else (window, point)

    def _somewhere(self, widget: QWidget) -> QPoint:
        size = widget.size()
        chance = self._chance
        return QPoint(
            chance.randrange(max(1, size.width())), chance.randrange(max(1, size.height()))
        )

    # ------------------------------------------------------------------ kinds of actions

    def press_action(self) -> str:
        """Press the key of an action, with nothing over the window; it must do or say something."""
        ids = [
            id_
            for id_, keys in self.window.actions_.keys.items()
            if keys and id_ not in self._never
        ]
        action_id = self._chance.choice(ids)
        keys = self._chance.choice(self.window.actions_.keys[action_id])
        self.gauge.action = f"press_action {action_id} {keys}"
        if self._is_covered():
            self.key("Esc")
            return action_id
        self._be_here()
        before, said = look(self.program), self._says()
        context = self._context()
        self._reached.clear()
        self.key(keys)
        if not self._has_answered(before, said):
            # It may have done what only can be seen, and is taken back by doing it again.
            picture = self.window.grab().toImage()
            self.key(keys)
            answered = self._has_answered(before, said)
            # A list or a field that cannot go on where a key leads is silent everywhere.
            kept = not self._reached and isinstance(
                QApplication.focusWidget(), QAbstractItemView | QLineEdit | QPlainTextEdit
            )
            if not answered and not kept and self.window.grab().toImage() == picture:
                came = " and ".join(self._reached) or "nothing of ours"
                self.dead_keys[f"{action_id} ({keys}), {context}; came to {came}"] += 1
        return action_id

    def _has_answered(self, before: object, said: tuple[int, int]) -> bool:
        """Say whether anything changed, or something was said; be it what was said before."""

        def is_so() -> bool:
            notices, flash_ms = self._says()
            return notices > said[0] or flash_ms > said[1] or look(self.program) != before

        return self.wait(is_so, _ANSWER_MS)

    def _says(self) -> tuple[int, int]:
        """Count the notices, and give how long what is said over the picture stays, in ms."""
        return self._notices, self.window.player.video_view._flash_timer.remainingTime()

    def _on_said(self) -> None:
        self._notices += 1

    def _on_refused(self, why: str) -> None:
        self._reached.append(f"a refusal, “{why}”")

    def _context(self) -> str:
        session, player = self.program.session, self.program.player
        note = session.note
        words_ = []
        if note is None:
            words_.append("no note")
        elif not note.claims:
            words_.append("no claims")
        if not session.video.is_open:
            words_.append("no video")
        elif player is not None and player.state is PlayerState.PLAYING:
            words_.append("playing")
        focus = QApplication.focusWidget()
        words_.append(f"keys in {type(focus).__name__}" if focus is not None else "keys nowhere")
        if not self.window.isActiveWindow():
            words_.append("not in front")
        return ", ".join(words_)

    def _is_covered(self) -> bool:
        """Say whether a dialog, a sheet, a menu or the palette has the keys."""
        if QApplication.activeModalWidget() or QApplication.activePopupWidget():
            return True
        focus = QApplication.focusWidget()
        centre = self.window.centralWidget()
        return focus is not None and focus is not self.window and not centre.isAncestorOf(focus)

    def click_in_note(self) -> str:
        view = self.window.page.view.viewport()
        if view.isVisible():
            self.click(view, self._somewhere(view))
        return ""

    def double_click(self) -> str:
        view = self.window.page.view.viewport()
        if view.isVisible():
            self.click(view, self._somewhere(view), double=True)
            self.type_in(self._chance.choice(_TYPED))
            self.rest(60)
            self.key(self._chance.choice(("Return", "Esc")))
        return ""

    def click_anywhere(self) -> str:
        window = QApplication.activePopupWidget() or QApplication.activeWindow() or self.window
        at = self._somewhere(window)
        target, _ = self._on_top(window, at)
        name = f"{type(target).__name__} {target.accessibleName()}"
        if any(word in name for word in ("Stream", "Save", "yt-dlp", "rowser")):
            return ""
        self.gauge.action = f"click_anywhere {name}"
        self.click(window, at)
        return name

    def hover(self) -> str:
        for _ in range(6):
            target, at = self._on_top(self.window, self._somewhere(self.window))
            self.move(target, at)
            self.rest(8)
        return ""

    def wheel(self) -> str:
        place = self._somewhere(self.window)
        keys = Qt.KeyboardModifier.ControlModifier if self._chance.random() < 0.1 else NO_KEYS
        for _ in range(self._chance.randint(1, 5)):
            target, at = self._on_top(self.window, place)
            where = QPointF(at)
            turn = QPoint(0, self._chance.choice((-240, -120, 120)))
            event = QWheelEvent(where, target.mapToGlobal(where), QPoint(), turn, NO_BUTTON, keys,
                                Qt.ScrollPhase.NoScrollPhase, False)  # fmt: skip
            QApplication.sendEvent(target, event)
            self.rest(5)
        return ""

    def timeline(self) -> str:
        line = self.window.player.control_bar.timeline
        if not line.isVisible():
            return ""
        if self._chance.random() < 0.5:
            self.click(line, self._somewhere(line))
            return "click"
        QTest.mousePress(line, LEFT, NO_KEYS, self._somewhere(line))
        for _ in range(self._chance.randint(2, 12)):
            at = QPointF(self._somewhere(line))
            event = QMouseEvent(
                QEvent.Type.MouseMove, at, line.mapToGlobal(at), NO_BUTTON, LEFT, NO_KEYS
            )
            QApplication.sendEvent(line, event)
            self.rest(16)
        QTest.mouseRelease(line, LEFT, NO_KEYS, self._somewhere(line))
        return "drag"

    def play_a_while(self) -> str:
        if self.program.player is None or self._is_covered():
            return ""
        self.key("Ctrl+Space")
        self.rest(self._chance.randint(50, 1_200) // self._haste)
        if self._chance.random() < 0.7:
            self.key("Ctrl+Space")
        return ""

    def jump(self) -> str:
        keys = ("J", "K", "Shift+J", "Shift+K", "Return", "Alt+Left", "Alt+Right", "Down", "Up",
                "PgDown", "PgUp", "Left", "Right", ".", ",", "R", "W", "D", "T")  # fmt: skip
        for _ in range(self._chance.randint(1, 6)):
            key = self._chance.choice(keys)
            self.gauge.action = f"jump {key}"
            if not self._is_covered():
                self.key(key)
            self.rest(self._chance.choice((0, 5, 40)))
        return ""

    def edit_block(self) -> str:
        if self._is_covered():
            return ""
        self.key("Alt+E")
        self.rest(10)
        for _ in range(self._chance.randint(1, 5)):
            self.type_in(self._chance.choice(_TYPED))
            self.key(self._chance.choice(("Left", "Right", "End", "Home", "Backspace", "Delete")))
            self.rest(5)
        if self._chance.random() < 0.3:
            self.key(self._chance.choice(("Ctrl+T", "Alt+Up", "Alt+Down", "Tab", "Ctrl+Return")))
        if self._chance.random() < 0.9:
            self.key(self._chance.choice(("Return", "Return", "Esc")))
        return ""

    def source_mode(self) -> str:
        if self._is_covered():
            return ""
        self.key("Ctrl+E")
        self.rest(30)
        for _ in range(self._chance.randint(0, 8)):
            self.type_in(self._chance.choice(_TYPED))
            self.key(self._chance.choice(("Left", "Down", "Up", "End", "PgDown", "Backspace")))
            self.rest(5)
        if self._chance.random() < 0.9:
            self.key("Ctrl+E")
        return ""

    def undo(self) -> str:
        for _ in range(self._chance.randint(1, 8)):
            if not self._is_covered():
                self.key(self._chance.choice(("Ctrl+Z", "Ctrl+Z", "Ctrl+Shift+Z")))
            self.rest(5)
        return ""

    def open_note(self) -> str:
        """Open a note by a few letters of its name."""
        if self._is_covered():
            return ""
        self.key(self._chance.choice(("Ctrl+P", "Ctrl+P", "Ctrl+H")))
        self.rest(20)
        files = self.program.session.files
        if self._chance.random() < 0.8:
            path = self._chance.choice(self.material.notes)
            self.type_in(path.stem.replace("_", " "))
        elif files is not None and files.notes:
            name = self._chance.choice(sorted(str(note) for note in files.notes))
            self.type_in(name.rpartition("/")[2][:12])
        self.rest(60)
        for _ in range(self._chance.randrange(3)):
            self.key("Down")
        self.key(self._chance.choice(("Return", "Return", "Return", "Esc")))
        if self._is_covered():
            self.key("Esc")  # nothing was found
        return ""

    def open_by_list(self) -> str:
        tree = self.window.list.tree
        if tree.isVisible() and not self._is_covered():
            self.click(tree.viewport(), self._somewhere(tree.viewport()))
            if self._chance.random() < 0.2:
                self.key("Ctrl+Shift+P")
                self.type_in(words(self._chance, 2)[:5])
                self.rest(30)
                self.key("Down")
                self.key(self._chance.choice(("Return", "Esc")))
        return ""

    def find(self) -> str:
        if self._is_covered():
            return ""
        self.key("Ctrl+F")
        self.type_in(words(self._chance, 2)[:6])
        for _ in range(self._chance.randrange(4)):
            self.key(self._chance.choice(("Return", "F3", "Shift+F3")))
        if self._chance.random() < 0.8:
            self.key("Esc")
        return ""

    def search(self) -> str:
        if self._is_covered():
            return ""
        self.key("Ctrl+Shift+F")
        self.type_in(words(self._chance, 2)[:9])
        self.rest(self._chance.choice((20, 200)))
        for _ in range(self._chance.randrange(5)):
            self.key("Down")
        self.key(self._chance.choice(("Return", "Return", "Esc")))
        for _ in range(self._chance.randrange(3)):
            if not self._is_covered():
                self.key(self._chance.choice(("F4", "Shift+F4")))
                self.rest(40)
        return ""

    def palette(self) -> str:
        if self._is_covered():
            return ""
        self.key("Ctrl+K")
        self.rest(10)
        rows = [id_ for id_, _, _ in self.window.actions_.rows() if id_ not in self._never]
        action = self.window.actions_[self._chance.choice(rows)]
        self.gauge.action = f"palette {action.objectName()}"
        self.type_in(action.text())
        self.rest(60)
        shown = self.window.palette_.shown_titles()
        # The one meant or none: what else is found may leave the program.
        self.key("Return" if shown and shown[0] == action.text() else "Esc")
        self.rest(60)
        return action.objectName()

    def transcript(self) -> str:
        view = self.window.tabs.widget("transcript")
        if view.isVisible() and not self._is_covered():
            text = view.text.viewport()
            self.click(text, self._somewhere(text))
            if self._chance.random() < 0.5:
                self.key(
                    self._chance.choice(("Down", "Up", "Return", "Alt+Q", "Ctrl+Alt+F", "Esc"))
                )
        return ""

    def tab_along(self) -> str:
        for _ in range(self._chance.randint(1, 8)):
            self.key(self._chance.choice(("Tab", "Tab", "Shift+Tab")))
        if self._chance.random() < 0.2:
            focus = QApplication.focusWidget()
            name = focus.accessibleName() if focus is not None else ""
            if not any(word in name for word in ("Stream", "Save", "rowser", "yt-dlp")):
                self.gauge.action = f"tab_along, Space on {type(focus).__name__} {name}"
                self.key("Space")
        return ""

    def drop(self) -> str:
        made = self.material
        path = self._chance.choice((*made.notes[:3], made.outside, *made.films, made.transcript,
                                    made.vault, made.not_ours))  # fmt: skip
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path))])
        at, copy = self.window.rect().center(), Qt.DropAction.CopyAction
        enter = QDragEnterEvent(at, copy, mime, LEFT, NO_KEYS)
        QApplication.sendEvent(self.window, enter)
        if enter.isAccepted():
            QApplication.sendEvent(self.window, QDropEvent(QPointF(at), copy, mime, LEFT, NO_KEYS))
        return path.name

    def resize(self) -> str:
        match self._chance.randrange(4):
            case 0 | 1:
                self.window.resize(self._chance.randint(600, 1900), self._chance.randint(400, 1100))
            case 2:
                self.key(
                    self._chance.choice(("F9", "F8", "Shift+F9", "Ctrl++", "Ctrl+-", "Ctrl+0"))
                )
            case _:
                if not self._is_covered():
                    self.key("F11")
                    self.rest(100)
                    self.key("F11")
        return ""

    def theme(self) -> str:
        chosen = self._chance.choice(("theme.light", "theme.dark", "theme.system"))
        self.window.actions_[chosen].trigger()  # has no key of its own
        return chosen

    def settings(self) -> str:
        if self._is_covered():
            return ""
        self.key("Ctrl+,")
        self.rest(50)
        window = self.program.settings_applier.open()
        for _ in range(self._chance.randint(1, 5)):
            self.key(self._chance.choice(("Tab", "Down", "Up", "PgDown", "Shift+Tab")))
            self.click(window, QPoint(self._chance.randrange(150), self._chance.randrange(400)))
            self.rest(20)
        window.close()
        return ""

    def sheet(self) -> str:
        """Open what lies over the window, go about in it, and leave it."""
        if self._is_covered():
            return ""
        ids = [id_ for id_ in ("library", "vault.check", "note.new", "note.rename",
                               "downloads", "shift", "retime.typed", "moment.find", "vault.switch",
                               "video.choose", "finding.accept_all", "video.save")
               if id_ not in self._never]  # fmt: skip
        action_id = self._chance.choice(ids)
        self.gauge.action = f"sheet {action_id}"
        keys = self.window.actions_.keys[action_id]
        if keys:
            self.key(keys[0])
        else:
            self.window.actions_[action_id].trigger()
        self.rest(50)
        for _ in range(self._chance.randrange(6)):
            self.key(self._chance.choice(("Tab", "Shift+Tab", "Down", "Up", "Home")))
            self.type_in(self._chance.choice(("1:23", "so", "12")))
            self.rest(20)
        self.key("Esc")
        self.rest(20)
        if self._is_covered():
            self.key("Esc")
        return action_id

    def menu(self) -> str:
        """Open a menu with the mouse, go down it, and choose nothing."""
        if self._is_covered():
            return ""
        target, at = self._on_top(self.window, self._somewhere(self.window))
        event = QContextMenuEvent(
            QContextMenuEvent.Reason.Mouse, at, target.mapToGlobal(at), NO_KEYS
        )
        QApplication.sendEvent(target, event)
        self.rest(20)
        while QApplication.activePopupWidget() is not None:
            for _ in range(self._chance.randrange(4)):
                self.key("Down")
            self.key("Esc")
            self.rest(10)
        return type(target).__name__

    def check_citations(self) -> str:
        actions = self.window.actions_
        match self._chance.randrange(4):
            case 0:
                actions["finding.check"].trigger()
            case 1:
                actions["folder.index"].trigger()
            case _:
                if not self._is_covered():
                    for _ in range(4):
                        self.key(
                            self._chance.choice(("D", "Shift+D", "V", "Alt+X", "Alt+Y", "Ctrl+Z"))
                        )
                        self.rest(30)
        return ""

    def write_outside(self) -> str:
        """Another program adds to a note, or writes it again with a word more."""
        path = self._chance.choice(self.material.notes)
        if path.is_file():
            more = f"\n{words(self._chance)} [0:{self._chance.randrange(60):02}]\n"
            data = path.read_bytes()
            made = path.with_suffix(".tmp")
            made.write_bytes(data + more.encode() if len(data) < 200_000 else data[:20_000])
            made.rename(path)
        return path.name

    # ------------------------------------------------------------------ at rest

    def check(self) -> None:
        """Bring all to rest; complain where page, draft and file differ, or the keys are dead."""
        for _ in range(6):
            if not self._is_covered():
                break
            self.key("Esc")
            self.rest(40)
        player = self.program.player
        if player is not None and player.state is PlayerState.PLAYING:
            player.pause()
        self.program.editing.settle()
        self.program.editing.save()
        draft = self.program.editing.draft
        if draft is not None and draft.path.exists():
            path, disk = draft.path, self.program.editing.disk
            if not self.wait(lambda: path.read_bytes() == draft.data, 5_000):
                self.complaints.append(f"“{path.name}” is not the draft: “{disk.state()}”")
        view = self.window.page.view
        self.wait(lambda: view.picture is None or view.picture.is_complete, 5_000)
        said = page_differs(self.program)
        if said:
            self.complaints.append(said)
        self._check_keys()

    def close_video(self, note: Path) -> None:
        """Open a note without a video, made at `note`; wait until the player's threads are gone."""
        note.write_text("# Nothing to be seen\n", "utf-8")
        self.program.session.open_note(note)
        if not self.wait(lambda: self.player.state is PlayerState.EMPTY, 10_000):
            self.complaints.append(f"A note without a video left the player {self.player.state}")
        threads, process = 0, psutil.Process()
        while threads != (threads := process.num_threads()):
            self.rest(1_000)  # the engine stops what it played on a thread of its own

    def _check_keys(self) -> None:
        self._be_here()
        self.key("Ctrl+K")
        if not self.wait(lambda: self.window.palette_.isVisible(), 1_000):
            focus = QApplication.focusWidget()
            self.complaints.append(f"Ctrl+K opens nothing; the keys are in {focus}")
            self.window.activateWindow()
            self.window.page.focus_text()
        self.key("Esc")
        self.rest(20)


def report(driver: Driver) -> None:
    """Print what was seen."""
    for text, count in driver.dead_keys.most_common():
        print(f"dead key: {text}: {count} times")
    for text in driver.complaints:
        print(f"complaint: {text}")
    for stall in sorted(driver.gauge.stalls, key=lambda one: -one.own_ms)[:25]:
        opening = " (opening)" if stall.opening else ""
        spent = f"{stall.own_ms:.0f} ms of {stall.ms:.0f}, cpu {stall.cpu_ms:.0f}"
        print(f"stall: {spent}: {stall.action}{opening}")
        for where, count in stall.where.most_common(2):
            print(f"    {count} × {where}")
    sys.stdout.flush()
