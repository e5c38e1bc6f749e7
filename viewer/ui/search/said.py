"""What the search does otherwise for what is said: how it is asked, and what a reel plays of it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from viewer.notes.model import VideoRef
from viewer.ui.player.reel_moments import ReelMoment
from viewer.vault.query import Query
from viewer.vault.said import Said, SaidFound


def find_said(
    said: Said, query: Query, without: VideoRef | None, videos: int, hits: int
) -> SaidFound:
    """Find sentences; what a claim says, in other videos than `without`. For a thread."""
    if not query.like:
        return said.search(query, videos=videos, hits=hits)
    from viewer.evidence.elsewhere import find_like  # here, for it loads stemmers

    return find_like(said, query, without, videos=videos, hits=hits)


def moments_of_said(found: SaidFound) -> list[ReelMoment]:
    """Give what was found as moments for a reel, video by video.

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
    """Say how many videos a reel leaves out; empty: none."""
    bare = sum(not group.notes for group in found.groups)
    tr = QCoreApplication.translate
    if bare == 1:
        return tr("search", "1 video is left out: no note here is about it.")
    many = tr("search", "{0} videos are left out: no note here is about them.")
    return many.format(bare) if bare else ""
