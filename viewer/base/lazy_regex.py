"""Regular expressions that are compiled when they are first used.

A note must be readable 15 ms after the start, and most notes cite in one form only, so the patterns
of the others need not be compiled. Safe in any thread: compiled twice at worst.
"""

import re
from typing import AnyStr, cast


class _Late:
    """A pattern that takes over the methods of the compiled one at first use."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self._source, self._flags = pattern, flags

    def __getattr__(self, name: str) -> object:
        compiled = re.compile(self._source, self._flags)
        for method in ("match", "search", "fullmatch", "finditer", "split", "sub"):
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def late(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return a pattern that is compiled at its first use."""
    return cast("re.Pattern[AnyStr]", _Late(pattern, flags))
