import contextlib
import io
import json
from base64 import b64decode
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.media.site import JSON3, Home, Site
from tests.media.web import Web
from tests.online.test_segments import Pieces, page, pieces
from viewer.media.library import Library
from viewer.media.ytdlp_failures import Failure, FailureKind
from viewer.notes.beside import is_beside
from viewer.notes.model import VideoFacts
from viewer.online import resolve
from viewer.online.tracks import Resolved

__all__ = ["pieces"]  # a fixture

Ask = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def ask(home: Home) -> Ask:
    def ask(url: str, *more: str) -> list[dict[str, Any]]:
        with home.here() as patch, contextlib.redirect_stdout(io.StringIO()) as said:
            patch.setattr(resolve, "end_with_parent", lambda: None)
            assert resolve.main([*more, "--", url]) == 0
        return [json.loads(line) for line in said.getvalue().splitlines()]

    return ask


def failed(answers: list[dict[str, Any]]) -> Failure:
    (answer,) = answers
    found = Failure.from_json(answer["failure"])
    assert found.words
    assert found.next_step
    return found


def test_picture_and_sound_apart_and_what_comes_along(ask: Ask, site: Site) -> None:
    site.split("abc")
    answer, more = ask(site.url("abc"), "--captions", "en,de", "--height", "360")
    found = Resolved.from_json(answer["resolved"])
    chapters = ((0, "Beginning"), (3_500, "End"))
    assert found.facts == VideoFacts("Video abc", "A channel", "", 8_000, chapters)
    assert (found.picture.height, found.picture.format_id) == (360, "picture")
    assert found.sound.format_id == "sound"
    assert [each[:3] for each in more["captions"]] == [["en", True, "json3"], ["de", False, "vtt"]]
    assert b64decode(more["captions"][0][3]) == JSON3.encode()
    # The same formats again, where a link has expired.
    (again,) = ask(site.url("abc"), "--same", "picture", "sound")
    assert Resolved.from_json(again["resolved"]) == found
    gone = failed(ask(site.url("abc"), "--same", "another"))
    assert gone.kind is FailureKind.TOO_OLD


def test_plain_addresses_of_a_file_and_of_a_master_playlist(ask: Ask, site: Site, web: Web) -> None:
    web.add("/plain/talk.mp4", site.media.whole)
    (answer,) = ask(web.url("/plain/talk.mp4"))
    found = Resolved.from_json(answer["resolved"])
    assert (found.picture.url, found.sound) == (web.url("/plain/talk.mp4"), None)
    answer, more = ask(site.hls("h"), "--captions", "en")
    found = Resolved.from_json(answer["resolved"])
    assert found.sound is None
    assert len(found.picture.parts) == 8
    ((_, _, _, data),) = more["captions"]
    assert b"what is said" in b64decode(data)


def test_what_a_site_says_is_checked_before_it_is_passed_on(ask: Ask, site: Site) -> None:
    site.split("abc")
    info = site.split_info("abc")
    info["title"] = "Video\x1b[31m\n" + "x" * 1000
    info["chapters"] = [{"start_time": 0, "title": "a\nb"}]
    form = {"ext": "../vtt", "url": site.web.url("/abc/de.vtt")}
    info |= {"subtitles": {"../de": [form | {"ext": "vtt"}], "en": [form]}}
    info["automatic_captions"] = {}
    info["formats"][0] |= {"height": -360, "filesize": -1, "available_at": -1}
    headers = {"Referer": "http://h/", "Range": "bytes=0-9", "Host": "h", "Origin": "x" * 4001}
    info["formats"][0]["http_headers"] = headers | {"Accept": "a\r\nRange: bytes=0-9"}
    site.page("abc", info)
    answer, more = ask(site.url("abc"), "--captions", "en,de")
    found = Resolved.from_json(answer["resolved"])
    assert found.facts.title == f"Video [31m {'x' * 489}"
    assert found.facts.chapters == ((0, "a b"),)
    picture = found.picture
    assert (picture.height, picture.size, picture.available_at) == (None, None, None)
    assert set(picture.headers) == {"Referer", "User-Agent", "Accept-Language"}
    assert more["captions"] == []


