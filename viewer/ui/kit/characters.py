"""Characters of a text: UTF-16 units, direction, and length."""

from __future__ import annotations

from unicodedata import bidirectional

from viewer.base.lazy_regex import late

_TO_LEFT = late("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff]")

_IN_ORDER = late(
    r"\d[\d:.]*–\d(?:[\d:.]*\d)?"  # a range
    r"|(?<![^\s“(])[-−+]\d(?:[\d:.]*\d)?"  # an amount
    r"|(?<![^\s“(])(?:~?/|[A-Za-z]:[\\/])[^\s”)]*[^\s”).,:;!?]"  # a path
    r"|\b(?:(?:Ctrl|Alt|Shift|Meta)\+)+[^\s”)]"  # keys
)


def utf16_units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def is_right_to_left(text: str) -> bool:
    """Return whether the first letter with a direction is right-to-left."""
    if text.isascii():
        return False
    directions = map(bidirectional, text)
    return next((d for d in directions if d in ("L", "R", "AL")), "L") != "L"


def in_order(text: str) -> str:
    """Return a text whose keys, paths, amounts and ranges stay left-to-right.

    Otherwise the signs between their letters and figures would be reordered in right-to-left lines.
    """
    if text.isascii() or _TO_LEFT.search(text) is None:
        return text
    return _IN_ORDER.sub("\u2066\\g<0>\u2069", text)


def cut(text: str, most: int) -> str:
    """Shorten a text to at most `most` characters, with “…” at the end."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def from_units(text: str, units: int) -> int:
    """Convert a number of Qt's units into a number of characters."""
    if text.isascii():
        return units
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "ignore"))
