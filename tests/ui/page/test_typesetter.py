"""A note in type: what it says, how it looks, and where each byte stands in it."""

import re
from itertools import pairwise

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from PySide6.QtGui import QFont, QTextBlock, QTextCursor, QTextFragment

from tests.examples import examples
from viewer.notes.counts import doubts_by_times
from viewer.notes.note import Note, Span
from viewer.ui.kit.characters import utf16_units
from viewer.ui.kit.theme import load_theme
from viewer.ui.page.document import ChipState, InsetKind, NoteDocument, Property
from viewer.ui.page.document_writer import LINE_SEPARATOR, chip_state
from viewer.ui.page.typesetter import Typesetter

pytestmark = pytest.mark.usefixtures("qapp")

NBSP = "\u00a0"
ANCHOR = '<a class="yt-timestamp" data-t="00:00:07">[00:00:07]</a>'


def typeset(
    source: str | bytes, *, title: str = "", duration_ms: int | None = None
) -> NoteDocument:
    data = source.encode() if isinstance(source, str) else source
    note = Note.parse(data)
    times = note.times(duration_ms)
    return Typesetter(note, times, load_theme("light"), QFont("Inter", 10), title).run()


def states(picture: NoteDocument, duration_ms: int) -> list[ChipState]:
    """Return how to draw the chip of each citation."""
    note, times = picture.note, picture.note.times(duration_ms)
    doubts = doubts_by_times(note, times).marked
    return [chip_state(note, at, time, doubts) for at, time in enumerate(times)]


def characters(picture: NoteDocument) -> list[str]:
    """Return the UTF-16 units of the document, as Qt counts them."""
    cursor = QTextCursor(picture.document)
    cursor.select(QTextCursor.SelectionType.Document)
    encoded = cursor.selectedText().encode("utf-16-le", "surrogatepass")
    units = [encoded[at : at + 2] for at in range(0, len(encoded), 2)]
    return [unit.decode("utf-16-le", "surrogatepass") for unit in units]


def shown(picture: NoteDocument, span: Span) -> str:
    """Return the text that the document shows for a span, without its chips."""
    start, end = picture.range_of(span)
    units = characters(picture)
    for inset in picture.insets:
        units[inset.position] = inset.words.strip("$")
    in_chips = {at for chip in picture.chips for at in range(chip.start, chip.end)}
    kept = "".join(units[at] for at in range(start, end) if at not in in_chips)
    return kept.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def letters(text: str) -> str:
    """Leave out white space, and what plain text may tidy away around and between citations."""
    return re.sub(r"\band\b|[\s.,;:()—\u2028\u2029\ufffc]+", "", text)


def blocks(picture: NoteDocument) -> list[QTextBlock]:
    found = []
    block = picture.document.begin()
    while block.isValid():
        found.append(block)
        block = block.next()
    return found


def fragments(block: QTextBlock) -> list[QTextFragment]:
    found, at = [], block.begin()
    while not at.atEnd():
        found.append(at.fragment())
        at += 1
    return found


def block_of(picture: NoteDocument, words: str) -> QTextBlock:
    return next(block for block in blocks(picture) if words in block.text())


def text_of_chip(picture: NoteDocument, number: int) -> str:
    chip = picture.chips[number]
    return "".join(characters(picture)[chip.start : chip.end]).strip(NBSP)


# ---------------------------------------------------------------------- every byte in its place

