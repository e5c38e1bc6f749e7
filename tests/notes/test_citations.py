import pytest

from viewer.notes.note import Note


def cited(markdown: str) -> list[tuple[str, str]]:
    """Of every citation: its markup and what is written in it."""
    note = Note.parse(markdown.encode())
    return [(note.text(citation.span), citation.written) for citation in note.citations]


@pytest.mark.parametrize(
    ("markup", "written", "label"),
    [
        ('<a class="yt-timestamp" data-t="01:09:07">[01:09:07]</a>', "01:09:07", "[01:09:07]"),
        ('<a class="yt-timestamp" data-t="01:09:07"></a>', "01:09:07", None),
        ('<a class="yt-timestamp" data-t="01:09:07">[[01:09:07]]</a>', "01:09:07", "[[01:09:07]]"),
        ('<a class="yt-timestamp" data-t="00:14:56">[00:15:09]</a>', "00:14:56", "[00:15:09]"),
        ('<a class="yt-timestamp" data-t="00:46:00">Link</a>', "00:46:00", "Link"),
        ('<a class="yt-timestamp" data-t="1:02">see <b>this</b></a>', "1:02", "see <b>this</b>"),
        ('<a data-t="00:07" class="yt-timestamp">[00:07]</a>', "00:07", "[00:07]"),
        ("<a class='yt-timestamp' data-t='00:07'>[00:07]</a>", "00:07", "[00:07]"),
        ('<a class="yt-timestamp"\ndata-t="00:07">\n[00:07]\n</a>', "00:07", "\n[00:07]\n"),
        ('<a class="yt_timestamp" data-t="00:05:12">[00:05:12]</a>', "00:05:12", "[00:05:12]"),
        ('<a class="yt="yt-timestamp" data-t="00:07:01">[7:01]</a>', "00:07:01", "[7:01]"),
        ('<a class="yt=" data-t="00:24:01">[00:24:11]</a>', "00:24:01", "[00:24:11]"),
        ('<a class="yt-timestamp" data="00:59">[00:59]</a>', "00:59", "[00:59]"),
        ('<a class="yt-timestamp" href="00:00:27">[27]</a>', "00:00:27", "[27]"),
        ('<a class="yt-timestamp" data-02:52:00">[02:52:00]</a>', "02:52:00", "[02:52:00]"),
        ('<a class="yt>00:10:17">[00:10:17]</a>', "00:10:17", '00:10:17">[00:10:17]'),
        ('<a class="yt-timestamp" data-t="04:15:15]</a>', "04:15:15]", None),
        ('<a class="yt-timestamp" data-t="00:21:00%3C/a>', "00:21:00", None),
        ('<a class="yt-timestamp" data-t="00:15:11]-[00:15:24]</a>', "00:15:11]-[00:15:24]", None),
        ('<a class="yt-timestamp" data-t="00:15:58">[00:15:58]]', "00:15:58", "[00:15:58]]"),
        ('<a class="yt-timestamp" data-t="00:01:37">[00:01:37]>', "00:01:37", "[00:01:37]"),
        ('<a class="yt-timestamp" data-t="01:21:56">[01:21:56]</a)', "01:21:56", "[01:21:56]"),
        ('<a class="yt-timestamp" data-t="HH:MM:SS">[HH:MM:SS]</a>', "HH:MM:SS", "[HH:MM:SS]"),
    ],
)
@pytest.mark.parametrize("around", ["{}", "*   Text {}.", "> Ünïcode 🎬 {}, more", "# A {}"])
def test_anchor_is_found_whole_when_its_shape_is_odd(
    markup: str, written: str, label: str | None, around: str
) -> None:
    if "\n" in markup and around.startswith("#"):
        pytest.skip("a heading ends with its line")
    note = Note.parse(around.format(markup).encode())
    (citation,) = note.citations
    assert note.text(citation.span) == markup
    assert citation.written == written
    assert citation.label == label


def test_unclosed_anchor_ends_when_the_next_begins() -> None:
    one = '<a class="yt-timestamp" data-t="00:13:52">[00:13:52]'
    two = '<a class="yt-timestamp" data-t="00:13:57">[00:13:57]</a>'
    assert cited(f"Text {one} more text, {two}.") == [(one, "00:13:52"), (two, "00:13:57")]


def test_unclosed_anchor_takes_no_part_of_the_link_it_reaches_into() -> None:
    link = '[00:00:41](<a%20class="yt-timestamp"%20data-t="00:00:41">)'
    broken = f'Words <a class="yt-timestamp" data-t="05:33:and more ({link}.'
    note = Note.parse(broken.encode())
    first, second = note.citations
    assert first.span.end <= second.span.start
    assert (first.readings[0].ms, second.written) == (333_000, "00:00:41")


def test_anchor_ends_when_its_block_ends() -> None:
    one = '<a class="yt-timestamp" data-t="00:13:52">'
    assert cited(f"- Text {one}\n- other [1:02]</a>") == [(one, "00:13:52"), ("[1:02]", "1:02")]


def test_anchor_takes_the_link_when_it_became_its_target() -> None:
    link = '[00:00:41](<a%20class="yt-timestamp"%20data-t="00:00:41">)'
    note = Note.parse(f"Text ({link}).".encode())
    (citation,) = note.citations
    assert note.text(citation.span) == link
    assert citation.label == "00:00:41"


