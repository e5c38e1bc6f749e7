import base64
import html
import json
import os
import shutil
import signal
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage

from tests.languages import compile_to
from tests.media.make_video import make_video, read_number
from tests.waiting import wait_until
from viewer.__main__ import main
from viewer.base import translation
from viewer.commands import export
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
_NOTE += f"- ![]({'x' * 300}.png)\n"  # too long for a name
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


def test_cards_for_anki_are_in_its_database(note: Path, tmp_path: Path) -> None:
    import sqlite3

    target = tmp_path / "a.apkg"
    assert main(["export", str(note), "--as", "anki", "-o", str(target)]) == 1  # one is gone
    with zipfile.ZipFile(target) as package:
        package.extract("collection.anki2", tmp_path)
        media = json.loads(package.read("media"))
        assert sorted(name.rpartition(".")[2] for name in media.values()) == [
            *("m4a", "m4a", "webp", "webp")
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


_PATIENCE_MS = 20_000
_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


class Chromium:
    def __init__(self, orders: int, answers: int) -> None:
        self._orders, self._answers = orders, answers
        self._number, self._rest, self._session = 0, b"", ""
        self.messages: list[dict[str, Any]] = []

    def ask(self, method: str, **values: Any) -> dict[str, Any]:
        self._number += 1
        order = {"id": self._number, "method": method, "params": values}
        if self._session:
            order["sessionId"] = self._session
        os.write(self._orders, json.dumps(order).encode() + b"\0")
        while True:
            while b"\0" not in self._rest:
                data = os.read(self._answers, 1 << 20)
                assert data, "the browser ended"
                self._rest += data
            raw, _, self._rest = self._rest.partition(b"\0")
            message = json.loads(raw)
            if message.get("id") == self._number:
                assert "error" not in message, message
                result: dict[str, Any] = message["result"]
                return result
            self.messages.append(message)

    def open(self, path: Path) -> None:
        made = self.ask("Target.createTarget", url="about:blank")
        attached = self.ask("Target.attachToTarget", targetId=made["targetId"], flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.ask(f"{domain}.enable")
        self.ask("Page.navigate", url=path.as_uri())
        self.wait("document.readyState === 'complete' && location.protocol === 'file:'")

    def run(self, script: str) -> Any:
        answer = self.ask(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True
        )
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def wait(self, script: str) -> None:
        wait_until(lambda: self.run(script), timeout_ms=_PATIENCE_MS)

    def click(self, selector: str) -> None:
        place = self.run(
            f"(function(){{var e=document.querySelector({json.dumps(selector)});"
            "e.scrollIntoView({block:'center'});var r=e.getBoundingClientRect();"
            "return [r.x+r.width/2,r.y+r.height/2]})()"
        )
        for kind in ("mousePressed", "mouseReleased"):
            self.ask(
                "Input.dispatchMouseEvent",
                type=kind,
                x=place[0],
                y=place[1],
                button="left",
                clickCount=1,
            )

    def asked(self) -> list[str]:
        return [
            message["params"]["request"]["url"]
            for message in self.messages
            if message.get("method") == "Network.requestWillBeSent"
        ]

    def complaints(self) -> list[str]:
        return [
            message["params"]["entry"]["text"]
            for message in self.messages
            if message.get("method") == "Log.entryAdded"
        ]

    def shot(self, selector: str) -> bytes:
        box = self.run(
            f"(function(){{var r=document.querySelector({json.dumps(selector)})"
            ".getBoundingClientRect();"
            "return {x:r.x+scrollX,y:r.y+scrollY,width:r.width,height:r.height,scale:1}})()"
        )
        return base64.b64decode(
            self.ask("Page.captureScreenshot", clip=box, captureBeyondViewport=True)["data"]
        )


@contextmanager
def chromium(folder: Path) -> Iterator[Chromium]:
    """Start a Chromium; the test is skipped where there is none."""
    program = next(filter(None, map(shutil.which, _NAMES)), None)
    if program is None:
        pytest.skip("there is no Chromium on this computer")
    read_orders, orders = os.pipe()
    answers, write_answers = os.pipe()
    command = [program, "--headless", "--disable-gpu", "--remote-debugging-pipe"]
    command += ["--no-first-run", "--autoplay-policy=no-user-gesture-required", "--mute-audio"]
    command += [f"--user-data-dir={folder}", "--window-size=1280,800"]
    if os.getuid() == 0:
        command.append("--no-sandbox")
    nothing = os.open(os.devnull, os.O_WRONLY)
    child = os.posix_spawn(
        program,
        command,
        os.environ,
        # The browser wants its pipe as the files 3 and 4; each is moved away first.
        file_actions=[
            (os.POSIX_SPAWN_DUP2, nothing, 1),
            (os.POSIX_SPAWN_DUP2, nothing, 2),
            (os.POSIX_SPAWN_DUP2, read_orders, 100),
            (os.POSIX_SPAWN_DUP2, write_answers, 101),
            (os.POSIX_SPAWN_DUP2, 100, 3),
            (os.POSIX_SPAWN_DUP2, 101, 4),
            (os.POSIX_SPAWN_CLOSE, 100),
            (os.POSIX_SPAWN_CLOSE, 101),
        ],
    )
    for end in (read_orders, write_answers, nothing):
        os.close(end)
    try:
        yield Chromium(orders, answers)
    finally:
        os.kill(child, signal.SIGTERM)
        os.waitpid(child, 0)
        os.close(orders)
        os.close(answers)


# ---------------------------------------------------------------------- languages


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
_CAT = """\
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
    (folder / "pets.md").write_text(_CAT)
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
        (pets / "pets.md").write_text(_CAT)
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
