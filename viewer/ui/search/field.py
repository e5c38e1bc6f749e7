"""The field of the search: words, and filters among them as they are typed. GUI thread."""

from __future__ import annotations

import re
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from viewer.notes.timecode import parse_typed
from viewer.translation import tr
from viewer.ui.kit.list_overlay import ListField
from viewer.ui.kit.row_list import ENTER
from viewer.vault.query import QUOTES

_NAMES = "channel|video|tag|from|to"
_WHOLE = re.compile(rf'(?<!\S)(?:(?:({_NAMES}):|(?=#))("[^"]+"|[^\s"]+)|said:)', re.IGNORECASE)
_PART = re.compile(
    rf'(?<!\S)(?:({_NAMES}):|(?=#))(?:"(?P<quoted>[^"]*)|(?P<bare>[^\s"]*))$', re.IGNORECASE
)


class Filter(NamedTuple):
    """One filter of a search."""

    name: str
    value: str

    @property
    def text(self) -> str:
        """Write it as it is typed; a value with spaces, or quotes of its own, needs quotes."""
        if self.value.startswith("#"):
            return self.value
        quoted = f'"{self.value}"' if re.search(rf"[\s{QUOTES}]", self.value) else self.value
        return f"{self.name}:{quoted}"

    @property
    def can_be_read(self) -> bool:
        """Whether its value is a time, where it has to be one."""
        return self.name not in ("from", "to") or parse_typed(self.value) is not None


class SearchField(ListField):
    """What is looked for. Enter is its own also with Ctrl held."""

    cited = Signal()  # Enter with Shift
    ticked = Signal()  # Enter with Alt

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Search vault"))
        self.setPlaceholderText(tr("Search notes and transcripts"))

    @property
    def filters(self) -> list[Filter]:
        """The filters, but for one that is being typed."""
        part = self.part()
        found = [
            Filter((each[1] or ("tag" if each[2] else "said")).lower(), (each[2] or "").strip('"'))
            for each in _WHOLE.finditer(self.text())
        ]
        return [each for each in found if each != part]

    def part(self) -> Filter | None:
        """Return the filter that is being typed: up to the caret, with no space behind it yet."""
        found = _PART.search(self.text()[: self.cursorPosition()])
        if found is None:
            return None
        return Filter((found[1] or "tag").lower(), found["quoted"] or found["bare"] or "")

    def complete(self, value: str) -> None:
        """Write the filter that is being typed with this value."""
        part, at = self.part(), self.cursorPosition()
        if part is None:
            return
        text = self.text()
        before = _PART.sub("", text[:at]) + Filter(part.name, value).text + " "
        self.setText(before + text[at:].lstrip())
        self.setCursorPosition(len(before))
        self.textEdited.emit(self.text())

    def drop(self, dropped: str) -> None:
        """Search without one of the filters, as it is typed."""
        self.setText(" ".join(self.text().replace(dropped, " ", 1).split()))
        self.textEdited.emit(self.text())

    def _move_for(self, event: QKeyEvent) -> Qt.Key | None:
        key = Qt.Key(event.key())
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        is_end = key in (Qt.Key.Key_Home, Qt.Key.Key_End)
        if is_end and modifiers == Qt.KeyboardModifier.ControlModifier:
            return key
        return super()._move_for(event)

    def _is_own(self, event: QKeyEvent) -> bool:
        return event.key() in ENTER or super()._is_own(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.cited.emit()
        elif event.key() in ENTER and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.ticked.emit()
        else:
            super().keyPressEvent(event)
