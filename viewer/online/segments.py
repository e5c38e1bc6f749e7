"""Segmented videos (HLS, DASH), prepared to be played as if they were whole.

Runs in the resolving child; no Qt. The result depends on the segments:

- Fragments of MP4 are laid one behind the other in one file that exists nowhere: its beginning,
  an index of ours (`sidx`), then a place for each piece, larger than the piece can be. Players seek
  in such a file as in any that has an index, to the frame.
- A transport stream has no index; it is played from a playlist of ours, which names nothing but
  our own proxy.

Streams without exact seeking are refused with a message: they can be saved.
"""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from viewer.media.ytdlp import live
from viewer.media.ytdlp_failures import SavingError
from viewer.online.tracks import StreamPart, check_link, no_pieces

PROTOCOLS = ("m3u8", "m3u8_native", "http_dash_segments")
_LIST_BYTES = 8 << 20
_PARTS = 20_000
_LOOK_BYTES = 512 << 10
_ROOM_BYTES = 2 << 20  # for each piece, beside what its rate makes probable
_MOST_ROOM = (1 << 31) - 1  # an index has no more bits for it
_ATTRIBUTE = re.compile(r'(?<![A-Z0-9-])([A-Z0-9-]++)=("[^"]*"|[^,]*)')


@dataclass(frozen=True, slots=True)
class _Piece:
    """An address in a playlist, or a byte range of it, half-open."""

    url: str
    duration_s: float
    start: int = 0
    end: int | None = None


@dataclass(frozen=True, slots=True)
class _Listing:
    beginning: _Piece | None  # of MP4
    pieces: tuple[_Piece, ...]


def in_pieces(ydl: Any, found: Mapping[str, Any]) -> dict[str, Any]:
    """Return what differs in its `Track`; raises SavingError if it is refused.

    `found` is a format of yt-dlp's with one of `PROTOCOLS`. Requests the playlist and the beginning
    of the first piece from the site.
    """
    if found.get("protocol") == "http_dash_segments":
        listing = _of_fragments(found)
    else:
        listing = _listing_of(ydl, found)
    if not 0 < len(listing.pieces) <= _PARTS:
        raise _refused("no pieces, or too many")
    first = _load(ydl, found, listing.pieces[0], _LOOK_BYTES)
    if listing.beginning is not None:
        beginning = _load(ydl, found, listing.beginning, _LOOK_BYTES)
        rooms = [_room(found, each) for each in listing.pieces]
        durations = [each.duration_s for each in listing.pieces]
        head, kind = beginning + index_of(beginning, first, rooms, durations), "mp4"
    elif first[:1] == b"\x47":
        _look_at_transport(first)
        head, kind = b"", "m3u8"
        rooms = [_MOST_ROOM] * len(listing.pieces)
    else:
        raise _refused("neither fragments of MP4 nor a transport stream")
    parts = tuple(
        StreamPart(check_link(each.url), each.start, each.end, room, each.duration_s)
        for each, room in zip(listing.pieces, rooms, strict=True)
    )
    return {"kind": kind, "size": None, "head": head, "parts": parts}


# ---------------------------------------------------------------------- lists of pieces


def _listing_of(ydl: Any, found: Mapping[str, Any]) -> _Listing:
    text = _load(ydl, found, _Piece(str(found["url"]), 0), _LIST_BYTES)
    return read_playlist(text.decode("utf-8", "replace"), str(found["url"]))


