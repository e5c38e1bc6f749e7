"""Reviewing the citations of a note: in the pane, in the note, by keyboard, and undone."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QTabBar
from pytestqt.qtbot import QtBot

from tests.media.make_video import read_number
from tests.ui.review_case import NOTE, SHIFTED, Case, transcript
from tests.ui.stage import (
    ALT,
    CTRL,
    LEFT,
    LONG_FPS,
    SHIFT,
    Stage,
    choose,
    click,
    menu_at,
    opened_menu,
    place_of,
    words_of,
)
from viewer.check.dismissed import Dismissed
from viewer.media.player import PlayerState
from viewer.notes.note import Note
from viewer.ui.kit.theme import theme_of
from viewer.ui.page.document import ChipState
from viewer.ui.page.hit_test import Target

Key = Qt.Key
ALL = ["1:00:30", "0:01:40", "5:01:30"]


def check_line(stage: Stage) -> str:
    """Return the sentence over the claims."""
    line = stage.window.tabs.widget("claims").check
    return "" if line.isHidden() else line.text()


def plays_from(stage: Stage, ms: int) -> None:
    stage.wait(lambda: stage.player.state is PlayerState.PLAYING)
    stage.wait(lambda: ms <= stage.player.position_ms < ms + 8_000)


def marked(case: Case) -> str:
    """Return the claim that is marked in the note as in review."""
    claim, note = case.stage.view.lights.washes.reviewed_claim, case.stage.session.note
    return note.plain.of(note.claims[claim].span) if claim is not None else ""


def is_marked(stage: Stage, words: str) -> bool:
    """Return whether the edge of the mark is seen round these words."""
    at, doubt = place_of(stage.view, words), theme_of(stage.view).doubt.rgb()
    picture = stage.view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    rows = range(max(0, at.y() - 40), min(picture.height(), at.y() + 40))
    return any(
        memoryview(picture.constScanLine(y)).cast("I").tolist().count(doubt) > 40 for y in rows
    )


def look_at(case: Case, words: str) -> None:
    case.view.card.setFocus()
    for _ in range(3):
        if words in case.content.claim:
            return
        case.stage.press(Key.Key_Down)
    raise AssertionError(f"{words!r} is not reached")


def test_problems_are_counted_listed_and_explained(case: Case) -> None:
    stage, view, card = case.stage, case.view, case.view.card
    assert case.times == ALL
    stage.wait(lambda: case.tab_count == 3)
    picture = stage.view.picture
    plain, doubt = ChipState.PLAIN, ChipState.DOUBT
    wanted = [plain, plain, doubt, doubt, doubt, plain]
    stage.wait(lambda: [chip.state for chip in picture.chips] == wanted)
    ticks = stage.window.player.control_bar.timeline._ticks
    assert [tick.ms for tick in ticks if tick.state == "doubt"] == [100_000]
    # The tooltip of a chip.
    tip_of = stage.view.targets.tool_tip
    assert tip_of(Target(0)).startswith("Go to")
    lines = tip_of(Target(3)).splitlines()
    assert lines[0] == "Said at 0:40, not 1:40"
    assert lines[1].startswith("0:40 · Likely")
    assert lines[-1] == "Press D to review"
    # A time past the end has a place without a frame.
    assert not is_marked(stage, "violin maker")
    assert marked(case) == ""
    case.step()
    assert (case.tab, view.count.text()) == ("Problems  3", "1 of 3")
    assert case.content.kind == "Past the end · the hour is wrong"
    assert card.accessibleName().startswith("Past the end · the hour is wrong: The violin")
    assert card.written.frame.words == "past the end (2:10)"
    assert not card.written_pill.isEnabled()
    assert case.content.proposals[0].time == "0:30"
    for label in view.findChildren(QLabel):
        assert label.text() or not label.isVisible()
    bar = view.bar
    assert [one.text() for one in (bar.accept, bar.listen, bar.by_hand, bar.keep)] == [
        "Change to 0:30",
        "Play",
        "Other time…",
        "Ignore",
    ]
    # How sure it is, in one word.
    line = (
        "Safe fix: Time in note, without the hour; “violin”, “maker” and “varnish” are said only "
        "here, with 6 of the claim's 6 key words; in order with the claims before and after"
    )
    assert card.sure.isVisible()
    assert card.sure.text() == line
    assert tip_of(Target(2)).splitlines()[1] == f"0:30 · {line}"
    # It is marked in the note.
    assert marked(case).startswith("The violin maker")
    stage.wait(lambda: is_marked(stage, "violin maker"))
    # The next one: both moments with what is said, each beside its exact frame.
    stage.press(Key.Key_Down)
    assert marked(case).startswith("Glaciers")
    stage.wait(lambda: not is_marked(stage, "violin maker"))
    assert case.content.kind == "Said at 0:40, not 1:40"
    assert case.content.claim == "Glaciers carve valleys over many centuries"
    assert "prune the branches" in card.written.quote.said.text
    found = card.proposed.quote.said
    said = [found.text[start:end] for start, end in found.matches]
    assert {"Glaciers", "valleys", "centuries"} <= set(said)
    assert card.sure.text() == "Likely"
    shown = " ".join(one.text() for one in card.findChildren(QLabel) if one.isVisible())
    assert re.findall("(?i)certain|sure|likely|probab|possib|perhaps", shown) == ["Likely"]
    for moment, second, words in (
        (card.written, 100, "prune the branches"),
        (card.proposed, 40, "Glaciers"),
    ):
        stage.wait(lambda moment=moment: not moment.frame.picture.isNull())
        assert read_number(moment.frame.picture) == second * LONG_FPS
        assert moment.quote.isVisible()
        assert moment.quote.geometry().left() > moment.frame.geometry().right()
        # The one time that is named is that of the frame: it stands over it.
        assert "0:" not in moment.quote.accessibleName()
        assert words in moment.quote.accessibleName()
    stage.window.tabs.show_tab("claims")
    assert marked(case) == ""


def test_problems_are_gone_through_by_keys_and_by_mouse(case: Case) -> None:
    stage, count = case.stage, case.view.count
    case.step()
    for at in (1, 2, 0):
        stage.press(Key.Key_Down)
        assert count.text() == f"{at + 1} of 3"
    stage.press(Key.Key_Up)
    stage.press("d", SHIFT)
    assert count.text() == "2 of 3"
    stage.press("d", SHIFT)
    stage.press("d", ALT)
    assert count.text() == "2 of 3"
    current, note = stage.session.follow.current_claim, stage.session.note
    assert note.plain.of(note.claims[current].span).startswith("Glaciers")
    stage.press(Key.Key_Escape)
    assert stage.view.hasFocus()
    # The next is below the one in sight, whatever is lit.
    stage.session.follow.gone_to = len(note.claims) - 1
    case.step()
    assert count.text() == "3 of 3"
    # By the mouse: from the tab, and from the list.
    stage.window.tabs.show_tab("claims")
    stage.wait(lambda: case.tab_count == 3)
    bar = stage.window.tabs.bar
    QTest.mouseClick(bar, LEFT, pos=bar.tabRect(bar.count() - 1).center())
    assert case.tab.startswith("Problems")
    rows = case.view.list_
    QTest.mouseClick(rows.viewport(), LEFT, pos=rows.visualRect(rows.rows.index(1)).center())
    assert count.text() == "2 of 3"
    shown = rows.rows.index(2).data()
    assert shown.startswith("5:01:30 Tea leaves wither before they are rolled (Past the end")
    assert shown.endswith("· suggested: 1:30)")
    # The menu of one acts on that one.
    menu = menu_at(rows, rows.visualRect(rows.rows.index(2)).center())
    assert count.text() == "3 of 3"
    assert "Tea leaves" in case.content.claim
    choose(menu, "Ignore")
    stage.wait(lambda: case.times == ALL[:2])


def test_check_that_is_asked_for_says_what_it_came_to(
    case: Case, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage, check = case.stage, case.stage.window.actions_["finding.check"].trigger
    film = stage.vault / "film.mp4"

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("on purpose")

    check()
    stage.wait(lambda: stage.said == "3 problems found.")
    # A failure is said, and told to the crash log.
    with monkeypatch.context() as patch, qtbot.captureExceptions() as caught:
        patch.setattr("viewer.check.check.examine", fail)
        case.reviewing.check_again()
        stage.wait(lambda: not case.reviewing.checking.is_running)
    assert [str(value) for _, value, _ in caught] == ["on purpose"]
    assert stage.said == "The timestamps couldn't be checked. The crash log says why."
    check()
    case.wait()
    assert case.times == ALL
    # What comes for a note that was left is dropped.
    case.reviewing.checking._check()
    assert case.reviewing.checking.is_running
    stage.session.open_note(stage.write("other.md", "# Other\n\nThat is all.\n", video=film))
    stage.program.background.finish()
    assert list(case.reviewing.selected.items) == []
    assert case.reviewing.selected.review.note is stage.session.note
    assert not case.view.has_card
    assert check_line(stage) == ""
    stage.wait(lambda: case.tab_count == 0)
    # Where nothing is wrong, or nothing can be checked.
    confirmed = "No problems found. The transcript confirms the timestamp."
    for name, text, video, words in (
        ("plain.md", "# Plain\n", None, "Nothing to check: this note has no timestamps."),
        ("silent.md", "Bakers knead [0:01].\n", None, "Not checked: this note has no video."),
        ("good.md", "Bakers knead their dough before dawn [0:01].\n", film, confirmed),
    ):
        stage.session.open_note(stage.write(name, text, video=video))
        if video is not None:
            stage.wait_for_video()
            case.wait()
            assert check_line(stage) == words
        check()
        stage.wait(lambda words=words: stage.said == words)
        stage.wait(lambda: not case.reviewing.checking.is_running)
        stage.window.notice.close_notice()
        case.step()  # the key of the next finding
        assert stage.said == words


def test_check_without_a_video_or_what_is_said_names_what_is_missing(stage: Stage) -> None:
    stage.start(stage.write("bare.md", "Words\n"))
    for number, (front, words) in enumerate(
        {
            "video: gone.mp4": "Not checked: the video was not found.",
            "title: None": "Not checked: this note has no video.",
            "videoId: abcdefghijk": "Not checked: this video has no transcript.",
        }.items()
    ):
        note = stage.write(f"{number}.md", f"---\n{front}\n---\n\nWords [0:05]\n")
        stage.session.open_note(note)
        stage.wait(lambda words=words: check_line(stage) == words)
    (tabs,) = stage.window.tabs.findChildren(QTabBar)
    there = [tabs.tabText(at) for at in range(tabs.count()) if tabs.isTabVisible(at)]
    assert there == ["Claims  1"]
    stage.session.open_vault(stage.write("unread/another.md", "# Another\n").parent)
    assert check_line(stage) == ""


def test_written_and_proposed_times_are_heard(case: Case) -> None:
    stage, before = case.stage, case.stage.data
    case.step()
    stage.press(Key.Key_Space)
    plays_from(stage, 30_000)
    stage.press(Key.Key_Space)
    stage.wait(lambda: stage.player.state is PlayerState.PAUSED)
    stage.press(Key.Key_Space, SHIFT)
    assert stage.said == "The time in the note can't be played."
    case.step()
    stage.press(Key.Key_Space, SHIFT)
    plays_from(stage, 100_000)
    stage.press("v")
    plays_from(stage, 40_000)
    QTest.mouseClick(case.view.card.written_pill, LEFT)
    plays_from(stage, 100_000)
    # The time is set to what is heard.
    stage.press("v")
    plays_from(stage, 40_000)
    stage.press("v")
    stage.wait(lambda: stage.player.state is PlayerState.PAUSED)
    seconds = stage.player.position_ms // 1000
    stage.press("t", ALT | SHIFT)
    assert stage.data == before.replace(b"[0:01:40]", b"[0:00:%d]" % seconds)
    stage.press("z", CTRL)
    case.wait()
    # They play by themselves when that is wanted.
    stage.window.actions_["finding.play"].trigger()
    assert stage.window.actions_["finding.play"].isChecked()
    stage.press("d", SHIFT)
    case.view.card.setFocus()
    plays_from(stage, 30_000)
    stage.press(Key.Key_Return)
    case.step()
    plays_from(stage, 40_000)


def test_accept_changes_just_the_time_and_is_undone(case: Case) -> None:
    stage, before = case.stage, case.stage.data
    mended = before.replace(b"[1:00:30]", b"[0:00:30]")
    for key in ("y", "x", "s"):  # they mean nothing while no problem is seen
        stage.press(key)
    assert not stage.window.actions_["finding.keep"].isEnabled()
    assert (stage.data, case.times) == (before, ALL)
    case.step()
    stage.press(Key.Key_Return)
    stage.wait_for_frame(30 * LONG_FPS)
    claim = stage.session.follow.claim_of(2)
    stage.wait(lambda: stage.session.follow.claims_now == {claim})
    assert stage.data == mended
    for _ in range(2):  # also when it was checked
        assert case.times == ALL[1:]
        assert marked(case).startswith("Glaciers")
        assert "Glaciers" in case.content.claim
        assert case.view.card.hasFocus()
        case.wait()
    case.step()  # to what the card shows already
    assert case.view.count.text() == "1 of 2"
    stage.wait(lambda: case.tab_count == 2)
    # Undo gives the very bytes and the problem back, to look at.
    stage.press("z", CTRL)
    assert stage.data == before
    case.wait()
    assert case.times == ALL
    assert "violin" in case.content.claim
    # It is accepted beside the note, too, by the mouse, and in source mode.
    stage.press(Key.Key_Escape)
    stage.press("y", ALT)
    assert stage.data == mended
    stage.press("z", CTRL)
    case.wait()
    look_at(case, "violin")
    QTest.mouseClick(case.view.bar.accept, LEFT)
    assert stage.data == mended
    stage.press("z", CTRL)
    case.wait()
    stage.view.setFocus()
    stage.press("e", CTRL)
    stage.window.actions_["doubt.next"].trigger()
    assert case.view.count.text() == "1 of 3"
    stage.press("y", ALT)
    assert stage.data == mended
    assert b"[0:00:30]" in stage.window.page.source.toPlainText().encode()
    stage.press("z", CTRL)
    assert stage.data == before


def test_time_is_set_by_hand(case: Case) -> None:
    stage, before, setting = case.stage, case.stage.data, case.view.bar.setting
    case.step()
    case.step()
    stage.press("s", ALT)
    stage.press(Key.Key_Escape)
    assert setting.isHidden()
    assert case.view.card.hasFocus()
    assert stage.data == before
    stage.press("s", ALT)
    field = QApplication.focusWidget()
    assert field.text() == "0:40"
    assert setting._row.heightForWidth(240) < 100  # two rows
    for typed, said in (
        ("not so", "“not so” is not a time."),
        ("2:11", "2:11 is past the end (2:10)."),
    ):
        stage.press("a", CTRL)
        stage.type_in(typed)
        stage.press(Key.Key_Return)
        assert setting._words.text() == said
    stage.press("a", CTRL)
    stage.type_in("1m41s")
    stage.press(Key.Key_Return)
    assert stage.data == before.replace(b"[0:01:40]", b"[0:01:41]")
    assert case.view.card.hasFocus()
    # Whoever types a time has looked: it is no problem again, though it is said at 0:40.
    stage.wait(lambda: case.reviewing.selected.review.note is stage.session.note)
    stage.wait(lambda: not case.reviewing.checking.is_running)
    stage.wait(lambda: case.times == ["1:00:30", "5:01:30"])
    stage.press("z", CTRL)
    stage.wait(lambda: case.times == ALL)


def test_note_of_minutes_and_seconds_is_one_problem(stage: Stage, long_video: Path) -> None:
    case = Case(stage, long_video, SHIFTED)
    case.start()
    before = stage.data
    case.step()
    assert case.view.count.text() == "1–4 of 4"
    assert case.content.kind == "4 times have mm:ss written as hh:mm"
    picture = stage.view.picture
    # Clicks lead right.
    stage.wait(lambda: {chip.state for chip in picture.chips} == {ChipState.PLAIN})
    stage.press("s", ALT)
    assert stage.said == "This affects several timestamps. Fix all or ignore all."
    stage.press(Key.Key_Return)
    expected = before
    for old, new in ((b"00:01:00", b"00:00:01"), (b"00:30:00", b"00:00:30")):
        expected = expected.replace(old, new)
    for old, new in ((b"01:10:00", b"00:01:10"), (b"01:50:00", b"00:01:50")):
        expected = expected.replace(old, new)
    assert stage.data == expected
    case.wait()
    assert not case.view.has_card
    assert check_line(stage) == "No problems found. The transcript confirms all 4 timestamps."
    assert case.tab.startswith("Claims")
    stage.press("z", CTRL)
    assert stage.data == before
    # All that is sure is shown before and after, may be left out, and is undone in one step.
    case.wait()
    case.step()
    QTest.mouseClick(case.view.accept_all, LEFT)
    repairing = stage.program.repairing
    assert repairing._sheet.go.text() == "Fix 4"
    assert repairing._sheet.words.isHidden()  # nothing is left to tell of
    ((first, *_),) = (note.places for note in repairing._sheet.tree.chosen)
    assert first.shown[1:3] == ("[00:01:00]", "[00:00:01]")
    stage.press(Key.Key_Escape)
    assert repairing._sheet is None
    assert stage.data == before
    for left_out in (True, False):
        stage.press("y", ALT | SHIFT)
        if left_out:
            stage.press(Key.Key_Down)
            stage.press(Key.Key_Space)
            stage.wait(lambda: repairing._sheet.go.text() == "Fix 3")
        stage.press(Key.Key_Return)
        assert repairing._sheet is None
        kept = b"[00:01:00]" if left_out else b"[00:00:01]"
        assert kept in stage.data
        if left_out:
            stage.press("z", CTRL)
            case.wait()
    assert stage.data == expected
    stage.press("z", CTRL)
    assert stage.data == before


def test_kept_citation_stays_kept(make_stage: Callable[[], Stage], long_video: Path) -> None:
    case = Case(make_stage(), long_video)
    case.start()
    stage, before = case.stage, case.path.read_bytes()
    # Keeping is undone and done again in its turn.
    case.step()
    stage.press("x", ALT)
    stage.press(Key.Key_Return)
    assert case.times == ["5:01:30"]
    stage.press("z", CTRL)
    assert stage.data == before
    stage.press("z", CTRL)
    assert case.times[0] == "1:00:30"
    case.wait()
    assert case.times == ALL
    stage.press("z", CTRL | SHIFT)
    assert case.times == ALL[1:]
    case.wait()
    assert case.times == ALL[1:]
    stage.press("z", CTRL)
    case.wait()
    assert case.times == ALL
    # It does not come back.
    look_at(case, "Glaciers")
    stage.press("x", ALT)
    assert stage.said == "1 problem ignored"
    assert case.times == ["1:00:30", "5:01:30"]
    picture = stage.view.picture
    stage.wait(lambda: picture.chips[3].state is ChipState.PLAIN)
    case.wait()
    assert case.times == ["1:00:30", "5:01:30"]
    stage.end()
    assert case.path.read_bytes() == before
    # Nor at the next start, but when it is asked for.
    again = Case(make_stage(), long_video)
    again.start()
    stage = again.stage
    assert again.times == ["1:00:30", "5:01:30"]
    stage.press("d")
    assert "1 problem ignored" in again.view.foot.text()
    stage.window.actions_["finding.again"].trigger()
    for _ in range(2):  # also when it was checked
        assert again.times == ALL
        assert "Glaciers" in again.content.claim
        again.wait()
    # Nor when the note has another name.
    again.view.card.setFocus()
    stage.press("x", ALT)
    again.wait()
    new = again.path.with_name("another name.md")
    stage.program.renaming.rename(again.path, "another name")
    stage.wait(new.exists)
    assert not again.path.exists()
    stage.program.background.finish()
    again.wait()
    assert again.times == ["1:00:30", "5:01:30"]
    # As another window would see it at its next start; it is written on a thread.
    at, now = stage.folders.state, Note.parse(new.read_bytes())
    stage.wait(lambda: len(Dismissed(at).kept_of(new, now)) == 1)


@pytest.mark.all_only
def test_what_comes_to_be_known_is_evidence_at_once(stage: Stage, long_video: Path) -> None:
    case = Case(stage, long_video, said=False)
    case.start()
    before = stage.data
    assert case.times == ["1:00:30", "5:01:30"]
    assert check_line(stage) == ""
    case.step()
    assert case.view.foot.text().endswith("this video has no transcript.")
    # Another proposal is chosen by its number, and stays so when more is known.
    assert [one.time for one in case.content.proposals] == ["1:00", "0:30"]
    assert case.content.proposals[0].sure == "Unsure"
    assert case.view.card.proposed.quote.said is None
    accept = case.view.bar.accept
    for key, words in (("2", "Change to 0:30"), ("1", "Change to 1:00"), ("2", "Change to 0:30")):
        stage.press(key)
        assert accept.text() == words
        case.reviewing.check_again()
        case.wait()
        assert accept.text() == words
    stage.press(Key.Key_Return)
    assert stage.data == before.replace(b"[1:00:30]", b"[0:00:30]")
    stage.press("z", CTRL)
    # A transcript comes.
    assert "Choose transcript…" in words_of(stage.tab_menu())
    opened_menu().close()
    file, claims = stage.vault / "film.en.vtt", stage.window.tabs.widget("claims").claims
    case.wait()
    listed = claims.listed
    file.write_text(transcript(), "utf-8")
    stage.program.transcripts.choose(file)
    case.wait()
    assert case.times == ALL
    assert case.content.proposals[0].time == "0:30"
    assert claims.listed is listed  # but for its marks the list stays as it is, and where it is


def test_problems_stay_with_their_claims_while_the_note_is_edited(case: Case) -> None:
    stage = case.stage
    for _ in range(3):
        case.step()
    assert "Tea leaves" in case.content.claim
    # Letters are no keys of a problem while a block is edited.
    stage.program.composing.edit_at(NOTE.index("The end") + stage.data.index(b"# Trades"))
    stage.type_in("sxyp")
    stage.press(Key.Key_Return)
    assert b"sxyp" in stage.data
    assert case.times == ALL
    # What is looked at is kept when another claim comes.
    stage.program.composing.edit_at(stage.data.index(b"Bakers"))
    stage.type_in(" Sailors, too [0:00:12].")
    stage.press(Key.Key_Return)
    for _ in range(2):
        assert "Tea leaves" in case.content.claim
        case.wait()
    assert case.view.count.text().startswith(f"{case.times.index('5:01:30') + 1} of")
    # A claim that is reworded is checked again.
    click(stage.view, place_of(stage.view, "Glaciers"))
    stage.press("e", ALT)
    stage.press(Key.Key_Home, CTRL)
    stage.press(Key.Key_End, SHIFT)
    stage.type_in("Chess engines prune branches that cannot win [0:01:40]")
    stage.press(Key.Key_Return)
    case.wait()
    assert "0:01:40" not in case.times
    assert {"1:00:30", "5:01:30"} <= set(case.times)
    # So is what is written in the source.
    stage.press("e", CTRL)
    stage.press(Key.Key_End, CTRL)
    stage.write_in(" Late [9:00:00]")
    stage.wait(lambda: "9:00:00" in case.times)


def test_what_is_being_typed_is_checked_once_it_is_in_the_note(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage, checking = case.stage, case.reviewing.checking
    stage.program.composing.edit_at(stage.data.index(b"Bakers"))
    stage.type_in(" Late [9:00:00].")
    with monkeypatch.context() as patch:
        patch.delattr("viewer.check.check.examine")
        checking._check()
        stage.program.background.finish()
    assert checking.is_running
    stage.window.actions_["finding.check"].trigger()
    stage.wait(lambda: stage.said == "4 problems found.")
    assert "9:00:00" in case.times


@pytest.mark.all_only
def test_long_note_is_reviewed_while_it_is_edited(
    stage: Stage, long_video: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("viewer.ui.review.checking._CARRIED_AT_ONCE", 3)  # as if it were long
    case = Case(stage, long_video)
    case.start()
    case.step()
    start = stage.data.index(b"Bakers")
    stage.program.composing.edit_at(start)
    stage.press("a", CTRL)
    stage.type_in("All is gone.")  # and two citations with it
    stage.press(Key.Key_Return)
    assert case.reviewing.is_behind
    for key in (Key.Key_Down, Key.Key_Return, "x", "s", "2"):
        case.view.card.setFocus()
        stage.press(key)
    case.step()
    assert stage.data.count(b"[") == 4
    case.wait()
    assert not case.reviewing.is_behind
    assert case.times == ["1:00:30", "0:01:40", "5:01:30"]
    case.step()
    before = stage.data
    stage.press(Key.Key_Return)
    assert stage.data != before
