"""Tasks on the command line, as one table: the call, its exit code, its result.

Each call runs in a folder with a vault of two notes, a video, and what else it needs.
"""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import jsonschema
import pytest

from tests.commands.calls import ROOT, run
from tests.media.make_video import make_video
from tests.shell_docs import FOLDER
from viewer.base.terminal import Code

SCHEMAS = ROOT / "resources" / "schemas"
_NOTE = "---\ntitle: A\nvideoId: abcdefghijk\n---\n- One word [00:12]\n"
_NOTE += '- Two <a class="yt-timestamp" data-t="HH:MM">[x]</a>\n'
_HERE = "---\nvideo: ../talk.mp4\n---\n- Said early [0:00]\n- Said late [1:00:01] #tag\n"


class Task(NamedTuple):
    """A call, its exit code, and what is in its output: expressions, `None`: nothing at all."""

    call: str
    code: Code
    out: str | None
    errors: str | None = None
    stdin: str = ""


_DONE, _FOUND, _WRONG, _GONE = Code.DONE, Code.FOUND, Code.WRONG_CALL, Code.NOT_THERE
_TASKS = (
    Task("show v/a.md", _FOUND, "0:12  One word\n(.*\n)+problem: "),
    Task("show - --json", _FOUND, '"path": "-", "line": 5, "text": "One word"', None, _NOTE),
    Task("show v/a.md --json", _FOUND, '"line": 6, "text": "“HH:MM” is not.*"kind": "problem"'),
    Task("show v/here.md none.md --json", _GONE, '"path": "v/here.md"', "none.md"),
    Task("show none.md", _GONE, None, "No note at “none.md”"),
    Task("show v", _GONE, None, "is not a file"),
    Task("show v/*.md --json", _FOUND, '"path": "v/a.md".*\n(.*\n)*.*"path": "v/here.md"'),
    Task("check v/here.md", _FOUND, r"\(v/here.md\)\n(.*\n)+.*1 problem\n"),
    Task("check v --json", _FOUND, '"path": "v/a.md", "line": 5, "text": "One word"'),
    Task("check v/a.md v/none.md", _FOUND, "can't tell", "No note at"),
    Task("check v/plain.md none.md", _GONE, "1 timestamp in", "No note at"),
    Task("check v/plain.md --json", _GONE, '"verdict": "no evidence"'),
    Task("check v/empty.md --json", _DONE, None),
    Task("check v/empty.md v/plain.md", _GONE, "1  can't tell"),
    Task("check empty", _DONE, "^0 timestamps in 0 notes; 0 problems"),
    Task("check v --transcripts none", _GONE, None, "No folder of transcripts"),
    Task("check v --durations empty", _GONE, None, "can't be read"),
    Task("check v --durations v/a.md", _GONE, None, "line 1: “"),
    Task("check - --fix", _WRONG, None, "Standard input can't be fixed", _NOTE),
    Task("convert v/plain.md --to anchor", _DONE, r"^--- a/plain.md\n(.*\n)+\\ No newline", "W"),
    Task(
        "convert v/a.md none.md --to link --json", _FOUND, '"line": 6, "text": "HH:MM"', "none.md"
    ),
    Task("convert none.md --to link", _GONE, None, "none.md"),
    Task("convert - --to link --write", _FOUND, r"\[0:12\]\(https", "Converted 1", _NOTE),
    Task("convert - --to link --write --json", _WRONG, None, "--json", _NOTE),
    Task("convert w --to link", _FOUND, "^--- a/w/standard input.md"),
    Task("convert 'w/standard input.md' --to link --write", _FOUND, None, "Converted 1"),
    Task("convert v --to other", _WRONG, None, "invalid choice: 'other'"),
    Task("export v/here.md --as csv -o -", _DONE, "Said late"),
    Task("export - v/here.md --as jsonl", _DONE, '"-"(.*\n)+.*"text": "Said late"', None, _NOTE),
    Task("export v/here.md --as clips", _FOUND, "ftyp", "1 timestamp is left out"),
    Task("export v/here.md --as csv --tag none", _FOUND, None, "no claims with this tag"),
    Task("export v/a.md --as html -o new/", _FOUND, "new", "has no picture"),
    Task("export v/here.md --as csv -o none.jsonl", _DONE, "none.jsonl"),
    Task("export v/here.md --as vtt -o none.jsonl", _FOUND, None, "already exists"),
    Task("export v/here.md --as csv -o none.jsonl --force", _DONE, "none.jsonl"),
    Task("export none.md --as csv", _GONE, None, "none.md"),
    Task("search v word --grep", _DONE, r"^v/a\.md:5:One word\n$"),
    Task("search v word", _DONE, r"\(v/a\.md\)\n"),
    Task("search odd word --grep", _DONE, "^odd/\u202ee.md:1:"),
    Task("search v word --json", _DONE, '^{"path": "v/a.md", "line": 5, "text": "One word"'),
    Task("search w word --said --json", _DONE, '"text": "word.*", "ms": 12000'),
    Task("search v nowhere", _FOUND, None),
    Task("search v from:noon", _WRONG, None, "“noon” is not a time"),
    Task("index v --json", _DONE, '"kind": "ready", "notes": \\[4, 5\\]'),
    Task("transcribe none.mp4 -o - --model .", _GONE, None, "is incomplete"),
    Task("help check", _DONE, "usage: cuenote check(.*\n)+exit code: 0 done, 1 nothing found"),
    Task("save nope", _WRONG, None, "not a web address"),
    Task("transcribe v", _GONE, None, "This is a folder"),
    Task("help help", _DONE, "other commands"),
    Task("help chck", _WRONG, None, "no command “chck”"),
    Task("serach v word", _WRONG, None, "did you mean `cuenote search`"),
    Task("none.md", _GONE, None, "none.md"),
    Task("v/a.md --at=soon", _WRONG, None, "“soon” is not a time; write 1:02:03"),
    Task("--no-such", _WRONG, None, "^usage: cuenote"),
    Task("search v/", _WRONG, None, "QUERY"),
    Task("search v", _FOUND, None, "nothing was found in the vault"),
    Task("search none/ word", _GONE, None, "none is not a folder"),
    Task("doctor x", _WRONG, None, "^usage: cuenote doctor"),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tasks")
    for name in ("v/.obsidian", "w", "empty", "odd"):
        (folder / name).mkdir(parents=True)
    make_video(folder / "talk.mp4", frames=60, size=(64, 36))
    for name, text in {
        "v/a.md": _NOTE,
        "v/here.md": _HERE,
        "v/plain.md": "Plain text [00:12]",
        "odd/\u202ee.md": "- A word [00:12]\n",
        "v/empty.md": "Nothing is said.\n",
        "w/standard input.md": _NOTE,
        "w/abcdefghijk.en.vtt": "WEBVTT\n\n00:12.000 --> 00:14.000\nword for word\n",
    }.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def _is_in(pattern: str | None, text: str) -> bool:
    return re.search(pattern, text, re.MULTILINE) is not None if pattern else not text


@pytest.mark.parametrize("task", _TASKS, ids=lambda task: task.call)
def test_task_ends_as_it_is_told(task: Task, folder: Path) -> None:
    # As a user in Germany: the command line is English.
    done = run(*shlex.split(task.call), cwd=folder, stdin=task.stdin, CUENOTE_LANGUAGE="de")
    assert done.returncode == task.code, done.stderr
    assert _is_in(task.out, done.stdout), done.stdout
    assert task.errors is None or re.search(task.errors, done.stderr), done.stderr
    if re.search("--json|--as jsonl", task.call):
        schema = SCHEMAS / f"{task.call.split()[0]}.schema.json"
        shape = json.loads(schema.read_text("utf-8")) if schema.exists() else {"type": "object"}
        for line in done.stdout.splitlines():
            jsonschema.validate(json.loads(line), shape)
        if jq := shutil.which("jq"):
            subprocess.run([jq, "-c", ".path"], input=done.stdout.encode(), check=True)


def test_diff_is_taken_by_git_in_the_vault(folder: Path, tmp_path: Path) -> None:
    git = shutil.which("git")
    if git is None:
        pytest.skip("there is no git")
    vault = tmp_path / "vault"
    shutil.copytree(folder / "v", vault)
    for number, text in enumerate((_NOTE, _NOTE.replace("\n", "\r\n"), _NOTE.rstrip())):
        (vault / "ü b").mkdir(exist_ok=True)
        (vault / "ü b" / f"{number}.md").write_bytes(text.encode())
    call = ("convert", vault / "ü b", "--to", "link")
    applied = []
    for is_whole, cwd in ((True, vault), (False, tmp_path), (False, vault), (False, vault / "ü b")):
        if not is_whole:  # the vault is in a repository
            subprocess.run([git, "init", "-q"], cwd=tmp_path, check=True)
        diff = run(*call, cwd=cwd).stdout.encode()
        subprocess.run([git, "apply", "-"], input=diff, cwd=cwd, check=True)
        applied += [path.read_bytes() for path in sorted(vault.rglob("[0-2].md"))]
        subprocess.run([git, "apply", "-R", "-"], input=diff, cwd=cwd, check=True)
    run(*call, "--write", cwd=tmp_path)
    assert applied == 4 * [path.read_bytes() for path in sorted(vault.rglob("[0-2].md"))]


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_shells_see_codes_pipes_and_colours(shell: str, folder: Path) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not here")
    cuenote = f"{shlex.quote(sys.executable)} -m viewer"
    script = f"""{cuenote} check v/here.md | cat
    {cuenote} check v/here.md >&2; echo code $?
    CLICOLOR_FORCE=1 {cuenote} check v/here.md | cat
    NO_COLOR=1 {cuenote} check v/here.md >&2
    {cuenote} export v/here.md --as clips >&2; echo clips $?
    PYTHONUNBUFFERED=1 {cuenote} export v/here.md --as csv > /dev/full; echo full $?
    set -o pipefail; {cuenote} check v/plain.md --json | true; echo piped $?"""
    ours, theirs = os.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [shell, "-c", script], cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=theirs
    ) as child:
        os.close(theirs)
        piped = child.stdout.read().decode()
        said = b""
        try:
            while piece := os.read(ours, 1 << 16):
                said += piece
        except OSError:
            pass  # Linux's way to say that nobody writes any more
    os.close(ours)
    plain, code, forced = piped.partition("code 1\n")
    assert (code, "\x1b[" in plain, "\x1b[36m" in forced) == ("code 1\n", False, True)
    assert forced.endswith("clips 2\nfull 1\npiped 0\n")
    coloured, *rest = said.decode().split("1 problem")
    assert "\x1b[36m" in coloured
    assert "\x1b[36m" not in "".join(rest)


