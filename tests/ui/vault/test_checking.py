"""Notes that are checked in the background, and the list of those that have problems."""

from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest

from tests.check.vaults import shifted_note, write_vault
from tests.ui.review_case import SHIFTED, Case
from tests.ui.stage import CTRL, LEFT, NO_KEYS, SHIFT, Stage, opened_menu
from tests.ui.stage import choose as choose_row
from tests.ui.vault.test_vault_view import choose, indexed, rows, start
from viewer.media.jobs import JobState
from viewer.ui.vault.vault_view import VaultView
from viewer.vault.facts import DOUBTS

Key = Qt.Key


def check(stage: Stage) -> None:
    """Check all notes, as the user does by the palette, and wait for the end."""
    stage.window.actions_["palette"].trigger()
    stage.type_in("check all notes")
    stage.press(Key.Key_Return)
    wait(stage)


def wait(stage: Stage) -> None:
    checks = stage.program.notes_checking.checks
    stage.wait(lambda: checks.items() and checks.is_idle, timeout_ms=60_000)  # children start


def shown(view: VaultView) -> dict[str, int]:
    outline = view.model.outline
    places = outline.below(outline.groups[0])
    counts = map(int, outline.of.values(places, DOUBTS))
    return dict(zip(outline.of.paths_at(places), counts, strict=True))


def test_a_check_counts_as_the_problems_tab_does_and_lists_only_what_has_some(
    stage: Stage, long_video: Path
) -> None:
    case = Case(stage, long_video)
    stage.write("deep/shifted.md", SHIFTED, video=stage.vault / "film.mp4")
    stage.write("deep/twin.md", SHIFTED.replace("Shifted", "Twin"), video=stage.vault / "film.mp4")
    stage.write("deep/sound.md", "# Sound\n\nNothing is cited.\n")
    (stage.vault / "bad.md").write_bytes(b"\xff [0:05]\n")
    stage.watch(case.path)
    view = indexed(stage)
    stage.session.open_note(stage.vault / "deep" / "sound.md")
    check(stage)
    assert stage.said == "11 problems in 3 notes. “Bad” couldn't be read."
    counts = shown(view)
    assert (view.heading.name.text(), view.heading.name._count) == ("vault", "3 of 5")
    assert view.heading.label.isVisible()
    assert view.heading.label.text() == f"{sum(counts.values())} problems"
    # The open note stays in the list.
    assert counts.pop("deep/sound.md") == 0
    for path, count in counts.items():
        stage.session.open_note(stage.vault / path)
        case.wait()
        assert case.tab_count == len(stage.session.doubts.places) == count, path


def test_list_of_problems_is_left_by_esc_by_its_label_and_by_the_menu(stage: Stage) -> None:
    write_vault(stage.vault)
    view = start(stage, stage.vault)
    choose(stage, "Only with problems")
    every = [
        *("Channel 0 2", "  Shifted 0 6! 6", "  Shifted 2 6! 6"),
        *("Channel 1 1", "  Shifted 1 6! 6"),
    ]
    assert rows(view.model) == every
    for leave in ("tree", "field", "label", "menu"):
        if leave == "label":
            QTest.mouseClick(view.heading.label, LEFT, NO_KEYS)
        elif leave == "menu":
            choose(stage, "Only with problems")
        else:
            getattr(view, leave).setFocus()
            stage.press(Key.Key_Escape)
        stage.wait(lambda: view.model.count == 5)
        assert not view.heading.label.isVisible()
        choose(stage, "Only with problems")
        assert view.model.count == 3
    # What is mended goes, and nothing is left when all is.
    for number in range(3):
        path = stage.vault / f"Channel {number % 2}" / f"shifted {number}.md"
        path.write_text(path.read_text("utf-8-sig").replace(':00">', '">').replace(":00]", "]"))
    stage.wait(lambda: view.model.count == 0)
    assert view.tree.said == "No problems found."


