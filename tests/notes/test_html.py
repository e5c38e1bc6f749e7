import re
import time
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.export.note_html import note_html
from viewer.notes.note import Note, Span
from viewer.notes.videos import video_key

_SPEC = Path(__file__).parents[3] / "shared" / "corpus" / "foreign" / "commonmark-0.31.2-spec.txt"
_FRONT = "---\nvideoId: abcdefghijk\n---\n"


def page(text: str) -> str:
    note = Note.parse(text.encode())
    shown = note_html(note, lambda index: f"@{index}").strip()
    return re.sub(r"(?<=>)\n+", "", shown).replace("\n", " ")


def words(text: str) -> str:
    note = Note.parse(text.encode())
    return note.plain.of(Span(note.body, len(note.data)))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<div>words &amp; *more*</div>\n", "<p>words &amp; *more*</p>"),
        ("<p>one<p>two\n", "<p>one<br>two</p>"),
        ("<div>one<div>two</div>three</div>\n", "<p>one<br>two<br>three</p>"),
        ("<h2>Title</h2>\n", "<p>Title</p>"),
        ("<center><font color=red>x</font></center>\n", "<p>x</p>"),
        ("<details><summary>More</summary>x</details>\n", "<p>More<br>x</p>"),
        ("<dl><dt>a<dd>b</dl>\n", "<p>a<br>b</p>"),
        ("<ul><li>a<li>b <b>c</b></ul>\n", "<p>• a<br>• b <strong>c</strong></p>"),
        ("<blockquote>said</blockquote>\n", "<p>said</p>"),
        ("<pre><code>\na &lt; b\n  c</code></pre>\n", "<p><code>a &lt; b<br>c</code></p>"),
        ("<p>a<hr>b\n", "<p>a<br>b</p>"),
        ("<table>\n<tr><th>a<th>b</tr>\n<tr><td>c</table>\n", "<p>a b<br>c</p>"),
        ("<table><tr></tr></table>\n", ""),
        ("> <div>\n> in a quote\n> </div>\n", "<blockquote><p>in a quote</p></blockquote>"),
        ("<div>\r\none\r\ntwo\r\n</div>\r\n", "<p>one<br>two</p>"),
        # Parts of what blank lines part, each by itself.
        ("<div>\n\n*md*\n\n</div>\n", "<p><em>md</em></p>"),
        ("<ul>\n\n<li>\n\nmd\n\n</li>\n\n</ul>\n", "<p>md</p>"),
        ("<table>\n<tr>\n<td>\n\nmd\n\n</td>\n</tr>\n</table>\n", "<p>md</p>"),
        # Among words.
        ("a <u>b</u> <small>c</small>\n", "<p>a <u>b</u> <small>c</small></p>"),
        ("a <br> b\n\n> <br> c\n", "<p>a <br> b</p><blockquote><p> c</p></blockquote>"),
        ("H<sub>2</sub>O x<sup>2</sup>\n", "<p>H<sub>2</sub>O x<sup>2</sup></p>"),
        ("<mark>a</mark> <del>b</del>\n", "<p><mark>a</mark> <s>b</s></p>"),
        ("<kbd>Ctrl</kbd> <ins>a</ins>\n", "<p><code>Ctrl</code> <u>a</u></p>"),
        ("a<br>b<br/>\nc\n", "<p>a<br>b<br>c</p>"),
        ("a <div>b</div> c\n", "<p>a <br>b<br> c</p>"),
        ("<span>a</span> <font size=2>b</font>\n", "<p>a b</p>"),
        ("**a <u>b** c</u> d\n", "<p><strong>a <u>b</u></strong> c d</p>"),
        ("<u>a **b</u> c** d\n", "<p><u>a <strong>b c</strong></u> d</p>"),
        ("<b>a <b>b</b> c</b>\n", "<p><strong>a b c</strong></p>"),
        ("a </u> b <u>\n\nc\n", "<p>a  b <u></u></p><p>c</p>"),
        ("| a<br>b | <ul><li>c</li><li>d</li></ul> |\n|--|--|\n", "a<br>b"),
        ("| a | <ul><li>c</li><li>d</li></ul> |\n|--|--|\n", "• c<br>• d"),
    ],
)
def test_words_of_html_are_shown_line_by_line(text: str, shown: str) -> None:
    assert shown in page(text)
    assert bool(shown) == bool(page(text))


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>alert(1)</script>",
        "<style>p { color: red }</style>",
        "<!-- a comment -->",
        "<head><title>t</title></head>",
        "<template>t</template>",
        "<?php echo 1 ?>",
        "<custom-tag a=b>",
    ],
)
def test_nothing_is_shown_of_scripts_and_the_like(hidden: str) -> None:
    for text in (f"a {hidden}b\n", f"<div>a {hidden}b</div>\n", f"a <b>{hidden}</b>b\n"):
        assert " ".join(re.sub("<[^>]*>", "", page(text)).split()) == "a b"
        assert words(text) == "a b"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a List<Item> b", "a List&lt;Item&gt; b"),
        ("0:05 <Untitled Chapter 1>", "&lt;Untitled Chapter 1&gt;"),
        ("<div>user@<host></div>", "user@&lt;host&gt;"),
        ("<Aside>\nwords\n</Aside>", "<p>words</p>"),
        ("a <b/> <x-y> <Tabs of='x'> <thing/> b", "a     b"),
        ("<div>1 < 2 and <div class</div>", "1 &lt; 2 and &lt;div class"),
    ],
)
def test_what_only_looks_like_a_tag_is_words(text: str, shown: str) -> None:
    assert shown in page(text + "\n")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            '<img src="https://example.org/a.png" alt="a &amp; b">',
            '<p><a href="https://example.org/a.png" rel="noreferrer">a &amp; b</a></p>',
        ),
        ("<img src='x/pic.png'>", '<span class="link">pic.png</span>'),
        ('<a href="https://example.org/?a=1&amp;b=2">b</a>', "https://example.org/?a=1&amp;b=2"),
        ('<a href="#h">b</a>', '<span class="link">b</span>'),
        ('<a href="javascript:alert(1)">b</a>', "<p>b</p>"),
        ('<a href=" JavaScript:alert(1)">b</a>', "<p>b</p>"),
        ('<img src="data:image/png;base64,AAAA" alt="b">', "<p>b</p>"),
        ('<img src="data:image/png;base64,AAAA">', ""),
        ('<a href="https://a.org/"><img src="https://b.org/i.png" alt="b"></a>', ">b</a>"),
        ('<video src="v.mp4" title="Talk">No video here</video>', '<span class="link">Talk</span>'),
        ('<video><source src="v.mp4"></video>', '<span class="link">v.mp4</span>'),
        ('<iframe src="https://example.org/e"></iframe>', 'href="https://example.org/e"'),
        ('[a <a href="https://b.org">b</a>](https://a.org)', 'href="https://a.org"'),
    ],
)
def test_addresses_are_links_and_none_is_loaded(text: str, shown: str) -> None:
    for written in (f"{text}\n", f"<div>{text}</div>\n"):
        assert shown in page(written) or text.startswith("[")
        assert "<img" not in page(written)
        assert "javascript" not in page(written).lower()
        assert "base64" not in page(written)
        assert page(written).count("<a ") <= 1


