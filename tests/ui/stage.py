"""A stage for the tests of the window: the whole program on folders of its own, driven as a
person drives it, by real key and mouse events."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path

import shiboken6
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QContextMenuEvent,
    QCursor,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QEnterEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QMenu,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.media.make_video import read_number
from tests.media.stepped_player import SteppedPlayer
from tests.ui.parts import Parts
from tests.waiting import PATIENCE_MS, wait_until
from viewer.base.translation import own_tour
from viewer.media.player import Engine, Player, PlayerState
from viewer.notes.draft import Draft
from viewer.notes.real_path import real_path
from viewer.ui.kit.palette import Palette
from viewer.ui.kit.sheet import FieldSheet
from viewer.ui.kit.theme import apply_fonts, apply_theme, load_theme
from viewer.ui.page.document import Chip
from viewer.ui.page.note_view import NoteView
from viewer.ui.watch.session import Session
from viewer.ui.window.context import Folders
from viewer.ui.window.window import Window

LEFT = Qt.MouseButton.LeftButton
NO_KEYS = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
_NO_BUTTON = Qt.MouseButton.NoButton
TROUBLED_TEXT = (
    "# Title\r\n\r\n"
    'First claim <a class="yt-timestamp" data-t="00:00:02">[00:00:02]</a>. '
    'Second\u00a0claim \U0001f600 <a class="yt-timestamp" data-t="00:00:05">[00:00:05]</a>.\r\n\r\n'
    '* A bullet <a class="yt-timestamp" data-t="00:00:08">[00:00:08]</a>\r\n'
    '* Another <a class="yt-timestamp" data-t="00:00:11">[00:00:11]</a>\r\n'
    "    * its child\r\n"
    "* Last\u2028line"
)
_PARENT = re.compile(r"^parent\.+ <.* at (0x[0-9a-f]+)>$", re.MULTILINE)
LONG_FPS = 5  # of the video `long_video`: frame n is shown at n / 5 s


class Stage:
    """One running program. Its folders and its vault lie below `home`, and outlive it."""

    engine: Callable[[Player], Engine] = SteppedPlayer  # what the video is played with

    def __init__(self, app: QApplication, home: Path) -> None:
        self.app = app
        self.vault = home / "vault"
        self.folders = Folders(home / "config", home / "state", home / "data", home / "cache")
        for folder in (self.vault, self.folders.config, self.folders.state, self.folders.data):
            folder.mkdir(parents=True, exist_ok=True)
        park_mouse()
        QGuiApplication.clipboard().clear()  # an address there would be offered
        self.program = Parts(app, self.folders)
        self.window: Window = self.program.window
        self.session: Session = self.program.session
        self.all_said: list[str] = []
        notice = self.window.notice
        notice.offers_changed.connect(lambda: self.all_said.append(notice.text))
        self._is_up = True

    def start(self, path: Path, at_ms: int | None = None, *, player: bool = True) -> None:
        """Open the window on `path`, as the command line does."""
        self.program.show(path, at_ms)
        self.activate()
        if player:
            self.program.set_player(self.engine)
            self.player.set_muted(True)

    @property
    def tour(self) -> Path:
        """The tour of the user, copied where it is not there yet."""
        return real_path(own_tour(self.folders.tour))

    def activate(self) -> None:
        """Activate the window, as a window manager does."""
        self.window.activateWindow()
        self.wait(self.window.isActiveWindow)

    def watch(self, path: Path, at_ms: int | None = None) -> None:
        """Start, and wait until the note's video is paused with its picture shown."""
        self.start(path, at_ms)
        self.wait_for_video()

    def watch_note(self, text: str, video: Path, claims: int, *, name: str = "note.md") -> Path:
        """Write a note, and start with its video paused and its claims listed."""
        path = self.write(name, text, video=video)
        self.watch(path)
        self.wait_for_claims(claims)
        return path

    def die(self) -> None:
        """End as a process that is killed: what is unsaved stays in the journal."""
        self.draft.journal.close(keep=True)
        self.program.editing.leave = lambda: None
        self.end()

    def end(self) -> None:
        """Close the window, as the user does. May be called twice."""
        if self._is_up:
            self._is_up = False
            self.program.shutdown()
            self.window.close()
            # Else the application, and what is connected, keeps them and all that they have.
            for part in (self.program, self.program.context, self.program.context.settings):
                part.deleteLater()

    @property
    def player(self) -> Player:
        return self.program.player

    @property
    def draft(self) -> Draft:
        return self.program.editing.draft

    @property
    def data(self) -> bytes:
        return self.draft.data

    @property
    def view(self) -> NoteView:
        return self.window.page.view

    @property
    def palette(self) -> Palette:
        return self.window.palette_

    @property
    def said(self) -> str:
        return self.window.notice.text

    @property
    def offered(self) -> list[str]:
        return [offer.text for offer in self.window.notice.offers]

    def wait(self, condition: Callable[[], object], *, timeout_ms: int = PATIENCE_MS) -> None:
        """Process events until a condition holds."""
        wait_until(condition, timeout_ms=timeout_ms)

    def wait_for_video(self) -> None:
        self.wait(lambda: not self.session.video.is_looking)  # else it is that of the note before
        # A stream is asked for by a child, which has to start.
        self.wait(lambda: self.player.state is PlayerState.PAUSED, timeout_ms=60_000)
        self.wait(lambda: not self.player.frame.isNull())
        self.wait(lambda: self.window.player.video_view.page() is None)

    def wait_for_claims(self, count: int) -> None:
        """Wait until the list of claims has `count` rows that can be gone to."""
        claims = self.window.tabs.widget("claims").claims
        video, background = self.session.video, self.program.background
        self.wait(lambda: not (video.is_looking or background.is_under_way("claims")))
        self.wait(lambda: sum(row.ms is not None for row in claims.listed) == count)

    def wait_for_files(self) -> None:
        self.wait(lambda: self.session.vault.files is not None)

    def index(self) -> None:
        self.program.vault_indexing.start()
        self.wait(lambda: self.program.indexing.is_ready)

    def wait_for_frame(self, number: int) -> None:
        """Wait until the picture shows this frame, or has shown it since: it may play on."""
        seen = [read_number(self.player.frame)]
        told = self.player.frame_changed.connect(
            lambda: seen.append(read_number(self.player.frame))
        )
        try:
            self.wait(lambda: number in seen)
        finally:
            self.player.frame_changed.disconnect(told)

    def write(self, name: str, text: str, *, video: Path | None = None) -> Path:
        """Write a note into the vault; `video` is named in its front matter."""
        path = self.vault / name
        path.parent.mkdir(parents=True, exist_ok=True)
        front = f"---\nvideo: {video}\n---\n\n" if video is not None else ""
        path.write_text(front + text, "utf-8")
        return path

    def press(self, key: Qt.Key | str, modifiers: Qt.KeyboardModifier = NO_KEYS) -> None:
        """Press a key, wherever the keyboard is."""
        where = QApplication.focusWidget() or self.window
        QTest.keyClick(where, key, modifiers)

    def type_in(self, text: str) -> None:
        """Type letters, wherever the keyboard is."""
        for letter in text:
            where = QApplication.focusWidget()
            if letter.isascii():
                QTest.keyClicks(where, letter)
            else:  # of which QTest knows no key
                event = QKeyEvent(QEvent.Type.KeyPress, 0, NO_KEYS, letter)
                QApplication.sendEvent(where, event)

    def write_in(self, text: str) -> None:
        """Type letters into the text that is open: a block in place, or the source."""
        self.activate()  # without a window manager it is not, after a dialog
        field = QApplication.focusWidget()
        assert isinstance(field, QPlainTextEdit | QTextEdit), field
        assert not field.isReadOnly(), field
        QTest.keyClicks(field, text)

    @property
    def asked(self) -> FieldSheet:
        """The sheet that asks for a line, which has the keyboard in its field."""
        (sheet,) = (one for one in self.window.findChildren(FieldSheet) if one.isVisible())
        assert sheet.field.hasFocus()
        return sheet

    def answer(self, text: str) -> None:
        """Type over what the sheet suggests, and press Enter."""
        assert self.asked.field.selectedText() == self.asked.field.text()
        self.type_in(text)
        self.press(Qt.Key.Key_Return)

    def toggle(self, modifiers: Qt.KeyboardModifier = NO_KEYS) -> None:
        """Press Space, and wait until the video plays, or no longer does."""
        played = self.player.state is PlayerState.PLAYING
        self.press(Qt.Key.Key_Space, modifiers)
        wanted = PlayerState.PAUSED if played else PlayerState.PLAYING
        self.wait(lambda: self.player.state is wanted)

    def play(self) -> None:
        self.player.play()
        self.wait(lambda: self.player.state is PlayerState.PLAYING)

    def edit_next(self) -> None:
        """Go to the next claim, and open its block."""
        self.press("j")
        self.press("e", ALT)

    def undo(self, before: bytes) -> None:
        """Take the last step back, by the key; the note has the bytes of before then."""
        self.press("z", CTRL)
        assert self.data == before

    def undo_all(self) -> None:
        draft = self.draft
        while draft.stack.to_undo:
            self.press("z", CTRL)

    def tab_menu(self, key: str = "") -> QMenu:
        """Press the tab beside the note that is shown, or that of `key`: it opens its menu."""
        bar = self.window.tabs.bar
        self.window.tabs.show_tab(key or self.window.tabs.current)
        QTest.mouseClick(bar, LEFT, pos=bar.tabRect(bar.currentIndex()).center())
        self.wait(opened_menu)
        return opened_menu()

    def seek(self, ms: int) -> None:
        self.player.seek(ms)
        self.wait(lambda: self.player.position_ms == ms)

    def click_text(self, words: str) -> None:
        """Click in the middle of the first place where the note shows `words`."""
        click(self.view, place_of(self.view, words))

    def select_block(self, words: str) -> None:
        click(self.view, QPoint(4, place_of(self.view, words).y()))

    def click_chip(self, citation: int) -> None:
        click(self.view, place_of_chip(self.view, citation))


