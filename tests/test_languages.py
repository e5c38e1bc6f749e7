"""The languages: each text is found and translated, and says the same as its English.

What is the same in English on purpose has “same” as its translator's comment in the file. A
language may lack texts, which are shown in English; a release asks for all of them
(`./run languages --release`).
"""

import ast
import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics
from pytestqt.qtbot import QtBot

from tests.languages import FOLDER, ROOT, Message, compile_to, messages, pseudo, update
from viewer.base import translation
from viewer.base.translation import tr
from viewer.features import ACTIONS
from viewer.ui.kit.units import written_day

Speak = Callable[[Path], None]
FILES = sorted(FOLDER.glob("cuenote_*.ts"))
_PLACES = re.compile(r"\{\d?[^}]*\}|%n|%\(\w+\)[sdr]|%[sdr]|</?\w+[^>]*>")
_CODE = re.compile(r"`[^`]+`|(?<!\w)--[a-z][\w-]*|\bCUENOTE_\w+")


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> list[Message]:
    file = tmp_path_factory.mktemp("source") / "source.ts"
    update(file, "fr")
    return list(messages(file))


def _literals() -> set[str]:
    """Return what is given to `tr` and `_` in the source; fail where that is put together."""
    found = set()
    for path in sorted((ROOT / "viewer").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            if node.func.id not in ("tr", "_"):
                continue
            text, place = node.args[0], f"{path.relative_to(ROOT)}:{node.lineno}"
            assert not isinstance(text, ast.JoinedStr | ast.BinOp), place
            if isinstance(text, ast.Constant):
                assert isinstance(text.value, str), place
                found.add(text.value)
            for more in node.args[1:2]:
                assert isinstance(more, ast.Constant), place
    return found


@pytest.mark.all_only
def test_texts_when_given_to_tr_are_found_by_qt(sources: list[Message]) -> None:
    assert _literals() == {each.source for each in sources if not each.context}


def test_counted_texts_have_a_form_for_one_and_for_many(sources: list[Message]) -> None:
    wrong = [each.source for each in sources if each.is_counted != ("|" in each.source)]
    assert wrong == []


def _named_same(file: Path) -> set[tuple[str, str]]:
    return {
        (each.findtext("source") or "", each.findtext("comment") or "")
        for each in ET.parse(file).getroot().iter("message")
        if (each.findtext("translatorcomment") or "").startswith("same")
    }


def _is_english(text: Message) -> bool:
    english = text.source.split("|") if text.is_counted else [text.source]
    return set(text.forms) <= set(english)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_text_is_its_english_but_those_named(file: Path) -> None:
    same = {
        (each.source, each.comment)
        for each in messages(file)
        if each.done and _is_english(each) and re.search("[A-Za-z]{2}", each.source)
    }
    assert same == _named_same(file)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_placeholders_markup_and_code_are_kept(file: Path) -> None:
    wrong = []
    for each in messages(file):
        if not each.done:
            continue
        one, _bar, many = each.source.partition("|")
        options = [one, many] if each.is_counted else [each.source]
        for form in each.forms:
            for kept in (_PLACES, _CODE):
                has = Counter(kept.findall(form))
                wants = [Counter(kept.findall(text)) for text in options]
                # The form for one may say its number, or not.
                if each.is_counted:
                    has.pop("%n", None)
                    for want in wants:
                        want.pop("%n", None)
                if has not in wants:
                    wrong.append((each.source, form))
    assert wrong == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_keys_edges_and_forms_are_kept(file: Path) -> None:
    wrong = []
    for each in messages(file):
        if not each.done:
            continue
        for form in each.forms:
            first = each.source.partition("|")[0] if each.is_counted else each.source
            is_same = (
                re.findall(r"&\w", form) == re.findall(r"&\w", each.source)
                and form.count("\n") == first.count("\n")
                and (form[:1].isspace(), form[-1:].isspace())
                == (first[:1].isspace(), first[-1:].isspace())
                and (" · " in form) == (" · " in each.source)
                and form
            )
            if not is_same or "|" in form:
                wrong.append((each.source, form))
    assert wrong == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_numbers_are_said_but_for_one(file: Path, language: Speak) -> None:
    language(file)
    wrong = []
    for each in messages(file):
        if each.is_counted and each.done and "%n" in each.source.partition("|")[2]:
            for n in (0, 2, 5, 11, 21, 101, 1_000_000):
                said = tr(each.source, each.comment, n)
                if translation.numeral(n) not in said:
                    wrong.append((n, said))
    assert wrong == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_documents_are_there_by_their_names(file: Path, language: Speak) -> None:
    folder = FOLDER / file.stem.removeprefix("cuenote_")
    if not folder.is_dir():
        pytest.skip("the tour is not translated")
    language(file)
    for name in (translation.TOUR, translation.GUIDE):
        assert translation.document(name).is_relative_to(folder), tr(name)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_letters_can_all_be_shown(file: Path, qtbot: QtBot) -> None:
    letters = {letter for each in messages(file) for form in each.forms for letter in form}
    letters = {letter for letter in letters if letter.isprintable() and not letter.isspace()}
    families = QFontDatabase.families()
    assert families
    fonts = [QFontMetrics(QFont(name)) for name in families]
    lost = [x for x in letters if not any(each.inFontUcs4(ord(x)) for each in fonts)]
    assert lost == []


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """Make of the source of a language what Qt reads, once for all tests here."""
    folder = tmp_path_factory.mktemp("compiled")
    return cache(lambda file: compile_to(folder / f"{file.stem}.qm", file))


@pytest.fixture
def language(compiled: Callable[[Path], Path]) -> Iterator[Callable[[Path], None]]:
    """Speak another language, by the file that Qt reads or by its source."""

    def speak(file: Path) -> None:
        translation.use(str(compiled(file) if file.suffix == ".ts" else file))

    before = translation.code()
    yield speak
    translation.use(before)


def test_days_and_months_are_as_the_language_has_them(language: Speak) -> None:
    assert written_day("2024-05-01") == "1 May 2024"
    assert written_day("2024-05-01", is_about=True) == "≈ May 2024"
    assert [written_day(text) for text in ("", "May", "2024", "2024-02-30")] == [""] * 4
    language(FOLDER / "cuenote_de.ts")
    assert written_day("2024-03-01") == "1.\u00a0März\u00a02024"
    language(FOLDER / "cuenote_zh_CN.ts")
    assert written_day("2024-05-01", is_about=True) == "≈ 2024-05"


def test_numbers_lists_and_counts_are_as_the_language_has_them(language: Speak) -> None:
    assert translation.numeral(1234567.25, 2) == "1,234,567.25"
    assert translation.and_list(["a", "b", "c"]) == "a, b and c"
    assert translation.and_list([]) == ""
    assert tr("1 note|%n notes", "", 1) == "1 note"
    assert tr("1 note|%n notes", "", 1234) == "1,234 notes"
    language(FOLDER / "cuenote_de.ts")
    assert translation.numeral(1234567.25, 2) == "1.234.567,25"
    assert translation.part_text(3_100_000, 9_000_000) == "3,1 von 9,0\u00a0MB"
    assert translation.and_list(["a", "b", "c"]) == "a, b und c"
    assert tr("1 note|%n notes", "", 1) == "1 Notiz"
    assert tr("1 note|%n notes", "", 1234) == "1.234 Notizen"


def test_spanish_of_spain_has_its_own_words(language: Speak) -> None:
    texts = list(messages(FOLDER / "cuenote_es_419.ts"))
    translation.use("es")
    said = [tr(each.source, each.comment, 2 if each.is_counted else None) for each in texts]
    assert [text for text in said if re.search("(?i)video|mouse|agreg|presion", text)] == []
    assert tr("Add frame") == "Añadir fotograma"
    assert translation.document(translation.GUIDE).name == "Guía.md"
    assert translation.name_of("es") == "Español"


def test_actions_are_found_by_their_english_words_too(language: Speak) -> None:
    (mute,) = (each for each in ACTIONS if each.id == "volume.mute")
    assert mute.text not in mute.shown_also()
    language(FOLDER / "cuenote_de.ts")
    assert mute.shown_text() != mute.text
    assert mute.text in mute.shown_also()


def test_text_when_not_finished_is_english(language: Speak, tmp_path: Path) -> None:
    file = tmp_path / "cuenote_fr.ts"
    update(file, "fr")
    text = file.read_text("utf-8").replace(
        '<source>Undo</source>\n        <translation type="unfinished"></translation>',
        '<source>Undo</source>\n        <translation type="unfinished">{5}</translation>',
    )
    assert "{5}" in text
    file.write_text(text, "utf-8")
    language(file)
    assert tr("Undo") == "Undo"


def test_text_when_not_translated_is_english(language: Speak, tmp_path: Path) -> None:
    language(pseudo(tmp_path))
    assert tr("1 note|%n notes", "", 3).startswith("[")
    assert tr("Nobody ever wrote this.") == "Nobody ever wrote this."
    assert tr("1 nothing|%n nothings", "", 1) == "1 nothing"


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Callable[..., str]]:
    """Return a function that says which language these variables alone select."""
    before = translation.code()
    for name in ("LANG", "LC_ALL", "LC_MESSAGES", "LANGUAGE", "CUENOTE_LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))

    def chosen(**environment: str) -> str:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        translation._chosen.cache_clear()
        return translation.code()

    yield chosen
    translation.use(before)


@pytest.mark.parametrize(
    ("environment", "wanted"),
    [
        ({"LANG": "de_AT.UTF-8"}, "de"),
        ({"LANG": "zh_CN.UTF-8"}, "zh_CN"),
        ({"LANG": "zh_SG.UTF-8"}, "zh_CN"),
        ({"LANG": "zh_TW.UTF-8"}, "en"),
        ({"LANG": "es_MX.UTF-8", "LC_ALL": "C.UTF-8", "LANGUAGE": "de"}, "en"),
        ({"LANG": "es_MX.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "de:es"}, "de"),
        ({"LANG": "fi_FI.UTF-8", "LANGUAGE": "fi:es_AR:en"}, "es_419"),
        ({"LANG": "fi_FI.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8", "CUENOTE_LANGUAGE": "es"}, "es"),
        ({}, "en"),
    ],
)
def test_language_is_that_of_the_system(
    environment: dict[str, str], wanted: str, chosen: Callable[..., str]
) -> None:
    assert chosen(**environment) == wanted


def test_language_of_the_settings_comes_before_the_systems(
    chosen: Callable[..., str], tmp_path: Path
) -> None:
    settings = tmp_path / "cuenote" / "settings.ini"
    settings.parent.mkdir()
    for text, wanted in (
        ("[edit]\nlanguage=fr\n\n[looks]\ntheme=dark\nlanguage=de\nzoom=1\n", "de"),
        ("[looks]\r\nlanguage=de\r\n", "de"),
        ("[looks]\nlanguage=system\n", "es"),
        ("[looks]\ntheme=dark\n[edit]\nlanguage=de\n", "es"),
        ("[looks]\nlanguage=en\n", "en"),
        ("\0\xff", "es"),
    ):
        settings.write_text(text, "utf-8", newline="")
        assert chosen(LANG="es_ES.UTF-8") == wanted, text
