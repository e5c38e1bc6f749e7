"""What a state of the window says, as words: for whoever looks for what is not translated, or cut.

`said` walks what a screen reader is told; `cut` names the buttons and labels that lack room.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from viewer.translation import tr

_MOST = 400  # children of one, as of a list
_TEXTS = (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Help)


def is_counted(words: QLabel) -> bool:
    """Whether a sheet that counts says what it counted, in whichever language."""
    return words.text() not in ("", tr("Counting…"))


def said(widget: QWidget) -> Iterator[str]:
    """Yield each text of a widget and all in it that can be seen, with its role, once."""
    heard = set()
    for line in _walk(QAccessible.queryAccessibleInterface(widget)):
        if line not in heard:
            heard.add(line)
            yield line


def _walk(face: QAccessibleInterface | None) -> Iterator[str]:
    if face is None or not face.isValid() or face.state().invisible:  # type: ignore[attr-defined]
        return
    role = face.role().name
    for kind in _TEXTS:
        if text := face.text(kind).strip():
            yield f"{role}\t{text}".replace("\n", " ")
    for number in range(min(face.childCount(), _MOST)):
        yield from _walk(face.child(number))


def cut(widget: QWidget) -> Iterator[str]:
    """Yield what has less room than its text takes."""
    for kind in (QAbstractButton, QLabel):
        for each in widget.findChildren(kind):
            if not each.isVisible() or not each.text() or (kind is QLabel and each.wordWrap()):
                continue
            if each.minimumSizeHint().width() > each.width() + 1:
                yield f"{kind.__name__}\t{each.text()}\t{each.width()}"
