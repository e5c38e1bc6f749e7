"""What the search lists where it has no results: how to search, and what to do next. GUI thread."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from viewer.ui.search.field import Filter
from viewer.ui.search.rows import ChoiceKind, HintLine, SearchChoice, SearchRow
from viewer.ui.shell.actions import Actions

_COMPLETIONS = 7
# What brings transcripts, as far as it can be done now.
_BRINGING = ("transcribe", "transcript.choose", "video.save", "library")


def _tr(text: str) -> str:
    return QCoreApplication.translate("search", text)


def nothing_typed(recent: Sequence[str], *, is_said: bool) -> list[SearchRow]:
    """List what was searched lately, and how to search."""
    rows: list[SearchRow] = [
        SearchChoice(ChoiceKind.RECENT, text, text, icon="clock") for text in recent
    ]
    if rows:
        rows.insert(0, HintLine(_tr("Recent searches"), is_section=True))
    said, cited = _tr("sentences between these times"), _tr("claims between these times")
    rows += [
        HintLine(_tr("How to search"), is_section=True),
        HintLine(
            _tr("exact phrase, start of a word, without a word"),
            _tr("“key frame”  fram*  -cut"),
        ),
        HintLine(_tr("notes of a channel, about a video, with a tag"), "channel:  video:  tag:"),
        HintLine(said if is_said else cited, "from:44:00  to:1:10:00"),
    ]
    if not is_said:
        rows.append(HintLine(_tr("search transcripts instead of notes"), "said:"))
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
    places = _tr("1 result") if hits == 1 else _tr("{0} results").format(f"{hits:,}")
    if more:
        return _tr("over {0}").format(places)
    where = notes_words(groups)
    if is_said:
        where = _tr("1 video") if groups == 1 else _tr("{0} videos").format(f"{groups:,}")
    return _tr("{0} in {1}").format(places, where)


def read_so_far(done: int, count: int, *, is_said: bool) -> str:
    """Return words for a search of only some of the notes, or transcripts, as yet."""
    words = _tr("Still indexing: results from {0} of {1} notes.")
    if is_said:
        words = _tr("Still indexing: results from {0} of {1} transcripts.")
    return words.format(f"{done:,}", f"{count:,}")


def notes_words(count: int) -> str:
    """Count notes in words."""
    return _tr("1 note") if count == 1 else _tr("{0} notes").format(f"{count:,}")


def about_transcripts(count: tuple[int, int], actions: Actions) -> list[SearchRow]:
    """Get how many transcripts and sentences can be searched; where there are none, what to do."""
    videos, sentences = count
    if videos:
        transcripts = _tr("1 transcript")
        if videos > 1:
            transcripts = _tr("{0} transcripts").format(f"{videos:,}")
        words = _tr("{0} with {1} sentences.") if sentences != 1 else _tr("{0} with 1 sentence.")
        return [HintLine(words.format(transcripts, f"{sentences:,}"))]
    return [
        HintLine(_tr("No transcripts yet: saved videos and notes have none.")),
        HintLine(
            _tr(
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
    fewer = HintLine(_tr("Try fewer words, or the start of a word: fram*"))
    if not typed and any(each.name == "like" for each in filters):
        rows: list[SearchRow] = [HintLine(_tr("No other video here has these words."))]
    elif not typed:
        notes, videos = _tr("No notes match these filters."), _tr("No videos match these filters.")
        rows = [HintLine(videos if is_said else notes)]
    elif filters:
        rows = [HintLine(_tr("No results for “{0}” with these filters.").format(typed))]
    elif is_said:
        rows = [HintLine(_tr("No transcript has “{0}”.").format(typed)), fewer]
    elif is_indexing:
        rows = [HintLine(_tr("No results for “{0}” so far.").format(typed))]
    else:
        rows = [HintLine(_tr("No results for “{0}” in this vault.").format(typed)), fewer]
    if filters:
        return [*rows, *map(without, filters)]
    words = " ".join(typed.replace('"', " ").split())
    if is_said and " " in words:  # spoken sentences are short
        most = f'said: like:"{words}"'
        rows.append(SearchChoice(ChoiceKind.RECENT, _tr("Search for most of these words"), most))
    other = _tr("Search notes instead") if is_said else _tr("Search transcripts instead")
    rows.append(SearchChoice(ChoiceKind.SWITCH, other, icon="note" if is_said else "captions"))
    return rows


def without(dropped: Filter) -> SearchChoice:
    """Offer to search without one of the filters."""
    words = _tr("Search without {0}").format(dropped.text)
    return SearchChoice(ChoiceKind.DROP, words, dropped.text, icon="close")
