"""A page in the language of the program: what Cuenote says, and what a check makes of it."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.export.chromium import chromium
from tests.export.forging import anew
from tests.video.make_video import make_video
from viewer import translation
from viewer.__main__ import main
from viewer.export.html_page import hash_of
from viewer.export.old_pages import WORDS
from viewer.export.page_words import ENGLISH_WORDS, PageWords
from viewer.notes.region import Region

_TEXTS = {
    "About {0}": "Über {0}",
    "About {0}, {1}": "Über {0}, {1} lang",
    "Note": 'Die <"Notiz">',
    "Pictures and clips": "Bilder & Ausschnitte",
    "Frame at {0}": "Bild bei {0}",
    "{0} on the site": "{0} auf der Seite",
    "done": "erledigt",
    "Mark: {0}": "Marke: {0}",
    "upper left": "oben links",
    "{0}, {1} by {2} percent": "{0}, {1} mal {2} Prozent",
    "Made by Cuenote. {0} with this page holds it against the note and the video. What may be "
    "shown of a video is subject to the terms of its site.": "<script>{0}</script> {7} hält",
    "↑ Back to the note": "↑ Zurück zur Notiz",
}
_NOTE = """\
---
title: The cat
video: pets.mp4
---
- [x] It is in that house and it is the cat of the man who is there, for that is
  what this is to be, and the dog was with it as the day was on this side of the
  road <a class="yt-timestamp" data-t="00:00:01" data-xywh="percent:10,10,20,20">[00:00:01]</a>.
