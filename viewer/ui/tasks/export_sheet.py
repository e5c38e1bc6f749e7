"""The sheet that asks for an export format, and previews the result. GUI thread."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QMarginsF, QModelIndex, QRectF, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QFileDialog, QWidget

from viewer.base.translation import comma_list, labelled, size_text, tr, without_stop
from viewer.export import formats
from viewer.export.choice import OPTIONS, Choice
from viewer.export.format import GROUPS, ExportFormat, ExportPlan, FormatKind
from viewer.export.note_formats import PDF
from viewer.notes.timecode import format_ms
from viewer.ui.kit.boxes import column_of, put, row_of
from viewer.ui.kit.buttons import WordButton
from viewer.ui.kit.field import Field
from viewer.ui.kit.paint import RIGHT, paint_words
from viewer.ui.kit.row_list import ListView, RowState
from viewer.ui.kit.sheet import Choices, CutWords, QuestionSheet, Segments, Words
from viewer.ui.kit.theme import text_scale, theme_of, ui_font, words_font
from viewer.ui.page.notes_folder import shown_folder
from viewer.ui.window.job_rows import listed

_WIDTH, _HEIGHT = 840, 608
_PRINT_WIDTH = 560
_KINDS_SHARE = 0.37


class KindRow(NamedTuple):
    """A kind of formats; without formats, the heading of those below it."""

    kind: FormatKind
    formats: Sequence[ExportFormat] = ()

    @property
    def key(self) -> str:
        return self.kind.words

    @property
    def hint(self) -> str:
        return tr(self.kind.hint) or comma_list(tr(format_.short) for format_ in self.formats)


def _rows() -> list[KindRow]:
    kinds: dict[FormatKind, list[ExportFormat]] = {}
    for format_ in formats.FORMATS:
        kind = format_.kind or FormatKind(GROUPS[-1], format_.words, format_.suffix)
        kinds.setdefault(kind, []).append(format_)
    rows = []
    ordered = sorted(kinds, key=lambda kind: GROUPS.index(kind.group))
    for group, of_group in groupby(ordered, lambda kind: kind.group):
        rows.append(KindRow(FormatKind("", group)))
        rows += [KindRow(kind, kinds[kind]) for kind in of_group]
    return rows


class ExportKinds(ListView[KindRow]):
    """The kinds of formats; the keyboard skips the headings."""

    GROUND = "paper"
    RIM = QMarginsF(0, 1, 4, 1)

    chosen = Signal()  # the keyboard or a click is on another

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Formats"))
        self.rows.set_rows(_rows())
        self.selectionModel().currentChanged.connect(self._on_current)

    def _on_current(self, index: QModelIndex) -> None:
        if index.row() == 1:
            self.scrollToTop()  # its heading too
        self.chosen.emit()
        self.viewport().update()

    def can_select(self, row: KindRow) -> bool:
        return bool(row.formats)

    def say(self, row: KindRow) -> str:
        return tr(row.kind.words)

    def speak(self, row: KindRow) -> str:
        return listed(tr(row.kind.words), row.hint)

    def row_height(self, row: KindRow) -> int:
        return round(QFontMetricsF(words_font(self)).height()) + 14

    def refit(self) -> None:
        """Lay out the rows again."""
        self.doItemsLayout()
        self.scrollTo(self.currentIndex())

    def paint_cells(self, painter: QPainter, rect: QRectF, row: KindRow, state: RowState) -> None:
        theme = theme_of(self)
        room, words = rect.adjusted(12, 0, -14, 0), tr(row.kind.words)
        if not row.formats:
            font = ui_font(self, 0.92, QFont.Weight.DemiBold)
            paint_words(painter, room.adjusted(0, 6, 0, 0), words, font, theme.muted)
            return
        if state.is_current:
            painter.fillRect(QRectF(rect.left(), rect.top() + 3, 3, rect.height() - 6), theme.link)
        weight = QFont.Weight.DemiBold if state.is_current else QFont.Weight.Normal
        font = words_font(self, 1.0, weight)
        paint_words(painter, room, words, font, theme.ink)
        left = QFontMetricsF(font).horizontalAdvance(words) + 12
        hint = ui_font(self, 0.92)
        paint_words(painter, room.adjusted(left, 0, 0, 0), row.hint, hint, theme.muted, RIGHT)


class ExportSheet(QuestionSheet):
    """Asks for format and part; emits `wanted` on a new choice, `accepted` to write."""

    wanted = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, _WIDTH)
        self.kinds = ExportKinds(self.card)
        self.kinds.lower()  # Tab comes to it first
        at = self.column.indexOf(self._area)
        self.column.removeWidget(self._area)
        self.column.insertLayout(at, row_of(None, self.kinds, (self._area, 1), gap=24), 1)
        self.head = Words("", self._content, scale=1.1, weight=QFont.Weight.DemiBold)
        self._inside.insertWidget(0, self.head)
        told = QWidget(self.body)
        self.count = Words("", told, weight=QFont.Weight.DemiBold)
        self.left = Words("", told, tone="muted")
        column_of(told, self.count, self.left, (None, 1), gap=4)
        told.setMinimumHeight(76)  # what is below stays in its place
        self._choices = Choices(self.body, above=0, gap=8)
        self.part = self._add(tr("What"), (tr("Whole note|Whole notes", "", 1),))
        self.formats = {
            row.key: self._add(tr("Format"), [tr(format_.short) for format_ in row.formats])
            for row in self.kinds.rows.rows
            if len(row.formats) > 1
        }
        # In the order in which formats take them.
        taken = dict.fromkeys(id_ for format_ in formats.FORMATS for id_ in format_.options)
        options = {option.id: option for option in OPTIONS}
        self.options = {
            id_: self._add(
                tr(options[id_].label, "question"),
                [tr(text, "answer") for text in options[id_].texts],
            )
            for id_ in taken
        }
        for id_, segments in self.options.items():
            segments.set_index(options[id_].values.index(getattr(Choice(), id_)))
        self._target = Choices(self.body, above=12, gap=8)
        place = QWidget(self._target)
        self._place_words = CutWords(place, cut=Qt.TextElideMode.ElideMiddle)
        change = WordButton(tr("Change…"), place)
        change.clicked.connect(self._change_folder)
        row_of(place, (self._place_words, 1), change)
        self.name = Field("", self._target, esc_empties=False, icon="")
        self.name.setAccessibleName(tr("Name"))
        self._target.put(tr("Save in"), place)
        self._target.put(tr("Name"), self.name)
        self.folder = Path()  # to save in
        self._offered_name = ""
        self.is_print = False  # what is chosen is printed
        put(self.body_column, told, self._choices, self._target)
        self.kinds.chosen.connect(self._on_chosen)

    def _place(self) -> None:
        wide = min(self._width * text_scale(), self._window.width())
        self.kinds.setFixedWidth(round(wide * _KINDS_SHARE))
        self.kinds.refit()
        super()._place()

    def _height_for(self, width: int) -> int:
        beside = 0 if self.is_print else self.kinds.width() + 24
        return super()._height_for(width - beside)

    def _add(self, name: str, texts: Sequence[str]) -> Segments:
        segments = self._segments(name, texts)
        self._choices.put(name, segments)
        return segments

    def _segments(self, name: str, texts: Sequence[str]) -> Segments:
        segments = Segments(name, texts, self._choices)
        segments.chosen.connect(lambda _: self._on_chosen())
        return segments

    @property
    def choice(self) -> Choice:
        """The values of the options that the format takes, without what paints words."""
        choice = self._choice
        taken = self.format.options_with(choice)
        return Choice(**{id_: getattr(choice, id_) for id_ in taken})

    @property
    def target(self) -> Path | None:
        """The file or folder to write; None without a name."""
        name = self.name.text().strip().strip("/\\")
        return self.folder / name if name else None

    @property
    def _choice(self) -> Choice:
        """Return the values of all options, including those the format ignores."""
        return Choice(**{one.id: one.values[self.options[one.id].index] for one in OPTIONS})

    @property
    def format(self) -> ExportFormat:
        """The chosen format."""
        row = self.kinds.current_row
        if self.is_print or row is None:
            return PDF
        return row.formats[self.formats[row.key].index if row.key in self.formats else 0]

    def choose(self, id_: str) -> None:
        """Choose a format."""
        for number, row in enumerate(self.kinds.rows.rows):
            for at, format_ in enumerate(row.formats):
                if format_.id == id_:
                    if row.key in self.formats:
                        self.formats[row.key].set_index(at)
                    self.kinds.setCurrentIndex(self.kinds.rows.index(number))

    def ask_for(
        self,
        title: str,
        parts: Sequence[str],
        format_: str = "",
        folder: Path | None = None,
        *,
        to_print: bool,
    ) -> None:
        """Ask what to write or print; `parts` are those of a note, in words.

        The last one is selected at first, and the format with this id, if it exists. It is saved in
        `folder`, unless the user chooses another.
        """
        self.is_print = to_print
        self._width = _PRINT_WIDTH if to_print else _WIDTH
        self._height = None if to_print else round(_HEIGHT * text_scale())
        for part in (self.kinds, self.head, self._target):
            part.setVisible(not to_print)
        before, self.part = self.part, self._segments(tr("What"), parts)
        self.part.lower()  # Tab comes to it first
        self._choices.replace(before, self.part)
        self.part.set_index(len(parts) - 1)
        if folder is not None:
            self._show_folder(folder)
        self._offered_name = ""
        does = tr("Print…") if to_print else without_stop(tr("Export…"))
        head = (
            tr("Print “{0}”").format(title)
            if to_print
            else labelled(without_stop(tr("Export…")), title)
        )
        self.ask(head, "", ("cancel", tr("Cancel")), ("export", does))
        with QSignalBlocker(self.kinds):  # what is chosen is counted once, below
            if self.kinds.current_row is None:
                self.choose(self.kinds.rows.rows[1].formats[0].id)
            self.choose(format_)
        self._on_chosen()
        first = self.kinds if not to_print else self.options[PDF.options[0]]
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def _show_folder(self, folder: Path) -> None:
        self.folder = folder
        self._place_words.setText(shown_folder(folder))

    def _change_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("Save in"), str(self.folder))
        if chosen:
            self._show_folder(Path(chosen))
            if not self.name.isModified():  # another name may be free there
                self._offered_name = ""
                self.wanted.emit()

    def _on_chosen(self) -> None:
        if "export" not in self.buttons:
            return
        format_, row = self.format, self.kinds.current_row
        self.head.setText(tr(format_.words))
        self.words.show_words("" if self.is_print else tr(format_.about))
        taken = format_.options_with(self._choice)
        shown = {segments: id_ in taken for id_, segments in self.options.items()}
        for key, segments in self.formats.items():
            shown[segments] = row is not None and key == row.key and not self.is_print
        shown[self.part] = len(self.part.buttons) > 1
        for segments, is_shown in shown.items():
            self._choices.show_control(segments, is_shown)
        self._choices.setVisible(any(shown.values()))
        self.show_plan(None)
        self.wanted.emit()

    def show_problem(self, words: str) -> None:
        """Show why a format is not possible."""
        self.buttons["export"].setEnabled(False)
        self.count.show_words(words, "bad")
        self.left.show_words("")

    def show_plan(self, plan: ExportPlan | None) -> None:
        """Show what a format will write; None while unknown."""
        self.buttons["export"].setEnabled(plan is not None and not plan.is_empty)
        if plan is None:
            self.count.show_words(tr("Counting…"), "muted")
            self.left.show_words("")
            return
        self.count.show_words(_said(plan), "muted" if plan.is_empty else "ink")
        if plan.target_name != self._offered_name:
            self._offered_name = plan.target_name
            self.name.setText(self._free_name(plan))
        lines = list(dict.fromkeys(each for one in plan.files for each in one.problems))
        if plan.left:
            lines.insert(0, plan.left_words)
        if plan.bare:
            lines.append(tr(plan.format.lacks, "", plan.bare))
        if unread := plan.content.unread:
            lines.append(tr("1 note couldn't be read.|%n notes couldn't be read.", "", unread))
        self.left.show_words("\n".join(lines))

    def _free_name(self, plan: ExportPlan) -> str:
        """Return the default name, numbered if such a folder exists already."""
        name, number = plan.target_name, 2
        while plan.is_folder and (self.folder / name).exists():
            name, number = f"{plan.target_name} {number}", number + 1
        return name


def _said(plan: ExportPlan) -> str:
    if plan.is_empty:
        return tr(plan.format.nothing if plan.content.notes else ExportFormat.nothing)
    words = plan.format.said(plan)
    if not plan.seconds:
        return words
    about = tr("about {0}").format(size_text(plan.bytes))
    return listed(words, format_ms(plan.seconds * 1000), about)
