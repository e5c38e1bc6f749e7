"""A page in the language of the program: what Cuenote says."""

import html
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.export.chromium import chromium
from tests.languages import compile_to
from tests.video.make_video import make_video
from viewer import translation
from viewer.commands import export

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
    "Made by Cuenote. What may be shown of a video is subject to the terms of its site.": "<b>hält",
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
    compile_to(folder / f"cuenote_{code}.qm", source)


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
    call = [str(folder / "pets.md"), "--as", "html", "-o", target, *more]
    export.run(export.parser().parse_args(call))  # `main` would have it in English
    translation.use(translation.ENGLISH)
    return (folder / "p.html").read_text()


def test_page_names_the_languages_of_note_and_words(
    spoken: None, pets: Path, tmp_path: Path
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
        "<p>&lt;b&gt;hält</p>",
        '<button lang="de" id="back" class="back">↑ Zurück zur Notiz</button>',
    ):
        assert part in page
    # One in the language of its note names it once.
    english = _export(pets, tmp_path, "en", "--no-clips", "--force")
    assert english.count(" lang=") == 1
    assert "<footer>" in english


def test_words_that_run_the_other_way_say_so(spoken: None, pets: Path, tmp_path: Path) -> None:
    page = _export(pets, tmp_path, "ar", "--no-clips")
    assert '<footer lang="ar" dir="rtl">' in page
    assert '<div lang="en" dir="ltr">' in page
    (pets / "pets.md").write_text(
        "# في\n\n" + "في من على أن إلى هذا التي لا ما هذه " * 3 + "[0:01]\n"
    )
    try:
        page = _export(pets, tmp_path, "de", "--no-clips", "--force")
    finally:
        (pets / "pets.md").write_text(_NOTE)
    assert '<html lang="ar" dir="rtl">' in page
    assert '<footer lang="de" dir="ltr">' in page


@pytest.mark.all_only
def test_button_leads_back_on_a_phone(spoken: None, pets: Path, tmp_path: Path) -> None:
    _export(pets, tmp_path, "de")
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
