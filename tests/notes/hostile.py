"""Notes that nobody would write, by a seed: front matter built to be slow, and mutated notes.

`python -m tests.notes.hostile front 2000` or `… notes 130000 [FOLDER]` reads so many of them as the
view and the index do, and prints each that fails or takes over a second; a folder gives the notes
to start from. The tests read a few of the same.
"""

import random
import sys
import time
import traceback
from collections.abc import Iterator
from pathlib import Path

from tests.notes.test_note_properties import FRAGMENTS, check
from viewer.notes.note import Note
from viewer.vault.entry import NoteEntry, entry_of
from viewer.vault.link_targets import links_of

SLOW_S = 1.0
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


def sources(folder: Path) -> list[bytes]:
    """Read the notes of a folder to start from, one in seven, of usual size."""
    paths = sorted(folder.rglob("*.md"))
    return [path.read_bytes()[:_USUAL] for path in paths[:: 1 + len(paths) // 1500]]


def _made(kind: str, count: int, folder: Path) -> Iterator[tuple[int, bytes]]:
    start = sources(folder) if kind == "notes" else []
    for seed in range(count):
        pick = random.Random(seed)
        yield seed, mutated(pick, start) if kind == "notes" else hostile_front(pick)


def main(kind: str, count: int, folder: Path) -> int:
    """Read `count` notes of a kind; the exit code is 1 where one failed or was slow."""
    worst, total, bad = (0.0, -1, 0), 0.0, 0
    for seed, data in _made(kind, count, folder):
        try:
            _, took_s = read(data, closely=kind == "notes" and len(data) < 10_000)
        except Exception:  # noqa: BLE001 - all are to be seen
            bad += 1
            print(f"{kind} {seed}: {len(data)} bytes\n{traceback.format_exc()}", flush=True)
            continue
        total += took_s
        worst = max(worst, (took_s, seed, len(data)))
        if took_s > SLOW_S:
            bad += 1
            print(f"{kind} {seed}: {len(data)} bytes took {took_s:.2f} s", flush=True)
    took_s, seed, size = worst
    print(
        f"{count} {kind}: {bad} bad; {total / count * 1e3:.1f} ms each; the slowest is {seed}, "
        f"{size} bytes, {took_s * 1e3:.0f} ms"
    )
    return 1 if bad else 0


if __name__ == "__main__":
    arguments = sys.argv[1:]
    sys.exit(main(arguments[0], int(arguments[1]), Path(*arguments[2:3])))
