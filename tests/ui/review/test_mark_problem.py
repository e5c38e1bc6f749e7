"""A mark that goes beyond the picture: the problem says so, and Enter cuts it."""

from pathlib import Path

from tests.ui.stage import CTRL, Stage

_MARKED = '<a class="yt-timestamp" data-t="00:00:05" data-xywh="percent:90,40,30,20">[00:00:05]</a>'


def test_mark_beyond_the_picture_is_cut(stage: Stage, numbered_video: Path) -> None:
    stage.watch(
        stage.write("a.md", f"# T\n\n- One [0:02]\n- Two {_MARKED}\n", video=numbered_video)
    )
    before = stage.data
    stage.wait(stage.window.actions_["doubt.next"].isEnabled)
    stage.press("d")
    view = stage.program.reviewing.view
    stage.wait(lambda: view.card.content is not None)
    assert view.card.content.kind == "The mark goes beyond the picture."
    assert list(view.card.content.proposals) == []
    assert view.bar.accept.text() == "Cut mark to picture"
    view.bar.accept.click()
    stage.wait(lambda: stage.data != before)
    assert b'data-xywh="percent:90,40,10,20"' in stage.data
    assert "Cut mark to picture" in stage.said
    stage.press("z", CTRL)
    assert stage.data == before
