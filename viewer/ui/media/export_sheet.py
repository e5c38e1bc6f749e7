"""The sheet that asks for a form of export, and says what it gives. GUI thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import QGridLayout, QWidget

from viewer.export.entries import times_in_words
from viewer.export.forms import BY_ID, FORMS, ExportForm
from viewer.export.media_forms import Choice
from viewer.notes.timecode import format_ms
from viewer.ui.kit.paint import paint_words
from viewer.ui.kit.row_list import ENTER, ListView, RowState, paint_ground
from viewer.ui.kit.sheet import QuestionSheet, Segments, Words
from viewer.ui.kit.theme import theme_of, words_font
from viewer.ui.kit.units import size_text
from viewer.ui.media.export_work import Offer

_WIDTH = 640
_LEFT = 12
# As many rows are shown as leave room for the choices of clips: four in a window of 560 px.
_FEWEST_ROWS, _LOW_WINDOW = 4, 560
_CAPTIONS = ("none", "burn", "beside")
_LINES = (0, 720, 480, 360)


def _tr(text: str) -> str:
    return QCoreApplication.translate("export_sheet", text)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is chosen in the sheet."""

    form: ExportForm
    scope: str  # one of those that were offered
    choice: Choice  # without what paints words


class ExportForms(ListView[ExportForm]):
    """The forms, each with the suffix of its files."""

    GROUND = "paper"

    chosen = Signal()  # the keyboard or a click is on another

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(_tr("Forms of export"))
        self.setUniformItemSizes(True)
        self.rows.set_rows(FORMS)
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
        height = self.row_height(FORMS[0])
        more = max(0, self.window().height() - _LOW_WINDOW) // height
        rows = min(_FEWEST_ROWS + more, len(FORMS))
        self.setFixedHeight(height * rows + 2 * self.frameWidth())
        self.doItemsLayout()
        self.scrollTo(self.currentIndex())

    def paint_row(self, painter: QPainter, rect: QRectF, row: ExportForm, state: RowState) -> None:
        theme = theme_of(self)
        paint_ground(painter, theme, rect, state, theme.select if state.is_current else None)
        weight = QFont.Weight.DemiBold if state.is_current else QFont.Weight.Normal
        plain = words_font(self, 0.95)
        column = QFontMetricsF(plain).horizontalAdvance(".ffmetadata") + _LEFT
        left = rect.adjusted(_LEFT, 0, -column - _LEFT, 0)
        paint_words(painter, left, row.words, words_font(self, 1.0, weight), theme.ink)
        right = rect.adjusted(rect.width() - column, 0, -_LEFT, 0)
        paint_words(painter, right, row.suffix, plain, theme.muted)


