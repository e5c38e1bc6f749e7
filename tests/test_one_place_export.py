"""A form of export is one row or one class: a toy of each is offered and written everywhere."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.shell_docs import FILES
from tests.ui.conftest import long_video as long_video
from tests.ui.conftest import make_stage as make_stage
from tests.ui.conftest import stage as stage
from tests.ui.stage import Stage
from viewer.__main__ import main
from viewer.export import forms
from viewer.export.choice import Choice
from viewer.export.form import ExportForm, ExportTask, Offer, Product, Wares
from viewer.export.new_file import write_new
from viewer.export.text_forms import Batch, TextForm, Written
from viewer.ui.exporting.export_sheet import ExportSheet

_TEXT = "- Cats are soft [0:02]\n- Dogs bark [0:10]\n- Lost [99:00:00]\n"


def _tabs(batch: Batch) -> Written:
    kept = [entry for entry in batch.entries if entry.ms is not None]
    lines = [f"{entry.ms}\t{entry.text}\n" for entry in kept]
    return Written("".join(lines), len(kept), batch.lost, ["It has no head."])


class _Tones(ExportForm):
    """A file for each claim, in which its video is named."""

    id, suffix, words = "tones", ".tone", "A tone for each claim"
    is_media = is_each = is_folder = is_shown = True
    options = ("frames",)
    holds = "1 tone|%n tones"
    lacks = "1 timestamp has no tone.|%n timestamps have no tone."

    def offer(self, wares: Wares, choice: Choice) -> Offer:
        left = [entry for entry in wares.entries if entry.ms is None]
        products = [
            Product(f"{entry.ms}{self.suffix}", partial(self._write, choice, entry.text))
            for entry in wares.entries
            if entry.ms is not None
        ]
        size = len(products)
        return Offer(self, wares, choice, products, size, left, seconds=size, bytes=1_000)

    def _write(self, choice: Choice, text: str, task: ExportTask) -> str:
        task.progress(1, 1)
        write_new(task.target, f"{text} {choice.frames}")
        return "one tone"


TOYS = (TextForm("tabs", ".tabs", "Tabs between all", _tabs), _Tones())


@pytest.fixture(autouse=True)
def toys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms, "FORMS", (*forms.FORMS, *TOYS))


@pytest.fixture
def note(tmp_path: Path, numbered_video: Path) -> Path:
    path = tmp_path / "note.md"
    path.write_text(f"---\nvideo: {numbered_video}\n---\n\n{_TEXT}", "utf-8")
    return path


def test_command_writes_them(note: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", str(note), "--as", "tabs"]) == 1
    said = capsys.readouterr()
    assert said.out == "2000\tCats are soft\n10000\tDogs bark\n"
    assert "note.tabs: It has no head.\n1 timestamp is left out (“99:00:00”)" in said.err
    assert main(["export", str(note), "--as", "tones"]) == 2
    assert "Use -o FOLDER/." in capsys.readouterr().err
    folder = note.with_name("tones")
    call = ["export", str(note), "--as", "tones", "-o", str(folder), "--frames"]
    assert main(call) == 1
    said = capsys.readouterr()
    assert said.out == f"{folder}/2000.tone: one tone\n{folder}/10000.tone: one tone\n"
    assert "0:02 of video, about 1 KB.\n1 timestamp is left out" in said.err
    assert (folder / "2000.tone").read_text("utf-8") == "Cats are soft True"
    assert main(call) == 2
    assert main([*call, "--force"]) == 1


def test_help_and_shells_list_them(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["export", "--help"])
    shown = capsys.readouterr().out
    assert "Tabs between all" in shown
    assert "  tones       A tone for each claim\n" in shown
    for make in FILES.values():
        assert "tones" in make()
    with pytest.raises(SystemExit):
        main(["export", "note.md", "--as", "none"])
    assert "tones" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("form", "words", "options", "made"),
    [
        ("tabs", "2 timestamps", set(), "out.tabs"),
        ("tones", "2 tones  ·  0:02  ·  about 1 KB", {"frames"}, "out/2000.tone"),
    ],
)
def test_window_offers_and_writes_them(
    form: str,
    words: str,
    options: set[str],
    made: str,
    stage: Stage,
    long_video: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ExportSheet, "target", tmp_path / "out")
    stage.watch(stage.write("note.md", _TEXT, video=long_video))
    stage.wait_for_claims(2)
    stage.window.actions_["export"].trigger()
    sheet = stage.window.findChild(ExportSheet)
    assert sheet is not None
    stage.wait(sheet.isVisible)
    stage.press(Qt.Key.Key_End)
    if form == "tabs":
        stage.press(Qt.Key.Key_Up)
    stage.wait(lambda: sheet.count.text() == words)
    assert sheet.asked.form is next(toy for toy in TOYS if toy.id == form)
    why = "it is past the end of the video."
    assert f"1 timestamp is left out (“99:00:00”): {why}" in sheet.left.text()
    assert {id_ for id_, one in sheet.options.items() if one.isVisible()} == options
    stage.press(Qt.Key.Key_Return)
    stage.wait(lambda: stage.said.startswith("Exported "))
    assert stage.offered == ["Open", "Show in folder"][form == "tabs" :]
    assert "Cats are soft" in (tmp_path / made).read_text("utf-8")
