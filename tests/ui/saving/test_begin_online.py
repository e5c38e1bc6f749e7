"""A video on the web that is opened: it streams and plays at once, and names its note."""

import pytest

from tests.ui.stage import ALT, CTRL, Stage
from tests.video.online.channel import Channel
from viewer import TOUR
from viewer.video.media import Stream
from viewer.video.playback.player import PlayerState


@pytest.mark.usefixtures("child_of_tests")
def test_address_that_is_opened_streams_and_the_note_says_what_the_site_does(
    stage: Stage, channel: Channel
) -> None:
    chapters = [{"start_time": 0, "title": "A"}, {"start_time": 10, "title": "B"}]
    more = {"title": "A talk", "channel": "Somebody", "upload_date": "20240501"}
    video = channel.put("a", chapters=chapters, **more)
    stage.program.settings.set("vault/notes", str(stage.vault))
    stage.start(TOUR)
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
