"""A frame put into the note: the file, what is written, what is seen, and what a click does."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage

from tests.media.make_video import read_number
from tests.ui.page.afresh import afresh
from tests.ui.stage import ALT, CTRL, Stage, click
from viewer.ui.kit.renderer import Decoded

Key = Qt.Key


def _open(stage: Stage, name: str, text: str, video: Path, at_ms: int = 0) -> Path:
    """Open a note with its video paused at a time."""
    path = afresh(stage, f"---\nvideo: {video}\n---\n\n{text}", name)
    stage.seek(at_ms)
    stage.wait(lambda: stage.player.frame_time_ms == at_ms)
    return path


def picture_point(stage: Stage) -> QPoint:
    """Wait for the picture of the note to be shown, and give its middle in the viewport."""
    view = stage.view
    stage.wait(lambda: view.picture is not None and len(view.picture.insets) == 1)
    (inset,) = view.picture.insets
    stage.wait(lambda: isinstance(view.pictures.drawn(inset), Decoded))
    drawn = view.pictures.drawn(inset)
    assert isinstance(drawn, Decoded)

    def width() -> float:
        (segment,) = view.places.segments(inset.position, inset.position + 1)
        return segment.rect.width()

    stage.wait(lambda: width() == drawn.size.width())
    (segment,) = view.places.segments(inset.position, inset.position + 1)
    return (segment.rect.center() - view.places.scroll_offset()).toPoint()


@pytest.mark.all_only
def test_writing_in_a_block_it_stands_at_the_caret(stage: Stage, numbered_video: Path) -> None:
    (stage.vault / ".obsidian").mkdir()
    setting = json.dumps({"attachmentFolderPath": "pictures"})
    (stage.vault / ".obsidian" / "app.json").write_text(setting, "utf-8")
    path = stage.write("sub/n.md", "Some words\n", video=numbered_video)
    stage.watch(path, 3_000)
    stage.press("e", ALT)
    stage.press(Key.Key_End)
    stage.write_in(" seen")
    before = stage.data
    stage.press("i", ALT)
    stage.wait(lambda: stage.data != before)
    stage.write_in(" on")
    cited = b'<a class="yt-timestamp" data-t="00:00:03">[00:00:03]</a>'
    assert stage.data.endswith(b"Some words seen ![[n 0-03.webp]] " + cited + b" on\n")
    assert (stage.vault / "pictures" / "n 0-03.webp").is_file()
    stage.press(Key.Key_Escape)
    picture_point(stage)  # found by its name in the vault
    draft = stage.draft
    while draft.stack.to_undo.name != "Frame 0:03":
        stage.press("z", CTRL)
    assert stage.data.endswith(cited + b"\n")
    stage.undo(before)


def test_frame_is_put_into_the_note(stage: Stage, numbered_video: Path) -> None:
    # A file that cannot be written is said.
    (stage.vault / "attachments").write_text("in the way", "utf-8")
    _open(stage, "1.md", "Words\n", numbered_video)
    before = stage.data
    stage.press("i", ALT)
    stage.wait(lambda: "can't be saved" in stage.said)
    assert stage.data == before
    (stage.vault / "attachments").unlink()
    stage.press("i", ALT)
    stage.wait(lambda: stage.data != before)

    # The exact frame is put below and a click on it seeks.
    _open(stage, "A note.md", "# T\n\n- One [0:02]\n- Two [0:05]\n", numbered_video, 2_000)
    before = stage.data
    stage.press(".")
    stage.press(".")
    stage.wait_for_frame(62)
    stage.press("i", ALT)
    file = stage.vault / "attachments" / "A note 0-02.webp"
    stage.wait(lambda: stage.data != before)
    assert read_number(QImage(str(file))) == 62
    wanted = b"- One [0:02]\n- ![](attachments/A%20note%200-02.webp) [0:02]\n- Two [0:05]\n"
    assert stage.data.endswith(wanted)
    assert "Frame added." in stage.said
    assert stage.view.viewport().rect().contains(picture_point(stage))
    stage.wait_for_claims(3)
    rows = stage.window.tabs.widget("claims").claims.listed
    assert [row.words for row in rows] == ["One", "(picture)", "Two"]
    stage.press(Key.Key_Right)
    stage.wait(lambda: stage.player.position_ms > 4_000)
    click(stage.view, picture_point(stage))
    stage.wait(lambda: stage.player.position_ms == 2_000)
    stage.undo(before)
    assert file.exists()

    # Frame is that of a seek whose picture is still to come.
    _open(stage, "note.md", "Words\n", numbered_video)
    before = stage.data
    stage.press(Key.Key_Right)
    stage.press("i", ALT)
    stage.wait(lambda: stage.data != before)
    assert b"[00:00:05]" in stage.data
    stage.wait(lambda: stage.player.frame_time_ms == 5_000)
    file = stage.vault / "attachments" / "note 0-05.webp"
    assert read_number(QImage(str(file))) == read_number(stage.player.frame)

    # Frame goes behind the times of what is written.
    _open(stage, "5.md", "Some words [0:02]\n", numbered_video, 3_000)
    at = stage.data.index(b" [")
    stage.program.composing.edit_at(at, at)
    before = stage.data
    stage.press("i", ALT)
    stage.wait(lambda: stage.data != before)
    assert stage.data.endswith(b"Some words [0:02] ![](attachments/5%200-03.webp) [0:03]\n")

    # The whole picture is brought into view.
    words = "Words that fill the page.\n\n" * 40
    _open(stage, "6.md", f"{words}Here [0:02]\n\n{words}", numbered_video, 2_000)
    stage.wait(lambda: stage.session.follow.current_claim is not None)
    view = stage.view
    bar = view.verticalScrollBar()
    # The claim is at the foot of the view, and there is no room for the picture below it.
    stage.session.page.reveal_claim(0, at_once=True)
    bar.setValue(bar.value() - view.viewport().height() * 3 // 5)
    stage.press("i", ALT)
    middle = picture_point(stage)
    (inset,) = view.picture.insets

    def is_whole() -> bool:
        (segment,) = view.places.segments(inset.position, inset.position + 1)
        rect = segment.rect.translated(-view.places.scroll_offset())
        return rect.top() >= 0 and rect.bottom() <= view.viewport().height()

    stage.wait(is_whole)
    assert middle.x() > 0

    # In the source it stands below the block at the caret.
    _open(stage, "7.md", "One [[link]] [0:02]\n\nTwo\n", numbered_video, 2_000)
    stage.press("e", CTRL)
    before = stage.data
    stage.press(Key.Key_End, CTRL)
    stage.press(Key.Key_Up)
    stage.press("i", ALT)
    stage.wait(lambda: stage.data != before)
    assert stage.data == before[:-1] + b"\n\n![[7 0-02.webp]] [0:02]\n"
    source = stage.window.page.source
    assert source.toPlainText().encode() == stage.data
    stage.undo(before)
    assert source.toPlainText().encode() == before
