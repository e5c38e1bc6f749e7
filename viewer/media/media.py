"""Find the local files of notes' videos. No Qt, no network.

In this order: the file the user chose for it, the file that the front matter names, then one of
`PLACES`, which are also searched for transcripts. Nothing is written to a vault. Everything here
may touch a slow disk: keep it off the GUI thread.
"""

from __future__ import annotations

import functools
import hashlib
import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeGuard
from urllib.parse import urlsplit, urlunsplit

from viewer.base.damaged import read_json
from viewer.base.errors import MediaError
from viewer.base.translation import _
from viewer.media.address import check_url, is_youtube_id, path_of
from viewer.notes.file import storable
from viewer.notes.model import VideoRef
from viewer.notes.moments import SOUND_SUFFIXES as SOUND_SUFFIXES
from viewer.notes.moments import VIDEO_SUFFIXES as VIDEO_SUFFIXES
from viewer.notes.real_path import real_path
from viewer.notes.state_file import StateFile, with_choice

PART_FOLDER = ".part"  # in the folder of a saved video: what is half loaded
TRANSCRIBED_FOLDER = "recognised"  # in the library: what was heard in other videos than saved ones
EARLIER_NAME = "earlier.json"  # in the library: the folders where videos were saved before
FOLDERS = ("media", "videos", "transcripts")  # of a vault: where its videos and their words are
_ID = re.compile(r"[A-Za-z0-9_-]{6,20}")
_KEY = re.compile(r"[A-Za-z0-9_-]{6,24}")


@dataclass(frozen=True, slots=True)
class Around:
    """What places are relative to: a video, the folder of its note, and what is known."""

    ref: VideoRef
    folder: Path
    vault: Path | None
    library: Path | None


@dataclass(frozen=True, slots=True)
class VideoPlace:
    """A place of videos and their transcripts; one without folders only names an origin."""

    id: str
    words: str = ""  # where a video is, to the user
    folders: Callable[[Around], Iterable[Path]] = lambda _: ()
    depth: int | None = 0  # levels below those that are looked into; None: for names in notes alone
    # Whether all in a folder is of the one video, else what has the video's id in its name.
    is_of_one: bool = False


def _folders_of_vault(around: Around) -> list[Path]:
    return [around.vault / name for name in FOLDERS] if around.vault is not None else []


def _folders_of_library(around: Around) -> list[Path]:
    if around.library is None:
        return []
    keys = dict.fromkeys((library_key(around.ref), around.ref.video_id))
    # Each becomes the name of a folder: nothing that leads elsewhere may pass.
    names = [key for key in keys if key is not None and is_library_key(key)]
    return [root / name for root in library_folders(around.library) for name in names]


def library_folders(library: Path) -> list[Path]:
    """Return the library's folder, then those of earlier libraries."""
    earlier = read_json(library / EARLIER_NAME, lambda kept: [*map(Path, filter(_is_name, kept))])
    return [library, *(earlier or ())]


CHOSEN = VideoPlace("chosen", _("You chose this file; the note itself is unchanged."))
NAMED = VideoPlace("front_matter", _("The note links to this file."))
BESIDE = VideoPlace(
    "beside", _("Found next to the note, by the ID in its name."), lambda around: (around.folder,)
)
ROOT = VideoPlace(
    "root", "", lambda around: (around.vault,) if around.vault is not None else (), depth=None
)
VAULT = VideoPlace("vault", _("Found in the vault, by the ID in its name."), _folders_of_vault, 3)
LIBRARY = VideoPlace("library", _("Saved for offline."), _folders_of_library, is_of_one=True)
# In the order in which a video is looked for.
PLACES = (BESIDE, ROOT, VAULT, LIBRARY)


def folders_around(around: Around) -> Iterator[tuple[VideoPlace, Path]]:
    """Yield the folders that may contain a video and its transcripts, with their places."""
    return ((place, folder) for place in PLACES for folder in place.folders(around))


@dataclass(frozen=True, slots=True)
class Media:
    """A file that a video can be played from."""

    path: Path
    source: VideoPlace
    title: str

    @property
    def name(self) -> str:
        """The name shown to the user."""
        return self.path.name


@dataclass(frozen=True, slots=True)
class Stream:
    """A web video being played; made by `viewer.online.stream`.

    The addresses are those of Cuenote's own proxy and contain nothing from a note.
    """

    key: str  # which video it is, whatever its addresses are now
    url: str  # the picture, with the sound where `sound_url` is None
    sound_url: str | None
    title: str
    duration_ms: int | None
    height: int | None  # of the picture, in pixels; None for sound alone, or not known

    @property
    def name(self) -> str:
        """The name shown to the user."""
        return self.title


