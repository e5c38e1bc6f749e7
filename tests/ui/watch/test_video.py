"""The video of a note: found, chosen, remembered, measured; and what is shown without one."""

import json
import shutil
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QGuiApplication
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from tests.media.make_video import make_video
from tests.ui.review_case import SAID, transcript
from tests.ui.stage import CTRL, LEFT, LONG_FPS, NO_KEYS, SHIFT, Stage, drop_on, place_of
from viewer.__main__ import main
from viewer.base.system_packages import install_command
from viewer.commands import check, export
from viewer.media import media
from viewer.media.media import BESIDE, CHOSEN, Media
from viewer.media.player import PlayerState
from viewer.media.vlc_player import VlcPlayer
from viewer.ui.kit.buttons import WordButton
from viewer.ui.window.drops import DropHint

Key = Qt.Key
WORDS = "\n\nFirst words [0:05]. Second words [0:10].\n"
CHOOSE = "Choose video file…"


def shown(stage: Stage) -> str:
    """Return all words that stand in the place of the picture."""
    labels = stage.window.player.video_view.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisible())


def buttons(stage: Stage) -> list[str]:
    """Return the words on the buttons in the place of the picture."""
    found = stage.window.player.video_view.findChildren(WordButton)
    return [button.text() for button in found if button.isVisible()]


def drop(stage: Stage, *paths: Path) -> bool:
    """Drop files on the window; say whether they were taken."""
    return drop_on(stage.window.drops, paths)


def check_note_is_usable(stage: Stage) -> None:
    """Read, click, go on and find, as one does without a video."""
    stage.click_text("First words")
    assert stage.session.follow.claims_now == {0}
    stage.press(Key.Key_J)
    assert stage.session.follow.claims_now == {1}
    stage.press(Key.Key_F, CTRL)
    stage.type_in("second")
    stage.wait(stage.view.extraSelections)
    stage.press(Key.Key_Escape)
    stage.press(Key.Key_Escape)
    for key in (Key.Key_Space, Key.Key_Right, Key.Key_Period, Key.Key_R, Key.Key_F, Key.Key_K):
        stage.press(key)
    assert stage.view.isVisible()


def test_video_that_cannot_be_played_says_why_and_what_to_do(
    stage: Stage, long_video: Path
) -> None:
    bad = stage.write("bad.md", "---\nvideo: bad.mp4\n---\n" + WORDS)
    video = bad.with_name("bad.mp4")
    video.write_text("This is a letter, not a film.\n" * 50)
    stage.start(bad)
    stage.wait(lambda: "Can't play this video" in shown(stage))
    assert "not a video" in shown(stage)
    assert "bad.mp4" in shown(stage)
    assert buttons(stage) == [CHOOSE]
    assert not stage.session.video.is_open
    check_note_is_usable(stage)
    # A good file in its place is seen by itself.
    video.unlink()
    video.write_bytes(long_video.read_bytes())
    stage.wait_for_video()
    stage.click_text("Second words")
    stage.wait_for_frame(10 * LONG_FPS)


def test_video_that_is_not_here_says_so_and_is_looked_for_again(
    stage: Stage, long_video: Path
) -> None:
    note = stage.write("gone.md", "---\nvideo: gone.mp4\n---\n" + WORDS)
    video = stage.vault / "gone.mp4"
    # Nothing is said of a video before it was looked for.
    stage.start(note, player=False)
    assert stage.session.video.in_words() == ("", "muted")
    stage.program.set_player(stage.engine)
    stage.wait(lambda: "Video not found" in shown(stage))
    assert stage.session.video.in_words()[1] == "doubt"
    assert "“gone.mp4”" in shown(stage)
    assert buttons(stage) == [CHOOSE]
    # There is nothing to play: no control of it is left.
    buttons_ = stage.window.findChildren(QToolButton)
    dead = [each.toolTip() for each in buttons_ if each.isVisible() and not each.isEnabled()]
    assert dead == []
    assert not stage.window.player.control_bar.isVisible()
    # Its claims are lit.
    stage.click_text("First words")
    follow = stage.session.follow
    assert follow.claims_now == {0}
    stage.press(Key.Key_J)
    assert follow.claims_now == {1}
    assert follow.gone_to is not None
    stage.press(Key.Key_K, SHIFT)
    assert follow.claims_now == {0}
    assert stage.said == ""  # the picture's place offers it already
    stage.press(Key.Key_F8)
    stage.press(Key.Key_J)
    assert "0:10" in stage.said
    stage.press(Key.Key_F8)
    video.symlink_to(long_video)  # which is seen by itself
    stage.wait_for_video()
    stage.wait(lambda: stage.player.position_ms == 10_000)
    assert follow.claims_now == {1}
    # Nor is a folder a video.
    video.unlink()
    video.mkdir()
    stage.session.open_note(stage.write("folder.md", "---\nvideo: gone.mp4\n---\n" + WORDS))
    stage.wait(lambda: "Video not found" in shown(stage))
    check_note_is_usable(stage)
    # One on the web is not loaded unasked, and all ways to it are offered.
    stage.session.open_note(stage.write("web.md", "---\nvideoId: abcdefghijk\n---\n" + WORDS))
    stage.wait(lambda: "Not on this computer" in shown(stage))
    assert "abcdefghijk" in shown(stage)
    assert buttons(stage) == [CHOOSE, "Stream"]
    (stage.vault / "A talk [abcdefghijk].mp4").symlink_to(long_video)
    stage.wait_for_video()
    assert isinstance(stage.session.video.media, Media)
    assert stage.session.video.media.source is BESIDE
    # A note that names no video asks for one.
    stage.session.open_note(stage.write("none.md", WORDS))
    stage.wait(lambda: "No video in this note" in shown(stage))
    assert buttons(stage) == [CHOOSE]
    check_note_is_usable(stage)


