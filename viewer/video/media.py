"""Which file a note's video can be played from. No Qt, no network; nothing is written to a vault.

In this order: the file a person chose for it, the file that the front matter names, a file with
the video's id in its name beside the note or in one of the vault's `FOLDERS`, the copy in the
library. Everything here may touch a slow disk: keep it off the GUI thread.
"""

from __future__ import annotations

import functools
import hashlib
import json
import os
import re
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from viewer.damaged import put_aside
from viewer.errors import MediaError
from viewer.notes.beside import write_whole
from viewer.notes.model import VideoRef
from viewer.notes.moments import SOUND_SUFFIXES as SOUND_SUFFIXES
from viewer.notes.moments import VIDEO_SUFFIXES as VIDEO_SUFFIXES
from viewer.video.address import check_url, is_youtube_id, path_of

PART_FOLDER = ".part"  # in the folder of a saved video: what is half loaded
RECOGNISED_FOLDER = "recognised"  # in the library: what was heard in other videos than saved ones
FOLDERS = ("media", "videos", "transcripts")  # of a vault: where its videos and their words are
_DEPTH = 3  # how many levels of those are looked into
_ID = re.compile(r"[A-Za-z0-9_-]{6,20}")
_KEY = re.compile(r"[A-Za-z0-9_-]{6,24}")


class MediaSource(StrEnum):
    """How a media was found."""

    FRONT_MATTER = "front_matter"  # the note names the file
    BESIDE = "beside"  # in the folder of the note, by the id in its name
    VAULT_MEDIA = "vault_media"  # in a folder of the vault for it, by the id in its name
    LIBRARY = "library"  # a saved copy
    CHOSEN = "chosen"  # a person chose it


@dataclass(frozen=True, slots=True)
class Media:
    """A file that a video can be played from."""

    path: Path
    source: MediaSource
    title: str

    @property
    def name(self) -> str:
        """What a person calls it."""
        return self.path.name


@dataclass(frozen=True, slots=True)
class Stream:
    """A video on the web that is being played; made by `viewer.video.online.stream`.

    The addresses are those of our own proxy: nothing of a note is in them.
    """

    key: str  # which video it is, whatever its addresses are now
    url: str  # the picture, with the sound where `sound_url` is None
    sound_url: str | None
    title: str
    duration_ms: int | None
    height: int | None  # of the picture, in pixels; None for sound alone, or not known

    @property
    def name(self) -> str:
        """What a person calls it."""
        return self.title


# What a player plays, and what stills are decoded from.
Playable = Media | Stream
# Gives the files in a folder and so many levels below.
Listing = Callable[[Path, int], Iterable[Path]]
# Finds what a video of the note at a path is played from.
MediaFinder = Callable[[VideoRef | None, Path], Playable | None]


