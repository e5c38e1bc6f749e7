"""A program that is killed while the user types: its next start restores what was not saved."""

import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ui.page.dialogs import answer
from tests.ui.stage import Stage
from viewer.ui.window.state import RecentVault

# What runs in a process of its own: the whole program, keys and all, and then no more.
_KILLED = """
import os, signal, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from tests.ui.stage import ALT, Stage
from viewer import app as cuenote

app = cuenote.make_application()
stage = Stage(app, Path(sys.argv[1]))
stage.program.settings.set("edit/autosave_s", 0.0)
stage.start(Path(sys.argv[2]), player=False)
stage.press("j")
stage.press("e", ALT)
stage.write_in(" words that were typed")
os.kill(os.getpid(), signal.SIGKILL)
"""


_CLAIM = b'A claim <a class="yt-timestamp" data-t="00:00:05">[0:05]</a>'


@pytest.fixture
def killed(tmp_path: Path) -> Path:
    """A note in which a window was killed just behind the last key."""
    path = tmp_path / "home" / "vault" / "note.md"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"# Title\r\n\r\n%s\r\n" % _CLAIM)
    ran = subprocess.run(
        [sys.executable, "-c", _KILLED, str(tmp_path / "home"), str(path)],
        cwd=Path(__file__).parents[3],
        timeout=60,
        capture_output=True,
    )
    assert ran.returncode == -signal.SIGKILL, ran.stderr.decode()
    return path


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_words_when_the_program_was_killed_are_restored_and_can_be_undone(
    killed: Path, make_stage: Callable[[], Stage]
) -> None:
    before = killed.read_bytes()
    assert b"typed" not in before
    stage = make_stage()
    stage.program.settings.set("edit/autosave_s", 0.0)
    stage.start(killed, player=False)
    stage.program.recovering.offer_all()  # asks nothing: there would be no answer
    assert (stage.said, stage.offered) == ("Restored unsaved text in “Note”.", ["Undo"])
    assert stage.data == before.replace(b"</a>", b"</a> words that were typed")
    assert killed.read_bytes() == before  # until it is saved
    stage.wait(lambda: "words that were typed" in stage.view.toPlainText())
    stage.activate()  # as a window manager would
    stage.undo(before)


@pytest.mark.all_only
@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_words_when_put_off_are_offered_again_and_gone_when_discarded(
    killed: Path, make_stage: Callable[[], Stage]
) -> None:
    killed.write_bytes(killed.read_bytes().replace(b"# Title", b"# Their title"))
    stage = make_stage()
    stage.start(killed, player=False)
    shown: list[str] = []
    answer("Ask again later", shown=shown)
    stage.program.recovering.offer_all()
    answer("Discard", shown=shown)
    stage.program.recovering.offer_all()
    assert shown == ["A claim [0:05] words that were typed"] * 2  # each word once, and no tags
    stage.program.recovering.offer_all()  # asks nothing: there would be no answer
    assert not list((stage.folders.state / "journals").glob("*"))


@pytest.mark.all_only
@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_words_when_the_note_changed_since_the_kill_are_merged_into_it(
    killed: Path, make_stage: Callable[[], Stage]
) -> None:
    # Where both wrote at one place, the question that offers the words asks that, too.
    text = killed.read_bytes().replace(b"# Title", b"# Their title")
    killed.write_bytes(text.replace(b"</a>", b"</a> theirs"))
    stage = make_stage()
    stage.start(killed, player=False)
    answer("Restore", choice="Both")
    stage.program.recovering.offer_all()
    both = b"%s words that were typed\r\n%s theirs\r\n" % (_CLAIM, _CLAIM)
    assert stage.data == b"# Their title\r\n\r\n" + both


@pytest.mark.all_only
@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_words_when_the_note_is_gone_make_it_again_but_not_its_folder(
    killed: Path, make_stage: Callable[[], Stage], tmp_path: Path
) -> None:
    killed.unlink()
    other = tmp_path / "elsewhere" / "other.md"
    other.parent.mkdir()
    other.write_text("Other\n")
    stage = make_stage()
    stage.start(other, player=False)
    killed.parent.rename(tmp_path / "unplugged")
    answer("Restore")
    stage.program.recovering.offer_all()
    stage.wait(lambda: "no longer exists" in stage.said)
    assert not killed.parent.exists()
    (tmp_path / "unplugged").rename(killed.parent)
    answer("Restore")
    stage.program.recovering.offer_all()
    stage.wait(lambda: stage.said.startswith("Restored"))
    assert killed.read_bytes() == b"# Title\r\n\r\n%s words that were typed\r\n" % _CLAIM


@pytest.mark.all_only
@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize("way", ["renamed", "moved", "edited in place", "replaced", "saved"])
def test_words_when_the_note_was_renamed_since_the_kill_go_into_the_renamed_one(
    killed: Path, make_stage: Callable[[], Stage], way: str
) -> None:
    text = killed.read_bytes()
    new = killed.with_name("new.md")
    if way == "moved":
        new = killed.parent / "folder" / "new.md"
        new.parent.mkdir()
    killed.rename(new)
    if way == "edited in place":
        with new.open("r+b") as file:
            file.write(b"# TITLE")
    elif way == "replaced":
        beside = new.with_suffix(".tmp")
        beside.write_bytes(text.replace(b"# Title", b"# TITLE"))
        beside.replace(new)
    elif way == "saved":  # by the program, which was killed before it wrote that down
        new.unlink()
        new.write_bytes(text.replace(b"</a>", b"</a> words that were"))
    before = new.read_bytes()
    (killed.parent / "copy of a form.md").write_bytes(b"# Title\r\n\r\nAnother [0:07]\r\n")
    stage = make_stage()
    other = stage.write("other.md", "Other\n")
    stage.start(other, player=False)
    stage.program.context.state.add_recent_vault(RecentVault(killed.parent, 3))
    if way in ("edited in place", "replaced"):
        answer("Restore")
    stage.program.recovering.offer_all()
    stage.wait(lambda: stage.said.startswith("Restored"))
    text = before.replace(b" words that were", b"")
    assert new.read_bytes() == text.replace(b"</a>", b"</a> words that were typed")
    assert (stage.session.path, stage.offered) == (other, ["Undo", "Open note"])
    stage.activate()  # as a window manager would
    stage.undo(stage.data)  # of the note that is not shown
    assert new.read_bytes() == before
    assert not killed.exists()
    assert not list((stage.folders.state / "journals").glob("*"))


@pytest.mark.all_only
@pytest.mark.skipif(not hasattr(os, "fork") or not shutil.which("git"), reason="no fork, or no git")
def test_nothing_is_lost_or_left_over_when_killed_while_others_rename(rng: random.Random) -> None:
    kills, seed = 15, rng.randrange(1 << 30)  # more: `./run measure kills`
    options = f"--count={kills}", f"--seed={seed}"
    ran = subprocess.run(
        [sys.executable, "-m", "tests.tools", "measure", "kills", *options],
        cwd=Path(__file__).parents[3],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, f"seed {seed}: {ran.stdout}{ran.stderr}"
