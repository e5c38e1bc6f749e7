"""The table of a vault's check alone: what it shows where there is little room."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.stage import show_alone
from viewer.evidence.tally import TallyRow
from viewer.evidence.verdicts import VERDICTS
from viewer.ui.kit.theme import apply_fonts
from viewer.ui.vault_check.table import CheckTable, TableRow


@pytest.mark.parametrize("zoom", [1.0, 1.5, 2.0])
def test_columns_have_names_in_large_text_too(
    qapp: QApplication, qtbot: QtBot, zoom: float
) -> None:
    around = QWidget()
    table = CheckTable(around)
    row = TallyRow("talks", (40,) * len(VERDICTS), 15, 3)
    table.resize(850, 400)
    table.show_rows(TableRow(row, "All channels"), [TableRow(row, "talks")], None)
    show_alone(qapp, qtbot, around, table)
    apply_fonts(qapp, zoom)
    try:
        table.show_rows(TableRow(row, "All channels"), [TableRow(row, "talks")], None)
        columns = table.head.columns
        assert len(columns.kinds) == len(VERDICTS)
        assert 0.88 / zoom - 0.01 <= columns.names_scale <= 0.88
        assert columns.name >= 110
    finally:
        apply_fonts(qapp)


def test_table_that_sorts_itself_keeps_its_view(qapp: QApplication, qtbot: QtBot) -> None:
    around = QWidget()
    table = CheckTable(around)
    table.resize(600, 400)

    def show(order: Sequence[int]) -> None:
        names = [f"Channel {number:02}" for number in order]
        none = (0,) * len(VERDICTS)
        rows = [TableRow(TallyRow(name, none, 1, 0), name) for name in names]
        table.show_rows(TableRow(TallyRow("", none, 60, 0), "All"), rows, table.current_key)

    bar = table.list.verticalScrollBar()
    show(range(60))
    show_alone(qapp, qtbot, around, table)
    show(range(59, -1, -1))
    assert bar.value() == 0
    assert table.current_key == "Channel 59"
    bar.setValue(bar.maximum() // 2)
    seen = bar.value()
    show(range(60))
    assert bar.value() == seen
    table.list.setFocus()
    QTest.keyClick(table.list, Qt.Key.Key_Down)
    assert table.current_key == "Channel 01"
    show(range(59, -1, -1))
    assert table.current_key == "Channel 01"  # a row that was chosen stays chosen