def test_anchors_are_citations_and_stay_as_they_are() -> None:
    anchor = '<a class="yt-timestamp" data-t="0:05">[0:05]</a>'
    assert page(f"{_FRONT}words {anchor}. <u>More</u> {anchor}\n") == (
        "<p>words @0. <u>More</u> @1</p>"
    )
    assert page(f"{_FRONT}<div>words {anchor}</div>\n") == "<p>words @0</p>"
    events = [e for e, _, _ in Note.parse(f"{_FRONT}words {anchor} <br> x".encode()).events()]
    assert [event["InlineHtml"] for event in events if "InlineHtml" in event] == [
        '<a class="yt-timestamp" data-t="0:05">',
        "</a>",
    ]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("<p>It opens (0:12).</p>\n<p>Cars come (1:30).</p>\n", ["It opens", "Cars come"]),
        ("<p>Before.</p>\n<p>It opens [0:12].</p>\n", ["It opens"]),
        ("<ul>\n<li>0:12 It opens</li>\n<li>1:30 Cars</li>\n</ul>\n", ["It opens", "Cars"]),
        (
            "<table><tr><td>0:12</td><td>It opens</td></tr>"
            "<tr><td>1:30</td><td>Cars</td></tr></table>\n",
            ["It opens", "Cars"],
        ),
        (
            "<table>\n<tr>\n<td>0:12</td>\n<td>It opens</td>\n</tr>\n"
            "<tr>\n<td>1:30</td>\n<td>Cars</td>\n</tr>\n</table>\n",
            ["It opens", "Cars"],
        ),
        (
            "<table>\n<tr>\n<td>It opens</td>\n<td>0:12</td>\n</tr>\n"
            "<tr>\n<td>Cars</td>\n<td>1:30</td>\n</tr>\n</table>\n",
            ["It opens", "Cars"],
        ),
        ("<b>[0:12]</b> It opens\n\n<b>[1:30]</b> Cars\n", ["It opens", "Cars"]),
        ("It opens<sub>0:12</sub>\n", ["It opens"]),
        ("<h3>It opens (0:12)</h3>\n", ["It opens"]),
        ('<time datetime="PT12S">0:12</time> It opens\n', ["It opens"]),
    ],
)
def test_claims_have_the_words_of_html(text: str, claims: list[str]) -> None:
    note = Note.parse((_FRONT + text).encode())
    own = [claim for claim in note.claims if not claim.stands_for_child]
    assert [note.plain.of(claim.span) for claim in own] == claims


