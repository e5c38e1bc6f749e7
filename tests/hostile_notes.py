"""Notes that were built to hold the window up, of any size; for the tests and the benchmark."""

from __future__ import annotations

from collections.abc import Callable, Iterator


def _times(count: int) -> Iterator[bytes]:
    for n in range(count):
        yield b"[0:%02d:%02d]" % (n // 60 % 60, n % 60)


def _table(columns: int, rows: int) -> bytes:
    head = b"|" + b"|".join(b"head %d" % n for n in range(columns)) + b"|\n"
    row = b"|" + b"|".join(b"c%d" % n for n in range(columns)) + b"|\n"
    return head + b"|" + b"---|" * columns + b"\n" + row * rows


# Each by its name: what makes it of a size. Sizes are in thousands of bytes, more or less.
NOTES: dict[str, Callable[[int], bytes]] = {
    "one line of words": lambda k: b"words and more of them " * (k * 44),
    "one word": lambda k: b"x" * (k * 1000),
    "one line of spaces": lambda k: b"a" + b" " * (k * 1000) + b"b\n",
    "no-break spaces": lambda k: b"a" + b"\xc2\xa0" * (k * 500) + b"b\n",
    "tabs": lambda k: b"a" + b"\t" * (k * 1000) + b"b\n",
    "Chinese": lambda k: ("\u4e2d\u6587\u5b57" * (k * 110)).encode(),
    "Arabic": lambda k: ("\u0645\u0631\u062d\u0628\u0627 " * (k * 90)).encode(),
    "zero width": lambda k: ("a" + "\u200b" * (k * 330) + "b").encode(),
    "joiners": lambda k: ("a" + "\u200d" * (k * 330) + "b").encode(),
    "combining marks": lambda k: ("a" + "\u0301" * (k * 500) + "b").encode(),
    "letters under marks": lambda k: (
        (("z" + "\u0301\u0302\u0303\u0316" * 8) * 4 + " ") * (k * 4)
    ).encode(),
    "turned round": lambda k: ("\u202e\u202d" * (k * 160) + "a").encode(),
    "emoji": lambda k: ("\U0001f468\u200d\U0001f469\u200d\U0001f467 " * (k * 52)).encode(),
    "line separators": lambda k: ("a\u2028" * (k * 250)).encode(),
    "NUL": lambda k: b"a\0" * (k * 500),
    "not UTF-8": lambda k: b"a\xff " * (k * 330),
    "padded table": lambda k: (
        b"| a | b |\n|---|---|\n" + (b"| x" + b" " * (k * 100) + b"| y" + b" " * 90 + b"|\n") * 10
    ),
    "long delimiter row": lambda k: b"| a | b |\n|" + b"-" * (k * 1000) + b"|---|\n| x | y |\n",
    "table of 300 columns": lambda k: _table(300, max(2, k // 2)),
    "table of many rows": lambda k: (
        b"| n | words | time |\n|---|---|---|\n"
        + b"".join(b"| row %d | some words | %s |\n" % row for row in enumerate(_times(k * 25)))
    ),
    "table of empty cells": lambda k: (
        b"|" + b"a|" * (k * 5) + b"\n|" + b"-|" * (k * 5) + b"\n" + b"| x |\n" * (k * 5)
    ),
    "one large cell": lambda k: b"| a | b |\n|---|---|\n| " + b"word " * (k * 200) + b"| y |\n",
    "nested quotes": lambda k: b"> " * (k * 50) + b"deep\n",
    "nested lists": lambda k: b"- " * (k * 100) + b"x\n",
    "indented lists": lambda k: b"".join(b" " * (2 * n) + b"- item\n" for n in range(min(k, 900))),
    "links in a line": lambda k: b"[a](b) " * (k * 140),
    "links in lines": lambda k: b"[a](b)\n\n" * (k * 120),
    "wikilinks": lambda k: b"[[a|b]] " * (k * 120),
    "pictures in a line": lambda k: b"![a](b.png) " * (k * 80),
    "pictures in lines": lambda k: b"![a](b.png)\n\n" * (k * 75),
    "headings": lambda k: b"# h\n" * (k * 250),
    "a long heading": lambda k: b"# " + b"word " * (k * 200) + b"\n\nbody\n",
    "citations in a line": lambda k: b"".join(b"w %s " % one for one in _times(k * 80)),
    "citations side by side": lambda k: b"".join(_times(k * 110)),
    "citations in one bracket": lambda k: (
        b"words [" + b", ".join(one[1:-1] for one in _times(k * 110)) + b"]\n"
    ),
    "a long claim": lambda k: b"word " * (k * 200) + b"[0:01]\n",
    "a long label": lambda k: (
        b'<a class="yt-timestamp" data-t="0:01">' + b"word " * (k * 200) + b"</a>\n"
    ),
    "a long time": lambda k: b'<a class="yt-timestamp" data-t="' + b"1" * (k * 1000) + b'">x</a>\n',
    "a line of code": lambda k: b"```\n" + b"code " * (k * 200) + b"\n```\n",
    "lines of code": lambda k: b"```\n" + b"line of code\n" * (k * 75) + b"```\n",
    "code in a line": lambda k: b"`" + b"code " * (k * 200) + b"`\n",
    "bits of code": lambda k: b"`c` " * (k * 250),
    "links and code": lambda k: b"[a](b) `c` " * (k * 90),
    "emphasis": lambda k: b"**b** *i* " * (k * 100),
    "stars": lambda k: b"*" * (k * 1000),
    "open emphasis": lambda k: b"*a " * (k * 330),
    "open brackets": lambda k: b"[" * (k * 300),
    "nested brackets": lambda k: b"[" * (k * 50) + b"a" + b"]" * (k * 50),
    "backticks": lambda k: b"".join(b"`" * n + b" " for n in range(1, min(k * 4, 1200))),
    "a long title": lambda k: b"---\ntitle: " + b"Title " * (k * 160) + b"\n---\n\nbody\n",
    "a long video": lambda k: b"---\nvideo: " + b"v" * (k * 1000) + b"\n---\n\nbody [0:01]\n",
    "lines broken hard": lambda k: b"a\\\n" * (k * 330),
    "lines broken softly": lambda k: b"a\n" * (k * 300),
    "paragraphs": lambda k: b"a\n\n" * (k * 330),
    "HTML in a line": lambda k: b"a <b>x</b> <blink>" * (k * 55),
    "a block of HTML": lambda k: b"<div>\n" + b"<p>word</p> " * (k * 80) + b"\n</div>\n",
    "open tags": lambda k: b"<div>\n" + b"<a " * (k * 330) + b"\n</div>\n",
    "open comments": lambda k: b"<div>\n" + b"<!-- " * (k * 200) + b"\n</div>\n",
    "entities": lambda k: b"&amp; " * (k * 160),
    "entities in HTML": lambda k: b"<div>\n" + b"&amp;" * (k * 200) + b"\n</div>\n",
    "footnotes": lambda k: b"".join(b"[^%d]: note\n\n" % n for n in range(k * 60)),
    "references to a footnote": lambda k: b"[^1]: x\n\n" + b"a[^1] " * (k * 160),
    "definitions": lambda k: b"".join(b"[r%d]: u\n" % n for n in range(k * 90)) + b"\n[r1]\n",
    "references": lambda k: b"[a]: b\n\n" + b"[a] " * (k * 250),
    "tasks": lambda k: b"- [ ] t\n" * (k * 125),
    "items": lambda k: b"- t\n" * (k * 250),
    "callouts": lambda k: b"> [!note] t\n> x\n\n" * (k * 58),
    "rules": lambda k: b"---\n\n" * (k * 200),
    "CR alone": lambda k: b"a\r" * (k * 500),
    "a long wikilink": lambda k: b"[[" + b"x" * (k * 1000) + b"]]\n",
    "a long address": lambda k: b"[a](" + b"x" * (k * 1000) + b")\n",
    "formulas": lambda k: b"$x^2$ " * (k * 160),
    "dollars": lambda k: b"$" * (k * 1000),
    "money": lambda k: b"$1 or $2 " * (k * 110),
    "tags": lambda k: b"#tag " * (k * 200),
    "highlights": lambda k: b"==a== " * (k * 160),
    "comments": lambda k: b"%%a%% " * (k * 160),
}
