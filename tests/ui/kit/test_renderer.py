"""Pictures and formulas in a process of their own: what is refused, and that time is bounded."""

import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from PySide6.QtCore import QObject, QSize
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.conftest import Children
from tests.ui import hostile_pictures
from tests.waiting import wait_until
from viewer.ui.kit.button_list import Thumbnails
from viewer.ui.kit.render_child import self_contained
from viewer.ui.kit.renderer import Decoded, Fault, Formula, Renderer

Ask = Callable[[Path], Decoded | Fault]
CPU_S = 0.7


@pytest.fixture(scope="module")
def renderer(qapp: QApplication) -> Iterator[Renderer]:
    owner = QObject()
    made = Renderer(owner, cpu_s=CPU_S)
    yield made
    made.shutdown()


def _answer(ask: Callable[[Callable[[Any], None]], None]) -> Any:
    answers: list[Any] = []
    ask(answers.append)
    wait_until(lambda: bool(answers))
    return answers[0]


@pytest.fixture(scope="module")
def ask(renderer: Renderer) -> Ask:
    return lambda path: _answer(
        lambda then: renderer.picture(path.parent, path.name, 700, 2.0, then)
    )


@pytest.fixture(scope="module")
def set_(renderer: Renderer) -> Callable[[str], Formula | Fault]:
    return lambda tex: _answer(lambda then: renderer.formula(tex, then, is_display=False))


def test_picture_is_decoded_as_large_as_it_is_shown(ask: Ask, tmp_path: Path) -> None:
    small = ask(hostile_pictures.good(tmp_path / "a.png"))
    assert small.size.toTuple() == (40, 20)
    assert small.image.pixelColor(5, 5) == QColor("red")
    large = ask(hostile_pictures.good(tmp_path / "b.jpg", 2800, 1400))
    assert large.size.toTuple() == (700, 350)
    assert large.image.size().toTuple() == (1400, 700)


def test_what_is_no_picture_is_refused_at_once(ask: Ask, tmp_path: Path) -> None:
    assert isinstance(ask(hostile_pictures.good(tmp_path / "a.png")), Decoded)
    before = set(psutil.Process().children())
    (tmp_path / "words.png").write_text("no picture")
    (tmp_path / "large.png").touch()
    with (tmp_path / "large.png").open("r+b") as file:
        file.truncate(1 << 31)
    wanted = {
        tmp_path / "none.png": Fault.MISSING,
        tmp_path / "words.png" / "none.png": Fault.MISSING,
        tmp_path: Fault.NOT_A_FILE,
        tmp_path / "words.png": Fault.UNREADABLE,
        tmp_path / "large.png": Fault.TOO_LARGE,
        tmp_path / "a\0b": Fault.UNREADABLE,
        hostile_pictures.bomb_png(tmp_path / "bomb.png"): Fault.TOO_LARGE,
    }
    if sys.platform != "win32":
        there = socket.socket(socket.AF_UNIX)
        there.bind(str(tmp_path / "s"))
        there.close()
        wanted |= {
            hostile_pictures.pipe(tmp_path / "pipe.png"): Fault.NOT_A_FILE,
            tmp_path / "s": Fault.NOT_A_FILE,
            Path("/dev/ptmx"): Fault.NOT_A_FILE,
            Path("/dev/zero"): Fault.NOT_A_FILE,
        }
    assert {path: ask(path) for path in wanted} == wanted
    assert set(psutil.Process().children()) == before, "none of them ended the process"


@pytest.mark.all_only
def test_picture_that_takes_for_ever_is_given_up_and_the_next_is_shown(
    ask: Ask, tmp_path: Path
) -> None:
    good = hostile_pictures.good(tmp_path / "a.png")
    assert isinstance(ask(good), Decoded)
    before = set(psutil.Process().children())
    assert ask(hostile_pictures.bomb_svg(tmp_path / "bomb.svg")) is Fault.TOO_SLOW
    assert isinstance(ask(good), Decoded)
    (first,) = before - set(psutil.Process().children())
    assert not first.is_running() or first.status() == psutil.STATUS_ZOMBIE


