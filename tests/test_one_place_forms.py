"""A toy form of citation, added here alone, is there wherever the real ones are.

Whatever tells the forms apart anywhere else would miss it.
"""

from __future__ import annotations

import re
from importlib.util import find_spec, module_from_spec
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tests.ui.conftest import long_video as long_video
from tests.ui.conftest import make_stage as make_stage
from tests.ui.conftest import stage as stage
from tests.ui.note.test_forms import picture, shown
from tests.ui.stage import CTRL, Stage
from viewer.commands import convert as command
from viewer.notes.convert import convert
from viewer.notes.forms import every
from viewer.notes.forms.form import CitationForm, Found, Source
from viewer.notes.model import Citation, Side, Span
from viewer.notes.note import Note
from viewer.notes.own_form import Wish
from viewer.notes.ranges import set_range
from viewer.notes.retime import cite, cite_place, retime, shift_times
from viewer.notes.timecode import moment_readings
from viewer.ui.editing.converting import ConvertSheet
from viewer.ui.settings.rows import ChoiceEditor

Key = Qt.Key

FRONT = "---\nvideoId: abcdefghij1\n---\n"
TEXT = "- {{vid:0:20}} First said\n- {{vid:1:00-1:10}} Second said\n- Third {{vid:1:40}} said\n"


class _Vid(CitationForm):
    id, words, example = "vid", "Toy (nobody's)", "{{vid:1:02}}"
    markup = "{{{{vid:{0}}}}}"
    tells_of_video = comes_first = marks_following = True

    def find(self, source: Source) -> None:
        pattern = rb"\{\{vid:(?P<time>\d+:[\d:]+)(?:-(?P<end>[\d:]+))?\}\}"
        for match in re.finditer(pattern, source.data):
            written = match["time"].decode()
            end, ends = None, moment_readings((match["end"] or b"").decode())
            if ends:
                end = Span(*match.span("end"))
            span, value = Span(*match.span()), Span(*match.span("time"))
            readings = moment_readings(written)
            cited = Citation(span, value, written, None, None, readings, (), self, end, ends)
            source.found.append(Found(cited))


@pytest.fixture
def vid(monkeypatch: pytest.MonkeyPatch) -> CitationForm:
    form = _Vid()
    monkeypatch.setattr(every, "FORMS", (*every.FORMS, form))
    return form


def _note(text: str) -> Note:
    return Note.parse((FRONT + text).encode())


def _times(note: Note) -> list[tuple[int | None, int | None]]:
    return [(time.ms, time.end_ms) for time in note.times(None)]


def test_toy_is_found_with_its_times_its_video_and_its_side(vid: CitationForm) -> None:
    note = _note(TEXT)
    assert [one.syntax for one in note.citations] == [vid] * 3
    assert _times(note) == [(20_000, None), (60_000, 70_000), (100_000, None)]
    assert {note.video_of(one) for one in note.citations} == {note.video}
    assert [claim.side for claim in note.claims] == [Side.AFTER] * 3
    assert note.plain(note.claims[0].span) == "First said"
    # Of words on both sides it marks those behind it, as it says itself.
    assert _note("Before {{vid:1:40}} behind\n").claims[0].side is Side.AFTER
    vid.marks_following = False
    assert _note("Before {{vid:1:40}} behind\n").claims[0].side is Side.BEFORE


def test_toy_is_edited(vid: CitationForm) -> None:
    note = _note(TEXT)
    first, second, _third = note.citations

    def text(data: bytes) -> str:
        return data.decode().removeprefix(FRONT)

    moved = retime(note, first, 125_000).apply(note.data)
    assert text(moved) == TEXT.replace("0:20", "2:05")
    shifted = shift_times(note, [second], 5_000).apply(note.data)
    assert text(shifted) == TEXT.replace("1:00-1:10", "1:05-1:15")
    ended, endless = set_range(note, 0, 20_000, 30_000), set_range(note, 1, 60_000, None)
    assert ended is not None
    assert endless is not None
    assert text(ended.apply(note.data)) == TEXT.replace("0:20", "0:20-0:30")
    assert text(endless.apply(note.data)) == TEXT.replace("-1:10", "")
    new = cite(note, cite_place(note, len(note.data)), 125_000).apply(note.data)
    assert text(new) == TEXT + "{{vid:2:05}}"


