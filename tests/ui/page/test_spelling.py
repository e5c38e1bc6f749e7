"""Spelling: what no dictionary knows is underlined, and other words are offered for it."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QApplication, QMenu, QPlainTextEdit

from tests.ui.page.afresh import afresh
from tests.ui.stage import ALT, CTRL, Stage, choose, menu_at, words_of
from viewer.ui.page import spelling
from viewer.ui.page.source_text import units_of
from viewer.ui.page.spelling import chosen, dictionaries, words_in

Key = Qt.Key


def _field() -> QPlainTextEdit:
    field = QApplication.focusWidget()
    assert isinstance(field, QPlainTextEdit)
    return field


def _underlined() -> list[str]:
    field = _field()
    field.grab()
    block = field.document().firstBlock()
    return [
        units_of(block.text(), one.start, one.start + one.length)
        for one in block.layout().formats()
        if one.format.underlineStyle() is QTextCharFormat.UnderlineStyle.SpellCheckUnderline
    ]


def _open(stage: Stage, text: str) -> Path:
    path = afresh(stage, text)
    stage.press("e", ALT)
    return path


def _menu_at(words: str) -> QMenu:
    field = _field()
    cursor = field.textCursor()
    cursor.setPosition(field.toPlainText().index(words) + 1)
    return menu_at(field, field.cursorRect(cursor).center() + QPoint(2, 0))


def test_words_that_no_dictionary_knows_are_underlined_while_one_writes(stage: Stage) -> None:
    # Words that no dictionary knows are underlined and markup is not.
    _open(
        stage,
        "\U0001f600 A speling of `kode` it isn\u2019t in [linck](http://exampel.org) #taggg "
        "NATO x86q "
        '<a class="yt-timestamp" data-t="00:00:02">[00:00:02]</a> and **boldd**.\n',
    )
    stage.wait(lambda: _underlined() == ["speling", "linck", "boldd"])

    # Word is underlined once it is typed.
    _open(stage, "Words.\n")
    stage.press(Key.Key_End)
    stage.wait(lambda: stage.program.editing.in_place.speller.is_ready)  # type: ignore[union-attr]
    stage.type_in(" wrog")
    assert _underlined() == []
    stage.type_in(" or")
    assert _underlined() == ["wrog"]

    # Other words are offered and one is taken as one edit.
    path = _open(stage, "A speling error.\n")
    stage.wait(lambda: _underlined() == ["speling"])
    menu = _menu_at("speling")
    *_, add, cut, copy, paste, bold, italic = words_of(menu)
    assert (add, cut) == ("Add “speling” to the dictionary", "Cu&t")
    assert (copy, paste, bold, italic) == ("&Copy", "&Paste", "Bold", "Italic")
    choose(menu, "spelling")
    assert stage.data == b"A spelling error.\n"
    stage.undo(path.read_bytes())

    # Nothing is checked where there is no dictionary for the language.
    german = "Das ist der Satz, und die Brücke hält nicht von selbst, sondern mit dem Bogen. "
    _open(stage, german * 3 + "\n")
    speller = stage.program.editing.in_place.speller
    stage.wait(lambda: bool(speller._books))
    assert _underlined() == []
    stage.press(Key.Key_Escape)
    other = stage.write("other.md", "A speling error.\n")
    stage.session.open_note(other)
    stage.press("e", ALT)
    stage.wait(lambda: _underlined() == ["speling"])

    # Word that is added is right from then on.
    _open(stage, "A cuenote, and another Cuenote.\n")
    stage.wait(lambda: "cuenote" in _underlined())
    choose(_menu_at("cuenote"), "Add “cuenote” to the dictionary")
    stage.wait(lambda: _underlined() == [])
    assert (stage.folders.config / "words.txt").read_text("utf-8") == "cuenote\n"

    # Spelling is left alone where the user wants that.
    _open(stage, "A speling error.\n")
    stage.wait(lambda: _underlined() == ["speling"])
    stage.program.settings.set("edit/spelling", False)
    stage.wait(lambda: _underlined() == [])


def test_note_is_edited_where_there_is_no_hunspell(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "hunspell", None)  # importing it fails
    path = _open(stage, "A speling.\n")
    speller = stage.program.editing.in_place.speller
    stage.wait(lambda: not stage.program.background.is_under_way("spelling"))
    stage.write_in(" Mistak")
    stage.press("s", CTRL)
    stage.wait(lambda: "Mistak" in path.read_text("utf-8"))
    assert (speller._books, _underlined()) == ({}, [])


def test_missing_dictionary_is_named_once(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spelling, "_FOLDERS", ())
    monkeypatch.setenv("LC_ALL", "fr_CA.UTF-8")
    german = "Das ist der Satz, und die Brücke hält nicht von selbst. " * 3
    # Of a few words nobody can tell the language: it is taken for the system's.
    for text, said in ((german, "hunspell-de-de."), (german, ""), ("Mot.", "hunspell-fr.")):
        _open(stage, text + "\n")
        stage.wait(lambda: not stage.program.background.is_under_way("spelling"))
        stage.wait(lambda said=said: stage.said.rpartition(" ")[2] == said)
        assert _underlined() == []
        stage.window.notice.hide()


def test_systems_language_is_checked_by_the_systems_dictionary(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "books"
    folder.mkdir()
    for name, words in (("de_AT", "1\nJänner\n"), ("de_DE", "2\nhält\nBrücke\n")):
        (folder / f"{name}.aff").write_text("SET UTF-8\n", "utf-8")
        (folder / f"{name}.dic").write_text(words, "utf-8")
    (folder / "zz.dic").write_text("1\nalone\n", "utf-8")
    monkeypatch.setattr(spelling, "_FOLDERS", (str(folder),))
    there = dictionaries()
    assert set(there) == {"en_US", "de_AT", "de_DE"}
    for wanted, found in (("de", "de_DE"), ("de-AT", "de_AT"), ("de-LI", "de_AT")):
        assert chosen((wanted, "en-GB", "en-US", "qq"), there) == [found, "en_US"]
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")  # and nothing is ticked in Preferences
    _open(stage, "Brücke hält and words but Jänner.\n")
    stage.wait(lambda: _underlined() == ["Jänner"])
    assert stage.said == ""


def test_words_are_those_of_letters() -> None:
    text = "It isn't NATO, x86 or a_b, but über-groß, a@b.org and O’Brien’s."
    found = [text[start:end] for start, end in words_in(text)]
    assert found == ["It", "isn't", "or", "but", "über", "groß", "and", "O’Brien’s"]
