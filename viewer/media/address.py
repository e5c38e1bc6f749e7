"""Check and classify addresses of videos. No Qt."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from viewer.base.errors import MediaError
from viewer.base.translation import _, tr
from viewer.notes.model import VideoRef
from viewer.notes.moments import youtube_id

ADDRESS_STEP = _("Check the URL in the front matter of the note.")
_URL_LIMIT = 2000

_YOUTUBE_ID = re.compile(r"[A-Za-z0-9_-]{11}")
_YOUTUBE = re.compile(r"(?:(?:www|m|music)\.)?(?:youtube\.com|youtu\.be)", re.IGNORECASE)
_CHANNEL = re.compile(r"/(?:@[^/]+|(?:channel|c|user)/[^/]+)(?:/[a-z]+)?/?")
_LIST_ID = re.compile(r"[A-Za-z0-9_-]{2,64}")


def path_of(url: str) -> str:
    """Return the path that a `file:` URL names."""
    from urllib.request import url2pathname  # here, for it loads http and ssl: 20 ms

    return url2pathname(urlsplit(url).path)


def check_url(text: str) -> str:
    """Return the address if it may be passed on; raise MediaError if not.

    http and https with a host, up to 2000 characters, no spaces or control characters.
    """
    url = text.strip()
    shown = _shown(url)
    unlike = MediaError(tr("“{0}” is not a URL.").format(shown), tr(ADDRESS_STEP))
    if not 0 < len(url) <= _URL_LIMIT or "\\" in url:
        raise unlike
    if any(char.isspace() or not char.isprintable() for char in url):
        raise unlike
    try:
        parts = urlsplit(url)
        host = parts.hostname
        parts.port  # noqa: B018 (is looked at only when it is asked for)
    except ValueError:
        raise unlike from None
    if parts.scheme not in ("http", "https"):
        raise MediaError(
            tr("“{0}” is not a web address: only http and https are opened.").format(shown),
            tr(ADDRESS_STEP),
        )
    if not host:
        raise unlike
    if parts.username is not None or parts.password is not None:
        raise MediaError(
            tr("The URL at {0} has a user name or password in it, which is not passed on.").format(
                _shown(host)
            ),
            tr(ADDRESS_STEP),
        )
    return url


def is_youtube_id(text: str) -> bool:
    """Return whether `text` looks like a YouTube id: 11 letters, digits, - and _."""
    return _YOUTUBE_ID.fullmatch(text) is not None


def list_at(text: str) -> str:
    """Return the address of the playlist or channel in a YouTube address; else "".

    A video in a playlist (`watch?v=…&list=…`) names both. For other sites only yt-dlp can tell.
    """
    try:
        url = check_url(text)
    except MediaError:
        return ""
    parts = urlsplit(url)
    if _YOUTUBE.fullmatch(parts.hostname or "") is None:
        return ""
    named = parse_qs(parts.query).get("list", [""])[0]
    # RD…: generated for each user, endless, and only available beside its video.
    if _LIST_ID.fullmatch(named) and not named.startswith("RD"):
        return f"https://www.youtube.com/playlist?list={named}"
    if _CHANNEL.fullmatch(parts.path):
        return f"https://www.youtube.com{parts.path.rstrip('/')}"
    return ""


def is_list(video: VideoRef) -> bool:
    """Return whether an address names a playlist or channel, and no video."""
    return bool(video.video_id is None and video.url and list_at(video.url))


def ref_of(text: str) -> VideoRef:
    """Parse an address or a YouTube id; raise MediaError for anything else."""
    if is_youtube_id(text):
        return VideoRef(video_id=text)
    url = check_url(text)
    found = youtube_id(url)
    return VideoRef(found if found is not None and is_youtube_id(found) else None, url)


def watch_url(ref: VideoRef) -> str:
    """Return the address of the video that a note names; raise MediaError if it names none.

    A YouTube id takes precedence over an address: the library names folders by it.
    """
    if ref.video_id is not None and is_youtube_id(ref.video_id):
        return f"https://www.youtube.com/watch?v={ref.video_id}"
    if ref.url is not None:
        return check_url(ref.url)
    if ref.video_id is not None:
        raise MediaError(
            tr("“{0}” is not a YouTube ID, which has 11 letters and digits.").format(
                _shown(ref.video_id)
            ),
            tr("Add its URL to the front matter: url: https://…"),
        )
    raise MediaError(
        tr("This note has no online video."), tr("Add its URL to the front matter: url: https://…")
    )


def _shown(text: str) -> str:
    """Shorten and clean foreign text for display."""
    text = "".join(char if char.isprintable() else " " for char in text[:200])
    return text if len(text) <= 60 else f"{text[:59]}…"
