"""Gather the notes to export and what is known about their videos. Reads the disk. No Qt.

With many notes, neither the notes nor their transcripts are kept in memory: they are read again
when needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

from viewer.base.errors import ViewerError
from viewer.check.sources import Places, Sources
from viewer.export.entries import ExportNote, Footage, IsWanted, entries_of
from viewer.export.format import Content
from viewer.media.decoder import has_picture
from viewer.media.transcript import Transcript
from viewer.notes.file import read_note, storable
from viewer.notes.headings import headings
from viewer.notes.model import CitedTime, Span, VideoRef
from viewer.notes.note import Note
from viewer.notes.videos import video_key


def gather(
    notes: Iterable[tuple[Path, str, Places]],
    name: str,
    wanted: Callable[[Note, Path], IsWanted] | None = None,
    areas: Sequence[Span] | None = None,
    *,
    by_claims: bool = False,
    opened: Mapping[Path, Note] | None = None,
    known: Mapping[str, Footage] | None = None,
    tags: Sequence[str] = (),
    failed: Callable[[ViewerError], object] = lambda error: None,
) -> Content:
    """Read what is wanted of notes, and look for their videos; unreadable ones are `failed`.

    Each note comes with the name of its file in what is exported, and where its videos are looked
    for; `name` is that of a file for all of them, without a suffix. `wanted` gives which claims of
    a note are wanted, and `areas` the bytes in which not only claims are. The window has notes
    `opened`, and what is `known` of their videos, by key. A note without one of `tags` has nothing
    that is wanted.
    """
    sources_in, footage = cache(Sources), dict[str, Footage]()
    found, files, unread = list[ExportNote](), set[Path](), 0
    for path, shown, places in notes:
        files.add(path)
        if tags and not _may_have(path, tags):
            continue
        sources, open_note = sources_in(places), (opened or {}).get(path)
        try:
            note = _read(
                *(path, storable(shown), sources, open_note, known or {}, footage, wanted, areas)
            )
            found.append(note)
        except ViewerError as error:
            failed(error)
            unread += 1
    files |= {one.path for one in footage.values() if one.path is not None}
    return Content(name, found, footage, by_claims or wanted is not None, files, unread)


def _may_have(path: Path, tags: Sequence[str]) -> bool:
    """Return from a note's bytes whether it may have these tags; parsing takes far longer."""
    try:
        data = read_note(path)
    except ViewerError:
        return True  # whoever reads it says why it can't be
    text = data.replace(b"\\", b"").decode("utf-8", "replace").casefold()
    return all(f"#{tag.lstrip('#').casefold()}" in text for tag in tags)


def _read(
    path: Path,
    name: str,
    sources: Sources,
    opened: Note | None,
    known: Mapping[str, Footage],
    footage: dict[str, Footage],
    wanted: Callable[[Note, Path], IsWanted] | None,
    areas: Sequence[Span] | None,
) -> ExportNote:
    """Read what is wanted of a note, and add its videos to `footage`. Raises ViewerError.

    Their lengths decide how times are read.
    """

    def parsed() -> Note:
        return opened or Note.parse(read_note(path), said=sources.dismissed.said_of(path))

    note = parsed()
    videos: list[VideoRef | None] = [note.videos[at] for at in note.played]
    by_key = {video_key(video): video for video in videos or [None]}
    for key, video in by_key.items():
        if key not in footage or footage[key].path is None:
            one = known.get(key, Footage())
            media = one.path or sources.media_of(video, path)
            # Of one that is not here its site may have stated the length.
            length_ms = one.duration_ms or sources.length_of(video, path, media)
            is_seen = media is not None and has_picture(media)
            footage[key] = Footage(media, length_ms, is_seen, one.transcript)
    lengths = [footage[video_key(video)].duration_ms for video in videos or [None]]
    title = note.title or name.rpartition("/")[2].rpartition(".")[0] or name
    times = _times_of(note, lengths)
    entries = entries_of(note, name, title, times)
    if wanted is not None:
        entries = list(filter(wanted(note, path), entries))
        areas = areas or sorted({entry.span for entry in entries})

    def again() -> tuple[Note, Sequence[CitedTime]]:
        found = parsed()
        return found, _times_of(found, lengths)

    def said(key: str) -> Transcript | None:
        of_window = known[key].transcript if key in known else None
        return of_window or sources.of(by_key.get(key), path).transcript

    vault, has_text = sources.places.vault or path.parent, bool(note.blocks) and areas != []
    headed = headings(note, times)
    return ExportNote(name, title, entries, headed, path, again, said, vault, areas, has_text)


def _times_of(note: Note, lengths: Sequence[int | None]) -> Sequence[CitedTime]:
    if note.played:
        return note.times_by(dict(zip(note.played, lengths, strict=True)))
    return note.times(lengths[0])
