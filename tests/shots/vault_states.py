"""Pictures of the list of notes and of what leads to other notes, for `tests.shots.screenshots`."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest

from tests.shots.shot_stage import ShotStage
from tests.waiting import rest, wait_until
from viewer.ui.shell.state import RecentVault

_NOTE = "---\nvideoId: {video}\ntitle: {title}\ndate: {date}\n---\n\n# {title}\n\n{claims}\n"


def _write(vault: Path, path: str, video: str, claims: int, doubts: int = 0) -> Path:
    """Write a note with so many claims, of which so many name no time."""
    title = Path(path).stem.replace("_", " ").capitalize()
    lines = [f"- It is said here [{n // 60}:{n % 60:02}]" for n in range(1, claims - doubts + 1)]
    chip = '<a class="yt-timestamp" data-t="HH:MM:SS">[HH:MM:SS]</a>'
    lines += [f"- It is said somewhere {chip}"] * doubts
    note = vault / path
    note.parent.mkdir(parents=True, exist_ok=True)
    text = _NOTE.format(
        video=video, title=title, date=f"2026-0{claims % 9 + 1}-11", claims="\n".join(lines)
    )
    note.write_text(text, "utf-8")
    return note


def vault_states(stage: ShotStage) -> Iterator[tuple[str, tuple[int, int]]]:
    """Go through the states of the list."""
    window, program = stage.window, stage.program
    view, actions = window.list, window.actions_
    large, small, wall = (1440, 900), (900, 560), (2560, 1440)
    vault = stage.work / "lectures"
    first = _write(vault, "video-basics/what_a_seek_costs.md", "aaaaaaaaaa1", 26, 3)
    _write(vault, "video-basics/groups_of_pictures.md", "aaaaaaaaaa1", 19)
    _write(vault, "video-basics/containers_and_codecs.md", "aaaaaaaaaa1", 31)
    for number in range(6):
        _write(vault, f"video-basics/streaming_at_scale_{number}.md", "aaaaaaaaaa2", 4 + number)
    _write(vault, "video-basics/video-basics.md", "", 0)
    for number in range(12):
        _write(vault, f"typography-talks/letters_{number}.md", f"bbbbbbbbb{number // 4:02}", 9, 1)
    _write(vault, "lectures.md", "", 0)
    program.vault_indexing.start()
    stage.session.open(vault)
    wait_until(lambda: view.model.count == 23)
    stage.session.open_note(first)
    wait_until(lambda: program.indexing.is_ready, timeout_ms=600_000)
    view.set_saved(frozenset(f"video-basics/{p}" for p in ("what_a_seek_costs.md",)))
    view.set_video_titles({"aaaaaaaaaa1": "Inside a video file"})
    rest(600)
    yield "vault-folders", large
    program.settings.set("vault/mode", "videos")
    rest(300)
    yield "vault-videos", large
    yield "vault-videos", small
    yield "vault-videos", wall
    program.settings.set("vault/sort", "date")
    rest(300)
    yield "vault-by-date", large
    program.settings.set("vault/sort", "doubts")
    rest(300)
    yield "vault-by-doubts", large
    program.settings.set("vault/sort", "name")
    view.field.setFocus()
    QTest.keyClicks(view.field, "pict")
    rest(300)
    yield "vault-filtered", large
    QTest.keyClicks(view.field, "zzz")
    rest(300)
    yield "vault-filtered-nothing", small
    view.field.clear()
    rest(200)
    view.tree.setFocus()
    rest(100)
    yield "vault-keys", large
    menu = view.heading.menu
    menu.popup(view.heading.button.mapToGlobal(QPoint(0, view.heading.button.height())))
    rest(200)
    stage.subject = menu
    yield "vault-menu", (0, 0)
    stage.subject = window
    menu.close()
    actions["note.open"].trigger()
    rest(300)
    yield "quick-open", large
    QTest.keyClicks(window.palette_.field, "scale")
    rest(300)
    yield "quick-open-typed", large
    window.palette_.close_list()
    program.state.add_recent_vault(RecentVault(Path.home() / "gone" / "old talks", 812))
    actions["vault.switch"].trigger()
    rest(300)
    yield "vault-switch", large
    yield "vault-switch", small
    window.palette_.close_list()
    program.vaults.open(Path.home() / "gone" / "old talks")
    rest(300)
    yield "vault-not-there", large
    program.state.forget_vault(Path.home() / "gone" / "old talks")
    window.notice.close_notice()
    if stage.corpus is not None:
        stage.session.open(stage.corpus)
        wait_until(lambda: view.model.count > 10_000, timeout_ms=600_000)
        wait_until(lambda: program.indexing.is_ready, timeout_ms=600_000)
        program.settings.set("vault/mode", "videos")
        stage.session.open_note(
            stage.corpus / "redpointai" / "impact_of_open_source_models_in_ai_development.md"
        )
        rest(1500)
        yield "vault-corpus", large
        yield "vault-corpus", small
        actions["note.open"].trigger()
        QTest.keyClicks(window.palette_.field, "open source")
        rest(600)
        yield "quick-open-corpus", large
        window.palette_.close_list()
    program.settings.reset("vault/mode")
    program.indexing.close()
    shutil.rmtree(vault)
