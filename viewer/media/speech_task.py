"""One transcription: what to transcribe, and the command of the child that does it. No Qt.

The child (`viewer.media.speech_child`) reports in lines of JSON on its standard output:

    {"event": "started", "total_ms", "finished": [[start, end], …], "language"}
    {"event": "progress", "finished": […], "done_ms", "total_ms", "at_ms", "left_s", "language"}
    {"event": "done", "path"}
    {"event": "failed", "words", "next_step"}

`total_ms` is the amount of work, `done_ms` the finished part, `at_ms` the current position,
`left_s` the estimated seconds left (null at first). `progress` comes when a piece is on the disk; a
restarted child repeats an unfinished one. On its standard input it takes {"play_at": ms}, and ends
when that is closed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from viewer.base.child_side import hear_lines, own_command
from viewer.base.errors import MediaError, cant_read
from viewer.base.translation import labelled, tr, without_stop
from viewer.media.speech_engine import get_engine
from viewer.media.speech_models import ModelFolder
from viewer.media.transcribed import Ranges, file_name, folder_of, joined
from viewer.media.ytdlp import child_environment

Event = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Task:
    """What to transcribe, and how."""

    media: Path
    path: Path  # of the transcript; what is finished there already is not heard again
    model: ModelFolder
    language: str = ""  # that is spoken; empty: the model finds out
    is_translated: bool = False  # write it in English
    ranges: Ranges | None = None  # listen to these alone; None: to all of it


def task_of(
    media: Path,
    library: Path,
    model: ModelFolder,
    *,
    language: str = "",
    is_translated: bool = False,
    ranges: Ranges | None = None,
) -> Task:
    """Make the task of transcribing a file, with its usual output. Reads the disk; MediaError."""
    try:
        folder = folder_of(media, library)
    except OSError as error:
        raise MediaError(cant_read(media.name, error), tr("Choose another file.")) from error
    path = folder / file_name(model.name, is_translated=is_translated)
    wanted = joined(ranges) if ranges is not None else None
    return Task(media.absolute(), path, model, language, is_translated, wanted)


def command_of(task: Task, data: Path) -> list[str]:
    """Return the command of the child; raises MediaError if there is no engine."""
    found = get_engine(data)
    command = own_command("viewer.media.speech_child")
    command += ["--media", str(task.media), "--to", str(task.path)]
    command += ["--model", str(task.model.folder), "--engine", found.name]
    if found.folder is not None:
        command += ["--packages", str(found.folder)]
    if task.language:
        command.append(f"--language={task.language}")
    if task.is_translated:
        command.append("--translate")
    if task.ranges is not None:
        command += ["--ranges", ",".join(f"{start}-{end}" for start, end in task.ranges)]
    return command


def environment_of(data: Path) -> dict[str, str]:
    """Return the environment of the child, in which nothing uses the network."""
    return {**child_environment(data), "HF_HUB_OFFLINE": "1"}


def finished_in(event: Mapping[str, Any]) -> Ranges:
    """Read the finished ranges of an event."""
    return tuple((start_ms, end_ms) for start_ms, end_ms in event.get("finished", ()))


def run(task: Task, data: Path, heard: Callable[[Event], None] = lambda event: None) -> None:
    """Run a task, and wait for it; `heard` is called with each event, on this thread.

    Raises MediaError if it fails. If interrupted the child ends, too; finished parts stay.
    """
    failed: Event | None = None
    is_done = False

    def hear(line: str) -> None:
        nonlocal failed, is_done
        try:
            event = json.loads(line)
        except ValueError:
            return  # what a library prints
        failed = event if event.get("event") == "failed" else failed
        is_done = is_done or event.get("event") == "done"
        heard(event)

    ended = hear_lines(command_of(task, data), hear, environment_of(data), is_ours=True)
    if failed is not None:
        raise MediaError(str(failed["words"]), str(failed["next_step"]))
    if not is_done:
        raise stopped(ended.stderr)


def stopped(said: str) -> MediaError:
    """Return the error for a child that ended by itself; `said` is its stderr."""
    why = "".join(said.strip().splitlines()[-1:])[:300]
    return MediaError(
        labelled(without_stop(tr("Transcribing stopped unexpectedly.")), why),
        tr("What is finished is kept. Start it again; if it fails again, choose a smaller model."),
    )
