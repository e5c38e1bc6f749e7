"""Transcribing in the window: a real process, for which the speech is known."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import SIGNAL, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QFileDialog

from tests.media.hub_site import HubSite
from tests.media.known import KnownSpeech
from tests.media.make_video import copy_tracks
from tests.media.web import Web
from tests.ui.saving_stage import put_saved
from tests.ui.stage import ALT, CTRL, LEFT, SHIFT, Stage, choose, words_of
from viewer import TOUR
from viewer.media import speech_fetching
from viewer.media.jobs import JobState
from viewer.media.speech_models import ModelFolder, model_named
from viewer.media.transcript import Cue, Transcript
from viewer.ui.tasks.transcribe_sheet import TranscribeSheet

Key = Qt.Key
# What listens has the lowest priority: other tests keep it waiting.
WAIT_MS = 100_000
NOTE = "# Lecture\n\n- Something is claimed here [0:04]\n"


@pytest.fixture(scope="session")
def spoken_video(videos_dir: Path) -> Path:
    """The first 75 s of the tour's film: a voice, with pauses of a second."""
    return copy_tracks(videos_dir / "spoken.mp4", TOUR.with_name("tour.mp4"), seconds=75)


@pytest.fixture
def put_lecture(spoken_video: Path, known_speech: KnownSpeech) -> Callable[[Stage, str], Path]:
    """Return a function that puts a note and its recording into the vault: no transcript."""

    def put(stage: Stage, name: str = "lecture") -> Path:
        stage.program.context.settings.set("speech/folder", str(known_speech.model.folder))
        media = stage.vault / f"{name}.mp4"
        own = b"\0\0\0\x08free" + name.encode()  # another file, of the same sound
        media.write_bytes(spoken_video.read_bytes() + own)
        return stage.write(f"{name}.md", NOTE, video=media)

    return put


@pytest.fixture
def lecture(stage: Stage, put_lecture: Callable[..., Path]) -> Path:
    note = put_lecture(stage)
    stage.watch(note)
    return note


def ask(stage: Stage, action: str = "transcribe") -> TranscribeSheet:
    stage.window.actions_[action].trigger()
    sheet = stage.program.transcribing.sheet
    stage.wait(sheet.isVisible)
    return sheet


def start(stage: Stage) -> None:
    before = len(stage.program.transcribing.queue.items())
    sheet = ask(stage)
    stage.press(Key.Key_Return)
    stage.wait(lambda: not sheet.isVisible())
    stage.wait(lambda: len(stage.program.transcribing.queue.items()) > before)


def bar_words(stage: Stage) -> str:
    content = stage.program.transcripts.view.bar.content
    return content.words if content is not None else ""


def finish(stage: Stage) -> None:
    queue = stage.program.transcribing.queue
    stage.wait(lambda: [i.state for i in queue.items()] == [JobState.DONE], timeout_ms=WAIT_MS)
    stage.wait(lambda: bar_words(stage).startswith("Transcribed here"))
    view = stage.program.transcripts.view
    stage.wait(lambda: view.transcript is not None and view.transcript.heard is None)


def states(stage: Stage) -> list[JobState]:
    return [item.state for item in stage.program.transcribing.queue.items()]


