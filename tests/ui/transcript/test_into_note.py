"""The transcript put into the note: of a section, and all of it; undone in one step."""

import os
from pathlib import Path

import pytest

from tests.ui.stage import Stage
from tests.ui.transcript.test_view import vtt
from viewer.notes.note import Note

NOTE = "# Talk\n\n## First\n\n- One [0:06]\n\n## Second\n\n- Two [0:30]\n"


@pytest.fixture
def talk(stage: Stage, long_video: Path) -> Stage:
    os.link(long_video, stage.vault / "talk.mp4")
    (stage.vault / "talk.vtt").write_text(vtt(), "utf-8")
    stage.watch(stage.write("talk.md", NOTE, video=stage.vault / "talk.mp4"))
    stage.wait(lambda: stage.program.transcripts.transcript is not None)
    return stage


def cited(data: bytes) -> list[int | None]:
    return [time.ms for time in Note.parse(data).times(None)]


def test_a_section_gets_what_is_said_in_its_time_or_the_end_all_of_it(talk: Stage) -> None:
    before = talk.data
    talk.click_text("One")
    talk.wait(lambda: talk.session.follow.gone_to is not None and talk.player.position_ms == 6_000)
    talk.program.context.trigger("transcript.section")
    talk.wait(lambda: talk.data != before)
    assert talk.said == "Transcript added."
    first, _, second = talk.data.partition(b"## Second")
    times = cited(first)
    assert len(times) > 1
    assert all(ms is not None and 6_000 <= ms < 30_000 for ms in times)
    assert second == before.partition(b"## Second")[2]
    assert first.endswith(b"\n\n")
    talk.undo(before)
    # All of it.
    talk.program.context.trigger("transcript.all")
    talk.wait(lambda: talk.data != before)
    assert talk.data.startswith(before + b"\n## Transcript\n\n")
    note = Note.parse(talk.data[len(before) :])
    words = " ".join(note.plain.of(claim.span) for claim in note.claims)
    transcript = talk.program.transcripts.transcript
    assert words.split() == transcript.text.split()
    talk.undo(before)
    # It says why nothing is put in.
    talk.session.open_note(talk.write("other.md", "# No time\n\nWords.\n"))
    talk.program.context.trigger("transcript.section")
    assert talk.said == "Go to a section with timestamps first."
    talk.program.context.trigger("transcript.all")
    assert talk.said == "This video has no transcript."
