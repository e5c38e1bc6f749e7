"""What people read says one word for one thing: no text holds a word that another one is for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.texts import ROOT, Text, main, texts

# Words of the code, and those that a better one is for: timestamp, claim, problem, save, video,
# transcript, claims only, suggested time. The code may go on saying citation and finding.
_NOT = re.compile(
    r"\b(?:citations?|cite[sd]?|citing|findings?|reels?|fetch(?:ed|es|ing)?|doubts?|to look at"
    r"|moments?|recogni[sz]ed|heard|librar(?:y|ies)|films?|entry|entries|proposals?|proposed"
    r"|repairs?|repaired|said words|no evidence)\b",
    re.IGNORECASE,
)
_HOLE = re.compile(r"\{[^}]*\}")

# What may hold one of them: part of a text, and why.
_ALLOWED = {
    # What a program reads.
    '"citations": [': "JSON of the command line",
    "n.claims, n.citations, n.doubts": "columns of the index",
    "[Desktop Entry]": "the format of desktop files",
    "in doubt": "a verdict in JSON",
    "no evidence": "a verdict in JSON",
    "NOTE Recognised here": "the mark of transcripts that older versions made",
    # Libraries of programs.
    "VLC 3 with its library (libvlc)": "a library of VLC",
    "X11 or Wayland libraries": "libraries of Qt",
}


# Other words for actions: what a person may type in the palette.
_TYPED = "viewer/ui/shell/synonyms.py"


def _faults(found: list[Text]) -> Iterator[str]:
    for text in found:
        words = text.words
        for part in _ALLOWED:  # and no more of it
            words = words.replace(part, "")
        if not text.place.startswith(_TYPED) and _NOT.search(_HOLE.sub("{}", words)):
            yield text.line()


def test_texts_use_the_words_of_the_list() -> None:
    assert list(_faults(texts())) == []


def test_no_text_names_a_key_that_can_be_another() -> None:
    key = re.compile(r"\((?:[A-Z])\)|\b(?:(?:Ctrl|Alt|Shift)\+)+[A-Z]\b|\bF\d\d?\b")
    # A key of the terminal; one that is proposed; and letters, as a kind of key.
    fine = "commands/transcribe.py", "shell/shortcuts.py", "shell/settings.py"
    assert [
        text.line()
        for text in texts()
        if text.kind in ("tr", "_")
        and key.search(text.words)
        and not text.place.partition(":")[0].endswith(fine)
    ] == []


def test_documents_use_the_words_of_the_list() -> None:
    names = [ROOT / "README.md", *(ROOT / "resources" / "tour").rglob("*.md")]
    wrong = re.compile(r"\b(?:citations?|findings?|reels?|fetch\w*|recognised|to look at)\b", re.I)
    assert [
        f"{name.name}: {m[0]}" for name in names for m in wrong.finditer(name.read_text())
    ] == []


def test_every_exception_is_needed() -> None:
    every = "\n".join(text.words for text in texts())
    assert [part for part in _ALLOWED if part not in every] == []


def test_list_has_texts_of_every_kind_with_their_places(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "viewer").mkdir()
    (tmp_path / "viewer" / "toy.py").write_text(
        '"""A docstring is none."""\n'
        "import re\n"
        "ACTIONS = (Act('toy.play', 'Play or pause', 11, 'Ctrl+P', 'play'),)\n"
        "WORDS = {'toy.play': tr('run, go')}\n"
        "def f(self, name: 'int | None') -> None:\n"
        "    self.tr('Open')\n"
        "    raise MediaError(f'“{name}” is empty.', 'Choose another '\n"
        "        'file.')\n"
        "    parser.add_argument('--at', help='go to this time')\n"
        "    log.warning('this is for the log')\n"
        "    re.compile('a pattern with spaces')\n",
        "utf-8",
    )
    assert [text[1:] for text in texts(tmp_path)] == [
        ("Act", "Play or pause"),
        ("tr", "run, go"),
        ("tr", "Open"),
        ("MediaError", "Choose another file."),
        ("MediaError", "“{name}” is empty."),
        ("add_argument", "go to this time"),
    ]
    assert texts(tmp_path)[2].place == "viewer/toy.py:6"
    main(["timestamps of a note"])
    assert "viewer/commands/check.py" in capsys.readouterr().out


# What is read, or only looks so, and is not translated: with the reason.
_ENGLISH = (
    "export/anki.py",  # the names of kinds of cards, by which Anki knows them again
    "ui/saving/library_actions.py",  # a folder's name, which must not change
    "video/transcripts/reader.py",  # what is looked for in files of transcripts
)


def test_sentences_are_translated() -> None:
    left = set()
    for text in texts():
        words = re.sub(r"\{[^}]*\}", "", text.words)
        is_sentence = re.match(r"\W*[A-Z]", words) and re.search(r"[A-Za-z][a-z]+ [a-z]{2,}", words)
        if is_sentence and text.kind not in ("tr", "_"):
            left.add(text)
    files = {text.place.partition(":")[0].removeprefix("viewer/") for text in left}
    assert files == set(_ENGLISH), [text.line() for text in left]
