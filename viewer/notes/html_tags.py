"""The HTML tags in a note: their positions and attributes.

Nothing here is a browser: text that is no whole tag is words, and names that nobody knows are tags
that do nothing. Takes time in proportion to the text, whatever it is. Pure; any thread.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from viewer.base.lazy_regex import late
from viewer.notes.html_names import EMBEDS, HIDDEN, RAW, unescape

_TAG = late(
    rb"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9:_-]*+)(?=[\s/>])"
    rb"(?P<rest>(?>(?:[^<>\"']++|\"[^\"]*\"|'[^']*')*))>"
)
_ATTRIBUTE = late(
    rb"(?P<name>[^\s\"'<>/=]++)(?:\s*+=\s*+(?:\"(?P<double>[^\"]*+)\"|'(?P<single>[^']*+)'"
    rb"|(?P<bare>[^\s\"'=<>`]++)))?"
)
# What else begins with `<` and is not shown, with what ends it.
_UNSEEN = ((b"<!--", b"-->"), (b"<?", b"?>"), (b"<![CDATA[", b"]]>"), (b"<!", b">"))

_CLOSED = late(rb"</([A-Za-z][A-Za-z0-9:_-]*+)")


class Tag(NamedTuple):
    """A tag at bytes `start` to `end`, half-open, of what was read."""

    name: str
    is_end: bool
    start: int
    end: int
    rest: int  # where its attributes begin


class Attribute(NamedTuple):
    """The value of an attribute, and its bytes."""

    value: str
    start: int
    end: int


def tag_at(data: bytes, start: int, end: int) -> Tag | None:
    """Read the tag that begins at byte `start` and ends before `end`."""
    found = _TAG.match(data, start, end)
    if found is None:
        return None
    name = found["name"].decode().lower()
    return Tag(name, bool(found["end"]), start, found.end(), found.start("rest"))


def closed_names(data: bytes) -> frozenset[str]:
    """Return the names of all end tags in a note."""
    return frozenset(found[1].decode().lower() for found in _CLOSED.finditer(data))


def is_word(data: bytes, tag: Tag, closed: frozenset[str]) -> bool:
    """Return whether what looks like a tag is a word: `List<Item>`, `user@<host>`, `<Untitled 1>`.

    HTML has no such name (`KNOWN`), the note has no such end tag (`closed`), and it sets no
    attribute.
    """
    if tag.is_end or tag.name in closed or "-" in tag.name:
        return False
    rest = data[tag.rest : tag.end]
    return b"=" not in rest and not rest.endswith(b"/>")


def tokens(data: bytes, start: int, end: int) -> Iterator[Tag | tuple[int, int]]:
    """Cut HTML into tags and, as (start, end), the text between; comments are neither."""
    at = text = start
    while (at := data.find(b"<", at, end)) >= 0:
        tag = tag_at(data, at, end)
        stop = tag.end if tag is not None else _unseen_to(data, at, end)
        if not stop:
            at += 1
            continue
        if at > text:
            yield text, at
        at = text = stop
        if tag is not None:
            yield tag
    if text < end:
        yield text, end


def _unseen_to(data: bytes, start: int, end: int) -> int:
    """Return the end of a comment or the like, all the rest if unclosed; 0 if there is none."""
    for opened, closed in _UNSEEN:
        if not data.startswith(opened, start, end):
            continue
        if opened == b"<!--":
            start += 2  # `<!-->` is a whole one
        elif opened == b"<!" and not data[start + 2 : start + 3].isalpha():
            return 0
        found = data.find(closed, start + 2, end)
        return found + len(closed) if found >= 0 else end
    return 0


def attributes(data: bytes, tag: Tag, *names: str) -> dict[str, Attribute]:
    """Return the named attributes that a tag has with a value."""
    found: dict[str, Attribute] = {}
    for one in _ATTRIBUTE.finditer(data, tag.rest, tag.end - 1):
        name = one["name"].decode("utf-8", "replace").lower()
        if name not in names or name in found or one.lastgroup == "name":
            continue
        value = unescape((one[one.lastgroup or 0] or b"").decode("utf-8", "replace")).strip()
        if value:
            found[name] = Attribute(value, *one.span(one.lastgroup or 0))
    return found


class Closings:
    """The positions of end tags."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        # By name: where the next one is, or -1, and up to where it was looked for.
        self._known: dict[str, tuple[int, int]] = {}

    def after(self, name: str, start: int, end: int) -> int:
        """Return where the first end tag from byte `start` on is; -1 if there is none before `end`.

        Positions must be asked for in rising order. Nothing is read twice, or beyond `end`.
        """
        at, looked_to = self._known.get(name, (-1, 0))
        if at < start and looked_to < end:
            found = re.compile(rb"</%s(?=[\s/>])" % name.encode(), re.IGNORECASE).search(
                self._data,
                max(start, looked_to),
                end + len(name) + 3,  # it may reach over `end`
            )
            at = found.start() if found is not None and found.start() < end else -1
            self._known[name] = at, at if at >= 0 else end
        return at if start <= at < end else -1

    def hidden_to(self, tag: Tag, end: int) -> int:
        """Return where the content hidden by a tag ends, at most `end`; -1 if it hides nothing."""
        at = self.after(tag.name, tag.end, end)
        return end if at < 0 and tag.name in RAW else at


def is_source(tag: Tag, hidden_by: str) -> bool:
    """Return whether a tag names the source of the player element that hides it."""
    return tag.name == "source" and hidden_by in EMBEDS


def unread(data: bytes, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Yield the spans of a block of HTML without citations, half-open, and whether each is code.

    Code is what is not shown (scripts and the like) and the content of `<pre>`, except for the tags
    of anchors and players in it. The others are tags, whose attributes are not text.
    """
    closings = Closings(data)
    hidden_to, is_in_pre = -1, False
    for token in tokens(data, start, end):
        at, stop = (token.start, token.end) if isinstance(token, Tag) else token
        is_code = is_in_pre or at < hidden_to
        if not isinstance(token, Tag):
            if is_code:
                yield at, stop, True
            continue
        if at >= hidden_to and token.name == "pre":
            is_code = is_in_pre = not token.is_end
        elif at >= hidden_to and token.name in HIDDEN and not token.is_end:
            hidden_to = closings.hidden_to(token, end)
        if token.name in EMBEDS or token.name == "object":
            is_code = False
        if token.name != "a" or b"timestamp" not in data[at:stop]:
            yield at, stop, is_code
