"""Search and replace in notes: words or a regular expression.

A regular expression is searched line by line, as in editors: `[^"]*` ends with its line. In words
no-break spaces count as spaces. Any thread.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from functools import cached_property

from viewer.base.lazy_regex import late

_NBSP = "\u00a0"
_LINE = late(r"[^\n]++")
_DOLLAR = late(r"\$(\d+)")  # as editors write a group; Python has \1


class Sought:
    """A search for words; with `regex` for a regular expression of Python's."""

    def __init__(
        self, text: str, *, case: bool = False, word: bool = False, regex: bool = False
    ) -> None:
        """With `case` it is case-sensitive; with `word` only whole words match."""
        self.text, self.case, self.word, self.regex = text, case, word, regex

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        words = self.text if self.regex else re.escape(self.text.replace(_NBSP, " "))
        words = rf"(?<!\w)(?:{words})(?!\w)" if self.word else words
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about syntax that may change its meaning
            return re.compile(words, re.MULTILINE | (re.NOFLAG if self.case else re.IGNORECASE))

    def why_not(self, replacement: str = "") -> str:
        """Return what is wrong with a regular expression or its replacement, or ""."""
        try:
            pattern = self._pattern
            if self.regex:
                pattern.sub(_template(replacement), "")
        except (re.error, LookupError, OverflowError, RecursionError, ValueError) as error:
            return str(error)
        return ""

    def places(self, text: str) -> Iterator[re.Match[str]]:
        """Yield each match in a text, in order; none is empty."""
        text = text.replace("\r", "\n") if self.regex else text.replace(_NBSP, " ")
        found = list(self._pattern.finditer(text))
        if self.regex and any("\n" in one[0] for one in found):
            lines = (line.span() for line in _LINE.finditer(text))
            found = [one for line in lines for one in self._pattern.finditer(text, *line)]
        return (one for one in found if one.end() > one.start())

    def place_at(self, text: str, at: int) -> re.Match[str] | None:
        """Return the match of `places` that begins at this letter of a line."""
        return self._pattern.match(text if self.regex else text.replace(_NBSP, " "), at)

    def written(self, found: re.Match[str], replacement: str) -> str:
        r"""Return the replacement of a match; its groups are written as $1 or \1."""
        return found.expand(_template(replacement)) if self.regex else replacement


def _template(replacement: str) -> str:
    return _DOLLAR.sub(r"\\g<\1>", replacement)
