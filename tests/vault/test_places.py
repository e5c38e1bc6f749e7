from pathlib import Path

import pytest

from viewer.notes.sought import Sought
from viewer.vault.rename_files import apply
from viewer.vault.replacing import find_places, planned

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
