"""All that a search found: it is played, or exported; and how what is said is asked."""

from __future__ import annotations

from collections.abc import Sequence

from viewer.notes.model import VideoRef
from viewer.translation import tr
from viewer.ui.player.reel import Reel
from viewer.ui.player.reel_moments import ReelMoment
from viewer.ui.shell.context import Context
from viewer.vault.index import Index, SearchResult
from viewer.vault.query import Query
from viewer.vault.said import Said, SaidFound

# Channels and tags, with how many notes have each.
Names = tuple[Sequence[tuple[str, int]], Sequence[tuple[str, int]]]


def names_of(index: Index) -> Names:
    """Read what filters can name. For a thread."""
    return index.channels(), index.tags()


def find_said(
    said: Said, query: Query, without: VideoRef | None, videos: int, hits: int
) -> SaidFound:
    """Find sentences; what a claim says, in other videos than `without`. For a thread."""
    if not query.like:
        return said.search(query, videos=videos, hits=hits)
    from viewer.evidence.elsewhere import find_like  # here, for it loads stemmers

    return find_like(said, query, without, videos=videos, hits=hits)


def play_found(context: Context, found: SearchResult | SaidFound) -> None:
    """Play all that was found: a reel goes through notes, else video by video."""
    reel = context.get(Reel)
    if isinstance(found, SearchResult):
        reel.play_passages([(group.note.path, group.hits) for group in found.groups])
        return
    moments, left_out = moments_of_said(found), left_out_words(found)
    if moments:
        reel.play(moments, also=left_out)
    else:
        context.window.say(left_out)


def export_found(context: Context, query: Query, title: str, found: SearchResult) -> None:
    """Ask what to export of what was found."""
    passages = [(group.note.path, group.hits) for group in found.groups]
    context.run("vault.export", passages, [tag.lstrip("#") for tag in query.tags], title)


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
