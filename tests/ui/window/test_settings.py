"""What is kept between starts, and what becomes of it when its file is damaged."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from tests.examples import examples
from viewer.ui.window import state as state_module
from viewer.ui.window.settings import SECTIONS, SETTINGS, Kind, Settings
from viewer.ui.window.state import MAX_RECENT, State

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def ini(tmp_path: Path) -> Path:
    return tmp_path / "settings.ini"


def value(kept: Settings, key: str) -> object:
    """Read a setting by the way of its type, as the program does."""
    default = next(setting.default for setting in SETTINGS if setting.key == key)
    if isinstance(default, bool):
        return kept.flag(key)
    return kept.text(key) if isinstance(default, str) else kept.number(key)


def test_settings_have_their_defaults_when_there_is_no_file(ini: Path) -> None:
    kept = Settings(ini)
    for setting in SETTINGS:
        assert value(kept, setting.key) == setting.default
    assert kept.changed_keys() == {}
    kept.save()
    assert not ini.exists()


def test_settings_are_kept_in_the_file(ini: Path) -> None:
    kept = Settings(ini)
    kept.set("looks/theme", "dark")
    kept.set("looks/zoom", 1.331)
    kept.set("play/on_jump", True)
    kept.set("edit/reaction_ms", 350)
    kept.save()
    again = Settings(ini)
    assert again.text("looks/theme") == "dark"
    assert again.number("looks/zoom") == pytest.approx(1.331)
    assert again.flag("play/on_jump") is True
    assert again.number("edit/reaction_ms") == 350
    again.set("looks/theme", "system")
    again.save()
    assert "theme" not in ini.read_text()  # a default is not written down


@pytest.mark.parametrize(
    ("line", "key", "wanted"),
    [
        ("[edit]\nreaction_ms=", "edit/reaction_ms", 0),
        ("[edit]\nreaction_ms=1, 2, 3", "edit/reaction_ms", 0),
        ("[play]\nstep_ms=@Variant(\\0\\0)", "play/step_ms", 5000),
        ("[play]\nstep_ms=1e99", "play/step_ms", 5000),
        ("[play]\non_jump=perhaps", "play/on_jump", False),
        ("[play]\non_jump=TRUE", "play/on_jump", True),
        ("[looks]\ntheme=purple", "looks/theme", "system"),
        ("[save]\nheight=721", "save/height", 720),
        ("[looks]\nzoom=wide", "looks/zoom", 1.0),
        ("[looks]\nzoom=nan", "looks/zoom", 1.0),
        ("[looks]\nzoom=inf", "looks/zoom", 1.0),
        ("[looks]\nzoom=900", "looks/zoom", 1.0),
        ("[looks]\nzoom=0", "looks/zoom", 1.0),
        ("[looks]\nzoom=2.5", "looks/zoom", 2.5),
        ("[play]\nstep_ms=-9", "play/step_ms", 5_000),
    ],
)
def test_value_of_the_wrong_type_or_out_of_reach_is_read_as_the_default(
    ini: Path, line: str, key: str, wanted: object
) -> None:
    ini.write_text(line + "\n")
    assert value(Settings(ini), key) == wanted


DAMAGE = st.one_of(
    st.binary(max_size=200),
    st.lists(
        st.sampled_from(b"[play]\n|[|]|step_ms=|@ByteArray(|\\x|=|\n|\0|9|,".split(b"|")),
        max_size=30,
    ).map(b"".join),
)


@given(DAMAGE)
@examples(0.6, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_damaged_files_never_stop_the_program(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "damaged.ini"
    path.write_bytes(data)
    kept = Settings(path)
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


def test_state_keeps_what_is_recent_latest_first_and_not_too_much(tmp_path: Path) -> None:
    path = tmp_path / "state.ini"
    state = State(path)
    assert state.recent_notes() == []
    names = [Path(f"/notes/with, comma {n} ü.md") for n in range(MAX_RECENT + 10)]
    for name in names:
        state.add_recent_note(name)
        if name == names[0]:  # one alone is kept as one, too
            state.save()
            assert State(path).recent_notes() == names[:1]
    state.add_recent_note(names[-3])
    state.save()
    recent = State(path).recent_notes()
    assert len(recent) == MAX_RECENT
    assert recent[:3] == [names[-3], names[-1], names[-2]]
    assert len(set(recent)) == len(recent)
    # Of a vault whose count is far too long a number, nothing is kept.
    path.write_text(f"[vaults]\nrecent={'9' * 5000} /vault, 3 /other\n")
    assert [vault.notes for vault in State(path).recent_vaults()] == [3]


def test_positions_are_kept_per_video_and_the_oldest_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(state_module, "MAX_POSITIONS", 20)
    path = tmp_path / "state.ini"
    state = State(path)
    for n in range(30):  # the clock has one more digit after some of them
        state.set_position_ms(f"/videos/{n} [x]=y.mp4", 1_000 * n, 999_999_985 + n)
    state.set_position_ms("/videos/0 [x]=y.mp4", 77_000, 2_000_000_000)
    state.save()
    again = State(path)
    assert again.position_ms("/videos/29 [x]=y.mp4") == 29_000
    assert again.position_ms("/videos/0 [x]=y.mp4") == 77_000
    assert again.position_ms("/videos/5 [x]=y.mp4") == 0
    kept = [n for n in range(30) if again.position_ms(f"/videos/{n} [x]=y.mp4")]
    assert kept == [0, *range(11, 30)]


@pytest.mark.parametrize("kept", ["-5@1", "x@y", "@", "1,2", "٣@1", "9" * 5_000, "²@1"])
def test_position_that_is_no_number_is_the_beginning(tmp_path: Path, kept: str) -> None:
    path = tmp_path / "state.ini"
    state = State(path)
    state.set_position_ms("video", 5_000, 1)
    state.save()
    path.write_text(path.read_text().replace("5000@1", kept), "utf-8")
    assert State(path).position_ms("video") in (0, 3)


def test_change_is_told_once_and_only_where_it_is_one(ini: Path) -> None:
    kept = Settings(ini)
    told: list[str] = []
    kept.changed.connect(told.append)
    kept.set("play/step_ms", 5_000)  # its default
    assert told == []
    kept.set("play/step_ms", 7_000)
    kept.set("play/step_ms", 7_000)
    kept.set("play/step_ms", -1)  # out of reach: the default again
    kept.reset("play/step_ms")
    assert told == ["play/step_ms"] * 2
    assert kept.is_default("play/step_ms")


def test_every_setting_is_declared_well() -> None:
    assert len({setting.key for setting in SETTINGS}) == len(SETTINGS)
    groups = {group for _name, groups in SECTIONS for group in groups}
    for setting in SETTINGS:
        assert setting.group in groups, setting.key
        assert setting.text, setting.key
        if setting.kind is Kind.NUMBER:
            least, most, *_ = setting.number
            assert least <= float(setting.default) <= most, setting.key
        if setting.choices:
            values = [value for value, _words in setting.choices]
            assert setting.default in values, setting.key
            assert {type(value) for value in values} == {type(setting.default)}, setting.key


@given(
    st.dictionaries(
        st.sampled_from(["play", "claim.next", "no.such"]),
        st.lists(
            st.sampled_from(
                [";", ",", "Ctrl+;", "Ctrl+,", "=", "[", "#", '"', "%", "\\", "Ctrl+J"]
            ),
            unique=True,
        ).map(tuple),
    )
)
@examples(0.6, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_changed_keys_are_read_as_they_were_kept(
    tmp_path: Path, keys: dict[str, tuple[str, ...]]
) -> None:
    path = tmp_path / "keys.ini"
    kept = Settings(path)
    kept.set_keys(keys)
    kept.save()
    assert Settings(path).changed_keys() == keys
    kept.set_keys({})
    kept.save()
    assert Settings(path).changed_keys() == {}
