"""Search the vault: from the query to the rows, in notes or transcripts.

Each letter typed queries the index on a thread; only the newest result is shown. `arriving` goes
from a result into its note and its video. GUI thread.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication

from viewer.base.errors import IndexDamagedError, IndexingError, QueryError, ViewerError
from viewer.base.translation import comma_list, numeral, tr, without_stop
from viewer.notes.timecode import format_ms
from viewer.ui.kit.timers import once
from viewer.ui.vault.arriving import Arriving
from viewer.ui.vault.index_client import Indexing
from viewer.ui.vault.result_rows import (
    ChoiceKind,
    FoundPage,
    HintLine,
    HitGroup,
    HitPlace,
    SaidPlace,
    SearchChoice,
    SearchRow,
    can_be_exported,
    is_place,
    key_of,
    rows_of,
    text_of,
)
from viewer.ui.vault.results import SearchFrames
from viewer.ui.vault.search_view import Filter
from viewer.ui.watch.reel import Reel, ReelMoment
from viewer.ui.watch.session import NoteFeature
from viewer.ui.window.context import Context
from viewer.ui.window.menus import MenuHere
from viewer.vault.full_text import Results
from viewer.vault.index import Index
from viewer.vault.passages import PassageKind
from viewer.vault.query import Query, parse_query
from viewer.vault.said_search import SaidGroup, count_said, search_said

if TYPE_CHECKING:
    from viewer.ui.vault.search_view import SearchView

_REFRESH_MS = 700  # while the vault is indexed
# Notes and passages of each, page by page.
_PAGES = ((20, 5), (60, 12), (200, 20), (600, 40))
_ALL = 10_000, 500  # what is exported
_PLAYED = 2  # of these pages, where there is more than is listed
_COMPLETIONS = 7
_RECENT = "search/recent"
# Channels and tags, with how many notes have each.
Names = tuple[Sequence[tuple[str, int]], Sequence[tuple[str, int]]]


class Searching(NoteFeature):
    """A search of the vault, kept until the next one."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        session = self._session
        self._vault = vault = session.vault
        self._indexing = indexing = context.get(Indexing)
        self._frames = SearchFrames(
            self, context.background, lambda: (vault.root, session.video.library), session.pairings
        )
        self._view: SearchView | None = None
        self._number = 0  # of the newest question; read by the threads that answer
        self._query = Query()
        self._page = 0
        self._more = False
        self._waits_for_more = False  # a step beyond the last result that is listed
        self._channels: Sequence[tuple[str, int]] = ()
        self._tags: Sequence[tuple[str, int]] = ()
        self._root = vault.root  # where the results are from
        self._progress: tuple[int, int] | None = None
        self._arriving = Arriving(context, self)
        self._refreshing = once(self, _REFRESH_MS, self._ask_again)
        vault.listed.connect(self._on_vault_listed)
        indexing.progressed.connect(self._on_progress)
        for changed in (indexing.changed, indexing.ready, indexing.said_changed):
            changed.connect(lambda *_: self._on_index_changed())

    def close(self) -> None:
        """Stop the thread that decodes frames."""
        self._frames.shutdown()

    @property
    def view(self) -> SearchView:
        """The search view; created when first wanted."""
        if self._view is None:
            from viewer.ui.vault.search_view import SearchView

            view = self._view = SearchView(self._window, self._frames.picture)
            view.field.textEdited.connect(lambda _: self._on_edited())
            view.chosen.connect(self._on_chosen)
            view.cite_wanted.connect(self._cite)
            view.closed.connect(self._on_closed)
            view.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            view.list.customContextMenuRequested.connect(self._open_menu)
            self._frames.came.connect(view.list.viewport().update)
            self._frames.videos_there.connect(view.show_frames)
        return self._view

    def open(self, query: str = "") -> None:
        """Show the search, and search for `query`; by default the last search is still there."""
        view = self.view
        self._frames.begin(self._window.devicePixelRatioF())
        if not view.isVisible():
            if self._indexing.root is None and self._vault.root is not None:
                self._indexing.open(self._vault.root)  # whatever folder it is
            self._ask_names()
            if not self._query.is_empty:
                self._ask(stay=True)
            else:
                self._on_edited()
        view.open()
        if query:
            view.field.setText(query)
            if view.field.part() is not None:
                view.field.insert(" ")  # none of it is being typed
            self._on_edited()

    # ------------------------------------------------------------------ typing

    def _on_edited(self) -> None:
        view = self.view
        part = view.field.part()
        if part is not None and self._complete(part):
            return
        try:
            query = parse_query(view.field.text(), typing=True)
        except QueryError as error:
            self._forget_question()
            if part is not None:  # the word at the caret may go on
                view.field.set_count(str(error))
                return
            self._query = Query()
            bad = [each for each in view.field.filters if not each.can_be_read]
            self._list([HintLine(error.words()), *map(_without, bad)])
            return
        self._query, self._page = query, 0
        view.list.left_out.clear()
        if self._query.is_empty:
            self._more = False
            self._list(_nothing_typed(self._state.recent(_RECENT)[:6]))
        else:
            self._ask()

    def _complete(self, part: Filter) -> bool:
        """List completions of the filter being typed; False if there are none."""
        known = {"channel": self._channels, "tag": self._tags}.get(part.name)
        found = _completions(part, known) if known is not None else ()
        if not found:
            return False
        self._list(found)
        return True

    def _list(self, rows: Sequence[SearchRow]) -> None:
        self._forget_question()
        self.view.field.set_count("")
        self.view.show_rows(rows)

    def _ask_names(self) -> None:
        # Where there is no index yet, it is asked again later.
        again = self._refreshing.start
        self._indexing.ask(
            "search.names",
            lambda index: (index.channels(), index.tags()),
            self._on_names,
            lambda _: again(),
        )

    def _on_names(self, names: Names) -> None:
        self._channels, self._tags = names
        if self.view.isVisible() and self.view.field.part() is not None:
            self._on_edited()

    # ------------------------------------------------------------------ asking

    def _ask(self, *, stay: bool = False) -> None:
        """Query the index for the wanted page; `stay`: it is the same search again."""
        self._number += 1
        number = self._number
        find = self._finding(_PAGES[self._page])

        def search(index: Index) -> FoundPage | None:
            # Typed over, while it waited for its turn?
            return find(index) if number == self._number else None

        def done(found: FoundPage | None) -> None:
            self._on_found(number, found, stay=stay)

        self._indexing.ask("search", search, done, self._on_failed, quick=True)

    def _finding(self, page: tuple[int, int]) -> Callable[[Index], FoundPage]:
        """Return a function for a thread that finds one page of notes and videos."""
        return partial(find, query=self._query, page=page)

    def _forget_question(self) -> None:
        self._number += 1
        self._waits_for_more = False

    def _on_found(self, number: int, found: FoundPage | None, *, stay: bool) -> None:
        if found is None or number != self._number:
            return  # something else is meant by now, which need not be a question
        view = self.view
        self._more = found.more and self._page + 1 < len(_PAGES)
        rows = rows_of(found)
        view.field.set_count(count_words(found) if rows else "")
        if not rows:
            typed, filters = view.field.text().strip(), view.field.filters
            none = tr("No results for “{0}”.").format(typed)
            rows = [HintLine(none), *map(_without, filters)]
            if not found.has_transcripts:
                rows = _no_transcripts()
        elif self._more:
            rows.append(SearchChoice(ChoiceKind.MORE, tr("More results"), icon="chevron-down"))
        if self._progress is not None:
            words = tr("Still indexing: results from {0} of {1} notes.")
            rows.insert(0, HintLine(words.format(*map(numeral, self._progress))))
        view.show_rows(rows, stay=stay)
        if self._waits_for_more:
            self._waits_for_more = False
            self.step(1)

    def _on_failed(self, error: ViewerError) -> None:
        self.view.field.set_count("")
        self.view.show_rows([HintLine(error.words())], stay=True)
        # A damaged index is recreated, and that is reported; if that does not help, nothing does.
        if isinstance(error, IndexingError) and not isinstance(error, IndexDamagedError):
            self._refreshing.start()

    @property
    def _open_view(self) -> SearchView | None:
        return self._view if self._view is not None and self._view.isVisible() else None

    def _on_progress(self, done: int, count: int) -> None:
        self._progress = (done, count) if done < count else None
        if self._open_view is not None and not self._refreshing.isActive():
            self._refreshing.start()

    def _on_vault_listed(self) -> None:
        if self._vault.root == self._root:
            return
        self._root = self._vault.root
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
        if self._open_view is not None:
            self._refreshing.start()

    def _ask_again(self) -> None:
        view = self._open_view
        if view is None:
            return
        self._ask_names()
        if not self._query.is_empty and view.field.part() is None:
            self._ask(stay=True)

    # ------------------------------------------------------------------ choosing

    def _open_menu(self, at: QPoint) -> None:
        results = self.view.list
        row, menu = results.rows.at(results.indexAt(at)), MenuHere(self._window.actions_, self.view)
        if row is not None and is_place(row):
            copy = partial(QGuiApplication.clipboard().setText, text_of(row))
            menu.put(
                without_stop(tr("Open…")), partial(self._go, row, stay_open=False), key="Return"
            )
            stay = tr("Open and stay in the search")
            menu.put(stay, partial(self._go, row, stay_open=True), key="Ctrl+Return")
            if isinstance(row, SaidPlace):
                menu.put(tr("Quote in note"), partial(self._cite, row), key="Shift+Return")
            menu.put(tr("Copy"), copy)
            if can_be_exported(row):
                menu.put(tr("Leave out of export"), partial(results.tick, row), key="Alt+Return")
        menu.add("search.next", "search.previous", "search.reel", "search.export")
        menu.open(results.viewport().mapToGlobal(at))

    def _on_chosen(self, row: SearchRow, stay_open: bool) -> None:
        if isinstance(row, SearchChoice):
            self._choose(row)
        else:
            # The query may be newer than the list; the user means what is visible.
            self._go(row, stay_open=stay_open)

    def _go(self, row: SearchRow, *, stay_open: bool) -> None:
        self._state.add_recent(_RECENT, self.view.field.text().strip())
        if not stay_open:
            self.view.close_list()
        self._session.found.emit()
        if isinstance(row, SaidPlace):
            self._arriving.go_to_said(row.found, row.hit)
        elif isinstance(row, HitPlace | HitGroup) and row.hit is not None:
            self._arriving.go(row.note, row.hit)

    def _cite(self, row: SaidPlace) -> None:
        self._state.add_recent(_RECENT, self.view.field.text().strip())
        if self._arriving.cite(row.found, row.hit):
            self.view.field.set_count(tr("Quoted: {0}").format(format_ms(row.hit.ms)))

    def _choose(self, row: SearchChoice) -> None:
        view = self.view
        if row.kind is ChoiceKind.MORE:
            self._page += 1
            self._ask(stay=True)
        elif row.kind is ChoiceKind.COMPLETION:
            view.field.complete(row.value)
        elif row.kind is ChoiceKind.DROP:
            view.field.drop(row.value)
        else:
            view.field.setText(row.value)
            self._on_edited()

    def _on_closed(self) -> None:
        self._frames.close()
        self._refreshing.stop()

    def step(self, by: int) -> None:
        """Go to the next (or previous) result with the search closed; without one, open it."""
        view = self._view
        places = view.places if view is not None else []
        if view is None or not places:
            self.open()
            return
        at = view.current_at
        left = [place for place in places if (place > at if by > 0 else place < at)]
        if left or by < 0 or not self._more:
            if left:
                self._go(view.select_place(left[0] if by > 0 else left[-1]), stay_open=False)
            number = places.index(view.current_at) + 1
            count = numeral(len(places)) + "+" * self._more
            words = tr("Result {0} of {1}").format(numeral(number), count)
            self._window.tell(words)
        else:
            self._waits_for_more = True
            self._page += 1
            self._ask(stay=True)

    def play(self) -> None:
        """Play the moments of all results, not only of the listed page."""
        view = self._view
        if view is None or not view.places:
            self.open()
            return
        self._state.add_recent(_RECENT, view.field.text().strip())
        view.close_list()
        find = self._finding(_PAGES[max(self._page, _PLAYED)])
        self._indexing.ask("search.reel", find, partial(play_found, self._context), self._fail)

    def export(self) -> None:
        """Ask what to export of all results, not only of the listed page."""
        view = self._view
        if view is None or not view.places:
            self.open()
            self._window.say(tr("Search first, then export the results."), brief=True)
            return
        title = view.field.text().strip()
        self._state.add_recent(_RECENT, title)
        view.close_list()
        export = partial(export_found, self._context, title, {*view.list.left_out})
        self._indexing.ask("search.export", self._finding(_ALL), export, self._fail)

    def _fail(self, error: ViewerError) -> None:
        self._window.say(error.words())


