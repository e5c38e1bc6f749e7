"""The sheet that asks for a form of export, and says what it gives. GUI thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QWidget

from viewer.export import forms
from viewer.export.choice import OPTIONS, Choice
from viewer.export.entries import times_in_words
from viewer.export.form import ExportForm, Offer, counted_in
from viewer.export.gathering import Scope
from viewer.export.note_forms import PDF
from viewer.notes.timecode import format_ms
from viewer.ui.kit.boxes import put
from viewer.ui.kit.paint import paint_words
from viewer.ui.kit.row_list import ListView, RowState
from viewer.ui.kit.sheet import Choices, QuestionSheet, Segments, Words
from viewer.ui.kit.theme import theme_of, words_font
from viewer.ui.kit.units import size_text

_WIDTH = 640
_LEFT = 12
# As many rows are shown as leave room for the choices of clips: four in a window of 560 px.
_FEWEST_ROWS, _LOW_WINDOW = 4, 560


def _tr(text: str) -> str:
    return QCoreApplication.translate("export_sheet", text)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is chosen in the sheet."""

    form: ExportForm
    scope: Scope  # one of those that were offered
    choice: Choice  # without what paints words


class ExportForms(ListView[ExportForm]):
    """The forms, each with the suffix of its files."""

    GROUND = "paper"

    chosen = Signal()  # the keyboard or a click is on another

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(_tr("Forms of export"))
        self.setUniformItemSizes(True)
        self.rows.set_rows(forms.FORMS)
        self.selectionModel().currentChanged.connect(lambda *_: self._on_current())
        self.refit()

    def choose(self, id_: str) -> None:
        """Put the keyboard on a form."""
        self.setCurrentIndex(self.rows.index_of(id_))

    def _on_current(self) -> None:
        self.viewport().update()
        if self.current_row is not None:
            self.chosen.emit()

    def key_of(self, row: ExportForm) -> str:
        return row.id

    def say(self, row: ExportForm) -> str:
        return row.words

    def speak(self, row: ExportForm) -> str:
        return f"{row.words}, {row.suffix}"

    def row_height(self, row: ExportForm) -> int:
        return round(QFontMetricsF(words_font(self)).height()) + 10

    def refit(self) -> None:
        """Show as many rows as the window has room for."""
        height = self.row_height(self.rows.rows[0])
        more = max(0, self.window().height() - _LOW_WINDOW) // height
        rows = min(_FEWEST_ROWS + more, len(self.rows.rows))
        self.setFixedHeight(height * rows + 2 * self.frameWidth())
        self.doItemsLayout()
        self.scrollTo(self.currentIndex())

    def paint_cells(
        self, painter: QPainter, rect: QRectF, row: ExportForm, state: RowState
    ) -> None:
        theme = theme_of(self)
        weight = QFont.Weight.DemiBold if state.is_current else QFont.Weight.Normal
        plain = words_font(self, 0.95)
        longest = max((form.suffix for form in self.rows.rows), key=len)
        column = QFontMetricsF(plain).horizontalAdvance(longest) + _LEFT
        left = rect.adjusted(_LEFT, 0, -column - _LEFT, 0)
        paint_words(painter, left, row.words, words_font(self, 1.0, weight), theme.ink)
        right = rect.adjusted(rect.width() - column, 0, -_LEFT, 0)
        paint_words(painter, right, row.suffix, plain, theme.muted)


