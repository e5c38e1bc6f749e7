"""Notes that try to reach what they must not, by saving and by streaming, through the window.

Refused in words: no child process is started, and nothing is written outside our own folders.
"""

import itertools
from pathlib import Path

import pytest

from tests.conftest import Children
from tests.ui.stage import Stage

TRAPS = (
    "--exec=touch HOME/trap",
    "file:///etc/passwd",
    ":sout=#file{dst=HOME/trap}",
    "https://site.example/v.mp4 :sout=#file{dst=HOME/trap}",
    "https://user:secret@site.example/v.mp4",
    "../../trap",
    "javascript:alert(1)",
    "A" * 1_000_000,
)


def files_below(home: Path) -> set[str]:
    """List everything but what Cuenote keeps of its own state and settings."""
    own = (home / "home" / "state", home / "home" / "config")
    return {
        str(path)
        for path in home.rglob("*")
        if not any(folder == path or folder in path.parents for folder in own)
    }


@pytest.mark.all_only
def test_hostile_notes_are_refused_in_words(
    stage: Stage, tmp_path: Path, children: Children
) -> None:
    stage.start(stage.write("plain.md", "Nothing.\n"))
    saving, media = stage.program.saving, stage.session.video
    started: list[object] = []
    saving.downloads.queue_changed.connect(lambda: started.append("queued"))
    for number, (field, trap) in enumerate(itertools.product(("videoId", "url"), TRAPS)):
        value = trap.replace("HOME", str(tmp_path))
        note = stage.write(f"{number}.md", f'---\n{field}: "{value}"\n---\n\nHere [0:03].\n')
        stage.session.open_note(note)
        stage.wait(lambda note=note: stage.session.path == note and not media.is_looking)
        before, bytes_before = files_below(tmp_path), note.read_bytes()
        stage.window.actions_["video.save"].trigger()
        assert stage.said == "This note has no online video to save."
        assert not saving.sheet.isVisible()
        stage.window.actions_["video.stream"].trigger()
        # Nothing is asked: the answer is there at once.
        page = stage.window.player.video_view.page()
        assert page.title
        assert "Asking" not in page.title
        assert len(page.title + page.text) < 400
        assert not children()
        assert media.media is None
        assert saving.downloads.items() == []
        stage.program.background.finish()
        assert note.read_bytes() == bytes_before
        assert files_below(tmp_path) - before <= {str(media.library)}
    assert started == []
    assert not (tmp_path / "trap").exists()
