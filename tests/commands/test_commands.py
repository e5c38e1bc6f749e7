"""The commands as one list: several notes at once, standard input, shapes of JSON, completions."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from tests.commands.calls import printed, run
from viewer.commands import COMMANDS

SCHEMAS = Path(__file__).parents[2] / "resources" / "schemas"
_NOTE = "---\ntitle: A\nvideoId: abcdefghijk\n---\n- One word [00:12]\n- [HH:MM](x) Two\n"


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    one, other = tmp_path / "one.md", tmp_path / "two.md"
    one.write_text(_NOTE, "utf-8")
    other.write_text(_NOTE.replace("0:12", "0:15"), "utf-8")
    return one, other


@pytest.mark.parametrize(
    ("call", "count", "code"),
    [
        ("show one.md two.md --json", 2, 0),
        ("check one.md two.md --json", 2, 3),
        ("export one.md two.md --as jsonl", 2, 0),
        ("search . word --json", 2, 0),
        ("search . said --said --json", 1, 0),
    ],
)
def test_lines_have_the_shape_that_a_schema_promises(
    two: tuple[Path, Path], call: str, count: int, code: int
) -> None:
    folder = two[0].parent
    (folder / "one abcdefghijk.en.vtt").write_text(
        "WEBVTT\n\n00:12.000 --> 00:14.000\nsaid\n", "utf-8"
    )
    schema = json.loads((SCHEMAS / f"{call.split()[0]}.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    done = run(*call.split(), cwd=folder)
    assert done.returncode == code
    lines = done.stdout.splitlines()
    for line in lines:
        jsonschema.validate(json.loads(line), schema)
    assert len(lines) == count


def test_name_of_a_file_reaches_no_terminal_unescaped(two: tuple[Path, Path]) -> None:
    odd = two[0].rename(two[0].with_name("a\x9b2Jb.md"))
    for call in (["show"], ["check"], ["convert", "--to", "link"]):
        shown = run(*call, "--json", *map(str, (odd, two[1]))).stdout
        assert "\\u009b" in shown
        assert "\x9b" not in shown
        assert json.loads(shown.splitlines()[0])["path"] == str(odd)


def test_output_into_a_folder_that_is_made_and_no_file_is_written_over(
    two: tuple[Path, Path],
) -> None:
    folder = two[0].parent / "new"
    call = ("export", two[0], "--as", "csv", "-o", f"{folder}/")
    printed(*call)
    (written,) = folder.iterdir()
    assert written.stem.startswith("one")
    before = written.read_bytes()
    written.write_text("mine", "utf-8")
    printed(*call, code=1)
    assert written.read_text("utf-8") == "mine"
    printed(*call, "--force")
    assert written.read_bytes() == before


def test_note_from_standard_input_is_written_there_wherever_it_is_named(
    two: tuple[Path, Path],
) -> None:
    call = ("convert", "--to", "link", "--write")
    written = printed(*call, two[0], "-", stdin=_NOTE.replace("One", "Piped"))
    assert written.startswith("---\ntitle: A\n")
    assert "Piped word [0:12](https" in written
    assert "One word [0:12](https" in two[0].read_text("utf-8")


def test_file_called_as_the_standard_input_is_a_file(two: tuple[Path, Path]) -> None:
    note = two[0].rename(two[0].with_name("standard input.md"))
    printed("convert", note, "--to", "link", "--write")
    assert "[0:12](https" in note.read_text("utf-8")
    assert printed("check", note, "--fix", code=3).startswith("1 timestamp; 0 problems")


def test_every_command_is_whole() -> None:
    for command in COMMANDS:
        assert command.load().parser().prog == f"cuenote {command.name}"
        assert command.summary
