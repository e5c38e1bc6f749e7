"""Whether the words shown as evidence are those being said.

At random times inside random cues of the pairs: how often what is shown begins after the time, and
holds what is said then: the word there, by its share of the cue, with the one before and behind it.
The same for whole seconds, as citations are written: right is what is said within that second. And
for ranges of 2 to 8 seconds, how often the words that follow them are shown too.
"""

from __future__ import annotations

import argparse
import random
import re

from tests.conftest import CORPUS
from tests.tools.cases import Rate, read_cases
from tests.tools.report import Report
from viewer.evidence.quote import quote
from viewer.video.transcripts.transcript import Cue, Transcript

_TIMES = 40  # in each transcript
_SHORTEST_MS, _LONGEST_MS = 2_000, 8_000  # of ranges


def run(report: Report, options: argparse.Namespace) -> None:
    """Add how often the words shown are those being said; at so many times in each transcript."""
    if not (CORPUS / "pairs.json").is_file():
        report.skip("quotes", "the corpus is not there")
        return
    times = options.count or (5 if options.quick else _TIMES)
    late, held, late_of_second, held_of_second, beyond = (Rate() for _ in range(5))
    chance = random.Random(options.seed)
    for case in (case for half in read_cases() for case in half):
        video, transcript = case.video_id, case.transcript
        spoken = [cue for cue in transcript.cues if cue.text and cue.end_ms > cue.start_ms]
        for cue in chance.choices(spoken, k=times):
            ms = chance.randrange(cue.start_ms, cue.end_ms)
            begins_ms, shown = _shown(transcript, ms)
            late.add(video, begins_ms > ms)
            held.add(video, _words_at(cue, ms) in shown)
            second_ms = ms - ms % 1000
            begins_ms, shown = _shown(transcript, second_ms)
            late_of_second.add(video, begins_ms >= second_ms + 1000)
            within = range(second_ms, second_ms + 1000, 50)
            said = {_words_at(one, at) for at in within for one in transcript.cues_at(at)}
            held_of_second.add(video, any(words in shown for words in said))
            end_ms = ms + chance.randrange(_SHORTEST_MS, _LONGEST_MS)
            behind = next((one for one in spoken if one.start_ms >= end_ms), None)
            if behind is not None:
                _, shown = _shown(transcript, ms, end_ms)
                beyond.add(video, _words_at(behind, behind.start_ms) in shown)
    report.add(f"{late.whole} times inside cues: what is shown begins after", late)
    report.add("holds what is said then", held)
    report.add("of whole seconds: begins after", late_of_second)
    report.add("of whole seconds: holds what is said then", held_of_second)
    report.add("of ranges: shows the cue that follows", beyond)


def _shown(transcript: Transcript, ms: int, end_ms: int | None = None) -> tuple[int, str]:
    """Return when what is shown begins to be said, and its words."""
    found = quote("", transcript, ms, end_ms)
    if found is None:
        return ms, ""
    return found.start_ms, _plain(found.text)


def _words_at(cue: Cue, ms: int) -> str:
    """Return the word said at `ms`, by its share of the cue, and those beside it in the cue."""
    words = cue.text.split()
    at = (ms - cue.start_ms) * len(cue.text) // (cue.end_ms - cue.start_ms)
    index = len(cue.text[: at + 1].split()) - 1
    return _plain(" ".join(words[max(0, index - 1) : index + 2]))


def _plain(text: str) -> str:
    """Return the words of a text alone, a space round each."""
    words = " ".join(re.findall(r"\w+", text))
    return f" {words} "
