"""The transcript tab: a transcript that follows the video, and can be searched.

The bar above it shows the progress of transcribing, or that it is a transcription.

The view only knows its transcript: it is told the position, and signals which time the user wants.
Like the note it stops following when it is scrolled, and offers to resume. GUI thread.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from viewer.base.translation import tr
from viewer.media.transcript import NO_HITS, Hits, Transcript, TranscriptReading
from viewer.ui.kit.boxes import column_of, row_of, stack_of
from viewer.ui.kit.buttons import IconButton, Painted, WordButton
from viewer.ui.kit.notice import PillButton
from viewer.ui.kit.placeholder import Placeholder, PlaceholderView
from viewer.ui.kit.plain import plain
from viewer.ui.kit.roles import Role, set_role
from viewer.ui.kit.sheet import Words
from viewer.ui.kit.theme import Theme
from viewer.ui.page.find_bar import FindBar
from viewer.ui.transcript.text_view import TranscriptText, whole_words

_FLOAT_PX = 14
_LOW_PX = 200


@dataclass(frozen=True, slots=True)
class BarButton:
    """A button of the bar: its function, text, and optional icon.

    Buttons are equal if these are: `act` is a bound method, which is equal to itself.
    """

    act: Callable[[], object]
    words: str
    icon: str = ""


@dataclass(frozen=True, slots=True)
class BarContent:
    """The content of the bar."""

    words: str
    buttons: tuple[BarButton, ...] = ()
    fraction: float | None = None  # of what is done, 0 to 1; None: there is nothing to wait for
    tone: str = "muted"  # or "bad"
    tip: str = ""  # the words for those who have the pointer there


class TranscriptBar(Painted, QWidget):
    """The bar; hidden while it is empty."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        set_role(self, Role.Grouping)
        self.content: BarContent | None = None  # what is shown
        self._words = Words("", self, scale=0.92)
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._row = row_of(self, (self._words, 1), gap=2, around=(16, 3, 8, 4))
        self._buttons: list[QWidget] = []
        self.hide()

    def show_content(self, content: BarContent | None) -> None:
        """Show this; None hides it. The focus stays on a button that stays."""
        before = self.content
        if content == before:
            return
        self.content = content
        if content is None:
            self.hide()
            return
        if before is None or before.buttons != content.buttons:
            self._put_buttons(content.buttons)
        self._words.show_words(content.words, content.tone)
        self._words.setToolTip(plain(content.tip))
        self.setAccessibleName(content.words)
        self.show()
        self.update()

    def _put_buttons(self, buttons: Sequence[BarButton]) -> None:
        had_focus = any(button.hasFocus() for button in self._buttons)
        old, self._buttons = self._buttons, []
        for one in buttons:
            made: IconButton | WordButton
            if one.icon:
                made = IconButton(one.icon, None, self, words=one.words)
            else:
                made = WordButton(one.words, self)
            made.clicked.connect(lambda _=False, act=one.act: act())
            self._row.addWidget(made)
            self._buttons.append(made)
            made.show()
        if had_focus and self._buttons:
            self._buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)
        for button in old:
            button.hide()
            button.deleteLater()

    def paint(self, painter: QPainter, theme: Theme) -> None:
        foot = QRectF(0, self.height() - 1, self.width(), 1)
        painter.fillRect(foot, theme.line)
        content = self.content
        if content is not None and content.fraction is not None:
            foot.setTop(self.height() - 2)
            foot.setWidth(max(3.0, self.width() * content.fraction))
            painter.fillRect(foot, theme.link)


