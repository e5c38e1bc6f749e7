"""From what is said to the notes that cite it, and back, by real keys and clicks."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.search.test_said import ALSO, NOTED, SaidSearch
from tests.ui.stage import Stage, choose, menu_at
from tests.vault.test_said import write_captions
from viewer.ui.search.rows import SaidPlace
from viewer.video.playback.player import PlayerState

Key = Qt.Key


@pytest.fixture
def said(stage: Stage, long_video: Path) -> SaidSearch:
    made = SaidSearch(stage, long_video)
    front = f"---\nvideoId: {NOTED}\n---\n\n"
    made.first.write_text(
        f"{front}# On zebras\n\nZebras begin [00:00:20]. A zebra ends things [00:00:44].\n", "utf-8"
    )
    stage.write("Talks/more.md", f"{front}# More\n\nIt starts with a zebra [00:00:21].\n")
    write_captions(
        made.library / ALSO / f"{ALSO}.en.vtt",
        [(30, "No zebra, but a horse."), (50, "Here the zebras begin, again.")],
    )
    made.start()
    stage.wait(lambda: len(stage.program.related.other_rows) == 1)
    stage.wait(lambda: stage.program.transcripts.transcript is not None)
    return made


def _ask(said: SaidSearch, action: str) -> None:
    said.stage.window.actions_[action].trigger()


def test_notes_that_cite_a_sentence_are_listed_and_lead_to_their_claims(said: SaidSearch) -> None:
    stage = said.stage
    stage.window.tabs.show_tab("transcript")
    text = stage.program.transcripts.view.text
    text.setFocus()
    stage.press(Key.Key_Home)
    menu = menu_at(text, text.viewport().rect().topLeft() + text.rect().topLeft())
    choose(menu, "Find notes about this line")
    assert stage.palette.shown_titles() == ["This note", "More"]
    stage.press(Key.Key_Down)
    stage.press(Key.Key_Return)
    stage.wait(lambda: stage.session.path is not None and stage.session.path.name == "more.md")


def test_a_sentence_that_no_note_cites_is_offered_to_be_cited(said: SaidSearch) -> None:
    stage = said.stage
    write_captions(
        said.library / NOTED / f"{NOTED}.en.vtt", [(80, "Nobody cites the end of the film.")]
    )
    stage.program.transcripts.look()
    stage.wait(lambda: "Nobody" in getattr(stage.program.transcripts.transcript, "text", ""))
    stage.window.tabs.show_tab("transcript")
    stage.program.transcripts.view.text.setFocus()
    stage.press(Key.Key_Home)
    _ask(said, "transcript.cited")
    assert stage.said == "No note here has a timestamp at 1:20."
    assert stage.offered == ["Quote transcript in note"]


def test_a_claim_leads_to_other_videos_in_which_it_is_said(said: SaidSearch) -> None:
    stage = said.stage
    stage.click_chip(0)
    stage.wait(lambda: stage.session.follow.current_claim == 0)
    _ask(said, "claim.elsewhere")
    stage.wait(lambda: said.texts == ["Here the zebras begin, again."])
    assert said.view.field.like == "Zebras begin"
    (row,) = (row for row in said.view.list.rows.rows if isinstance(row, SaidPlace))
    assert row.found.video.key == ALSO  # and not the video of the claim itself
    assert "Results share words with the claim" in said.view.said
    stage.press(Key.Key_Return)
    stage.wait(lambda: stage.session.path == said.second)
    stage.wait(lambda: 50_000 <= stage.player.position_ms < 54_000)
    stage.wait(lambda: stage.player.state is PlayerState.PLAYING)


def test_a_claim_that_nobody_else_says_is_said_so(said: SaidSearch) -> None:
    stage = said.stage
    stage.click_chip(1)
    stage.wait(lambda: stage.session.follow.current_claim == 1)
    _ask(said, "claim.elsewhere")
    stage.wait(lambda: "No other video here has these words." in said.lines)
    QTest.keyClick(said.view.field.line, Key.Key_Backspace)  # without the claim: an empty search
    stage.wait(lambda: "How to search" in said.lines)


def test_asked_without_a_sentence_or_a_claim_says_what_is_missing(stage: Stage) -> None:
    note = stage.write("bare.md", "No claim, and no video.\n")
    stage.start(note, player=False)
    stage.window.actions_["transcript.cited"].trigger()
    assert "Click a sentence of the transcript first" in stage.said
