"""What the search lists where it has no results: how to search, and what to do next. GUI thread."""

from __future__ import annotations

from collections.abc import Sequence

from viewer.translation import numeral, tr
from viewer.ui.search.field import Filter
from viewer.ui.search.rows import ChoiceKind, HintLine, SearchChoice, SearchRow
from viewer.ui.shell.actions import Actions

_COMPLETIONS = 7
# What brings transcripts, as far as it can be done now.
_BRINGING = ("transcribe", "transcript.choose", "video.save", "library")


def nothing_typed(recent: Sequence[str], *, is_said: bool) -> list[SearchRow]:
    """List what was searched lately, and how to search."""
    rows: list[SearchRow] = [
        SearchChoice(ChoiceKind.RECENT, text, text, icon="clock") for text in recent
    ]
    if rows:
        rows.insert(0, HintLine(tr("Recent searches"), is_section=True))
    said, cited = tr("sentences between these times"), tr("claims between these times")
    rows += [
        HintLine(tr("How to search"), is_section=True),
        HintLine(
            tr("exact phrase, start of a word, without a word"),
            tr("“key frame”  fram*  -cut"),
        ),
        HintLine(tr("notes of a channel, about a video, with a tag"), "channel:  video:  tag:"),
        HintLine(said if is_said else cited, "from:44:00  to:1:10:00"),
    ]
    if not is_said:
        rows.append(HintLine(tr("search transcripts instead of notes"), "said:"))
    return rows


def completions(part: Filter, known: Sequence[tuple[str, int]]) -> list[SearchRow]:
    """List what the filter that is being typed can be, of what is `known` with its notes."""
    typed = part.value.casefold().lstrip("#")
    starts = [each for each in known if each[0].casefold().startswith(typed)]
    inner = [each for each in known if typed in each[0].casefold() and each not in starts]
    if typed:
        starts.sort(key=lambda each: (each[0].casefold() != typed, -each[1]))
    else:
        starts.sort(key=lambda each: -each[1])
    found = [*starts, *sorted(inner, key=lambda each: -each[1])][:_COMPLETIONS]
    return [
        SearchChoice(ChoiceKind.COMPLETION, f"{part.name}: {name}", name, notes_words(count))
        for name, count in found
    ]


def places_words(hits: int, groups: int, *, more: bool, is_said: bool) -> str:
    """Count results in words, and the notes or videos they are in; `more`: there are others."""
    places = tr("1 result|%n results", "", hits)
    if more:
        return tr("over {0}").format(places)
    where = notes_words(groups)
    if is_said:
        where = tr("1 video|%n videos", "", groups)
    return tr("{0} in {1}").format(places, where)


def read_so_far(done: int, count: int, *, is_said: bool) -> str:
    """Return words for a search of only some of the notes, or transcripts, as yet."""
    words = tr("Still indexing: results from {0} of {1} notes.")
    if is_said:
        words = tr("Still indexing: results from {0} of {1} transcripts.")
    return words.format(numeral(done), numeral(count))


def notes_words(count: int) -> str:
    """Count notes in words."""
    return tr("1 note|%n notes", "", count)


def about_transcripts(count: tuple[int, int], actions: Actions) -> list[SearchRow]:
    """Get how many transcripts and sentences can be searched; where there are none, what to do."""
    videos, sentences = count
    if videos:
        transcripts = tr("1 transcript|%n transcripts", "", videos)
        words = tr("{0} with 1 sentence.|{0} with %n sentences.", "", sentences)
        return [HintLine(words.format(transcripts))]
    return [
        HintLine(tr("No transcripts yet: saved videos and notes have none.")),
        HintLine(
            tr(
                "Transcribe a video, save one with its captions, or put .vtt or .srt files next "
                "to notes."
            )
        ),
        *(
            SearchChoice(ChoiceKind.ACTION, actions[name].iconText(), name, icon="captions")
            for name in _BRINGING
            if name in actions.by_id and actions[name].isEnabled()
        ),
    ]


def nothing_found(
    typed: str, filters: Sequence[Filter], *, is_said: bool, is_indexing: bool
) -> list[SearchRow]:
    """Return the words where nothing was found, and what may find more."""
    fewer = HintLine(tr("Try fewer words, or the start of a word: fram*"))
    if not typed and any(each.name == "like" for each in filters):
        rows: list[SearchRow] = [HintLine(tr("No other video here has these words."))]
    elif not typed:
        notes, videos = tr("No notes match these filters."), tr("No videos match these filters.")
        rows = [HintLine(videos if is_said else notes)]
    elif filters:
        rows = [HintLine(tr("No results for “{0}” with these filters.").format(typed))]
    elif is_said:
        rows = [HintLine(tr("No transcript has “{0}”.").format(typed)), fewer]
    elif is_indexing:
        rows = [HintLine(tr("No results for “{0}” so far.").format(typed))]
    else:
        rows = [HintLine(tr("No results for “{0}” in this vault.").format(typed)), fewer]
    if filters:
        return [*rows, *map(without, filters)]
    words = " ".join(typed.replace('"', " ").split())
    if is_said and " " in words:  # spoken sentences are short
        most = f'said: like:"{words}"'
        rows.append(SearchChoice(ChoiceKind.RECENT, tr("Search for most of these words"), most))
    other = tr("Search notes instead") if is_said else tr("Search transcripts instead")
    rows.append(SearchChoice(ChoiceKind.SWITCH, other, icon="note" if is_said else "captions"))
    return rows


def without(dropped: Filter) -> SearchChoice:
    """Offer to search without one of the filters."""
    words = tr("Search without {0}").format(dropped.text)
    return SearchChoice(ChoiceKind.DROP, words, dropped.text, icon="close")
