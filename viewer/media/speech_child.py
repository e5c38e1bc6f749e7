"""The process that transcribes: `python -m viewer.media.speech_child`. No Qt.

Started by `viewer.media.speech_task`, which documents its input and output. It processes the audio
piece by piece, and rewrites the transcript after each, so that it may be killed at any time.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from viewer import __version__
from viewer.base.child_side import end_with_parent, lower_priority, own_output
from viewer.base.errors import MediaError, ViewerError
from viewer.base.system_packages import reinstall_command
from viewer.base.terminal import json_text
from viewer.base.translation import tr
from viewer.media.packages import CHOSEN_NAME
from viewer.media.speech_engine import NAME, Cutter, Ear, Heard
from viewer.media.speech_models import REMEDY, check_folder, is_language
from viewer.media.transcribed import (
    Origin,
    Ranges,
    Transcribed,
    joined,
    length_ms,
    missing,
    read_transcribed,
    write_transcribed,
)
from viewer.media.transcript import Cue
from viewer.notes.beside import hold_file

if TYPE_CHECKING:
    from viewer.media.speech_sound import Samples, Sound

_MOST_THREADS = 8
_LET_GO_S = 3.0
_FAR_MS = 1 << 40  # where a file does not say how long it is
_RANGES = re.compile(r"\d{1,12}-\d{1,12}(,\d{1,12}-\d{1,12})*")
SHORTEST_MS = 40_000
LONGEST_MS = 57_000  # two windows of the models
FIRST_MS = 28_000  # where somebody waits for the first words: one window
OUTWARD_MS = 3_000
_NEAR_MS = 5_000  # so near its start an unheard stretch is heard from its start
_LEAD_MS = 2_000  # what was said just before the place that plays is of use, too
_SPEED_AGE = 0.7  # what the speed so far counts against that of the last piece


def main(arguments: list[str] | None = None) -> int:
    """Transcribe; return 0 if everything requested is finished, else 1."""
    options = _parser().parse_args(arguments)
    if options.low_priority:
        lower_priority()
    out = own_output()
    listening = _Listening(options, lambda event: print(json_text(event), file=out, flush=True))
    end_with_parent(listening.take)
    try:
        with _alone(options.to):
            listening.run()
    except ViewerError as error:
        listening.say({"event": "failed", "words": str(error), "next_step": error.remedy})
        return 1
    except MemoryError:
        words = tr("Not enough memory for this model.")
        listening.say({"event": "failed", "words": words, "next_step": ""})
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="viewer.media.speech_child")
    parser.add_argument("--media", type=Path, required=True)
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--engine", required=True)
    parser.add_argument("--packages", type=Path)
    parser.add_argument("--language", default="")
    parser.add_argument("--translate", action="store_true")
    parser.add_argument("--ranges")
    parser.add_argument("--low-priority", action="store_true")  # the window comes first
    return parser


@contextlib.contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Keep other processes from writing the same transcript; MediaError if one does.

    One that was just killed releases its lock in a moment.
    """
    with contextlib.ExitStack() as held:
        try:
            lock = path.parent / f".{path.stem}.lock"
            is_mine = held.enter_context(hold_file(lock, _LET_GO_S))
        except OSError as error:
            raise MediaError.unsaved(path, error) from error
        if not is_mine:
            raise MediaError(tr("This video is already being transcribed."))
        yield