_WORD = st.sampled_from(
    [
        *("plain", "two words", "naïve", "e\u0301te\u0301", "👩‍👩‍👧", "😀 😀", "שלום עולם"),
        *("مرحبا", "日本語", "wide\u00a0space", "sep\u2028arated", "&amp;", "AT&T"),
        *("&eacute;t&eacute;", "\\*star\\*", "**bold**", "*slant*", "~~gone~~", "`code`"),
        *("``two `ticks` ``", "[a link](https://example.org/)", "[[note | shown words]]"),
        *("[[Some Note]]", "H<sub>2</sub>O", "<b>strong</b>", "x<br>y", "—", "$x^2$"),
        *("$$y$$", "$5 and $10", "==marked==", "==**both**==", "#tag", "%%hidden%%"),
        "![alt](p.png)",
    ]
)
# With a word at its start: what holds no word joins two citations to one run.
_SENTENCE = st.lists(_WORD, max_size=5).map(lambda words: " ".join(("Word", *words)))
_TIMES = st.sampled_from(
    [
        *("[0:05]", "[1:02, 2:03]", "[00:00:05-00:00:09]", ANCHOR, ANCHOR + ", " + ANCHOR),
        *("[0:05] and [0:06]", "[90:00]"),
    ]
)
_CLAIM = st.tuples(_SENTENCE, _TIMES).map(" ".join)
_LINE = st.lists(_CLAIM, min_size=1, max_size=3).map(". ".join)
_TAIL = st.sampled_from(["", ".", " and more words"])
_BODY = st.tuples(_LINE, _TAIL).map("".join)
_BLOCK = st.one_of(
    _BODY,
    _BODY.map(lambda text: f"- {text}"),
    st.tuples(_SENTENCE, _BODY).map(lambda two: f"- {two[0]}\n  - {two[1]}\n    - {two[1]}"),
    st.tuples(_BODY, _BODY).map(lambda two: f"1. {two[0]}\n2. {two[1]}"),
    _BODY.map(lambda text: f"- [x] {text}"),
    _BODY.map(lambda text: f"## {text}"),
    _BODY.map(lambda text: f"> {text}"),
    _BODY.map(lambda text: f"> [!tip] Mind\n> {text}"),
    _BODY.map(lambda text: f"> [!note]\n> {text}"),
    st.tuples(_CLAIM, _CLAIM).map(
        lambda two: (
            "| a | b |\n|---|---|\n| " + " | ".join(two).replace("[[note | ", "[[note ") + " |"
        )
    ),
    st.tuples(_BODY, _BODY).map("\n".join),
    st.just("```\ncode [0:09]\nmore\n```"),
    st.just(f"```\ncode [0:09]\nseek() {ANCHOR}\n\nseek({ANCHOR}) # back\n```"),
    st.just("---"),
    st.just("---\ntitle: In vain\n---"),
)
_NOTE = st.tuples(
    st.sampled_from(["", "---\ntitle: A title\nvideoId: abcdefghijk\n---\n\n", "\ufeff"]),
    st.lists(_BLOCK, min_size=1, max_size=6).map("\n\n".join),
    st.sampled_from(["\n", "\r\n"]),
).map(lambda parts: (parts[0] + parts[1] + "\n").replace("\n", parts[2]))


@given(_NOTE)
@examples(1.5)
def test_every_claim_is_shown_in_full_at_its_range(source: str) -> None:
    picture = typeset(source)
    note = picture.note
    for claim in note.claims:
        for span in (claim.span, claim.reach):
            assert letters(shown(picture, span)) == letters(note.plain.of(span))


@given(_NOTE)
def test_every_citation_has_one_chip_at_its_range(source: str) -> None:
    picture = typeset(source)
    note = picture.note
    times = note.times(None)
    assert [chip.citation for chip in picture.chips] == [
        index
        for index, citation in enumerate(note.citations)
        if not (citation.ends_range and times[index - 1].end_ms is not None)
    ]
    for chip in picture.chips:
        start, end = picture.range_of(note.citations[chip.citation].span)
        assert start <= chip.start < chip.end <= end
        assert picture.byte_at(chip.start) == note.citations[chip.citation].span.start
        assert picture.byte_at(chip.end - 1) == note.citations[chip.citation].span.start
    for before, after in pairwise(picture.chips):
        assert before.end <= after.start


