"""How often the right reading of a time is chosen: as hours, or as minutes and seconds.

A citation of three fields, an hour or more as h:m:s, is judged by what other notes about its video
cite for the same claim. Those notes must be plain themselves: no time of five hours or more, and
where one reaches an hour, some in the first hour and nearly all told to the second. A claim counts
as the same where it is alike enough (`viewer.evidence.siblings`); its time must lie within a few
seconds of just one reading (h:m:s, m:s, or m:s with the hour left out), and all must agree. Videos
are halved by the hash of their id: the numbers of `viewer.notes.reading_chain` were chosen on half
0, and half 1 was looked at only to report it.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.conftest import unpack_vault
from tests.measure.cases import CORPUS
from tests.measure.rates import share
from viewer.evidence.siblings import OtherClaim, cited_end_ms, last_surely_ms, likenesses
from viewer.notes.model import HOUR_MS, TimeStatus
from viewer.notes.note import Note
from viewer.notes.time_readings import three_fields

_ALIKE, _NEAR_MS, _MOST = 0.45, 5_000, 8
_MINUTE_MS = 60_000

_Verdicts = Mapping[int, str]  # of a citation: "h:m:s", "m:s" or "no hour"


def _is_plain(note: Note) -> bool:
    """Tell whether a note can judge others: all its times are surely hours, minutes, seconds."""
    pairs = [pair for pair in three_fields(note.citations) if pair is not None]
    plain = [ms for ms, _ in pairs if ms is not None]
    late = [ms for ms in plain if ms >= HOUR_MS]
    if len(plain) < len(pairs):
        return False
    if not late:
        return True
    early = [c.readings[0].ms for c in note.citations if c.readings]
    seconds = Counter(ms // 1000 % 60 for ms in late)
    telling = sum(ms // 1000 % 60 not in (0, ms // _MINUTE_MS % 60) for ms in late)
    return (
        max(late) < 5 * HOUR_MS
        and telling >= 0.8 * len(late)
        and len(seconds) >= min(3, len(late))
        and (len(late) <= 3 or max(seconds.values()) <= 0.34 * len(late))
        and any(HOUR_MS // 2 <= ms < HOUR_MS for ms in early)
    )


def _claims(path: str, note: Note) -> list[OtherClaim]:
    claims = [claim for claim in note.claims if not claim.stands_for_child]
    texts = note.plain_each([claim.span for claim in claims])
    return [
        OtherClaim(path, text, note.citations[index].readings[0].ms)
        for claim, text in zip(claims, texts, strict=True)
        for index in claim.citations
        if _counts(note, index) and note.citations[index].readings
    ]


def _counts(note: Note, index: int) -> bool:
    return note.citations[index].video is None and not note.citations[index].ends_range


def _judge(note: Note, others: Sequence[OtherClaim]) -> _Verdicts:
    """Say of the citations that other notes can judge how they are meant."""
    pairs = three_fields(note.citations)
    asked: list[int] = []
    texts: list[str] = []
    claims = [claim for claim in note.claims if not claim.stands_for_child]
    for claim, text in zip(claims, note.plain_each([c.span for c in claims]), strict=True):
        for index in claim.citations:
            pair = pairs[index]
            if pair is not None and (pair[0] or 0) >= HOUR_MS and _counts(note, index):
                asked.append(index)
                texts.append(text)
    verdicts: dict[int, str] = {}
    if not asked or not others:
        return verdicts
    for index, found in zip(asked, likenesses(texts, others, _MOST), strict=True):
        pair = pairs[index]
        assert pair is not None
        assert pair[0] is not None
        could = {"h:m:s": pair[0], "m:s": pair[1], "no hour": pair[0] % HOUR_MS}
        votes = set()
        for likeness, other in found:
            near = [name for name, ms in could.items() if abs(ms - other.ms) <= _NEAR_MS]
            if likeness >= _ALIKE and near:
                votes.add(tuple(near))
        if len(votes) == 1 and len(vote := votes.pop()) == 1:
            verdicts[index] = vote[0]
    return verdicts


def print_readings() -> None:
    """The share of right readings of both halves, from the note alone and with its siblings."""
    vault = unpack_vault(CORPUS)
    by_video: dict[str, list[tuple[Path, Note]]] = {}
    for path in sorted(vault.rglob("*.md")):
        note = Note.parse(path.read_bytes())
        if note.video is not None and note.video.video_id is not None:
            by_video.setdefault(note.video.video_id, []).append((path, note))
    counts: Counter[tuple[int, str, str, str, bool]] = Counter()
    for video, notes in by_video.items():
        half = hashlib.sha256(video.encode()).digest()[0] & 1
        judges = {path: _claims(str(path), note) for path, note in notes if _is_plain(note)}
        ends = {path: last_surely_ms(note.times(None)) for path, note in notes}
        for path, note in notes:
            others = [one for name, its in judges.items() if name != path for one in its]
            verdicts = _judge(note, others)
            cited_ms = cited_end_ms(ms for name, ms in ends.items() if name != path)
            for how, seen in (("alone", note), ("with siblings", note.beside(cited_ms))):
                times = seen.times(None)
                for index, verdict in verdicts.items():
                    is_shifted = times[index].status is TimeStatus.SHIFTED
                    read = "m:s" if is_shifted else "h:m:s"
                    counts[half, how, verdict, read, times[index].is_sure] += 1
    for half, name in ((0, "half 0, chosen on"), (1, "half 1, kept back"), (None, "both")):
        print(name)
        for how in ("alone", "with siblings"):
            here: Counter[tuple[str, str, bool]] = Counter()
            for (of, way, *rest), count in counts.items():
                if way == how and half in (None, of):
                    here[rest[0], rest[1], rest[2]] += count
            print(f"  {how}: {_told(here)}")


def _told(counts: Counter[tuple[str, str, bool]]) -> str:
    whole = counts.total()
    right = sum(count for (meant, read, _), count in counts.items() if meant == read)
    plain = {read: count for (meant, read, _), count in _by_meant(counts, "h:m:s").items()}
    sure = sum(count for (*_, is_sure), count in counts.items() if is_sure)
    sure_right = sum(count for (meant, read, ok), count in counts.items() if ok and meant == read)
    invented = _by_meant(counts, "no hour").total()
    return (
        f"{share(right, whole)} right of {whole}; of {sum(plain.values())} that are h:m:s "
        f"{share(plain.get('h:m:s', 0), sum(plain.values()))}; sure {share(sure, whole)}, of those "
        f"right {share(sure_right, sure)}; an invented hour, which is never read, "
        f"{share(invented, whole)}"
    )


def _by_meant(counts: Counter[tuple[str, str, bool]], meant: str) -> Counter[tuple[str, str, bool]]:
    found: Counter[tuple[str, str, bool]] = Counter()
    for (what, read, _), count in counts.items():
        if what == meant:
            found[what, read, True] += count
    return found
