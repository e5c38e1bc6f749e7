"""The states of searching a vault, for the pictures that `tests/shots/screenshots.py` takes."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.shots.shot_stage import ShotStage
from tests.vault.test_said import write_captions, write_info
from tests.waiting import rest, wait_until
from viewer import TOUR
from viewer.ui.search.rows import VideoGroup

_LARGE, _SMALL, _WALL = (1440, 900), (900, 560), (2560, 1440)
_MORE = """---
title: {title}
{video}tags: [video, {tag}]
---

# {title}

A frame that stands alone is called a key frame, and a seek begins at the one before the time that
was asked for [{a}]. Everything in between is decoded and thrown away, which is why what a seek
costs is decided when the film is made, and not when it is played; most players hide it by showing
the key frame instead of the frame that was asked for, and hope that nobody sees it [{b}].

## Key frames and what they cost

- An encoder places a key frame at every cut that it notices [{c}]
- Fixed distances make key frames cheap to find [{d}]
- Nobody said this about the key frame at any moment

إطار مفتاحي key frame يقف وحده [{e}].
"""


def make_vault(root: Path) -> Path:
    """Make a vault of some notes, two of them about the tour's film; the first one is returned."""
    tour = TOUR
    film = tour.with_suffix(".mp4")
    for channel, name, title, tag, has_film in (
        ("video-basics", "what_a_seek_costs", "What a seek costs", "seeking", True),
        ("video-basics", "groups_of_pictures", "Groups of pictures", "encoding", True),
        ("typography-talks", "letters_on_screens", "Letters on screens", "type", False),
        ("video-basics", "streaming_segments", "Streaming at scale: key frames", "web", True),
    ):
        folder = root / channel
        folder.mkdir(parents=True, exist_ok=True)
        video = f"video: {film}\n" if has_film else ""
        times = dict(zip("abcde", ("0:12", "0:34", "0:49", "1:05", "1:20"), strict=True))
        text = _MORE.format(title=title, tag=tag, video=video, **times)
        (folder / f"{name}.md").write_text(text, "utf-8")
    shutil.copyfile(tour, root / "tour.md")
    os.sync()
    return root / "video-basics" / "what_a_seek_costs.md"


_SAVED = (
    ("On frames and what is between them", "Makers of players", "0123456789a", (
        (61, "A key frame is a picture that needs no other one to be shown."),
        (240, "So whoever seeks goes to the key frame before, and decodes from there."),
    )),
    ("Letters, large and small", "Typography talks", "0123456789b", (
        (12, "What the reader looks for is the frame around the word, and not its letters."),
    )),
)  # fmt: skip


def said_states(stage: ShotStage) -> Iterator[tuple[str, tuple[int, int]]]:
    """Go through the states of searching what is said."""
    program, window = stage.program, stage.window
    note = make_vault(stage.work / "said")
    program.session.open_vault(note.parent.parent)
    program.vault_indexing.start()
    stage.open(note, 34_000)
    wait_until(lambda: program.indexing.is_said_ready, timeout_ms=180_000)
    window.actions_["search.said"].trigger()
    view = program.searching.view
    line = view.field.line
    rest(600)
    yield "said-empty", _LARGE
    for title, channel, key, said in _SAVED:
        library = stage.folders.data / "library"
        write_info(library, key, title, channel)
        write_captions(library / key / f"{key}.en.vtt", list(said))
        shutil.copyfile(TOUR.with_suffix(".mp4"), library / key / f"{key}.mp4")
    QTest.keyClicks(line, "frame")
    wait_until(lambda: len([row for row in view.list.rows.rows if isinstance(row, VideoGroup)]) > 2)
    rest(1500)
    QTest.keyClick(line, Qt.Key.Key_Down)
    for size in (_LARGE, _SMALL):
        yield "said-found", size
    QTest.keyClick(line, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    rest(500)
    yield "said-cited", _LARGE
    line.clear()
    QTest.keyClicks(line, 'channel:typo "frame around"')
    rest(700)
    yield "said-filters", _SMALL
    view.field.set_query("said: zebra")
    view.field.edited.emit()
    rest(700)
    yield "said-nothing", _LARGE
    view.field.set_query('said: "key frame"')
    view.field.edited.emit()
    rest(900)
    QTest.keyClick(line, Qt.Key.Key_Return)
    rest(1500)
    yield "said-played", _LARGE
    program.player.pause()
    window.tabs.show_tab("transcript")
    program.transcripts.view.text.setFocus()
    window.actions_["transcript.cited"].trigger()
    rest(600)
    yield "said-citing", _LARGE
    window.palette_.close_list()
    program.context.run("claim.elsewhere", 2)  # that which was quoted
    rest(900)
    for size in (_LARGE, _SMALL):
        yield "said-elsewhere", size
    view.field.set_query("")
    view.close_list()


def search_states(stage: ShotStage) -> Iterator[tuple[str, tuple[int, int]]]:
    """Go through the states of the search."""
    program, window = stage.program, stage.window
    note = make_vault(stage.work / "seen")
    program.session.open_vault(note.parent.parent)
    program.vault_indexing.start()
    stage.open(note, 34_000)
    wait_until(lambda: program.indexing.is_ready, timeout_ms=180_000)
    window.actions_["search"].trigger()
    view = program.searching.view
    line = view.field.line
    rest(300)
    yield "search-empty", _LARGE
    QTest.keyClicks(line, "key frame")
    wait_until(lambda: len(view.places) > 3)
    rest(900)
    QTest.keyClick(line, Qt.Key.Key_Down)
    for size in (_LARGE, _SMALL, _WALL):
        yield "search-found", size
    line.clear()
    QTest.keyClicks(line, "channel:")
    rest(300)
    yield "search-completion", _LARGE
    QTest.keyClick(line, Qt.Key.Key_Tab)
    QTest.keyClicks(line, "tag:seeking from:0:10 to:1:00 key")
    rest(500)
    for size in (_LARGE, _SMALL):
        yield "search-filters", size
    line.clear()
    QTest.keyClicks(line, "zebra")
    rest(500)
    yield "search-nothing", _LARGE
    QTest.keyClicks(line, " from:soon ")
    rest(300)
    yield "search-error", _LARGE
    view.field.set_query("")
    QTest.keyClicks(line, "key frame")
    rest(500)
    QTest.keyClick(line, Qt.Key.Key_Return)
    rest(1500)
    yield "search-opened", _LARGE
    if stage.corpus is not None:
        program.session.open_vault(stage.corpus)
        window.actions_["search"].trigger()
        line.clear()
        QTest.keyClicks(line, "open source models")
        rest(4000)
        yield "search-indexing", _LARGE
        wait_until(lambda: program.indexing.is_ready, timeout_ms=180_000)
        rest(1500)
        for size in (_LARGE, _SMALL, _WALL):
            yield "search-corpus", size
        line.clear()
        QTest.keyClicks(line, "channel:")
        rest(500)
        yield "search-corpus-completion", _LARGE
        view.close_list()
