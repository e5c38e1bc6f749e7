"""What is kept between starts, and what becomes of it when its file is damaged."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QByteArray

from viewer.ui import preferences
from viewer.ui.preferences import MAX_RECENT, SETTINGS, Preferences, State

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def ini(tmp_path: Path) -> Path:
    return tmp_path / "settings.ini"


def value(kept: Preferences, key: str) -> object:
    """Read a setting by the way of its type, as the program does."""
    default = next(setting.default for setting in SETTINGS if setting.key == key)
    if isinstance(default, bool):
        return kept.flag(key)
    return kept.text(key) if isinstance(default, str) else kept.number(key)


def test_settings_have_their_defaults_when_there_is_no_file(ini: Path) -> None:
    kept = Preferences(ini)
    for setting in SETTINGS:
        assert value(kept, setting.key) == setting.default
    assert kept.changed_keys() == {}
    kept.save()
    assert not ini.exists()


def test_settings_are_kept_in_the_file(ini: Path) -> None:
    kept = Preferences(ini)
    kept.set("looks/theme", "dark")
    kept.set("looks/zoom", 1.331)
    kept.set("play/on_jump", True)
    kept.set("play/volume", 35)
    kept.save()
    again = Preferences(ini)
    assert again.text("looks/theme") == "dark"
    assert again.number("looks/zoom") == pytest.approx(1.331)
    assert again.flag("play/on_jump") is True
    assert again.number("play/volume") == 35
    again.set("looks/theme", "system")
    again.save()
    assert "theme" not in ini.read_text()  # a default is not written down


def test_setting_that_is_not_declared_is_refused(ini: Path) -> None:
    with pytest.raises(KeyError):
        Preferences(ini).set("looks/no_such", 1)
    with pytest.raises(KeyError):
        Preferences(ini).text("looks/no_such")


@pytest.mark.parametrize(
    ("line", "key", "wanted"),
    [
        ("[play]\nvolume=loud", "play/volume", 100),
        ("[play]\nvolume=", "play/volume", 100),
        ("[play]\nvolume=1, 2, 3", "play/volume", 100),
        ("[play]\nstep_ms=@Variant(\\0\\0)", "play/step_ms", 5000),
        ("[play]\nstep_ms=1e99", "play/step_ms", 5000),
        ("[play]\non_jump=perhaps", "play/on_jump", False),
        ("[play]\non_jump=TRUE", "play/on_jump", True),
        ("[looks]\nzoom=wide", "looks/zoom", 1.0),
        ("[looks]\nzoom=nan", "looks/zoom", 1.0),
        ("[looks]\nzoom=inf", "looks/zoom", 1.0),
    ],
)
def test_value_of_the_wrong_type_is_read_as_the_default(
    ini: Path, line: str, key: str, wanted: object
) -> None:
    ini.write_text(line + "\n")
    assert value(Preferences(ini), key) == wanted


@pytest.mark.parametrize(
    ("line", "key", "wanted"),
    [
        ("[looks]\nzoom=900", "looks/zoom", 1.0),
        ("[looks]\nzoom=0", "looks/zoom", 1.0),
        ("[looks]\nzoom=2.5", "looks/zoom", 2.5),
        ("[play]\nvolume=-4", "play/volume", 100),
        ("[play]\nvolume=4000", "play/volume", 100),
        ("[play]\nvolume=0", "play/volume", 0),
        ("[play]\nstep_ms=-9", "play/step_ms", 5_000),
        ("[play]\nsmall_step_ms=0", "play/small_step_ms", 1_000),
    ],
)
def test_value_out_of_reach_is_read_as_the_default(
    ini: Path, line: str, key: str, wanted: object
) -> None:
    ini.write_text(line + "\n")
    assert value(Preferences(ini), key) == wanted


DAMAGE = st.one_of(
    st.binary(max_size=200),
    st.lists(
        st.sampled_from(
            [
                b"[play]\n",
                b"[",
                b"]",
                b"volume=",
                b"@ByteArray(",
                b"\\x",
                b"=",
                b"\n",
                b"\0",
                b"9",
                b",",
            ]
        ),
        max_size=30,
    ).map(b"".join),
)


@given(DAMAGE)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_damaged_files_never_stop_the_program(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "damaged.ini"
    path.write_bytes(data)
    kept = Preferences(path)
    for setting in SETTINGS:
        assert isinstance(value(kept, setting.key), type(setting.default) | int | float)
    kept.changed_keys()
    state = State(path)
    assert state.position_ms("any") == 0
    state.bytes("window/geometry")
    state.recent_notes()
    state.set_position_ms("any", 5_000, 1)
    assert state.position_ms("any") == 5_000
    state.save()
    assert State(path).position_ms("any") == 5_000


def test_changed_keys_are_read(ini: Path) -> None:
    ini.write_text('[keys]\nplay=P, Ctrl+Space\nrepeat="R; X"\nclaim.next=N\nfollow=\n')
    assert Preferences(ini).changed_keys() == {
        "play": ("P", "Ctrl+Space"),
        "repeat": ("R", "X"),
        "claim.next": ("N",),
        "follow": (),
    }


def test_state_keeps_notes_latest_first_and_not_too_many(tmp_path: Path) -> None:
    path = tmp_path / "state.ini"
    state = State(path)
    assert state.recent_notes() == []
    names = [Path(f"/notes/with, comma {n} ü.md") for n in range(MAX_RECENT + 10)]
    for name in names:
        state.add_recent_note(name)
    state.add_recent_note(names[-3])
    state.save()
    recent = State(path).recent_notes()
    assert len(recent) == MAX_RECENT
    assert recent[:3] == [names[-3], names[-1], names[-2]]
    assert len(set(recent)) == len(recent)


def test_only_note_is_read_back_as_one(tmp_path: Path) -> None:
    state = State(tmp_path / "state.ini")
    state.add_recent_note(Path("/notes/a, b.md"))
    state.save()
    assert State(tmp_path / "state.ini").recent_notes() == [Path("/notes/a, b.md")]


def test_positions_are_kept_per_video_and_the_oldest_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preferences, "MAX_POSITIONS", 20)
    path = tmp_path / "state.ini"
    state = State(path)
    for n in range(30):
        state.set_position_ms(f"/videos/{n} [x]=y.mp4", 1_000 * n, 1_000_000 + n)
    state.set_position_ms("/videos/0 [x]=y.mp4", 77_000, 2_000_000)
    state.save()
    again = State(path)
    assert again.position_ms("/videos/29 [x]=y.mp4") == 29_000
    assert again.position_ms("/videos/0 [x]=y.mp4") == 77_000
    assert again.position_ms("/videos/5 [x]=y.mp4") == 0
    kept = [n for n in range(30) if again.position_ms(f"/videos/{n} [x]=y.mp4")]
    assert kept == [0, *range(11, 30)]


def test_oldest_position_goes_though_clocks_have_more_digits_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preferences, "MAX_POSITIONS", 2)
    state = State(tmp_path / "state.ini")
    state.set_position_ms("old", 1, 999_999_999)
    state.set_position_ms("new", 2, 1_000_000_000)
    state.set_position_ms("newest", 3, 1_000_000_001)
    assert [state.position_ms(name) for name in ("old", "new", "newest")] == [0, 2, 3]


@pytest.mark.parametrize("kept", ["-5@1", "x@y", "@", "1,2", "٣@1", "9" * 5_000, "²@1"])
def test_position_that_is_no_number_is_the_beginning(tmp_path: Path, kept: str) -> None:
    path = tmp_path / "state.ini"
    state = State(path)
    state.set_position_ms("video", 5_000, 1)
    state.save()
    path.write_text(path.read_text().replace("5000@1", kept), "utf-8")
    assert State(path).position_ms("video") in (0, 3)


def test_bytes_and_flags_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "state.ini"
    state = State(path)
    assert state.bytes("window/geometry").isEmpty()
    assert state.flag("window/show_vault", True) is True
    state.set_bytes("window/geometry", QByteArray(b"\x00\xffgeo"))
    state.set_flag("window/show_vault", False)
    state.save()
    again = State(path)
    assert again.bytes("window/geometry") == QByteArray(b"\x00\xffgeo")
    assert again.flag("window/show_vault", True) is False


def test_folder_that_may_not_be_written_stops_nothing(tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where a folder should be")
    kept = Preferences(blocked / "settings.ini")
    kept.set("looks/theme", "dark")
    kept.save()
    assert kept.text("looks/theme") == "dark"
    assert os.listdir(tmp_path) == ["blocked"]  # noqa: PTH208
