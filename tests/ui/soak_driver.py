"""Drives the whole program at random, as the user does: by key and mouse events alone.

One `Driver` has one running program. `act` does one action of some kind and lets the window live
for a moment; `check` brings it to rest, and says where page, draft and file disagree.
"""

import random
from collections.abc import Callable
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

import psutil
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from tests.tools.gauge import Gauge
from tests.ui.parts import Parts
from tests.ui.soak_material import Material, words
from tests.ui.stage import CTRL, LEFT, NO_KEYS, drop_on, menu_at, move, wheel
from tests.waiting import rest
from viewer.media.player import Player, PlayerState
from viewer.notes.note import Note
from viewer.ui.kit.theme import body_font, theme_of
from viewer.ui.page.document import NoteDocument
from viewer.ui.page.typesetter import Typesetter
from viewer.vault.names import shown_name

NO_BUTTON = Qt.MouseButton.NoButton
_REST_MS = (0, 0, 1, 5, 20, 60, 120, 250)
_DIALOG_MS = 300  # for which a dialog that holds everything up stays open
# What leaves the program, or the machine.
_NEVER = frozenset({"quit", "video.browser"})
# What starts a child process that imports yt-dlp.
_ONLINE = frozenset({"video.stream", "video.save", "vault.save", "ytdlp.update", "stream.quality"})
_LEAVES = ("Stream", "Save", "yt-dlp", "rowser")  # in the names of buttons that do either
_TYPED = ("and more ", "x", "- ", "\n", "[0:12]", "**so** ", "é🙂 ", "[[note_3]]", "\n\n# New\n")
_SHEETS = (
    *("note.new", "note.rename", "downloads", "shift", "retime.typed"),
    *("moment.find", "vault.switch", "video.choose", "finding.accept_all"),
)


class _Script(NamedTuple):
    """Keys that are pressed in turn: one to begin, so many times a text and a key, one to end."""

    weight: int
    begin: str = ""
    types: tuple[str, ...] = ()  # nothing: a few words
    keys: str = ""
    most: int = 5
    end: str = ""


_SCRIPTS = {
    "jump": _Script(12, "", ("",), "J K Shift+J Shift+K Return Alt+Left Alt+Right Down Up PgDown "
                    "PgUp Left Right . , R W D T F4 Shift+F4", 6),
    "edit block": _Script(7, "Alt+E", _TYPED, "Left Right End Home Backspace Delete", 5,
                          "Return Return Return Esc Esc Alt+Up Tab Ctrl+Return"),
    "source": _Script(4, "Ctrl+E", _TYPED, "Left Down Up End PgDown Backspace", 8, "Ctrl+E"),
    "undo": _Script(5, "", ("",), "Ctrl+Z Ctrl+Z Ctrl+Shift+Z", 8),
    "find": _Script(3, "Ctrl+F", (), "Return F3 Shift+F3", 3, "Esc Esc Esc Left"),
    "search": _Script(4, "Ctrl+Shift+F", (), "Down", 4, "Return Return Esc"),
    "tab": _Script(3, "", ("",), "Tab Tab Shift+Tab", 8),
    "problems": _Script(2, "", ("",), "D Shift+D V Alt+X Alt+Y Ctrl+Z", 4),
    "panes": _Script(2, "", ("",), "F9 F8 Shift+F9 Ctrl++ Ctrl+- Ctrl+0", 2),
    "full screen": _Script(1, "F11", ("",), "J Space", 2, "F11"),
    "preferences": _Script(1, "Ctrl+,", ("",), "Tab Down Up PgDown Shift+Tab", 8, "Esc")
}  # fmt: skip