class ExportSheet(QuestionSheet):
    """Asks for form and part; `wanted` when others are looked at, `accepted` to write them."""

    wanted = Signal()
    accepted = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, _WIDTH)
        self.forms = ExportForms(self.body)
        self.count = Words("", self.body)
        self.left = Words("", self.body, tone="muted")
        self._choices = QWidget(self.body)
        grid = self._grid = QGridLayout(self._choices)
        grid.setContentsMargins(0, 6, 0, 0)
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(0, 92)
        grid.setColumnStretch(2, 1)
        self._labels: dict[QWidget, Words] = {}
        self.quick = self._add(1, _tr("Cut"), (_tr("To the frame"), _tr("Fast, at key frames")))
        captions = (_tr("None"), _tr("In the picture"), _tr("Beside, as SRT"))
        self.captions = self._add(2, _tr("Captions"), captions)
        self.cards = self._add(3, _tr("Title cards"), (_tr("Without"), _tr("With")))
        lines = (_tr("As it is"), *(f"{lines}p" for lines in _LINES[1:]))
        self.lines = self._add(4, _tr("Picture"), lines)
        self.clips = self._add(5, _tr("Clips"), (_tr("With clips"), _tr("Frames alone")))
        self.frames = self._add(6, _tr("Frames"), (_tr("Without"), _tr("With")))
        self.is_print = False  # what is chosen is printed
        self._scopes: Sequence[str] = ("note",)
        self.scope = self._add(0, _tr("What"), (_tr("The whole note"),))
        for part in (self.forms, self._choices, self.count, self.left):
            self.body_column.addWidget(part)
        self.forms.chosen.connect(self._on_chosen)

    def _place(self) -> None:
        self.forms.refit()
        super()._place()

    def _add(self, line: int, name: str, texts: Sequence[str]) -> Segments:
        segments = Segments(name, texts, self._choices)
        label = Words(name, self._choices, tone="muted")
        label.setWordWrap(False)
        self._grid.addWidget(label, line, 0)
        self._grid.addWidget(segments, line, 1)
        self._labels[segments] = label
        segments.chosen.connect(lambda _: self._on_chosen())
        return segments

    @property
    def asked(self) -> Asked:
        """What is chosen now."""
        choice = Choice(
            captions=_CAPTIONS[self.captions.index],
            cards=self.cards.index == 1,
            quick=self.quick.index == 1,
            most_lines=_LINES[self.lines.index],
            clips=self.clips.index == 0,
            frames=self.frames.index == 1,
        )
        form = self._form
        if form.id != "clips" and choice.quick:
            choice = replace(choice, quick=False)
        return Asked(form, self._scopes[self.scope.index], choice)

    @property
    def _form(self) -> ExportForm:
        return BY_ID["pdf"] if self.is_print else self.forms.current_row or FORMS[0]

    def ask_for(
        self, title: str, scopes: Sequence[tuple[str, str]], form: str = "", *, to_print: bool
    ) -> None:
        """Ask for what is to be written or printed; `scopes` are the parts of a note there are.

        Each is an id and its words; the last one is chosen to begin with, and the form, if any.
        """
        self.is_print = to_print
        self.forms.setVisible(not to_print)
        for gone in (self.scope, self._labels.pop(self.scope)):
            self._grid.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self._scopes = [id_ for id_, _ in scopes]
        self.scope = self._add(0, _tr("What"), [words for _, words in scopes])
        self.scope.set_index(len(scopes) - 1)
        QWidget.setTabOrder(self.forms, self.scope)
        QWidget.setTabOrder(self.scope, self.quick)
        does = _tr("Print…") if to_print else _tr("Export…")
        head = _tr("Print") if to_print else _tr("Export")
        self.ask(head, title, ("cancel", _tr("Cancel")), ("export", does))
        if form or self.forms.current_row is None:
            self.forms.choose(form or FORMS[0].id)
        self._on_chosen()
        first = self.forms if not to_print else self.frames
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_chosen(self) -> None:
        form = self._form
        if "export" not in self.buttons:
            return
        is_film = form.id in ("clips", "film")
        is_made = is_film and not (form.id == "clips" and self.quick.index == 1)
        shown = {
            self.scope: len(self._scopes) > 1,
            self.quick: form.id == "clips",
            self.captions: is_made,
            self.cards: is_made,
            self.lines: is_made,
            self.clips: form.id == "html",
            self.frames: form.id == "pdf",
        }
        for segments, is_shown in shown.items():
            segments.setVisible(is_shown)
            self._labels[segments].setVisible(is_shown)
        self._choices.setVisible(any(shown.values()))
        self.show_offer(None)
        self.wanted.emit()

    def show_problem(self, words: str) -> None:
        """Say why a form cannot be made."""
        self.buttons["export"].setEnabled(False)
        self.count.show_words(words, "bad")
        self.left.show_words("")

    def show_offer(self, offer: Offer | None) -> None:
        """Say what a form gives; None as long as that is not known."""
        self.buttons["export"].setEnabled(offer is not None and not offer.is_empty)
        if offer is None:
            self.count.show_words(_tr("Counting…"), "muted")
            self.left.show_words("")
            return
        words, lines = _said(offer), list(offer.problems)
        self.count.show_words(words, "muted" if offer.is_empty else "ink")
        if offer.left:
            lines.insert(0, _left_out(offer))
        is_paper = offer.form.id == "pdf"
        if offer.bare and (not is_paper or self.frames.index == 1):
            one = _tr("1 moment has no frame and no sound: its video is not on this computer.")
            many = _tr("{0} moments have no frame and no sound: no video of them is here.")
            if is_paper:
                one = _tr("1 moment has no frame: its video is not on this computer.")
                many = _tr("{0} moments have no frame: no video of them is here.")
            lines.append((one if offer.bare == 1 else many).format(f"{offer.bare:,}"))
        if offer.unread:
            one, many = _tr("1 note could not be read."), _tr("{0} notes could not be read.")
            lines.append((one if offer.unread == 1 else many).format(f"{offer.unread:,}"))
        self.left.show_words("\n".join(lines))

    def _on_pressed(self, id_: str) -> None:
        super()._on_pressed(id_)
        if id_ == "export":
            self.accepted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and self.buttons["export"].isEnabled():
            self.buttons["export"].click()
            event.accept()
            return
        super().keyPressEvent(event)


