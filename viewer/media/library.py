"""The library: the folder where saved videos live, one folder per video, named by its key.

    library/dQw4w9WgXcQ/dQw4w9WgXcQ.mp4     picture and sound, whole
                        dQw4w9WgXcQ.en.json3  captions
                        dQw4w9WgXcQ.jpg     thumbnail
                        info.json           what is known of it
                        .part/              what is half loaded; never played
            recognised/                 what was heard in other files (transcribed.py)
            earlier.json                the folders where videos were saved before

Everything here touches the disk: keep it off the GUI thread. No Qt, no network.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from viewer.base.errors import MediaError, why
from viewer.base.translation import size_text, tr
from viewer.media.media import (
    EARLIER_NAME,
    PART_FOLDER,
    SOUND_SUFFIXES,
    VIDEO_SUFFIXES,
    is_library_key,
    library_folders,
)
from viewer.notes.beside import hold_file, write_whole

INFO_NAME = "info.json"
SPARE_BYTES = 1_000_000_000  # what must stay free on the disk
# Where nothing is known of a video: 720p with sound has about this much.
_USUAL_BYTES_PER_S = 190_000
_USUAL_SECONDS = 1800
_LOCKS_FOLDER = ".locks"


@dataclass(frozen=True, slots=True)
class Chapter:
    """A stretch of the video that its makers named; half-open, in ms."""

    start_ms: int
    end_ms: int
    title: str


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption file next to the video."""

    file: str
    language: str  # as the site names it: "en", "en-US"
    automatic: bool


@dataclass(frozen=True, slots=True)
class SavedInfo:
    """The content of `info.json`."""

    key: str
    id: str
    url: str
    title: str
    channel: str
    duration_ms: int
    file: str  # the name of the video, in the same folder
    bytes: int
    height: int | None = None
    saved_at: str = ""  # ISO 8601, UTC
    yt_dlp: str = ""
    thumbnail: str = ""
    description: str = ""
    chapters: tuple[Chapter, ...] = ()
    captions: tuple[Caption, ...] = ()
    # What the site offered and could not be loaded, in words.
    missing: tuple[str, ...] = ()
    date: str = ""  # ISO 8601: the day on which it was published

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)

    @classmethod
    def from_json(cls, text: str) -> SavedInfo:
        """Parse `info.json`; raises ValueError for anything that Cuenote does not write."""
        try:
            value: dict[str, Any] = json.loads(text)
            value["chapters"] = tuple(Chapter(**each) for each in value.get("chapters", ()))
            value["captions"] = tuple(Caption(**each) for each in value.get("captions", ()))
            value["missing"] = tuple(str(each) for each in value.get("missing", ()))
            info = cls(**{name: value[name] for name in cls.__slots__ if name in value})
            whole = (
                all(map(_is_typed, (info, *info.chapters, *info.captions)))
                and Path(info.file).name == info.file
                and "\0" not in info.file + info.thumbnail
            )
        except (TypeError, AttributeError, RecursionError) as error:
            raise ValueError(f"not an info of ours: {error}") from error
        if not whole:
            raise ValueError("not an info of ours")
        return info


def read_info(folder: Path) -> SavedInfo | None:
    """Read the `info.json` of a folder; None if it is missing or invalid."""
    try:
        return SavedInfo.from_json((folder / INFO_NAME).read_text("utf-8"))
    except (OSError, ValueError):
        return None


def _is_typed(value: Any) -> bool:
    """Return whether the values have the class's types, and numbers suit files and times."""
    for each in fields(value):
        found, kind = getattr(value, each.name), str(each.type)
        is_number = type(found) is int and abs(found) < 1 << 60
        if (kind == "str" and not isinstance(found, str)) or (kind == "int" and not is_number):
            return False
        if kind == "int | None" and not (found is None or is_number):
            return False
    return True


