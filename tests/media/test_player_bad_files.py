import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.media.fixtures import media_of, running
from tests.media.make_video import read_number
from tests.media.stepped_player import SteppedPlayer
from tests.waiting import wait_until
from viewer.base.errors import MediaError, PlayerError
from viewer.media.frames import FrameFile
from viewer.media.player import Player, PlayerState
from viewer.media.vlc_player import VlcPlayer

# By name: what is in it, if it is a file, and what is said of it.
_PIXEL = (
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c4944415408d763f8cfc000000301010018dd8db00000000049454e44ae426082"
)
_SUBTITLES = b"1\n00:00:01,000 --> 00:00:02,000\nHello\n\n"
_PLAYLIST = b"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nhttp://127.0.0.1:9/x.ts\n"
_LONG = "x" * 300 + ".mp4"
BAD: dict[str, tuple[bytes | None, str]] = {
    "text.mp4": (b"This is no video.\n" * 500, "not a video"),
    "notes.txt": (b"This is no video.\n" * 500, "not a video"),
    "subtitles.mp4": (_SUBTITLES * 50, ""),
    "playlist.mp4": (_PLAYLIST, ""),
    "picture.mp4": (bytes.fromhex(_PIXEL), "not a video"),
    "noise.mp4": (bytes(i * i * 31 % 251 for i in range(60_000)), "can't be read"),
    "zero.mp4": (b"", "empty"),
    "directory.mp4": (None, "not a video"),
    "missing.mp4": (None, "no longer exists"),
    "pipe.mp4": (None, "not a video"),
    "forbidden.mp4": (b"x" * 100, "Permission denied"),
    _LONG: (None, ""),
}


def make(folder: Path, name: str) -> Path:
    path, data = folder / name, BAD[name][0]
    if data is not None:
        path.write_bytes(data)
    elif name == "directory.mp4":
        path.mkdir()
    elif name == "pipe.mp4":
        os.mkfifo(path)
    return path


@pytest.fixture(params=[SteppedPlayer, VlcPlayer])
def player(request: pytest.FixtureRequest, qapp: object) -> Iterator[Player]:
    yield from running(request.param)


@pytest.fixture
def forbidding(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make reading fail as without permission: tests may run as root, who has all."""
    real_open = Path.open

    def guarded(path: Path, *args: object, **options: object) -> object:
        if path.name == "forbidden.mp4" and args == ("rb",):
            raise PermissionError(13, "Permission denied", str(path))
        return real_open(path, *args, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", guarded)


@pytest.mark.usefixtures("forbidding")
@pytest.mark.parametrize("name", BAD, ids=lambda name: name[:9])
def test_file_says_in_words_why_it_cannot_be_played(tmp_path: Path, name: str) -> None:
    path = make(tmp_path, name)
    with pytest.raises(MediaError) as caught:
        FrameFile(path)
    message = str(caught.value)
    assert BAD[name][1] in message
    assert path.name in message or name == _LONG
    assert "Errno" not in message or name == _LONG
    assert caught.value.remedy


@pytest.mark.usefixtures("forbidding")
def test_player_fails_in_words_and_can_be_used_again(
    player: Player, tmp_path: Path, short_video: Path
) -> None:
    for name in BAD:
        media = media_of(make(tmp_path, name))
        player.open(media, 100, play=True)
        wait_until(lambda: player.state is PlayerState.FAILED)
        assert isinstance(player.error, MediaError)
        assert player.media == media
        assert player.frame.isNull()
        assert not player.has_picture
        for command in (player.play, player.pause, player.toggle):
            command()
        player.seek(5)
        player.step(1)
        assert player.state is PlayerState.FAILED
    player.open(media_of(short_video), play=True)
    assert player.error is None
    wait_until(lambda: player.position_ms > 200)


def test_cut_off_file_without_its_index_fails_in_words(
    player: Player, tmp_path: Path, cut_off_video: Callable[[Path, str], Path]
) -> None:
    player.open(media_of(cut_off_video(tmp_path, "mp4")))
    wait_until(lambda: player.state is PlayerState.FAILED)
    assert "incomplete" in str(player.error)


@pytest.mark.sample(1)
@pytest.mark.parametrize("kind", ["faststart.mp4", "mkv", "webm.mkv"])
def test_cut_off_file_plays_as_far_as_it_goes(
    player: Player, tmp_path: Path, cut_off_video: Callable[[Path, str], Path], kind: str
) -> None:
    player.open(media_of(cut_off_video(tmp_path, kind)), 1_000)
    wait_until(lambda: player.state is PlayerState.PAUSED)
    assert read_number(player.frame) == 30
    player.seek(18_000)
    wait_until(lambda: read_number(player.frame) != 30)
    last = read_number(player.frame)
    assert 150 < last < 450
    player.seek(last * 1000 // 30 - 1_000)
    player.play()
    wait_until(lambda: player.state is PlayerState.ENDED)
    assert player.error is None
    assert player.position_ms < 16_000


@pytest.mark.all_only
def test_file_that_vanishes_while_playing_does_no_harm(
    player: Player, tmp_path: Path, short_video: Path
) -> None:
    path = tmp_path / "vanishing.mp4"
    path.write_bytes(short_video.read_bytes())
    player.open(media_of(path), play=True)
    wait_until(lambda: player.position_ms > 200)
    path.unlink()
    wait_until(lambda: player.state is PlayerState.ENDED)
    player.play()
    wait_until(lambda: player.state in (PlayerState.FAILED, PlayerState.ENDED))
    if player.state is PlayerState.FAILED:
        assert isinstance(player.error, PlayerError)
        assert "vanishing.mp4" in str(player.error)
