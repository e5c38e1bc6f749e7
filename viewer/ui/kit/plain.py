"""Foreign text in labels and tooltips: a title, a name or a claim is never markup.

Qt treats text that looks like HTML as such, and then loads what it names: `<img src="/dev/ptmx">`
as the title of a note would stop the window. tests/ui/kit/test_plain.py checks that every tooltip
and every label uses this module.
"""

from __future__ import annotations

from PySide6 import QtGui
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from viewer.ui.kit.characters import in_order

_JOINER = "\u2060"  # seen by nobody, and no part of a tag


def plain(text: str) -> str:
    """Return a text that a tooltip shows literally."""
    text = in_order(text)
    if not QtGui.Qt.mightBeRichText(text):
        return text
    return text.replace("<", "<" + _JOINER).replace("&lt;", f"&{_JOINER}lt;")


class Label(QLabel):
    """A label that shows its text literally."""

    _text = ""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)

    def setText(self, text: str) -> None:
        self._text = text
        super().setText(in_order(text))

    def text(self) -> str:
        return self._text if super().text() else ""  # as it was given
