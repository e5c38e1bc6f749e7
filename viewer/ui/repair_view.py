"""What would change with all the sure proposals, line by line, before they are made."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QColor, QFont, QPalette, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTextEdit, QWidget

from viewer.notes.diff import Hunk, lines, pieces, word_hunks
from viewer.notes.edit import Change
from viewer.notes.note import Note
from viewer.ui.buttons import WordButton
from viewer.ui.scroll_bar import SlimScrollBar
from viewer.ui.sheet import Sheet, Words
from viewer.ui.theme import theme_of
from viewer.ui.words import words_font

_SIZE = QSize(700, 560)
_MOST_SHOWN = 200  # lines; whoever has more trusts the count
_AROUND = 60  # characters that are shown round what changes


class RepairSheet(Sheet):
    """Shows a change of one note as a diff, and makes it when it is accepted."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, width=_SIZE.width(), height=_SIZE.height())
        self._note: Note | None = None
        self._change = Change("", ())
        self._take: Callable[[], object] = lambda: None
        self.title = Words("", self, scale=1.2, weight=QFont.Weight.DemiBold)
        self.words = Words("", self, tone="muted")
        self.diff = QTextEdit(self)
        self.diff.setReadOnly(True)
        self.diff.setFrameShape(QFrame.Shape.NoFrame)
        self.diff.setVerticalScrollBar(SlimScrollBar())
        self.diff.setTabChangesFocus(True)
        self.diff.setAccessibleName(self.tr("Lines that change"))
        self.diff.document().setDocumentMargin(12)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        cancel = WordButton(self.tr("Cancel"), self, key=self.tr("Esc"))
        cancel.clicked.connect(self.close_sheet)
        self.accept = WordButton("", self, primary=True, key=self.tr("Enter"))
        self.accept.clicked.connect(self._on_accept)
        buttons.addWidget(cancel)
        buttons.addWidget(self.accept)
        self.column.addWidget(self.title)
        self.column.addSpacing(4)
        self.column.addWidget(self.words)
        self.column.addSpacing(14)
        self.column.addWidget(self.diff, 1)
        self.column.addSpacing(12)
        self.column.addLayout(buttons)

    def ask(self, note: Note, change: Change, left: int, take: Callable[[], object]) -> None:
        """Show what `change` does to a note; `take` is called once that is accepted.

        `left` findings would be left to look at.
        """
        self._note, self._change, self._take = note, change, take
        count = len(_lines_of(note.data, change))
        one = self.tr("1 line will change") if count == 1 else self.tr("{0} lines will change")
        self.title.setText(one.format(f"{count:,}"))
        rest = self.tr("One undo takes all of it back.")
        if left == 1:
            rest = self.tr("One finding is left, whose proposal is not sure. ") + rest
        elif left:
            rest = self.tr("{0} findings are left, whose proposals are not sure. ") + rest
        self.words.show_words(rest.format(left))
        self.accept.setText(self.tr("Change"))
        self._show()
        self.open_sheet(self.accept)

    def _on_accept(self) -> None:
        take, self._take = self._take, lambda: None
        self.close_sheet()
        take()

    def _show(self) -> None:
        if self._note is None:
            return
        theme = theme_of(self)
        self.diff.setFont(words_font(self))
        palette = self.diff.palette()
        for role in (QPalette.ColorRole.Base, QPalette.ColorRole.Window):
            palette.setColor(role, theme.window)
        self.diff.setPalette(palette)
        self.diff.verticalScrollBar().setPalette(palette)
        muted, bad, good = _format(theme.ink), _format(theme.bad), _format(theme.good)
        bad.setFontWeight(QFont.Weight.DemiBold)
        good.setFontWeight(QFont.Weight.DemiBold)
        self.diff.clear()
        cursor = QTextCursor(self.diff.document())
        cursor.beginEditBlock()
        changed = _lines_of(self._note.data, self._change)
        for number, (old, new) in enumerate(changed[:_MOST_SHOWN]):
            _new_line(cursor, above=12 if number else 0, first=number == 0)
            _insert(cursor, "− ", old, new, muted, bad, of_old=True)
            _new_line(cursor, above=2, first=False)
            _insert(cursor, "+ ", old, new, muted, good, of_old=False)
        if len(changed) > _MOST_SHOWN:
            _new_line(cursor, above=12, first=False)
            rest = self.tr("… and {0} more lines").format(f"{len(changed) - _MOST_SHOWN:,}")
            cursor.insertText(rest, _format(theme.muted))
        cursor.endEditBlock()
        self.diff.moveCursor(QTextCursor.MoveOperation.Start)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and self.isVisible():
            self._show()  # the colours of text stand in it


def _lines_of(data: bytes, change: Change) -> list[tuple[bytes, bytes]]:
    """Give each line that changes, as it is and as it will be; neither gains or loses lines."""
    found = []
    edits = list(change.edits)
    at = 0
    for line in lines(data):
        end = at + len(line)
        own = []
        while edits and edits[0].start < end:
            edit = edits.pop(0)
            own.append(edit._replace(start=edit.start - at))
        if own:
            found.append((line, Change("", tuple(own)).apply(line)))
        at = end
    return found


def _insert(
    cursor: QTextCursor,
    mark: str,
    old: bytes,
    new: bytes,
    plain: QTextCharFormat,
    changed: QTextCharFormat,
    *,
    of_old: bool,
) -> None:
    """Write one side of a line, what differs on it in the other format."""
    cursor.insertText(mark, changed)
    old_pieces, new_pieces = pieces(old.rstrip(b"\r\n")), pieces(new.rstrip(b"\r\n"))
    own = old_pieces if of_old else new_pieces
    hunks = word_hunks(old_pieces, new_pieces)
    at = 0
    for number, hunk in enumerate(hunks):
        start, end = _own(hunk, of_old=of_old)
        between = _text(own[at:start])
        cursor.insertText(_shortened(between, head=number > 0, tail=True), plain)
        cursor.insertText(_text(own[start:end]), changed)
        at = end
    cursor.insertText(_shortened(_text(own[at:]), head=True, tail=False), plain)


def _own(hunk: Hunk, *, of_old: bool) -> tuple[int, int]:
    return (hunk.old_start, hunk.old_end) if of_old else (hunk.new_start, hunk.new_end)


def _text(some: list[bytes]) -> str:
    return b"".join(some).decode("utf-8", "replace")


def _shortened(text: str, *, head: bool, tail: bool) -> str:
    """Leave out the middle, or the end that is further from what changes, of a long text."""
    room = _AROUND * (head + tail)
    if len(text) <= room + 3:
        return text
    first = text[:_AROUND].rstrip() if head else ""
    last = text[-_AROUND:].lstrip() if tail else ""
    return f"{first} … {last}" if first and last else f"{first} …" if first else f"… {last}"


def _new_line(cursor: QTextCursor, *, above: float, first: bool) -> None:
    fmt = QTextBlockFormat()
    fmt.setTopMargin(above)
    # What wraps stands below the words, not below the mark.
    fmt.setLeftMargin(14)
    fmt.setTextIndent(-14)
    if first:
        cursor.setBlockFormat(fmt)
    else:
        cursor.insertBlock(fmt, QTextCharFormat())


def _format(colour: QColor) -> QTextCharFormat:
    fmt = QTextCharFormat()
    fmt.setForeground(colour)
    return fmt
