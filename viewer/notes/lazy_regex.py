"""Regular expressions that are compiled when they are first used.

To read a note must be possible 15 ms after the start, and most notes cite in one form only: what is
looked for in the others need not be compiled for them. Safe in any thread: compiled twice at worst.
"""

import re
from typing import AnyStr, cast


class _Late:
    """Stands for a pattern, and takes over its methods once it is compiled."""

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
