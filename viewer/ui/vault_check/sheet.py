"""The sheet of the vault's check: how many citations hold, the repairs, and what came of them.

It has a page for each step and shows what it is told; `VaultChecking` knows what is so.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum, StrEnum

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QWidget

from viewer.evidence.tally import Tally, TallyRow
from viewer.translation import numeral, sentences, tr
from viewer.ui.kit.boxes import column_of, put, row_of, stack_of
from viewer.ui.kit.buttons import IconButton, WordButton
from viewer.ui.kit.diff_text import ChangedLine, ChangeText
from viewer.ui.kit.paint import smooth
from viewer.ui.kit.sheet import Centred, CutWords, Hairline, Segments, Sheet, Words
from viewer.ui.kit.theme import theme_of
from viewer.ui.vault_check.note_list import CheckRow, CheckRows
from viewer.ui.vault_check.table import CheckTable, TableRow
from viewer.vault.names import shown_name

_WIDTH, _HEIGHT = 980, 680
_SORTS = ("name", "citations", "doubtful")


def notes_text(count: int) -> str:
    return tr("1 note|%n notes", "", count)


def citations_text(count: int) -> str:
    return tr("1 timestamp|%n timestamps", "", count)


class CheckStep(IntEnum):
    """What is shown; the indexes of the pages."""

    MESSAGE = 0
    TABLE = 1
    PREVIEW = 2
    REPORT = 3


class SheetAnswer(StrEnum):
    """What a person asks for; the ids of the buttons."""

    STOP = "stop"
    AGAIN = "again"
    FOLDER = "folder"
    PREVIEW = "preview"
    REPAIR = "repair"
    BACK = "back"
    UNDO = "undo"
    CLOSE = "close"


class VaultCheckView(Sheet):
    """The sheet."""

    wanted = Signal(str)  # one of Wanted, but BACK and CLOSE, which are done here
    note_wanted = Signal(str)  # the path of a note that is to be opened
    lines_wanted = Signal(str)  # the path of a note whose repair is to be shown

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, width=_WIDTH, height=_HEIGHT, padding=0)
        card = self.card
        self._tally = Tally()
        self._vault = ""
        self._channel: str | None = None
        self._current: dict[str | None, str | None] = {}
        self._step = CheckStep.MESSAGE
        self.setAccessibleName(tr("Check all notes"))
        self.title = Words("", card, scale=1.25, weight=QFont.Weight.DemiBold, wraps=False)
        self.total = CutWords(card, tone="muted")
        self.back_button = IconButton("back", None, card, words=tr("Back (Esc)"))
        self.close_button = IconButton("close", None, card, words=tr("Close"))
        self.back_button.clicked.connect(self.go_back)
        self.close_button.clicked.connect(self.close_sheet)
        self.sort = Segments(tr("Sort by"), [tr("Name"), tr("Timestamps"), tr("Problems")], card)
        self.sort.set_index(_SORTS.index("doubtful"))
        self.sort.chosen.connect(lambda _: self._show_rows())
        left, right = (self.back_button, self.title, 8), (self.sort, 6, self.close_button)
        top = row_of(None, *left, (self.total, 1), *right, gap=4, around=(14, 14, 12, 8))
        self.message = Centred(card)
        self.table = CheckTable(card)
        self.table.chosen.connect(self._on_chosen)
        self.table.left.connect(self.go_back)
        self.diff = ChangeText(card)
        self.repairs = CheckRows(tr("Notes to fix"), card)
        self.repairs.current_changed.connect(self.lines_wanted)
        self.repairs.chosen_changed.connect(self._name_repairs)
        self.repairs.opened.connect(lambda _: self.diff.setFocus(Qt.FocusReason.TabFocusReason))
        self.report = CheckRows(tr("Skipped notes"), card)
        self.report.opened.connect(self._open_note)
        self.report_words = Words("", card)
        self.stack = stack_of(card, self.message, self.table, self._preview(), self._report())
        self.foot = _Foot(card)
        self.foot.pressed.connect(self._on_pressed)
        put(self.column, top, Hairline(card), (self.stack, 1), Hairline(card), self.foot)

    def _preview(self) -> QWidget:
        page = QWidget(self.card)
        row_of(page, (self.repairs, 2), (self.diff, 3), around=(4, 6, 1, 0))
        return page

    def _report(self) -> QWidget:
        page = QWidget(self.card)
        inset = row_of(None, self.report_words, around=(14, 0, 14, 8))
        column_of(page, inset, (self.report, 1), gap=6, around=(8, 16, 8, 0))
        return page

    # ------------------------------------------------------------------ what is shown

    @property
    def step(self) -> CheckStep:
        """The page that is shown."""
        return self._step

    def show_message(
        self, icon: str, title: str, words: str, *buttons: tuple[SheetAnswer, str]
    ) -> None:
        """Say something in place of a table."""
        self.message.show_words(title, words, icon)
        self._set_step(CheckStep.MESSAGE, tr("Check all notes"), "")
        self.foot.show_words("", *buttons)

    def begin(self, vault: str, tally: Tally) -> None:
        """Show the check of a vault from its start."""
        self._vault, self._tally, self._channel = vault, tally, None
        self._current = {}
        self.show_table()
        self.show_progress(0, 0)

    def show_progress(self, done: int, count: int) -> None:
        """Show how far the check is, in notes."""
        if self._step is not CheckStep.TABLE:
            return
        words = tr("Looking for notes…")
        if count:
            words = tr("Checked {0} of {1} notes").format(numeral(done), numeral(count))
        self.foot.show_progress(
            done / count if count else 0.0, words, (SheetAnswer.STOP, tr("Stop"))
        )

    def show_table(self) -> None:
        """Show the table, as far as it is known."""
        self._set_step(CheckStep.TABLE, "", "")
        self._show_rows()

    def show_end(self, words: str, repairs: int, notes: int) -> None:
        """Show what the check came to, and offer the repairs that are sure."""
        buttons = [(SheetAnswer.AGAIN, tr("Check again"))]
        if repairs:
            where = notes_text(notes)
            text = tr("Review 1 safe fix…|Review %n safe fixes…", "", repairs)
            words = sentences(words, tr("The safe fixes are in {0}.").format(where))
            buttons.append((SheetAnswer.PREVIEW, text))
        self.foot.show_words(words, *buttons)

    def show_preview(self, rows: Sequence[CheckRow]) -> None:
        """Show what would be repaired; each note's lines are asked for by `lines_wanted`."""
        self._set_step(CheckStep.PREVIEW, tr("Apply safe fixes"), "")
        self.diff.show_words("")
        self.repairs.set_rows(rows)
        self.repairs.setFocus(Qt.FocusReason.TabFocusReason)
        self._name_repairs()

    def show_lines(self, path: str, lines: Sequence[ChangedLine], problem: str = "") -> None:
        """Show the lines that change in a note, or why they cannot be shown."""
        row = self.repairs.current_row
        if row is None or row.key != path:
            return
        if problem:
            self.diff.show_words(problem)
        else:
            self.diff.show_lines(lines)

    def show_repairing(self, done: int, count: int, words: str) -> None:
        """Show how far the repairs are, in notes."""
        self.repairs.setEnabled(False)
        self.back_button.hide()
        self.foot.show_progress(done / max(1, count), words, (SheetAnswer.STOP, tr("Stop")))

    def show_report(
        self, words: str, more: str, passed_over: Sequence[CheckRow], *, can_undo: bool
    ) -> None:
        """Show what came of the repairs."""
        self._set_step(CheckStep.REPORT, words, "")
        self.report_words.show_words(more)
        self.report.set_rows(passed_over)
        self.report.setVisible(bool(passed_over))
        buttons = [(SheetAnswer.UNDO, tr("Undo fixes"))] if can_undo else []
        self.foot.show_words("", *buttons, (SheetAnswer.AGAIN, tr("Check again")))
        self.foot.focus_last()

    def _set_step(self, step: CheckStep, title: str, total: str) -> None:
        had_keys = self.isVisible() and self.isAncestorOf(self.window().focusWidget() or self)
        self._step = step
        self.stack.setCurrentIndex(step)
        self.repairs.setEnabled(True)
        self.title.setText(title)
        self.total.setText(total)
        self.sort.setVisible(step is CheckStep.TABLE)
        self.back_button.setVisible(step is CheckStep.PREVIEW)
        if had_keys and step is CheckStep.TABLE:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Show what was counted since, where the table is shown."""
        if self._step is CheckStep.TABLE:
            self._show_rows()

    def _show_rows(self) -> None:
        tally, channel = self._tally, self._channel
        if channel is None:
            rows, total = tally.channels(), tally.total
            self.title.setText(tr("Check all notes"))
            self.table.name(tr("Channels"))
            name = tr("All channels")
        else:
            rows, total = tally.notes(channel), tally.channel(channel)
            name = channel or self._vault
            self.title.setText(name)
            self.table.name(tr("Notes of {0}").format(name))
            name = tr("All notes")
        self.back_button.setVisible(channel is not None)
        problems, notes = tr("1 problem|%n problems", "", total.doubtful), notes_text(total.notes)
        # The table says the rest.
        self.total.setText(f"{problems}  ·  {self._vault if channel is None else notes}")
        shown = [TableRow(row, *self._names(row)) for row in rows]
        by = _SORTS[self.sort.index]
        shown.sort(key=lambda row: (row.name.casefold(), row.row.key))
        if by == "citations":
            shown.sort(key=lambda row: -row.row.citations)
        elif by == "doubtful":
            shown.sort(key=lambda row: -row.row.doubtful)
        current = self.table.current_key
        if current not in {row.row.key for row in shown}:
            current = self._current.get(channel)
        head = TableRow(total, name, notes if channel is None else "")
        self.table.show_rows(head, shown, current)

    def _names(self, row: TallyRow) -> tuple[str, str]:
        if self._channel is not None:
            return shown_name(row.key), ""
        name = row.key or self._vault
        return name, notes_text(row.notes)

    def _name_repairs(self) -> None:
        """Show what will be repaired, as it is chosen now."""
        chosen = [row for row in self.repairs.rows.rows if row.is_chosen]
        count = sum(row.number for row in chosen)
        self.total.setText(tr("{0} in {1}").format(citations_text(count), notes_text(len(chosen))))
        self.foot.show_words(
            tr("Space leaves a note out."),
            (SheetAnswer.BACK, tr("Back")),
            (
                SheetAnswer.REPAIR,
                tr("Fix 1 timestamp|Fix %n timestamps", "", count),
            ),
        )
        self.foot.enable(SheetAnswer.REPAIR, bool(chosen))

    # ------------------------------------------------------------------ what is done

    def _on_chosen(self, key: str) -> None:
        if self._channel is not None:
            self._open_note(key)
            return
        self._current[None] = key
        self._channel = key
        self._show_rows()

    def _open_note(self, path: str) -> None:
        self.close_sheet()
        self.note_wanted.emit(path)

    def go_back(self) -> None:
        """Go to what was shown before; at the first page nothing happens."""
        if self._step is CheckStep.PREVIEW:
            self.wanted.emit(SheetAnswer.BACK)
        elif self._step is CheckStep.TABLE and self._channel is not None:
            self._current[self._channel] = self.table.current_key
            self._channel = None
            self._show_rows()

    def _on_pressed(self, id_: str) -> None:
        if id_ == SheetAnswer.CLOSE:
            self.close_sheet()
        else:
            self.wanted.emit(id_)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_inside = self._step is CheckStep.PREVIEW or (
            self._step is CheckStep.TABLE and self._channel is not None
        )
        if event.key() == Qt.Key.Key_Escape and is_inside:
            self.go_back()
            event.accept()
            return
        super().keyPressEvent(event)


class _Foot(QWidget):
    """What is going on, or what it came to, and what can be done next."""

    pressed = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.words = Words("", self, tone="muted")
        self.buttons: dict[str, WordButton] = {}
        self._fraction: float | None = None
        self._row = row_of(self, (self.words, 1), gap=6, around=(20, 12, 14, 12))

    def show_words(self, words: str, *buttons: tuple[str, str]) -> None:
        """Show this, with these buttons (id, text); the last one is the likely next step."""
        self._fraction = None
        self.words.setText(words)
        self._set_buttons(buttons, primary=True)
        self.update()

    def show_progress(self, fraction: float, words: str, button: tuple[str, str]) -> None:
        """Show a bar, words, and a button that stops it."""
        self._fraction = fraction
        self.words.setText(words)
        self._set_buttons((button,), primary=False)
        self.update()

    def enable(self, id_: str, enabled: bool) -> None:
        self.buttons[id_].setEnabled(enabled)

    def focus_last(self) -> None:
        """Put the keyboard on the likely next step."""
        if self.buttons:
            list(self.buttons.values())[-1].setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_buttons(self, buttons: Sequence[tuple[str, str]], *, primary: bool) -> None:
        texts = {str(id_): text for id_, text in buttons}
        if list(texts) != list(self.buttons):
            had_keys = any(button.hasFocus() for button in self.buttons.values())
            for button in self.buttons.values():
                button.hide()
                button.deleteLater()
            self.buttons = {}
            last = len(buttons) - 1
            for number, id_ in enumerate(texts):
                button = WordButton("", self, primary=primary and number == last)
                button.clicked.connect(lambda _=False, id_=id_: self.pressed.emit(id_))
                self._row.addWidget(button)
                button.show()
                self.buttons[id_] = button
            if had_keys:
                self.focus_last()
        for id_, text in texts.items():
            if self.buttons[id_].text() != text:
                self.buttons[id_].setText(text)
                self.buttons[id_].updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._fraction is not None:
            theme = theme_of(self)
            bar = QRectF(1, 0, (self.width() - 2) * min(1.0, self._fraction), 3)
            smooth(self).fillRect(bar, theme.link)
