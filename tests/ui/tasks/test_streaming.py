"""Streaming as the user does it: the real yt-dlp, a site of our own."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QImage
from PySide6.QtTest import QTest

from tests.conftest import Children
from tests.media.make_video import read_number
from tests.media.web import Web
from tests.online.channel import Channel, with_extras
from tests.ui.saving_stage import WAIT_MS
from tests.ui.stage import ALT, CTRL, Stage
from viewer.media.media import LIBRARY, Media, Stream, library_key
from viewer.media.player import PlayerState
from viewer.media.ytdlp_failures import Failure, FailureKind
from viewer.notes.model import VideoRef
from viewer.online.stream import Streams
from viewer.ui.kit.buttons import WordButton
from viewer.ui.kit.placeholder import Placeholder

CLAIMS = "It begins here [0:03]. Then this is shown [0:11]. And this at the end [0:17].\n"


pytestmark = pytest.mark.usefixtures("child_of_tests")


def note_about(stage: Stage, url: str | None, name: str = "note.md") -> Path:
    path = stage.write(name, "")
    path.write_text(f"---\nurl: {url}\n---\n\n# A talk\n\n{CLAIMS}", "utf-8")
    return path


def page(stage: Stage) -> Placeholder:
    return stage.window.player.video_view.page()


def press_button(stage: Stage, text: str) -> None:
    buttons = stage.window.player.video_view.findChildren(WordButton)
    for button in filter(WordButton.isVisible, buttons):
        if button.menu() is not None:  # whose click would hold all else up
            rows = {row.text().split(" ")[0]: row for row in button.menu().actions()}
            rows[text.split(" ")[0]].trigger()
            return
        if button.text() == text:
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
            return


def byline(stage: Stage) -> str:
    return " · ".join(part.text for part in stage.window.page.byline.parts)


def open_at_page(stage: Stage, path: Path) -> None:
    stage.start(path)
    stage.wait(lambda: stage.window.player.video_view.page() is not None)
    stage.wait(lambda: "Not on this computer" in page(stage).title)


def stream(stage: Stage, url: str | None, more: str = "") -> Stream:
    path = note_about(stage, url)
    path.write_text(path.read_text("utf-8") + more, "utf-8")
    open_at_page(stage, path)
    press_button(stage, "Stream")
    stage.wait_for_video()
    assert isinstance(stage.session.video.media, Stream)
    return stage.session.video.media


def test_nothing_goes_out_before_it_is_asked_for(
    stage: Stage, channel: Channel, web: Web, children: Children
) -> None:
    open_at_page(stage, note_about(stage, channel.put("a").url))
    ways = [text for text, _ in page(stage).buttons]
    assert ways == ["Choose video file…", "Stream video", "Save for offline…", "Open in browser"]
    stage.click_chip(1)
    assert not children()
    # Nor where it is stopped before what streams is loaded, or another note is opened.
    press_button(stage, "Stream")
    stage.window.actions_["video.stream"].trigger()
    assert "Not on this computer" in page(stage).title
    stage.program.background.finish()
    press_button(stage, "Stream")
    stage.session.open_note(note_about(stage, channel.put("b").url, "other.md"))
    stage.wait(lambda: "Not on this computer" in page(stage).title)
    stage.program.background.finish()
    assert web.requests == []


def test_stream_it_plays_the_video_beside_the_note(stage: Stage, channel: Channel) -> None:
    url = channel.put("a").url
    open_at_page(stage, note_about(stage, url))
    press_button(stage, "Stream")
    assert page(stage).title == "Asking 127.0.0.1 for the video…"
    stage.wait_for_video()
    stream = stage.session.video.media
    assert isinstance(stream, Stream)
    assert "Streaming · 720p" in byline(stage)
    stage.player.set_muted(True)
    stage.click_chip(1)
    stage.wait_for_frame(330)
    # Its pictures can be had, its sound not.
    before = stage.data
    stage.press("i", ALT)
    stage.wait(lambda: stage.data != before)
    (file,) = (stage.vault / "attachments").iterdir()
    assert read_number(QImage(str(file))) == 330
    assert b"attachments/note%200-11.webp" in stage.data
    stage.press("z", CTRL)
    for action in ("waveform", "silence.skip"):
        stage.window.notice.close_notice()
        stage.window.actions_[action].trigger()
        assert stage.said == "This needs the video on this computer."
        assert stage.offered == ["Save for offline…"]
    stage.player.play()
    stage.wait(lambda: stage.player.position_ms > 11_500)
    assert stage.session.follow.claims_now == frozenset({1})
    assert stage.program.playing.timeline.content.levels == b""
    # A note about the same video goes on with it, and one about another ends it.
    stage.player.pause()
    stage.seek(5_000)
    # Where it breaks off it is taken up there.
    streams = stage.program.streaming._streams
    streams.failed.emit(stream.key, Failure.of(FailureKind.TOO_OLD))
    stage.wait(lambda: stage.window.player.video_view.page() is not None)
    assert page(stage).title == FailureKind.TOO_OLD.words.rstrip(".")
    assert stage.player.state is PlayerState.EMPTY
    press_button(stage, "Try again")
    stage.wait_for_video()
    assert stage.player.position_ms == 5_000
    stream = stage.session.video.media
    stage.session.open_note(note_about(stage, url, "other.md"))
    stage.wait(lambda: not stage.session.video.is_looking)
    assert stage.session.video.media == stream
    assert stage.player.position_ms == 5_000
    stage.session.open_note(note_about(stage, channel.put("b").url, "third.md"))
    stage.wait(lambda: stage.window.player.video_view.page() is not None)
    stage.wait(lambda: "Not on this computer" in page(stage).title)
    assert channel.asked == 1


@pytest.mark.all_only
def test_click_while_the_video_is_on_its_way_is_where_it_opens_and_stop_ends_it(
    stage: Stage, channel: Channel, web: Web, children: Children
) -> None:
    ref = channel.put("a")
    route = web.routes["/watch/a.json"]
    route.hold_answer = True
    open_at_page(stage, note_about(stage, ref.url))
    press_button(stage, "Stream")
    stage.wait(route.held.is_set, timeout_ms=60_000)
    press_button(stage, "Stop")
    stage.wait(lambda: "Not on this computer" in page(stage).title)
    stage.wait(lambda: not children())
    route.held.clear()
    press_button(stage, "Stream")
    stage.wait(route.held.is_set, timeout_ms=60_000)
    stage.click_chip(1)
    route.gate.set()
    stage.wait_for_video()
    stage.wait_for_frame(330)
    assert stage.window.actions_["video.stream"].text() == "Stop streaming"
    stage.window.actions_["video.stream"].trigger()
    stage.wait(lambda: "Not on this computer" in page(stage).title)
    assert stage.window.actions_["video.stream"].text() == "Stream video"


FAILURES = (
    (FailureKind.UNKNOWN, "The video couldn't be downloaded", "Open in browser"),
    (FailureKind.RATE_LIMITED, "Too many", "Try again"),
    (FailureKind.TOO_OLD, "The site has changed", "Update yt-dlp"),
    (FailureKind.SIGN_IN, "The site asks you to sign in", "Sign in with a browser…"),
)


@pytest.mark.all_only
def test_quality_is_changed_where_it_plays(stage: Stage, channel: Channel, web: Web) -> None:
    stream(stage, channel.put("a").url)
    stage.player.set_muted(True)
    stage.player.seek(6_000)
    stage.player.play()
    stage.wait(lambda: stage.player.position_ms > 6_300)
    stage.window.actions_["stream.quality"].trigger()
    stage.wait(stage.palette.isVisible)
    stage.type_in("360")
    stage.press(Qt.Key.Key_Return)
    stage.wait(lambda: "Streaming · 360p" in byline(stage))
    stage.wait(lambda: stage.player.state is PlayerState.PLAYING)
    stage.wait(lambda: stage.player.position_ms > 8_000)
    assert stage.player.position_ms < 15_000
    assert web.asked("/a/picture360.mp4")
    assert stage.program.settings.number("stream/height") == 360
    stage.program.settings.set("save/cookies_browser", "firefox")
    assert stage.program.streaming._streams.cookies_from == "firefox"


def test_failures_are_said_in_words_with_the_next_step(
    stage: Stage, channel: Channel, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(QUrl(url).url()))
    failures = iter([FAILURES[0][0], *(kind for kind, _, _ in FAILURES)])

    def resolve(streams: Streams, ref: VideoRef, _height: int) -> str:
        key, failure = library_key(ref), Failure.of(next(failures))
        QTimer.singleShot(0, streams, lambda: streams.failed.emit(key, failure))
        return key

    monkeypatch.setattr(Streams, "resolve", resolve)
    ref = channel.put("a")
    open_at_page(stage, note_about(stage, ref.url))
    stage.click_chip(1)
    press_button(stage, "Stream")
    stage.wait(lambda: page(stage).title.startswith(FAILURES[0][1]))
    press_button(stage, "Open in browser")
    assert opened == [f"{ref.url}#t=11"]
    # The note can be read all the same, and the try repeated.
    for _, title, first in FAILURES:
        stage.window.actions_["video.stream"].trigger()
        assert page(stage).title.startswith("Asking")
        stage.wait(lambda title=title: page(stage).title.startswith(title))
        assert page(stage).buttons[0][0].startswith(first)
    press_button(stage, "Sign in with a browser…")
    stage.wait(lambda: stage.program.settings_applier.open().isVisible())
    sections = stage.program.settings_applier.open().sections
    stage.wait(lambda: sections.current_row == "Online")


@pytest.mark.all_only
def test_transcript_comes_along_with_the_stream_and_stays_when_it_ends(
    stage: Stage, channel: Channel, web: Web
) -> None:
    more = with_extras(web)
    stage.program.settings.set("languages/mine", "de, en")
    open_at_page(stage, note_about(stage, channel.put("a", **more).url))
    view = stage.window.tabs.widget("transcript")
    web.routes["/de1.vtt"].hold_answer = True
    press_button(stage, "Stream")
    stage.wait_for_video()
    stage.wait(lambda: view._page is not None and view._page.title == "Looking for subtitles…")
    web.routes["/de1.vtt"].gate.set()
    stage.wait(lambda: view.transcript is not None)
    assert view.transcript.text == "Teil 1 Teil 2"
    files = stage.program.transcripts.found.files
    assert [file.language for file in files] == ["de", "en"]
    stage.player.set_muted(True)
    stage.click_chip(1)
    stage.wait_for_frame(330)
    assert view.text.marks.said_row == 1
    view.text.setFocus()
    stage.press(Qt.Key.Key_Home)
    stage.press(Qt.Key.Key_Return)
    stage.wait_for_frame(45)
    stage.program.transcripts.show_file(files[1])
    stage.wait(lambda: view.transcript is not None and view.transcript.text == "what is said")
    stage.window.actions_["video.stream"].trigger()
    stage.wait(lambda: "Not on this computer" in page(stage).title)
    stage.program.background.finish()
    assert view.transcript is not None
    # A note about another video does not have it.
    stage.session.open_note(note_about(stage, channel.put("b").url, "other.md"))
    stage.wait(lambda: not stage.session.video.is_looking)
    stage.wait(lambda: view.transcript is None)


@pytest.mark.all_only
def test_video_streams_unasked_where_that_is_set_and_says_that_it_has_no_captions(
    stage: Stage, channel: Channel
) -> None:
    stage.program.settings.set("stream/auto", True)
    stage.start(note_about(stage, channel.put("a").url))
    view = stage.window.tabs.widget("transcript")
    stage.wait_for_video()
    assert isinstance(stage.session.video.media, Stream)
    stage.wait(lambda: not stage.program.streaming.captions_are_coming)
    stage.wait(lambda: view._page is not None and view._page.title == "No transcript")


@pytest.mark.all_only
def test_finding_about_a_stream_shows_its_exact_frames(stage: Stage, channel: Channel) -> None:
    stream(stage, channel.put("a").url, "\nOut of reach [1:00:12].\n")
    reviewing = stage.program.reviewing
    stage.wait(lambda: stage.session.video.duration_ms is not None)
    stage.wait(lambda: not reviewing.checking.is_running)
    stage.wait(lambda: bool(stage.session.doubts.places))
    stage.press("d")
    card = reviewing.view.card
    assert card.written.frame.words.startswith("past the end")
    stage.wait(lambda: not card.proposed.frame.picture.isNull())
    minutes, _, seconds = card.content.proposals[0].time.partition(":")
    frame = (60 * int(minutes) + int(seconds)) * 30
    assert read_number(card.proposed.frame.picture) == frame


@pytest.mark.all_only
def test_streamed_video_goes_on_after_another_of_the_note_was_looked_at(
    stage: Stage, channel: Channel, numbered_video: Path
) -> None:
    shutil.copy(numbered_video, stage.vault / "other.mp4")
    more = "\n- [0:05](other.mp4#t=5) is said in another video.\n"
    stream(stage, channel.put("a").url, more)
    stage.click_chip(1)
    stage.wait_for_frame(330)
    stage.click_chip(3)
    stage.wait(lambda: isinstance(stage.session.video.media, Media))
    stage.wait_for_frame(150)
    stage.press(Qt.Key.Key_Left, ALT)
    stage.wait(lambda: isinstance(stage.session.video.media, Stream))
    stage.wait_for_frame(330)


def test_address_that_is_opened_streams_and_the_note_says_what_the_site_does(
    stage: Stage, channel: Channel
) -> None:
    chapters = [{"start_time": 0, "title": "A"}, {"start_time": 10, "title": "B"}]
    more = {"title": "A talk", "channel": "Somebody", "upload_date": "20240501"}
    video = channel.put("a", chapters=chapters, **more)
    stage.program.settings.set("vault/notes", str(stage.vault))
    stage.start(stage.tour)
    stage.program.choosing.open(video)
    stage.wait(lambda: stage.player.state is PlayerState.PLAYING, timeout_ms=60_000)
    assert isinstance(stage.session.video.media, Stream)
    timeline = stage.window.player.control_bar.timeline
    stage.wait(lambda: timeline.content.groove.title_at(11_000) == "B")
    stage.wait(lambda: stage.session.path == stage.vault / "A talk.md")
    assert list(stage.vault.iterdir()) == []
    stage.press("n", ALT)
    stage.write_in("It begins.")
    stage.press("s", CTRL)
    stage.wait((stage.vault / "A talk.md").is_file)
    text = (stage.vault / "A talk.md").read_text()
    front, _, body = text.partition("\n---\n")
    assert front.startswith(
        f"---\ntitle: A talk\nvideo: {video.url}\nchannel: Somebody\ndate: 2024-05-01\nduration: "
    )
    assert body.startswith("\n- It begins. <a")


@pytest.mark.all_only
def test_streamed_video_is_saved_like_any_other_and_played_from_there(
    stage: Stage, channel: Channel
) -> None:
    stage.program.state.set("save/understood", True)
    stream(stage, channel.put("a").url)
    stage.seek(5_000)
    stage.window.actions_["video.save"].trigger()
    sheet = stage.program.saving.sheet
    stage.wait(lambda: sheet.isVisible() and "About" in sheet.amount.text())
    stage.press(Qt.Key.Key_Return)
    stage.wait(lambda: isinstance(stage.session.video.media, Media), timeout_ms=WAIT_MS)
    stage.wait_for_video()
    assert stage.session.video.media.source is LIBRARY
    stage.wait_for_frame(150)  # at the same moment
