"""What the pane of problems shows on a card, and below it."""

from __future__ import annotations

from viewer.notes.note import Note
from viewer.notes.timecode import format_ms
from viewer.translation import aside, sentences, tr
from viewer.ui.note.document import ChipState
from viewer.ui.review.finding_card import CardContent, MomentWords
from viewer.ui.review.finding_text import (
    claim_text,
    kind_line,
    sure_text,
    why_line,
    written_text,
)
from viewer.ui.review.review import Item, Review, offered
from viewer.ui.session.session import Session


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