def test_words_appear_while_it_listens_are_marked_at_the_end_copied_and_deleted(
    stage: Stage, lecture: Path, known_speech: KnownSpeech, monkeypatch: pytest.MonkeyPatch
) -> None:
    known_speech.held.touch()
    view = stage.program.transcripts.view
    stage.window.tabs.show_tab("transcript")
    stage.wait(lambda: view.pages.page is not None and view.pages.page.title == "No transcript")
    offer = ("Transcribe…", "transcribe")
    stage.wait(lambda: view.pages.page is not None and view.pages.page.buttons[0] == offer)
    grown: list[int] = []
    stage.program.transcripts.changed.connect(
        lambda: grown.append(len(view.transcript.text) if view.transcript else 0)
    )
    start(stage)
    stage.wait(lambda: view.pages.page is not None and view.pages.page.title == "Transcribing")
    stage.wait(lambda: max(grown, default=0) > 20, timeout_ms=WAIT_MS)
    known_speech.held.unlink()
    finish(stage)
    assert grown == sorted(grown)
    assert 0 < next(filter(None, grown)) < grown[-1]
    text = view.transcript.text.casefold()
    for words in ("easy to forget", "a sentence or two", "in your own words"):
        assert words in text
    assert view.transcript.language == "en"
    assert view.transcript.heard is None
    assert bar_words(stage) == "Transcribed here with model"  # the name of its folder
    assert len(view.transcript.groups) > 60  # words have times of their own
    assert sorted(p.name for p in stage.vault.iterdir()) == ["lecture.md", "lecture.mp4"]
    stage.wait(stage.program.transcribing.pane.button.isHidden)
    # It is copied where asked, deleted and put back.
    proposed: list[str] = []

    def save(_parent: object, _title: str, path: str, _kinds: str) -> tuple[str, str]:
        proposed.append(path)
        return str(Path(path).with_suffix(".srt")), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", save)
    stage.window.actions_["transcript.save_copy"].trigger()
    assert proposed == [str(stage.vault / "lecture.en.vtt")]
    copy = stage.vault / "lecture.en.srt"
    stage.wait(lambda: stage.said == "Saved: lecture.en.srt")  # else it could be said last
    assert "easy to forget" in copy.read_text("utf-8")
    copy.unlink()
    before = said_text(stage)
    stage.window.actions_["transcript.delete"].trigger()
    stage.wait(lambda: stage.program.transcripts.view.transcript is None)
    stage.wait(lambda: stage.said == "Transcript deleted.")
    stage.press("z", CTRL)
    stage.wait(lambda: said_text(stage) == before)


@pytest.mark.all_only
def test_place_that_plays_is_heard_first_and_buttons_above_the_words_pause_go_on_and_cancel(
    stage: Stage, lecture: Path, known_speech: KnownSpeech
) -> None:
    player, seeked = stage.program.context.player, SIGNAL("seeked(PyObject,PyObject)")
    hearers = player.receivers(seeked)
    known_speech.held.touch()
    stage.seek(50_000)
    start(stage)
    assert player.receivers(seeked) == hearers + 1
    stage.wait(lambda: stage.program.transcripts.view.transcript is not None, timeout_ms=WAIT_MS)
    transcript = stage.program.transcripts.view.transcript
    assert transcript.cues[0].start_ms > 40_000
    assert transcript.heard is not None
    bar = stage.program.transcripts.view.bar

    def press(words: str) -> None:
        buttons = [b for b in bar.findChildren(QAbstractButton) if b.accessibleName() == words]
        QTest.mouseClick(next(b for b in buttons if b.isVisible()), LEFT)

    press("Pause")
    stage.wait(lambda: bar_words(stage).startswith("Transcribing paused"))
    assert states(stage) == [JobState.PAUSED]
    stage.wait(lambda: stage.program.transcribing.page.total == "Paused: 1")
    press("Resume")
    stage.wait(lambda: bar_words(stage).startswith("Transcribing"))
    stage.wait(lambda: states(stage) == [JobState.RUNNING])
    press("Cancel")
    assert states(stage) == []
    assert player.receivers(seeked) == hearers > 0
    assert stage.said == "Cancelled. The transcript so far is kept."
    assert stage.offered == ["Resume"]


def said_text(stage: Stage) -> str:
    transcript = stage.program.transcripts.view.transcript
    return transcript.text if transcript is not None else ""


@pytest.mark.all_only
def test_captions_made_by_people_are_shown_first_and_chosen_again(
    stage: Stage, lecture: Path
) -> None:
    captions = "WEBVTT\n\n00:00:01.000 --> 00:00:03.000\nBy a person.\n"
    (stage.vault / "lecture.en.vtt").write_text(captions, "utf-8")
    stage.program.transcripts.look()
    stage.wait(lambda: said_text(stage) == "By a person.")
    sheet = ask(stage)
    assert "This video has subtitles, which are shown first." in sheet.words.text()
    stage.press(Key.Key_Return)
    stage.wait(lambda: states(stage) == [JobState.DONE], timeout_ms=WAIT_MS)
    stage.wait(lambda: len(stage.program.transcripts.found.files) == 2)
    assert said_text(stage) == "By a person."
    choose(stage.tab_menu("transcript"), "English · transcribed here, model model")
    stage.wait(lambda: bar_words(stage) == "Transcribed here with model")
    menu = stage.tab_menu()
    assert "Delete transcript…" in words_of(menu)
    choose(menu, next(words for words in words_of(menu) if words.endswith("lecture.en.vtt")))
    stage.wait(lambda: said_text(stage) == "By a person.")
    assert bar_words(stage) == ""


