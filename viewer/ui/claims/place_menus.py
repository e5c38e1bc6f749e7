"""The menus of places: of the note's words, a claim, a time, a link, the timeline and the picture.

They are made of the actions, with their keys. While one is open, what is under the pointer is what
a person is at (`CurrentPlace.mean`), and so what an action is done to. GUI thread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from viewer.notes.note import Claim
from viewer.notes.timecode import format_ms
from viewer.ui.claims.listing import ClaimListing
from viewer.ui.claims.sift import tags_of
from viewer.ui.claims.steps import ClaimSteps
from viewer.ui.claims.view import ClaimRow
from viewer.ui.kit.renderer import Decoded
from viewer.ui.note.document import Inset, InsetKind, Link
from viewer.ui.note.hit_test import Target
from viewer.ui.note.page import NotePage
from viewer.ui.note.sharing import Sharing
from viewer.ui.player.playing import Playing
from viewer.ui.session.navigator import Navigator
from viewer.ui.session.session import Session
from viewer.ui.shell.context import Context, Feature
from viewer.ui.shell.menus import MenuHere

_BLOCK = ("block.up", "block.down", "block.nest", "block.unnest", "block.delete")


class PlaceMenus(Feature):
    """Opens the menu of what is under the pointer."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._context, self._window = context, context.window
        self._session, self._navigator = context.get(Session), context.get(Navigator)
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
            lambda: QTimer.singleShot(0, self, partial(self._session.current.mean, None))
        )
        return menu

    # ------------------------------------------------------------------ the note

    def _open_on_note(self, where: QPoint, offset: int, target: Target) -> None:
        note = self._session.note
        if note is None:
            return
        menu = self._menu(self._view)
        claim = note.claim_at(offset) if offset >= 0 else None
        if offset >= 0:
            self._session.current.mean(offset, target.citation)
        if target.link is not None and self._view.picture is not None:
            self._add_link(menu, self._view.picture.links[target.link])
        if target.inset is not None:
            self._add_inset(menu, target.inset)
        if claim is not None:
            citations = claim.citations if target.citation is None else [target.citation]
            self._add_claim(menu, citations)
        elif offset >= 0:
            menu.line()
            menu.put_action(
                "moment.find",
                partial(self._context.run, "moment.find", offset),
                words=self.tr("Find the moment of this sentence"),
            )
        if offset >= 0:
            menu.add("edit.block", "bullet.new", "bullet.timed")
            menu.add_menu(self.tr("This block"), _BLOCK)
        self._add_copies(menu, offset, claim)
        menu.add("find")
        menu.open(where)

    def _add_link(self, menu: MenuHere, link: Link) -> None:
        menu.line()
        menu.put(self.tr("Open the link"), partial(self._view.link_activated.emit, link))
        if link.tag:
            self._add_tags(menu, [link.tag])
        if not link.tag and link.footnote is None:
            target = f"{link.target}#{link.heading}" if link.heading else link.target
            copy = partial(QGuiApplication.clipboard().setText, target)
            menu.put(self.tr("Copy the address of the link"), copy)

    def _add_inset(self, menu: MenuHere, inset: Inset) -> None:
        """Add what is done with a picture or a formula."""
        if inset.kind is InsetKind.VIDEO:
            return  # it is a link
        menu.line()
        clipboard = QGuiApplication.clipboard()
        if inset.kind is not InsetKind.PICTURE:
            menu.put(self.tr("Copy the formula"), partial(clipboard.setText, inset.source))
            return
        drawn = self._view.drawn(inset)
        if isinstance(drawn, Decoded):
            menu.put(self.tr("Copy the picture"), partial(clipboard.setImage, drawn.image))
        copy = partial(clipboard.setText, inset.source)
        menu.put(self.tr("Copy the address of the picture"), copy)

    def _add_claim(self, menu: MenuHere, citations: Sequence[int]) -> None:
        """Add what is done with the times of a claim, which is meant by now."""
        menu.line()
        first: int | None = None
        cited = self._session.note.citations if self._session.note is not None else ()
        for citation in citations:
            if cited[citation].ends_range:
                continue
            time = self._session.times[citation]
            for ms in [time.ms] if time.ms is not None else [r.ms for r in time.candidates]:
                if ms is not None:
                    first = ms if first is None else first
                    owner = self._session.follow.claim_of(citation)
                    take = partial(self._navigator.take, ms, owner)
                    menu.put(self.tr("Go to {0}").format(format_ms(ms)), take)
            if not time.is_sure:
                for reading in (time.reading, *time.candidates):
                    if reading is not None:
                        run = partial(self._context.run, "retime.reading", citation, reading.ms)
                        menu.put(self.tr("It is {0}").format(format_ms(reading.ms)), run)
        why = "" if first is not None else self.tr("This time leads nowhere in the video.")
        menu.put_action("claim.where", partial(self._context.run, "claim.where", first), why=why)
        menu.put_action("repeat", partial(self._playing.repeat_claim, first), why=why)
        has_end = any(cited[index].end_span is not None for index in citations)
        ends = ["range.end", "range.sentence", *(["range.none"] if has_end else [])]
        menu.add("retime.now", "retime.typed", *ends)
        if citations:
            elsewhere = partial(self._context.run, "claim.elsewhere", citations[0])
            menu.put_action("claim.elsewhere", elsewhere)

    def _add_copies(self, menu: MenuHere, offset: int, claim: Claim | None) -> None:
        has_selection = self._view.textCursor().hasSelection()
        select = self.tr("Select words first.")
        menu.line()
        menu.put(
            self.tr("Copy"), self._view.copy, key="Ctrl+C", why="" if has_selection else select
        )
        menu.put_action(
            "copy.markdown",
            partial(self._sharing.copy_markdown, offset),
            why="" if has_selection or claim is not None else select,
        )
        times = claim.citations if claim is not None else ()
        ms = next((ms for c in times if (ms := self._session.times[c].ms) is not None), None)
        menu.put_action("copy.link", partial(self._sharing.copy_link, ms))
        words = self._view.textCursor().selectedText().strip()
        if words and "\u2029" not in words:
            search = partial(self._context.run, "search", f'"{words}"')
            menu.put_action("search", search, words=self.tr("Search the vault for these words"))

    # ------------------------------------------------------------------ beside the note

    def _open_on_row(self, where: QPoint, at: QPoint) -> None:
        view, note = self._listing.tab.claims, self._session.note
        row = view.rows.at(view.indexAt(at))
        if not isinstance(row, ClaimRow):
            return
        menu = self._menu(view)
        go = self.tr("Go to {0}").format(row.time)
        if row.other is not None:
            menu.put(go, partial(view.other_chosen.emit, row), key="Return")
            words = self.tr("Open “{0}” here").format(row.other.title)
            menu.put(words, partial(view.other_opened.emit, row), key="Ctrl+Return")
        elif row.note is note:
            start = note.claims[row.claim].span.start
            self._session.current.mean(start, row.citation)
            menu.put(go, partial(view.claim_chosen.emit, row.claim, row.citation), key="Return")
            if row.ms is not None:
                menu.put_action("repeat", partial(self._playing.repeat_claim, row.ms))
                words = self.tr("Claims only, from here")
                menu.put_action("reel", partial(self._steps.play_from, row), words=words)
            menu.line()
            menu.addAction(self._window.actions_["retime.typed"])
            menu.put_action("copy.link", partial(self._sharing.copy_link, row.ms))
        self._add_tags(menu, dict.fromkeys(tags_of(row)))
        menu.open(where)

    def _add_tags(self, menu: MenuHere, tags: Iterable[str]) -> None:
        """Add what lists the claims with each of these tags alone."""
        for tag in tags:
            words = self.tr("Filter claims by #{0}").format(tag)
            menu.put(words, partial(self._listing.filter_by, f"#{tag}"))

    def _add_whole_claim(self, menu: MenuHere, claim: Claim, citation: int, ms: int | None) -> None:
        """Add what is done with a claim of this note that is pointed at beside it."""
        start = claim.span.start
        self._session.current.mean(start, citation)
        self._add_claim(menu, [citation])
        menu.add("edit.block", "block.delete")
        menu.line()
        menu.put_action("copy.markdown", partial(self._sharing.copy_claim, start))
        menu.put_action("copy.link", partial(self._sharing.copy_link, ms))

    def _open_on_timeline(self, where: QPoint, at: QPoint) -> None:
        timeline, note = self._playing.timeline, self._session.note
        tick, menu = timeline.tick_at(at.toPointF()), self._menu(timeline)
        if not self._session.video.is_open:
            menu.add("play", "video.choose")
        elif tick is not None and tick.citation is not None and note is not None:
            owner = self._session.follow.claim_of(tick.citation)
            claim = note.claims[owner] if owner is not None else None
            if claim is not None:
                self._add_whole_claim(menu, claim, tick.citation, tick.ms)
        else:
            ms = tick.ms if tick is not None else timeline.ms_at(at.x())
            menu.put(self.tr("Go to {0}").format(format_ms(ms)), partial(self._navigator.jump, ms))
            menu.put_action("copy.link", partial(self._sharing.copy_link, ms))
            menu.line()
            menu.put_action("repeat.from", partial(self._playing.repeat_from, ms))
            menu.put_action("repeat.to", partial(self._playing.repeat_to, ms))
        menu.open(where)

    def _open_on_picture(self, where: QPoint, _at: QPoint) -> None:
        menu = self._menu(self._playing.pane.video_view)
        menu.add("play", "repeat", "subtitles", "subtitles.second", "fullscreen", "video.detach")
        menu.add("bullet.timed", "cite", "frame.put")
        menu.add("copy.link", "video.browser")
        menu.add("video.choose", "video.save", "pane.video")
        menu.open(where)


def _hear(widget: QWidget, call: Callable[[QPoint, QPoint], object]) -> None:
    """Call `call` with the point of the screen, and that in the widget, where a menu is wanted."""
    inner = widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget
    widget.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    widget.customContextMenuRequested.connect(lambda at: call(inner.mapToGlobal(at), at))
