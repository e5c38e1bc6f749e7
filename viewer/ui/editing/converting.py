"""Turns the citations of the note into another form, as one undo. GUI thread."""

from __future__ import annotations

from collections import Counter

from viewer.notes.convert import Conversion, convert
from viewer.notes.forms import every
from viewer.notes.forms.form import CitationForm
from viewer.notes.note import Note
from viewer.ui.editing.convert_sheet import ConvertSheet
from viewer.ui.editing.editing import Editing
from viewer.ui.session.session import Session
from viewer.ui.shell.context import Context, Feature

_RUN = "convert"


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
            self._window.say(self.tr("This note has no citations."), brief=True)
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

        self._background.run(_RUN, lambda: convert(note.whole(), form), show)

    def _write(self) -> None:
        if self._counted is None:
            return
        (note, result), self._counted = self._counted, None
        if self._session.note is not note:
            self._window.say(self.tr("The note was changed meanwhile. Try it again."), brief=True)
        elif self._editing.apply(result.change):
            one, many = self.tr("1 citation converted."), self.tr("{0} citations converted.")
            words = one if result.done == 1 else many.format(f"{result.done:,}")
            self._window.say(words, (self._editing.undo_offer(),))
