import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.examples import examples
from tests.notes.form_notes import NOTES, OTHER, data_of, shapes
from viewer.notes.convert import convert
from viewer.notes.forms.every import ANCHOR, BRACKET, ESCAPED, FORMS
from viewer.notes.forms.form import CitationForm
from viewer.notes.model import VideoRef
from viewer.notes.note import Note
from viewer.notes.videos import video_key


def told(note: Note) -> list[tuple[int | None, int | None, str | None]]:
    return [
        (time.ms, time.end_ms, key(named(note, one.video)))
        for one, time in zip(note.citations, note.times(None), strict=True)
        if not one.ends_range
    ]


def named(note: Note, at: int | None) -> VideoRef | None:
    return note.video if at is None else note.videos[at]


def key(video: VideoRef | None) -> str | None:
    return video_key(video) if video is not None else None


def text_of(note: Note) -> bytes:
    data, at, pieces = note.data, 0, []
    for citation in note.citations:
        start, end = citation.span
        if start < at:
            continue
        pieces.append(data[at:start])
        at = end
    pieces.append(data[at:])
    return b"\0".join(pieces)


def loosely(text: bytes) -> bytes:
    """Leave out the text between the times of one bracket, and around the words of a link."""
    return re.sub(rb"[\s,;|/&~\[\0-]", b"", text).replace(b"and", b"")


def is_simple(note: Note) -> bool:
    """Return whether each citation has its own markup, and all of it."""
    starts = [one.span.start for one in note.citations if not one.ends_range]
    words = any(note.data.startswith(b"](", start) for start in starts)
    return len(set(starts)) == len(starts) and not words


def converted(note: Note, form: CitationForm, *, cuts: bool = False) -> Note:
    """Convert, and see that nothing else has changed."""
    done = convert(note, form, cuts=cuts)
    after = note.with_data(done.change.apply(note.data))
    assert done.change.invert().apply(after.data) == note.data
    if not cuts:
        assert told(after) == told(note)
    if is_simple(note):
        assert text_of(after) == text_of(note)
    assert loosely(text_of(after)) == loosely(text_of(note))
    count = sum(not one.ends_range for one in note.citations)
    same = sum(one.syntax is form and not one.ends_range for one in note.citations)
    assert done.same == same
    assert done.done + same + len(done.left) == count
    written = sum(one.syntax is form and not one.ends_range for one in after.citations)
    assert written == done.done + same
    return after


ALL = [text for notes in NOTES.values() for text, _ in notes]


@pytest.mark.sample(30)
@pytest.mark.parametrize("text", ALL)
def test_times_stay_when_a_note_is_converted_to_each_form_and_on_to_each(text: str) -> None:
    note = Note.parse(data_of(text))
    for one in FORMS:
        first = converted(note, one)
        for two in FORMS:
            if two is not one:
                assert told(converted(first, two)) == told(note)


@pytest.mark.sample(3)
@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_times_stay_when_every_shape_is_converted_there_and_back(form: CitationForm) -> None:
    for shape in shapes():
        note = Note.parse(shape.text.encode())
        if not note.citations:
            continue
        own = Counter(one.syntax for one in note.citations).most_common(1)[0][0]
        there = converted(note, form)
        assert told(converted(there, own)) == told(note), shape.name


_WORDS = st.text("abc é中\u00a0.,:–\"'()", min_size=1, max_size=12)
_LINES = st.lists(
    st.tuples(_WORDS, st.integers(0, 9_000), st.none() | st.integers(1, 600), st.booleans()),
    min_size=1,
    max_size=6,
)


@examples(0.6)
@given(
    _LINES,
    st.sampled_from(FORMS),
    st.sampled_from(FORMS),
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
)
def test_made_up_note_says_the_same_when_converted_there_and_back(
    lines: list[tuple[str, int, int | None, bool]],
    one: CitationForm,
    two: CitationForm,
    end: str,
    has_file: bool,
) -> None:
    media = "talk.mp4" if has_file else f"https://youtu.be/{OTHER}"
    text = f"---{end}media: {media}{end}---{end}"
    for words, seconds, longer, is_first in lines:
        stop = f"-{_clock(seconds + longer)}" if longer else ""
        cited = f"[{_clock(seconds)}{stop}]"
        text += f"- {cited} {words}{end}" if is_first else f"{words} {cited}{end}{end}"
    note = Note.parse(text.encode())
    there = converted(note, one)
    other = converted(there, two)
    back = converted(other, BRACKET)
    assert told(back) == told(note)


def _clock(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


@pytest.mark.parametrize("form", [form for form in FORMS if form is not ANCHOR])
def test_anchor_in_code_stays_and_says_why(form: CitationForm) -> None:
    code = '```\nseek() <a class="yt-timestamp" data-t="00:01:02">[00:01:02]</a>\n```\n'
    note = Note.parse(f"---\nvideo: film.mp4\n---\n{code}\n[2:03]\n\n[3:04]\n".encode())
    made = convert(note, form)
    assert dict(made.left)[0] == "It is inside code, where only anchors are read."
    assert code.encode() in made.change.apply(note.data)
    # They are brackets, and an address leads to no file.
    assert made.done == (0 if form.id in ("bracket", "address") else 2)


def test_bracket_in_html_is_not_escaped_for_its_backslashes_would_be_seen() -> None:
    text = "<table><tr><td>[1:02]</td><td>a</td></tr></table>\n\n<b>b</b> [1:30]\n"
    note = Note.parse(f"---\nvideoId: abcdefghijk\n---\n{text}".encode())
    found = convert(note, ESCAPED)
    assert [(one.citation, one.why) for one in found.left] == [
        (0, "Its backslashes would be visible in HTML.")
    ]
    assert found.change.apply(note.data).endswith(
        b"<td>[1:02]</td><td>a</td></tr></table>\n\n<b>b</b> \\[01:30\\]\n"
    )
