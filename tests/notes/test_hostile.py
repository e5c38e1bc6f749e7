"""Notes that nobody would write are read without a fault, and at once."""

import random
import time
from pathlib import Path

import pytest

from tests.notes.hostile import SLOW_S, hostile_front, mutated, read
from viewer.notes.front import front_list, front_matter, video_ref
from viewer.notes.note import Note
from viewer.notes.rearrange import delete_block
from viewer.notes.sentences import sentence_at

ROOT = Path(__file__).parents[2]
MANY = 100_000
NAMES = [f"k{number}" for number in range(1, 2000)]


@pytest.mark.parametrize(
    "yaml",
    [
        pytest.param("title: a" + " " * MANY + "b", id="spaces in a value"),
        pytest.param("title: a" + " " * MANY + "# b", id="spaces before a comment"),
        pytest.param("title: [\nvideo:" + " " * MANY, id="spaces in what is no YAML"),
        pytest.param("title: a\n" + "é: 'é'\n" * (MANY // 9), id="many quoted values"),
        pytest.param("video: '[[" + "a" * MANY + "]'", id="a link that does not end"),
        pytest.param("aliases: " + "[" * 10_000, id="open brackets"),
        pytest.param("aliases: " + "[" * 10_000 + "]" * 10_000, id="nested lists"),
        pytest.param("aliases: " + "[a, " * 10_000, id="open lists"),
        pytest.param("aliases: " + "{a: " * 10_000, id="open mappings"),
        pytest.param("aliases:\n " + "- " * 20_000, id="lists in lists"),
        pytest.param("aliases: [&a x" + ", *a" * 30_000 + "]", id="many aliases"),
        pytest.param(
            "k0: &k0 [x, x]\n"
            + "".join(f"{name}: &{name} [*k{at}, *k{at}]\n" for at, name in enumerate(NAMES))
            + "aliases: *k1999",
            id="aliases of aliases",
        ),
    ],
)
def test_front_matter_when_built_to_be_slow_is_read_at_once(yaml: str) -> None:
    _, took_s = read(f"---\n{yaml}\n---\n\nWords [0:05].\n".encode())
    assert took_s < SLOW_S


def test_value_of_a_damaged_anchor_when_long_is_read_at_once() -> None:
    rest = b"1" + b"-" * 20_000
    _, took_s = read(b'Words <a class="yt-timestamp" data-t="%b">[0:05]</a>.' % rest)
    assert took_s < SLOW_S


def test_backslashes_behind_a_dollar_when_many_are_read_at_once() -> None:
    for text in (b"$$" + b"\\" * 80_000, b"$" + b"words" * 300 + b"$" * 9 + b"\\" * 40_000):
        _, took_s = read(text)
        assert took_s < SLOW_S


def test_row_of_stops_and_of_blank_lines_when_long_is_looked_at_at_once() -> None:
    note = Note.parse(
        b"Words" + b"." * 50_000 + b"x [0:05]\n\n~~~\n" + b"\n" * 50_000 + b"x\n~~~\n"
    )
    start_s = time.thread_time()
    assert sentence_at(note, 0) is not None
    assert delete_block(note, len(note.blocks) - 1) is not None
    assert time.thread_time() - start_s < SLOW_S


def test_tags_between_citations_when_many_are_read_at_once() -> None:
    _, took_s = read(b"".join(b"[1:02]%bx%d" % (b"<i>" * 14, n) for n in range(1_000)))
    assert took_s < SLOW_S


@pytest.mark.sample(2)
@pytest.mark.parametrize("times", [b"<p>1:02</p>", b"<li>a 1:02", b"<li>>|1:02", b"    <p>1:02"])
def test_times_with_tags_between_them_when_many_on_a_line_are_read_at_once(times: bytes) -> None:
    _, took_s = read(b"---\nvideoId: atMRWzgHEGg\n---\n\n- <table>" + times * 1_000)
    assert took_s < SLOW_S


def test_blocks_of_html_when_nothing_ends_what_they_begin_are_read_at_once() -> None:
    _, took_s = read(b"<div>\n<video>\n</div>\n\n" * 3_000)
    assert took_s < SLOW_S


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
    assert "too complex to be read" in problems[0].text


def test_list_in_front_matter_that_is_no_yaml_is_read() -> None:
    note = Note.parse(b"---\ntitle: One: two\naliases: [a, 'b c']\ntags: d, e\n---\n")
    assert front_list(note.front, "aliases") == ["a", "b c"]
    assert front_list(note.front, "tags", "tag") == ["d", "e"]
