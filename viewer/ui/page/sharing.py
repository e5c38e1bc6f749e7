"""Follow the links of a note, and copy links and text.

None of it changes the note or the state. GUI thread, but for the search for a linked note, which
goes to `Background`.
"""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from viewer.base.errors import ViewerError
from viewer.base.translation import tr
from viewer.media.media import Media
from viewer.notes.anchors import offset_of_anchor
from viewer.notes.draft import make_folder
from viewer.notes.file import save
from viewer.notes.note import Span
from viewer.notes.timecode import format_ms, format_seconds
from viewer.system.handover import link_to as window_link
from viewer.ui.kit.notice import NoticeButton
from viewer.ui.kit.palette_list import Row
from viewer.ui.page.document import Link
from viewer.ui.page.page import NotePage
from viewer.ui.watch.frame import no_heading
from viewer.ui.watch.history import HistoryPlace
from viewer.ui.watch.navigator import Navigator
from viewer.ui.watch.session import NoteFeature
from viewer.ui.window.context import Context
from viewer.vault.files import VaultFiles, without_suffix
from viewer.vault.names import shown_name

# What a link of a note may do: each of these only asks, or shows.
_OWN, _ASKING = "cuenote", ("folder.open", "note.open", "note.new", "tour", "help.guide")
# What ends so, as “plan.pdf”, may be a file that is no note.
_OTHER = re.compile(r"\.[a-z]\w{1,4}$", re.IGNORECASE)


