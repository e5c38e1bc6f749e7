"""Scripts that are written without spaces between words: Han, kana, Thai, Lao, Khmer, Burmese.

And Hangul, which has spaces, but whose words have so many endings and join so freely that they are
best searched inside as well. Each letter, with its marks, counts as a word. Safe in any thread.
"""

import unicodedata

from viewer.base.lazy_regex import late

_RANGES = (
    *((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3005, 0x3007), (0x3041, 0x30FF)),
    *((0x3105, 0x312F), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xAC00, 0xD7A3), (0xF900, 0xFAFF)),
    *((0xFF66, 0xFF9F), (0x20000, 0x323AF)),
)
# For the brackets of a regular expression.
UNPARTED_LETTERS = "".join(f"{chr(first)}-{chr(last)}" for first, last in _RANGES)
UNPARTED_MARKS = "".join(
    chr(code)
    for first, last in _RANGES[:3]
    for code in range(first, last + 1)
    if unicodedata.category(chr(code))[0] == "M"
)
UNPARTED = late(f"[{UNPARTED_LETTERS}]")
_CHANGED = late(f"[ßẞ\uff01-\uff5e]|[{UNPARTED_LETTERS}][{UNPARTED_MARKS}]*")


def spaced(text: str) -> str:
    """Put spaces around letters that count as words; wide signs become narrow, and ß is ss.

    Both the index and queries are made this way.
    """
    return text if text.isascii() else _CHANGED.sub(lambda found: _as_word(found[0]), text)


def _as_word(one: str) -> str:
    if one in "ßẞ":
        return "ss"
    return chr(ord(one) - 0xFEE0) if "\uff01" <= one <= "\uff5e" else f" {one} "


def unspaced(text: str) -> list[int]:
    """Map each place in `spaced(text)`, including its end, to the one in `text`."""
    places, at = [], 0
    for found in _CHANGED.finditer(text):
        start, end = found.span()
        room = len(_as_word(found[0]))
        places += [*range(at, start), *[start] * (room - 1), end if room > end - start else start]
        at = end
    return [*places, *range(at, len(text) + 1)]
