"""Beginning a note: where it goes, what a video that is brought is for, and what can be undone."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QInputDialog

from tests.ui.session.test_video import drop
from tests.ui.stage import CTRL, Stage
from tests.waiting import rest
from viewer import RESOURCES, TOUR, is_own_file
from viewer.errors import ReadOnlyError
from viewer.notes.file import save
from viewer.ui.kit.buttons import WordButton

VTT = "WEBVTT\n\n00:02.000 --> 00:04.000\n{0}\n"


class Answers:
    """Answers each question as it comes: a text is typed, other questions get that button."""

    def __init__(self) -> None:
        self.waiting: list[str] = []
        self.asked: list[str] = []
        self._timer = QTimer(interval=10)
        self._timer.timeout.connect(self._answer)
        self._timer.start()

    def give(self, *answers: str) -> None:
        self.waiting = list(answers)

    def stop(self) -> None:
        self._timer.stop()

    def _answer(self) -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog):
            return
        self.asked.append(dialog.windowTitle())
        answer = self.waiting.pop(0) if self.waiting else ""
        if isinstance(dialog, QInputDialog):
            dialog.setTextValue(answer or dialog.textValue())
            dialog.accept()
            return
        buttons = {one.text(): one for one in dialog.findChildren(WordButton)}
        buttons[answer].click() if answer in buttons else dialog.reject()


@pytest.fixture
def answers() -> Iterator[Answers]:
    made = Answers()
    yield made
    made.stop()


@pytest.fixture
def documents(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The documents folder of the person, whose home it lies in."""
    folder = stage.vault.parent / "Documents"
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(folder))
    return folder


def _own_files() -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in RESOURCES.rglob("*")}


# ---------------------------------------------------------------------- where it goes


def test_first_note_from_the_tour_goes_where_notes_shall_live_and_is_written_in(
    stage: Stage, answers: Answers, documents: Path, numbered_video: Path
) -> None:
    before = _own_files()
    stage.start(TOUR)
    answers.give(str(numbered_video), "My first note", "Use this folder")
    stage.press("n", CTRL)
    note = documents / "Cuenote" / "My first note.md"
    assert stage.session.path == note
    assert answers.asked[-1] == "Where shall your notes live?"
    stage.write_in("It begins.")
    stage.press("s", CTRL)
    stage.wait(lambda: note.read_bytes().endswith(b"---\n\nIt begins."))
    assert _own_files() == before
    stage.wait(lambda: stage.session.files is not None and len(stage.session.files.notes) == 1)


def test_folder_of_notes_is_asked_for_once(
    make_stage: Callable[[], Stage],
    answers: Answers,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(folder))
    stage = make_stage()
    stage.start(TOUR, player=False)
    answers.give("abcdefghijk", "One", "Another folder…")
    stage.press("n", CTRL)
    assert stage.session.path == folder / "One.md"
    stage.end()
    again = make_stage()
    again.start(TOUR, player=False)
    answers.give("abcdefghijk", "Two")
    again.press("n", CTRL)
    assert again.session.path == folder / "Two.md"
    assert answers.asked.count("Where shall your notes live?") == 1


def test_new_note_when_the_question_is_closed_is_not_made(
    stage: Stage, answers: Answers, documents: Path
) -> None:
    before = _own_files()
    stage.start(TOUR, player=False)
    answers.give("abcdefghijk", "One", "Cancel")
    stage.press("n", CTRL)
    assert stage.session.path == TOUR
    assert not documents.exists()
    assert _own_files() == before
    assert stage.program.settings.text("vault/notes") == ""


def test_title_of_a_new_note_is_suggested_from_its_file(
    stage: Stage, answers: Answers, numbered_video: Path
) -> None:
    stage.start(stage.write("note.md", "Words\n"), player=False)
    answers.give(str(numbered_video), "")  # taken as it stands
    stage.press("n", CTRL)
    assert stage.session.path == stage.vault / "numbered.md"


