"""What the window remembers between starts by itself. GUI thread."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QByteArray

from viewer.notes.real_path import real_path
from viewer.ui.window.settings import _ini

MAX_POSITIONS = 2000

MAX_RECENT = 50

MAX_VAULTS = 20

_POSITION = re.compile("[0-9]{1,12}")  # or another count: more digits are none


class RecentVault(NamedTuple):
    """A vault that was open, and its number of notes."""

    path: Path
    notes: int


class RecentVideo(NamedTuple):
    """A video that was open."""

    video: str  # its address, its id, or its path
    title: str
    note: Path | None  # the note about it; None where none was made
    file: Path | None  # that it was played from; None where it was streamed
    key: str  # under which its position is remembered


class State:
    """The saved state: window, panes, last note, and the position in each video."""

    def __init__(self, path: Path) -> None:
        self._file = _ini(path)

    def set(self, key: str, value: str | int | QByteArray) -> None:
        self._file.setValue(key, value)

    def bytes(self, key: str) -> QByteArray:
        """Return a value made by Qt, such as a window's geometry, or b""."""
        value = self._file.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()

    def flag(self, key: str, default: bool) -> bool:
        return str(self._file.value(key, default)).lower() == "true"

    def number(self, key: str, default: int) -> int:
        """Return a number of at least 0, or the default."""
        value = str(self._file.value(key, default))
        return int(value) if _POSITION.fullmatch(value) else default

    def text(self, key: str, default: str = "") -> str:
        return str(self._file.value(key, default))

    def numbers(self, key: str) -> list[float]:
        """Return a list of numbers, or none."""
        try:
            return [float(str(entry)) for entry in _listed(self._file.value(key, []))]
        except ValueError:
            return []

    def set_numbers(self, key: str, values: Sequence[float]) -> None:
        self._file.setValue(key, [f"{value:.4f}" for value in values])

    def recent(self, key: str) -> list[str]:
        """Return the recent texts of a list, latest first."""
        return [str(entry) for entry in _listed(self._file.value(key, [])) if entry]

    def add_recent(self, key: str, text: str) -> None:
        recent = [text, *(each for each in self.recent(key) if each != text)]
        self._file.setValue(key, recent[:MAX_RECENT])

    def recent_notes(self) -> list[Path]:
        """The recent notes, latest first."""
        return [Path(text) for text in self.recent("notes/recent")]

    def add_recent_note(self, path: Path) -> None:
        self.add_recent("notes/recent", str(path))

    def rename_recent_note(self, old: Path, new: Path) -> None:
        """Rename a recent note, keeping its place in the list."""
        recent = [new if path == old else path for path in self.recent_notes() if path != new]
        self._file.setValue("notes/recent", [str(path) for path in recent])
        videos = [v._replace(note=new) if v.note == old else v for v in self.recent_videos()]
        self._file.setValue("videos/recent", [_text_of(video) for video in videos])

    def recent_videos(self) -> list[RecentVideo]:
        """The recent videos, latest first."""
        return [one for text in self.recent("videos/recent") if (one := _video_of(text))]

    def add_recent_video(self, video: RecentVideo) -> None:
        """Add a video to the recent ones, once for each note about it, or move it to the top."""
        others = [
            one
            for one in self.recent_videos()
            if one.note != video.note or (video.note is None and one.video != video.video)
        ]
        if video.note is not None:  # it was planned before
            others = [one for one in others if one.note or one.video != video.video]
        kept = [_text_of(one) for one in (video, *others)[:MAX_RECENT]]
        self._file.setValue("videos/recent", kept)

    def recent_vaults(self) -> list[RecentVault]:
        """The recent vaults, latest first."""
        entries = (entry.partition(" ") for entry in self.recent("vaults/recent"))
        return [RecentVault(Path(path), int(n)) for n, _, path in entries if _POSITION.fullmatch(n)]

    def add_recent_vault(self, vault: RecentVault) -> None:
        """Add a vault to the recent ones, or move it to the top."""
        others = [each for each in self.recent_vaults() if each.path != vault.path]
        self._keep_vaults([vault, *others])

    def forget_vault(self, path: Path) -> None:
        self._keep_vaults([vault for vault in self.recent_vaults() if vault.path != path])

    def _keep_vaults(self, vaults: Sequence[RecentVault]) -> None:
        entries = [f"{vault.notes} {vault.path}" for vault in vaults[:MAX_VAULTS]]
        self._file.setValue("vaults/recent", entries)

    def vault_name(self, root: Path) -> str:
        """Return the name to show for a vault: that of the link by which it was opened, if any."""
        return self.text(f"vaults/names/{_name(str(root))}") or root.name

    def keep_vault_name(self, folder: Path) -> None:
        """Remember the name of a folder being opened, if that is a link."""
        if folder.is_symlink():
            self.set(f"vaults/names/{_name(str(real_path(folder)))}", folder.name)
            self.forget_vault(folder)  # it is known by what the link leads to

    def position_ms(self, video: str) -> int:
        """Return the last position in a video; 0 if it was never played."""
        value = str(self._file.value(f"positions/{_name(video)}", "0")).partition("@")[0]
        return int(value) if _POSITION.fullmatch(value) else 0

    def set_position_ms(self, video: str, position_ms: int, now_s: int) -> None:
        """Save a position; if there are too many, the oldest are dropped."""
        self._file.setValue(f"positions/{_name(video)}", f"{position_ms}@{now_s}")
        self._file.beginGroup("positions")
        names = self._file.allKeys()
        if len(names) > MAX_POSITIONS:
            by_age = sorted(names, key=lambda name: _age(str(self._file.value(name))))
            for name in by_age[: len(names) - MAX_POSITIONS]:
                self._file.remove(name)
        self._file.endGroup()

    def save(self) -> None:
        self._file.sync()


def _text_of(video: RecentVideo) -> str:
    parts = [video.video, video.title, str(video.note or ""), str(video.file or ""), video.key]
    return json.dumps(parts)


def _video_of(text: str) -> RecentVideo | None:
    try:
        video, title, note, file, key = map(str, json.loads(text))
    except (ValueError, TypeError):
        return None  # somebody wrote it by hand
    return RecentVideo(
        video, title, Path(note) if note else None, Path(file) if file else None, key
    )


def _listed(value: object) -> list[object]:
    """Return a saved list: for a single entry an INI file returns a string."""
    return value if isinstance(value, list) else [value]


def _age(kept: str) -> tuple[int, str]:
    """Sort key by time saved; among strings of digits, shorter ones are older."""
    when = kept.partition("@")[2]
    return len(when), when


def _name(video: str) -> str:
    """Paths and URLs make poor INI keys, so a key is a digest of them."""
    from hashlib import sha1  # here, for it loads OpenSSL, and the start need not wait for that

    return sha1(video.encode("utf-8", "surrogateescape"), usedforsecurity=False).hexdigest()[:20]
