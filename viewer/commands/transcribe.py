"""`cuenote transcribe FILE|NOTE|URL …`: transcribe videos offline.

With `--json` each line on standard output is one object: an event of the child
(`viewer.media.speech_task`), with the video as "file".
"""

from __future__ import annotations

import argparse
import re
import shlex
import subprocess
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from viewer.base.child_side import own_command
from viewer.base.errors import CallError, MediaError, NoteFileError, ViewerError, why
from viewer.base.terminal import Code, Parser, plain, tell_json, warn
from viewer.base.translation import and_list, part_text
from viewer.commands import code_of
from viewer.commands.arguments import (
    VaultFinder,
    add_places,
    add_vault,
    data_folder,
    library_folder,
    state_folder,
)
from viewer.commands.progress import Bar
from viewer.media import caption_formats
from viewer.media.address import check_url, is_youtube_id, watch_url
from viewer.media.caption_formats import format_of
from viewer.media.media import Pairings, find_media
from viewer.media.speech_fetching import fetch, wanted
from viewer.media.speech_models import DEFAULT, MODELS, default_model, find_model, model_named
from viewer.media.speech_task import Event, Task, task_of
from viewer.media.speech_task import run as run_task
from viewer.media.transcribed import Ranges, Transcribed, joined, missing, read_transcribed
from viewer.notes.front_edit import video_typed
from viewer.notes.model import VideoRef
from viewer.notes.real_path import real_path
from viewer.notes.timecode import parse_typed
from viewer.vault.files import SUFFIXES
from viewer.vault.note_videos import video_of

_TEXT = ".txt"  # the words alone
_PRINTED = Path("-")

_URL = re.compile(r"https?://", re.IGNORECASE)


def run(options: argparse.Namespace) -> int:
    """Transcribe; return the exit code. Raises ViewerError if nothing can be started."""
    data, library, vaults = data_folder(), library_folder(options), VaultFinder(options)
    ranges = _ranges(options.ranges)
    _check_output(options.output, options.videos)
    if options.json and options.output == _PRINTED:
        raise CallError("--json and -o - both print.", "Choose one of them.")
    model_name = options.model or default_model(data)
    if model_named(model_name) is None:
        try:
            find_model(data, model_name)  # a folder; the hub is asked only once there is a video
        except MediaError as error:
            raise NoteFileError(str(error), error.remedy) from error
    codes, found = list[Code](), []
    for text in options.videos:
        try:
            found.append((text, _media(text, library, vaults, yes=options.yes)))
        except ViewerError as error:
            codes.append(code_of(error))
            warn(f"{text}: {error.words()}")
    if not found:
        return Code.first(codes)
    if not offer(data, model_name, yes=options.yes):
        return Code.FOUND
    model = find_model(data, model_name)
    for text, media in found:
        try:
            task = task_of(
                media,
                library,
                model,
                language=options.language,
                is_translated=options.translate,
                ranges=ranges,
            )
            if options.json:
                run_task(task, data, partial(_tell, str(media)))
            else:
                listen(task, data)
            if (made := read_transcribed(task.path)) is None:
                continue
            if options.output is not None:
                _write(made, task.path, options.output)
            if not options.json:
                _say_done(made, options.output or task.path, ranges)
        except ViewerError as error:
            codes.append(code_of(error))
            warn(f"{text}: {error.words()}")
    return Code.first(codes)


def parser() -> Parser:
    names = ", ".join(model.name for model in MODELS)
    outputs = [
        f"{each.suffix} with the time of each word" if each.has_word_times else each.suffix
        for each in caption_formats.FORMATS
        if each.write
    ]
    made = Parser(
        "transcribe",
        "Transcribe videos on this computer, with the time of each word. The transcript is kept "
        "with your saved videos, where Cuenote finds it; nothing is written next to the video or "
        "into a vault.",
        "Stop it with Ctrl+C and run it again: it continues from the last finished minute.",
    )
    made.add_argument(
        "videos",
        nargs="+",
        metavar="FILE|NOTE|URL",
        help=(
            "video or audio files, notes about videos on this computer, or URLs or IDs of saved "
            "videos (if one is not saved, you are asked whether to save it first)"
        ),
    )
    made.add_argument(
        "--model",
        default="",
        metavar="NAME|FOLDER",
        help=f"the model: {names}, or a folder with one (default: {DEFAULT}, or the best "
        "on this computer)",
    )
    made.add_argument(
        "--language",
        default="",
        metavar="L",
        help="the spoken language, such as en or de (default: detected automatically)",
    )
    made.add_argument("--translate", action="store_true", help="translate to English")
    made.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="FILE",
        help=f"also write it to this file: {', '.join(outputs)}, or {_TEXT}; - prints it",
    )
    made.add_argument(
        "--ranges",
        default="",
        metavar="T-T,T-T",
        help="transcribe only these parts, such as 1:00-2:30,1:02:03-1:05:00",
    )
    add_vault(made)
    add_places(made)
    made.add_argument(
        "--yes", action="store_true", help="download and save what is missing without asking"
    )
    made.add_json("step")
    return made


# ---------------------------------------------------------------------- before it begins


