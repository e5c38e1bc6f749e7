"""Turns the citations of the note into another form, as one undo.

A sheet asks for the form, and says what it does to the note. GUI thread.
"""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QWidget

from viewer.notes.convert import Conversion, convert
from viewer.notes.forms import every
from viewer.notes.forms.form import CitationForm
from viewer.notes.note import Note
from viewer.translation import sentences, tr
from viewer.ui.editing.editing import Editing
from viewer.ui.kit.boxes import put
from viewer.ui.kit.paint import paint_words
from viewer.ui.kit.row_list import ListView, RowState
from viewer.ui.kit.sheet import QuestionSheet, Words
from viewer.ui.kit.theme import theme_of, words_font
from viewer.ui.session.session import Session
from viewer.ui.shell.context import Context, Feature

_RUN = "convert"
_WIDTH = 640
_LEFT = 12
_MOST_REASONS = 3


class FormList(ListView[CitationForm]):
    """The forms, each with an example."""

    GROUND = "paper"

    chosen = Signal(object)  # CitationForm, when the keyboard or a click is on another

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Timestamp formats"))
        self.setUniformItemSizes(True)
        self.rows.set_rows(every.FORMS)
        self.selectionModel().currentChanged.connect(lambda *_: self._on_current())
        self.refit()

    def choose(self, form: CitationForm) -> None:
        """Put the keyboard on a form, which is then chosen, even where it was there already."""
        self.setCurrentIndex(QModelIndex())
        self.setCurrentIndex(self.rows.index_of(form.id))

    def _on_current(self) -> None:
        self.viewport().update()
        if self.current_row is not None:
            self.chosen.emit(self.current_row)

    def key_of(self, row: CitationForm) -> str:
        return row.id

    def say(self, row: CitationForm) -> str:
        return tr(row.words)

    def speak(self, row: CitationForm) -> str:
        return f"{tr(row.words)}, {row.brief}"

    def tip(self, row: CitationForm) -> str:
        return row.example

    def row_height(self, row: CitationForm) -> int:
        return round(QFontMetricsF(words_font(self)).height()) + 10

    def refit(self) -> None:
        height = self.row_height(every.FORMS[0]) * len(every.FORMS)
        self.setFixedHeight(height + 2 * self.frameWidth())
        self.doItemsLayout()

    def paint_cells(
        self, painter: QPainter, rect: QRectF, row: CitationForm, state: RowState
    ) -> None:
        theme = theme_of(self)
        weight = QFont.Weight.DemiBold if state.is_current else QFont.Weight.Normal
        words, plain = words_font(self, 1.0, weight), words_font(self, 0.95)
        metrics = QFontMetricsF(words_font(self, 1.0, QFont.Weight.DemiBold))
        column = max(metrics.horizontalAdvance(tr(form.words)) for form in every.FORMS) + 2 * _LEFT
        column = min(column, rect.width() / 2)
        left = rect.adjusted(_LEFT, 0, column - rect.width(), 0)
        paint_words(painter, left, tr(row.words), words, theme.ink)
        right = rect.adjusted(column, 0, -8, 0)
        paint_words(painter, right, row.brief, plain, theme.muted)


class ConvertSheet(QuestionSheet):
    """Asks for the form; `wanted` when another is looked at, `accepted` when it is to be so."""

    wanted = Signal(object)  # CitationForm

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, _WIDTH)
        self.forms = FormList(self.body)
        self.count = Words("", self.body)
        self.left = Words("", self.body, tone="muted")
        put(self.body_column, self.forms, self.count, self.left)
        self.forms.chosen.connect(self._on_chosen)

    def ask_for(self, form: CitationForm) -> None:
        """Ask, with a form to begin with."""
        self.ask(
            tr("Convert timestamps"),
            tr("Each keeps its time, its end and its video. The text does not change."),
            ("cancel", tr("Cancel")),
            ("convert", tr("Convert")),
        )
        self.forms.choose(form)
        self.forms.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_chosen(self, form: CitationForm) -> None:
        self.show_count(None)
        self.wanted.emit(form)

    def show_count(self, result: Conversion | None) -> None:
        """Show what a form would do; None as long as that is not known."""
        can = result is not None and result.done > 0
        self.buttons["convert"].setEnabled(can)
        if result is None:
            self.count.show_words(tr("Counting…"), "muted")
            self.left.show_words("")
            return
        said = []
        if result.done:
            words = tr("1 timestamp will change.|%n timestamps will change.", "", result.done)
            said.append(words)
        elif not result.left:
            said.append(tr("All timestamps already have this format."))
        else:
            said.append(tr("No timestamp can be written in this format."))
        if result.same and (result.done or result.left):
            words = tr("1 already has this format.|%n already have this format.", "", result.same)
            said.append(words)
        self.count.show_words(sentences(*said), "ink" if result.done else "muted")
        reasons = Counter(left.why for left in result.left).most_common(_MOST_REASONS)
        lines = [
            tr("1 will not change: {0}|%n will not change: {0}", "", n).format(why)
            for why, n in reasons
        ]
        if result.turned:
            words = tr(
                "Careful: 1 of them will then belong to the text on its other side."
                "|Careful: %n of them will then belong to the text on their other side.",
                "",
                result.turned,
            )
            lines.append(words)
        self.left.show_words("\n".join(lines))


class Converting(Feature):
    """Asks for a form, counts beside the window, and writes."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._window, self._background = context.window, context.background
        self._session, self._editing = context.get(Session), context.get(Editing)
        self._sheet = ConvertSheet(self._window)
        self._sheet.wanted.connect(self._count)
        self._sheet.accepted.connect(self._write)
        self._sheet.closed.connect(lambda: self._background.forget(_RUN))
        # What was counted, and of which note.
        self._counted: tuple[Note, Conversion] | None = None

    def open(self) -> None:
        """Ask into which form the citations of this note are to be turned."""
        self._editing.settle()
        note = self._session.note
        if note is None or not note.citations:
            self._window.say(tr("This note has no timestamps."), brief=True)
            return
        usual = Counter(one.syntax for one in note.citations).most_common(1)[0][0]
        self._sheet.ask_for(next(form for form in every.FORMS if form is not usual))

    def _count(self, form: CitationForm) -> None:
        note = self._session.note
        self._counted = None
        if note is None:
            return

        def show(result: Conversion) -> None:
            self._counted = note, result
            self._sheet.show_count(result)

        self._background.run(_RUN, lambda: convert(note, form), show)

    def _write(self) -> None:
        if self._counted is None:
            return
        (note, result), self._counted = self._counted, None
        if self._session.note is not note:
            self._window.say(tr("The note has changed. Try again."), brief=True)
        elif self._editing.apply(result.change):
            words = tr("1 timestamp converted.|%n timestamps converted.", "", result.done)
            self._window.say(words, (self._editing.undo_offer(),))
