import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.examples import examples
from viewer.base.errors import NoteEditError
from viewer.notes.front_edit import new_note, scalar, set_title, set_value, set_video, video_typed
from viewer.notes.model import VideoRef
from viewer.notes.note import Note


def changed(data: bytes, key: str, text: str) -> bytes:
    return set_value(Note.parse(data), key, text).apply(data)


@pytest.mark.parametrize(
    ("old", "text", "new"),
    [
        (b"---\ntitle: x # c\nb: c\n---\nq", "abc", b"---\ntitle: abc # c\nb: c\n---\nq"),
        (b"---\ntitle: x\n---\n", "New: thing", b'---\ntitle: "New: thing"\n---\n'),
        (b"---\ntitle: 'x'\n---\n", "It's", b"---\ntitle: 'It''s'\n---\n"),
        (b'---\ntitle: "x"\n---\n', 'a "b"', b'---\ntitle: "a \\"b\\""\n---\n'),
        (b"---\ntitle:\n---\n", "2001", b'---\ntitle: "2001"\n---\n'),
        (b"---\ntitle: >\n  a\n  b\nx: y\n---\n", "z", b"---\ntitle: z\nx: y\n---\n"),
        (b"---\r\na: b\r\n---\r\nq", "t", b"---\r\na: b\r\ntitle: t\r\n---\r\nq"),
        (b"---\ra: b\r---", "t", b"---\ra: b\rtitle: t\r---"),
        (b"---\n---\n", "", b'---\ntitle: ""\n---\n'),
        (b"\xef\xbb\xbf# x\r\n", "t", b"\xef\xbb\xbf---\r\ntitle: t\r\n---\r\n\r\n# x\r\n"),
        (b"", "t", b"---\ntitle: t\n---\n"),
        (b"---\ntitle: a: b\n---\n", "x", b"---\ntitle: x\n---\n"),
    ],
)
def test_value_is_spliced_in_when_set(old: bytes, text: str, new: bytes) -> None:
    assert set_title(Note.parse(old), text).apply(old) == new


@pytest.mark.parametrize(
    "data", [b"---\n{a: b}\n---\n", b"---\ntitle: [a, b]\n---\n", b"---\ntitle:\n  a: b\n---\n"]
)
def test_change_is_refused_when_it_would_harm_the_rest(data: bytes) -> None:
    with pytest.raises(NoteEditError, match="source mode"):
        changed(data, "title", "x")


@given(st.text(max_size=30), st.sampled_from(["", "'", '"']))
@examples(5)
def test_text_is_read_as_given_when_written_as_yaml(text: str, quote: str) -> None:
    assert yaml.safe_load(f"a: {scalar(text, quote)}\n") == {"a": text}


@pytest.mark.parametrize(
    "text",
    [
        *("yes", "No", "~", "null", "1", "1.5", "0x1F", "1e3", "1:20:30", "2024-01-31", ".inf"),
        *("-", "-a", "?", ":", "a:", "#a", "@a", "%a", "&a", "*a", "!a", "|", "---", "y", ""),
        *("a: b", "a #b", " a", "a ", "[a]", "{a}", "x\ty", "\u2028", "\u00a0", "😀"),
    ],
)
def test_text_stays_text_when_yaml_would_read_something_else(text: str) -> None:
    assert yaml.safe_load(f"a: {scalar(text)}\n") == {"a": text}


@given(st.text(max_size=30), st.sampled_from(["\n", "\r\n", "\r"]))
@examples(3)
def test_title_comes_back_when_set(title: str, end: str) -> None:
    data = f"---{end}title: old{end}videoId: atMRWzgHEGg{end}---{end}{end}Text".encode()
    change = set_title(Note.parse(data), title)
    result = change.apply(data)
    front = Note.parse(result).front
    assert front.values["title"].text == title
    assert front.values["videoId"].text == "atMRWzgHEGg"
    assert result.endswith(f"{end}Text".encode())
    assert change.invert().apply(result) == data


@pytest.mark.parametrize(
    ("typed", "ref"),
    [
        ("atMRWzgHEGg", VideoRef("atMRWzgHEGg")),
        (
            "https://youtu.be/atMRWzgHEGg?t=3",
            VideoRef("atMRWzgHEGg", "https://youtu.be/atMRWzgHEGg?t=3"),
        ),
        ("https://example.org/v.mp4", VideoRef(None, "https://example.org/v.mp4")),
        (" media/a talk.mp4 ", VideoRef(None, None, "media/a talk.mp4")),
        ("", None),
    ],
)
def test_new_note_names_its_video_when_read_again(typed: str, ref: VideoRef | None) -> None:
    assert video_typed(typed) == ref
    if ref is None:
        return
    for end in (b"\n", b"\r\n"):
        note = Note.parse(new_note(ref, "A: title", end))
        assert note.title == "A: title"
        assert (note.video.video_id, note.video.path) == (ref.video_id, ref.path)
        assert note.data.endswith(b"---" + end * 2)
        assert not note.problems


@pytest.mark.parametrize(
    ("old", "ref", "new"),
    [
        ("videoId: zzzzzzzzzzz", VideoRef("atMRWzgHEGg"), "videoId: atMRWzgHEGg"),
        ("video_id: zzzzzzzzzzz", VideoRef("atMRWzgHEGg"), "video_id: atMRWzgHEGg"),
        ("media: old.mp4", VideoRef(None, None, "new.mp4"), "media: new.mp4"),
        (
            "videoId: zzzzzzzzzzz",
            VideoRef(None, None, "a.mp4"),
            "videoId: zzzzzzzzzzz\nvideo: a.mp4",
        ),
        (
            "url: https://youtu.be/zzzzzzzzzzz",
            VideoRef("atMRWzgHEGg"),
            "url: https://www.youtube.com/watch?v=atMRWzgHEGg\nvideoId: atMRWzgHEGg",
        ),
        ("a: b", VideoRef(None, "https://x.org/v"), "a: b\nvideo: https://x.org/v"),
    ],
)
def test_video_is_named_where_the_note_names_it(old: str, ref: VideoRef, new: str) -> None:
    data = f"---\n{old}\n---\n".encode()
    change = set_video(Note.parse(data), ref)
    assert change.apply(data).decode() == f"---\n{new}\n---\n"
    assert change.name == "Change video"
