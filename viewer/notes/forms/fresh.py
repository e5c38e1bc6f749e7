"""Write the address of a moment. Pure; any thread."""

from urllib.parse import quote

from viewer.notes import moments
from viewer.notes.model import VideoRef
from viewer.notes.moments import youtube_of
from viewer.notes.timecode import format_seconds


def moment_address(video: VideoRef, ms: int) -> str:
    """Return the address of a moment of a video; empty if the video's place is unknown.

    YouTube knows whole seconds only, so there a part of a second is left out.
    """
    ms -= ms % 1000 if youtube_of(video) else 0
    return address_of(ms, None, video, is_shown=False)[0] if place_of(video) else ""


def address_of(
    ms: int, end_ms: int | None, video: VideoRef | None, *, is_shown: bool
) -> tuple[str, bool]:
    """Return the address of a moment, and whether it has the end; with `is_shown` a label may."""
    assert video is not None
    web = web_place(video)
    whole = ms % 1000 == 0 and (end_ms or 0) % 1000 == 0
    if web is not None and youtube_of(video) is not None and whole and (end_ms is None or is_shown):
        return f"{web}&t={ms // 1000}", False
    until = f",{format_seconds(end_ms)}" if end_ms is not None else ""
    return f"{web or _file(video.path or '')}#t={format_seconds(ms)}{until}", True


def web_place(video: VideoRef | None) -> str | None:
    """Return the web address of a video, without a moment; None if it has none."""
    found = youtube_of(video)
    if found is not None:
        return f"https://www.youtube.com/watch?v={found}"
    if video is None or video.url is None or (video.video_id or "").startswith("podnotes:"):
        return None
    return (moments.place_of(VideoRef(url=video.url)) or video.url).partition("#")[0]


def place_of(video: VideoRef | None) -> str | None:
    """Return the web address of a video or the path of its file; None if it has neither."""
    return web_place(video) or (video.path if video is not None else None) or None


def _file(path: str) -> str:
    """Write a path as the address of a link."""
    if path[1:2] == ":":
        return "file:///" + quote(path, safe="/:")
    return path.translate({ord(letter): quote(letter) for letter in "%?#<>"})