class Pairings:
    """The files that people chose for videos, remembered in one JSON file.

    By the id of the video where it has one, else by its URL, else by the note that names it. A
    file that is missing or damaged holds nothing; it is written anew at the next choice.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._files: dict[str, str] | None = None
        # One thread looks for a video while another remembers a choice.
        self._lock = threading.Lock()

    def get(self, ref: VideoRef | None, note_path: Path) -> Path | None:
        """Return the file that was chosen, whether it is still there or not."""
        chosen = self._load().get(_key(ref, note_path))
        return Path(chosen) if chosen is not None else None

    def set(self, ref: VideoRef | None, note_path: Path, path: Path) -> None:
        """Remember `path`; raise MediaError where that cannot be saved (it holds until the end)."""
        self._save({**self._load(), _key(ref, note_path): str(path.absolute())})

    def forget(self, ref: VideoRef | None, note_path: Path) -> None:
        """Forget what was chosen; raise MediaError where that cannot be saved."""
        files = dict(self._load())
        if files.pop(_key(ref, note_path), None) is not None:
            self._save(files)

    def rename_note(self, old: Path, new: Path) -> None:
        """Keep what was chosen for a note without id or URL; raise MediaError as `set` does."""
        files = dict(self._load())
        chosen = files.pop(_key(None, old), None)
        if chosen is not None:
            self._save({**files, _key(None, new): chosen})

    def _load(self) -> dict[str, str]:
        with self._lock:
            if self._files is None:
                self._files = {}
                try:
                    files: Any = json.loads(self._path.read_text("utf-8"))["files"]
                    known = {key: file for key, file in files.items() if _is_name(file)}
                except OSError:
                    pass  # not there yet, or not to be read: nothing is known
                except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
                    put_aside(self._path)
                else:
                    self._files = known
            return self._files

    def _save(self, files: dict[str, str]) -> None:
        with self._lock:
            self._files = files  # replaced as a whole: another thread may be reading
        try:
            text = json.dumps({"files": files}, ensure_ascii=False, indent=1)
            write_whole(self._path, text, sync=True)
        except (OSError, ValueError) as error:
            raise MediaError(
                f"The choice could not be saved in {self._path}: {error}",
                "It holds until Cuenote is closed.",
            ) from error


def library_key(ref: VideoRef) -> str | None:
    """Name the folder of the library for the video of a note; None where nothing can be saved.

    The id of YouTube's form where there is one, else `url-` and a sum of the address without its
    fragment: so the folder is found without asking the network what the video is.
    """
    if ref.video_id is not None and is_youtube_id(ref.video_id):
        return ref.video_id
    try:
        url = check_url(ref.url or "")
    except MediaError:
        return None
    parts = urlsplit(url)
    plain = urlunsplit((parts.scheme, parts.netloc.casefold(), parts.path, parts.query, ""))
    return f"url-{hashlib.sha256(plain.encode()).hexdigest()[:20]}"


def is_library_key(name: str) -> bool:
    """Whether `name` can be that of a video's folder: nothing that leads elsewhere passes."""
    return _KEY.fullmatch(name) is not None and name != RECOGNISED_FOLDER


def find_media(
    ref: VideoRef | None,
    note_path: Path,
    vault_root: Path | None,
    library: Path | None,
    pairings: Pairings | None,
    listing: Listing | None = None,
) -> Media | None:
    """Find the file to play for the video `ref` of the note at `note_path`; None: there is none.

    A file that was chosen or named but is not there is passed over. Whoever asks for a whole vault
    gives `remembered(media_files)` as `listing`.
    """
    chosen = pairings.get(ref, note_path) if pairings is not None else None
    if chosen is not None and is_file(chosen):
        return Media(chosen, MediaSource.CHOSEN, chosen.stem)
    if ref is None:
        return None
    folders = [note_path.parent]
    if vault_root is not None:
        folders += [vault_root, *(vault_root / name for name in FOLDERS)]
    if ref.path is not None:
        for path in _named(ref.path, folders):
            if is_file(path):
                return Media(path, MediaSource.FRONT_MATTER, path.stem)
    video_id = ref.video_id
    # It becomes the name of a folder: nothing that leads elsewhere may pass.
    if video_id is not None and _ID.fullmatch(video_id):
        found = _by_id(video_id, note_path, vault_root, listing or media_files)
        if found is not None:
            return found
    if library is not None:
        for key in dict.fromkeys((library_key(ref), video_id)):
            if key is not None and is_library_key(key):
                found = _in_library(library / key, key)
                if found is not None:
                    return found
    return None


def places_of(note_path: Path, vault_root: Path | None) -> list[tuple[Path, int]]:
    """Return where files are looked for by the id of a note's video in their names, in order.

    Each folder with how many levels below it: the note's own with none, then those of the vault.
    """
    places = [(note_path.parent, 0)]
    if vault_root is not None:
        places += [(vault_root / name, _DEPTH) for name in FOLDERS]
    return places


def remembered(listing: Listing) -> Listing:
    """List each folder once."""
    return functools.cache(lambda folder, depth: tuple(listing(folder, depth)))