_FRAGMENTS = st.sampled_from(
    [
        *(ANCHOR, "<a class='yt-timestamp' data-t='0:07'>", "</a>", "[1:02]", "[0:01, 0:02]"),
        *("[[", "]]", "[[note | shown]]", "![[pic.png]]", "![alt [0:05]](x.png)", "[x](", ")"),
        *("[x](/u '[0:03]')", "`", "```\n", "<!--", "-->", "<div>", "<br>", "<b>", "</b>", "<pre>"),
        *("**", "_", "~~", "# ", "- ", "1. ", "> ", "> [!tip] ", "    ", "  ", "\t"),
        *("\n", "\n\n", "\r\n", "\r", "| a | b |\n|---|---|\n| ", " | ", "---\n", "\\", "\0"),
        *("\u2028", "é\u0301", "שלום", "👩‍👩‍👧", " and ", ", ", "word", "[^1]", "[^1]: ", "- [ ] "),
        *("\u2029", "\ufdd0", "\ufffe"),
        *("$", "$$", "$x$", "$x", "y$", "==", "==a==", "%%", "%%b%%", "#tag", "#"),
        *("![", "](p.png)"),
        *("&amp;", "&nbsp;", "&#x1F600;", "&bogus;", "\u00a0", "\ufeff"),
    ]
)
_MIX = st.lists(_FRAGMENTS, max_size=30).map("".join)


def _check_places(picture: NoteDocument) -> None:
    note, units = picture.note, characters(picture)
    count = picture.document.characterCount()
    byte_before: int | None = None
    for position in range(count):
        byte = picture.byte_at(position)
        if byte is None:
            assert byte_before is None, "a byte of the note stands before what is not of it"
            continue
        assert byte_before is None or byte_before <= byte <= len(note.data)
        # Where a letter is shown as it is written, the way there and back leads to itself.
        is_first = byte != byte_before
        byte_before = byte
        if is_first and position < len(units) and not picture.chip_at(position):
            letter = units[position]
            if letter in "\u2028\u2029":
                continue  # where Qt has the end of a block, or a line ends for a formula
            if 0xD800 <= ord(letter) < 0xDC00:
                letter += units[position + 1]
                letter = letter.encode("utf-16-le", "surrogatepass").decode("utf-16-le")
            if note.data[byte:].startswith(letter.encode()):
                assert picture.position_at(byte) == position, (position, letter)
    position_before = 0
    for byte in range(len(note.data) + 2):
        position = picture.position_at(byte)
        assert position_before <= position < count + 1
        position_before = position
    assert [chip.citation for chip in picture.chips] == sorted(
        {chip.citation for chip in picture.chips}
    )
    for chip in picture.chips:
        assert picture.chip_at(chip.start) == chip
        assert picture.chip_at(chip.end - 1) == chip
    for claim in note.claims:
        start, end = picture.range_of(claim.span)
        assert 0 <= start <= end <= count


def _unseen(note: Note) -> set[int]:
    """Return the citations that touch nothing which is shown as text, as a parser sees it."""
    seen: set[int] = set()
    depth = 0
    for event, start, end in note.events():
        if isinstance(event, str):
            continue
        ((kind, value),) = event.items()
        if kind in ("Start", "End"):
            if isinstance(value, dict) and "MetadataBlock" in value:
                depth += 1 if kind == "Start" else -1
        elif depth == 0:
            seen |= {
                index
                for index, citation in enumerate(note.citations)
                if citation.span.start < end and start < citation.span.end
            }
    return set(range(len(note.citations))) - seen


def _typeset_in_order(source: str | bytes) -> NoteDocument:
    """Typeset a note, unless the parser gives its text out of order.

    It does where a wikilink begins around an image that ends behind it, `[[ | ![a]](b)](c)[[`.
    """
    picture = typeset(source)
    starts = [
        start
        for event, start, _ in picture.note.events()
        if isinstance(event, str) or "End" not in event
    ]
    assume(starts == sorted(starts))
    return picture


