"""Ask yt-dlp where to play a video from, in a child process; no Qt.

    python -m viewer.online.resolve [--height N] [--cookies-from B] [--same ID …]
        [--captions L] -- URL

prints one line, an object of JSON: {"resolved": …} (`Resolved.to_json`) or {"failure": …}
(`Failure.to_json`). The exit code is 0 for both: it was answered. With --captions, and where it can
be played, it then loads the captions in these languages, and prints another line:
{"captions": […]} (`Captions.to_json`).

Preferred are files that support ranges, video and audio separate or together; else segmented
streams (`segments`).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import platformdirs

from viewer.base.child_side import end_with_parent
from viewer.media.address import check_url
from viewer.media.ytdlp import (
    COOKIE_BROWSERS,
    Log,
    base_options,
    facts_of,
    format_options,
    one_video,
    text_of,
)
from viewer.media.ytdlp_extras import check_size, load_captions
from viewer.media.ytdlp_failures import Failure, FailureKind, SavingError, failure
from viewer.online.segments import PROTOCOLS, in_pieces
from viewer.online.tracks import Resolved, Track, check_link, no_pieces
from viewer.online.ytdlp_update import load_yt_dlp

_HEADER_LIMIT = 4000
# Others are ours to set: they would break the ranges, or tell the site who reads.
_HEADERS = frozenset(
    ("user-agent", "referer", "origin", "cookie", "authorization", "accept", "accept-language")
)
# "http_dash_segments" begins with http, too.
_FILE = "[protocol~='^https?$']"
_PIECES = f"[protocol~='^({'|'.join(PROTOCOLS)})$']"
_FORMATS = "/".join(
    f"{each}{kind}" for kind in (_FILE, _PIECES) for each in (f"bv{kind}+ba", "b", "bv", "ba")
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Resolve one address."""
    parser = argparse.ArgumentParser(prog="python -m viewer.online.resolve")
    parser.add_argument("url")
    parser.add_argument("--height", type=int, default=720)
    parser.add_argument("--cookies-from", choices=COOKIE_BROWSERS, default="")
    parser.add_argument("--same", nargs="*", default=(), help="the formats to find again")
    parser.add_argument("--captions", help="load them in these languages, too: en,de")
    options = parser.parse_args(arguments)
    end_with_parent()
    # Output of yt-dlp or a plugin must not be in the answer.
    out, sys.stdout = sys.stdout, sys.stderr

    def say(answer: dict[str, Any]) -> None:
        out.write(json.dumps(answer) + "\n")
        out.flush()

    try:
        _resolve(options, say)
    except SavingError as error:
        say({"failure": error.failure.to_json()})
    return 0


def _resolve(options: argparse.Namespace, say: Callable[[dict[str, Any]], None]) -> None:
    log = Log()
    try:
        url = check_url(options.url)
        data = Path(platformdirs.user_data_dir("cuenote", appauthor=False))
        cache = Path(platformdirs.user_cache_dir("cuenote", appauthor=False)) / "yt-dlp"
        wanted = base_options(cookies_from=options.cookies_from, cache=cache)
        wanted |= format_options(options.height) | {"format": _FORMATS, "logger": log}
        wanted["progress_hooks"] = [check_size]
        with load_yt_dlp(data).YoutubeDL(wanted) as ydl:
            info = one_video(ydl, url)
            say({"resolved": describe(ydl, info, url, tuple(options.same)).to_json()})
            if options.captions is not None:
                languages = tuple(filter(None, options.captions.split(",")))
                data.mkdir(parents=True, exist_ok=True)
                captions, _ = load_captions(ydl, info, languages, data)
                say({"captions": [each.to_json() for each in captions]})
    except SavingError:
        raise
    except Exception as error:
        raise SavingError(_in_words(error, log.warnings)) from error


def _in_words(error: Exception, warnings: Sequence[str]) -> Failure:
    if "requested format is not available" in str(error).casefold():
        return no_pieces(str(error))
    return failure(error, warnings)


def describe(ydl: Any, info: Mapping[str, Any], url: str, same: tuple[str, ...]) -> Resolved:
    """Return what to play; with `same`, only those formats again."""
    chosen = info.get("requested_formats") or [info]
    if same:
        offered = {str(each.get("format_id")): each for each in info.get("formats") or chosen}
        if not all(name in offered for name in same):
            raise SavingError(Failure.of(FailureKind.TOO_OLD, "the format is not offered now"))
        chosen = [offered[name] for name in same]
    tracks, facts = [_track(ydl, each) for each in chosen[:2]], facts_of(info)
    return Resolved(
        facts=facts if facts.title else replace(facts, title=url),
        picture=tracks[0],
        sound=tracks[1] if len(tracks) > 1 else None,
        expires_at=min(filter(None, map(_expiry, tracks)), default=None),
    )


def _track(ydl: Any, found: Mapping[str, Any]) -> Track:
    headers = {str(name): str(text) for name, text in (found.get("http_headers") or {}).items()}
    cookies = ydl.cookiejar.get_cookie_header(found["url"])
    if cookies:
        headers["Cookie"] = cookies
    track = Track(
        check_link(found["url"]),
        {name: text for name, text in headers.items() if _may_pass(name, text)},
        text_of(found.get("ext")),
        text_of(found.get("format_id")),
        _number(found.get("height")),
        _number(found.get("filesize")),
        _number(found.get("available_at")),
    )
    return replace(track, **in_pieces(ydl, found)) if found.get("protocol") in PROTOCOLS else track


def _may_pass(name: str, text: str) -> bool:
    return name.casefold() in _HEADERS and len(text) <= _HEADER_LIMIT and text.isprintable()


def _number(value: Any) -> int | None:
    return int(value) if isinstance(value, int | float) and value > 0 else None


def _expiry(track: Track) -> float | None:
    written = parse_qs(urlsplit(track.url).query).get("expire", [""])[0]
    return float(written) if written.isdecimal() and len(written) < 12 else None


if __name__ == "__main__":
    sys.exit(main())
