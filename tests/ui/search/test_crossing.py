"""From what is said to the notes that cite it, and back, by real keys and clicks."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

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


def test_a_claim_leads_to_other_videos_in_which_it_is_said(said: SaidSearch) -> None:
    stage = said.stage
    stage.click_chip(0)
    stage.wait(lambda: stage.session.follow.current_claim == 0)
    _ask(said, "claim.elsewhere")
    stage.wait(lambda: "Here the zebras begin, again." in said.texts)
    assert said.view.field.text() == "said: Zebras begin"
    row = said.select("again")
    assert row.found.video.key == ALSO
    rows = said.view.list.rows.rows
    keys = {row.found.video.key for row in rows if isinstance(row, SaidPlace)}
    assert NOTED not in keys  # the video of the claim itself
    stage.press(Key.Key_Return)
    stage.wait(lambda: stage.session.path == said.second)
    stage.wait(lambda: 50_000 <= stage.player.position_ms < 54_000)
    stage.wait(lambda: stage.player.state is PlayerState.PLAYING)


@pytest.mark.all_only
def test_a_sentence_leads_to_the_notes_that_cite_it(said: SaidSearch) -> None:
    stage, text = said.stage, said.stage.program.transcripts.view.text
    write_captions(
        said.library / NOTED / f"{NOTED}.en.vtt",
        [(20, "A zebra begins here."), (80, "Nobody cites the end of the film.")],
    )
    stage.program.transcripts.look()
    stage.wait(lambda: "Nobody" in getattr(stage.program.transcripts.transcript, "text", ""))
    stage.window.tabs.show_tab("transcript")
    text.setFocus()
    # One that no note cites is offered to be cited.
    stage.press(Key.Key_End)
    _ask(said, "transcript.cited")
    assert stage.said == "No note here has a timestamp at 1:20."
    assert stage.offered == ["Quote transcript in note"]
    stage.press(Key.Key_Home)
    menu = menu_at(text, text.viewport().rect().topLeft() + text.rect().topLeft())
    choose(menu, "Find notes about this line")
    assert stage.palette.shown_titles() == ["This note", "More"]
    stage.press(Key.Key_Down)
    stage.press(Key.Key_Return)
    stage.wait(lambda: stage.session.path is not None and stage.session.path.name == "more.md")
    # Asked without a sentence, it says what is missing.
    stage.session.open_note(stage.write("bare.md", "No claim, and no video.\n"))
    _ask(said, "transcript.cited")
    assert "Click a sentence of the transcript first" in stage.said
