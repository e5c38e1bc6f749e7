"""Searching the vault: from what is typed to what is listed, and from there into the notes.

Each letter typed asks the index on a thread; only the answer to the newest letters is shown. A
result is opened where its words stand now: the note may have changed since it was indexed, and
then nothing is sought by a place that holds something else. GUI thread.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from viewer.errors import IndexingError, QueryError, ViewerError
from viewer.ui.note.page import NotePage
from viewer.ui.player.reel import Reel
from viewer.ui.search.field import Filter
from viewer.ui.search.frames import SearchFrames
from viewer.ui.search.rows import (
    Choice,
    ChoiceKind,
    Group,
    Line,
    Place,
    SearchRow,
    rows_of,
    text_of,
)
from viewer.ui.session.navigator import Navigator
from viewer.ui.session.session import Session
from viewer.ui.shell.context import Context, Feature
from viewer.ui.shell.menus import MenuHere
from viewer.ui.vault.index_client import Indexing
from viewer.vault.entry import PassageKind
from viewer.vault.index import Found, Hit, Index, NoteRow
from viewer.vault.query import Query, parse_query

if TYPE_CHECKING:
    from viewer.ui.search.view import SearchView

_SLOW_MS = 150  # only after so long it is said that an answer is on its way
_COUNT_REST_MS = 150
_ERROR_REST_MS = 600  # a time that is being typed is none yet
_REFRESH_MS = 700  # while the vault is indexed
_COUNTED_MOST = 2_000
_COMPLETIONS = 7
# Notes and passages of each, page by page.
_PAGES = ((20, 5), (60, 12), (200, 20), (600, 40))
_PLAYED = 2  # of these pages, where there is more than is listed


class Searching(Feature):
    """One search of the vault, kept until the next one."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._note_view = context.get(NotePage).view
        session = context.get(Session)
        indexing = context.get(Indexing)
        self._window = context.window
        self._session = session
        self._navigator, self._reel = context.get(Navigator), context.get(Reel)
        self._indexing, self._state = indexing, context.state
        self._frames = SearchFrames(
            self,
            context.background,
            lambda: (session.root, session.video.library),
            session.pairings,
        )
        self._view: SearchView | None = None
        self._number = 0  # of the newest question; read by the threads that answer
        self._query = Query()
        self._page = 0
        self._more = False
        self._waits_for_more = False  # a step beyond the last result that is listed
        self._channels: Sequence[tuple[str, int]] = ()
        self._tags: Sequence[tuple[str, int]] = ()
        self._notes = 0
        self._root = session.root  # where the results are from
        self._progress: tuple[int, int] | None = None
        self._going: tuple[Path, Hit] | None = None  # a note that is being opened
        # Where a result led before the length of its video was known: note, citation, claim, ms.
        self._unsettled: tuple[Path, int, int, int] | None = None
        self._slow = self._timer(_SLOW_MS, self._say_slow)
        self._counting = self._timer(_COUNT_REST_MS, self._ask_count)
        self._erring = self._timer(_ERROR_REST_MS, self._say_error)
        self._refreshing = self._timer(_REFRESH_MS, self._ask_again)
        self._error = ""
        session.note_opened.connect(self._on_note_opened)
        session.vault_listed.connect(self._on_vault_listed)
        session.video.looked_for.connect(self._settle)
        indexing.progressed.connect(self._on_progress)
        indexing.changed.connect(lambda *_: self._on_index_changed())
        indexing.ready.connect(self._on_index_changed)
        context.player.duration_changed.connect(lambda _: self._settle())

    def _timer(self, ms: int, call: Callable[[], None]) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=ms)
        timer.timeout.connect(call)
        return timer

    def close(self) -> None:
        """End the thread that decodes frames."""
        self._frames.shutdown()

    @property
    def view(self) -> SearchView:
        """The search; made when it is first wanted."""
        if self._view is None:
            from viewer.ui.search.view import SearchView

            reel = self._window.actions_["search.reel"]
            view = self._view = SearchView(self._window, self._frames.picture, reel)
            view.edited.connect(self._on_edited)
            view.chosen.connect(self._on_chosen)
            view.closed.connect(self._on_closed)
            view.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            view.list.customContextMenuRequested.connect(self._open_menu)
            self._frames.came.connect(view.repaint_rows)
            self._frames.videos_there.connect(view.show_frames)
        return self._view

    def open(self, query: str = "") -> None:
        """Show the search, and look for `query`; else what was looked for last is still there."""
        self._open()
        if query:
            self.view.field.set_query(query)
            self._on_edited()

    def _open(self) -> None:
        view = self.view
        self._frames.begin(self._window.devicePixelRatioF())
        if not view.isVisible():
            self._ask_names()
            if not self._query.is_empty:
                self._ask(stay=True)
            else:
                self._on_edited()
        view.open()

    # ------------------------------------------------------------------ typing

    def _on_edited(self) -> None:
        view = self.view
        self._erring.stop()
        self._error = ""
        part = view.field.part()
        if part is not None and self._complete(part):
            return
        typed = view.field.query()
        try:
            query = parse_query(typed, typing=True)
        except QueryError as error:
            self._error = error.words()
            self._forget_question()
            # A token is what a person means; the word at the caret may go on.
            if part is None:
                self._say_error()
                bad = [each for each in view.field.filters if not each.can_be_read]
                if bad:
                    view.show_rows([self._without(each) for each in bad])
            else:
                self._erring.start()
            return
        self._query, self._page = query, 0
        if query.is_empty:
            self._forget_question()
            self._more = False
            self._say_state()
            view.field.set_count("")
            view.show_rows(self._rows_for_nothing_typed())
        else:
            self._ask()

    def _complete(self, part: Filter) -> bool:
        """List what the filter that is being typed can be; False where there is nothing."""
        known = {"channel": self._channels, "tag": self._tags}.get(part.name)
        if known is None:
            return False
        typed = part.value.casefold().lstrip("#")
        starts = [each for each in known if each[0].casefold().startswith(typed)]
        inner = [each for each in known if typed in each[0].casefold() and each not in starts]
        if typed:
            starts.sort(key=lambda each: (each[0].casefold() != typed, -each[1]))
        else:
            starts.sort(key=lambda each: -each[1])
        found = [*starts, *sorted(inner, key=lambda each: -each[1])][:_COMPLETIONS]
        if not found:
            return False
        self._forget_question()
        self._say_state()
        self.view.field.set_count("")
        self.view.show_rows(
            [
                Choice(
                    ChoiceKind.COMPLETION, f"{part.name}: {name}", name, self._notes_words(count)
                )
                for name, count in found
            ]
        )
        return True

    def _rows_for_nothing_typed(self) -> list[SearchRow]:
        rows: list[SearchRow] = [
            Choice(ChoiceKind.RECENT, text, text, icon="clock")
            for text in self._state.recent_searches()[:6]
        ]
        if rows:
            rows.insert(0, Line(self.tr("Recent searches"), is_section=True))
        rows += [
            Line(self.tr("How to search"), is_section=True),
            Line(
                self.tr("words in this order; how a word begins; without a word"),
                self.tr("“key frame”  fram*  -cut"),
            ),
            Line(
                self.tr("in notes of a channel, about a video, with a tag"),
                "channel:  video:  tag:",
            ),
            Line(self.tr("what is cited between these times"), "from:44:00  to:1:10:00"),
        ]
        return rows

    def _notes_words(self, count: int) -> str:
        return self.tr("1 note") if count == 1 else self.tr("{0} notes").format(f"{count:,}")

    def _ask_names(self) -> None:
        # Where there is no index yet, it is asked again later.
        again = self._refreshing.start
        self._indexing.ask("search.names", _names, self._on_names, lambda _: again())

    def _on_names(
        self, names: tuple[Sequence[tuple[str, int]], Sequence[tuple[str, int]], int]
    ) -> None:
        self._channels, self._tags, self._notes = names
        if self.view.isVisible() and self.view.field.part() is not None:
            self._on_edited()

    # ------------------------------------------------------------------ asking

    def _ask(self, *, stay: bool = False) -> None:
        """Ask the index for the page that is wanted; `stay`: it is the same search once more."""
        self._number += 1
        number, query = self._number, self._query
        notes, hits = _PAGES[self._page]
        self._counting.stop()
        if not self._slow.isActive():
            self._slow.start()

        def question(index: Index) -> tuple[Found, float] | None:
            if number != self._number:
                return None  # typed over, while it waited for its turn
            begun = time.perf_counter()
            found = index.search(query, notes=notes, hits=hits)
            return found, (time.perf_counter() - begun) * 1000

        self._indexing.ask(
            "search",
            question,
            lambda answer: self._on_found(number, answer, stay=stay),
            self._on_failed,
            quick=True,
        )

    def _forget_question(self) -> None:
        self._number += 1
        self._slow.stop()
        self._counting.stop()
        self._waits_for_more = False

    def _on_found(self, number: int, answer: tuple[Found, float] | None, *, stay: bool) -> None:
        if answer is None or number != self._number:
            return  # something else is meant by now, which need not be a question
        found, took_ms = answer
        self._slow.stop()
        view = self.view
        self._more = found.more and self._page + 1 < len(_PAGES)
        rows = rows_of(found)
        self._took_ms = took_ms
        if rows:
            if not found.more or not stay or self._counted is None:
                self._counted = None  # until all are counted
                hits = sum(len(group.hits) for group in found.groups)
                self._show_count(hits, len(found.groups), more=found.more)
            else:
                self._on_count(number, self._counted)
            if self._more:
                rows.append(Choice(ChoiceKind.MORE, self.tr("More results"), icon="chevron-down"))
        else:
            view.field.set_count("")
            rows = self._rows_for_nothing_found()
        self._say_state()
        view.show_rows(rows, stay=stay)
        if found.more:
            self._counting.start()
        if self._waits_for_more:
            self._waits_for_more = False
            self.step(1)

    _took_ms = 0.0
    _counted: tuple[int, int] | None = None  # the results and notes of this search, of all pages
    _total = ""  # how many results there are, in words

    def _show_count(self, hits: int, notes: int, *, more: bool = False) -> None:
        places = self.tr("1 result") if hits == 1 else self.tr("{0} results").format(f"{hits:,}")
        number = f"{hits:,}"
        self._total = self.tr("over {0}").format(number) if more else number
        if more:
            places = self.tr("over {0}").format(places)
        else:
            places = self.tr("{0} in {1}").format(places, self._notes_words(notes))
        took = self.tr("{0} ms").format(max(1, round(self._took_ms)))
        self.view.field.set_count(f"{places} · {took}")

    def _ask_count(self) -> None:
        """Count all that is found, once no letter follows: the first page did not need it."""
        number, query = self._number, self._query

        def question(index: Index) -> tuple[int, int] | None:
            if number != self._number:
                return None
            return index.count_found(query, _COUNTED_MOST)

        self._indexing.ask("search.count", question, lambda count: self._on_count(number, count))

    def _on_count(self, number: int, count: tuple[int, int] | None) -> None:
        if count is not None and number == self._number and count[0]:
            self._counted = count
            self._show_count(*count, more=count[0] >= _COUNTED_MOST)

    def _on_failed(self, error: ViewerError) -> None:
        self._slow.stop()
        view = self.view
        view.field.set_count("")
        if isinstance(error, IndexingError):
            rows: list[SearchRow] = [Line(str(error))]
            if self._indexing.root is None and self._session.root is not None:
                words = self.tr("Index this folder for searching")
                rows.append(Choice(ChoiceKind.INDEX, words, icon="search"))
            view.show_rows(rows, stay=True)
            self._refreshing.start()
            self._say_state()
        else:
            self._error = error.words()
            self._say_error()

    def _rows_for_nothing_found(self) -> list[SearchRow]:
        filters = self.view.field.filters
        typed = self.view.field.line.text().strip()
        if not typed:
            rows: list[SearchRow] = [Line(self.tr("No note passes these filters."))]
        elif filters:
            rows = [Line(self.tr("Nothing matches “{0}” with these filters.").format(typed))]
        elif self._progress is not None:
            rows = [Line(self.tr("Nothing that is indexed so far matches “{0}”.").format(typed))]
        else:
            rows = [Line(self.tr("Nothing in this vault matches “{0}”.").format(typed))]
            rows.append(
                Line(self.tr("Fewer words find more; a star finds how a word begins: fram*"))
            )
        for each in filters:
            rows.append(self._without(each))
        return rows

    def _without(self, dropped: Filter) -> Choice:
        words = self.tr("Search without {0}").format(dropped.text)
        return Choice(ChoiceKind.DROP, words, dropped.text, icon="close")

    # ------------------------------------------------------------------ what is said

    def _say_slow(self) -> None:
        self.view.field.set_count(self.tr("Searching…"))

    def _say_error(self) -> None:
        if self._error:
            self.view.field.set_count("")
            self.view.say(self._error, is_bad=True)

    def _say_state(self) -> None:
        """Say that the vault is being indexed, while it is."""
        if self._error or self._view is None:
            return
        if self._indexing.root is None or self._indexing.is_ready or self._progress is None:
            self._view.say("")
            return
        done, count = self._progress
        words = self.tr("The vault is being indexed: this is what {0} of {1} notes hold.")
        self._view.say(words.format(f"{done:,}", f"{count:,}"))

    def _on_progress(self, done: int, count: int) -> None:
        self._progress = (done, count) if done < count else None
        if self._view is not None and self._view.isVisible():
            self._say_state()
            if not self._refreshing.isActive():
                self._refreshing.start()

    def _on_vault_listed(self) -> None:
        """Forget what was found in another vault."""
        if self._session.root == self._root:
            return
        self._root = self._session.root
        self._forget_question()
        self._frames.forget()
        self._progress, self._more = None, False
        self._channels = self._tags = ()
        if self._view is not None:
            self._view.show_rows([])
            self._view.field.set_count("")

    def _on_index_changed(self) -> None:
        if self._indexing.is_ready:
            self._progress = None
        if self._view is not None and self._view.isVisible():
            self._say_state()
            self._refreshing.start()

    def _ask_again(self) -> None:
        """Answer the same search from what is in the index now."""
        if self._view is None or not self._view.isVisible():
            return
        self._ask_names()
        if not self._query.is_empty and not self._error and self._view.field.part() is None:
            self._ask(stay=True)

    # ------------------------------------------------------------------ choosing

    def _open_menu(self, at: QPoint) -> None:
        """Open what can be done with the result under the pointer, and with all."""
        results = self.view.list
        row, menu = results.rows.at(results.indexAt(at)), MenuHere(self._window.actions_, self.view)
        if isinstance(row, Place | Group) and row.hit is not None:
            open_ = partial(self._go, row.note, row.hit, stay_open=False)
            stay = partial(self._go, row.note, row.hit, stay_open=True)
            copy = partial(QGuiApplication.clipboard().setText, text_of(row))
            menu.put(self.tr("Open"), open_, key="Return")
            menu.put(self.tr("Open, and stay in the search"), stay, key="Ctrl+Return")
            menu.put(self.tr("Copy the words"), copy)
        menu.add("search.next", "search.previous", "search.reel")
        menu.open(results.viewport().mapToGlobal(at))

    def _on_chosen(self, row: SearchRow, stay_open: bool) -> None:
        if isinstance(row, Choice):
            self._choose(row)
        elif isinstance(row, Place | Group) and row.hit is not None:
            # What is typed may be newer than what is listed; what is meant is what is seen.
            self._go(row.note, row.hit, stay_open=stay_open)

    def _choose(self, row: Choice) -> None:
        view = self.view
        if row.kind is ChoiceKind.MORE:
            self._page += 1
            self._ask(stay=True)
        elif row.kind is ChoiceKind.INDEX:
            self._window.actions_["folder.index"].trigger()
            self._refreshing.start()
        elif row.kind is ChoiceKind.COMPLETION:
            view.field.complete(row.value)
        elif row.kind is ChoiceKind.DROP:
            dropped = next((each for each in view.field.filters if each.text == row.value), None)
            if dropped is not None:
                view.field.drop(dropped)
        else:
            view.field.set_query(row.value)
            self._on_edited()

    def _on_closed(self) -> None:
        self._frames.close()
        self._refreshing.stop()

    def step(self, by: int) -> None:
        """Go to the next result (or back), with the search closed; without one, open the search."""
        view = self._view
        places = view.places if view is not None else []
        if view is None or not places:
            self.open()
            return
        at = view.current_at
        left = [place for place in places if (place > at if by > 0 else place < at)]
        if left:
            row = view.select_place(left[0] if by > 0 else left[-1])
            assert isinstance(row, Place | Group)
            assert row.hit is not None
            self._go(row.note, row.hit, stay_open=False)
            number = places.index(view.current_at) + 1
            words = self.tr("Result {0} of {1}").format(f"{number:,}", self._total)
            self._window.status.set_right(words)
        elif by > 0 and self._more:
            self._waits_for_more = True
            self._page += 1
            self._ask(stay=True)
        else:
            last = self.tr("This is the last result.")
            words = last if by > 0 else self.tr("This is the first result.")
            self._window.say(words, brief=True)

    def play(self) -> None:
        """Play the moments of what was found, and not only of the page that is listed."""
        view, query = self._view, self._query
        if view is None or not view.places:
            self.open()
            return
        self._state.add_recent_search(view.field.query().strip())
        view.close_list()
        notes, hits = _PAGES[max(self._page, _PLAYED)]
        self._indexing.ask(
            "search.reel",
            lambda index: index.search(query, notes=notes, hits=hits),
            lambda found: self._reel.play_passages([(g.note.path, g.hits) for g in found.groups]),
            lambda error: self._window.say(error.words()),
        )

    # ------------------------------------------------------------------ into the note

    def _go(self, note: NoteRow, hit: Hit, *, stay_open: bool) -> None:
        """Open the note where the words stand, and its video where they were said."""
        self._state.add_recent_search(self.view.field.query().strip())
        if not stay_open:
            self.view.close_list()
        self._unsettled = None
        path = note.path
        if path == self._session.path:
            self._arrive(hit, is_here=True)
        else:
            self._going = path, hit
            self._session.open_note(
                path, byte=hit.start if hit.kind is not PassageKind.TITLE else 0
            )

    def _on_note_opened(self, path: Path) -> None:
        going, self._going = self._going, None
        self._unsettled = None
        if going is not None and going[0] == path:
            self._arrive(going[1], is_here=False)

    def _arrive(self, hit: Hit, *, is_here: bool) -> None:
        """Go to what was found, in the note that is shown now."""
        from viewer.vault.locate import locate  # here, for it loads RapidFuzz

        session, note = self._session, self._session.note
        if note is None:
            return
        where = locate(note, hit)
        if where is None:
            words = self.tr("This note was changed, and what was found is not in it any more.")
            self._window.say(words)
            return
        if where.claim < 0:
            here = session.here()
            if is_here and here is not None:
                session.jumps.leave(here)
                session.update_actions()
            session.follow.set_following(False)
            if session.page is self._note_view:
                if where.span.start:
                    self._note_view.span_rect(where.span, bring=True)
                    self._note_view.show_caret_at(where.span.start)
                else:
                    self._note_view.scroll_to_byte(0)
            else:
                session.page.scroll_to_byte(where.span.start)
            return
        citations = note.claims[where.claim].citations
        times = session.times
        reachable = [c for c in citations if times[c].ms is not None]
        said = [c for c in reachable if times[c].ms == hit.ms]
        citation = (said or reachable or list(citations))[0]
        ms = times[citation].ms
        self._navigator.go_to_citation(citation, where.claim)
        if ms is not None and session.path is not None and session.video.duration_ms is None:
            self._unsettled = session.path, citation, where.claim, ms
        elif not is_here and ms is not None and session.path is not None:
            # The player still holds the video of the note before.
            self._unsettled = session.path, citation, where.claim, ms

    def _settle(self) -> None:
        """Go again where the length of the video says that the time means another one.

        Without it “01:09:00” cannot be told from one minute and nine seconds.
        """
        session = self._session
        if self._unsettled is None or session.video.is_looking or session.video.duration_ms is None:
            return
        (path, citation, claim, asked_ms), self._unsettled = self._unsettled, None
        if path != session.path or citation >= len(session.times):
            return
        ms = session.times[citation].ms
        if ms is None:
            self._navigator.go_to_citation(citation, claim)
        elif ms != asked_ms:
            self._navigator.jump(ms, claim, leave=False)
        else:
            session.follow.set_current(claim)


def _names(index: Index) -> tuple[Sequence[tuple[str, int]], Sequence[tuple[str, int]], int]:
    return index.channels(), index.tags(), index.count()[0]
