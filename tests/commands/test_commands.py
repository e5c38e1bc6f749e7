"""The commands as one list: several notes at once, standard input, shapes of JSON, completions."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import jsonschema
import pytest

from tests.commands.calls import printed, run
from tests.shell_docs import FILES, FOLDER
from viewer.commands import COMMANDS, command_named, mistyped

SCHEMAS = Path(__file__).parents[2] / "resources" / "schemas"
_NOTE = "---\ntitle: A\nvideoId: abcdefghijk\n---\n- One word [00:12]\n- [HH:MM](x) Two\n"


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    one, other = tmp_path / "one.md", tmp_path / "two.md"
    one.write_text(_NOTE, "utf-8")
    other.write_text(_NOTE.replace("0:12", "0:15"), "utf-8")
    return one, other


def holds(name: str, *texts: str) -> None:
    """See that what a command prints has the shape that its schema promises."""
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    for text in texts:
        jsonschema.validate(json.loads(text), schema)


def test_several_notes_are_shown_checked_and_exported_as_one_would_be(
    two: tuple[Path, Path],
) -> None:
    assert printed("show", *two).count("One word") == 2
    shown = printed("show", *two, "--json").splitlines()
    assert [json.loads(line)["path"] for line in shown] == [str(path) for path in two]
    holds("show", *shown, printed("show", two[0], "--json"))
    # By nothing: neither length nor transcript is known.
    checked = printed("check", *two, "--json", code=3).splitlines()
    assert [json.loads(line)["path"] for line in checked] == [str(path) for path in two]
    holds("check", *checked, printed("check", two[0], "--json", code=3))
    exported = printed("export", *two, "--as", "jsonl").splitlines()
    assert [json.loads(line)["note"] for line in exported] == [str(path) for path in two]
    holds("export", *exported)
    assert "Converted 2 timestamps in 2 notes." in printed(
        "convert", *two, "--to", "link", "--write"
    )
    assert all("youtube.com" in path.read_text("utf-8") for path in two)


def test_note_that_is_not_there_does_not_keep_the_others_back(two: tuple[Path, Path]) -> None:
    none = two[0].parent / "none.md"
    for call in (["show"], ["check"], ["export", "--as", "csv"], ["convert", "--to", "link"]):
        done = run(*call, *map(str, (two[0], none)))
        assert done.returncode in (0, 1, 3)
        assert "none.md" in done.stderr
        assert done.stdout


def test_stars_are_looked_up_where_no_shell_does(two: tuple[Path, Path]) -> None:
    assert printed("show", two[0].parent / "*.md").count("One word") == 2


def test_name_of_a_file_reaches_no_terminal_unescaped(two: tuple[Path, Path]) -> None:
    odd = two[0].rename(two[0].with_name("a\x9b2Jb.md"))
    for call in (["show"], ["check"], ["convert", "--to", "link"]):
        shown = run(*call, "--json", *map(str, (odd, two[1]))).stdout
        assert "\\u009b" in shown
        assert "\x9b" not in shown
        assert json.loads(shown.splitlines()[0])["path"] == str(odd)


def test_note_is_read_from_standard_input() -> None:
    assert "0:12  One word" in printed("show", "-", stdin=_NOTE)
    assert printed("export", "-", "--as", "csv", stdin=_NOTE).count("One word") == 1
    assert "[0:12](https" in printed("convert", "-", "--to", "link", "--write", stdin=_NOTE)
    assert printed("check", "-", "--fix", code=2, stdin=_NOTE) == ""


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
    printed(*call, code=2)
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
    written = printed("convert", note, "--to", "link", "--write")
    assert written.startswith("Converted 1 timestamp in 1 note.")
    assert "[0:12](https" in note.read_text("utf-8")
    assert printed("check", note, "--fix", code=3).startswith("1 timestamp; 0 problems")


def test_json_is_one_list_where_a_star_means_one_note(two: tuple[Path, Path]) -> None:
    stars = two[0].parent / "*.md"
    shown = printed("convert", stars, "--to", "link", "--json").splitlines()
    assert [json.loads(line)["path"] for line in shown] == [str(path) for path in two]
    two[1].unlink()
    (shown,) = json.loads(printed("convert", stars, "--to", "link", "--json"))
    assert shown["path"] == "one.md"


def test_what_is_found_has_the_promised_shape(two: tuple[Path, Path]) -> None:
    (two[0].parent / "one.vtt").write_text("WEBVTT\n\n00:12.000 --> 00:14.000\nsaid\n", "utf-8")
    places = ["--cache", two[0].parent / "cache", "--library", two[0].parent / "library"]
    found = printed("search", two[0].parent, "word", "--json", *places).splitlines()
    assert len(found) == 2
    holds("search", *found)


@pytest.mark.parametrize(
    ("word", "meant"),
    [("serach", "search"), ("Exprot", "export"), ("chek", "check"), ("film", None), ("a.md", None)],
)
def test_mistyped_command_is_told_what_it_may_be(word: str, meant: str | None) -> None:
    found = mistyped(word)
    assert (found.name if found is not None else None) == meant


def test_word_that_is_a_file_is_no_mistyped_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert mistyped("serach") is not None
    (tmp_path / "serach").mkdir()
    assert mistyped("serach") is None


@pytest.mark.parametrize("name", FILES)
def test_what_shells_know_is_what_the_parsers_say(name: str) -> None:
    """Written by `python -m tests.shell_docs`."""
    assert (FOLDER / name).read_text("utf-8") == FILES[name]()


@pytest.mark.parametrize(
    ("shell", "name"), [("bash", "cuenote.bash"), ("zsh", "_cuenote"), ("fish", "cuenote.fish")]
)
def test_completions_are_read_by_their_shell(shell: str, name: str) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not here")
    subprocess.run([shell, "-n", FOLDER / name], check=True, timeout=60)


def test_bash_completes_commands_options_and_values() -> None:
    script = (
        f'source {FOLDER / "cuenote.bash"}; complete_it() {{ COMP_WORDS=("$@"); '
        'COMP_CWORD=$(($# - 1)); _cuenote; echo "${COMPREPLY[@]}"; }\n'
        "complete_it cuenote exp; complete_it cuenote export --as json\n"
        "complete_it cuenote check --f"
    )
    done = subprocess.run(
        ["bash", "-c", script], capture_output=True, text=True, cwd="/", check=True, timeout=60
    )
    assert done.stdout.splitlines() == ["export", "jsonl jsonld", "--fix"]


def test_old_name_of_a_command_works() -> None:
    save = command_named("fetch")
    assert save is not None
    assert save is command_named("save")
    assert command_named("") is None


def test_every_command_is_whole() -> None:
    for command in COMMANDS:
        assert command.load().parser().prog == f"cuenote {command.name}"
        assert command.summary
