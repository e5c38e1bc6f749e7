"""The exports cut from videos: a clip for each claim, and one video of all. No Qt."""

from __future__ import annotations

import math
from abc import abstractmethod
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from fractions import Fraction
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

import av
import av.error

from viewer.base.errors import Cancelled, MediaError, ViewerError
from viewer.base.translation import _, tr
from viewer.export.choice import Choice
from viewer.export.entries import Cut, Entry, Footage, cuts_of
from viewer.export.film import CARD_S, SUFFIXES, FilmPart, size_of, write_film
from viewer.export.format import (
    WATCH,
    Content,
    ExportFile,
    ExportFormat,
    ExportPlan,
    ExportTask,
    FormatKind,
    Writer,
    free_name,
)
from viewer.export.new_file import is_of_disk, write_text
from viewer.export.tables import link_of
from viewer.media.decoder import Decoder, open_container, video_stream
from viewer.media.frames import FrameFile
from viewer.media.packets import add_copy_of, dated
from viewer.media.pictures import never
from viewer.media.transcribed import to_srt
from viewer.media.transcript import Cue
from viewer.notes.timecode import format_full, format_range
from viewer.notes.videos import video_key

_LETTERS = 40  # of a claim, in the name of its clip; cut between words, where there are some
# Bits a second of what is made, for a guess of its size: by the lines of the picture, for one of
# 16:9 in H.264; and of the sound.
_BITS_A_LINE = 2_200
_SOUND_BITS = 128_000


class FilmFormat(ExportFormat):
    """A format made of cuts."""

    suffix = ".mp4"
    is_media = True
    options: tuple[str, ...] = ("captions", "cards", "lines", "marks")
    left = _(
        "its time can't be played, or its video is not on this computer.|"
        "their times can't be played, or their videos are not on this computer.",
        "",
        2,
    )
    nothing = _("No video is on this computer. Save it for offline first.")

    def plan(self, content: Content, choice: Choice) -> ExportPlan:
        cuts, left = _cuts_with_files(content)
        seconds, guess = _length_of(cuts, choice.lines)
        files = self.cut_files(content.name, cuts, choice) if cuts else []
        return ExportPlan(self, content, choice, files, len(cuts), left, seconds, guess)

    @abstractmethod
    def cut_files(self, name: str, cuts: Sequence[Cut], choice: Choice) -> list[ExportFile]:
        """Return the files to make of these cuts; there is at least one cut."""

    def refusal(self, plan: ExportPlan) -> ViewerError:
        if any(one.path is not None for one in plan.content.footage.values()):
            return ViewerError(tr("Nothing to export: no timestamp can be played."))
        return ViewerError(
            tr("No video is on this computer."), tr("Save one first: `cuenote save`.")
        )


class ClipsFormat(FilmFormat):
    """A file for each claim."""

    id, words = "clips", _("A clip for each claim")
    about = _("A short video for each claim, in a folder of their own.")
    kind, folder = FormatKind(WATCH, _("Clips"), _("one video per claim")), _("clips")
    is_folder = is_each = True
    options = ("quick", *FilmFormat.options)
    holds = _("1 clip|%n clips", "", 2)

    def options_with(self, choice: Choice) -> Sequence[str]:
        return ("quick",) if choice.quick else self.options

    def cut_files(self, name: str, cuts: Sequence[Cut], choice: Choice) -> list[ExportFile]:
        taken: set[str] = set()
        found = []
        for one in cuts:
            stem = _clip_stem(one)
            if choice.quick:
                clip = free_name(stem, one.file.suffix, taken)
                found.append(ExportFile(clip, partial(_cut_out, one)))
            else:
                write = partial(_write, [one], choice, one.entry.text)
                found.append(_film(free_name(stem, self.suffix, taken), write, choice))
        return found


class OneFilmFormat(FilmFormat):
    """One video of all claims."""

    id, words = "film", _("One video of all claims")
    about = _("All claims one after the other. The name decides: .mp4, .mkv or .webm.")
    #: Is read on: “One video · of all claims”.
    kind, ending = FormatKind(WATCH, _("One video"), _("of all claims")), _("claims")
    suffixes = SUFFIXES
    in_ms = True
    holds = _("1 claim|%n claims", "", 2)

    def cut_files(self, name: str, cuts: Sequence[Cut], choice: Choice) -> list[ExportFile]:
        return [_film(name + self.suffix, partial(_write, cuts, choice, None), choice)]


CLIPS, FILM = ClipsFormat(), OneFilmFormat()