@pytest.mark.parametrize(
    "text",
    [
        *(
            '<p data-x="0:12">',
            '<td title="0:12">It opens</td>',
            '<td title="[0:12]">It opens</td>',
        ),
        *('<td title="a\n0:12">', "<script>\nvar a = x[1:02]\n0:12 // x\n</script>"),
        *("<script>\n0:12 x [0:12]", "<style>\na[1:02]\n0:12 x\n</style>"),
        *("<template>\n[1:02] <b>a</b>\n0:12 x\n</template>", "<title>0:12 x</title>"),
        '<iframe src="https://example.org/">\n[1:02] a\n0:12 b\n</iframe>',
        '<video src="x.mp4">\n<a href="https://youtu.be/abcdefghijk?t=5">0:05</a>\n</video>',
        '<script>\nplay("https://youtu.be/abcdefghijk?t=5")\n</script>',
        *("<pre>\n[1:02] a\n0:12 b\n</pre>", "<pre>\n[1:02] a\n0:12 b"),
    ],
)
def test_time_in_a_tag_or_in_what_is_hidden_or_code_is_none(text: str) -> None:
    for where in ("table", "div"):
        note = Note.parse(f"{_FRONT}<{where}>\n{text}\n</{where}>\n".encode())
        assert not note.citations


@pytest.mark.parametrize(
    "text",
    [
        'a <a class="yt-timestamp" data-t="1:02">[1:02]</a>',
        '<pre>\n[0:12] <a class="yt-timestamp" data-t="1:02">[1:02]</a> b\n</pre>',
        '<template>[0:12] <a class="yt-timestamp" data-t="1:02">[1:02]</a> b</template>',
        "<script>a[0:12]</script> [1:02] b",
        "<pre>[0:12]</pre> [1:02] b",
        '<p title="[0:12]">[1:02] b</p>',
        "<head>[1:02] b",
    ],
)
def test_anchor_and_what_is_shown_beside_hidden_html_are_citations(text: str) -> None:
    note = Note.parse(f"{_FRONT}<div>\n{text}\n</div>\n".encode())
    assert [one.written for one in note.citations] == ["1:02"]