@given(_MIX)
@example("[x](/u '[0:03]') [0:04]")
@example(f"![[pic.png]]{ANCHOR}](p.png)")
@example("$$</a>$$\u2028)")
@example("```\né```\n---\n")
@example("![alt [0:05]](x.png)")
@example("| a | b |\n|---|---|\n| x [0:01] | ")
@examples(2.5)
def test_places_hold_when_fragments_are_mixed(source: str) -> None:
    picture = _typeset_in_order(source)
    _check_places(picture)
    without = set(range(len(picture.note.citations))) - {chip.citation for chip in picture.chips}
    assert without <= _unseen(picture.note)


@given(st.binary(max_size=120), _MIX)
def test_places_hold_when_the_bytes_are_broken(junk: bytes, source: str) -> None:
    _check_places(_typeset_in_order(source.encode() + junk))


@given(_NOTE)
def test_places_hold_when_the_note_has_a_title_of_its_own(source: str) -> None:
    picture = typeset(source, title="A title above")
    _check_places(picture)
    assert blocks(picture)[0].text() in ("A title above", picture.note.title)


def test_bytes_within_a_letter_stand_where_the_letter_stands() -> None:
    text = "a😀é\u0301日b"
    picture = typeset(text)
    for index, letter in enumerate(text):
        start = len(text[:index].encode())
        for byte in range(start, start + len(letter.encode())):
            assert picture.position_at(byte) == utf16_units(text[:index])
    assert [picture.byte_at(position) for position in range(8)] == [0, 1, 1, 5, 7, 9, 12, 13]


def test_utf16_units_are_counted_as_qt_does() -> None:
    for text in ("", "abc", "é", "😀", "a😀b", "\ud83d"):
        picture = typeset("")
        QTextCursor(picture.document).insertText(text)
        if "\ud83d" not in text:
            assert utf16_units(text) == picture.document.characterCount() - 1
    assert utf16_units("\ud83d") == 1


# ---------------------------------------------------------------------- what is shown, and how


def test_headings_have_their_sizes() -> None:
    picture = typeset("# One\n\n## Two\n\n### Three\n\nbody\n")
    sizes = [
        next(iter(block.begin())).fragment().charFormat().fontPointSize()
        for block in blocks(picture)
    ]
    assert [round(size / sizes[-1], 2) for size in sizes] == [1.6, 1.3, 1.1, 1.0]
    assert [block.blockFormat().headingLevel() for block in blocks(picture)] == [1, 2, 3, 0]


def test_lists_are_indented_and_marked() -> None:
    picture = typeset("3. three\n4. four\n   - below\n- [x] done\n- [ ] open\n-\n")
    marks = [block.blockFormat().property(Property.MARKER) for block in blocks(picture)]
    assert marks == ["3.", "4.", "\u2022", "task-done", "task-open", "\u2022"]
    margins = [block.blockFormat().leftMargin() for block in blocks(picture)]
    assert margins[0] == margins[1] == margins[3] == margins[4]
    assert 0 < margins[0] < margins[2]


def test_callout_shows_its_title_and_unknown_kinds_too() -> None:
    picture = typeset("> [!warning] Mind the *step*\n> body\n\n> [!odd]\n> other\n")
    texts = [(b.text(), b.blockFormat().property(Property.CALLOUT_TITLE)) for b in blocks(picture)]
    assert texts == [("Mind the step", "warning"), ("body", None), ("Odd", "odd"), ("other", None)]
    assert [bar[1] for bar in block_of(picture, "body").blockFormat().property(Property.BARS)] == [
        "warning"
    ]


def test_quotes_within_quotes_have_a_bar_each() -> None:
    picture = typeset("> outer\n>\n> > inner\n\nafter\n")
    bars = [len(b.blockFormat().property(Property.BARS) or []) for b in blocks(picture)]
    assert bars == [1, 2, 0]