@dataclass(frozen=True, slots=True)
class Saved:
    """One folder of the library as it is on the disk."""

    key: str
    folder: Path
    video: Path | None
    info: SavedInfo | None
    bytes: int  # of everything in the folder but `.part`
    part_bytes: int  # of what is half loaded

    @property
    def is_whole(self) -> bool:
        """Return whether there is a video to play."""
        return self.video is not None

    @property
    def is_damaged(self) -> bool:
        """Return whether there is something, but no whole video with valid info."""
        return self.bytes > 0 and (self.video is None or self.info is None)

    @property
    def title(self) -> str:
        return self.info.title if self.info is not None else self.key

    @property
    def thumbnail(self) -> Path | None:
        """The saved thumbnail, or None."""
        if self.info is None or not self.info.thumbnail:
            return None
        path = self.folder / Path(self.info.thumbnail).name
        return path if path.is_file() else None


@dataclass(frozen=True, slots=True)
class Estimate:
    """The estimated size of saving some videos; `unknown` of them had to be guessed."""

    count: int
    bytes: int
    unknown: int
    free_bytes: int

    @property
    def has_room(self) -> bool:
        return self.bytes + SPARE_BYTES <= self.free_bytes

    def words(self, height: int) -> str:
        """Return the size in words, of pictures with so many lines."""
        words = tr("About {0} at {1}p").format(size_text(self.bytes), height)
        return tr("{0} (rough estimate)").format(words) if self.unknown else words

    @property
    def no_room(self) -> str:
        """What is said where it has no room."""
        return no_room(self.bytes, SPARE_BYTES, self.free_bytes)


