"""A sheet over its window: what it paints when the theme changes under it."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.stage import show_alone
from viewer.ui.kit.boxes import column_of
from viewer.ui.kit.sheet import QuestionSheet, Segments
from viewer.ui.kit.theme import apply_theme, load_theme


def test_words_of_a_sheet_have_the_colours_of_another_theme_at_once(
    qapp: QApplication, qtbot: QtBot
) -> None:
    window = QWidget()
    window.resize(800, 600)
    sheet = QuestionSheet(window)
    show_alone(qapp, qtbot, window, window)
    sheet.ask("Delete it?", "It goes to the trash.", ("no", "No"), ("yes", "Delete"))
    for name in ("dark", "light", "dark"):
        apply_theme(qapp, load_theme(name))
        qapp.sendPostedEvents()  # that the palette changed; no timer calls yet
        for words, tone in ((sheet.title, "ink"), (sheet.words, "muted")):
            shown = words.palette().color(words.foregroundRole())
            assert shown == getattr(load_theme(name), tone), (name, words.text())
    apply_theme(qapp, load_theme("light"))


def test_choice_that_has_no_room_in_a_line_goes_on_in_the_next(
    qapp: QApplication, qtbot: QtBot
) -> None:
    window = QWidget()
    choice = Segments("Quality", ["360p", "480p", "720p", "1080p"], window, wraps=True)
    column_of(window, choice, (None, 1))
    window.resize(900, 300)
    show_alone(qapp, qtbot, window, window)
    qapp.processEvents()
    high = choice.height()
    for width, lines in ((choice.minimumSizeHint().width() * 2 + 30, 2), (90, 4), (900, 1)):
        window.resize(width, 300)
        qapp.processEvents()
        cells = [choice._cell(index) for index in range(4)]
        assert len({cell.top() for cell in cells}) == lines
        assert all(choice.rect().toRectF().contains(cell) for cell in cells)
        assert choice.height() == (high - 2) * lines + 2