def is_open_in_player(stage: Stage, path: Path) -> bool:
    return isinstance(stage.player.media, Media) and stage.player.media.path == path


def test_stills_are_shown_and_the_command_is_named_when_there_is_no_libvlc(
    stage: Stage, long_video: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "vlc", None)  # which then cannot be imported
    stage.engine = VlcPlayer
    stage.watch(stage.write("note.md", WORDS, video=long_video))
    stage.wait(lambda: stage.said.startswith("No audio or motion: VLC"))
    assert stage.window.player.video_view.page() is None  # the picture is there
    stage.window.notice.offers[0].call()
    if sys.platform.startswith("linux"):
        assert QGuiApplication.clipboard().text() == install_command("vlc")
    stage.press(Key.Key_J)
    stage.wait_for_frame(5 * LONG_FPS)


def test_dropped_video_is_taken_and_remembered_and_the_note_stays_as_it_is(
    make_stage: Callable[[], Stage], long_video: Path
) -> None:
    stage = make_stage()
    note = stage.vault / "crlf.md"
    written = (
        b"\xef\xbb\xbf---\r\nvideoId: abcdefghijk\r\n---\r\n\r\nFirst words\xc2\xa0[0:05].\r\n"
    )
    note.write_bytes(written)
    before = sorted(stage.vault.iterdir())
    stage.start(note)
    stage.wait(lambda: "Not on this computer" in shown(stage))
    assert drop(stage, long_video)
    stage.window.notice.take(1)
    stage.wait_for_video()
    stage.click_text("First words")
    stage.wait_for_frame(5 * LONG_FPS)
    assert note.read_bytes() == written
    assert sorted(stage.vault.iterdir()) == before
    assert "abcdefghijk" in (stage.folders.state / "pairings.json").read_text("utf-8")
    stage.end()

    again = make_stage()
    # It belongs to every note of that video, and to no other.
    again.watch(again.write("two.md", "---\nvideoId: abcdefghijk\n---\n" + WORDS))
    assert isinstance(again.player.media, Media)
    assert again.player.media.path == long_video
    again.session.open_note(again.write("other.md", "---\nvideoId: abcdefghijx\n---\n" + WORDS))
    again.wait(lambda: "Not on this computer" in shown(again))
    again.session.open_note(note)
    again.wait_for_video()
    assert again.session.video.media.source is CHOSEN
    assert note.read_bytes() == written
    menu = again.window.page.byline.video.menu()
    menu.aboutToShow.emit()
    next(each for each in menu.actions() if each.text() == "Find automatically").trigger()
    again.wait(lambda: "Not on this computer" in shown(again))


