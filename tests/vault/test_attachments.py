import json
from pathlib import Path

import pytest

from viewer.base.errors import NoteSaveError
from viewer.vault.attachments import Attachments, pictures_root, stem_for


def obsidian(vault: Path, setting: object) -> Path:
    (vault / ".obsidian").mkdir(parents=True)
    (vault / ".obsidian" / "app.json").write_text(json.dumps(setting), "utf-8")
    note = vault / "deep" / "down" / "note.md"
    note.parent.mkdir(parents=True)
    return note


@pytest.mark.parametrize(
    ("setting", "folder"),
    [
        ("/", "."),
        ("./", "deep/down"),
        ("./pics of it", "deep/down/pics of it"),
        ("files/all", "files/all"),
        ("../elsewhere", "deep/down/attachments"),
        ("", "deep/down/attachments"),
        (7, "deep/down/attachments"),
    ],
)
def test_the_folder_is_obsidians(tmp_path: Path, setting: object, folder: str) -> None:
    note = obsidian(tmp_path, {"attachmentFolderPath": setting})
    places = Attachments.of(note)
    assert places.folder == tmp_path / folder
    file = places.save("a b", ".webp", b"x")
    assert places.markup(file, wikilinks=False) == "![[a b.webp]]"
    assert pictures_root(note, note.parent) == tmp_path


def test_markdown_links_are_written_where_obsidian_is_set_so(tmp_path: Path) -> None:
    note = obsidian(tmp_path, {"useMarkdownLinks": True, "attachmentFolderPath": "/"})
    file = Attachments.of(note).save("a (b)", ".webp", b"x")
    assert Attachments.of(note).markup(file, wikilinks=True) == "![](../../a%20%28b%29.webp)"


@pytest.mark.parametrize("setting", ["[]", "{", "", "\0"])
def test_a_setting_that_cannot_be_read_is_none(tmp_path: Path, setting: str) -> None:
    note = obsidian(tmp_path, {})
    (tmp_path / ".obsidian" / "app.json").write_text(setting, "utf-8")
    assert Attachments.of(note).folder == note.parent / "attachments"


def test_without_obsidian_it_is_beside_the_note_and_linked_as_the_note_does(tmp_path: Path) -> None:
    places = Attachments.of(tmp_path / "note.md")
    file = places.save("a b", ".webp", b"x")
    assert file == tmp_path / "attachments" / "a b.webp"
    assert places.markup(file, wikilinks=False) == "![](attachments/a%20b.webp)"
    assert places.markup(file, wikilinks=True) == "![[a b.webp]]"
    assert pictures_root(tmp_path / "note.md", tmp_path) == tmp_path


def test_nothing_is_written_over(tmp_path: Path) -> None:
    places = Attachments.of(tmp_path / "note.md")
    files = [places.save("a", ".webp", data) for data in (b"1", b"2", b"3")]
    assert [file.name for file in files] == ["a.webp", "a 2.webp", "a 3.webp"]
    assert [file.read_bytes() for file in files] == [b"1", b"2", b"3"]


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "attachments").write_text("a file", "utf-8")
    with pytest.raises(NoteSaveError, match="can't be saved"):
        Attachments.of(tmp_path / "note.md").save("a", ".webp", b"x")


def test_the_name_holds_nothing_that_a_system_or_a_link_forbids() -> None:
    assert stem_for(Path("a#b^c [d]|e?.md"), "1:02:03") == "a b c d e 1-02-03"
    assert stem_for(Path("\u00dcber \u6f22.md"), "0:07") == "\u00dcber \u6f22 0-07"
    assert stem_for(Path("[].md"), "0:07") == "Note 0-07"
    assert len(stem_for(Path("x" * 240 + ".md"), "0:07")) <= 110