class ExportSheet(QuestionSheet):
    """Asks for form and part; `wanted` when others are looked at, `accepted` to write them."""

    wanted = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, _WIDTH)
        self.forms = ExportForms(self.body)
        self.count = Words("", self.body)
        self.left = Words("", self.body, tone="muted")
        self._choices = Choices(self.body, above=6, gap=6)
        self._scopes: Sequence[Scope] = ()
        self.scope = self._add(_tr("What"), (_tr("The whole note"),))
        # In the order in which forms take them.
        taken = dict.fromkeys(id_ for form in forms.FORMS for id_ in form.options)
        options = {option.id: option for option in OPTIONS}
        self.options = {
            id_: self._add(_tr(options[id_].label), list(map(_tr, options[id_].texts)))
            for id_ in taken
        }
        self.is_print = False  # what is chosen is printed
        put(self.body_column, self.forms, self._choices, self.count, self.left)
        self.forms.chosen.connect(self._on_chosen)

    def _place(self) -> None:
        self.forms.refit()
        super()._place()

    def _add(self, name: str, texts: Sequence[str]) -> Segments:
        segments = self._segments(name, texts)
        self._choices.put(name, segments)
        return segments

    def _segments(self, name: str, texts: Sequence[str]) -> Segments:
        segments = Segments(name, texts, self._choices)
        segments.chosen.connect(lambda _: self._on_chosen())
        return segments

    @property
    def asked(self) -> Asked:
        """What is chosen now."""
        form, choice = self._form, self._choice
        taken = {id_: getattr(choice, id_) for id_ in form.options_with(choice)}
        return Asked(form, self._scopes[self.scope.index], Choice(**taken))

    @property
    def _choice(self) -> Choice:
        """What all options are set to, those too that the form does not take."""
        return Choice(**{one.id: one.values[self.options[one.id].index] for one in OPTIONS})

    @property
    def _form(self) -> ExportForm:
        return PDF if self.is_print else self.forms.current_row or forms.FORMS[0]

    def ask_for(
        self,
        title: str,
        scopes: Sequence[Scope],
        form: ExportForm | None = None,
        *,
        to_print: bool,
    ) -> None:
        """Ask for what is to be written or printed; `scopes` are the parts of a note there are.

        The last one is chosen to begin with, and the form, if any.
        """
        self.is_print = to_print
        self.forms.setVisible(not to_print)
        self._scopes, before = scopes, self.scope
        self.scope = self._segments(_tr("What"), [one.words for one in scopes])
        self._choices.replace(before, self.scope)
        self.scope.set_index(len(scopes) - 1)
        QWidget.setTabOrder(self.forms, self.scope)
        QWidget.setTabOrder(self.scope, next(iter(self.options.values())))
        does = _tr("Print…") if to_print else _tr("Export…")
        head = _tr("Print") if to_print else _tr("Export")
        self.ask(head, title, ("cancel", _tr("Cancel")), ("export", does))
        if form is not None or self.forms.current_row is None:
            self.forms.choose((form or forms.FORMS[0]).id)
        self._on_chosen()
        first = self.forms if not to_print else self.options[PDF.options[0]]
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_chosen(self) -> None:
        if "export" not in self.buttons:
            return
        taken = self._form.options_with(self._choice)
        shown = {segments: id_ in taken for id_, segments in self.options.items()}
        shown[self.scope] = len(self._scopes) > 1
        for segments, is_shown in shown.items():
            self._choices.show_control(segments, is_shown)
        self._choices.setVisible(any(shown.values()))
        self.show_offer(None)
        self.wanted.emit()

    def show_problem(self, words: str) -> None:
        """Show why a form cannot be made."""
        self.buttons["export"].setEnabled(False)
        self.count.show_words(words, "bad")
        self.left.show_words("")

    def show_offer(self, offer: Offer | None, unread: int = 0) -> None:
        """Show what a form gives; None as long as that is not known.

        `unread` is how many notes could not be read.
        """
        self.buttons["export"].setEnabled(offer is not None and not offer.is_empty)
        if offer is None:
            self.count.show_words(_tr("Counting…"), "muted")
            self.left.show_words("")
            return
        self.count.show_words(_said(offer), "muted" if offer.is_empty else "ink")
        lines = list(dict.fromkeys(each for one in offer.products for each in one.problems))
        if offer.left:
            left = offer.form.left
            why = _tr(left.one if len(offer.left) == 1 else left.many)
            words = "1 timestamp is left out ({1}): {2}", "{0} timestamps are left out ({1}): {2}"
            times = times_in_words(offer.left)
            lines.insert(0, counted_in(words, len(offer.left), _tr, times, why))
        if offer.bare:
            one = "1 moment has {1}: its video is not on this computer."
            many = "{0} moments have {1}: no video of them is here."
            lines.append(counted_in((one, many), offer.bare, _tr, _tr(offer.form.lacks)))
        if unread:
            words = "1 note could not be read.", "{0} notes could not be read."
            lines.append(counted_in(words, unread, _tr))
        self.left.show_words("\n".join(lines))


def _said(offer: Offer) -> str:
    """Return how much a form gives."""
    if offer.is_empty:
        return _tr(offer.form.nothing if offer.wares.materials else ExportForm.nothing)
    words = offer.form.said(offer, _tr)
    if offer.seconds:
        length, size = format_ms(offer.seconds * 1000), size_text(offer.bytes)
        words = _tr("{0}: {1} of film, about {2}").format(words, length, size)
    return words + "."