def test_link_that_may_not_be_followed_is_refused_in_words(ask: Ask, site: Site) -> None:
    links = "file:///etc/passwd,http:///v,http://me:secret@h/v,http://h:99999/v,http://h/v --exec"
    for number, link in enumerate((*links.split(","), "http://h/\n", "http://h/" + "x" * 16_000)):
        site.page(f"a{number}", {"url": link, "protocol": "https", "ext": "mp4"})
        words = failed(ask(site.url(f"a{number}"))).words
        assert words.startswith("The video couldn't be downloaded: "), link


def test_captions_come_in_a_folder_that_is_swept_and_far_too_long_ones_are_left_out(
    ask: Ask, home: Home, site: Site, web: Web
) -> None:
    site.split("abc")
    seen: list[Path] = []

    def answer(_query: dict[str, str]) -> bytes:
        seen.extend(path for path in home.data.iterdir() if is_beside(path.name))
        return b"WEBVTT\n" + bytes(9_000_000)

    web.add("/abc/de.vtt", answer)
    _, more = ask(site.url("abc"), "--captions", "de,en")
    assert [each[0] for each in more["captions"]] == ["en"]
    assert len(seen) == 1
    assert not seen[0].exists()
    # Nor are they saved, nor what is no picture of the web.
    site.page("abc", {**site.split_info("abc"), "thumbnail": "file:///etc/passwd"})
    run = home.fetch("--languages", "de,en", site.url("abc"))
    info = Library(home.library).look(run.path.parent.name).info
    assert [each.language for each in info.captions] == ["en"]
    assert info.missing[0] == "subtitles (de): The subtitles are too long."
    assert "is not a web address" in info.missing[1]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"error": "not here", "kind": "geo"}, "not here This video is available in"),
        ({"error": "no", "kind": "login"}, "no"),
        ({"is_live": True, "url": "http://127.0.0.1:9/v.mp4", "ext": "mp4"}, "The video is live."),
        ({"url": "http://127.0.0.1:9/v", "protocol": "ism"}, "The site sends this"),
    ],
)
def test_failures_of_the_site_come_in_words(
    ask: Ask, site: Site, said: dict[str, object], words: str
) -> None:
    site.page("abc", said)
    found = failed(ask(site.url("abc")))
    assert found.words.startswith(words)
    assert found.next_step


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("#EXT-X-ENDLIST", ""), "The video is live."),
        (("#EXTINF", '#EXT-X-KEY:METHOD=AES-128,URI="k"\n#EXTINF'), "The site sends this"),
        (("list3.ts", "list3.ts\n#EXT-X-DISCONTINUITY"), "The site sends this"),
        (("list3.ts", "#EXT-X-BYTERANGE:-3@9\nlist3.ts"), "The site sends this"),
        (("list3.ts", "#EXT-X-BYTERANGE:9@-3\nlist3.ts"), "The site sends this"),
        (("list3.ts", "#EXT-X-BYTERANGE:0@0\nlist3.ts"), "The site sends this"),
        (("list3.ts", "file:///etc/passwd"), "The video couldn't be downloaded"),
    ],
)
def test_pieces_that_cannot_be_sought_in_are_refused_in_words(
    ask: Ask, web: Web, pieces: Pieces, change: tuple[str, str], words: str
) -> None:
    pieces.put(web, "transport")
    text = (pieces.folder / "transport" / "list.m3u8").read_text().replace(*change)
    web.add("/transport/list.m3u8", text)
    ref = page(web, "odd", [{"url": web.url("/transport/list.m3u8"), "height": 180}])
    assert failed(ask(ref.url)).words.startswith(words)
