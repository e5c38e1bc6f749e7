import random

import pytest

from viewer.notes.convert import convert
from viewer.notes.edit import Change
from viewer.notes.forms.every import ANCHOR, FORMS, form_named
from viewer.notes.forms.form import Wanted
from viewer.notes.marking import add_region, set_region
from viewer.notes.model import VideoRef
from viewer.notes.note import Note
from viewer.notes.ranges import set_range, without_end
from viewer.notes.region import Region, region_of
from viewer.notes.retime import cite, retime, shift_times

_WRITTEN = "percent:12,30,25.5,20"
_REGION = Region(12, 30, 25.5, 20)
_ID = "dQw4w9WgXcQ"
_WITH_REGION = (
    f'<a class="yt-timestamp" data-t="00:01:02" data-xywh="{_WRITTEN}">[00:01:02]</a>',
    f'<a class="yt-timestamp" data-xywh="{_WRITTEN}" data-t="00:01:02">[00:01:02]</a>',
    f"<a class='yt-timestamp' data-t='00:01:02' data-xywh='{_WRITTEN}'>[00:01:02]</a>",
    f"[1:02](https://www.youtube.com/watch?v={_ID}&t=62#xywh={_WRITTEN})",
    f"[1:02](talk.mp4#t=62&xywh={_WRITTEN})",
    f"[1:02](talk.mp4#t=62,70&xywh={_WRITTEN})",
    f"[1:02](talk.mp4#xywh={_WRITTEN}&t=62)",
    "[1:02](talk.mp4#t=62&xywh=percent%3A12%2C30%2C25.5%2C20)",
    f"[words](talk.mp4#t=62&xywh={_WRITTEN})",
    f"[[talk.mp4#t=1:02&xywh={_WRITTEN}|1:02]]",
    f"[1:02](#t=1:02&xywh={_WRITTEN})",
    f"<https://www.youtube.com/watch?v={_ID}&t=62#xywh={_WRITTEN}>",
    f"[[video:talk.mp4#00:01:02&xywh={_WRITTEN}][00:01:02]]",
)


def _note(markup: str) -> Note:
    return Note.parse(f"---\nvideoId: {_ID}\n---\n\n- A claim {markup} and more.\n".encode())


def _regions(note: Note) -> list[Region]:
    found = (region_of(note.data, one) for one in note.citations)
    return [region for region in found if region is not None]


def _changed(note: Note, change: Change | None) -> Note:
    return note.with_data(change.apply(note.data))


@pytest.mark.parametrize("markup", _WITH_REGION)
def test_region_is_read_changed_and_taken_away_alone_in_every_form(markup: str) -> None:
    note = _note(markup)
    assert [time.ms for time in note.times(None)] == [62_000]
    assert _regions(note) == [_REGION]
    point = Region(1, 2.25, 0, 0)
    moved = _changed(note, set_region(note, 0, point))
    assert _regions(moved) == [point]
    assert moved.times(None) == note.times(None)
    assert b"percent:1,2.25,0,0" in moved.data
    bare = _changed(note, set_region(note, 0, None))
    assert b"xywh" not in bare.data
    assert bare.times(None) == note.times(None)
    again = _changed(bare, set_region(bare, 0, _REGION))
    assert _regions(again) == [_REGION]
    assert _changed(again, set_region(again, 0, None)).data == bare.data


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_what_is_written_fresh_is_read_again_or_refused(form: object) -> None:
    form = form_named(form.id)  # type: ignore[attr-defined]
    video = VideoRef(path="talk.mp4") if form.id in ("wiki", "org") else VideoRef(video_id=_ID)
    wanted = Wanted(62_000, None, video, _REGION)
    if form.why_not(wanted):
        assert not form.holds_region
        assert "mark" in form.why_not(wanted)
        return
    note = _note(form.write(wanted))
    assert _regions(note) == [_REGION]
    assert note.citations[0].syntax is form


