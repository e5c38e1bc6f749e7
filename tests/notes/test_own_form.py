import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.examples import examples
from tests.notes.form_notes import BILI, ID, OTHER, SHORT, WATCH, data_of
from viewer.notes.forms.every import FORMS
from viewer.notes.forms.form import CitationForm, Wanted
from viewer.notes.model import VideoRef
from viewer.notes.note import Note
from viewer.notes.own_form import Wish
from viewer.notes.retime import cite, cite_place, quote, retime
from viewer.notes.transcript_to_blocks import transcribe

_FRONT = f"---¶videoId: {ID}¶---¶"


@pytest.mark.parametrize(
    ("text", "ms", "new"),
    [
        (f"- [1:23]({WATCH}&t=83s) Words", 125_400, f"[2:05]({WATCH}&t=125s)"),
        (
            f"- [04:44](https://www.youtube.com/watch?t=284&v={ID}) Words",
            125_400,
            f"[02:05](https://www.youtube.com/watch?t=125&v={ID})",
        ),
        (f"- [4:44]({SHORT}?t=284) Words", 3_725_000, f"[1:02:05]({SHORT}?t=3725)"),
        (f"- [1:02:03]({SHORT}?t=1h2m3s) Words", 65_000, f"[0:01:05]({SHORT}?t=1m5s)"),
        (f"- [05:39]({WATCH}#t=05:39.62) Words", 65_250, f"[01:05]({WATCH}#t=01:05.25)"),
        (f"- [0:06]({BILI}/?t=6.83#t=6.83) Words", 65_250, f"[1:05]({BILI}/?t=65.25#t=65.25)"),
        (f"- [3:42]({WATCH}&t=437s#t=222.99) x", 65_250, f"[1:05]({WATCH}&t=437s#t=65.25)"),
        (f"- [3:42]({WATCH}#t=222.99084702098082) x", 65_250, f"[1:05]({WATCH}#t=65.250)"),
        (f"- [10:10-14:02]({SHORT}?t=610) y", 65_000, f"[01:05]({SHORT}?t=65)"),
        (f"- [_(10:10)_]({SHORT}?t=610) y", 65_000, f"[_(01:05)_]({SHORT}?t=65)"),
        (f"Words [[4:31]({SHORT}?t=271)]", 65_000, f"[[1:05]({SHORT}?t=65)]"),
        (f"- [0:00]({WATCH}) Words", 65_000, f"[1:05]({WATCH}&t=65)"),
        (f"Words <{WATCH}&t=10m24s>", 65_000, f"<{WATCH}&t=1m5s>"),
        (f'Words <a href="{SHORT}?t=65">1:05</a>', 90_000, f'<a href="{SHORT}?t=90">1:30</a>'),
        ("[[v.mp4#t=1:10,1:20|1:10]] Words", 65_000, "[[v.mp4#t=1:05|1:05]]"),
        ("[1:27](a%20b.mp4#t=01:27.35) y", 65_250, "[1:05](a%20b.mp4#t=01:05.25)"),
        (_FRONT + "- [07:10]() Words", 65_000, "[01:05]()"),
        (_FRONT + "- [07:10]() Words", 3_725_000, "[1:02:05]()"),
        (_FRONT + "- [07:10](#t=07:10) Words", 65_000, "[01:05](#t=01:05)"),
        (_FRONT + "- {{youtube-timestamp 113}} Words", 65_000, "{{youtube-timestamp 65}}"),
        (_FRONT + "- {{youtube-timestamp 1:53}} Words", 65_000, "{{youtube-timestamp 1:05}}"),
        (_FRONT + r"\[06:02\] Words", 65_000, r"\[01:05\]"),
        # Of another video alone.
        (
            _FRONT + f"- [0:30]({WATCH.replace(ID, OTHER)}&t=30) Words",
            65_000,
            f"[1:05]({WATCH}&t=65)",
        ),
        ("Words [00:01:02].", 65_000, "[00:01:05]"),
        (
            'Words <a class="yt-timestamp" data-t="1:02">[1:02]</a>',
            65_000,
            '<a class="yt-timestamp" data-t="1:05">[1:05]</a>',
        ),
    ],
)
def test_new_citation_is_written_as_those_of_the_note(text: str, ms: int, new: str) -> None:
    note = Note.parse(data_of(text))
    (edit,) = cite(note, len(note.data), ms).edits
    assert edit.new.decode().strip(", ") == new


