"""Notes in the forms of other tools: what is seen of their citations and of the videos in them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QToolTip

from tests.ui.stage import ALT, Stage, ask_for_tip, click, move, place_of_chip, place_of_position
from viewer.ui.note.document import InsetKind, NoteDocument
from viewer.video.media import Media
from viewer.video.playback.player import PlayerState

Key = Qt.Key
FORMS = {
    "link": "- [0:10](talk.mp4#t=10) said first\n- [1:00](talk.mp4#t=60) said later\n",
    "wiki": "- [[talk.mp4#t=10|0:10]] said first\n- [[talk.mp4#t=60|1:00]] said later\n",
    "embed": "![[talk.mp4#t=10]] said first\n\n![[talk.mp4#t=60]] said later\n",
    "macro": "- {{video talk.mp4}}\n- {{youtube-timestamp 10}} said first\n"
    "- {{youtube-timestamp 1:00}} said later\n",
    "fence": "```timestamp-url\ntalk.mp4\n```\n\n```timestamp\n0:10\n```\n\nsaid first\n\n"
    "```timestamp\n1:00\n```\n\nsaid later\n",
    "plain": "![](talk.mp4)\n\n- 0:10 said first\n- 1:00 said later\n- (1:05) — said last\n",
}


@pytest.fixture
def film(stage: Stage, long_video: Path) -> Path:
    return Path(shutil.copy(long_video, stage.vault / "talk.mp4"))


def picture(stage: Stage) -> NoteDocument:
    assert stage.view.picture is not None
    return stage.view.picture


def tip(stage: Stage, at: QPoint) -> str:
    """Rest the pointer at a point of the page, and read what is said there."""
    ask_for_tip(stage.view.viewport(), at)
    return QToolTip.text()


def shown(stage: Stage) -> str:
    return stage.view.document().toPlainText()


@pytest.mark.sample(2)
@pytest.mark.parametrize("form", FORMS)
def test_each_form_is_a_chip_whose_click_goes_to_its_moment(
    stage: Stage, film: Path, form: str
) -> None:
    stage.watch(stage.write(f"{form}.md", f"# Talk\n\n{FORMS[form]}"))
    texts = [
        shown(stage)[chip.start : chip.end].strip("\u00a0 \u2060") for chip in picture(stage).chips
    ]
    assert texts[:2] == ["0:10", "1:00"]
    for raw in ("#t=", "{{", "](", "timestamp", "[["):
        assert raw not in shown(stage)
    stage.click_chip(1)
    stage.wait(lambda: stage.player.position_ms == 60_000)
    stage.wait(lambda: stage.session.follow.citations_now == {1})


@pytest.mark.sample(2)
@pytest.mark.parametrize("form", FORMS)
def test_text_that_follows_its_time_is_clicked_and_lit(stage: Stage, film: Path, form: str) -> None:
    stage.watch(stage.write(f"{form}.md", f"# Talk\n\n{FORMS[form]}"))
    stage.click_text("said later")
    stage.wait(lambda: stage.player.position_ms == 60_000)
    note, current = stage.session.note, stage.session.follow.current_claim
    assert note is not None
    assert current is not None
    assert note.plain(note.claims[current].span) == "said later"


def test_what_stands_between_a_time_and_its_text_is_not_listed(stage: Stage, film: Path) -> None:
    stage.watch(stage.write("plain.md", f"# Talk\n\n{FORMS['plain']}"))
    note = stage.session.note
    assert note is not None
    assert [note.plain(claim.span) for claim in note.claims][-1] == "said last"


@pytest.mark.sample(2)
@pytest.mark.parametrize(
    "embed",
    [
        *("![](talk.mp4)", "![[talk.mp4]]", "{{video talk.mp4}}", "{% video talk.mp4 %}"),
        *('{{< video src="talk.mp4" >}}', "```timestamp-url\ntalk.mp4\n```"),
    ],
)
def test_video_in_the_text_is_shown_by_its_name_and_played_by_a_click(
    stage: Stage, film: Path, embed: str
) -> None:
    stage.watch(stage.write("talk.md", f"# Talk\n\n{embed}\n\n- 0:10 said first\n- 0:20 then\n"))
    (inset,) = picture(stage).insets
    assert (inset.kind, inset.words) == (InsetKind.VIDEO, "talk.mp4")
    assert "talk.mp4" not in shown(stage)
    at = place_of_position(stage.view, inset.position)
    move(stage.view, at)
    assert tip(stage, at) == "Play “talk.mp4”"
    click(stage.view, at)
    stage.wait(lambda: stage.player.state is PlayerState.PLAYING)


def test_another_video_in_the_text_is_switched_to_and_played(
    stage: Stage, film: Path, numbered_video: Path
) -> None:
    shutil.copy(numbered_video, stage.vault / "other.mp4")
    text = "# Talk\n\n![[talk.mp4]]\n\n- 0:10 said first\n- 0:20 then\n\n![[other.mp4]]\n"
    stage.watch(stage.write("talk.md", text))
    inset = picture(stage).insets[1]
    click(stage.view, place_of_position(stage.view, inset.position))

    def opened() -> str:
        media = stage.player.media
        return media.path.name if isinstance(media, Media) else ""

    stage.wait(lambda: opened() == "other.mp4")
    stage.wait(lambda: stage.player.state is PlayerState.PLAYING)


def test_tool_tip_of_a_citation_of_another_video_names_it(
    stage: Stage, film: Path, numbered_video: Path
) -> None:
    shutil.copy(numbered_video, stage.vault / "other.mp4")
    text = "# Talk\n\n- [0:10](talk.mp4#t=10) here\n- [0:05](other.mp4#t=5) there\n"
    stage.watch(stage.write("talk.md", text))
    assert tip(stage, place_of_chip(stage.view, 0)) == "Go to 0:10"
    assert tip(stage, place_of_chip(stage.view, 1)) == "Go to 0:05\nIn “other.mp4”"


@pytest.mark.parametrize("suffix", [".org", ".txt"])
def test_note_that_is_not_markdown_opens_and_seeks_but_is_not_changed(
    stage: Stage, film: Path, suffix: str
) -> None:
    text = "[[video:talk.mp4#00:01:00][1:00]] said later\n"
    path = stage.write(f"talk{suffix}", text)
    stage.watch(path)
    stage.click_chip(0)
    stage.wait(lambda: stage.player.position_ms == 60_000)
    assert not stage.window.actions_["edit.block"].isEnabled()
    stage.press(Key.Key_E, ALT)
    assert stage.said == f"“talk{suffix}” is not Markdown, so it is read-only here."
    assert path.read_text() == text