def test_what_plays_in_hidden_html_names_its_video() -> None:
    text = '<div>\n<video><source src="talk.mp4#t=5">[0:12]</video>\n</div>\n'
    note = Note.parse(text.encode())
    assert [one.written for one in note.citations] == ["5"]
    assert note.video.path == "talk.mp4"


@pytest.mark.parametrize(
    ("tag", "key"),
    [
        ('<iframe src="https://www.youtube.com/embed/abcdefghijk"></iframe>', "abcdefghijk"),
        (
            '<iframe width="560"\n  src="https://www.youtube-nocookie.com/embed/abcdefghijk?rel=0"'
            "\n allowfullscreen>\n</iframe>",
            "abcdefghijk",
        ),
        (
            "<div>\n<iframe src='https://player.vimeo.com/video/76979871?h=8272103f6e'></iframe>"
            "\n</div>",
            "https://vimeo.com/76979871",
        ),
        (
            '<iframe src="//player.bilibili.com/player.html?bvid=BV1xx411c7mD&page=1"></iframe>',
            "https://www.bilibili.com/video/BV1xx411c7mD",
        ),
        (
            '<iframe src="https://www.dailymotion.com/embed/video/x7tgad0"></iframe>',
            "https://www.dailymotion.com/video/x7tgad0",
        ),
        ("<video src='talk.mp4'></video>", "talk.mp4"),
        ('<video controls><source src="talk.mp4" type="video/mp4"></video>', "talk.mp4"),
    ],
)
def test_player_names_the_video_of_a_note(tag: str, key: str) -> None:
    note = Note.parse(f"{tag}\n\n[0:12] It opens\n".encode())
    assert video_key(note.video) == key
    assert len(note.players) == 1


def test_addresses_of_html_read_as_written_are_where_they_stand() -> None:
    note = Note.parse('<div>\né <img src="x.png" alt="pic"> &amp;\n</div>\n'.encode())
    texts = [
        (event["Text"], note.data[start:end])
        for event, start, end in note.events()
        if event.__class__ is dict and "Text" in event
    ]
    assert texts == [*(("é ", "é ".encode()), ("pic", b"pic"), (" ", b" "), ("&", b"&amp;"))]


def _is_nested(events: list[Any]) -> bool:
    opened = []
    for event, _, _ in events:
        if event.__class__ is str:
            continue
        ((key, value),) = event.items()
        name = value if value.__class__ is str else next(iter(value), "") if value else ""
        if key == "Start":
            opened.append(name)
        elif key == "End" and opened.pop() != name:
            return False
    return not opened


_PARTS = st.sampled_from(
    [
        *(
            "<div>",
            "</div>",
            "<p>",
            "<ul>",
            "</ul>",
            "<li>",
            "</li>",
            "<table>",
            "</table>",
            "<tr>",
        ),
        *("<td>", "<th colspan=3>", "<td rowspan=2>", "</td>", "<h2>", "</h2>", "<b>", "</b>"),
        *("<a href=x>", "</a>", "<pre>", "</pre>", "<br>", "<hr>", "<img src=a alt=b>", "<u>"),
        *("</u>", "<script>", "</script>", "<video src=v.mp4>", "</video>", "<!--", "-->", "<?"),
        *("<summary>", "</summary>", "<blockquote>", "</blockquote>", "<head>", "</head>", "<x>"),
        *(" words ", "\n", "\n\n", "&amp;", "&", "<", ">", '"', "**", "*", "`", "> ", "- ", "é"),
        *("[0:12]", '<a class="yt-timestamp" data-t="1:02">[1:02]</a>', "| a | b |\n|--|--|\n"),
        *("==", "%%", "[x](y)", "![x](y)", "[[z]]", "\r\n", "[^1]", "0:12"),
    ]
)