_COMPLETED = (
    ("exp", "export"),
    ("help doc", "doctor"),
    ("export --as json", "jsonl jsonld"),
    ("check --f", "--fix"),
    ("check v/h", "v/here.md"),
    ("check --library v", "v"),
    ("search v --hits ", ""),
)


def test_bash_completes_values_and_nothing_else(folder: Path) -> None:
    # A space at the end begins an empty word.
    calls = "".join(f"complete_it cuenote {call}\n" for call, _ in _COMPLETED)
    calls = calls.replace(" \n", " ''\n")
    script = (
        f'source {FOLDER / "cuenote.bash"}; complete_it() {{ COMP_WORDS=("$@"); '
        f'COMP_CWORD=$(($# - 1)); _cuenote; echo "${{COMPREPLY[@]}}"; }}\n{calls}'
    )
    done = subprocess.run(
        ["bash", "-c", script], capture_output=True, text=True, cwd=folder, check=True, timeout=60
    )
    assert done.stdout.splitlines() == [words for _, words in _COMPLETED]


def test_fish_completes_values_and_nothing_else(folder: Path) -> None:
    if shutil.which("fish") is None:
        pytest.skip("fish is not here")
    script = f"source {FOLDER / 'cuenote.fish'}\n" + "".join(
        f"echo (complete -C 'cuenote {call}' | cut -f1 | string trim -rc /)\n"
        for call, _ in _COMPLETED
    )
    done = subprocess.run(
        ["fish", "-N", "-c", script], capture_output=True, text=True, cwd=folder, check=True
    )
    assert done.stdout.splitlines() == [words for _, words in _COMPLETED]
