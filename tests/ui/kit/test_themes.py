"""The colours themselves: complete, well formed, and readable on every ground they are used on."""

import re
import tomllib
from collections.abc import Mapping
from itertools import pairwise

import pytest

from viewer import RESOURCES

THEMES = ("light", "dark")
_TEXT_CONTRAST = 4.5  # WCAG 2.2, 1.4.3: text
_SHAPE_CONTRAST = 3.0  # WCAG 2.2, 1.4.11: what tells a control's state

# What is written on what; kept by hand, since no file says it.
_TEXT_ON = {
    "ink": (
        "window",
        "paper",
        "field",
        "hover",
        "select",
        "text_select",
        "now_wash",
        "code",
        "doubt_wash",
        "wave",
    ),
    "muted": ("window", "paper", "field", "hover", "select", "now_wash", "code"),
    "link": ("window", "paper", "field", "hover", "now_wash", "code", "chip_wash"),
    "link_ink": ("link",),
    "now": ("window", "paper", "now_wash"),
    "now_fill_ink": ("now_fill",),
    "good": ("window", "paper", "field"),
    "doubt": ("window", "paper", "field", "doubt_wash", "now_wash"),
    "bad": ("window", "paper", "field"),
    "pill_ink": ("pill",),
    "pill_muted": ("pill",),
}


def _colours(name: str) -> Mapping[str, object]:
    return tomllib.loads((RESOURCES / "themes" / f"{name}.toml").read_text("utf-8"))


def _luminance(colour: str) -> float:
    linear = []
    for start, stop in pairwise(range(1, 8, 2)):
        channel = int(colour[start:stop], 16) / 255
        linear.append(channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4)
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_when_known() -> None:
    assert _contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert _contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_themes_when_compared_name_the_same_colours() -> None:
    light, dark = (_colours(name) for name in THEMES)
    assert light.keys() == dark.keys()
    assert (light["dark"], dark["dark"]) == (False, True)


@pytest.mark.parametrize("theme", THEMES)
def test_colours_when_read_are_six_hexadecimal_digits(theme: str) -> None:
    for name, value in _colours(theme).items():
        if name != "dark":
            assert re.fullmatch(r"#[0-9A-F]{6}", str(value)), f"{name} = {value!r}"


@pytest.mark.parametrize("theme", THEMES)
def test_text_when_on_any_ground_it_meets_is_readable(theme: str) -> None:
    colours = _colours(theme)
    too_faint = {
        f"{text} on {ground}": round(contrast, 2)
        for text, grounds in _TEXT_ON.items()
        for ground in grounds
        if (contrast := _contrast(str(colours[text]), str(colours[ground]))) < _TEXT_CONTRAST
    }
    assert too_faint == {}


@pytest.mark.parametrize("theme", THEMES)
def test_timeline_when_drawn_tells_the_played_part_from_the_rest(theme: str) -> None:
    colours = _colours(theme)
    assert _contrast(str(colours["link"]), str(colours["track"])) >= _SHAPE_CONTRAST
    assert _contrast(str(colours["link"]), str(colours["window"])) >= _SHAPE_CONTRAST
    assert _contrast(str(colours["doubt"]), str(colours["wave"])) >= _SHAPE_CONTRAST