class Driver:
    """A user at one program, who does what the seed says."""

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
        self.complaints: list[str] = []
        self._haste = 5 if hurries else 1
        self._never = _NEVER if online else _NEVER | _ONLINE
        self._dialogs = QTimer(interval=_DIALOG_MS)
        self._dialogs.timeout.connect(self._leave_dialog)
        program.session.note_opened.connect(self._on_opened)
        program.session.vault.listed.connect(self._on_opened)
        kinds: dict[Callable[[], str], int] = {
            self.press_action: 30,
            self.script: sum(script.weight for script in _SCRIPTS.values()),
            self.click_in_note: 10,
            self.click_in_pane: 5,
            self.click_anywhere: 6,
            self.hover: 6,
            self.wheel: 6,
            self.timeline: 6,
            self.play_a_while: 4,
            self.open_note: 6,
            self.palette: 5,
            self.drop: 2,
            self.resize: 2,
            self.sheet: 2,
            self.menu: 2,
            self.write_outside: 1,
        }
        self._kinds, self._weights = list(kinds), list(kinds.values())

    @property
    def player(self) -> Player:
        return self.program.player

    def start(self) -> None:
        self.gauge.start()
        self._dialogs.start()

    def stop(self) -> None:
        self._dialogs.stop()
        self.gauge.stop()

    def act(self) -> None:
        (kind,) = self._chance.choices(self._kinds, self._weights)
        name = kind.__name__
        if self._is_covered() and self._chance.random() < 0.9:
            self.key("Esc")
        with self.gauge.measured(name):
            said = kind()
            self.gauge.action = f"{name} {said}"
            rest(self._chance.choice(_REST_MS) // self._haste)
        self._be_here()

    def _be_here(self) -> None:
        """Go back to the window from another one, as a desktop does when that is closed."""
        if not self.window.isVisible():
            self.window.show()
        if QApplication.activeWindow() is None:
            self.window.activateWindow()
            self.wait(lambda: QApplication.activeWindow() is not None, 500)

    def wait(self, true: Callable[[], bool], most_ms: int = 3_000) -> bool:
        """Process events until a condition holds; False on timeout."""
        for _ in range(most_ms // 20):
            if true():
                return True
            rest(20)
        return true()

    def _on_opened(self, _path: object) -> None:
        self.gauge.opened = True

    def _leave_dialog(self) -> None:
        """Leave a dialog or a menu that holds everything else up, after a few keys."""
        popup, dialog = QApplication.activePopupWidget(), QApplication.activeModalWidget()
        if popup is not None:
            QTest.keyClick(popup, Qt.Key.Key_Escape)
        elif dialog is not None:
            for _ in range(self._chance.randrange(4)):
                self.key("Tab")
            where = QApplication.focusWidget() or dialog
            QTest.keyClick(where if dialog.isAncestorOf(where) else dialog, Qt.Key.Key_Escape)

    def key(self, keys: str) -> None:
        """Press a key, by its portable name, wherever the keyboard is."""
        combined = QKeySequence(keys)[0]
        where = QApplication.activePopupWidget() or QApplication.focusWidget() or self.window
        QTest.keyClick(where, combined.key(), combined.keyboardModifiers())

    def type_in(self, text: str) -> None:
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
        move(target, place)
        QTest.mouseClick(target, LEFT, NO_KEYS, place)
        if double:
            QTest.mouseDClick(target, LEFT, NO_KEYS, place)

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

    def press_action(self) -> str:
        actions = self.window.actions_.keys.items()
        ids = [id_ for id_, keys in actions if keys and id_ not in self._never]
        action_id = self._chance.choice(ids)
        keys = self._chance.choice(self.window.actions_.keys[action_id])
        self.gauge.action = f"press_action {action_id} {keys}"
        self.key("Esc" if self._is_covered() else keys)
        return action_id

    def _is_covered(self) -> bool:
        """Return whether a dialog, a sheet, a menu or the palette has the keys."""
        if QApplication.activeModalWidget() or QApplication.activePopupWidget():
            return True
        focus = QApplication.focusWidget()
        centre = self.window.centralWidget()
        return focus is not None and focus is not self.window and not centre.isAncestorOf(focus)

    def script(self) -> str:
        """Press the keys of a script, unless it would begin over something else."""
        weights = [script.weight for script in _SCRIPTS.values()]
        ((name, script),) = self._chance.choices(list(_SCRIPTS.items()), weights)
        if script.begin and self._is_covered():
            return name
        self._press_one(script.begin, name)
        rest(20)
        for _ in range(self._chance.randint(0 if script.begin else 1, script.most)):
            self.type_in(self._chance.choice(script.types or (words(self._chance, 2)[:9],)))
            if script.begin or not self._is_covered():
                self._press_one(script.keys, name)
            rest(self._chance.choice((0, 5, 40)))
        if self._chance.random() < 0.9:
            self._press_one(script.end, name)
        return name

    def _press_one(self, keys: str, during: str = "") -> None:
        if keys:
            key = self._chance.choice(keys.split())
            self.gauge.action = f"{during} {key}"
            self.key(key)

    def click_in_note(self) -> str:
        view = self.window.page.view.viewport()
        if view.isVisible():
            is_double = self._chance.random() < 0.2
            self.click(view, self._somewhere(view), double=is_double)
            if is_double:
                self.type_in(self._chance.choice(_TYPED))
                rest(60)
                self._press_one("Return Esc")
        return ""

    def click_in_pane(self) -> str:
        """Click in the list of notes or the transcript, and go on by its keys."""
        transcript = self.window.tabs.widget("transcript")
        view = self._chance.choice((self.window.list.tree, transcript.text))
        if view.isVisible() and not self._is_covered():
            self.click(view.viewport(), self._somewhere(view.viewport()))
            self._press_one("Down Up Return Alt+Q Ctrl+F Esc")
        return type(view).__name__

    def play_a_while(self) -> str:
        if self.program.player is None or self._is_covered():
            return ""
        self.key("Ctrl+Space")
        rest(self._chance.randint(50, 1_200) // self._haste)
        if self._chance.random() < 0.7:
            self.key("Ctrl+Space")
        return ""

    def open_note(self) -> str:
        if self._is_covered():
            return ""
        self.key("Ctrl+O")
        rest(20)
        files, path = self.program.session.vault.files, self._chance.choice(self.material.notes)
        if files is None or not files.notes or self._chance.random() < 0.8:
            self.type_in(path.stem.replace("_", " "))
        else:
            name = self._chance.choice(sorted(str(note) for note in files.notes))
            self.type_in(name.rpartition("/")[2][:12])
        rest(60)
        for _ in range(self._chance.randrange(3)):
            self.key("Down")
        self._press_one("Return Return Return Esc")
        if self._is_covered():
            self.key("Esc")  # nothing was found
        return ""

    def palette(self) -> str:
        if self._is_covered():
            return ""
        self.key("Ctrl+K")
        rest(10)
        rows = [id_ for id_, _, _ in self.window.actions_.rows() if id_ not in self._never]
        action = self.window.actions_[self._chance.choice(rows)]
        self.gauge.action = f"palette {action.objectName()}"
        self.type_in(action.text())
        rest(60)
        shown = self.window.palette_.shown_titles()
        # The one meant or none: what else is found may leave the program.
        self.key("Return" if shown and shown[0] == action.text() else "Esc")
        rest(60)
        return action.objectName()

    def resize(self) -> str:
        self.window.resize(self._chance.randint(600, 1900), self._chance.randint(400, 1100))
        return ""

    def sheet(self) -> str:
        """Open what lies over the window, go about in it, and leave it."""
        if self._is_covered():
            return ""
        action_id = self._chance.choice(_SHEETS)
        self.gauge.action = f"sheet {action_id}"
        self.window.actions_[action_id].trigger()
        rest(50)
        for _ in range(self._chance.randrange(6)):
            self._press_one("Tab Shift+Tab Down Up Home")
            self.type_in(self._chance.choice(("1:23", "so", "12")))
            rest(20)
        for _ in range(2):
            if self._is_covered():
                self.key("Esc")
            rest(20)
        return action_id

    def click_anywhere(self) -> str:
        window = QApplication.activePopupWidget() or QApplication.activeWindow() or self.window
        at = self._somewhere(window)
        target, _ = self._on_top(window, at)
        name = f"{type(target).__name__} {target.accessibleName()}"
        if any(word in name for word in _LEAVES):
            return ""
        self.gauge.action = f"click_anywhere {name}"
        self.click(window, at)
        return name

    def hover(self) -> str:
        for _ in range(6):
            target, at = self._on_top(self.window, self._somewhere(self.window))
            move(target, at)
            rest(8)
        return ""

    def wheel(self) -> str:
        place = self._somewhere(self.window)
        keys = CTRL if self._chance.random() < 0.1 else NO_KEYS
        for _ in range(self._chance.randint(1, 5)):
            target, at = self._on_top(self.window, place)
            wheel(target, self._chance.choice((-2, -1, 1)), keys, at)
            rest(5)
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
            move(line, self._somewhere(line), LEFT)
            rest(16)
        QTest.mouseRelease(line, LEFT, NO_KEYS, self._somewhere(line))
        return "drag"

    def drop(self) -> str:
        made = self.material
        path = self._chance.choice((*made.notes[:3], made.outside, *made.films, made.transcript,
                                    made.vault, made.not_ours))  # fmt: skip
        drop_on(self.window.drops, [path], self.window.rect().center())
        return path.name

    def menu(self) -> str:
        if self._is_covered():
            return ""
        target, at = self._on_top(self.window, self._somewhere(self.window))
        menu_at(target, at)
        rest(20)
        while QApplication.activePopupWidget() is not None:
            for _ in range(self._chance.randrange(4)):
                self.key("Down")
            self.key("Esc")
            rest(10)
        return type(target).__name__

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

    def check(self) -> None:
        """Bring all to rest; complain where page, draft and file differ, or no key is heard."""
        for _ in range(6):
            if not self._is_covered():
                break
            self.key("Esc")
            rest(40)
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
            rest(1_000)  # the engine stops what it played on a thread of its own

    def _check_keys(self) -> None:
        self._be_here()
        self.key("Ctrl+K")
        if not self.wait(lambda: self.window.palette_.isVisible(), 1_000):
            focus = QApplication.focusWidget()
            self.complaints.append(f"Ctrl+K opens nothing; the keys are in {focus}")
            self.window.activateWindow()
            self.window.page.focus_text()
        self.key("Esc")
        rest(20)


def page_differs(program: Parts) -> str:
    """Say where what is shown is not what setting the bytes of the draft gives; or nothing."""
    draft, view, session = program.editing.draft, program.window.page.view, program.session
    if draft is None or session.note is None or session.path is None:
        return ""
    name, pane = session.path.name, program.window.page
    if session.note.data != draft.data:
        return f"The note of “{name}” is not the draft"
    if pane.text is not view:
        return "" if pane.source.data == draft.data else f"The source of “{name}” is not the draft"
    picture = view.picture
    if picture is None or picture.note.data != draft.data:
        return f"The page of “{name}” is not the draft"
    note = Note.parse(draft.data, said=session.note.said).about_same(session.note)
    title = note.title or shown_name(session.path.name)
    times = session._lengths.times_of(
        note, session.video.duration_ms
    )  # of several videos each has its own length
    whole = Typesetter(note, times, theme_of(view), body_font(), title)
    whole.run()
    for here, there in zip_longest(_shown(picture), _shown(whole.picture)):
        if here != there:
            return f"The page of “{name}” shows {here!r}, its bytes {there!r}"
    return ""


def _shown(picture: NoteDocument) -> list[object]:
    """Return the lines of a page, and where its claims stand in them."""
    claims = [picture.range_of(claim.span) for claim in picture.note.claims]
    return [*picture.document.toPlainText().split("\n"), *claims]
