"""A toy command, added here alone, is run, listed, hinted at and completed as the others are."""

from __future__ import annotations

import argparse
import sys
import types

import pytest

from tests import documents, shell_docs
from viewer import __main__ as program
from viewer import commands
from viewer.commands import Command
from viewer.errors import ViewerError
from viewer.terminal import Parser

_TOY = Command("greet", "NAME", "say hello to a person", stopped="Gone.")


@pytest.fixture(autouse=True)
def toy(monkeypatch: pytest.MonkeyPatch) -> None:
    module = types.ModuleType("viewer.commands.greet")

    def parser() -> Parser:
        made = Parser(prog="cuenote greet", description="Say hello.")
        made.add_argument("name", metavar="NAME")
        made.add_argument("--loud", action="store_true", help="say it in capitals")
        return made

    def run(options: argparse.Namespace) -> int:
        if options.name == "nobody":
            raise ViewerError("There is nobody.", "Name a person.")
        if options.name == "stop":
            raise KeyboardInterrupt
        words = f"Hello {options.name}!"
        sys.stdout.write((words.upper() if options.loud else words) + "\n")
        return 0

    module.parser, module.run = parser, run  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setattr(commands, "COMMANDS", (*commands.COMMANDS, _TOY))


def test_command_is_run_and_its_faults_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert program.main(["greet", "Anna", "--loud"]) == 0
    assert capsys.readouterr().out == "HELLO ANNA!\n"
    assert program.main(["greet", "nobody"]) == 2
    assert capsys.readouterr().err == "cuenote: There is nobody. Name a person.\n"
    assert program.main(["greet", "stop"]) == 130
    assert capsys.readouterr().err == "Gone.\n"


def test_command_is_listed_documented_and_completed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        program.main(["--help"])
    assert "cuenote greet NAME" in capsys.readouterr().out
    assert program.main(["great"]) == 2
    assert "did you mean `cuenote greet`" in capsys.readouterr().err
    for document in ("README.md", "run"):
        assert "./run greet NAME" in documents.written(document)
    for make in shell_docs.FILES.values():
        assert "greet" in make()
        assert "loud" in make()