class _Listening:
    def __init__(self, options: argparse.Namespace, say: Any) -> None:
        self._options = options
        self.say = say
        self._near_ms: int | None = None
        self._speed: float | None = None  # ms of sound in a ms

    def take(self, line: bytes) -> None:
        """Handle a line from the parent; called on a thread of its own."""
        with contextlib.suppress(ValueError, AttributeError):
            near_ms = json.loads(line).get("play_at")
            if near_ms is None or type(near_ms) is int:
                self._near_ms = near_ms

    def run(self) -> None:
        options = self._options
        wanted = _ranges(options.ranges)
        if options.language and not is_language(options.language):
            raise MediaError(
                tr("“{0}” is not a language.").format(options.language),
                tr("Use its code, such as en or de."),
            )
        folder = check_folder(options.model)
        before = read_transcribed(options.to)
        sound = self._open()
        origin = Origin(
            folder.name,
            options.language,
            options.translate,
            options.engine,
            f"Cuenote {__version__}",
            sound.duration_ms,
        )
        cues: tuple[Cue, ...] = ()
        if before is not None and options.language in ("", before.origin.language):
            origin = replace(
                origin,
                finished=before.origin.finished,
                language=before.origin.language,
                # Where it ended is known better than by its head.
                duration_ms=before.origin.duration_ms or sound.duration_ms,
            )
            cues = before.cues
        self._go(sound, Transcribed(origin, cues), wanted)
        self.say({"event": "done", "path": str(options.to)})

    def _open(self) -> Sound:
        if self._options.packages is not None:
            # Behind our own: what both have is ours.
            sys.path.append(str(self._options.packages))
        try:
            from viewer.media.speech_sound import Sound
        except ImportError as error:
            raise self._broken(error) from error
        return Sound(self._options.media)

    def _go(self, sound: Sound, done: Transcribed, wanted: Ranges | None) -> None:
        origin = done.origin
        end_ms = origin.duration_ms if origin.duration_ms is not None else _FAR_MS
        whole = wanted if wanted is not None else ((0, _FAR_MS),)
        self._report("started", origin, whole, end_ms, None)
        model: Ear | None = None
        while True:
            piece = next_piece(whole, done.origin.finished, end_ms, self._near_ms)
            if piece is None:
                break
            began = time.monotonic()
            start_ms, stop_ms, samples, is_last = _cut(sound, piece)
            if is_last:
                # The sound ends here, whatever the file says.
                end_ms = stop_ms
            language = done.origin.language
            heard: list[Cue] = []
            if len(samples):
                if model is None:
                    model = self._load()
                language, heard = self._hear(model, samples, start_ms, stop_ms, language)
            finished = joined((*done.origin.finished, (start_ms, max(stop_ms, start_ms))))
            origin = replace(
                done.origin,
                finished=finished,
                language=language,
                duration_ms=None if end_ms == _FAR_MS else end_ms,
            )
            cues = sorted((*done.cues, *heard), key=lambda cue: cue.start_ms)
            done = Transcribed(origin, tuple(cues))
            write_transcribed(self._options.to, done)
            took_ms = max(1.0, (time.monotonic() - began) * 1000)
            speed = (stop_ms - start_ms) / took_ms
            if stop_ms > start_ms:
                age = _SPEED_AGE if self._speed is not None else 0.0
                self._speed = age * (self._speed or 0.0) + (1 - age) * speed
            self._report("progress", origin, whole, end_ms, stop_ms)
        if not done.origin.finished:
            # Nothing to hear at all: that, too, is known now.
            origin = replace(done.origin, duration_ms=0 if end_ms == _FAR_MS else end_ms)
            write_transcribed(self._options.to, replace(done, origin=origin))

    def _report(
        self, event: str, origin: Origin, whole: Ranges, end_ms: int, at_ms: int | None
    ) -> None:
        wanted = joined((start, min(end, end_ms)) for start, end in whole)
        total_ms = None if end_ms == _FAR_MS else length_ms(wanted)
        left_ms = length_ms(missing(origin.finished, wanted))
        self.say(
            {
                "event": event,
                "finished": origin.finished,
                "done_ms": None if total_ms is None else total_ms - left_ms,
                "total_ms": total_ms,
                "at_ms": at_ms,
                "left_s": round(left_ms / self._speed / 1000)
                if self._speed and total_ms is not None
                else None,
                "language": origin.language,
            }
        )

    def _load(self) -> Ear:
        threads = min(_MOST_THREADS, os.cpu_count() or 1)
        try:
            model = Ear(self._options.model, threads)
        except ImportError as error:
            raise self._broken(error) from error
        except (RuntimeError, ValueError, OSError, KeyError) as error:
            raise MediaError(
                tr("The model in {0} can't be read: {1}.").format(self._options.model, error),
                tr(REMEDY),
            ) from error
        spoken = self._options.language
        if spoken and spoken not in model.languages:
            raise MediaError(
                tr("The model {0} does not know the language “{1}”.").format(
                    self._options.model.name, spoken
                ),
                tr("Choose another model, or let it detect the language."),
            )
        if self._options.translate and not model.can_translate:
            raise MediaError(
                tr("The model {0} only knows English and can't translate.").format(
                    self._options.model.name
                )
            )
        return model

    def _broken(self, error: ImportError) -> MediaError:
        """Return the error for an engine that cannot be loaded; a downloaded one is discarded."""
        packages = self._options.packages
        words = tr("{0} can't be loaded: {1}.").format(NAME, error)
        if packages is None:
            return MediaError(words, tr("Install it again: {0}").format(reinstall_command(NAME)))
        with contextlib.suppress(OSError):
            (packages.parent / CHOSEN_NAME).unlink()
        return MediaError(words, tr("Download it again."))

    def _hear(
        self, model: Ear, samples: Samples, start_ms: int, stop_ms: int, language: str
    ) -> tuple[str, list[Cue]]:
        parts, found_language = model.hear(samples, language, is_translated=self._options.translate)
        cutter = Cutter(start_ms, stop_ms)
        cues: list[Cue] = []
        for words in parts:
            found = cutter.take(
                Heard(start_ms + word.start_ms, start_ms + word.end_ms, word.text) for word in words
            )
            cues += found
        cues += cutter.end()
        return language or (found_language if cues else ""), cues