def test_toy_is_written_in_a_fresh_note_that_wishes_for_it(vid: CitationForm) -> None:
    note = _note("- Words\n")
    wish = Wish(every.form_named("vid"))
    at = cite_place(note, len(note.data) - 1, None, wish)
    assert cite(note, at, 62_000, None, wish).apply(note.data).endswith(b"- {{vid:1:02}} Words\n")


@pytest.mark.parametrize("other", every.FORMS, ids=lambda form: form.id)
def test_toy_is_converted_to_every_form_and_back(vid: CitationForm, other: CitationForm) -> None:
    note = _note("{{vid:0:20}}\n\nFirst said\n\n{{vid:1:00}}\n\nSecond said\n")
    there = note.with_data(convert(note, other).change.apply(note.data))
    back = there.with_data(convert(there, vid).change.apply(there.data))
    if there.data != note.data:  # no video is a file here
        assert {one.syntax for one in there.citations} == {other}
        assert back.data == note.data
    assert _times(there) == _times(back) == _times(note)


def test_toy_is_listed_and_written_by_the_command(
    vid: CitationForm, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "  vid         {{vid:1:02}}\n" in command.parser().format_help()
    path = tmp_path / "note.md"
    path.write_text(f"{FRONT}- [0:20] First said\n- [1:00-1:10] Second said\n")
    options = command.parser().parse_args([str(path), "--to", "vid", "--write"])
    assert command.run(options) == 0
    assert "Converted 2 timestamps in 1 note." in capsys.readouterr().out
    lines = ["- {{vid:0:20}} First said", "- {{vid:1:00-1:10}} Second said", ""]
    assert path.read_text().removeprefix(FRONT).split("\n") == lines


@pytest.mark.usefixtures("vid")
def test_toy_is_among_the_forms_of_the_settings(stage: Stage) -> None:
    spec = find_spec("viewer.ui.shell.settings")
    assert spec is not None
    assert spec.loader is not None
    settings = module_from_spec(spec)  # as it is when the program starts with one form more
    spec.loader.exec_module(settings)
    setting = next(one for one in settings.SETTINGS if one.key == "edit/form")
    editor = ChoiceEditor(setting, QWidget(stage.window))
    assert editor.itemText(editor.count() - 1) == "Toy (nobody's): {{vid:1:02}}"
    assert editor.itemData(editor.count() - 1) == "vid"


@pytest.mark.usefixtures("vid")
def test_toy_is_shown_and_offered_in_the_window(stage: Stage, long_video: Path) -> None:
    stage.watch(stage.write("note.md", TEXT, video=long_video))
    stage.wait_for_claims(3)
    assert len(picture(stage).chips) == 3
    assert "{{" not in shown(stage)
    assert "0:20" in shown(stage)
    stage.press("j")
    stage.press("j")
    stage.wait(lambda: stage.player.position_ms == 60_000)
    stage.window.actions_["convert"].trigger()
    sheet = stage.window.findChild(ConvertSheet)
    assert sheet is not None
    assert sheet.forms.rows.rows[-1].id == "vid"
    stage.wait(lambda: "3 timestamps will change." in sheet.count.text())
    stage.press(Key.Key_End)
    stage.wait(lambda: "All timestamps already have this format." in sheet.count.text())
    for _ in range(len(every.FORMS) - 2):
        stage.press(Key.Key_Up)
    stage.wait(lambda: "timestamps will change." in sheet.count.text())
    stage.press(Key.Key_Return)
    assert b"- [00:00:20] First said" in stage.data
    stage.press("z", CTRL)
    assert TEXT.encode() in stage.data
