"""Exports through the real window: by the keyboard, read back, stopped, refused."""

import json
from collections.abc import Callable
from pathlib import Path
from threading import Event

import av
import pysubs2
import pytest
from PySide6.QtCore import QModelIndex, QRectF, Qt
from PySide6.QtGui import QDesktopServices, QRegion, QTextCursor
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialogButtonBox, QFileDialog, QLineEdit

from tests.ui.stage import ALT, CTRL, LEFT, SHIFT, Stage, choose, menu_at, position_of, wheel
from tests.waiting import once
from viewer.export.choice import Choice
from viewer.export.format import GROUPS
from viewer.ui.kit.buttons import WordButton
from viewer.ui.tasks.export_sheet import ExportSheet
from viewer.ui.tasks.exporting import Export, _Run

Key = Qt.Key
_TEXT = """\
- Cats are soft [0:02-0:04]
- Dogs bark #loud [0:10-0:12]

Birds sing #loud [0:20] and [99:00:00].
"""
# Where an export is to go.
Answer = Callable[[Path], None]


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Answer:
    """Make the next file go to a path, as if that were typed in the sheet."""

    def answer(path: Path) -> None:
        monkeypatch.setattr(ExportSheet, "target", path)

    return answer


def _open(stage: Stage) -> ExportSheet:
    stage.window.actions_["export"].trigger()
    return _sheet(stage)


def _sheet(stage: Stage) -> ExportSheet:
    stage.wait(lambda: stage.window.findChild(ExportSheet) is not None)
    sheet = stage.window.findChild(ExportSheet)
    stage.wait(sheet.isVisible)
    return sheet


def _write(stage: Stage, answer: Answer, path: Path) -> None:
    answer(path)
    stage.press(Key.Key_Return)
    done = f"Exported “{path.name}”" if not path.is_dir() else "Exported "
    stage.wait(lambda: stage.said.startswith(done))


def _choose(stage: Stage, sheet: ExportSheet, format_: str, words: str) -> None:
    """Choose a format by the arrow keys, and wait for its preview."""
    assert sheet.kinds.hasFocus()
    rows = [row for row in sheet.kinds.rows.rows if row.formats]
    ids = [[one.id for one in row.formats] for row in rows]
    now = next(number for number, some in enumerate(ids) if sheet.format.id in some)
    wanted = next(number for number, some in enumerate(ids) if format_ in some)
    for _ in range(abs(wanted - now)):
        stage.press(Key.Key_Down if wanted > now else Key.Key_Up)
    if len(ids[wanted]) > 1:
        sheet.formats[rows[wanted].key].buttons[ids[wanted].index(format_)].click()
    assert sheet.format.id == format_
    stage.wait(lambda: words in sheet.count.text())


def _pick(sheet: ExportSheet, option: str, cell: int) -> None:
    QTest.mouseClick(sheet.options[option].buttons[cell], LEFT)


def _select(stage: Stage, start: str, end: str) -> None:
    """Select what the note shows from `start` up to `end`, and give it the keys."""
    cursor = stage.view.textCursor()
    cursor.setPosition(position_of(stage.view, start))
    cursor.setPosition(position_of(stage.view, end), QTextCursor.MoveMode.KeepAnchor)
    stage.view.setTextCursor(cursor)
    stage.view.setFocus()


@pytest.fixture
def note(stage: Stage, long_video: Path) -> Path:
    return stage.watch_note(_TEXT, long_video, claims=3)


