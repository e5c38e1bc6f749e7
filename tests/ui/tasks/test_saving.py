"""Saving videos for offline, in the real window: real children, a real site on loopback."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.conftest import Children
from tests.ui.saving_stage import CTRL_SHIFT, WAIT_MS, Desk, press_button, put_saved, queued
from tests.ui.stage import CTRL, LEFT, NO_KEYS, Stage
from viewer.media import library as library_module
from viewer.media.jobs import JobState
from viewer.media.library import Estimate
from viewer.media.media import LIBRARY
from viewer.media.ytdlp import COOKIE_BROWSERS
from viewer.media.ytdlp_failures import Failure, FailureKind
from viewer.notes.model import VideoRef
from viewer.online.download_queue import Downloads
from viewer.ui.tasks import video_notes as plan_module
from viewer.ui.tasks.save_sheet import SavePlan, WantedVideo
from viewer.ui.vault.vault_view import VaultView
from viewer.ui.window.settings import BROWSERS


def marked(view: VaultView, note: str) -> bool:
    """Return whether a note has its badge, as a screen reader hears it."""
    said = view.model.index_of(note).data(Qt.ItemDataRole.AccessibleTextRole)
    return said is not None and "saved for offline" in str(said)


def byline(desk: Desk) -> str:
    return " · ".join(part.text for part in desk.stage.window.page.byline.parts)


def test_video_when_saved_from_its_note_is_seen_to_grow_and_plays_from_the_library(
    desk: Desk,
) -> None:
    desk.split("abc")
    route = desk.site.web.routes["/abc/picture.mp4"]
    route.hold_at = desk.site.media.picture.stat().st_size // 2
    note = desk.note("talk.md", "abc")
    stage, saving = desk.stage, desk.saving
    stage.start(note)
    stage.wait(lambda: stage.window.player.video_view.page() is not None)
    stage.press(Qt.Key.Key_S, CTRL_SHIFT)
    # The first time, what saving means comes before the question.
    stage.wait(saving.sheet.isVisible)
    assert "your responsibility" in saving.sheet.words.text()
    assert "not affiliated with YouTube" in saving.sheet.words.text()
    stage.press(Qt.Key.Key_Return)
    desk.wait_for_estimate()
    assert saving.sheet.title.text() == "Save this video for offline?"
    assert "free in" in saving.sheet.room.text()
    stage.press(Qt.Key.Key_Return)
    assert not saving.sheet.isVisible()
    stage.wait(route.held.is_set, timeout_ms=40_000)
    button = saving.pane.button
    stage.wait(lambda: button.isVisible() and button.word.endswith(" %"))
    page = stage.window.player.video_view.page()
    assert page.title == "Saving the video"
    desk.open_pane()
    stage.wait(lambda: desk.line("abc").startswith("Video  ·  ") and " of " in desk.line("abc"))
    stage.wait(lambda: 0 < (saving.page.list.rows.rows[0].fraction or 0.0) < 1)
    stage.press(Qt.Key.Key_Escape)
    assert not marked(stage.window.list, "talk.md")
    route.gate.set()
    desk.wait_for("abc", JobState.DONE)
    stage.wait_for_video()
    media = stage.player.media
    assert media.source is LIBRARY
    assert "saved for offline" in byline(desk)
    # What is said came along.
    stage.wait(lambda: stage.program.transcripts.transcript is not None)
    stage.wait(lambda: marked(stage.window.list, "talk.md"))
    stage.wait(lambda: not button.isVisible())
    # Without the site.
    desk.site.web.routes.clear()
    desk.site.web.cut_all()
    stage.toggle()
    stage.wait(lambda: stage.player.position_ms > 300)
    # Once more there is nothing to do.
    stage.press(Qt.Key.Key_S, CTRL_SHIFT)
    assert stage.said == "This video is already saved."


def test_video_when_saved_while_another_note_is_open_leaves_the_player_alone(desk: Desk) -> None:
    desk.understood()
    stage, saving = desk.stage, desk.saving
    other = stage.write("other.md", "Said [0:02].\n", video=desk.site.media.whole)
    desk.split("abc")
    desk.site.web.routes["/watch/abc.json"].hold_answer = True
    stage.start(desk.note("talk.md", "abc"))
    desk.save()
    stage.session.open_note(other)
    stage.wait_for_video()
    opened: list[object] = []
    stage.player.media_changed.connect(lambda *_: opened.append(1))
    put_saved(saving.library.root, desk.site.key("abc"), "Video abc")
    saving.downloads.done.emit(desk.site.key("abc"))
    stage.wait(lambda: "Saved “" in stage.said)
    stage.wait(lambda: desk.site.key("abc") in saving._saved)
    stage.program.background.finish()
    assert opened == []


def test_what_saving_means_when_put_off_is_shown_again_and_once_read_never(desk: Desk) -> None:
    desk.split("abc")
    stage, saving = desk.stage, desk.saving
    assert BROWSERS == COOKIE_BROWSERS  # that are offered, and that can be read
    stage.start(desk.note("talk.md", "abc"), player=False)
    before = stage.view
    stage.press(Qt.Key.Key_S, CTRL_SHIFT)
    stage.press(Qt.Key.Key_Escape)
    assert not saving.sheet.isVisible()
    assert before.hasFocus()
    stage.press(Qt.Key.Key_S, CTRL_SHIFT)
    assert "understood" in saving.sheet.buttons
    press_button("Not now")
    assert saving.downloads.items() == []
    stage.press(Qt.Key.Key_S, CTRL_SHIFT)
    press_button("I understand")
    assert "save" in saving.sheet.buttons
    stage.press(Qt.Key.Key_Escape)
    stage.press(Qt.Key.Key_S, CTRL_SHIFT)
    assert "save" in saving.sheet.buttons
    desk.wait_for_estimate()
    press_button("Cancel")
    assert saving.downloads.items() == []
    # The buttons of what was asked are deleted: the menu of the list is as ever.
    menu = stage.window.list.heading.menu
    for mode, name in (("videos", "Channels and videos"), ("folders", "Folders")):
        stage.window.list.heading.chosen.emit("vault/mode", mode)
        assert [each.text() for each in menu.actions() if each.isChecked()] == [name, "By title"]


def test_videos_when_there_is_no_room_are_refused_in_words_and_a_height_is_chosen_and_kept(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library_module, "free_bytes", lambda _folder: 1_200_000_000)
    desk.understood()
    stage, sheet = desk.stage, desk.saving.sheet
    stage.start(desk.note("talk.md", "abc"), player=False)
    stage.press(Qt.Key.Key_S, CTRL_SHIFT)
    desk.wait_for_estimate()
    assert "only 1.2 GB is free" in sheet.room.text()
    assert not sheet.buttons["save"].isEnabled()
    stage.press(Qt.Key.Key_Return)
    assert desk.saving.downloads.items() == []
    # A smaller picture has room.
    sheet.heights.setFocus()
    stage.press(Qt.Key.Key_Left)
    stage.press(Qt.Key.Key_Left)
    stage.wait(lambda: "at 360p" in sheet.amount.text())
    assert sheet.buttons["save"].isEnabled()
    stage.press(Qt.Key.Key_Right)
    stage.press(Qt.Key.Key_Right)
    stage.wait(lambda: "at 720p" in sheet.amount.text())
    press_button("Show saved videos")
    assert desk.saving.library_actions.page.isVisible()
    stage.press(Qt.Key.Key_Escape)
    # What is chosen is kept.
    monkeypatch.undo()
    desk.split("abc")
    stage.press(Qt.Key.Key_S, CTRL_SHIFT)
    desk.wait_for_estimate()
    assert "720p" in sheet.amount.text()
    sheet.heights.setFocus()
    stage.press(Qt.Key.Key_Left)
    stage.wait(lambda: "at 480p" in sheet.amount.text())
    stage.press(Qt.Key.Key_Return)
    settings = stage.program.settings
    assert settings.number("save/height") == 480
    settings.set("languages/mine", "de, fr")
    assert desk.saving.options().languages == ("de", "fr")
    desk.saving.downloads.pause_all()


def test_folder_when_saved_is_counted_off_the_gui_thread_and_each_video_is_queued_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: set[int] = set()
    real = plan_module.all_videos_of

    def watched(note: Path) -> object:
        threads.add(threading.get_ident())
        return real(note)

    monkeypatch.setattr(plan_module, "all_videos_of", watched)
    desk.understood()
    stage, saving, site = desk.stage, desk.saving, desk.site
    for name in ("one", "two"):
        desk.split(name)
        site.web.routes[f"/watch/{name}.json"].hold_answer = True
    desk.note("channel/one.md", "one")
    first = desk.note("channel/deep/first_of_one.md", "one")
    desk.note("channel/two.md", "two")
    stage.write("channel/saved.md", "---\nvideoId: dQw4w9WgXcQ\n---\n\nSaid [0:01].\n")
    stage.write("channel/plain.md", "No video at all.\n")
    stage.write("channel/odd.md", "---\nurl: https://user:word@example.org/\n---\n\nOdd.\n")
    desk.note("other/three.md", "three")
    put_saved(saving.library.root, "dQw4w9WgXcQ", "Saved before")
    saving.look()
    stage.start(stage.vault, player=False)
    stage.wait_for_files()
    stage.wait(lambda: marked(stage.window.list, "channel/saved.md"))
    assert threads
    assert threading.get_ident() not in threads
    tree = stage.window.list.tree
    tree.setFocus()
    tree.setCurrentIndex(stage.window.list.model.index(0, 0))
    assert tree.currentIndex().data() == "channel"
    stage.window.actions_["vault.save"].trigger()
    stage.wait(saving.sheet.isVisible)
    assert saving.sheet.title.text() == "Save 2 videos for offline?"
    assert saving.sheet.skipped.text() == ("1 more is already saved; 2 notes have no online video.")
    desk.wait_for_estimate()
    assert "rough estimate" in saving.sheet.amount.text()
    stage.press(Qt.Key.Key_Return)
    assert {item.key for item in saving.downloads.items()} == {site.key("one"), site.key("two")}
    assert stage.said == "Saving 2 videos…"
    # The same again: nothing is left.
    stage.window.actions_["vault.save"].trigger()
    stage.wait(lambda: stage.said == "These notes have no videos left to save.")
    assert saving.notes.of(site.key("one")) == first
    saving.downloads.pause_all()


def test_notes_when_several_are_chosen_with_ctrl_are_saved_and_not_opened(desk: Desk) -> None:
    desk.understood()
    stage, saving = desk.stage, desk.saving
    first = desk.note("a.md", "one")
    desk.note("b.md", "two")
    desk.note("c.md", "three")
    stage.start(first, player=False)
    stage.wait_for_files()
    view = stage.window.list
    for name in ("b.md", "c.md"):
        at = view.tree.visualRect(view.model.index_of(name)).center()
        QTest.mouseClick(view.tree.viewport(), LEFT, CTRL, at)
    assert stage.session.path == first
    stage.window.actions_["vault.save"].trigger()
    stage.wait(saving.sheet.isVisible)
    assert saving.sheet.title.text() == "Save 3 videos for offline?"
    desk.wait_for_estimate()
    stage.press(Qt.Key.Key_Escape)
    # A plain click is what it was: one note, opened.
    at = view.tree.visualRect(view.model.index_of("b.md")).center()
    QTest.mouseClick(view.tree.viewport(), LEFT, NO_KEYS, at)
    assert stage.session.path == stage.vault / "b.md"


@pytest.mark.all_only
def test_captions_when_they_could_not_be_loaded_are_said_to_be_missing_and_loaded_again(
    desk: Desk,
) -> None:
    desk.understood()
    desk.split("abc")
    stage, saving, web = desk.stage, desk.saving, desk.site.web
    web.routes["/abc/en.json3"].status = 429
    stage.start(desk.note("talk.md", "abc"))
    desk.save()
    item = desk.wait_for("abc", JobState.DONE)
    assert item.missing == ("subtitles (en): Too many requests from your connection.",)
    stage.wait(lambda: stage.said.endswith(item.missing[0]))
    assert stage.offered == ["Try again"]
    desk.open_pane()
    stage.wait(lambda: saving.page.list.rows.rows[0].more == f"Missing: {item.missing[0]}")
    press_button("Save the rest")
    item = desk.wait_for("abc", JobState.DONE)
    assert len(item.missing) == 1  # still
    stage.press(Qt.Key.Key_Escape)
    view = stage.window.tabs.widget("transcript")
    assert view.transcript is None
    web.routes["/abc/en.json3"].status = 200
    # The list is empty at the next start; the library knows it, too.
    saving.downloads.clear_finished()
    key = desk.site.key("abc")
    saving.open_library()
    stage.wait(lambda: any(row.more for row in saving.library_actions.page.list.rows.rows))
    press_button("Save the rest")
    stage.press(Qt.Key.Key_Escape)
    stage.wait(lambda: view.transcript is not None, timeout_ms=WAIT_MS)
    assert view.transcript.text == "what is said"
    stage.wait(lambda: saving._saved[key].info is not None and not saving._saved[key].info.missing)
    assert len(web.asked("/abc/picture.mp4")) <= 1


def test_newest_yt_dlp_when_it_was_loaded_tries_again_what_failed(
    make_desk: Callable[[], Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    monkeypatch.setattr(Downloads, "update_yt_dlp", lambda _self: asked.append(1))
    desk = queued(make_desk, JobState.FAILED, Failure.of(FailureKind.TOO_OLD), player=True)
    stage, saving = desk.stage, desk.saving
    page = stage.window.player.video_view.page
    stage.wait(lambda: (shown := page()) is not None and "couldn't be saved" in shown.title)
    assert stage.said == ""  # but on that page
    desk.open_pane()
    press_button("Update yt-dlp")
    assert len(asked) == 1
    assert saving.page.said == "Updating yt-dlp…"
    saving.downloads.updated.emit(True, "Updated yt-dlp to 2026.12.1.")
    assert saving.page.said == "Updated yt-dlp to 2026.12.1. Trying again."
    assert desk.item("abc").is_going
    saving.pane.hide()
    stage.window.actions_["ytdlp.update"].trigger()
    assert stage.said == "Updating yt-dlp…"
    saving.downloads.updated.emit(False, "Can't reach the package index.")
    assert stage.said == "Can't reach the package index."


def test_folder_of_the_library_when_changed_holds_at_once_and_the_old_one_is_looked_in(
    desk: Desk, tmp_path: Path, numbered_video: Path
) -> None:
    desk.understood()
    desk.split("abc")
    stage, saving = desk.stage, desk.saving
    before = saving.library.root
    other = tmp_path / "elsewhere"
    put_saved(before, desk.site.key("old"), "An old talk", numbered_video)
    put_saved(other, desk.site.key("talk"), "A talk", numbered_video)
    note = desk.note("talk.md", "talk")
    stage.start(note)
    stage.wait(lambda: stage.window.player.video_view.page() is not None)
    stage.program.settings.set("save/library", str(other))
    assert saving.library.root == other
    stage.wait_for_video()
    assert stage.player.media.path.is_relative_to(other)
    stage.wait(lambda: all(saving.is_saved(desk.site.key(name)) for name in ("old", "talk")))
    stage.session.open_note(desk.note("old.md", "old"))
    stage.wait(lambda: stage.player.media.path.is_relative_to(before))
    stage.program.settings.reset("save/library")
    assert saving.library.root == before == saving.downloads.library


def test_questions_when_asked_have_room_for_all_their_words(desk: Desk) -> None:
    stage, saving = desk.stage, desk.saving
    stage.start(desk.note("talk.md", "abc"), player=False)
    long = "A title of a talk that goes on and on, as titles on the web do, " * 2
    put_saved(saving.library.root, "dQw4w9WgXcQ", long)
    saving.look()
    stage.wait(lambda: saving.library_actions.page.saved_of("dQw4w9WgXcQ") is not None)
    for zoom in (0.7, 1.0, 1.6):
        stage.program.settings.set("looks/zoom", zoom)
        saving.library_actions._on_action("dQw4w9WgXcQ", "delete")
        saving.cookies.ask_for("")
        plan = SavePlan(
            tuple(WantedVideo(VideoRef("dQw4w9WgXcQ"), "T", None) for _ in range(3)), 2, 1, 3
        )
        saving.sheet.ask_for(plan, saving.library.root, 720, first_use=False)
        saving.sheet.show_estimate(Estimate(3, 3_000_000_000, 3, 1_000_000))
        for sheet in (saving.library_actions.question, saving.cookies, saving.sheet):
            bar = sheet._area.verticalScrollBar()
            stage.wait(lambda bar=bar: bar.maximum() == 0)
            assert sheet.words.height() >= sheet.words.heightForWidth(sheet.words.width())
            sheet.close_sheet()


@pytest.mark.all_only
@pytest.mark.parametrize("trap", ["--exec=touch HOME/trap", "../../trap", "A" * 1_000_000])
def test_hostile_note_is_refused_in_words(
    stage: Stage, tmp_path: Path, children: Children, trap: str
) -> None:
    value = trap.replace("HOME", str(tmp_path))
    stage.start(stage.write("a.md", f'---\nurl: "{value}"\n---\n\nHere [0:03].\n'))
    stage.window.actions_["video.save"].trigger()
    assert stage.said == "This note has no online video."
    stage.window.actions_["video.stream"].trigger()
    # Nothing is asked: the answer is there at once.
    page = stage.window.player.video_view.page()
    assert "Asking" not in page.title
    assert len(page.title + page.text) < 400
    assert not children()
    assert stage.program.saving.downloads.items() == []
    assert not (tmp_path / "trap").exists()