def _left_out(offer: Offer) -> str:
    """Say which citations are left out, and why."""
    one = _tr("1 timestamp is left out ({1}): its time cannot be read, or lies past the end.")
    many = _tr(
        "{0} timestamps are left out ({1}): their times cannot be read, or lie past the end."
    )
    if offer.form.id in ("clips", "film"):
        one = _tr(
            "1 timestamp is left out ({1}): its time leads nowhere, or its video is not here."
        )
        many = _tr(
            "{0} timestamps are left out ({1}): their times lead nowhere, or no video is here."
        )
    elif offer.form.id == "jsonld":
        one = _tr("1 timestamp is left out ({1}): it is of no video.")
        many = _tr("{0} timestamps are left out ({1}): they are of no video.")
    count = len(offer.left)
    return (one if count == 1 else many).format(f"{count:,}", times_in_words(offer.left))


def _said(offer: Offer) -> str:
    """Say how much a form gives."""
    count = f"{offer.size:,}"
    if offer.form.id == "pdf" and not offer.is_empty:
        return _said_of_paper(offer)
    if offer.is_empty:
        if offer.materials and offer.form.id in ("clips", "film"):
            return _tr("None of the videos is on this computer; a video that is saved can be cut.")
        return _tr("There is nothing to export: no claim with a time is in this.")
    one, many = {
        "clips": (_tr("1 clip"), _tr("{0} clips")),
        "film": (_tr("A film of 1 moment"), _tr("A film of {0} moments")),
        "anki": (_tr("1 card"), _tr("{0} cards")),
        "html": (_tr("A page with 1 moment"), _tr("A page with {0} moments")),
    }.get(offer.form.id, (_tr("1 entry"), _tr("{0} entries")))
    words = (one if offer.size == 1 else many).format(count)
    if len(offer.documents) > 1:
        words = _tr("{0} in {1} files, one for each video").format(words, f"{offer.files:,}")
    elif offer.form.id == "html" and offer.files > 1:
        words = _tr("{0} pages with {1} moments").format(f"{offer.files:,}", count)
    if offer.seconds:
        length, size = format_ms(offer.seconds * 1000), size_text(offer.bytes)
        words = _tr("{0}: {1} of film, about {2}").format(words, length, size)
    return words + "."


def _said_of_paper(offer: Offer) -> str:
    """Say what is printed."""
    words = _tr("The whole note")
    if any(one.areas is not None for one in offer.materials):
        words = _tr("The chosen part of the note, and the headings over it")
    if offer.files > 1:
        words = _tr("{0} files, one for each note").format(f"{offer.files:,}")
    if not offer.size:
        return _tr("{0}; no time is in it.").format(words)
    one, many = _tr("{0}, with 1 time."), _tr("{0}, with {1} times.")
    return (one if offer.size == 1 else many).format(words, f"{offer.size:,}")
