import errno
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yt_dlp.utils import DownloadError

from tests.media.site import JPEG
from viewer.base.errors import MediaError
from viewer.media.address import check_url, watch_url
from viewer.media.media import is_library_key, library_key
from viewer.media.ytdlp import base_options, format_options
from viewer.media.ytdlp_extras import choose_captions, picture_ending
from viewer.media.ytdlp_failures import Failure, FailureKind, clean, failure
from viewer.notes.model import VideoRef

ID = "dQw4w9WgXcQ"


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "--exec rm",
        "-o/tmp/x",
        "file:///etc/passwd",
        "FILE:///etc/passwd",
        ":sout=#std",
        "http:///x",
        "http://",
        "//host/x",
        "../x",
        "javascript:alert(1)",
        "http://host/a b",
        "http://host/\n--exec",
        "http://host/\x00",
        "http://host\\@other/",
        "http://host:99999/",
        "http://[::1",
        "http://me:secret@host/",
        "ytsearch5:cats",
        "https://host/" + "x" * 2000,
        "x" * 1_000_000,
    ],
)
def test_address_that_may_not_be_passed_on_is_refused_in_words(text: str) -> None:
    with pytest.raises(MediaError) as raised:
        check_url(text)
    assert len(str(raised.value)) < 200
    assert raised.value.remedy
    assert library_key(VideoRef(url=text)) is None


@given(st.text(max_size=300))
def test_address_that_passes_is_one_of_the_web_and_its_folder_is_one(text: str) -> None:
    for candidate in (text, f"https://{text}", f"http://host/{text}"):
        try:
            url = check_url(candidate)
        except MediaError:
            continue
        assert url.lower().startswith(("http://", "https://"))
        assert not any(char.isspace() for char in url)
        key = library_key(VideoRef(url=url))
        assert is_library_key(key)


def test_video_is_watched_by_its_id_first_then_by_its_address() -> None:
    youtube = f"https://www.youtube.com/watch?v={ID}"
    assert watch_url(VideoRef(video_id=ID)) == youtube
    assert watch_url(VideoRef(video_id=ID, url="https://other.example/v")) == youtube
    assert (
        watch_url(VideoRef(video_id="123456", url="https://v.example/1")) == "https://v.example/1"
    )
    for ref in (
        VideoRef(video_id="123456"),
        VideoRef(path="v.mp4"),
        VideoRef(video_id="--exec-rm-x/"),
        VideoRef(url="file:///etc/passwd"),
        VideoRef(video_id="../../../.."),
    ):
        with pytest.raises(MediaError):
            watch_url(ref)


def test_folder_of_a_video_is_the_same_wherever_the_address_jumps_to() -> None:
    assert library_key(VideoRef(video_id=ID, url="https://x.example/")) == ID
    key = library_key(VideoRef(url="https://Host.example/v.mp4#t=5"))
    assert key == library_key(VideoRef(url="https://host.example/v.mp4"))
    assert key != library_key(VideoRef(url="https://host.example/V.mp4"))
    assert library_key(VideoRef(path="a.mp4")) is None


def test_options_name_only_browsers_that_are_known() -> None:
    assert "cookiesfrombrowser" not in base_options()
    assert base_options(cookies_from="firefox")["cookiesfrombrowser"][0] == "firefox"
    with pytest.raises(MediaError):
        base_options(cookies_from="firefox:/etc/passwd")


