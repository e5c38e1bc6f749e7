"""Reviewing the citations of a note: in the pane, in the note, by keyboard, and undone."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QTabBar
from pytestqt.qtbot import QtBot

from tests.ui.editing.test_renaming import rename
from tests.ui.review_case import NOTE, SHIFTED, Case, transcript
from tests.ui.stage import ALT, CTRL, LEFT, LONG_FPS, SHIFT, Stage, choose, click, menu_at, place_of
from tests.video.make_video import make_video, read_number
from viewer.evidence.dismissed import Dismissed
from viewer.evidence.finding import Ground, Proposal
from viewer.notes.note import Note
from viewer.ui.kit.theme import theme_of
from viewer.ui.note.document import ChipState
from viewer.ui.review.finding_text import outcome
from viewer.ui.review.review import Review, offered
from viewer.video.playback.player import PlayerState

Key = Qt.Key


@pytest.fixture
def case(stage: Stage, long_video: Path) -> Case:
    made = Case(stage, long_video)
    made.start()
    return made


def check_line(stage: Stage) -> str:
    """Give the sentence over the claims."""
    line = stage.window.tabs.widget("claims").check
    return "" if line.isHidden() else line.words.text()


def plays_from(stage: Stage, ms: int) -> None:
    """Wait until the video plays from `ms`."""
    stage.wait(lambda: stage.player.state is PlayerState.PLAYING)
    stage.wait(lambda: ms <= stage.player.position_ms < ms + 8_000)


# ---------------------------------------------------------------------- what is shown


def test_findings_are_counted_in_header_tab_and_note(case: Case) -> None:
    assert case.times == ["1:00:30", "0:01:40", "5:01:30"]
    case.stage.wait(lambda: case.header_count == 3)
    case.step()
    assert case.tab == "Problems  3"
    assert case.view.count.text() == "1 of 3"
    picture = case.stage.view.picture
    assert picture is not None
    assert [chip.state for chip in picture.chips] == [
        ChipState.PLAIN,
        ChipState.PLAIN,
        ChipState.OUT_OF_REACH,
        ChipState.DOUBT,
        ChipState.OUT_OF_REACH,
        ChipState.PLAIN,
    ]
    ticks = case.stage.window.player.control_bar.timeline._ticks
    assert [tick.ms for tick in ticks if tick.state == "doubt"] == [100_000]


def test_check_that_is_asked_for_says_what_it_came_to(case: Case) -> None:
    check = case.stage.window.actions_["finding.check"].trigger
    check()
    case.stage.wait(lambda: case.stage.said == "3 problems found.")
    plain = "Nothing to check: this note has no timestamps."
    silent = "Not checked: this note has no video."
    for name, text, said in (
        ("plain.md", "# Plain\n", plain),
        ("silent.md", "# Silent\n\nBakers knead [0:01].\n", silent),
    ):
        case.stage.session.open_note(case.stage.write(name, text))
        check()
        case.stage.wait(lambda: case.stage.said == said)  # noqa: B023
        case.stage.window.notice.close_notice()
        case.step()  # the key of the next finding
        assert case.stage.said == said


def test_check_that_is_asked_for_says_that_nothing_is_wrong(stage: Stage, long_video: Path) -> None:
    case = Case(stage, long_video, "# Trades\n\nBakers knead their dough before dawn [0:01].\n")
    case.start()
    stage.window.actions_["finding.check"].trigger()
    words = "No problems found. The transcript confirms the timestamp."
    stage.wait(lambda: stage.said == words)
    stage.window.notice.close_notice()
    case.step()
    assert stage.said == words


def test_card_shows_both_moments_with_what_is_said_and_exact_frames(case: Case) -> None:
    case.step()
    case.step()
    content, card = case.content, case.view.card
    assert content.kind == "Said at 0:40, not 1:40"
    assert content.claim == "Glaciers carve valleys over many centuries"
    assert card.cited is not None
    assert card.said is not None
    assert "prune the branches" in card.cited.text
    said = [card.said.text[start:end] for start, end in card.said.matches]
    assert {"Glaciers", "valleys", "centuries"} <= set(said)
    case.stage.wait(lambda: not card.written.frame.picture.isNull())
    case.stage.wait(lambda: not card.proposed.frame.picture.isNull())
    assert read_number(card.written.frame.picture) == 100 * LONG_FPS
    assert read_number(card.proposed.frame.picture) == 40 * LONG_FPS


def test_each_quote_is_beside_its_own_frame(case: Case) -> None:
    case.step()
    case.step()
    card = case.view.card
    case.stage.wait(lambda: not card.proposed.frame.picture.isNull())
    for moment in (card.written, card.proposed):
        assert moment.quote.isVisible()
        assert moment.quote.geometry().left() > moment.frame.geometry().right()
        # The one time that is named is that of the frame: it stands over it.
        assert "0:" not in moment.quote.accessibleName()
    assert "prune the branches" in card.written.quote.accessibleName()
    assert "Glaciers" in card.proposed.quote.accessibleName()


def test_claim_in_review_is_marked_in_the_note(case: Case) -> None:
    stage = case.stage
    note = stage.session.note
    assert note is not None

    def marked() -> str:
        claim = stage.view._lights.washes("").reviewed_claim
        now = stage.session.note
        assert now is not None
        return now.plain(now.claims[claim].span) if claim is not None else ""

    def is_painted(words: str) -> bool:
        """Say whether the edge of the mark is seen round these words."""
        picture, at = stage.view.viewport().grab().toImage(), place_of(stage.view, words)
        doubt = theme_of(stage.view).doubt.rgb()
        rows = range(max(0, at.y() - 40), min(picture.height(), at.y() + 40))
        counts = [
            sum(picture.pixelColor(x, y).rgb() == doubt for x in range(picture.width()))
            for y in rows
        ]
        return max(counts) > 40

    assert marked() == ""
    assert not is_painted("violin maker")
    case.step()
    assert marked().startswith("The violin maker")
    stage.wait(lambda: is_painted("violin maker"))
    stage.press(Key.Key_Down)
    assert marked().startswith("Glaciers")
    stage.wait(lambda: not is_painted("violin maker"))
    stage.press(Key.Key_Return)  # the note changes, and the next one is looked at
    assert marked().startswith("Tea leaves")
    case.wait()
    assert marked().startswith("Tea leaves")
    stage.window.tabs.show_tab("claims")
    assert marked() == ""


def test_time_past_the_end_has_a_place_without_a_frame(case: Case) -> None:
    case.step()
    assert case.content.kind == "Past the end · the hour is wrong"
    assert case.view.card.written.frame.words == "past the end (2:10)"
    assert case.view.card.written_pill.state is ChipState.OUT_OF_REACH
    assert case.content.proposals[0].time == "0:30"


def test_keys_go_on_and_back_and_the_note_shows_the_claim(case: Case) -> None:
    stage = case.stage
    case.step()
    for at in (1, 2, 0):
        stage.press(Key.Key_Down)
        assert case.view.count.text() == f"{at + 1} of 3"
    stage.press(Key.Key_Up)
    stage.press("d", SHIFT)
    assert case.view.count.text() == "2 of 3"
    current = stage.session.follow.current_claim
    note = stage.session.note
    assert note is not None
    assert current is not None
    assert note.plain(note.claims[current].span).startswith("Glaciers")
    stage.press(Key.Key_Escape)
    assert stage.view.hasFocus()
    case.step()  # below where one is
    assert case.view.count.text() == "3 of 3"


def test_next_finding_is_that_after_the_one_in_sight_whatever_is_lit(case: Case) -> None:
    stage = case.stage
    case.step()
    stage.press(Key.Key_Down)
    stage.press(Key.Key_Escape)
    assert stage.session.note is not None
    stage.session.follow.set_current(len(stage.session.note.claims) - 1)
    case.step()
    assert case.view.count.text() == "3 of 3"


def test_header_and_list_choose_with_the_mouse(case: Case) -> None:
    stage = case.stage
    stage.wait(lambda: case.header_count == 3)
    QTest.mouseClick(stage.window.header._doubts, LEFT)
    assert case.tab.startswith("Problems")
    rows = case.view.list_
    QTest.mouseClick(rows.viewport(), LEFT, pos=rows.visualRect(rows.rows.index(2)).center())
    assert case.view.count.text() == "3 of 3"
    assert "Tea leaves" in case.content.claim
    shown = rows.rows.index(2).data()
    assert shown.startswith("5:01:30 Tea leaves wither before they are rolled (Past the end")
    assert shown.endswith("· suggested: 1:30)")


def test_card_and_tooltip_say_in_one_word_how_sure_a_proposal_is(case: Case) -> None:
    case.step()
    why = case.view.card.sure
    line = (
        "Certain: the written time without the hour; “violin”, “maker” and “varnish” are said only "
        "here, with 6 of the claim's 6 key words; in order with the claims before and after"
    )
    assert why.isVisible()
    assert why.text() == line
    assert case.reviewing.why(2).splitlines()[1] == f"0:30 · {line}"
    case.stage.press(Key.Key_Down)  # it is not sure
    assert why.text() == "Likely"
    shown = " ".join(one.text() for one in case.view.card.findChildren(QLabel) if one.isVisible())
    assert re.findall("(?i)certain|sure|likely|probab|possib|perhaps", shown) == ["Likely"]


def test_tooltip_of_a_chip_says_why_and_what_it_could_be(case: Case) -> None:
    assert case.reviewing.why(0) == ""
    lines = case.reviewing.why(3).splitlines()
    assert lines[0] == "Said at 0:40, not 1:40"
    assert lines[1].startswith("0:40 · Likely")
    assert lines[-1] == "Press D to review"


# ---------------------------------------------------------------------- hearing


def test_space_plays_the_proposal_and_stops_it(case: Case) -> None:
    case.step()
    case.stage.press(Key.Key_Space)
    plays_from(case.stage, 30_000)
    case.stage.press(Key.Key_Space)
    case.stage.wait(lambda: case.stage.player.state is PlayerState.PAUSED)
    case.stage.press(Key.Key_Space, SHIFT)
    assert case.stage.said == "The written time can't be played."


def test_original_is_heard_by_key_and_by_its_pill(case: Case) -> None:
    case.step()
    case.step()
    case.stage.press(Key.Key_Space, SHIFT)
    plays_from(case.stage, 100_000)
    case.stage.press("v")
    plays_from(case.stage, 40_000)
    QTest.mouseClick(case.view.card.written_pill, LEFT)
    plays_from(case.stage, 100_000)


def test_proposals_play_by_themselves_when_that_is_wanted(case: Case) -> None:
    case.stage.window.actions_["finding.play"].trigger()
    case.step()
    plays_from(case.stage, 30_000)
    case.stage.press(Key.Key_Return)
    case.step()
    plays_from(case.stage, 40_000)
    assert case.stage.program.settings.flag("play/proposals")


# ---------------------------------------------------------------------- repairing


def test_accept_changes_just_the_time_and_goes_there(case: Case) -> None:
    before = case.stage.data
    case.step()
    case.stage.press(Key.Key_Return)
    case.stage.wait_for_frame(30 * LONG_FPS)
    claim = case.stage.session.follow.claim_of(2)
    case.stage.wait(lambda: case.stage.session.follow.claims_now == {claim})
    assert case.stage.data == before.replace(b"[1:00:30]", b"[0:00:30]")
    assert case.times == ["0:01:40", "5:01:30"]
    assert "Glaciers" in case.content.claim
    assert case.view.card.hasFocus()
    case.wait()
    assert case.times == ["0:01:40", "5:01:30"]
    case.step()  # to what the card shows already
    assert case.view.count.text() == "1 of 2"
    case.stage.wait(lambda: case.header_count == 2)


def test_undo_gives_the_very_bytes_and_the_finding_back(case: Case) -> None:
    before = case.stage.data
    case.step()
    case.step()
    case.stage.press(Key.Key_Return)
    assert case.stage.data != before
    case.stage.press("z", CTRL)
    assert case.stage.data == before
    case.wait()
    assert case.times == ["1:00:30", "0:01:40", "5:01:30"]
    assert "Glaciers" in case.content.claim  # which was undone


def test_another_proposal_is_chosen_by_its_number(stage: Stage, long_video: Path) -> None:
    case = Case(stage, long_video, said=False)
    case.start()
    before = case.stage.data
    case.step()
    assert [one.time for one in case.content.proposals] == ["1:00", "0:30"]
    assert case.content.proposals[0].sure == "Unsure"
    assert case.view.card.said is None
    stage.press("2")
    assert case.view.bar.accept.text() == "Change to 0:30"
    stage.press(Key.Key_Return)
    assert stage.data == before.replace(b"[1:00:30]", b"[0:00:30]")


def test_time_is_set_by_hand(case: Case) -> None:
    before = case.stage.data
    case.step()
    case.step()
    case.stage.press("s", ALT)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    assert field.text() == "0:40"
    case.stage.press("a", CTRL)
    case.stage.type_in("not so")
    case.stage.press(Key.Key_Return)
    assert case.view.bar.setting.words.text() == "“not so” is not a time."
    case.stage.press("a", CTRL)
    case.stage.type_in("2:11")
    case.stage.press(Key.Key_Return)
    assert case.view.bar.setting.words.text() == "That is past the end (2:10)."
    case.stage.press("a", CTRL)
    case.stage.type_in("1m41s")
    case.stage.press(Key.Key_Return)
    assert case.stage.data == before.replace(b"[0:01:40]", b"[0:01:41]")
    assert case.view.card.hasFocus()
    # Whoever types a time has looked: it is no problem again, though it is said at 0:40.
    case.stage.wait(lambda: case.reviewing.review.note is case.stage.session.note)
    case.stage.wait(lambda: not case.reviewing.is_checking)
    case.stage.wait(lambda: case.times == ["1:00:30", "5:01:30"])
    case.stage.press("z", CTRL)
    case.stage.wait(lambda: case.times == ["1:00:30", "0:01:40", "5:01:30"])


def test_field_is_left_and_nothing_changed(case: Case) -> None:
    before = case.stage.data
    case.step()
    case.stage.press("s", ALT)
    case.stage.press(Key.Key_Escape)
    assert case.view.bar.setting.isHidden()
    assert case.view.card.hasFocus()
    assert case.stage.data == before


def test_time_is_set_to_what_is_heard(case: Case) -> None:
    before = case.stage.data
    case.step()
    case.step()
    case.stage.press(Key.Key_Space)
    plays_from(case.stage, 40_000)
    case.stage.press(Key.Key_Space)
    case.stage.wait(lambda: case.stage.player.state is PlayerState.PAUSED)
    seconds = case.stage.player.position_ms // 1000
    case.stage.press("t", ALT | SHIFT)
    assert case.stage.data == before.replace(b"[0:01:40]", b"[0:00:%d]" % seconds)


def test_single_keys_type_while_a_block_is_edited(case: Case) -> None:
    case.step()
    case.stage.program.editing.edit_at(NOTE.index("The end") + case.stage.data.index(b"# Trades"))
    case.stage.type_in("sxyp")
    case.stage.press(Key.Key_Return)
    assert b"sxyp" in case.stage.data
    assert case.times == ["1:00:30", "0:01:40", "5:01:30"]


def test_note_of_minutes_and_seconds_is_one_finding(stage: Stage, long_video: Path) -> None:
    case = Case(stage, long_video, SHIFTED)
    case.start()
    before = stage.data
    case.step()
    assert case.view.count.text() == "1–4 of 4"
    assert case.content.kind == "4 times have their minutes written as hours"
    picture = stage.view.picture
    assert picture is not None
    assert {chip.state for chip in picture.chips} == {ChipState.PLAIN}  # clicks lead right
    stage.press("s", ALT)
    assert stage.said == "This problem covers several times: fix all of them, or keep all."
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


# ---------------------------------------------------------------------- all the sure ones


def test_all_sure_ones_are_shown_as_a_diff_and_undone_in_one_step(
    stage: Stage, long_video: Path
) -> None:
    case = Case(stage, long_video, SHIFTED)
    case.start()
    before = stage.data
    case.step()
    QTest.mouseClick(case.view.accept_all, LEFT)
    sheet = case.stage.program.repairing._sheet
    assert sheet is not None
    assert sheet.isVisible()
    assert sheet.title.text() == "4 lines will change"
    shown = sheet.diff.toPlainText().splitlines()
    assert shown[:2] == [
        "− - Bakers knead their dough before dawn [00:01:00]",
        "+ - Bakers knead their dough before dawn [00:00:01]",
    ]
    stage.press(Key.Key_Escape)
    assert not sheet.isVisible()
    assert stage.data == before
    stage.press("y", ALT | SHIFT)
    stage.press(Key.Key_Return)
    assert not sheet.isVisible()
    assert b"[00:00:30]" in stage.data
    stage.press("z", CTRL)
    assert stage.data == before


# ---------------------------------------------------------------------- keeping


def test_kept_citation_does_not_come_back_at_the_next_start(
    make_stage: Callable[[], Stage], long_video: Path
) -> None:
    case = Case(make_stage(), long_video)
    case.start()
    before = case.path.read_bytes()
    case.step()
    case.step()
    case.stage.press("x", ALT)
    assert case.stage.said == "Problem kept"
    assert case.times == ["1:00:30", "5:01:30"]
    picture = case.stage.view.picture
    assert picture is not None
    assert picture.chips[3].state is ChipState.PLAIN
    case.wait()
    assert case.times == ["1:00:30", "5:01:30"]
    case.stage.end()
    assert case.path.read_bytes() == before
    again = Case(make_stage(), long_video)
    again.start()
    assert again.times == ["1:00:30", "5:01:30"]
    again.stage.press("d")
    assert "You kept 1 problem." in again.view.foot.text()
    again.stage.window.actions_["finding.again"].trigger()
    assert again.times == ["1:00:30", "0:01:40", "5:01:30"]
    assert "Glaciers" in again.content.claim
    again.wait()
    assert again.times == ["1:00:30", "0:01:40", "5:01:30"]


@pytest.mark.parametrize(
    ("kept", "words"),
    [(1, "No problems besides the one you kept."), (2, "No problems besides the 2 you kept.")],
)
def test_what_is_kept_is_counted_where_nothing_else_was_found(kept: int, words: str) -> None:
    review = Review(Note.parse(b""), (None,) * 3, frozenset(range(kept)))
    assert outcome(review, 0, has_transcript=True, has_failed=False) == words


@pytest.mark.parametrize(
    ("front", "words"),
    [
        ("video: gone.mp4", "Not checked: the video was not found."),
        ("title: None", "Not checked: this note has no video."),
        ("videoId: abcdefghijk", "Not checked: this video has no transcript."),
    ],
)
def test_check_without_a_video_says_which_is_not_there(
    stage: Stage, front: str, words: str
) -> None:
    stage.start(stage.write("note.md", f"---\n{front}\n---\n\nWords [0:05]\n"))
    stage.wait(lambda: words in [one.text() for one in stage.window.tabs.findChildren(QLabel)])


def test_kept_citation_stays_kept_when_the_note_has_another_name(case: Case) -> None:
    case.step()
    case.step()
    case.stage.press("x", ALT)
    case.wait()
    old, new = case.path, case.path.with_name("another name.md")
    case.stage.window.page.focus_text()
    rename(case.stage, "another name")
    case.stage.wait(new.exists)
    assert not old.exists()
    case.stage.program.background.finish()
    case.wait()
    assert case.times == ["1:00:30", "5:01:30"]
    # As another window would see it at its next start.
    kept = Dismissed.open(case.stage.folders.state)
    assert len(kept.kept_of(new, Note.parse(new.read_bytes()))) == 1


def test_keeping_is_undone_and_done_again_in_its_turn(case: Case) -> None:
    before = case.stage.data
    case.step()
    case.stage.press("x", ALT)
    case.stage.press(Key.Key_Return)
    assert case.times == ["5:01:30"]
    case.stage.press("z", CTRL)
    assert case.stage.data == before
    case.stage.press("z", CTRL)
    assert case.times[0] == "1:00:30"
    case.wait()
    assert case.times == ["1:00:30", "0:01:40", "5:01:30"]
    case.stage.press("z", CTRL | SHIFT)
    assert case.times == ["0:01:40", "5:01:30"]
    case.wait()
    assert case.times == ["0:01:40", "5:01:30"]


def test_keeping_that_is_undone_while_the_disk_is_slow_stays_undone(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep = Dismissed.keep

    def slowly(*what: Any) -> None:
        time.sleep(0.3)
        keep(*what)

    monkeypatch.setattr(Dismissed, "keep", slowly)
    case.step()
    case.stage.press("x", ALT)
    case.stage.press("z", CTRL)
    case.stage.program.background.finish()
    kept = Dismissed.open(case.stage.folders.state)
    assert not kept.kept_of(case.path, Note.parse(case.path.read_bytes()))


# ---------------------------------------------------------------------- what comes later


def test_transcript_that_comes_is_evidence_at_once(stage: Stage, long_video: Path) -> None:
    case = Case(stage, long_video, said=False)
    case.start()
    assert case.times == ["1:00:30", "5:01:30"]
    case.step()
    assert case.view.foot.text().endswith("this video has no transcript.")
    menu = case.view.more.menu()
    menu.aboutToShow.emit()
    assert stage.window.actions_["transcript.choose"] in menu.actions()
    file = stage.vault / "film.en.vtt"
    file.write_text(transcript(), "utf-8")
    stage.program.transcripts.choose(file)
    case.wait()
    assert case.times == ["1:00:30", "0:01:40", "5:01:30"]
    assert case.content.proposals[0].time == "0:30"


def test_proposal_that_is_chosen_stays_so_when_more_is_known(
    stage: Stage, long_video: Path
) -> None:
    case = Case(stage, long_video, said=False)
    case.start()
    case.step()
    stage.press("2")
    chosen = case.view.bar.accept.text()
    other = {"Change to 0:30": "Change to 1:00", "Change to 1:00": "Change to 0:30"}[chosen]
    stage.program.reviewing.check_again()
    case.wait()
    assert case.view.bar.accept.text() == chosen
    stage.press("1")
    case.reviewing.check_again()
    case.wait()
    assert case.view.bar.accept.text() == other


def test_edit_elsewhere_keeps_the_finding_that_is_looked_at(case: Case) -> None:
    stage = case.stage
    case.step()
    case.step()
    case.step()
    assert "Tea leaves" in case.content.claim
    stage.program.editing.edit_at(stage.data.index(b"Bakers"))
    stage.type_in(" Sailors, too [0:00:12].")
    stage.press(Key.Key_Return)
    assert "Tea leaves" in case.content.claim
    case.wait()
    assert "Tea leaves" in case.content.claim
    assert case.view.count.text().startswith(f"{case.times.index('5:01:30') + 1} of")


def test_claim_that_is_reworded_is_checked_again(case: Case) -> None:
    stage = case.stage
    click(stage.view, place_of(stage.view, "Glaciers"))
    stage.press("e", ALT)
    stage.press(Key.Key_Home, CTRL)
    stage.press(Key.Key_End, SHIFT)
    stage.type_in("Chess engines prune branches that cannot win [0:01:40]")
    stage.press(Key.Key_Return)
    case.wait()
    assert case.times == ["1:00:30", "5:01:30"]


def test_result_for_a_note_that_was_left_is_dropped(case: Case, long_video: Path) -> None:
    other = case.stage.write("other.md", "# Other\n\nThat is all.\n", video=long_video)
    case.reviewing.checking._check()
    assert case.reviewing.is_checking
    case.stage.session.open_note(other)
    case.stage.program.background.finish()
    assert list(case.reviewing.items) == []
    assert case.reviewing.review.note is case.stage.session.note
    assert not case.view.has_card
    assert check_line(case.stage) == ""
    case.stage.wait(lambda: case.header_count == 0)


def test_failure_is_said_and_told_to_the_crash_log(
    case: Case, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("on purpose")

    with monkeypatch.context() as patch, qtbot.captureExceptions() as caught:
        patch.setattr("viewer.evidence.check.examine", fail)
        case.reviewing.check_again()
        case.stage.wait(lambda: not case.reviewing.is_checking)
    assert [str(value) for _, value, _ in caught] == ["on purpose"]
    assert case.stage.said == "The timestamps couldn't be checked. The crash log says why."
    case.stage.window.actions_["finding.check"].trigger()
    case.wait()
    assert len(case.times) == 3


# ---------------------------------------------------------------------- a real note

SEED = Path("redpointai/impact_of_open_source_models_in_ai_development.md")
SEED_VIDEO = "atMRWzgHEGg"
SEED_DURATION_S = 70 * 60 + 12


@pytest.fixture
def seed(stage: Stage, corpus_vault: Path) -> Path:
    """The first real note, with a stand-in for its video beside it."""
    video = stage.vault / f"{SEED_VIDEO}.mp4"
    make_video(video, size=(160, 90), fps=1, frames=SEED_DURATION_S, gop=10, sound=False)
    path = stage.vault / SEED.name
    shutil.copyfile(corpus_vault / SEED, path)
    return path


def proposed(stage: Stage) -> dict[str, list[Proposal]]:
    """Give what is proposed for each time of the note that is to be looked at."""
    found: dict[str, list[Proposal]] = {}
    review = stage.program.reviewing.review
    assert review.note is not None
    for item in stage.program.reviewing.items:
        written = review.note.citations[item.citation].written
        assert not item.finding.sure
        found.setdefault(written, []).extend(offered(item.finding))
    return found


def test_five_times_of_the_first_real_note_are_past_the_end_and_none_is_sure(
    stage: Stage, seed: Path
) -> None:
    stage.watch(seed)
    stage.wait(lambda: not stage.program.reviewing.is_checking)
    found = proposed(stage)
    assert sorted(found) == ["01:42:00", "01:43:02", "01:45:02", "01:46:02", "01:48:02"]
    assert {one.ground for all_ in found.values() for one in all_} == {Ground.READING}
    stage.wait(lambda: len(stage.session.doubts) == 10)
    stage.press("d")
    view = stage.program.reviewing.view
    assert view.count.text() == "1 of 10"
    assert view.accept_all.isHidden()
    assert view.card.written.frame.words == "past the end (1:10:12)"


def test_other_notes_about_its_video_say_what_the_first_real_note_could_mean(
    stage: Stage, seed: Path, corpus_vault: Path
) -> None:
    for path in (corpus_vault / SEED).parent.glob("*.md"):
        if SEED_VIDEO.encode() in path.read_bytes() and path.name != seed.name:
            shutil.copyfile(path, stage.vault / path.name)
    stage.watch(seed)
    stage.program.vault_indexing.start()
    stage.wait(lambda: bool(stage.program.related.other_rows))
    stage.wait(lambda: not stage.program.reviewing.is_checking)
    found = proposed(stage)
    others = [one for one in found["01:43:02"] if one.ground is Ground.OTHER_NOTE]
    assert others[0].ms // 1000 == 47 * 60 + 43
    assert others[0].note == "open_source_versus_closed_source_models_in_ai.md"
    stage.wait(lambda: len(stage.session.doubts) == 10)
    stage.press("d")
    content = stage.program.reviewing.view.card.content
    assert content is not None
    assert content.proposals[0].time == "47:43"
    assert (content.proposals[0].label, content.proposals[0].sure) == ("In another note", "Unsure")
    assert content.proposals[0].why == "“Open source versus closed source models in AI”"
    said = stage.program.reviewing.view.card.said
    assert said is not None
    assert "very close and competitive with the frontier" in said.text


# ---------------------------------------------------------------------- where there are none


def test_pages_say_what_is_so_and_what_comes_next(stage: Stage, long_video: Path) -> None:
    case = Case(stage, long_video, "# Good\n\nBakers knead dough [0:00:01].\n", said=False)
    case.start()
    (tabs,) = stage.window.tabs.findChildren(QTabBar)
    there = [tabs.tabText(at) for at in range(tabs.count()) if tabs.isTabVisible(at)]
    assert there == ["Transcript", "Claims  1"]
    assert check_line(stage) == "Not checked: this video has no transcript."
    menu = stage.window.tabs.widget("claims").check.more.menu()
    menu.aboutToShow.emit()
    assert "Check by listening (about 1 min)…" in [action.text() for action in menu.actions()]
    file = stage.vault / "film.en.vtt"
    file.write_text(transcript(), "utf-8")
    stage.program.transcripts.choose(file)
    case.wait()
    words = "No problems found. The transcript confirms the timestamp."
    assert check_line(stage) == words
    case.step()
    assert stage.said == words
    stage.session.open_vault(stage.write("unread/another.md", "# Another\n").parent)
    assert check_line(stage) == ""


def test_tour_is_reviewed_but_not_changed(stage: Stage) -> None:
    from viewer import TOUR

    stage.watch(TOUR)
    stage.wait(lambda: stage.program.transcripts.transcript is not None)
    stage.wait(stage.window.actions_["doubt.next"].isEnabled)
    stage.wait(lambda: not stage.program.reviewing.is_checking)
    stage.press("d")
    stage.program.reviewing.view.card.setFocus()
    stage.press(Key.Key_Return)
    assert "The tour is read-only" in stage.said
    stage.press("s", ALT)
    assert stage.program.reviewing.view.bar.setting.isHidden()


# ---------------------------------------------------------------------- all of it


def test_review_by_keyboard_alone(case: Case) -> None:
    before, stage = case.stage.data, case.stage
    case.step()
    stage.press(Key.Key_Space)  # hear the first
    plays_from(stage, 30_000)
    stage.press(Key.Key_Return)  # it is right
    stage.press(Key.Key_Space, SHIFT)  # hear what the second says
    plays_from(stage, 100_000)
    stage.press(Key.Key_Space)  # and what is proposed
    plays_from(stage, 40_000)
    stage.press("x", ALT)  # keep it
    stage.press("s", ALT)  # and set the third
    stage.press("a", CTRL)
    stage.type_in("1:31")
    stage.press(Key.Key_Return)
    case.wait()
    assert case.times == []
    mended = before.replace(b"[1:00:30]", b"[0:00:30]").replace(b"[5:01:30]", b"[0:01:31]")
    assert stage.data == mended
    assert stage.view.hasFocus()
    stage.press("s", CTRL)
    stage.wait(lambda: case.path.read_bytes() == mended)
    for _ in range(3):
        stage.press("z", CTRL)
    assert stage.data == before
    case.wait()
    assert case.times == ["1:00:30", "0:01:40", "5:01:30"]


def test_every_control_of_the_pane_is_named(case: Case) -> None:
    case.step()
    for widget in case.view.findChildren(QLabel):
        if widget.isVisible():
            assert widget.text()
    bar = case.view.bar
    assert [one.text() for one in (bar.accept, bar.listen, bar.by_hand, bar.keep)] == [
        "Change to 0:30",
        "Play",
        "Other time…",
        "Keep 1:00:30",
    ]
    assert case.view.card.accessibleName().startswith(
        "Past the end · the hour is wrong: The violin"
    )
    case.stage.press("d", ALT)
    assert case.view.count.text() == "2 of 3"


def test_findings_of_a_very_long_note_are_those_of_the_note_once_the_keys_rest(
    stage: Stage, long_video: Path
) -> None:
    lines = "".join(f"- Claim {number} [0:{number % 60:02}]\n" for number in range(1_200))
    past_end = "- Far behind [3:00:00]\n"
    stage.watch(stage.write("long.md", lines + past_end, video=long_video))
    checking = stage.program.reviewing
    stage.wait(lambda: stage.session.doubts == [1_200] and not checking.is_checking)
    stage.view.setFocus()
    stage.press("j")
    stage.press(Key.Key_Return, CTRL)
    stage.write_in("One more [0:30]")
    stage.press(Key.Key_Return)
    stage.wait(lambda: stage.session.doubts == [1_201])
    stage.wait(lambda: checking.review.note is stage.session.note and not checking.is_checking)
    assert [item.citation for item in checking.items] == [1_201]
    picture = stage.view.picture
    assert picture is not None
    stage.wait(lambda: stage.view.picture is not None and stage.view.picture.is_complete)
    states = {chip.citation: chip.state for chip in picture.chips}
    assert states[1_200] is ChipState.PLAIN
    assert states[1_201] is ChipState.OUT_OF_REACH


def test_long_note_is_reviewed_while_it_is_edited(
    stage: Stage, long_video: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("viewer.ui.review.checking._CARRIED_AT_ONCE", 3)  # as if it were long
    case = Case(stage, long_video)
    case.start()
    case.step()
    start = stage.data.index(b"Bakers")
    stage.program.editing.edit_at(start)
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


def test_menu_of_a_finding_acts_on_that_one(case: Case) -> None:
    stage = case.stage
    stage.wait(lambda: case.header_count == 3)
    case.step()
    rows = case.view.list_
    where = rows.visualRect(rows.rows.index(2)).center()
    menu = menu_at(rows, where)
    assert case.view.count.text() == "3 of 3"
    kept = case.times[2]
    choose(menu, f"Keep {kept}")
    stage.wait(lambda: kept not in case.times)
    assert len(case.times) == 2
