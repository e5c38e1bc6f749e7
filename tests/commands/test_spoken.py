"""The command line in other languages: texts for people are translated, those for programs not."""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.languages import FOLDER, compile_to, pseudo
from viewer import RESOURCES, commands, translation
from viewer.__main__ import main, open_parser
from viewer.commands.transcribe import agreed
from viewer.export.forms import FORMS as EXPORTS
from viewer.notes.forms.every import FORMS as CITATIONS

Speak = Callable[[Path], None]
# Options, what stands for their values, choices of them, commands and names.
_SYNTAX = re.compile(
    r"--?\w[\w-]*|\{[^}]*\}|\b[A-Z]+(?:\|[A-Z/]+)*\b/?|cuenote(?: [a-z-]+)?|YouTube|\[|\]|…|\.\.\."
)


@pytest.fixture
def speak(tmp_path: Path) -> Iterator[Speak]:
    """Speak another language: the file that Qt reads, or its source."""
    before = translation.code()

    def use(file: Path) -> None:
        if file.suffix == ".ts":
            file = compile_to(tmp_path / f"{file.stem}.qm", file)
        translation.use(str(file))

    yield use
    translation.use(before)


@pytest.fixture(scope="module")
def nobodys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The language that nobody speaks; each text of it ends with a tilde and a bracket."""
    return pseudo(tmp_path_factory.mktemp("pseudo"))


@pytest.mark.parametrize("name", ["", *(one.name for one in commands.COMMANDS)])
def test_help_has_no_english(
    name: str, nobodys: Path, speak: Speak, capsys: pytest.CaptureFixture[str]
) -> None:
    speak(nobodys)
    if name:
        with pytest.raises(SystemExit):
            main([name, "--help"])
        text = capsys.readouterr().out
    else:
        text = open_parser().format_help()
    assert text.count("~]") >= 3
    # The line of use is syntax alone; what stands in brackets of words is translated.
    rest = text.partition("\n\n")[2]
    for form in CITATIONS:  # which are listed with an example
        rest = re.sub(rf"(?m)^  {form.id} .*$", "", rest)
    while (shorter := re.sub(r"\[[^\[\]]*~+\]", "", rest)) != rest:
        rest = shorter
    left = re.findall(r"[A-Za-z]{3,}", _SYNTAX.sub("", rest))
    known = {form.id for form in (*EXPORTS, *CITATIONS)}
    assert [word for word in left if word not in known and word.islower()] == []


@pytest.mark.sample(1)
@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("de", ("20 Zeitstempel", "hinter dem Ende (2:28)", "bestätigt")),
        ("es", ("20 marcas de tiempo", "después del final (2:28)", "confirmadas")),
        ("zh_CN", ("20 个时间戳", "超出视频结尾（2:28）", "已确认")),
    ],
)
def test_check_speaks_the_language_and_json_english(
    code: str, said: tuple[str, ...], speak: Speak, capsys: pytest.CaptureFixture[str]
) -> None:
    tour = str(RESOURCES / "tour" / "tour.md")
    main(["check", tour, "--json"])
    english = capsys.readouterr().out
    speak(FOLDER / f"cuenote_{code}.ts")
    main(["check", tour])
    out = capsys.readouterr().out
    for words in said:
        assert words in out
    main(["check", tour, "--json"])
    assert json.loads(capsys.readouterr().out) == json.loads(english)


def test_complaints_are_translated(
    speak: Speak, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    speak(FOLDER / "cuenote_de.ts")
    assert main(["show", str(tmp_path / "none.md")]) == 1
    assert "none.md" in (said := capsys.readouterr().err)
    assert "Keine Notiz" in said or "keine Notiz" in said
    with pytest.raises(SystemExit):
        main(["export", "--as"])
    said = capsys.readouterr().err
    assert said.startswith("Aufruf: cuenote export")
    assert "expected" not in said


def test_only_a_word_for_yes_is_a_yes(
    speak: Speak, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    def answer(typed: str) -> bool:
        monkeypatch.setattr(sys, "stdin", Terminal(typed))
        return agreed("Save it?", yes=False)

    assert [answer(typed) for typed in ("y\n", "YES\n", "\n", "", "n\n")] == [True] * 2 + [
        False
    ] * 3
    speak(FOLDER / "cuenote_de.ts")
    assert [answer(typed) for typed in ("j\n", "Ja\n", "y\n", "\n")] == [True] * 3 + [False]
    source = (FOLDER / "cuenote_de.ts").read_text("utf-8")
    lacking = tmp_path / "cuenote_lacking.ts"  # one that has no word for it
    lacking.write_text(source.replace(">[j/N]<", ">[/N]<"), "utf-8")
    speak(lacking)
    assert not answer("\n")
