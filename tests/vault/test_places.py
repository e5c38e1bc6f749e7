"""Many notes change at chosen places: what is shown is what changes, and a kill leaves no half."""

from __future__ import annotations

import os
import random
import signal
from functools import partial
from pathlib import Path

import pytest

from tests.forked import end_of, start_child
from viewer.notes.sought import Sought
from viewer.vault.places import find_places, planned
from viewer.vault.rename import Rename
from viewer.vault.rename_files import apply, recover

_NOTES = {
    "a.md": "# Key words\r\n\r\nA key\u00a0word, 😀 a KEY word [0:05].\r\n".encode(),
    "b/c.md": b"\xef\xbb\xbfmonkey <a href='key word'>key word</a>",
    "b/none.md": b"nothing\n",
    "b/bytes.md": b"key word \xff\n",
    "d.org": b"key word\n",
}


def _write(root: Path) -> None:
    for note, data in _NOTES.items():
        (root / note).parent.mkdir(parents=True, exist_ok=True)
        (root / note).write_bytes(data)


def _read(root: Path) -> dict[str, bytes]:
    return {note: (root / note).read_bytes() for note in _NOTES}


@pytest.mark.parametrize(
    ("sought", "words", "a", "c"),
    [
        (Sought("key word"), "x", "# xs||A x, 😀 a x [0:05].|", "monkey <a href='x'>x</a>"),
        (Sought("KEY word", case=True), "x", "# Key words||A key\u00a0word, 😀 a x [0:05].|", ""),
        (
            Sought("key", word=True),
            "x",
            "# x words||A x\u00a0word, 😀 a x word [0:05].|",
            "monkey <a href='x word'>x word</a>",
        ),
        (
            Sought(r"(K)ey(?=\s(w))", regex=True, case=True),
            r"$1e\1$2",
            "# KeKw words||A key\u00a0word, 😀 a KEY word [0:05].|",
            "",
        ),
        (
            Sought(r"(k)ey\s(w)", regex=True),
            r"$2\1",
            "# wKords||A wkord, 😀 a wKord [0:05].|",
            "monkey <a href='wkord'>wkord</a>",
        ),
        # It ends with its line, whose end is no part of it.
        (
            Sought(r"s[^:]*$", regex=True),
            "x",
            "# Key wordx||A key\u00a0word, 😀 a KEY word [0:05].|",
            "",
        ),
        (Sought(r"^mon", regex=True), "", "", "key <a href='key word'>key word</a>"),
        (Sought(r"\s*$", regex=True), "x", "", ""),
    ],
)
def test_places_are_found_and_changed_to_the_byte(
    tmp_path: Path, sought: Sought, words: str, a: str, c: str
) -> None:
    _write(tmp_path)
    assert not sought.why_not(words)
    found = list(find_places(tmp_path, _NOTES, sought, words))
    plan = planned(tmp_path, found, "Replace")
    assert apply(plan, tmp_path / "state", skip_changed=True) == ()
    wanted = dict(_NOTES)
    if a:
        wanted["a.md"] = a.replace("|", "\r\n").encode()
    if c:
        wanted["b/c.md"] = b"\xef\xbb\xbf" + c.encode()
    assert _read(tmp_path) == wanted
    changed = [note for note, data in _NOTES.items() if data != wanted[note]]
    assert [note.note for note in found] == changed
    assert apply(plan.invert(), tmp_path / "state", skip_changed=True) == ()
    assert _read(tmp_path) == _NOTES


def test_what_is_left_out_stays_and_what_changed_since_is_passed_over(tmp_path: Path) -> None:
    _write(tmp_path)
    one, two = find_places(tmp_path, _NOTES, Sought("key word"), "lock")
    (tmp_path / "b/c.md").write_bytes(b"mine: key word")
    plan = planned(tmp_path, [one._replace(places=one.places[1:]), two], "Replace")
    assert apply(plan, tmp_path / "state", skip_changed=True) == ("b/c.md",)
    assert (tmp_path / "b/c.md").read_bytes() == b"mine: key word"
    assert (tmp_path / "a.md").read_text("utf-8").startswith("# Key words\n\nA lock, 😀 a lock [")
    lead, old, new, tail = one.places[1].shown
    assert (lead, old, new, tail) == ("A ", "key word", "lock", ", 😀 a KEY word [0:05].")


@pytest.mark.parametrize(
    ("text", "words"),
    [("[", ""), ("(a", ""), ("a{9999999999}", ""), ("a", r"\1"), ("a", "$1"), ("a", r"\U")],
)
def test_what_is_no_regular_expression_is_said(text: str, words: str) -> None:
    assert Sought(text, regex=True).why_not(words)
    assert not Sought(text).why_not(words)


def _change_and_undo(plan: Rename, state: Path) -> None:
    while True:
        apply(plan, state, skip_changed=True)
        plan = plan.invert()


@pytest.mark.all_only
@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_a_kill_leaves_each_note_before_or_after(tmp_path: Path, rng: random.Random) -> None:
    notes = [f"{number}.md" for number in range(12)]
    for note in notes:
        (tmp_path / note).write_text(f"A key in {note}\n", "utf-8")
    found = list(find_places(tmp_path, notes, Sought("key"), "lock"))
    plan, in_the_middle = planned(tmp_path, found, "Replace “key”"), 0
    state = tmp_path / "state"
    for _ in range(100):
        texts = {(tmp_path / note).read_text("utf-8")[:6] for note in notes}
        one = plan if texts == {"A key "} else plan.invert()
        child = start_child(partial(_change_and_undo, one, state), rng.randrange(9_000))
        assert end_of(child) == -signal.SIGKILL
        read = {note: (tmp_path / note).read_text("utf-8") for note in notes}
        for note, text in read.items():
            assert text in (f"A key in {note}\n", f"A lock in {note}\n")
        for result in recover(state):
            assert (result.finished, result.name, result.skipped) == (True, "Replace “key”", ())
        after = {(tmp_path / note).read_text("utf-8")[:6] for note in notes}
        assert len(after) == 1
        assert not list((state / "renames").glob("*.rename"))
        assert sorted(path.name for path in tmp_path.glob("*.md*")) == sorted(notes)
        in_the_middle += len({text[:6] for text in read.values()}) > 1
    assert in_the_middle > 5
