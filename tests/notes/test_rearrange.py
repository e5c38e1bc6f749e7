import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.examples import examples
from tests.notes.texts import notes
from viewer.notes.layout import own_span
from viewer.notes.model import BlockKind
from viewer.notes.note import Note
from viewer.notes.rearrange import (
    block_at,
    delete_block,
    insert_below,
    insert_bullet,
    insert_bullet_at,
    move,
    nest,
    unnest,
)
from viewer.ui.watch.follow import moments_of

DOWN, UP = True, False


def parsed(text: str, at: str) -> tuple[Note, int]:
    note = Note.parse(text.encode())
    block = block_at(note, text.encode().index(at.encode()))
    return note, block


def moved(text: str, at: str, down: bool) -> str | None:
    note, block = parsed(text, at)
    change = move(note, block, down=down)
    return None if change is None else change.apply(note.data).decode()


@pytest.mark.parametrize(
    ("old", "at", "down", "new"),
    [
        ("- a\n- b\n- c\n", "a", DOWN, "- b\n- a\n- c\n"),
        ("- a\n- b\n- c", "b", DOWN, "- a\n- c\n- b"),
        ("- a\r\n- b\r\n", "b", UP, "- b\r\n- a\r\n"),
        ("- a\r- b", "b", UP, "- b\r- a"),
        ("\ufeff- a\n- b", "a", DOWN, "\ufeff- b\n- a"),
        ("- a\n- b", "a", UP, None),
        ("- a\n- b", "b", DOWN, None),
        # With the children; blank lines stay in place.
        ("* a\n  * x\n\n* b\n* c\n", "a", DOWN, "* b\n\n* a\n  * x\n* c\n"),
        ("* a\n  * x\n  * y\n\n* b\n", "x", DOWN, "* a\n  * y\n  * x\n\n* b\n"),
        ("* a\n  * x\n\n* b\n", "x", DOWN, None),
        # Numbers stay in place.
        ("1. a\n2. b\n", "a", DOWN, "1. b\n2. a\n"),
        ("9. a\n10. b\n", "a", DOWN, "10. b\n9. a\n"),
        ("> - a\n> - b\n\nx", "a", DOWN, "> - b\n> - a\n\nx"),
        ("- a\n  more\n- b\n\nText", "b", UP, "- b\n- a\n  more\n\nText"),
        # Paragraphs, and a whole list as one neighbour.
        ("One.\n\nTwo.", "One", DOWN, "Two.\n\nOne."),
        ("One.\n\n- a\n- b\n\nTwo.\n", "One", DOWN, "- a\n- b\n\nOne.\n\nTwo.\n"),
        # A blank line where the text would be read as part of its neighbour.
        ("Intro:\n- a\n- b\n\nNext", "Intro", DOWN, "- a\n- b\n\nIntro:\n\nNext"),
        ("P1\n# H\nP2", "P2", UP, "P1\n\nP2\n# H"),
        ("P1\n\n---\n\nP2\n", "P1", DOWN, "---\n\nP1\n\nP2\n"),
        ("| h |\n|---|\n| r |\n| s |\n", "s", UP, "| h |\n|---|\n| s |\n| r |\n"),
        ("| h |\n|---|\n| r |\n", "r", UP, None),
        ("---\ntitle: x\n---\nOne\n\nTwo", "Two", UP, "---\ntitle: x\n---\nTwo\n\nOne"),
    ],
)
def test_block_changes_places_when_moved(old: str, at: str, down: bool, new: str | None) -> None:
    assert moved(old, at, down) == new
    if new is not None and "\n# " not in old and "Intro" not in old:
        assert moved(new, at, not down) == old


