"""Notes that try to reach what they must not, by saving and by streaming, through the window.

Refused in words: no child process is started, and nothing is written outside our own folders.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Children
from tests.ui.stage import Stage

TRAPS = {
    "option": "--exec=touch HOME/trap",
    "file": "file:///etc/passwd",
    "vlc option": ":sout=#file{dst=HOME/trap}",
    "address with an option": "https://site.example/v.mp4 :sout=#file{dst=HOME/trap}",
    "path": "../../trap",
    "script": "javascript:alert(1)",
    "long": "A" * 1_000_000,
}


def files_below(home: Path) -> set[str]:
    """List everything but what Cuenote keeps of its own state and settings."""
    own = (home / "home" / "state", home / "home" / "config")
    return {
        str(path)
        for path in home.rglob("*")
        if not any(folder == path or folder in path.parents for folder in own)
    }


@pytest.mark.sample(5)
@pytest.mark.parametrize("field", ["videoId", "url"])
@pytest.mark.parametrize("trap", TRAPS)
def test_hostile_note_is_refused_in_words(
    stage: Stage, tmp_path: Path, field: str, trap: str, children: Children
) -> None:
    value = TRAPS[trap].replace("HOME", str(tmp_path))
    note = stage.write("note.md", f'---\n{field}: "{value}"\n---\n\n# A talk\n\nHere [0:03].\n')
    stage.start(note)
    stage.wait(lambda: stage.session.note is not None and not stage.session.video.is_looking)
    before, bytes_before = files_below(tmp_path), note.read_bytes()
    started: list[object] = []
    saving = stage.program.saving
    saving.downloads.queue_changed.connect(lambda: started.append("queued"))
    stage.window.actions_["video.save"].trigger()
    assert stage.said == "This note has no online video to save."
    assert not saving.sheet.isVisible()
    stage.window.actions_["video.stream"].trigger()
    # Nothing is asked: the answer is there at once.
    page = stage.window.player.video_view.page()
    assert page is not None
    assert page.title
    assert "Asking" not in page.title
    assert len(page.title + page.text) < 400
    assert not children()
    assert stage.session.video.media is None
    assert saving.downloads.items() == []
    assert started == []
    stage.program.background.finish()
    assert note.read_bytes() == bytes_before
    assert files_below(tmp_path) - before <= {str(stage.session.video.library)}
    assert not (tmp_path / "trap").exists()
