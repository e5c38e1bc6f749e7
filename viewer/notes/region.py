"""The region of the picture that a timestamp points at, as W3C media fragments write it.

`data-xywh="percent:12,30,25,20"` beside the time of an anchor, `#t=62&xywh=percent:12,30,25,20` in
an address: left, top, width and height in percent of the picture as it is shown. One without width
and height is a point. Only the bytes of a region are touched, whatever else its markup holds. Other
units, such as pixels, are left alone and are not read as a region. Pure; any thread.

Source: https://www.w3.org/TR/media-frags/#naming-space
"""

from __future__ import annotations

import re
from typing import NamedTuple

from viewer.base.lazy_regex import late
from viewer.base.translation import _, numeral, tr
from viewer.notes.model import Citation, Span

_NUMBER = rb"\d{1,7}(?:\.\d{1,9})?"
_COMMA = rb"(?:,|%2[Cc])"
_FOUR = _COMMA.join([rb"(" + _NUMBER + rb")"] * 4)
# The sign before it is part of an attribute, or parts it from what stands in a fragment before it.
_WRITTEN = late(
    rb"(?:(?P<attribute>[ \t\r\n]+data-xywh[ ]?=[ ]?(?P<quote>[\"']))|(?P<sign>[#&?])xywh=)"
    rb"(?P<value>percent(?::|%3[Aa])" + _FOUR + rb")(?(quote)(?P=quote)|(?![\w.,%-]))"
)
_TAG = late(rb"<a(?=[\s>])")
# Where an address ends that stands in a citation.
_ADDRESS_END = late(rb"[\s<>\"'|\]]|\)")
_MOST = 100.0
_STEP = 0.01  # of what is written
# The parts of a picture, row by row.
PLACES = (
    (_("upper left"), _("upper centre"), _("upper right")),
    (_("middle left"), _("centre"), _("middle right")),
    (_("lower left"), _("lower centre"), _("lower right")),
)


class Region(NamedTuple):
    """A part of the picture, in percent of the picture as shown: left, top, width and height."""

    x: float
    y: float
    w: float
    h: float

    @property
    def is_point(self) -> bool:
        return not (self.w or self.h)

    @property
    def is_inside(self) -> bool:
        """Return whether all of it is inside the picture."""
        return self.x + self.w <= _MOST + _STEP and self.y + self.h <= _MOST + _STEP

    def inside(self) -> Region:
        """Return the part inside the picture."""
        x, y = min(self.x, _MOST), min(self.y, _MOST)
        return Region(x, y, min(self.w, _MOST - x), min(self.h, _MOST - y))

    def moved(self, right: float, down: float) -> Region:
        """Return it moved, in the same size, inside the picture."""
        x = min(max(self.x + right, 0.0), _MOST - self.w)
        y = min(max(self.y + down, 0.0), _MOST - self.h)
        return Region(x, y, self.w, self.h)

    def sized(self, wider: float, higher: float) -> Region:
        """Return it resized, with the same left and top, inside the picture."""
        w = min(max(self.w + wider, 0.0), _MOST - self.x)
        h = min(max(self.h + higher, 0.0), _MOST - self.y)
        return Region(self.x, self.y, w, h)

    @property
    def written(self) -> str:
        """The value of a media fragment, without its name; in hundredths of a percent."""
        return "percent:" + ",".join(_plain(number) for number in self)

    @property
    def attribute(self) -> str:
        """The attribute for the tag of an anchor, after a space."""
        return f' data-xywh="{self.written}"'

    @property
    def place(self) -> str:
        """The part of the picture that contains its middle, one of PLACES."""
        middle_x, middle_y = self.x + self.w / 2, self.y + self.h / 2
        row = PLACES[min(int(middle_y * 3 / _MOST), 2)]
        return row[min(int(middle_x * 3 / _MOST), 2)]

    @property
    def words(self) -> str:
        """Where in the picture it is, for screen readers."""
        place = tr(self.place)
        if self.is_point:
            return tr("point, {0}").format(place)
        return tr("{0}, {1} by {2} percent").format(place, _shown(self.w), _shown(self.h))

    @classmethod
    def between(cls, x1: float, y1: float, x2: float, y2: float) -> Region:
        """Return the region between two corners, in percent, clipped to the picture."""
        left, right = sorted(min(max(at, 0.0), _MOST) for at in (x1, x2))
        top, bottom = sorted(min(max(at, 0.0), _MOST) for at in (y1, y2))
        return cls(left, top, right - left, bottom - top)


def _plain(number: float) -> str:
    text = f"{number:.2f}".rstrip("0").rstrip(".")
    return text if text != "-0" else "0"


def _shown(number: float) -> str:
    decimals = 0 if number >= 1 else len(_plain(number).partition(".")[2])
    return numeral(number, decimals)


def region_of(data: bytes, citation: Citation) -> Region | None:
    """Return the region of a citation of the note with these bytes; None where it has none."""
    found = _written(data, citation)
    if found is None:
        return None
    x, y, w, h = (float(number) for number in found.groups()[-4:])
    return Region(x, y, w, h)


def has_regions(data: bytes) -> bool:
    """Return whether something in a note's bytes is written as a region."""
    return _WRITTEN.search(data) is not None


def _written(data: bytes, citation: Citation) -> re.Match[bytes] | None:
    return _WRITTEN.search(data, *citation.span) if citation.syntax.holds_region else None


def region_spans(
    data: bytes, citation: Citation, region: Region | None
) -> list[tuple[Span, bytes]]:
    """Set or replace a citation's region, None to remove it: what to replace, and the new texts.

    Empty if nothing changes. The citation's form must be one that `holds_region`.
    """
    found = _written(data, citation)
    if found is not None and region is not None:
        return [(Span(*found.span("value")), region.written.encode())]
    if found is not None:
        start, end = found.span()
        if found["sign"] and found["sign"] != b"&" and data[end : end + 1] == b"&":
            start, end = start + 1, end + 1  # what follows it is the first of the fragment then
        return [(Span(start, end), b"")]
    if region is None:
        return []
    if citation.syntax.is_marked:
        at = _in_tag(data, citation)
        return [(Span(at, at), region.attribute.encode())]
    at, has_fragment = _address_end(data, citation)
    # An address of nothing but a region would not be one of this video.
    is_empty = data[at - 1 : at] == b"("
    lead = "&" if has_fragment else f"#t={citation.written}&" if is_empty else "#"
    return [(Span(at, at), f"{lead}xywh={region.written}".encode())]


def _in_tag(data: bytes, citation: Citation) -> int:
    """Find the place after the time of an anchor, or, in a damaged tag, after its name."""
    end = citation.value.end
    if data[end : end + 1] in (b'"', b"'") and end + 1 < citation.span.end:
        return end + 1
    tag = _TAG.search(data, *citation.span)
    return tag.end() if tag is not None else citation.span.start


def _address_end(data: bytes, citation: Citation) -> tuple[int, bool]:
    """Find the end of a citation's address, and whether it has a fragment."""
    span, start, after = citation.span, citation.span.start, citation.value.end
    if citation.end_span is not None:
        after = max(after, citation.end_span.end)
    behind_label = data.find(b"](", after, span.end)
    if behind_label >= 0:  # its label alone says the time
        start = after = behind_label + len(b"](")
    found = _ADDRESS_END.search(data, after, span.end)
    end = found.start() if found is not None else span.end
    return end, b"#" in data[start:end]
