"""A page of a note, opened in a real browser; and what else is made of the videos."""

import json
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.export.chromium import chromium
from tests.video.make_video import read_number
from viewer.__main__ import main
from viewer.export.note_html import note_html
from viewer.notes.note import Note

rest = pytest.mark.all_only

_NOTE = """\
---
title: "Pets & <others>"
video: pets.mp4
---
# Pets & others

- Cats are soft [00:00:01-00:00:03] and **nice** <script>alert(1)</script>.
- Dogs bark at night <a class="yt-timestamp" data-t="00:00:05">[00:00:05]</a>
- Gone [00:09:00]
- ![](shown.png) and ![away](http://127.0.0.1:9/x.png)
"""
_SAID = """\
1
00:00:01,000 --> 00:00:04,000
Cats are soft </script> animals, they say.
"""


def _write_note(folder: Path, video: Path) -> Path:
    path = folder / "pets.md"
    path.write_text(_NOTE)
    (folder / "pets.mp4").write_bytes(video.read_bytes())
    (folder / "pets.srt").write_text(_SAID)
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    image.fill(0xFF00FF)
    image.save(str(folder / "shown.png"))
    return path


@pytest.fixture
def note(tmp_path: Path, numbered_video: Path) -> Path:
    return _write_note(tmp_path, numbered_video)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory, numbered_video: Path, own_module: None) -> Path:
    """The page of the note, with nothing beside it; only to be read."""
    note = _write_note(tmp_path_factory.mktemp("page"), numbered_video)
    target = note.with_suffix(".html")
    assert main(["export", str(note), "--as", "html", "-o", str(target)]) == 1  # one is gone
    return target


def test_page_is_opened_and_plays_without_anything_from_elsewhere(
    page: Path, tmp_path: Path
) -> None:
    assert "<script>alert" not in page.read_text()
    with chromium(tmp_path / "browser") as browser:
        browser.open(page)
        assert browser.run("document.title") == "Pets & <others>"
        assert browser.run("document.querySelectorAll('figure video').length") == 2
        links = browser.run("[...document.querySelectorAll('a.time')].map(a=>a.textContent)")
        assert links == ["0:01–0:03", "0:05"]
        assert browser.run("document.querySelector('.lost').textContent") == "00:09:00"
        browser.click("a.time[href='#m2']")
        browser.wait("document.querySelector('#m2 video').currentTime > 0.2")
        assert browser.run("document.activeElement.id") == "m2"
        # The other does not play; one plays at a time.
        assert browser.run("document.querySelector('#m1 video').paused")
        # Its first frame is the frame of the moment, 150 at 30 a second.
        browser.run(
            "new Promise(done=>{var v=document.querySelector('#m2 video');v.pause();"
            "v.removeAttribute('poster');v.controls=false;"
            "v.addEventListener('seeked',()=>setTimeout(done,300),{once:true});v.currentTime=0})"
        )
        shot = QImage.fromData(browser.shot("#m2 video"))
        assert read_number(shot) == 150
        # No script of the note ran into the policy, for there is none.
        assert browser.complaints() == []
        assert [url for url in browser.asked() if not url.startswith(("file:", "data:"))] == []


@rest
def test_page_is_readable_by_a_screen_reader_and_prints_its_frames(
    page: Path, tmp_path: Path
) -> None:
    with chromium(tmp_path / "browser") as browser:
        browser.open(page)
        tree = browser.ask("Accessibility.getFullAXTree")["nodes"]
        named = {(n["role"]["value"], n.get("name", {}).get("value", "")) for n in tree}
        assert ("heading", "Pets & others") in named
        assert ("link", "0:05") in named
        assert any(role == "Video" and name == "Clip from 0:05" for role, name in named)
        browser.ask("Emulation.setEmulatedMedia", media="print")
        shown = browser.run(
            "[...document.querySelectorAll('figure img')].map(i=>getComputedStyle(i).display)"
        )
        assert shown == ["block", "block"]