@pytest.mark.parametrize(
    "source",
    [
        f"```\nfirst()\n  seek() {ANCHOR}\n{ANCHOR} # back [0:10]\n\nlast()\n```\n",
        f"> ```\n> first()\n>   seek() {ANCHOR}\n> {ANCHOR} # back [0:10]\n>\n> last()\n> ```\n",
        f"    first()\r\n      seek() {ANCHOR}\r\n    {ANCHOR} # back [0:10]\r\n\r\n    last()\r\n",
    ],
)
def test_code_keeps_its_lines_round_the_chips_of_its_anchors(source: str) -> None:
    picture = typeset(source)
    block = block_of(picture, "first()")
    assert block.blockFormat().property(Property.CODE)
    chip = f"{NBSP}0:07{NBSP}"
    lines = ("first()", f"  seek() {chip}", f"{chip} # back [0:10]", "", "last()")
    assert block.text() == LINE_SEPARATOR.join(lines)
    assert [chip.citation for chip in picture.chips] == [0, 1]
    assert shown(picture, picture.note.claims[0].span).strip() == "seek()"


def test_code_of_an_anchor_alone_stays_code() -> None:
    picture = typeset(f"Words\n\n    {ANCHOR}\n")
    assert [chip.citation for chip in picture.chips] == [0]
    block = picture.document.findBlock(picture.chips[0].start)
    assert block.blockFormat().property(Property.CODE)


def test_table_has_its_cells_and_their_chips() -> None:
    picture = typeset("| Key | Does |\n|---|---|\n| J | next [0:05] |\n| K | before |\n")
    table = QTextCursor(block_of(picture, "next")).currentTable()
    assert (table.rows(), table.columns()) == (3, 2)
    cell = table.cellAt(1, 1)
    (chip,) = picture.chips
    assert cell.firstPosition() <= chip.start < chip.end <= cell.lastPosition()


def test_html_is_obeyed_and_nothing_of_it_runs_or_is_seen() -> None:
    picture = typeset("a <b>bold</b> x<sup>2</sup><br>next <script>alert(1)</script><u-x> `<b>`\n")
    assert picture.document.toPlainText() == "a bold x2\nnext <b>"
    at = picture.document.toPlainText().index("bold")
    cursor = QTextCursor(picture.document)
    cursor.setPosition(at + 1)
    assert cursor.charFormat().fontWeight() == QFont.Weight.Bold


def test_html_block_is_shown_as_text_with_its_chips() -> None:
    picture = typeset(f"<div>\nwords &#{'9' * 5_000}; {ANCHOR}\n</div>\n")
    assert picture.document.toPlainText().startswith("words \ufffd ")
    assert len(picture.chips) == 1


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_html_block_is_set_line_by_line(end: str) -> None:
    picture = typeset(
        f"<h2>Heading</h2>{end}<table><tr><td>[0:07]</td><td>cell<br>below</td></tr></table>{end}"
        f"<p>Words <u>under</u>{end}and [0:05]</p>{end}"
    )
    (block,) = blocks(picture)
    assert block.text().split("\u2028") == [
        *("Heading", "\xa00:07\xa0 cell", "below", "Words under", "and \xa00:05\xa0")
    ]
    cursor = QTextCursor(picture.document)
    cursor.setPosition(block.text().index("under") + 1)
    assert cursor.charFormat().fontUnderline()
    assert [chip.citation for chip in picture.chips] == [0, 1]


def test_picture_in_html_is_a_link_and_a_player_its_video() -> None:
    picture = typeset(
        '<img src="https://example.org/a.png" alt="words">\n\n'
        '<video controls src="talk.mp4">No video</video>\n\n<a href="javascript:x()">no</a>\n'
    )
    assert [(link.target, link.video) for link in picture.links[:1]] == [
        ("https://example.org/a.png", None)
    ]
    (inset,) = picture.insets
    assert (inset.kind, inset.words) == (InsetKind.VIDEO, "talk.mp4")
    assert all("javascript" not in link.target for link in picture.links)
    assert picture.document.toPlainText() == "words\n\ufffc\nno"