def test_what_a_check_found_is_kept_while_the_bytes_are_the_same(
    make_stage: Callable[[], Stage], long_video: Path
) -> None:
    stage = make_stage()
    case = Case(stage, long_video)
    text = case.path.read_text("utf-8")
    other = stage.write("other.md", text)
    view = start(stage, stage.vault)
    before = shown(view)  # what the times alone tell
    # What is counted while another vault is shown is there with its own one, and goes with a note
    # that is renamed.
    elsewhere = stage.vault.parent / "elsewhere"
    elsewhere.mkdir()
    stage.window.actions_["vault.check"].trigger()
    stage.session.open_vault(elsewhere)
    wait(stage)
    stage.session.open_vault(stage.vault)
    stage.wait(lambda: shown(view).get("other.md", 0) > before["other.md"])
    found = shown(view)
    stage.program.renaming.rename(other, "another")
    stage.wait(lambda: shown(view).get("another.md") == found["other.md"])
    stage.view.setFocus()
    stage.press("z", CTRL)
    stage.wait(lambda: shown(view) == found)
    assert found["note.md"] > before["note.md"]
    assert found["other.md"] > before["other.md"]
    stage.end()
    other.write_text(text.replace("The end.", "The very end."), "utf-8")
    case.path.write_text(text, "utf-8")  # at another time
    again = make_stage()
    view = start(again, again.vault)
    again.wait(lambda: shown(view) == {**before, "note.md": found["note.md"]})


def test_a_folder_is_checked_alone_with_the_others_as_evidence(stage: Stage) -> None:
    write_vault(stage.vault)
    (stage.vault / "Channel 0" / "bad.md").write_bytes(b"\xff [0:05]\n")
    view = start(stage, stage.vault)
    tree = view.tree
    tree.setFocus()
    tree.setCurrentIndex(view.model.index(1, 0))
    stage.press(Key.Key_F10, SHIFT)
    choose_row(opened_menu(), "Check")
    wait(stage)
    # Nothing is said of the note in the other folder.
    assert stage.said.startswith("6 problems in 1 note.")
    item = stage.program.notes_checking.checks.items()[0]
    assert (item.count, item.unread) == (3, ())
    # So are notes, and the fixes that are safe.
    names = ["Channel 0/shifted 0.md", "Channel 1/shifted 1.md"]
    for what in ("Check", "Apply safe fixes…"):
        view.set_only_problems(False)
        tree.clearSelection()
        for name in names:
            select = QItemSelectionModel.SelectionFlag.Select
            tree.selectionModel().setCurrentIndex(view.model.index_of(name), select)
        stage.press(Key.Key_F10, SHIFT)
        choose_row(opened_menu(), what)
        if what == "Check":
            wait(stage)
            assert stage.said.startswith("12 problems in 2 notes.")
    stage.wait(lambda: bool(stage.program.changing_notes.sheet.tree.chosen))
    assert [note.note for note in stage.program.changing_notes.sheet.tree.chosen] == names


@pytest.mark.all_only
def test_a_check_that_is_stopped_or_left_leaves_no_process(stage: Stage) -> None:
    for number in range(600):
        text = shifted_note(f"many{number:07}", 12)
        (stage.vault / f"many {number}.md").write_text(text, "utf-8")
    start(stage, stage.vault)
    checks, pane = stage.program.notes_checking.checks, stage.program.jobs_window.pane

    def family() -> list[psutil.Process]:
        stage.window.actions_["vault.check"].trigger()
        stage.wait(lambda: checks.items()[0].done > 0, timeout_ms=60_000)
        child = psutil.Process(next(iter(checks._children.values())).process.processId())
        return [child, *child.children(recursive=True)]

    running = family()
    assert len(running) > 1
    stage.window.actions_["downloads"].trigger()
    stage.wait(lambda: pane.jobs.list.hasFocus())
    stage.press(Key.Key_Delete)
    assert checks.items()[0].state is JobState.CANCELLED
    _, alive = psutil.wait_procs(running, timeout=15)
    assert not alive
    # Nor where the window is closed meanwhile.
    running = family()
    stage.end()
    _, alive = psutil.wait_procs(running, timeout=15)
    assert not alive
