import pytest

from viewer.notes.note import BlockKind, Note, Span

A = '<a class="yt-timestamp" data-t="00:00:{0}">[00:00:{0}]</a>'
A1, A2, A3, A4 = (A.format(number) for number in (11, 22, 33, 44))


def parse(markdown: str) -> Note:
    return Note.parse(markdown.encode())


def claims(markdown: str) -> list[tuple[str, list[str]]]:
    """Of every claim: its text without citations, and the times of its run."""
    note = parse(markdown)
    return [
        (
            ("~" if claim.stands_for_child else "") + note.plain.of(claim.span),
            [note.citations[index].written[-2:] for index in claim.citations],
        )
        for claim in note.claims
    ]


def test_text_belongs_to_the_citation_that_follows_when_there_are_several() -> None:
    assert claims(f"First thing {A1}. Second thing {A2}, third {A3}.") == [
        ("First thing", ["11"]),
        ("Second thing", ["22"]),
        ("third", ["33"]),
    ]


@pytest.mark.parametrize(
    "between", ["", " ", ", ", " and ", "; ", " & ", ",\n", "<br/>", " – ", "**, **", "](", ". "]
)
def test_citations_are_one_run_when_nothing_stands_between(between: str) -> None:
    assert claims(f"Thing {A1}{between}{A2}. Next {A3}") == [
        ("Thing", ["11", "22"]),
        ("Next", ["33"]),
    ]


@pytest.mark.parametrize("between", [" word ", ", while ", " 7 ", " и так "])
def test_run_ends_when_words_stand_between(between: str) -> None:
    assert len(claims(f"Thing {A1}{between}{A2}")) == 2


@pytest.mark.parametrize(
    ("after", "starts"),
    [
        (". Next", "Next"),
        (".) Next", "Next"),
        ('." “Next”', "“Next”"),
        (".** *Next*", "*Next*"),
        ("。次", "次"),
        (" - next", "next"),
        (" -5 degrees", "-5 degrees"),
        (".\n> Next", "Next"),
        ("! Next", "Next"),
        (" ![](a.webp)", "![](a.webp)"),
    ],
)
def test_claim_starts_at_its_first_word_when_one_ends_before(after: str, starts: str) -> None:
    note = parse(f"> Thing {A1}{after} is so {A2}")
    assert note.text(note.claims[1].span).startswith(starts)


@pytest.mark.parametrize("before", ["- ", "> ", ""])
def test_claim_that_begins_with_its_time_has_the_words_behind_it(before: str) -> None:
    note = parse(f"Words {A1}\n\n{before}{A2} “A quote.”\n")
    assert [note.plain.of(claim.span) for claim in note.claims] == ["Words", "“A quote.”"]


def test_text_after_the_last_citation_belongs_to_it_when_clicked() -> None:
    note = parse(f"First {A1}. Second {A2} with a tail.\n\nOther text.")
    first, second = note.claims
    assert note.text(first.reach).endswith("</a>. ")
    assert note.text(second.span).endswith(A2)
    assert note.text(second.reach).endswith("tail.")
    assert note.claim_at(note.data.index(b"tail")) is second
    assert note.claim_at(note.data.index(b".")) is first
    assert note.claim_at(note.data.index(b"Other")) is None


def test_block_stands_for_its_first_child_when_it_has_no_citation() -> None:
    tight = f"- **Factors**\n  - one {A1}\n  - two {A2}\n- **None**\n  - nothing\n"
    loose = f"- **Factors**\n\n  - one {A1}\n\n  - two {A2}\n\n- **None**\n\n  - nothing\n"
    expected = [("~Factors", ["11"]), ("one", ["11"]), ("two", ["22"])]
    assert claims(tight) == claims(loose) == expected


def test_every_level_stands_for_the_first_child_when_nested_deep() -> None:
    assert claims(f"- a\n  - b\n    - c {A1}\n  - d\n- e") == [
        ("~a", ["11"]),
        ("~b", ["11"]),
        ("c", ["11"]),
    ]