@pytest.mark.parametrize(
    ("old", "at", "new"),
    [
        ("- a\n- b\n- c", "b", "- a\n  - b\n- c"),
        ("- a\n- b\n  - x\n\n    y\n- c", "b", "- a\n  - b\n    - x\n\n      y\n- c"),
        ("*   a\n    *   x\n*   b\n", "*   b", "*   a\n    *   x\n    *   b\n"),
        ("1. a\n2. b\n   z", "b", "1. a\n   1. b\n      z"),
        ("1. a\n   1. x\n2. b", "b", "1. a\n   1. x\n   2. b"),
        ("- a\n\t- x\n- b\n- c", "c", "- a\n\t- x\n- b\n\t- c"),
        ("> - a\r\n> - b\r\n", "b", "> - a\r\n>   - b\r\n"),
        ("- [ ] a\n- [x] b", "b", "- [ ] a\n  - [x] b"),
        ("- a\n- b", "a", None),
        ("text", "text", None),
    ],
)
def test_item_becomes_a_child_when_nested(old: str, at: str, new: str | None) -> None:
    note, block = parsed(old, at)
    change = nest(note, block)
    assert (None if change is None else change.apply(note.data).decode()) == new
    if new is not None:
        back, block = parsed(new, at)
        change = unnest(back, block)
        assert change.apply(back.data).decode() == old


def test_following_items_become_children_when_unnested() -> None:
    note, block = parsed("- a\n  - b\n    - x\n  - c\n- d", "b")
    change = unnest(note, block)
    assert change.apply(note.data) == b"- a\n- b\n  - x\n  - c\n- d"
    note, block = parsed("- a\n- b", "b")
    assert unnest(note, block) is None


@pytest.mark.parametrize(
    ("old", "at", "new"),
    [
        ("- a\n- b\n", "a", "- a\n- new\n- b\n"),
        ("- a\n- b", "b", "- a\n- b\n- new"),
        ("- a\n  - x\n- b", "a", "- a\n  - x\n- new\n- b"),
        ("*   a\r\n\r\n*   b\r\n", "a", "*   a\r\n\r\n*   new\r\n\r\n*   b\r\n"),
        ("1. a\n2. b", "b", "1. a\n2. b\n3. new"),
        ("- [x] a", "a", "- [x] a\n- [ ] new"),
        ("> - a\n> - b", "a", "> - a\n> - new\n> - b"),
        ("Text.\n\nMore.", "Text", "Text.\n\n- new\n\nMore."),
        ("Text.\r\rMore.\r\r* x", "Text", "Text.\r\r* new\r\rMore.\r\r* x"),
        ("Intro:\n\n* a\n* b\n", "Intro", "Intro:\n\n* new\n* a\n* b\n"),
        ("> Quoted", "Quoted", "> Quoted\n>\n> - new"),
        ("| h |\n|---|\n| r |\n", "r", "| h |\n|---|\n| r |\n\n- new\n"),
    ],
)
def test_bullet_stands_below_when_inserted(old: str, at: str, new: str) -> None:
    note = Note.parse(old.encode())
    change = insert_bullet(note, old.encode().index(at.encode()), "new")
    assert change.apply(note.data).decode() == new


