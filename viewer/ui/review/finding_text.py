"""The wording of findings: careful, since the check cannot know that a citation is false."""

from __future__ import annotations

from viewer.base.translation import labelled, numeral, sentences, tr
from viewer.check.finding import TOLD_LIKELY, CaptionsFinding, Finding
from viewer.check.review import Item, Review, offered
from viewer.check.why import cut_words, sure_line
from viewer.notes.note import Citation, Note
from viewer.notes.timecode import format_ms
from viewer.ui.kit.characters import cut
from viewer.ui.kit.units import language_name

_SURE = 0.98
_CLAIM_CHARACTERS = 240


def claim_text(note: Note, claim: int | None) -> str:
    """Return the text of a claim; if it is long, its end, which is what it asserts."""
    return shortened(note.plain.of(note.claims[claim].span)) if claim is not None else ""


def shortened(text: str) -> str:
    """Shorten a claim, keeping its end, which is what it asserts."""
    text = " ".join(text.split())
    if len(text) > _CLAIM_CHARACTERS:
        cut = text.find(" ", len(text) - _CLAIM_CHARACTERS)
        text = "…" + text[max(cut, len(text) - _CLAIM_CHARACTERS) :].lstrip()
    return text


def written_text(note: Note, citation: int) -> str:
    """Return a citation's time as written, on one line."""
    return cut(" ".join(note.citations[citation].written.split()), 24)


def kind_line(item: Item, citation: Citation) -> str:
    """Return the finding in a few words."""
    finding = item.finding
    if item.is_group:
        return tr(
            "1 time has mm:ss written as hh:mm|%n times have mm:ss written as hh:mm",
            "",
            len(item.citations),
        )
    return finding.verdict.line(finding, citation)


def row_line(item: Item, citation: Citation) -> str:
    """Return the finding and its proposal, for the list."""
    words = kind_line(item, citation)
    finding = item.finding
    if item.is_group or finding.verdict.names_proposal or finding.proposed_ms is None:
        return words
    suggested = tr("suggested: {0}").format(format_ms(finding.proposed_ms))
    return f"{words} · {suggested}"


def sure_text(finding: Finding, number: int) -> str:
    """Return how sure the proposal `number` is, counted from 0; and if it is safe, why."""
    if number or not finding.sure:
        return chance_words(finding.proposals[number].chance, can_be_sure=False)
    why = sure_line(finding.why) if finding.why is not None else ""
    return labelled(tr("Safe fix"), why)


def why_in_doubt(item: Item, note: Note, key: str) -> str:
    """Return why a citation is in doubt and what it could mean; `key` opens the finding."""
    lines = [kind_line(item, note.citations[item.citation])]
    no_other = item.finding.verdict.repairs_region
    for number, one in enumerate(() if no_other else offered(item.finding.proposals)):
        lines.append(f"{format_ms(one.ms)} · {sure_text(item.finding, number)}")
    if len(lines) > 1 and key:
        lines.append(tr("Press {0} to review").format(key))
    return "\n".join(lines)


def chance_words(chance: float, *, can_be_sure: bool = True) -> str:
    """Return how sure a moment is, in the word used on a card."""
    if can_be_sure and chance >= _SURE:
        return tr("Certain")
    return tr("Likely") if chance >= TOLD_LIKELY else tr("Unsure")


def captions_text(found: CaptionsFinding) -> str:
    """Return what follows from the state of the captions."""
    if not (found.are_evidence or found.is_named):
        return tr("No timestamps were checked against it.")
    languages = map(language_name, (found.spoken, found.written))
    return tr(found.fault.text).format(*languages, cut_words(found.pieces))


def outcome(
    review: Review, count: int, *, has_transcript: bool, has_failed: bool, has_video: bool = True
) -> str:
    """Return the result of a check in a sentence; `count` items need a look.

    `has_video` is False if its file is missing, or the note names none.
    """
    if has_failed:
        return tr("The timestamps couldn't be checked. The crash log says why.")
    if count:
        return tr("1 problem found.|%n problems found.", "", count)
    if review.captions is not None:
        return tr("There is a problem with the transcript. See the Problems tab.")
    if not review.findings:
        return tr("Nothing to check: this note has no timestamps.")
    if not (has_transcript or has_video):
        is_named = review.note is not None and review.note.video is not None
        gone = tr("Not checked: the video was not found.")
        return gone if is_named else tr("Not checked: this note has no video.")
    if not has_transcript:
        return tr("Not checked: this video has no transcript.")
    if kept := len(review.kept):
        ignored = tr("1 problem ignored|%n problems ignored", "", kept)
        return sentences(tr("No problems found."), ignored)
    return sentences(tr("No problems found."), _confirmed(review))


def _confirmed(review: Review) -> str:
    findings = [one for one in review.findings if one is not None]
    total, held = len(findings), sum(one.verdict.holds for one in findings)
    left = total - held
    if not left:
        return tr(
            "The transcript confirms the timestamp.|The transcript confirms all %n timestamps.",
            "",
            total,
        )
    if not held:
        return tr("The transcript can't confirm any timestamp.")
    return tr(
        "The transcript confirms {0} of {1} timestamps; it can't confirm the other one."
        "|The transcript confirms {0} of {1} timestamps; it can't confirm the others.",
        "",
        left,
    ).format(numeral(held), numeral(total))
