"""Other captions of a video under the first ones, with two real caption files."""

import shutil
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest

from tests.ui.stage import LEFT, SHIFT, Stage
from tests.ui.transcript.test_view import vtt
from tests.video.transcripts.test_embedded import with_captions
from viewer.ui.player.picture import VideoView

Key = Qt.Key
NOTE = "Words [0:30].\n"


def srt(word: str) -> str:
    """Give cues of 3 s each, as a file of another language may have them."""
    cues = []
    for number in range(40):
        start, end = number * 3 + 1, number * 3 + 3
        cues.append(
            f"{number + 1}\n00:{start // 60:02}:{start % 60:02},000 --> "
            f"00:{end // 60:02}:{end % 60:02},000\n{word} {number}.\n"
        )
    return "\n".join(cues)


@pytest.fixture
def talk(stage: Stage, long_video: Path) -> Path:
    """A note with its video in its folder, and captions in two languages beside that."""
    return write_talk(stage, long_video)


def write_talk(stage: Stage, video: Path, name: str = "talk") -> Path:
    shutil.copyfile(video, stage.vault / f"{name}.mp4")
    (stage.vault / f"{name}.en.vtt").write_text(vtt(), "utf-8")
    (stage.vault / f"{name}.de.srt").write_text(srt("Das ist Nummer"), "utf-8")
    return stage.write(f"{name}.md", NOTE, video=stage.vault / f"{name}.mp4")


def watch(stage: Stage, note: Path) -> VideoView:
    stage.program.settings.set("transcript/language", "en")
    stage.watch(note)
    stage.wait(lambda: stage.program.transcripts.transcript is not None)
    stage.seek(31_500)
    picture = stage.window.player.picture
    assert isinstance(picture, VideoView)
    return picture


def choose_second(stage: Stage, letters: str) -> None:
    """Press the key, type some letters of a language, and take it."""
    stage.press(Key.Key_C, SHIFT)
    stage.wait(lambda: stage.palette.isVisible())
    stage.type_in(letters)
    stage.wait(lambda: stage.palette.list.currentIndex().isValid())
    stage.press(Key.Key_Return)


def shown(picture: VideoView) -> tuple[str, str]:
    """Give the words of both."""
    first, second = picture.subtitles.first, picture.subtitles.second
    return first.text if first else "", second.text if second else ""


def rects(picture: VideoView) -> tuple[QRectF, QRectF]:
    room = picture.subtitle_room()
    return picture.subtitles.first_rect(room), picture.subtitles.second_rect(room)


def test_second_captions_are_chosen_by_keyboard(stage: Stage, talk: Path) -> None:
    picture = watch(stage, talk)
    stage.press(Key.Key_C)
    alone = rects(picture)[0]
    choose_second(stage, "german")
    stage.wait(lambda: shown(picture) == ("This is cue number 10.", "Das ist Nummer 10."))
    first, second = rects(picture)
    assert first.bottom() <= second.top()
    assert second.height() < first.height()
    assert picture.rect().contains(first.united(second).toAlignedRect())
    assert second.bottom() == pytest.approx(alone.bottom())
    # Words are painted in both places: bright in the first, dimmed in the second.
    painted = picture.grab().toImage()
    assert brightest(painted, first) > brightest(painted, second) > 150
    # The second says nothing between its cues; the first stays where it is.
    stage.seek(33_300)
    stage.wait(lambda: shown(picture) == ("This is cue number 11.", ""))
    assert rects(picture)[0].top() == first.top()
    stage.press(Key.Key_C)
    assert shown(picture) == ("", "")
    stage.press(Key.Key_C)
    stage.seek(31_500)
    stage.wait(lambda: shown(picture)[1] == "Das ist Nummer 10.")
    choose_second(stage, "no second")
    stage.wait(lambda: shown(picture) == ("This is cue number 10.", ""))
    assert rects(picture)[0].bottom() == pytest.approx(alone.bottom())
    # With the mouse.
    stage.press(Key.Key_C)
    stage.window.actions_["subtitles.second"].trigger()
    stage.wait(lambda: stage.palette.shown_titles() == ["German", "No second subtitles"])
    rows = stage.palette.list
    QTest.mouseClick(rows.viewport(), LEFT, pos=rows.visualRect(rows.rows.index(0)).center())
    # They were off: who chooses them wants to see them.
    stage.wait(lambda: shown(picture) == ("This is cue number 10.", "Das ist Nummer 10."))
    assert stage.window.actions_["subtitles"].isChecked()
    # There is no second where the first has its language.
    german = stage.program.transcripts.others_in("de")[0][0]
    stage.program.transcripts.show_file(german)
    stage.wait(lambda: shown(picture) == ("Das ist Nummer 10.", ""))


