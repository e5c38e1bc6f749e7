"""What the vault knows of the note that is shown: its video's other notes, and the links.

The index says which notes are about the video; those are read and decided just as the view does
it, so that every claim stands where its own note would have it. Their claims go to the timeline
and to the list; J and K go through all of them while the list shows all. GUI thread; questions go
to `Indexing`, notes are read by `Background`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from math import ceil
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QTimer, Signal

from viewer.errors import ViewerError
from viewer.notes.file import read_version
from viewer.notes.model import VideoRef
from viewer.notes.note import Note
from viewer.notes.timecode import format_ms
from viewer.ui.claims.listing import Listing, rows_out_of_reach
from viewer.ui.claims.view import ClaimRow, OtherNote
from viewer.ui.kit.notice import NoticeButton
from viewer.ui.note.links import Sharing
from viewer.ui.player.playing import Playing
from viewer.ui.player.reel import Reel
from viewer.ui.player.reel_moments import ReelMoment
from viewer.ui.player.ticks import Tick
from viewer.ui.session.follow import moments_of
from viewer.ui.session.history import Reveal
from viewer.ui.session.navigator import Navigator
from viewer.ui.session.session import Session
from viewer.ui.shell.action import Action, Fact
from viewer.ui.shell.context import Context, Feature
from viewer.ui.vault.feed import VaultList
from viewer.ui.vault.index_client import Indexing
from viewer.ui.vault.related_view import Entry, RelatedView, Section
from viewer.vault.index import Index, LinkRow, NoteRow
from viewer.vault.links import VaultFiles
from viewer.vault.names import shown_name

_REST_MS = 200  # so long the index must be at rest before it is asked again
_MOST_NOTES = 100
_WORDS = 60
_BEFORE = 16  # letters of a sentence shown before the link in it


class _Links(NamedTuple):
    to_here: Sequence[LinkRow]
    from_here: Sequence[tuple[str, str, str]]  # target, heading, shown


class _Read(NamedTuple):
    """A note as it was read, and what tells whether it is still that."""

    stamp: tuple[int, int]
    note: Note


class Related(Feature):
    """Shows what else there is about the video and the note."""

    ACTIONS = (
        Action(
            "claim.next",
            "Next claim in the note",
            "next_claim",
            ("J", "Alt+J"),
            Fact.CLAIMS,
            args=(1,),
            repeats=True,
        ),
        Action(
            "claim.previous",
            "Previous claim in the note",
            "next_claim",
            ("K", "Alt+K"),
            Fact.CLAIMS,
            args=(-1,),
            repeats=True,
        ),
        Action(
            "reel",
            "Play only the claims",
            "toggle_reel",
            ("H", "Alt+H"),
            Fact.VIDEO,
            checkable=True,
        ),
        Action(
            "claims.all",
            "List claims of this note or of all notes",
            "toggle_all_notes",
            ("L", "Alt+L"),
        ),
        Action("about", "Go to notes about this video", "focus", ("Ctrl+Shift+B",)),
    )

    link_chosen = Signal(str, str)  # target, heading; of a link to no note, or to one of several
    others_changed = Signal()  # `other_rows` are others now

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        session = context.get(Session)
        navigator = context.get(Navigator)
        indexing = context.get(Indexing)
        state = context.state
        self._window, self._background, self._session = context.window, context.background, session
        self._navigator, self._indexing, self._state = navigator, indexing, state
        self._reel = context.get(Reel)
        self.link_chosen.connect(context.get(Sharing).open_linked)
        notes = context.get(VaultList).view
        self.view = RelatedView(notes)
        notes.put_below(self.view)
        self._path: Path | None = None  # of the note that this is about
        self._video: VideoRef | None = None
        # Each with the number of its mark; None: not known yet, and what is shown stays.
        self._others: Sequence[tuple[int, NoteRow]] | None = None
        self._entries: dict[Section, Sequence[Entry]] = {}
        self._read: Mapping[Path, _Read] = {}
        self._other_rows: Sequence[ClaimRow] = ()
        self._rows: Sequence[ClaimRow] = ()  # of all listed claims those that can be reached
        self._times: Sequence[int] = ()
        self._went: ClaimRow | None = None  # gone to last, until the next jump
        self._at: tuple[int, int] | None = None  # the row that J and K go on from
        self._arriving: ClaimRow | None = None  # its note is being opened
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._ask)
        for section in Section:
            key = f"about/{section.value}"
            self.view.set_open(section, state.flag(key, section is not Section.LINKS))
        self.view.folded.connect(lambda section, on: state.set_flag(f"about/{section.value}", on))
        self.view.chosen.connect(self._on_entry)
        indexing.changed.connect(lambda _written, _removed: self._rest.start())
        indexing.ready.connect(self._rest.start)
        session.note_opened.connect(lambda _: self._on_note())
        session.files_listed.connect(self._ask)
        session.video.looked_for.connect(self._on_video)
        session.follow.claims_changed.connect(lambda _claims, _citations: self._show_now())
        navigator.jumped.connect(self._on_jumped)
        self._listing = context.get(Listing)
        self._tab = side = self._listing.tab
        self._timeline = context.get(Playing).timeline
        side.claims_changed.connect(self._on_listed)
        side.claims.other_chosen.connect(self.go_to)
        side.claims.other_opened.connect(self.open)
        side.claims.claim_chosen.connect(lambda _claim, citation: self._on_own(citation))
        self._timeline.other_tick_chosen.connect(self._on_tick)
        player = context.player
        player.duration_changed.connect(lambda _: self._decide())
        player.position_changed.connect(lambda _: self._show_now())

    @property
    def other_rows(self) -> Sequence[ClaimRow]:
        """The claims of the other notes about the video, in no order."""
        return self._other_rows

    @property
    def rows(self) -> Sequence[ClaimRow]:
        """The claims that are listed and can be reached, in time order."""
        return self._rows

    # ------------------------------------------------------------------ asking

    def _on_note(self) -> None:
        note = self._session.note
        video = note.video if note is not None else None
        if video != self._video:
            self._tab.set_other_claims((), 0)
        self._video = video
        if self._session.path != self._path:
            self._path = self._session.path
            self._others, self._entries, self._at = None, {}, None
            self._other_rows = ()
            self.view.set_entries({})
            self._timeline.set_other_ticks(())
            self._tab.claims.set_all_now(frozenset(), scroll=False)
        self._ask()

    def _ask(self) -> None:
        path, note, files = self._session.path, self._session.note, self._session.files
        if path is None or note is None:
            self._path = self._video = None
            self._on_others(None, [])
            self._on_links(None, None)
            return
        video = note.video
        self._indexing.ask(
            "about.video",
            lambda index: _others(index, path, video),
            lambda found: self._on_others(path, found),
        )
        if files is not None:
            self._indexing.ask(
                "about.links",
                lambda index: (
                    _Links(index.links_to(path, files), index.links_of(path)),
                    path,
                    files,
                ),
                lambda found: self._resolve(*found),
            )

    def _resolve(self, links: _Links, path: Path, files: VaultFiles) -> None:
        # Not while the index is held: what is missing is looked for in the titles of all notes.
        self._background.run(
            "about.resolve",
            lambda: _link_entries(links, path, files),
            lambda entries: self._on_links(path, entries),
        )

    def _on_links(
        self, path: Path | None, entries: Mapping[Section, Sequence[Entry]] | None
    ) -> None:
        if path == self._path:
            for section in (Section.LINKED, Section.LINKS):
                self._entries[section] = entries[section] if entries is not None else ()
            self.view.set_entries(dict(self._entries))

    def _on_others(self, path: Path | None, found: Sequence[tuple[int, NoteRow]]) -> None:
        if path != self._path:
            return
        self._others = found[:_MOST_NOTES]
        self._entries[Section.VIDEO] = [
            Entry(row.title or shown_name(row.path.name), row.path, row.claims, number=number)
            for number, row in self._others
        ]
        self.view.set_entries(dict(self._entries))
        self._decide()

    # ------------------------------------------------------------------ all claims

    def _decide(self) -> None:
        """Read the other notes, and decide their times for the video that is open."""
        if self._others is None:
            return
        others = [
            OtherNote(row.path, row.title or shown_name(row.path.name), number)
            for number, row in self._others
        ]
        path, duration_ms, before = self._path, self._session.video.duration_ms, self._read
        if not others:
            self._background.forget("about.claims")
            self._take(path, [], {})
            return
        self._background.run(
            "about.claims",
            lambda: _claims(others, duration_ms, before),
            lambda made: self._take(path, *made),
        )

    def _take(
        self, path: Path | None, rows: Sequence[ClaimRow], read: Mapping[Path, _Read]
    ) -> None:
        if path != self._path:
            return
        is_new = bool(rows) or bool(self._other_rows)
        self._read, self._other_rows = read, rows
        self._timeline.set_other_ticks(
            [
                Tick(
                    row.ms,
                    lambda row=row: row.text,  # type: ignore[misc]
                    faint=True,
                    source=row.other.title,
                    mark=row.other.number,
                    key=row,
                )
                for row in rows
                if row.ms is not None and row.other is not None
            ]
        )
        self._tab.set_other_claims(rows, len(self._others or ()))
        if is_new:
            self.others_changed.emit()

    def _on_listed(self) -> None:
        self._rows = [row for row in self._tab.claims.rows.rows if row.ms is not None]
        self._times = [row.ms for row in self._rows if row.ms is not None]
        self._show_now()

    def _in_force(self, ms: int) -> range:
        """Give the indexes of the rows that are in force at `ms`, all of one time."""
        end = bisect_right(self._times, ms)
        duration_ms = self._session.video.duration_ms
        frame_ms = ceil(self._session.player.frame_interval_ms)
        # Past the last frame nothing can be gone to: who is there is at all that comes behind it.
        if duration_ms is not None and ms >= duration_ms - frame_ms:
            end = len(self._times)
        return range(bisect_left(self._times, self._times[end - 1]) if end else 0, end)

    def _show_now(self) -> None:
        """Light up what is in force of all notes, where all are listed."""
        claims, session = self._tab.claims, self._session
        keys: frozenset[tuple[int, int]] = frozenset()
        if self._tab.shows_all_notes and session.video.is_open:
            in_force = self._in_force(session.player.position_ms)
            keys = frozenset(self._rows[index].key for index in in_force)
        if self._at is not None and keys and self._at not in keys:
            self._at = None
        claims.set_all_now(keys, scroll=session.follow.is_following)

    # ------------------------------------------------------------------ going

    def next_claim(self, by: int) -> None:
        """Go on (or back) by one claim: of the reel while one is played, else of what is listed."""
        if self._reel.is_on:
            self._reel.step(by)
        else:
            self._next_listed(by)

    def toggle_reel(self) -> None:
        """Play only the claims that are listed, from where the video is; or stop doing so."""
        if self._reel.is_on:
            self._reel.stop()
            return
        now_ms = self._session.player.position_ms
        start = sum(row.ms is not None and row.ms <= now_ms for row in self.rows) - 1
        moments = [ReelMoment(row.ms, row.text) for row in self.rows if row.ms is not None]
        self._reel.play(moments, max(0, start))

    def toggle_all_notes(self) -> None:
        """List the claims of all notes about the video, or of this note alone."""
        if not self._listing.show_all_notes(not self._tab.shows_all_notes):
            words = self.tr("No other note about this video is known.")
            self._window.say(words, brief=True)

    def _next_listed(self, by: int) -> None:
        """Go on (or back) by one claim: of all notes in time order, where all are listed."""
        if not self._tab.shows_all_notes:
            self._navigator.next_claim(by)
            return
        in_force = self._in_force(self._navigator.moment_ms)
        place = in_force.stop if by > 0 else in_force.start - 1
        for index in in_force:
            if self._rows[index].key == self._at:
                place = index + by
        if not 0 <= place < len(self._rows):
            edge = (
                self.tr("Nothing later is cited.")
                if by > 0
                else self.tr("Nothing earlier is cited.")
            )
            self._window.say(edge, brief=True)
            return
        row = self._rows[place]
        if row.other is None:
            self._navigator.go_to_citation(row.citation, row.claim, Reveal.WELL)
            self._on_own(row.citation)
        else:
            self.go_to(row)

    def _on_own(self, citation: int) -> None:
        self._went, self._at = None, (-1, citation)

    def go_to(self, row: ClaimRow) -> None:
        """Go to where another note's claim is said; its note is offered, not opened."""
        assert row.other is not None
        if row.ms is None:
            words = self.tr("{0} cannot be reached in this video.").format(row.written)
            self._offer(words, row)
            return
        self._navigator.jump(row.ms)
        self._went, self._at = row, row.key

    def _on_tick(self, tick: Tick) -> None:
        row = tick.key
        if isinstance(row, ClaimRow):
            self._at = row.key
            self._say(row)

    def _on_jumped(self) -> None:
        row, self._went = self._went, None
        if row is not None:
            self._say(row)

    def _say(self, row: ClaimRow) -> None:
        words = row.text if len(row.text) <= _WORDS else row.text[: _WORDS - 1].rstrip() + "…"
        self._offer(f"{format_ms(row.ms or 0)}  ·  {words}", row)

    def _offer(self, words: str, row: ClaimRow) -> None:
        assert row.other is not None
        title = row.other.title
        title = title if len(title) <= 32 else title[:31].rstrip() + "…"
        key = self._window.actions_.shown_key("candidate.1")
        offer = NoticeButton(self.tr("Open “{0}”").format(title), key, lambda: self.open(row))
        self._window.say(words, [offer], brief=True)
        self._session.update_actions()

    def open(self, row: ClaimRow) -> None:
        """Open the note of a claim at it; the video, which is the same, goes on."""
        assert row.other is not None
        self._went, self._arriving = None, row
        self._session.open_note(row.other.path, byte=row.note.claims[row.claim].span.start)

    def _on_video(self) -> None:
        """Show the claim for which a note was opened, once its video is found to be the same."""
        self._decide()
        row, self._arriving = self._arriving, None
        note, session = self._session.note, self._session
        if row is None or row.other is None or note is None or row.other.path != session.path:
            return
        if row.citation >= len(note.citations) or row.claim >= len(note.claims):
            return  # it was changed meanwhile
        if row.citation in session.follow.citations_now:
            session.follow.set_current(row.claim)
            session.page.place_caret(row.claim)
            session.page.reveal_claim(row.claim, Reveal.WHOLE)
            session.page.flash_claim(row.claim)
        else:
            self._navigator.go_to_citation(row.citation, row.claim)

    def _on_entry(self, entry: Entry) -> None:
        if entry.path is None or entry.several:
            self.link_chosen.emit(entry.target, entry.heading)
        else:
            self._session.open_note(entry.path, byte=entry.start, heading=entry.heading)

    def focus(self) -> None:
        """Go to the list by keyboard."""
        self._window.show_pane("vault", True)
        if self.view.isHidden():
            words = self.tr("No other note is about this video, and none is linked with this one.")
            self._window.say(words, brief=True)
        else:
            self.view.focus_first()


