"""The timeline, moved by real keys and a real pointer."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QKeySequence, QPainter, QShortcut
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.stage import park_mouse, show_active
from tests.waiting import wait_until
from viewer.ui.kit.paint import mark_colour
from viewer.ui.kit.theme import load_theme
from viewer.ui.watch.ticks import Tick, TickRow
from viewer.ui.watch.timeline import Timeline
from viewer.ui.watch.timeline_card import HoverCard

HOUR_MS = 3_600_000
BAR_Y = 32
TICK_Y = 20
FAINT_Y = 44


class _Stage(QWidget):
    """A window with room above the timeline, as under a picture."""

    def __init__(self) -> None:
        super().__init__()
        self.timeline = Timeline(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 240, 0, 0)
        column.addWidget(self.timeline)
        self.resize(532, 340)


@pytest.fixture
def stage(qtbot: QtBot) -> _Stage:
    window = _Stage()
    window.timeline.set_duration(HOUR_MS)
    park_mouse()  # the display tells of it whenever it likes, wherever an earlier test left it
    show_active(qtbot, window)
    _move(window, QPoint(5, 5))
    return window


@pytest.fixture
def timeline(stage: _Stage) -> Timeline:
    return stage.timeline


def _move(widget: QWidget, point: QPoint) -> None:
    """Move the pointer as the window system would say it, without waiting for the real one."""
    window = widget.window()
    QTest.mouseMove(window.windowHandle(), widget.mapTo(window, point))


def _press(widget: QWidget, point: QPoint) -> None:
    window = widget.window()
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(window.windowHandle(), left, pos=widget.mapTo(window, point))


def _release(widget: QWidget, point: QPoint) -> None:
    window = widget.window()
    left = Qt.MouseButton.LeftButton
    QTest.mouseRelease(window.windowHandle(), left, pos=widget.mapTo(window, point))


def _at(timeline: Timeline, ms: int, y: int = BAR_Y) -> QPoint:
    return QPoint(round(timeline.x_of(ms)), y)


def _emitted(spy: QSignalSpy) -> list[int]:
    return [spy.at(index)[0] for index in range(spy.count())]


def _card(timeline: Timeline) -> HoverCard:
    (card,) = timeline.window().findChildren(HoverCard)
    return card


def test_click_seeks_inside_the_video_and_to_the_time_of_a_tick_that_is_near(
    timeline: Timeline,
) -> None:
    asked = QSignalSpy(timeline.seek_requested)
    QTest.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=_at(timeline, HOUR_MS // 2))
    (ms,) = _emitted(asked)
    assert abs(ms - HOUR_MS // 2) <= HOUR_MS // 500
    assert timeline.position_ms == ms
    # Outside the bar.
    asked = QSignalSpy(timeline.seek_requested)
    QTest.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=QPoint(1, BAR_Y))
    QTest.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=QPoint(timeline.width() - 1, BAR_Y))
    assert _emitted(asked) == [0, HOUR_MS]
    # Near a tick, to its own time.
    timeline.set_ticks([Tick(1_234_567, "The claim"), Tick(1_300_000, "Another")])
    asked = QSignalSpy(timeline.seek_requested)
    for offset in (-5, 4):
        at = _at(timeline, 1_234_567) + QPoint(offset, 0)
        QTest.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=at)
    assert _emitted(asked) == [1_234_567, 1_234_567]


def test_drag_scrubs_and_the_last_place_wins(timeline: Timeline, qtbot: QtBot) -> None:
    asked = QSignalSpy(timeline.seek_requested)
    _press(timeline, QPoint(100, BAR_Y))
    for x in range(101, 301):
        _move(timeline, QPoint(x, BAR_Y))
    # What the player says meanwhile must not pull the knob from under the pointer.
    timeline.set_position(0)
    assert timeline.position_ms == timeline.ms_at(300)
    _release(timeline, QPoint(300, BAR_Y))
    moves = _emitted(asked)
    assert moves[0] == timeline.ms_at(100)
    assert moves[-1] == timeline.ms_at(300)
    assert len(moves) < 100
    timeline.set_position(0)
    assert timeline.position_ms == 0


def test_drag_is_over_when_the_widget_is_hidden(timeline: Timeline) -> None:
    _press(timeline, QPoint(100, BAR_Y))
    _move(timeline, QPoint(200, BAR_Y))
    timeline.hide()
    timeline.set_position(0)
    assert timeline.position_ms == 0


def test_key_seeks_when_focused_also_one_that_is_a_shortcut_too(
    stage: _Stage, timeline: Timeline
) -> None:
    fired = QSignalSpy(QShortcut(QKeySequence(Qt.Key.Key_Right), stage).activated)
    timeline.setFocus(Qt.FocusReason.TabFocusReason)
    wait_until(timeline.hasFocus)
    asked = QSignalSpy(timeline.seek_requested)
    plain, shift = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
    expected = []
    for key, modifier, ms in (
        (Qt.Key.Key_Right, plain, 605_000),
        (Qt.Key.Key_Left, plain, 595_000),
        (Qt.Key.Key_Right, shift, 601_000),
        (Qt.Key.Key_Left, shift, 599_000),
        (Qt.Key.Key_PageUp, plain, 660_000),
        (Qt.Key.Key_PageDown, plain, 540_000),
        (Qt.Key.Key_Home, plain, 0),
        (Qt.Key.Key_End, plain, HOUR_MS),
    ):
        timeline.set_position(600_000)
        QTest.keyClick(timeline, key, modifier)
        expected.append(ms)
    assert _emitted(asked) == expected
    assert fired.count() == 0


def test_no_duration_is_quiet(timeline: Timeline) -> None:
    timeline.set_ticks([Tick(1000, "x")])
    timeline.set_duration(None)
    asked = QSignalSpy(timeline.seek_requested)
    QTest.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=QPoint(200, BAR_Y))
    timeline.set_position(5_000)
    timeline.grab()
    assert asked.count() == 0
    assert timeline.position_ms == 0
    assert timeline.accessibleDescription() == "No video"
    assert timeline.focusPolicy() == Qt.FocusPolicy.TabFocus
    timeline.set_duration(None)
    assert not timeline.isEnabled()


def test_hover_shows_time_and_claim_and_stays_in_the_window(
    stage: _Stage, timeline: Timeline
) -> None:
    timeline.set_ticks([Tick(2_000, "The very first claim"), Tick(1_800_000, "In the middle")])
    wanted = QSignalSpy(timeline.preview_requested)
    _move(timeline, _at(timeline, 1_800_000, TICK_Y) + QPoint(2, 0))
    card = _card(timeline)
    assert card.isVisible()
    assert wanted.at(wanted.count() - 1)[0] == 1_800_000
    for x in (0, 3, timeline.width() - 1):
        _move(timeline, QPoint(x, BAR_Y))
        face = card.face().toAlignedRect().translated(card.pos())
        assert stage.rect().contains(face), x
    _move(stage, QPoint(5, 5))
    assert not card.isVisible()


def test_preview_is_shown_when_it_is_for_the_moment_hovered(timeline: Timeline) -> None:
    timeline.set_ticks([Tick(1_800_000, "In the middle")])
    wanted = QSignalSpy(timeline.preview_requested)
    _move(timeline, _at(timeline, 1_800_000, TICK_Y))
    ms, width = wanted.at(wanted.count() - 1)
    assert (ms, width) == (1_800_000, round(208 * timeline.devicePixelRatioF()))
    without = _card(timeline).height()
    picture = QImage(width, width // 2, QImage.Format.Format_RGB32)
    picture.fill(QColor("#c03060"))
    timeline.set_preview(ms - 40, picture)
    assert _card(timeline).height() == without
    timeline.set_preview(ms, picture)
    assert _card(timeline).height() > without + 90
    shown = _card(timeline).grab().toImage()
    middle = shown.pixelColor(shown.width() // 2, shown.height() // 4)
    assert middle == QColor("#c03060")


def test_preview_of_another_video_is_forgotten(timeline: Timeline) -> None:
    _move(timeline, QPoint(200, BAR_Y))
    picture = QImage(208, 117, QImage.Format.Format_RGB32)
    picture.fill(QColor("#c03060"))
    timeline.set_preview(timeline.ms_at(200), picture)
    with_picture = _card(timeline).sizeHint().height()
    timeline.set_duration(HOUR_MS * 2)
    assert _card(timeline).sizeHint().height() < with_picture - 90


def test_other_notes_ticks_are_meant_below_the_bar(timeline: Timeline) -> None:
    timeline.set_ticks([Tick(600_000, "mine")])
    timeline.set_other_ticks([Tick(600_000, "theirs", faint=True)])
    x = timeline.x_of(600_000)
    ticks = [timeline.targets.tick_at(QPointF(x, y)) for y in (TICK_Y, FAINT_Y)]
    assert [tick and tick.text for tick in ticks] == ["mine", "theirs"]


def test_ticks_past_the_end_are_neither_shown_nor_meant(timeline: Timeline) -> None:
    timeline.set_ticks([Tick(HOUR_MS + 1, "past the end")])
    assert timeline.targets.tick_at(QPointF(timeline.x_of(HOUR_MS), TICK_Y)) is None


def test_nearest_tick_is_the_first_of_several_at_one_time() -> None:
    row = TickRow([Tick(50, "b"), Tick(10, "a"), Tick(50, "c"), Tick(90, "d")])
    for ms, text in ((0, "a"), (29, "a"), (30, "b"), (50, "b"), (69, "b"), (71, "d"), (999, "d")):
        assert getattr(row.nearest(ms), "text", None) == text, ms
    assert row.count_at(50) == 2
    assert TickRow(()).nearest(5) is None


def test_accessible_role_is_a_slider(timeline: Timeline) -> None:
    timeline.set_position(61_000)
    interface = QAccessible.queryAccessibleInterface(timeline)
    assert interface.role() == QAccessible.Role.Slider
    assert interface.text(QAccessible.Text.Name) == "Timeline"
    assert interface.text(QAccessible.Text.Description) == "1:01 of 1:00:00"
    assert interface.valueInterface() is None  # of which seconds and per cent would be said


def test_repeat_and_now_are_painted_on_their_place(timeline: Timeline) -> None:
    theme = load_theme("light")
    timeline.set_now(frozenset({900_000}))
    timeline.set_repeat((1_800_000, 2_400_000))
    shown = timeline.grab().toImage()
    ratio = timeline.devicePixelRatioF()

    def colour(ms: int, y: float) -> QColor:
        return shown.pixelColor(round(timeline.x_of(ms) * ratio), round(y * ratio))

    assert colour(900_000, 17) == theme.now_bar
    assert colour(2_100_000, 20) != theme.window
    assert colour(2_700_000, 20) == theme.window


def test_tick_in_doubt_is_a_triangle_and_not_of_the_colour_of_now(timeline: Timeline) -> None:
    timeline.set_ticks([Tick(900_000, ""), Tick(1_800_000, "", "doubt")])
    shown, theme = timeline.grab().toImage(), load_theme("light")
    ratio = timeline.devicePixelRatioF()

    def row(ms: int, y: float) -> list[QColor]:
        xs = range(round((timeline.x_of(ms) - 8) * ratio), round((timeline.x_of(ms) + 8) * ratio))
        colours = [shown.pixelColor(x, round(y * ratio)) for x in xs]
        return [colour for colour in colours if colour != theme.window]

    assert len(row(900_000, 17)) == len(row(900_000, 24))
    assert len(row(1_800_000, 24)) > 2 * len(row(1_800_000, 17)) > 0
    assert theme.doubt in row(1_800_000, 24)


def test_ticks_of_several_notes_have_the_colours_of_their_marks(qapp: QApplication) -> None:
    theme = load_theme("light")
    ticks = [Tick(ms, "", faint=True, mark=mark) for ms, mark in ((1_000, 0), (3_000, 1))]
    picture = QImage(100, 10, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    grey = {"plain": QColor("grey"), "doubt": QColor("grey")}
    row = TickRow([*ticks, Tick(2_000, "", faint=True)])
    row.paint(painter, (0, 100), 4_000, (0, 10), 1.0, grey, lambda mark: mark_colour(mark, theme))
    painter.end()
    seen = [picture.pixelColor(x, 5).name() for x in (25, 50, 75)]
    assert seen == [c.name() for c in (mark_colour(0, theme), grey["plain"], mark_colour(1, theme))]
