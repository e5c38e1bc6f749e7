"""The states of the window with notes about several videos, and in the forms of other tools."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

from PySide6.QtTest import QTest

from tests.shots.shot_stage import ShotStage
from tests.ui.stage import LEFT, ask_for_tip, opened_menu, place_of_chip
from tests.waiting import rest, wait_until
from viewer import TOUR

_SEVERAL = """# What three lectures say of sleep

![](first-lecture.mp4)

## Why we sleep

- [0:10](first-lecture.mp4#t=10) Nobody has found an animal that does without it.
- [0:40](first-lecture.mp4#t=40,55) Learning is finished in the night after it.
- [1:04](first-lecture.mp4#t=64) A nap of twenty minutes is worth more than one of forty.

## How it is measured

![](second-lecture.mp4)

- [0:20](second-lecture.mp4#t=20) Waves of the brain are what the stages are told by.
- [0:33](second-lecture.mp4#t=33) The eyes move in the last stage, and nothing else does.
- [50:00](second-lecture.mp4#t=3000) Said in a longer cut of the same lecture.

## What is not known

- [0:05](https://youtu.be/abcdefghijk?t=5) Why dreams are forgotten.
"""
_FORMS = """# A note from another tool

![[first-lecture.mp4]]

- [[first-lecture.mp4#t=10|00:10]] a wikilink with a moment
- [0:20](first-lecture.mp4#t=20) a link with a moment
- {{youtube-timestamp 30}} a macro
- 0:40 – a plain time, and what is said there
- (0:46) — a plain time in brackets

```timestamp
0:55
```

The lines below a fence belong to it.

## A heading with its time [1:04](first-lecture.mp4#t=64)

{{video second-lecture.mp4}}
"""
_ORG = """* A note of Org
- [[video:first-lecture.mp4#00:00:20][0:20]] is read and played, and not changed
- [[video:first-lecture.mp4#00:00:40-00:00:50][0:40]] has an end
"""
_SIZES = ((1440, 900), (900, 560))


def several_states(stage: ShotStage) -> Iterator[tuple[str, tuple[int, int]]]:
    """Look at a note with three videos: each of them, the menu; and at forms of other tools."""
    folder = stage.work / "several"
    folder.mkdir()
    for name in ("first-lecture.mp4", "second-lecture.mp4"):
        shutil.copyfile(TOUR.with_suffix(".mp4"), folder / name)
    for name, text in (("sleep.md", _SEVERAL), ("forms.md", _FORMS), ("notes.org", _ORG)):
        (folder / name).write_text(text, "utf-8")
    window, navigator = stage.window, stage.program.navigator
    stage.open(folder / "sleep.md")
    navigator.go_to_claim(stage.claim("Learning is"))
    window.tabs.show_tab("claims")
    rest(900)
    for size in _SIZES:
        yield "several-first", size
    navigator.go_to_claim(stage.claim("The eyes move"))
    wait_until(lambda: stage.player.position_ms == 33_000)
    rest(900)
    for size in _SIZES:
        yield "several-second", size
    at = place_of_chip(window.page.view, 0)
    ask_for_tip(window.page.view.viewport(), at)
    rest(300)
    yield "several-tool-tip", (1440, 900)
    bar = stage.program.playing.pane.videos_bar
    QTest.mouseClick(bar, LEFT)
    menu = opened_menu()
    rest(300)
    stage.subject = menu
    yield "several-menu", (0, 0)
    stage.subject = window
    menu.close()
    window.actions_["video.other"].trigger()
    rest(400)
    yield "several-palette", (1440, 900)
    window.palette_.close_list()
    navigator.go_to_claim(stage.claim("Why dreams"))
    rest(900)
    yield "several-not-here", (1440, 900)
    stage.open(folder / "forms.md", 40_000)
    window.tabs.show_tab("claims")
    rest(500)
    for size in _SIZES:
        yield "forms", size
    window.actions_["source"].trigger()
    rest(500)
    yield "forms-source", (1440, 900)
    window.actions_["source"].trigger()
    stage.open(folder / "notes.org", 20_000)
    rest(500)
    yield "forms-org", (1440, 900)