def _nothing_typed(recent: Sequence[str]) -> list[SearchRow]:
    codes = "“key frame”  fram*  -cut  channel:  video:  #tag  from:  to:  said:"
    rows: list[SearchRow] = [HintLine(tr("You can also type {0}").format(codes))]
    if recent:
        rows.append(HintLine(tr("Recent searches"), is_section=True))
    return [*rows, *(SearchChoice(ChoiceKind.RECENT, text, text, icon="clock") for text in recent)]


def _completions(part: Filter, known: Sequence[tuple[str, int]]) -> list[SearchRow]:
    """List completions of the filter being typed, of the `known` names with their notes."""
    typed = part.value.casefold().lstrip("#")
    holding = [each for each in known if typed in each[0].casefold()]

    def order(each: tuple[str, int]) -> tuple[bool, bool, int]:
        name = each[0].casefold()
        return name != typed, not name.startswith(typed), -each[1]

    found = sorted(holding, key=order)[:_COMPLETIONS]
    return [
        SearchChoice(
            ChoiceKind.COMPLETION, f"{part.name}: {name}", name, tr("1 note|%n notes", "", count)
        )
        for name, count in found
    ]


def _no_transcripts() -> list[SearchRow]:
    how = tr(
        "Transcribe a video, save one with its subtitles, or put .vtt or .srt files next to notes."
    )
    return [HintLine(tr("No transcripts yet: saved videos and notes have none.")), HintLine(how)]