def misplaced_widgets() -> list[str]:
    """Name each widget that PySide takes for a part of another than those around it.

    Some methods of Qt that answer with a widget make it one (`nextInFocusChain`, for one). When
    the supposed parent ends, PySide takes the widget and all its actions for deleted.
    """
    widgets = {id(widget): widget for widget in QApplication.allWidgets()}
    found = []
    for widget in widgets.values():
        said = _PARENT.search(shiboken6.dump(widget))
        parent = widgets.get(int(said[1], 16)) if said is not None else None
        # A menu belongs to the button that shows it.
        if parent is not None and not _is_in(widget, parent) and not isinstance(widget, QMenu):
            found.append(f"{widget} is taken for a part of {parent}")
    return found


def _is_in(widget: QWidget, other: QWidget) -> bool:
    """Return whether a widget is a part of another, of a part of it, or of a window of its."""
    around = widget.parentWidget()
    while around is not None and around is not other:
        around = around.parentWidget()
    return around is not None


def click(view: NoteView, at: QPoint, modifiers: Qt.KeyboardModifier = NO_KEYS) -> None:
    """Move the mouse to a point of the view's viewport, and click there."""
    move(view, at)
    QTest.mouseClick(view.viewport(), LEFT, modifiers, at)


def move(widget: QWidget, at: QPoint, button: Qt.MouseButton = _NO_BUTTON) -> None:
    """Move the mouse over a widget, or over what it shows; with a button held where one is named.

    By an event of its own: moving the pointer of the display answers whenever it likes.
    """
    inner = widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget
    where, kind = QPointF(at), QEvent.Type.MouseMove
    event = QMouseEvent(kind, where, inner.mapToGlobal(where), _NO_BUTTON, button, NO_KEYS)
    QApplication.sendEvent(inner, event)