@given(st.lists(_PARTS, max_size=40).map("".join))
def test_any_html_gives_events_that_hold_each_other(text: str) -> None:
    note = Note.parse(text.encode())
    events = list(note.events())
    if "==" not in text:  # highlights overlap what they begin or end in
        assert _is_nested(events)
    assert all(note.body <= start <= end <= len(note.data) for _, start, end in events)
    assert not any(event.__class__ is dict and "Html" in event for event, _, _ in events)
    assert note.plain.of(Span(0, len(note.data))) is not None
    assert "<script" not in note_html(note, str).lower()


@pytest.mark.sample(5)
@pytest.mark.parametrize(
    "part",
    [
        *("<", "<br>", "<b>", "<div>", "<b><p>x", "<ul><li>", "</li>", "<table><tr><td>x", "<!--"),
        *(
            "<td colspan=99>",
            "<tr><td rowspan=99>x",
            '<a "',
            "<a '\"",
            "&#1",
            "<script>",
            "<video>",
        ),
        *("<u>**a", "<blockquote>", "<pre>", "<a b=", "<x y>", "<head>", "</b>", "\n<p>x", " "),
    ],
)
def test_hostile_html_is_read_in_time(part: str) -> None:
    for text in (f"<div>{part * (50_000 // len(part))}", f"x {part * (50_000 // len(part))}"):
        begun = time.thread_time()
        note = Note.parse(text.encode())
        assert len(note_html(note, str)) < 10_000_000
        assert time.thread_time() - begun < 2.0


class _Text(HTMLParser):
    _LINES = frozenset(
        {
            *("p", "li", "br", "pre", "td", "th", "div", "blockquote", "hr", "tr", "ul", "ol"),
            *("h1", "h2", "h3", "h4", "h5", "h6", "h7"),
        }
    )

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._raw = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._raw += tag in ("script", "style")
        self.parts.append(" " if tag in self._LINES else "")
        if tag == "img":
            self.parts.append(dict(attrs).get("alt") or "")

    def handle_endtag(self, tag: str) -> None:
        self._raw -= tag in ("script", "style")
        self.parts.append(" " if tag in self._LINES else "")

    def handle_data(self, data: str) -> None:
        if self._raw <= 0:
            self.parts.append(data)


def _text(page: str) -> str:
    parser = _Text()
    parser.feed(page)
    parser.close()
    return " ".join("".join(parser.parts).split())


# What is read otherwise on purpose: front matter (96), words that look like tags (150, 201, 491,
# 613), a processing instruction to its end (180), the name of a picture without words (475, 581),
# wikilinks (548, 559, 590). Of 626 Python reads `<!-->` otherwise.
_OTHERWISE = frozenset((96, 150, 180, 201, 475, 491, 548, 559, 581, 590, 613, 626))


def test_examples_of_commonmark_say_what_they_should() -> None:
    if not _SPEC.is_file():
        pytest.skip("the specification of CommonMark is not on this computer")
    fence = "`" * 32
    examples = re.findall(
        rf"^{fence} example\n(.*?)^\.\n(.*?)^{fence}$", _SPEC.read_text("utf-8"), re.M | re.S
    )
    assert len(examples) == 652
    wrong = []
    for number, example in enumerate(examples, 1):
        markdown, wanted = (part.replace("→", "\t") for part in example)
        shown = note_html(Note.parse(markdown.encode()), str)
        if _text(shown) != _text(wanted):
            wrong.append(number)
    # A tag that is never closed: newer releases of Python's parser show nothing of it.
    unclosed = {156, 157, 158}
    assert set(wrong) - unclosed == _OTHERWISE - unclosed