@dataclass(frozen=True, slots=True)
class Library:
    """The saved videos below `root`, and in earlier libraries; `root` need not exist yet."""

    root: Path

    def follow(self, before: Path) -> None:
        """Also find what was saved in the library `before` and earlier ones. Raises OSError."""
        if self.root != before:
            folders = [str(each) for each in library_folders(before) if each != self.root]
            write_whole(self.root / EARLIER_NAME, json.dumps(folders))

    def folder(self, key: str) -> Path:
        """Return the folder of a video: where any of it is, else where it would be saved."""
        found = (root / key for root in library_folders(self.root) if (root / key).is_dir())
        return next(found, self.root / key)

    def saved(self) -> list[Saved]:
        """List every folder with any content, by title; damaged ones, too."""
        found = [self.look(folder.name) for folder in self.folders()]
        return sorted(
            (each for each in found if each.bytes or each.part_bytes),
            key=lambda each: (each.title.casefold(), each.key),
        )

    def folders(self) -> Iterator[Path]:
        """Yield the folders of videos, by name, whatever they contain."""
        found: dict[str, Path] = {}
        for root in library_folders(self.root):
            with contextlib.suppress(OSError):
                for entry in os.scandir(root):
                    if is_library_key(entry.name) and entry.is_dir(follow_symlinks=False):
                        found.setdefault(entry.name, Path(entry.path))
        return (found[name] for name in sorted(found))

    def look(self, key: str) -> Saved:
        """Return one video's folder, whether it exists or not."""
        folder = self.folder(key)
        info = read_info(folder)  # None where it is damaged, too: shown as such
        video = None
        size = 0
        for path, length in _files(folder, skip=PART_FOLDER):
            size += length
            named = info is None or path.name == info.file
            if path.parent == folder and named and path.suffix in VIDEO_SUFFIXES | SOUND_SUFFIXES:
                video = path
        part = sum(length for _, length in _files(folder / PART_FOLDER))
        return Saved(key, folder, video, info, size, part)

    def free_bytes(self) -> int:
        """Return the free bytes on the library's disk for this user."""
        return free_bytes(self.root)

    def hold(self, key: str, patience_s: float = 0.0) -> AbstractContextManager[bool]:
        """Lock a video against loading and deletion by others; False if another has the lock."""
        return hold_file(self.folder(key).parent / _LOCKS_FOLDER / key, patience_s)

    def put(self, saved: SavedInfo, whole: Path, beside: Iterable[tuple[Path, str]] = ()) -> Path:
        """Move a whole video and its info into place; return its new path.

        `beside`: more files, with their names there. All of them are in the `.part` folder, which
        is deleted, except a video that is already in place. Raises OSError.
        """
        folder = self.folder(saved.key)
        fresh = folder / PART_FOLDER / INFO_NAME
        with fresh.open("w", encoding="utf-8") as file:
            file.write(saved.to_json())
            file.flush()
            os.fsync(file.fileno())
        # Nothing of a video may be only in memory when it is said to be saved.
        with contextlib.suppress(OSError), whole.open("rb+") as video:
            os.fsync(video.fileno())
        for path, name in beside:
            path.replace(folder / name)
        fresh.replace(folder / INFO_NAME)
        # The video is moved last: if it is there, everything is.
        final = folder / saved.file
        whole.replace(final)
        shutil.rmtree(folder / PART_FOLDER, ignore_errors=True)
        return final

    def delete(self, key: str) -> None:
        """Delete a video and everything saved with it; raises MediaError if that fails.

        Its folder is renamed before it is emptied, so that no half-deleted video is played.
        """
        if not is_library_key(key):
            raise MediaError(tr("“{0}” is not a video.").format(key[:40]))
        folder = self.folder(key)
        if not folder.exists():
            return
        gone = folder.with_name(f".deleted-{os.getpid()}-{key}")
        try:
            with self.hold(key) as mine:
                if not mine:
                    raise busy()
                folder.rename(gone)
            shutil.rmtree(gone)
        except OSError as error:
            raise MediaError(
                tr("“{0}” can't be deleted: {1}.").format(folder.name, why(error)),
                tr("Check the permissions of {0}.").format(folder.parent),
            ) from error

    def clean(self, keys: Iterable[str] | None = None) -> int:
        """Delete incomplete downloads, of `keys` or all; return the bytes freed.

        Skips downloads in progress. Also removes what an interrupted deletion left.
        """
        freed = 0
        wanted = set(keys) if keys is not None else None
        for each in self.saved():
            if not each.part_bytes or (wanted is not None and each.key not in wanted):
                continue
            with self.hold(each.key) as mine:
                if not mine:
                    continue
                shutil.rmtree(each.folder / PART_FOLDER, ignore_errors=True)
                freed += each.part_bytes
                with contextlib.suppress(OSError):
                    each.folder.rmdir()  # only where nothing else is in it
        for root in library_folders(self.root):
            for left in root.glob(".deleted-*"):
                freed += sum(length for _, length in _files(left))
                shutil.rmtree(left, ignore_errors=True)
        return freed

    def estimate(self, durations_ms: Iterable[int | None], height: int = 720) -> Estimate:
        """Estimate the size of saving videos of these durations (None: unknown).

        Based on saved videos of about this height, else on typical sizes.
        """
        durations = list(durations_ms)
        like = [
            each.info
            for each in self.saved()
            if each.info is not None and each.info.height and each.info.duration_ms > 0
            if height * 0.6 <= each.info.height <= height * 1.2
        ]
        seconds = sum(info.duration_ms for info in like) / 1000
        if seconds > 0:
            rate = sum(info.bytes for info in like) / seconds
        else:
            rate = _USUAL_BYTES_PER_S * (height / 720) ** 1.5
        known = [ms for ms in durations if ms is not None]
        usual_s = sum(known) / 1000 / len(known) if known else _USUAL_SECONDS
        unknown = len(durations) - len(known)
        size = round((sum(known) / 1000 + unknown * usual_s) * rate)
        return Estimate(len(durations), size, unknown, self.free_bytes())


def busy() -> MediaError:
    """Return what is said where somebody else holds a video."""
    return MediaError(tr("Another window or terminal is already saving this video."))


def free_bytes(folder: Path) -> int:
    """Return the free bytes on the disk of `folder`, which need not exist yet."""
    there = next((each for each in (folder, *folder.parents) if each.exists()), Path("/"))
    return shutil.disk_usage(there).free


def no_room(needed: int, spare: int, free: int) -> str:
    """Return what is said where a disk has too little room; all in bytes."""
    words = tr("Not enough disk space: {0} and {1} to spare are needed, but only {2} is free.")
    return words.format(*map(size_text, (needed, spare, free)))


def why_no_room(folder: Path, needed: int, spare: int) -> str:
    """Return why so many bytes have no room on the disk of `folder`, with `spare` more; or ""."""
    free = free_bytes(folder)
    return no_room(needed, spare, free) if needed + spare > free else ""


def _files(folder: Path, skip: str = "") -> Iterator[tuple[Path, int]]:
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        try:
            if entry.is_symlink() or entry.name == skip:
                continue
            if entry.is_dir():
                yield from _files(Path(entry.path))
            else:
                yield Path(entry.path), entry.stat().st_size
        except OSError:
            continue  # it went away between two looks
