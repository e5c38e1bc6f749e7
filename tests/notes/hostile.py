"""Notes that nobody would write: front matter built to be slow, and mutated notes."""

import random
import time

from tests.notes.test_note_properties import FRAGMENTS, check
from viewer.notes.note import Note
from viewer.vault.entry import NoteEntry, entry_of
from viewer.vault.link_targets import links_of

SLOW_S = 1.0  # five times that for what is drawn: it may be dense from end to end
_SIZE = 100_000
_USUAL = 60_000  # bytes; a note of an hour's talk has 10,000

_KEYS = ["title", "aliases", "tags", "videoId", "url", "video", "date", "a b", '"a"', "é", "?"]
# A dot stands for a space, a pilcrow for a line end.
_MARKS = r"""
    · ¶ ¶· ¶··-· -· ?· :· : , a é 🎬 # ·# [ ] { } [a,· {a:· {?· [[ ]] [a] a, ' '' " \" \ \n \x \u12
    &a· *a· *a,· &a·[*a,· ! !!str· !< % @ ` | > |¶· >-¶ --- ... ---· <<:·*a¶ 0 1: x:·y¶ x:·[y]¶
    x:·'y'¶ http:// youtu.be/ ?v=
"""
_PIECES = ["\t", "\r", "\ufeff", "\u2028", "\0", "\x85"] + [
    piece.replace("·", " ").replace("¶", "\n") for piece in _MARKS.split()
]


def hostile_front(pick: random.Random) -> bytes:
    """Write a note with front matter of up to 100 KB, of pieces that are repeated."""
    lines = []
    for _ in range(pick.randint(1, 4)):
        parts = [pick.choice(_KEYS), pick.choice([": ", ":", " : ", ""])]
        for _ in range(pick.randint(1, 5)):
            piece = "".join(pick.choices(_PIECES, k=pick.choice([1, 1, 1, 2, 3])))
            most = _SIZE // len(piece)
            parts.append(piece * pick.choice([1, 1, 2, 50, most // 10, most]))
        lines.append("".join(parts))
    if pick.random() < 0.2:
        # A mapping that grows: every key deeper, or every value made of the one before.
        names = [f"k{number}" for number in range(pick.randint(10, 3000))]
        form = pick.choice(["{0}: &{0} [{1}]\n", "{0}: &{0} {{{1}}}\n", "{0}: {1}\n"])
        refs = [f"*{names[at - 1]}, " * 9 if at else "x, " * 9 for at in range(len(names))]
        lines.append("".join(map(form.format, names, refs)))
    pick.shuffle(lines)
    end = pick.choice(["\n", "\n", "\r\n"])
    text = end.join(lines)[: 2 * _SIZE]
    data = f"---{end}{text}{end}---{end}{end}Words [0:05].{end}".encode()
    if pick.random() < 0.1:
        at = pick.randrange(len(data))
        data = data[:at] + b"\xff" + data[at:]
    return data


def mutated(pick: random.Random, sources: list[bytes]) -> bytes:
    """Change a note at some places, as slips, bad programs and bad wishes would."""
    data = bytearray(pick.choice(sources)[:_USUAL])
    for _ in range(pick.choice([1, 2, 3, 8, 30])):
        at = pick.randrange(len(data) + 1)
        end = min(len(data), at + pick.choice([1, 1, 3, 20, 300, 3000]))
        way = pick.randrange(8)
        if way == 0:
            del data[at:end]
        elif way == 1:
            data[at:at] = pick.choice(FRAGMENTS)
        elif way == 2:
            data[at:at] = pick.choice(FRAGMENTS) * pick.choice([2, 10, 100, 1000])
        elif way == 3:
            data[at:at] = data[at:end] * pick.choice([1, 2, 5])
        elif way == 4:
            data[at : at + 1] = bytes([pick.randrange(256)])
        elif way == 5:
            other = pick.choice(sources)
            start = pick.randrange(len(other) + 1)
            data[at:end] = other[start : start + 2000]
        elif way == 6:
            chars = b"[](){}<>`*_~#-|!&\\:'\" \n\r\t\0"
            data[at:at] = bytes(pick.choices(chars, k=pick.choice([1, 3, 20])))
        else:
            piece = bytes(data[at : at + pick.choice([1, 2, 4])])
            data[at:at] = piece * pick.choice([10, 100, 3000])
    return bytes(data[: 2 * _USUAL])


def read(data: bytes, *, closely: bool = False) -> tuple[NoteEntry, float]:
    """Read a note as the view and the index do; also tell how many seconds of this thread it took.

    `closely` looks at every span as well, outside the time.
    """
    start_s = time.thread_time()
    entry = entry_of(data)
    links_of(data)
    took_s = time.thread_time() - start_s
    if closely:
        check(Note.parse(data), data)
    return entry, took_s
