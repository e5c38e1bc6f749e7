import csv
import io
import json
import re
from html import unescape
from itertools import pairwise
from pathlib import Path
from typing import Any

import pysubs2
import pytest
import webvtt

from viewer.__main__ import main
from viewer.check.sources import Places
from viewer.export.choice import Choice
from viewer.export.entries import Footage, cuts_of
from viewer.export.gathering import gather
from viewer.export.text_formats import TEXT_FORMATS, ChapterLine, youtube
from viewer.media.caption_formats import read_captions
from viewer.notes.note import Note

_NOTE = """\
---
title: "Cats, dogs & <birds>"
videoId: dQw4w9WgXcQ
---

## Cats

- Cats & 1 < 2 are --> soft [00:00:10-00:00:14]
- =SUM(1) is no formula #sum [00:01:30]

## Dogs

- Dogs bark, “loudly” [00:02:00] and again [99:00:00]

## Birds

- Birds sing; a=b #sum [00:02:04]
"""


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "pets.md"
    path.write_text(_NOTE)
    return path


def _export(note: Path, format_: str, *more: str) -> Path:
    """Export a note to a file by the command; the note has one time past every end."""
    target = note.parent / f"out.{format_}"
    library = note.parent / "library"
    arguments = [str(note), "--as", format_, "-o", str(target), "--library", str(library), *more]
    assert main(["export", *arguments]) in (0, 1)
    return target


def test_webvtt_is_read_by_others_and_by_us(note: Path) -> None:
    target = _export(note, "vtt")
    cues = list(webvtt.read(target))
    assert [(cue.start, cue.end) for cue in cues][:2] == [
        ("00:00:10.000", "00:00:14.000"),
        ("00:01:30.000", "00:01:33.000"),
    ]
    # `webvtt-py` leaves escapes as they are.
    assert cues[0].text == "Cats &amp; 1 &lt; 2 are → soft"
    # Until the next claim, four seconds later, though three would do to read it.
    assert cues[2].end == "00:02:03.000"
    ours = read_captions(target)
    assert next((cue.start_ms, cue.end_ms, cue.text) for cue in ours.cues) == (
        10_000,
        14_000,
        "Cats & 1 < 2 are → soft",
    )


def test_srt_is_read_by_others(note: Path) -> None:
    events = pysubs2.load(str(_export(note, "srt"))).events
    assert [(event.start, event.end) for event in events][:2] == [
        (10_000, 14_000),
        (90_000, 93_000),
    ]
    assert events[1].plaintext == "=SUM(1) is no formula #sum"