def test_dropped_things_are_opened_or_named(stage: Stage, long_video: Path) -> None:
    # A video plays before a note is opened.
    stage.start(stage.vault)
    assert drop(stage, long_video)
    stage.wait(lambda: stage.player.state is PlayerState.PLAYING)
    assert list(stage.vault.iterdir()) == []
    # Notes and folders.
    first = stage.write("first.md", WORDS, video=long_video)
    second = stage.write("deep/second.md", "# Second\n", video=long_video)
    never = stage.write("never/third.md", "# Third\n", video=long_video)
    for path in (first, second):
        assert drop(stage, path)
        stage.wait(lambda path=path: stage.session.path == path)  # type: ignore[misc]
    assert drop(stage, stage.vault / "deep")
    stage.wait(
        lambda: stage.session.vault.files is not None and len(stage.session.vault.files.notes) == 1
    )
    assert stage.session.path == second  # the note of this folder that was open last
    assert drop(stage, never.parent)
    stage.wait(lambda: stage.session.path is None)
    stage.wait(
        lambda: stage.session.vault.files is not None and len(stage.session.vault.files.notes) == 1
    )
    # What is neither is named, and what each would do while it is held.
    stage.session.open_note(first)
    stage.wait(lambda: stage.session.video.media is not None)
    odd = stage.vault / "table.xlsx"
    odd.write_bytes(b"x")
    assert drop(stage, odd)
    assert stage.said == "“table.xlsx” is not a note, a video or a transcript."
    mime = QMimeData()
    mime.setText("just words")
    enter = QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, mime, LEFT, NO_KEYS)
    QApplication.sendEvent(stage.window.drops, enter)
    assert not enter.isAccepted()
    assert not any(hint.isVisible() for hint in stage.window.findChildren(DropHint))
    for path, words in (
        (long_video, f"Use “{long_video.name}”…"),
        (stage.vault / "first.md", "Open “first.md”"),
        (stage.vault / "talk.srt", "Use “talk.srt” as the transcript"),
        (stage.vault, "Open “vault”"),
        (odd, "“table.xlsx” can't be opened"),
    ):
        mime.setUrls([QUrl.fromLocalFile(str(path))])
        QApplication.sendEvent(stage.window.drops, enter)
        (hint,) = stage.window.findChildren(DropHint)
        assert hint.text() == words
        assert hint.geometry() == stage.window.rect()
    QApplication.sendEvent(stage.window.drops, QDragLeaveEvent())
    assert not hint.isVisible()


