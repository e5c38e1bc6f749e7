"""A kind of finding is one class: a toy, added here alone, is there wherever the real ones are."""

from __future__ import annotations

import json
import os
from pathlib import Path

import jsonschema
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests import documents
from tests.ui.conftest import long_video as long_video
from tests.ui.conftest import make_stage as make_stage
from tests.ui.conftest import stage as stage
from tests.ui.review_case import Case
from tests.ui.stage import Stage
from viewer.__main__ import main
from viewer.evidence import verdicts
from viewer.evidence.check import examine
from viewer.evidence.check_many import CheckWish, check_vault
from viewer.evidence.dismissed import Dismissed
from viewer.evidence.finding import Finding
from viewer.evidence.note_check import Cited, NoteCheck
from viewer.evidence.sources import Places
from viewer.evidence.tally import Tally
from viewer.evidence.verdicts import LABEL_DIFFERS, NO_EVIDENCE, Rule
from viewer.notes.note import Note
from viewer.ui.kit.theme import theme_of
from viewer.ui.vault_check.table import CheckTable, TableRow

TEXT = """- Cats are soft [0:07]
- Dogs bark [0:10]
- Cows moo [0:17]
- Goats climb <a class="yt-timestamp" data-t="0:20">[0:50]</a>
"""
SCHEMA = "resources/schemas/check.schema.json"


class _Seven(Rule):
    """The time ends with a seven."""

    value, counted, name = "seven", "end with a seven", "Sevens"
    words, said = "The time ends with a seven.", "A seven"
    # Behind what holds and what nothing is known of, in the table as in the summary.
    colour, pattern, order = "link", "CrossPattern", (2, 2)
    many = "1 time ends with a seven|%n times end with a seven"

    def found(self, check: NoteCheck, one: Cited) -> Finding | None:
        ms = one.read_ms
        return check.finding(self, one, ms) if ms is not None and ms % 10_000 == 7_000 else None


SEVEN = _Seven()


@pytest.fixture(autouse=True)
def toy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CACHE", "STATE", "DATA", "CONFIG"):
        monkeypatch.setenv(f"XDG_{name}_HOME", os.fspath(tmp_path / name))
    monkeypatch.setattr(verdicts, "VERDICTS", (SEVEN, *verdicts.VERDICTS))


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    folder = tmp_path / "vault"
    (folder / "Farm").mkdir(parents=True)
    (folder / "Farm" / "animals.md").write_text(TEXT, "utf-8")
    (folder / "Farm" / "bytes.md").write_bytes(b"\xff [0:07]\n")  # which is not checked
    return folder


def test_check_makes_it() -> None:
    findings = examine(Note.parse(TEXT.encode())).findings
    assert [finding.verdict for finding in findings] == [SEVEN, NO_EVIDENCE, SEVEN, LABEL_DIFFERS]
    assert [finding.is_doubtful for finding in findings] == [True, False, True, True]


def test_terminal_tells_and_counts_it(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(vault)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert "0:07  end with a seven" in "\n".join(lines)
    summary = lines[lines.index("4 timestamps in 1 note; 3 problems") + 1 :]
    assert [line.split(maxsplit=1) for line in summary] == [
        ["0", "confirmed"],
        ["1", "can't tell"],
        ["2", "end with a seven"],
        ["1", "time and label differ"],
    ]
    (vault / "many.md").write_text("".join(f"- Many [0:{n}7]\n" for n in range(5)), "utf-8")
    assert main(["check", str(vault / "many.md")]) == 1
    assert "5 times end with a seven" in capsys.readouterr().out


def test_json_has_it_and_the_schema_promises_it(
    vault: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--json", str(vault)]) == 1
    entries = json.loads(capsys.readouterr().out)
    assert [entry["verdict"] for entry in entries].count("seven") == 2
    jsonschema.validate(entries, json.loads(documents.written(SCHEMA)))


def test_one_that_is_kept_holds(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = vault / "Farm" / "animals.md"
    state = Path(os.environ["XDG_STATE_HOME"]) / "cuenote"
    Dismissed.open(state).keep(path, Note.parse(path.read_bytes()), [0])
    main(["check", "--json", str(path)])
    assert json.loads(capsys.readouterr().out)[0]["verdict"] == "holds"


def test_table_of_a_vault_shows_it(vault: Path, qapp: QApplication, qtbot: QtBot) -> None:
    wish = CheckWish(vault, Places(None, None, vault, None, vault), vault)
    notes = ["Farm/animals.md", "Farm/bytes.md"]
    tally = Tally()
    for checked in (one for batch in check_vault(wish, notes) for one in batch):
        if checked.was_read:
            tally.add(checked.path, checked.counts, checked.sure)
    table = CheckTable(None)  # type: ignore[arg-type]
    qtbot.addWidget(table)
    table.resize(900, 300)
    table.show_rows(
        TableRow(tally.total, "All"), [TableRow(row, row.key) for row in tally.channels()], None
    )
    names = [kind.name for kind in table.head.columns.kinds]
    assert names == ["Confirmed", "Can't tell", "Sevens", "Label differs"]
    row = table.list.rows.index(0)
    assert "4 timestamps; Can't tell: 1; Sevens: 2; Label differs: 1" in row.data(
        Qt.ItemDataRole.AccessibleTextRole
    )
    right = table.head.columns.numbers[3][0]
    assert table.head._words_at(right) == "Sevens: The time ends with a seven."
    # The swatch over its column is filled as its class says.
    shot = table.grab().toImage()
    assert shot.pixelColor(round(right) - 2, 12) == theme_of(table).link


def test_window_lists_it_among_the_findings(stage: Stage, long_video: Path) -> None:
    case = Case(stage, long_video, TEXT, said=False)
    case.start()
    assert case.times == ["0:07", "0:17", "0:20"]
    stage.press("d")
    stage.wait(lambda: case.view.count.text() == "1 of 3")
    assert case.content.kind == "A seven"
    rows = case.view.list_.rows.rows
    assert [row.kind for row in rows][:2] == ["A seven", "A seven"]
