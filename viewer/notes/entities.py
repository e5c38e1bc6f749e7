"""Entities of HTML in what others wrote: captions, notes, formulas. Pure."""

import html
import re

# int() takes no more than 4,300 digits, and html.unescape() gives it all there are.
_MANY_DIGITS = re.compile(r"&#[0-9]{1000,}+;?")


def unescape(text: str) -> str:
    """Resolve entities; a number that names no character becomes U+FFFD."""
    return html.unescape(_MANY_DIGITS.sub("\ufffd", text))
