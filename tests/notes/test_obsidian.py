import pytest

from viewer.notes.note import Note, Span
from viewer.vault.indexer import rows_of


def added(text: str) -> list[object]:
    found: list[object] = []
    for event, start, end in Note.parse(text.encode()).events():
        if isinstance(event, dict):
            ((kind, value),) = event.items()
            if kind == "Tag" or value == "Highlight":
                found.append((kind, value, text.encode()[start:end].decode()))
    return found


def plain(text: str) -> str:
    note = Note.parse(text.encode())
    return note.plain.of(Span(0, len(note.data)))


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("#a #b/c-d_e, (#f) #ünï", ["a", "b/c-d_e", "f", "ünï"]),
        ("#my_tag_x and **#bold**", ["my_tag_x", "bold"]),
        ("#1 C# a#b \\#c `#d` [#e](u) [[#f]] <b>#g</b> # h", ["g"]),
        ("```\n#a\n```\n\n#b", ["b"]),
    ],
)
def test_tags_are_found(text: str, tags: list[str]) -> None:
    assert [value for kind, value, _ in added(text) if kind == "Tag"] == tags
    found = rows_of(text.encode(), "a.md").tags
    assert found == tuple((tag, tag, False) for tag in sorted(tags))


def test_tags_are_found_beside_what_is_no_utf8() -> None:
    events = Note.parse(b"a #b \xff c\n\n#d e\n").events()
    assert [event["Tag"] for event, _, _ in events if "Tag" in event] == ["d"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("==a==", 1),
        ("==a **b**== and ==c==", 2),
        ("**==a==**", 1),
        ("这是==高亮==文本", 1),
        ("a == b == c", 0),
        ("x==y and y==z", 0),
        ("`==a==` \\==b== ===c===", 0),
        ("==a\n\nb==", 0),
        ("==a %%x== y%% z==", 1),
    ],
)
def test_highlights_are_found(text: str, count: int) -> None:
    assert len(added(text)) == 2 * count
    assert ("==" in plain(text)) == (not count)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a %%b%% c", "a c"),
        ("a%%b%%c", "ac"),
        ("a %%b\nc%% d", "a d"),
        ("%%\na\n\n- b\n\n```\nc\n```\n%%\n\nd", "d"),
        ("- a %%b%%\n- %%c%%\n- d", "a d"),
        ("50%% a\n\nb 20%%", "50%% a b 20%%"),
        ("`%%a%%` %%b%% [c](http://x/%%d) 5%%", "%%a%% c 5%%"),
        ("%%a", "%%a"),
        ("| a | b |\n|---|---|\n| %%c%% d | e |", "a b d e"),
        ("%%**a%% b**", "b"),
    ],
)
def test_comments_are_not_shown(text: str, shown: str) -> None:
    assert plain(text) == shown


def test_nothing_is_cited_in_a_comment() -> None:
    note = Note.parse(b"- a [0:01] %%b [0:02]%%\n- c\n  - %%d%%\n  - e [0:03]\n")
    assert [citation.written for citation in note.citations] == ["0:01", "0:03"]
    assert [note.plain.of(claim.span) for claim in note.claims] == ["a", "c", "e"]


def test_title_is_not_that_of_a_comment() -> None:
    assert Note.parse(b"%%\n# Draft\n%%\n\n# Title\n").title == "Title"


# ---------------------------------------------------------------------- Logseq


PAGE = """\
title:: A talk
tags:: one, two

- ## Forces
  collapsed:: true
  id:: 61d8ea07-679b-4b4f-a43d-21539723a012
- Bridges stand [0:12]
  id:: 61d8
  and hold
- [0:20] Stone is heavy
  id:: 61d9
  collapsed:: true
- loose

  id:: 61da
- Show:: a name
- at
  start:: [0:30] is cited
  id:: 61db
- ```cpp
  std:: vector
  ```

Words
up:: of other programs
"""


def shown(text: str) -> str:
    events = Note.parse(text.encode()).events()
    words = []
    for event, _, _ in events:
        if isinstance(event, dict) and "Text" in event:
            words.append(event["Text"])
        elif isinstance(event, str):
            words.append(" ")
        elif "End" in event:
            words.append("\n" if event["End"] in ("Paragraph", {"Heading": "H2"}) else "")
    return "".join(words)


def test_properties_are_not_shown() -> None:
    assert shown(PAGE) == (
        "Forces\nBridges stand [0:12] and hold\n[0:20] Stone is heavy\nloose\nShow:: a name\n"
        "at start:: [0:30] is cited\nstd:: vector\nWords up:: of other programs\n"
    )


def test_properties_with_other_line_ends_and_in_quotes() -> None:
    assert shown("- a\r\n  id:: 1\r\n  b\r\n") == "a b"
    assert shown("> - a\n>   id:: 1\n") == "a"
    assert shown("- a\n  id::\n  nid: 2\n") == "a nid: 2"
    assert shown("- ## a\n  id:: 1\n  of:: 2\n  b\n- c\n  id:: 3") == "a\nbc"


def test_bullets_below_properties_stay_in_their_place() -> None:
    """Lists that are indented by tabs begin at the end of the line before."""
    for end in ("\n", "\r\n"):
        lines = "- a", "  id:: 1", "\t- b", "\t  id:: 2", "\t  of:: 3", "\t\t- c", "- d", "  id:: 4"
        text = end.join(lines) + end
        opened: list[str] = []
        for event, _, _ in Note.parse(text.encode()).events():
            if isinstance(event, dict) and "Start" in event:
                opened.append(str(event["Start"]))
            elif isinstance(event, dict) and "End" in event:
                assert opened.pop()[:6] == str(event["End"])[:6]
        assert opened == []
        assert shown(text) == "abcd"


def test_page_whose_first_lines_are_not_all_properties_is_shown_whole() -> None:
    assert shown("title:: A\nWords\n") == "title:: A Words\n"
    assert shown("Words\n\ntitle:: A\n") == "Words\ntitle:: A\n"


def test_words_of_a_claim_hold_no_property() -> None:
    note = Note.parse(b"- [0:20] Stone is heavy\n  id:: 61d9\n- [0:30] Steel is not\n  id:: 61da\n")
    assert [note.plain.of(claim.span) for claim in note.claims] == [
        "Stone is heavy",
        "Steel is not",
    ]