def brightest(painted: QImage, rect: QRectF) -> int:
    """Give how light the lightest point of a place is, of 255."""
    image = painted.copy(rect.adjusted(2, 2, -2, -2).toAlignedRect())
    points = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return max(QColor(image.pixelColor(x, y)).lightness() for x, y in points)


def test_language_is_remembered(make_stage: Callable[[], Stage], long_video: Path) -> None:
    first = make_stage()
    note = write_talk(first, long_video)
    picture = watch(first, note)
    choose_second(first, "german")
    first.wait(lambda: shown(picture)[1] != "")
    other = write_talk(first, long_video, "other")
    first.session.open_note(other)
    first.wait_for_video()
    first.seek(31_500)
    first.wait(lambda: shown(picture) == ("This is cue number 10.", "Das ist Nummer 10."))
    plain = first.write("plain.md", "No video.\n")
    first.session.open_note(plain)
    first.wait(lambda: shown(picture) == ("", ""))
    first.end()
    second = make_stage()
    picture = watch(second, note)
    second.wait(lambda: shown(picture) == ("This is cue number 10.", "Das ist Nummer 10."))


def test_one_of_two_in_a_language_is_shown_that_was_chosen(stage: Stage, talk: Path) -> None:
    (stage.vault / "talk.de-AT.srt").write_text(srt("Des is Nummer"), "utf-8")
    (stage.vault / "talk.fr.srt").write_bytes(b"\x00\x01 no captions")
    (stage.vault / "talk.srt").write_text(srt("Line"), "utf-8")
    picture = watch(stage, talk)
    for letters, words in (("german (AT", "Des is Nummer"), ("german", "Das ist Nummer")):
        choose_second(stage, letters)
        stage.wait(lambda words=words: shown(picture)[1] == f"{words} 10.")  # type: ignore[misc]
    # Broken ones are named.
    choose_second(stage, "french")
    stage.wait(lambda: "talk.fr.srt" in stage.said)
    stage.wait(lambda: shown(picture) == ("This is cue number 10.", ""))
    # Those without a language can be second, and are in the next note.
    choose_second(stage, "talk")
    stage.wait(lambda: shown(picture)[1] == "Line 10.")
    stage.session.open_note(stage.write("other.md", NOTE, video=stage.vault / "talk.mp4"))
    stage.wait(lambda: shown(picture)[1] == "")
    stage.wait(lambda: stage.program.transcripts.transcript is not None)
    stage.seek(31_500)
    stage.wait(lambda: shown(picture)[1] == "Line 10.")


def test_nothing_else_to_choose_is_said(stage: Stage, talk: Path) -> None:
    (stage.vault / "talk.de.srt").unlink()
    watch(stage, talk)
    stage.press(Key.Key_C, SHIFT)
    assert stage.said == "This video has only one transcript."


def test_both_are_readable_wherever_they_stand(stage: Stage, talk: Path) -> None:
    long = "Sehr viele Worte, die so lang sind, dass sie zwei Zeilen brauchen und noch mehr"
    (stage.vault / "talk.de.srt").write_text(srt(long), "utf-8")
    picture = watch(stage, talk)
    choose_second(stage, "german")
    for size, place in product((0.5, 1.0, 2.0), ("bottom", "top")):
        stage.program.settings.set("subtitles/size", size)
        stage.program.settings.set("subtitles/place", place)
        stage.wait(lambda: shown(picture)[1] != "")
        first, second = rects(picture)
        assert first.bottom() <= second.top()
        if size <= 1.0:
            assert picture.subtitle_room().contains(first.united(second))
    stage.press(Key.Key_F11)
    stage.wait(stage.window.isFullScreen)
    stage.wait(lambda: picture.width() > 1000)
    for place in ("bottom", "top"):
        stage.program.settings.set("subtitles/place", place)
        first, second = rects(picture)
        assert first.bottom() <= second.top()
        assert picture.subtitle_room().contains(first.united(second))
    stage.press(Key.Key_Escape)


def test_tracks_inside_the_video_are_chosen_for_both(stage: Stage, long_video: Path) -> None:
    video = with_captions(long_video, stage.vault / "talk.mkv", "subrip", ("eng", "ger", "ger"))
    picture = watch(stage, stage.write("talk.md", NOTE, video=video))
    stage.seek(2_100)
    menu = stage.window.tabs.widget("transcript").corner.menu
    menu.aboutToShow.emit()
    named = [action.text() for action in menu.actions() if action.isCheckable()]
    assert {"English", "German · talk.mkv 1", "German · talk.mkv 2"} <= set(named)
    choose_second(stage, "german")
    stage.wait(lambda: shown(picture) == ("eng: Two\nlines", "ger: Two\nlines"))
    # The first may be another one, too.
    german = stage.program.transcripts.others_in("de")[1][0]
    stage.program.transcripts.show_file(german)
    stage.wait(lambda: shown(picture) == ("ger: Two\nlines", "ger: Two\nlines"))
    assert not stage.program.transcripts.can_move
