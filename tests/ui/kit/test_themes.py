"""The colours and the icons: complete, well formed, and told from every ground they are used on."""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage, QPalette
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.stage import Stage, ask_for_tip
from viewer import RESOURCES, TOUR
from viewer.base.errors import ViewerError
from viewer.ui.kit.buttons import IconButton, TickBox, WordButton
from viewer.ui.kit.field import Field
from viewer.ui.kit.placeholder import page_ground
from viewer.ui.kit.sheet import Segments, Words
from viewer.ui.kit.theme import BUILT_IN, Theme, apply_theme, load_theme, read_theme
from viewer.ui.transcript.transcript_view import BarContent

_NAMES = [field.name for field in fields(Theme) if field.name != "dark"]
# WCAG 2.2: text (1.4.3; with more contrast 1.4.6); what tells a control or its state (1.4.11).
_LEAST = {"text": (4.5, 7.0), "shape": (3.0, 4.5)}

_GROUNDS = ("window", "paper", "field")
# What is written on what; kept by hand, since no file says it.
_TEXT_ON: Mapping[str, Sequence[str]] = {
    "ink": (*_GROUNDS, "hover", "select", "text_select", "now_wash", "code", "doubt_wash", "wave"),
    "muted": (*_GROUNDS, "hover", "select", "now_wash", "code"),
    "link": (
        *(*_GROUNDS, "hover", "select", "text_select"),
        *("now_wash", "code", "chip_wash", "doubt_wash"),
    ),
    "link_ink": ("link",),
    "now": ("window", "paper", "now_wash"),
    "now_fill_ink": ("now_fill",),
    "good": _GROUNDS,
    "doubt": (*_GROUNDS, "doubt_wash", "now_wash", "select"),
    "bad": (*_GROUNDS, "select"),
    "pill_ink": ("pill",),
    "pill_muted": ("pill",),
}
# What is drawn on what, and tells something by that alone.
_SHAPE_ON: Mapping[str, Sequence[str]] = {
    "edge": (*_GROUNDS, "hover"),  # of fields, buttons and choices; of the timeline's bar
    "tick_faint": ("window", "paper"),  # ticks of other notes, and handles of scroll bars
    "ink": ("window", "wave"),  # ticks
    "doubt": ("window", "wave"),  # ticks
    "link": (*_GROUNDS, "track", "select", "chip_wash"),  # rings, bars of selected rows, what is on
    "now_bar": ("window", "paper", "now_wash", "wave"),
    "good": ("select",),  # a film that is saved
    "muted": ("window", "paper", "field"),  # icons
}
# Grounds, which say nothing by themselves: what is lit by one has a bar, an edge or bold words too.
_WASHES = frozenset({"hover", "select", "text_select", "chip_wash", "now_wash", "doubt_wash"})
_WASHES |= {"code", "wave", "track", "pill", "now_fill", *_GROUNDS}
_SAYS_NOTHING = frozenset({"line"})  # hairlines between parts


def _contrast(one: QColor, other: QColor) -> float:
    def luminance(colour: QColor) -> float:
        linear = [
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
            for part in (colour.redF(), colour.greenF(), colour.blueF())
        ]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("name", BUILT_IN)
def test_what_is_wrong_has_not_the_hue_of_now(name: str) -> None:
    theme = load_theme(name)
    for now in (theme.now, theme.now_wash, theme.now_bar, theme.now_fill):
        for wrong in (theme.doubt, theme.doubt_wash, theme.bad):
            apart = abs(now.hslHue() - wrong.hslHue())
            assert min(apart, 360 - apart) >= 25


def _least(kind: str, theme: str) -> float:
    return _LEAST[kind][theme.startswith("contrast")]


def test_every_colour_is_held_against_another_or_is_known_to_say_nothing() -> None:
    named = {*_TEXT_ON, *_SHAPE_ON}
    assert named | _WASHES | _SAYS_NOTHING == set(_NAMES)
    met = {ground for grounds in (*_TEXT_ON.values(), *_SHAPE_ON.values()) for ground in grounds}
    assert met - named >= _WASHES - {"pill_muted"} - named


def test_every_theme_that_is_there_can_be_chosen_and_names_the_same_colours() -> None:
    files = {path.stem: path for path in (RESOURCES / "themes").glob("*.toml")}
    assert set(files) == set(BUILT_IN)
    for name, path in files.items():
        assert set(tomllib.loads(path.read_text("utf-8"))) == {"dark", *_NAMES}, name
        assert read_theme(path) == load_theme(name)
        assert load_theme(name).dark == name.endswith("dark")


@pytest.mark.parametrize("name", BUILT_IN)
@pytest.mark.parametrize(("kind", "pairs"), [("text", _TEXT_ON), ("shape", _SHAPE_ON)])
def test_what_says_something_is_told_from_any_ground_it_meets(
    name: str, kind: str, pairs: Mapping[str, Sequence[str]]
) -> None:
    theme = load_theme(name)
    too_faint = {
        f"{one} on {ground}": round(contrast, 2)
        for one, grounds in pairs.items()
        for ground in grounds
        if (contrast := _contrast(getattr(theme, one), getattr(theme, ground))) < _least(kind, name)
    }
    assert too_faint == {}