@pytest.mark.parametrize(
    ("markup", "times"),
    [
        ("[1:02]", ["1:02"]),
        ("[00:01:02, 00:18:00]", ["00:01:02", "00:18:00"]),
        ("[00:00:19 | 00:00:22]", ["00:00:19", "00:00:22"]),
        ("[00:56:56; 02:25:36]", ["00:56:56", "02:25:36"]),
        ("[01:00 and 02:00]", ["01:00", "02:00"]),
        ("[ 1:02 ]", ["1:02"]),
        ("[00:01:10:00]", ["00:01:10:00"]),
        ("[[00:01:02]]", ["00:01:02"]),
    ],
)
def test_bracket_gives_one_citation_per_time_when_bare(markup: str, times: list[str]) -> None:
    note = Note.parse(f"Text {markup}, more.".encode())
    assert [citation.written for citation in note.citations] == times
    for citation in note.citations:
        assert note.text(citation.span) == markup
        assert note.text(citation.value) == citation.written
    assert not note.links
    assert len(note.claims) == 1


def test_bracket_is_cited_when_what_follows_makes_no_link() -> None:
    assert [written for _, written in cited("a [1:02](he said so), b [1:03][1:04]")] == [
        "1:02",
        "1:03",
        "1:04",
    ]


@pytest.mark.parametrize(
    "markdown",
    [
        "`[1:02]`",
        "```\n[1:02]\n```",
        "    [1:02]",
        '`<a class="yt-timestamp" data-t="1:02">[1:02]</a>`',
        "<pre>\n[1:02]\n</pre>",
        "<!-- [1:02] -->",
        "text <!-- [1:02] --> text",
        "[1:02](https://example.org)",
        "[text [1:02]](https://example.org)",
        "![1:02](picture.png)",
        "[1:02]: https://example.org",
        "[1:02]: https://example.org\n\n[1:02] is a link",
        "[[note | 00:01:02]]",
        "[[note_1:02]]",
        "[^1:02]",
        "- [ ] task",
        "- [x] task",
        "> [!info] 1:02",
        "\\[1:02\\]",
        "[at 1:02]",
        "[1:02 or so]",
        "1:02",
        '<a href="https://example.org">1:02</a>',
        '<b title="[1:02]">x</b>',
        "---\ntitle: x [1:02]\n---\n",
    ],
)
def test_nothing_is_cited_when_it_is_code_or_a_link(markdown: str) -> None:
    assert cited(markdown) == []


_WHOLE = '<a class="yt-timestamp" data-t="1:02">[1:02]</a>'


@pytest.mark.parametrize(
    "markdown",
    [
        "```py\nseek() {}\n```",
        "~~~\n{} seek()\n",
        "text\n\n    seek() {} # back\n",
        "> ```\n> - seek() {}\n> ```",
        "- item\n\n  ```\n  seek() {}\n  ```\n- more",
        "```\r\nseek()\r\n{}\r\n```\r\n",
        "```\n[9:59] `{}` {{{{video}}}} https://youtu.be/abcdefghijk?t=9\n```",
    ],
)
def test_whole_anchor_is_cited_when_it_stands_in_a_block_of_code(markdown: str) -> None:
    assert cited(markdown.format(_WHOLE)) == [(_WHOLE, "1:02")]


@pytest.mark.parametrize(
    "markdown",
    [
        f"``` {_WHOLE}\nseek()\n```",
        f"%%\n```\nseek() {_WHOLE}\n```\n%%",
        f"<pre>\nseek() {_WHOLE}\n</pre>",
        '```\n<a class="yt-timestamp" data-t="1:02>[1:02]</a>\n```',
        '```\n<a class="yt-timestamp"\n data-t="1:02">[1:02]</a>\n```',
    ],
)
def test_nothing_is_cited_when_it_is_damaged_or_no_line_of_code(markdown: str) -> None:
    assert cited(markdown) == []


def test_citations_are_in_order_when_code_stands_between() -> None:
    code = _WHOLE.replace("1:02", "2:00")
    text = f"One {_WHOLE}\n\n```\n[9:59]\na {code}\nb `{code}`\n```\n\nTwo [3:00] `[4:00]` [5:00]"
    assert [written for _, written in cited(text)] == ["1:02", "2:00", "2:00", "3:00", "5:00"]


@pytest.mark.parametrize("text", ["At 1:02 he says it\n\n2:03 More", "[1:02] One\n\n[2:03] Two"])
def test_rest_of_a_note_is_read_as_before_when_its_code_cites(text: str) -> None:
    before = Note.parse(text.encode())
    after = Note.parse(f"{text}\n\n```\nseek() {_WHOLE}\n```\n".encode())
    assert after.citations[:-1] == before.citations
    assert [claim for claim in after.claims if claim.span.end <= len(text)] == list(before.claims)


def test_label_is_no_bracket_when_it_stands_in_an_anchor() -> None:
    assert len(cited('<a class="yt-timestamp" data-t="1:02">[1:02] [1:03]</a>')) == 1


def test_html_block_is_searched_when_it_is_no_code() -> None:
    assert cited('<div><a class="yt-timestamp" data-t="1:02">[1:02]</a> [1:03]</div>') == [
        ('<a class="yt-timestamp" data-t="1:02">[1:02]</a>', "1:02"),
        ("[1:03]", "1:03"),
    ]
