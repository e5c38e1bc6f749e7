import random
import time
from pathlib import Path

import pytest

from tests.notes.test_note_properties import ANCHOR, FRAGMENTS, check
from viewer.notes.front import front_list, front_matter, video_ref
from viewer.notes.note import Note
from viewer.notes.rearrange import delete_block
from viewer.notes.sentences import sentence_at
from viewer.vault.indexer import Rows, rows_of
from viewer.vault.link_targets import links_of

ROOT = Path(__file__).parents[2]
MANY = 100_000
NAMES = [f"k{number}" for number in range(1, 2000)]


def _yaml(text: str) -> bytes:
    return f"---\n{text}\n---\n\nWords [0:05].\n".encode()


def _listed(times: bytes) -> bytes:
    return b"---\nvideoId: atMRWzgHEGg\n---\n\n- <table>" + times * 500


@pytest.mark.parametrize(
    "data",
    [
        _yaml("title: a" + " " * MANY + "b"),
        _yaml("title: a" + " " * MANY + "# b"),
        _yaml("title: [\nvideo:" + " " * MANY),
        _yaml("title: a\n" + "é: 'é'\n" * (MANY // 9)),
        _yaml("video: '[[" + "a" * MANY + "]'"),
        _yaml("aliases: " + "[" * 10_000),
        _yaml("aliases: " + "[" * 10_000 + "]" * 10_000),
        _yaml("aliases: " + "[a, " * 10_000),
        _yaml("aliases: " + "{a: " * 10_000),
        _yaml("aliases:\n " + "- " * 20_000),
        _yaml("aliases: [&a x" + ", *a" * 30_000 + "]"),
        _yaml(
            "k0: &k0 [x, x]\n"
            + "".join(f"{name}: &{name} [*k{at}, *k{at}]\n" for at, name in enumerate(NAMES))
            + "aliases: *k1999"
        ),
        _yaml("? " * 60_000),
        b'Words <a class="yt-timestamp" data-t="1' + b"-" * 20_000 + b'">[0:05]</a>.',
        b"$$" + b"\\" * 80_000,
        b"$" + b"words" * 300 + b"$" * 9 + b"\\" * 40_000,
        b"".join(b"[1:02]%bx%d" % (b"<i>" * 14, n) for n in range(1_000)),
        *map(_listed, (b"<p>1:02</p>", b"<li>a 1:02", b"<li>>|1:02", b"    <p>1:02")),
        b"<div>\n<video>\n</div>\n\n" * 3_000,
        b"- " * 10_000 + b"x " + ANCHOR,
        ANCHOR + b" " * MANY + ANCHOR,
        b"[[" * 30_000,
        b"|a" * 30_000,
        b"[1:02]: /x\n" * (MANY // 11),
        b'<a class="yt-timestamp" data-t="1:02">' * 1_000,
        b'<a class="yt-timestamp" data-t="1:02">' + b"x\n" * 30_000,
        b'[x](<a%20class="yt-timestamp"%20data-t="1:02">) ' * 1_000,
        b"[1:02, " + b"1:02, " * 2_000,
        b"Words [0:11]. " * 2_000,
    ],
    ids=lambda data: repr(data[:40]),
)
def test_note_when_built_to_be_slow_is_read_at_once(data: bytes) -> None:
    _, took_s = read(data)
    assert took_s < SLOW_S


def test_row_of_stops_and_of_blank_lines_when_long_is_looked_at_at_once() -> None:
    note = Note.parse(
        b"Words" + b"." * 50_000 + b"x [0:05]\n\n~~~\n" + b"\n" * 50_000 + b"x\n~~~\n"
    )
    start_s = time.thread_time()
    assert sentence_at(note, 0) is not None
    assert delete_block(note, len(note.blocks) - 1) is not None
    assert time.thread_time() - start_s < SLOW_S


def test_front_matter_when_hostile_is_read_without_a_fault(
    tests_all: bool, rng: random.Random
) -> None:
    for _ in range(200 if tests_all else 20):
        data = hostile_front(rng)
        _, took_s = read(data)
        assert took_s < 5 * SLOW_S, data[:200]


def test_note_when_mutated_is_read_without_a_fault(tests_all: bool, rng: random.Random) -> None:
    places = [ROOT / "README.md", *sorted((ROOT / "resources" / "tour").glob("*.md"))]
    start = [path.read_bytes() for path in places]
    for number in range(500 if tests_all else 40):
        data = mutated(rng, start)
        _, took_s = read(data, closely=number % 4 == 0)
        assert took_s < 5 * SLOW_S, data[:200]


def test_front_matter_when_it_holds_too_much_is_read_line_by_line() -> None:
    yaml = "videoId: 'atMRWzgHEGg'\naliases:\n" + "- a\n" * 30_000 + "title: A talk"
    front, problems = front_matter(f"---\n{yaml}\n---\n".encode())
    ref = video_ref(front.values)
    assert (ref.video_id, front.values["title"].text) == ("atMRWzgHEGg", "A talk")
    assert front_list(front, "aliases") == ["a"]
    assert "front matter is too long" in problems[0].text


def test_list_in_front_matter_that_is_no_yaml_is_read() -> None:
    note = Note.parse(b"---\ntitle: One: two\naliases: [a, 'b c']\ntags: d, e\n---\n")
    assert front_list(note.front, "aliases") == ["a", "b c"]
    assert front_list(note.front, "tags", "tag") == ["d", "e"]


SLOW_S = 1.0  # five times that for what is drawn: it may be dense from end to end
_SIZE = 100_000
_USUAL = 60_000  # bytes; a note of an hour's talk has 10,000

_KEYS = ["title", "aliases", "tags", "videoId", "url", "video", "date", "a b", '"a"', "é", "?"]
# A dot stands for a space, a pilcrow for a line end.
_MARKS = r"""
    · ¶ ¶· ¶··-· -· ?· :· : , a é 🎬 # ·# [ ] { } [a,· {a:· {?· [[ ]] [a] a, ' '' " \" \ \n \x \u12
    &a· *a· *a,· &a·[*a,· ! !!str· !< % @ ` | > |¶· >-¶ --- ... ---· <<:·*a¶ 0 1: x:·y¶ x:·[y]¶
    x:·'y'¶ http:// youtu.be/ ?v=
"""
_PIECES = ["\t", "\r", "\ufeff", "\u2028", "\0", "\x85"] + [
    piece.replace("·", " ").replace("¶", "\n") for piece in _MARKS.split()
]


def hostile_front(pick: random.Random) -> bytes:
    """Write a note with front matter of up to 100 KB, of pieces that are repeated."""
    lines = []
    for _ in range(pick.randint(1, 4)):
        parts = [pick.choice(_KEYS), pick.choice([": ", ":", " : ", ""])]
        for _ in range(pick.randint(1, 5)):
            piece = "".join(pick.choices(_PIECES, k=pick.choice([1, 1, 1, 2, 3])))
            most = _SIZE // len(piece)
            parts.append(piece * pick.choice([1, 1, 2, 50, most // 10, most]))
        lines.append("".join(parts))
    if pick.random() < 0.2:
        # A mapping that grows: every key deeper, or every value made of the one before.
        names = [f"k{number}" for number in range(pick.randint(10, 3000))]
        form = pick.choice(["{0}: &{0} [{1}]\n", "{0}: &{0} {{{1}}}\n", "{0}: {1}\n"])
        refs = [f"*{names[at - 1]}, " * 9 if at else "x, " * 9 for at in range(len(names))]
        lines.append("".join(map(form.format, names, refs)))
    pick.shuffle(lines)
    end = pick.choice(["\n", "\n", "\r\n"])
    text = end.join(lines)[: 2 * _SIZE]
    data = f"---{end}{text}{end}---{end}{end}Words [0:05].{end}".encode()
    if pick.random() < 0.1:
        at = pick.randrange(len(data))
        data = data[:at] + b"\xff" + data[at:]
    return data


def mutated(pick: random.Random, sources: list[bytes]) -> bytes:
    """Change a note at some places, as slips, bad programs and bad wishes would."""
    data = bytearray(pick.choice(sources)[:_USUAL])
    for _ in range(pick.choice([1, 2, 3, 8, 30])):
        at = pick.randrange(len(data) + 1)
        end = min(len(data), at + pick.choice([1, 1, 3, 20, 300, 3000]))
        way = pick.randrange(8)
        if way == 0:
            del data[at:end]
        elif way == 1:
            data[at:at] = pick.choice(FRAGMENTS)
        elif way == 2:
            data[at:at] = pick.choice(FRAGMENTS) * pick.choice([2, 10, 100, 1000])
        elif way == 3:
            data[at:at] = data[at:end] * pick.choice([1, 2, 5])
        elif way == 4:
            data[at : at + 1] = bytes([pick.randrange(256)])
        elif way == 5:
            other = pick.choice(sources)
            start = pick.randrange(len(other) + 1)
            data[at:end] = other[start : start + 2000]
        elif way == 6:
            chars = b"[](){}<>`*_~#-|!&\\:'\" \n\r\t\0"
            data[at:at] = bytes(pick.choices(chars, k=pick.choice([1, 3, 20])))
        else:
            piece = bytes(data[at : at + pick.choice([1, 2, 4])])
            data[at:at] = piece * pick.choice([10, 100, 3000])
    return bytes(data[: 2 * _USUAL])


def read(data: bytes, *, closely: bool = False) -> tuple[Rows, float]:
    """Read a note as the view and the index do; also tell how many seconds of this thread it took.

    `closely` looks at every span as well, outside the time.
    """
    start_s = time.thread_time()
    rows = rows_of(data, "a.md")
    links_of(data)
    took_s = time.thread_time() - start_s
    if closely:
        check(Note.parse(data), data)
    return rows, took_s
