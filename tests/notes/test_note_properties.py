from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.examples import examples
from viewer.notes.note import BlockKind, Note, Side, Span, TimeStatus

ANCHOR = b'<a class="yt-timestamp" data-t="01:02:03">[01:02:03]</a>'

# Other tools' forms, and pieces of them.
_FORMS = [
    b"[4:44](https://youtu.be/abcdefghij1?t=284)",
    b"[words](https://www.youtube.com/watch?v=abcdefghij1&t=83s)",
    b"[07:10]()",
    b"[07:10](#t=07:10,08:00)",
    b"[[v.mp4#t=1:10,1:20|1:10]]",
    b"![[v.mp4#t=83]]",
    b"[up to](v.mp4#t=,10)",
    b"<https://youtu.be/abcdefghij1?t=1h2m3s>",
    b"https://www.bilibili.com/video/BV1xx411c7mD?p=13#t=12:17.14",
    b'<a href="https://youtu.be/abcdefghij1?t=65">1:05</a>',
    b'<source src="https://example.com/a.mp3#t=5">',
    b"{{video https://youtu.be/abcdefghij1}}",
    b"{{youtube-timestamp 113}}",
    b"```timestamp\n 19:19\n```\n",
    b"[[video:a.mp4#00:01:02][1:02]]",
    b"(https://youtu.be/abcdefghij1?t=5)",
    b"\\[06:02\\]",
    b"\n10:24 ",
    b"\n- 0:00 \xe2\x80\x93 ",
    b"Name: 1:02\n",
    b"**Name** ",
    b"#t=5",
    b"{{",
    b"}}",
    b"https://",
]

FRAGMENTS = [
    ANCHOR,
    b'<a class="yt-timestamp" data-t="00:07">',
    b"<a data-t='1:02' class=\"yt-timestamp\">x</a>",
    b'<a class="yt-timestamp" data-t="00:15:11]-[00:15:24]</a>',
    b'<a%20class="yt-timestamp"%20data-t="00:00:41">',
    b"<a ",
    b"</a>",
    b"[1:02]",
    b"[00:01:02, 00:18:00]",
    b"[00:01:02-00:01:40]",
    b"[[",
    b"]]",
    b"[[note | shown]]",
    b"[[1:02]]",
    b"[x](",
    b")",
    b"[1:02]: /url",
    b"`",
    b"```\n",
    b"~~~",
    b"<!--",
    b"-->",
    b"<pre>",
    b"<div>",
    b"<p>1:02</p>",
    b"**",
    b"_",
    b"# ",
    b"- ",
    b"1. ",
    b"> ",
    b"    ",
    b"  ",
    b"\t",
    b"\n",
    b"\n\n",
    b"\r\n",
    b"\r",
    b"| a | b |\n|---|---|\n| ",
    b" | ",
    b"---\n",
    b"title: x\n",
    b"videoId: atMRWzgHEGg\n",
    b"video: {[\n",
    b"\\",
    b"\0",
    b"\xef\xbb\xbf",
    b"\xff",
    b"\xe2\x80",
    "\u2028".encode(),
    "é\u0301".encode(),
    "שלום".encode(),
    "👩‍👩‍👧".encode(),
    "，".encode(),
    b" and ",
    b", ",
    b". ",
    b"word",
    b"[^1]",
    b"[^1]: ",
    b"- [ ] ",
    b"&amp;",
    *_FORMS,
]


def check(note: Note, data: bytes) -> None:
    assert note.data == data
    size = len(data)
    for index, block in enumerate(note.blocks):
        assert 0 <= block.span.start <= block.span.end <= size
        assert block.parent < index
        if block.parent >= 0:
            parent = note.blocks[block.parent]
            assert block.depth == parent.depth + 1
            assert parent.span.start <= block.span.start <= block.span.end <= parent.span.end
    for before, after in pairwise(note.citations):
        assert before.span.end <= after.span.start or before.span == after.span
        assert before.value.start < after.value.start
    for citation in note.citations:
        markup = data[citation.span.start : citation.span.end]
        if citation.syntax.is_marked:
            assert markup.startswith((b"<a", b"["))
        assert markup
        assert citation.span.start <= citation.value.start
        assert citation.value.end <= citation.span.end
        written = data[citation.value.start : citation.value.end]
        assert written.decode("utf-8", "replace") == citation.written
        if citation.label_span is not None:
            label = data[citation.label_span.start : citation.label_span.end]
            assert label.decode("utf-8", "replace") == citation.label
            assert citation.span.start <= citation.label_span.start
            assert citation.label_span.end <= citation.span.end
    for one, two in pairwise(note.claims):
        assert one.reach.start <= one.span.start < one.span.end <= one.reach.end
        assert one.reach.end <= two.reach.start
    own = [i for claim in note.claims if not claim.stands_for_child for i in claim.citations]
    assert own == list(range(len(note.citations)))
    for claim in note.claims:
        assert note.claim_at(claim.reach.start) is claim
        assert note.claim_at(claim.reach.end - 1) is claim
        if not claim.stands_for_child:
            last = note.citations[claim.citations[-1]]
            if claim.side is Side.BEFORE:
                assert claim.span.end == last.span.end
            else:
                assert claim.span.end >= last.span.end
    for link in note.links:
        assert data[link.span.start : link.span.end].endswith(b"]]")
    starts = []
    for _, start, end in note.events():
        assert 0 <= start <= end <= size
        starts.append(start)
    for duration_ms in (None, 0, 90_000, 4_212_000):
        for time, citation in zip(note.times(duration_ms), note.citations, strict=True):
            if citation.video is not None:
                continue  # of another video, whose duration is another
            assert (time.ms is None) == (
                time.status in (TimeStatus.PAST_END, TimeStatus.UNREADABLE)
            )
            if duration_ms is not None:
                assert time.ms is None or time.ms <= duration_ms
                assert all(reading.ms <= duration_ms for reading in time.candidates)
    has_code = b"`" in data or any(block.kind is BlockKind.CODE for block in note.blocks)
    for span in [block.span for block in note.blocks[:20]] + [Span(0, size)]:
        assert has_code or ANCHOR.decode() not in note.plain.of(span)
    note.title  # noqa: B018 — it must not raise


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=40).map(b"".join))
@examples(6)
def test_spans_are_true_when_fragments_are_mixed(data: bytes) -> None:
    check(Note.parse(data), data)


@given(st.binary(max_size=400))
@examples(3)
def test_spans_are_true_when_bytes_are_random(data: bytes) -> None:
    check(Note.parse(data), data)
