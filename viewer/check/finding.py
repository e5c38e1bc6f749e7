"""Findings about the citations of a note: a verdict each, its evidence and its repair.

Plain values, immutable and safe in any thread. `check.examine` makes them; the command line and the
window show them. Times are milliseconds of the video. The wording is careful on purpose: nothing
here calls a citation false; it names the evidence for it and for other moments.
"""

from __future__ import annotations

from abc import ABC
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import NamedTuple

from viewer.base.translation import _, tr
from viewer.media.transcript_offsets import Pieces
from viewer.notes.model import Citation
from viewer.notes.timecode import Form

TOLD_LIKELY = 0.75
"""From this chance on what a citation could mean is told as likely."""


class Verdict(ABC):
    """A kind of finding about a citation, with everything shown about it.

    Code that counts, words or paints findings asks the verdict, and never tests which one it is. A
    new verdict is a class in `verdicts.py`, listed in its `VERDICTS`. Its texts are English: `tr`
    translates them where they are shown.
    """

    value: str  # in `cuenote check --json`
    counted: str  # how the terminal says what is counted
    name: str  # of its column in the table of a vault, and what it is, in a sentence
    words: str
    said = ""  # in a few words, of one citation; of what nobody has to look at, nothing
    # Its column among the kinds, and its line in the terminal's summary, both counted from 0.
    order: tuple[int, int]
    # Whether there is evidence for the citation; and whether the user should look at it.
    holds = False
    is_doubtful = True
    is_past_end = False
    # Whether it is only the way in which the time is read that is wrong.
    is_of_reading = False
    # What its repair does, where that changes no time; the region is cut to the picture then.
    repairs_region = ""
    # How the terminal tells many of a note, behind their number; empty: each by itself.
    many = ""
    names_proposal = False  # whether `line` names the time that is proposed

    def __str__(self) -> str:
        return self.value

    def told(self, finding: Finding, citation: Citation, duration_ms: int | None) -> str:
        """Return the finding about a citation, for the terminal."""
        return self.counted

    def line(self, finding: Finding, citation: Citation) -> str:
        """Return the finding in a few words, for the window."""
        return tr(self.said)


class Ground(StrEnum):
    """What a proposed time is based on."""

    # Another way to read what is written: `03:30:00` as 3:30, `1:48:02` as 48:02, or the label.
    READING = "reading"
    # The transcript, where it speaks of the claim.
    TRANSCRIPT = "transcript"
    # A reading at which the transcript speaks of the claim too.
    BOTH = "reading and transcript"


class Evidence(NamedTuple):
    """What is said in [start_ms, end_ms): the sentences around a moment."""

    start_ms: int
    end_ms: int
    text: str
    # Characters [start, end) of `text` that the claim says too.
    matches: tuple[tuple[int, int], ...] = ()


class Proposal(NamedTuple):
    """One moment that the citation could mean."""

    ms: int
    # How likely it is, by the measurement, that what is claimed is said within 15 s of it: 0 to 1.
    chance: float
    ground: Ground
    # What is said there; None without a transcript.
    evidence: Evidence | None = None


