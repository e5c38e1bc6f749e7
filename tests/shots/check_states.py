"""Pictures of the check of a whole vault, for `tests.shots.screenshots`."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.evidence.vaults import TALK, anchor, note, shifted_note, srt
from tests.shots.shot_stage import ShotStage
from tests.waiting import rest, wait_until
from viewer.translation import sentences, tr
from viewer.ui.vault_check.sheet import CheckStep, SheetAnswer
from viewer.video.downloads.library import SavedInfo

_LARGE, _SMALL, _WALL = (1440, 900), (900, 560), (2560, 1440)
_CHANNELS = (
    *("coast-and-sea", "engineers at work", "video-basics", "typography-talks", "radio archive"),
    *("the-long-history-of-lighthouses-and-their-keepers", "museum nights", "slow news"),
)
_SECONDS = 125


def _times(pick: random.Random, kind: str, number: int) -> str:
    """Write a claim of the talk with a citation of which something is to be said."""
    said = f"{number * 10 // 60:02}:{number * 10 % 60:02}"
    if kind == "past":
        return f"{TALK[number]} {anchor(f'0{pick.randrange(3, 8)}:{said}')}"
    if kind == "doubt":
        return f"{TALK[number]} {anchor('00:01:50' if number < 6 else '00:00:05')}"
    if kind == "label":
        cite = f'<a class="yt-timestamp" data-t="00:{said}">[00:01:59]</a>'
        return f"{TALK[number]} {cite}"
    if kind == "unread":
        return f"{TALK[number]} {anchor('HH:MM:SS')}"
    return f"{TALK[number]} {anchor(f'00:{said}')}"


def make_vault(root: Path, library: Path, notes: int = 120) -> None:
    """Make a vault with citations of every kind, and what is known of its videos."""
    pick = random.Random(7)
    (root / "transcripts").mkdir(parents=True, exist_ok=True)
    for number in range(notes):
        channel = _CHANNELS[number % len(_CHANNELS)]
        video = f"video{number:06}"
        folder = root / channel
        folder.mkdir(parents=True, exist_ok=True)
        title = f"{TALK[number % len(TALK)]} {number}"
        kinds = pick.choices(
            ("held", "past", "doubt", "label", "unread"), (30 + number % 40, 4, 2, 1, 0.4), k=12
        )
        lines = [_times(pick, kind, n) for n, kind in enumerate(kinds)]
        text = note(video, *lines, title=title)
        if number % 9 == 4:
            text = shifted_note(video, 12, title=title)
        elif number % 3:
            (root / "transcripts" / f"{video}.en.srt").write_text(srt(), "utf-8")
            place = library / video
            place.mkdir(parents=True, exist_ok=True)
            info = SavedInfo(video, video, "", title, channel, _SECONDS * 1000, f"{video}.mp4", 1)
            (place / "info.json").write_text(info.to_json(), "utf-8")
        name = title.lower().replace(" ", "_")
        (folder / f"{name}.md").write_text(text, "utf-8")


def check_states(stage: ShotStage) -> Iterator[tuple[str, tuple[int, int]]]:
    """Go through the states of the check."""
    program, window = stage.program, stage.window
    root = stage.work / "checked"
    make_vault(root, stage.session.video.library)
    first = next(root.rglob("*.md"))
    program.session.open_vault(root)
    stage.open(first, video=False)
    action = window.actions_["vault.check"]
    checking = program.vault_checking
    view = checking.view
    done = lambda: not checking.is_running  # noqa: E731 - it is asked for again and again

    long = stage.work / "long"
    make_vault(long, stage.session.video.library, 3_000)
    program.session.open_vault(long)
    action.trigger()
    wait_until(lambda: view._tally.total.notes > 60)
    rest(250)
    yield "vault-check-running", _LARGE
    checking.stop()
    rest(200)
    for size in (_LARGE, _SMALL):
        yield "vault-check-stopped", size
    view.close_sheet()
    program.session.open_vault(root)
    action.trigger()
    wait_until(done)
    rest(300)
    for size in (_LARGE, _SMALL, _WALL):
        yield "vault-check-done", size
    program.settings.set("looks/zoom", 1.6)
    rest(300)
    for size in (_LARGE, _SMALL):
        yield "vault-check-large-text", size
    program.settings.set("looks/zoom", stage.zoom)
    QTest.keyClick(view.table.list, Qt.Key.Key_Down)
    QTest.keyClick(view.table.list, Qt.Key.Key_Return)
    rest(200)
    for size in (_LARGE, _SMALL):
        yield "vault-check-channel", size
    QTest.keyClick(view.table.list, Qt.Key.Key_Escape)
    view.wanted.emit(SheetAnswer.PREVIEW)
    rest(400)
    QTest.keyClick(view.repairs, Qt.Key.Key_Down)
    QTest.keyClick(view.repairs, Qt.Key.Key_Space)
    rest(300)
    for size in (_LARGE, _SMALL):
        yield "vault-check-preview", size
    program.settings.set("looks/zoom", 1.6)
    rest(300)
    yield "vault-check-preview-large-text", _SMALL
    program.settings.set("looks/zoom", stage.zoom)
    view.show_repairing(31, 64, tr("Fixed {0} of {1} notes").format(31, 64))
    rest(200)
    yield "vault-check-repairing", _LARGE
    view.show_preview(view.repairs.rows.rows)
    for path in list(view.repairs.chosen)[:2]:
        place = root / path
        place.write_bytes(place.read_bytes() + b"\nOne more line.\n")
    view.wanted.emit(SheetAnswer.REPAIR)
    wait_until(lambda: view.step is CheckStep.REPORT)
    rest(300)
    for size in (_LARGE, _SMALL):
        yield "vault-check-report", size
    view.close_sheet()

    calm = stage.work / "calm"
    calm.mkdir()
    (calm / "a.md").write_text(note("calm0000000", f"Said {anchor('00:00:30')}"), "utf-8")
    empty = stage.work / "no times"
    empty.mkdir()
    (empty / "a.md").write_text("# Nothing is cited here\n", "utf-8")
    for name, folder in (("nothing-to-look-at", calm), ("nothing-to-check", empty)):
        program.session.open_vault(folder)
        stage.open(folder / "a.md", video=False)
        action.trigger()
        wait_until(done)
        rest(300)
        for size in (_LARGE, _SMALL):
            yield f"vault-check-{name}", size
        view.close_sheet()
    checking._results = None
    program.session._root = None
    action.trigger()
    rest(200)
    yield "vault-check-no-folder", _LARGE
    view.show_message(
        "warning",
        tr("The vault couldn't be checked"),
        sentences(
            tr("The check was stopped by another program."),
            tr("The computer may be out of memory."),
        ),
        (SheetAnswer.AGAIN, tr("Check again")),
    )
    rest(200)
    yield "vault-check-failed", _LARGE
    view.close_sheet()
    program.session.open_vault(root)
    if stage.corpus is not None:
        program.session.open_vault(stage.corpus)
        stage.open(next(stage.corpus.rglob("*.md")), video=False)
        action.trigger()
        wait_until(lambda: view._tally.total.notes > 2_000, timeout_ms=600_000)
        yield "vault-check-corpus-running", _LARGE
        wait_until(done, timeout_ms=600_000)
        rest(300)
        for size in (_LARGE, _SMALL, _WALL):
            yield "vault-check-corpus", size
        view.wanted.emit(SheetAnswer.PREVIEW)
        rest(500)
        yield "vault-check-corpus-preview", _LARGE
        view.close_sheet()
