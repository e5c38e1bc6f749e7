"""Editing a note while its video plays: what a key takes until it is seen.

In a note larger than 99 of 100 real ones, beside a bare text view of the same text in the same run:
this is what Qt alone takes for a key. What is typed is seen at once; the page is set anew when the
block is left.
"""

import argparse
import random
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from tests.conftest import CORPUS, unpack_vault
from tests.tools.films import SMALL
from tests.tools.probe import Painted, ms_since, probe, window_on
from tests.tools.report import Report
from tests.ui.stage import ALT, CTRL, SHIFT
from tests.waiting import rest, wait_until

_NOTE = "aragusea/consumer_challenges_and_sustainable_alternatives_for_palm_oil.md"  # 22 kB
_KEYS = 100
_FRAME_MS, _WHOLE_MS = 16.0, 50.0
_WHAT = {
    "in place": ("a letter typed in place", _FRAME_MS, 0.95),
    "commit": ("an edit in place is committed", _WHOLE_MS, 0.99),
    "undo": ("it is undone", _WHOLE_MS, 0.99),
    "retime": ("a time is moved by a second, the key held", _WHOLE_MS, 0.99),
}
_BETWEEN_MS = 35


def run(report: Report, options: argparse.Namespace) -> None:
    if not (CORPUS / "vault.tar.xz").is_file():
        report.skip("real notes", "the corpus is not there")
        return
    vault, keys = unpack_vault(CORPUS), options.count or (12 if options.quick else _KEYS)
    found = probe(edit, vault / _NOTE, SMALL.path(), keys)
    for key, (what, most, at) in _WHAT.items():
        report.measure(what, found[key], beside={"QPlainTextEdit": found["bare"]}, most=most, at=at)


# ---------------------------------------------------------------------- in its own process


def _times(
    count: int,
    act: Callable[[int], object],
    viewport: Callable[[], QWidget],
    ready: Callable[[], object] = lambda: None,
) -> list[float]:
    """Do something `count` times, `ready` before each; from its key to painted, in ms."""
    found = []
    for number in range(count):
        ready()
        rest(_BETWEEN_MS)
        begun_s = time.perf_counter()
        act(number)
        handled_ms = ms_since(begun_s)
        painted_ms: list[float] = []
        shown = viewport()
        seen = Painted(shown, lambda: painted_ms.append(ms_since(begun_s)))  # noqa: B023
        with suppress(TimeoutError):  # it was painted within the key already
            wait_until(lambda: painted_ms, timeout_ms=3_000)  # noqa: B023
        shown.removeEventFilter(seen)
        found.append(max([handled_ms, *painted_ms[:1]]))
    return found


def edit(note: str, video: str, keys: int) -> dict[str, list[float]]:
    """Type in a bare text view and in place, commit, undo and step a time while it plays."""
    chance = random.Random(3)
    body = Path(note).read_text("utf-8").partition("\n---\n")[2]
    found: dict[str, list[float]] = {}
    with window_on(body, Path(video)) as window:
        program, view = window.program, window.view
        window.player.play()
        program.session.follow.set_following(False)

        focus = QApplication.focusWidget

        def to_the_front(widget: QWidget) -> None:
            widget.activateWindow()
            wait_until(widget.isActiveWindow)

        def type_letter(number: int) -> None:
            QTest.keyClicks(focus(), "words and more "[number % 15])

        def go_to_claim(latest_ms: int | None = None) -> None:
            """Go to a claim all of whose times come earlier."""
            view.setFocus()
            claims, times = program.session.note.claims, program.session.times
            if latest_ms is not None:
                early = {n for n, one in enumerate(times) if one.ms and one.ms < latest_ms}
                claims = [claim for claim in claims if early.issuperset(claim.citations)]
            claim = chance.choice(claims)
            view.shown.scroll_to_byte(claim.span.start)
            program.session.current.stay_in(claim.span.start)

        def open_block() -> None:
            go_to_claim()
            rest(100)
            window.window.actions_["edit.block"].trigger()
            QTest.keyClicks(focus(), "more ")

        bare = QPlainTextEdit()
        bare.setPlainText(body)
        bare.resize(view.size())
        bare.show()
        to_the_front(bare)
        bare.setFocus()
        found["bare"] = _times(keys, type_letter, bare.viewport)
        bare.close()
        to_the_front(window.window)
        open_block()
        found["in place"] = _times(keys, type_letter, lambda: focus().viewport())
        QTest.keyClick(focus(), Qt.Key.Key_Escape)
        rest(500)
        leave = lambda _: QTest.keyClick(focus(), Qt.Key.Key_Escape)  # noqa: E731 - one of three
        undo = lambda _: QTest.keyClick(view, Qt.Key.Key_Z, CTRL)  # noqa: E731
        later = lambda _: QTest.keyClick(view, Qt.Key.Key_Period, ALT | SHIFT)  # noqa: E731
        found["commit"] = _times(keys // 6, leave, view.viewport, open_block)
        rest(500)
        found["undo"] = _times(keys // 6, undo, view.viewport)
        go_to_claim(window.player.duration_ms - (keys // 2 + 10) * 1000)
        rest(500)
        before = program.session.note.data
        found["retime"] = _times(keys // 2, later, view.viewport)
        assert program.session.note.data != before, "no time was moved"
    return found
