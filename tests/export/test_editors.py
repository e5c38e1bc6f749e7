import xml.etree.ElementTree as ET
from fractions import Fraction
from pathlib import Path

import pytest

from viewer.__main__ import main
from viewer.base.errors import ViewerError
from viewer.export.editors import (
    Cut,
    Footage,
    cuts_of,
    editor_rate,
    frame_at,
    write_edl,
    write_fcpxml,
    write_otio,
)
from viewer.export.entries import entries_of
from viewer.notes.note import Note

otio = pytest.importorskip("opentimelineio", reason="it has no wheel for this Python")
_ADAPTERS = {"otio": "otio_json", "fcpxml": "fcpx_xml", "edl": "cmx_3600"}


def _cuts(text: str, duration_ms: int | None = None) -> list[Cut]:
    note = Note.parse(text.encode())
    key = "dQw4w9WgXcQ"
    entries = entries_of(note, "a.md", note.times(duration_ms)).entries
    return cuts_of(entries, {key: duration_ms})


_TEXT = (
    "---\nvideoId: dQw4w9WgXcQ\n---\n"
    "- Later [00:01:40]\n- First [00:00:10-00:00:12]\n- The same moment [00:01:40]\n"
    "- Near the end [00:01:58]\n"
)


def test_cuts_are_in_time_order_and_end_where_the_next_begins() -> None:
    cuts = _cuts(_TEXT, 120_000)
    assert [(cut.start_ms, cut.end_ms, cut.entry.text) for cut in cuts] == [
        (10_000, 12_000, "First"),
        (100_000, 118_000, "Later"),
        (118_000, 120_000, "Near the end"),
    ]
    assert _cuts(_TEXT)[-1].end_ms == 118_000 + 30_000