def _film(name: str, write: Writer, choice: Choice) -> ExportFile:
    return ExportFile(name, write, beside=".srt" if choice.captions == "beside" else "")


def _cut_out(one: Cut, task: ExportTask) -> str:
    times = {"start_ms": one.start_ms, "end_ms": one.end_ms}
    copy(one.file, task.target, **times, cancelled=task.cancelled)
    return ""


def _write(cuts: Sequence[Cut], choice: Choice, card: str | None, task: ExportTask) -> str:
    """Write one video of all cuts, in order; raises what `film.write_film` raises.

    Cards show `card`; None: the title of the note.
    """
    parts = []
    last = None
    for one in cuts:
        # A card where another video begins, with the first claim's note.
        words = one.note.title if card is None else card
        shown = words if choice.cards and one.file != last else ""
        last = one.file
        said = tuple(_said(one)) if choice.captions == "burn" else ()
        regions = one.regions if choice.marks else ()
        title = " ".join(one.entry.text.split()) or format_full(one.start_ms)
        parts.append(FilmPart(one.file, one.start_ms, one.end_ms, said, shown, regions, title))
    write_film(
        parts,
        task.target,
        metadata=_metadata(cuts, parts),
        most_lines=choice.lines,
        paint=choice.paint,
        progress=task.progress,
        cancelled=task.cancelled,
    )
    if choice.captions == "beside":
        beside = _beside(cuts, with_cards=choice.cards and choice.paint is not None)
        write_text(task.target.with_suffix(".srt"), to_srt(list(beside)))
    return ""


def _metadata(cuts: Sequence[Cut], parts: Sequence[FilmPart]) -> dict[str, str]:
    notes = list(dict.fromkeys(one.note.title for one in cuts))
    if len(cuts) > 1:
        return {"title": notes[0], "comment": "; ".join(notes)}
    entry = cuts[0].entry
    where = f"{notes[0]}, {format_range(cuts[0].start_ms, entry.end_ms)}"
    return {"title": parts[0].title, "comment": f"{where} {link_of(entry)}".rstrip()}


def _said(cut: Cut) -> Iterator[Cue]:
    transcript = cut.note.said(video_key(cut.entry.video))
    if transcript is None:
        yield Cue(cut.start_ms, cut.end_ms, cut.entry.text)
        return
    for cue in transcript.cues:
        if cue.end_ms > cut.start_ms and cue.start_ms < cut.end_ms:
            start_ms, end_ms = max(cue.start_ms, cut.start_ms), min(cue.end_ms, cut.end_ms)
            yield Cue(start_ms, end_ms, cue.text)


def _beside(cuts: Sequence[Cut], *, with_cards: bool) -> Iterator[Cue]:
    at_ms, last = 0, None
    for one in cuts:
        if with_cards and one.file != last:
            at_ms += 1_000 * CARD_S
        last = one.file
        shift_ms = at_ms - one.start_ms
        for cue in _said(one):
            yield Cue(cue.start_ms + shift_ms, cue.end_ms + shift_ms, cue.text)
        at_ms += one.end_ms - one.start_ms


def _clip_stem(cut: Cut) -> str:
    words = "".join(
        letter if letter.isalnum() or letter in " -_" else " " for letter in cut.entry.text
    )
    words = " ".join(words.split())
    if len(words) > _LETTERS:
        words = words[: _LETTERS + 1].rpartition(" ")[0] or words[:_LETTERS]
    time = format_full(cut.start_ms).replace(":", "-")
    part = f".{cut.start_ms % 1000:03}" if cut.start_ms % 1000 else ""
    return f"{time}{part} {words}".rstrip()


def _cuts_with_files(content: Content) -> tuple[list[Cut], list[Entry]]:
    found, left = [], []
    behind = behind_picture(content)
    for note in content.notes:
        moments = set()
        seen = note._replace(entries=[one for one in note.entries if one not in behind])
        for cut in cuts_of(seen, content.footage):
            if cut.footage.path is not None:
                found.append(cut)
                moments.add((video_key(cut.entry.video), cut.start_ms))
        left += [one for one in note.entries if (video_key(one.video), one.ms) not in moments]
    return found, left


def behind_picture(content: Content) -> set[Entry]:
    """Return the entries that cite moments after a video's last frame, when only audio goes on.

    Nothing can be shown of them. An unreadable video has none: the export itself reports why.
    """
    by_file: dict[Path, list[Entry]] = {}
    for entry in content.entries:
        one = content.footage.get(video_key(entry.video), Footage())
        if entry.ms is not None and one.path is not None and one.has_picture:
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


