"""Find and load faster-whisper, the speech-to-text engine. No Qt.

It comes with the extra `cuenote[speech]`, or is downloaded into the data folder when the user asks
for it (`viewer.media.speech_fetching`). Nothing of it is imported before a model is loaded: that
takes a second and 200 MB, and only the transcribing child process does so.

Its words, with their times to the millisecond, become readable cues: split at the end of a
sentence, at a pause, or when too long. So a range that ends with a cue ends with the sentence.
"""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from viewer.base.damaged import read_json
from viewer.base.errors import MediaError
from viewer.base.translation import _, tr
from viewer.media.packages import CHOSEN_NAME
from viewer.media.transcript import Cue

if TYPE_CHECKING:
    from viewer.media.speech_sound import Samples

NAME = "faster-whisper"  # of the package
REQUIREMENT = "faster-whisper>=1.2,<2"  # as pip takes it
FOLDER = Path("speech") / "engine"  # in the data folder, where it is put
MEGABYTES = 130  # approximate download with all its requirements
REMEDY = _("`cuenote transcribe` offers to download it; or install `cuenote[speech]`.")
# Python: loads it from `sys.argv[1]`, prints its version.
SMOKE = (
    "import sys; sys.path.append(sys.argv[1]);"
    "import faster_whisper, faster_whisper.vad, ctranslate2;"
    "faster_whisper.vad.get_vad_model(); ctranslate2.get_supported_compute_types('cpu');"
    "print(faster_whisper.__version__)"
)
_SURE = 0.5  # of a language, to keep using it


class FoundEngine(NamedTuple):
    """The engine that a child process would load."""

    name: str  # with its version
    version: str
    folder: Path | None  # of its packages, in the data folder; None: installed with Cuenote


def find_engine(data: Path) -> FoundEngine | None:
    """Find the engine: installed with Cuenote, else downloaded, else None.

    Only lists a few names, so it is fine on the GUI thread.
    """
    from importlib import metadata  # here, since it would add a hundredth of a second to the start

    try:
        version = metadata.version(NAME)
        return FoundEngine(f"{NAME} {version}", version, None)
    except metadata.PackageNotFoundError:
        return read_json(data / FOLDER / CHOSEN_NAME, lambda chosen: _fetched(data, chosen))


def _fetched(data: Path, chosen: Any) -> FoundEngine | None:
    """Read which packages in the data folder were chosen; anything odd counts as none."""
    packages = data / FOLDER / Path(str(chosen["folder"])).name
    if chosen["platform"] != platform_tag() or not (packages / "faster_whisper").is_dir():
        return None
    version = str(chosen["version"])
    return FoundEngine(f"{NAME} {version}", version, packages)


def get_engine(data: Path) -> FoundEngine:
    """Find it; raises MediaError with advice if it is missing."""
    found = find_engine(data)
    if found is None:
        raise MediaError(
            tr("Transcribing needs {0}, which is not on this computer.").format(NAME), tr(REMEDY)
        )
    return found


def platform_tag() -> str:
    """Return the platform tag of compiled packages: other Pythons cannot load them."""
    return f"{sys.implementation.cache_tag} {sys.platform} {platform.machine()}"


class Ear:
    """A loaded model."""

    def __init__(self, folder: Path, threads: int) -> None:
        """Load it. Raises ImportError if the engine is broken, others for the model."""
        from faster_whisper import WhisperModel

        self._model = WhisperModel(
            *(str(folder), "cpu"), compute_type="int8", cpu_threads=threads, local_files_only=True
        )
        self.languages = self._model.supported_languages  # that it knows
        self.can_translate = bool(self._model.model.is_multilingual)

    def hear(
        self, samples: Samples, language: str, *, is_translated: bool
    ) -> tuple[Iterable[Iterable[Heard]], str]:
        """Transcribe; yield words, some at a time, and the language, empty if unsure.

        `language` is the spoken one, empty to detect it. Times are from the first of the samples.
        """

        segments, info = self._model.transcribe(
            samples,
            language=language or None,
            task="translate" if is_translated else "transcribe",
            vad_filter=True,
            word_timestamps=True,
        )
        words = (
            [
                Heard(round(word.start * 1000), round(word.end * 1000), word.word)
                for word in segment.words or ()
            ]
            for segment in segments
        )
        return words, str(info.language) if info.language_probability >= _SURE else ""


_PAUSE_MS = 700
_LONG = 60  # characters, from where a comma is a good end
_LONGEST = 84  # two lines of a subtitle
_SENTENCE_ENDS = (".", "?", "!", "…", "。", "！", "？")
_CLAUSE_ENDS = (",", ";", ":", "—", "、", "，")
_CLOSING = "\"'”’»)]」』"


class Heard(NamedTuple):
    """A word, [start_ms, end_ms), as the model writes it: with any space before it."""

    start_ms: int
    end_ms: int
    text: str


class Cutter:
    """Makes cues of the words in [start_ms, end_ms); times outside are clamped.

    Words are in order: one that begins before its predecessor begins with it.
    """

    def __init__(self, start_ms: int, end_ms: int) -> None:
        self._end_ms = end_ms
        self._latest_ms = max(start_ms, end_ms - 1)
        self._last_ms = start_ms
        self._line: list[Heard] = []

    def take(self, words: Iterable[Heard]) -> list[Cue]:
        """Add words; return the cues that are complete."""
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
        """Return the open cue, if any: nothing follows it."""
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