# What a player plays, and what stills are decoded from.
Playable = Media | Stream
# Gives the files in a folder and so many levels below.
Listing = Callable[[Path, int], Iterable[Path]]
# Finds what a video of the note at a path is played from.
MediaFinder = Callable[[VideoRef | None, Path], Playable | None]


class Pairings:
    """The files that the user chose for videos, saved in one JSON file.

    By the id of the video if it has one, else by its URL, else by the note that names it.
    """

    def __init__(self, path: Path) -> None:
        self._file = StateFile[dict[str, str]](path, _known, lambda files: {"files": files}, {})

    def get(self, ref: VideoRef | None, note_path: Path) -> Path | None:
        """Return the chosen file, whether it still exists or not."""
        chosen = self._file.read().get(_key(ref, note_path))
        return Path(chosen) if chosen is not None else None

    def set(self, ref: VideoRef | None, note_path: Path, path: Path) -> None:
        """Remember `path`; raises ViewerError if that cannot be saved (it holds until the end)."""
        chosen = str(real_path(path))
        self._file.change(lambda files: with_choice(files, _key(ref, note_path), chosen))

    def forget(self, ref: VideoRef | None, note_path: Path) -> None:
        """Forget the choice; raises ViewerError if that cannot be saved."""
        if self.get(ref, note_path) is not None:
            self._file.change(lambda files: with_choice(files, _key(ref, note_path), None))

    def rename_note(self, old: Path, new: Path) -> None:
        """Move the choice for a note without id or URL; raises ViewerError as `set` does."""
        chosen = self.get(None, old)
        if chosen is not None:
            self.set(None, new, chosen)
            self.forget(None, old)


def _known(kept: Any) -> dict[str, str]:
    return {key: file for key, file in kept["files"].items() if _is_name(file)}


def library_key(ref: VideoRef) -> str | None:
    """Return the library folder's name for the video of a note; None if it cannot be saved.

    The YouTube id if there is one, else `url-` and a hash of the address without its fragment, so
    the folder is found without asking the network what the video is.
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
    """Return whether `name` can be a video's folder; nothing that leads elsewhere passes."""
    return _KEY.fullmatch(name) is not None and name != TRANSCRIBED_FOLDER


def find_media(
    ref: VideoRef | None,
    note_path: Path,
    vault_root: Path | None,
    library: Path | None,
    pairings: Pairings | None,
    listing: Listing | None = None,
) -> Media | None:
    """Find the file to play for the video `ref` of the note at `note_path`, or None.

    A missing file that was chosen or named is skipped. For a whole vault pass
    `remembered(media_files)` as `listing`.
    """
    chosen = pairings.get(ref, note_path) if pairings is not None else None
    if chosen is not None and is_file(chosen):
        return Media(real_path(chosen), CHOSEN, chosen.stem)
    if ref is None:
        return None
    around = Around(ref, note_path.parent, vault_root, library)
    if ref.path is not None:
        folders = [one for place, one in folders_around(around) if not place.is_of_one]
        for path in _named(ref.path, folders):
            if is_file(path):
                return Media(real_path(path), NAMED, path.stem)
    for place, folder in folders_around(around):
        found = _in(folder, place, ref.video_id, listing or media_files)
        if found is not None:
            return found
    return None


def places_of(
    ref: VideoRef | None,
    note_path: Path,
    vault_root: Path | None,
    library: Path,
    pairings: Pairings,
) -> list[str]:
    """Return what exists of the folders and the file that `find_media` checks."""
    around = Around(ref or VideoRef(), note_path.parent, vault_root, library)
    folders = [folder for _, folder in folders_around(around)]
    files = [*_named(ref.path, folders)] if ref is not None and ref.path is not None else []
    chosen = pairings.get(ref, note_path)
    files += [chosen] if chosen is not None else []
    places = {library, *folders, *files, *(file.parent for file in files)}
    return [str(place) for place in places if place.exists()]


def stamp_of(path: Path | None) -> tuple[int, int] | None:
    """Return what identifies a version of a file; None if it is missing."""
    try:
        status = path.stat() if path is not None else None
    except OSError:
        return None
    return (status.st_size, status.st_mtime_ns) if status is not None else None


def remembered(listing: Listing) -> Listing:
    """Cache a listing: each folder is read once."""
    return functools.cache(lambda folder, depth: tuple(listing(folder, depth)))


