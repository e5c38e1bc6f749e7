from hypothesis import given
from hypothesis import strategies as st

from viewer.notes.markup import Mark, MarkKind, Stretches, read_marks
from viewer.notes.note import Note

_NOTE = (
    "---\ntitle: A *title*\nvideo: a.mp4\n---\n"
    "# Heading *here*\n\nWords **strong _both_** ~~struck~~ `co de` [shown](http://a.b) [[to|as]] "
    'é <b>x</b> <a class="yt-timestamp" data-t="00:00:02">[00:00:02]</a> and [1:02, 1:03].\n\n'
    "> [!tip] Quote\n> goes on\n\n1. one\n   - [ ] task\n\n```py\nx = *1*\n```\n\n---\n\n"
    "| a | b |\n|---|---|\n| 1 | 2 |\n"
).encode()


def _texts(data: bytes, kind: MarkKind) -> list[str]:
    return [data[m.start : m.end].decode() for m in read_marks(data) if m.kind is kind]


def test_marks_when_read_tell_words_from_what_makes_them() -> None:
    syntax = "".join(_texts(_NOTE, MarkKind.SYNTAX))
    for markup in ("title: ", "# ", "**", "_", "~~", "`", "](http://a.b)", "[[to|", "> [!tip]"):
        assert markup in syntax
    for markup in ("1. ", "- [ ] ", "```py", "---", "|---|---|", "> "):
        assert markup in syntax
    for words in ("title\n", "Heading", "Words", "shown", "x = *1*", "task", "Quote"):
        assert words not in syntax
    assert _texts(_NOTE, MarkKind.HEADING_1) == ["# Heading *here*\n"]
    assert _texts(_NOTE, MarkKind.STRONG) == ["**strong _both_**"]
    assert _texts(_NOTE, MarkKind.EMPHASIS) == ["*here*", "_both_"]
    assert _texts(_NOTE, MarkKind.CODE) == ["`co de`"]
    assert _texts(_NOTE, MarkKind.STRUCK) == ["~~struck~~"]


def test_marks_tell_what_obsidian_adds() -> None:
    data = b"a ==b== $x_1$ #tag c[^1] %%d%% $5 and $10\n\n[^1]: e\n"
    assert _texts(data, MarkKind.CODE) == ["$x_1$"]
    assert _texts(data, MarkKind.LINK) == ["#tag", "[^1]"]
    syntax = _texts(data, MarkKind.SYNTAX)
    assert [mark for mark in syntax if mark.strip()] == ["==", "==", "%%d%% ", "\n\n[^1]: "]


def test_times_when_marked_are_those_that_are_shown() -> None:
    assert _texts(_NOTE, MarkKind.TIME) == ["00:00:02", "1:02", "1:03"]
    tags = _texts(_NOTE, MarkKind.TAG)
    assert '<a class="yt-timestamp" data-t="00:00:02">[00:00:02]</a>' in tags
    assert "<b>" in tags
    assert _texts(b'<a class="yt-timestamp" data-t="0:05"></a>', MarkKind.TIME) == ["0:05"]
    assert not _texts(b'<a class="yt-timestamp" data-t="HH:MM">[HH:MM]</a>', MarkKind.TIME)


def test_marks_when_a_rule_begins_a_stretch_are_no_front_matter() -> None:
    data = b"---\nvideo: a.mp4\n---\n---\nplain: words\n\n---\n"
    stretches = Stretches(Note.parse(data))
    stretch = stretches.at(data.index(b"plain"))
    marks = read_marks(data[stretch.span.start : stretch.span.end], stretch.context)
    at = data.index(b"plain") - stretch.span.start
    assert not any(m.start <= at < m.end and m.kind is MarkKind.SYNTAX for m in marks)


def _by_stretches(data: bytes) -> set[Mark]:
    note, found, at = Note.parse(data), set(), 0
    stretches = Stretches(note)
    while at < len(data):
        span, context = stretches.at(at)
        assert span.start == at < span.end
        for mark in read_marks(data[span.start : span.end], context):
            found.add(Mark(mark.start + at, mark.end + at, mark.kind))
        at = span.end
    return found


def _kinds_at(marks: set[Mark], data: bytes) -> list[frozenset[MarkKind]]:
    kinds: list[set[MarkKind]] = [set() for _ in data]
    for mark in marks:
        for at in range(mark.start, min(mark.end, len(data))):
            if data[at : at + 1].strip():
                kinds[at].add(mark.kind)
    return [frozenset(one) for one in kinds]


def test_marks_when_read_by_stretches_are_those_of_the_whole() -> None:
    for data in (
        _NOTE,
        b"",
        b"\n\n- a\n\n  - b\n\n    code\n",
        _NOTE.replace(b"\n", b"\r\n"),
        b"# A\n\t- [0:05] *a*\n\t- **b**\n\t\t- c\n\n# B\n    - *d*\n",
    ):
        assert _kinds_at(_by_stretches(data), data) == _kinds_at(set(read_marks(data)), data)


_PIECES = ["# ", "- ", "  ", "a *b*", "**c**", "\n", "\n\n", "\r\n", "> ", "`x`", "[0:05]", "---\n"]


@given(st.lists(st.sampled_from(_PIECES), max_size=30))
def test_stretches_when_of_any_text_cover_it_once(pieces: list[str]) -> None:
    data = "".join(pieces).encode()
    _by_stretches(data)
    stretches = Stretches(Note.parse(data))
    for at in range(len(data)):
        assert stretches.at(at).span.holds(at)


def test_plain_time_when_the_note_is_about_a_video_is_marked_in_its_stretch() -> None:
    note = Note.parse(
        b"# T\n\n![](talk.mp4)\n\n- 0:10 said first\n- 0:20 said then\n\nAt 0:30 no\n"
    )
    stretches = Stretches(note)
    at = stretches.at(note.data.index(b"0:20"))
    marks = read_marks(note.data[at.span.start : at.span.end], at.context)
    shown = [note.data[at.span.start :][m.start : m.end] for m in marks if m.kind is MarkKind.TIME]
    assert shown == [b"0:20"]


def test_plain_time_when_the_note_is_about_no_video_is_not_marked() -> None:
    note = Note.parse(b"# T\n\n- 0:10 am the train\n- 0:20 am the bus\n")
    at = Stretches(note).at(note.data.index(b"0:20"))
    marks = read_marks(note.data[at.span.start : at.span.end], at.context)
    assert MarkKind.TIME not in {mark.kind for mark in marks}