def drop_on(widget: QWidget, what: str | Iterable[Path], at: QPoint | None = None) -> bool:
    """Drop a text or files on a widget, as a file manager does; say whether they were taken."""
    mime = QMimeData()
    if isinstance(what, str):
        mime.setText(what)
    else:
        mime.setUrls([QUrl.fromLocalFile(str(path)) for path in what])
    at = at or QPoint(200, 200)
    how = Qt.DropAction.CopyAction, mime, LEFT, NO_KEYS
    enter = QDragEnterEvent(at, *how)
    QApplication.sendEvent(widget, enter)
    if enter.isAccepted():
        QApplication.sendEvent(widget, QDragMoveEvent(at, *how))
        QApplication.sendEvent(widget, QDropEvent(at.toPointF(), *how))
    return enter.isAccepted()


def park_mouse() -> None:
    """Put the pointer of the display where no window is, so that it hovers over nothing."""
    QCursor.setPos(QGuiApplication.primaryScreen().geometry().bottomRight())


def show_active(qtbot: QtBot, widget: QWidget) -> None:
    """Show a widget as a window of its own, which is closed behind the test, and activate it."""
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()
    widget.activateWindow()


def show_alone(qapp: QApplication, qtbot: QtBot, widget: QWidget, keys: QWidget) -> None:
    """Show a widget as a window of its own, in the light theme, and give the keyboard to `keys`."""
    apply_fonts(qapp)
    apply_theme(qapp, load_theme("light"))
    park_mouse()
    show_active(qtbot, widget)
    wait_until(widget.isActiveWindow)
    keys.setFocus()