def _by_id(
    video_id: str, note_path: Path, vault_root: Path | None, listing: Listing
) -> Media | None:
    """Find a file with the id of the video in its name, beside the note or in the vault."""
    for folder, depth in places_of(note_path, vault_root):
        source = MediaSource.VAULT_MEDIA if depth else MediaSource.BESIDE
        named = (path for path in listing(folder, depth) if video_id in path.name)
        matches = [(_match(path, video_id), path) for path in named]
        found = min(((rank, path) for rank, path in matches if rank is not None), default=None)
        if found is not None:
            return Media(found[1], source, _title(found[1], video_id))
    return None


def _in_library(folder: Path, key: str) -> Media | None:
    """Find the video in a folder of the library; what is half loaded lies in a hidden one."""
    copies = sorted(media_files(folder, 0), key=lambda path: (_is_sound(path), path.name))
    if not copies:
        return None
    title: Any = None
    try:
        title = json.loads((folder / "info.json").read_text("utf-8")).get("title")
    except (OSError, ValueError, AttributeError, RecursionError):
        pass  # a copy that somebody else put there
    if not isinstance(title, str) or not title:
        title = _title(copies[0], key)
    return Media(copies[0], MediaSource.LIBRARY, title)


def _key(ref: VideoRef | None, note_path: Path) -> str:
    if ref is not None and ref.video_id is not None:
        return f"id:{ref.video_id}"
    if ref is not None and ref.url is not None:
        return f"url:{ref.url}"
    return f"note:{note_path.absolute()}"


def _named(written: str, folders: list[Path]) -> Iterator[Path]:
    """Yield where a path that a note names can point to."""
    if written.casefold().startswith("file:"):
        if urlsplit(written).netloc not in ("", "localhost"):
            return
        written = path_of(written)
    # On Windows these reach out to another machine, with the person's credentials.
    if written.startswith(("\\\\", "//")) or "\0" in written:
        return
    path = Path(written)
    if written.startswith("~/"):
        path = path.expanduser()
    if path.is_absolute():
        yield path
        return
    for folder in folders:
        yield folder / path


def _is_name(value: object) -> bool:
    return isinstance(value, str) and "\0" not in value


def is_file(path: Path) -> bool:
    """Tell whether a file is there; never raises."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False  # a folder that may not be looked into, or no name at all


def _is_sound(path: Path) -> bool:
    return path.suffix.casefold() in SOUND_SUFFIXES


def media_files(folder: Path, depth: int) -> Iterator[Path]:
    """Yield the video and sound files in `folder` and `depth` levels below; hidden ones not."""
    try:
        entries = list(os.scandir(folder))
    except (OSError, ValueError):
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        suffix = "." + entry.name.rpartition(".")[2].casefold()
        if suffix in VIDEO_SUFFIXES or suffix in SOUND_SUFFIXES:
            path = Path(entry.path)
            if is_file(path):
                yield path
        elif depth > 0 and entry.is_dir(follow_symlinks=False):
            yield from media_files(Path(entry.path), depth - 1)


def _match(path: Path, video_id: str) -> tuple[bool, int, str] | None:
    """Rank how well the name of `path` says that it is `video_id`, lowest first; None: not."""
    stem = path.stem
    if stem == video_id:
        kind = 0
    elif f"[{video_id}]" in stem:
        kind = 1
    else:
        # As a whole token: ids hold - and _ themselves, so only letters and digits are its ends.
        token = rf"(?<![A-Za-z0-9]){re.escape(video_id)}(?![A-Za-z0-9])"
        if re.search(token, stem) is None:
            return None
        kind = 2
    return _is_sound(path), kind, path.name


def _title(path: Path, video_id: str) -> str:
    """Return the name of the file without the id of the video in it."""
    title = path.stem.replace(f"[{video_id}]", "").replace(video_id, "").strip(" -_.")
    return title or path.stem
