"""Which notes are about which videos, and what is to be saved for notes.

The tops of notes are read on a thread of the pool. GUI thread.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from viewer.base.errors import MediaError
from viewer.media.address import watch_url
from viewer.media.media import library_key
from viewer.notes.model import VideoRef
from viewer.notes.videos import name_of
from viewer.ui.kit.background import Background
from viewer.ui.tasks.save_sheet import SavePlan, WantedVideo
from viewer.ui.watch.vault import OpenVault
from viewer.vault.names import shown_name
from viewer.vault.note_videos import all_videos_of


class _Read(NamedTuple):
    root: Path = Path()
    notes: Mapping[str, Sequence[str]] = {}  # by key, relative to the root
    refs: Mapping[str, VideoRef] = {}


class VideoNotes(QObject):
    """The notes about each video, by its key: the vault's, and those it was asked for from."""

    changed = Signal()

    def __init__(self, background: Background, vault: OpenVault, parent: QObject) -> None:
        super().__init__(parent)
        self._background, self._vault = background, vault
        self._read = _Read()
        self._read_of: object = None  # the list of files that it was read from
        self._is_wanted = False
        self._asked: dict[str, Path] = {}  # of what was asked for since the start
        vault.listed.connect(self._look_again)

    def look(self) -> None:
        """Read the vault's notes, now and whenever others are listed."""
        self._is_wanted = True
        self._look_again()

    def _look_again(self) -> None:
        files = self._vault.files
        if files is None or files is self._read_of or not self._is_wanted:
            return
        self._read_of = files
        self._background.run(
            "videos of notes", lambda: _read(files.root, files.notes), self._on_read
        )

    def _on_read(self, read: _Read) -> None:
        self._read = read
        self.changed.emit()

    def put(self, notes: Mapping[str, Path]) -> None:
        """Remember the notes that videos were asked for from, or that were made about them."""
        self._asked.update(notes)
        self.changed.emit()

    def forget(self, notes: Mapping[str, Path]) -> None:
        """Forget such notes: they are gone."""
        for key, path in notes.items():
            if self._asked.get(key) == path:
                del self._asked[key]
        self.changed.emit()

    def of(self, key: str) -> Path | None:
        """Return a note about a video: the one it was saved from, else the first of the vault."""
        asked, names = self._asked.get(key), self.in_vault(key)
        return asked or (self._read.root / names[0] if names else None)

    def in_vault(self, key: str) -> Sequence[str]:
        """Return the vault's notes about a video, relative to its root."""
        return self._read.notes.get(key, ())

    @property
    def keys(self) -> Set[str]:
        """The videos that notes are about."""
        return self._read.notes.keys() | self._asked.keys()

    def ref(self, key: str) -> VideoRef | None:
        """Return how the vault's notes name a video."""
        return self._read.refs.get(key)


def _read(root: Path, notes: Sequence[str]) -> _Read:
    by_key: dict[str, list[str]] = {}
    refs: dict[str, VideoRef] = {}
    for note in notes:
        for ref in all_videos_of(root / note):
            key = library_key(ref)
            if key is not None:
                by_key.setdefault(key, []).append(note)
                refs.setdefault(key, ref)
    return _Read(root, by_key, refs)


def plan_of(
    notes: Sequence[Path], saved: frozenset[str], queued: frozenset[str]
) -> tuple[SavePlan, Mapping[str, Path]]:
    """Compute what saving the videos of these notes amounts to, each video once."""
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