class Sharing(NoteFeature):
    """Opens what a note links to, and copies what the user wants of it."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        background = context.background
        session = self._session
        self._navigator = context.get(Navigator)
        self._jumps = session.jumps
        self._view = context.get(NotePage).view
        self._view.link_activated.connect(self._on_link)
        session.leaving.connect(lambda: background.forget("link"))
        session.leaving.connect(lambda: background.forget("missing"))
        self._view.shown.typesetting_finished.connect(self._look_for_missing)
        self._vault.listed.connect(self._look_for_missing)
        self._look_for_missing()

    def _look_for_missing(self) -> None:
        """Find the links of the page that lead to no note, once the vault is known."""
        files, source, picture = self._vault.files, self._session.path, self._view.picture
        links = picture.links if picture is not None else ()
        named = {link.target for link in links if link.wiki and link.target}
        targets = {name for name in named if not _OTHER.search(without_suffix(name))}
        if files is None or source is None or not targets:
            self._view.lights.set_missing(frozenset())
            return

        def missing() -> frozenset[str]:
            found = {target for target in targets if files.resolve(target, source) is not None}
            return frozenset(targets - found)

        self._background.run("missing", missing, self._view.lights.set_missing)

    def _on_link(self, link: Link) -> None:
        from viewer.vault.link_targets import note_target  # here, for the start follows no link

        if link.video is not None:
            self._navigator.play_video(link.video)
            return
        if link.tag:
            self._context.run("search", f"tag:{link.tag}")
            return
        if link.footnote is not None:
            self.go_within(link.footnote.start)
            return
        if not link.wiki:
            url = QUrl(link.target)
            if url.scheme() in ("http", "https", "mailto"):
                QDesktopServices.openUrl(url)
            elif url.scheme() == _OWN and url.path() in _ASKING:
                self._context.trigger(url.path())
            elif (target := note_target(link.target)) is not None:
                heading = QUrl.fromPercentEncoding(link.target.partition("#")[2].encode())
                self.open_linked(target, heading, wiki=False)
            else:
                self._window.say(tr("“{0}” can't be opened.").format(link.target))
            return
        if not link.target and self._session.note is not None and self._session.path is not None:
            offset = offset_of_anchor(self._session.note, link.heading)
            if offset is None:
                self._window.say(no_heading(link.heading))
                return
            self.go_within(offset)
            return
        self.open_linked(link.target, link.heading)

    def go_within(self, offset: int) -> None:
        if self._session.path is None:
            return
        # The video stays where it is, so going back leads only to a place in the note.
        top = self._session.page.top_byte() or 0
        self._jumps.leave(HistoryPlace(self._session.path, top, None))
        self._follow.set_following(False)
        self._session.page.scroll_to_byte(offset)

    def open_linked(self, target: str, heading: str, *, wiki: bool = True) -> None:
        """Open the note that a link names; ask if there are several, or report if none."""
        source, files, root = (self._session.path, self._vault.files, self._vault.root)
        if source is None or root is None:
            return

        def look() -> Path | list[Path] | None:
            return (files or VaultFiles.scan(root)).resolve(target, source, wiki=wiki)

        def show(found: Path | list[Path] | None) -> None:
            if found is None:
                self._offer_note(target, wiki=wiki)
            elif isinstance(found, Path):
                self._session.open_note(found, heading=heading)
            else:
                self._ask_which(target, heading, found)

        self._background.run("link", look, show)

    def _offer_note(self, target: str, *, wiki: bool) -> None:
        words, make = self._offer(target), partial(self.make_linked, target, wiki=wiki)
        offers = [NoticeButton(words, "", make)] if words else []
        self._window.say(tr("No note “{0}” in this vault.").format(target), offers)

    def _offer(self, target: str) -> str:
        """Return the text that offers to make a note, or "" if none can be made."""
        name, source = without_suffix(target.strip()), self._session.path
        if source is None or _OTHER.search(name):
            return ""
        return tr("Create note “{0}”").format(name)

    def to_create(self, link: Link) -> str:
        """Return the text that offers to make a link's note, or "" if it exists."""
        return self._offer(link.target) if self._view.targets.is_missing(link) else ""

    def make_linked(self, target: str, *, wiki: bool = True) -> None:
        """Make the missing note that a link names, and open it."""
        from viewer.vault.rename import linked_path

        source, root = self._session.path, self._vault.root
        if source is None or root is None:
            return
        try:
            path = linked_path(root, source, target, wiki=wiki)
            make_folder(path.parent)
            save(path, b"", None)
        except ViewerError as error:
            self._window.say(error.words())
            return
        self._session.open_note(path)
        self._vault.list_again()

    def _ask_which(self, target: str, heading: str, found: list[Path]) -> None:
        root = self._vault.root
        rows = []
        for path in found:
            inside = root is not None and path.is_relative_to(root)
            where = path.relative_to(root) if root is not None and inside else path
            rows.append(Row(path, shown_name(path.name), where.as_posix()))
        self._window.palette_.open(
            rows,
            tr("Several notes are called “{0}”").format(target),
            lambda key: (
                self._session.open_note(key, heading=heading) if isinstance(key, Path) else None
            ),
        )

    def link_to(self, ms: int) -> str:
        """Return a link to a moment of this note's video, or ""."""
        video = self._session.note.video if self._session.note is not None else None
        if video is not None and video.video_id:
            return f"https://youtu.be/{video.video_id}?t={ms // 1000}"
        seconds = format_seconds(ms)
        if video is not None and video.url:
            return f"{video.url}#t={seconds}"
        media = self._video.media
        return f"{media.path.as_uri()}#t={seconds}" if isinstance(media, Media) else ""

    def copy_link(self, ms: int | None = None) -> None:
        """Copy a link to `ms`, or to the current time."""
        self._copy(self.link_to(self._video.now_ms if ms is None else ms))

    def copy_window_link(self, ms: int | None = None) -> None:
        """Copy a link that opens this note in Cuenote, at `ms` or the current time."""
        path = self._session.path
        if path is not None:
            self._copy(window_link(path, self._video.now_ms if ms is None else ms))

    def copy_markdown_link(self, ms: int | None = None) -> None:
        """Copy `[1:02](link)`, with the link to `ms` or the current time."""
        ms = self._video.now_ms if ms is None else ms
        link = self.link_to(ms)
        self._copy(link and f"[{format_ms(ms)}]({link})")

    def _copy(self, text: str) -> None:
        if not text:
            self._window.say(tr("This note has no video to link to."), brief=True)
            return
        QGuiApplication.clipboard().setText(text)
        self._window.say(tr("Copied: {0}").format(text), brief=True)

    def copy_markdown(self) -> None:
        """Copy the source of the selected text, or of the claim at the cursor."""
        note, place = self._session.typed_note, self._session.block or self._session.page
        if note is None:
            return
        span: Span | None = place.selected_span()
        if span is None:
            at = place.caret_byte()
            claim = note.claim_at(at) if at is not None else None
            span = claim.reach if claim is not None else None
        if span is None:
            self._window.say(tr("No claim at the cursor."), brief=True)
            return
        QGuiApplication.clipboard().setText(note.text(span).strip())
        self._window.say(tr("Copied"), brief=True)

    def open_in_browser(self) -> None:
        """Open the video's web page, at the current time."""
        video = self._session.note.video if self._session.note is not None else None
        if video is None or not (video.video_id or video.url):
            self._window.say(tr("This note has no online video."), brief=True)
            return
        QDesktopServices.openUrl(QUrl(self.link_to(self._video.now_ms)))
