"""Two texts side by side, where a person has to choose."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from viewer.notes.merge import Choice, Merge
from viewer.ui.buttons import WordButton
from viewer.ui.theme import theme_of


def _tr(text: str) -> str:
    return QCoreApplication.translate("merge_view", text)


def _shown(text: bytes) -> str:
    return text.decode("utf-8", "replace").strip("\r\n") or "—"


def ask_conflicts(parent: QWidget, merged: Merge) -> Mapping[int, Choice] | None:
    """Ask which side to take of each conflict; None where the person would not choose now."""
    dialog = QDialog(parent)
    dialog.setWindowTitle(_tr("The same lines were changed twice"))
    dialog.resize(860, 520)
    column = QVBoxLayout(dialog)
    column.addWidget(
        QLabel(
            _tr("Choose for each place. The text that is not taken is kept for 30 days."), dialog
        )
    )
    inside = QWidget()
    grid = QGridLayout(inside)
    groups: list[QButtonGroup] = []
    kinds = (
        (Choice.OURS, _tr("Yours")),
        (Choice.THEIRS, _tr("On disk")),
        (Choice.BOTH, _tr("Both")),
    )
    for row, region in enumerate(merged.conflicts):
        group = QButtonGroup(dialog)
        groups.append(group)
        choices = QHBoxLayout()
        for number, (_, text) in enumerate(kinds):
            button = QRadioButton(text)
            button.setChecked(number == 0)
            group.addButton(button, number)
            choices.addWidget(button)
        choices.addStretch(1)
        grid.addLayout(choices, row * 2, 0, 1, 2)
        for side, lines in enumerate((region.ours, region.theirs)):
            label = QLabel(_shown(lines))
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setMargin(8)
            label.setAutoFillBackground(True)
            palette = label.palette()
            palette.setColor(palette.ColorRole.Window, theme_of(parent).field)
            label.setPalette(palette)
            grid.addWidget(label, row * 2 + 1, side)
    grid.setRowStretch(2 * len(groups), 1)
    area = QScrollArea(dialog)
    area.setWidgetResizable(True)
    area.setWidget(inside)
    column.addWidget(area, 1)
    buttons = QHBoxLayout()
    buttons.addStretch(1)
    later = WordButton(_tr("Not now"), dialog)
    later.clicked.connect(dialog.reject)
    take = WordButton(_tr("Take these"), dialog, primary=True)
    take.clicked.connect(dialog.accept)
    buttons.addWidget(later)
    buttons.addWidget(take)
    column.addLayout(buttons)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return None
    return {number: kinds[group.checkedId()][0] for number, group in enumerate(groups)}
