"""The states of the window that show what else a vault holds about a video, for `screenshots`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCursor
from PySide6.QtTest import QTest

from tests.shots.shot_stage import ShotStage
from tests.waiting import rest, wait_until
from viewer import TOUR
from viewer.ui.notes_list.related_view import RelatedSection
from viewer.video.playback.player import PlayerState

Shot = tuple[str, tuple[int, int]]
_NOTES = {
    "Groups of pictures": (
        "Of the frames in a file only a few are whole [0:15], the others say what changed "
        "[0:19].\n\n- A key frame stands alone [0:30]\n- Five seconds lie between two [0:40]\n"
    ),
    "Containers and codecs": (
        "The decoder, not the disk, is what one waits for [1:08].\n\n- To show one frame, all "
        "since the last whole picture are decoded, and nearly all of them are thrown away at "
        "once, which nobody ever sees [0:49]\n- Sixty-two of them on average [0:59]\n"
        "- The page scrolls along with what is said [1:42]\n"
    ),
    "Why scrubbing stutters": (
        "Players cheat, and show the key frame [0:55]. See [[What a seek costs]].\n\n"
        "The one that is meant comes later [1:11], or never [59:00].\n"
    ),
    "How editors cut without loss": (
        "A cut may only begin at a whole picture, as [[What a seek costs]] explains.\n"
    ),
    "What a seek costs": (
        "A video file keeps few whole pictures, so that a player which is asked for one moment has "
        "to work its way there [0:15]. How far apart they stand decides what a click costs [0:40] "
        "[0:49].\n\n## What helps\n\n- Shorter groups: see [[Groups of pictures]] [0:34]\n"
        "- Showing the exact still first [0:59], as in [[Perceived latency]]\n"
        "- Files in which every frame stands alone [1:48:45]\n"
    ),
}


def related_states(
    stage: ShotStage,
    stand_in: Path | None,
) -> Iterator[Shot]:
    """Drive the window from state to state; yield its name and the size to take it in.

    `stand_in` is a video as long as the one that the first real note is about.
    """
    large, small, huge = (1440, 900), (900, 560), (2560, 1440)
    vault = stage.work / "about" / "video-basics"
    vault.mkdir(parents=True)
    film = TOUR.with_name("tour.mp4")
    for title, text in _NOTES.items():
        video = "" if title.startswith("How") else f"video: {film}\n"
        path = vault / f"{title}.md"
        path.write_text(f"---\ntitle: {title}\n{video}---\n\n{text}", "utf-8")
    window, actions = stage.window, stage.window.actions_
    side, related = window.tabs.widget("claims"), stage.program.related
    stage.program.vault_indexing.start()
    stage.session.open_vault(vault)
    wait_until(
        lambda: stage.program.indexing.root == vault and stage.program.indexing.is_ready,
        timeout_ms=180_000,
    )
    stage.open(vault / "What a seek costs.md", 49_000)
    wait_until(lambda: bool(side._others))
    window.tabs.show_tab("claims")
    side.bar.choose(all_notes=True)
    side.bar.choose(all_notes=False)
    rest(300)
    for size in (large, small, huge):
        yield "about", size
    window.activateWindow()
    related.view.set_open(RelatedSection.LINKS, True)
    actions["about"].trigger()
    QTest.keyClick(related.view, Qt.Key.Key_Down)
    rest(100)
    yield "about-by-keys", large
    related.view.set_open(RelatedSection.LINKS, False)
    window.tabs.show_tab("claims")
    side.bar.choose(all_notes=True)
    rest(300)
    for size in (large, small, huge):
        yield "claims-of-all-notes", size
    steps = stage.program.claim_steps
    row = next(row for row in steps.rows if row.other is not None and row.ms == 55_000)
    steps.go_to(row)
    rest(900)
    yield "claim-of-another-note", small
    yield "claim-of-another-note", large
    window.notice.close_notice()
    timeline = window.player.control_bar.timeline
    at = QPoint(round(timeline.x_of(68_000)), 44)
    QCursor.setPos(timeline.mapToGlobal(at))
    QTest.mouseMove(timeline, at)
    rest(700)
    yield "timeline-other-note", large
    QCursor.setPos(0, 0)
    QTest.mouseMove(window.page.view.viewport(), QPoint(1, 1))
    actions["reel"].trigger()
    rest(900)
    stage.player.pause()
    rest(400)
    for size in (large, small, huge):
        yield "reel", size
    stage.player.seek(120_000)
    rest(400)
    yield "reel-left", large
    side.bar.choose(all_notes=False)
    window.notice.close_notice()
    if stage.corpus is not None and stand_in is not None:
        stage.program.vault_indexing.start()
        stage.session.open_vault(stage.corpus)
        # Ready it is of the vault before, too, until this one is listed.
        indexing, corpus = stage.program.indexing, stage.corpus
        wait_until(lambda: indexing.root == corpus and indexing.is_ready, timeout_ms=180_000)
        note = "impact_of_open_source_models_in_ai_development.md"
        stage.open(stage.corpus / "redpointai" / note, video=False)
        stage.session.video.choose(stand_in)
        wait_until(lambda: stage.player.state is PlayerState.PAUSED)
        wait_until(lambda: bool(side._others))
        side.bar.choose(all_notes=True)
        stage.program.navigator.jump(2_660_000)
        rest(900)
        window.notice.close_notice()
        for size in (large, small, huge):
            yield "claims-of-all-notes-corpus", size
        side.bar.choose(all_notes=False)