- The dog was there, and it is that of the woman, for it is with her in this [0:02].
"""


def _language(folder: Path, code: str) -> None:
    """Write what Qt reads of a language."""
    messages = "".join(
        f"<message><source>{html.escape(one)}</source>"
        f"<translation>{html.escape(other)}</translation></message>"
        for one, other in _TEXTS.items()
    )
    source = folder / f"{code}.ts"
    source.write_text(
        f'<?xml version="1.0" encoding="utf-8"?><!DOCTYPE TS><TS version="2.1" language="{code}">'
        f"<context><name></name>{messages}</context></TS>",
        "utf-8",
    )
    tool = Path(sys.executable).with_name("pyside6-lrelease")
    target = folder / f"cuenote_{code}.qm"
    subprocess.run([tool, source, "-qm", target], check=True, stdout=subprocess.DEVNULL)


@pytest.fixture(scope="module")
def languages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("languages")
    for code in ("de", "ar"):
        _language(folder, code)
    return folder


@pytest.fixture
def spoken(languages: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(translation, "FOLDER", languages)
    yield
    translation.use(translation.ENGLISH)


@pytest.fixture(scope="module")
def pets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pets")
    make_video(folder / "pets.mp4", frames=120, size=(64, 36))
    (folder / "pets.md").write_text(_NOTE)
    return folder


def _export(pets: Path, folder: Path, code: str, *more: str) -> str:
    """Export in a language, and speak English again."""
    for path in pets.iterdir():
        shutil.copy(path, folder)
    translation.use(code)
    target = str(folder / "p.html")
    assert main(["export", str(folder / "pets.md"), "--as", "html", "-o", target, *more]) == 0
    translation.use(translation.ENGLISH)
    return (folder / "p.html").read_text()


def _check(folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    capsys.readouterr()
    code = main(["check", str(folder / "p.html")])
    return code, capsys.readouterr().out


def test_page_names_the_languages_of_note_and_words(
    spoken: None, pets: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = _export(pets, tmp_path, "de", "--no-clips")
    for part in (
        '<html lang="en">',
        '<p class="about" lang="de">Über pets.mp4, 0:04 lang</p>',
        '<article lang="de" aria-label="Die &lt;&quot;Notiz&quot;&gt;">\n<div lang="en">\n',
        '<section class="moments" lang="de" aria-label="Bilder &amp; Ausschnitte">\n',
        '<span role="img" lang="de" aria-label="erledigt">☑</span>',
        ' alt="Bild bei 0:01">',
        ' aria-label="Marke: oben links, 20 mal 20 Prozent">',
        '<footer lang="de">',
        "<p>&lt;script&gt;<code>cuenote check</code>&lt;/script&gt;  hält</p>",
        '<button lang="de" id="back" class="back">↑ Zurück zur Notiz</button>',
    ):
        assert part in page
    # It holds where English is spoken, and where German is.
    assert _check(tmp_path, capsys)[0] == 0
    translation.use("de")
    assert _check(tmp_path, capsys)[0] == 0
    # One in the language of its note names it once.
    english = _export(pets, tmp_path, "en", "--no-clips", "--force")
    assert english.count(" lang=") == 1
    assert "<footer>" in english
    assert _check(tmp_path, capsys)[0] == 0
    translation.use("de")
    assert _check(tmp_path, capsys)[0] == 0


def test_words_that_run_the_other_way_say_so(
    spoken: None, pets: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = _export(pets, tmp_path, "ar", "--no-clips")
    assert '<footer lang="ar" dir="rtl">' in page
    assert '<div lang="en" dir="ltr">' in page
    assert _check(tmp_path, capsys)[0] == 0
    (pets / "pets.md").write_text(
        "# في\n\n" + "في من على أن إلى هذا التي لا ما هذه " * 3 + "[0:01]\n"
    )
    try:
        page = _export(pets, tmp_path, "de", "--no-clips", "--force")
    finally:
        (pets / "pets.md").write_text(_NOTE)
    assert '<html lang="ar" dir="rtl">' in page
    assert '<footer lang="de" dir="ltr">' in page
    assert _check(tmp_path, capsys)[0] == 0


def test_other_words_of_cuenote_are_not_checked(
    spoken: None,
    pets: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = _export(pets, tmp_path, "de", "--no-clips")

    def put(old: str, new: str) -> str:
        def change(proof: dict[str, dict[str, dict[str, str]]]) -> None:
            words = proof["interface"]["words"]
            proof["interface"]["words"] = {id_: w.replace(old, new) for id_, w in words.items()}

        (tmp_path / "p.html").write_text(anew(page, change).replace(old, new))
        return _check(tmp_path, capsys)[1]

    said = put("Zurück zur Notiz", "NASA says so")
    assert "not checked Words of Cuenote  This version says “↑ Zurück zur Notiz”, not “" in said
    assert "DIFFERS" not in said
    # What stands in the page alone is forged.
    (tmp_path / "p.html").write_text(page.replace("Zurück zur Notiz", "NASA says so", 1))
    assert "DIFFERS" in _check(tmp_path, capsys)[1]
    # So nobody can tell of a language that is not there.
    (tmp_path / "p.html").write_text(page)
    monkeypatch.setattr(translation, "FOLDER", tmp_path)
    code, said = _check(tmp_path, capsys)
    assert (code, said.count("not checked")) == (1, 1)
    assert "This version does not speak the language “de”." in said


@pytest.mark.parametrize(
    "told",
    [
        {"language": 'x" onclick="y', "words": {}},
        {"language": "de", "words": {}},
        {"language": "de", "words": dict.fromkeys(ENGLISH_WORDS.texts, 3)},
        {"language": "de", "words": dict(ENGLISH_WORDS.texts) | {"more": ""}},
        {"language": None, "words": None},
        {},
    ],
)
def test_words_that_are_none_are_not_read(told: dict[str, object]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        PageWords.of(told)


def test_words_are_read_as_they_are_told_and_nothing_in_them_is_run() -> None:
    texts = dict(ENGLISH_WORDS.texts) | {"frame": "{0.__class__} {0:>99999999} {1} {0} <b>"}
    words = PageWords.of(json.loads(json.dumps(PageWords("de", texts).told())))
    assert words.text("frame", "{1}") == "{0.__class__} {0:>99999999}  {1} <b>"
    assert words.markup("frame", "<i>") == "{0.__class__} {0:&gt;99999999}  <i> &lt;b&gt;"


def test_words_of_before_are_those_of_all_old_pages() -> None:
    assert WORDS.texts.keys() == ENGLISH_WORDS.texts.keys() - {"back"}
    for region in (Region(10, 10, 5, 0.25), Region(50, 50, 0, 0), Region(90, 40, 9, 1)):
        assert WORDS.place(region) == region.words


def test_button_leads_back_on_a_phone(spoken: None, pets: Path, tmp_path: Path) -> None:
    page = _export(pets, tmp_path, "de")
    script = re.search(r"<script>([^<]*)</script>", page)
    assert script is not None
    assert hash_of(script[1]) in page
    with chromium(tmp_path / "browser") as browser:
        browser.open(tmp_path / "p.html")
        size = {"width": 400, "height": 600, "deviceScaleFactor": 1, "mobile": False}
        browser.ask("Emulation.setDeviceMetricsOverride", **size)
        shown = "getComputedStyle(document.getElementById('back')).display"
        assert browser.run(shown) == "none"
        browser.click("a.time[href='#m1']")
        browser.wait(f"{shown}=='block'")
        assert browser.run("document.activeElement.id") == "m1"
        assert browser.run("document.getElementById('back').textContent") == "↑ Zurück zur Notiz"
        browser.click("#back")
        assert browser.run("document.activeElement.className") == "time"
        assert browser.run(shown) == "none"
        assert browser.complaints() == []
