"""What stands in the place of a transcript that is not there, with the next step as a button."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from viewer.errors import ViewerError
from viewer.notes.model import VideoRef
from viewer.ui.kit.placeholder import Placeholder
from viewer.video.media import LIBRARY, Media, Playable
from viewer.video.transcripts import formats


def _tr(text: str) -> str:
    return QCoreApplication.translate("transcript_pages", text)


def none_page(media: Playable | None, video: VideoRef | None, *, is_awaited: bool) -> Placeholder:
    """Return the page that says there is no transcript of what is played from `media`.

    `video` is what the note names, where it can be saved from the web. `is_awaited`: a model
    listens to it, or will.
    """
    *names, last = [each.name for each in formats.FORMATS]
    choose = (_tr("Choose transcript file…"), "transcript.choose")
    buttons = [choose]
    is_saved = isinstance(media, Media) and media.source is LIBRARY  # and had none
    if video is not None and (video.video_id or video.url) and not is_saved:
        buttons.append((_tr("Save video with captions…"), "video.save"))
    if is_awaited:
        return Placeholder(
            _tr("Transcribing"),
            _tr("The transcript appears here as it is made, starting at the current time."),
            icon="captions",
        )
    if not isinstance(media, Media):
        words = _tr(
            "None was found next to the note. Choose a file, or drop one here ({0} or {1})."
        ).format(", ".join(names), last)
        return Placeholder(_tr("No transcript"), words, buttons=tuple(buttons), icon="captions")
    words = _tr(
        "None was found. Cuenote can transcribe the video on this computer, or read a file ({0})."
    ).format(", ".join([*names, last]))
    buttons.insert(0, (_tr("Transcribe…"), "transcribe"))
    return Placeholder(_tr("No transcript"), words, buttons=tuple(buttons), icon="captions")


def broken_page(error: ViewerError) -> Placeholder:
    """Return the page that says why a transcript cannot be read."""
    return Placeholder(
        _tr("This transcript can't be read"),
        error.words(),
        buttons=((_tr("Choose transcript file…"), "transcript.choose"),),
        icon="captions",
    )
