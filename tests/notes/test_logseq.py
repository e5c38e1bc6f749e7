"""Properties of Logseq: not shown, for they are no words of the note."""

from viewer.notes.note import Note

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
    assert [note.plain(claim.span) for claim in note.claims] == ["Stone is heavy", "Steel is not"]
