"""PDFs of notes, read by poppler, which knows nothing of Cuenote; and the parts of notes."""

import random
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QFontDatabase, QImage, QPageLayout, QPageSize, QPdfWriter
from PySide6.QtWidgets import QApplication

from tests.media.make_video import read_number
from viewer.__main__ import main
from viewer.check.sources import Places
from viewer.export.gathering import gather
from viewer.export.note_html import Writing, note_html
from viewer.export.paper import make_paper
from viewer.notes.note import Note, Span
from viewer.ui.kit.renderer import Renderer
from viewer.ui.page.paper import print_paper

poppler = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="pdftotext (poppler-utils) is not installed"
)
_SITE = "https://www.youtube.com/watch?v=abcdefghijk"
_NOTE = f"""\
---
title: "Pets & <others>"
author: Ann Über
video: {_SITE}
---
# Pets & <others>

Cats are *soft* [0:02], the office cat most [0:03-0:04] of all; and
<a class="yt-timestamp" data-t="HH:MM:SS">[HH:MM:SS]</a> is no time.

## Dogs

- Dogs bark [0:10] #loud
  - the small ones loudest [1:02:03]
- [ ] see [the site](https://example.org/ä(b))

| Who | When |
|---|--:|
| Birds | [0:20] |
| Bees | [0:21] #loud |

## Letters

日本語 [0:30], العربية [0:31] and 😀 [0:32]

$$\\int_0^1 x^2\\,dx$$

Some $\\nosuchcommand{{x}}$ and ![a picture](gone.png) and ![far](http://127.0.0.1:9/x.png).

```
code [0:40] stays
```

See below[^why].

[^why]: Because of *that*.
"""

Export = Callable[..., Path]


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "pets.md"
    path.write_text(_NOTE, encoding="utf-8")
    return path


@pytest.fixture
def export(tmp_path: Path) -> Export:
    def export(note: Path, *more: str, is_bare: bool = False) -> Path:
        target = tmp_path / "out" / "made.pdf"
        target.parent.mkdir(exist_ok=True)
        target.unlink(missing_ok=True)
        assert main(["export", str(note), "--as", "pdf", "-o", str(target), *more]) == is_bare
        return target

    return export


def _run(*command: str | Path) -> str:
    done = subprocess.run(command, capture_output=True, check=True, encoding="utf-8")
    assert done.stderr == ""  # poppler complains here of what is wrong with a file
    return done.stdout


def _text(pdf: Path, *more: str) -> str:
    return _run("pdftotext", "-raw", *more, pdf, "-")


def _links(pdf: Path) -> list[str]:
    return [line.split()[-1] for line in _run("pdfinfo", "-url", pdf).splitlines()[1:]]


def _words(pdf: Path) -> str:
    return " ".join(_text(pdf).split())


def _in_order(text: str, parts: list[str]) -> None:
    at = 0
    for part in parts:
        found = text.find(part, at)
        assert found >= 0, f"{part!r} is not in {text[at : at + 200]!r}"
        at = found + len(part)


@poppler
def test_words_and_times_are_there_in_order_and_lead_to_the_site(
    note: Path, export: Export
) -> None:
    pdf = export(note)
    told = [
        *("Pets & <others>", "Cats are soft", "0:02", "the office cat most", "0:03–0:04"),
        *("HH:MM:SS", "Dogs", "Dogs bark", "0:10", "small ones loudest", "1:02:03"),
        *("the site", "Who", "When", "Birds", "0:20", "Bees", "0:21", "Letters", "0:30"),
        *("0:31", "and", "0:32", "\\nosuchcommand{x}", "gone.png", "far", "code [0:40] stays"),
        *("See below", "why", "why Because of that."),
    ]
    _in_order(_words(pdf), told)
    seconds = [2, 3, 10, 3723, 20, 21, 30, 31, 32]
    links = _links(pdf)
    assert links[0] == _SITE  # what it is about
    assert [link for link in links if "&t=" in link] == [f"{_SITE}&t={each}" for each in seconds]
    assert "https://example.org/%C3%A4%28b%29" in links
    said = _run("pdfinfo", pdf)
    assert re.search(r"Title: +Pets & <others>\n", said)
    assert re.search(r"Author: +Ann Über\n", said)
    assert all(" yes " in line for line in _run("pdffonts", pdf).splitlines()[2:])  # embedded
    assert _text(pdf).rstrip().endswith("\n1")  # the page's number
    assert " smask " in _run("pdfimages", "-list", pdf)  # of the formula


@poppler
@pytest.mark.usefixtures("qapp")
def test_letters_are_those_of_the_note(tmp_path: Path, export: Export) -> None:
    if "DejaVu Sans" not in QFontDatabase.families():
        pytest.skip("needs fonts-dejavu-core: of Inter alone, Qt's PDF tells other letters")
    path = tmp_path / "letters.md"
    text = "Office flow: a->b, 1–2, ½, “so”, ‘x’, Ωmega, Жук, x² €, (1:02) 3x4"
    path.write_text(text + "\n", encoding="utf-8")
    assert text in _words(export(path))


