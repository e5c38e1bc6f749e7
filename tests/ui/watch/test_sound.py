"""The sound of the film: on the timeline, and its pauses skipped."""

import array
import wave
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from tests.media.make_video import make_sound, make_video, read_number
from tests.ui.beeps import BEEPS, PAUSES, sound_of, turn_on
from tests.ui.stage import LEFT, Stage, wheel
from viewer.media import vlc_engine
from viewer.media.player import PlayerState
from viewer.media.vlc_player import VlcPlayer


def test_sound_alone_is_named_and_clicked_as_a_picture_is(stage: Stage, sound_file: Path) -> None:
    stage.start(stage.write("sound.md", "One [0:05].\n", video=sound_file))
    picture = stage.window.player.picture
    stage.wait(lambda: picture.is_sound_only)
    image = picture.grab().toImage()
    middle = range(image.height() // 3, 2 * image.height() // 3)
    shown = {image.pixelColor(x, y).name() for x in range(image.width()) for y in middle}
    assert {"#000000", "#ffffff"} <= shown
    assert not sound_of(stage)._is_asked  # nobody did
    stage.player.set_volume(60)
    wheel(picture, -2)
    assert picture.flash.text == "Volume 50 %"
    QTest.mouseClick(picture, LEFT)
    stage.wait(lambda: stage.player.state is PlayerState.PLAYING)


def test_waveform_comes_when_it_is_asked_for_and_is_measured_once(
    beeps: Stage, make_stage: Callable[[], Stage], numbered_video: Path, long_video: Path
) -> None:
    timeline, sound = beeps.program.playing.timeline, sound_of(beeps)
    sound._rest.setInterval(0)  # it is not passed by
    assert not sound._is_asked  # nobody did
    assert sound.levels == b""
    before = timeline.grab().toImage()
    beeps.window.actions_["waveform"].trigger()
    assert beeps.window.actions_["waveform"].isChecked()
    assert beeps.window.player.picture.flash.text == "Reading audio: 0 %"
    beeps.wait(lambda: sound.is_whole, timeout_ms=180_000)
    levels = sound.levels
    assert timeline.content.levels == levels
    assert list(sound.pauses) == [pytest.approx(pause, abs=20) for pause in PAUSES]
    shown = timeline.grab().toImage()

    def changed(ms: int) -> bool:
        x = round(timeline.x_of(ms))
        return any(shown.pixel(x, y) != before.pixel(x, y) for y in range(9, 28))

    assert all(changed((start + end) // 2) for start, end in BEEPS)
    assert not any(changed((start + end) // 2) for start, end in PAUSES)
    beeps.window.actions_["waveform"].trigger()
    assert not beeps.window.actions_["waveform"].isChecked()
    assert timeline.grab().toImage() == before
    beeps.window.actions_["waveform"].trigger()
    beeps.end()
    # At the next start they are there.
    again = make_stage()
    again.watch(again.vault / "beeps.md")
    sound = sound_of(again)
    sound._rest.setInterval(0)
    again.wait(lambda: sound.is_whole, timeout_ms=180_000)
    assert sound.levels == levels
    assert sound._child is None  # they were kept
    again.player.close()
    assert sound.levels == b""
    # A film that is left is not measured further.
    other = again.write("other.md", "# Other\n\nOne [0:02].\n", video=numbered_video)
    again.session.open(other)
    # A tone from end to end.
    again.wait(lambda: sound.is_whole and sound.pauses == (), timeout_ms=180_000)
    assert len(sound.levels) == pytest.approx(2_000, abs=10)
    again.session.open(again.vault / "beeps.md")
    again.wait(lambda: sound.is_whole and sound.levels == levels, timeout_ms=180_000)
    # A film without sound says so when it is asked for.
    again.session.open(again.write("silent.md", "# Silent\n\nOne [0:02].\n", video=long_video))
    again.wait(lambda: sound._error is not None, timeout_ms=180_000)
    again.window.actions_["waveform"].trigger()
    again.window.actions_["waveform"].trigger()
    assert "no audio" in again.said


class Log:
    """Keeps where the film was while it played, its frames, and from where to where it skipped."""

    def __init__(self, stage: Stage) -> None:
        self.positions: list[int] = []
        self.frames: set[int] = set()
        self.skips: list[int] = []  # where they led
        self.skipped: list[tuple[int, int]] = []
        player = stage.player

        def on_position(ms: int) -> None:
            if player.state is PlayerState.PLAYING:
                self.positions.append(ms)

        def on_frame() -> None:
            number = read_number(player.frame)
            if number is not None:
                self.frames.add(number)

        def on_skip(to_ms: int) -> None:
            # The target is the position already.
            from_ms = max(ms for ms in self.positions[:-1] if ms < to_ms)
            self.skipped.append((from_ms, to_ms))
            self.skips.append(to_ms)

        player.position_changed.connect(on_position)
        player.frame_changed.connect(on_frame)
        stage.program.skipping_silence.skipped.connect(on_skip)

    def leaves_out(self, start_ms: int, end_ms: int) -> bool:
        """Whether any of a stretch was skipped."""
        return any(from_ms < end_ms and to_ms > start_ms for from_ms, to_ms in self.skipped)


def test_pauses_are_skipped_and_every_beep_is_played(beeps: Stage) -> None:
    turn_on(beeps, "silence.skip")
    log = Log(beeps)
    beeps.player.play()
    beeps.wait(lambda: beeps.player.state is PlayerState.ENDED)
    # 4.2, 0.7, 2.4, 4.7 and 2.2 s of 20 are not played; the first waits until a second was seen.
    targets = (4_850, 6_850, 9_850, 15_850, 18_850)
    assert len(log.skips) == len(targets)
    assert all(abs(ms - target) <= 25 for ms, target in zip(log.skips, targets, strict=True))
    assert beeps.player.position_ms == beeps.player.duration_ms
    for start_ms, end_ms in BEEPS:
        assert not log.leaves_out(start_ms, end_ms), (start_ms, end_ms, log.skipped)
    for to_ms in log.skips:
        assert -(-to_ms * 30 // 1000) in log.frames  # exactly there
    # A citation in a pause is seen before the rest is skipped.
    log.skips.clear()
    log.positions.clear()
    beeps.seek(10_500)
    beeps.player.play()
    beeps.click_text("In a pause")
    beeps.wait_for_frame(390)  # its exact one, 13 s
    beeps.wait(lambda: bool(log.skips) and log.skips[-1] > 15_000)
    played = [ms for ms in log.positions if 13_000 <= ms <= 15_000]
    assert max(played) >= 14_000
    assert not [ms for ms in log.skips if 5_000 < ms < 15_000]
    # A reel plays its moments without their pauses.
    beeps.player.pause()
    beeps.program.reel.longest_ms = 10_000
    reel = beeps.program.reel
    log.skips.clear()
    log.positions.clear()
    log.skipped.clear()
    beeps.seek(0)
    beeps.press("h")
    beeps.wait(lambda: reel.is_on)
    seen: list[int] = []
    reel.changed.connect(lambda: seen.append(reel.place[0]))
    beeps.wait(lambda: not reel.is_on)
    assert {1, 2, 3} <= set(seen)  # a skip is not taken for a seek, which would leave the reel
    assert log.skips
    assert any(10_000 <= ms < 11_000 for ms in log.positions)
    assert not log.leaves_out(10_000, 11_000)


@pytest.mark.all_only  # what VLC does with a skip, at the speed of sound
def test_every_beep_that_libvlc_gives_out_is_whole(
    make_stage: Callable[[], Stage], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    beeps = ((0, 500), (5_000, 6_000), (8_000, 8_300), (10_500, 11_000), (16_000, 16_500))
    heard = tmp_path / "heard.wav"
    # Into a file instead of a sound card. It is begun anew where a file is opened again, as for a
    # pause that is shorter than these.
    options = ["--aout=afile", f"--audiofile-file={heard}"]
    monkeypatch.setattr(vlc_engine, "_sound_options", lambda: options)
    film = make_video(tmp_path / "film.mp4", size=(160, 90), frames=510, sound=beeps)
    stage = make_stage()
    stage.engine = VlcPlayer
    stage.watch(stage.write("film.md", "# Film\n\nOne [0:05].\n", video=film))
    stage.player.set_muted(False)
    turn_on(stage, "silence.skip")
    log = Log(stage)
    stage.player.play()
    stage.wait(lambda: stage.player.state is PlayerState.ENDED)
    stage.end()
    assert len(log.skips) == 4
    found = loud_stretches(heard)
    assert len(found) == len(beeps), found
    for (start_ms, end_ms), length_ms in zip(beeps, found, strict=True):
        assert abs(length_ms - (end_ms - start_ms)) <= 30, found


def loud_stretches(path: Path) -> list[int]:
    """Return how long each loud stretch of a WAV file is, in ms."""
    with wave.open(str(path)) as file:
        rate, channels = file.getframerate(), file.getnchannels()
        samples = array.array("h", file.readframes(file.getnframes()))[::channels]
    hop = rate // 100
    parts = (samples[at : at + hop] for at in range(0, len(samples), hop))
    loud = "".join("#" if max(map(abs, part)) > 2_000 else " " for part in parts)
    return [10 * len(stretch) for stretch in loud.split()]


@pytest.mark.all_only
def test_nothing_is_skipped_in_what_is_repeated_or_while_it_is_off(beeps: Stage) -> None:
    turn_on(beeps, "silence.skip")
    log = Log(beeps)
    beeps.player.set_rate(3.0)
    beeps.player.set_repeat(6_500, 9_500)
    beeps.seek(6_500)
    beeps.player.play()
    beeps.wait(lambda: sum(ms > 9_300 for ms in log.positions) > 1)
    beeps.wait(lambda: log.positions[-1] < 7_000)  # round again
    assert log.skips == []
    beeps.player.clear_repeat()
    beeps.wait(lambda: bool(log.skips))
    beeps.window.actions_["silence.skip"].trigger()
    assert not beeps.window.actions_["silence.skip"].isChecked()
    log.skips.clear()
    beeps.seek(10_500)
    beeps.wait(lambda: log.positions[-1] > 13_000)
    assert log.skips == []


@pytest.mark.all_only
def test_sound_alone_is_skipped_in_too(stage: Stage, tmp_path: Path) -> None:
    path = make_sound(tmp_path / "talk.m4a", seconds=12, beeps=((0, 1_000), (6_000, 12_000)))
    stage.start(stage.write("talk.md", "# Talk\n\nOne [0:02].\n", video=path))
    stage.wait(lambda: stage.player.state is PlayerState.PAUSED)
    turn_on(stage, "silence.skip")
    log = Log(stage)
    stage.player.play()
    stage.wait(lambda: stage.player.position_ms > 6_500)
    assert [round(ms, -2) for ms in log.skips] == [5_800]
