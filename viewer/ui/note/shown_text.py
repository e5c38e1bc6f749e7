"""What of a text is shown: white space as one space, floods of what is not seen cut short.

So much of a note is markup and padding that what is shown must be bounded by what can be seen. No
Qt here; positions are indexes into the text that is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

CHUNK = 2_000  # characters that are set at once
_FLOOD = 32  # so many characters without a width of their own are shown in a row
_CODE_RUN = 200  # … and so many spaces in code, where they mean something
_SPACES = re.compile(r"[ \t]{2,}")
_CODE_SPACES = re.compile(rf"(?<=[ \t]{{{_CODE_RUN}}})[ \t]+")
# White space, marks that stand on the letter before them, and what is not seen at all.
_UNSEEN = (
    r"\s\xad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u061c\u064b-\u065f\u115f\u1160\u17b4\u17b5"
    r"\u180b-\u180f\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20d0-\u20ff"
    r"\u3164\ufe00-\ufe0f\ufe20-\ufe2f\ufeff\uffa0\U000e0000-\U000e0fff"
)


@cache
def _floods() -> re.Pattern[str]:
    # Compiled when it is first needed: it takes milliseconds.
    return re.compile(f"(?<=[{_UNSEEN}]{{{_FLOOD}}})[{_UNSEEN}]+")


def is_plain(text: str) -> bool:
    """Return whether a text that is no code is surely shown as it is; it costs little."""
    return text.isprintable() and "  " not in text and (text.isascii() or len(text) <= _FLOOD)


def kept(text: str, *, in_code: bool) -> list[tuple[int, int]]:
    """Return what is shown of `text`, as ascending half-open ranges; all of it is one range.

    Of white space in a row its first character is kept, in code the first 200.
    """
    left_out: list[tuple[int, int]] = []
    if in_code:
        left_out = [found.span() for found in _CODE_SPACES.finditer(text)]
    else:
        left_out = [(found.start() + 1, found.end()) for found in _SPACES.finditer(text)]
    if len(text) > _FLOOD and not text.isascii():
        left_out += [found.span() for found in _floods().finditer(text)]
        left_out.sort()
    ranges, at = [], 0
    for start, end in left_out:
        if start > at:
            ranges.append((at, start))
        at = max(at, end)
    if at < len(text) or not ranges:
        ranges.append((at, len(text)))
    return ranges


def chunks(data: bytes, start: int, end: int, *, in_code: bool) -> Iterator[tuple[int, int]]:
    """Cut bytes [start, end) of UTF-8 where they may be parted: at spaces, in code at line ends.

    Where there is neither within reach, between two characters.
    """
    separator = b"\n" if in_code else b" "
    while end - start > CHUNK:
        cut = data.rfind(separator, start + CHUNK // 2, start + CHUNK) + 1
        if not cut:
            cut = start + CHUNK
            while cut > start + CHUNK - 4 and data[cut] & 0xC0 == 0x80:
                cut -= 1
        yield start, cut
        start = cut
    yield start, end
