"""The pictures and formulas of a note, loaded when they become visible.

Nothing is fetched from the web. `Renderer` does the work; this caches its results, and requests
what is in view or close to it. GUI thread.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QImage, QTextCursor

from viewer.ui.kit.renderer import Decoded, Fault, Formula, Renderer
from viewer.ui.kit.timers import once
from viewer.ui.page.column import TextColumn, column_px
from viewer.ui.page.document import Inset, InsetKind, NoteDocument, cursor_over
from viewer.ui.page.insets import box_of, inset_format
from viewer.ui.page.page_scroll import PageScroll

Drawn = Decoded | Formula | Fault

_TOGETHER_MS = 40  # what arrives within this is inserted at once, with one new layout
_KEPT_PIXELS = 4_000_000
_MOST_PIXELS = 60_000_000  # also in view at once
_KEPT = 500


class _Key(NamedTuple):
    """Identifies the content of an inset."""

    kind: InsetKind
    source: str
    folder: Path | None  # of pictures


class NotePictures(QObject):
    """The pictures and formulas of one page."""

    arrived = Signal()  # a request is finished, and the result is inserted
    fitted = Signal()  # what is known now made the layout another; the top of the view stays
    unset_found = Signal()  # the note is to be set anew, with formulas in `unset` as source

    def __init__(self, column: TextColumn, scroll: PageScroll) -> None:
        super().__init__(column)
        self._column, self._scroll = column, scroll
        self.unset: set[str] = set()  # formulas, as LaTeX, that cannot be typeset
        self._renderer = Renderer(self)
        self._drawn: OrderedDict[_Key, Drawn] = OrderedDict()  # the last used is the last
        self._wanted: dict[_Key, None] = {}  # in the order of the note
        self._in_view: frozenset[_Key] = frozenset()
        self._asked: _Key | None = None
        self._folder: Path | None = None
        self._vault: Path | None = None
        self._width, self._ratio = 600, 1.0
        self._together = once(self, _TOGETHER_MS, self.arrived.emit)
        self._looking = once(self, 0, self.look)
        self.arrived.connect(self.look)

    def show(self, folder: Path | None, vault: Path | None) -> None:
        """Start with another note, whose pictures are in `folder`, or else in `vault`."""
        self._wanted.clear()
        self._folder, self._vault = folder, vault

    def try_again(self) -> None:
        """Look again for what was missing; what took too long is not tried again."""
        for key, drawn in list(self._drawn.items()):
            if isinstance(drawn, Fault) and drawn is not Fault.TOO_SLOW:
                del self._drawn[key]

    def stop(self) -> None:
        """Cancel all requests."""
        self._wanted.clear()

    def shutdown(self) -> None:
        """Stop the renderer, at the end of the program."""
        self.stop()
        self._renderer.shutdown()

    def drawn(self, inset: Inset) -> Drawn | None:
        """Return an inset's content; None if not known yet."""
        return self._drawn.get(self._key(inset))

    def image_of(self, address: str) -> QImage | None:
        """Return the picture at an address; None if missing, or requested only now."""
        key = _Key(InsetKind.PICTURE, address, self._folder)
        if key not in self._drawn and key != self._asked:
            self._wanted[key] = None
            self._next()
        drawn = self._drawn.get(key)
        return drawn.image if isinstance(drawn, Decoded) else None

    def _set_resolution(self, width: int, ratio: float) -> None:
        if (width, ratio) != (self._width, self._ratio):
            self._width, self._ratio = width, ratio
            for key in [key for key, one in self._drawn.items() if isinstance(one, Decoded)]:
                del self._drawn[key]

    def look_soon(self) -> None:
        """Look after the event at what is in view."""
        if self._column.picture is not None and self._column.picture.insets:
            self._looking.start()

    def look(self) -> None:
        """Show what is known of the visible ones, and request the rest, at most `width` px wide.

        The top of the view stays in place.
        """
        column, picture = self._column, self._column.picture
        if picture is None or not picture.insets:
            return
        insets = picture.insets_between(*self._scroll.seen())
        self._set_resolution(int(column_px()), column.devicePixelRatioF())
        if any(one.kind is not InsetKind.PICTURE and one.source in self.unset for one in insets):
            self.unset_found.emit()
            return
        insets = [inset for inset in insets if inset.kind is not InsetKind.VIDEO]
        keys = {self._key(inset): None for inset in insets}
        self._in_view = frozenset(keys)
        self._wanted = {key: None for key in keys if key not in self._drawn and key != self._asked}
        for key in keys:
            if key in self._drawn:
                self._drawn.move_to_end(key)
        self._next()
        at_top = self._scroll.top_position()
        before = column.places.extent(at_top, at_top)[0]
        if self._fit(picture, insets):
            self._looking.start()  # others may be in view now
            value = column.verticalScrollBar().value()
            value += round(column.places.extent(at_top, at_top)[0] - before) if at_top else 0
            self._scroll.put_at(value)
            self.fitted.emit()
        column.viewport().update()

    def _fit(self, note: NoteDocument, insets: Sequence[Inset]) -> bool:
        """Give the insets their sizes; return whether the layout changed."""
        room = self._column.places.column_rect().width()
        edit, has_changed = QTextCursor(note.document), False
        for inset in insets:
            drawn = self.drawn(inset)
            if drawn is None:
                continue
            cursor = cursor_over(note.document, inset.position, inset.position + 1)
            before = cursor.charFormat()
            left = cursor.blockFormat().leftMargin() + cursor.blockFormat().rightMargin()
            after = inset_format(before, box_of(inset, drawn, max(room - left, 40.0)))
            if after != before:
                if not has_changed:
                    edit.beginEditBlock()
                    has_changed = True
                cursor.setCharFormat(after)
        if has_changed:
            edit.endEditBlock()
        return has_changed

    def _key(self, inset: Inset) -> _Key:
        is_picture = inset.kind is InsetKind.PICTURE
        return _Key(inset.kind, inset.source, self._folder if is_picture else None)

    def _next(self) -> None:
        while self._wanted and self._asked is None:
            key = next(iter(self._wanted))
            del self._wanted[key]
            if key.kind is not InsetKind.PICTURE:
                self._asked = key
                is_display = key.kind is InsetKind.DISPLAY
                self._renderer.formula(key.source, self._take, is_display=is_display)
            elif key.folder is None or "://" in key.source:
                self._keep(key, Fault.ON_WEB if "://" in key.source else Fault.MISSING)
            else:
                self._asked = key
                name = QUrl.fromPercentEncoding(key.source.encode("utf-8", "replace"))
                self._renderer.picture(
                    key.folder, name, self._width, self._ratio, self._take, vault=self._vault
                )

    def _take(self, drawn: Drawn) -> None:
        key, self._asked = self._asked, None
        if key is not None:
            self._keep(key, drawn)
        self._next()

    def _keep(self, key: _Key, drawn: Drawn) -> None:
        if key.kind is not InsetKind.PICTURE and isinstance(drawn, Fault):
            self.unset.add(key.source)
        else:
            self._drawn[key] = drawn
        self._let_go()
        if not self._together.isActive():
            self._together.start()

    def _let_go(self) -> None:
        """Keep what is visible, and as much of the rest as fits in the cache."""
        pixels = 0
        for number, key in enumerate(list(reversed(self._drawn))):
            one = self._drawn[key]
            pixels += one.image.width() * one.image.height() if isinstance(one, Decoded) else 0
            if key not in self._in_view and (number >= _KEPT or pixels > _KEPT_PIXELS):
                del self._drawn[key]
            elif isinstance(one, Decoded) and pixels > _MOST_PIXELS:
                self._drawn[key] = Fault.TOO_LARGE
