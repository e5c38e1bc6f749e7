from types import FunctionType
from typing import Any

from PySide6.QtCore import Signal

from viewer.video.playback.deferred import DeferredPlayer
from viewer.video.playback.player import Player, PlayerState
from viewer.video.playback.vlc_player import VlcPlayer

STATE = [name for name, own in vars(Player).items() if isinstance(own, property)]
SIGNALS = [name for name, own in vars(Player).items() if isinstance(own, Signal)]
COMMANDS = [
    name
    for name, own in vars(Player).items()
    if isinstance(own, FunctionType) and not name.startswith("_")
]


class Engine(Player):
    """Takes down what it is asked for, and is in another state than one that is empty."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[Any, ...]] = []
        for name in COMMANDS:
            setattr(self, name, lambda *asked, _name=name, **more: self._take(_name, asked, more))
        self._state = PlayerState.PAUSED
        self._position_ms, self._duration_ms, self._rate, self._volume = 1, 2, 3.0, 4
        self._frame_time_ms, self._frame_interval_ms, self._repeat = 5, 6.0, (7, 8)
        self._muted = self._has_picture = self._has_sound = True

    def _take(self, name: str, asked: tuple[Any, ...], more: dict[str, Any]) -> None:
        self.asked.append((name, *asked, more) if more else (name, *asked))


def test_without_an_engine_it_is_empty_and_keeps_what_one_begins_with(qapp: object) -> None:
    player, plain = DeferredPlayer(), Player()
    before = [getattr(player, name) for name in STATE if name != "frame"]
    assert before == [getattr(plain, name) for name in STATE if name != "frame"]
    assert player.frame.isNull()
    player.set_volume(30)
    player.set_volume(40)
    player.set_muted(True)
    player.set_rate(1.5)
    player.set_target_size(640, 360)
    player.play()
    player.seek(1_000)
    player.set_repeat(1, 2)
    player.close()
    assert (player.volume, player.muted, player.rate, player.repeat) == (40, True, 1.5, None)
    assert not player.is_ready
    engine, heard = Engine(), []
    player.ready.connect(lambda: heard.append("ready"))
    player.set_engine(engine)
    assert sorted(engine.asked) == [
        ("set_muted", True), ("set_rate", 1.5), ("set_target_size", 640, 360), ("set_volume", 40),
    ]  # fmt: skip
    assert player.is_ready
    assert heard == ["ready"]
    player.shutdown()
    assert engine.asked[-1] == ("shutdown",)


def test_engine_of_ours_does_every_command() -> None:
    ours = {"toggle", "seek", "skip_to", "set_volume", "set_muted", "set_repeat", "clear_repeat"}
    assert {name for name in COMMANDS if getattr(VlcPlayer, name) is getattr(Player, name)} == ours


def test_all_that_a_player_has_is_that_of_the_engine(qapp: object) -> None:
    player, engine = DeferredPlayer(), Engine()
    player.set_engine(engine)
    assert len(STATE) > 10
    for name in STATE:
        assert getattr(player, name) == getattr(engine, name), name
    assert len(COMMANDS) > 10
    for name in COMMANDS:
        getattr(player, name)(1)
        assert engine.asked[-1] == (name, 1)
    player.open("video", 5, play=True)  # type: ignore[arg-type]
    assert engine.asked[-1] == ("open", "video", 5, {"play": True})
    heard: list[str] = []
    for name in SIGNALS:
        getattr(player, name).connect(lambda *said, _name=name: heard.append(_name))
    engine.position_changed.emit(1)
    engine.frame_changed.emit()
    engine.rate_changed.emit(2.0)
    engine.seeked.emit(1, 1 << 40)
    assert heard == ["position_changed", "frame_changed", "rate_changed", "seeked"]
