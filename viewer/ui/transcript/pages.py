"""What stands in the place of a transcript that is not there, with the next step as a button."""

from __future__ import annotations

from viewer.errors import ViewerError
from viewer.notes.model import VideoRef
from viewer.translation import comma_list, tr
from viewer.ui.kit.placeholder import Placeholder
from viewer.video.media import LIBRARY, Media, Playable
from viewer.video.transcripts import formats


def none_page(media: Playable | None, video: VideoRef | None, *, is_awaited: bool) -> Placeholder:
    """Return the page that says there is no transcript of what is played from `media`.

    `video` is what the note names, where it can be saved from the web. `is_awaited`: a model
    listens to it, or will.
    """
    *names, last = [each.name for each in formats.FORMATS]
    choose = (tr("Choose transcript file…"), "transcript.choose")
    buttons = [choose]
    is_saved = isinstance(media, Media) and media.source is LIBRARY  # and had none
    if video is not None and (video.video_id or video.url) and not is_saved:
        buttons.append((tr("Save video with captions…"), "video.save"))
    if is_awaited:
        return Placeholder(
            tr("Transcribing"),
            tr("The transcript appears here as it is made, starting at the current time."),
            icon="captions",
        )
    if not isinstance(media, Media):
        words = tr(
            "None was found next to the note. Choose a file, or drop one here ({0} or {1})."
        ).format(comma_list(names), last)
        return Placeholder(tr("No transcript"), words, buttons=tuple(buttons), icon="captions")
    words = tr(
        "None was found. Cuenote can transcribe the video on this computer, or read a file ({0})."
    ).format(comma_list([*names, last]))
    buttons.insert(0, (tr("Transcribe…"), "transcribe"))
    return Placeholder(tr("No transcript"), words, buttons=tuple(buttons), icon="captions")


def broken_page(error: ViewerError) -> Placeholder:
    """Return the page that says why a transcript cannot be read."""
    return Placeholder(
        tr("This transcript can't be read"),
        error.words(),
        buttons=((tr("Choose transcript file…"), "transcript.choose"),),
        icon="captions",
    )
