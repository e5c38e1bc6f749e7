"""The frame that is shown, copied: read from the clipboard by another program."""

import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage

from tests.media.make_video import make_video, read_number
from tests.ui.stage import ALT, SHIFT, Stage

# Another program, which asks for a PNG as a browser or an editor does.
_PASTE = """\
import sys
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
app = QGuiApplication([])
def read():
    data = app.clipboard().mimeData()
    if data.hasFormat("image/png"):
        open(sys.argv[1], "wb").write(data.data("image/png").data())
        app.quit()
timer = QTimer(interval=50)
timer.timeout.connect(read)
timer.start()
app.exec()
"""


def _pasted(stage: Stage, target: Path) -> QImage:
    child = subprocess.Popen([sys.executable, "-c", _PASTE, str(target)])
    try:
        stage.wait(lambda: child.poll() is not None, timeout_ms=30_000)
    finally:
        child.kill()
        child.wait()
    assert target.read_bytes().startswith(b"\x89PNG")
    return QImage(str(target))


def _copy(stage: Stage) -> None:
    QGuiApplication.clipboard().setText("before")
    stage.press(Qt.Key.Key_I, ALT | SHIFT)
    stage.wait(lambda: "Frame copied" in stage.said)


@pytest.mark.skipif(
    QGuiApplication.platformName() == "offscreen", reason="there the clipboard is this program's"
)
def test_another_program_gets_the_exact_frame_at_full_size(
    stage: Stage, numbered_video: Path, tmp_path: Path
) -> None:
    stage.watch(stage.write("note.md", "One [0:05].\n", video=numbered_video), 5_000)
    for _ in range(2):
        number = read_number(stage.player.frame)
        stage.press(".")
        stage.wait(lambda: read_number(stage.player.frame) != number)  # noqa: B023
    assert stage.window.player.picture.width() not in (320, 0)  # shown at another size
    before = stage.data
    _copy(stage)
    assert stage.said == "Frame copied: 0:05.067, 320 × 180."
    image = _pasted(stage, tmp_path / "pasted.png")
    assert (image.width(), image.height()) == (320, 180)
    assert read_number(image) == read_number(stage.player.frame) == 152
    assert stage.data == before


def test_frame_of_a_seek_and_of_pixels_that_are_not_square_and_none_of_sound(
    stage: Stage, numbered_video: Path, sound_file: Path, tmp_path: Path
) -> None:
    stage.watch(stage.write("note.md", "One [0:05].\n", video=numbered_video), 5_000)
    stage.press(Qt.Key.Key_Right)  # to 0:10, of which the picture is to come
    _copy(stage)
    assert read_number(QGuiApplication.clipboard().image()) == 300
    # Pixels that are not square are copied as they are seen.
    film = make_video(tmp_path / "wide.mp4", frames=50, sample_aspect=Fraction(4, 3))
    stage.session.open_note(stage.write("wide.md", "One [0:01].\n", video=film), 1_000)
    stage.wait_for_frame(30)
    _copy(stage)
    image = QGuiApplication.clipboard().image()
    assert (image.width(), image.height()) == (427, 180)
    assert read_number(image) == 30
    # Sound alone has no frame.
    stage.session.open_note(stage.write("sound.md", "One [0:01].\n", video=sound_file))
    stage.wait(lambda: stage.window.player.picture.is_sound_only)
    QGuiApplication.clipboard().setText("before")
    stage.press(Qt.Key.Key_I, ALT | SHIFT)
    assert stage.said == "Audio only: there is no picture."
    assert QGuiApplication.clipboard().text() == "before"
