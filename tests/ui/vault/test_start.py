"""The page that is shown while no note is open, and what was open lately."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from shiboken6 import isValid

from tests.ui.stage import ALT, CTRL, LEFT, Stage
from viewer.media.player import PlayerState
from viewer.ui.kit.sheet import Words
from viewer.ui.vault.start_page import RecentList
from viewer.ui.window.state import RecentVault

Key = Qt.Key


def _list(stage: Stage) -> RecentList:
    (found,) = stage.window.page.findChildren(RecentList)
    return found


def _shown(stage: Stage) -> list[tuple[str, str]]:
    return [(row.title, row.where) for row in _list(stage).rows.rows]


def test_start_page_offers_what_was_open_with_pictures_and_opens_it(
    make_stage: Callable[[], Stage], numbered_video: Path, long_video: Path
) -> None:
    stage = make_stage()
    stage.program.settings.set("vault/notes", str(stage.vault))
    note = stage.write("note.md", "Words [0:05].\n", video=numbered_video)
    bare = stage.write("bare.md", "Words.\n")
    stage.watch(note)
    stage.session.open_note(bare)
    stage.program.choosing.open(long_video)  # nothing is written about it
    stage.window.notice.close_notice()
    stage.wait(lambda: len(stage.program.state.recent_videos()) == 2)
    stage.end()

    again = make_stage()
    again.start(again.tour)
    again.press(Key.Key_Home, ALT)
    assert again.session.note is None
    page = again.window.page.pages.page
    assert [action for _, action in page.buttons] == [
        "note.new",
        "note.open",
        "folder.open",
        "tour",
    ]
    vault = str(again.vault)
    assert _shown(again)[0][0] == "long"
    assert _shown(again)[0][1].startswith("no note yet")
    tour = ("Tour", str(again.tour.parent))
    assert _shown(again)[1:] == [tour, ("Bare", vault), ("Note", vault)]
    frames = _list(again).frames
    again.wait(lambda: any(not image.isNull() for image in frames._pictures.values()))
    view = _list(again)
    view.setFocus()
    QTest.keyClick(view, Key.Key_Return)
    again.wait(lambda: again.player.state is PlayerState.PLAYING)
    assert again.session.is_planned
    assert again.session.path == again.vault / "long.md"


def test_start_page_opens_what_is_clicked_and_lists_nothing_that_is_gone(
    stage: Stage, numbered_video: Path
) -> None:
    # After the source of a note it opens the next.
    notes = [
        stage.write(f"{name}.md", "Words of [[nowhere]].\n", video=numbered_video) for name in "ab"
    ]
    stage.start(notes[0])
    stage.session.open_note(notes[1])
    stage.wait(lambda: len(stage.view.extraSelections()) == 1)  # the link leads nowhere
    left = stage.view.document()
    stage.press(Key.Key_E, CTRL)
    stage.press(Key.Key_Home, ALT)
    stage.wait(lambda: not isValid(left))
    # Qt crashes when the next note takes marks away whose text is gone.
    assert stage.view.extraSelections() == []
    view = _list(stage)
    at = view.visualRect(view.rows.index(1)).center()
    QTest.mouseClick(view.viewport(), LEFT, pos=at)
    assert stage.session.path == notes[0]
    # It fits into a small window.
    size = stage.window.size()
    stage.window.resize(QSize(900, 560))
    stage.press(Key.Key_Home, ALT)
    stage.wait(lambda: view.width() <= 560)
    stage.wait(lambda: view.height() >= view.row_height(view.rows.rows[0]))
    stage.window.resize(size)
    # What is gone is not listed.
    (stage.vault / "b.md").unlink()
    notes[0].unlink()
    notes = [stage.write(f"{name}.md", "Words.\n", video=numbered_video) for name in "abc"]
    for note in notes:
        stage.session.open_note(note)
    notes[1].unlink()
    stage.press(Key.Key_Home, ALT)
    stage.wait(lambda: [title for title, _ in _shown(stage)] == ["C", "A"])
    view = _list(stage)
    notes[2].unlink()  # after it was looked for
    QTest.mouseClick(view.viewport(), LEFT, pos=view.visualRect(view.rows.index(0)).center())
    page = stage.window.page.pages.page
    assert page.title == "“c.md” can't be opened"
    assert page.text.startswith("No note at")
    stage.wait(lambda: [title for title, _ in _shown(stage)] == ["A"])
    QTest.mouseClick(view.viewport(), LEFT, pos=view.visualRect(view.rows.index(0)).center())
    assert stage.session.path == notes[0]
    assert not view.isVisible()


def test_open_offers_what_was_open_the_vault_files_and_links(
    stage: Stage, numbered_video: Path, long_video: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(
        QFileDialog, "getOpenFileName", lambda *_: (asked.append("file"), ("", ""))[1]
    )
    stage.program.settings.set("vault/notes", str(stage.vault))
    other = stage.folders.data / "lectures"
    other.mkdir()
    stage.program.state.add_recent_vault(RecentVault(other, 3))
    outside = stage.folders.config / "raw_name.md"
    outside.write_text("---\ntitle: By its title\n---\nText\n")
    stage.write("one.md", "# Never open\n")
    stage.watch(stage.write("note.md", "Words.\n", video=numbered_video))
    stage.wait_for_files()
    stage.session.open_note(outside)
    stage.program.choosing.open(long_video)  # nothing is written about it
    stage.wait(lambda: len(stage.program.state.recent_videos()) == 2)
    stage.session.open(stage.vault)
    stage.wait_for_files()
    QGuiApplication.clipboard().setText("https://www.youtube.com/watch?v=abcdefghijk")
    stage.press(Key.Key_O, CTRL)
    stage.wait(lambda: "By its title" in stage.palette.shown_titles())
    rows = [(row.section, row.title, row.hint) for row in stage.palette.list.shown]
    assert rows == [
        ("", "Browse files…", "Ctrl+O"),
        ("On the clipboard", "youtube.com/watch?v=abcdefghijk", ""),
        ("Recent", "long", "Video"),
        ("Recent", "By its title", "Note"),
        ("Switch vault", "lectures", "Vault"),
        ("In vault", "Note", "Note"),
        ("In vault", "One", "Note"),
    ]
    assert stage.palette.field.accessibleDescription().startswith("long, no note yet")
    stage.press(Key.Key_O, CTRL)
    assert asked == ["file"]
    assert not stage.palette.isVisible()
    # What is typed may be a file, and a link.
    stage.press(Key.Key_O, CTRL)
    stage.type_in(str(numbered_video))
    assert stage.palette.shown_titles() == ["numbered.mp4"]
    stage.press(Key.Key_Return)
    _plays(stage)
    assert stage.session.path == stage.vault / "numbered.md"
    stage.press(Key.Key_O, CTRL)
    stage.type_in("https://youtu.be/bcdefghijkl")
    assert stage.palette.shown_titles() == ["youtu.be/bcdefghijkl"]
    stage.press(Key.Key_Return)
    assert stage.session.is_planned
    assert stage.session.note.video.video_id == "bcdefghijkl"
    stage.press(Key.Key_O, CTRL)
    stage.type_in("lectures")
    stage.press(Key.Key_Return)
    stage.wait(lambda: stage.session.vault.root == other)


def test_folder_of_videos_offers_them(stage: Stage, numbered_video: Path) -> None:
    for name in ("One talk.mp4", "deep/Two.mp4", "deep/er/No.mp4", "text.txt"):
        (stage.vault / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(numbered_video, stage.vault / name)
    (stage.vault / "text.txt").unlink()
    stage.start(stage.vault)
    stage.wait(lambda: [title for title, _ in _shown(stage)] == ["One talk", "Two"])
    page = stage.window.page.pages.page
    assert page.title == "No notes in “vault” yet"
    assert "2 videos in “vault”" in [each.text() for each in stage.window.page.findChildren(Words)]
    view = _list(stage)
    at = view.visualRect(view.rows.index(0)).center()
    QTest.mouseClick(view.viewport(), LEFT, pos=at)
    _plays(stage)
    assert stage.session.path == stage.vault / "One talk.md"


def test_note_about_the_video_that_has_another_name_is_offered(
    stage: Stage, numbered_video: Path
) -> None:
    known = stage.write("known.md", "Words [0:05].\n", video=numbered_video)
    stage.start(stage.write("bare.md", "Words.\n"))
    stage.index()
    stage.program.choosing.open(numbered_video)
    stage.wait(lambda: stage.said == "“Known” is already about this video.")
    stage.window.notice.take(0)
    assert stage.session.path == known
    stage.window.actions_["note.new_same"].trigger()
    _plays(stage)
    assert stage.session.is_planned
    assert stage.said == ""
    assert sorted(path.name for path in stage.vault.iterdir()) == ["bare.md", "known.md"]


def _plays(stage: Stage) -> None:
    stage.wait(lambda: stage.player.state is PlayerState.PLAYING)
