"""The small pencil at the right of the block under the pointer, with which a mouse edits it.

It is there only where the note can be edited. GUI thread.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QEnterEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from viewer.notes.layout import own_span
from viewer.notes.rearrange import block_at
from viewer.translation import tr
from viewer.ui.kit.buttons import IconButton
from viewer.ui.kit.characters import cut, is_right_to_left
from viewer.ui.kit.theme import Theme
from viewer.ui.kit.timers import once
from viewer.ui.note.geometry import GUTTER_PX
from viewer.ui.note.view import NoteView

_LEAVES_MS = 200  # so long it stays, once the pointer is elsewhere: it may be on its way here


class Pencil(IconButton):
    """Stands beside one block at a time."""

    _viewport: QWidget | None = None  # Qt asks the filter while it constructs

    def __init__(
        self, view: NoteView, can_edit: Callable[[], bool], edit: Callable[[int], object]
    ) -> None:
        """`edit` is given the byte at which the block begins."""
        super().__init__("edit", parent=view)
        self._view, self._can_edit, self._edit = view, can_edit, edit
        self._at = 0
        self._top = self._bottom = 0.0  # of the rows of the block it stands at
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # keys edit what they are at
        self.hide()
        self._leaving = once(self, _LEAVES_MS, self.hide)
        self.clicked.connect(self._on_clicked)
        self._viewport = view.viewport()
        self._viewport.installEventFilter(self)
        view.verticalScrollBar().valueChanged.connect(lambda _: self.hide())
        view.typesetting_finished.connect(self.hide)

    def _point_at(self, place: QPoint) -> None:
        view, note = self._view, self._view.note
        is_here = self._top <= place.y() <= self._bottom
        if self.isVisible() and is_here and self._can_edit():
            self._leaving.stop()
            return
        picture = view.picture
        position = view.cursorForPosition(place).position()
        at = picture.byte_at(position) if picture is not None and self._can_edit() else None
        block = block_at(note, at) if note is not None and at is not None else None
        if note is None or block is None:
            self.hide()
            return
        span = own_span(note, block)
        rect = view.span_rect(span)
        self._top, self._bottom = rect.top() - 4, rect.bottom() + 4
        if not self._top <= place.y() <= self._bottom:
            self._leaving.start()
            return
        self._leaving.stop()
        self._at = span.start
        words = " ".join(note.plain(span).split())
        self.name(tr("Edit “{0}”").format(cut(words, 40)))
        self.resize(self.sizeHint())
        area = view.viewport().geometry()
        left = area.right() + 1
        if is_right_to_left(words):  # where its lines end
            left = max(0, area.left() + GUTTER_PX - 2 - self.width())
        # In the middle of its first line, where that is in view.
        line_px = view.fontMetrics().height()
        top = max(0, round(rect.top() + line_px * 0.75 - self.height() / 2))
        self.move(left, area.top() + min(top, area.height() - self.height()))
        self.show()
        self.raise_()

    def _on_clicked(self) -> None:
        self.hide()
        self._edit(self._at)

    def paint(self, painter: QPainter, theme: Theme) -> None:
        painter.fillRect(self.rect(), theme.paper)  # left of Hebrew it may stand over a line
        super().paint(painter, theme)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._leaving.stop()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._leaving.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._viewport:
            if event.type() is QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
                if event.buttons():
                    self.hide()
                else:
                    self._point_at(event.position().toPoint())
            elif event.type() is QEvent.Type.Leave:
                self._leaving.start()
            return False
        return super().eventFilter(watched, event)
