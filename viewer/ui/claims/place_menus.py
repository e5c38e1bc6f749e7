"""Context menus: of text, a claim, a time, a link, the timeline and the picture.

They are made of the actions, with their keys. While one is open, what is under the pointer is the
user's place (`CurrentPlace.mean`), and so the target of actions. GUI thread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import chain

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from viewer.base.translation import tr, without_stop
from viewer.media.player import PlayerState
from viewer.notes.said import time_at
from viewer.notes.timecode import format_ms
from viewer.ui.claims.claims_view import ClaimRow
from viewer.ui.claims.listing import ClaimListing
from viewer.ui.claims.sift import tags_of
from viewer.ui.claims.steps import ClaimSteps
from viewer.ui.kit.characters import cut
from viewer.ui.kit.palette_list import Row
from viewer.ui.kit.renderer import Decoded
from viewer.ui.page.document import Inset, InsetKind, Link
from viewer.ui.page.hit_test import Target
from viewer.ui.page.page import NotePage
from viewer.ui.page.sharing import Sharing
from viewer.ui.watch.navigator import Navigator
from viewer.ui.watch.playing import Playing
from viewer.ui.watch.session import NoteFeature
from viewer.ui.window.context import Context
from viewer.ui.window.menus import MenuHere

_MOST_GOALS = 2  # times of a claim that are offered
_MOST_SHOWN = 20  # characters of what is selected


class PlaceMenus(NoteFeature):
    """Opens the context menu of what is under the pointer."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._navigator = context.get(Navigator)
        self._sharing, self._playing = context.get(Sharing), context.get(Playing)
        self._listing, self._steps = context.get(ClaimListing), context.get(ClaimSteps)
        self._view = context.get(NotePage).view
        self._view.menu_requested.connect(self._open_on_note)
        for widget, call in (
            (self._listing.tab.claims, self._open_on_row),
            (self._playing.timeline, self._open_on_timeline),
            (self._playing.pane.video_view, self._open_on_picture),
        ):
            _hear(widget, call)

    def _menu(self, parent: QWidget) -> MenuHere:
        menu = MenuHere(self._window.actions_, parent)
        # An action that is chosen is done just after the menu is hidden.
        menu.aboutToHide.connect(
            lambda: QTimer.singleShot(0, self, partial(self._current.mean, None))
        )
        return menu

    # ------------------------------------------------------------------ the note

    def _open_on_note(self, where: QPoint, offset: int, target: Target) -> None:
        """Open the menu of a byte of the note, -1 for none, and of the target there."""
        if self._session.note is None:
            return
        if offset >= 0:
            self._current.mean(offset, target.citation)
        menu = self._menu(self._view)
        menu.open(where, partial(self._fill, menu, offset, target))

    def _fill(self, menu: MenuHere, offset: int, target: Target) -> None:
        note = self._session.note
        assert note is not None
        claim = note.claim_at(offset) if offset >= 0 else None
        make = (
            ["time.make"]
            if offset >= 0 and time_at(note.data, note.citations, note.refused, offset) is not None
            else []
        )
        if target.link is not None and self._view.picture is not None:
            self._add_link(menu, self._view.picture.links[target.link])
        elif target.inset is not None and target.inset.kind is not InsetKind.VIDEO:
            self._add_inset(menu, target.inset)
        elif self._is_selected(offset):
            self._add_selection(menu)
        elif claim is not None:
            citations = claim.citations if target.citation is None else [target.citation]
            self._add_claim(menu, citations)
            menu.put_actions(*make)
        elif offset >= 0:
            menu.add("edit.block", "bullet.new", "cite")
            menu.put_actions(*make)
            menu.put_action("moment.find", partial(self._context.run, "moment.find", offset))
            menu.line()
            edit = partial(self._view.edit_requested.emit, offset)
            menu.put_action("edit.paste", partial(self._paste, edit))
            menu.add("block.delete")
        else:
            if self._window.actions_["edit.block"].isEnabled():
                menu.put(tr("Write here"), self._view.below_clicked.emit)
            menu.put_actions("bullet.timed")
            menu.put_action("edit.paste", partial(self._paste, self._view.below_clicked.emit))
            menu.put_actions("find")
        if offset >= 0 and target.link is None and self._view.targets.links_at(offset):
            menu.put_actions("link.follow")

    def _paste(self, begin: Callable[[], object]) -> None:
        """Paste words into what `begin` opens; a file is taken as where one drops it."""
        urls, edit = (
            QGuiApplication.clipboard().mimeData().urls(),
            self._window.actions_["edit.block"],
        )
        if edit.isEnabled() and not any(url.isLocalFile() for url in urls):
            begin()
        self._context.trigger("edit.paste")

    def follow_link(self, at: int | None = None) -> None:
        """Follow the link of the block at byte `at`, or of the current one; ask if several.

        If the block has none, those of the note are listed.
        """
        view, at = self._view, self._current.byte() if at is None else at
        links = view.targets.links_at(at) if at is not None else {}
        if len(links) == 1:
            view.link_activated.emit(next(iter(links)))
            return
        links = links or view.targets.links_at(None)
        if not links:
            self._window.say(tr("This note has no links."), brief=True)
            return
        rows = [
            Row(link, words.strip() or link.target, self._sharing.to_create(link))
            for link, words in links.items()
        ]
        self._window.palette_.open(rows, without_stop(tr("Follow a link…")), self._open_link)

    def _open_link(self, link: object) -> None:
        assert isinstance(link, Link)
        if self._sharing.to_create(link):
            self._sharing.make_linked(link.target)
        else:
            self._view.link_activated.emit(link)

    def _is_selected(self, offset: int) -> bool:
        cursor, picture = self._view.textCursor(), self._view.picture
        if picture is None or not cursor.hasSelection():
            return False
        first = picture.byte_at(cursor.selectionStart())
        last = picture.byte_at(cursor.selectionEnd())
        return first is not None and last is not None and first <= offset <= last

    def _add_selection(self, menu: MenuHere) -> None:
        menu.put(tr("Copy"), self._view.copy, key="Ctrl+C")
        menu.put_action("copy.markdown", self._sharing.copy_markdown)
        menu.line()
        words = self._view.textCursor().selectedText().strip()
        if words and "\u2029" not in words:
            search = partial(self._context.run, "search", f'"{words}"')
            few = cut(words, _MOST_SHOWN)
            menu.put_action("search", search, words=tr("Search vault for “{0}”").format(few))
        menu.put_action("moment.find")

    def _add_link(self, menu: MenuHere, link: Link) -> None:
        words = self._sharing.to_create(link) or tr("Open link")
        menu.put(words.replace("&", "&&"), partial(self._open_link, link))
        if link.tag:
            self._add_tags(menu, [link.tag])
        elif link.footnote is None:
            target = f"{link.target}#{link.heading}" if link.heading else link.target
            menu.put(tr("Copy address"), partial(QGuiApplication.clipboard().setText, target))
        menu.put_action("edit.block")

    def _add_inset(self, menu: MenuHere, inset: Inset) -> None:
        clipboard = QGuiApplication.clipboard()
        if inset.kind is not InsetKind.PICTURE:
            menu.put(tr("Copy formula"), partial(clipboard.setText, inset.source))
        else:
            drawn = self._view.pictures.drawn(inset)
            if isinstance(drawn, Decoded):
                menu.put(tr("Copy picture"), partial(clipboard.setImage, drawn.image))
            menu.put(tr("Copy address"), partial(clipboard.setText, inset.source))
        menu.put_action("edit.block")
        menu.add("block.delete")

    def _add_claim(self, menu: MenuHere, citations: Sequence[int]) -> None:
        """Add the actions for a claim, and for the first of its times, which is now meant."""
        run = self._context.run
        note = self._session.note
        assert note is not None
        starts = [one for one in citations if not note.citations[one].ends_range]
        times = [self._session.times[one] for one in starts]
        named = (
            [time.ms] if time.ms is not None else [one.ms for one in time.candidates]
            for time in times
        )
        goals = list(chain(*named))
        owner = self._session.follow.claim_of(citations[0])
        for ms in goals[:_MOST_GOALS]:
            take = partial(self._navigator.take, ms, owner)
            menu.put(tr("Go to {0}").format(format_ms(ms)), take)
        if goals:
            menu.put_action("repeat", partial(self._playing.repeat_claim, goals[0]))
        menu.line()
        menu.put_action("edit.block")
        menu.put_action("bullet.timed")
        menu.add("retime.now", "retime.typed")
        menu.put_action("retime.earlier", stays=True)
        menu.put_action("retime.later", stays=True)
        menu.put_actions("range.end", "range.sentence")
        if any(note.citations[one].end_span for one in citations):
            menu.put_action("range.none")
        if times and not times[0].is_sure:
            menu.put_action("retime.reading", partial(run, "retime.reading", citations[0]))
        menu.put_action("time.not")
        menu.line()
        if goals:
            menu.put_action("claim.where", partial(run, "claim.where", goals[0]))
            menu.put_action("copy.link", partial(self._sharing.copy_link, goals[0]))
        menu.add("block.delete")

    # ------------------------------------------------------------------ beside the note

    def _open_on_row(self, where: QPoint, at: QPoint) -> None:
        view, note = self._listing.tab.claims, self._session.note
        row = view.rows.at(view.indexAt(at))
        if not isinstance(row, ClaimRow):
            return
        menu = self._menu(view)
        go = tr("Go to {0}").format(row.time)
        if row.other is not None:
            menu.put(go, partial(view.other_chosen.emit, row), key="Return")
            words = tr("Open “{0}” here").format(row.other.title)
            menu.put(words, partial(view.other_opened.emit, row), key="Ctrl+Return")
        elif row.note is note:
            self._current.mean(note.claims[row.claim].span.start, row.citation)
            menu.put(go, partial(view.claim_chosen.emit, row.claim, row.citation), key="Return")
            if row.ms is not None:
                menu.put_action("repeat", partial(self._playing.repeat_claim, row.ms))
                words = tr("Play claims from here")
                menu.put_action("reel", partial(self._steps.play_from, row), words=words)
            menu.line()
            menu.put_action("retime.typed")
            menu.put_action("copy.link", partial(self._sharing.copy_link, row.ms))
        menu.line()
        self._add_tags(menu, dict.fromkeys(tags_of(row)))
        menu.open(where)

    def _add_tags(self, menu: MenuHere, tags: Iterable[str]) -> None:
        for tag in tags:
            words = tr("Filter claims by #{0}").format(tag)
            menu.put(words, partial(self._listing.filter_by, f"#{tag}"))

    def _open_on_timeline(self, where: QPoint, at: QPoint) -> None:
        timeline, note = self._playing.timeline, self._session.note
        tick, menu = timeline.targets.tick_at(at.toPointF()), self._menu(timeline)
        fill: Callable[[], object] | None = None
        if not self._video.is_open:
            menu.add("video.choose")
        elif tick is not None and tick.citation is not None and note is not None:
            owner = self._session.follow.claim_of(tick.citation)
            if owner is not None:
                self._current.mean(note.claims[owner].span.start, tick.citation)
                fill = partial(self._add_claim, menu, [tick.citation])
        else:
            ms = tick.ms if tick is not None else timeline.ms_at(at.x())
            words = tr("Add bullet at {0}").format(format_ms(ms))
            menu.put_action("bullet.timed", partial(self._add_bullet_at, ms), words=words)
            menu.put_action("repeat.from", partial(self._playing.repeat_from, ms))
            menu.put_action("repeat.to", partial(self._playing.repeat_to, ms))
            menu.put_action("copy.link", partial(self._sharing.copy_link, ms))
            menu.add("waveform")
        menu.open(where, fill)

    def _add_bullet_at(self, ms: int) -> None:
        self._navigator.jump(ms)
        self._context.trigger("bullet.timed")

    def _open_on_picture(self, where: QPoint, _at: QPoint) -> None:
        menu = self._menu(self._playing.pane.video_view)
        plays = self._player.state is PlayerState.PLAYING
        words = tr("Pause") if plays else tr("Play", "button")
        menu.put_action("play", self._playing.toggle, words=words)
        menu.put_actions("bullet.timed", "frame.put", "mark")
        menu.add("frame.copy", "copy.link")
        menu.add("video.detach", "fullscreen")
        menu.open(where)


def _hear(widget: QWidget, call: Callable[[QPoint, QPoint], object]) -> None:
    """Call `call` with the position on the screen and in the widget when a menu is requested."""
    inner = widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget
    widget.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    widget.customContextMenuRequested.connect(lambda at: call(inner.mapToGlobal(at), at))
