"""Bullets that stand so far in that Markdown calls them code."""

import pytest

from viewer.notes.model import BlockKind
from viewer.notes.note import Note
from viewer.notes.rearrange import block_at, insert_below, move, nest, unnest

_TABS = "# A\n\t- [00:12] One\n\t\t- deeper\n\t- Two `x = 1`\n\n\t- [01:30] Three\n"
_SPACES = _TABS.replace("\t", "    ")


def kinds(note: Note) -> list[tuple[BlockKind, int]]:
    return [(block.kind, block.depth) for block in note.blocks]


def words(note: Note) -> list[str]:
    return [note.plain(claim.span) for claim in note.claims]


@pytest.mark.parametrize("text", [_TABS, _SPACES, _TABS.replace("\n", "\r\n")])
def test_indented_bullets_are_the_list_that_they_are_without_the_indentation(text: str) -> None:
    indent = "\t" if "\t" in text else "    "
    flat = Note.parse(text.replace(f"\n{indent}", "\n").encode())
    note = Note.parse(text.encode())
    assert kinds(note) == kinds(flat)
    assert words(note) == words(flat) == ["One", "deeper", "Three"]
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