def test_what_cannot_be_exported_is_said(
    stage: Stage, long_video: Path, tmp_path: Path, answer: Answer
) -> None:
    # Times are right before the video is opened.
    stage.start(stage.write("note.md", _TEXT, video=long_video), player=False)
    sheet = _open(stage)
    _choose(stage, sheet, "srt", "3 timestamps")
    assert "1 timestamp is left out (“99:00:00”)" in sheet.left.text()
    stage.press(Key.Key_Escape)
    # A note without a time can be exported all the same.
    stage.program.set_player(stage.engine)
    stage.session.open_note(stage.write("untimed.md", "No time is told.\n", video=long_video))
    sheet = _open(stage)
    stage.wait(lambda: sheet.count.text() == "Whole note, no timestamps")
    assert sheet.format.id == "pdf"
    assert sheet.buttons["export"].isEnabled()
    _choose(stage, sheet, "srt", "Nothing to export")
    stage.press(Key.Key_Escape)
    # Nothing to export.
    stage.session.open_note(stage.write("empty.md", "", video=long_video))
    for action in ("export", "note.print"):
        stage.window.actions_[action].trigger()
        assert stage.said == "This note is empty."
    stage.session.open_note(stage.write("other.md", "It ends [99:00:00].\n", video=long_video))
    stage.wait(lambda: stage.session.times[0].ms is None)  # once it is known how long that is
    sheet = _open(stage)
    _choose(stage, sheet, "html", "Nothing to export")
    assert not sheet.buttons["export"].isEnabled()
    stage.press(Key.Key_Return)
    assert sheet.isVisible()


def test_video_that_is_not_here(stage: Stage, tmp_path: Path) -> None:
    stage.start(stage.write("note.md", "It begins [0:02].\n", video=tmp_path / "gone.mp4"))
    sheet = _open(stage)
    _choose(stage, sheet, "pdf", "Whole note, 1 timestamp")
    assert sheet.left.text() == ""
    _pick(sheet, "frames", 1)
    stage.wait(lambda: sheet.left.text().startswith("1 timestamp has no picture: its video"))
    sheet.kinds.setFocus()
    _choose(stage, sheet, "film", "No video is on this computer")
    assert "1 timestamp is left out (“0:02”)" in sheet.left.text()
    assert not sheet.buttons["export"].isEnabled()
    _choose(stage, sheet, "html", "1 timestamp")
    assert "1 timestamp has no picture and no audio" in sheet.left.text()
    assert sheet.buttons["export"].isEnabled()


