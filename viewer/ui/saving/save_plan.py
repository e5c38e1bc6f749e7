"""Which videos the notes of a vault name, and what saving those of some notes comes to.

Reads the tops of notes: on a thread of the pool. No Qt.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from viewer.errors import MediaError
from viewer.notes.model import VideoRef
from viewer.notes.videos import name_of
from viewer.vault.names import shown_name
from viewer.vault.videos import all_videos_of
from viewer.video.address import watch_url
from viewer.video.media import library_key


class VaultVideos(NamedTuple):
    """Which notes of the vault name which video."""

    root: Path = Path()
    by_key: Mapping[str, Sequence[str]] = {}  # key → notes, relative to the root
    refs: Mapping[str, VideoRef] = {}


@dataclass(frozen=True, slots=True)
class WantedVideo:
    """A video that is to be saved."""

    ref: VideoRef
    title: str
    duration_ms: int | None  # where it is known


@dataclass(frozen=True, slots=True)
class SavePlan:
    """What a person's choice of notes comes to."""

    videos: tuple[WantedVideo, ...]
    saved: int = 0  # are saved already
    queued: int = 0  # are being saved already
    without: int = 0  # notes that name no video on the web


def read_vault(root: Path, notes: Sequence[str]) -> VaultVideos:
    by_key: dict[str, list[str]] = {}
    refs: dict[str, VideoRef] = {}
    for note in notes:
        for ref in all_videos_of(root / note):
            key = library_key(ref)
            if key is not None:
                by_key.setdefault(key, []).append(note)
                refs.setdefault(key, ref)
    return VaultVideos(root, by_key, refs)


def plan_of(
    notes: Sequence[Path], saved: frozenset[str], queued: frozenset[str]
) -> tuple[SavePlan, Mapping[str, Path]]:
    """Work out what saving the videos of these notes comes to, each video once."""
    wanted: dict[str, WantedVideo] = {}
    note_of: dict[str, Path] = {}
    left: dict[str, set[str]] = {"saved": set(), "queued": set()}
    without = 0
    for note in notes:
        refs = [
            (key, ref)
            for ref in all_videos_of(note)
            if (key := library_key(ref)) is not None and _can_be_saved(ref)
        ]
        without += not refs
        for key, ref in refs:
            if key in saved:
                left["saved"].add(key)
            elif key in queued:
                left["queued"].add(key)
            elif key not in wanted:
                title = shown_name(note.name) if len(refs) == 1 else name_of(ref)
                wanted[key] = WantedVideo(ref, title, None)
                note_of[key] = note
    plan = SavePlan(tuple(wanted.values()), len(left["saved"]), len(left["queued"]), without)
    return plan, note_of


def _can_be_saved(ref: VideoRef) -> bool:
    try:
        watch_url(ref)
    except MediaError:
        return False
    return True
