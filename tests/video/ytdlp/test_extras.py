"""What comes along with a stream, as it travels from the child to the window."""

import json

import pytest

from tests.video.site import JPEG
from viewer.video.ytdlp.extras import Captions, Extras, picture_ending

EXTRAS = Extras(
    (Captions("en", True, "json3", b"{}"), Captions("de-AT", False, "vtt", b"WEBVTT\n")),
    JPEG,
    ("captions (fr): Nothing is there.",),
)


def test_extras_come_back_as_they_were_sent() -> None:
    assert Extras.from_json(json.loads(json.dumps(EXTRAS.to_json()))) == EXTRAS
    assert Extras.from_json(json.loads(json.dumps(Extras().to_json()))) == Extras()


@pytest.mark.parametrize(
    "value",
    [
        None,
        [],
        {},
        {"captions": [["../en", True, "vtt", ""]], "thumbnail": "", "missing": []},
        {"captions": [["en/../../x", True, "vtt", ""]], "thumbnail": "", "missing": []},
        {"captions": [["en", True, "../vtt", ""]], "thumbnail": "", "missing": []},
        {"captions": [["en", True, "vtt", "%%%"]], "thumbnail": "", "missing": []},
        {"captions": [["en", True]], "thumbnail": "", "missing": []},
        {"captions": [], "thumbnail": 5, "missing": []},
        {"captions": 7, "thumbnail": "", "missing": []},
    ],
)
def test_extras_that_would_name_a_file_elsewhere_or_are_none_are_refused(value: object) -> None:
    with pytest.raises(ValueError, match=r"no captions|no bytes|not what comes|unpack"):
        Extras.from_json(value)


def test_picture_is_known_by_its_first_bytes_alone() -> None:
    assert picture_ending(JPEG) == "jpg"
    assert picture_ending(b"\x89PNG\r\n\x1a\n") == "png"
    assert picture_ending(b"RIFF\0\0\0\0WEBPVP8 ") == "webp"
    assert picture_ending(b"<svg onload=...>") is None
    assert picture_ending(b"") is None
