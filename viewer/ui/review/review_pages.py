"""What the pane of findings shows: the page where there are none, and what stands on a card."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from viewer.evidence.finding import Ground
from viewer.evidence.listen import rounds
from viewer.notes.note import Note
from viewer.notes.timecode import format_ms
from viewer.ui.kit.placeholder import Placeholder
from viewer.ui.note.document import ChipState
from viewer.ui.review.finding_card import CardContent, MomentWords
from viewer.ui.review.finding_text import (
    claim_text,
    kind_line,
    nothing_found,
    proposal_line,
    sure_text,
    why_line,
    written_text,
)
from viewer.ui.review.review import Item, Review, offered
from viewer.ui.session.session import Session
from viewer.video.media import Media
from viewer.video.transcripts.transcribed import length_ms

if TYPE_CHECKING:
    from viewer.ui.transcript.transcripts import Transcripts


def _tr(text: str) -> str:
    return QCoreApplication.translate("review_pages", text)


def page_of(
    session: Session,
    review: Review,
    *,
    has_items: bool,
    has_failed: bool,
    has_transcript: bool,
    listen: str = "",
) -> Placeholder | None:
    """Return what is shown in the place of findings; None where there are some.

    `listen` offers to listen round the citations, where that can be done.
    """
    note = session.note
    if note is None:
        return Placeholder(
            _tr("Findings"),
            _tr("What is doubtful about the citations of a note is shown here."),
            icon="warning",
        )
    if not note.citations:
        return Placeholder(
            _tr("Nothing to check"),
            _tr("This note cites no moment of its video."),
            buttons=((_tr("Cite this moment"), "cite"),) if session.video.is_open else (),
            icon="claims",
        )
    if has_failed:
        return Placeholder(
            _tr("The citations could not be checked"),
            _tr("Something went wrong in Cuenote itself; it stands in the crash log."),
            buttons=((_tr("Check again"), "finding.check"),),
            icon="failure",
        )
    if has_items:
        return None
    findings = [one for one in review.findings if one is not None]
    if len(findings) < len(note.citations):
        return Placeholder(_tr("Checking…"), icon="clock")
    has_end = has_transcript or session.video.duration_ms is not None
    holds = has_transcript and all(one.verdict.holds for one in findings)
    kept = len(review.kept)
    buttons: list[tuple[str, str]] = []
    if not has_transcript and review.captions is None:
        if listen:
            buttons.append((listen, "finding.listen"))
        buttons.append((_tr("Add a transcript…"), "transcript.choose"))
        if note.video is not None and (note.video.video_id or note.video.url):
            buttons.append((_tr("Save the video with its captions"), "video.save"))
    text = nothing_found(findings, has_transcript=has_transcript, has_end=has_end)
    if kept:
        text = _tr("What was found you keep as it is.")
        again = _tr("Look again at what you keep ({0})")
        buttons.append((again.format(kept), "finding.again"))
    return Placeholder(
        _tr("All citations hold") if holds else _tr("Nothing to look at"),
        text,
        buttons=tuple(buttons),
        icon="success" if holds else "check",
    )


def foot_of(review: Review, *, has_transcript: bool) -> str:
    """Return below the findings what else there is to know."""
    words = []
    if not has_transcript and review.captions is None:
        words.append(_tr("Without a transcript only the times themselves are checked."))
    kept = len(review.kept)
    if kept:
        one = _tr("One is kept as it is.") if kept == 1 else _tr("{0} are kept as they are.")
        words.append(one.format(kept))
    return " ".join(words)


def content_of(
    session: Session, note: Note, item: Item, title_of: Callable[[str | None], str]
) -> CardContent:
    """Put a finding in words for its card; `title_of` names the notes that are evidence."""
    finding, citation = item.finding, note.citations[item.citation]
    time, duration_ms = session.times[item.citation], session.video.duration_ms
    no_video = "" if session.video.is_open else _tr("no video open")
    state = ChipState.OUT_OF_REACH if time.ms is None else ChipState.DOUBT
    no_frame, accept = no_video, ""
    if item.is_group:
        state, no_frame = ChipState.PLAIN, _tr("read as minutes and seconds")
        accept = _tr("Write all {0} in full").format(len(item.citations))
    elif finding.verdict.is_past_end:
        end = f" ({format_ms(duration_ms)})" if duration_ms is not None else ""
        no_frame = _tr("past the end") + end
    elif time.ms is None:
        no_frame = _tr("no time")
    written = MomentWords(
        time.ms,
        _tr("Written"),
        written_text(note, item.citation),
        None if item.is_group else finding.cited,
        no_frame,
    )
    proposals = []
    for number, one in enumerate(offered(finding)):
        why = ""
        if one.ground is Ground.OTHER_NOTE or one.evidence is None:
            why = why_line(one, citation, title_of(one.note))
        label = proposal_line(finding, number)
        proposals.append(MomentWords(one.ms, label, format_ms(one.ms), one.evidence, no_video, why))
    claim = claim_text(note, item.claim)
    sure = sure_text(finding, title_of)
    return CardContent(kind_line(item, citation), claim, written, state, proposals, accept, sure)


def listen_words(session: Session, transcripts: Transcripts) -> str:
    """Offer to listen round the citations of the note; "" where that cannot be done."""
    media = session.video.media
    if not isinstance(media, Media) or transcripts.is_listened_to(media.path):
        return ""
    ranges = rounds(session.times, session.video.duration_ms)
    if not ranges:
        return ""
    minutes = max(1, round(length_ms(ranges) / 60_000))
    one = _tr("Listen round the citations (1 minute)…")
    many = _tr("Listen round the citations ({0} minutes)…")
    return one if minutes == 1 else many.format(minutes)