class TranscriptView(QWidget):
    """The transcript of a video; without one, a page."""

    seek_requested = Signal(object)  # int: ms
    found = Signal(object)  # tuple[int, ...], when what was found is said, in ms
    left = Signal()  # Esc: the keys go back to the note

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.transcript: Transcript | None = None
        self._page: Placeholder | None = None
        self.reading = TranscriptReading.SENTENCES
        self.is_following = True
        self._has_position = self._plays = False
        self._hits = NO_HITS
        self._hit = -1
        self.find_bar = FindBar(self)
        field = self.find_bar.field
        field.setPlaceholderText(tr("Find in transcript"))
        field.setAccessibleName(tr("Find in transcript"))
        self.bar = TranscriptBar(self)
        self.text = TranscriptText(self)
        self.pages = PlaceholderView(self, in_pane=True)
        self.pill = PillButton(tr("Follow"), self, icon="follow")
        self.pill.hide()
        self._stack = stack_of(self, self.text, self.pages)
        column_of(self, self.bar, self.find_bar, (self._stack, 1))
        self.text.seek_requested.connect(self._on_seek)
        self.text.person_scrolled.connect(self._on_person_scrolled)
        self.text.escaped.connect(self._on_escaped)
        self.pill.clicked.connect(self.follow_again)
        self.find_bar.field.textChanged.connect(self._on_find_text)
        self.find_bar.step_requested.connect(self.find_step)
        self.find_bar.closed.connect(self._on_find_closed)

    # ------------------------------------------------------------------ what is shown

    def set_transcript(self, transcript: Transcript) -> None:
        """Show a transcript, from its top or the current position."""
        self.transcript = transcript
        self._stack.setCurrentWidget(self.text)
        self.text.set_passages(transcript, transcript.passages(self.reading))
        self.set_following(True)
        if not self.find_bar.isHidden():
            self._on_find_text(self.find_bar.field.text())

    def grow(self, transcript: Transcript) -> None:
        """Show the transcript after it has grown, keeping the place."""
        before = self.transcript
        if before is None:
            self.set_transcript(transcript)
            return
        self.transcript = transcript
        moved = partial(_moved, *_grown(before.text, transcript.text))
        self.text.set_passages(transcript, transcript.passages(self.reading), moved)
        if not self.find_bar.isHidden():
            hits = transcript.search(self.find_bar.field.text())
            at = moved(self._hits[self._hit].start) if 0 <= self._hit < len(self._hits) else -1
            current = hits.starts.index(at) if at in hits.starts else min(0, len(hits) - 1)
            self._show_hits(hits, current)

    def set_page(self, page: Placeholder) -> None:
        """Show why there is no transcript."""
        if page == self._page and self.transcript is None:
            return
        self._page = page
        self.transcript = None
        self.text.set_passages(None, ())
        self.close_find()
        self.pages.set_page(page)
        self._stack.setCurrentWidget(self.pages)
        self._show_pill()

    def set_reading(self, reading: TranscriptReading) -> None:
        """Show paragraphs, sentences, or cues, keeping the place."""
        if reading is self.reading:
            return
        self.reading = reading
        if self.transcript is not None:
            self.text.set_passages(self.transcript, self.transcript.passages(reading))
            self.text.set_found(self._hits, self._hit)
            if self.is_following:
                self.text.reveal_said(at_once=True)

    # ------------------------------------------------------------------ following

    def set_position(self, ms: int | None, *, plays: bool = False) -> None:
        """Set the player's position, and whether it plays; None: there is no video."""
        self._has_position, self._plays = ms is not None, plays
        place = None
        if self.transcript is not None and ms is not None:
            place = self.transcript.place_said_at(ms)
        self.text.set_said(place, follow=self.is_following)
        self._show_pill()

    def follow_again(self) -> None:
        """Follow again, and show what is said now."""
        self.is_following = True
        if self.transcript is not None:
            self._show_pill()
            self.text.set_marked(None)
            self.text.reveal_said()
            self.text.go_along()

    def set_following(self, is_on: bool) -> None:
        """Follow the video, or stop following it."""
        self.is_following = is_on
        self._show_pill()

    def _on_person_scrolled(self) -> None:
        if self._has_position and self.transcript is not None:
            self.set_following(False)

    def _on_seek(self, ms: int) -> None:
        self.set_following(True)
        self.seek_requested.emit(ms)

    def _show_pill(self) -> None:
        """Offer to follow again, if the user scrolled away from what plays."""
        is_left = not self.is_following and self._plays and self.text.marks.said_row >= 0
        self.pill.setVisible(is_left and not self.text.rows.is_seen(*self.text.marks.said_span))
        self._place_pill()

    # ------------------------------------------------------------------ showing a time

    def show_around(self, ms: int, before_ms: int, after_ms: int) -> bool:
        """Show and highlight the words around a cited time; return whether there are any."""
        transcript = self.transcript
        if transcript is None:
            return False
        end = transcript.place_said_at(ms + after_ms)
        if end is None:
            return False
        start = transcript.place_said_at(max(0, ms - before_ms)) or 0
        # Whole words: the groups that these places lie in.
        first, last = transcript.group_at(start), transcript.group_at(end)
        self.set_following(False)
        self.text.set_marked((first.start, max(last.end, first.end)))
        middle = transcript.place_said_at(transcript.meant_ms(ms))
        self.text.scrolling.to_place(middle if middle is not None else start)
        return True

    def words_meant(self) -> tuple[int, int, str] | None:
        """Return (ms, end_ms, words) of the visible selection, or of the current passage.

        Whole words, from the beginning of the first to the end of the last, if they have times.
        """
        transcript = self.transcript
        if transcript is None:
            return None
        start, end = self.text.selection
        if start == end or not self.text.rows.is_seen(start, end):
            passage = self.text.current_passage()
            if passage is None:
                return None
            start, end = passage.start, passage.end
        else:
            start, end = whole_words(transcript.text, start, end)
        words = transcript.text[start:end]
        start += len(words) - len(words.lstrip())
        words = words.strip()
        if not words:
            return None
        ms = transcript.ms_at(start)
        return ms, max(ms, transcript.said_until_ms(start + len(words))), words

    # ------------------------------------------------------------------ finding

    def open_find(self) -> None:
        """Show the find bar, with the selected words if there are any."""
        if self.transcript is None:
            return
        start, end = self.text.selection
        self.find_bar.open(self.transcript.text[start:end] if end - start <= 200 else "")
        self._on_find_text(self.find_bar.field.text())

    def close_find(self) -> None:
        """Hide the find bar and its highlights; focus the text."""
        self.find_bar.hide()
        self._set_hits(NO_HITS, -1)

    def _on_find_closed(self) -> None:
        """Close the find bar, and go to the line of the last match, which can be quoted."""
        hit = self._hits[self._hit] if 0 <= self._hit < len(self._hits) else None
        self.close_find()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        if hit is not None:
            self.text.go_to(hit.start)

    def find_step(self, by: int) -> None:
        """Go to the next or the previous match; the video stays where it is."""
        if self.find_bar.isHidden():
            self.open_find()
        elif self._hits:
            self._set_hits(self._hits, (self._hit + by) % len(self._hits))

    @property
    def has_keys(self) -> bool:
        """Return whether the focus is somewhere in this view."""
        widget = self.window().focusWidget()
        return widget is not None and (widget is self or self.isAncestorOf(widget))

    def _on_find_text(self, words: str) -> None:
        if self.transcript is None:
            return
        hits = self.transcript.search(words)
        # The first one below what is at the top of the view, as in the note.
        at = bisect_left(hits.starts, self.text.rows.first_place())
        self._set_hits(hits, (at if at < len(hits) else 0) if hits else -1)

    def _show_hits(self, hits: Hits, current: int) -> None:
        if hits is not self._hits:
            self._hits = hits
            self.found.emit(tuple(set(hits.times_ms)))
        self._hit = current
        self.text.set_found(hits, current)
        self.find_bar.show_count(current, len(hits))

    def _set_hits(self, hits: Hits, current: int) -> None:
        self._show_hits(hits, current)
        if current >= 0:
            self.set_following(False)
            self.text.scrolling.bring_place(hits[current].start)

    def _on_escaped(self) -> None:
        if not self.find_bar.isHidden():
            self._on_find_closed()
        elif self.text.marks.marked is not None:
            self.text.set_marked(None)
        else:
            self.left.emit()

    # ------------------------------------------------------------------ Qt

    def _place_pill(self) -> None:
        if not self.pill.isHidden():
            size = self.pill.sizeHint()
            left = (self.width() - size.width()) // 2
            if self.height() < _LOW_PX:
                left = self.width() - size.width() - _FLOAT_PX  # there lies least of the text
            top = self.height() - size.height() - _FLOAT_PX
            self.pill.setGeometry(left, top, size.width(), size.height())
            self.pill.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_pill()
        if self.is_following:
            self.text.reveal_said(at_once=True)


def _grown(before: str, now: str) -> tuple[int, int]:
    """Return where characters were inserted, and how many; all else is unchanged.

    If other words changed as well, it is where the first of them are.
    """
    most = range(1, min(len(before), len(now)) + 1)
    at = bisect_left(most, True, key=lambda end: before[:end] != now[:end])
    return at, len(now) - len(before)


def _moved(at: int, by: int, place: int) -> int:
    return place if place < at else max(at, place + by)