def _without(dropped: Filter) -> SearchChoice:
    words = tr("Search without {0}").format(dropped.text)
    return SearchChoice(ChoiceKind.DROP, words, dropped.text, icon="close")


def find(index: Index, *, query: Query, page: tuple[int, int]) -> FoundPage:
    """Find notes and transcripts, limited by `page`. For a thread."""
    most, hits = page
    said = search_said(index, query, videos=most, hits=hits)
    if query.said:
        has_transcripts = bool(said.groups) or count_said(index)[0] > 0
        return FoundPage(Results(), said, has_transcripts)
    return FoundPage(index.search(query, notes=most, hits=hits), said)


def count_words(found: FoundPage) -> str:
    """Return the numbers of notes and videos found, in words."""
    notes, videos = len(found.notes.groups), len(found.said.groups)
    counts = (
        (notes, tr("1 note|%n notes", "", notes), found.notes.more),
        (videos, tr("1 video|%n videos", "", videos), found.said.more),
    )
    return comma_list(
        tr("over {0}").format(words) if more else words for count, words, more in counts if count
    )


def play_found(context: Context, found: FoundPage) -> None:
    """Play all results: a reel of notes, or if there are none, of videos."""
    reel = context.get(Reel)
    if found.notes.groups:
        reel.play_passages([(group.note.path, group.hits) for group in found.notes.groups])
        return
    moments, left_out = moments_of_said(found.said), left_out_words(found.said)
    if moments:
        reel.play(moments, also=left_out)
    else:
        context.window.say(left_out)


