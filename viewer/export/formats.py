"""All export formats."""

from __future__ import annotations

from viewer.export.anki import ANKI
from viewer.export.film_formats import CLIPS, FILM
from viewer.export.format import ExportFormat
from viewer.export.note_formats import PAGE, PDF
from viewer.export.text_formats import TEXT_FORMATS

FORMATS: tuple[ExportFormat, ...] = (*TEXT_FORMATS, PAGE, PDF, CLIPS, FILM, ANKI)
"""In the order in which they are shown."""