def test_chapters_for_youtube_follow_its_rules(
    note: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = _export(note, "youtube").read_text()
    assert text == "0:00 Start\n0:10 Cats\n2:00 Dogs\n"
    assert "ten seconds" in capsys.readouterr().err
    text = _export(note, "youtube", "--claims", "--force").read_text()
    assert text.splitlines()[:3] == [
        *("0:00 Start", "0:10 Cats & 1 < 2 are --> soft", "1:30 =SUM(1) is no formula #sum")
    ]
    text, problems = youtube([ChapterLine(3_000, "One"), ChapterLine(15_000, "Two")])
    assert text == "0:00 One\n0:15 Two\n"
    assert problems == ["YouTube shows chapters only if there are three or more."]


def test_csv_is_a_table_without_formulas(note: Path) -> None:
    with _export(note, "csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [row["start_ms"] for row in rows] == ["10000", "90000", "120000", "5940000", "124000"]
    assert rows[1]["text"] == "'=SUM(1) is no formula #sum"
    assert rows[1]["tags"] == "sum"
    assert rows[0]["end"] == "0:14"
    assert rows[0]["link"] == "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=10"


def test_json_lines_hold_every_citation_as_it_is(note: Path) -> None:
    lines = [json.loads(line) for line in _export(note, "jsonl").read_text().splitlines()]
    assert len(lines) == 5
    assert lines[1]["text"] == "=SUM(1) is no formula #sum"
    assert (lines[0]["start_ms"], lines[0]["end_ms"]) == (10_000, 14_000)


def test_annotations_are_those_of_the_model(note: Path) -> None:
    # Section 3 of https://www.w3.org/TR/annotation-model/.
    anchor = '<a class="yt-timestamp" data-t="00:00:07" data-xywh="percent:2,55,18.5,22">[7]</a>'
    note.write_text(f"{_NOTE}- Seen {anchor}\n")
    page = json.loads(_export(note, "jsonld").read_text())
    assert (page["@context"], page["type"]) == (
        *("http://www.w3.org/ns/anno.jsonld", "AnnotationPage"),
    )
    ids = [item.pop("id") for item in page["items"]]
    assert all(re.fullmatch("urn:uuid:[0-9a-f-]{36}", one) for one in {*ids, page["id"]})
    assert len(set(ids)) == len(ids) == 6
    fragments = [item["target"]["selector"]["value"] for item in page["items"]]
    assert fragments[:2] == ["t=10,14", "t=90"]
    assert fragments[-1] == "xywh=percent:2,55,18.5,22&t=7"
    assert page["items"][1] == {
        "type": "Annotation",
        "motivation": "describing",
        "body": [
            {"type": "TextualBody", "value": "=SUM(1) is no formula #sum", "format": "text/plain"},
            {"type": "TextualBody", "purpose": "tagging", "value": "sum"},
        ],
        "target": {
            "type": "SpecificResource",
            "source": "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
            "selector": {
                "type": "FragmentSelector",
                "conformsTo": "http://www.w3.org/TR/media-frags/",
                "value": "t=90",
            },
        },
    }


def test_labels_are_in_seconds_and_in_order(note: Path) -> None:
    lines = _export(note, "audacity").read_text("utf-8").splitlines()
    assert lines[0] == "10.000\t14.000\tCats & 1 < 2 are --> soft"
    assert [line.split("\t")[0] for line in lines[1:]] == [
        *("90.000", "120.000", "124.000", "5940.000")
    ]


def test_markdown_is_read_as_the_same_citations(note: Path) -> None:
    made = Note.parse(_export(note, "markdown").read_bytes())
    times = [time.ms for time in made.times(None)]
    assert times == [10_000, 90_000, 120_000, 5_940_000, 124_000]
    assert made.plain.of(made.claims[0].span).endswith("Cats & 1 < 2 are --> soft")


def test_only_what_is_wanted_is_exported(note: Path) -> None:
    lines = _export(note, "jsonl", "--tag", "#sum", "--words", "BIRDS").read_text().splitlines()
    assert [json.loads(line)["start_ms"] for line in lines] == [124_000]


def test_notes_that_cannot_have_a_tag_are_not_parsed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, words in (("a", "#Big/one"), ("b", "#bigger"), ("c", "big"), ("d", "#in\\_two")):
        (tmp_path / f"{name}.md").write_text(f"- Words {words} [0:10]\n", "utf-8")
    parsed, parse = [], Note.parse

    def counted(data: bytes, **more: Any) -> Note:
        parsed.append(data)
        return parse(data, **more)

    monkeypatch.setattr(Note, "parse", counted)

    def found(tag: str) -> str:
        parsed.clear()
        main(["export", str(tmp_path), "--as", "csv", "--tag", tag])
        return "".join(line[0] for line in capsys.readouterr().out.splitlines()[1:])

    assert found("#BIG") == "a"
    assert all(b"#" in data for data in parsed)
    assert found("in_two") == "d"
    assert len({*parsed}) == 1
    assert found("none") == ""
    assert parsed == []


def test_a_vault_has_a_file_for_each_note_and_one_table(tmp_path: Path) -> None:
    vault = tmp_path / "vault"
    for folder in ("a", "b"):
        (vault / folder).mkdir(parents=True)
        (vault / folder / "same.md").write_text(_NOTE)
    (vault / "empty.md").write_text("Nothing is cited.")
    assert main(["export", str(vault), "--as", "vtt", "-o", f"{tmp_path}/out/"]) == 0
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["same 2.vtt", "same.vtt"]
    assert main(["export", str(vault), "--as", "csv", "-o", f"{tmp_path}/all.csv"]) == 0
    with (tmp_path / "all.csv").open(newline="") as file:
        assert {row["note"] for row in csv.DictReader(file)} == {"a/same.md", "b/same.md"}


def test_a_note_about_several_videos_has_a_file_for_each(tmp_path: Path) -> None:
    note = tmp_path / "two.md"
    note.write_text(
        "- One [0:10](https://youtu.be/aaaaaaaaaaa?t=10)\n"
        "- Two [0:20](https://youtu.be/bbbbbbbbbbb?t=20)\n"
    )
    assert main(["export", str(note), "--as", "srt", "-o", f"{tmp_path}/out/"]) == 0
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["two.aaaaaaaaaaa.srt", "two.bbbbbbbbbbb.srt"]


def test_long_claim_is_shown_in_parts_and_a_heading_makes_way(tmp_path: Path) -> None:
    words = " ".join(f"word{n:02}" for n in range(30))
    path = tmp_path / "long.md"
    path.write_text(
        f"# T\n\n## Part one [0:10-5:00]\n\n- {words} [0:10-0:40]\n- Then [0:40]\n\n"
        "## Part two [1:00-9:00]\n\n- Last [1:30]\n"
    )
    events = pysubs2.load(str(_export(path, "srt"))).events
    shown = [(event.start, event.end, event.plaintext) for event in events]
    parts = [one for one in shown if one[2].startswith("word")]
    assert " ".join(text.replace("\n", " ") for _, _, text in parts) == words
    assert (parts[0][0], parts[-1][1]) == (10_000, 40_000)
    assert all(one[1] == two[0] for one, two in pairwise(parts))
    assert min(end - start for start, end, _ in parts) > 5_000
    assert [text for _, _, text in shown[len(parts) :]] == ["Then", "Part two", "Last"]
    assert (shown[-2][0], shown[-2][1]) == (60_000, 90_000)  # not over what is claimed below it


def test_every_format_takes_real_notes(corpus_notes: list[Path], tests_all: bool) -> None:
    # Some of them, spread over all: the foreign readers need 30 ms for a note.
    count = 150 if tests_all else 10
    for path in corpus_notes[:: max(1, len(corpus_notes) // count)]:
        content = gather([(path, path.name, Places())], path.stem)
        for format_ in TEXT_FORMATS:
            plan = format_.plan(content, Choice())
            for document in plan.files:
                if format_.id == "vtt":
                    read = webvtt.from_string(document.text)
                    assert len(read) == document.text.count(" --> ")
                    assert all(len(cue.lines) <= 2 for cue in read)
                    assert all(len(unescape(line)) <= 42 for cue in read for line in cue.lines)
                elif format_.id == "srt":
                    events = pysubs2.SSAFile.from_string(document.text, format_="srt").events
                    assert len(events) == document.text.count(" --> ")
                elif format_.id == "csv":
                    assert len(list(csv.DictReader(io.StringIO(document.text)))) == plan.size
                elif format_.id == "jsonl":
                    assert all(json.loads(line) for line in document.text.splitlines())
                elif format_.id == "jsonld":
                    assert len(json.loads(document.text)["items"]) == plan.size


def test_cuts_are_in_time_order_and_end_where_the_next_begins(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        "---\nvideoId: dQw4w9WgXcQ\n---\n"
        "- Later [00:01:40]\n- First [00:00:10-00:00:12]\n- The same moment [00:01:40]\n"
        "- Near the end [00:01:58]\n"
    )
    (note,) = gather([(path, "a.md", Places())], "a").notes
    footage = {"dQw4w9WgXcQ": Footage(duration_ms=120_000)}
    assert [(cut.start_ms, cut.end_ms, cut.entry.text) for cut in cuts_of(note, footage)] == [
        (10_000, 12_000, "First"),
        (100_000, 118_000, "Later"),
        (118_000, 120_000, "Near the end"),
    ]
    assert cuts_of(note, {})[-1].end_ms == 118_000 + 30_000
