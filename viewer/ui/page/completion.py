"""Complete names while typing: notes and headings after `[[`, tags after `#`. GUI thread."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QPainter, QPalette, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QCompleter,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
)
from shiboken6 import isValid

from viewer.base.translation import tr
from viewer.ui.kit.characters import utf16_units
from viewer.ui.kit.paint import paint_words
from viewer.ui.kit.theme import set_colour, theme_of
from viewer.ui.page.document import cursor_over
from viewer.ui.page.markdown_editor import MarkdownEditor
from viewer.ui.page.names import MOST, Name, NameKind, NameSource
from viewer.ui.page.source_document import words_before
from viewer.ui.page.source_text import units_of

_WIDTH_PX = 420
_PAD_PX = 10
_LINK = re.compile(r"\[\[([^\[\]|\r\n]*)$")
# A heading's own marks are followed by a space; a tag begins with a letter.
_TAG = re.compile(r"(?:^|(?<=[\s(]))#([^\W\d][\w/-]*)$")


class _Look(QStyledItemDelegate):
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        theme = theme_of(option.widget)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, theme.select)
        room = option.rect.adjusted(_PAD_PX, 0, -_PAD_PX, 0)
        colour = theme.ink if index.column() == 0 else theme.muted
        paint_words(painter, room, str(index.data()), option.font, colour)


class Completion(QObject):
    """Offers names below the cursor of one editor while one of them is being typed."""

    def __init__(self, editor: MarkdownEditor, source: NameSource) -> None:
        super().__init__(editor)
        self._editor, self._source = editor, source
        self._typed = ""  # what the names asked for last are to complete
        self._names: Sequence[Name] = ()
        self._model = QStandardItemModel(0, 2, self)
        self._completer = QCompleter(self._model, self)
        self._completer.setWidget(editor)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(8)
        self._list = QTreeView()
        self._list.setHeaderHidden(True)
        self._list.setRootIsDecorated(False)
        self._list.setAllColumnsShowFocus(True)
        self._list.setUniformRowHeights(True)
        self._list.setAccessibleName(tr("Names"))
        self._completer.setPopup(self._list)
        self._list.setItemDelegate(_Look(self._list))  # in place of the completer's own
        self._completer.activated[QModelIndex].connect(self._take)  # type: ignore[index]
        editor.edited.connect(self.look)
        editor.cursorPositionChanged.connect(self._leave)
        editor.names = self._list

    @property
    def is_open(self) -> bool:
        """Return whether names are offered; Enter, Tab and Esc then apply to them."""
        return self._list.isVisible()

    def look(self) -> None:
        """Ask for the names that complete what is before the cursor."""
        before = words_before(self._editor.textCursor())
        link, tag = _LINK.search(before), _TAG.search(before)
        found = link or tag
        if found is None:
            self._hide()
            return
        self._typed = found[0]
        kind = NameKind.TAG if link is None else NameKind.NOTE
        if link is not None and "#" in link[1]:
            kind = NameKind.HEADING
        self._source(kind, found[1], partial(self._offer, found[0]))

    def _offer(self, typed: str, names: Sequence[Name]) -> None:
        words = words_before(self._editor.textCursor()) if isValid(self._editor) else ""
        if typed != self._typed or not words.endswith(typed):
            return  # it was typed on since, or left
        self._names = names[:MOST]
        self._model.removeRows(0, self._model.rowCount())
        set_colour(self._list, theme_of(self._editor).paper, QPalette.ColorRole.Base)
        height = round(self._list.fontMetrics().height() * 1.7)
        for name in self._names:
            shown, beside = QStandardItem(name.shown), QStandardItem(name.beside)
            shown.setSizeHint(QSize(0, height))
            self._model.appendRow([shown, beside])
        if not self._names:
            self._hide()
            return
        rect = self._editor.cursorRect()
        rect.translate(self._editor.viewport().pos())
        rect.setWidth(min(_WIDTH_PX, self._editor.window().width() - 40))
        self._completer.complete(rect)
        self._list.setColumnWidth(0, round(rect.width() * 0.6))
        self._list.setCurrentIndex(self._completer.completionModel().index(0, 0))

    def _leave(self) -> None:
        if self.is_open and not words_before(self._editor.textCursor()).endswith(self._typed):
            self._hide()

    def _hide(self) -> None:
        self._typed = ""
        self._list.hide()

    def _take(self, index: QModelIndex | QPersistentModelIndex) -> None:
        typed, self._typed = self._typed, ""
        if typed and index.row() < len(self._names):
            self._write(typed, self._names[index.row()].written)
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _write(self, typed: str, words: str) -> None:
        """Replace what was `typed` before the cursor by `words`, as one edit.

        A matching end that is already after the cursor is not repeated.
        """
        cursor = self._editor.textCursor()
        end = cursor.position()
        behind = units_of(cursor.block().text(), cursor.positionInBlock(), cursor.block().length())
        if words.endswith("]]") and behind.startswith("]]"):
            end += 2
        elif words.endswith(" ") and behind.startswith(" "):
            end += 1
        start = cursor.position() - utf16_units(typed)
        cursor = cursor_over(self._editor.document(), start, end)
        cursor.insertText(words)
        self._editor.setTextCursor(cursor)
