"""Notes that are larger than those that people write."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from tests.ui.stage import ALT, CTRL, LEFT, Stage, place_of
from viewer.ui.page.source_editor import SourceEditor

_LARGE = "# Large\n\n" + "".join(f"- Line {n} of it [0:02].\n" for n in range(21_000))


def _source(stage: Stage) -> SourceEditor:
    source = stage.window.page.text
    assert isinstance(source, SourceEditor)
    return source


@pytest.mark.all_only
def test_note_too_large_for_a_page_is_shown_as_source_and_its_times_are_clicked(
    stage: Stage, numbered_video: Path
) -> None:
    small = stage.write("small.md", "# Small\n\nWords [0:01].\n", video=numbered_video)
    # One with few bytes, and a table of more cells than anybody wrote.
    table = stage.write("table.md", f"{'|a' * 200}|\n{'|-' * 200}|\n" + "| x |\n" * 200)
    large = stage.write("large.md", _LARGE, video=numbered_video)
    stage.watch(small)
    for path in (table, large):
        stage.session.open_note(path)
        assert _source(stage).data == path.read_bytes()
        assert "too large for a page" in stage.said
        stage.press("e", CTRL)
        assert _source(stage).isVisible()
    stage.wait_for_video()
    source = _source(stage)
    cursor = QTextCursor(source.document().findBlockByNumber(9))
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    cursor.movePosition(QTextCursor.MoveOperation.Left, n=3)
    QTest.mouseClick(source.viewport(), LEFT, CTRL, source.cursorRect(cursor).center())
    stage.wait_for_frame(60)
    # What is typed is saved, and a note that is left small has a page.
    stage.press(Qt.Key.Key_A, CTRL)
    stage.type_in("Short.")
    stage.press("e", CTRL)
    assert stage.view.isVisible()
    assert stage.view.toPlainText().endswith("Short.")
    assert stage.data == b"Short."
    stage.session.open_note(small)
    assert stage.view.isVisible()
    assert "Words" in stage.view.toPlainText()


def tooltip_of(stage: Stage, words: str) -> str:
    place = place_of(stage.view, words)
    return stage.view.targets.tool_tip(stage.view.targets.at_point(place))


@pytest.mark.all_only
def test_titles_and_tooltips_are_short(stage: Stage) -> None:
    note = stage.write("note.md", "---\ntitle: " + "Title " * 5_000 + "\n---\n\nWords [0:01].\n")
    stage.start(note, player=False)
    stage.wait(lambda: "Words" in stage.view.toPlainText())
    assert len(stage.window.windowTitle()) < 400
    for number, text in enumerate(
        (
            "[words](" + "x" * 40_000 + ")\n",
            "[[" + "x" * 40_000 + "|words]]\n",
            'Or <a class="yt-timestamp" data-t="' + "1" * 40_000 + '">words</a>\n',
        )
    ):
        note = stage.write(f"{number}.md", text)
        stage.session.open_note(note)
        shown = stage.view.toPlainText().strip().split("\n")[-1].replace("\u00a0", " ").strip()[-6:]
        assert 0 < len(tooltip_of(stage, shown)) < 400
    # What is too long is opened neither as source nor in place, and that is said.
    row = "| x" + " " * 3_000 + "| y |\n"
    data = f"| a | b |\n|---|---|\n{row * 200}\n" + "word7 " * 9_000 + "\n| x" + " " * 30_000
    stage.session.open_note(stage.write("padded.md", data))
    stage.wait(lambda: "word7" in stage.view.toPlainText())
    stage.press(Qt.Key.Key_E, CTRL)
    assert "too long to be shown as source" in stage.said
    assert stage.window.page.view.isVisible()
    stage.click_text("word7")
    stage.press("e", ALT)
    assert "too many to edit in place" in stage.said


@pytest.mark.all_only
def test_note_that_did_not_finish_opening_is_not_opened_by_itself(
    make_stage: Callable[[], Stage],
) -> None:
    first = make_stage()
    note = first.write("note.md", "# Note\n\nThe end.\n")
    first.start(note, player=False)
    first.wait(lambda: "The end." in first.view.toPlainText())
    first.end()
    (first.folders.state / "opening").write_text(str(note), "utf-8")  # as after a hang
    second = make_stage()
    second.program.show(None, None)
    assert "did not finish opening" in second.said
    second.wait_for_files()
    assert second.session.note is None
    assert second.offered == ["Open anyway"]
    second.window.notice.offers[0].call()
    second.wait(lambda: "The end." in second.view.toPlainText())
    second.end()
    third = make_stage()
    third.program.show(None, None)
    third.wait(lambda: "The end." in third.view.toPlainText())
