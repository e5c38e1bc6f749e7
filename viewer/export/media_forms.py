"""The exports that are made of the videos themselves: pages, clips, films and cards. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote

from viewer.errors import MediaError
from viewer.evidence.sources import Sources
from viewer.export import page, paper
from viewer.export.copying import copy
from viewer.export.cues import Cue, srt
from viewer.export.editors import Cut, Footage, cuts_of
from viewer.export.entries import Entry, NoteEntries
from viewer.export.film import Caption, Painter, Part, size_of, write_film
from viewer.export.forms import free_name
from viewer.export.new_file import new_file, write_new
from viewer.notes.model import CitedTime, Span, VideoRef
from viewer.notes.note import Note
from viewer.notes.timecode import format_full
from viewer.notes.videos import video_key
from viewer.video.frames.decoder import rate_of
from viewer.video.frames.frames import FrameFile
from viewer.video.frames.pictures import never
from viewer.video.transcripts.transcript import Transcript

_LETTERS = 40  # of a claim, in the name of its clip
# Bits a second of what is made, for a guess of its size: by the lines of the picture, for one of
# 16:9 in H.264; and of the sound.
_BITS_A_LINE = 2_200
_SOUND_BITS = 128_000


class Material(NamedTuple):
    """One note with all that is known of it."""

    entries: NoteEntries
    path: Path
    read: Callable[[], Note]  # it is not kept
    times_of: Callable[[Note], Sequence[CitedTime]]  # where all its citations lead
    said: Callable[[str], Transcript | None]  # by the key of the video
    vault: Path
    areas: Sequence[Span] | None  # the bytes that are wanted of the note; None: all
    has_text: bool  # whether there is anything in them


@dataclass(frozen=True, slots=True)
class Choice:
    """How films are made."""

    captions: str = "none"  # or `burn`, or `beside`: an SRT file of the same name
    cards: bool = False
    quick: bool = False  # clips alone: from the key frame before, packets as they are
    most_lines: int = 0
    clips: bool = True  # in pages
    frames: bool = False  # in PDF
    paint: Painter | None = None


Progress = Callable[[int, int], None]


def cuts_with_files(
    notes: Sequence[Material], footage: Mapping[str, Footage]
) -> tuple[list[tuple[Material, Cut, Path]], list[Entry]]:
    """Give the cuts whose video is here, in order, and the citations that are left out."""
    found, left = [], []
    durations = {key: one.duration_ms for key, one in footage.items()}
    behind = behind_picture([one for note in notes for one in note.entries.entries], footage)
    for note in notes:
        moments = set()
        entries = [one for one in note.entries.entries if one not in behind]
        for cut in cuts_of(entries, durations):
            path = footage.get(video_key(cut.entry.video), Footage()).path
            if path is not None:
                found.append((note, cut, path))
                moments.add((video_key(cut.entry.video), cut.start_ms))
        left += [
            one for one in note.entries.entries if (video_key(one.video), one.ms) not in moments
        ]
    return found, left


def behind_picture(entries: Sequence[Entry], footage: Mapping[str, Footage]) -> set[Entry]:
    """Return those that cite what is behind the last frame of a video, where sound alone goes on.

    Nothing can be shown of them. Of a video that cannot be read there are none: whoever makes
    something of it says why.
    """
    by_file: dict[Path, list[Entry]] = {}
    for entry in entries:
        one = footage.get(video_key(entry.video), Footage())
        if entry.ms is not None and one.path is not None and one.rate is not None:
            by_file.setdefault(one.path, []).append(entry)
    found: set[Entry] = set()
    for path, of_file in by_file.items():
        with suppress(MediaError), closing(FrameFile(path)) as file:
            for ms, same in groupby(sorted(of_file, key=_ms, reverse=True), key=_ms):
                if file.first(ms).time_ms >= ms:
                    break  # and so have all before it
                found.update(same)
    return found


def _ms(entry: Entry) -> int:
    return entry.ms or 0


def without_video(entries: Sequence[Entry], footage: Mapping[str, Footage]) -> int:
    """Count the moments of which nothing can be shown or heard, for their video is not here."""
    moments = {
        (entry.note, video_key(entry.video), entry.ms) for entry in entries if entry.ms is not None
    }
    return sum(footage.get(key, Footage()).path is None for _, key, _ in moments)


def length_of(cuts: Sequence[tuple[Material, Cut, Path]], most_lines: int) -> tuple[int, int]:
    """Say how many seconds films of these cuts are, and guess how many bytes; at most twice that.

    The picture has `most_lines` lines at most; 0: as many as the first video.
    """
    picture = size_of(cuts[0][2]) if cuts else None
    lines = min(most_lines or picture[1], picture[1]) if picture is not None else 0
    ms = sum(cut.end_ms - cut.start_ms for _, cut, _ in cuts)
    return ms // 1000, ms * (_SOUND_BITS + _BITS_A_LINE * lines) // 8_000


def find_footage(sources: Sources, video: VideoRef | None, note_path: Path) -> Footage:
    """Look for a video of the note at `note_path`.

    One that is not here may be known by its length alone, as the site said it.
    """
    facts = sources.of(video, note_path)
    path = sources.media_of(video, note_path)
    return Footage(path, rate_of(path) if path is not None else None, facts.duration_ms)


def find_picture(note_path: Path, vault: Path, address: str) -> Path | None:
    """Find a picture that a note shows: beside it, or from the top of its vault; never outside."""
    if "://" in address:
        return None
    root = vault.resolve()
    paths = (folder / unquote(address) for folder in (note_path.parent, vault))
    return next((p for p in paths if p.is_file() and p.resolve().is_relative_to(root)), None)


def write_film_of(
    cuts: Sequence[tuple[Material, Cut, Path]],
    target: Path,
    choice: Choice,
    progress: Progress = lambda done, count: None,
    cancelled: Callable[[], bool] = never,
) -> None:
    """Write one film of all cuts, in their order; see `film.write_film` for what is raised."""
    parts = []
    last = None
    for note, cut, path in cuts:
        # A card where another video begins, with the first claim's note.
        card = note.entries.title if choice.cards and path != last else ""
        last = path
        parts.append(Part(path, cut.start_ms, cut.end_ms, _captions(note, cut, choice), card))
    write_film(
        parts,
        target,
        most_lines=choice.most_lines,
        paint=choice.paint,
        progress=progress,
        cancelled=cancelled,
    )
    if choice.captions == "beside":
        _write_beside(target, _beside(cuts, with_cards=choice.cards and choice.paint is not None))


def write_clips(
    cuts: Sequence[tuple[Material, Cut, Path]],
    folder: Path,
    choice: Choice,
    progress: Progress = lambda done, count: None,
    cancelled: Callable[[], bool] = never,
) -> list[Path]:
    """Write a clip for each cut into a folder; return their paths. Those before an error stay."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    names = clip_names(cuts, quick=choice.quick)
    for number, (name, (note, cut, path)) in enumerate(zip(names, cuts, strict=True)):
        target = folder / name
        if choice.quick:
            copy(path, target, start_ms=cut.start_ms, end_ms=cut.end_ms, cancelled=cancelled)
        else:
            part = Part(
                path,
                cut.start_ms,
                cut.end_ms,
                _captions(note, cut, choice),
                cut.entry.text if choice.cards else "",
            )
            write_film(
                [part],
                target,
                most_lines=choice.most_lines,
                paint=choice.paint,
                cancelled=cancelled,
            )
            if choice.captions == "beside":
                with_cards = choice.cards and choice.paint is not None
                _write_beside(target, _beside([(note, cut, path)], with_cards=with_cards))
        made.append(target)
        progress(number + 1, len(cuts))
    return made