TEXTS = {
    "Sign in to confirm you’re not a bot. Use --cookies-from-browser": FailureKind.SIGN_IN,
    "Sign in to confirm your age. This video may be inappropriate for some users.": (
        FailureKind.SIGN_IN
    ),
    "Join this channel to get access to members-only content": FailureKind.SIGN_IN,
    "Video unavailable. This content isn't available, try again later. The current session has "
    "been rate-limited by YouTube for up to an hour.": FailureKind.RATE_LIMITED,
    "Unable to download webpage: HTTP Error 429: Too Many Requests": FailureKind.RATE_LIMITED,
    "The uploader has not made this video available in your country": FailureKind.UNKNOWN,
    "Private video. Sign in if you've been granted access": FailureKind.SIGN_IN,
    "Video unavailable. This video has been removed by the uploader": FailureKind.UNKNOWN,
    "This video is DRM protected": FailureKind.UNKNOWN,
    "Premieres in 3 hours": FailureKind.UNKNOWN,
    "unable to download video data: HTTP Error 403: Forbidden": FailureKind.TOO_OLD,
    "Unable to download webpage: HTTP Error 503: Service Unavailable": FailureKind.UNKNOWN,
    "Failed to resolve 'youtube.com' ([Errno -3] Temporary failure in name resolution)": (
        FailureKind.OFFLINE
    ),
    "unable to write data: [Errno 28] No space left on device": FailureKind.NO_ROOM,
    "Unsupported URL: https://example.org/": FailureKind.UNKNOWN,
    "Failed to decrypt with DPAPI. See  https://github.com": FailureKind.SIGN_IN,
    "could not find firefox cookies database in /home": FailureKind.SIGN_IN,
    "Signature extraction failed; please report this issue on https://": FailureKind.TOO_OLD,
    "Requested format is not available. Use --list-formats": FailureKind.TOO_OLD,
    "\x1b[0;31mERROR:\x1b[0m [site] abc: Something odd (caused by X)": FailureKind.UNKNOWN,
}


@pytest.mark.parametrize(("text", "kind"), TEXTS.items())
def test_failure_is_known_by_what_is_said(text: str, kind: FailureKind) -> None:
    found = failure(Exception(text))
    assert found.kind is kind
    assert found.words
    assert found.next_step
    assert Failure.from_json(json.loads(json.dumps(found.to_json()))) == found


def test_missing_javascript_is_named_when_formats_are_missing_for_it() -> None:
    warning = "[youtube] No supported JavaScript runtime could be found. Only deno is enabled"
    for said in ("Requested format is not available", "Unable to extract the player"):
        found = failure(Exception(said), [warning])
        assert found.words.startswith("No supported JavaScript runtime")
        assert "doctor" in found.next_step


def test_what_the_site_says_is_said_in_its_own_words() -> None:
    said = "[youtube] dQw4w9WgXcQ: Private video. It is not here.\nYou might want to use a VPN or a"
    found = failure(DownloadError(f"ERROR: {said} proxy server (with --proxy) to workaround."))
    assert (found.kind, found.words) == (FailureKind.UNKNOWN, "Private video. It is not here.")
    found = failure(DownloadError("ERROR: [youtube] abc: Join this channel to get access"))
    assert (found.kind, found.words) == (FailureKind.SIGN_IN, "Join this channel to get access")
    assert failure(KeyError("x")).words == "The video couldn't be downloaded: 'x'"


def test_failure_looks_through_what_wraps_it() -> None:
    outer = Exception("unable to write")
    outer.__cause__ = OSError(errno.EDQUOT, "Disk quota exceeded")
    assert failure(outer).kind is FailureKind.NO_ROOM
    assert failure(PermissionError(errno.EACCES, "no")).kind is FailureKind.NO_ROOM
    loop = Exception("a")
    loop.__cause__ = loop
    assert failure(loop).kind is FailureKind.UNKNOWN


def test_only_what_concerns_all_videos_holds_the_others() -> None:
    assert failure(Exception("Sign in to confirm you’re not a bot")).holds_others
    assert failure(Exception("HTTP Error 429: Too Many Requests")).holds_others
    assert failure(OSError(errno.ENOSPC, "full")).holds_others
    assert failure(OSError(errno.EFBIG, "too large")).holds_others
    assert failure(Exception("Failed to decrypt cookies with DPAPI")).holds_others
    assert not failure(Exception("Join this channel to get access")).holds_others
    assert not failure(Exception("Private video")).holds_others


def test_what_was_said_is_shown_without_colours_codes_and_advice() -> None:
    said = (
        "\x1b[0;31mERROR:\x1b[0m [youtube] dQw4w9WgXcQ: It\nbroke; please report this issue on "
        "https://github.com/x , filling out the template"
    )
    assert clean(said) == "It broke"
    assert len(clean("x" * 100_000)) <= 240
    assert failure(Exception(said)).detail == "It broke"


@pytest.mark.parametrize("value", [None, [], "x", {}, {"kind": "odd"}, {"words": 3}])
def test_failure_that_cannot_be_read_is_an_unknown_one(value: object) -> None:
    assert Failure.from_json(value).kind is FailureKind.UNKNOWN