@pytest.mark.all_only
def test_film_is_stopped_and_then_finished(
    stage: Stage, long_video: Path, tmp_path: Path, answer: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A film so small may be done before it is stopped.
    monkeypatch.setattr(_Run, "progress", lambda run, *_: run.stop.wait(10))
    text = "- Cats are soft [0:02-0:32]\n- Dogs bark [0:40-1:10]\n"
    stage.watch_note(text, long_video, claims=2)
    answer(tmp_path / "film.mp4")
    sheet = _open(stage)
    _choose(stage, sheet, "film", "2 claims  ·  1:00  ·  about ")
    stage.press(Key.Key_Return)
    assert stage.offered == ["Stop"]
    pane = stage.program.jobs_window.pane
    stage.wait(pane.button.isVisible)
    QTest.mouseClick(pane.button, LEFT)  # its rows say how far it is
    (row,) = pane.jobs.list.rows.rows
    assert (row.title, row.line.partition("  ")[0]) == ("Export · film.mp4", "Exporting")
    stage.press(Key.Key_Delete)
    stage.wait(lambda: stage.said == "Stopped: Export · film.mp4")
    assert list(tmp_path.glob("*film*")) == list(tmp_path.glob(".cuenote*")) == []
    stage.wait(lambda: not pane.button.isVisible())
    monkeypatch.undo()
    answer(tmp_path / "film.mp4")
    stage.press(Key.Key_Escape)
    sheet = _open(stage)
    _choose(stage, sheet, "film", "2 claims")
    _pick(sheet, "captions", 2)
    stage.wait(lambda: "2 claims" in sheet.count.text())
    assert sheet.choice.captions == "beside"
    sheet.buttons["export"].click()
    stage.wait(lambda: stage.said == "Exported “film.mp4”", timeout_ms=30_000)
    with av.open(tmp_path / "film.mp4") as film:
        assert abs(film.duration / 1_000_000 - 60) < 0.5
    made = pysubs2.load(str(tmp_path / "film.srt"))
    assert [cue.text for cue in made] == ["Cats are soft", "Dogs bark"]


def test_what_is_done_before_it_could_be_stopped_is_told_as_done(
    stage: Stage, note: Path, tmp_path: Path
) -> None:
    begun, goes_on = Event(), Event()

    def work(*_: object) -> Path:
        begun.set()
        goes_on.wait(10)
        return tmp_path / "a.csv"

    exports = stage.program.exporting.exports
    key = exports.add(Export("", "Export · a.csv", work=work, said="“a.csv”"))
    assert begun.wait(10)
    exports.cancel(key)
    goes_on.set()
    stage.wait(lambda: stage.said == "Exported “a.csv”")
    assert exports.item(key).made == tmp_path / "a.csv"


@pytest.mark.all_only
def test_note_is_exported_by_the_keyboard(
    stage: Stage, note: Path, tmp_path: Path, answer: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    # All of the sheet is within it, and No stands before Yes.
    stage.window.resize(1366, 768)
    sheet = _open(stage)
    _choose(stage, sheet, "csv", "4 timestamps")
    change = next(one for one in sheet.findChildren(WordButton) if one.text() == "Change…")
    for part in (sheet.formats["Table or data"], sheet.name, change):
        stage.wait(lambda part=part: part.visibleRegion() == QRegion(part.rect()))
    ends = [one.mapTo(sheet, one.rect().bottomRight()).x() for one in (sheet.name, change)]
    assert ends[0] == ends[1]
    texts = [tuple(each.text() for each in one.buttons) for one in sheet.options.values()]
    asked = [some for some in texts if "Yes" in some]
    assert set(asked) == {("No", "Yes")}
    assert sheet._choice == Choice()
    stage.press(Key.Key_Escape)
    # Subtitles.
    answer(tmp_path / "said")  # without the suffix, which is added
    sheet = _open(stage)
    _choose(stage, sheet, "srt", "3 timestamps")
    assert "1 timestamp is left out" in sheet.left.text()
    assert not sheet.part.isVisible()
    stage.press(Key.Key_Return)
    stage.wait(lambda: stage.said == "Exported “said.srt”")
    assert stage.offered == ["Show in folder"]
    made = pysubs2.load(str(tmp_path / "said.srt"))
    assert [(cue.start, cue.text) for cue in made][:2] == [
        (2_000, "Cats are soft"),
        (10_000, "Dogs bark #loud"),
    ]
    assert sorted(tmp_path.glob(".cuenote*")) == []
    # A file is replaced only after a question.
    there = tmp_path / "said.csv"
    there.write_text("kept")
    answer(tmp_path / "said")  # without its suffix
    question = stage.program.exporting.question
    sheet = _open(stage)
    _choose(stage, sheet, "csv", "4 timestamps")
    for key in (Key.Key_Escape, Key.Key_Return):
        assert there.read_text() == "kept"
        stage.press(Key.Key_Return)
        assert question.title.text() == "Replace “said.csv”?"
        assert question.isVisible()
        assert not sheet.isVisible()
        stage.press(key)
        assert not question.isVisible()
        assert sheet.isVisible() == (key == Key.Key_Escape)  # as it was, for another name
    stage.wait(lambda: stage.said == "Exported “said.csv”")
    assert "Cats are soft" in there.read_text("utf-8")
    # The note itself is not written over, whatever was answered.
    before = note.read_bytes()
    answer(note)
    _choose(stage, _open(stage), "markdown", "4 timestamps")
    stage.press(Key.Key_Return)
    stage.press(Key.Key_Return)  # replace it
    stage.wait(lambda: "is a note or video of this export" in stage.said)
    assert note.read_bytes() == before
    # A folder that cannot be written.
    answer(tmp_path / "gone" / "said.vtt")
    _choose(stage, _open(stage), "vtt", "3 timestamps")
    stage.press(Key.Key_Return)
    stage.wait(lambda: "“said.vtt” can't be saved: No such file or directory" in stage.said)
    assert not (tmp_path / "gone").exists()
    # A page is written and opened.
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    answer(tmp_path / "page.html")
    sheet = _open(stage)
    _choose(stage, sheet, "html", "3 timestamps")
    sheet.options["no_clips"].setFocus()
    assert not sheet.choice.no_clips
    stage.press(Key.Key_Left)
    assert sheet.choice.no_clips
    stage.wait(lambda: "3 timestamps" in sheet.count.text())
    stage.press(Key.Key_Return)
    stage.wait(lambda: stage.said == "Exported “page.html”")
    text = (tmp_path / "page.html").read_text("utf-8")
    assert "Cats are soft" in text
    assert "<video" not in text
    assert stage.offered == ["Open", "Show in folder"]
    stage.window.notice.findChild(WordButton).click()
    assert opened == [str(tmp_path / "page.html")]
    # The selection, and what is filtered.
    stage.window.actions_["claims.filter"].trigger()
    stage.type_in("#loud")
    tab = stage.window.tabs.widget("claims")
    stage.wait(lambda: {row.claim for row in tab.claims.listed} == {1, 2})
    _select(stage, "Cats are", "soft")
    sheet = _open(stage)
    _choose(stage, sheet, "pdf", "Chosen part, with its headings, 1 timestamp")
    assert sheet.options["frames"].isVisible()
    assert not sheet.options["no_clips"].isVisible()
    _choose(stage, sheet, "jsonl", "1 timestamp")
    _write(stage, answer, tmp_path / "one.jsonl")
    assert json.loads((tmp_path / "one.jsonl").read_text("utf-8"))["text"] == "Cats are soft"
    sheet = _open(stage)
    _choose(stage, sheet, "jsonl", "1 timestamp")
    stage.press(Key.Key_Tab)
    assert sheet.part.hasFocus()
    stage.press(Key.Key_Left)
    stage.wait(lambda: "3 timestamps" in sheet.count.text())  # of two claims
    stage.press(Key.Key_Left)
    stage.wait(lambda: "4 timestamps" in sheet.count.text())
    stage.press(Key.Key_Right)
    stage.wait(lambda: "3 timestamps" in sheet.count.text())
    _write(stage, answer, tmp_path / "loud.jsonl")
    lines = (tmp_path / "loud.jsonl").read_text("utf-8").splitlines()
    assert all("#loud" in json.loads(line)["text"] for line in lines)


def _print_dialog() -> QPrintDialog:
    return QApplication.activeModalWidget()


def test_form_place_and_name_stand_in_the_sheet_and_the_note_is_printed(
    stage: Stage, note: Path, tmp_path: Path, answer: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = _open(stage)
    assert [row.key for row in sheet.kinds.rows.rows if not row.formats] == [*GROUPS]
    assert sum(bool(row.formats) for row in sheet.kinds.rows.rows) == 10
    assert sheet.format.id == "html"  # the first
    stage.window.resize(900, 560)
    bar = sheet.kinds.verticalScrollBar()
    stage.wait(lambda: bar.maximum() > 0)
    wheel(sheet.kinds.viewport(), -1)
    assert bar.value() > 0
    card = sheet.card.geometry()
    _choose(stage, sheet, "film", "3 claims")
    assert sheet.name.text() == "note claims.mp4"  # neither the video nor, as .md, the note
    _choose(stage, sheet, "clips", "3 clips")
    assert sheet.card.geometry() == card
    assert (sheet.folder, sheet.name.text()) == (stage.vault.parent, "note clips")
    # Among the downloads, but never in the vault.
    downloads = stage.vault.parent / "Downloads"
    for at, folder in ((downloads, downloads), (stage.vault / "in", stage.vault.parent)):
        at.mkdir()
        monkeypatch.setenv("XDG_DOWNLOAD_DIR", str(at))
        stage.press(Key.Key_Escape)
        assert _open(stage).folder == folder
    stage.wait(lambda: "3 clips" in sheet.count.text())
    place = tmp_path / "place"
    (place / "note clips").mkdir(parents=True)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(place))
    button = next(b for b in sheet.findChildren(WordButton) if b.text() == "Change…")
    button.click()
    sheet.options["quick"]._choose(1)
    assert not sheet.options["captions"].isVisible()
    stage.wait(lambda: "3 clips" in sheet.count.text())
    sheet.name.setText("cats")
    sheet.name.setFocus()
    stage.press(Key.Key_Return)
    stage.wait(lambda: stage.said == "Exported 3 clips", timeout_ms=30_000)
    assert len(list((place / "cats").glob("*.mp4"))) == 3
    # The last choice is chosen, and the folder of another export is left alone.
    sheet = _open(stage)
    stage.wait(lambda: "3 clips" in sheet.count.text())
    assert (sheet.format.id, sheet.folder, sheet.name.text()) == ("clips", place, "note clips 2")
    stage.press(Key.Key_Escape)
    assert stage.program.state.text("export/form") == "clips"
    # Printed.
    target = tmp_path / "printed.pdf"

    def press_print() -> None:
        dialog = _print_dialog()
        printers = dialog.findChild(QComboBox, "printers")
        printers.setCurrentIndex(printers.count() - 1)  # a file, which every computer has
        dialog.findChild(QLineEdit, "filename").setText(str(target))
        dialog.findChild(QDialogButtonBox).buttons()[0].click()

    stage.press(Key.Key_P, CTRL)
    sheet = stage.window.findChild(ExportSheet)
    stage.wait(lambda: "Whole note, 3 timestamps" in sheet.count.text())
    assert not sheet.kinds.isVisible()
    assert sheet.options["frames"].hasFocus()
    once(QApplication.activeModalWidget, press_print)
    stage.press(Key.Key_Return)
    stage.wait(lambda: stage.said == "Saved as printed.pdf", timeout_ms=30_000)
    data = target.read_bytes()
    assert data.startswith(b"%PDF")
    assert data.count(b"/URI (cuenote://open?note=") == 3
    # Left without printing: nothing is said.
    stage.window.actions_["note.print"].trigger()
    stage.wait(lambda: sheet.isVisible() and "3 timestamps" in sheet.count.text())
    target.unlink()
    once(QApplication.activeModalWidget, lambda: _print_dialog().reject())
    sheet.buttons["export"].click()
    assert not sheet.isVisible()
    assert not target.exists()
    assert _open(stage).kinds.isVisible()  # what exports is as it was


@pytest.fixture
def vault(stage: Stage, long_video: Path) -> list[Path]:
    """Three notes that are listed and indexed; the first is open."""
    texts = (
        "- Zebras are shy #wild [0:02]\n- Cats sleep [0:05]\n",
        "- Zebras run #wild/fast [0:10-0:12]\n- A zebra is white [0:20]\n",
        "- Dogs bark [0:30]\n",
    )
    notes = [
        stage.write(f"{name}.md", text, video=long_video)
        for name, text in zip(("one", "two", "three"), texts, strict=True)
    ]
    stage.program.session.open_vault(stage.vault)
    stage.start(notes[0])
    stage.wait_for_video()
    stage.wait_for_files()
    stage.index()
    return notes


def _lines(path: Path) -> list[tuple[str, str]]:
    lines = map(json.loads, path.read_text("utf-8").splitlines())
    return sorted((line["note"], line["text"]) for line in lines)


def test_notes_that_are_chosen_or_found_are_exported(
    stage: Stage, vault: list[Path], tmp_path: Path, answer: Answer
) -> None:
    # Nothing is chosen or found.
    stage.window.actions_["search.export"].trigger()
    assert stage.program.searching.view.isVisible()  # to look for something
    stage.press(Key.Key_Escape)
    stage.program.searching.open("said: zebra")
    stage.window.list.tree.clearSelection()
    stage.window.list.tree.setCurrentIndex(QModelIndex())
    stage.window.actions_["vault.export"].trigger()
    assert stage.said == "Select notes in the list first."
    stage.press(Key.Key_Escape)
    # Nothing waits for a film.
    background = stage.program.background
    exporting = stage.program.exporting
    gate = Event()
    # Two things that last, as a film and the count of what is exported next.
    for name in ("one", "two"):
        exporting._background.run(name, lambda: gate.wait(60), lambda _: None)
    done: list[int] = []
    background.run("other", lambda: 1, done.append)
    stage.wait(lambda: bool(done))
    stage.session.open_note(vault[2])
    stage.wait_for_claims(1)
    stage.program.searching.open("zebra")
    stage.wait(lambda: len(stage.program.searching.view.places) == 3)
    gate.set()
    stage.press(Key.Key_Escape)
    # Chosen in the list.
    tree = stage.window.list.tree
    rows = [stage.window.list.model.index_of(name) for name in ("one.md", "three.md")]
    tree.setCurrentIndex(rows[0])
    at = tree.visualRect(rows[1]).center()
    QTest.mouseClick(tree.viewport(), LEFT, CTRL, at)
    choose(menu_at(tree, at), "Export…")
    sheet = _sheet(stage)
    assert sheet.title.text() == "Export: 2 notes"
    _choose(stage, sheet, "jsonl", "3 timestamps")
    assert not sheet.part.isVisible()
    _write(stage, answer, tmp_path / "some.jsonl")
    assert _lines(tmp_path / "some.jsonl") == [
        ("one.md", "Cats sleep"),
        ("one.md", "Zebras are shy #wild"),
        ("three.md", "Dogs bark"),
    ]
    stage.window.actions_["vault.export"].trigger()
    _choose(stage, sheet, "html", "2 pages with 3 timestamps")
    _pick(sheet, "no_clips", 0)
    stage.wait(lambda: "2 pages" in sheet.count.text())
    (tmp_path / "pages").mkdir()
    _write(stage, answer, tmp_path / "pages")
    made = sorted((tmp_path / "pages").iterdir())
    assert [path.name for path in made] == ["one.html", "three.html"]
    stage.window.actions_["vault.export"].trigger()
    _choose(stage, sheet, "pdf", "2 files, one per note, 3 timestamps")
    stage.press(Key.Key_Escape)
    # Found, but for what is unticked.
    view = stage.program.searching.view
    stage.press(Key.Key_F, CTRL | SHIFT)
    stage.wait(view.field.hasFocus)
    stage.type_in("zebra")
    stage.wait(lambda: len(view.places) == 3)
    for at in view.places:  # one by the mouse, one by keys there and back
        index = view.list.rows.index(at)
        if "white" in view.list.say(view.list.rows.rows[at]):
            box = view.list._tick_in(QRectF(view.list.visualRect(index)))
            QTest.mouseClick(view.list.viewport(), LEFT, pos=box.center().toPoint())
        else:
            view.select_place(at)
            stage.press(Key.Key_Return, ALT)
            assert str(index.data(Qt.ItemDataRole.AccessibleTextRole)).endswith(
                "left out of export"
            )
            stage.press(Key.Key_Return, ALT)
    place = view.list.visualRect(view.list.rows.index(view.places[0])).center()
    choose(menu_at(view.list, place), stage.window.actions_["search.export"].text())
    sheet = _sheet(stage)
    assert sheet.title.text() == "Export: zebra · 2 notes"
    _choose(stage, sheet, "jsonl", "2 timestamps")
    _write(stage, answer, tmp_path / "found.jsonl")
    assert _lines(tmp_path / "found.jsonl") == [
        ("one.md", "Zebras are shy #wild"),
        ("two.md", "Zebras run #wild/fast"),
    ]