def test_drawing_loads_nothing_from_elsewhere(ask: Ask, tmp_path: Path) -> None:
    outside = hostile_pictures.good(tmp_path / "outside.png")
    found = ask(hostile_pictures.outside_svg(tmp_path / "a.svg", outside))
    if isinstance(found, Decoded):
        assert found.image.pixelColor(10, 10) == QColor("#00ff00")
        assert found.image.pixelColor(70, 10) != QColor("red")
    inner = self_contained(
        b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
        b'<image xlink:href="data:image/svg+xml;base64,PHN2Zz4="/><image href="a.png"/>'
        b'<image xlink:href="data:image/png;base64,iVBORw0KGgo="/><script/></svg>'
    )
    assert inner.count(b"image") == 2
    assert b"iVBOR" in inner
    assert b"xlink:href" in inner


def test_drawing_of_pure_shapes_is_shown(ask: Ask, tmp_path: Path) -> None:
    path = tmp_path / "a.svg"
    path.write_text(
        f'{hostile_pictures.SVG} width="40" height="20"><defs><rect id="a" width="20" height="20" '
        'fill="#00ff00"/></defs><use xlink:href="#a" x="20"/></svg>'
    )
    found = ask(path)
    assert found.image.pixelColor(10, 10).alpha() == 0
    assert found.image.pixelColor(70, 10) == QColor("#00ff00")


def test_formula_is_set_about_its_baseline(set_: Callable[[str], Formula | Fault]) -> None:
    flat, deep = set_("x"), set_(r"\frac{a}{\color{red}{b}}")
    assert flat.descent < 0.1 < deep.descent
    assert flat.ascent < 0.6 < deep.ascent
    assert {colour for colour, _ in deep.parts} == {"", "red"}
    for colour, path in deep.parts:
        bounds = path.boundingRect()
        assert 0 <= bounds.left() < bounds.right() <= deep.width, colour
        assert -deep.ascent <= bounds.top() < bounds.bottom() <= deep.descent, colour


def test_formula_lacks_nothing_that_is_stretched(set_: Callable[[str], Formula | Fault]) -> None:
    flat, arrow = set_("AD"), set_(r"\overrightarrow{AD}")
    alone, bars = set_(r"\frac{a}{b}"), set_(r"\left|\frac{a}{b}\right|")
    for less, more in ((flat, arrow), (alone, bars)):
        assert len(more.parts) > len(less.parts)


@pytest.mark.parametrize(
    "tex",
    [r"\nosuchcommand{x}", "{", "x" * 5_000, r"\frac{1}{" * 60 + "x" + "}" * 60, r"\text{中}", " "],
)
def test_formula_that_cannot_be_set_is_refused(
    set_: Callable[[str], Formula | Fault], tex: str
) -> None:
    assert isinstance(set_(tex), Fault)


def test_process_ends_with_what_it_was_started_for(
    qtbot: QtBot, tmp_path: Path, children: Children
) -> None:
    owner = QObject()
    renderer = Renderer(owner)
    answers: list[object] = []
    hostile_pictures.bomb_svg(tmp_path / "a.svg")
    renderer.picture(tmp_path, "a.svg", 700, 1.0, answers.append)
    wait_until(children)
    owner.deleteLater()
    wait_until(lambda: not children())
    assert answers == []


def test_thumbnail_is_cropped_and_what_is_none_holds_nothing_up(
    qtbot: QtBot, tmp_path: Path
) -> None:
    owner = QObject()
    thumbnails = Thumbnails(owner)
    size = QSize(64, 36)
    wide = str(hostile_pictures.good(tmp_path / "wide.png", 400, 40))
    tall = str(hostile_pictures.good(tmp_path / "tall.jpg", 40, 400))
    (tmp_path / "words.png").write_text("no")
    others = [str(tmp_path / name) for name in ("words.png", "none.png")]
    if sys.platform != "win32":
        others.append(str(hostile_pictures.pipe(tmp_path / "pipe.png")))
    for path in (*others, wide, tall):
        assert thumbnails.get(path, size) is None
    wait_until(
        lambda: None not in [thumbnails.get(path, size) for path in (wide, tall)], timeout_ms=30_000
    )
    for path in (wide, tall):
        found = thumbnails.get(path, size)
        assert found.size() == size * 2
        middle = found.toImage().pixelColor(64, 36)
        assert (middle.red() > 250, middle.green() < 10) == (True, True), QColor(middle).name()
    assert [thumbnails.get(path, size) for path in others] == [None] * len(others)
    thumbnails.shutdown()