@pytest.mark.parametrize(
    ("old", "ms", "new"),
    [
        # After the claim in force, by time; level with it, behind all that is in it.
        ("- a [0:10]\n- b [0:20]\n", 15_000, "- a [0:10]\n- new\n- b [0:20]\n"),
        ("- a [0:10]\n- b [0:10]\n- c [0:20]", 10_000, "- a [0:10]\n- b [0:10]\n- new\n- c [0:20]"),
        ("- a [0:10]\n  - more\n- b", 15_000, "- a [0:10]\n  - more\n- new\n- b"),
        ("- a\n  - x [0:10]\n- b", 15_000, "- a\n  - x [0:10]\n  - new\n- b"),
        (
            "- b [0:20]\n- c [0:30]\n- a [0:10]\n",
            25_000,
            "- b [0:20]\n- new\n- c [0:30]\n- a [0:10]\n",
        ),
        ("- a [0:10-0:12]\n- b [0:30]", 20_000, "- a [0:10-0:12]\n- new\n- b [0:30]"),
        ("> Said [0:10]\n\nWords", 15_000, "> Said [0:10]\n\n- new\n\nWords"),
        ("Text [0:10].\n\n- b [0:20]\n", 15_000, "Text [0:10].\n\n- new\n- b [0:20]\n"),
        # A list stays with its line.
        ("Three [0:10]:\n\n- b [0:20]\n", 15_000, "Three [0:10]:\n\n- b [0:20]\n- new\n"),
        ("Three [0:10]\n- b [0:20]\n\nEnd", 15_000, "Three [0:10]\n- b [0:20]\n- new\n\nEnd"),
        ("Three [0:10].\n\n- b\n- c\n", 15_000, "Three [0:10].\n\n- b\n- c\n- new\n"),
        ("# T\n\nThree:\n\n- b [0:20]\n", 5_000, "# T\n\n- new\n\nThree:\n\n- b [0:20]\n"),
        ("- a:\n  - b [0:20]\n", 5_000, "- new\n- a:\n  - b [0:20]\n"),
        # Before the first, where it is earlier, but not over the title.
        ("- a\n- b [0:20]\n", 5_000, "- a\n- new\n- b [0:20]\n"),
        ("- c [0:30]\n- b [0:20]\n", 5_000, "- c [0:30]\n- new\n- b [0:20]\n"),
        ("---\na: b\n---\n\nText [0:20]\n", 5_000, "---\na: b\n---\n\n- new\n\nText [0:20]\n"),
        ("# T [0:20]\n\nText\n", 5_000, "# T [0:20]\n\n- new\n\nText\n"),
        # At the end, where nothing has a time.
        ("- a\n  - x\n", 5_000, "- a\n  - x\n- new\n"),
        ("Words\n\n> Quoted\n", 5_000, "Words\n\n> Quoted\n\n- new\n"),
        ("", 5_000, "- new"),
    ],
)
def test_bullet_of_a_moment_has_one_place(old: str, ms: int, new: str) -> None:
    note = Note.parse(old.encode())
    times = [(moment.ms, moment.claim) for moment in moments_of(note, note.times(60_000))]
    change = insert_bullet_at(note, times, ms)
    assert change.apply(note.data).decode() == new.replace("new", "")


def test_bullet_is_the_first_text_when_the_note_is_empty() -> None:
    for data, new in [
        (b"", b"- x"),
        (b"---\r\ntitle: x\r\n---\r\n", b"---\r\ntitle: x\r\n---\r\n\r\n- x"),
        (b"\xef\xbb\xbf", b"\xef\xbb\xbf- x"),
        (b"\n\n", b"- x\n\n"),
    ]:
        note = Note.parse(data)
        change = insert_bullet(note, 0, "x")
        assert change.apply(data) == new


def test_further_lines_stand_level_when_a_bullet_has_several() -> None:
    note = Note.parse(b"> * a\r\n")
    change = insert_bullet(note, 4, "x\ny")
    assert change.apply(note.data) == b"> * a\r\n> * x\r\n>   y\r\n"


@pytest.mark.parametrize(
    ("old", "at", "new"),
    [
        ("- a\n- b\n- c", "a", "- b\n- c"),
        ("- a\n- b\n- c", "c", "- a\n- b"),
        ("- a\n- b\n", "b", "- a\n"),
        ("- a\n  - x\n\n- b\n", "a", "- b\n"),
        ("- a\n  - x\n\n- b\n", "x", "- a\n\n- b\n"),
        ("- a\n  - x\n  - y\n", "x", "- a\n  - y\n"),
        ("> - a\r\n> - b\r\n", "a", "> - b\r\n"),
        ("Intro\n- a\n\nNext", "a", "Intro\n\nNext"),
        ("One\n\nTwo\n\nThree\n", "Two", "One\n\nThree\n"),
        ("One\n\n\nTwo\n\nThree\n", "Two", "One\n\n\nThree\n"),
        ("---\ntitle: x\n---\n\nOne\n\nTwo", "One", "---\ntitle: x\n---\n\nTwo"),
        ("only", "only", ""),
        ("a\n\n> - q\n\nb\n", "q", "a\n\nb\n"),
        ("| h |\n|---|\n| r |\n| s |\n", "r", "| h |\n|---|\n| s |\n"),
    ],
)
def test_block_and_one_gap_go_when_deleted(old: str, at: str, new: str) -> None:
    note, block = parsed(old, at)
    change = delete_block(note, block)
    assert change.apply(note.data).decode() == new