def test_link_of_its_own_is_written_when_those_of_the_note_are_defined_below() -> None:
    note = Note.parse(data_of(f"Look [1:02][a] there.¶¶[a]: {SHORT}?t=62¶"))
    assert retime(note, note.citations[0], 125_000).apply(note.data) == data_of(
        f"Look [2:05][a] there.¶¶[a]: {SHORT}?t=125¶"
    )
    new = cite(note, len("Look [1:02][a] there"), 125_000).edits[0].new
    assert new == f" [2:05]({WATCH}&t=125)".encode()


def test_form_of_most_is_taken_when_a_note_has_several() -> None:
    two = f"- [1:00]({SHORT}?t=60) a¶- [2:00]({SHORT}?t=120) b¶- <{WATCH}&t=5> c¶"
    note = Note.parse(data_of(two))
    assert cite(note, len(note.data), 65_000).edits[0].new == f"[1:05]({SHORT}?t=65)".encode()


def test_video_that_plays_is_named_when_a_note_has_several() -> None:
    text = f"[1:00]({SHORT}?t=60) Words¶¶More¶"
    note = Note.parse(data_of(text))
    wish = Wish(video=VideoRef(OTHER, f"https://www.youtube.com/watch?v={OTHER}"))
    new = cite(note, len(note.data), 65_000, None, wish).edits[0].new
    assert new == f"[1:05](https://youtu.be/{OTHER}?t=65)".encode()
    note = Note.parse(data_of(_FRONT + "[1:00]() Words¶¶More¶"))
    new = cite(note, len(note.data), 65_000, None, wish).edits[0].new
    assert new == f"[1:05](https://www.youtube.com/watch?v={OTHER}&t=65)".encode()


@pytest.mark.parametrize(
    ("text", "at", "wanted"),
    [
        # Before the text: behind the times of the claim, or at the beginning of the line.
        (f"- [1:00]({SHORT}?t=60) Words|¶", "Words", f"- [1:00]({SHORT}?t=60)| Words¶"),
        (
            f"- [1:00]({SHORT}?t=60) One¶¶## Two¶¶* [ ] words|¶",
            "words",
            f"- [1:00]({SHORT}?t=60) One¶¶## Two¶¶* [ ] |words¶",
        ),
        # Behind it.
        (f"Words [1:00]({SHORT}?t=60)¶¶More|¶", "More", f"Words [1:00]({SHORT}?t=60)¶¶More|¶"),
        ("Words [1:00].¶¶More|¶", "More", "Words [1:00].¶¶More|¶"),
    ],
)
def test_place_is_before_the_text_when_the_note_has_it_so(text: str, at: str, wanted: str) -> None:
    data = data_of(text)
    offset = data.index(b"|")
    note = Note.parse(data.replace(b"|", b""))
    found = cite_place(note, offset)
    assert note.data[:found] + b"|" + note.data[found:] == data_of(wanted)


def test_words_of_the_transcript_follow_their_time_when_the_note_has_it_so() -> None:
    note = Note.parse(data_of(f"- [1:00]({SHORT}?t=60) Words¶"))
    quoted = quote(note, len(note.data.rstrip()), "said *here*", 65_000)
    assert quoted.apply(note.data) == data_of(
        f"- [1:00]({SHORT}?t=60) Words¶- [1:05]({SHORT}?t=65) “said \\*here\\*”¶"
    )
    change = transcribe(note, None, [(65_000, "One."), (70_000, "- two")])
    assert change.apply(note.data).endswith(
        data_of(f"[1:05]({SHORT}?t=65) One.¶¶[1:10]({SHORT}?t=70) - two¶")
    )
    behind = Note.parse(data_of(f"Words [1:00]({SHORT}?t=60)¶"))
    change = transcribe(behind, None, [(65_000, "One.")])
    assert change.apply(behind.data).endswith(data_of(f"One. [1:05]({SHORT}?t=65)¶"))


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_fresh_note_is_cited_in_the_form_that_is_wished_for(form: CitationForm) -> None:
    for front in (f"videoId: {ID}", "video: folder/a talk.mp4"):
        note = Note.parse(data_of(f"---¶{front}¶---¶Words¶"))
        wish = Wish(form)
        at = cite_place(note, len(note.data) - 1, None, wish)
        after = note.with_data(cite(note, at, 65_000, None, wish).apply(note.data))
        (new,) = after.citations
        assert after.times(None)[0].ms == 65_000
        if not form.why_not(Wanted(65_000, video=note.video)):
            assert new.syntax is form
        assert after.video == note.video


