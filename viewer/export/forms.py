"""All export formats."""

from __future__ import annotations

from viewer.export.anki import ANKI
from viewer.export.film_forms import CLIPS, FILM
from viewer.export.form import ExportForm
from viewer.export.note_forms import PAGE, PDF
from viewer.export.text_forms import TEXT_FORMS

FORMS: tuple[ExportForm, ...] = (*TEXT_FORMS, PAGE, PDF, CLIPS, FILM, ANKI)
"""In the order in which they are shown."""


def form_named(id_: str) -> ExportForm:
    """Return the format with this id, which must exist."""
    return next(form for form in FORMS if form.id == id_)
