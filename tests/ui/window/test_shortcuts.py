"""Which keys an action may have, and what becomes of odd ones in the settings file."""

import re

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from tests.ui.stage import ALT, CTRL, NO_KEYS, SHIFT
from viewer.features import ACTIONS
from viewer.ui.window.action import on_mac
from viewer.ui.window.shortcuts import belongs_to_text, is_typed, parse, pressed, resolve, why_not

pytestmark = pytest.mark.usefixtures("qapp")
SPECS = {spec.id: spec for spec in ACTIONS}
Key = Qt.Key


@pytest.mark.parametrize(
    ("key", "modifiers", "text", "wanted"),
    [
        (Key.Key_J, NO_KEYS, "j", "J"),
        (Key.Key_J, SHIFT, "J", "Shift+J"),
        (Key.Key_T, CTRL, "\x14", "Ctrl+T"),
        (Key.Key_Less, SHIFT, "<", "<"),
        (Key.Key_Less, ALT | SHIFT, "<", "Alt+<"),
        (Key.Key_1, SHIFT, "1", "Shift+1"),
        (Key.Key_Space, SHIFT, " ", "Shift+Space"),
        (Key.Key_Tab, NO_KEYS, "\t", "Tab"),
        (Key.Key_F6, NO_KEYS, "", "F6"),
        (Key.Key_5, Qt.KeyboardModifier.KeypadModifier, "5", "5"),
        (Key.Key_Control, CTRL, "", ""),
        (Key.Key_Shift, SHIFT, "", ""),
        (Key.Key_AltGr, NO_KEYS, "", ""),
        (Key.Key_Dead_Acute, NO_KEYS, "", ""),
        (Key.Key_unknown, NO_KEYS, "", ""),
    ],
)
def test_key_is_read_as_it_will_be_matched(
    key: Qt.Key, modifiers: Qt.KeyboardModifier, text: str, wanted: str
) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, key, modifiers, text)
    assert pressed(event) == wanted
    assert QKeySequence(wanted).toString() == wanted


@pytest.mark.parametrize("written", ["", "Foo", "Ctrl+Foo", "Ctrl+", "Ctrl", "R; X", "Ctrl+Shift"])
def test_what_is_no_key_is_read_as_none(written: str) -> None:
    assert parse(written) == ""


def test_keys_that_typing_needs_are_known() -> None:
    for keys in ("J", "Shift+J", "Space", ",", "Left", "Shift+Left", "Return", "Delete", "É"):
        assert is_typed(keys), keys
    for keys in ("Ctrl+J", "Alt+,", "F6", "Meta+J", "Media Play", ""):
        assert not is_typed(keys), keys


def test_keys_that_a_field_takes_are_known() -> None:
    for keys in ("J", "Left", "Ctrl+Home", "Ctrl+Shift+End", "Ctrl+Del", "Ctrl+Backspace"):
        assert belongs_to_text(keys), keys
    for keys in ("Ctrl+J", "Alt+Home", "Ctrl+Alt+Home", "F6", "Ctrl+Space", ""):
        assert not belongs_to_text(keys), keys


def test_letter_is_only_for_an_action_that_has_one_from_the_start() -> None:
    assert "needed for typing" in why_not(SPECS["save"], "S")
    assert "needed for typing" in why_not(SPECS["quit"], "Shift+Q")
    assert why_not(SPECS["claim.next"], "N") == ""
    assert why_not(SPECS["save"], "Ctrl+Alt+S") == ""
    assert why_not(SPECS["save"], "F6") == ""


def test_every_own_key_may_be_had_and_stays() -> None:
    effective, bad = resolve(ACTIONS, {})
    assert bad == []
    for spec in ACTIONS:
        assert effective[spec.id] == tuple(map(parse, spec.keys))
        assert {*spec.keys} - {*effective[spec.id]} <= {"Delete"}  # else as Qt writes them
        assert [why_not(spec, keys) for keys in spec.keys] == [""] * len(spec.keys)


def test_keys_of_a_mac_are_free_there() -> None:
    systems = {"Ctrl+H", "Ctrl+M", "Ctrl+Space", "Ctrl+Tab", "F11"}
    keys = [on_mac(keys) for spec in ACTIONS for keys in spec.keys]
    assert systems.isdisjoint(keys)
    # Alt and a sign write another sign.
    assert [each for each in keys if re.fullmatch(r"Alt\+(Shift\+)?.", each)] == []
    assert on_mac("Alt+Shift+J") == "Meta+Shift+J"
    assert [on_mac(each) for each in ("Alt+Left", "Ctrl+Alt+F")] == ["Alt+Left", "Ctrl+Alt+F"]
    assert all(parse(each) for each in keys)


def test_given_key_is_taken_from_the_action_that_has_it_from_the_start() -> None:
    effective, bad = resolve(ACTIONS, {"claim.next": ("R", "Ctrl+Space")})
    assert bad == []
    assert effective["claim.next"] == ("R", "Ctrl+Space")
    assert effective["repeat"] == ("Alt+R",)
    assert effective["play"] == ("Space", "Media Play")


def test_key_given_twice_stays_with_the_first_and_is_named() -> None:
    effective, bad = resolve(ACTIONS, {"follow": ("N",), "claim.next": ("N", "N", "Shift+N")})
    assert effective["claim.next"] == ("N", "Shift+N")
    assert effective["follow"] == ("F", "Alt+F")
    assert [(entry.action_id, entry.written) for entry in bad] == [("follow", "N")]
    assert "Next claim" in bad[0].why


def test_entries_that_cannot_be_used_are_named_and_the_rest_counts() -> None:
    changed = {
        "save": ("S", "Ctrl+Alt+S"),
        "find": ("Ctrl+Foo",),
        "quit": ("", " "),
        "no.such": ("Ctrl+J",),
    }
    effective, bad = resolve(ACTIONS, changed)
    assert {(entry.action_id, entry.written) for entry in bad} == {
        ("save", "S"),
        ("find", "Ctrl+Foo"),
        ("no.such", "Ctrl+J"),
    }
    assert all(entry.why for entry in bad)
    assert effective["save"] == ("Ctrl+Alt+S",)
    assert effective["find"] == ("Ctrl+F",)
    assert effective["quit"] == ()
    assert "no.such" not in effective


def test_no_two_actions_ever_have_one_key() -> None:
    changed = {spec.id: ("F6", "Ctrl+Space", "J") for spec in ACTIONS}
    effective, _bad = resolve(ACTIONS, changed)
    keys = [key for own in effective.values() for key in own]
    assert len(keys) == len(set(keys))
