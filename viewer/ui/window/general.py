"""Actions on the window as a whole: the menu, the video's pane, quitting."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QPlainTextEdit, QWidget

from viewer import __version__
from viewer.base.translation import sentences, tr
from viewer.ui.kit.focus import Text, focused_text
from viewer.ui.kit.sheet import OverWindow, QuestionSheet
from viewer.ui.window.action import Fact
from viewer.ui.window.context import Context, Feature


class General(Feature):
    """The menu, the pane of the video, about, and quit."""

    def open_menu(self) -> None:
        """Open the main menu."""
        if self._window.is_full_screen:
            self._window.tell(tr("In full screen, only the video is shown."))
        else:
            self._window.header.open_menu()

    def step_part(self, step: int) -> None:
        """Focus the next pane of the window, or the previous one."""
        self._window.step_part(step)

    def step_tab(self, step: int) -> None:
        """Show the next or previous tab below the video, cyclically."""
        self._window.show_pane("video", True)
        self._window.tabs.step(step)

    def close_what_is_open(self) -> None:
        """Close the window in front, or what lies over this one; the program stays."""
        active, window = QApplication.activeWindow(), self._window
        panes = (pane for pane in window.findChildren(OverWindow) if pane.isVisible())
        overlay = window.focus_.overlay or next(panes, None)
        if active not in (None, window):
            active.close()
        elif overlay is not None:
            escape = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier(0))
            QApplication.sendEvent(overlay, escape)
        elif not window.page.leave_find():
            for other in QApplication.topLevelWidgets():
                if other is not window and other.isVisible() and other.parent() is window:
                    other.close()

    def tell_about(self) -> None:
        """Show the program's name and version."""
        sheet = QuestionSheet(self._window)
        sheet.closed.connect(sheet.deleteLater)
        what = tr("A desktop viewer for notes about videos.")
        licence = tr("Free software under the MIT licence.")
        title = tr("Cuenote {0}").format(__version__)
        sheet.ask(title, sentences(what, licence), ("close", tr("Close")))

    def toggle_video(self) -> None:
        """Show or hide the video with what is below it."""
        self._window.toggle_pane("video")

    def quit(self) -> None:
        self._window.close()


class ClipboardRows(Feature):
    """Makes the edit keys do what texts do with them by themselves."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._actions.about_to_offer.connect(self._look)
        self._focus_changed = context.app.focusChanged
        self._focus_changed.connect(self._look)
        self._look()

    def close(self) -> None:
        """Listen no more: the actions go before what has the focus."""
        self._focus_changed.disconnect(self._look)

    def cut(self) -> None:
        if (text := focused_text()) is not None:
            text.cut()

    def copy(self) -> None:
        if (text := focused_text()) is not None:
            text.copy()

    def paste(self) -> None:
        """Paste into the text; elsewhere the window takes a link."""
        text = focused_text()
        if text is not None and not text.isReadOnly():
            text.paste()
        else:
            self._window.pasted.emit()

    def select_all(self) -> None:
        """Select all of the text, or of the list."""
        widget = QApplication.focusWidget()
        if isinstance(widget, Text | QAbstractItemView):
            widget.selectAll()

    def enclose(self, marks: str) -> None:
        """Put `marks` around the selection in an editor of the note, else at the cursor.

        The selection stays.
        """
        if isinstance(text := focused_text(), QPlainTextEdit):
            cursor = text.textCursor()
            start, end = cursor.selectionStart(), cursor.selectionEnd()
            words = cursor.selectedText()
            if words.strip():  # Markdown takes no marks that have a space within
                start += len(words) - len(words.lstrip())
                end -= len(words) - len(words.rstrip())
            cursor.beginEditBlock()
            for at in (end, start):
                cursor.setPosition(at)
                cursor.insertText(marks)
            cursor.endEditBlock()
            cursor.setPosition(start + len(marks))
            cursor.setPosition(end + len(marks), QTextCursor.MoveMode.KeepAnchor)
            text.setTextCursor(cursor)

    def _look(self) -> None:
        text = focused_text()
        self._actions.set_facts(
            {
                Fact.TEXT: text is not None or _is_list(QApplication.focusWidget()),
                Fact.TYPING: text is not None and not text.isReadOnly(),
                Fact.SELECTION: _has_selection(text),
            }
        )


def _is_list(widget: QWidget | None) -> bool:
    mode = QAbstractItemView.SelectionMode.ExtendedSelection
    return isinstance(widget, QAbstractItemView) and widget.selectionMode() is mode


def _has_selection(text: Text | None) -> bool:
    if isinstance(text, QLineEdit):
        return text.hasSelectedText()
    return text is not None and text.textCursor().hasSelection()