@pytest.mark.all_only
def test_model_is_fetched_with_progress_and_then_listens(
    stage: Stage,
    lecture: Path,
    web: Web,
    speech_model: ModelFolder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hub = HubSite(web, model_named("tiny.en").repository, speech_model.folder)
    settings = stage.program.context.settings
    settings.set("speech/folder", "")
    settings.set("speech/model", "tiny.en")
    fetch = stage.program.transcribing.fetch
    monkeypatch.setenv("HF_ENDPOINT", hub.endpoint)
    shown: list[str] = []
    rows = stage.program.transcribing._fetch_rows
    fetch.item_changed.connect(lambda key: shown.append(rows.line(fetch.item(key))))
    sheet = ask(stage)
    once = "One-time download: the model tiny.en (78 MB, from huggingface.co)."
    assert sheet.fetched.text() == once
    stage.press(Key.Key_Return)
    stage.wait(lambda: "Downloading model tiny.en" in bar_words(stage), timeout_ms=WAIT_MS)
    finish(stage)
    assert any("of 7" in words and words.endswith("MB") for words in shown)
    assert bar_words(stage) == "Transcribed here with tiny.en"


def test_model_that_cannot_be_fetched_is_said_and_asked_for_again(
    stage: Stage, lecture: Path, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.program.context.settings.set("speech/folder", "")
    monkeypatch.setenv("HF_ENDPOINT", web.url("/nowhere"))
    ask(stage)
    stage.press(Key.Key_Return)
    stage.wait(lambda: stage.said.startswith("Download failed."), timeout_ms=WAIT_MS)
    assert stage.offered == ["Try again"]
    stage.press("1", ALT)
    stage.wait(stage.program.transcribing.sheet.isVisible)
    stage.press(Key.Key_Escape)
    assert states(stage) == []


def test_what_is_not_here_is_named_with_its_size_or_chosen_as_a_folder_that_is_remembered(
    stage: Stage, lecture: Path, known_speech: KnownSpeech, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = stage.program.context.settings
    settings.set("speech/folder", "")
    with monkeypatch.context() as patch:
        patch.setattr(speech_fetching, "find_engine", lambda *_: None)
        sheet = ask(stage)
        assert "faster-whisper" in sheet.fetched.text()
        assert "small (486 MB" in sheet.fetched.text()
        assert sheet.buttons["start"].text() == "Download and transcribe"
        stage.press(Key.Key_Tab, SHIFT)
        sheet.models.setFocus()
        stage.press(Key.Key_Left)
        assert "base (148 MB" in sheet.fetched.text()
        stage.press(Key.Key_Escape)
        assert not sheet.isVisible()
    # A folder that is chosen is remembered, and a wrong one is said.
    folders = [str(stage.vault), str(known_speech.model.folder)]
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: folders.pop(0))
    sheet = ask(stage)
    sheet._browse.click()
    assert "is incomplete" in sheet._about.text()
    sheet._browse.click()
    assert sheet.choices.model == str(known_speech.model.folder)
    assert sheet.buttons["start"].text() == "Transcribe"
    sheet.buttons["start"].click()
    stage.wait(lambda: len(states(stage)) == 1)
    assert settings.text("speech/folder") == str(known_speech.model.folder)


def test_film_without_sound_is_said_above_the_words_and_once(
    stage: Stage, long_video: Path, known_speech: KnownSpeech
) -> None:
    stage.program.context.settings.set("speech/folder", str(known_speech.model.folder))
    stage.watch(stage.write("silent.md", NOTE, video=long_video))
    start(stage)
    stage.wait(lambda: states(stage) == [JobState.FAILED], timeout_ms=WAIT_MS)
    stage.wait(lambda: bar_words(stage).startswith("“long.mp4” has no audio."))
    content = stage.program.transcripts.view.bar.content
    assert [button.words for button in content.buttons] == ["Try again", "Cancel"]
    before = len(stage.all_said)
    stage.program.transcribing._on_queue()
    assert not any("Couldn't transcribe" in said for said in stage.all_said[before:])
    stage.program.transcribing.cancel()
    assert states(stage) == []


@pytest.mark.all_only
def test_selected_notes_are_counted_and_transcribed_one_after_the_other(
    stage: Stage, put_lecture: Callable[..., Path], known_speech: KnownSpeech
) -> None:
    known_speech.held.touch()
    for name in ("first", "second", "third"):
        put_lecture(stage, name)
    by_person = "WEBVTT\n\n00:00:01.000 --> 00:00:03.000\nBy a person.\n"
    (stage.vault / "third.vtt").write_text(by_person, "utf-8")
    stage.write("away.md", NOTE.replace("# Lecture", "---\nvideoId: dQw4w9WgXcQ\n---\n# Away"))
    stage.watch(stage.vault / "first.md")
    stage.wait_for_files()
    tree = stage.window.list.tree
    tree.setFocus()
    stage.press(Key.Key_A, CTRL)
    sheet = ask(stage, "vault.transcribe")
    assert sheet.title.text() == "Transcribe 2 videos?"
    assert sheet.time.text().startswith("2 minutes of audio")
    skipped = "1 more has a transcript; 1 note has no video on this computer."
    assert sheet.skipped.text() == skipped
    stage.press(Key.Key_Return)
    stage.wait(lambda: len(states(stage)) == 2)
    stage.program.transcribing.pane.open_tab()
    view = stage.program.transcribing.page
    stage.wait(view.list.hasFocus)
    titles = ["Transcribe · First", "Transcribe · Second"]
    stage.wait(lambda: [row.title for row in view.list.rows.rows] == titles)
    stage.press(Key.Key_Down)
    stage.press(Key.Key_Delete)
    stage.wait(lambda: len(states(stage)) == 1)
    stage.press(Key.Key_Escape)
    known_speech.held.unlink()
    stage.wait(lambda: states(stage) == [JobState.DONE], timeout_ms=WAIT_MS)


@pytest.mark.all_only
def test_saved_video_without_captions_is_transcribed_from_the_library(
    stage: Stage, spoken_video: Path, known_speech: KnownSpeech
) -> None:
    stage.program.context.settings.set("speech/folder", str(known_speech.model.folder))
    library = stage.session.video.library
    put_saved(library, "dQw4w9WgXcQ", "A talk", spoken_video)
    stage.start(stage.write("note.md", NOTE))
    stage.program.saving.open_library()
    saved = stage.program.saving.library_actions.page
    stage.wait(saved.isVisible)
    stage.wait(lambda: len(saved.list.rows.rows) == 1)
    (row,) = saved.list.rows.rows
    assert "  ·  no transcript  ·  " in row.line
    saved.list.action_chosen.emit(row.key, "transcribe")
    stage.wait(stage.program.transcribing.sheet.isVisible)
    stage.press(Key.Key_Return)
    stage.wait(lambda: states(stage) == [JobState.DONE], timeout_ms=WAIT_MS)
    assert (library / "dQw4w9WgXcQ" / "recognised.model.vtt").is_file()
    stage.program.saving.open_library()
    stage.wait(lambda: "no transcript" not in saved.list.rows.rows[0].line)


def test_place_and_selection_stay_while_words_come_in_before_them(
    stage: Stage, lecture: Path
) -> None:
    view = stage.program.transcripts.view

    def cues(numbers: range) -> tuple[Cue, ...]:
        return tuple(Cue(n * 2_000, n * 2_000 + 1_900, f"Sentence {n} of all.") for n in numbers)

    view.grow(Transcript(cues(range(100, 200))))
    stage.window.tabs.show_tab("transcript")
    view.text.setFocus()
    at = view.text.rows.passages[50].start
    view.text.select(at, at + 12)
    view.set_following(False)
    view.text.scrolling.to_place(at)
    top = view.text.rows.rect_of(at).top()
    assert view.text.selected_text() == "Sentence 150"
    view.grow(Transcript(cues(range(60, 200))))
    assert view.text.selected_text() == "Sentence 150"
    assert abs(view.text.rows.rect_of(view.text.selection[0]).top() - top) <= 40
    view.grow(Transcript(cues(range(60, 240))))
    assert view.text.selected_text() == "Sentence 150"
