"""Forged pages: what may be done to an exported page so that it says what its note does not say.

A forger either changes the page, or has our own exporter write one of another note, transcript or
video, and then puts the hashes and names of the true ones into it: page and proof agree throughout.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import av
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from viewer.__main__ import main
from viewer.export.html_page import hash_of
from viewer.video.frames.picture_file import encoded
from viewer.video.frames.pictures import Still

_PUT_IN = (
    *('<span class="missing">NOT</span>', "<small>never</small>", "<!-- not -->", "&#8238;"),
    *("<style>p{display:none}</style>", '<svg><text y="9">NOT</text></svg>', "\u202e", "\u200b"),
    *('<p hidden="">', "<template>", "<b>NOT</b>", '<img src="data:," alt="not">', "<del>", "not "),
    *('<meta http-equiv="refresh" content="0;url=https://example.org/">', "<script>1</script>"),
    *('<base href="https://example.org/">', '<a href="https://example.org/">more</a>', "</p>"),
    *('<article aria-label="Note">No</article>', '<iframe srcdoc="no"></iframe>', "\n", "&nbsp;"),
    *("<plaintext>", "<pre>", '<p style="color:#fff">', "<bdo dir=rtl>", "<table>", "\0"),
)
_ATTRIBUTES = (
    *("hidden", 'style="display:none"', 'class="missing"', 'dir="rtl"', 'aria-hidden="true"'),
    *('id="m1"', 'lang="ar"', 'title="not"', "inert", 'data-x="1"', 'slot="a"', 'aria-label="not"'),
)
_WORD = re.compile(r"(?<![<&/\w\"#=])[A-Za-zÀ-ž]{3,}(?=[ ,.<])")


def body_of(page: str) -> int:
    """Return where the body of a page begins."""
    return page.index("<body>")


def _at(page: str, pattern: str, chance: Random) -> re.Match[str] | None:
    found = list(re.finditer(pattern, page[body_of(page) :]))
    return chance.choice(found) if found else None


def _replaced(page: str, pattern: str, new: Callable[[re.Match[str]], str], chance: Random) -> str:
    found = _at(page, pattern, chance)
    if found is None:
        return page
    start, end = (body_of(page) + at for at in found.span())
    return page[:start] + new(found) + page[end:]


def put_in(page: str, chance: Random) -> str:
    """Put something between two tags or words."""
    return _replaced(page, r">(?=[^<>]*<)", lambda _: ">" + chance.choice(_PUT_IN), chance)


def attribute(page: str, chance: Random) -> str:
    """Give an element one more attribute, before or behind its own."""
    wanted = r"<(p|article|figure|h\d|li|ul|small|blockquote|img|video|section|main|a|span)(?=[ >])"
    new = chance.choice(_ATTRIBUTES)
    return _replaced(page, wanted, lambda found: f"{found[0]} {new}", chance)


def word(page: str, chance: Random) -> str:
    """Change one word that is shown."""
    return _replaced(page, _WORD.pattern, lambda found: f"{found[0][::-1]}", chance)


def time(page: str, chance: Random) -> str:
    """Change a time that is shown, or where it leads."""
    if chance.random() < 0.5:
        return _replaced(page, r"(?<=#m)\d+(?=\")", lambda found: str(int(found[0]) + 1), chance)
    return _replaced(page, r"\d:\d\d(?=[<,–])", lambda found: f"1{found[0]}", chance)


def line(page: str, chance: Random) -> str:
    """Leave a line out, write it twice, or change places with the next."""
    start = page.index("<main>")
    lines = page[start:].split("\n")
    at = chance.randrange(1, len(lines) - 6)
    if lines[at] == lines[at + 1]:
        at -= 1
    kind = chance.randrange(3)
    new = ([], [lines[at], lines[at]], [lines[at + 1], lines[at]])[kind]
    return page[:start] + "\n".join([*lines[:at], *new, *lines[at + 1 + (kind == 2) :]])


def head(page: str, chance: Random) -> str:
    """Change title, style, script, policy, language, or what stands outside of the page."""
    kind = chance.randrange(9)
    if kind == 0:
        return re.sub(r"<title>", "<title>Not ", page, count=1)
    if kind == 1:
        return re.sub(r'<html lang="', '<html dir="rtl" lang="', page, count=1)
    if kind in (2, 3):
        tag = ("style", "script")[kind - 2]
        found = re.search(rf"<{tag}>([^<]*)</{tag}>", page)
        assert found is not None
        new = found[1] + ("article{display:none}", "document.title='x'")[kind - 2]
        return page.replace(found[1], new).replace(hash_of(found[1]), hash_of(new))
    if kind == 4:
        return page + chance.choice(("<p>More</p>", "<!-- -->", " ", "\n\n", "\0"))
    if kind == 5:
        return chance.choice(("\ufeff", "<p>Before</p>", "<!-- -->", "\n")) + page
    if kind == 6:
        return page.replace("default-src 'none'", "default-src *", 1)
    if kind == 7:
        return page.replace("<head>\n", '<head>\n<link rel="icon" href="data:,">\n', 1)
    return page.replace("\n", "\r\n")


def media(page: str, chance: Random) -> str:
    """Put the picture of one moment into the place of another's, or change its bytes."""
    found = re.findall(r"data:[a-z]+/[a-z]+;base64,[A-Za-z0-9+/=]+", page)
    if not found:
        return word(page, chance)
    one, two = chance.choice(found), chance.choice(found)
    if one == two:
        two = one[:-12] + ("AAAA" if one[-12:-8] != "AAAA" else "BBBB") + one[-8:]
    return page.replace(one, two)


