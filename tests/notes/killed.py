"""The process that the kill test kills: it edits, journals and saves a note in a loop.

Run as a program, it makes such processes by fork (so that each begins at once), kills them at
random moments, and looks at what they left. Prints one line of JSON with the figures.
"""

import json
import mmap
import os
import random
import signal
import struct
import sys
import tempfile
import time
from pathlib import Path

from viewer.notes.beside import left_over
from viewer.notes.edit import Change, Edit
from viewer.notes.file import read_version, save
from viewer.notes.journal import Journal, recoverable
from viewer.notes.undo import UndoStack

# What the child has done so far: count of edits, and the time of each of the last ones (seconds,
# monotonic), in memory that it shares with its parent and that outlives it.
_COUNT = struct.Struct("<q")
_TIME = struct.Struct("<d")
_SLOTS = 1 << 14
_LINE = b"- claim %09d: a line that is the same in no other version\r\n"


def text_of(count: int) -> bytes:
    """The whole note after `count` edits: every version has another size and other bytes."""
    first = b"\xef\xbb\xbfversion %09d\r\n" % count
    return first + _LINE % count * (1 + count % 700)


def count_in(data: bytes) -> int:
    """Say which version these bytes are; raises where they are no whole one."""
    count = int(data[11:20])
    if data != text_of(count):
        raise ValueError(f"a mixed or torn version: {len(data)} bytes, {data[:40]!r}")
    return count


def edit_and_save(folder: Path, shared: mmap.mmap, rng: random.Random) -> None:
    """Edit for ever, saving now and then; never returns."""
    note = folder / "note.md"
    data, seen = read_version(note)
    stack = UndoStack(data)
    journal = Journal(folder / "state", note, data, seen)
    count = count_in(data)
    while True:
        count += 1
        # From version to version by one edit, which leaves the byte order mark alone.
        old, new = stack.data, text_of(count)
        change = Change.of("Edit", [Edit(3, old[3:], new[3:]).trimmed()])
        stack.do(change)
        # Begun: from here on a person may have seen it, so it counts as lost if it is not found.
        _TIME.pack_into(shared, 8 + 8 * (count % _SLOTS), time.monotonic())
        _COUNT.pack_into(shared, 0, count)
        journal.add(change)
        if rng.random() < 0.3:
            seen = save(note, stack.data, seen)
            journal.close(wait=False)
            journal = Journal(folder / "state", note, stack.data, seen)
            stack.mark_saved()


def kill_one(folder: Path, shared: mmap.mmap, rng: random.Random) -> tuple[int, float, bool, int]:
    """Start a child, kill it, look at what is left.

    Gives edits and seconds of work lost, whether the journal had more than the file, and how many
    temporary files were left over.
    """
    note = folder / "note.md"
    before = count_in(note.read_bytes())
    _COUNT.pack_into(shared, 0, before)
    begun, begin = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(begin, b"!")
            edit_and_save(folder, shared, random.Random(rng.random()))
        finally:
            os._exit(70)
    os.read(begun, 1)
    os.close(begun)
    os.close(begin)
    # So many edits, and a moment more: after a time alone it may not have begun, on a busy machine.
    wanted, give_up_s = before + rng.randrange(3), time.monotonic() + 60
    while _COUNT.unpack_from(shared, 0)[0] < wanted and time.monotonic() < give_up_s:
        time.sleep(0.0005)
    time.sleep(rng.uniform(0.0005, 0.02))
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    killed_s = time.monotonic()
    if not os.WIFSIGNALED(status):
        raise RuntimeError(f"the child ended by itself: {status}")
    (done,) = _COUNT.unpack_from(shared, 0)
    found = recovered = count_in(note.read_bytes())
    for recovery in recoverable(folder / "state"):
        recovered = max(recovered, count_in(recovery.text))
        if count_in(recovery.base) > found:
            raise ValueError("the journal begins with a version that the disk does not have")
        recovery.discard()
    left = list(left_over(folder))
    for path in left:
        path.unlink()
    if recovered < before:
        raise ValueError("an older version came back")
    lost = max(done - recovered, 0)
    lost_s = 0.0
    if lost:
        (began_s,) = _TIME.unpack_from(shared, 8 + 8 * ((recovered + 1) % _SLOTS))
        lost_s = killed_s - began_s
    # The next child goes on from the recovered text, as a person would.
    _, seen = read_version(note)
    if recovered != found:
        save(note, text_of(recovered), seen)
    return lost, lost_s, recovered > found, len(left)


def main(kills: int, seed: int, where: str) -> None:
    """Kill `kills` children, one after the other."""
    rng = random.Random(seed)
    worst, worst_s, recovered, left_files = 0, 0.0, 0, 0
    with tempfile.TemporaryDirectory(dir=where) as name:
        folder = Path(name)
        save(folder / "note.md", text_of(0), None)
        shared = mmap.mmap(-1, 8 + 8 * _SLOTS)
        for _ in range(kills):
            lost, lost_s, from_journal, files = kill_one(folder, shared, rng)
            recovered, left_files = recovered + from_journal, left_files + files
            worst, worst_s = max(worst, lost), max(worst_s, lost_s)
        versions = count_in((folder / "note.md").read_bytes())
        left = sorted(path.name for path in folder.iterdir())
    print(
        json.dumps(
            {
                "kills": kills,
                "edits": versions,
                "worst_edits": worst,
                "worst_ms": round(worst_s * 1000, 3),
                "left": left,
                "recovered": recovered,
                "left_over": left_files,
            }
        )
    )


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
