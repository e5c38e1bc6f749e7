"""Each number is the same wherever it is shown: header, list, tooltip, card, check, search."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.ui.review_case import SHIFTED, Case
from tests.ui.stage import ALT, CTRL, SHIFT, Stage
from viewer.__main__ import main
from viewer.ui.vault.result_rows import HitGroup, HitPlace
from viewer.ui.vault.tree_model import DOUBTS_ROLE

Key = Qt.Key
# Above the second bullet stands text that borrows its citation.
NOTE = """# Trades

Bakers knead their dough before dawn [0:00:01]. A lighthouse needs two lamps [0:00:10].

- The violin maker waits until the varnish has dried [1:00:30]
- Glaciers of the north
  - Glaciers carve valleys over many centuries [0:01:40]
- Tea leaves wither before they are rolled [5:01:30]
- Cartographers drew <a class="yt-timestamp" data-t="HH:MM">[HH:MM]</a>
- Nobody said that <a class="yt-timestamp" data-t="0:20">[0:50]</a>
"""


def spoken(stage: Stage, name: str) -> str:
    """What the list says of a note, in its tooltip and to a screen reader."""
    view = stage.window.list
    index = view.model.index_of(name)
    tip = index.data(Qt.ItemDataRole.ToolTipRole)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) in tip
    count = int(index.data(DOUBTS_ROLE))
    words = "1 problem" if count == 1 else f"{count} problems"
    assert (words in tip) is (count > 0)
    return str(tip)


def test_claims_problems_and_results_are_counted_alike_everywhere(
    stage: Stage, long_video: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = Case(stage, long_video, NOTE)
    stage.write("shifted.md", SHIFTED, video=stage.vault / "film.mp4")
    case.start()
    stage.index()
    count = case.tab_count
    assert count >= 4
    view = stage.window.list
    stage.wait(lambda: "note.md" in view.catalogue.places)
    stage.wait(lambda: f"{count} problems" in spoken(stage, "note.md"))
    assert "7 claims" in spoken(stage, "note.md")
    stage.press("d")
    # One card stands for two times that are written alike wrong.
    stage.wait(lambda: case.view.count.text() == f"1–2 of {count}")

    # A note that is opened then shows its own at its tab.
    stage.session.open_note(stage.vault / "shifted.md")
    case.wait()
    assert case.tab_count == 4
    stage.press("d")
    stage.wait(lambda: case.view.count.text() == "1–4 of 4")
    assert case.tab.split() == ["Problems", "4"]
    assert main(["check", str(stage.vault / "shifted.md")]) == 1
    assert "4 timestamps; 4 problems" in capsys.readouterr().out

    stage.press(Key.Key_F, CTRL | SHIFT)
    stage.type_in("glaciers")
    search = stage.program.searching.view
    stage.wait(lambda: any(isinstance(row, HitPlace) for row in search.list.rows.rows))
    (group,) = [row for row in search.list.rows.rows if isinstance(row, HitGroup)]
    assert group.note.claims == 7
    stage.press(Key.Key_Escape)
    # Results are counted alike in the search and behind it.
    text = "# An okapi\n\n" + "".join(f"- An okapi, number {n} [0:{n:02}]\n" for n in range(12))
    stage.session.open_note(stage.write("okapi.md", text))
    stage.wait(lambda: "okapi.md" in view.catalogue.places)
    stage.press(Key.Key_F, CTRL | SHIFT)
    stage.type_in("okapi")
    # The title, which the heading says once more, and twelve claims; five of them are listed.
    stage.wait(lambda: len(search.places) == 5)
    assert search.field.count == "1 note"
    stage.press(Key.Key_Escape)
    for number in range(3, 14):  # the first claim is selected: the first result is the title
        stage.press(Key.Key_F4)
        listed = "5+" if number < 6 else "12+" if number < 13 else "13"
        words = f"Result {number} of {listed}"
        stage.wait(lambda words=words: stage.window.player.video_view.flash.text == words)
    stage.press(Key.Key_F4)
    assert stage.window.player.video_view.flash.text == "Result 13 of 13"
    # What is kept is counted nowhere.
    stage.session.open_note(case.path)
    case.wait()
    stage.wait(lambda: f"{count} problems" in spoken(stage, "note.md"))
    stage.press("d")
    stage.press("x", ALT)
    stage.wait(lambda: case.tab_count == count - 2)
    stage.wait(lambda: f"{count - 2} problems" in spoken(stage, "note.md"))
    stage.wait(lambda: case.view.count.text() == f"1 of {count - 2}")