def words(data: bytes) -> Counter[bytes]:
    """Count the words; the numbers of list items may change, and are none."""
    found = data.removeprefix(b"\xef\xbb\xbf").replace(b">", b" ").split()
    return Counter(word for word in found if not re.fullmatch(rb"\d{1,9}[.)]", word))


@given(notes(), st.integers(0, 30), st.booleans())
@examples(4)
def test_no_word_is_lost_when_blocks_move(data: bytes, number: int, down: bool) -> None:
    note = Note.parse(data)
    if not note.blocks:
        return
    block = number % len(note.blocks)
    ends = data.count(b"\n"), data.count(b"\r")
    for change in (move(note, block, down=down), nest(note, block), unnest(note, block)):
        if change is None:
            continue
        result = change.apply(data)
        assert words(result) == words(data)
        assert change.invert().apply(result) == data
        assert result.endswith((b"\n", b"\r")) == data.endswith((b"\n", b"\r"))
        assert result.startswith(b"\xef\xbb\xbf") == data.startswith(b"\xef\xbb\xbf")
        if not change.name.startswith("Move"):
            assert (result.count(b"\n"), result.count(b"\r")) == ends


@given(notes(), st.integers(0, 300))
@examples(3)
def test_new_bullet_is_found_when_inserted_anywhere(data: bytes, offset: int) -> None:
    note = Note.parse(data)
    change = insert_bullet(note, offset, "fresh")
    if change is None:
        return
    result = change.apply(data)
    assert change.invert().apply(result) == data
    (edit,) = change.edits
    assert not edit.old
    after = Note.parse(result)
    made = [one for one in after.blocks if b"fresh" in result[one.span.start : one.span.end]]
    assert any(one.kind is BlockKind.ITEM for one in made)
    assert not words(data) - words(result)
    if b"\r" not in data:
        assert b"\r" not in result
    if b"\n" not in data and b"\r" in data:
        assert b"\n" not in result


@given(notes(), st.integers(0, 30))
@examples(3)
def test_other_blocks_stay_when_one_is_deleted(data: bytes, number: int) -> None:
    note = Note.parse(data)
    if not note.blocks:
        return
    change = delete_block(note, number % len(note.blocks))
    if change is not None:
        (edit,) = change.edits
        assert not edit.new
        assert change.invert().apply(change.apply(data)) == data


@pytest.mark.parametrize(
    ("old", "at", "new"),
    [
        ("- a\n  - b\n- c\n", "a", "- a\n  - b\n- P\n- c\n"),
        ("1. a\r\n2. b", "a", "1. a\r\n2. P\r\n2. b"),
        ("One.\n\nTwo.", "One", "One.\n\nP\n\nTwo."),
        ("One.", "One", "One.\n\nP"),
        ("# H\nText", "H", "# H\n\nP\n\nText"),
        ("> One.\n\nTwo.", "One", "> One.\n>\n> P\n\nTwo."),
        ("| a |\n| - |\n| b |\n\nx", "b", "| a |\n| - |\n| b |\n\nP\n\nx"),
    ],
)
def test_a_line_is_added_below(old: str, at: str, new: str) -> None:
    note = Note.parse(old.encode())
    change = insert_below(note, old.index(at), "P")
    assert change.apply(note.data).decode() == new


