"""Several vaults, opening any note by a few letters, and back to where one was in another note."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from tests.ui.stage import ALT, CTRL, LEFT, Stage, choose, wheel
from tests.waiting import once
from viewer.media.player import PlayerState
from viewer.ui.kit.palette_list import TEXT_LEFT
from viewer.ui.page.new_note_sheet import NewNoteSheet

Key = Qt.Key
_LINES = "\n\n".join(f"Line {n} is said [0:{n:02}] and nothing else." for n in range(1, 55))


@pytest.fixture
def two(stage: Stage, tmp_path: Path) -> tuple[Path, Path]:
    """A vault of three notes and one of one."""
    for name in ("one", "two", "deep/three"):
        stage.write(f"{name}.md", f"---\ntitle: Number {name[-3:]}\n---\n\n# {name}\n")
    other = tmp_path / "other talks"
    other.mkdir()
    (other / "alone.md").write_text("# Alone\n", "utf-8")
    return stage.vault, other


def start(stage: Stage, two: tuple[Path, Path]) -> None:
    """Open the second vault, then the first, and there the note “one”."""
    stage.start(two[1], player=False)
    stage.wait_for_files()
    stage.session.open_note(two[1] / "alone.md")
    stage.session.open(two[0])
    stage.wait(
        lambda: stage.session.vault.files is not None and stage.session.vault.files.root == two[0]
    )
    stage.session.open_note(two[0] / "deep" / "three.md")
    stage.session.open_note(two[0] / "one.md")


def switch(stage: Stage) -> list[tuple[str, str]]:
    """Open the palette of vaults; give the titles and the hints of its rows."""
    stage.window.actions_["vault.switch"].trigger()
    stage.wait(stage.palette.isVisible)
    return [(row.title, row.hint) for row in stage.palette.list.shown]


def test_vault_when_switched_to_opens_its_last_note_and_is_forgotten_when_it_is_gone(
    stage: Stage, make_stage: Callable[[], Stage], two: tuple[Path, Path]
) -> None:
    # A note alone makes no vault of its folder.
    stage.start(two[1] / "alone.md", player=False)
    stage.wait_for_files()
    assert stage.program.state.recent_vaults() == []
    # A folder to choose from is listed in a narrow window, for its page says that it is there.
    stage.window.resize(900, 560)
    stage.session.open(two[0])
    stage.wait(stage.window.list.isVisible)
    page = stage.window.page.pages.page
    assert page.title == "Choose a note"
    stage.window.resize(1400, 900)
    stage.window.list.set_only_problems(True)
    start(stage, two)
    assert not stage.window.list.only_problems  # for it is another vault
    assert switch(stage) == [
        ("other talks", "1 note"),
        ("vault", "open now  ·  3 notes"),
        ("Open folder…", ""),
    ]
    stage.press(Key.Key_Return)
    stage.wait(lambda: stage.session.path == two[1] / "alone.md")
    assert stage.session.vault.root == two[1]
    heading = stage.window.list.heading.name
    stage.wait(lambda: heading.text() == "other talks")
    # By its name in the list, back to the first; and once more by the way back.
    assert heading.toolTip() == "Vault options"
    menu = heading.menu()
    once(menu.isVisible, lambda: choose(menu, "vault"))
    QTest.mouseClick(heading, LEFT)
    assert [row.text() for row in menu.actions()][:3] == ["other talks", "vault", "Open folder…"]
    assert menu.actions()[0].isChecked()
    stage.wait(lambda: stage.session.path == two[0] / "one.md")
    assert stage.session.vault.root == two[0]
    stage.press(Key.Key_Left, ALT)
    stage.wait(lambda: stage.session.path == two[1] / "alone.md")
    assert stage.session.vault.root == two[1]
    stage.session.open_note(two[0] / "one.md")
    stage.session.open_note(two[0] / "deep" / "three.md")
    stage.session.open_note(two[1] / "alone.md")
    stage.end()
    # So it does at the next start, and when its folder is dropped.
    again = make_stage()
    assert {vault.path for vault in again.program.state.recent_vaults()} == set(two)
    again.start(two[0], player=False)  # as by ./run VAULT/
    assert again.session.path == two[0] / "deep" / "three.md"
    assert again.session.vault.root == two[0]
    assert again.window.page.pages.isHidden()
    again.session.open(two[1])  # as by dropping a folder
    assert again.session.path == two[1] / "alone.md"
    (two[0] / "deep" / "three.md").unlink()
    again.session.open(two[0])
    assert again.session.path == two[0] / "one.md"
    # Where its folder is gone it says so, and can be forgotten.
    again.wait_for_files()
    shutil.rmtree(two[1])
    assert ("other talks", "not found") in switch(again)
    again.type_in("other")
    again.press(Key.Key_Return)
    again.wait(lambda: "not found" in again.said)
    assert again.session.path == two[0] / "one.md"  # nothing was left for it
    assert again.offered == ["Remove from list"]
    again.window.notice.offers[0].call()
    assert again.said == "Removed “other talks” from the list. Its notes stay where they are."
    assert [vault.path for vault in again.program.state.recent_vaults()] == [two[0]]


def test_vault_when_removed_from_the_list_is_offered_no_more(
    stage: Stage, two: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    start(stage, two)
    titles = [title for title, _ in switch(stage)]
    assert titles[-1] == "Open folder…"
    shown = stage.palette.list
    place = shown.place_of(two[1])
    cross = shown.visualRect(shown.rows.index(place)).adjusted(0, 0, -TEXT_LEFT - 8, 0)
    QTest.mouseClick(shown.viewport(), LEFT, pos=QPoint(cross.right(), cross.center().y()))
    stage.wait(lambda: stage.palette.shown_titles() == titles[1:])
    assert stage.session.vault.root == two[0]
    assert two[1].is_dir()
    stage.press(Key.Key_Delete)
    assert not stage.palette.isVisible()
    assert stage.program.state.recent_vaults() == []
    # Where none is known there is nothing to choose from but a folder.
    asked = []
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: asked.append(_) or "")
    stage.window.actions_["vault.switch"].trigger()
    assert (len(asked), stage.palette.isVisible()) == (1, False)


def test_quick_open_finds_titles_names_and_aliases_with_the_recent_first(
    stage: Stage, two: tuple[Path, Path]
) -> None:
    stage.write("gop.md", "---\ntitle: Groups of pictures\naliases: [Key frames apart]\n---\n\nx\n")
    stage.write("seek_costs.md", "---\ntitle: What it takes\n---\n\nx\n")
    start(stage, two)
    stage.program.vault_indexing.start()
    view = stage.window.list
    stage.wait(lambda: "gop.md" in view.catalogue.places)
    stage.wait(lambda: view.catalogue.at("gop.md").facts is not None)
    stage.press(Key.Key_O, CTRL)
    browse, *shown = stage.palette.shown_titles()
    assert browse == "Browse files…"
    # Those of before first, the one that is open not among them.
    assert shown[:3] == ["Number ree", "Alone", "other talks"]
    assert sorted(shown[3:]) == ["Groups of pictures", "Number one", "Number two", "What it takes"]
    stage.type_in("key fra")
    row = stage.palette.list.shown[0]
    assert (row.title, row.subtitle) == ("Groups of pictures", "gop.md  ·  Key frames apart")
    stage.press(Key.Key_Escape)
    for typed, name in (("seek", "seek_costs.md"), ("pctures", "gop.md")):
        stage.press(Key.Key_O, CTRL)
        stage.type_in(typed)
        stage.press(Key.Key_Return)
        stage.wait(lambda name=name: stage.session.path == two[0] / name)


def test_quick_open_and_the_filter_find_names_as_they_are_written(stage: Stage) -> None:
    talk, lecture = stage.write("my_talk_2.md", "x\n"), stage.write("his_a_lecture_7.md", "x\n")
    other = stage.write("other.md", "x\n")
    stage.start(stage.vault, player=False)
    stage.wait_for_files()
    view = stage.window.list
    asked = (("my_t", talk), ("K_2", talk), ("a_lecture_7", lecture), ("my_talk_2.md", talk))
    for typed, wanted in asked:
        stage.session.open_note(other)
        stage.press(Key.Key_O, CTRL)
        stage.type_in(typed)
        assert stage.palette.shown_titles()[:1] == [wanted.stem.replace("_", " ").capitalize()]
        stage.press(Key.Key_Return)
        stage.wait(lambda wanted=wanted: stage.session.path == wanted)
        view.field.setText(typed)
        stage.wait(lambda: view.model.count == 1)
        view.field.setText("")
        stage.wait(lambda: view.model.count == 3)


def test_quick_open_without_a_note_that_fits_offers_to_search_and_to_begin_one(
    stage: Stage, two: tuple[Path, Path]
) -> None:
    start(stage, two)
    stage.press(Key.Key_O, CTRL)
    stage.type_in("nbrtre")  # these letters are there, but far apart
    assert stage.palette.shown_titles() == ["Search vault for “nbrtre”", "New note “nbrtre”…"]
    stage.press(Key.Key_Return)
    search = stage.program.searching.view
    stage.wait(search.isVisible)
    assert search.field.text() == "nbrtre"
    stage.press(Key.Key_Escape)
    stage.press(Key.Key_O, CTRL)
    stage.type_in("My lecture")
    stage.press(Key.Key_Up)
    stage.press(Key.Key_Return)
    sheet = stage.window.findChild(NewNoteSheet)
    stage.wait(sheet.isVisible)
    sheet.video.setText("https://youtu.be/dQw4w9WgXcQ")
    assert sheet.name.text() == "My lecture"


def test_recent_notes_of_every_vault_are_offered_but_those_that_are_gone(
    stage: Stage, two: tuple[Path, Path]
) -> None:
    start(stage, two)
    later = ["other talks", "One", "Two"]
    stage.press(Key.Key_O, CTRL)
    assert stage.palette.shown_titles()[1:] == ["Three", "Alone", *later]
    stage.wait(lambda: stage.palette.shown_titles()[1:] == ["Number ree", "Alone", *later])
    stage.press(Key.Key_Down)
    stage.press(Key.Key_Return)
    stage.wait(lambda: stage.session.path == two[1] / "alone.md")
    assert stage.session.vault.root == two[1]
    # Those that are gone are not, and the row that is selected stays so when they go.
    stage.session.open_note(two[0] / "deep" / "three.md")
    stage.session.open_note(two[0] / "one.md")
    stage.wait(lambda: stage.session.vault.files is not None and stage.session.vault.root == two[0])
    stage.wait_for_files()
    (two[1] / "alone.md").unlink()
    (two[0] / "deep" / "three.md").unlink()
    stage.press(Key.Key_O, CTRL)
    stage.press(Key.Key_Up)
    stage.press(Key.Key_Up)
    selected = stage.palette.field.accessibleDescription()
    assert selected.startswith("Two")
    stage.wait(lambda: "Alone" not in stage.palette.shown_titles())
    assert stage.palette.shown_titles() == ["Browse files…", *later]
    assert stage.palette.field.accessibleDescription() == selected


@pytest.mark.sample(1)
@pytest.mark.parametrize("same_video", [True, False])
def test_note_when_gone_back_to_is_at_the_same_line_and_moment(
    stage: Stage, long_video: Path, tmp_path: Path, same_video: bool
) -> None:
    other_video = long_video
    if not same_video:
        other_video = tmp_path / "copy.mp4"
        shutil.copyfile(long_video, other_video)
    first = stage.write("first.md", _LINES, video=long_video)
    second = stage.write("second.md", _LINES, video=other_video)
    stage.watch(first)
    stage.press(Key.Key_J)
    stage.wait(lambda: stage.player.position_ms == 1_000)
    stage.seek(31_400)
    wheel(stage.view.viewport(), -3)
    bar = stage.view.verticalScrollBar()
    bar.setValue(bar.value() + 7)  # in the middle of a line, as a touchpad leaves it
    at = bar.value()
    assert not stage.session.follow.is_following
    stage.session.open_note(second)
    stage.wait(lambda: stage.session.path == second and not stage.session.video.is_looking)
    stage.wait(lambda: stage.player.state is PlayerState.PAUSED)
    stage.seek(47_200)
    stage.press(Key.Key_Left, ALT)
    stage.wait(lambda: stage.session.path == first and not stage.session.video.is_looking)
    stage.wait(lambda: stage.player.state is PlayerState.PAUSED)
    stage.wait(lambda: stage.player.position_ms == 31_400)
    stage.wait(lambda: bar.value() == at)
    assert not stage.session.follow.is_following
    # And forward again: to go back was no jump of its own.
    assert stage.window.actions_["jump.forward"].isEnabled()
    stage.press(Key.Key_Right, ALT)
    stage.wait(lambda: stage.session.path == second and not stage.session.video.is_looking)
    stage.wait(lambda: stage.player.position_ms == 47_200)
    stage.press(Key.Key_Left, ALT)
    stage.wait(lambda: stage.session.path == first and not stage.session.video.is_looking)
    stage.wait(lambda: stage.player.position_ms == 31_400)
    stage.wait(lambda: bar.value() == at)
