"""Words with times → cues to read: cut where a sentence ends, at a pause, or where one is long.

Pure. So a range that ends with a cue ends where the sentence was spoken, and a cue fits under a
picture. The words keep their times, to the millisecond.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from viewer.video.transcripts.transcript import Cue

_PAUSE_MS = 700
_LONG = 60  # characters, from where a comma is a good end
_LONGEST = 84  # two lines of a subtitle
_SENTENCE_ENDS = (".", "?", "!", "…", "。", "！", "？")
_CLAUSE_ENDS = (",", ";", ":", "—", "、", "，")
_CLOSING = "\"'”’»)]」』"


class Heard(NamedTuple):
    """A word, [start_ms, end_ms), as the model writes it: with the space before it, if any."""

    start_ms: int
    end_ms: int
    text: str


class Cutter:
    """Makes cues of the words heard in [start_ms, end_ms); times outside are moved inside.

    Words go forward: one that begins before the one in front of it begins with it.
    """

    def __init__(self, start_ms: int, end_ms: int) -> None:
        self._end_ms = end_ms
        self._latest_ms = max(start_ms, end_ms - 1)
        self._last_ms = start_ms
        self._line: list[Heard] = []

    def take(self, words: Iterable[Heard]) -> list[Cue]:
        """Take more words; give the cues that are complete."""
        cues: list[Cue] = []
        for word in words:
            if not word.text.strip():
                continue
            start_ms = min(max(word.start_ms, self._last_ms), self._latest_ms)
            word = Heard(start_ms, min(max(word.end_ms, start_ms), self._end_ms), word.text)
            length = sum(len(each.text) for each in self._line) + len(word.text)
            if self._line and (start_ms - self._line[-1].end_ms >= _PAUSE_MS or length > _LONGEST):
                cues += self.end()
                length = len(word.text)
            self._line.append(word)
            self._last_ms = start_ms
            bare = word.text.rstrip().rstrip(_CLOSING)
            if bare.endswith(_SENTENCE_ENDS) or (length >= _LONG and bare.endswith(_CLAUSE_ENDS)):
                cues += self.end()
        return cues

    def end(self) -> list[Cue]:
        """Return the cue that is open, where one is: nothing follows it."""
        line, self._line = self._line, []
        return [_cue(line)] if line else []


def _cue(line: list[Heard]) -> Cue:
    text = ""
    times: list[int] = []
    places: list[int] = []
    for word in line:
        bare = " ".join(word.text.split())
        if text and word.text[:1].isspace():
            text += " "
        times.append(word.start_ms)
        places.append(len(text))
        text += bare
    end_ms = max(line[-1].end_ms, line[0].start_ms + 1)
    if len(line) == 1:
        return Cue(line[0].start_ms, end_ms, text)
    return Cue(line[0].start_ms, end_ms, text, tuple(times), tuple(places))