def media_around(
    folder: Path, vault: Path | None, listing: Listing | None = None
) -> Iterator[Path]:
    """Yield the video and audio files in the folders for a note in `folder`.

    Or whatever else `listing` lists.
    """
    around, seen = Around(VideoRef(), folder, vault, None), set[Path]()
    for place, there in folders_around(around):
        for path in (listing or media_files)(there, place.depth or 0):
            if path not in seen:
                seen.add(path)
                yield path


def _in(folder: Path, place: VideoPlace, video_id: str | None, listing: Listing) -> Media | None:
    if place.is_of_one:
        # Incomplete downloads are below it.
        path = min(media_files(folder, 0), key=lambda path: (_is_sound(path), path), default=None)
        return Media(path, place, _saved_title(path, folder)) if path is not None else None
    if place.depth is None or not is_searchable(video_id):
        return None
    # A folder may hold hundreds, of as many videos.
    named = (path for path in listing(folder, place.depth) if video_id in path.name)
    matches = [(_match(path, video_id), path) for path in named]
    found = min(((rank, path) for rank, path in matches if rank is not None), default=None)
    return Media(found[1], place, _title(found[1], video_id)) if found is not None else None


def is_searchable(video_id: str | None) -> TypeGuard[str]:
    """Return whether files are searched by this id in their names."""
    return video_id is not None and _ID.fullmatch(video_id) is not None


def _saved_title(path: Path, folder: Path) -> str:
    # None, too, in a copy that somebody else put there.
    title = read_json(folder / "info.json", lambda info: info.get("title"))
    return title if isinstance(title, str) and title else _title(path, folder.name)


def _key(ref: VideoRef | None, note_path: Path) -> str:
    if ref is not None and ref.video_id is not None:
        return f"id:{ref.video_id}"
    if ref is not None and ref.url is not None:
        return f"url:{ref.url}"
    return f"note:{note_path}"


def _named(written: str, folders: list[Path]) -> Iterator[Path]:
    """Yield the files that a path in a note can mean."""
    if written.casefold().startswith("file:"):
        if urlsplit(written).netloc not in ("", "localhost"):
            return
        written = path_of(written)
    # On Windows these reach out to another machine, with the user's credentials.
    if written.startswith(("\\\\", "//")) or "\0" in written:
        return
    path = Path(written)
    if written.startswith("~/"):
        path = path.expanduser()
    for folder in folders if not path.is_absolute() else [Path()]:
        yield _as_named(folder / path)


def _as_named(path: Path) -> Path:
    """Return an existing path whose undecodable bytes are written as U+FFFD."""
    if "\ufffd" not in str(path):
        return path
    folder = _as_named(path.parent)
    if "\ufffd" in path.name:
        with suppress(OSError):
            return next((one for one in folder.iterdir() if storable(one.name) == path.name), path)
    return folder / path.name


def _is_name(value: object) -> bool:
    return isinstance(value, str) and "\0" not in value


def is_file(path: Path) -> bool:
    """Return whether a file exists; never raises."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False  # a folder that may not be looked into, or no name at all


def _is_sound(path: Path) -> bool:
    return path.suffix.casefold() in SOUND_SUFFIXES


def media_files(folder: Path, depth: int) -> Iterator[Path]:
    """Yield the video and audio files in `folder` and `depth` levels below, without hidden ones."""
    return files_in(folder, depth, VIDEO_SUFFIXES | SOUND_SUFFIXES)


def files_in(folder: Path, depth: int, suffixes: Collection[str]) -> Iterator[Path]:
    """Yield the files with these suffixes in a folder and `depth` levels below, by name.

    Suffixes are in lower case. Hidden files are left out; never raises.
    """
    try:
        with os.scandir(folder) as scanned:
            entries = [
                entry
                for entry in scanned
                if not entry.name.startswith(".")
                # What is left out is all of a folder of notes: it is not even put in order.
                and (
                    _suffix(entry.name) in suffixes
                    or (depth > 0 and entry.is_dir(follow_symlinks=False))
                )
            ]
    except (OSError, ValueError):
        return
    for entry in sorted(entries, key=lambda entry: entry.name):
        path = Path(entry.path)
        if _suffix(entry.name) not in suffixes:
            yield from files_in(path, depth - 1, suffixes)
        elif is_file(path):
            yield path


def _suffix(name: str) -> str:
    return os.path.splitext(name)[1].casefold()  # noqa: PTH122 (thousands)


def _match(path: Path, video_id: str) -> tuple[bool, int, str] | None:
    """Rank how well the name of `path` fits `video_id`, best lowest; None if not."""
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
    title = path.stem.replace(f"[{video_id}]", "").replace(video_id, "").strip(" -_.")
    return title or path.stem
