"""Menus, tooltips, sheets that ask for a line, what is known of the video, and very large text."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu, QToolButton, QToolTip, QWidget

from tests.shots.shot_stage import ShotStage
from tests.ui.stage import ask_for_menu, ask_for_tip, place_of, place_of_chip
from tests.waiting import rest
from viewer import TOUR
from viewer.translation import tr
from viewer.ui.kit.field_sheet import FieldSheet
from viewer.ui.shell.menus import MENUS

Shot = tuple[str, tuple[int, int]]
_LARGE, _SMALL = (1440, 900), (900, 560)


def look_states(stage: ShotStage) -> Iterator[Shot]:
    """Go through what lies over the window, then through the window in the largest text."""
    folder = stage.work / "looks"
    folder.mkdir()
    note = folder / "How a seek works.md"
    shutil.copyfile(TOUR, note)
    film = folder / "tour.mp4"
    shutil.copyfile(TOUR.with_suffix(".mp4"), film)
    chapters = '{"chapters": [{"start_time": 0, "title": "What a frame is"}, '
    chapters += '{"start_time": 20, "title": "What a seek costs, and why it is paid twice"}, '
    chapters += '{"start_time": 60, "title": "Still pictures"}]}'
    film.with_suffix(".info.json").write_text(chapters, "utf-8")
    stage.open(note, 49_000)
    yield from _menus(stage)
    yield from _tooltips(stage)
    yield from _sheets(stage)
    button = stage.window.page.byline.video
    button.menu().popup(_below(button))
    for size in (_LARGE, _SMALL):
        yield "about-video", size
    button.menu().close()
    yield from _largest_text(stage)


def _below(button: QToolButton) -> QPoint:
    """Return where Qt opens the menu of a button."""
    if not button.isRightToLeft():
        return button.mapToGlobal(button.rect().bottomLeft())
    button.menu().aboutToShow.emit()  # which fills it
    wide = button.menu().sizeHint().width()
    return button.mapToGlobal(button.rect().bottomRight()) - QPoint(wide, 0)


def _menus(stage: ShotStage) -> Iterator[Shot]:
    window = stage.window
    button = window.header.findChildren(QToolButton)[0]
    menu = button.menu()
    for size in (_LARGE, _SMALL):
        window.resize(*size)
        rest(200)
        menu.popup(_below(button))
        for name in MENUS:
            action = next(each for each in menu.actions() if each.text() == tr(name))
            inner = action.menu()
            assert isinstance(inner, QMenu)
            at = menu.mapToGlobal(menu.actionGeometry(action).topRight())
            if menu.isRightToLeft():
                at = menu.mapToGlobal(menu.actionGeometry(action).topLeft())
                at -= QPoint(inner.sizeHint().width(), 0)
            inner.popup(at)
            rest(150)
            yield f"menu-{name.lower()}", size
            inner.close()
        menu.close()
        view = window.page.view
        for name, at in (
            ("claim", place_of(view, "whole picture")),
            ("time", place_of_chip(view, 3)),
        ):
            ask_for_menu(view, at)
            rest(200)
            yield f"menu-of-{name}", size
            popup = QApplication.activePopupWidget()
            assert popup is not None
            popup.close()


def _tooltips(stage: ShotStage) -> Iterator[Shot]:
    stage.window.resize(*_LARGE)
    rest(200)
    for name, widget in (
        ("button", stage.window.header.findChildren(QToolButton)[4]),
        ("title", stage.window.header._title),
    ):
        at = QPoint(min(60, widget.width() // 2), widget.height() // 2)
        ask_for_tip(widget, at)
        rest(200)
        yield f"tooltip-{name}", _LARGE
        QToolTip.hideText()
        rest(400)


def _sheets(stage: ShotStage) -> Iterator[Shot]:
    window = stage.window
    stage.program.navigator.go_to_claim(2)
    rest(500)
    for name, action, wrong in (
        ("sheet-time", "retime.typed", "1:75:99 or so"),
        ("sheet-shift", "shift", "a bit"),
        ("sheet-video", "note.video", ""),
    ):
        window.actions_[action].trigger()
        (sheet,) = (one for one in window.findChildren(FieldSheet) if one.isVisible())
        rest(200)
        yield name, _LARGE
        sheet.field.setText(wrong)
        sheet.buttons["accept"].click()
        rest(200)
        if sheet.isVisible():
            yield f"{name}-wrong", _LARGE
            yield f"{name}-wrong", _SMALL
        sheet.close_sheet()
        rest(100)


def _largest_text(stage: ShotStage) -> Iterator[Shot]:
    """Go through the window in the largest text that can be set."""
    window, settings = stage.window, stage.program.settings
    settings.set("looks/zoom", 2.5)
    rest(500)
    for key in ("transcript", "claims", "findings"):
        window.tabs.show_tab(key)
        rest(300)
        yield f"largest-text-{key}", _SMALL
    window.tabs.show_tab("claims")
    yield "largest-text", _LARGE
    window.actions_["retime.typed"].trigger()
    rest(300)
    yield "largest-text-sheet", _SMALL
    for sheet in window.findChildren(FieldSheet):
        sheet.close_sheet()
    window.actions_["note.new"].trigger()
    rest(300)
    yield "largest-text-new-note", _SMALL
    for sheet in window.findChildren(FieldSheet):
        sheet.close_sheet()
    window.actions_["start"].trigger()
    rest(900)
    yield "largest-text-start", _SMALL
    settings.set("looks/zoom", stage.zoom)
    rest(300)


def popups(window: QWidget) -> list[QWidget]:
    """Give the menus and tooltips over a window, the lowest first."""
    kinds = Qt.WindowType.Popup, Qt.WindowType.ToolTip
    shown = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    found = [each for each in shown if each is not window and each.windowType() in kinds]
    return sorted(found, key=lambda each: each.pos().x())
