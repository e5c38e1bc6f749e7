"""Takes a picture of every state of the window: light and dark, at 1× and 2×, large and small.

    python -m tests.shots.screenshots [FOLDER] [--only WORD] [--sizes] [--zoom 2] [--once [THEME]]

Into `shots/` where no folder is named. With `--sizes` each state of the window is taken at four
sizes of screens, from small to large; with `--zoom` the text is so much larger. With `--once`
there is one picture of each, and `words.tsv` says what is read in it and what has too little room,
for another language, as CUENOTE_LANGUAGE names it. The scale of a process cannot be changed once it
runs, so each scale has a child process of its own. Needs a display (`./run shots` starts Xvfb).
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QCursor, QMouseEvent, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTabBar, QWidget

from tests.shots.begin_states import begin_states
from tests.shots.check_states import check_states
from tests.shots.export_states import export_states
from tests.shots.form_states import form_states
from tests.shots.frame_states import chapter_states, frame_states
from tests.shots.list_states import list_states
from tests.shots.look_states import look_states, popups
from tests.shots.mark_states import mark_states
from tests.shots.markup_states import code_states, markup_states
from tests.shots.player_states import player_states
from tests.shots.range_states import range_states
from tests.shots.reading_states import reading_states
from tests.shots.related_states import related_states
from tests.shots.review_states import captions_states, review_states
from tests.shots.saving_states import saving_states
from tests.shots.search_states import said_states, search_states
from tests.shots.several_states import several_states
from tests.shots.shot_stage import ShotStage
from tests.shots.sound_states import sound_states
from tests.shots.speech_states import speech_states
from tests.shots.vault_states import vault_states
from tests.shots.words import cut, said
from tests.ui.stage import wheel
from tests.video.make_video import make_video
from tests.video.web import Web
from tests.waiting import rest, wait_until
from viewer import TOUR, translation
from viewer import app as cuenote
from viewer.notes.merge import merge
from viewer.ui.editing.merge_dialog import ConflictDialog
from viewer.ui.editing.rename_sheet import RenameSheet
from viewer.ui.kit.theme import apply_theme, load_theme
from viewer.ui.session.video_status import Online
from viewer.video.playback.player import PlayerState
from viewer.video.ytdlp.failures import Failure, FailureKind

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
SEED = "redpointai/impact_of_open_source_models_in_ai_development.md"
_THEMES = ("light", "dark")
_SIZES = [(900, 560), (1366, 768), (1920, 1080), (2560, 1440)]
SEED_DURATION_S = 4212  # 1:10:12

_RICH_NOTE = """---
title: Everything a note can hold
---

# First heading

