"""What a person can tell of the window: all that a key may change, and what the page shows."""

from __future__ import annotations

from itertools import zip_longest

from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
)
from shiboken6 import isValid

from tests.ui.parts import Parts
from viewer.notes.note import Note
from viewer.ui.kit.theme import body_font, theme_of
from viewer.ui.note.document import NoteDocument
from viewer.ui.note.typesetter import Typesetter
from viewer.vault.names import shown_name


def look(program: Parts) -> tuple[object, ...]:
    """Give all that a key may change, but what is only painted; to be compared."""
    seen: list[object] = []
    for widget in QApplication.allWidgets():
        if not isValid(widget) or not widget.isVisible():
            continue
        seen.append((id(widget), widget.geometry().getRect(), widget.isEnabled()))
        if isinstance(widget, QLineEdit):
            seen.append((widget.text(), widget.cursorPosition(), widget.selectedText()))
        elif isinstance(widget, QTextEdit | QPlainTextEdit):
            cursor = widget.textCursor()
            seen.append(
                (cursor.position(), cursor.anchor(), int(widget.textInteractionFlags().value))
            )
            seen.append(widget.document().characterCount())
        elif isinstance(widget, QAbstractItemView):
            index = widget.currentIndex()
            seen.append((index.row(), index.internalId(), widget.model().rowCount()))
        elif isinstance(widget, QAbstractButton):
            seen.append((widget.isChecked(), widget.text()))
        elif isinstance(widget, QLabel):
            seen.append(widget.text())
        elif isinstance(widget, QTabBar):
            seen.append(widget.currentIndex())
        if isinstance(widget, QAbstractScrollArea):
            seen.append((widget.verticalScrollBar().value(), widget.horizontalScrollBar().value()))
    focus = QApplication.focusWidget()
    window, player, session = program.window, program.player, program.session
    seen.append((id(focus), window.notice.text, window.status.right, window.status.doing))
    seen.append(window.player.video_view.flashed)
    seen.append((id(QApplication.activeWindow()), QApplication.clipboard().text()))
    seen.append([action.isChecked() for action in window.actions_.by_id.values()])
    draft = program.editing.draft
    seen.append((session.path, draft.data if draft is not None else None))
    seen.append((session.follow.is_following, session.follow.current_claim))
    if player is not None:
        seen.append((player.state, player.position_ms, player.rate, player.volume, player.muted))
        seen.append((player.repeat, player.frame_time_ms))
    return tuple(map(repr, seen))


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
    if not picture.is_complete:
        return f"The page of “{name}” is not set to its end"
    note = Note.parse(draft.data).about_same(session.note)
    title = note.title or shown_name(session.path.name)
    times = session._times_of(note)  # of several videos each has its own length
    whole = Typesetter(note, times, theme_of(view), body_font(), title)
    for _ in whole.run():
        pass
    for here, there in zip_longest(_shown(picture), _shown(whole.picture)):
        if here != there:
            return f"The page of “{name}” shows {here!r}, its bytes {there!r}"
    return ""


def _shown(picture: NoteDocument) -> list[object]:
    """Give the lines of a page, and where its claims stand in them."""
    claims = [picture.range_of(claim.span) for claim in picture.note.claims]
    return [*picture.document.toPlainText().split("\n"), *claims]