def test_new_note_beside_a_note_of_ones_own_is_asked_nothing_more(
    stage: Stage, answers: Answers, numbered_video: Path
) -> None:
    stage.start(stage.write("deep/note.md", "Words\n"), player=False)
    video = stage.vault / "deep" / "film.mp4"
    os.link(numbered_video, video)
    answers.give(str(video), "Another")
    stage.press("n", CTRL)
    note = stage.vault / "deep" / "Another.md"
    assert stage.session.path == note
    assert note.read_text() == "---\ntitle: Another\nvideo: film.mp4\n---\n\n"


def test_nothing_is_saved_among_the_files_of_the_program(tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(RESOURCES)
    for path in (RESOURCES / "tour" / "new.md", link / "tour" / "new.md"):
        assert is_own_file(path)
        with pytest.raises(ReadOnlyError):
            save(path, b"words", None)
        assert not path.exists()


# ---------------------------------------------------------------------- a video that is brought


def _page(stage: Stage) -> list[str]:
    page = stage.window.page.pages.page
    assert page is not None
    assert stage.window.page.pages.isVisible()
    return [page.title, *(text for text, _ in page.buttons)]


@pytest.mark.parametrize("name", ["talk.vtt", "picture.bin"])
def test_file_that_is_no_note_is_not_shown_as_one(stage: Stage, name: str) -> None:
    path = stage.vault / name
    path.write_bytes(b"WEBVTT\n" if name == "talk.vtt" else b"\0\0\0 ftypisom")
    stage.program.show(path, None)
    assert _page(stage)[0] == f"“{name}”"
    assert stage.session.note is None


def test_dropped_video_is_asked_for_and_nothing_is_done_before(
    stage: Stage, numbered_video: Path, long_video: Path
) -> None:
    stage.watch(stage.write("note.md", "Words [0:05].\n", video=numbered_video))
    assert drop(stage, long_video)
    assert stage.said == "What is “long.mp4” for?"
    assert stage.offered == ["New note about it", "Use for this note"]
    rest(50)
    assert stage.player.media is not None
    assert stage.player.media.path == numbered_video  # type: ignore[union-attr]
    stage.press(Qt.Key.Key_Escape)
    assert stage.said == ""


def test_dropped_video_when_used_for_the_note_brings_its_transcript_and_can_be_undone(
    stage: Stage, numbered_video: Path, long_video: Path
) -> None:
    old, new = stage.vault / "old.mp4", stage.vault / "new.mp4"
    os.link(numbered_video, old)
    os.link(long_video, new)
    chosen = stage.vault / "chosen.vtt"
    chosen.write_text(VTT.format("said in the old one"))
    (stage.vault / "new.vtt").write_text(VTT.format("said in the new one"))
    stage.watch(stage.write("note.md", "Words [0:05].\n", video=old))
    assert drop(stage, chosen)
    transcripts = stage.program.transcripts

    def says(words: str) -> bool:
        return transcripts.transcript is not None and words in transcripts.transcript.text

    stage.wait(lambda: says("old one"))
    assert drop(stage, new)
    stage.window.notice.take(1)
    assert stage.said == "This note plays “new.mp4” now; the note itself is unchanged."
    assert stage.offered == ["Undo"]
    stage.wait(lambda: says("new one"))
    assert stage.session.video.choice == new
    stage.window.notice.take(0)
    stage.wait(lambda: says("old one"))
    stage.wait_for_video()
    assert stage.session.video.choice is None
    assert stage.player.media is not None
    assert stage.player.media.path == old  # type: ignore[union-attr]


def test_dropped_video_when_it_is_for_a_new_note_leaves_this_one_as_it_is(
    stage: Stage, numbered_video: Path, long_video: Path
) -> None:
    first = stage.write("note.md", "Words [0:05].\n", video=numbered_video)
    before = first.read_bytes()
    stage.watch(first)
    assert drop(stage, long_video)
    stage.window.notice.take(0)
    assert stage.session.path == stage.vault / "long.md"
    stage.wait(lambda: stage.player.media is not None and stage.player.media.path == long_video)  # type: ignore[union-attr]
    stage.session.open_note(first)
    stage.wait(lambda: stage.player.media is not None and stage.player.media.path == numbered_video)  # type: ignore[union-attr]
    assert first.read_bytes() == before
    assert [path.name for path in stage.vault.iterdir()] == ["note.md"]
