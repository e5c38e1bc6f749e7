"""The check of a whole vault: started, read, repaired and taken back, in the real window."""

from __future__ import annotations

import shutil
from pathlib import Path

import psutil
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.evidence.vaults import anchor, note, shifted_note, write_vault
from tests.ui.stage import CTRL, Stage
from viewer.child_process import Child
from viewer.evidence.dismissed import Dismissed
from viewer.notes.edit import Change, Edit
from viewer.notes.note import Note
from viewer.ui.kit.theme import theme_of
from viewer.ui.vault_check.sheet import CheckStep, SheetAnswer, VaultCheckView
from viewer.ui.vault_check.vault_check import VaultChecking

PLAIN = "Channel 1/plain 0.md"
SHIFTED = "Channel 0/shifted 0.md"


@pytest.fixture
def checking(stage: Stage) -> VaultChecking:
    """A window with a vault of five notes, three of which are shifted; one of those is open."""
    write_vault(stage.vault)
    stage.start(stage.vault, player=False)
    stage.wait_for_files()
    stage.session.open_note(stage.vault / SHIFTED)
    stage.wait(lambda: stage.program.editing.draft is not None)
    return stage.program.vault_checking


def check(stage: Stage) -> VaultCheckView:
    """Check the vault, as a person does by the palette, and wait for the end."""
    stage.window.actions_["palette"].trigger()
    stage.type_in("check all notes")
    stage.press(Qt.Key.Key_Return)
    checking = stage.program.vault_checking
    stage.wait(checking.view.isVisible)
    stage.wait(lambda: not checking.is_running, timeout_ms=60_000)  # its children have to start
    return checking.view


def family_of(checking: VaultChecking) -> list[psutil.Process]:
    """Give the processes that check."""
    assert checking._child is not None
    child = psutil.Process(checking._child.process.processId())
    return [child, *child.children(recursive=True)]


def names(view: VaultCheckView) -> list[str]:
    return [row.name for row in view.table.list.rows.rows]


def preview(stage: Stage, view: VaultCheckView) -> None:
    """Look at the repairs, by the keyboard alone."""
    view.foot.buttons[SheetAnswer.PREVIEW].setFocus()
    stage.press(Qt.Key.Key_Space)
    stage.wait(lambda: view.step is CheckStep.PREVIEW)
    stage.wait(view.repairs.hasFocus)


def repair(stage: Stage, view: VaultCheckView) -> None:
    view.foot.buttons[SheetAnswer.REPAIR].setFocus()
    stage.press(Qt.Key.Key_Return)
    stage.wait(lambda: view.step is CheckStep.REPORT)


def test_check_lists_channels_and_kinds_and_leads_to_their_notes(
    stage: Stage, checking: VaultChecking, tmp_path: Path
) -> None:
    for number in range(30):
        place = stage.vault / "A channel" / f"{number}.md"
        place.parent.mkdir(exist_ok=True)
        place.write_text(note(f"many{number:07}", f"Said {anchor('00:01:00')}"), "utf-8")
    (stage.vault / "Channel 0" / "bad_bytes.md").write_bytes(b"\xff [0:05]\n")
    (stage.vault / "Channel 0" / "worse.md").write_bytes(b"\xfe [0:05]\n")
    view = check(stage)
    channels = ["Channel 0", "Channel 1", "A channel"]
    assert view.table.list.hasFocus()
    assert view.total.text() == "18 problems  ·  vault"
    assert names(view) == channels
    assert view.table.list.accessibleName() == "Channels"
    words = view.table.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert words == "Channel 0. 12 timestamps; Minutes written as hours: 12"
    # Notes that cannot be read are named.
    assert "“Bad bytes” and 1 more couldn't be read." in view.foot.words.text()
    # Everything is reached by Tab.
    wanted = {view.table.list, view.sort, view.close_button, *view.foot.buttons.values()}
    reached = set()
    for _ in range(len(wanted) + 2):
        stage.press(Qt.Key.Key_Tab)
        reached.add(QApplication.focusWidget())
    assert reached == wanted
    assert all(widget.accessibleName() or widget.text() for widget in wanted)  # type: ignore[attr-defined]
    # The bar of a row is filled by its kinds, also where the row is chosen.
    rows, theme = view.table.list, theme_of(view)
    view.close_button.setFocus()  # the row is chosen, and has no ring
    assert rows.columns.bar is not None
    left, width = rows.columns.bar
    shown = rows.viewport().grab().toImage()
    for index, each in enumerate(rows.rows.rows):
        row = rows.visualRect(rows.rows.index(index))
        wanted = {getattr(theme, kind.colour).name() for kind, count in each.row.kinds if count}
        inside = range(round(left) + 2, round(left + width) - 2)
        seen = {shown.pixelColor(row.left() + x, row.center().y()).name() for x in inside}
        assert wanted <= seen, each.name
    # It is sorted by the keyboard.
    view.sort.setFocus()
    for key, order in (
        (Qt.Key.Key_Left, ["A channel", "Channel 0", "Channel 1"]),  # by how many citations
        (Qt.Key.Key_Left, ["A channel", "Channel 0", "Channel 1"]),
        (Qt.Key.Key_Right, None),
        (Qt.Key.Key_Right, channels),
    ):
        stage.press(key)
        assert order is None or names(view) == order
    # Each channel leads to its notes, and back; a note is opened.
    view.table.list.setFocus()
    stage.press(Qt.Key.Key_Home)
    stage.press(Qt.Key.Key_Down)
    stage.press(Qt.Key.Key_Return)
    assert view.title.text() == "Channel 1"
    assert names(view) == ["Shifted 1", "Plain 0", "Plain 1"]
    stage.press(Qt.Key.Key_Escape)
    assert names(view) == channels
    assert view.table.current_key == "Channel 1"
    stage.press(Qt.Key.Key_Right)
    stage.press(Qt.Key.Key_Down)
    stage.press(Qt.Key.Key_Return)
    assert not view.isVisible()
    stage.wait(lambda: stage.session.path == stage.vault / PLAIN)
    # What was checked is shown again until the vault is another.
    stage.window.actions_["vault.check"].trigger()
    assert not checking.is_running
    assert names(view) == ["Shifted 1", "Plain 0", "Plain 1"]
    stage.press(Qt.Key.Key_Escape)
    stage.press(Qt.Key.Key_Escape)
    other = tmp_path / "other"
    write_vault(other, shifted=1, plain=0)
    path, data = other / SHIFTED, (other / SHIFTED).read_bytes()
    Dismissed.open(stage.folders.state).keep(path, Note.parse(data), range(2))  # nothing to look at
    stage.session.open_vault(other)
    assert check(stage).total.text() == "4 problems  ·  other"


