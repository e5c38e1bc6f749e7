"""Texts of others in labels and tooltips: what a title, a name or a claim says is never markup.

Qt takes a text for HTML where it looks so, and then loads what it names: `<img src="/dev/ptmx">` as
the title of a note would stop the window. tests/ui/kit/test_plain.py holds every tooltip and every
label to what is here.
"""

from __future__ import annotations

from PySide6 import QtGui
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QWidget

from viewer.ui.kit.boxes import side_of
from viewer.ui.kit.characters import in_order, is_sentence_to_left

_JOINER = "\u2060"  # seen by nobody, and no part of a tag
_TO_LEFT = "\u200f"  # what it begins is read from right to left


def plain(text: str) -> str:
    """Return a text that a tooltip shows letter by letter."""
    text = in_order(text)
    if not QtGui.Qt.mightBeRichText(text):
        return text
    return text.replace("<", "<" + _JOINER).replace("&lt;", f"&{_JOINER}lt;")


class Label(QLabel):
    """A label that shows its text letter by letter, at the side where its window is read from.

    Qt looks at the first letter: a sentence of an Arabic window that begins with a name in Latin
    letters would stand at the left, and be put in the wrong order.
    """

    _text = ""
    _side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setAlignment(self._side)

    def setText(self, text: str) -> None:
        self._text = text
        begin = _TO_LEFT if self.isRightToLeft() and is_sentence_to_left(text) else ""
        super().setText(begin + in_order(text))

    def text(self) -> str:
        return self._text if super().text() else ""  # as it was given

    def setAlignment(self, side: Qt.AlignmentFlag) -> None:
        self._side = side
        super().setAlignment(side_of(self, side))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LayoutDirectionChange:
            Label.setText(self, self._text)
            self.setAlignment(self._side)