PLAIN = (put_in, attribute, word, time, line, head, media)


# ---------------------------------------------------------------------- with the proof made anew


def with_media(page: str, old: bytes, new: bytes, kind: str) -> str:
    """Put other media into a page, with its hash wherever there is one."""
    one, two = (base64.b64encode(each).decode() for each in (old, new))
    page = page.replace(f"{kind};base64,{one}", f"{kind};base64,{two}")
    return page.replace(_sum(old), _sum(new))


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def embedded(page: str, kind: str) -> list[bytes]:
    """Return the pictures (`image/webp`) or clips (`video/webm`) of a page."""
    found = dict.fromkeys(re.findall(rf"data:{kind};base64,([A-Za-z0-9+/=]+)", page))
    return [base64.b64decode(each) for each in found]


def painted(data: bytes, words: str, chance: Random, pixels: int) -> bytes:
    """Write words into a WebP picture."""
    context = av.CodecContext.create("webp", "r")
    frame = [*context.decode(av.Packet(data)), *context.decode(None)][0].reformat(format="bgra")
    plane = frame.planes[0]
    size = frame.width, frame.height
    pixels_of = bytes(plane)
    image = QImage(pixels_of, *size, plane.line_size, QImage.Format.Format_RGB32).copy()
    x = chance.randrange(0, max(1, frame.width - pixels * len(words)))
    y = chance.randrange(pixels, frame.height - pixels // 2)
    painter = QPainter(image)
    font = QFont()
    font.setPixelSize(pixels)
    painter.setFont(font)
    ground = image.pixelColor(min(frame.width - 1, x + pixels), y - pixels // 3)
    painter.setPen(QColor("white" if ground.lightness() < 128 else "black"))
    painter.drawText(x, y, words)
    painter.end()
    still = Still(*size, image.bytesPerLine(), memoryview(bytes(image.constBits())), None, 0)  # type: ignore[arg-type]
    return encoded(still, ".webp")


def paint(page: str, chance: Random) -> str:
    """Write a word on a frame, and make the proof of it."""
    frames = embedded(page, "image/webp")
    if not frames:
        return said(page, chance)
    old = chance.choice(frames)
    new = painted(old, chance.choice(("NOT", "1984", "false")), chance, chance.choice((12, 16, 24)))
    return with_media(page, old, new, "image/webp")


def clip(page: str, chance: Random) -> str:
    """Show the clip of another moment, and make the proof of it; without clips, another frame."""
    kind = "video/webm" if embedded(page, "video/webm") else "image/webp"
    found = embedded(page, kind)
    if len(found) < 2:
        return paint(page, chance)
    old, new = chance.sample(found, 2)
    return with_media(page, old, new, kind)


def anew(page: str, change: Callable[[dict[str, Any]], None]) -> str:
    """Change the proof of a page, and write it as we do."""
    found = re.search(r'(id="proof">)([^<]*)(</script>)', page)
    assert found is not None
    proof = json.loads(found[2])
    change(proof)
    text = json.dumps(proof, ensure_ascii=False, indent=1).replace("<", "\\u003c")
    return page[: found.start(2)] + text + page[found.end(2) :]


def said(page: str, chance: Random) -> str:
    """Change, shorten or leave out what is said, in the page and in its proof."""
    quotes = re.findall(r"<blockquote><p>“(.*?)”</p></blockquote></figcaption>", page)
    if not quotes:
        return everywhere(page, chance)
    quoted = chance.choice(quotes)
    words = html.unescape(re.sub("</?mark>", "", quoted))
    parts = words.split(" ")
    at = chance.randrange(len(parts))
    new: str | None = " ".join([*parts[:at], chance.choice(("not", "")), *parts[at + 1 :]])
    kind = chance.randrange(4)
    if kind == 0:
        new = words.rpartition(" ")[0] or "Not"
    elif kind == 1:
        new = words.partition(" ")[2] or "Not"
    elif kind == 2:
        new = None

    def change(proof: dict[str, Any]) -> None:
        for moment in proof["moments"]:
            if moment["said"] == words:
                moment["said"] = new

    old = f"<blockquote><p>“{quoted}”</p></blockquote>"
    shown = html.escape(new, quote=False) if new is not None else ""
    made = f"<blockquote><p>“{shown}”</p></blockquote>" if new is not None else ""
    return anew(page, change).replace(old, made)


def everywhere(page: str, chance: Random) -> str:
    """Change a word wherever it stands, so also in the proof."""
    found = _at(page, r"(?<=[ >])[a-z]{4,}(?=[ .,<])", chance)
    if found is None or found[0] in ("holds", "shown", "this", "page", "note", "video", "with"):
        return hashes(page, chance)
    return re.sub(rf"(?<=[ >\"]){found[0]}(?=[ .,<\"])", found[0][::-1] + "x", page)


def hashes(page: str, chance: Random) -> str:
    """Change a hash or a name wherever it stands, or a value of the proof alone."""
    kind = chance.randrange(5)
    if kind < 2:
        old = chance.choice(re.findall(r'<code class="sum">(\w+)<', page))
        new = hashlib.sha256(old.encode()).hexdigest()
        return page.replace(old, new)
    if kind == 2:
        old = chance.choice(re.findall(r'"name": "([^"]*)"', page))
        return page.replace(html.escape(old), f"x{html.escape(old)}").replace(f'"{old}', f'"x{old}')

    def change(proof: dict[str, Any]) -> None:
        if kind == 3:
            proof["version"] = 1
        else:
            proof["note"]["bytes"] += 1

    return anew(page, change)


def times(page: str, chance: Random) -> str:
    """Move a moment by a second, in the page, its data and its proof."""
    found = re.findall(r'"ms": (\d+)', page)
    if not found:
        return everywhere(page, chance)
    old = int(chance.choice(found))

    def change(proof: dict[str, Any]) -> None:
        for moment in proof["moments"]:
            if moment["ms"] == old:
                moment["ms"] = old + 1_000

    def shown(ms: int) -> str:
        seconds = ms // 1000
        hours = f"{seconds // 3600}:" if seconds >= 3600 else ""
        return f"{hours}{seconds // 60 % 60:0{2 if hours else 1}}:{seconds % 60:02}"

    one, two = shown(old), shown(old + 1_000)
    return re.sub(rf"(?<![\d:]){one}(?![\d:])", two, anew(page, change))


def styled(page: str, chance: Random) -> str:
    """Change style or script with their hashes in the policy."""
    style, script = (re.search(rf"<{tag}>([^<]*)</{tag}>", page) for tag in ("style", "script"))
    assert style is not None
    assert script is not None
    old, new = chance.choice(
        (
            (style[1], style[1] + ".moments{display:none}"),
            (style[1], style[1].replace("line-through", "none")),
            (script[1], script[1].replace("currentTime=0", "currentTime=1")),
            (style[1], script[1]),
        )
    )
    return page.replace(old, new, 1).replace(hash_of(old), hash_of(new), 1)


ANEW = (paint, clip, said, everywhere, hashes, times, styled)


def forgeries(page: str, count: int, chance: Random) -> Iterator[tuple[str, str]]:
    """Yield forged pages with the name of what was done, every other one with a proof made anew."""
    made = 0
    while made < count:
        kinds = (PLAIN, ANEW)[made % 2]
        kind = kinds[made // 2 % len(kinds)]
        forged = kind(page, chance)
        if forged != page:
            made += 1
            yield kind.__name__, forged


# ---------------------------------------------------------------------- by our own exporter


def exported(folder: Path, away: Path, change: Callable[[Path], None]) -> str | None:
    """Export what is in a folder after a change, with the hashes and sizes of the true files.

    `away` is where the copy goes. None where the note can no longer be exported.
    """
    away.mkdir()
    for path in folder.iterdir():
        if path.suffix != ".html":
            (away / path.name).write_bytes(path.read_bytes())
    change(away)
    note = next(away.glob("*.md"))
    target = away / "forged.html"
    if main(["export", str(note), "--as", "html", "--no-clips", "-o", str(target)]) > 1:
        return None
    text = target.read_text()
    for path in folder.iterdir():
        if path.suffix != ".html" and (away / path.name).exists():
            old, new = ((each / path.name).read_bytes() for each in (away, folder))
            text = text.replace(_sum(old), _sum(new))
            text = text.replace(f'"bytes": {len(old)}', f'"bytes": {len(new)}')
    return text