def test_words_that_qt_would_take_for_marks_of_its_own_keep_their_place() -> None:
    picture = typeset("**\ufeffa** b\u2029c \ufdd0d [0:05]")
    assert len(blocks(picture)) == 1
    assert picture.position_at(picture.note.data.index(b"d")) == blocks(picture)[0].text().index(
        "d"
    )


_CHART = "https://example.org/c.png"


@pytest.mark.parametrize(
    ("source", "text", "links", "insets"),
    [
        (
            f"[[A Note#Part | words]], [page]({_CHART}), [[#Here]]\n",
            "words, page, #Here",
            [("A Note", "Part", True), (_CHART, "", False), ("", "Here", True)],
            [],
        ),
        ("![[Some Note#Part]]\n", "Some Note#Part", [("Some Note", "Part", True)], []),
        (f"![a chart]({_CHART})\n", "\ufffc", [(_CHART, "", False)], [(_CHART, "a chart", 0)]),
        ("words\n![](p.png)\n", "words \ufffc", [], [("p.png", "", 0)]),
        (
            "see ![a *long* story|300](p.png), ![[q.png|120x80]] and ![[q.png]].\n",
            "see \ufffc, \ufffc and \ufffc.",
            [],
            [("p.png", "a long story", 300), ("q.png", "", 120), ("q.png", "", 0)],
        ),
        ("---\ntitle: Secret\nvideoId: abcdefghijk\n---\n\nbody\n", "body", [], []),
        ("# Title\n\nbody", "Title\nbody", [], []),
        ("body", "Title\nbody", [], []),
    ],
)
def test_links_pictures_and_words_are_shown(
    source: str, text: str, links: list[tuple[str, str, bool]], insets: list[tuple[str, str, int]]
) -> None:
    picture = typeset(source, title="Title" if text.startswith("Title") else "")
    assert picture.document.toPlainText() == text
    assert [(link.target, link.heading, link.wiki) for link in picture.links] == links
    assert [(one.source, one.words, one.width) for one in picture.insets] == insets


def test_formulas_stand_for_their_source() -> None:
    picture = typeset("So $x_1 * y_2$ holds:\n\n$$\na \\\\ b\n$$\n\nfor $5 and $10.\n")
    assert picture.document.toPlainText() == "So \ufffc holds:\n\ufffc\nfor $5 and $10."
    assert [(one.kind, one.source, one.words) for one in picture.insets] == [
        (InsetKind.FORMULA, "x_1 * y_2", "$x_1 * y_2$"),
        (InsetKind.DISPLAY, "\na \\\\ b\n", "$$\na \\\\ b\n$$"),
    ]


def test_formula_by_itself_stands_in_a_line_of_its_own_with_its_chip() -> None:
    picture = typeset("Where $$x$$ [0:05] and on.\n")
    lines = picture.document.toPlainText().split("\n")
    assert lines[0].strip() == "Where"
    assert lines[1].startswith("\ufffc")
    assert "0:05" in lines[1]


def test_highlight_stands_on_a_ground_and_its_marks_are_not_shown() -> None:
    picture = typeset("a ==b **c**== d, x==y and y==z\n")
    assert picture.document.toPlainText() == "a b c d, x==y and y==z"
    grounds = [
        piece.charFormat().property(Property.GROUND)
        for piece in fragments(blocks(picture)[0])
        if piece.text().strip() in ("b", "c")
    ]
    assert grounds == ["mark", "mark"]


def test_comments_are_not_shown_nor_what_they_cite() -> None:
    source = "a %%b [0:04]%% c [0:05]\n\n%%\n# d\n\n- e [0:06]\n%%\n\nf [0:07]\n"
    picture = typeset(source)
    assert " ".join(picture.document.toPlainText().split()) == "a c 0:05 f 0:07"
    assert [picture.note.plain.of(claim.span) for claim in picture.note.claims] == ["a c", "f"]


def test_tag_leads_to_a_search_for_it() -> None:
    picture = typeset("See #topic/part, C# and [#none](u).\n")
    assert picture.document.toPlainText() == "See #topic/part, C# and #none."
    assert [link.tag for link in picture.links] == ["topic/part", ""]


