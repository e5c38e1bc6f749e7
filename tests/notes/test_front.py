import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from tests.examples import examples
from viewer.notes.convert import convert
from viewer.notes.forms.every import form_named
from viewer.notes.front import _plain_values, front_matter, video_ref
from viewer.notes.model import FrontValue, VideoRef
from viewer.notes.note import Note
from viewer.notes.retime import cite


def values(yaml_text: str) -> dict[str, str]:
    front, _ = front_matter(f"---\n{yaml_text}\n---\ntext".encode())
    return {key: value.text for key, value in front.values.items()}


@pytest.mark.parametrize(
    ("yaml_text", "expected"),
    [
        ("title: A plain title\nvideoId: -_atMRWzgHE", {"title": "A plain title"}),
        ("title: 'It''s: quoted'", {"title": "It's: quoted"}),
        ('title: "\\u00c9 # no comment"', {"title": "É # no comment"}),
        ("title: text # comment", {"title": "text"}),
        ("title: >-\n  two\n  lines", {"title": "two lines"}),
        ("tags: [a, b]\ntitle: after\nmore:\n  title: inner", {"title": "after"}),
        ("? [a, b]\n: x\ntitle: after", {"title": "after"}),
        ("title: 0123\ndate: 2024-01-01\nok: yes", {"title": "0123", "date": "2024-01-01"}),
        ("title:\n", {"title": ""}),
        ("title: é 🎬 https://x.org/a#b:c", {"title": "é 🎬 https://x.org/a#b:c"}),
    ],
)
def test_scalars_are_text_when_yaml_is_valid(yaml_text: str, expected: dict[str, str]) -> None:
    found = values(yaml_text)
    assert {key: found[key] for key in expected} == expected


@pytest.mark.parametrize(
    "line", ["title: plain", 'title: "é 🎬 quoted"', "title: 'single'", "title: a: b", "title: é"]
)
def test_value_is_spliced_exactly_when_its_span_is_replaced(line: str) -> None:
    data = f"\ufeff---\nx: 🎬\n{line}\nvideoId: abcdefghijk\n---\n".encode()
    front, _ = front_matter(data)
    span = front.values["title"].span
    assert data[: span.start].decode().endswith("title: ")
    assert data[span.end :].decode().startswith("\nvideoId")


def test_what_can_be_read_is_kept_when_yaml_is_broken() -> None:
    data = b"---\ntitle: One: two\nvideoId: atMRWzgHEGg\nbad: [\n---\ntext"
    front, problems = front_matter(data)
    assert front.values["title"].text == "One: two"
    assert video_ref(front.values) == VideoRef(video_id="atMRWzgHEGg")
    assert len(problems) == 1
    assert problems[0].text.startswith("The front matter is not valid YAML: ")


@pytest.mark.parametrize(
    "data", [b"", b"text", b" ---\na: b\n---\n", b"---\na: b\n", b"--- x\n---\n", b"---"]
)
def test_there_is_no_front_matter_when_it_is_not_fenced(data: bytes) -> None:
    assert front_matter(data) == (None, ())


@pytest.mark.parametrize("end", [b"---", b"...", b"---  \n", b"---\r\n"])
def test_span_holds_the_fences_when_they_differ(end: bytes) -> None:
    data = b"---\r\ntitle: x\r\n" + end
    front, problems = front_matter(data)
    assert (front.span, problems) == ((0, len(data)), ())


@example("a: 0:\n")
@examples(0.5)
@given(st.from_regex(r"(?:[a-z]+: ?[ -~é\u2028]{0,20}\n){1,4}", fullmatch=True))
def test_plain_lines_read_like_yaml_when_they_are_random(text: str) -> None:
    plain = _plain_values(text.encode(), 0)
    if plain is not None:
        loaded = yaml.load(text, Loader=yaml.BaseLoader)
        assert {key: value.text for key, value in plain.items()} == loaded
        for value in plain.values():
            assert text.encode()[value.span.start : value.span.end].decode() == value.text


@given(st.binary(max_size=200))
def test_nothing_is_raised_when_yaml_is_random(raw: bytes) -> None:
    front, _ = front_matter(b"---\n" + raw + b"\n---\n")
    assert front is not None


def ref(**texts: str) -> VideoRef | None:
    return video_ref({key: FrontValue(text, (0, 0)) for key, text in texts.items()})  # type: ignore[arg-type]


def test_video_is_named_when_front_matter_has_an_id_a_url_or_a_path() -> None:
    assert ref(videoId="atMRWzgHEGg") == VideoRef("atMRWzgHEGg")
    url = "https://www.youtube.com/watch?v=atMRWzgHEGg&t=4"
    assert ref(media_link=url) == VideoRef("atMRWzgHEGg", url)
    assert ref(url="https://example.org/talk") == VideoRef(None, "https://example.org/talk")
    assert ref(video="media/talk.mp4") == VideoRef(None, None, "media/talk.mp4")
    assert ref(video="[[talk.mp4|the talk]]") == VideoRef(None, None, "talk.mp4")
    both = ref(videoId="atMRWzgHEGg", media="../talk.mp4")
    assert both == VideoRef("atMRWzgHEGg", None, "../talk.mp4")


@pytest.mark.parametrize(
    "texts",
    [
        {"videoId": "../../etc"},
        {"videoId": "a b"},
        {"videoId": ""},
        {"url": "javascript:alert(1)"},
        {"url": "talk.mp4"},
        {"video": "file:///etc/passwd"},
        {"video": "a\0b"},
        {"title": "x"},
    ],
)
def test_no_video_is_named_when_the_value_is_not_trusted(texts: dict[str, str]) -> None:
    assert ref(**texts) is None


_LISTED = (
    '---\nvideo: https://youtu.be/abcdefghij1\nchapters:\n- time: "0:10"\n  title: Doors\n'
    "  about: They open.\n  link: https://example.com/doors\n  level: 3\n- label: Wälle\n"
    "  timestamp: 130\n- time: 4:20\n---\n\nFirst words (5:00)\n"
)


def test_moments_that_front_matter_lists_are_the_first_claims() -> None:
    note = Note.parse(_LISTED.encode())
    said = [
        (note.plain.of(claim.span), [note.citations[at].written for at in claim.citations])
        for claim in note.claims
    ]
    assert said == [
        *(("Doors They open.", ["0:10"]), ("Wälle", ["130"]), ("", ["4:20"])),
        ("First words", ["5:00"]),
    ]
    assert note.claim_at(note.data.index(b"They")) is note.claims[0]
    assert note.claim_at(note.data.index(b"video")) is None


def test_new_times_are_not_written_as_those_of_the_front_matter() -> None:
    text = _LISTED.replace("First words (5:00)", "First words")
    note = Note.parse(text.encode())
    after = cite(note, len(note.data) - 1, 62_000).apply(note.data).decode()
    assert after.startswith(text.rstrip())
    assert "[00:01:02]" in after
    converted = convert(Note.parse(_LISTED.encode()), form_named("anchor"))
    assert [one.citation for one in converted.left] == [0, 1, 2]


def test_one_time_of_the_front_matter_that_goes_back_leaves_the_others() -> None:
    entries = "".join(f"- time: {minute}:00\n" for minute in (1, 9, 3, 4, 5))
    note = Note.parse(f"---\nvideo: a.mp4\nparts:\n{entries}---\n".encode())
    assert [one.readings[0].ms // 60_000 for one in note.citations] == [1, 9, 3, 4, 5]
