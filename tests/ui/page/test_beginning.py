"""Beginning with a video: it plays at once, and the note is made with its first word."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.page.test_completion import names_below
from tests.ui.stage import ALT, CTRL, NO_KEYS, SHIFT, Stage, drop_on
from tests.ui.watch.test_video import drop
from viewer.media.player import PlayerState
from viewer.notes.model import VideoRef
from viewer.ui.window.state import RecentVault

Key = Qt.Key
URL = "https://www.youtube.com/watch?v=abcdefghijk"


def _hint(stage: Stage) -> str:
    return stage.view._hint


def _journals(stage: Stage) -> list[Path]:
    return list((stage.folders.state / "journals").glob("*"))


def _plays(stage: Stage) -> None:
    stage.wait(lambda: stage.player.state is PlayerState.PLAYING)


def test_video_plays_at_once_and_nothing_is_written_until_one_writes(
    stage: Stage, documents: Path, numbered_video: Path
) -> None:
    stage.start(numbered_video)
    _plays(stage)
    note = documents / "Cuenote" / "numbered.md"
    assert stage.session.path == note
    assert _hint(stage).startswith("Start typing. The note is saved as “numbered.md” in ")
    stage.press(Key.Key_Escape)
    stage.press("s", CTRL)
    assert not documents.exists()
    assert _journals(stage) == []
    assert stage.program.state.recent_notes() == []

    # Words when all are taken back leave no file.
    stage.program.settings.set("edit/autosave_s", 600)
    stage.press(Key.Key_Return)
    stage.write_in("Words")
    stage.press("z", CTRL)
    stage.end()
    assert not documents.exists()
    assert _journals(stage) == []


def test_moment_when_cited_first_makes_the_note_with_a_bullet(
    stage: Stage, documents: Path, numbered_video: Path
) -> None:
    stage.start(numbered_video)
    _plays(stage)
    stage.press("n", ALT)
    stage.write_in("It begins.")
    assert len(_journals(stage)) == 1
    note = documents / "Cuenote" / "numbered.md"
    stage.wait(note.is_file)
    text = note.read_text()
    assert text.startswith(f"---\ntitle: numbered\nvideo: {numbered_video}\nduration: ")
    assert "\n---\n\n- It begins. <a" in text
    assert stage.player.state is PlayerState.PLAYING
    stage.wait(lambda: stage.program.state.recent_notes() == [note])
    stage.wait(
        lambda: stage.session.vault.files is not None and stage.session.vault.files.holds(note)
    )
    assert "numbered.md" in stage.all_said[-1]


def test_note_that_is_planned_goes_into_the_vault_that_is_open(
    stage: Stage, numbered_video: Path, long_video: Path
) -> None:
    stage.watch(stage.write("deep/note.md", "Words\n", video=long_video))
    stage.session.open_vault(stage.vault)
    drop(stage, numbered_video)
    stage.window.notice.take(0)
    assert stage.session.path == stage.vault / "deep" / "numbered.md"
    assert stage.session.vault.root == stage.vault


@pytest.mark.parametrize("is_known", [True, False])
def test_note_goes_into_the_vault_in_which_its_video_lies(
    stage: Stage, documents: Path, numbered_video: Path, is_known: bool
) -> None:
    film = stage.vault / "media" / "film.mp4"
    film.parent.mkdir()
    shutil.copyfile(numbered_video, film)
    if is_known:
        stage.program.state.add_recent_vault(RecentVault(stage.vault, 1))
    else:
        (stage.vault / ".obsidian").mkdir()
    stage.start(film, player=False)
    assert stage.session.path == stage.vault / "film.md"
    assert b"video: media/film.mp4\n" in stage.data


def test_video_that_has_its_note_already_opens_that(
    make_stage: Callable[[], Stage], numbered_video: Path
) -> None:
    stage = make_stage()
    stage.program.settings.set("vault/notes", str(stage.vault))
    note = stage.write("numbered.md", "- Words [0:02]\n", video=numbered_video)
    stage.start(numbered_video)
    assert stage.session.path == note
    _plays(stage)
    stage.end()
    note.write_text("---\nvideo: another.mp4\n---\n")
    again = make_stage()
    again.start(numbered_video, player=False)
    assert again.session.path == again.vault / "numbered 2.md"


def test_text_of_a_planned_note_is_saved_after_a_crash(
    make_stage: Callable[[], Stage], numbered_video: Path
) -> None:
    stage = make_stage()
    documents = stage.vault.parent / "Documents"
    stage.program.settings.set("edit/autosave_s", 600)
    stage.start(numbered_video, player=False)
    stage.press("e", ALT)
    stage.write_in("Precious words")
    stage.die()
    assert not documents.exists()
    again = make_stage()
    again.start(again.tour, player=False)
    again.program.recovering.offer_all()
    assert again.session.path == again.tour
    note = documents / "Cuenote" / "numbered.md"
    assert note.read_bytes().endswith(b"Precious words\n")


def test_video_when_pasted_or_dropped_is_opened(
    stage: Stage, documents: Path, numbered_video: Path
) -> None:
    stage.start(stage.tour, player=False)
    clipboard = QGuiApplication.clipboard()
    for way in ("path", "quoted", "uri", "file", "url", "id"):
        stage.session.open_note(stage.tour)
        if way == "file":
            mime = QMimeData()
            mime.setUrls([QUrl.fromLocalFile(str(numbered_video))])
            clipboard.setMimeData(mime)
        else:
            texts = {
                "path": f"  {numbered_video}\n",
                "quoted": f'"{numbered_video}"',
                "uri": numbered_video.as_uri(),
                "url": URL,
                "id": "abcdefghijk",
            }
            clipboard.setText(texts[way])
        stage.press("v", CTRL)
        assert stage.session.is_planned
        video = stage.session.note.video
        is_file = way not in ("url", "id")
        assert video == (VideoRef(path=str(numbered_video)) if is_file else VideoRef("abcdefghijk"))

    # What is no video is said.
    for text, said in (
        ("some words", "No video at “some words”. Paste a link"),
        ("/nowhere/film.mp4", "No video at “/nowhere/film.mp4”."),
        ("", "The clipboard has no text."),
        ("two\nlines", "“two” is not a video."),
    ):
        stage.session.open_note(stage.tour)
        QGuiApplication.clipboard().setText(text)
        stage.press("v", CTRL)
        assert stage.said.startswith(said)
        assert stage.session.path == stage.tour

    # Address that is dropped is opened.
    assert drop_on(stage.window.drops, URL)
    assert stage.session.path == documents / "Cuenote" / "abcdefghijk.md"
    assert not drop_on(stage.window.drops, "just words")


def _described(stage: Stage, title: str) -> None:
    stage.wait(lambda: stage.session.note is not None and stage.session.note.title == title)


def _film(stage: Stage, video: Path) -> Path:
    """A video in the vault, with what yt-dlp says of it beside it."""
    film = stage.vault / "film.mp4"
    shutil.copyfile(video, film)
    info = {
        "title": "A talk",
        "channel": "Somebody",
        "upload_date": "20240501",
        "chapters": [{"start_time": 0, "title": "One"}, {"start_time": 4, "title": "Two"}],
    }
    film.with_suffix(".info.json").write_text(json.dumps(info))
    return film


def test_note_says_what_is_known_of_its_video_and_is_named_after_it(
    stage: Stage, numbered_video: Path
) -> None:
    stage.program.settings.set("vault/notes", str(stage.vault))
    stage.start(_film(stage, numbered_video))
    _described(stage, "A talk")
    assert stage.session.path == stage.vault / "A talk.md"
    assert "“A talk.md”" in _hint(stage)
    assert _journals(stage) == []
    stage.press("t")
    stage.write_in("It begins.")
    stage.press("s", CTRL)
    note = stage.vault / "A talk.md"
    stage.wait(note.is_file)
    front = note.read_text().partition("\n---\n")[0]
    assert front.startswith(
        "---\ntitle: A talk\nvideo: film.mp4\nchannel: Somebody\ndate: 2024-05-01\nduration: "
    )
    assert [path.name for path in stage.vault.glob("*.md")] == ["A talk.md"]


def test_words_that_were_sooner_than_the_title_stay(stage: Stage, numbered_video: Path) -> None:
    stage.program.settings.set("vault/notes", str(stage.vault))
    stage.program.settings.set("edit/autosave_s", 600)
    film = _film(stage, numbered_video)
    stage.start(film, player=False)
    stage.write_in("It be")
    stage.program.set_player(stage.engine)
    stage.player.set_muted(True)
    _described(stage, "A talk")
    stage.write_in("gins.")
    assert stage.data.endswith(b"---\n\nIt begins.\n")
    assert b"channel: Somebody" in stage.data
    assert stage.session.path == stage.vault / "A talk.md"
    assert len(_journals(stage)) == 1
    stage.end()
    assert (stage.vault / "A talk.md").read_bytes().endswith(b"---\n\nIt begins.\n")
    assert not (stage.vault / "film.md").exists()


def test_template_of_new_notes_is_used_and_one_that_is_not_there_is_said(
    stage: Stage, numbered_video: Path
) -> None:
    stage.program.settings.set("vault/notes", str(stage.vault))
    template = stage.vault / "template.md"
    template.write_text("# {{title}}\n\n{{chapters}}\n")
    stage.program.settings.set("edit/template", str(template))
    stage.start(_film(stage, numbered_video))
    stage.wait(lambda: "A talk" in stage.view.toPlainText())
    assert stage.data == (b"---\nvideo: film.mp4\n---\n\n# A talk\n\n- One [0:00]\n- Two [0:04]\n")
    assert not (stage.vault / "A talk.md").exists()
    stage.session.open_note(template)
    template.unlink()
    drop(stage, numbered_video)
    stage.window.notice.take(0)
    stage.wait(lambda: stage.said.startswith("The template for new notes can't be used: No note"))
    assert stage.session.path == stage.vault / "numbered.md"


_WORDS = ("One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight")
_STEP_MS = 5_000


def _cited(seconds: int, end: int | None = None) -> str:
    shown = f"00:00:{seconds:02}"
    until = f"-00:00:{end:02}" if end is not None else ""
    return f'<a class="yt-timestamp" data-t="{shown}">[{shown}{until}]</a>'


@pytest.fixture
def film(stage: Stage, long_video: Path) -> Path:
    """A video in a folder of notes, of which one is to be linked to; the folder is open."""
    stage.write("Refraction.md", "# Refraction\n\nHow light bends #optics\n")
    film = stage.vault / "film.mp4"
    shutil.copyfile(long_video, film)
    stage.start(stage.vault)
    stage.index()
    stage.wait_for_files()
    return film


def _hold(stage: Stage) -> None:
    """Wait until the video plays, and hold it: a test has to know at what it writes."""
    stage.wait(lambda: stage.player.state is PlayerState.PLAYING)
    stage.player.pause()
    stage.wait(lambda: stage.player.state is PlayerState.PAUSED)
    stage.seek(0)


def _on(stage: Stage) -> int:
    """Step the video forward; return the second it is at."""
    ms = stage.player.position_ms + _STEP_MS
    stage.press(Key.Key_O, ALT)
    stage.wait(lambda: stage.player.position_ms == ms)
    return ms // 1000


def _note(times: list[int], frame: int, end: int) -> bytes:
    """What the file holds in the end; the last bullet has all that a claim can have."""
    front = '---\ntitle: film\nvideo: film.mp4\nduration: "2:10"\n---\n\n'
    bullets = [f"- {word} {_cited(at)}\n" for word, at in zip(_WORDS, times, strict=True)]
    bullets[-1] = (
        f"- {_WORDS[-1]} [[Refraction]] #optics {_cited(times[-1], end)} "
        f"![[film 0-40.webp]] {_cited(frame)}\n"
    )
    return (front + "".join(bullets)).encode()


def test_lecture_becomes_a_note_by_the_keyboard_alone(
    stage: Stage, film: Path, make_stage: Callable[[], Stage]
) -> None:
    times, keys = [0], 0

    def press(key: Qt.Key | str, held: Qt.KeyboardModifier = NO_KEYS) -> None:
        nonlocal keys
        keys += 1
        QTest.keyClick(names_below(stage) or QApplication.focusWidget(), key, held)

    QGuiApplication.clipboard().setText(str(film))
    press("v", CTRL)
    _hold(stage)
    press("n", ALT)
    stage.write_in(_WORDS[0])
    for words in _WORDS[1:]:
        times.append(_on(stage))
        press("n", ALT)
        stage.write_in(words)
    stage.write_in(" [[Refr")
    stage.wait(lambda: names_below(stage) is not None)
    press(Key.Key_Return)
    stage.write_in(" #optics")
    end = _on(stage)
    press("e", ALT | SHIFT)
    press("i", ALT)
    stage.wait(lambda: b"webp" in stage.data)
    press("q", CTRL)
    stage.end()
    wanted = _note(times, end, end)
    assert (stage.vault / "film.md").read_bytes() == wanted
    # Open once more, it is the note that is shown, and its bytes are left as they are.
    again = make_stage()
    again.start(next(iter(again.program.state.recent_notes())), player=False)
    assert again.session.path == again.vault / "film.md"
    again.wait_for_claims(len(_WORDS) + 1)
    assert again.data == (again.vault / "film.md").read_bytes() == wanted
    assert keys == 13