def _others(index: Index, path: Path, video: VideoRef | None) -> list[tuple[int, NoteRow]]:
    """Give the other notes about the video; each has one number, whichever note is shown."""
    if video is None:
        return []
    rows = index.about_video(video, path)
    return [(number, row) for number, row in enumerate(rows) if row.path != path]


def _claims(
    others: Sequence[OtherNote], duration_ms: int | None, before: Mapping[Path, _Read]
) -> tuple[list[ClaimRow], dict[Path, _Read]]:
    """Read the notes that changed, and give all their claims; on a thread."""
    rows: list[ClaimRow] = []
    read: dict[Path, _Read] = {}
    for other in others:
        try:
            status = other.path.stat()
            stamp = status.st_mtime_ns, status.st_size
            known = before.get(other.path)
            if known is None or known.stamp != stamp:
                known = _Read(stamp, Note.parse(read_version(other.path)[0]))
        except (OSError, ViewerError):
            continue  # it has just gone; the index will say so
        read[other.path] = known
        note = known.note
        times = note.times(duration_ms)
        rows += [
            ClaimRow(m.ms, note, m.claim, m.citation, other=other) for m in moments_of(note, times)
        ]
        rows += rows_out_of_reach(note, times, other)
    return rows, read


def _link_entries(links: _Links, path: Path, files: VaultFiles) -> dict[Section, Sequence[Entry]]:
    """Give an entry for each note that links here and each that is linked; on a thread."""
    linked: dict[Path, Entry] = {}
    for link in links.to_here:
        source = link.source
        title = source.title or shown_name(source.path.name)
        entry = Entry(title, source.path, None, *_excerpt(link), link.start)
        linked.setdefault(source.path, entry)
    out: dict[object, Entry] = {}
    for target, heading, shown in links.from_here:
        if not target:
            continue  # within the note
        found = files.resolve(target, path)
        several = len(found) if isinstance(found, list) else 0
        meant = found[0] if isinstance(found, list) else found
        if meant == path:
            continue
        entry = Entry(shown or target, meant, heading=heading, target=target, several=several)
        out.setdefault(meant or target.casefold(), entry)
    return {Section.LINKED: list(linked.values()), Section.LINKS: list(out.values())}


def _excerpt(link: LinkRow) -> tuple[str, str]:
    """Give the sentence of a link, and as much of it as begins not far before the link."""
    sentence = " ".join(link.text.split())
    at = sentence.find(" ".join(link.shown.split()))
    begin = sentence.rfind(" ", 0, at - _BEFORE) + 1 if at > _BEFORE else 0
    return sentence, f"…{sentence[begin:]}" if begin else sentence
