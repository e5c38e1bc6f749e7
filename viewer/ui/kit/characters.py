"""The characters of a text: how Qt counts them, which way they go, and so many of them."""

from __future__ import annotations

from unicodedata import bidirectional

from viewer.notes.lazy_regex import late

_TO_LEFT = late("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff]")

_IN_ORDER = late(
    r"\d[\d:.]*–\d(?:[\d:.]*\d)?"  # a range
    r"|(?<![^\s“(])[-−+]\d(?:[\d:.]*\d)?"  # an amount
    r"|(?<![^\s“(])(?:~?/|[A-Za-z]:[\\/])[^\s”)]*[^\s”).,:;!?]"  # a path
    r"|\b(?:(?:Ctrl|Alt|Shift|Meta)\+)+[^\s”)]"  # keys
)


def utf16_units(text: str) -> int:
    """Count UTF-16 units, which is how Qt counts."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def is_right_to_left(text: str) -> bool:
    """Return whether the first letter with a direction is one of a script from right to left."""
    if text.isascii():
        return False
    directions = map(bidirectional, text)
    return next((d for d in directions if d in ("L", "R", "AL")), "L") != "L"


def in_order(text: str) -> str:
    """Return a text with keys, paths, amounts and ranges kept from left to right.

    What is between their letters and figures would turn them in a line from right to left.
    """
    if text.isascii() or _TO_LEFT.search(text) is None:
        return text
    return _IN_ORDER.sub("\u2066\\g<0>\u2069", text)


def cut(text: str, most: int) -> str:
    """Return a text of at most `most` characters, with “…” where more are left out."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def from_units(text: str, units: int) -> int:
    """Return how many characters of a text are in the first of Qt's units."""
    if text.isascii():
        return units
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "ignore"))
