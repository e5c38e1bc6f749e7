"""What Obsidian writes, on the page of the whole program: a click on each leads where it should."""

from __future__ import annotations

from PySide6.QtWidgets import QToolTip

from tests.ui.stage import Stage, ask_for_tip, is_seen, place_of_position, position_of
from viewer.ui.search.rows import HitPlace


def test_footnote_leads_to_its_words_and_a_tag_to_a_search(stage: Stage) -> None:
    note = stage.write(
        "a.md",
        "One #Zebra/stripes [0:05]. Words[^b] here [0:05].\n\n"
        + "more\n\n" * 80
        + "[^b]: The *words* of it, $x$.\n",
    )
    stage.write("b.md", "---\ntags: [zebra/stripes]\n---\n\nAnother one [0:07].\n")
    stage.write("c.md", "No such thing: `#zebra/stripes` [0:09].\n")
    stage.program.session.open_vault(stage.vault)
    stage.start(note, player=False)
    at = place_of_position(stage.view, position_of(stage.view, "Words") + len("Words"))
    ask_for_tip(stage.view.viewport(), at)
    assert QToolTip.text() == "The words of it, x."
    QToolTip.hideText()
    stage.click_text("1")
    bar = stage.view.verticalScrollBar()
    stage.wait(lambda: bar.value() > 500)
    stage.wait(lambda: is_seen(stage.view, "The words of it"))
    stage.wait(stage.window.actions_["jump.back"].isEnabled)
    stage.window.actions_["jump.back"].trigger()
    stage.wait(lambda: bar.value() < 100)
    # A tag is searched for when it is clicked.
    stage.program.vault_indexing.start()
    stage.wait(lambda: stage.program.indexing.is_ready)
    stage.click_text("Zebra")
    search = stage.program.searching.view
    stage.wait(search.isVisible)
    stage.wait(lambda: any(isinstance(row, HitPlace) for row in search.list.rows.rows))
    found = {row.note.path.name for row in search.list.rows.rows if isinstance(row, HitPlace)}
    assert found == {"a.md", "b.md"}
    assert search.field.text().strip() == "tag:Zebra/stripes"
