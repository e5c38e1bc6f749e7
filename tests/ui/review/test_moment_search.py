"""Finding the moment of a sentence without a citation, and citing it."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.media.make_video import read_number
from tests.ui.review_case import Case
from tests.ui.stage import ALT, CTRL, LEFT, LONG_FPS, Stage, click, menu_at, place_of
from viewer.media.player import PlayerState
from viewer.ui.kit.buttons import WordButton
from viewer.ui.review.findings_view import FindingsView

Key = Qt.Key
SENTENCE = b"A beekeeper smokes the hive before opening it"


def found(case: Case) -> FindingsView:
    view = case.stage.program.moments.view
    case.stage.wait(view.isVisible)
    return view


def sentence(case: Case) -> str:
    return found(case).card.content.claim


def test_moment_of_a_sentence_is_found_heard_and_cited(case: Case) -> None:
    stage, before = case.stage, case.stage.data
    cited = before.replace(SENTENCE, SENTENCE + b" [0:00:50]")
    # The sentence that was clicked; Esc leaves everything as it was.
    click(stage.view, place_of(stage.view, "beekeeper"))
    stage.press("g", ALT)
    view = found(case)
    card = view.card
    assert card.hasFocus()
    assert sentence(case) == SENTENCE.decode()
    assert "smokes the hive" in card.proposed.quote.said.text
    stage.wait(lambda: not card.proposed.frame.picture.isNull())
    assert read_number(card.proposed.frame.picture) == 50 * LONG_FPS
    assert not card.written.isVisible()
    buttons = [one for one in view.findChildren(WordButton) if one.isVisible()]
    assert [one.text() for one in buttons] == ["Add 0:50", "Play", "Cancel"]
    stage.press(Key.Key_Escape)
    assert stage.data == before
    assert case.tab == "Transcript"
    assert stage.view.hasFocus()
    stage.press("d")
    assert case.view.isVisible()
    # By the menu; it is heard before it is cited.
    menu = menu_at(stage.view, place_of(stage.view, "beekeeper"))
    find = next(action for action in menu.actions() if "Find where this is said" in action.text())
    menu.close()
    find.trigger()
    found(case)
    stage.press(Key.Key_Space)
    stage.wait(lambda: stage.player.state is PlayerState.PLAYING)
    stage.wait(lambda: 50_000 <= stage.player.position_ms < 58_000)
    stage.press(Key.Key_Space)
    stage.wait(lambda: stage.player.state is PlayerState.PAUSED)
    stage.press(Key.Key_Return)
    assert stage.data == cited
    assert not stage.program.moments.is_open
    assert stage.view.hasFocus()
    stage.press("z", CTRL)
    assert stage.data == before
    # The words that are selected.
    cursor = stage.view.textCursor()
    at = stage.view.document().find("Glaciers carve").selectionStart()
    cursor.setPosition(at)
    cursor.setPosition(at + len("Glaciers carve valleys"), cursor.MoveMode.KeepAnchor)
    stage.view.setTextCursor(cursor)
    stage.press("g", ALT)
    assert sentence(case) == "Glaciers carve valleys"
    stage.press(Key.Key_Return)
    assert stage.data == before.replace(b"carve valleys over", b"carve valleys [0:00:40] over")
    stage.press("z", CTRL)
    # From the source.
    click(stage.view, place_of(stage.view, "beekeeper"))
    stage.press("e", CTRL)
    source = stage.window.page.source
    cursor = source.document().find("beekeeper")
    cursor.setPosition(cursor.selectionEnd())
    source.setTextCursor(cursor)
    stage.press("g", ALT)
    assert sentence(case) == SENTENCE.decode()
    stage.press(Key.Key_Return)
    assert stage.data == cited
    assert "before opening it [0:00:50]" in source.toPlainText()
    assert source.hasFocus()
    # The search ends with the note.
    stage.press("z", CTRL)
    stage.press("g", ALT)
    found(case)
    stage.session.open_note(stage.write("other.md", "# Other\n\nThat is all.\n"))
    assert not stage.program.moments.is_open


def test_sentence_that_is_being_written_is_cited_where_it_is_written(case: Case) -> None:
    stage = case.stage
    stage.program.composing.edit_at(stage.data.index(b"The end"))
    editor = QApplication.focusWidget()
    # Nothing is found of what is not said.
    stage.type_in(" Xylophone quartets improvise.")
    stage.press("g", ALT)
    stage.wait(lambda: "None of its words are in the transcript" in stage.said)
    assert not stage.program.moments.is_open
    assert QApplication.focusWidget() is editor
    stage.type_in(" Penguins share the egg")
    stage.press("g", ALT)
    assert sentence(case) == "Penguins share the egg"
    # Where the search is left, writing goes on.
    stage.press(Key.Key_Escape)
    assert not stage.program.moments.is_open
    assert QApplication.focusWidget() is editor
    stage.press("g", ALT)
    found(case)
    stage.press(Key.Key_Return)
    assert QApplication.focusWidget() is editor
    stage.type_in(" and more")
    stage.press(Key.Key_Return)
    written = b"The end. Xylophone quartets improvise. Penguins share the egg [0:00:20] and more"
    assert written in stage.data


def test_another_moment_is_chosen_by_key_and_by_mouse(stage: Stage, long_video: Path) -> None:
    case = Case(stage, long_video)
    said = stage.vault / "film.en.vtt"
    twice = "The lighthouse keeper polishes the great lens."
    said.write_text(
        f"WEBVTT\n\n00:00:10.000 --> 00:00:15.000\n{twice}\n\n"
        "00:00:50.000 --> 00:00:55.000\nSomething else is said here.\n\n"
        f"00:01:40.000 --> 00:01:45.000\n{twice}\n",
        "utf-8",
    )
    case.path = stage.write(
        "note.md", f"# One\n\n{twice}\n\nSaid [0:00:50].\n", video=stage.vault / "film.mp4"
    )
    case.start()
    click(stage.view, place_of(stage.view, "lighthouse"))
    stage.press("g", ALT)
    view = found(case)
    pills = view.card._choices
    times = [pill.text() for pill in pills]
    assert sorted(times[:2]) == ["0:10", "1:40"]
    for key, at in (("2", 1), ("1", 0), ("9", 0)):
        stage.press(key)
        assert view.bar.accept.text() == f"Add {times[at]}"
    QTest.mouseClick(pills[1], LEFT)
    QTest.mouseClick(view.bar.accept, LEFT)
    minutes, _, seconds = times[1].partition(":")
    assert f"great lens [0:0{minutes}:{seconds}].".encode() in stage.data


def test_without_a_transcript_it_says_what_to_do(stage: Stage, long_video: Path) -> None:
    case = Case(stage, long_video, said=False)
    case.start()
    click(stage.view, place_of(stage.view, "beekeeper"))
    stage.press("g", ALT)
    assert stage.said == "This video has no transcript."
    assert stage.offered == ["Choose transcript…"]