def test_same_video_goes_on_playing_when_another_note_of_it_is_opened_and_nothing_is_written(
    stage: Stage, long_video: Path
) -> None:
    QGuiApplication.clipboard().setText("mine")
    one = stage.write("one.md", "First words [0:05]. To [[two]].\n", video=long_video)
    two = stage.write("two.md", "Other words [0:06].\n", video=long_video)
    written = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in (one, two)}
    stage.watch(one)
    stage.press(Key.Key_Space)
    stage.wait(lambda: stage.player.position_ms > 300)
    states = QSignalSpy(stage.player.state_changed)
    media = QSignalSpy(stage.player.media_changed)
    stage.click_text("two")
    stage.wait(lambda: stage.session.path == two)
    stage.wait(lambda: stage.session.video.media is not None)
    reached = stage.player.position_ms
    assert reached > 300
    stage.wait(lambda: stage.player.position_ms > reached + 200)
    assert states.count() == 0
    assert media.count() == 0
    assert stage.player.state is PlayerState.PLAYING
    # The place that was left is kept, and the way back leads there.
    stage.press(Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    stage.wait(lambda: stage.session.path == one)
    stage.wait(lambda: stage.player.position_ms < reached + 200)
    QTest.mouseMove(stage.view.viewport(), place_of(stage.view, "First"))
    stage.end()
    for path in (one, two):
        assert (path.read_bytes(), path.stat().st_mtime_ns) == written[path]
    assert sorted(stage.vault.iterdir()) == [one, two]
    assert QGuiApplication.clipboard().text() == "mine"


def test_last_note_and_position_are_remembered_and_the_tour_is_opened_where_there_is_none(
    make_stage: Callable[[], Stage], long_video: Path, numbered_video: Path
) -> None:
    stage = make_stage()
    stage.program.show(None, None)
    assert stage.session.path.name == "tour.md"
    stage.program.set_player(stage.engine)
    one = stage.write("one.md", WORDS, video=long_video)
    two = stage.write("two.md", WORDS, video=numbered_video)

    def open_video(note: Path, video: Path, ms: int) -> None:
        stage.session.open_note(note)
        stage.wait(lambda: is_open_in_player(stage, video))
        stage.wait_for_video()
        stage.wait(lambda: stage.player.position_ms == ms)

    open_video(one, long_video, 0)
    stage.seek(42_000)
    open_video(two, numbered_video, 0)
    open_video(one, long_video, 42_000)
    stage.seek(129_000)
    open_video(two, numbered_video, 0)
    open_video(one, long_video, 0)  # who saw it to the end begins anew
    stage.seek(42_000)
    stage.wait_for_frame(42 * LONG_FPS)
    stage.end()
    stage = make_stage()
    stage.program.show(None, None)
    assert stage.session.path == one
    stage.program.set_player(stage.engine)
    stage.wait_for_frame(42 * LONG_FPS)
    assert stage.player.position_ms == 42_000
    stage.session.open_note(one, 10_000)  # a time that is asked for goes first
    stage.wait_for_frame(10 * LONG_FPS)
    stage.end()
    one.unlink()
    two.unlink()
    third = make_stage()
    third.program.show(None, None)
    assert third.session.path.name == "tour.md"


@pytest.mark.sample(1)
@pytest.mark.parametrize("name", ["late.mkv", "late.ts"])
def test_video_whose_times_begin_late_is_as_long_as_it_plays(
    stage: Stage, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    late = {"output_ts_offset": "36000"}  # 10 hours
    video = make_video(tmp_path / name, size=(160, 90), frames=240, gop=60, container_options=late)
    note = stage.write("note.md", "# Note\n\nFirst [0:03].\n\nLast [0:50].\n", video=video)
    stage.watch(note)
    assert 7_900 < stage.player.duration_ms < 9_100
    stage.wait(lambda: len(stage.session.doubts.places) == 1)
    stage.click_chip(0)
    stage.wait_for_frame(90)
    stage.press(Key.Key_Space)
    stage.wait(lambda: stage.player.state is PlayerState.ENDED)
    assert stage.player.position_ms == stage.player.duration_ms
    main(["check", str(note), "--state", str(stage.folders.state)])
    assert "0:50" in capsys.readouterr().out


def test_video_that_grew_is_measured_anew(stage: Stage, qtbot: QtBot, tmp_path: Path) -> None:
    """When it is read again, when the window is come back to, and where it is played to its end."""
    whole = make_video(tmp_path / "whole.ts", size=(160, 90), frames=600).read_bytes()
    video = tmp_path / "recording.ts"
    parts = [len(whole) // 188 * part // 4 * 188 for part in range(1, 5)]
    video.write_bytes(whole[: parts[0]])
    stage.watch(stage.write("note.md", "# Note\n\nFirst [0:03].\n\nLast [0:17].\n", video=video))
    stage.wait(lambda: len(stage.session.doubts.places) == 1)
    other = QWidget()
    qtbot.addWidget(other)

    def reload() -> None:
        stage.press(Key.Key_F5)

    def come_back() -> None:
        other.show()
        other.activateWindow()
        stage.wait(other.isActiveWindow)
        stage.window.activateWindow()

    def play_to_the_end() -> None:
        stage.player.seek((stage.player.duration_ms or 0) - 500)
        stage.press(Key.Key_Space)

    looks = (reload, come_back, play_to_the_end)
    for look, (start, end) in zip(looks, pairwise(parts), strict=True):
        before_ms = stage.player.duration_ms
        assert before_ms < 17_000
        with video.open("ab") as file:
            file.write(whole[start:end])
        look()
        stage.wait(lambda before=before_ms: (stage.player.duration_ms or 0) > before + 3_000)  # type: ignore[misc]
        timeline = stage.window.player.control_bar.timeline
        assert timeline.content.duration_ms == stage.player.duration_ms
    stage.wait(lambda: (stage.player.duration_ms or 0) > 19_000)
    stage.wait(lambda: not stage.session.doubts.places)
    stage.click_chip(1)
    stage.wait_for_frame(510)
    if stage.player.state is not PlayerState.PLAYING:
        stage.press(Key.Key_Space)
    stage.wait(lambda: stage.player.position_ms > 17_500)


ID = "dQw4w9WgXcQ"


def _run(command: ModuleType, *arguments: str | Path) -> int:
    return int(command.run(command.parser().parse_args([*map(str, arguments)])))


def test_folder_named_once_is_found_by_all_that_look_for_videos(
    stage: Stage,
    long_video: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(media, "FOLDERS", (*media.FOLDERS, "films"))
    film = stage.vault / "films" / "more" / f"Trades [{ID}].mp4"
    film.parent.mkdir(parents=True)
    shutil.copyfile(long_video, film)
    captions = stage.vault / "films" / f"{ID}.en.vtt"
    captions.write_text(transcript(), "utf-8")
    lines = "Bakers knead the dough [0:01].\n\nThe end [9:00].\n"
    note = stage.write("note.md", f"---\nvideoId: {ID}\n---\n\n{lines}")
    for path in (stage.vault, note):
        assert _run(check, "--json", path) == 1
        found = list(map(json.loads, capsys.readouterr().out.splitlines()))
        assert [one["verdict"] for one in found] == ["holds", "past end"]
        assert found[0]["evidence"]["text"].startswith(SAID[0])
    page = stage.vault.parent / "page.html"
    assert _run(export, note, "--as", "html", "--no-clips", "-o", page) == 1
    exported = page.read_text("utf-8")
    assert "data:image/" in exported
    assert "long before dawn" in exported
    # The window, which plays it and shows its words.
    stage.watch(note)
    stage.wait(lambda: stage.program.transcripts.transcript is not None)
    opened, shown = stage.session.video.media, stage.program.transcripts.transcript
    assert isinstance(opened, media.Media)
    assert (opened.path, shown.path) == (film, captions)
