"""The table of a vault's check alone: what it shows where there is little room."""

from __future__ import annotations

import pytest
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
