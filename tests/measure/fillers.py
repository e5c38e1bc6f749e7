"""Time everything that reads text of others on texts built to be slow: `./run measure fillers`.

Every regular expression of the program is tried on fillers of its own characters, and every way in
on 300 of all kinds, at 20,000 characters. What takes long there is tried at 40,000 and 80,000: what
is over a second there and grows faster than its text, is listed. `./run measure fillers WORDS`
takes those whose names hold the words. All is tried in a process of its own, which is ended where
one filler takes too long; another goes on with the next.
"""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
import traceback
from collections.abc import Iterator
from functools import cache

from tests.measure.filler_subjects import Subject, subjects

SIZES = (20_000, 40_000, 80_000)
SLOW_S = 1.0
# What is quadratic and takes so long at the least size takes half a second at the largest.
_WORTH_MORE_S = SLOW_S * (SIZES[0] / SIZES[-1]) ** 2 / 2
_LINEAR = 7.0  # four times the text; sixteen times as long would be quadratic
_EVEN_IF_LINEAR_S = 5.0
_MOST_S = 20.0
_ENOUGH = 3  # of one subject: what is found to be slow there is to be mended first


@cache
def _subjects() -> dict[str, Subject]:
    return subjects()


def try_one(name: str, number: int) -> str | None:
    """Try one filler on one subject here; give what is wrong. Seconds are of the processor."""
    run, fillers = _subjects()[name]
    took: list[float] = []
    for size in SIZES:
        text = fillers[number].text(size)
        begun = time.thread_time()
        try:
            run(text)
        except Exception:  # noqa: BLE001 - all are to be seen
            return traceback.format_exc().splitlines()[-1][:200]
        took.append(time.thread_time() - begun)
        if took[-1] < _WORTH_MORE_S:
            return None
    is_slow = (took[-1] > SLOW_S and took[-1] / took[0] > _LINEAR) or took[-1] > _EVEN_IF_LINEAR_S
    return ", ".join(f"{seconds:.2f} s" for seconds in took) if is_slow else None


def _child(names: list[str]) -> None:
    """Try all fillers of these subjects, of the first from a number on; say what is wrong."""
    for given in names:
        name, first, known = (*given.split("\t"), "0", "0")[:3]
        wrongs = int(known)
        for number in range(int(first), len(_subjects()[name][1])):
            if wrongs >= _ENOUGH:
                break
            print(f"{name}\t{number}", flush=True)
            wrong = try_one(name, number)
            if wrong is not None:
                wrongs += 1
                print(f"{name}\t{number}\t{wrong}", flush=True)


def _found(names: list[str]) -> Iterator[tuple[str, int, str]]:
    """Try all fillers of these subjects in children; yield (subject, number, what is wrong)."""
    while names:
        command = [sys.executable, "-m", "tests.measure.fillers", "--child", *names]
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        known = int((names[0] + "\t0\t0").split("\t")[2])
        with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, bufsize=0) as child:
            assert child.stdout is not None
            name, number = names[0].partition("\t")[0], -1
            while line := _line(child):
                name, at, *wrong = line.rstrip("\n").split("\t")
                number = int(at)
                known = 0 if number == 0 else known
                if wrong:
                    known += 1
                    yield name, number, wrong[0]
            if line is None:
                child.kill()
        if line == "" and child.returncode == 0:
            return
        how = f"ended with {child.returncode}" if line == "" else f"over {_MOST_S:.0f} s"
        yield name, number, how
        rest = [given.partition("\t")[0] for given in names]
        names = [f"{name}\t{number + 1}\t{known + 1}", *rest[rest.index(name) + 1 :]]


def _line(child: subprocess.Popen[bytes]) -> str | None:
    """Give the next line of a child; "" at the end, None where it works too long for one."""
    assert child.stdout is not None
    clock = (~child.pid << 3) | 2  # of its processor, see clock_getcpuclockid(3)
    begun = time.clock_gettime(clock)
    while not select.select([child.stdout], [], [], 1.0)[0]:
        if time.clock_gettime(clock) - begun > _MOST_S:
            return None
    return child.stdout.readline().decode()


def main(words: list[str]) -> int:
    """Try all, or what has the words in its name; the exit code is 1 where something is wrong."""
    names = [name for name in _subjects() if all(word in name for word in words)]
    count = sum(len(_subjects()[name][1]) for name in names)
    wrong = 0
    for name, number, what in _found(names):
        filler = _subjects()[name][1][number] if number >= 0 else ""
        print(f"{name}\n    {filler}: {what}", flush=True)
        wrong += 1
    print(f"{len(names)} subjects, {count} fillers: {wrong} slow or failed")
    return 1 if wrong else 0


if __name__ == "__main__":
    _child(sys.argv[2:]) if sys.argv[1:2] == ["--child"] else sys.exit(main(sys.argv[1:]))