def clip_names(cuts: Sequence[tuple[Material, Cut, Path]], *, quick: bool) -> list[str]:
    """Name each clip by its time and the first words of its claim, no two alike."""
    taken: set[str] = set()
    return [
        free_name(_clip_stem(cut), taken) + (path.suffix if quick else ".mp4")
        for _, cut, path in cuts
    ]


def _clip_stem(cut: Cut) -> str:
    words = "".join(
        letter if letter.isalnum() or letter in " -_" else " " for letter in cut.entry.text
    )
    words = " ".join(words.split())[:_LETTERS].strip()
    time = format_full(cut.start_ms).replace(":", "-")
    part = f".{cut.start_ms % 1000:03}" if cut.start_ms % 1000 else ""
    return f"{time}{part} {words}".rstrip()


def _captions(note: Material, cut: Cut, choice: Choice) -> tuple[Caption, ...]:
    """Give what is burnt in: what is said, or where nobody knows that, the claim."""
    if choice.captions != "burn":
        return ()
    return tuple(Caption(*each) for each in _said(note, cut))


def _said(note: Material, cut: Cut) -> Iterator[tuple[int, int, str]]:
    transcript = note.said(video_key(cut.entry.video))
    if transcript is None:
        yield cut.start_ms, cut.end_ms, cut.entry.text
        return
    for cue in transcript.cues:
        if cue.end_ms > cut.start_ms and cue.start_ms < cut.end_ms:
            yield max(cue.start_ms, cut.start_ms), min(cue.end_ms, cut.end_ms), cue.text


