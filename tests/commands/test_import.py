"""`cuenote import`: our own annotations come back, and those of other tools come over."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands.calls import printed, run
from viewer.export.entries import entries_of
from viewer.export.tables import web_annotations
from viewer.notes.note import Note
from viewer.notes.region import Region, region_of

_ID = "dQw4w9WgXcQ"
_NOTE = f"""---
videoId: {_ID}
---

- Cables pull [0:10](https://youtu.be/{_ID}?t=10#xywh=percent:2,55,18.5,22) #bridge
- A range <a class="yt-timestamp" data-t="00:01:02">[00:01:02-00:01:20]</a>
- A *point*, 2 < 3 [0:30](https://youtu.be/{_ID}?t=30#xywh=percent:50,50,0,0)
"""
# As a player of a IIIF manifest and an image annotator write it: pixels, a canvas, several targets.
_CANVAS = "https://example.org/canvas/1"
_SADDLE = {
    "type": "TextualBody",
    "format": "text/html",
    "value": "<p>The <b>saddle</b> &amp; cable</p>",
}


def _page(*annotations: dict[str, object]) -> list[dict[str, object]]:
    items = [{"type": "Annotation", **one} for one in annotations]
    return [{"type": "AnnotationPage", "items": items}]


_MANIFEST = {
    "type": "Manifest",
    "items": [
        {
            "id": _CANVAS,
            "type": "Canvas",
            "label": {"en": ["Why bridges stand"]},
            "width": 1920,
            "height": 1080,
            "duration": 600.0,
            "items": _page(
                {
                    "motivation": "painting",
                    "body": {"id": "https://example.org/bridge.mp4", "type": "Video"},
                    "target": _CANVAS,
                }
            ),
            "annotations": _page(
                {"body": _SADDLE, "target": f"{_CANVAS}#xywh=960,540,192,108&t=12.5,20"},
                {"body": "No time", "target": f"{_CANVAS}#xywh=1,2,3,4"},
            ),
        }
    ],
}


def _made(folder: Path) -> list[Note]:
    return [Note.parse(path.read_bytes()) for path in sorted(folder.glob("*.md"))]


def test_what_was_exported_comes_back(tmp_path: Path) -> None:
    note = Note.parse(_NOTE.encode())
    file = tmp_path / "a.jsonld"
    file.write_text(web_annotations(entries_of(note, "a.md", note.times(None)).entries, "a.md"))
    folder = tmp_path / "made"
    path = Path(printed("import", file, "-o", folder).strip())
    again = Note.parse(path.read_bytes())
    assert again.video == note.video

    def told(one: Note) -> list[tuple[object, ...]]:
        return sorted(
            (time.ms, time.end_ms, region_of(one.data, cited) or ())
            for cited, time in zip(one.citations, one.times(None), strict=True)
        )

    assert told(again) == told(note)
    assert b"#bridge" in again.data
    words = [again.plain(claim.span) for claim in again.claims]
    assert words == ["Cables pull", "A point, 2 < 3", "A range"]
    other = printed("import", file, "-o", folder).strip()
    assert other != str(path)  # nothing is written over


def test_manifest_of_another_tool_comes_over(tmp_path: Path) -> None:
    file = tmp_path / "manifest.json"
    file.write_text(json.dumps(_MANIFEST))
    done = run("import", file, "-o", tmp_path / "made")
    assert done.returncode == 1
    (note,) = _made(tmp_path / "made")
    assert note.title == "Why bridges stand"
    assert note.video is not None
    assert note.video.url == "https://example.org/bridge.mp4"
    (time,) = note.times(None)
    assert (time.ms, time.end_ms) == (12_500, 20_000)
    assert region_of(note.data, note.citations[0]) == Region(50, 50, 10, 10)
    assert note.plain(note.claims[0].span) == "The saddle & cable"
    assert "Left out: “No time”. It has no time in a video." in done.stderr
    assert "1 annotation imported, 1 left out." in done.stderr


def test_pixels_need_a_size(tmp_path: Path) -> None:
    one = {
        "type": "Annotation",
        "body": [{"type": "TextualBody", "value": "Here"}],
        "target": {
            "source": "talk.mp4",
            "selector": {"type": "FragmentSelector", "value": "t=5&xywh=pixel:64,36,128,72"},
        },
    }
    file = tmp_path / "one.jsonld"
    file.write_text(json.dumps([one]))
    done = run("import", file, "-o", tmp_path / "a")
    assert (done.returncode, "the size of the picture is not known" in done.stderr) == (1, True)
    assert _made(tmp_path / "a") == []
    printed("import", file, "-o", tmp_path / "b", "--size", "640x360")
    (note,) = _made(tmp_path / "b")
    assert region_of(note.data, note.citations[0]) == Region(10, 10, 20, 20)
    assert note.video is not None
    assert note.video.path == "talk.mp4"


@pytest.mark.parametrize(
    "text", ["{", "[]", "3", '{"type": "Annotation"}', "[[[[[[[[[[[[[]]]]]]]]]]]]]"]
)
def test_what_is_none_is_said(text: str, tmp_path: Path) -> None:
    file = tmp_path / "bad.json"
    file.write_text(text)
    done = run("import", file, "-o", tmp_path)
    assert (done.returncode in (1, 3), bool(done.stderr.strip())) == (True, True)
    assert _made(tmp_path) == []
