"""What the pane of problems shows on a card, and round it."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu

from viewer.notes.note import Note
from viewer.notes.timecode import format_ms
from viewer.translation import aside, sentences, tr
from viewer.ui.note.document import ChipState
from viewer.ui.review.finding_card import CardContent, MomentWords
from viewer.ui.review.finding_text import (
    captions_text,
    claim_text,
    kind_line,
    moved_text,
    sure_text,
    why_line,
    written_text,
)
from viewer.ui.review.review import Item, Review, offered
from viewer.ui.session.session import Session
from viewer.ui.shell.context import Context
from viewer.ui.transcript.transcripts import Transcripts


def foot_of(review: Review, *, has_items: bool, has_transcript: bool) -> str:
    """Return below the problems what else there is to know."""
    words = []
    if has_items and not has_transcript and review.captions is None:
        words.append(tr("Only the times themselves were checked: this video has no transcript."))
    kept = len(review.kept)
    if kept:
        words.append(tr("You kept 1 problem.|You kept %n problems.", "", kept))
    return sentences(*words)


def content_of(session: Session, note: Note, item: Item) -> CardContent:
    """Put a finding in words for its card."""
    finding, citation = item.finding, note.citations[item.citation]
    time, duration_ms = session.times[item.citation], session.video.duration_ms
    no_video = "" if session.video.is_open else tr("no video")
    state = ChipState.OUT_OF_REACH if time.ms is None else ChipState.DOUBT
    no_frame, accept = no_video, ""
    if item.is_group:
        state, no_frame = ChipState.PLAIN, tr("minutes and seconds")
        accept = tr("Fix the time|Fix all %n times", "", len(item.citations))
    elif finding.verdict.repairs_region:
        accept = tr(finding.verdict.repairs_region)
    elif finding.verdict.is_past_end:
        end = format_ms(duration_ms) if duration_ms is not None else ""
        no_frame = aside(tr("past the end"), end)
    elif time.ms is None:
        no_frame = tr("no time")
    written = MomentWords(
        time.ms,
        tr("Written"),
        written_text(note, item.citation),
        None if item.is_group else finding.cited,
        no_frame,
    )
    proposals = []
    # What cuts a mark proposes no other time.
    for number, one in enumerate(() if finding.verdict.repairs_region else offered(finding)):
        why = why_line(one, citation) if one.evidence is None else ""
        label = tr("Suggested", "a time")
        time_text, sure = format_ms(one.ms), sure_text(finding, number)
        proposals.append(MomentWords(one.ms, label, time_text, one.evidence, no_video, why, sure))
    claim = claim_text(note, item.claim)
    return CardContent(
        kind_line(item, citation),
        claim,
        written,
        state,
        proposals,
        accept,
        is_group=item.is_group,
    )


def captions_line(transcripts: Transcripts, review: Review) -> str:
    """Return above the problems what is wrong with the captions as a whole; "" for nothing."""
    found = review.captions
    if review.note is None or transcripts.transcript is None:
        return ""
    if found is None:
        return moved_text(transcripts.pieces) if transcripts.pieces else ""
    return sentences(tr(found.fault.title), captions_text(found))


def put_captions(menu: QMenu, context: Context, review: Review) -> None:
    """Put into a menu what can be done about captions that are of no use as they are.

    A note's times are cited against its video. So captions of another cut are moved, and the note
    is not, unless a person says that it was made with the other cut.
    """
    shown, found, actions = context.get(Transcripts), review.captions, context.actions
    menu.addSeparator()
    if found is None:
        if shown.pieces:
            menu.addAction(tr("Undo the shift")).triggered.connect(lambda: shown.move(()))
        return
    if found.are_evidence:
        if shown.can_move and not shown.pieces:
            move = menu.addAction(tr("Shift transcript"))
            move.triggered.connect(actions["captions.move"].trigger)
        if len(found.pieces) == 1:
            move = menu.addAction(tr("Shift the note's times instead"))
            move.triggered.connect(actions["captions.move_note"].trigger)
    else:
        for file, name in shown.others_in(found.written):
            use = menu.addAction(tr("Use {0}").format(name))
            use.triggered.connect(lambda _=False, file=file: shown.show_file(file))
    menu.addAction(actions["transcript.choose"])