@pytest.mark.all_only
def test_frames_that_cannot_be_had_are_counted(
    note: Path, export: Export, capsys: pytest.CaptureFixture[str]
) -> None:
    export(note, "--frames", is_bare=True)
    said = capsys.readouterr().err.strip()
    where, said = said.splitlines()
    assert f"in the vault {note.parent};" in where
    assert said == "9 timestamps have no picture: their videos are not on this computer."
    export(note)
    assert capsys.readouterr().err.strip() == ""


@poppler
@pytest.mark.parametrize(("language", "size"), [("en_US", "612 x 792"), ("de_DE", "595 x 842")])
def test_page_is_that_of_the_country(
    language: str, size: str, note: Path, export: Export, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LANG", "LC_MEASUREMENT"):
        monkeypatch.setenv(name, f"{language}.UTF-8")
    assert f"Page size:       {size} pts" in _run("pdfinfo", export(note))


@poppler
def test_part_with_a_tag_has_its_headings(note: Path, export: Export) -> None:
    words = _words(export(note, "--tag", "loud"))
    _in_order(words, ["Pets & <others>", "Dogs", "Dogs bark", "0:10", "Who", "Bees", "0:21"])
    for gone in ("Cats", "small ones", "Birds", "Letters", "code", "the site"):
        assert gone not in words


@poppler
def test_frames_are_those_of_the_moments(
    tmp_path: Path, numbered_video: Path, export: Export
) -> None:
    path = tmp_path / "film (1).md"
    text = "# Film\n\nOne [0:02], two [0:05] and again [0:02].\n\n| A |\n|---|\n| three [0:07] |\n"
    path.write_text(f"---\nvideo: {numbered_video}\n---\n{text}")
    pdf = export(path, "--frames")
    _run("pdfimages", "-png", pdf, pdf.with_suffix(""))
    pictures = [QImage(str(each)) for each in sorted(pdf.parent.glob("made-*.png"))]
    assert [read_number(each) for each in pictures if each.width() > 9] == [60, 150, 210]
    link = f"cuenote://open?note={tmp_path}/film%20%281%29.md&t="
    links = _links(pdf)
    # Of the words, and beside each frame.
    assert sorted(links) == sorted(f"{link}{each}" for each in (2, 2, 2, 5, 5, 7, 7))
    assert _links(export(path)) == [f"{link}{each}" for each in (2, 5, 2, 7)]  # without frames


@poppler
@pytest.mark.parametrize("dpi", ["96", "72"])  # of a screen, as macOS has it, too
def test_no_heading_is_alone_at_the_end_of_a_page(
    dpi: str, tmp_path: Path, export: Export, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QT_FONT_DPI", dpi)
    rng = random.Random(7)
    parts = ["# Book\n"]
    for number in range(120):
        parts += [f"## Heading {number}\n", "### Below\n"][: rng.choice((1, 2))]
        lines = (f"Line {line} of {number} [0:{number % 60:02}].\n" for line in range(9))
        parts += list(lines)[: rng.randrange(1, 9)]
    path = tmp_path / "book.md"
    path.write_text("\n".join(parts))
    pdf = export(path)
    pages = _text(pdf).split("\f")[:-1]
    assert len(pages) > 10
    for number, page in enumerate(pages):
        *lines, foot = page.rstrip().splitlines()
        assert foot == str(number + 1)
        assert lines[-1].startswith("Line ")


@poppler
def test_frame_is_on_the_page_of_its_words(
    tmp_path: Path, numbered_video: Path, export: Export
) -> None:
    lines = [f"- Claim {n} <br/>of many [0:{n % 20:02}]" for n in range(60)]
    path = tmp_path / "frames.md"
    path.write_text(f"---\nvideo: {numbered_video}\n---\n" + "\n".join(lines))
    pdf = export(path, "--frames")
    for number, page in enumerate(_text(pdf).split("\f")[:-1]):
        listed = _run("pdfimages", "-list", "-f", str(number + 1), "-l", str(number + 1), pdf)
        frames = re.findall(r"image +480 +270 ", listed)
        assert len(frames) == page.count("Claim") == page.count("\nof many")


@poppler
def test_picture_of_the_note_fits_on_a_page(tmp_path: Path, export: Export) -> None:
    image = QImage(300, 4_000, QImage.Format.Format_RGB32)
    image.fill(0xFF0000)
    image.save(str(tmp_path / "tall.png"))
    path = tmp_path / "tall.md"
    path.write_text("# Tall\n\n![](tall.png)\n\nBelow.\n")
    pdf = export(path)
    assert "Pages:           1\n" in _run("pdfinfo", pdf)
    assert len(re.findall(r"^ +1 .* image ", _run("pdfimages", "-list", pdf), re.MULTILINE)) == 1


@pytest.mark.all_only
@poppler
def test_long_table_repeats_its_head_and_loses_no_row(tmp_path: Path, export: Export) -> None:
    rows = [f"| row {n} | [{n // 60}:{n % 60:02}] |" for n in range(1_500)]
    path = tmp_path / "rows.md"
    path.write_text("| What | When |\n|---|---|\n" + "\n".join(rows) + "\n\nBehind it.\n")
    text = _text(export(path))
    assert re.findall(r"row (\d+)", text) == [str(n) for n in range(1_500)]
    pages = text.split("\f")[:-1]
    assert len(pages) > 20
    assert all("What When" in page for page in pages if "row" in page)
    assert "Behind it." in pages[-1]


@pytest.mark.all_only
@poppler
def test_no_head_of_a_table_is_on_a_page_without_a_row(tmp_path: Path, qapp: QApplication) -> None:
    path = tmp_path / "t.md"
    path.write_text("\n".join(["| Head |", "|---|", *["| row |"] * 12, "\nBehind it."]))
    content = gather([(path, "t.md", Places())], "t")
    paper = make_paper(content.notes[0], {}, with_frames=False)
    for more in range(60):  # in one of them the table ends where the page does
        pdf = tmp_path / f"{more}.pdf"
        writer = QPdfWriter(str(pdf))
        size = QPageSize(QSizeF(400, 270 + more), QPageSize.Unit.Point)
        writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF()))
        print_paper(paper, Renderer(qapp), writer, lambda: None)
        del writer
        for page in _text(pdf).split("\f")[:-1]:
            assert page.count("Head") == ("row" in page), more


