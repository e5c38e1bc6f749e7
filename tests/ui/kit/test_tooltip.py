"""Tooltips: every one of them has the shape and the colours of the menus, light and dark."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from tests.ui.stage import Stage, ask_for_tip
from viewer import TOUR
from viewer.ui.kit.buttons import IconButton
from viewer.ui.kit.theme import apply_theme, load_theme


def tip_over(stage: Stage, widget: QWidget, at: QPoint) -> QWidget:
    """Hold the mouse over a widget until its tooltip is there, and give that."""
    QToolTip.hideText()
    stage.wait(lambda: not labels())
    ask_for_tip(widget, at)
    stage.wait(lambda: bool(labels()))
    return labels()[0]


def labels() -> list[QWidget]:
    return [
        each
        for each in QApplication.topLevelWidgets()
        if each.metaObject().className() == "QTipLabel" and each.isVisible()
    ]


@pytest.mark.all_only
def test_tooltips_have_the_shape_and_the_colours_of_the_menus(stage: Stage) -> None:
    stage.start(TOUR, player=False)
    title = stage.window.header._title  # whose tooltip Qt shows, the button's is shown by itself
    button = stage.window.header.findChildren(IconButton)[0]
    for name in ("light", "dark"):
        theme = load_theme(name)
        apply_theme(stage.app, theme)
        for widget in (title, button):
            label = tip_over(stage, widget, widget.rect().center())
            picture = label.grab().toImage()
            ratio = picture.devicePixelRatio()

            def colour(x: float, y: float, picture=picture, ratio=ratio) -> QColor:
                return QColor(picture.pixelColor(round(x * ratio), round(y * ratio)))

            middle = label.height() / 2
            assert colour(4, middle).name() == theme.field.name()
            assert colour(0, middle).name() == theme.line.name()
            assert not label.mask().contains(QPoint(0, 0))
            assert label.mask().contains(label.rect().center())
            assert label.text() == QToolTip.text()
    QToolTip.hideText()
