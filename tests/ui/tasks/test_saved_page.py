"""The library: what is saved, deleted, left over; in the real window, by keyboard."""

from pathlib import Path

from PySide6.QtCore import Qt

from tests.ui.saving_stage import Desk, press_button, put_part, put_saved
from viewer.ui.tasks.library_actions import SavedPage

ID = "dQw4w9WgXcQ"


def titles(view: SavedPage) -> list[str]:
    return [row.title for row in view.list.rows.rows]


def open_library(desk: Desk, count: int) -> SavedPage:
    desk.saving.open_library()
    view = desk.saving.library_actions.page
    desk.stage.wait(view.isVisible)
    desk.stage.wait(lambda: len(view.list.rows.rows) == count)
    return view


def test_library_when_empty_or_with_a_damaged_video_says_so(desk: Desk) -> None:
    desk.stage.start(desk.note("talk.md", "abc"), player=False)
    view = open_library(desk, 0)
    desk.stage.wait(lambda: view.empty.title.text() == "No saved videos")
    assert "0 videos" in view.total
    desk.stage.press(Qt.Key.Key_Escape)
    assert not view.isVisible()
    assert desk.stage.view.hasFocus()
    folder = desk.saving.library.root / ID
    folder.mkdir(parents=True)
    (folder / "info.json").write_text("{")
    row = open_library(desk, 1).list.rows.rows[0]
    assert row.line.startswith("Damaged")
    assert [action.id for action in row.actions] == ["again"]
    assert [action.id for action in row.menu] == ["folder", "delete"]


def test_library_when_opened_lists_sorts_and_filters_what_is_saved(desk: Desk) -> None:
    root = desk.saving.library.root
    put_saved(
        root, "aaaaaaaaaaa", "Small one", size=1_100_000, saved_at="2026-11-12T00:00:00+00:00"
    )
    put_saved(root, "bbbbbbbbbbb", "A large one", size=9_000_000)
    put_saved(root, ID, "Middle", size=4_000_000, channel="Someone")
    stage = desk.stage
    stage.write("a.md", f"---\nvideoId: {ID}\n---\n\nSaid [0:01].\n")
    stage.write("b.md", f"---\nvideoId: {ID}\n---\n\nSaid [0:02].\n")
    stage.start(stage.vault / "a.md", player=False)
    view = open_library(desk, 3)
    assert titles(view)[0] == "Small one"
    assert view.foot.text().startswith("3 videos  ·  14 MB  ·  ")
    assert view.foot.text().endswith("GB free")
    assert view.list.hasFocus()
    view.sort.setFocus()
    stage.press(Qt.Key.Key_Right)
    stage.wait(lambda: titles(view) == ["A large one", "Middle", "Small one"])
    stage.wait(lambda: "2 notes" in view.list.rows.rows[1].line)
    line = "4.0 MB  ·  720p  ·  1:01  ·  2 notes  ·  no transcript  ·  Someone  ·  "
    assert view.list.rows.rows[1].line.startswith(line)
    stage.press(Qt.Key.Key_Right)
    assert titles(view) == ["A large one", "Middle", "Small one"]
    view.field.setFocus()
    stage.type_in("someone")
    stage.wait(lambda: titles(view) == ["Middle"])
    stage.press(Qt.Key.Key_Down)
    assert view.list.hasFocus()
    view.field.setFocus()
    stage.type_in(" nothing")
    stage.wait(lambda: view.empty.title.text() == "No results")
    stage.press(Qt.Key.Key_Escape)
    stage.wait(lambda: len(titles(view)) == 3)


def test_saved_video_when_deleted_is_asked_about_first_and_then_gone(
    desk: Desk, numbered_video: Path
) -> None:
    root = desk.saving.library.root
    put_saved(root, ID, "A talk", numbered_video)
    stage = desk.stage
    note = stage.write("talk.md", f"---\nvideoId: {ID}\n---\n\nSaid [0:05].\n")
    desk.saving.look()
    stage.watch(note)
    view = open_library(desk, 1)
    question = desk.saving.library_actions.question
    stage.press(Qt.Key.Key_Delete)
    assert question.isVisible()
    assert "“A talk” and its subtitles will be deleted" in question.words.text()
    assert "can't undo this" in question.words.text()
    stage.press(Qt.Key.Key_Return)
    assert not question.isVisible()
    assert (root / ID).is_dir()
    stage.press(Qt.Key.Key_Delete)
    press_button("Delete")
    stage.wait(lambda: not (root / ID).exists())
    stage.wait(lambda: titles(view) == [])
    page, gone = stage.window.player.video_view.page, "Not on this computer"
    stage.wait(lambda: (shown := page()) is not None and shown.title == gone)


def test_leftover_when_found_can_be_deleted_or_gone_on_with(desk: Desk) -> None:
    root, site = desk.saving.library.root, desk.site
    desk.split("abc")
    site.web.routes["/watch/abc.json"].hold_answer = True
    put_saved(root, ID, "Whole")
    put_part(root, "zzzzzzzzzzz")
    put_part(root, site.key("abc"), 31_000)
    stage = desk.stage
    stage.start(desk.note("talk.md", "abc"), player=False)
    desk.saving.look()
    view = open_library(desk, 3)
    stage.wait(lambda: "Talk" in titles(view))
    rows = {row.title: row for row in view.list.rows.rows}
    assert rows["Talk"].line == "Unfinished  ·  31 KB saved"
    view.list.setCurrentIndex(view.list.rows.index_of("zzzzzzzzzzz"))
    stage.press(Qt.Key.Key_Delete)
    stage.wait(lambda: not (root / "zzzzzzzzzzz").exists())
    stage.wait(lambda: len(titles(view)) == 2)
    view.list.setCurrentIndex(view.list.rows.index_of(site.key("abc")))
    stage.press(Qt.Key.Key_Return)
    assert desk.item("abc").is_unfinished
    # What is being saved is no leftover.
    stage.wait(lambda: titles(view) == ["Whole"])
    desk.saving.downloads.pause_all()


def test_note_of_a_saved_video_when_asked_for_is_opened(desk: Desk) -> None:
    put_saved(desk.saving.library.root, ID, "A talk")
    stage = desk.stage
    note = stage.write("talk.md", f"---\nvideoId: {ID}\n---\n\nSaid [0:05].\n")
    stage.start(stage.write("other.md", "Nothing.\n"), player=False)
    view = open_library(desk, 1)
    stage.wait(lambda: "1 note" in view.list.rows.rows[0].line)
    stage.press(Qt.Key.Key_Return)
    assert stage.session.path == note
    assert not view.isVisible()
    # Of a video without a note one is begun, by the menu of its row.
    put_saved(desk.saving.library.root, "bbbbbbbbbbb", "Another")
    view = open_library(desk, 2)
    row = next(row for row in view.list.rows.rows if row.key == "bbbbbbbbbbb")
    menu = view.list.menu_of(row, view)
    assert [action.text().partition("\t")[0] for action in menu.actions()] == [
        *("New note", "Show in folder", "Delete saved video…")
    ]
    menu.actions()[0].trigger()
    assert not view.isVisible()
    stage.wait(lambda: stage.session.is_planned)
