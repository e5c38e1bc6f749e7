"""What the search lists where it has no results: how to search, and what to do next. GUI thread."""

from __future__ import annotations

from collections.abc import Sequence

from viewer.translation import numeral, tr
from viewer.ui.search.field import Filter
from viewer.ui.search.rows import ChoiceKind, HintLine, SearchChoice, SearchRow

_COMPLETIONS = 7


def nothing_typed(recent: Sequence[str]) -> list[SearchRow]:
    """List how to search, and what was searched lately."""
    codes = "“key frame”  fram*  -cut  channel:  video:  #tag  from:  to:  said:"
    rows: list[SearchRow] = [HintLine(tr("You can also type {0}").format(codes))]
    if recent:
        rows.append(HintLine(tr("Recent searches"), is_section=True))
    return [*rows, *(SearchChoice(ChoiceKind.RECENT, text, text, icon="clock") for text in recent)]


def completions(part: Filter, known: Sequence[tuple[str, int]]) -> list[SearchRow]:
    """List what the filter that is being typed can be, of what is `known` with its notes."""
    typed = part.value.casefold().lstrip("#")
    holding = [each for each in known if typed in each[0].casefold()]

    def order(each: tuple[str, int]) -> tuple[bool, bool, int]:
        name = each[0].casefold()
        return name != typed, not name.startswith(typed), -each[1]

    found = sorted(holding, key=order)[:_COMPLETIONS]
    return [
        SearchChoice(
            ChoiceKind.COMPLETION,
            f"{part.name}: {name}",
            name,
            tr("1 note|%n notes", "", count),
        )
        for name, count in found
    ]


def still_indexing(done: int, count: int) -> HintLine:
    """Return the words for a search of only some of the notes as yet."""
    words = tr("Still indexing: results from {0} of {1} notes.")
    return HintLine(words.format(numeral(done), numeral(count)))


def nothing_found(typed: str, filters: Sequence[Filter]) -> list[SearchRow]:
    """Return the words where nothing was found, and what may find more."""
    return [HintLine(tr("No results for “{0}”.").format(typed)), *map(without, filters)]


def no_transcripts() -> list[SearchRow]:
    """Return the words where nothing that is said is known, and how to get it."""
    how = tr(
        "Transcribe a video, save one with its captions, or put .vtt or .srt files next to notes."
    )
    return [HintLine(tr("No transcripts yet: saved videos and notes have none.")), HintLine(how)]


def without(dropped: Filter) -> SearchChoice:
    """Offer to search without one of the filters."""
    words = tr("Search without {0}").format(dropped.text)
    return SearchChoice(ChoiceKind.DROP, words, dropped.text, icon="close")