@pytest.mark.parametrize(
    ("text", "block", "own"),
    [
        (b"* One <a>[1:00]</a>\r\n    * Two\r\n", b"One", b"One <a>[1:00]</a>"),
        (b"* One > two  \n    * Three\n", b"One", b"One > two"),
        (b"> * One >\n>   * Two\n", b"One", b"One >"),
        (b"> * One\n>\n>   * Two\n", b"One", b"One"),
        (b"1. [ ] One\n   more\n   1. Two\n", b"One", b"One\n   more"),
        (b"* One\r\r    * Two\r", b"One", b"One"),
        (b"A paragraph >\n\nB\n", b"A", b"A paragraph >"),
    ],
)
def test_block_is_its_words_without_bullet_and_children(
    text: bytes, block: bytes, own: bytes
) -> None:
    note = Note.parse(text)
    at = text.index(block)
    index = max(i for i, b in enumerate(note.blocks) if b.span.start <= at < b.span.end)
    assert note.data[own_span(note, index).start : own_span(note, index).end] == own


# ---------------------------------------------------------------------- indented


_TABS = "# A\n\t- [00:12] One\n\t\t- deeper\n\t- Two `x = 1`\n\n\t- [01:30] Three\n"
_SPACES = _TABS.replace("\t", "    ")


def kinds(note: Note) -> list[tuple[BlockKind, int]]:
    return [(block.kind, block.depth) for block in note.blocks]


def claimed(note: Note) -> list[str]:
    return [note.plain.of(claim.span) for claim in note.claims]


@pytest.mark.parametrize("text", [_TABS, _SPACES, _TABS.replace("\n", "\r\n")])
def test_indented_bullets_are_the_list_that_they_are_without_the_indentation(text: str) -> None:
    indent = "\t" if "\t" in text else "    "
    flat = Note.parse(text.replace(f"\n{indent}", "\n").encode())
    note = Note.parse(text.encode())
    assert kinds(note) == kinds(flat)
    assert claimed(note) == claimed(flat) == ["One", "deeper", "Three"]
    assert note.text(note.citations[1].span) == "[01:30]"
    assert {"Code": "x = 1"} in [event for event, _, _ in note.events()]


def test_lists_without_a_time_are_lists_too_where_another_cites() -> None:
    note = Note.parse(b"# A\n\t- [00:12] One\n\n# B\n\t- Two\n\n# C\n\n\tx = 1\n")
    assert kinds(note) == [
        (BlockKind.HEADING, 0),
        (BlockKind.ITEM, 0),
        (BlockKind.HEADING, 0),
        (BlockKind.ITEM, 0),
        (BlockKind.HEADING, 0),
        (BlockKind.CODE, 0),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "# A\n\t- One\n\t- Two\n",
        "# A\n\t- x = rows[12:30]\n",
        "# A\n\n\tx = [12:30]\n",
        "# A\n\n    - x: [a12:30]\n",
        "---\nvideoId: abcdefghijk\n---\n# A\n\n    - 8080:80\n    - 10:22\n",
        '# A\n\n    - "80:80"\n    - [10:20]\n',
    ],
)
def test_code_stays_code_where_nothing_in_it_cites(text: str) -> None:
    note = Note.parse(text.encode())
    assert kinds(note)[1] == (BlockKind.CODE, 0)
    assert not note.citations


@pytest.mark.parametrize("text", [_TABS, _SPACES])
def test_indented_bullets_are_moved_nested_and_added_as_others(text: str) -> None:
    note = Note.parse(text.encode())

    def changed(name: str) -> str:
        block = block_at(note, note.data.index(b"Two"))
        change = {
            "up": move(note, block, down=False),
            "nest": nest(note, block),
            "unnest": unnest(note, block_at(note, note.data.index(b"deeper")) or 0),
            "below": insert_below(note, note.data.index(b"Three"), "new"),
        }[name]
        return change.apply(note.data).decode()

    indent = "\t" if text is _TABS else "    "
    one, deeper, two = text.split("\n")[1:4]
    assert changed("up").startswith("\n".join(("# A", two, one, deeper)) + "\n")
    assert f"\n{indent}{two}\n" in changed("nest")
    assert f"\n{deeper.removeprefix(indent)}\n" in changed("unnest")
    assert changed("below").endswith(f"Three\n\n{indent}- new\n")
