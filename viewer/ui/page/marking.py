"""Marks in the picture: shown while their claim is in force, drawn and changed by the user.

A mark is the region of a timestamp. The first of a claim belongs to its timestamp; each further one
gets its own timestamp next to it, of the same time.

`MarkEditor` lies over the picture and has the keyboard. It does not change the note: it signals
what was drawn, moved or deleted, and is given the resulting marks. Arrows move the mark by 1 %,
with Ctrl by 0.1 %; with Shift they size it. GUI thread.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QApplication, QWidget

from viewer.base.translation import tr
from viewer.media.player import PlayerState
from viewer.notes.edit import Change
from viewer.notes.marking import add_region, set_region
from viewer.notes.note import Note
from viewer.notes.region import Region, has_regions
from viewer.ui.kit.buttons import OwnKeys
from viewer.ui.kit.keys import native
from viewer.ui.kit.listening import Listening
from viewer.ui.kit.paint import paint_face, smooth
from viewer.ui.kit.roles import Role, announce, set_role
from viewer.ui.kit.theme import ui_font
from viewer.ui.page.editing import Editing
from viewer.ui.watch.picture import (
    DARK,
    LIGHT,
    ShownMark,
    VideoView,
    marks_of,
    paint_marks,
    place_of,
    region_between,
)
from viewer.ui.watch.playing import Playing
from viewer.ui.watch.session import NoteFeature
from viewer.ui.window.context import Context

_QUARTER = Region(37.5, 37.5, 25, 25)
_STEP, _FINE = 1.0, 0.1  # percent
_HANDLE, _HIT = 10.0, 24.0  # px
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_REMOVE = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_KEEP = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
# Of a mark: which of its edges a handle moves, left or right, top or bottom.
_HANDLES = tuple((x, y) for y in (-1, 0, 1) for x in (-1, 0, 1) if x or y)
NEW = -1
"""The index of a mark that is not in the note yet."""


class MarkEditor(QWidget):
    """Covers the picture while marks are drawn; closes itself."""

    placed = Signal(int, object)  # index of the mark, or NEW; its Region
    removed = Signal(int)
    closed = Signal()

    def __init__(self, view: VideoView) -> None:
        super().__init__(view)
        self._view = view
        self._marks: list[ShownMark] = []
        self._at = NEW
        self.region: Region | None = None  # of the mark at `_at` as it is now
        self._pressed: QPointF | None = None
        self._handle: tuple[int, int] | None = None  # (0, 0) moves the whole
        self._before = _QUARTER  # the region when the mouse was pressed
        set_role(self, Role.Graphic)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self._keys = OwnKeys(self, self._is_own_key)
        view.installEventFilter(self)
        self.hide()

    # ------------------------------------------------------------------ what is edited

    def begin(self, marks: Sequence[ShownMark]) -> None:
        """Edit these marks, and draw another: a quarter of the picture until one is drawn."""
        self.setGeometry(self._view.rect())
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.show_marks(marks, NEW)
        announce(self, tr("Drag over the picture, or place the mark with the arrow keys."))

    def show_marks(self, marks: Sequence[ShownMark], at: int) -> None:
        """Show the note's current marks; the one at `at` stays selected."""
        self._marks = list(marks)
        self._choose(at)

    @property
    def words(self) -> str:
        """Return which mark is being edited, and where it is, in words."""
        if self.region is None:
            return ""
        numbered = tr("Mark {0}, {1}").format(self._at + 1, self.region.words)
        is_one_of_many = self._at != NEW and len(self._marks) > 1
        return numbered if is_one_of_many else tr("Mark: {0}").format(self.region.words)

    def finish(self) -> None:
        """Keep the changes of a mark that is in the note, and close."""
        if self.isVisible():
            self._keep_changed()
            self._close()

    def _close(self) -> None:
        self.region, self._pressed = None, None
        self.hide()
        self.closed.emit()

    def _choose(self, at: int) -> None:
        self._at = at
        self.region = self._marks[at].region if at != NEW else _QUARTER
        self.setAccessibleName(self.words)
        self.update()

    def _keep_changed(self) -> None:
        if self._at != NEW and self.region not in (None, self._marks[self._at].region):
            self.placed.emit(self._at, self.region)

    # ------------------------------------------------------------------ the mouse

    def _handles(self) -> list[tuple[tuple[int, int], QPointF]]:
        if self._at == NEW or self.region is None or self.region.is_point:
            return []
        place = place_of(self.region, self._view.picture_rect())
        middle, half = place.center(), QPointF(place.width() / 2, place.height() / 2)
        return [((x, y), middle + QPointF(x * half.x(), y * half.y())) for x, y in _HANDLES]

    def _handle_at(self, at: QPointF) -> tuple[int, int] | None:
        near = [
            ((at - place).manhattanLength(), handle)
            for handle, place in self._handles()
            if QRectF(place - QPointF(_HIT, _HIT) / 2, place + QPointF(_HIT, _HIT) / 2).contains(at)
        ]
        return min(near)[1] if near else None

    def _mark_at(self, at: QPointF) -> int:
        order = sorted(range(len(self._marks)), key=lambda index: index != self._at)
        for index in order:
            place = place_of(self._marks[index].region, self._view.picture_rect())
            if self._marks[index].region.is_point:
                place = place.adjusted(-_HIT / 2, -_HIT / 2, _HIT / 2, _HIT / 2)
            if place.contains(at):
                return index
        return NEW

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        at = event.position()
        self._handle = self._handle_at(at)
        if self._handle is None:
            self._keep_changed()
            self._choose(self._mark_at(at))
            self._handle = (0, 0) if self._at != NEW else None
        self._pressed = at
        assert self.region is not None
        self._before = self.region
        if self._handle is None:
            self.region = region_between(at, at, self._view.picture_rect())
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at, pressed = event.position(), self._pressed
        if pressed is None:
            self._show_cursor(at)
            return
        picture = self._view.picture_rect()
        if self._handle is None:
            self.region = region_between(pressed, at, picture)
        else:
            right = (at.x() - pressed.x()) / picture.width() * 100
            down = (at.y() - pressed.y()) / picture.height() * 100
            self.region = _dragged(self._before, self._handle, right, down)
        self.setAccessibleName(self.words)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, region = self._pressed, self.region
        if event.button() != Qt.MouseButton.LeftButton or pressed is None or region is None:
            return
        self._pressed = None
        is_click = (event.position() - pressed).manhattanLength() < QApplication.startDragDistance()
        if self._handle is None:
            if is_click:  # a point
                region = region_between(pressed, pressed, self._view.picture_rect())
            self.placed.emit(NEW, region)
        elif is_click:
            self.region = self._before
            self.update()
        else:
            self._keep_changed()

    def _show_cursor(self, at: QPointF) -> None:
        handle = self._handle_at(at)
        shape = Qt.CursorShape.CrossCursor
        if handle is not None:
            x, y = handle
            shape = Qt.CursorShape.SizeFDiagCursor if x == y else Qt.CursorShape.SizeBDiagCursor
            shape = Qt.CursorShape.SizeVerCursor if not x else shape
            shape = Qt.CursorShape.SizeHorCursor if not y else shape
        elif self._mark_at(at) != NEW:
            shape = Qt.CursorShape.SizeAllCursor
        self.setCursor(shape)

    # ------------------------------------------------------------------ the keys

    def _is_own_key(self, event: QKeyEvent) -> bool:
        return event.key() in (*_ARROWS, *_REMOVE, *_KEEP, Qt.Key.Key_Escape, Qt.Key.Key_Tab)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, region = event.key(), self.region
        if region is None or not self._is_own_key(event):
            event.ignore()
            return
        if key in _ARROWS:
            is_fine = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            right, down = (_ARROWS[Qt.Key(key)][i] * (_FINE if is_fine else _STEP) for i in (0, 1))
            is_sizing = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.region = region.sized(right, down) if is_sizing else region.moved(right, down)
            self.setAccessibleName(self.words)
            announce(self, self.words)
            self.update()
        elif key in _REMOVE and self._at == NEW:
            self._close()
        elif key in _REMOVE:
            self.removed.emit(self._at)
        elif key in _KEEP:
            if self._at == NEW:
                self.placed.emit(NEW, region)
            self.finish()
        elif key == Qt.Key.Key_Escape:
            self.finish()  # one that is not in the note yet is given up

    def focusNextPrevChild(self, next: bool) -> bool:
        """Go to the next mark, and after the last to the new one."""
        self._keep_changed()
        count = len(self._marks) + 1
        self._choose((self._at + 1 + (1 if next else -1)) % count - 1)
        announce(self, self.words)
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (
            Qt.FocusReason.ActiveWindowFocusReason,
            Qt.FocusReason.PopupFocusReason,
        ):
            self.finish()

    # ------------------------------------------------------------------ Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._view and event.type() is QEvent.Type.Resize:
            self.setGeometry(self._view.rect())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        region, picture = self.region, self._view.picture_rect()
        if region is None or picture.isEmpty():
            return
        marks = list(self._marks)
        at = self._at
        if at == NEW:
            at = len(marks)
            marks.append(ShownMark(region, len(marks) + 1 if marks else 0))
        else:
            marks[at] = marks[at]._replace(region=region)
        painter = smooth(self)
        font = ui_font(self, 0.95, QFont.Weight.DemiBold)
        paint_marks(painter, picture, marks, font, at)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for _handle, place in self._handles():
            box = QRectF(0, 0, _HANDLE, _HANDLE)
            box.moveCenter(place)
            paint_face(painter, box, 2, LIGHT, DARK)
        self._paint_hint(painter, picture)

    def _paint_hint(self, painter: QPainter, picture: QRectF) -> None:
        words = [
            (tr("Drag"), tr("draw")),
            (tr("Arrows"), tr("move")),
            (tr("Shift+arrows"), tr("size")),
            (native("Enter"), tr("keep")),
            (native("Esc"), tr("cancel")),
        ]
        if self._at != NEW:
            words = [*words[1:3], (native("Delete"), tr("remove")), words[4]]
            words[-1] = (native("Esc"), tr("done"))
        bold, plain = ui_font(self, 0.95, QFont.Weight.DemiBold), ui_font(self, 0.95)
        pairs = (((key, bold, 5.0), (what, plain, 14.0)) for key, what in words)
        parts = [part for pair in pairs for part in pair]
        room = picture.width() - 32

        def wide() -> float:
            return sum(
                QFontMetricsF(font).horizontalAdvance(text) + gap for text, font, gap in parts
            )

        while len(parts) > 2 and wide() > room:
            del parts[-4:-2]  # the last says how to leave
        height = QFontMetricsF(bold).height() + 12
        box = QRectF(0, 0, wide() + 10, height)
        box.moveLeft(picture.center().x() - box.width() / 2)
        box.moveBottom(picture.bottom() - 10)
        paint_face(painter, box, 6, QColor(16, 18, 22, 224))
        x = box.left() + 12
        base = box.center().y() + QFontMetricsF(bold).capHeight() / 2
        painter.setPen(QPen(LIGHT))
        for text, font, gap in parts:
            painter.setFont(font)
            used = QFontMetricsF(font).horizontalAdvance(text)
            painter.drawText(QPointF(x, base), text)
            x += used + gap