A paragraph with *emphasis*, **strong words**, `code`, ~~what was struck~~, a
[link](https://example.org/) and a [[wikilink | link to a note]].
H<sub>2</sub>O, x<sup>2</sup> and <kbd>Ctrl</kbd> [0:04].

1. One [0:09]
2. Two, with what belongs to it [0:15]
   - nested [0:19]
     - and nested again [0:30, 0:34]
3. Three

- [x] done
- [ ] open

> A quote of someone [0:40].
>
> > And a quote within.

> [!warning] Mind the step
> With a time inside [0:46].

> [!tip]
> A tip without a title of its own.

| Key | Does |
| --- | --- |
| J | next claim [0:55] |
| K | the one before |

```python
def seek(ms: int) -> None:
    print("[0:10] is no time in here")
```

---

مرحبا بالعالم، هذا نص من اليمين إلى اليسار [1:02].

日本語の段落 [1:08]。 Ending with a time that is not one
<a class="yt-timestamp" data-t="HH:MM:SS">[HH:MM:SS]</a>,
and one whose label says otherwise <a class="yt-timestamp" data-t="00:01:15">[00:01:51]</a>.
"""


def states(stage: ShotStage) -> Iterator[tuple[str, tuple[int, int]]]:
    """Drive the window from state to state; yield its name and the size to take it in."""
    window, session, actions = stage.window, stage.session, stage.window.actions_
    navigator = stage.program.navigator
    large, small = (1440, 900), (900, 560)
    tour = TOUR

    stage.open(tour)
    yield "tour-start", large
    stage.open(tour, 49_000)
    yield "tour-claim-in-force", large
    yield "tour-claim-in-force", small
    yield "tour-claim-in-force", (2560, 1440)
    actions["play"].trigger()
    rest(1500)
    yield "tour-playing", large
    actions["repeat"].trigger()
    rest(400)
    yield "tour-repeating", large
    session.player.clear_repeat()
    wheel(window.page.view.viewport(), -60)
    rest(200)
    yield "tour-follow-pill", large
    actions["play"].trigger()
    navigator.go_to_citation(session.doubts[0])
    rest(1000)
    yield "past-the-end-offer", large
    yield "past-the-end-offer", small
    window.notice.close_notice()
    stage.open(tour, 34_000)

    # What lies under the pointer
    view = window.page.view
    QCursor.setPos(view.viewport().mapToGlobal(QPoint(200, 300)))
    QTest.mouseMove(view.viewport(), QPoint(200, 300))
    rest(200)
    yield "hover", large
    timeline = window.player.control_bar.timeline
    at = QPoint(round(timeline.x_of(60_000)), timeline.height() // 2)
    QCursor.setPos(timeline.mapToGlobal(at))
    QTest.mouseMove(timeline, at)
    rest(700)
    yield "timeline-hover", large
    QCursor.setPos(0, 0)
    QTest.mouseMove(view.viewport(), QPoint(1, 1))

    actions["palette"].trigger()
    rest(200)
    yield "palette", large
    QTest.keyClicks(window.palette_.field, "claim")
    rest(300)
    yield "palette-typed", large
    window.palette_.close_list()
    actions["find"].trigger()
    QTest.keyClicks(window.page.find_bar.field, "frame")
    rest(200)
    yield "find", large
    window.page.find_bar.field.setText("nothing like it")
    rest(150)
    yield "find-nothing", small
    window.page.close_find()
    QTest.keyClick(view, Qt.Key.Key_Tab)
    rest(150)
    yield "keyboard-focus", large

    rich = stage.beside_film("notes/rich.md")
    rich.write_text(_RICH_NOTE, "utf-8")
    stage.open(rich, video=False)
    yield "no-video-named", large
    session.video.choose(rich.with_suffix(".mp4"))
    wait_until(lambda: stage.player.state is PlayerState.PAUSED)
    navigator.jump(30_500)
    rest(600)
    yield "rich-top", (1100, 1400)
    window.page.view.verticalScrollBar().setValue(900)
    rest(300)
    yield "rich-bottom", (1100, 1400)

    mine = stage.beside_film("notes/tour.md")
    shutil.copyfile(tour, mine)
    stage.open(mine, 49_000)
    stage.program.editing.edit_here()
    rest(200)
    yield "edit-in-place", large
    yield "edit-in-place", small
    stage.program.editing.end_block_edit()
    stage.program.retiming.retime_by(1000)
    rest(400)
    yield "retimed", large
    yield from rename_states(stage, mine)
    yield from conflict_states(stage, mine)
    stage.program.editing.undo()
    for size in (large, small):
        window.resize(*size)
        rest(300)
        timeline = window.player.control_bar.timeline
        first = session.follow.moments[1].ms
        x = round(timeline.x_of(first))
        _drag_over(timeline, x, x + 90)
        rest(400)
        yield "tick-dragged", size
        timeline.drag.cancel()

    # As it is written
    stage.open(mine, 49_000)
    actions["source"].trigger()
    rest(300)
    yield "source-top", large
    yield "source-top", small
    stage.program.navigator.next_claim(1)
    rest(900)
    window.notice.close_notice()
    yield "source-claim-in-force", large
    yield "source-claim-in-force", small
    yield "source-claim-in-force", (2560, 1440)
    actions["play"].trigger()
    rest(700)
    wheel(window.page.source.viewport(), -60)
    rest(200)
    yield "source-follow-pill", large
    actions["play"].trigger()
    actions["find"].trigger()
    QTest.keyClicks(window.page.find_bar.field, "frame")
    rest(200)
    yield "source-find", large
    window.page.close_find()
    window.page.source.selectAll()
    rest(100)
    yield "source-selected", large
    stage.open(rich, video=False)
    rest(300)
    yield "source-rich-top", (1100, 1400)
    bar = window.page.source.verticalScrollBar()
    bar.setValue(bar.maximum())
    rest(200)
    yield "source-rich-bottom", (1100, 1400)
    stage.open(tour)
    rest(300)
    yield "source-read-only", large
    yield "source-read-only", small
    window.notice.close_notice()
    actions["source"].trigger()

    broken = stage.work / "notes" / "broken.md"
    broken.write_text("---\nvideo: broken.mp4\n---\n\nIts video is a text [0:05].\n", "utf-8")
    broken.with_suffix(".mp4").write_text("This is not a video.\n" * 40)
    stage.open(broken, video=False)
    rest(400)
    yield "broken-video", large
    missing = stage.work / "notes" / "missing.md"
    missing.write_text("---\nvideoId: abcdefghijk\n---\n\nIts video is not here [0:05].\n", "utf-8")
    stage.open(missing, video=False)
    yield "video-not-here", large
    navigator.go_to_claim(0)
    rest(200)
    yield "click-without-video", small
    yield from _streaming(stage)
    plain = stage.work / "notes" / "plain.md"
    plain.write_text("# A note without a time\n\nNothing to play here.\n", "utf-8")
    stage.open(plain, video=False)
    yield "no-claims", large
    session.open_note(stage.work / "notes" / "not-there.md")
    rest(200)
    yield "note-not-there", small
    unread = stage.work / "unread"
    unread.mkdir(exist_ok=True)
    for name in ("a talk.md", "another talk.md"):
        (unread / name).write_text("# A note\n\nNot opened yet.\n", "utf-8")
    session.open(unread)
    rest(400)
    yield "folder", large
    empty = stage.work / "empty"
    empty.mkdir(exist_ok=True)
    session.open(empty)
    rest(400)
    yield "empty-folder", small

    yield from saving_states(stage.program, stage.work)
    yield from list_states(stage)
    yield from vault_states(stage)
    yield from begin_states(stage)

    if stage.corpus is not None:
        session.open(stage.corpus)
        wait_until(lambda: session.files is not None)
        rest(300)
        actions["note.open"].trigger()
        QTest.keyClicks(window.palette_.field, "open source")
        rest(700)
        yield "quick-open-vault", large
        window.palette_.close_list()
        seed = stage.corpus / SEED
        stage.open(seed, video=False)
        session.video.choose(stand_in(stage.work))
        wait_until(lambda: stage.player.state is PlayerState.PAUSED)
        navigator.jump(4_147_000, 0)
        rest(900)
        yield "seed", large
        yield "seed", small
        navigator.next_claim(1)
        rest(900)
        yield "seed-past-the-end", large
        session.video.choose(None)

    yield from settings_states(stage)
    film = stand_in(stage.work) if stage.corpus is not None else None
    yield from related_states(stage, film)
    yield from review_states(stage)
    yield from captions_states(stage)
    yield from _transcript_states(stage)
    yield from search_states(stage)
    yield from said_states(stage)
    yield from check_states(stage)
    yield from markup_states(stage)
    yield from code_states(stage)
    yield from frame_states(stage)
    yield from chapter_states(stage)
    yield from form_states(stage)
    yield from export_states(stage)
    yield from range_states(stage)
    yield from mark_states(stage)
    yield from reading_states(stage)
    yield from several_states(stage)
    yield from player_states(stage)
    yield from sound_states(stage)
    yield from look_states(stage)
    yield from speech_states(stage)

    stage.open(tour, 55_000)
    actions["fullscreen"].trigger()
    rest(900)
    yield "full-screen", (0, 0)
    actions["subtitles"].trigger()
    rest(300)
    yield "full-screen-subtitles", (0, 0)
    actions["subtitles"].trigger()
    actions["fullscreen"].trigger()
    rest(400)


def _streaming(stage: ShotStage) -> Iterator[tuple[str, tuple[int, int]]]:
    """Stream the video of the tour from a server of our own."""
    session, actions = stage.session, stage.window.actions_
    large, small = (1440, 900), (900, 560)
    with Web() as web:
        route = web.add("/talk.mp4", TOUR.with_suffix(".mp4"), hold_answer=True)
        note = stage.work / "notes" / "online.md"
        text = TOUR.read_text("utf-8").partition("\n---\n")[2]
        note.write_text(f"---\nurl: {web.url('/talk.mp4')}\n---\n{text}", "utf-8")
        stage.open(note, video=False)
        rest(300)
        yield "stream-offered", large
        actions["video.stream"].trigger()
        rest(300)
        yield "stream-asking", large
        route.hold_answer = False
        route.gate.set()
        wait_until(lambda: stage.player.state is PlayerState.PAUSED, timeout_ms=30_000)
        stage.program.navigator.jump(49_000)
        rest(900)
        yield "streaming", large
        yield "streaming", small
        tabs = stage.window.tabs.findChild(QTabBar)
        assert tabs is not None
        tabs.setCurrentIndex(1)
        rest(200)
        yield "streaming-about", large
        tabs.setCurrentIndex(0)
        session.video.set_online(Online(is_waiting=True))
        rest(200)
        yield "stream-waits", small
        actions["stream.quality"].trigger()
        rest(300)
        yield "stream-quality", large
        stage.window.palette_.close_list()
        actions["video.stream"].trigger()
        rest(400)
        for kind in (FailureKind.OFFLINE, FailureKind.COUNTRY, FailureKind.SIGN_IN):
            session.video.set_online(Online(failure=Failure.of(kind)))
            rest(200)
            yield f"stream-failed-{kind.value}", large
            yield f"stream-failed-{kind.value}", small
        session.video.set_online(Online())


def _drag_over(timeline: QWidget, from_x: int, to_x: int) -> None:
    """Take hold of a tick, and pull it along; the button stays down."""
    left = Qt.MouseButton.LeftButton
    for kind, x in (
        (QEvent.Type.MouseMove, from_x),
        (QEvent.Type.MouseButtonPress, from_x),
        (QEvent.Type.MouseMove, to_x),
    ):
        at = QPointF(x, 20)
        button = left if kind == QEvent.Type.MouseButtonPress else Qt.MouseButton.NoButton
        event = QMouseEvent(
            kind, at, timeline.mapToGlobal(at), button, left, Qt.KeyboardModifier.ControlModifier
        )
        QApplication.sendEvent(timeline, event)


def rename_states(stage: ShotStage, note: Path) -> Iterator[tuple[str, tuple[int, int]]]:
    """Ask for a new name of a note that others link to."""
    linking = note.with_name("More about seeking.md")
    linking.write_text(
        "What a seek costs is in [[tour]], and told in [[tour#Click a claim | its bullets]].\n"
        "\n- See [the tour](tour.md) as well, for what a picture is.\n",
        "utf-8",
    )
    stage.open(note, video=False)
    stage.window.actions_["note.rename"].trigger()
    (sheet,) = stage.window.findChildren(RenameSheet)
    large, small = (1440, 900), (900, 560)
    refused = ("rename-refused", sheet.file, "welcome/to?.md")
    for name, field, text in (("rename", sheet.field, "welcome to cuenote"), refused):
        field.setText(text)
        rest(900)
        yield name, large
        yield name, small
    sheet.close_sheet()
    linking.unlink()


def conflict_states(stage: ShotStage, note: Path) -> Iterator[tuple[str, tuple[int, int]]]:
    """Let the note be changed twice in two places."""
    data = note.read_bytes()
    ours = data.replace(b"frame", b"picture")
    theirs = data.replace(b"frame", b"single image")
    dialog = ConflictDialog(stage.window, merge(data, ours, theirs).conflicts[:3])
    dialog.show()
    stage.subject = dialog
    rest(200)
    yield "conflict", (920, 600)
    yield "conflict-small", (640, 420)
    dialog.reject()
    dialog.deleteLater()
    stage.subject = stage.window


def settings_states(stage: ShotStage) -> Iterator[tuple[str, tuple[int, int]]]:
    """Drive the window for preferences from section to section."""
    settings = stage.program.settings
    window = stage.program.settings_applier.open()
    stage.subject = window
    usual, narrow = (900, 620), (640, 440)
    settings.set("play/step_ms", 10_000)
    for name in window.sections.names():
        window.show_section(name)
        for size in (usual, narrow):
            yield f"preferences-{name.split()[0].lower()}", size
    rows = window.keyboard.list
    rows.setFocus()
    QTest.keyClick(rows, Qt.Key.Key_Return)
    yield "preferences-key-waits", usual
    QTest.keyClick(window.keyboard.bar.field, Qt.Key.Key_Tab)
    yield "preferences-key-refused", usual
    QTest.keyClick(window.keyboard.bar.field, Qt.Key.Key_J)
    yield "preferences-key-taken", usual
    yield "preferences-key-taken", narrow
    window.keyboard.leave()
    window.field.setFocus()
    QTest.keyClicks(window.field, "time")
    yield "preferences-search", usual
    QTest.keyClicks(window.field, "zzz")
    yield "preferences-search-nothing", usual
    window.field.clear()
    settings.set("looks/zoom", 2.5)
    window.show_section(translation.tr("Playing"))
    yield "preferences-largest-text", (900, 560)
    window.show_section(translation.tr("Keys"))
    yield "preferences-largest-text-keyboard", (900, 560)
    settings.set("looks/zoom", stage.zoom)
    settings.reset("play/step_ms")
    window.close()
    stage.subject = stage.window


def _transcript_states(stage: ShotStage) -> Iterator[tuple[str, tuple[int, int]]]:
    """Go through the states of the transcript, and of subtitles over the picture."""
    large, small = (1440, 900), (900, 560)
    window, tour = stage.window, TOUR
    view, actions = stage.program.transcripts.view, window.actions_
    stage.open(tour, 50_000)
    window.tabs.show_tab("transcript")
    wait_until(lambda: view.transcript is not None)
    yield "transcript-following", large
    yield "transcript-following", small
    yield "transcript-following", (2560, 1440)
    actions["transcript.paragraphs"].trigger()
    rest(200)
    yield "transcript-paragraphs", large
    actions["transcript.sentences"].trigger()
    stage.program.transcripts.show_time(108_000)
    rest(300)
    yield "transcript-where", large
    view.follow_again()
    stage.program.transcripts.open_find()
    QTest.keyClicks(view.find_bar.field, "frame")
    rest(200)
    yield "transcript-found", large
    yield "transcript-found", small
    view.close_find()
    view.text.select(view.text.passages[9].start + 4, view.text.passages[11].end - 5)
    view.text.setFocus(Qt.FocusReason.TabFocusReason)
    rest(200)
    yield "transcript-selected", large
    view.text.select(0, 0)
    actions["subtitles"].trigger()
    stage.program.navigator.jump(60_000)
    rest(900)
    yield "subtitles", large
    yield "subtitles", small
    actions["subtitles"].trigger()
    plain = stage.work / "notes" / "untold.md"
    plain.write_text(
        "---\nvideo: rich.mp4\n---\n\nNobody wrote down what is said [0:05].\n", "utf-8"
    )
    stage.open(plain)
    window.tabs.show_tab("transcript")
    rest(300)
    yield "no-transcript", large
    yield "no-transcript", small
    odd = stage.work / "notes" / "odd.srt"
    odd.write_text("Dear diary,\n", "utf-8")
    stage.program.transcripts.choose(odd)
    rest(300)
    yield "broken-transcript", large
    if stage.corpus is not None:
        talk = CORPUS / "transcripts" / "aircAruvnKk.srt"
        stage.program.transcripts.choose(talk)
        wait_until(lambda: view.transcript is not None)
        actions["transcript.paragraphs"].trigger()
        stage.program.navigator.jump(60_000)
        rest(900)
        yield "transcript-real", large
        yield "transcript-real", small
        actions["transcript.sentences"].trigger()
    stage.program.transcripts.forget_choice()


def stand_in(work: Path) -> Path:
    """Make a video as long as the one that the first real note is about."""
    path = Path(tempfile.gettempdir()) / f"cuenote-stand-in-{SEED_DURATION_S}.mp4"
    if not path.exists():
        half_made = work / "stand-in.mp4"
        make_video(half_made, fps=5, frames=SEED_DURATION_S * 5, gop=25, sound=False)
        shutil.move(half_made, path)
    return path


def _picture(window: QWidget) -> QPixmap:
    """Give a picture of a window with the menus and tooltips over it."""
    picture = window.grab()
    painter = QPainter(picture)
    for popup in popups(window):
        painter.drawPixmap(popup.pos() - window.pos(), popup.grab())
    painter.end()
    return picture


def take(options: argparse.Namespace, corpus: Path | None) -> None:
    """Take every picture at one scale, each in both themes."""
    taken: set[str] = set()
    with tempfile.TemporaryDirectory() as work:
        stage = ShotStage(cuenote.make_application(), Path(work), corpus, options.zoom)
        for name, size in states(stage):
            if options.only and options.only not in name:
                continue
            sizes = [size]
            if options.sizes and stage.subject is stage.window and size[0]:
                sizes = [] if name in taken else _SIZES
                taken.add(name)
            for one in sizes:
                path = f"{options.folder / name}-{{}}-{options.scale}x.png"
                _take_state(stage, one, path, themes=(options.once,) if options.once else _THEMES)
            if options.once:
                _write_words(options.folder / "words.tsv", name, stage.subject)
        stage.end()


def _write_words(file: Path, state: str, subject: QWidget) -> None:
    with file.open("a", encoding="utf-8") as out:
        out.writelines(f"{state}\tsaid\t{line}\n" for line in said(subject))
        out.writelines(f"{state}\tcut\t{line}\n" for line in cut(subject))


def _take_state(
    stage: ShotStage, size: tuple[int, int], path: str, themes: Sequence[str] = _THEMES
) -> None:
    if size[0]:
        stage.subject.resize(*size)
    rest(200)
    for theme in themes:
        apply_theme(stage.app, load_theme(theme))
        rest(250)
        size_name = f"{size[0]}x{size[1]}" if size[0] else "screen"
        _picture(stage.subject).save(path.format(f"{size_name}-{theme}"))
    apply_theme(stage.app, load_theme("light"))
    rest(250)


def main() -> int:
    """Take the pictures; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.shots.screenshots")
    parser.add_argument("folder", nargs="?", type=Path, default=Path("shots"))
    parser.add_argument("--only", default="", help="only states with this word in their name")
    parser.add_argument("--sizes", action="store_true", help="each state at four sizes")
    parser.add_argument("--zoom", type=float, default=1.0, help="how much larger the text is")
    words = "one theme, 1x, and words.tsv"
    parser.add_argument("--once", nargs="?", const=_THEMES[0], choices=_THEMES, help=words)
    parser.add_argument("--scale", default="", help=argparse.SUPPRESS)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    if options.scale:
        language = os.environ.get(translation.VARIABLE, translation.ENGLISH)
        from tests.conftest import unpack_vault

        translation.use(language)  # that is English in tests
        vault = unpack_vault(CORPUS) if (CORPUS / "vault.tar.xz").is_file() else None
        take(options, vault)
        return 0
    code = 0
    for scale in ("1",) if options.once else ("1", "2"):
        command = [sys.executable, "-m", "tests.shots.screenshots", str(options.folder)]
        command += ["--scale", scale, "--only", options.only, "--zoom", str(options.zoom)]
        command += ["--sizes"] * options.sizes
        command += ["--once", options.once] if options.once else []
        environment = os.environ | {"QT_SCALE_FACTOR": scale}
        code = subprocess.run(command, env=environment, check=False).returncode or code
    print(f"{len(list(options.folder.glob('*.png')))} pictures in {options.folder}/")
    return code


if __name__ == "__main__":
    sys.exit(main())