def position_of(view: NoteView, words: str) -> int:
    """Return the document position at which the note first shows `words`, once it does."""
    wait_until(lambda: not view.document().find(words).isNull())
    return view.document().find(words).selectionStart()


def is_seen(view: NoteView, words: str) -> bool:
    """Return whether the note shows `words` where one sees them."""
    cursor = view.document().find(words)
    if cursor.isNull():
        return False
    return view.viewport().rect().contains(view.cursorRect(cursor).center())


def place_of(view: NoteView, words: str) -> QPoint:
    """Return the middle of `words`, in the viewport; scrolls there where it is out of sight."""
    start = position_of(view, words)
    return place_of_position(view, start + len(words) // 2)


def place_of_position(view: NoteView, position: int) -> QPoint:
    """Return the point just inside the letter at a document position."""
    cursor, bar = view.textCursor(), view.verticalScrollBar()
    cursor.setPosition(position)

    def is_in_view() -> bool:  # the bar may hear only later how long the note is
        seen = view.viewport().rect()
        if not seen.contains(at := view.cursorRect(cursor).center()):
            bar.setValue(bar.value() + at.y() - seen.height() // 2)
        return seen.contains(view.cursorRect(cursor).center())

    wait_until(is_in_view)
    return view.cursorRect(cursor).center() + QPoint(2, 0)


def place_of_chip(view: NoteView, citation: int) -> QPoint:
    """Return the middle of a citation's chip, in the viewport, once it is shown."""

    def chips() -> list[Chip]:
        shown = view.picture.chips if view.picture is not None else ()
        return [chip for chip in shown if chip.citation == citation]

    wait_until(chips)
    chip = chips()[0]
    return place_of_position(view, (chip.start + chip.end) // 2)


def wheel(
    widget: QWidget, notches: float, keys: Qt.KeyboardModifier = NO_KEYS, at: QPoint | None = None
) -> QWheelEvent:
    """Turn the wheel over a widget, in its middle unless told; up is positive."""
    where = QPointF(at or widget.rect().center())
    event = QWheelEvent(
        where,
        widget.mapToGlobal(where),
        QPoint(),
        QPoint(0, round(120 * notches)),
        Qt.MouseButton.NoButton,
        keys,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)
    return event


def ask_for_tip(widget: QWidget, at: QPoint) -> None:
    """Ask for the tooltip, as the mouse does that rests at a point."""
    event = QHelpEvent(QEvent.Type.ToolTip, at, widget.mapToGlobal(at))
    QApplication.sendEvent(widget, event)


def menu_at(widget: QWidget, at: QPoint | None) -> QMenu:
    """Ask for the menu: with the mouse at a point, or with the Menu key."""
    is_by_mouse, reason = at is not None, QContextMenuEvent.Reason
    inner = widget
    if is_by_mouse and isinstance(widget, QAbstractScrollArea):
        inner = widget.viewport()
    how, at = (reason.Mouse, at) if is_by_mouse else (reason.Keyboard, inner.rect().center())
    QApplication.sendEvent(inner, QContextMenuEvent(how, at, inner.mapToGlobal(at), NO_KEYS))
    return opened_menu()


def opened_menu() -> QMenu:
    return QApplication.activePopupWidget()


def words_of(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if not action.isSeparator()]


def choose(menu: QMenu, words: str) -> None:
    """Move the mouse onto an entry, and click there.

    By events of its own, see `move`. A menu takes no click before the mouse came into it, and just
    after it came up it passes over six movements to where the display last had the mouse.
    """
    entry = next(action for action in menu.actions() if action.text() == words)
    assert entry.isEnabled(), entry.toolTip()
    at = menu.actionGeometry(entry).center()
    where, there = QPointF(at), QPointF(menu.mapToGlobal(at))
    QApplication.sendEvent(menu, QEnterEvent(where, where, there))
    for _ in range(7):
        move = (QEvent.Type.MouseMove, where, there, _NO_BUTTON, _NO_BUTTON, NO_KEYS)
        QApplication.sendEvent(menu, QMouseEvent(*move))
    assert menu.activeAction() is entry
    QTest.mouseClick(menu, LEFT, pos=at)