def read_playlist(text: str, address: str) -> _Listing:
    """Parse the playlist of one stream (RFC 8216); raises SavingError if it cannot be played."""
    lines = [line.strip() for line in text.splitlines()]
    if not lines or not lines[0].startswith("#EXTM3U"):
        raise _refused("no playlist")
    if "#EXT-X-ENDLIST" not in lines:
        raise live()
    beginning: _Piece | None = None
    pieces: list[_Piece] = []
    duration_s, stretch, after = 0.0, "", 0
    for line in lines:
        tag, _, value = line.partition(":")
        if tag == "#EXTINF":
            try:
                duration_s = float(value.partition(",")[0])
            except ValueError:
                raise _refused("a piece without a length") from None
        elif tag == "#EXT-X-BYTERANGE":
            stretch = value
        elif tag == "#EXT-X-MAP":
            named = {name: text.strip('"') for name, text in _ATTRIBUTE.findall(value)}
            url = urljoin(address, named.get("URI", ""))
            start, end = _stretch(named.get("BYTERANGE", ""), 0)
            if beginning is not None and beginning != _Piece(url, 0, start, end):
                raise _refused("more than one beginning")
            beginning = _Piece(url, 0, start, end)
        elif tag == "#EXT-X-KEY" and "METHOD=NONE" not in value:
            raise _refused("its pieces are encrypted")
        elif tag in ("#EXT-X-DISCONTINUITY", "#EXT-X-GAP", "#EXT-X-I-FRAMES-ONLY"):
            if tag != "#EXT-X-DISCONTINUITY" or pieces:
                raise _refused("its times do not run through")
        elif tag == "#EXT-X-STREAM-INF":
            raise _refused("a list of lists")
        elif line and not line.startswith("#"):
            url = urljoin(address, line)
            follows = after if pieces and pieces[-1].url == url else 0
            start, end = _stretch(stretch, follows)
            after, stretch = end or 0, ""
            pieces.append(_Piece(url, duration_s, start, end))
    return _Listing(beginning, tuple(pieces))


def _stretch(text: str, follows: int) -> tuple[int, int | None]:
    if not text:
        return 0, None
    length, _, start = text.partition("@")
    try:
        begin, size = int(start) if start else follows, int(length)
    except ValueError:
        raise _refused("a range that is none") from None
    if begin < 0 or size <= 0:
        raise _refused("a range that is none")
    return begin, begin + size


def _of_fragments(found: Mapping[str, Any]) -> _Listing:
    """Take yt-dlp's fragments of a DASH manifest: the first without a length is the beginning."""
    base = str(found.get("fragment_base_url") or found["url"])
    pieces = []
    for each in found.get("fragments") or ():
        url = each.get("url") or urljoin(base, str(each.get("path") or ""))
        pieces.append(_Piece(str(url), float(each.get("duration") or 0)))
    if len(pieces) < 2 or pieces[0].duration_s or not all(each.duration_s for each in pieces[1:]):
        raise _refused("no list of pieces with their lengths")
    return _Listing(pieces[0], tuple(pieces[1:]))


def _room(found: Mapping[str, Any], piece: _Piece) -> int:
    """Return the slot size of a piece: known, or four times what its bit rate says."""
    if piece.end is not None:
        return piece.end - piece.start
    rate = found.get("tbr")
    kbit = rate if isinstance(rate, int | float) and rate > 0 else 20_000
    return min(_MOST_ROOM, _ROOM_BYTES + int(kbit * 125 * max(1.0, piece.duration_s) * 4))


def _load(ydl: Any, found: Mapping[str, Any], piece: _Piece, most: int) -> bytes:
    from yt_dlp.networking import Request  # type: ignore[import-untyped]

    headers = dict(found.get("http_headers") or {})
    if piece.end is not None:
        headers["Range"] = f"bytes={piece.start}-{min(piece.end, piece.start + most) - 1}"
    with ydl.urlopen(Request(check_link(piece.url), headers=headers)) as answer:
        data: bytes = answer.read(most)
        if piece.end is not None and answer.status != 206:
            raise _refused("the site gives no ranges")
    return data


# ---------------------------------------------------------------------- what the pieces are