class Why(NamedTuple):
    """Why a proposal is sure; `viewer.check.why` collects and words the reasons."""

    # Words of the claim that are said there, as it writes them: three at most, the longest. And
    # whether they are said nowhere else in the video.
    words: tuple[str, ...] = ()
    nowhere_else: bool = False
    # How many of the claim's telling words are said there, and how many it has.
    said: int = 0
    telling: int = 0
    # Whether the times of the citations before and behind it in the note have it between them.
    is_between: bool = False
    # How the written time is read as this time; None if it is not.
    reading: Form | None = None
    # Of a note that is shifted: how many times are read so, how many of them end in `00`, and how
    # many would lie past the end as hours (or, where that is not known, need five hours or more).
    shifted: int = 0
    round: int = 0
    late: int = 0
    is_end_known: bool = False
    # Whether value and label, which look like two times, are one as minutes and seconds.
    is_agreed: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """The finding about one citation. Every citation of a note has one."""

    # Its index in `Note.citations`.
    citation: int
    verdict: Verdict
    # The time as read, even where that lies past the end; None where none can be read. Of one that
    # is shifted: as hours, minutes and seconds, which is what other programs make of it.
    reads_ms: int | None
    # What it could mean instead, best first, three at most; empty where nothing else is likely.
    proposals: tuple[Proposal, ...] = ()
    # Whether the first proposal is so likely that it can be taken unseen.
    sure: bool = False
    # What is said round the time as read; None without a transcript, or past its end.
    cited: Evidence | None = None
    # Whether the note is shifted and this is one of the times that are: since it is read as a whole
    # they are repaired together.
    together: bool = False
    # Of one that is sure: what spoke for its first proposal.
    why: Why | None = None

    @property
    def is_doubtful(self) -> bool:
        """Return whether the user should look at it."""
        return self.verdict.is_doubtful

    @property
    def has_sure_fix(self) -> bool:
        """Return whether it can be fixed unseen; 00:00:00 is the same as minutes and seconds."""
        is_same = self.verdict.is_of_reading and self.proposed_ms == self.reads_ms
        return self.sure and bool(self.proposals) and not is_same

    @property
    def proposed_ms(self) -> int | None:
        """The first proposal's time, or None."""
        return self.proposals[0].ms if self.proposals else None


class CaptionsFault(Enum):
    """What is wrong with a video's captions as a whole, and its texts.

    For JSON, the terminal, title and text in the window, and the terminal when both languages are
    known. {0} and {1} are the languages of captions and note, {2} is the offset.
    """

    OTHER_LANGUAGE = (
        "another language",
        (
            "the transcript is in a different language from the note, so nothing was checked "
            "against it"
        ),
        _("The transcript is in another language"),
        _("It is in {0}, the note in {1}. No timestamps were checked against it."),
        (
            "the transcript is in a different language from the note ({0}; the note: {1}), so "
            "nothing was checked against it"
        ),
    )
    BROKEN = (
        "broken",
        "the transcript is damaged or nearly empty, so nothing was checked against it",
        _("The transcript is damaged or nearly empty"),
        _("No timestamps were checked against it."),
    )
    # They speak of other things than the note.
    OTHER_VIDEO = (
        "another video",
        (
            "the transcript does not match the note and may belong to another video, so nothing "
            "was checked against it"
        ),
        _("The transcript does not match the note"),
        _("No timestamps were checked against it."),
    )
    # All is said so much later than it is cited, or from somewhere on.
    OTHER_CUT = (
        "another cut",
        (
            "the transcript is for a different cut of the video, {2}; timestamps were checked with "
            "that offset"
        ),
        _("The transcript is for a different cut of the video"),
        _("It is {2}. Timestamps were checked with that offset."),
    )

    def __init__(self, json: str, told: str, title: str, text: str, named: str = "") -> None:
        self.json, self.told, self.title, self.text = json, told, title, text
        self.told_named = named or told


class CaptionsFinding(NamedTuple):
    """The finding about the captions as a whole.

    Nothing is concluded from captions in another language or of another video. Those of another cut
    are evidence once they are shifted, which the check does.
    """

    fault: CaptionsFault
    # The languages of the note and the captions, as "en"; empty where they cannot be told.
    written: str = ""
    spoken: str = ""
    # Of another cut: by how much they are off; not all of it 0.
    pieces: Pieces = ()

    @property
    def are_evidence(self) -> bool:
        """Return whether citations were checked against them all the same."""
        return self.fault is CaptionsFault.OTHER_CUT

    @property
    def is_named(self) -> bool:
        """Return whether both languages are known."""
        return bool(self.written and self.spoken)


class Examined(NamedTuple):
    """The findings about a note."""

    # One of every citation, in order.
    findings: tuple[Finding, ...]
    # What is wrong with the captions as a whole; None where nothing is.
    captions: CaptionsFinding | None = None