@pytest.mark.parametrize("rate", [Fraction(25), Fraction(30), Fraction(30_000, 1_001)])
def test_frame_is_the_first_at_or_after_the_moment(rate: Fraction) -> None:
    times = [-(-1000 * number * rate.denominator // rate.numerator) for number in range(5_000)]
    for number, ms in enumerate(times):
        assert frame_at(ms, rate) == number
        assert frame_at(ms + 1, rate) == number + 1


_NTSC = Fraction(30_000, 1_001)
_WRITERS = {"otio": write_otio, "fcpxml": write_fcpxml, "edl": write_edl}


@pytest.mark.parametrize(
    ("format_", "rate"),
    # Its adapter reads 29.97 of FCPXML as 29: see the next test.
    [
        *(("otio", Fraction(25)), ("otio", _NTSC), ("fcpxml", Fraction(25))),
        *(("edl", Fraction(25)), ("edl", _NTSC)),
    ],
)
@pytest.mark.filterwarnings("ignore:Testing an element's truth value")  # of the adapter
def test_timeline_is_read_again(format_: str, rate: Fraction, tmp_path: Path) -> None:
    cuts = _cuts(_TEXT, 120_000)
    footage = {"dQw4w9WgXcQ": Footage(tmp_path / "talk.mp4", rate, 120_000)}
    text = _WRITERS[format_](cuts, footage, "Talk")
    options = {"rate": float(rate)} if format_ == "edl" else {}
    read = otio.adapters.read_from_string(text, _ADAPTERS[format_], **options)
    if not isinstance(read, otio.schema.Timeline):
        read = next(each for each in read if isinstance(each, otio.schema.Timeline))
    sounds = [list(track.find_clips()) for track in read.audio_tracks()]
    assert sounds or format_ == "fcpxml"  # there it is in the asset
    for track in sounds:
        assert [clip.source_range for clip in track] == [
            clip.source_range for clip in read.video_tracks()[0].find_clips()
        ]
    clips = list(read.video_tracks()[0].find_clips())
    if format_ == "edl":
        assert {clip.name for clip in clips} == {"talk.mp4"}
        said = [clip.metadata["cmx_3600"]["comments"] for clip in clips]
        assert [one[-1] for one in said] == [f"COMMENT: {cut.entry.text}" for cut in cuts]
    else:
        assert [clip.name for clip in clips] == ["First", "Later", "Near the end"]
    for clip, cut in zip(clips, cuts, strict=True):
        span = clip.source_range
        start = span.start_time.rescaled_to(float(rate)).value
        assert round(start) == frame_at(cut.start_ms, rate)
        length = span.duration.rescaled_to(float(rate)).value
        assert round(length) == frame_at(cut.end_ms, rate) - frame_at(cut.start_ms, rate)


def test_edl_is_what_editors_take(tmp_path: Path) -> None:
    cuts = _cuts(_TEXT, 120_000)
    known = Footage(tmp_path / "my talk.mp4", _NTSC, 120_000)
    text = write_edl(cuts, {"dQw4w9WgXcQ": known}, "My talk")
    lines = text.split("\r\n")
    assert lines[:4] == [
        "TITLE: My talk",
        "FCM: NON-DROP FRAME",
        "",
        "001  MYTALK   AA/V  C        00:00:10:00 00:00:12:00 01:00:00:00 01:00:02:00",
    ]
    assert lines[4:6] == ["* FROM CLIP NAME: my talk.mp4", "* COMMENT: First"]
    silent = write_edl(cuts, {"dQw4w9WgXcQ": known._replace(has_sound=False)}, "My talk")
    assert "AA/V" not in silent
    assert "  V     C  " in silent
    with pytest.raises(ViewerError, match="999 cuts at most"):
        write_edl(cuts[:1] * 1_000, {}, "Many")


@pytest.mark.parametrize(
    ("rate", "wanted"),
    [
        (Fraction(25), Fraction(25)),
        (Fraction(2997, 100), _NTSC),
        (Fraction(15), Fraction(30)),
        (Fraction(25, 2), Fraction(25)),
        (Fraction(1, 2), Fraction(24)),
        (Fraction(298, 10), Fraction(30_000, 1_001)),
        (Fraction(120), Fraction(60)),
        (None, Fraction(25)),
    ],
)
def test_rate_is_one_that_editors_take(rate: Fraction | None, wanted: Fraction) -> None:
    assert editor_rate(rate) == wanted


def test_fcpxml_times_are_exact(tmp_path: Path) -> None:
    cuts = _cuts(_TEXT, 120_000)
    footage = {"dQw4w9WgXcQ": Footage(tmp_path / "talk.mp4", _NTSC, 120_000)}
    root = ET.fromstring(write_fcpxml(cuts, footage, "Talk"))
    at = Fraction(0)
    for clip, cut in zip(root.iter("asset-clip"), cuts, strict=True):
        assert Fraction(clip.attrib["offset"].rstrip("s")) == at
        start = Fraction(clip.attrib["start"].rstrip("s"))
        assert start == frame_at(cut.start_ms, _NTSC) / _NTSC
        at += Fraction(clip.attrib["duration"].rstrip("s"))
    assert at * _NTSC == sum(
        frame_at(cut.end_ms, _NTSC) - frame_at(cut.start_ms, _NTSC) for cut in cuts
    )


def test_command_counts_frames_at_the_rate_of_the_file(
    tmp_path: Path, numbered_video: Path
) -> None:
    note = tmp_path / "a.md"
    note.write_text(f"---\nvideo: {numbered_video}\n---\n- One [00:00:02-00:00:05]\n")
    target = tmp_path / "a.otio"
    assert main(["export", str(note), "--as", "otio", "-o", str(target)]) == 0
    read = otio.adapters.read_from_file(str(target))
    clip = next(iter(read.video_tracks()[0].find_clips()))
    assert len(read.audio_tracks()) == 1
    assert clip.source_range.start_time == otio.opentime.RationalTime(60, 30)
    assert clip.source_range.duration == otio.opentime.RationalTime(90, 30)
    assert clip.media_reference.target_url == numbered_video.as_uri()