def _beside(cuts: Sequence[tuple[Material, Cut, Path]], *, with_cards: bool) -> Iterator[Cue]:
    """Yield what is said as cues of the film."""
    at_ms, last = 0, None
    for note, cut, path in cuts:
        if with_cards and path != last:
            at_ms += 2_000
        last = path
        for start_ms, end_ms, text in _said(note, cut):
            yield Cue(start_ms - cut.start_ms + at_ms, end_ms - cut.start_ms + at_ms, text)
        at_ms += cut.end_ms - cut.start_ms


def _write_beside(target: Path, cues: Iterator[Cue]) -> None:
    write_new(target.with_suffix(".srt"), srt(list(cues)))


def page_names(notes: Sequence[Material], suffix: str) -> list[str]:
    """Name the page or the PDF of each note, no two alike."""
    taken: set[str] = set()
    stems = (PurePosixPath(note.entries.note).stem for note in notes)
    return [free_name(stem, taken) + suffix for stem in stems]


def write_page_of(
    note: Material,
    footage: Mapping[str, Footage],
    target: Path,
    choice: Choice,
    progress: Progress = lambda done, count: None,
    cancelled: Callable[[], bool] = never,
) -> None:
    """Write the page of one note; see `page.write_page`. A file is never written over.

    What is `behind_picture` is not in it.
    """
    keys = dict.fromkeys(video_key(entry.video) for entry in note.entries.entries)
    sources = {key: page.Source(footage.get(key, Footage()), note.said(key)) for key in keys}
    read = note.read()
    behind = behind_picture(note.entries.entries, footage)
    shown = tuple(entry for entry in note.entries.entries if entry not in behind)

    def picture(address: str) -> page.Media | None:
        return page.picture_of(find_picture(note.path, note.vault, address))

    text = page.write_page(
        read,
        note.entries._replace(entries=shown),
        sources,
        page.Wish(note.times_of(read), choice.clips, picture),
        progress=progress,
        cancelled=cancelled,
    )
    write_new(target, text)


def paper_of(
    note: Material,
    footage: Mapping[str, Footage],
    choice: Choice,
    progress: Progress = lambda done, count: None,
    cancelled: Callable[[], bool] = never,
) -> paper.Paper:
    """Make of a note what is printed; see `paper.make_paper`."""
    read, title = note.read(), note.entries.title
    times = note.times_of(read)
    wish = paper.Wish(note.path, note.vault, times, footage, choice.frames, note.areas)
    return paper.make_paper(read, title, wish, progress=progress, cancelled=cancelled)


def write_pdf_of(
    note: Material,
    footage: Mapping[str, Footage],
    target: Path,
    choice: Choice,
    progress: Progress = lambda done, count: None,
    cancelled: Callable[[], bool] = never,
) -> None:
    """Write the PDF of one note; see `paper.write_pdf`. A file is never written over."""
    with new_file(target) as part:
        paper.write_pdf(paper_of(note, footage, choice, progress, cancelled), part, cancelled)


NOTE_WRITERS = {"html": write_page_of, "pdf": write_pdf_of}
"""By the id of the form, what writes the file of one note: forms with a file for each note."""
