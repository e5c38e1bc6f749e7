"""Citations in other forms through the real window: cited, retimed, ended, converted, undone."""

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.ui.page.afresh import afresh
from tests.ui.stage import ALT, CTRL, SHIFT, Stage
from viewer.notes.timecode import format_exact

Key = Qt.Key
ID = "dQw4w9WgXcQ"

# How a time is written in each form: `{0}` minutes and seconds, `{1}` seconds, `{2}` the video.
FORMS = {
    "empty-link": "[{0}]()",
    "macro": "{{{{youtube-timestamp {1}}}}}",
    "escaped": "\\[{0}\\]",
    "plain": "{0}",
    "link": "[{0}](<{2}#t={1}>)",
    "wiki": "[[{2}#t={0}|{0}]]",
    "org": "[[video:{2}#{0}][{0}]]",
}


def _written(form: str, video: Path, seconds: int) -> str:
    return FORMS[form].format(f"{seconds // 60:02}:{seconds % 60:02}", seconds, video)


def _text(form: str, video: Path) -> str:
    one, two, three = (_written(form, video, seconds) for seconds in (20, 60, 100))
    return f"- {one} First said\n- {two} Second said\n- {three} Third said\n"


@pytest.fixture(params=FORMS)
def form(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def opened(stage: Stage, long_video: Path, form: str) -> Stage:
    """A note with three times in one form, its video standing still at the second."""
    stage.program.settings.set("edit/autosave_s", 0.0)
    stage.watch_note(_text(form, long_video), long_video, claims=3)
    stage.press("j")
    stage.press("j")
    stage.wait(lambda: stage.player.position_ms == 60_000)
    return stage


def _body(stage: Stage) -> str:
    return stage.data.decode().partition("---\n\n")[2]


def _undo_all(stage: Stage) -> None:
    stage.view.setFocus()
    stage.undo_all()


@pytest.mark.sample(1)
def test_times_are_written_set_and_ended_in_the_form_of_the_note(
    opened: Stage, form: str, long_video: Path
) -> None:
    # New bullet begins with its time in the form of the note.
    before = _body(opened)
    opened.press("t")
    opened.write_in("Heard now")
    opened.press(Key.Key_Escape)
    second = f"- {_written(form, long_video, 60)} Second said\n"
    new = f"- {_written(form, long_video, 60)} Heard now\n"
    assert _body(opened) == before.replace(second, second + new)
    _undo_all(opened)
    assert _body(opened) == before

    # Moment is cited behind the time that is there.
    opened.press("k")
    opened.press("j")
    opened.seek(65_000)
    opened.press("t", ALT)
    old, new = (_written(form, long_video, seconds) for seconds in (60, 65))
    assert _body(opened) == before.replace(old, f"{old}, {new}")
    _undo_all(opened)
    assert _body(opened) == before

    # Only the time changes when it is set and ended.
    before = _body(opened)
    opened.seek(70_000)
    opened.press("t", ALT | SHIFT)
    moved = before.replace(_written(form, long_video, 60), _written(form, long_video, 70))
    assert _body(opened) == moved
    opened.seek(80_000)
    opened.press("e", ALT | SHIFT)
    if form == "macro":
        assert opened.said == "This timestamp format can't hold an end time."
        assert _body(opened) == moved
    else:
        assert _body(opened) != moved
        cited = opened.session.times[1]
        assert (cited.ms, cited.end_ms) == (70_000, 80_000)
        opened.window.actions_["range.none"].trigger()
        assert _body(opened) == moved
    _undo_all(opened)
    assert _body(opened) == before


# How a time is written, and after a move by one frame, and by one more, of 0.2 s; of a form that
# holds no part of a second, by one second each.
MOVED = {
    "anchor": ('<a class="yt-timestamp" data-t="{}">[00:01:00]</a>', "00:01:00{}", ".200", ".400"),
    "bracket": ("[{}]", "00:01:0{}", "1", "2"),
    "bracket range": ("[{}-00:01:20]", "00:01:0{}", "1", "2"),
    "link": (f"[1:00](https://www.youtube.com/watch?v={ID}&t={{}})", "60{}", ".200", ".400"),
    "units": (f"[1:00](https://youtu.be/{ID}?t=1m{{}})", "0{}s", ".200", ".400"),
    "wiki": ("[[talk.mp4#t={}|1:00]]", "1:00{}", ".200", ".400"),
    "empty link": ("[{}]()", "01:00{}", ".200", ".400"),
    "macro": ("{{{{youtube-timestamp {}}}}}", "60{}", ".200", ".400"),
    "fence": ("```timestamp\n{}\n```\n", "01:00{}", ".200", ".400"),
    "org": ("[[video:talk.mp4#{}][00:01:00]]", "00:01:00{}", ".200", ".400"),
    "address": (f"<https://www.youtube.com/watch?v={ID}&t={{}}>", "60{}", ".200", ".400"),
    "escaped": ("\\[{}\\]", "01:00{}", ".200", ".400"),
    "plain": ("{}", "1:00{}", ".200", ".400"),
    "four fields": ("[{}:00]", "00:01:0{}", "1", "2"),
}


def _move(stage: Stage, name: str) -> None:
    markup, time, *later = MOVED[name]
    is_file = "talk.mp4" in markup
    front = "video: talk.mp4" if is_file else f"videoId: {ID}"
    start = "0" if "bracket" in name or name == "four fields" else ""

    def text(rest: str) -> bytes:
        lead = "" if name == "fence" else "- "
        return f"---\n{front}\n---\n\n{lead}{markup.format(time.format(rest))} Words\n".encode()

    path = afresh(stage, text(start))
    stage.wait_for_claims(1)
    stage.press("j")
    stage.wait(lambda: stage.player.position_ms == 60_000)
    for rest in later:
        stage.press(".", ALT)
        assert stage.data == text(rest)
        cited = stage.session.times[0]
        assert cited.ms == stage.player.position_ms
        said = format_exact(cited.ms) + ("–1:20" if "range" in name else "")
        assert stage.said == f"Time set: {said}"
        assert stage.program.editing.save_now()
        assert path.read_bytes() == text(rest)
    stage.press(",", ALT)
    assert stage.data == text(later[0])
    for _ in range(3):
        stage.press("z", CTRL)
    assert stage.data == text(start)


def test_move_by_a_frame_is_written_as_far_as_the_form_holds_it_and_that_is_said(
    stage: Stage, long_video: Path, tests_all: bool
) -> None:
    for name in ("talk.mp4", f"{ID}.mp4"):
        os.link(long_video, stage.vault / name)
    for name in MOVED if tests_all else ("anchor", "bracket range", "macro", "fence", "wiki"):
        _move(stage, name)


def test_fresh_note_is_cited_in_the_form_of_the_settings(stage: Stage, long_video: Path) -> None:
    stage.program.settings.set("edit/form", "empty-link")
    stage.watch(stage.write("note.md", "- Words\n", video=long_video), 60_000)
    stage.wait(lambda: stage.player.position_ms == 60_000)
    stage.click_text("Words")
    stage.press("t")
    stage.write_in("Heard now")
    stage.press(Key.Key_Escape)
    assert "- [01:00]() Heard now\n" in _body(stage)
