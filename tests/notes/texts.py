"""Texts as real notes and other programs write them, for property tests."""

from hypothesis import strategies as st

ANCHOR = '<a class="yt-timestamp" data-t="01:02:03">[01:02:03]</a>'
FRAGMENTS = [
    ANCHOR,
    "[1:02]",
    "[00:01:02, 00:18:00]",
    "- ",
    "* ",
    "1. ",
    "    ",
    "> ",
    "# ",
    "word",
    "two words",
    " ",
    ". ",
    "\u00a0",
    "\u2028",
    "é\u0301",
    "שלום",
    "👩‍👩‍👧",
    "日本",
    "[[note | shown]]",
    "`code`",
    "---",
    "$x$",
    "$",
    "==",
    "%%",
    "#tag",
]
LINE_ENDS = ["\n", "\r\n", "\r"]


def texts(line_ends: list[str] | None = None) -> st.SearchStrategy[str]:
    line = st.lists(st.sampled_from(FRAGMENTS), max_size=5).map("".join)
    end = st.sampled_from(line_ends or LINE_ENDS)
    lines = st.lists(st.tuples(line, end).map("".join), max_size=8).map("".join)
    return st.tuples(lines, line).map("".join)


def notes() -> st.SearchStrategy[bytes]:
    """The bytes of notes: one kind of line end or several, perhaps a BOM and front matter."""
    body = st.one_of(texts(), *(texts([end]) for end in LINE_ENDS))
    front = st.sampled_from(["", "", "---\ntitle: x\nvideoId: atMRWzgHEGg\n---\n\n"])
    mark = st.sampled_from([b"", b"", b"\xef\xbb\xbf"])
    return st.tuples(mark, front, body).map(lambda parts: parts[0] + (parts[1] + parts[2]).encode())