@pytest.mark.all_only
def test_repairs_are_shown_made_and_taken_back(stage: Stage, checking: VaultChecking) -> None:
    before = {path: path.read_bytes() for path in stage.vault.rglob("*.md")}
    view = check(stage)
    preview(stage, view)
    assert view.total.text() == "18 timestamps in 3 notes"
    assert [row.title for row in view.repairs.rows.rows] == ["Shifted 0", "Shifted 2", "Shifted 1"]
    stage.wait(lambda: "05:00:00" in view.diff.toPlainText())
    text = view.diff.toPlainText().splitlines()
    assert text[0] == "− * Welcome everybody to this evening about lighthouses 05:00:00 [05:00:00]"
    assert text[1] == "+ * Welcome everybody to this evening about lighthouses 00:05:00 [00:05:00]"
    stage.press(Qt.Key.Key_Down)
    stage.press(Qt.Key.Key_Space)
    assert view.total.text() == "12 timestamps in 2 notes"
    repair(stage, view)
    assert view.title.text() == "Fixed 12 timestamps in 2 notes"
    assert view.report_words.text() == "No notes were skipped."
    left_out = stage.vault / "Channel 0" / "shifted 2.md"
    assert {path for path, data in before.items() if path.read_bytes() != data} == {
        stage.vault / SHIFTED,
        stage.vault / "Channel 1" / "shifted 1.md",
    }
    assert left_out.read_bytes() == before[left_out]
    # The note that is open is shown as it is now, and its undo takes it back.
    stage.wait(lambda: b'data-t="00:05:00"' in stage.data)
    view.foot.buttons[SheetAnswer.UNDO].setFocus()
    stage.press(Qt.Key.Key_Return)
    stage.wait(lambda: view.title.text() == "Restored 12 timestamps in 2 notes")
    assert all(path.read_bytes() == data for path, data in before.items())
    stage.wait(lambda: stage.data == before[stage.vault / SHIFTED])
    # A note that is changed meanwhile is passed over and named.
    view.foot.buttons[SheetAnswer.AGAIN].click()
    stage.wait(lambda: view.step is CheckStep.TABLE and not checking.is_running)
    preview(stage, view)
    left_out.write_bytes(before[left_out] + b"\nMine.\n")
    data = left_out.read_bytes()
    stage.press(Qt.Key.Key_Down)
    stage.wait(lambda: "changed after" in view.diff.toPlainText())
    repair(stage, view)
    assert view.title.text() == "Fixed 12 timestamps in 2 notes"
    assert view.report_words.text() == "1 note was skipped:"
    assert [row.title for row in view.report.rows.rows] == ["Shifted 2"]
    assert "was changed after the check" in view.report.rows.rows[0].line
    assert left_out.read_bytes() == data
    # The report stays until another check is wanted.
    stage.press(Qt.Key.Key_Escape)
    assert not view.isVisible()
    stage.window.actions_["vault.check"].trigger()
    assert view.step is CheckStep.REPORT
    assert list(view.foot.buttons) == [SheetAnswer.UNDO, SheetAnswer.AGAIN]
    # The next check finds what was left, and one after that nothing to repair.
    for _ in range(2):
        view.foot.buttons[SheetAnswer.AGAIN].setFocus()
        stage.press(Qt.Key.Key_Return)
        stage.wait(lambda: view.step is CheckStep.TABLE and not checking.is_running)
        if SheetAnswer.PREVIEW in view.foot.buttons:
            preview(stage, view)
            repair(stage, view)
    assert list(view.foot.buttons) == [SheetAnswer.AGAIN]
    assert view.foot.words.text().startswith("No problems found.")
    assert "Checked at " in view.foot.words.text()