def export_found(
    context: Context, title: str, left_out: Collection[Hashable], found: FoundPage
) -> None:
    """Ask what to export of the notes found, except for the places `left_out`."""
    passages = []
    for note, hits in found.notes.groups:
        kept = [hit for hit in hits if key_of(HitPlace(note, hit)) not in left_out]
        if any(hit.kind is PassageKind.CLAIM for hit in kept):
            passages.append((note.path, kept))
    if passages:
        context.run("vault.export", passages, title)
    else:
        none = tr("Only claims in notes can be exported.")
        context.window.say(tr("No claim is ticked.") if left_out else none, brief=True)


def moments_of_said(found: Results[SaidGroup]) -> list[ReelMoment]:
    """Return the results as moments for a reel, by video.

    A reel needs notes: sentences of videos without one are left out; see `left_out_words`.
    """
    return [
        ReelMoment(hit.ms, hit.text, group.notes[0].path, hit.end_ms, group.video.ref)
        for group in found.groups
        if group.notes
        for hit in sorted(group.hits)
    ]


def left_out_words(found: Results[SaidGroup]) -> str:
    """Return how many videos a reel leaves out, or ""."""
    bare = sum(not group.notes for group in found.groups)
    if not bare:
        return ""
    return tr(
        "1 video was left out: it has no note here."
        "|%n videos were left out: they have no notes here.",
        "",
        bare,
    )
