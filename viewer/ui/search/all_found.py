"""All that a search finds: notes and what is said are asked for, played, or exported."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence

from viewer.translation import comma_list, tr
from viewer.ui.player.reel import Reel
from viewer.ui.player.reel_moments import ReelMoment
from viewer.ui.search.rows import Found, HitPlace, key_of
from viewer.ui.shell.context import Context
from viewer.vault.entry import PassageKind
from viewer.vault.index import Index, SearchResult
from viewer.vault.query import Query
from viewer.vault.said import SaidFound, count_said, search_said

# Channels and tags, with how many notes have each.
Names = tuple[Sequence[tuple[str, int]], Sequence[tuple[str, int]]]


def names_of(index: Index) -> Names:
    """Read what filters can name. For a thread."""
    return index.channels(), index.tags()


def find(index: Index, *, query: Query, page: tuple[int, int]) -> Found:
    """Find notes and what is said, so many and so many places in each. For a thread."""
    most, hits = page
    said = search_said(index, query, videos=most, hits=hits)
    if query.said:
        has_transcripts = bool(said.groups) or count_said(index)[0] > 0
        return Found(SearchResult((), 0, False, False), said, has_transcripts)
    return Found(index.search(query, notes=most, hits=hits), said)


def count_words(found: Found) -> str:
    """Count the notes and videos that were found, in words."""
    notes, videos = len(found.notes.groups), len(found.said.groups)
    counts = (
        (notes, tr("1 note|%n notes", "", notes), found.notes.more),
        (videos, tr("1 video|%n videos", "", videos), found.said.more),
    )
    return comma_list(
        tr("over {0}").format(words) if more else words for count, words, more in counts if count
    )


def play_found(context: Context, found: Found) -> None:
    """Play all that was found: a reel goes through notes; without any, through videos."""
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
    context: Context, title: str, left_out: Collection[Hashable], found: Found
) -> None:
    """Ask what to export of the notes that were found, but for the places `left_out`."""
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


def moments_of_said(found: SaidFound) -> list[ReelMoment]:
    """Return what was found as moments for a reel, video by video.

    A reel goes through notes: the sentences of videos without one are left out; see
    `left_out_words`.
    """
    return [
        ReelMoment(hit.ms, hit.text, group.notes[0].path, hit.end_ms, group.video.ref)
        for group in found.groups
        if group.notes
        for hit in sorted(group.hits)
    ]


def left_out_words(found: SaidFound) -> str:
    """Return how many videos a reel leaves out; empty: none."""
    bare = sum(not group.notes for group in found.groups)
    if not bare:
        return ""
    return tr(
        "1 video was left out: it has no note here."
        "|%n videos were left out: they have no notes here.",
        "",
        bare,
    )