def test_disk_that_is_full(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    resource = pytest.importorskip("resource", reason="there are no limits of files on Windows")
    path = tmp_path / "note.md"
    path.write_text("Cats [0:02].\n")
    # Python would keep half of what it compiles meanwhile, and every later run would fail by it.
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4_096, before[1]))
    try:
        assert main(["export", str(path), "--as", "pdf", "-o", str(tmp_path / "note.pdf")]) != 0
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert "The PDF can't be created: File too large." in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "export: no timestamps were found"),
        ("---\ntitle: Empty\n---\n", "export: no timestamps were found"),
        ("%% hidden %%\n", "print"),
        ("\n\n", "export: no timestamps were found"),
    ],
)
def test_empty_note_is_said_in_a_sentence(
    text: str, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, target = tmp_path / "empty.md", tmp_path / "empty.pdf"
    path.write_text(text)
    assert main(["export", str(path), "--as", "pdf", "-o", str(target)]) == 1
    assert f"othing to {words}." in capsys.readouterr().err
    assert sorted(tmp_path.iterdir()) == [path]


def test_what_cannot_be_written_is_said_and_nothing_is_written_over(
    note: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", str(note), "--as", "pdf", "-o", str(tmp_path / "no" / "x.pdf")]) == 1
    assert "No such file or directory" in capsys.readouterr().err
    assert main(["export", str(note), "--as", "pdf", "-o", str(note)]) == 1
    assert "already exists" in capsys.readouterr().err
    assert note.read_text("utf-8") == _NOTE


@poppler
def test_vault_gives_a_pdf_for_each_note(note: Path, tmp_path: Path) -> None:
    vault = tmp_path / "vault"
    for name in ("a/one.md", "b/one.md", "b/two.md"):
        (vault / name).parent.mkdir(parents=True, exist_ok=True)
        (vault / name).write_text(f"# In {name}\n\nWords without a time.\n")
    out = tmp_path / "out"
    assert main(["export", str(vault), "--as", "pdf", "-o", f"{out}/"]) == 0
    made = sorted(out.iterdir())
    assert [each.name for each in made] == ["one 2.pdf", "one.pdf", "two.pdf"]
    heads = sorted(_words(each)[3:11] for each in made)
    assert heads == ["a/one.md", "b/one.md", "b/two.md"]


@poppler
@pytest.mark.all_only
def test_real_notes(corpus_notes: list[Path], export: Export, rng: random.Random) -> None:
    for path in rng.sample(corpus_notes, 4):
        note = Note.parse(path.read_bytes())
        pdf = export(path)
        # Without the feet of pages, for a claim may go on on the next one.
        text = "".join(re.sub(r"\n\d+\s*\f", "\n", _text(pdf)).split())
        spans = [one.span for one in note.claims]
        # Formulas are set.
        spans = [one for one in spans if b"$" not in note.data[one.start : one.end]]
        for claim in note.plain.each(spans):
            assert "".join(claim.split())[:24] in text, path
        links = {int(link.rpartition("=")[2]) for link in _links(pdf) if "&t=" in link}
        # One link leads to a range, that to its start.
        cited = zip(note.citations, note.times(None), strict=True)
        assert links == {
            time.ms // 1000 for one, time in cited if time.ms is not None and not one.ends_range
        }


def test_part_of_a_note_keeps_what_holds_it() -> None:
    text = "# A\n\nintro\n\n## B\n\n- one\n  - two\n\n    > three\n- four\n\n## C\n\nfive\n"

    def part(word: str) -> str:
        at = text.index(word)
        areas = [Span(at, at + len(word))]
        shown = note_html(Note.parse(text.encode()), str, Writing(areas=areas))
        return " ".join(re.sub(r"<.*?>", " ", shown).split())

    assert part("two") == "A B one two"
    assert part("three") == "A B one two three"
    assert part("four") == "A B four"
    assert part("five") == "A C five"
    assert part("intro") == "A intro"
    assert part("B") == "A B"
