"""The states of the window that show frames of the video beside its note, for `screenshots`."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

from PySide6.QtCore import QPoint

from tests.shots.shot_stage import ShotStage
from tests.ui.stage import move, place_of
from tests.waiting import rest, wait_until
from viewer import TOUR
from viewer.export.copying import copy
from viewer.ui.claims.strip import StripCard
from viewer.ui.kit.renderer import Decoded
from viewer.ui.video.chapters import Chapters

_CHAPTERS = (
    (0, 20_000, "Where it begins"),
    (20_000, 60_000, "What a key frame is"),
    (60_000, 148_000, "Seeking"),
)
_NOTE = """\
# A talk about seeking

The note stands beside the film [0:04].

- A file keeps few whole pictures [0:30]
- The decoder waits [1:08], and so do you [1:11]
"""


def chapter_states(stage: ShotStage) -> Iterator[tuple[str, tuple[int, int]]]:
    """Go to a chapter by its key, then put all into the note, and copy the frame."""
    path = stage.beside_film("chapters/talk.md")
    copy(path.with_suffix(".mp4"), path.with_suffix(".mkv"), chapters=_CHAPTERS)
    path.write_text(f"---\nvideo: talk.mkv\n---\n{_NOTE}")
    window, picture = stage.window, stage.window.player.picture
    stage.open(path, 5_000)
    facts = stage.program.context.get(Chapters).facts
    wait_until(lambda: bool(facts.chapters))
    window.actions_["chapter.next"].trigger()
    wait_until(lambda: "What a key frame is" in picture.flashed)
    for size in ((1440, 900), (900, 560)):
        window.actions_["chapter.previous"].trigger()
        yield "chapter-key", size
    before = stage.said
    window.actions_["chapter.headings"].trigger()
    wait_until(lambda: stage.said not in ("", before))
    for size in ((1440, 900), (900, 560)):
        yield "chapters-in-note", size
    before = stage.said
    window.actions_["frame.copy"].trigger()
    wait_until(lambda: stage.said not in ("", before))
    yield "frame-copied", (1440, 900)


def frame_states(stage: ShotStage) -> Iterator[tuple[str, tuple[int, int]]]:
    """Put a frame into a note of one's own."""
    path = stage.beside_film("frames/tour.md")
    shutil.copyfile(TOUR, path)
    window = stage.window
    stage.open(path, 49_000)
    window.actions_["frame.put"].trigger()
    view = window.page.view
    wait_until(lambda: view.picture is not None and bool(view.picture.insets))
    wait_until(lambda: isinstance(view.drawn(view.picture.insets[0]), Decoded))
    rest(400)
    for size in ((1440, 900), (900, 560)):
        yield "frame-in-note", size
    window.notice.close_notice()
    stage.program.settings.set("play/claim_frames", True)
    for size in ((1440, 900), (900, 560)):
        window.resize(*size)
        rest(300)
        move(view, place_of(view, "whole picture"))
        rest(800)
        strip = window.findChild(StripCard)
        assert strip is not None
        wait_until(lambda strip=strip: strip.isVisible() and all(strip.frames))
        rest(200)
        yield "claim-frames", size
    move(view, QPoint(1, 1))
    stage.program.settings.set("play/claim_frames", False)
    window.actions_["claims.all"].trigger()
    for size in ((1440, 900), (900, 560)):
        yield "claims-by-headings", size
    stage.open(path)
    window.tabs.show_tab("claims")
    window.tabs.widget("claims").set_filter("frame")
    rest(400)
    for size in ((1440, 900), (900, 560)):
        yield "claims-filtered", size
    window.tabs.widget("claims").set_filter("nowhere #tag")
    rest(400)
    yield "claims-filtered-away", (900, 560)
    window.tabs.widget("claims").set_filter("")