def _dragged(region: Region, handle: tuple[int, int], right: float, down: float) -> Region:
    """Return a region after one of its handles was dragged; (0, 0) is the whole region."""
    x, y = handle
    if not (x or y):
        return region.moved(right, down)
    left, top, far_x, far_y = region.x, region.y, region.x + region.w, region.y + region.h
    return Region.between(
        left + (right if x < 0 else 0),
        top + (down if y < 0 else 0),
        far_x + (right if x > 0 else 0),
        far_y + (down if y > 0 else 0),
    )


class Marking(NoteFeature):
    """Shows the marks of the claims in force, and lets the user draw them."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._editing = context.get(Editing)
        self._view = context.get(Playing).pane.video_view
        self._editor: MarkEditor | None = None
        self._at = 0  # the citation that the user was at when they began to mark
        self._writing = False  # a mark is being written into the note
        self._read: Note | None = None  # what was looked through for marks
        self._while_marked = Listening((self._follow.claims_changed, self._on_claims))
        self._while_marking = Listening(
            (self._editing.changed, self._on_changed), (self._player.state_changed, self._on_state)
        )
        self._editing.changed.connect(self._look)
        self._session.leaving.connect(self._leave)
        self._session.on_opened(self._look)

    # ------------------------------------------------------------------ what is shown

    def _look(self) -> None:
        note = self._session.note
        if note is self._read:
            return
        self._read = note
        is_marked = note is not None and has_regions(note.data)
        if is_marked != self._while_marked.is_on:
            self._while_marked.set_on(is_marked)
            self._on_claims()

    def _on_claims(self) -> None:
        if self._editor is None or not self._editor.isVisible():
            self._view.set_marks(self._marks_now())

    def _marks_now(self) -> list[ShownMark]:
        note, follow = self._session.note, self._session.follow
        if note is None:
            return []
        now = follow.citations_now
        claims = sorted(follow.claims_now)
        return [
            mark for claim in claims for citation, mark in marks_of(note, claim) if citation in now
        ]

    # ------------------------------------------------------------------ drawing

    def mark(self) -> None:
        """Draw a mark over the current frame, for the claim at the user's place."""
        session, now_ms = self._session, self._video.now_ms
        self._editing.settle()
        note, index = session.note, self._current.citation()
        if note is None or index is None:
            self._window.tell(tr("Go to a claim first."))
            return
        if self._player.frame.isNull() or self._player.coming_frame_ms is None:
            self._window.tell(tr("Audio only: there is no picture."))
            return
        if note.citations[index].video is not None:
            self._window.tell(tr("This claim is about another video."))
            return
        if self._player.state is PlayerState.PLAYING:
            self._player.pause()
            self._video.go_to(now_ms)  # the key was pressed there
        self._at = index
        if self._editor is None:
            self._editor = MarkEditor(self._view)
            self._editor.placed.connect(self._on_placed)
            self._editor.removed.connect(lambda at: self._on_placed(at, None))
            self._editor.closed.connect(self._on_closed)
        self._view.set_marks(())
        self._while_marking.set_on(True)
        self._editor.begin([mark for _, mark in self._of_claim()])

    def _of_claim(self) -> list[tuple[int, ShownMark]]:
        note, claim = self._session.note, self._follow.claim_of(self._at)
        return list(marks_of(note, claim)) if note is not None and claim is not None else []

    def _on_placed(self, at: int, region: Region | None) -> None:
        note, editor = self._session.note, self._editor
        assert note is not None
        assert editor is not None
        marked = [citation for citation, _ in self._of_claim()]
        change = self._change(note, marked, at, region)
        if change is None:
            words = tr("This timestamp can't hold a mark. Convert it to an anchor first.")
            self._window.say(words, brief=True)
            return
        self._writing = True
        is_written = self._editing.apply(change)
        self._writing = False
        if not is_written:
            editor.finish()
            return
        marks = [mark for _, mark in self._of_claim()]
        regions = [mark.region.written for mark in marks]
        found = region is not None and region.written in regions
        editor.show_marks(marks, regions.index(region.written) if region and found else NEW)
        if region is None:
            editor.finish()

    def _change(
        self, note: Note, marked: list[int], at: int, region: Region | None
    ) -> Change | None:
        if at != NEW:
            return set_region(note, marked[at], region)
        assert region is not None
        if not marked:
            change = set_region(note, self._at, region)
            if change is not None:
                return change
        return add_region(note, marked[-1] if marked else self._at, region)

    # ------------------------------------------------------------------ the end

    def _on_closed(self) -> None:
        self._while_marking.set_on(False)
        self._view.set_marks(self._marks_now())
        self._window.page.focus_text()

    def _on_changed(self) -> None:
        """Show the marks after the note changed in another way, such as undo."""
        if self._editor is not None and not self._writing:
            self._editor.show_marks([mark for _, mark in self._of_claim()], NEW)

    def _leave(self) -> None:
        if self._editor is not None:
            self._editor.finish()

    def _on_state(self, state: PlayerState) -> None:
        if state is PlayerState.PLAYING:
            self._leave()