# ---------------------------------------------------------------------- captions


def form(*endings: str) -> list[dict[str, str]]:
    return [{"ext": ending, "url": f"https://x.example/{ending}"} for ending in endings]


def chosen(info: dict[str, object], *languages: str) -> list[tuple[str, bool, str]]:
    return [
        (each.language, each.automatic, each.ending) for each in choose_captions(info, languages)
    ]


def test_captions_by_people_come_first_and_json3_before_vtt() -> None:
    info = {
        "subtitles": {
            "en-US": form("vtt", "json3", "ttml"),
            "fr": form("vtt"),
            "live_chat": form("json"),
        },
        "automatic_captions": {"en-orig": form("json3"), "en": form("json3"), "de": form("vtt")},
    }
    assert chosen(info, "en") == [("en-US", False, "json3")]
    assert chosen(info, "fr", "en") == [("fr", False, "vtt"), ("en-US", False, "json3")]


def test_what_a_machine_heard_is_taken_and_no_translation_of_it() -> None:
    info = {
        "automatic_captions": {"de-orig": form("json3"), "de": form("json3"), "en": form("vtt")}
    }
    assert chosen(info, "de") == [("de", True, "json3")]
    # English would be a machine's translation: what was said is better.
    assert chosen(info, "en") == [("de", True, "json3")]
    assert chosen({}, "en") == []
    assert chosen({"subtitles": {"../x": form("vtt")}, "automatic_captions": None}, "en") == []


# ---------------------------------------------------------------------- formats


def offered(name: str) -> dict[str, object]:
    """Describe a format by its name: "720-avc1", "1080-vp9", "s-aac", "360-avc1-aac"."""
    codecs = {"aac": "mp4a.40.2", "opus": "opus"}
    words = name.split("-")
    video = next((word for word in words if word in ("avc1", "vp9", "av01")), "none")
    sound = next((codecs[word] for word in words if word in codecs), "none")
    height = next((int(word) for word in words if word.isdigit()), None)
    ending = "mp4" if height else "m4a"
    return {
        "format_id": name,
        "url": f"https://x.example/{name}",
        "ext": ending,
        "vcodec": video,
        "acodec": sound,
        "height": height,
        "width": height * 16 // 9 if height else None,
    }


@pytest.mark.parametrize(
    ("names", "height", "expected"),
    [
        ("360-avc1 720-avc1 1080-avc1 720-vp9 720-av01 s-aac s-opus", 720, "720-avc1 s-aac"),
        ("360-avc1 720-avc1 1080-avc1 720-vp9 720-av01 s-aac s-opus", 1080, "1080-avc1 s-aac"),
        ("360-avc1 720-avc1 1080-avc1 720-vp9 720-av01 s-aac s-opus", 480, "360-avc1 s-aac"),
        ("360-avc1 720-vp9 s-opus", 720, "720-vp9 s-opus"),
        ("1080-avc1 2160-vp9 s-aac", 720, "1080-avc1 s-aac"),
        ("360-avc1-aac", 720, "360-avc1-aac"),
        ("720-avc1", 720, "720-avc1"),
        ("s-aac s-opus", 720, "s-aac"),
    ],
)
def test_formats_are_those_that_vlc_plays_best_up_to_the_height(
    names: str, height: int, expected: str
) -> None:
    import yt_dlp

    info = {
        "id": "x",
        "title": "x",
        "extractor": "x",
        "extractor_key": "X",
        "webpage_url": "https://x.example/",
        "formats": [offered(name) for name in names.split()],
    }
    with yt_dlp.YoutubeDL({**base_options(), **format_options(height)}) as ydl:
        chosen = ydl.process_ie_result(info, download=False)
    formats = chosen.get("requested_formats") or [chosen]
    assert " ".join(each["format_id"] for each in formats) == expected


def test_picture_is_known_by_its_first_bytes_alone() -> None:
    assert picture_ending(JPEG) == "jpg"
    assert picture_ending(b"\x89PNG\r\n\x1a\n") == "png"
    assert picture_ending(b"RIFF\0\0\0\0WEBPVP8 ") == "webp"
    assert picture_ending(b"<svg onload=...>") is None
    assert picture_ending(b"") is None
