from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.notes.model import TimeStatus, VideoRef
from viewer.notes.moments import MOST_BYTES, address_of, place_of, read_address, youtube_id
from viewer.notes.note import Note
from viewer.notes.timecode import label_readings, moment_like, moment_readings
from viewer.notes.videos import name_of
from viewer.vault.note_videos import all_videos_of, video_of

ID = "abcdefghij1"

_PIECES = """
https:// http: file:/// obsidian://podnotes? javascript: video: ytseek:// youtu.be/ abcdefghij1
www.youtube.com /watch ?v= &t= #t= , t= start= a.mp4 1:02 83s 1h2m3s 222.99 npt: @ :8080 %20 \\ é
&amp; episodeName=A url=https%3A%2F%2Fa.b time=5 /web/2017/ web.archive.org # ?
"""
PIECES = [*_PIECES.split(), " ", "\0"]


@pytest.mark.parametrize(
    ("text", "ms"),
    [
        *(("83", 83_000), ("83s", 83_000), ("222.99084702098082", 222_990), ("0", 0)),
        *(("1h2m3s", 3_723_000), ("0h22m59s", 1_379_000), ("06m10s", 370_000), ("14m", 840_000)),
        *(("1:02", 62_000), ("05:39.62", 339_620), ("1:55:36.79", 6_936_790)),
        *(("", None), ("1:", None), ("x", None), ("1:99", None), ("5m5", 305_000)),
    ],
)
def test_moment_is_read_when_it_stands_in_an_address(text: str, ms: int | None) -> None:
    found = moment_readings(text)
    assert (found[0].ms if found else None) == ms


@pytest.mark.parametrize(
    ("like", "written"),
    [
        *(("83", "3723"), ("83s", "3723s"), ("222.99", "3723.45"), ("1h2m3s", "1h2m3s")),
        *(("0h22m59s", "1h2m3s"), ("06m10s", "1h02m03s"), ("14m", "1h2m3s"), ("", "3723")),
        *(("1:02:03", "1:02:03"), ("05:39.62", "62:03.45"), ("1hr7m55s", "1hr2m3s")),
    ],
)
def test_moment_keeps_its_form_when_another_is_written(like: str, written: str) -> None:
    assert moment_like(3_723_456, like) == written


def test_label_with_a_dot_keeps_it_when_another_time_is_written() -> None:
    assert label_readings("51.57")[0].ms == 3_117_000
    assert moment_like(62_000, "51.57", is_dotted=True) == "01:02".replace(":", ".")


@given(
    st.integers(0, 35_999_999),
    st.sampled_from(["83", "83s", "2.5", "1h2m3s", "6m1s", "05:39.62", "1:02:03", "1hr7m55s"]),
)
def test_moment_reads_back_when_it_is_written(ms: int, like: str) -> None:
    (found, *_) = moment_readings(moment_like(ms, like))
    assert 0 <= ms - found.ms < 1_000


@pytest.mark.parametrize(
    "url",
    [
        f"https://www.youtube.com/watch?v={ID}",
        f"http://m.youtube.com/watch?app=desktop&v={ID}&list=PL1",
        f"https://youtu.be/{ID}?si=x",
        f"https://www.youtube.com/embed/{ID}?start=5",
        f"https://www.youtube.com/shorts/{ID}",
        f"https://www.youtube.com/live/{ID}",
        f"https://www.youtube-nocookie.com/embed/{ID}",
        f"https://www.youtube.com/watch?v={ID}?t=124s",
        f"https://www.youtube.com/shorts/{ID}/",
    ],
)
def test_id_is_found_when_the_address_is_of_youtube(url: str) -> None:
    assert youtube_id(url) == ID
    found = address_of(url)
    assert found.video is not None
    assert place_of(found.video) == ID


def test_no_id_is_found_when_the_address_is_of_another_site_or_no_video() -> None:
    for url in (
        f"https://youtube.com.example.org/watch?v={ID}",
        "https://www.youtube.com/@channel",
    ):
        assert youtube_id(url) is None
    assert youtube_id("https://[broken") is None


@pytest.mark.parametrize(
    "url",
    [
        f"https://name:word@youtu.be/{ID}?t=5",
        f"https://name@youtu.be/{ID}?t=5",
        f"https://youtu.be:8443/{ID}?t=5",
        f"https://y\u043eutu.be/{ID}?t=5",
        f"https://xn--yutu-8sb.be/{ID}?t=5",
        f"https://youtu.be\\@example.com/{ID}?t=5",
        f"https://youtu.be/{ID}?t=5 x",
        "javascript:alert(1)//a.mp4#t=5",
        "data:video/mp4;base64,AAAA#t=5",
        "vbscript:a.mp4#t=5",
        "ftp://example.com/a.mp4#t=5",
        f"https://youtu.be/{ID}?x={'y' * MOST_BYTES}&t=5",
        "a\0b.mp4#t=5",
        "",
    ],
)
def test_address_is_refused_when_it_could_lead_elsewhere(url: str) -> None:
    assert address_of(url) is None


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_places_of_times_are_true_when_pieces_are_mixed(text: str) -> None:
    raw = text.encode()
    found = read_address(raw)
    if found is None:
        return
    for time in (found.start, found.end):
        if time is not None:
            assert 0 <= time.span.start <= time.span.end <= len(raw)
            written = raw[time.span.start : time.span.end].decode()
            assert not written or moment_readings(written) == time.readings