def test_item_keeps_its_own_text_when_its_children_are_cited_too() -> None:
    assert claims(f"- own {A1}\n  - child {A2}\n") == [("own", ["11"]), ("child", ["22"])]


def test_paragraphs_of_an_item_borrow_a_citation_when_they_have_none() -> None:
    assert claims(f"- head\n\n  middle {A1}\n\n  tail\n\nafter") == [
        ("~head", ["11"]),
        ("middle", ["11"]),
        ("~tail", ["11"]),
    ]


def test_heading_and_top_level_text_stand_for_nothing_when_uncited() -> None:
    assert claims(f"# Title\n\nIntroduction:\n\n- one {A1}\n\n> quote\n>\n> cited {A2}") == [
        ("one", ["11"]),
        ("cited", ["22"]),
    ]


def test_heading_is_a_claim_when_it_is_cited() -> None:
    note = parse(f"## Topic {A1}\n\ntext")
    assert note.text(note.claims[0].span) == f"Topic {A1}"
    assert note.blocks[note.claims[0].block].kind is BlockKind.HEADING


def test_cells_borrow_the_citation_of_their_row_when_they_have_none() -> None:
    table = f"| time | what | who |\n|---|---|---|\n| {A1} | thing | she |\n| x | y | z |\n"
    assert claims(table) == [("", ["11"]), ("~thing", ["11"]), ("~she", ["11"])]
    assert claims(f"| a | b |\n|---|---|\n| fact | {A1} |\n") == [("~fact", ["11"]), ("", ["11"])]


def test_claim_lies_in_its_block_when_blocks_are_mixed() -> None:
    markdown = f"> quote {A1}\n\n1. item {A2}\n\n   ```\n   code\n   ```\n\n[^1]: note {A3}\n"
    note = parse(markdown)
    kinds = [note.blocks[claim.block].kind for claim in note.claims]
    assert kinds == [BlockKind.PARAGRAPH] * 3
    parents = [note.blocks[note.blocks[claim.block].parent].kind for claim in note.claims]
    assert parents == [BlockKind.QUOTE, BlockKind.ITEM, BlockKind.FOOTNOTE]


def test_surplus_cell_has_a_claim_when_markdown_drops_it() -> None:
    note = parse(f"| a |\n|---|\n| b | dropped {A1} |\n\nNext {A2}\n")
    assert [claim.block for claim in note.claims] == [-1, 5]
    assert [note.plain.of(claim.span) for claim in note.claims] == ["", "Next"]


def test_line_of_code_is_a_claim_when_it_is_cited() -> None:
    lines = f"- seek(1) {A1}\n{A2} seek(2) # {A3} back\nplain\n\t{A4}: seek(4)  \n"
    note = parse(f"Before.\n\n```python\n{lines}```\n\nAfter {A1}.\n")
    own = [claim for claim in note.claims if note.blocks[claim.block].kind is BlockKind.CODE]
    assert [note.plain.of(claim.span) for claim in own] == ["seek(1)", "", "seek(2) #", "seek(4)"]
    assert note.data[slice(*own[0].span)].decode() == f"seek(1) {A1}"
    assert note.data[slice(*own[3].span)].decode() == f"{A4}: seek(4)"
    assert note.claim_at(note.data.index(b"back")) == own[2]
    assert note.claim_at(note.data.index(b"plain")) is None
    assert note.claim_at(note.data.index(b"python")) is None


def test_text_of_an_item_borrows_the_citation_of_its_code() -> None:
    assert claims(f"- Words\n  ```\n  seek() {A1}\n  stop()\n  ```\n")[0] == ("~Words", ["11"])


