"""Notes in the forms of other tools: what is seen of their citations and of the videos in them."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from tests.ui.stage import ALT, Stage, ask_for_tip, click, move, place_of_chip, place_of_position
from viewer.media.media import Media
from viewer.media.player import PlayerState
from viewer.notes.note import Note
from viewer.ui.page.document import InsetKind, NoteDocument
from viewer.ui.page.note_view import NoteView

Key = Qt.Key
FORMS = {
    "link": "- [0:10](talk.mp4#t=10) said first\n- [1:00](talk.mp4#t=60) said later\n",
    "wiki": "- [[talk.mp4#t=10|0:10]] said first\n- [[talk.mp4#t=60|1:00]] said later\n",
    "embed": "![[talk.mp4#t=10]] said first\n\n![[talk.mp4#t=60]] said later\n",
    "macro": "- {{video talk.mp4}}\n- {{youtube-timestamp 10}} said first\n"
    "- {{youtube-timestamp 1:00}} said later\n",
    "fence": "```timestamp-url\ntalk.mp4\n```\n\n```timestamp\n0:10\n```\n\nsaid first\n\n"
    "```timestamp\n1:00\n```\n\nsaid later\n",
    "tag": "![](talk.mp4)\n\n- <b data-time='10'>0:10</b> said first\n"
    "- <span onclick='seekTo(60)'>said later</span>\n",
    "plain": "![](talk.mp4)\n\n- 0:10 said first\n- 1:00 said later\n- (1:05) — said last\n",
}


@pytest.fixture
def film(stage: Stage, long_video: Path) -> Path:
    return Path(shutil.copy(long_video, stage.vault / "talk.mp4"))


def picture(stage: Stage) -> NoteDocument:
    return stage.view.picture


def tip(stage: Stage, at: QPoint) -> str:
    """Rest the pointer at a point of the page, and return the tooltip."""
    ask_for_tip(stage.view.viewport(), at)
    return QToolTip.text()


def shown(stage: Stage) -> str:
    return stage.view.document().toPlainText()


@pytest.mark.sample(2)
@pytest.mark.parametrize("form", FORMS)
def test_each_form_is_a_chip_that_is_gone_to_as_its_text_is(
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
    # The text that follows its time.
    stage.seek(0)
    stage.click_text("said later")
    stage.wait(lambda: stage.player.position_ms == 60_000)
    note, current = stage.session.note, stage.session.follow.current_claim
    assert note.plain.of(note.claims[current].span) == "said later"


def test_moments_of_the_front_matter_are_chips_above_the_text_and_change_in_place(
    stage: Stage, film: Path
) -> None:
    entries = '- time: "0:10"\n  title: said first\n- title: said later\n  time: 60\n'
    text = f"---\nvideo: talk.mp4\nchapters:\n{entries}- time: 1:20\n---\n\n- 1:05 said last\n"
    path = stage.write("talk.md", text)
    stage.watch(path)
    words = "Talk 0:10 said first said later 1:00 1:20 1:05 said last"
    assert " ".join(shown(stage).replace("\u2060", "").split()) == words
    for words, chip, ms in (("said first", 0, 10_000), ("said later", 1, 60_000)):
        stage.click_text(words)
        stage.wait(lambda ms=ms: stage.player.position_ms == ms)  # type: ignore[misc]
        stage.wait(lambda chip=chip: stage.session.follow.citations_now == {chip})  # type: ignore[misc]
    stage.press(Key.Key_E, ALT)
    assert stage.said == "Change it in source mode."
    stage.seek(61_000)
    stage.window.actions_["retime.now"].trigger()
    stage.wait(lambda: stage.data == text.replace("60", "61").encode())


def test_videos_in_the_text_are_named_switched_to_and_played(
    stage: Stage, film: Path, numbered_video: Path
) -> None:
    shutil.copy(numbered_video, stage.vault / "other.mp4")
    text = (
        "# Talk\n\n![[talk.mp4]]\n\n- [0:10](talk.mp4#t=10) here\n- [0:05](other.mp4#t=5) there\n"
        "\n![[other.mp4]]\n"
    )
    stage.watch(stage.write("talk.md", text))
    first, second = picture(stage).insets
    assert (first.kind, first.words) == (InsetKind.VIDEO, "talk.mp4")
    assert "talk.mp4" not in shown(stage)
    assert tip(stage, place_of_chip(stage.view, 0)) == "Go to 0:10"
    assert tip(stage, place_of_chip(stage.view, 1)) == "Go to 0:05\nIn “other.mp4”"

    def opened() -> str:
        media = stage.player.media
        return media.path.name if isinstance(media, Media) else ""

    for name, inset in (("talk.mp4", first), ("other.mp4", second)):
        at = place_of_position(stage.view, inset.position)
        move(stage.view, at)
        assert tip(stage, at) == f"Play “{name}”"
        click(stage.view, at)
        stage.wait(lambda name=name: opened() == name)  # type: ignore[misc]
        stage.wait(lambda: stage.player.state is PlayerState.PLAYING)


@pytest.mark.parametrize(
    "embed",
    [
        *("![](talk.mp4)", "![[talk.mp4]]", "{{video talk.mp4}}", "{% video talk.mp4 %}"),
        *('{{< video src="talk.mp4" >}}', "```timestamp-url\ntalk.mp4\n```"),
    ],
)
def test_video_in_the_text_is_shown_by_its_name(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, embed: str
) -> None:
    view = NoteView()
    qtbot.addWidget(view)
    note = Note.parse(f"# Talk\n\n{embed}\n\n- 0:10 said first\n- 0:20 then\n".encode())
    view.shown.show_note(note, note.times(None), title="Talk", folder=tmp_path)
    (inset,) = view.picture.insets
    assert (inset.kind, inset.words) == (InsetKind.VIDEO, "talk.mp4")
    assert "talk.mp4" not in view.toPlainText()


@pytest.mark.sample(1)
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
