import json
from pathlib import Path

import pytest

from tests.commands.calls import run
from viewer.commands import convert
from viewer.notes.file import save

_ID = "abcdefghij1"
_LINK = f"https://www.youtube.com/watch?v={_ID}&t="
_NOTE = f"---\nvideoId: {_ID}\n---\n# Title\n\n- [1:02] One\n- [1:10-1:20] Two\n- no time\n"


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    root = tmp_path / "vault"
    (root / "folder").mkdir(parents=True)
    (root / "one.md").write_bytes(_NOTE.encode())
    (root / "folder" / "two.md").write_bytes(_NOTE.replace("\n", "\r\n").encode())
    (root / "none.md").write_text("# No times\n")
    return root


def texts(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*.md"))}


def test_only_the_citations_change_when_notes_are_written(vault: Path) -> None:
    done = run("convert", vault, "--to", "link", "--write")
    assert done.returncode == 0, done.stderr
    assert "Converted 4 timestamps in 2 notes." in done.stderr
    wanted = _NOTE.replace("[1:02]", f"[1:02]({_LINK}62)")
    wanted = wanted.replace("[1:10-1:20]", f"[1:10-1:20]({_LINK}70)")
    assert texts(vault) == {
        "folder/two.md": wanted.replace("\n", "\r\n").encode(),
        "none.md": b"# No times\n",
        "one.md": wanted.encode(),
    }
    again = run("convert", vault, "--to", "link", "--write")
    assert "Converted 0 timestamps in 0 notes." in again.stderr
    assert "4 are already in this format." in again.stderr


def test_what_a_form_cannot_hold_is_left_and_named(vault: Path) -> None:
    done = run("convert", vault / "one.md", "--to", "macro", "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout) == {
        "path": str(vault / "one.md"),
        "converted": 1,
        "same": 0,
        "left": [{"line": 7, "text": "1:10", "why": "Macro (Logseq) can't hold an end time."}],
        "problem": None,
    }
    (vault / "bare.md").write_text("- [1:02] One\n")
    told = run("convert", vault / "bare.md", "--to", "link")
    assert told.returncode == 1
    assert "bare.md:1: left unchanged. This note has no video to link to." in told.stderr
    assert not told.stdout


def test_part_of_a_second_is_left_out_only_when_asked_for(vault: Path) -> None:
    note = vault / "exact.md"
    note.write_text("---\nmedia: talk.mp4\n---\n[[talk.mp4#t=62.5|1:02]] Words\n")
    assert run("convert", note, "--to", "bracket").returncode == 1
    done = run("convert", note, "--to", "bracket", "--whole-seconds", "--write")
    assert done.returncode == 0, done.stderr
    assert note.read_text().endswith("---\n[00:01:02] Words\n")


def test_note_is_refused_when_it_is_changed_meanwhile(
    vault: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def late_save(path: Path, data: bytes, seen: object) -> object:
        if path.name == "one.md":
            path.write_bytes(b"another text\n")
        return save(path, data, seen)  # type: ignore[arg-type]

    monkeypatch.setattr(convert, "save", late_save)
    assert convert.run(convert.parser().parse_args([str(vault), "--to", "link", "--write"])) == 1
    assert (vault / "one.md").read_bytes() == b"another text\n"
    said = capsys.readouterr()
    assert "changed" in said.err
    assert "Converted 2 timestamps in 1 note." in said.err


def test_file_is_left_when_it_is_not_a_note_that_can_be_converted(vault: Path) -> None:
    (vault / "bad.md").write_bytes(b"- [1:02] \xff\n")
    (vault / "a.org").write_text("- [[video:a.mp4#00:01:02][1:02]]\n")
    for name in ("bad.md", "a.org"):
        before = (vault / name).read_bytes()
        done = run("convert", vault / name, "--to", "plain", "--write")
        assert done.returncode == 1
        assert "left unchanged" in done.stderr
        assert (vault / name).read_bytes() == before