def index_of(
    beginning: bytes, first: bytes, rooms: Sequence[int], durations_s: Sequence[float]
) -> bytes:
    """Write the index (`sidx`, ISO 14496-12) of a file of these pieces, each in its slot."""
    track, ticks = _track_of(beginning)
    starts = [body for kind, body in _boxes(first) if kind == b"moof"]
    times: list[int] = []
    for moof in starts[:1]:
        for parts in (dict(_boxes(traf)) for kind, traf in _boxes(moof) if kind == b"traf"):
            head, time = parts.get(b"tfhd"), parts.get(b"tfdt")
            if head and time and struct.unpack_from(">I", head, 4)[0] == track:
                decoded = struct.unpack_from(">Q" if time[0] else ">I", time, 4)[0]
                times.append(decoded + _shown_after(parts.get(b"trun", b"")))
    if not times:
        raise _refused("fragments without their times")
    # Rounded by their sum, so that they do not drift.
    ends = [0]
    total = 0.0
    for duration_s in durations_s:
        total += duration_s
        ends.append(round(total * ticks))
    body = struct.pack(">IIIQQHH", 1 << 24, track, ticks, max(0, times[0]), 0, 0, len(rooms))
    for number, room in enumerate(rooms):
        body += struct.pack(">III", room, ends[number + 1] - ends[number], 0x90000000)
    return struct.pack(">I4s", len(body) + 8, b"sidx") + body


def _shown_after(run: bytes) -> int:
    """Return the composition offset of a run's first sample, in ticks.

    An index uses presentation times (otherwise libav loses pieces).
    """
    if len(run) < 8:
        return 0
    flags = struct.unpack_from(">I", run)[0] & 0xFFFFFF
    at = 8 + 4 * sum(1 for flag in (0x1, 0x4, 0x100, 0x200, 0x400) if flags & flag)
    if not flags & 0x800 or len(run) < at + 4:
        return 0
    offset: int = struct.unpack_from(">i" if run[0] else ">I", run, at)[0]
    return offset


def _track_of(beginning: bytes) -> tuple[int, int]:
    """Return the number of the video track, or else the audio track, and its ticks per second."""
    found: dict[bytes, tuple[int, int]] = {}
    moov = next((body for kind, body in _boxes(beginning) if kind == b"moov"), b"")
    for kind, trak in _boxes(moov):
        if kind != b"trak":
            continue
        parts = dict(_boxes(trak))
        media = dict(_boxes(parts.get(b"mdia", b"")))
        head, clock, what = parts.get(b"tkhd"), media.get(b"mdhd"), media.get(b"hdlr")
        if head and clock and what:
            number = struct.unpack_from(">I", head, 20 if head[0] else 12)[0]
            ticks = struct.unpack_from(">I", clock, 20 if clock[0] else 12)[0]
            found.setdefault(what[8:12], (number, ticks))
    track = found.get(b"vide") or found.get(b"soun")
    if track is None:
        raise _refused("a beginning without a track")
    return track


def _boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at + 8 <= len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        head = 8
        if size == 1 and at + 16 <= len(data):
            size, head = struct.unpack_from(">Q", data, at + 8)[0], 16
        if size < head:
            return
        yield kind, data[at + head : at + size]
        at += size


def _look_at_transport(first: bytes) -> None:
    """Refuse a stream whose pieces libav would skip in part after a seek.

    libav drops what is before the start time of a piece, which it takes from the very first packet.
    If audio comes first, and later than the video's decoding begins, each seek would end a piece
    too late.
    """
    import av

    try:
        with av.open(io.BytesIO(first), "r", format="mpegts") as container:
            begin: float | None = None
            for packet in container.demux():
                if packet.dts is None:
                    continue
                time_s = float(packet.dts * packet.time_base)
                begin = time_s if begin is None else begin
                if packet.stream.type == "video":
                    if time_s < begin or not packet.is_keyframe:
                        raise _refused("its pieces do not begin with the picture")
                    return
    except av.FFmpegError as error:
        raise _refused(str(error)) from error


def _refused(detail: str) -> SavingError:
    return SavingError(no_pieces(detail))
