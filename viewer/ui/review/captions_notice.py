"""What is said of captions that are of no use as they are, and what can be done about it.

A note's times are cited against its video. So captions of another cut are moved, and the note is
not, unless a person says that it was made with the other cut. GUI thread.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from viewer.translation import tr
from viewer.ui.editing.editing import Editing
from viewer.ui.review.captions_strip import MOST_OFFERS, CaptionsNotice
from viewer.ui.review.finding_text import captions_text, captions_title, moved_text
from viewer.ui.review.review import Review
from viewer.ui.shell.context import Context
from viewer.ui.transcript.transcripts import Transcripts


def notice_of(context: Context, review: Review) -> CaptionsNotice | None:
    """Return what there is to say of the captions as a whole; None where that is nothing."""
    shown, found, note = context.get(Transcripts), review.captions, review.note
    if note is None or shown.transcript is None:
        return None
    offers: list[tuple[str, Callable[[], object]]] = []
    if found is None:
        if not shown.pieces:
            return None
        offers.append((tr("Undo the shift"), partial(shown.move, ())))
        return CaptionsNotice(tr("Transcript shifted"), moved_text(shown.pieces), offers)
    if found.are_evidence:
        if shown.can_move and not shown.pieces:
            offers.append((tr("Shift transcript"), partial(context.trigger, "captions.move")))
        if len(found.pieces) == 1:
            move = partial(context.trigger, "captions.move_note")
            offers.append((tr("Shift the note's times instead"), move))
    else:
        offers += [
            (tr("Use {0}").format(name), partial(shown.show_file, file))
            for file, name in shown.others_in(found.written)[: MOST_OFFERS - 2]
        ]
    choose = partial(context.trigger, "transcript.choose")
    offers.append((tr("Choose another transcript…"), choose))
    names_video = note.video is not None and (note.video.video_id or note.video.url)
    if names_video and not found.are_evidence:
        save = partial(context.trigger, "video.save")
        offers.append((tr("Save video with captions…"), save))
    return CaptionsNotice(captions_title(found), captions_text(found), offers)


def move_captions(context: Context, review: Review) -> None:
    """Move the captions that are shown by the offset that was found, from now on."""
    shown, found = context.get(Transcripts), review.captions
    if found is None or not found.pieces or shown.pieces:
        return
    if not shown.can_move:
        context.window.say(
            tr("Can't shift captions that came with the stream or inside the video.")
        )
        return
    shown.move(found.pieces)
    undo = context.get(Editing).first.offer(partial(shown.move, ()), here=True)
    context.window.say(tr("Transcript shifted."), (undo,))