ICONS = sorted((RESOURCES / "icons").glob("*.svg"))
assert len(ICONS) >= 40
_SVG = "{http://www.w3.org/2000/svg}"
_CONTROLS: tuple[Callable[[QWidget], QWidget], ...] = (
    lambda parent: WordButton("Export…", parent),
    lambda parent: Field("Filter", parent),
    lambda parent: Segments("Sort by", ["Name", "Size"], parent),
    lambda parent: TickBox("Captions", parent),
)


def _strongest(image: QImage, row: QRect, ground: QColor) -> float:
    """Return the highest contrast to `ground` of a stretch of pixels, as they are painted."""
    return max(
        _contrast(image.pixelColor(x, y), ground)
        for x in range(row.left(), row.right() + 1)
        for y in range(row.top(), row.bottom() + 1)
    )


@pytest.mark.parametrize("make", _CONTROLS, ids=["button", "field", "choice", "tick box"])
@pytest.mark.parametrize("name", BUILT_IN)
def test_control_when_painted_has_an_edge_that_is_seen(
    qapp: QApplication, qtbot: QtBot, name: str, make: Callable[[QWidget], QWidget]
) -> None:
    theme = load_theme(name)
    apply_theme(qapp, theme)
    window = QWidget()
    qtbot.addWidget(window)
    control = make(window)
    control.resize(control.sizeHint())
    image = window.grab().toImage()
    # From its left edge inwards, in the middle of its height: no word is there.
    middle = control.height() // 2
    row = QRect(control.mapTo(window, QPoint(0, middle)), control.mapTo(window, QPoint(6, middle)))
    assert _strongest(image, row, theme.window) >= _least("shape", name)


def test_own_theme_changes_what_it_names(tmp_path: Path) -> None:
    path = tmp_path / "Night sky.toml"
    path.write_text('dark = true\nlink = "#8fd3ff"\n', "utf-8")
    theme = read_theme(path)
    assert theme.dark
    assert theme.link == QColor("#8FD3FF")
    assert theme.paper == load_theme("dark").paper


@pytest.mark.parametrize(
    ("written", "why"),
    [
        (b'link = "blue"', "“link” is not a colour such as #0B62C4"),
        (b"link = 3", "“link” is not a colour such as #0B62C4"),
        (b'lnik = "#0B62C4"', "there is no colour “lnik”"),
        (b'dark = "yes"', "“dark” is true or false"),
        (b"link: blue", "(at line 1, column 5)"),
        (b"\xff\xfe", "can't decode byte 0xff"),
        (None, "No such file or directory"),
    ],
)
def test_own_theme_that_cannot_be_used_is_refused_in_words(
    tmp_path: Path, written: bytes | None, why: str
) -> None:
    path = tmp_path / "mine.toml"
    if written is not None:
        path.write_bytes(written)
    with pytest.raises(ViewerError) as refused:
        read_theme(path)
    assert str(refused.value).startswith("The colours “mine” can't be used: ")
    assert why in str(refused.value)


@pytest.mark.parametrize("path", ICONS, ids=lambda path: path.stem)
def test_icon_when_read_is_drawn_like_the_others(path: Path) -> None:
    source = path.read_text("utf-8")
    root = ElementTree.fromstring(source)
    assert root.tag == f"{_SVG}svg"
    assert root.get("viewBox") == "0 0 24 24"
    assert root.get("stroke") == "currentColor"
    assert root.get("stroke-width") == "1.75"
    assert (root.get("stroke-linecap"), root.get("stroke-linejoin")) == ("round", "round")
    assert len(root) > 0
    # Any colour of its own would stay when the theme changes.
    colours = set(re.findall(r'(?:fill|stroke)="([^"]*)"', source))
    assert colours <= {"none", "currentColor"}


def _tip_over(stage: Stage, widget: QWidget, at: QPoint) -> QWidget:
    """Hold the mouse over a widget until its tooltip is there, and give that."""
    QToolTip.hideText()
    stage.wait(lambda: not _labels())
    ask_for_tip(widget, at)
    stage.wait(lambda: bool(_labels()))
    return _labels()[0]


def _labels() -> list[QWidget]:
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
            label = _tip_over(stage, widget, widget.rect().center())
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


def test_window_is_dark_throughout_once_the_theme_is(stage: Stage) -> None:
    stage.start(stage.write("note.md", "A claim [0:05].\n", video=Path("gone.mp4")))
    stage.wait(lambda: stage.window.player.video_view.page() is not None)
    light = load_theme("light")
    grounds = {c.rgb() for c in (light.window, light.paper, light.field, page_ground(light))}

    def seen() -> set[int]:
        stage.app.sendPostedEvents()
        picture = stage.window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        return {*memoryview(picture.constBits()).cast("I")}

    assert grounds <= seen()
    stage.program.transcripts.view.bar.show_content(BarContent("Words"))
    apply_theme(stage.app, load_theme("dark"))
    assert not grounds & seen()
    inks = [getattr(load_theme("dark"), field.name) for field in fields(Theme)]
    told = stage.window.findChildren(Words)
    assert len(told) > 1
    own = [(one.parent(), one.palette().color(QPalette.ColorRole.WindowText)) for one in told]
    assert [type(parent) for parent, ink in own if ink not in inks] == []
