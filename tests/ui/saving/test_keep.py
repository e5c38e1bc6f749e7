"""Keeping what was streamed, as a person does it."""

from pathlib import Path

import av
import pytest

from tests.ui.stage import Stage
from tests.ui.video.test_streaming import note_about, stream
from tests.video.online.channel import Channel, with_extras
from tests.video.online.test_proxy import get
from tests.video.online.test_segments import Pieces, formats_of, pieces
from tests.video.online.test_segments import page as put_page
from tests.video.web import Route, Web
from viewer.video.downloads.library import Library
from viewer.video.media import LIBRARY, Media, Stream, library_key

__all__ = ["pieces"]  # a fixture

pytestmark = pytest.mark.usefixtures("child_of_tests")


def stream_it(stage: Stage, url: str | None) -> Stream:
    stream(stage, note_about(stage, url))
    assert isinstance(stage.session.video.media, Stream)
    return stage.session.video.media


def files_in(folder: Path) -> list[str]:
    return sorted(
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and ".locks" not in path.parts
    )


def lengths_s(path: Path) -> list[float]:
    with av.open(str(path)) as container:
        return [float(each.duration * each.time_base) for each in container.streams]


@pytest.mark.all_only
def test_stream_that_is_all_here_is_offered_once_and_kept(
    stage: Stage, channel: Channel, web: Web
) -> None:
    ref = channel.put("a", channel="A channel", **with_extras(web))
    stage.program.settings.set("save/languages", "en,de")
    stream = stream_it(stage, ref.url)
    stage.wait(lambda: stage.program.transcripts.transcript is not None)
    for url in (stream.url, stream.sound_url):
        get(url)  # as the player does that plays it to its end
    stage.wait(lambda: stage.said == "This video is fully downloaded. Save it for offline?")
    for route in channel.routes:
        route.status = 403  # nothing more is loaded
    stage.player.seek(5_000)
    assert stage.offered == ["Save"]
    stage.window.notice.offers[0].call()
    stage.wait(lambda: isinstance(stage.session.video.media, Media))
    stage.wait_for_video()
    media = stage.session.video.media
    assert isinstance(media, Media)
    assert media.source is LIBRARY
    assert "Saved for offline." in stage.all_said  # it goes by itself
    stage.wait_for_frame(150)  # at the same moment
    key = library_key(ref)
    saved = Library(stage.session.video.library).look(key)
    assert (saved.info.title, saved.info.url) == ("Video a", ref.url)
    assert saved.info.channel == "A channel"
    assert [each.title for each in saved.info.chapters] == ["Beginning"]
    captions = [(each.file, each.language, each.automatic) for each in saved.info.captions]
    assert captions == [(f"{key}.en.json3", "en", True), (f"{key}.de.vtt", "de", False)]
    assert saved.thumbnail == saved.folder / f"{key}.jpg"
    assert files_in(saved.folder) == sorted(
        ["info.json", saved.info.file, f"{key}.jpg", *(file for file, _, _ in captions)]
    )
    assert lengths_s(media.path) == pytest.approx([20, 20], abs=0.1)


@pytest.mark.all_only
def test_keeping_loads_what_is_missing(stage: Stage, web: Web, pieces: Pieces) -> None:
    ref = put_page(web, "apart", formats_of("apart", web, pieces))
    stream_it(stage, ref.url)
    stage.window.actions_["video.save"].trigger()
    assert stage.said.startswith("Saving the video: 0 %")
    stage.wait(lambda: isinstance(stage.session.video.media, Media))
    media = stage.session.video.media
    assert isinstance(media, Media)
    assert media.path.suffix == ".mp4"
    assert lengths_s(media.path) == pytest.approx([20, 20], abs=0.1)


def keep_half(stage: Stage, channel: Channel, files: tuple[Path, Path]) -> Route:
    """Keep a stream of which half the picture is held back; return what holds it."""
    ref = channel.put("a")
    picture = channel.hold_picture(files[0].stat().st_size // 2)
    stream_it(stage, ref.url)
    stage.window.actions_["video.save"].trigger()
    return picture


@pytest.mark.all_only
def test_keeping_that_is_stopped_leaves_nothing_behind(
    stage: Stage, channel: Channel, files: tuple[Path, Path]
) -> None:
    picture = keep_half(stage, channel, files)
    stage.wait(picture.held.is_set)
    assert stage.offered == ["Stop"]
    stage.window.notice.offers[0].call()
    picture.gate.set()
    stage.wait(lambda: stage.said == "Stopped saving the video.")
    assert files_in(stage.session.video.library) == []
    assert isinstance(stage.session.video.media, Stream)
    # What is set is asked for from now on.
    streams = stage.program.streaming._streams
    assert streams.cookies_from == ""
    stage.program.settings.set("save/cookies_browser", "firefox")
    assert streams.cookies_from == "firefox"


@pytest.mark.all_only
def test_program_that_ends_while_it_keeps_leaves_nothing_behind(
    stage: Stage, channel: Channel, files: tuple[Path, Path]
) -> None:
    picture = keep_half(stage, channel, files)
    stage.end()
    picture.gate.set()
    assert files_in(stage.session.video.library) == []