@pytest.mark.parametrize(
    "value",
    [
        "pixel:12,30,25,20",
        "12,30,25,20",
        "percent:12,30,25",
        "percent:12,30,25,20,7",
        "percent:-1,30,25,20",
        "percent:a,b,c,d",
        "",
    ],
)
def test_what_is_no_region_of_percents_is_left_alone(value: str) -> None:
    markup = f'<a class="yt-timestamp" data-t="00:01:02" data-xywh="{value}">[00:01:02]</a>'
    note = _note(markup)
    assert [time.ms for time in note.times(None)] == [62_000]
    assert _regions(note) == []
    after = _changed(note, retime(note, note.citations[0], 65_000))
    assert f'data-xywh="{value}"'.encode() in after.data


def test_bracket_becomes_an_anchor_and_one_of_several_is_refused() -> None:
    note = _note("[00:01:02-00:01:30]")
    marked = _changed(note, set_region(note, 0, _REGION))
    assert marked.citations[0].syntax is ANCHOR
    assert (marked.times(None)[0].ms, marked.times(None)[0].end_ms) == (62_000, 90_000)
    several = _note("[00:01:02, 00:03:00]")
    assert set_region(several, 0, _REGION) is None
    assert set_region(several, 0, None) is None


@pytest.mark.parametrize("markup", [*_WITH_REGION, "[00:01:02]", "[00:01:02, 00:03:00]"])
def test_second_region_has_a_timestamp_of_its_own_in_the_same_claim(markup: str) -> None:
    note = _note(markup)
    more = _changed(note, add_region(note, 0, Region(1, 2, 3, 4)))
    assert Region(1, 2, 3, 4) in _regions(more)
    assert len(more.citations) == len(note.citations) + 1
    assert len(more.claims[0].citations) == len(note.claims[0].citations) + 1


def test_new_timestamp_written_like_others_has_no_region() -> None:
    for markup in _WITH_REGION:
        note = _note(markup)
        more = _changed(note, cite(note, len(note.data) - 1, 125_000))
        assert len(_regions(more)) == 1


def test_region_outside_the_picture_is_told_and_cut() -> None:
    assert Region(90, 90, 10, 10).is_inside
    assert not Region(90, 90, 20, 5).is_inside
    assert Region(90, 120, 20, 5).inside() == Region(90, 100, 10, 0)
    assert Region.between(110, 20, 50, -5) == Region(50, 0, 50, 20)
    assert Region(5, 5, 10, 10).moved(-20, 200) == Region(0, 90, 10, 10)
    assert Region(50, 50, 10, 10).sized(100, -20) == Region(50, 50, 50, 0)


@pytest.mark.parametrize(
    ("region", "words"),
    [
        (Region(70, 0, 12, 22), "upper right, 12 by 22 percent"),
        (Region(40, 40, 20, 20), "centre, 20 by 20 percent"),
        (Region(0, 90, 0.25, 3), "lower left, 0.25 by 3 percent"),
        (Region(50, 95, 0, 0), "point, lower centre"),
    ],
)
def test_place_is_said_in_words(region: Region, words: str) -> None:
    assert region.words == words


def test_chains_of_edits_keep_every_region_or_refuse(tests_all: bool, rng: random.Random) -> None:
    for _ in range(1_000 if tests_all else 200):
        chosen = rng.sample(_WITH_REGION, 2)
        note = Note.parse(
            f"---\nvideoId: {_ID}\n---\n\n# T\n\n- One {chosen[0]}.\n- Two {chosen[1]}.\n".encode()
        )
        if len(note.citations) != 2:
            continue
        before = note
        undo: list[Change] = []
        for _ in range(rng.randint(1, 5)):
            index = rng.randrange(len(note.citations))
            cited = note.citations[index]
            ms = rng.randrange(0, 7_000_000, 1000)
            change: Change | None
            match rng.randrange(6):
                case 0:
                    change = retime(note, cited, ms)
                case 1:
                    change = set_range(note, index, ms, ms + 5_000, None)
                case 2:
                    change = without_end(note, index)
                case 3:
                    change = shift_times(note, note.citations, rng.randrange(-90_000, 90_000))
                case 4:
                    change = convert(note, rng.choice(FORMS), cuts=True).change
                case _:
                    change = set_region(note, index, _REGION)
            if change is None:
                continue
            undo.append(change)
            note = note.with_data(change.apply(note.data))
            assert _regions(note) == [_REGION, _REGION], note.data.decode()
        for change in reversed(undo):
            note = note.with_data(change.invert().apply(note.data))
        assert note.data == before.data