def test_footnotes_are_numbered_as_they_are_met_and_lead_to_their_words() -> None:
    source = "x[^b] y[^1] z[^none]\n\n[^1]: One\n[^b]: Bee\n"
    picture = typeset(source)
    assert picture.document.toPlainText().startswith("x1 y2 z[^none]")
    assert [picture.note.text(link.footnote) for link in picture.links if link.footnote] == [
        "[^b]: Bee\n",
        "[^1]: One\n",
    ]
    markers = [block.blockFormat().property(Property.MARKER) for block in blocks(picture)]
    assert markers == [None, "2.", "1."]


def test_items_are_indented_where_their_lines_begin() -> None:
    picture = typeset("- אחת\n  - שתיים\n- three\n\n> ציטוט\n")
    margins = [
        (block.blockFormat().leftMargin() > 0, block.blockFormat().rightMargin() > 0)
        for block in blocks(picture)
    ]
    assert margins == [(False, True), (False, True), (True, False), (False, True)]


def test_range_is_one_chip_with_both_times() -> None:
    anchor = '<a class="yt-timestamp" data-t="00:01:02">[00:01:02-00:01:40]</a>'
    picture = typeset(f"a [1:02 to 1:40, 2:00] b {anchor} c [59:59-1:00:02].")
    words = [text_of_chip(picture, number).replace("\u2060", "") for number in range(4)]
    assert words == ["1:02–1:40", "2:00", "1:02–1:40", "59:59–1:00:02"]
    assert [chip.citation for chip in picture.chips] == [0, 2, 3, 4]
    assert "\u2060" in text_of_chip(picture, 0)  # a line may not break in it


def test_range_is_in_doubt_and_shows_where_it_begins_when_its_end_cannot_be() -> None:
    picture = typeset("a [1:40-1:02] b [2:00-9:00].", duration_ms=300_000)
    assert [text_of_chip(picture, number) for number in range(4)] == [
        *("1:40", "1:02", "2:00", "9:00")
    ]
    assert [
        at for at, state in enumerate(states(picture, 300_000)) if state is ChipState.DOUBT
    ] == [0, 3]


def test_chip_is_in_doubt_when_its_time_is_past_the_end_or_none_or_another_than_its_label() -> None:
    source = "x [1:00:00]. y {0}[HH:MM]</a>. z {1}[00:01:51]</a>. Last [0:05]."
    anchors = (f'<a class="yt-timestamp" data-t="{time}">' for time in ("HH:MM", "00:00:15"))
    picture = typeset(source.format(*anchors), duration_ms=30_000)
    assert states(picture, 30_000) == [*[ChipState.DOUBT] * 3, ChipState.PLAIN]
    words = [text_of_chip(picture, number) for number in range(4)]
    assert words == ["1:00:00", "HH:MM", "0:15", "0:05"]


def test_chips_of_a_shifted_note_show_minutes_and_seconds() -> None:
    source = "\n".join(f"- words [{m:02}:30:00]" for m in (3, 20, 41, 55))
    picture = typeset(source, duration_ms=3_600_000)
    assert [text_of_chip(picture, n) for n in range(4)] == ["3:30", "20:30", "41:30", "55:30"]
    assert states(picture, 3_600_000)[0] is ChipState.PLAIN


def test_white_space_in_a_row_is_shown_as_one_space() -> None:
    picture = typeset("wide\u00a0gap  two  spaces\ttab" + " " * 100_000 + "end `a  b`")
    cursor = QTextCursor(picture.document)
    cursor.select(QTextCursor.SelectionType.Document)
    assert cursor.selectedText() == "wide\u00a0gap two spaces tab end a b"
    data = picture.note.data
    for word in (b"gap", b"two", b"spaces", b"tab", b"end"):
        at = data.index(word)
        assert picture.byte_at(picture.position_at(at)) == at
    assert picture.byte_at(picture.position_at(data.index(b"end") - 500)) == data.index(b"end")
