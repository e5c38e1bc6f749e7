"""Beginning a note: where it goes, what a video that is brought is for, and what can be undone."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from tests.ui.stage import CTRL, Stage
from tests.ui.watch.test_video import drop
from viewer import RESOURCES, is_own_file
from viewer.base.errors import ReadOnlyError
from viewer.notes.file import save
from viewer.notes.model import VideoRef
from viewer.ui.page.new_note_sheet import NewNoteSheet

VTT = "WEBVTT\n\n00:02.000 --> 00:04.000\n{0}\n"


def _own_files() -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in RESOURCES.rglob("*")}


def sheet(stage: Stage) -> NewNoteSheet:
    (found,) = stage.window.findChildren(NewNoteSheet)
    return found


def new_note(stage: Stage, video: str, title: str = "") -> None:
    """Make a note as the user does by keys; without a title the one that is suggested."""
    QGuiApplication.clipboard().clear()
    stage.press("n", CTRL)
    stage.type_in(video)
    if title:
        field = sheet(stage).name
        field.setFocus()
        field.selectAll()
        stage.type_in(title)
    stage.press(Qt.Key.Key_Return)


def test_first_note_from_the_tour_goes_where_the_sheet_says_and_is_written_in(
    stage: Stage, documents: Path, numbered_video: Path
) -> None:
    before = _own_files()
    stage.start(stage.tour)
    new_note(stage, str(numbered_video), "My first note")
    note = documents / "Cuenote" / "My first note.md"
    assert sheet(stage).where.text() == f"Saved in {documents / 'Cuenote'}"
    assert sheet(stage).isHidden()
    assert stage.session.path == note
    stage.wait(lambda: b"duration" in stage.data)
    stage.write_in("It begins.")
    stage.press("s", CTRL)
    stage.wait(lambda: note.read_bytes().endswith(b"---\n\nIt begins.\n"))
    assert _own_files() == before
    stage.wait(
        lambda: stage.session.vault.files is not None and len(stage.session.vault.files.notes) == 1
    )


def test_folder_that_was_chosen_is_suggested_for_the_next_note(
    make_stage: Callable[[], Stage], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(folder))
    stage = make_stage()
    stage.start(stage.tour, player=False)
    stage.press("n", CTRL)
    sheet(stage).other.click()
    sheet(stage).video.setFocus()
    stage.type_in("abcdefghijk")
    stage.press(Qt.Key.Key_Return)
    assert stage.session.path == folder / "abcdefghijk.md"
    stage.end()
    again = make_stage()
    again.start(again.tour, player=False)
    new_note(again, "abcdefghijk", "Two")
    assert again.session.path == folder / "Two.md"


def test_new_note_when_the_sheet_is_closed_is_not_made(stage: Stage, documents: Path) -> None:
    before = _own_files()
    stage.start(stage.tour, player=False)
    stage.press("n", CTRL)
    stage.type_in("abcdefghijk")
    stage.press(Qt.Key.Key_Escape)
    stage.press(Qt.Key.Key_Escape)
    assert sheet(stage).isHidden()
    assert stage.session.path == stage.tour
    assert not documents.exists()
    assert _own_files() == before
    assert stage.program.settings.text("vault/notes") == ""

    # What is no video is said in the sheet which stays.
    new_note(stage, "/nowhere/film.mp4")
    assert sheet(stage).isVisible()
    assert sheet(stage).wrong.text().startswith("No video at “/nowhere/film.mp4”.")
    sheet(stage).video.clear()
    stage.press(Qt.Key.Key_Return)
    assert sheet(stage).wrong.text().startswith("Paste a link")
    assert not documents.exists()

    # Address on the clipboard is suggested.
    stage.press(Qt.Key.Key_Escape)
    stage.press(Qt.Key.Key_Escape)
    QGuiApplication.clipboard().setText("https://www.youtube.com/watch?v=abcdefghijk")
    stage.press("n", CTRL)
    assert sheet(stage).video.selectedText() == "https://www.youtube.com/watch?v=abcdefghijk"
    stage.press(Qt.Key.Key_Return)
    assert stage.session.path == documents / "Cuenote" / "abcdefghijk.md"


def test_title_of_a_new_note_is_suggested_and_its_video_named_from_there(
    stage: Stage, numbered_video: Path
) -> None:
    # Title of a new note is suggested from its file.
    stage.start(stage.write("note.md", "Words\n"), player=False)
    new_note(stage, str(numbered_video))
    assert stage.session.path == stage.vault / "numbered.md"

    # Video in the folder of the note is named from there.
    stage.session.open_note(stage.write("other.md", "Words\n"))
    os.link(numbered_video, stage.vault / "film.mp4")
    new_note(stage, "film.mp4")
    assert (stage.vault / "film.md").read_text() == "---\ntitle: film\nvideo: film.mp4\n---\n\n\n"


def test_another_note_about_the_same_video_is_made_with_its_first_word(
    stage: Stage, numbered_video: Path
) -> None:
    os.link(numbered_video, stage.vault / "numbered.mp4")
    note = stage.write("numbered.md", "- Words [0:02]\n", video=Path("numbered.mp4"))
    stage.watch(note)
    stage.window.actions_["note.new_same"].trigger()
    assert stage.session.path == stage.vault / "numbered 2.md"
    assert stage.session.note.video == VideoRef(path="numbered.mp4")
    stage.press("t")
    stage.write_in("More.")
    stage.press("s", CTRL)
    stage.wait((stage.vault / "numbered 2.md").is_file)
    stage.session.open_note(stage.write("bare.md", "Words\n"))
    stage.window.actions_["note.new_same"].trigger()
    assert stage.said == "This note has no video."


def test_nothing_is_saved_among_the_files_of_the_program(tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(RESOURCES)
    for path in (RESOURCES / "tour" / "new.md", link / "tour" / "new.md"):
        assert is_own_file(path)
        with pytest.raises(ReadOnlyError):
            save(path, b"words", None)
        assert not path.exists()


def test_file_that_is_no_note_is_not_shown_as_one(stage: Stage) -> None:
    for name in ("talk.vtt", "picture.bin"):
        path = stage.vault / name
        path.write_bytes(b"WEBVTT\n" if name == "talk.vtt" else b"\0\0\0 ftypisom")
        stage.program.show(path, None)
        assert stage.window.page.pages.isVisible()
        assert stage.window.page.pages.page.title == f"“{name}”"
        assert stage.session.note is None


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
    assert stage.said == "This note now plays “new.mp4”. The note itself is unchanged."
    assert stage.offered == ["Undo"]
    stage.wait(lambda: says("new one"))
    assert stage.session.video.choice == new
    stage.press("z", CTRL)
    stage.wait(lambda: says("old one"))
    assert stage.session.video.choice is None
    stage.wait(lambda: stage.player.media is not None and stage.player.media.path == old)  # type: ignore[union-attr]


def test_videos_that_are_dropped_together_are_all_there(
    stage: Stage, numbered_video: Path, long_video: Path, tmp_path: Path
) -> None:
    films = [tmp_path / name for name in ("a.mp4", "b.mp4", "c.mp4")]
    for film in films:
        os.link(numbered_video, film)
    odd = tmp_path / "odd.bin"
    odd.write_bytes(b"")
    stage.start(stage.tour)
    assert drop(stage, *films, odd)
    stage.wait(lambda: "more" in stage.said)
    assert stage.session.note.video == VideoRef(path=str(films[0]))
    assert stage.said == "2 more were added to Recent. Not opened: odd.bin."
    assert stage.offered == ["Show"]
    stage.window.notice.take(0)
    assert stage.palette.isVisible()
    # The first is among them once it is open.
    stage.wait(
        lambda: {one.title for one in stage.program.state.recent_videos()[:3]} == {"a", "b", "c"}
    )
    stage.press(Qt.Key.Key_Escape)
    # Beside a note of ones own it is asked first, and the others are kept all the same.
    stage.session.open_note(stage.write("note.md", "Words\n"))
    assert drop(stage, long_video, films[2])
    stage.wait(lambda: stage.said == "Use “long.mp4” for: 1 more was added to Recent.")
    assert stage.offered == ["New note", "This note", "Show"]

    # Notes that are dropped together are all there.
    notes = [stage.write(f"{name}.md", f"Words of {name}\n") for name in "abc"]
    stage.session.open_note(stage.tour)
    assert drop(stage, *notes)
    stage.wait(lambda: stage.said == "2 more were added to Recent.")
    assert stage.session.path == notes[0]
    assert stage.program.state.recent_notes()[:3] == notes
