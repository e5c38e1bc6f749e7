"""The palette of actions: what is likely at first, then what plain words find."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.stage import CTRL, Stage
from viewer.ui.kit.fuzzy import fold
from viewer.ui.settings.window import SettingsWindow
from viewer.ui.window.settings import Setting

_TEXT = "# Title\n\n- Tension pulls apart what it holds together [0:04]-[0:07]\n\nMore words.\n"


@pytest.fixture
def talk(stage: Stage, numbered_video: Path) -> Path:
    return stage.watch_note(_TEXT, numbered_video, claims=1)


def ask(stage: Stage, typed: str = "") -> list[str]:
    if not stage.palette.isVisible():
        stage.press(Qt.Key.Key_K, CTRL)
    stage.palette.field.clear()
    QTest.keyClicks(stage.palette.field, typed)
    return list(stage.palette.shown_titles())


def headings(stage: Stage) -> list[str]:
    return [row for row in stage.palette.list.rows.rows if isinstance(row, str)]


def test_palette_begins_with_what_is_lit_what_was_chosen_and_what_is_likely(
    stage: Stage, talk: Path
) -> None:
    stage.player.seek(5_000)
    stage.wait(lambda: stage.session.follow.claims_now == frozenset({0}))
    likely = ask(stage)
    assert likely[:5] == [
        *("Edit bullet", "Repeat claim", "Set start to current time"),
        *("Show in transcript", "Copy link to this time"),
    ]
    assert headings(stage) == ["For “Tension pulls apart what it…” 0:04–0:07", "Suggested"]
    assert len(likely) == 7
    for typed in ("find in note", "normal text size"):
        ask(stage, typed)
        stage.press(Qt.Key.Key_Return)
    later = ask(stage)
    assert headings(stage)[1:] == ["Recent", "Suggested"]
    assert later[5:7] == ["Normal text size", "Find in note"]
    assert len(later) == 9
    assert len(set(later)) == len(later)


FOUND = {
    "download": ("Save video for offline…", "Activity"),
    "timestamp": ("Add timestamp", "Add bullet"),
    "rename": ("Rename…",),
    "subtitle": ("Show subtitles",),
    "speed": ("Normal speed", "Slower", "Faster"),
    "animations": ("Turn off animations",),
    "dark": ("Colours: dark",),
    "screenshot": ("Copy frame", "Add frame"),
    "downlaod": ("Save video for offline…",),  # typed in haste
    "waveform": ("Waveform",),
    "skip silence": ("Skip silence",),
    "backlinks": ("Notes about this video",),
    "bookmark": ("Add bullet", "Add timestamp"),
    "tag": ("Filter claims",),
    "replace": ("Replace in note…", "Replace in vault…"),
}
FIRST = {
    "timestamp": "Add timestamp",
    "subtitle": "Show subtitles",
    "subtitles": "Show subtitles",
    "transcript": "Show transcript",
    "show transcript": "Show transcript",
    "show claims": "Show claims",
    "rename": "Rename…",
    "speed": "Normal speed",
}


def test_plain_words_find_actions_and_settings(stage: Stage, talk: Path) -> None:
    for typed, found in FOUND.items():
        titles = ask(stage, typed)
        assert set(found) <= set(titles[:9]), titles
        assert titles[-1] == f"Search vault for “{typed}”"
    # Actions stand before settings, and before scattered letters.
    for typed, first in FIRST.items():
        titles = ask(stage, typed)
        rows = stage.palette.list.shown
        assert titles[0] == first
        words = [row.title.casefold().split() for row in rows]
        starts = [any(word.startswith(typed) for word in each) for each in words]
        is_setting = [isinstance(row.key, Setting) for row in rows]
        acts = [at for at, has in enumerate(starts) if has and not is_setting[at]]
        assert not any(is_setting[: acts[-1] if acts else 0])
        for row in rows[:-1]:
            folded = fold(f"{row.title} {row.subtitle}")
            assert all(word in folded for word in typed.split()), titles
    # Another word that is found says why a row is there.
    for typed, subtitle in (("download", "also: download"), ("offline", "")):
        ask(stage, typed)
        rows = {row.title: row for row in stage.palette.list.shown}
        assert stage.palette.list.subtitle_of(rows["Save video for offline…"]) == subtitle
    stage.press(Qt.Key.Key_Escape)
    # The transcript is brought to the front.
    stage.press("l")
    assert stage.window.tabs.current == "claims"
    ask(stage, "show transcript")
    stage.press(Qt.Key.Key_Return)
    assert stage.window.tabs.current == "transcript"
    # What needs a text is there while one writes.
    assert "Bold" not in ask(stage, "bold")
    stage.press(Qt.Key.Key_Escape)
    stage.edit_next()
    assert ask(stage, "bold")[0] == "Bold"
    stage.press(Qt.Key.Key_Return)
    stage.write_in("x")
    assert b"**x**" in stage.data
    stage.press(Qt.Key.Key_Escape)
    # The last row searches the vault, and a setting opens the preferences.
    assert ask(stage, "tension zebra") == ["Search vault for “tension zebra”"]
    stage.press(Qt.Key.Key_Return)
    search = stage.program.searching.view
    stage.wait(search.isVisible)
    assert search.field.text() == "tension zebra"
    stage.press(Qt.Key.Key_Escape)
    assert ask(stage, "reaction")[0] == "Reaction time"
    stage.press(Qt.Key.Key_Return)
    stage.wait(lambda: isinstance(stage.app.activeWindow(), SettingsWindow))
    preferences = stage.app.activeWindow()
    assert preferences.field.text() == "Reaction time"
    preferences.close()