def offer(data: Path, model_name: str, *, yes: bool) -> bool:
    """Download what a model lacks, if the user agrees; raises MediaError.

    Prints the sizes first. False if the user does not agree.
    """
    what = wanted(data, model_name)
    if not what.bytes:
        return True
    if not agreed(f"Download {and_list(what.words)}?", yes=yes):
        warn("Nothing was downloaded. Transcribing needs it.")
        return False
    with Bar("Downloading") as bar:
        try:
            fetch(data, what, lambda at, total: bar.show(at, total, part_text(at, total)))
        except MediaError as error:
            remedy = f"{error.remedy} Or use a model that you have: --model FOLDER."
            raise MediaError(str(error), remedy) from error
    return True


def agreed(question: str, *, yes: bool) -> bool:
    """Ask the user; no answer is a no, also if nobody can be asked."""
    if yes:
        return True
    if not sys.stdin.isatty():
        warn(f"{question} Can't ask here: confirm with --yes.")
        return False
    sys.stderr.write(f"{plain(question)} [y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().casefold() in ("y", "yes")


def _media(text: str, library: Path, vaults: VaultFinder, *, yes: bool) -> Path:
    path = Path(text)
    is_address = _URL.match(text) is not None or (is_youtube_id(text) and not path.exists())
    if is_address:
        url = check_url(text) if _URL.match(text) else ""
        return _saved(video_typed(url or text) or VideoRef(url=url), text, library, yes=yes)
    if path.suffix.casefold() not in SUFFIXES:
        if path.is_dir():
            raise NoteFileError("This is a folder.", "Specify files or notes.")
        if not path.exists():
            raise NoteFileError("There is no such file.")
        return real_path(path)
    if not path.is_file():
        raise NoteFileError("There is no such note.")
    place = real_path(path)
    ref = video_of(place)
    state = state_folder()
    media = find_media(ref, place, vaults.of(place), library, Pairings(state / "pairings.json"))
    if media is not None:
        return media.path
    if ref is None:
        raise MediaError("This note has no video.", "Specify the video file itself.")
    if ref.video_id is None and ref.url is None:
        vaults.say()
        raise MediaError(f"The video of the note was not found: {ref.path}.")
    return _saved(ref, text, library, yes=yes)


def _saved(ref: VideoRef, text: str, library: Path, *, yes: bool) -> Path:
    def found() -> Path | None:
        media = find_media(ref, library / "no note", None, library, None)
        return media.path if media is not None else None

    path = found()
    question = f"{text} is not saved on this computer. Save it?"
    if path is None and agreed(question, yes=yes):
        # In a process of its own, as the window does: it loads yt-dlp.
        command = own_command("viewer", "save", "--library", str(library), "--", watch_url(ref))
        subprocess.run(command, check=False)
        path = found()
    if path is None:
        raise MediaError(
            "The video is not saved on this computer.",
            f"`cuenote save {shlex.quote(watch_url(ref))}` saves it.",
        )
    return path


def _ranges(text: str) -> Ranges | None:
    if not text:
        return None
    found = []
    for part in text.split(","):
        start, _, end = part.partition("-")
        start_ms, end_ms = parse_typed(start.strip()), parse_typed(end.strip())
        if start_ms is None or end_ms is None or end_ms <= start_ms:
            raise CallError(f"“{part}” is not a range of times.", "Write it as 1:00-2:30.")
        found.append((start_ms, end_ms))
    return joined(found)


def _check_output(output: Path | None, videos: Sequence[str]) -> None:
    if output is None:
        return
    if len(videos) > 1:
        raise CallError(
            "One file can't have the transcripts of several videos.", "Specify one video."
        )
    if output == _PRINTED:
        return
    suffixes = [*(each.suffix for each in caption_formats.FORMATS if each.write), _TEXT]
    if output.suffix.casefold() not in suffixes:
        raise CallError(f"“{output.name}” must end in {', '.join(suffixes)}.")
    if output.exists():
        raise MediaError(f"{output} already exists.", "Choose another name, or move that file.")
    if not output.absolute().parent.is_dir():
        raise MediaError(f"There is no folder {output.absolute().parent}.")


# ---------------------------------------------------------------------- the end


def _write(found: Transcribed, path: Path, output: Path) -> None:
    own = format_of(path if output == _PRINTED else output)
    if own is not None and own.write is not None:
        text = own.write(found)
    else:
        text = "".join(f"{cue.text}\n" for cue in found.cues)
    if output == _PRINTED:
        sys.stdout.write(text)
        return
    try:
        with output.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise MediaError(
            f"{output} can't be written: {why(error)}.", f"It is kept in {path}."
        ) from error


def _say_done(found: Transcribed, place: Path, ranges: Ranges | None) -> None:
    origin = found.origin
    words = ["Transcribed" if found.cues else "No speech found"]
    if origin.language:
        words.append(f"in {origin.language}")
    if ranges is not None and missing(origin.finished, ((0, origin.duration_ms or 0),)):
        words.append("in part")
    warn(f"{', '.join(words)}: {place}")


# ---------------------------------------------------------------------- progress


def _tell(media: str, event: Event) -> None:
    tell_json({**event, "file": media})


def listen(task: Task, data: Path) -> None:
    """Run a task with a progress line; raises MediaError."""
    with Bar(task.media.stem) as bar:
        run_task(task, data, partial(_show, bar))


def _show(bar: Bar, event: Event) -> None:
    kind = event.get("event")
    if kind in ("started", "progress"):
        words = "loading the model" if kind == "started" else ""
        bar.show(event.get("done_ms") or 0, event.get("total_ms"), words)