@rest
def test_page_fits_a_narrow_window(note: Path, tmp_path: Path) -> None:
    word = "Supercalifragilistic" * 6
    note.write_text(f"{_NOTE}\n\n# {word} <img src=x onerror=alert(1)>\n\n- {word} [0:05]\n")
    page = note.with_suffix(".html")
    main(["export", str(note), "--as", "html", "-o", str(page), "--no-clips"])
    with chromium(tmp_path / "browser") as browser:
        browser.open(page)
        size = {"width": 400, "height": 800, "deviceScaleFactor": 1, "mobile": False}
        browser.ask("Emulation.setDeviceMetricsOverride", **size)
        assert browser.run("document.documentElement.scrollWidth <= innerWidth")
        assert browser.complaints() == []


def test_formulas_and_links_cannot_run_anything() -> None:
    note = Note.parse(
        rb"$\text{<script>a</script>} \href{javascript:b}{c}$ [d](javascript:e) "
        rb'<img src=x onerror=f> [g](https://h "i\" onclick=j")'
    )
    made = note_html(note, lambda index: "")
    assert "<script" not in made
    assert "javascript:" not in made
    assert "onerror" not in made
    assert "onclick" not in made


def test_words_stay_round_what_is_cited_among_them() -> None:
    anchor = '<a class="yt-timestamp" data-t="00:00:07">[00:00:07]</a>'
    note = Note.parse(
        f"```\n - a<b {anchor} # {anchor}\nplain [0:10]\n```\n\n"
        "As in https://youtu.be/abcdefghijk?t=5 here\n".encode()
    )
    made = note_html(note, lambda index: f"({index})")
    assert made == (
        "<pre><code> - a&lt;b (0) # (1)\nplain [0:10]\n</code></pre>\n<p>As in (2) here</p>\n"
    )


@rest
def test_a_page_of_forty_claims_is_small(tmp_path: Path, numbered_video: Path) -> None:
    note = tmp_path / "many.md"
    lines = [f"- Claim {n} [00:00:{n / 2.5:06.3f}]\n" for n in range(40)]
    note.write_text(f"---\nvideo: {numbered_video}\n---\n" + "".join(lines))
    target = tmp_path / "many.html"
    assert main(["export", str(note), "--as", "html", "-o", str(target)]) == 0
    assert target.read_text().count("<figure") == 40
    assert target.stat().st_size < 30_000_000


def test_cards_for_anki_are_in_its_database(note: Path, tmp_path: Path) -> None:
    import sqlite3

    target = tmp_path / "a.apkg"
    assert main(["export", str(note), "--as", "anki", "-o", str(target)]) == 1  # one is gone
    with zipfile.ZipFile(target) as package:
        package.extract("collection.anki2", tmp_path)
        media = json.loads(package.read("media"))
        assert sorted(name.rpartition(".")[2] for name in media.values()) == [
            *("m4a", "m4a", "webp", "webp"),
        ]
    with closing(sqlite3.connect(tmp_path / "collection.anki2")) as database:
        rows = database.execute("SELECT guid, flds FROM notes ORDER BY id").fetchall()
        cards = database.execute("SELECT count(*) FROM cards").fetchone()[0]
    assert cards == 2
    fields = rows[0][1].split("\x1f")
    assert fields[0] == "Cats are soft"
    assert fields[2].startswith('<img src="cuenote-')
    assert fields[4] == "0:01–0:03"


def test_film_and_clips_of_a_note(note: Path, tmp_path: Path) -> None:
    note.write_text(_NOTE.replace("[00:00:05]", "[00:00:05-00:00:06]"))
    film = tmp_path / "film.mp4"
    code = main(["export", str(note), "--as", "film", "-o", str(film), "--captions", "beside"])
    assert code == 1  # one is gone
    assert film.with_suffix(".srt").read_text().startswith("1\n00:00:00,000 --> 00:00:02,000\n")
    folder = tmp_path / "clips"
    arguments = ["--captions", "burn", "--cards"]
    assert main(["export", str(note), "--as", "clips", "-o", str(folder), *arguments]) == 1
    assert sorted(path.name for path in folder.iterdir()) == [
        "00-00-01 Cats are soft.mp4",
        "00-00-05 Dogs bark at night.mp4",
    ]
