"""Changing times through the real window: by mouse and keys, and past the end."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QApplication

from tests.ui.page.afresh import afresh
from tests.ui.stage import ALT, CTRL, LONG_FPS, SHIFT, Stage
from tests.ui.timeline_mouse import TICK_Y, Mouse
from viewer.features import ACTIONS
from viewer.media.player import PlayerState
from viewer.notes.timecode import format_ms, parse_typed
from viewer.ui.page.note_view import NoteView
from viewer.ui.page.retiming import WritingTimes
from viewer.ui.page.source_editor import SourceEditor
from viewer.ui.transcript.quoting import Quoting

FRAME_MS = 1000 // LONG_FPS
RIGHT = Qt.MouseButton.RightButton
TIMES = ("00:00:20", "00:01:00", "00:01:40")
TEXT = (
    "First thing said [00:00:20].\r\n\r\n"
    'Second thing said <a class="yt-timestamp" data-t="00:01:00">[00:01:00]</a>.\r\n\r\n'
    "* Third thing said [00:01:40]\r\n"
)


@pytest.fixture
def note(stage: Stage, long_video: Path) -> Path:
    """A note with three times, its video standing still, its ticks shown."""
    path = stage.vault / "note.md"
    path.write_bytes(f"---\r\nvideo: {long_video}\r\n---\r\n{TEXT}".encode())
    stage.program.settings.set("edit/autosave_s", 0.0)
    stage.watch(path)
    stage.wait_for_claims(3)
    return path


def _undo_name(stage: Stage) -> str | None:
    step = stage.draft.stack.to_undo
    return step and step.name


def _second_at(data: bytes, place: int) -> str:
    """Return the time that is written in the place of one of `TIMES`; value and label agree."""
    text = data.decode().partition("---\r\n")[2].partition("---\r\n")[2]
    pieces = TEXT.split(TIMES[place])
    found = text.removeprefix(pieces[0])[: len(TIMES[place])]
    assert text == TEXT.replace(TIMES[place], found)
    return found


def _again(stage: Stage, data: bytes) -> Path:
    """Open a note with these bytes, whose three ticks are shown."""
    note = afresh(stage, data)
    stage.wait_for_claims(3)
    return note


def test_tick_when_dragged_changes_its_time_alone(
    stage: Stage, note: Path, mouse: Mouse, long_video: Path
) -> None:
    # Tick when dragged and let go is one edit of value and label.
    first = before = note.read_bytes()
    assert "Alt+," in mouse.timeline.accessibleDescription()
    mouse.take(60_000)
    mouse.to(80_000)
    assert stage.data == before  # nothing is written while it is dragged
    assert _undo_name(stage) is None
    mouse.release()
    after = stage.data
    ms = parse_typed(_second_at(after, 1))
    assert abs(ms - 80_000) < 2_000
    assert stage.player.state is PlayerState.PAUSED
    assert stage.offered == ["Undo"]
    assert _undo_name(stage) == f"Set time to {format_ms(ms)}"
    stage.press(Qt.Key.Key_Z, CTRL)
    assert stage.data == before
    assert _undo_name(stage) is None
    stage.press(Qt.Key.Key_Z, CTRL | SHIFT)
    assert stage.data == after
    stage.wait(lambda: mouse.timeline.targets.tick_at(QPointF(mouse.x, TICK_Y)) is not None)

    # Picture when a tick is dragged follows on whole frames.
    note = _again(stage, first)
    drag = stage.window.player.control_bar.timeline.drag
    mouse.take(60_000)
    stage.wait_for_frame(60 * LONG_FPS)
    for ms in (115_000, 41_000):  # over the time of the next claim, and back
        mouse.to(ms)
        assert drag.ms % FRAME_MS == 0
        assert abs(drag.ms - ms) < 1_000
        stage.wait_for_frame(drag.ms // FRAME_MS)
        assert stage.player.position_ms == drag.ms
        assert stage.session.follow.claims_now == frozenset({1})  # the note stays where it is
    at_ms = drag.ms
    mouse.release()
    stage.wait(lambda: stage.player.position_ms == at_ms)
    # The time is written in whole seconds, but frames go on from the picture that was chosen.
    stage.press(".", ALT)
    stage.wait(lambda: stage.player.position_ms == at_ms + FRAME_MS)

    # Tick when dragged without ctrl scrubs and changes no time.
    note = _again(stage, first)
    before = note.read_bytes()
    mouse.press(60_000)
    assert stage.player.position_ms == 60_000  # at once, not only when let go of
    mouse.to(80_000)
    mouse.release()
    assert abs(stage.player.position_ms - 80_000) < 1_000
    assert stage.data == before

    # Tick when dragged past the ends stays inside the video.
    note = _again(stage, first)
    timeline = stage.window.player.control_bar.timeline
    mouse.take(100_000)
    mouse.by(timeline.width())
    assert timeline.drag.ms == stage.player.duration_ms == 130_000
    mouse.release()
    assert _second_at(stage.data, 2) == "00:02:10"
    stage.press(Qt.Key.Key_Z, CTRL)
    stage.wait(
        lambda: timeline.targets.tick_at(QPointF(timeline.x_of(100_000), TICK_Y)) is not None
    )
    mouse.take(20_000)
    mouse.by(-timeline.width())
    mouse.release()
    assert _second_at(stage.data, 0) == "00:00:00"

    # Tick when dropped in its own second changes nothing and stands there.
    note = _again(stage, first)
    before = note.read_bytes()
    mouse.take(60_000)
    mouse.to(80_000)
    mouse.to(60_000)
    mouse.by(2)
    assert 60_000 < timeline.drag.ms < 61_000
    mouse.release()
    assert stage.data == before
    assert _undo_name(stage) is None
    tick = timeline.targets.tick_at(QPointF(timeline.x_of(60_000), TICK_Y))
    assert tick.ms == 60_000

    # Citations when on one pixel give the one that the user is at.
    text = "One [00:01:00].\n\nTwo [00:01:00].\n\nThree [00:01:00].\n"
    afresh(stage, f"---\nvideo: {long_video}\n---\n\n{text}")
    stage.wait_for_claims(3)
    for _ in range(2):
        stage.press("j")
    stage.wait(lambda: stage.session.follow.current_claim == 1)
    mouse.take(60_000)
    mouse.to(80_000)
    mouse.release()
    data = stage.data.decode()
    assert "One [00:01:00]" in data
    assert "Three [00:01:00]" in data
    assert "Two [00:01:00]" not in data


def _cancel(stage: Stage, note: Path, mouse: Mouse, how: str) -> None:
    before = note.read_bytes()
    timeline = stage.window.player.control_bar.timeline
    stage.player.seek(30_000)
    stage.wait_for_frame(30 * LONG_FPS)
    stage.session.follow.set_following(False)
    claims = stage.session.follow.claims_now
    mouse.take(60_000)
    mouse.to(80_000)
    if how == "escape":
        stage.press(Qt.Key.Key_Escape)
    elif how == "right button":
        mouse.press_other(RIGHT)
    elif how == "button let go elsewhere":
        mouse.by(1, held=False)
    else:
        timeline.hide()
        timeline.show()
    assert timeline.drag.tick is None
    mouse.by(20)
    mouse.release()
    assert stage.data == before
    assert _undo_name(stage) is None
    assert stage.player.position_ms == 30_000
    assert stage.player.state is PlayerState.PAUSED
    assert stage.session.follow.claims_now == claims
    assert not stage.session.follow.is_following
    stage.wait_for_frame(30 * LONG_FPS)
    tick = timeline.targets.tick_at(QPointF(timeline.x_of(60_000), TICK_Y))
    assert tick.ms == 60_000
    # And the next press is a press like any other.
    mouse.press(20_000)
    mouse.release()
    assert stage.player.position_ms == 20_000


def _drag_while_playing(stage: Stage, mouse: Mouse, ends: str) -> None:
    stage.play()
    stage.wait(lambda: stage.player.position_ms > 0)
    mouse.take(60_000)
    mouse.to(80_000)
    assert stage.player.state is PlayerState.PAUSED
    at_ms = stage.window.player.control_bar.timeline.drag.ms
    if ends == "dropped":
        mouse.release()
    else:
        stage.press(Qt.Key.Key_Escape)
        at_ms = 0
    assert stage.player.state is PlayerState.PLAYING
    stage.wait(lambda: at_ms < stage.player.position_ms < at_ms + 20_000)
    mouse.release()


@pytest.mark.all_only
def test_drag_when_cancelled_leaves_everything_as_it_was(
    stage: Stage, note: Path, mouse: Mouse, tests_all: bool
) -> None:
    first = note.read_bytes()
    ways = ("escape", "right button", "button let go elsewhere", "hidden")
    for how in ways if tests_all else ways[::2]:
        _cancel(stage, _again(stage, first), mouse, how)
    for ends in ("dropped", "cancelled"):
        _again(stage, first)
        _drag_while_playing(stage, mouse, ends)


@pytest.mark.all_only
def test_note_when_a_tick_of_it_is_dragged_is_kept_with_all_that_is_done_meanwhile(
    stage: Stage, note: Path, mouse: Mouse, long_video: Path
) -> None:
    first = note.read_bytes()
    # Note when changed on disk under the drag cancels it.
    stage.player.seek(30_000)
    stage.wait_for_frame(30 * LONG_FPS)
    mouse.take(60_000)
    mouse.to(80_000)
    theirs = note.read_bytes().replace(b"First thing", b"New: [00:00:05]. A very first thing")
    note.write_bytes(theirs)
    stage.wait(lambda: stage.window.player.control_bar.timeline.drag.tick is None)
    assert stage.player.position_ms == 30_000
    mouse.by(10)
    mouse.release()
    assert stage.data == theirs
    stage.wait(lambda: stage.session.follow.claims_now == frozenset({1}))

    # Note when another is opened under the drag is left alone.
    note = _again(stage, first)
    before = note.read_bytes()
    other = stage.write("other.md", "Other thing [0:10]\n", video=long_video)
    text = other.read_bytes()
    mouse.take(60_000)
    mouse.to(80_000)
    stage.session.open_note(other)
    mouse.by(5)
    mouse.release()
    assert note.read_bytes() == before
    assert stage.data == text

    # Keys when a tick is dragged do nothing.
    note = _again(stage, first)
    before = note.read_bytes()
    mouse.take(60_000)
    mouse.to(80_000)
    for key in ("j", "t", Qt.Key.Key_Space, Qt.Key.Key_Delete):
        stage.press(key)
    stage.press("z", CTRL)
    assert stage.player.state is PlayerState.PAUSED
    assert stage.window.player.control_bar.timeline.drag.tick is not None
    assert stage.data == before
    mouse.release()
    assert _second_at(stage.data, 1) != TIMES[1]
    stage.press(Qt.Key.Key_Z, CTRL)  # they are what they were
    assert stage.data == before

    # Words when being typed are kept by a drag.
    note = _again(stage, first)
    stage.click_text("First thing")
    stage.press("e", ALT)
    stage.type_in(" And more words before the others.")
    mouse.take(60_000)
    mouse.to(80_000)
    mouse.release()
    assert b"And more words before the others." in stage.data
    assert b"00:01:00" not in stage.data
    assert b"[00:01:40]" in stage.data


def test_tick_when_the_note_is_only_shown_stays_and_says_why(
    stage: Stage, long_video: Path, mouse: Mouse
) -> None:
    path = stage.vault / "latin.md"
    path.write_bytes(f"---\nvideo: {long_video}\n---\nCaf".encode() + b"\xe9 [0:00:20]\n")
    before = path.read_bytes()
    stage.watch(path)
    stage.wait_for_claims(1)
    timeline = stage.window.player.control_bar.timeline
    mouse.take(20_000)
    assert timeline.cursor().shape() is Qt.CursorShape.ArrowCursor
    mouse.to(60_000)
    assert "UTF-8" in stage.said
    assert timeline.drag.tick is None
    mouse.release()
    assert stage.player.position_ms == 20_000
    assert path.read_bytes() == before
    assert timeline.targets.tick_at(QPointF(timeline.x_of(20_000), TICK_Y)) is not None


def _move_by_keys(stage: Stage, note: Path, in_source: bool) -> None:
    before = note.read_bytes()
    stage.press("j")
    stage.press("j")
    stage.wait_for_frame(60 * LONG_FPS)
    if in_source:
        stage.press("e", CTRL)
        assert isinstance(QApplication.focusWidget(), SourceEditor)
    else:
        assert isinstance(QApplication.focusWidget(), NoteView)
    for frame in range(1, LONG_FPS + 1):
        stage.press(".", ALT)
        stage.wait_for_frame(60 * LONG_FPS + frame)
    assert b'data-t="00:01:01.000">[00:01:01]' in stage.data
    stage.press(",", ALT)
    assert b'data-t="00:01:00.800">[00:01:00]' in stage.data
    stage.wait_for_frame(61 * LONG_FPS - 1)
    stage.press(".", ALT | SHIFT)
    assert b'data-t="00:01:01.800">[00:01:01]' in stage.data
    stage.wait_for_frame(62 * LONG_FPS - 1)
    while _undo_name(stage) is not None:
        stage.press("z", CTRL)
    assert stage.data == before


def _type_and_play(stage: Stage, where: str) -> None:
    stage.click_text("First thing")
    stage.wait_for_frame(20 * LONG_FPS)
    stage.press("e", ALT if where == "in place" else CTRL)
    editor = QApplication.focusWidget()
    assert not isinstance(editor, NoteView)
    stage.type_in("a b")
    stage.press(Qt.Key.Key_Left, CTRL)  # by word
    stage.press(Qt.Key.Key_Right, ALT)
    stage.press(Qt.Key.Key_Left, CTRL)
    stage.press(Qt.Key.Key_O, ALT)
    stage.wait_for_frame(25 * LONG_FPS)
    stage.press(Qt.Key.Key_U, ALT)
    stage.press(Qt.Key.Key_U, ALT)
    stage.wait_for_frame(15 * LONG_FPS)
    stage.toggle(CTRL)
    stage.type_in("c")
    assert stage.player.state is PlayerState.PLAYING
    stage.toggle(CTRL)
    assert QApplication.focusWidget() is editor
    assert b"a cb" in stage.data  # the caret stayed, and no space was typed


def _type_while_the_picture_comes(stage: Stage, where: str) -> None:
    arrived: list[None] = []
    stage.program.navigator.jumped.connect(lambda: arrived.append(None))
    stage.click_text("First thing")
    stage.press("e", ALT if where == "in place" else CTRL)
    stage.press(Qt.Key.Key_End)
    stage.type_in("a wo")
    assert not arrived
    stage.wait(lambda: bool(arrived))
    stage.type_in("rd")
    assert b"a word" in stage.data


def test_keys_do_the_same_in_place_and_in_source(stage: Stage, note: Path) -> None:
    first = note.read_bytes()
    for where in ("in place", "in source"):
        _move_by_keys(stage, _again(stage, first), where == "in source")
        _again(stage, first)
        _type_and_play(stage, where)
        _again(stage, first)
        _type_while_the_picture_comes(stage, where)


def test_keys_when_pressed_mean_one_action() -> None:
    """A key with Shift is also the sign above it: to name both makes the press ambiguous."""
    above = {"<": "Shift+,", ">": "Shift+.", "?": "Shift+/", ":": "Shift+;", "{": "Shift+["}
    meant: list[str] = []
    for spec in ACTIONS:
        for key in spec.keys:
            held, sign = key[:-1], key[-1]
            meant.append(held + above.get(sign, sign))
    assert len(meant) == len(set(meant))


def test_times_are_moved_by_keys(stage: Stage, note: Path, long_video: Path) -> None:
    first = note.read_bytes()
    # Time when set to this moment goes on by frames from the picture.
    stage.press("j")
    stage.press("j")
    stage.player.seek(65_400)
    stage.press("t", ALT | SHIFT)
    assert _second_at(stage.data, 1) == "00:01:05"
    assert stage.said == "Time set: 1:05"
    stage.press(".", ALT)
    assert b'"00:01:05.600"' in stage.data
    # Where one has gone elsewhere, it goes on from what is written.
    stage.press("k")
    stage.press("j")
    stage.press(",", ALT)
    assert b'"00:01:05.400"' in stage.data
    assert stage.player.position_ms == 65_400
    stage.press("t", CTRL)
    stage.answer("1:02.5")
    assert b'"00:01:02.500">[00:01:02]' in stage.data
    assert stage.said == "Time set: 1:02.500"

    # Time when moved while typing in place keeps what was typed.
    note = _again(stage, first)
    stage.edit_next()
    stage.press(Qt.Key.Key_Home)
    stage.type_in("Typed. ")
    stage.press(".", ALT | SHIFT)
    assert b"Typed. First thing said [00:00:21]." in stage.data

    # Claim at the very end is the last one in time.
    afresh(stage, f"---\nvideo: {long_video}\n---\nEarly [00:00:10].\n\nAt the end [00:02:10].\n")
    stage.press("j")
    stage.wait_for_frame(10 * LONG_FPS)
    stage.press("j", SHIFT)
    stage.wait_for_frame(130 * LONG_FPS - 1)
    stage.wait(lambda: stage.session.follow.claims_now == frozenset({1}))
    stage.press("k", SHIFT)
    stage.wait_for_frame(10 * LONG_FPS)


UNSURE = (
    "Ten [00:10:00].\n\nTwenty [00:20:00].\n\nThirty-one [00:31:00].\n\n"
    'Either <a class="yt-timestamp" data-t="00:01:31">[00:01:31]</a>.\n'
)


@pytest.fixture
def unsure(stage: Stage, long_video: Path) -> Path:
    """A note whose last time may be 1:31 or 0:01, for the others are minutes and seconds."""
    path = stage.vault / "unsure.md"
    path.write_text(f"---\nvideo: {long_video}\n---\n{UNSURE}", "utf-8")
    stage.program.settings.set("edit/autosave_s", 0.0)
    stage.watch(path)
    stage.wait_for_claims(4)
    return path


def test_time_that_is_not_sure_is_gone_to_and_read_in_two_ways(stage: Stage, unsure: Path) -> None:
    # Click on a time that is not sure goes there and offers both.
    picture = stage.view.picture
    chip = picture.chip_of(3)
    shown = picture.document.toPlainText()[chip.start : chip.end]
    assert shown.strip().replace("\u2060", "").endswith("1:31?")
    rows = stage.window.tabs.widget("claims").claims.listed
    assert [row.time for row in rows] == ["0:10", "0:20", "0:31", "1:31?"]
    stage.click_chip(3)
    notice = stage.window.notice
    stage.wait(lambda: len(notice.offers) == 2)
    assert stage.player.position_ms == pytest.approx(91_000, abs=400)
    assert [offer.text for offer in notice.offers] == ["Read as 1:31", "Read as 0:01"]
    before = stage.data
    stage.press("1", ALT)
    stage.wait(lambda: stage.data != before)
    assert stage.data.endswith(b'data-t="01:31">[01:31]</a>.\n')
    assert stage.program.session.times[3].is_sure
    stage.undo(before)

    # Reading is chosen by keys alone.
    afresh(stage, unsure.read_bytes())
    stage.wait_for_claims(4)
    for _ in range(4):
        stage.press("j")
    notice = stage.window.notice
    stage.wait(lambda: len(notice.offers) == 2)
    notice.close_notice()
    stage.window.actions_["retime.reading"].trigger()
    stage.wait(lambda: len(notice.offers) == 2)
    stage.press("2", ALT)
    stage.wait(lambda: stage.data.endswith(b'data-t="00:00:01">[00:00:01]</a>.\n'))
    stage.wait(lambda: stage.player.position_ms < 1_500)
    stage.window.actions_["retime.reading"].trigger()
    assert notice.text == "This time isn't ambiguous."


# The video `numbered_video` has 20 s.
_LATE = "# Note\n\nFirst [0:05].\n\nLast [0:18].\n"


def _open_late(stage: Stage, video: Path) -> None:
    afresh(stage, f"---\nvideo: {video}\n---\n\n{_LATE}")
    stage.wait_for_claims(2)


def test_times_past_the_end_are_asked_about_first(stage: Stage, numbered_video: Path) -> None:
    # Shift when times would lie past the end is asked first.
    _open_late(stage, numbered_video)
    before = stage.data
    stage.program.context.trigger("shift")
    stage.answer("5")
    stage.wait(lambda: stage.said == "1 time would be past the end of the video (0:20).")
    assert stage.data == before
    assert stage.offered == ["Write anyway"]
    stage.window.notice.offers[0].call()
    assert b"First [0:10]." in stage.data
    assert b"Last [0:23]." in stage.data
    # What lies there already is no reason to ask again.
    stage.program.context.trigger("shift")
    stage.answer("-0:01")
    assert b"Last [0:22]." in stage.data

    # Quote when it is said past the end is asked first.
    _open_late(stage, numbered_video)
    before = stage.data
    assert not stage.program.context.get(Quoting).quote(25_000, 27_000, "Words of a longer cut")
    assert stage.data == before
    assert stage.offered == ["Write anyway"]
    stage.press(Qt.Key.Key_Escape)
    assert stage.data == before
    stage.program.context.get(Quoting).quote(9_000, 10_000, "Words of this one")
    assert b"[0:09]" in stage.data

    # Question when the note was changed meanwhile writes nothing.
    _open_late(stage, numbered_video)
    stage.program.context.trigger("shift")
    stage.answer("5")
    stage.wait(lambda: stage.offered == ["Write anyway"])
    offer = stage.window.notice.offers[0]
    assert stage.program.context.get(WritingTimes).apply(None) is False
    stage.program.retiming.give(0, 7_000)
    before = stage.data
    offer.call()
    assert stage.data == before
