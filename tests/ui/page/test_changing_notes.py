"""Words are replaced and safe fixes made in many notes: as the list says, with one undo."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTreeWidgetItem

from tests.check.vaults import write_vault
from tests.ui.stage import CTRL, LEFT, SHIFT, Stage
from viewer.ui.page import changing_notes
from viewer.ui.page.places_sheet import PlacesSheet

Key = Qt.Key
_BEFORE = {
    "Cables.md": "# Cables\r\n\r\nThat key holds [0:05].\r\n\r\n[[key]] of 1937\r\n",
    "Why.md": "# Why\n\nA Key and a monkey [0:02].\n",
    "deep/Other.md": "One key [0:07].\n",
    "deep/none.md": "Nothing\n",
}


def _read(stage: Stage) -> dict[str, str]:
    return {note: (stage.vault / note).read_bytes().decode() for note in _BEFORE}


def _open(stage: Stage) -> None:
    for note, text in _BEFORE.items():
        stage.write(note, "").write_bytes(text.encode())
    stage.start(stage.vault / "Why.md", player=False)
    stage.wait_for_files()


def _sheet(stage: Stage) -> PlacesSheet:
    return stage.program.changing_notes.sheet


def _seek(stage: Stage, words: str, replacement: str) -> PlacesSheet:
    sheet = _sheet(stage)
    sheet.field.setText(words)
    sheet.replacement.setText(replacement)
    stage.wait(lambda: sheet.go.isEnabled())
    return sheet


def _click(sheet: PlacesSheet, row: QTreeWidgetItem | None) -> None:
    at = sheet.tree.visualItemRect(row).center()
    QTest.mouseClick(sheet.tree.viewport(), LEFT, pos=at)


def test_words_are_replaced_where_they_are_ticked_and_taken_back_at_once(stage: Stage) -> None:
    _open(stage)
    stage.program.settings.set("edit/autosave_s", 0.0)
    stage.press("e", CTRL)
    stage.press(Key.Key_End, CTRL)
    stage.type_in("Unsaved key")
    stage.press("e", CTRL)
    stage.press("h", CTRL | SHIFT)
    assert _sheet(stage).field.hasFocus()
    before = {**_BEFORE, "Why.md": _BEFORE["Why.md"] + "Unsaved key"}
    assert _read(stage) == before  # else what is not saved were not found
    sheet = _seek(stage, "key", "lock")
    assert [row.text(0) for row in sheet.tree.rows] == ["Cables", "Why", "Other"]
    assert sheet.words.text() == "6 places in 3 notes"
    cables, why, _ = sheet.tree.rows
    link = cables.child(1)
    said = link.data(0, Qt.ItemDataRole.AccessibleTextRole)
    assert said == "[[key]] of 1937 → [[lock]] of 1937"
    _click(sheet, link)
    assert cables.checkState(0) is Qt.CheckState.PartiallyChecked
    sheet.tree.setFocus()
    sheet.tree.setCurrentItem(why)
    stage.press(Key.Key_Space)
    assert why.child(0).checkState(0) is Qt.CheckState.Unchecked
    stage.press(Key.Key_Down)
    stage.press(Key.Key_Space)
    stage.wait(lambda: sheet.go.text() == "Replace 3")
    assert sheet.summary.text().startswith("3 of 6 selected.")
    stage.press(Key.Key_Return)
    after = {
        **before,
        "Cables.md": before["Cables.md"].replace("That key", "That lock"),
        "Why.md": before["Why.md"].replace("A Key", "A lock"),
        "deep/Other.md": "One lock [0:07].\n",
    }
    assert stage.said == "Replaced 3 places in 3 notes."
    assert _read(stage) == after
    assert stage.data.decode() == after["Why.md"]
    # Undo takes back all of it, whatever note is shown, and behind what is written since.
    stage.view.setFocus()
    stage.press("z", CTRL)
    assert stage.said == "Undone: Replace “key”"
    assert (_read(stage), stage.data.decode()) == (before, before["Why.md"])
    stage.press("z", CTRL | SHIFT)
    assert (_read(stage), stage.data.decode()) == (after, after["Why.md"])
    stage.press("e", CTRL)
    stage.type_in("more ")
    stage.press("z", CTRL)
    stage.press("z", CTRL)
    assert _read(stage) == before
    stage.press("e", CTRL)
    stage.press("h", CTRL | SHIFT)
    _seek(stage, "key", "lock").go.click()
    stage.session.open_note(stage.vault / "Cables.md")
    stage.wait(lambda: stage.draft.path.name == "Cables.md")
    stage.press("z", CTRL)
    assert _read(stage) == before
    stage.wait(lambda: stage.data.decode() == before["Cables.md"])


def test_a_folder_a_limit_and_what_changed_meanwhile(stage: Stage) -> None:
    _open(stage)
    stage.window.actions_["vault.replace"].trigger()
    stage.wait(lambda: not _sheet(stage).words.text().strip())
    stage.press(Key.Key_Escape)
    stage.program.context.run("vault.replace", stage.vault / "deep")
    sheet = _seek(stage, "k", "q")
    assert [row.text(0) for row in sheet.tree.rows] == ["Other"]
    sheet.options.buttons[2].setChecked(True)
    sheet.field.setText("[")
    stage.wait(lambda: sheet.words.text().startswith("This regular expression isn't valid"))
    assert not sheet.go.isEnabled()
    sheet.field.setText(r"(\w)ey")
    sheet.replacement.setText("$1ing")
    stage.wait(lambda: sheet.go.isEnabled())
    (stage.vault / "deep/Other.md").write_text("Mine: key\n", "utf-8")
    sheet.go.click()
    assert stage.said.startswith("Replaced 0 places in 0 notes. Not updated, because they changed")
    assert _read(stage)["deep/Other.md"] == "Mine: key\n"
    # Of very many places the first are shown, and no other one is changed.
    most, changing_notes.MOST = changing_notes.MOST, 2
    try:
        stage.press("h", CTRL | SHIFT)
        sheet = _seek(stage, "key", "lock")
    finally:
        changing_notes.MOST = most
    assert sheet.words.text() == "The first 2 places; there are more."
    sheet.go.click()
    changed = {"Cables.md": _BEFORE["Cables.md"].replace("key", "lock")}
    assert _read(stage) == {**_BEFORE, "deep/Other.md": "Mine: key\n", **changed}


def test_safe_fixes_are_listed_made_and_taken_back(stage: Stage) -> None:
    write_vault(stage.vault)
    paths = sorted(stage.vault.rglob("*.md"))
    before = {path: path.read_bytes() for path in paths}
    shifted = stage.vault / "Channel 0/shifted 0.md"
    stage.start(stage.vault, player=False)
    stage.wait_for_files()
    stage.session.open_note(shifted)
    stage.wait(lambda: stage.program.editing.draft is not None)

    def now() -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in paths}

    stage.window.actions_["vault.fix"].trigger()
    sheet = _sheet(stage)
    stage.wait(lambda: sheet.go.isEnabled(), timeout_ms=60_000)  # its child has to start
    assert sheet.words.text() == "18 places in 3 notes"
    lead, old, new, tail = sheet.tree.chosen[0].places[0].shown
    assert lead.endswith("about lighthouses ")
    assert (old, new, tail) == ("[05:00:00]", "[00:05:00]", "")
    _, left_out, last = sheet.tree.rows
    _click(sheet, left_out)
    _click(sheet, last.child(0))
    changed = stage.vault / "Channel 1/shifted 1.md"
    sheet.go.click()
    assert stage.said == "Fixed 11 timestamps in 2 notes."
    fixed = now()
    assert {path for path in paths if fixed[path] != before[path]} == {shifted, changed}
    assert fixed[shifted] == stage.data
    assert b'data-t="05:00:00">[05:00:00]' in fixed[changed]
    assert b'data-t="00:06:07">[00:06:07]' in fixed[changed]
    assert fixed[changed].startswith(b"\xef\xbb\xbf")
    stage.view.setFocus()
    stage.press("z", CTRL)
    assert now() == before
    # Of one folder, of which nothing is left to fix once that is done.
    for words in ("Fixed 6 timestamps in 1 note.", ""):
        stage.program.context.run("vault.fix", stage.vault / "Channel 1")
        sheet = _sheet(stage)
        if not words:
            stage.wait(
                lambda sheet=sheet: sheet.words.text() == "There are no safe fixes.",
                timeout_ms=60_000,
            )
            break
        stage.wait(sheet.go.isEnabled, timeout_ms=60_000)
        sheet.go.click()
        assert stage.said == words
    stage.press(Key.Key_Escape)
