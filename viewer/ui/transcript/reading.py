"""Which transcript is read, the page if there is none, and the current subtitle."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event

from PySide6.QtCore import QLocale

from viewer.base.errors import ViewerError
from viewer.base.translation import aside, comma_list, tr
from viewer.media import caption_formats
from viewer.media.media import LIBRARY, Media, Playable
from viewer.media.transcript import Transcript, TranscriptReading
from viewer.media.transcript_files import INSIDE, TranscriptFile
from viewer.media.transcript_offsets import CaptionOffsets, Pieces, moved
from viewer.notes.model import VideoRef
from viewer.ui.kit.placeholder import Placeholder
from viewer.ui.kit.units import language_name
from viewer.ui.watch.subtitles import Subtitle


@dataclass(frozen=True, slots=True)
class FoundTranscripts:
    """The result of a search for transcripts: the files, and the one that was read."""

    files: list[TranscriptFile]
    file: TranscriptFile | None = None
    transcript: Transcript | None = None
    error: ViewerError | None = None
    is_coming: bool = False  # nothing yet, but it is being loaded
    pieces: Pieces = ()  # by which it was moved, for it is of another cut of the video


@dataclass(slots=True)
class Elsewhere:
    """What streaming and transcribing know of the transcripts of the note's video."""

    streamed: tuple[TranscriptFile, ...] = ()  # captions of its stream
    are_coming: bool = False  # some of these
    is_awaited: bool = False  # its file is being transcribed, or will be


def name_of(file: TranscriptFile, files: list[TranscriptFile], *, alone: bool = False) -> str:
    """Name a transcript by its language, or else by its file.

    `alone`: as a list entry, capitalized even if the language's own name is not.
    """
    if file.origin is not None:
        language = language_name(file.language)
        if alone:
            language = language[:1].upper() + language[1:]
        return f"{language} · {file.origin.words}" if language else file.origin.words
    tag = file.language.removesuffix("-orig")
    alike = [one for one in files if one.language == file.language]
    own = file.path.name
    if file.track is not None and len(alike) > 1:
        own += f" {alike.index(file) + 1}"  # they have one name
    name = language_name(tag)
    if name == tag:  # it has none
        return own
    if alone:
        name = name[:1].upper() + name[1:]
    if "-" in tag:
        name = aside(name, tag.partition("-")[2])
    return f"{name} · {own}" if len(alike) > 1 else name


def tracks_inside(media: Path) -> list[TranscriptFile]:
    """List the caption tracks in the video file. On a thread of the pool."""
    from viewer.media.embedded_captions import languages_in

    return [
        TranscriptFile(
            media, QLocale.languageToCode(QLocale.codeToLanguage(tag)) or tag, INSIDE, track=track
        )
        for track, tag in enumerate(languages_in(media))
    ]


def read(
    files: list[TranscriptFile],
    file: TranscriptFile | None,
    reading: TranscriptReading,
    offsets: CaptionOffsets,
    stop: Event | None = None,
) -> FoundTranscripts:
    """Read one of the files, and prepare what is shown of it. On a thread of the pool.

    A track of a video takes long; `stop` ends that.
    """
    if file is None:
        return FoundTranscripts(files)
    if file.track is not None:
        from viewer.media.embedded_captions import read_embedded

        is_wanted = (lambda: True) if stop is None else (lambda: not stop.is_set())
        inside = read_embedded(file.path, file.track, is_wanted)
        if inside is not None:
            inside = replace(inside, language=file.language)
            inside.prepare(reading)
        return FoundTranscripts(files, file, inside)
    try:
        transcript = file.read()
    except ViewerError as error:
        return FoundTranscripts(files, file, error=error)
    pieces = offsets.of(file.path) if file.data is None else ()
    transcript = moved(transcript, pieces)
    transcript.prepare(reading)
    return FoundTranscripts(files, file, transcript, pieces=pieces)


def subtitle_at(transcript: Transcript, ms: int) -> Subtitle | None:
    """Return the subtitle at a time, and how far it is spoken; None if there is none."""
    cues = transcript.cues_at(ms)[-2:]
    if not cues:
        return None
    text = "\n".join(cue.text for cue in cues)
    last = cues[-1]
    if len(cues) > 1 and len(text) < 90:
        return Subtitle(text)  # both fit: what was there first stays
    share = (ms - last.start_ms) / max(1, last.end_ms - last.start_ms)
    return Subtitle(text, len(text) - len(last.text) + int(share * len(last.text)))


def none_page(media: Playable | None, video: VideoRef | None, *, is_awaited: bool) -> Placeholder:
    """Return the page that says that there is no transcript for `media`.

    `video` is the note's, if it can be saved from the web. `is_awaited`: it is being transcribed,
    or will be.
    """
    *names, last = [each.name for each in caption_formats.FORMATS]
    choose = (tr("Choose transcript…"), "transcript.choose")
    buttons = [choose]
    is_saved = isinstance(media, Media) and media.source is LIBRARY  # and had none
    if video is not None and (video.video_id or video.url) and not is_saved:
        buttons.append((tr("Save video with subtitles…"), "video.save"))
    if is_awaited:
        return Placeholder(
            tr("Transcribing"),
            tr("The transcript appears here as it is made, starting at the current time."),
            icon="captions",
        )
    if not isinstance(media, Media):
        words = tr("Drop a {0} or {1} file here, or choose one.").format(comma_list(names), last)
        return Placeholder(tr("No transcript"), words, buttons=tuple(buttons), icon="captions")
    words = tr("Transcribe the video on this computer, or choose a file ({0}).").format(
        comma_list([*names, last])
    )
    buttons.insert(0, (tr("Transcribe…"), "transcribe"))
    return Placeholder(tr("No transcript"), words, buttons=tuple(buttons), icon="captions")