@examples(2)
@given(
    st.sampled_from(FORMS),
    st.integers(0, 20_000_000),
    st.none() | st.integers(1, 4_000_000),
    st.sampled_from(
        [
            VideoRef(ID, WATCH),
            VideoRef(None, BILI),
            VideoRef(None, "https://example.com/a%20b.mp3"),
            VideoRef(path="folder/a talk (1).mp4"),
            VideoRef(path="100%.mp4"),
        ]
    ),
)
def test_what_is_written_is_read_as_it_was_meant(
    form: CitationForm, ms: int, longer: int | None, video: VideoRef
) -> None:
    end_ms = ms + longer if longer is not None else None
    wanted = Wanted(ms, end_ms, video)
    if form.why_not(wanted):
        return
    front = f"url: {video.url}" if video.url is not None else f'video: "{video.path}"'
    markup = form.write(wanted)
    note = Note.parse(f"---\n{front}\n---\n\n{markup}\n\nWords\n".encode())
    cited = [one for one in note.citations if not one.ends_range]
    assert len(cited) == 1
    assert cited[0].syntax is form
    time = note.times(None)[0]
    assert (time.ms, time.end_ms) == (ms, end_ms)
    assert cited[0].video is None


# ---------------------------------------------------------------------- transcripts


SAID = [(61_000, "So this  is *it*."), (65_500, "- 1. and [[that]] #x")]
WRITTEN = "So this is \\*it\\*. [1:01]{0}{0}\\- 1. and \\[\\[that\\]\\] \\#x [1:05]"


def put(text: str, at: str | None, heading: str = "") -> str | None:
    note = Note.parse(text.encode())
    change = transcribe(
        note, None if at is None else text.encode().index(at.encode()), SAID, None, heading
    )
    return change.apply(note.data).decode() if change is not None else None


@pytest.mark.parametrize(
    ("old", "at", "new"),
    [
        ("A [0:01]\n", None, "A [0:01]\n\n{0}\n"),
        ("A [0:01]", None, "A [0:01]\n\n{0}"),
        ("A [0:01]\r\n\r\n", None, "A [0:01]\r\n\r\n{0}\r\n"),
        ("- A [0:01]\n## B\nText", "B", "- A [0:01]\n\n{0}\n\n## B\nText"),
        ("A [0:01]\n\n# B\n", "# B", "A [0:01]\n\n{0}\n\n# B\n"),
    ],
)
def test_it_stands_as_paragraphs_and_reads_as_it_was_said(
    old: str, at: str | None, new: str
) -> None:
    end = "\r\n" if "\r\n" in old else "\n"
    made = put(old, at)
    assert made == new.format(WRITTEN.format(end))
    note = Note.parse(made.encode())
    said = [note.plain.of(claim.span) for claim in note.claims]
    assert said[1:3] == ["So this is *it*.", "- 1. and [[that]] #x"]


def test_a_heading_stands_before_it_and_numbers_begin_no_list() -> None:
    made = put("A [0:01]\n", None, "## Transcript")
    assert made == "A [0:01]\n\n## Transcript\n\n" + WRITTEN.format("\n") + "\n"
    note = Note.parse(b"")
    change = transcribe(note, None, [(0, "12. May is the day.")])
    assert change.apply(b"").startswith(b"12\\. May is the day. <a")


def test_nothing_is_written_where_it_would_be_code_or_nothing_is_said() -> None:
    assert put("```\nnever closed [0:01]\n", None) is None
    assert transcribe(Note.parse(b"A\n"), None, [(0, "  ")]) is None
