"""A sheet over its window: what it paints when the theme changes under it."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.stage import show_alone
from viewer.ui.kit.sheet import QuestionSheet
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
