"""The states of the window with the sound of the video, for `screenshots`."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.shots.shot_stage import ShotStage
from tests.ui.timeline_mouse import Mouse
from tests.waiting import rest, wait_until
from viewer.ui.player.silence import SkippingSilence
from viewer.ui.player.sound_levels import SoundLevels

_TEXT = """# What is heard

- The note stands beside the player [0:04].
- Every claim knows the moment it came from [0:09], as you hear.
- A video file keeps few whole pictures [0:15-0:18].
- That is how two hours of film fit on a phone [0:25].
"""
_SETTINGS = ("play/waveform", "play/skip_silence", "edit/snap")


def sound_states(stage: ShotStage) -> Iterator[tuple[str, tuple[int, int]]]:
    """Look at the waveform, a tick that snaps to a pause, and at what skipping silence saved."""
    path = stage.beside_film("sound/sound.md")
    path.write_text(f"---\nvideo: {path.with_suffix('.mp4').name}\n---\n\n{_TEXT}")
    window, context = stage.window, stage.program.context
    for key in _SETTINGS:
        context.settings.set(key, True)
    stage.open(path, 11_000)
    sound = context.get(SoundLevels)
    wait_until(lambda: sound.is_whole)
    for size in ((1440, 900), (900, 560)):
        yield "sound", size
    skipping = context.get(SkippingSilence)
    stage.player.play()
    wait_until(lambda: skipping.saved_ms >= 1_000)
    stage.player.pause()
    rest(300)
    for size in ((1440, 900), (900, 560)):
        yield "sound-skipped", size
    timeline = window.player.control_bar.timeline
    mouse = Mouse(timeline)
    for size in ((1440, 900), (900, 560)):
        window.resize(*size)
        rest(300)
        mouse.take(25_000)
        mouse.to(33_700)
        rest(500)
        yield "sound-snapped", size
        mouse.press_other(Qt.MouseButton.RightButton)
        QTest.mouseMove(window.windowHandle())
    for key in _SETTINGS:
        context.settings.reset(key)