def _length_of(cuts: Sequence[Cut], most_lines: int) -> tuple[int, int]:
    """Return the length of these cuts in s, and an estimate of their bytes, at most twice too high.

    The video has at most `most_lines` lines, or with 0 as many as the first one.
    """
    picture = size_of(cuts[0].file) if cuts else None
    lines = min(most_lines or picture[1], picture[1]) if picture is not None else 0
    ms = sum(one.end_ms - one.start_ms for one in cuts)
    return ms // 1000, ms * (_SOUND_BITS + _BITS_A_LINE * lines) // 8_000


_KINDS = ("video", "audio", "subtitle")


def copy(
    source: Path,
    target: Path,
    *,
    start_ms: int = 0,
    end_ms: int | None = None,
    cancelled: Callable[[], bool] = never,
) -> int:
    """Copy `source` from the last key frame at or before `start_ms` up to `end_ms`.

    The suffix of `target` decides its container. Return where the copy begins, in ms of the source.
    Raises MediaError, Cancelled, and OSError of the disk.
    """
    try:
        with closing(open_container(source)) as given:
            return _copy(given, target, start_ms, end_ms, cancelled)
    except (av.error.FFmpegError, ValueError) as error:
        if is_of_disk(error):
            raise
        raise MediaError(
            tr("“{0}” can't be saved: {1}.").format(target.name, error),
            tr("Try another suffix, such as .mkv."),
        ) from error


def _copy(
    given: Any, target: Path, start_ms: int, end_ms: int | None, cancelled: Callable[[], bool]
) -> int:
    zero = Fraction(int(given.start_time or 0), 1_000_000)
    # Of the packets' clock: when a key frame is shown is seldom a whole number of ms.
    shift = _go_to(given, start_ms) if start_ms > 0 else Fraction(0)
    begins_ms = max(0, math.ceil((shift - zero) * 1000)) if start_ms > 0 else 0
    with av.open(target, "w") as made:
        streams = {
            stream.index: add_copy_of(made, stream)
            for stream in given.streams
            if stream.type in _KINDS and stream.codec_context is not None
        }
        made.metadata.update(given.metadata)
        chosen = [given.streams[index] for index in streams]
        ended: set[int] = set()
        for packet in dated(given.demux(chosen)):
            if cancelled():
                raise Cancelled
            if packet.size == 0 or packet.pts is None:
                continue
            ticks = round(shift / packet.time_base)
            packet.pts -= ticks
            packet.dts -= ticks
            if start_ms > 0 and packet.pts < 0:
                continue  # sound is cut where the picture begins
            # Not by `pts`: what refers to a later frame would be left without it.
            ms = int(packet.dts * packet.time_base * 1000) + begins_ms
            if end_ms is not None and ms >= end_ms:
                ended.add(packet.stream.index)
                if all(one.index in ended for one in chosen if one.type != "subtitle"):
                    break
                continue
            packet.stream = streams[packet.stream.index]
            made.mux(packet)
    return begins_ms


def _go_to(given: Any, start_ms: int) -> Fraction:
    """Seek to the last key frame at or before a moment, or before it; return its time in s."""
    stream = video_stream(given)
    if stream is None:
        microseconds = start_ms * 1000 + int(given.start_time or 0)
        given.seek(microseconds)
        return Fraction(microseconds, 1_000_000)
    decoder = Decoder(given, stream, 1)
    for back_ms in (0, 10_000, 60_000, start_ms):
        decoder.seek(max(0, start_ms - back_ms))
        pts = _last_key(given, stream, decoder, start_ms)
        if pts is not None:
            decoder.seek(max(0, start_ms - back_ms))
            return Fraction(pts * stream.time_base)
    raise MediaError(tr("No frame of the video can be read."))


def _last_key(given: Any, stream: Any, decoder: Decoder, start_ms: int) -> int | None:
    """Read from where a seek led up to a moment; return the last key frame's timestamp.

    Without an index in the file the seek may end far before the moment, or after it: then None.
    """
    found = None
    for packet in given.demux(stream):
        if packet.pts is None:
            continue
        time_ms = decoder.time_ms(packet.pts)
        if packet.is_keyframe and (time_ms <= start_ms or (decoder.at_start and found is None)):
            found = packet.pts
        if decoder.time_ms(packet.pts if packet.dts is None else packet.dts) > start_ms:
            break
    return found
