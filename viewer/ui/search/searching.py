"""Searching the vault: from what is typed to what is listed, of the notes or of what is said.

Each letter typed asks the index on a thread; only the answer to the newest letters is shown.
`arriving` goes from a result into its note and its video. GUI thread.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication

from viewer.errors import IndexingError, QueryError, ViewerError
from viewer.notes.model import VideoRef
from viewer.notes.timecode import format_ms
from viewer.translation import numeral, tr
from viewer.ui.kit.buttons import tip_of
from viewer.ui.kit.plain import plain
from viewer.ui.kit.timers import once
from viewer.ui.notes_list.index_client import Indexing
from viewer.ui.search.all_found import Names, export_found, find_said, names_of, play_found
from viewer.ui.search.arriving import Arriving
from viewer.ui.search.field import Filter
from viewer.ui.search.frames import SearchFrames
from viewer.ui.search.hints import (
    about_transcripts,
    completions,
    nothing_found,
    nothing_typed,
    places_words,
    read_so_far,
    without,
)
from viewer.ui.search.rows import (
    ChoiceKind,
    HintLine,
    HitGroup,
    HitPlace,
    SaidPlace,
    SearchChoice,
    SearchRow,
    is_place,
    rows_of,
    text_of,
)
from viewer.ui.session.session import Session
from viewer.ui.shell.context import Context, Feature
from viewer.ui.shell.menus import MenuHere
from viewer.vault.index import Index, SearchResult
from viewer.vault.query import Query, parse_query
from viewer.vault.said import Said, SaidFound

if TYPE_CHECKING:
    from viewer.ui.search.view import SearchView

_SLOW_MS = 150  # only after so long it is said that an answer is on its way
_COUNT_REST_MS = 150
_ERROR_REST_MS = 600  # a time that is being typed is none yet
_REFRESH_MS = 700  # while the vault is indexed
_COUNTED_MOST = 2_000
# Notes and passages of each, page by page.
_PAGES = ((20, 5), (60, 12), (200, 20), (600, 40))
_ALL = 10_000, 500  # what is exported
_PLAYED = 2  # of these pages, where there is more than is listed
_SAID = "search/said"  # in the state: whether what is said was searched last


class Searching(Feature):
    """One search of the vault, kept until the next one."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._session = session = context.get(Session)
        self._indexing = indexing = context.get(Indexing)
        self._context, self._window, self._state = context, context.window, context.state
        self._frames = SearchFrames(
            self,
            context.background,
            lambda: (session.root, session.video.library),
            session.pairings,
        )
        self._view: SearchView | None = None
        self._number = 0  # of the newest question; read by the threads that answer
        self._query = Query()
        self._claim: tuple[str, VideoRef | None] = ("", None)  # looked for elsewhere; its video
        self._page = 0
        self._more = False
        self._waits_for_more = False  # a step beyond the last result that is listed
        self._channels: Sequence[tuple[str, int]] = ()
        self._tags: Sequence[tuple[str, int]] = ()
        self._root = session.root  # where the results are from
        self._progress: tuple[int, int] | None = None
        self._said_progress: tuple[int, int] | None = None
        self._said: tuple[int, int] | None = None  # transcripts and sentences; None: not known
        self._arriving = Arriving(context, self)
        self._slow = once(self, _SLOW_MS, lambda: self.view.field.set_count(tr("Searching…")))
        self._counting = once(self, _COUNT_REST_MS, self._ask_count)
        self._erring = once(self, _ERROR_REST_MS, self._say_error)
        self._refreshing = once(self, _REFRESH_MS, self._ask_again)
        self._error = ""
        session.vault_listed.connect(self._on_vault_listed)
        indexing.progressed.connect(self._on_progress)
        indexing.changed.connect(lambda *_: self._on_index_changed())
        indexing.ready.connect(self._on_index_changed)
        indexing.said_progressed.connect(self._on_said_progress)
        indexing.said_changed.connect(self._on_said_changed)

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
            view.field.edited.connect(self._on_edited)
            view.field.set_said(self._state.flag(_SAID, False))
            view.field.switch.setToolTip(plain(tip_of(self._window.actions_["search.said"])))
            view.field.switched.connect(lambda said: self._state.set_flag(_SAID, said))
            view.chosen.connect(self._on_chosen)
            view.cite_wanted.connect(self._cite)
            view.closed.connect(self._on_closed)
            view.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            view.list.customContextMenuRequested.connect(self._open_menu)
            self._frames.came.connect(view.list.viewport().update)
            self._frames.videos_there.connect(view.show_frames)
        return self._view

    def open(self, query: str = "") -> None:
        """Show the search, and look for `query`; else what was looked for last is still there."""
        self._open()
        if query:
            self.view.field.set_query(query)
            self._on_edited()

    def open_said(self) -> None:
        """Show the search of what is said; of an open search, look for the same in the other."""
        view = self.view
        said = not (view.isVisible() and view.field.is_said)
        if not view.isVisible():
            self._open()
        view.field.choose(said)

    def open_like(self, text: str, without: VideoRef | None) -> None:
        """Show where what `text` says is said, in other videos than `without`."""
        text = " ".join(text.replace('"', " ").split())
        self._claim = text, without
        self.open(f'said: like:"{text}"')

    @property
    def _without_video(self) -> VideoRef | None:
        """The video that is not searched: that of the claim which is looked for elsewhere."""
        text, video = self._claim
        return video if text == self._query.like else None

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
        try:
            query = parse_query(view.field.query(without="like"), typing=True)
        except QueryError as error:
            self._error = error.words()
            self._forget_question()
            # A token is what a person means; the word at the caret may go on.
            if part is None:
                self._say_error()
                bad = [each for each in view.field.filters if not each.can_be_read]
                if bad:
                    view.show_rows([without(each) for each in bad])
            else:
                self._erring.start()
            return
        like = view.field.like if query.said else ""
        self._query, self._page = replace(query, like=like), 0
        if self._query.is_empty:
            self._more = False
            self._list(self._rows_for_nothing_typed())
        else:
            self._ask()

    def _complete(self, part: Filter) -> bool:
        """List what the filter that is being typed can be; False where there is nothing."""
        known = {"channel": self._channels, "tag": self._tags}.get(part.name)
        found = completions(part, known) if known is not None else ()
        if not found:
            return False
        self._list(found)
        return True

    def _list(self, rows: Sequence[SearchRow]) -> None:
        """List what is no result."""
        self._forget_question()
        self._say_state()
        self.view.field.set_count("")
        self.view.show_rows(rows)

    def _rows_for_nothing_typed(self) -> list[SearchRow]:
        is_said = self.view.field.is_said
        rows = nothing_typed(self._state.recent_searches()[:6], is_said=is_said)
        return [*self._rows_about_transcripts(), *rows] if is_said else rows

    def _rows_about_transcripts(self) -> list[SearchRow]:
        if self._said is None:
            self._ask_said()
        if self._said is None or self._said_progress is not None:
            return []
        return about_transcripts(self._said, self._window.actions_)

    def _ask_names(self) -> None:
        # Where there is no index yet, it is asked again later.
        again = self._refreshing.start
        self._indexing.ask("search.names", names_of, self._on_names, lambda _: again())
        if self.view.field.is_said or self._said is not None:
            self._ask_said()

    def _ask_said(self) -> None:
        """Ask how much there is of what is said."""
        self._indexing.ask_said("search.said", Said.count, self._on_said_counted)

    def _on_said_counted(self, count: tuple[int, int]) -> None:
        before, self._said = self._said, count
        if (view := self._open_view) is not None and before != count:
            if self._query.is_empty and view.field.is_said:
                self._on_edited()
            elif not view.places:
                self._ask_again()

    def _on_names(self, names: Names) -> None:
        self._channels, self._tags = names
        if self.view.isVisible() and self.view.field.part() is not None:
            self._on_edited()

    # ------------------------------------------------------------------ asking

    def _ask(self, *, stay: bool = False) -> None:
        """Ask the index for the page that is wanted; `stay`: it is the same search once more."""
        self._number += 1
        number = self._number
        self._counting.stop()
        if not self._slow.isActive():
            self._slow.start()

        def timed(search: Callable[[], SearchResult | SaidFound]) -> _Answer:
            if number != self._number:
                return None  # typed over, while it waited for its turn
            begun = time.perf_counter()
            found = search()
            return found, (time.perf_counter() - begun) * 1000

        def done(answer: _Answer) -> None:
            self._on_found(number, answer, stay=stay)

        self._put("search", _PAGES[self._page], done, self._on_failed, around=timed)

    def _put(
        self,
        name: str,
        page: tuple[int, int],
        done: Callable[[Any], object],
        failed: Callable[[ViewerError], object],
        *,
        around: Callable[[Callable[[], SearchResult | SaidFound]], object] | None = None,
    ) -> None:
        """Ask the index for so many notes, and passages of each; `around` is quick, and times."""
        query, without, (notes, hits) = self._query, self._without_video, page
        ask: Callable[..., None] = self._indexing.ask_said if query.said else self._indexing.ask

        def search(searched: Index | Said) -> object:
            def find() -> SearchResult | SaidFound:
                if isinstance(searched, Said):
                    return find_said(searched, query, without, notes, hits)
                return searched.search(query, notes=notes, hits=hits)

            return around(find) if around is not None else find()

        ask(name, search, done, failed, quick=around is not None)

    def _forget_question(self) -> None:
        self._number += 1
        self._slow.stop()
        self._counting.stop()
        self._waits_for_more = False

    def _on_found(self, number: int, answer: _Answer, *, stay: bool) -> None:
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
                rows.append(SearchChoice(ChoiceKind.MORE, tr("More results"), icon="chevron-down"))
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
        number = numeral(hits)
        self._total = tr("over {0}").format(number) if more else number
        places = places_words(hits, notes, more=more, is_said=self._query.said)
        took = tr("{0} ms").format(max(1, round(self._took_ms)))
        self.view.field.set_count(f"{places} · {took}")

    def _ask_count(self) -> None:
        """Count all that is found, once no letter follows: the first page did not need it."""
        number, query = self._number, self._query

        def question(searched: Index | Said) -> tuple[int, int] | None:
            if number != self._number:
                return None
            return searched.count_found(query, _COUNTED_MOST)

        ask = self._indexing.ask_said if query.said else self._indexing.ask
        ask("search.count", question, lambda count: self._on_count(number, count))

    def _on_count(self, number: int, count: tuple[int, int] | None) -> None:
        if count is not None and number == self._number and count[0]:
            self._counted = count
            self._show_count(*count, more=count[0] >= _COUNTED_MOST)

    def _on_failed(self, error: ViewerError) -> None:
        self._slow.stop()
        view = self.view
        view.field.set_count("")
        if isinstance(error, IndexingError):
            rows: list[SearchRow] = [HintLine(str(error))]
            if self._indexing.root is None and self._session.root is not None:
                words = tr("Index for search")
                rows.append(SearchChoice(ChoiceKind.INDEX, words, icon="search"))
            view.show_rows(rows, stay=True)
            self._refreshing.start()
            self._say_state()
        else:
            self._error = error.words()
            self._say_error()

    def _rows_for_nothing_found(self) -> list[SearchRow]:
        field = self.view.field
        if field.is_said and self._said == (0, 0) and not self._said_progress:
            return self._rows_about_transcripts()
        return nothing_found(
            field.line.text().strip(),
            field.filters,
            is_said=field.is_said,
            is_indexing=self._progress is not None,
        )

    # ------------------------------------------------------------------ what is said

    def _say_error(self) -> None:
        if self._error:
            self.view.field.set_count("")
            self.view.say(self._error, is_bad=True)

    def _say_state(self) -> None:
        """Show that the vault is being indexed, while it is."""
        if self._error or self._view is None:
            return
        if self._view.field.is_said and self._said_progress is not None:
            self._view.say(read_so_far(*self._said_progress, is_said=True))
            return
        if self._indexing.root is None or self._indexing.is_ready or self._progress is None:
            like = tr("Results share words with the claim. Other wordings are not found.")
            self._view.say(like if self._query.like else "")
            return
        self._view.say(read_so_far(*self._progress, is_said=False))

    @property
    def _open_view(self) -> SearchView | None:
        return self._view if self._view is not None and self._view.isVisible() else None

    def _on_progress(self, done: int, count: int) -> None:
        self._progress = (done, count) if done < count else None
        if self._open_view is not None:
            self._refresh_soon()

    def _on_said_progress(self, done: int, count: int) -> None:
        self._said_progress = (done, count) if done < count else None
        if (view := self._open_view) is not None and view.field.is_said:
            self._refresh_soon()

    def _refresh_soon(self) -> None:
        self._say_state()
        if not self._refreshing.isActive():
            self._refreshing.start()

    def _on_said_changed(self) -> None:
        self._said_progress = None
        if (view := self._open_view) is not None and view.field.is_said:
            self._ask_said()
            self._on_index_changed()

    def _on_vault_listed(self) -> None:
        """Forget what was found in another vault."""
        if self._session.root == self._root:
            return
        self._root = self._session.root
        self._forget_question()
        self._frames.forget()
        self._progress, self._more = None, False
        self._said_progress = self._said = None
        self._channels = self._tags = ()
        if self._view is not None:
            self._view.show_rows([])
            self._view.field.set_count("")

    def _on_index_changed(self) -> None:
        if self._indexing.is_ready:
            self._progress = None
        if self._open_view is not None:
            self._say_state()
            self._refreshing.start()

    def _ask_again(self) -> None:
        """Answer the same search from what is in the index now."""
        view = self._open_view
        if view is None:
            return
        self._ask_names()
        if not self._query.is_empty and not self._error and view.field.part() is None:
            self._ask(stay=True)

    # ------------------------------------------------------------------ choosing

    def _open_menu(self, at: QPoint) -> None:
        """Open what can be done with the result under the pointer, and with all."""
        results = self.view.list
        row, menu = results.rows.at(results.indexAt(at)), MenuHere(self._window.actions_, self.view)
        if row is not None and is_place(row):
            copy = partial(QGuiApplication.clipboard().setText, text_of(row))
            menu.put(tr("Open"), partial(self._go, row, stay_open=False), key="Return")
            stay = tr("Open and stay in the search")
            menu.put(stay, partial(self._go, row, stay_open=True), key="Ctrl+Return")
            if isinstance(row, SaidPlace):
                menu.put(tr("Quote in note"), partial(self._cite, row), key="Shift+Return")
            menu.put(tr("Copy"), copy)
        menu.add("search.reel", "search.export", "search.next", "search.previous")
        menu.open(results.viewport().mapToGlobal(at))

    def _on_chosen(self, row: SearchRow, stay_open: bool) -> None:
        if isinstance(row, SearchChoice):
            self._choose(row)
        else:
            # What is typed may be newer than what is listed; what is meant is what is seen.
            self._go(row, stay_open=stay_open)

    def _go(self, row: SearchRow, *, stay_open: bool) -> None:
        """Open the note where the words stand, or play the sentence that is said."""
        self._state.add_recent_search(self.view.field.query().strip())
        if not stay_open:
            self.view.close_list()
        if isinstance(row, SaidPlace):
            self._arriving.go_to_said(row.found, row.hit)
        elif isinstance(row, HitPlace | HitGroup) and row.hit is not None:
            self._arriving.go(row.note, row.hit)

    def _cite(self, row: SaidPlace) -> None:
        """Quote a sentence in the note; the search stays, for there may be more of them."""
        self._state.add_recent_search(self.view.field.query().strip())
        if self._arriving.cite(row.found, row.hit):
            self.view.say(tr("Quoted: {0}").format(format_ms(row.hit.ms)))

    def _choose(self, row: SearchChoice) -> None:
        view = self.view
        if row.kind is ChoiceKind.MORE:
            self._page += 1
            self._ask(stay=True)
        elif row.kind is ChoiceKind.SWITCH:
            view.field.choose(not view.field.is_said)
        elif row.kind is ChoiceKind.ACTION:
            view.close_list()
            self._window.actions_[row.value].trigger()
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
            self._go(row, stay_open=False)
            number = places.index(view.current_at) + 1
            words = tr("Result {0} of {1}").format(numeral(number), self._total)
            self._window.status.set_right(words)
        elif by > 0 and self._more:
            self._waits_for_more = True
            self._page += 1
            self._ask(stay=True)
        else:
            last = tr("This is the last result.")
            words = last if by > 0 else tr("This is the first result.")
            self._window.say(words, brief=True)

    def play(self) -> None:
        """Play the moments of what was found, and not only of the page that is listed."""
        view = self._view
        if view is None or not view.places:
            self.open()
            return
        self._state.add_recent_search(view.field.query().strip())
        view.close_list()
        page = _PAGES[max(self._page, _PLAYED)]
        self._put("search.reel", page, partial(play_found, self._context), self._fail)

    def export(self) -> None:
        """Ask what to export of what was found, and not only of the page that is listed."""
        view, query = self._view, self._query
        if view is None or not view.places:
            self.open()
            words = tr("Search first, then export the results.")
            self._window.say(words, brief=True)
            return
        if query.said:
            words = tr("Results from transcripts can't be exported. Search notes instead.")
            self._window.say(words, brief=True)
            return
        title = view.field.query().strip()
        self._state.add_recent_search(title)
        view.close_list()
        export = partial(export_found, self._context, query, title)
        self._put("search.export", _ALL, export, self._fail)

    def _fail(self, error: ViewerError) -> None:
        self._window.say(error.words())


# What was found, and in how many ms; None where nobody wants to know any more.
_Answer = tuple[SearchResult | SaidFound, float] | None