class ListenPiece(NamedTuple):
    """What to transcribe next: from `start_ms`, up to at most `limit_ms`. Times in ms.

    Audio is cut into pieces of up to a minute, at the quietest place near their end, so that no
    word is in two of them or in none. A piece that begins where the previous one ended needs no
    look back; one that begins in the middle of untranscribed audio is `is_open` at that side, and
    is extended to a quiet place first.
    """

    start_ms: int
    limit_ms: int
    is_open_start: bool
    is_open_end: bool
    floor_ms: int  # how far an open start may go back
    ceiling_ms: int  # how far an open end may go on

    @property
    def longest_ms(self) -> int:
        """How much of it to process at once."""
        return FIRST_MS if self.is_open_start or self.start_ms == 0 else LONGEST_MS


def next_piece(
    wanted: Ranges, finished: Ranges, end_ms: int, near_ms: int | None = None
) -> ListenPiece | None:
    """Choose what of `wanted` to transcribe next; None: all of it is finished.

    Audio at `near_ms` comes first, then what follows it, then the rest from the start. `end_ms` is
    where the audio ends, or later than any place in it.
    """
    left = missing(finished, joined((max(0, start), min(end, end_ms)) for start, end in wanted))
    if not left:
        return None
    start_ms, limit_ms = left[0]
    if near_ms is not None:
        behind = next((each for each in left if each[1] > near_ms), None)
        if behind is not None:
            start_ms, limit_ms = behind
            if near_ms - start_ms > _NEAR_MS:
                start_ms = near_ms - _LEAD_MS
    floor_ms = max((end for _, end in finished if end <= start_ms), default=0)
    ceiling_ms = min((start for start, _ in finished if start >= limit_ms), default=end_ms)
    return ListenPiece(
        start_ms,
        limit_ms,
        start_ms > floor_ms,
        limit_ms < ceiling_ms,
        max(floor_ms, start_ms - OUTWARD_MS),
        min(ceiling_ms, limit_ms + OUTWARD_MS),
    )


def _cut(sound: Sound, piece: ListenPiece) -> tuple[int, int, Samples, bool]:
    """Return the audio of a piece: its begin and end, the samples, whether it is the last."""
    from viewer.media.speech_sound import RATE, quietest_ms

    start_ms = piece.start_ms
    if piece.is_open_start:
        before = sound.read(piece.floor_ms, start_ms)
        start_ms = piece.floor_ms + quietest_ms(before, 0, start_ms - piece.floor_ms)
    longest_ms = piece.longest_ms
    left_ms = piece.limit_ms - start_ms
    asked_ms = longest_ms if left_ms > longest_ms else left_ms
    more_ms = 0
    if left_ms <= longest_ms and piece.is_open_end:
        more_ms = piece.ceiling_ms - piece.limit_ms
    samples = sound.read(start_ms, start_ms + asked_ms + more_ms)
    found_ms = len(samples) * 1000 // RATE
    if found_ms < asked_ms + more_ms - 1:
        return start_ms, start_ms + found_ms, samples, True
    stop_ms = asked_ms
    if left_ms > longest_ms:
        stop_ms = quietest_ms(samples, asked_ms * SHORTEST_MS // LONGEST_MS, asked_ms)
    elif more_ms:
        stop_ms = quietest_ms(samples, asked_ms, asked_ms + more_ms)
    return start_ms, start_ms + stop_ms, samples[: stop_ms * RATE // 1000], False


def _ranges(text: str | None) -> Ranges | None:
    if text is None:
        return None
    if not _RANGES.fullmatch(text):
        return ()
    pairs = (part.split("-") for part in text.split(","))
    return joined((int(start), int(end)) for start, end in pairs)


if __name__ == "__main__":
    sys.exit(main())
