"""Searching transcripts, by real keys and clicks on the real window, over a real index."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.ui.stage import CTRL, LEFT, SHIFT, Stage, choose, menu_at
from tests.ui.vault.search_case import SearchCase
from tests.vault.test_said import write_captions, write_info
from viewer.media.player import PlayerState
from viewer.ui.vault.result_rows import HintLine, SaidPlace, VideoGroup, words_of
from viewer.ui.vault.search_view import Filter

Key = Qt.Key
NOTED, ALSO, BARE = "aaaaaaaaaaa", "bbbbbbbbbbb", "ccccccccccc"
NOTE = "---\ntitle: {0}\nvideoId: {1}\n---\n\n# {0}\n\nA claim [00:00:05].\n"


class SaidSearch(SearchCase[SaidPlace]):
    """A vault with notes about two saved videos; a third one is saved and has none."""

    place = SaidPlace

    def __init__(self, stage: Stage, video: Path) -> None:
        super().__init__(stage)
        self.library = stage.folders.data / "library"
        for key, title, said in (
            (NOTED, "Of zebras", [(20, "A zebra begins here."), (44, "Another zebra ends it.")]),
            (ALSO, "Of horses", [(30, "No zebra, but a horse.")]),
            (BARE, "Of nothing", [(8, "A quiet zebra, without a note.")]),
        ):
            write_info(self.library, key, title, "Animals")
            shutil.copyfile(video, self.library / key / f"{key}.mp4")
            write_captions(self.library / key / f"{key}.en.vtt", said)
        self.first = stage.write("Talks/zebras.md", NOTE.format("On zebras", NOTED))
        self.second = stage.write("Talks/horses.md", NOTE.format("On horses", ALSO))

    def start(self) -> None:
        stage = self.stage
        stage.program.session.open_vault(stage.vault)
        stage.watch(self.first)
        stage.program.vault_indexing.start()
        stage.wait(lambda: stage.program.indexing.is_said_ready)

    @property
    def lines(self) -> list[str]:
        return [row.text for row in self.view.list.rows.rows if isinstance(row, HintLine)]

    def open(self) -> None:
        """Open the search of transcripts, as it is typed."""
        self.stage.press(Key.Key_F, CTRL | SHIFT)
        self.stage.wait(self.view.field.hasFocus)
        self.stage.type_in("said:")
        assert self.view.field.filters == [Filter("said", "")]

    def find(self, text: str, count: int) -> None:
        self.searching.open("said:")
        self.stage.wait(lambda: self.view.field.hasFocus() and not self.texts)
        self.stage.type_in(text)
        self.stage.wait(lambda: len(self.texts) == count)

    def place_of(self, words: str) -> QPoint:
        rows = self.view.list.rows
        at = next(n for n, row in enumerate(rows.rows) if words in words_of(row))
        return self.view.list.visualRect(rows.index(at)).center()


@pytest.fixture
def said(stage: Stage, long_video: Path) -> SaidSearch:
    made = SaidSearch(stage, long_video)
    made.start()
    return made


def test_sentences_are_listed_filtered_and_cited(said: SaidSearch) -> None:
    stage, view, field = said.stage, said.view, said.view.field
    said.open()
    # By video, with frame, time and marks.
    stage.type_in("zebra")
    stage.wait(lambda: len(said.texts) == 4)
    rows = view.list.rows.rows
    titles = {row.title: row.beside for row in rows if isinstance(row, VideoGroup)}
    assert titles == {
        "Of zebras": "Animals · On zebras",
        "Of horses": "Animals · On horses",
        "Of nothing": "Animals · no note here",
    }
    for row in rows:
        if isinstance(row, SaidPlace):
            assert [row.hit.text[a:b].lower() for a, b in row.hit.marks] == ["zebra"]
    stage.wait(lambda: field.count == "3 videos")
    words = words_of(said.select("Another"))
    assert words == "Transcript, 0:44, Another zebra ends it., Of zebras"
    stage.wait(lambda: view.list.shows_frames)
    # Filters hold.
    stage.type_in(" video:horses ")
    stage.wait(lambda: said.texts == ["No zebra, but a horse."])
    assert [each.text for each in field.filters] == ["said:", "video:horses"]
    stage.type_in("channel:Talks ")
    stage.wait(lambda: len(field.filters) == 3)
    stage.wait(lambda: said.texts == ["No zebra, but a horse."])
    # A sentence of this video is cited, and the search stays.
    said.find("begins", 1)
    stage.press(Key.Key_Return, SHIFT)
    assert "“A zebra begins here.” [00:00:20]".encode() in stage.data
    assert view.isVisible()
    assert "0:20" in view.field.count
    view.close_list()
    stage.press(Key.Key_Z, CTRL)
    assert b"begins" not in stage.data
    # One of another video is, with a link to it.
    said.find("horse", 1)
    choose(menu_at(view.list, said.place_of("No zebra, but")), "Quote in note")
    assert stage.session.path == said.first
    link = f"[0:30](https://www.youtube.com/watch?v={ALSO}&t=30)"
    assert f"“No zebra, but a horse.” {link}".encode() in stage.data
    # There is no reel of videos without a note.
    said.find("quiet", 1)
    stage.window.actions_["search.reel"].trigger()
    stage.wait(lambda: stage.said == "1 video was left out: it has no note here.")
    assert not stage.program.reel.is_on
    # Where not all words are said, what has most of them comes.
    said.find("another begins yesterday", 2)
    assert said.lines == ["Transcripts", "With most of the words"]
    # A transcript that comes meanwhile is found.
    said.searching.open("said: gazelle")
    stage.wait(lambda: "No results for “said: gazelle”." in said.lines)
    said_now = [(20, "A zebra begins here."), (40, "And a gazelle.")]
    write_captions(said.library / NOTED / f"{NOTED}.en.vtt", said_now)
    stage.wait(lambda: said.texts == ["And a gazelle."])


def test_sentence_that_is_chosen_is_played_beside_its_note(said: SaidSearch) -> None:
    stage = said.stage
    # In the note that is open; F4 goes on to the next.
    said.open()
    said.find("zebra -horse -quiet", 2)
    assert said.view.field.text() == "said:zebra -horse -quiet"
    said.select("begins")
    stage.press(Key.Key_Return)
    assert not said.view.isVisible()
    stage.wait(lambda: 20_000 <= stage.player.position_ms < 24_000)
    stage.wait(lambda: stage.player.state is PlayerState.PLAYING)
    assert stage.session.path == said.first
    assert stage.window.tabs.current == "transcript"
    stage.press(Key.Key_F4)
    stage.wait(lambda: 44_000 <= stage.player.position_ms < 48_000)
    # What was searched last is kept for the next start.
    assert stage.program.state.recent("search/recent")[0] == "said:zebra -horse -quiet"
    said.searching.open("said: horse")
    stage.wait(lambda: said.texts == ["No zebra, but a horse."])
    # In the note about the video.
    stage.press(Key.Key_Return)
    stage.wait(lambda: stage.session.path == said.second)
    stage.wait(lambda: 30_000 <= stage.player.position_ms < 34_000)
    stage.wait(lambda: stage.player.state is PlayerState.PLAYING)
    # A reel plays all of them, one after the other.
    said.find("zebra", 4)
    stage.window.actions_["search.reel"].trigger()
    stage.wait(lambda: stage.program.reel.is_on)
    assert stage.program.reel.place[1] == 3  # one video has no note to be shown beside it
    stage.wait(lambda: stage.player.state is PlayerState.PLAYING)
    stage.wait(lambda: "1 video was left out: it has no note here." in stage.all_said)
    # A video without a note is played beside a planned one.
    said.find("quiet", 1)
    QTest.mouseClick(said.view.list.viewport(), LEFT, pos=said.place_of("quiet"))
    stage.wait(lambda: stage.session.is_planned)
    stage.wait(lambda: 8_000 <= stage.player.position_ms < 12_000)
    stage.wait(lambda: stage.player.state is PlayerState.PLAYING)
    note = stage.session.note
    assert note.video.video_id == BARE
    assert len(list(stage.vault.rglob("*.md"))) == 2  # nothing was written


def test_notes_and_what_is_said_are_found_together(said: SaidSearch) -> None:
    stage, field = said.stage, said.view.field
    stage.press(Key.Key_F, CTRL | SHIFT)
    stage.wait(field.hasFocus)
    stage.type_in("zebra")
    stage.wait(lambda: len(said.texts) == 4)
    assert said.lines == ["Notes", "Transcripts"]
    assert field.count == "1 note, 3 videos"
    stage.press(Key.Key_Home)
    stage.type_in("said: ")
    stage.wait(lambda: said.lines == ["Transcripts"])


@pytest.mark.all_only
def test_search_without_any_transcript_says_what_to_do(stage: Stage, long_video: Path) -> None:
    made = SaidSearch(stage, long_video)
    shutil.rmtree(made.library)
    stage.program.session.open_vault(stage.vault)
    stage.start(made.first)
    stage.program.vault_indexing.start()
    stage.wait(lambda: stage.program.indexing.is_said_ready)
    made.open()
    stage.type_in("zebra")
    stage.wait(lambda: any("No transcripts yet" in line for line in made.lines))