def test_wikilinks_are_read_when_written_in_every_way() -> None:
    links = parse(
        "[[note]] [[ file_name | shown text ]] [[a/b#Some heading]] [[n#^block|x]] [[#own]] "
        "![[picture.png|200]]\n\n| [[a\\|b]] |\n|---|\n"
    ).links
    assert [(x.target, x.heading, x.block_ref, x.shown, x.embed) for x in links] == [
        ("note", "", "", "note", False),
        ("file_name", "", "", "shown text", False),
        ("a/b", "Some heading", "", "a/b#Some heading", False),
        ("n", "", "block", "x", False),
        ("", "own", "", "#own", False),
        ("picture.png", "", "", "200", True),
        ("a", "", "", "b", False),
    ]


def test_plain_text_has_no_markup_when_shown() -> None:
    note = parse(f"**Bold** `code` [[n | link]] &amp; ({A1}) text {A2}, more\n*words* {A3}.")
    assert note.plain.of(note.blocks[0].span) == "Bold code link & text, more words."


def test_kind_of_a_callout_is_left_out_when_shown() -> None:
    assert claims(f"> [!info]- Title\n> Body {A1}") == [("Title Body", ["11"])]


def test_title_is_the_first_heading_when_front_matter_has_none() -> None:
    assert parse(f"text\n\n## The *title* {A1}\n\n# Other").title == "The title"
    assert parse("---\ntitle: Named\n---\n# Other").title == "Named"
    assert parse("text").title is None


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_offsets_are_of_the_file_when_it_has_bom_and_line_ends(newline: str, bom: str) -> None:
    lines = ["---", "title: É", "videoId: atMRWzgHEGg", "---", "", f"- שלום 🎬 {A1}", f"- b {A2}"]
    note = parse(bom + newline.join(lines))
    assert [note.text(citation.span) for citation in note.citations] == [A1, A2]
    assert note.title == "É"
    assert note.video.video_id == "atMRWzgHEGg"
    assert note.problems == ()
    for event, start, end in note.events():
        if isinstance(event, dict) and "Text" in event:
            assert note.text(Span(start, end)) == event["Text"]


def test_offsets_are_exact_when_bytes_are_broken() -> None:
    data = b"a\xff\xfeb \xe2\x80 " + A1.encode() + b"\xc3 [1:02]\0"
    note = Note.parse(data)
    assert not note.is_utf8
    assert [problem.text for problem in note.problems] == ["The file is not valid UTF-8."]
    assert note.problems[0].span == Span(1, 2)
    assert [data[c.span.start : c.span.end] for c in note.citations] == [A1.encode(), b"[1:02]"]
    assert note.text(Span(0, 8)) == "a\ufffd\ufffdb \ufffd\ufffd "
    texts = [event["Text"] for event, _, _ in note.events() if "Text" in event]
    assert texts[0] == "a\ufffd\ufffdb \ufffd\ufffd "


def test_special_spaces_and_marks_stay_when_they_are_not_ascii() -> None:
    text = "a\u2028b\u00a0c\u0301 👩‍👩‍👧 "
    note = parse(text + A1)
    assert note.text(note.claims[0].span) == text + A1


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\n", b"---", b"---\n---\n", b"\0", b"\r"])
def test_note_is_empty_when_the_file_is(data: bytes) -> None:
    note = Note.parse(data)
    assert (note.citations, note.claims, note.links, note.title) == ((), (), (), None)


def test_end_of_a_range_in_a_cell_of_its_own_is_no_words() -> None:
    rows = b"| What | Start | End |\n|---|---|---|\n| cars | 4:10 | 4:30 |\n"
    note = Note.parse(b"---\nvideo: https://youtu.be/abcdefghij1\n---\n" + rows)
    assert [note.plain.of(claim.span) for claim in note.claims] == ["cars", ""]


def test_the_name_of_a_picture_is_no_word_of_a_claim() -> None:
    data = (
        b"Seen ![[a b.webp]] here ![[c.png|300]] [0:02]\n\n![[d.webp]] [0:03]\n\n![[e.png|a wheel]]"
    )
    note = Note.parse(data)
    assert [note.plain.of(claim.span) for claim in note.claims] == ["Seen here", ""]
    assert note.plain.of(note.blocks[2].span) == "a wheel"