@given(st.binary(max_size=200))
def test_nothing_is_raised_when_bytes_are_random(raw: bytes) -> None:
    read_address(raw)


# ---------------------------------------------------------------------- several videos


NOTE = b"""# Two

![](talks/a.mp4)

- [1:02](a.mp4#t=62) one
- [0:05](b.mp4#t=5) two
- [0:09](a.mp4#t=9) three
"""


def test_about_turns_the_citations_round_and_keeps_their_places() -> None:
    note = Note.parse(NOTE)
    assert [one.path for one in note.videos] == ["a.mp4", "b.mp4"]  # talks/a.mp4 is a.mp4
    assert [one.video for one in note.citations] == [None, 1, None]
    other = note.about(1)
    assert other.video == note.videos[1]
    assert [one.video for one in other.citations] == [0, None, 0]
    assert [one.span for one in other.citations] == [one.span for one in note.citations]
    assert other.about(0) is note
    assert note.about(1) is other


def test_citations_of_a_third_video_stay_its_own() -> None:
    note = Note.parse(NOTE + b"- [0:11](c.mp4#t=11) four\n")
    assert [one.video for one in note.citations] == [None, 1, None, 2]
    assert [one.video for one in note.about(1).citations] == [0, None, 0, 2]


def test_times_are_judged_by_the_end_of_their_own_video() -> None:
    note = Note.parse(NOTE)
    past, held = TimeStatus.PAST_END, TimeStatus.HOLDS
    for seen in (note, note.about(1)):
        assert [one.status for one in seen.times_by({0: 30_000, 1: 10_000})] == [past, held, held]
        assert [one.status for one in seen.times_by({0: 90_000, 1: 3_000})] == [held, past, held]
        assert [one.status for one in seen.times_by({})] == [held] * 3


def test_times_past_the_end_of_one_video_do_not_shift_those_of_another() -> None:
    one = " ".join(f"Words [{time}]." for time in ("00:50:00", "01:10:00", "01:20:00", "01:50:00"))
    note = Note.parse(f"![](a.mp4)\n\n{one}\n\n![](b.mp4)\n\nWords [00:05:00].\n".encode())
    for seen in (note, note.about(1)):
        last = seen.times_by({0: 7_200_000, 1: 600_000})[-1]
        assert (last.ms, last.status) == (300_000, TimeStatus.HOLDS)


def test_change_keeps_the_video_that_is_seen() -> None:
    other = Note.parse(NOTE).about(1)
    changed = other.with_data(NOTE + b"- [0:07](b.mp4#t=7) four\n")
    assert changed.video.path == "b.mp4"
    assert [one.video for one in changed.citations] == [0, None, 0, None]
    gone = other.with_data(NOTE.replace(b"b.mp4", b"a.mp4"))
    assert gone.video.path == "a.mp4"
    named = other.with_data(b"---\nvideo: c.mp4\n---\n" + NOTE)
    assert named.video.path == "c.mp4"


def test_note_begins_with_what_it_cites() -> None:
    note = Note.parse(b"---\nurl: https://site.example/page\n---\n\n- [0:05](b.mp4#t=5) two\n")
    assert note.begun().video == note.videos[1]
    assert note.begun().played == (1,)


def test_players_are_where_videos_stand_in_the_text() -> None:
    note = Note.parse(NOTE)
    assert note.players == ((NOTE.index(b"![]"), 0),)


def test_names() -> None:
    note = Note.parse(b"https://youtu.be/abcdefghijk\n\n![[talks/b.mp4]]\n\n0:01 a\n\n0:02 b\n")
    assert {name_of(one) for one in note.videos} == {"youtu.be/abcdefghijk", "b.mp4"}


# ---------------------------------------------------------------------- of a file


FIRST, SECOND = "abcdefghij1", "abcdefghij2"
SEVERAL = f"""# Two

- [0:05](https://youtu.be/{FIRST}?t=5) one
- [0:06](https://youtu.be/{SECOND}?t=6) other

See [a third](https://youtu.be/abcdefghij3).
"""


def ids(videos: tuple[VideoRef, ...]) -> list[str | None]:
    return [video.video_id for video in videos]


def test_all_videos_are_those_that_are_cited_and_not_those_only_linked(tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    note.write_text(SEVERAL)
    assert ids(all_videos_of(note)) == [FIRST, SECOND]
    assert video_of(note).video_id == FIRST


@pytest.mark.parametrize("text", ["", "# No video\n\n10:24 is a time of day.\n"])
def test_note_without_a_video_has_none(tmp_path: Path, text: str) -> None:
    note = tmp_path / "note.md"
    note.write_text(text)
    assert all_videos_of(note) == ()
    assert video_of(note) is None


def test_front_matter_is_enough(tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    note.write_text(f"---\nvideoId: {SECOND}\n---\n\nSaid [0:05].\n")
    assert ids(all_videos_of(note)) == [SECOND]
    assert all_videos_of(tmp_path / "gone.md") == ()
