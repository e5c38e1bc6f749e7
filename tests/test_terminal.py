"""Control characters of notes and names never reach the terminal, whatever the command."""

import errno
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands.calls import run
from viewer.base.errors import why
from viewer.base.terminal import json_text, plain

CLIPBOARD = "\x1b]52;c;aGFybQ==\x07"
EVIL = f"{CLIPBOARD}\x9b31m\x7f\x08\u202e\u2028"
# What may stand in the output besides letters.
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
NAME = f"talk {CLIPBOARD}\x9b\x7f"


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """A vault whose folders, names, titles, claims and times hold control characters."""
    folder = tmp_path / "vault" / NAME
    folder.mkdir(parents=True)
    anchor = '<a class="yt-timestamp" data-t="{0}">[{0}]</a>'
    body = (
        f"# Heading {EVIL}\n\nWords {EVIL} of a claim {anchor.format('00:00:05')}.\n\n"
        f"More {EVIL} {anchor.format('09:00:00')}, {anchor.format('HH' + EVIL)}.\n\n"
        f'And <a class="yt-timestamp" data-t="0:07">[0:09{EVIL}]</a>.\n'
    )
    front = f'---\ntitle: "Title {EVIL}"\nvideoId: abcdefghijk\nx: [{EVIL}\n---\n\n'
    (folder / f"{NAME}.md").write_text(front + body)
    (folder / f"other {NAME}.md").write_text(front + body.replace("00:00:05", "00:00:50"))
    (folder / f"bad {NAME}.md").write_bytes(b"\xff" + body.encode())
    return tmp_path / "vault"


@pytest.mark.parametrize(
    "arguments",
    [
        "show NOTE",
        "show NOTE --json",
        "show BAD",
        "show MISSING",
        "search VAULT words",
        "search VAULT words --json",
        "search VAULT from:EVIL",
        "check VAULT --transcripts CAPTIONS",
        "check VAULT --transcripts CAPTIONS --json",
        "check NOTE --durations CAPTIONS",
        "check MISSING",
        "index VAULT",
        "index VAULT --json",
        "index MISSING",
        "show NOTE BAD",
        "--at EVIL",
        "NOTE MISSING",
        "MISSING",
        "save EVIL",
        "save EVIL --json",
        "doctor EVIL",
    ],
)
def test_output_holds_no_control_character(vault: Path, tmp_path: Path, arguments: str) -> None:
    captions = tmp_path / f"captions {NAME}"
    captions.mkdir()
    cues = f"1\n00:00:04,000 --> 00:00:08,000\nWords {EVIL} of a claim\n"
    (captions / "abcdefghijk.srt").write_text(cues)
    note = next(vault.rglob("talk*.md"))
    words = {
        "NOTE": str(note),
        "BAD": str(next(vault.rglob("bad*.md"))),
        "VAULT": str(vault),
        "MISSING": str(vault / NAME / f"missing{CLIPBOARD}"),
        "CAPTIONS": str(captions),
    }
    given = [words.get(word, word.replace("EVIL", EVIL)) for word in arguments.split(" ")]
    folders = {f"XDG_{name}_HOME": str(tmp_path / name) for name in ("CACHE", "DATA", "STATE")}
    # In colours, as on a terminal; these alone may be there.
    done = run(*given, **folders, CLICOLOR_FORCE="1")
    assert CONTROL.findall(re.sub(r"\x1b\[[\d;]*m", "", done.stdout + done.stderr)) == []
    assert done.stdout + done.stderr != ""
    if "--json" in given and done.stdout:
        assert all(json.loads(line) for line in done.stdout.splitlines())


def test_text_is_shown_on_one_line_and_json_stays_json() -> None:
    assert plain("é\t日本\n\x1b[31m\x9b\u202e") == "é\\t日本\\n\\x1b[31m\\x9b\\u202e"
    value = {"é": [f"a\n{EVIL}", 1, None]}
    for indent in (None, 2):
        text = json_text(value, indent=indent)
        assert json.loads(text) == value
        assert "é" in text
        assert CONTROL.findall(text) == []


def test_reason_is_that_of_the_system_where_it_is_one() -> None:
    assert why(OSError(errno.EACCES, os.strerror(errno.EACCES))) == "Permission denied"
    assert why(OSError(errno.EPERM, "PowerShell could not make it")).startswith("PowerShell")
    assert why(OSError("without a number")) == "without a number"


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo terminals")
def test_line_takes_the_place_of_the_progress() -> None:
    import pty

    told = "from viewer.commands.progress import Bar\nfrom viewer.base.terminal import tell\n"
    told += f"with Bar({'Long ' + CLIPBOARD!r}) as bar:\n bar.show(1, 2, 'of 2')\n tell('Done')\n"
    ours, theirs = pty.openpty()
    subprocess.run([sys.executable, "-c", told], stdout=theirs, stderr=theirs, check=True)
    shown = os.read(ours, 9_999).decode()
    line = plain(f"Long {CLIPBOARD}")
    assert shown == f"\r{line}\r{' ' * len(line)}\rDone\r\n"