@pytest.mark.all_only
def test_repairs_are_taken_back_by_undo_and_by_the_palette(
    stage: Stage, checking: VaultChecking
) -> None:
    before = {path: path.read_bytes() for path in stage.vault.rglob("*.md")}

    def is_as_before() -> bool:
        return all(path.read_bytes() == data for path, data in before.items())

    view = check(stage)
    preview(stage, view)
    repair(stage, view)
    stage.wait(lambda: b'data-t="00:05:00"' in stage.data)
    view.close_sheet()
    stage.view.setFocus()
    stage.press(Qt.Key.Key_Z, CTRL)
    stage.wait(is_as_before)
    stage.wait(lambda: stage.said == "Restored 18 timestamps in 3 notes.")
    stage.wait(lambda: stage.data == before[stage.vault / SHIFTED])
    take_back = stage.window.actions_["vault.undo"]
    assert not take_back.isEnabled()
    # What is written since is what is undone first; the palette takes back the others.
    check(stage)
    view.foot.buttons[SheetAnswer.AGAIN].click()
    stage.wait(lambda: view.step is CheckStep.TABLE and not checking.is_running)
    preview(stage, view)
    repair(stage, view)
    stage.wait(lambda: b'data-t="00:05:00"' in stage.data)
    view.close_sheet()
    fixed, end = stage.data, len(stage.data)
    stage.program.editing.apply(Change.of("Type", [Edit(end, b"", b"typed\n")]))
    stage.press(Qt.Key.Key_Z, CTRL)
    assert stage.data == fixed
    assert not is_as_before()
    assert stage.program.editing.save_now()
    take_back.trigger()
    stage.wait(is_as_before)


def test_unsaved_changes_of_the_open_note_are_saved_and_not_repaired_over(
    stage: Stage, checking: VaultChecking
) -> None:
    view = check(stage)
    preview(stage, view)
    view.close_sheet()
    stage.program.settings.set("edit/autosave_s", 0.0)
    end = len(stage.data)
    stage.program.editing.apply(Change.of("Type", [Edit(end, b"", b"typed\n")]))
    stage.window.actions_["vault.check"].trigger()
    repair(stage, view)
    assert [row.title for row in view.report.rows.rows] == ["Shifted 0"]
    assert (stage.vault / SHIFTED).read_bytes() == stage.data
    assert b"typed" in stage.data


@pytest.mark.all_only
def test_a_check_that_is_stopped_or_left_leaves_no_process(
    stage: Stage, checking: VaultChecking
) -> None:
    for number in range(600):
        text = shifted_note(f"many{number:07}", 12)
        (stage.vault / f"many {number}.md").write_text(text, "utf-8")
    stage.window.actions_["vault.check"].trigger()
    view = checking.view
    stage.wait(lambda: view.foot.words.text().startswith("Checked "))
    stage.wait(lambda: len(view.table.list.rows.rows) > 0)
    family = family_of(checking)
    assert len(family) > 1
    view.foot.buttons[SheetAnswer.STOP].setFocus()
    stage.press(Qt.Key.Key_Return)
    assert not checking.is_running
    assert view.foot.words.text().startswith("Stopped after ")
    assert view.table.list.rows.rows
    stage.wait(lambda: not checking.findChildren(Child))
    _, alive = psutil.wait_procs(family, timeout=15)
    assert not alive
    # Nor where the window is closed meanwhile.
    view.foot.buttons[SheetAnswer.AGAIN].click()
    stage.wait(lambda: checking.is_running and len(view.table.list.rows.rows) > 0)
    family = family_of(checking)
    stage.end()
    _, alive = psutil.wait_procs(family, timeout=15)
    assert not alive


def test_a_vault_without_times_has_nothing_to_check(stage: Stage) -> None:
    stage.start(stage.write("a.md", "Nothing is cited.\n"), player=False)
    view = check(stage)
    assert view.step is CheckStep.MESSAGE
    assert view.message.title.text() == "Nothing to check"
    assert "“vault”" in view.message.words.text()


@pytest.mark.all_only
def test_a_vault_that_is_gone_says_why_and_can_be_tried_again(stage: Stage, tmp_path: Path) -> None:
    path = stage.write("a.md", note("gone0000000", f"Said {anchor('00:01:00')}"))
    stage.start(path, player=False)
    stage.program.editing.leave()
    shutil.move(stage.vault, tmp_path / "elsewhere")
    view = check(stage)
    assert view.message.title.text() == "The vault couldn't be checked"
    assert "No note at" in view.message.words.text()
    shutil.move(tmp_path / "elsewhere", stage.vault)
    view.foot.buttons[SheetAnswer.AGAIN].setFocus()
    stage.press(Qt.Key.Key_Return)
    stage.wait(lambda: not stage.program.vault_checking.is_running)
    assert view.step is CheckStep.TABLE
