"""The whole corpus vault without transcripts, and the first real note: what is found there."""

from __future__ import annotations

import random
from collections import Counter

from tests.conftest import unpack_vault
from tests.evidence.vaults import check
from tests.measure.cases import CORPUS
from viewer.evidence.check import OtherClaim
from viewer.evidence.finding import Finding, Verdict
from viewer.evidence.verdicts import NO_EVIDENCE, PAST_END, VERDICTS
from viewer.notes.note import Note
from viewer.notes.timecode import format_ms

_SEED = "redpointai/impact_of_open_source_models_in_ai_development.md"
_SEED_MS = 4_212_000


def _read_all() -> dict[str, Note]:
    vault = unpack_vault(CORPUS)
    return {
        path.relative_to(vault).as_posix(): Note.parse(path.read_bytes())
        for path in sorted(vault.rglob("*.md"))
    }


def others_of(path: str, notes: dict[str, Note]) -> list[OtherClaim]:
    """Give the claims of the other notes about the same video."""
    video = notes[path].video
    result = []
    for name, note in notes.items():
        if name == path or note.video is None or video is None:
            continue
        if note.video.video_id != video.video_id:
            continue
        times = note.times(None)
        claims = [claim for claim in note.claims if not claim.stands_for_child]
        texts = note.plain_each([claim.span for claim in claims])
        for claim, text in zip(claims, texts, strict=True):
            ms = times[claim.citations[0]].ms
            if ms is not None:
                result.append(OtherClaim(name, text, ms))
    return result


def print_seed() -> None:
    """The first real note, of a video of 1:10:12: alone, and with the notes about the same."""
    notes = _read_all()
    note = notes[_SEED]
    claims = {i: c for c in note.claims if not c.stands_for_child for i in c.citations}
    others = [one for one in others_of(_SEED, notes) if one.ms <= _SEED_MS]
    print(f"first real note, video of {format_ms(_SEED_MS)}; {len(others)} claims of other notes")
    for what, given in (("alone", []), ("with the other notes", others)):
        findings = check(note, _SEED_MS, others=given)
        late = {f.reads_ms for f in findings if f.verdict is PAST_END}
        print(
            f"  {what}: {len(late)} different times past the end, "
            f"{sum(f.sure for f in findings)} of {len(findings)} findings sure"
        )
        for finding in findings:
            print(f"    {_line(note, finding)}")
            if given and finding.proposals:
                print(f"        claim: {note.plain(claims[finding.citation].span)[-150:]}")
                for proposal in finding.proposals:
                    if proposal.evidence is not None:
                        print(f"        {format_ms(proposal.ms)}: {proposal.evidence.text[-150:]}")


def _line(note: Note, finding: Finding) -> str:
    reads = "–" if finding.reads_ms is None else format_ms(finding.reads_ms)
    offers = ", ".join(
        f"{format_ms(p.ms)} ({p.ground}, {100 * p.chance:.0f} %)" for p in finding.proposals
    )
    citation = note.citations[finding.citation]
    return (
        f"{citation.written!r} label {citation.label!r} reads {reads}: {finding.verdict}"
        f"{' SURE' if finding.sure else ''} → {offers or 'nothing'}"
    )


def print_vault(read: int) -> None:
    """Every note with nothing known but what it says: the verdicts, and some to be read by eye."""
    notes = _read_all()
    counts: Counter[tuple[str, bool]] = Counter()
    chosen: dict[Verdict, list[tuple[str, Finding]]] = {}
    for path, note in notes.items():
        for finding in check(note):
            counts[finding.verdict.value, finding.sure] += 1
            if finding.verdict is not NO_EVIDENCE or read:
                chosen.setdefault(finding.verdict, []).append((path, finding))
    total = sum(counts.values())
    print(f"the vault without transcripts: {len(notes)} notes, {total} citations")
    for verdict in VERDICTS:
        sure, unsure = counts[verdict.value, True], counts[verdict.value, False]
        share = 100 * (sure + unsure) / total
        print(f"  {verdict.value}: {sure + unsure} ({share:.2f} %), {sure} sure")
    chance = random.Random(2)
    for verdict, findings in chosen.items():
        for path, finding in chance.sample(findings, min(read, len(findings))):
            note = notes[path]
            print(f"{verdict.value}  {path}\n    {_line(note, finding)}")
            at = finding.citation
            round_it = note.citations[max(0, at - 6) : at + 7]
            print(f"    beside: {' '.join(one.written for one in round_it)}")
