"""The transcript beside the player: it follows, it leads, it is found in, and it is cited."""

import shutil
from bisect import bisect_right
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QTabBar

from tests.media.test_embedded_captions import with_captions
from tests.media.youtube_shapes import clock, rolling_vtt, spoken
from tests.ui.saving_stage import put_saved
from tests.ui.stage import (
    ALT,
    CTRL,
    LEFT,
    NO_KEYS,
    SHIFT,
    Stage,
    choose,
    menu_at,
    move,
    place_of,
    wheel,
    words_of,
)
from tests.ui.timeline_mouse import Mouse
from tests.ui.watch.test_video import drop
from viewer.media.player import PlayerState
from viewer.media.transcript import Cue, TranscriptReading
from viewer.notes.timecode import format_ms
from viewer.ui.kit.buttons import WordButton
from viewer.ui.transcript.transcript_view import TranscriptView

Key = Qt.Key
NO_BUTTON = Qt.MouseButton.NoButton

# Three seconds a cue; every second sentence ends in the middle of one.
_LINES = (
    "So the first thing we say is short.",
    "It was not long. The next one",
    "ends here, in the café. And",
    "then we go on.",
    "Nothing of this is true.",
    "It is <00:00:16.100>all <00:00:16.900>made <00:00:17.400>up.",
)
ID = "dQw4w9WgXcQ"
NOTE = "# Talk\n\n- First claim [0:06]\n- Second claim [0:30]\n\nThe end.\n"


def vtt(lines: tuple[str, ...] = _LINES, *, count: int = 36, each_ms: int = 3_000) -> str:
    cues = []
    for number in range(count):
        start = number * each_ms
        cue = lines[number] if number < len(lines) else f"This is cue number {number}."
        cues.append(f"{clock(start)} --> {clock(start + each_ms - 100)}\n{cue}\n")
    return "WEBVTT\n\n" + "\n".join(cues)


def put(stage: Stage, long_video: Path, said: str, note: str = NOTE) -> Path:
    """Write a note with its video in its folder, and a transcript beside that."""
    video = stage.vault / "talk.mp4"
    shutil.copyfile(long_video, video)
    (stage.vault / "talk.en.vtt").write_text(said, "utf-8")
    return stage.write("note.md", note, video=video)


@pytest.fixture
def talk(stage: Stage, long_video: Path) -> Path:
    return put(stage, long_video, vtt())


def view_of(stage: Stage) -> TranscriptView:
    return stage.window.tabs.widget("transcript")


def take(stage: Stage, name: str, text: str) -> TranscriptView:
    """Drop a file of captions on the window, and wait until it is shown."""
    (stage.vault / name).write_text(text, "utf-8")
    drop(stage, stage.vault / name)
    shown = stage.program.transcripts
    stage.wait(lambda: shown.found.file is not None and shown.found.file.path.name == name)
    return view_of(stage)


def watch(stage: Stage, note: Path) -> TranscriptView:
    stage.watch(note)
    stage.wait(lambda: view_of(stage).transcript is not None)
    return view_of(stage)


def words(view: TranscriptView) -> list[str]:
    transcript = view.transcript
    return [transcript.text[p.start : p.end] for p in view.text.rows.passages]


def place(view: TranscriptView, text: str) -> int:
    return view.transcript.text.index(text)


def point(view: TranscriptView, text: str) -> QPoint:
    """Return the point just inside the first letter of `text`, which is brought into view."""
    view.text.scrolling.bring_place(place(view, text))
    return view.text.rows.rect_of(place(view, text)).center()


def click_words(view: TranscriptView, text: str) -> None:
    QTest.mouseClick(view.text.viewport(), LEFT, NO_KEYS, point(view, text))


def drag_over(view: TranscriptView, first: str, last: str) -> None:
    """Select from the first letter of `first` to the last one of `last`, with the mouse."""
    text = view.text
    start = point(view, first) - QPoint(3, 0)
    end = text.rows.rect_of(place(view, last) + len(last) - 1).center()
    QTest.mousePress(text.viewport(), LEFT, NO_KEYS, start)
    move(text, start + QPoint(20, 0), LEFT)
    move(text, end, LEFT)
    QTest.mouseRelease(text.viewport(), LEFT, NO_KEYS, end)


def labels(view: TranscriptView) -> list[str]:
    return [label.text() for label in view.findChildren(QLabel) if label.isVisible()]


def test_transcript_beside_the_video_is_brought_to_the_front(stage: Stage, talk: Path) -> None:
    view = watch(stage, talk)
    assert stage.window.tabs.current == "transcript"
    assert words(view)[:6] == [
        "So the first thing we say is short.",
        "It was not long.",
        "The next one ends here, in the café.",
        "And then we go on.",
        "Nothing of this is true.",
        "It is all made up.",
    ]
    starts = [p.start_ms for p in view.text.rows.passages[:6]]
    assert starts == [0, 3_000, 3_000, 6_000, 12_000, 15_000]
    # A screen reader is told the words, and where one is.
    told = QAccessible.queryAccessibleInterface(view.text)
    assert told.text(QAccessible.Text.Name) == "Transcript"
    assert told.state().readOnly
    assert told.text(QAccessible.Text.Value).split("\n") == words(view)
    view.text.setFocus()
    stage.press(Key.Key_Home)
    stage.press(Key.Key_Down)
    stage.press(Key.Key_Down)
    text = told.textInterface()
    assert text.cursorPosition() == len("\n".join([*words(view)[:2], ""]))
    assert "The next one" in told.text(QAccessible.Text.Description)
    stage.press(Key.Key_Down, SHIFT)
    assert "\n".join(words(view)[2:4]) == view.text.selected_text()
    assert text.selectionCount() == 1
    # Another language is chosen, and is the wanted one from now on.
    (stage.vault / "talk.de.srt").write_text("1\n00:00:01,000 --> 00:00:02,000\nGuten Tag.\n")
    stage.session.video.look()
    stage.wait(lambda: len(stage.program.transcripts.found.files) == 2)
    menu = stage.tab_menu()
    assert "Delete transcript…" not in words_of(menu)  # it is the user's own
    choose(menu, "German")
    stage.wait(lambda: words(view) == ["Guten Tag."])
    choose(stage.tab_menu(), "English")
    stage.wait(lambda: len(words(view)) > 1)
    # A tab that the user chose stays when another note is opened.
    (tabs,) = stage.window.tabs.findChildren(QTabBar)
    claims = [tabs.tabText(at).split()[0] for at in range(tabs.count())].index("Claims")
    QTest.mouseClick(tabs, LEFT, NO_KEYS, tabs.tabRect(claims).center())
    stage.session.open_note(stage.write("other.md", NOTE, video=stage.vault / "talk.mp4"))
    stage.wait(lambda: view.transcript is not None)
    assert len(words(view)) > 1
    assert stage.window.tabs.current == "claims"


@pytest.mark.parametrize("at_ms", [0, 60_000])
def test_transcript_opens_at_what_is_said_without_moving(
    stage: Stage, talk: Path, at_ms: int
) -> None:
    view, shown = view_of(stage), list[tuple[int, bool]]()
    bar = view.text.verticalScrollBar()
    bar.valueChanged.connect(
        lambda value: shown.append((value, view.text.scrolling._moving.state().value != 0))
    )
    stage.watch(talk, at_ms)
    stage.wait(lambda: view.transcript is not None and view.text.marks.said_row >= 0)
    stage.wait(lambda: view.text.isVisible())
    if at_ms == 0:
        assert [value for value, _ in shown if value] == []
    row, seen = view.text.marks.said_row, view.text.viewport()
    stage.wait(lambda: seen.rect().contains(view.text.rows.row_rect(row)))
    assert not any(moves for _, moves in shown)


def test_note_without_transcript_says_what_to_do(
    stage: Stage, long_video: Path, talk: Path
) -> None:
    bare = stage.write("bare.md", NOTE, video=long_video)
    stage.watch(bare)
    assert stage.window.tabs.current == "claims"
    stage.window.tabs.show_tab("transcript")
    view = view_of(stage)
    stage.wait(lambda: "No transcript" in labels(view))
    stage.press(Key.Key_C)
    assert "no transcript" in stage.said
    assert stage.offered == ["Choose transcript…"]
    # A file that is no transcript is named with the next step; also where another was shown.
    odd = stage.vault / "odd.srt"
    odd.write_text("Dear diary,\n")
    for note in (bare, talk):
        stage.session.open_note(note)
        stage.wait_for_video()
        stage.wait(lambda note=note: note is bare or view.transcript is not None)
        drop(stage, odd)
        stage.wait(lambda: "This transcript can't be read" in labels(view))
        assert any("“odd.srt” has no readable subtitles" in text for text in labels(view))
    # A transcript gives way to none, and to that of the next note.
    choose(stage.tab_menu("transcript"), "Find automatically")
    stage.wait(lambda: view.transcript is not None)
    stage.session.open_note(stage.write("plain.md", NOTE, video=long_video))
    assert view.transcript is None
    stage.wait(lambda: "No transcript" in labels(view))
    stage.session.open_note(talk)
    stage.session.open(stage.write("unread/another.md", "# Another\n").parent)
    assert view.transcript is None


def test_saved_video_without_captions_is_not_offered_to_be_saved(
    stage: Stage, long_video: Path
) -> None:
    note = stage.write("note.md", f"---\nvideoId: {ID}\n---\n\n{NOTE}")
    stage.start(note)
    view = view_of(stage)

    def ways() -> list[str]:
        return [each.text() for each in view.findChildren(WordButton) if each.isVisible()]

    stage.wait(lambda: not stage.window.tabs.bar.isTabVisible(0))  # nothing plays or is there
    put_saved(stage.session.video.library, ID, "A talk", long_video)
    stage.session.video.look()
    stage.wait_for_video()
    stage.window.tabs.show_tab("transcript")
    stage.wait(lambda: ways() == ["Transcribe…", "Choose transcript…"])


def test_readings_when_changed_keep_the_place_and_are_remembered(
    make_stage: Callable[[], Stage], long_video: Path
) -> None:
    stage = make_stage()
    note = put(stage, long_video, vtt())
    view = watch(stage, note)
    stage.player.seek(60_500)
    stage.wait(
        lambda: (
            view.text.marks.said_row >= 0 and "number 20." in words(view)[view.text.marks.said_row]
        )
    )
    everything = " ".join(words(view))
    for reading in ("Line by line", "As paragraphs"):
        choose(stage.tab_menu("transcript"), reading)
        assert " ".join(words(view)) == everything
        assert "number 20." in words(view)[view.text.marks.said_row]
        assert (
            view.text.viewport()
            .rect()
            .contains(view.text.rows.rect_of(place(view, "number 20.")).center())
        )
    stage.end()
    again = make_stage()
    assert watch(again, note).reading is TranscriptReading.PARAGRAPHS
    assert again.window.actions_["transcript.paragraphs"].isChecked()


def test_transcript_of_two_hours_is_laid_out_where_it_is_seen(
    stage: Stage, long_video: Path
) -> None:
    stage.watch(stage.write("note.md", NOTE, video=long_video))
    long = "\n\n".join(
        f"{clock(n * 3_000, ',')} --> {clock(n * 3_000 + 2_900, ',')}\n"
        + "words and words " * (1 + n % 17)
        + f"number {n}."
        for n in range(2_400)
    )
    view = take(stage, "long.srt", long)
    text, count = view.text, len(view.text.rows.passages)

    def laid_out() -> int:
        blocks = map(text.document().findBlockByNumber, range(count))
        return sum(block.layout().lineCount() > 0 for block in blocks)

    stage.wait(lambda: laid_out() > 0)
    assert laid_out() < 60
    # From end to end, and back: nothing moves under the hand.
    view.text.setFocus()
    stage.press(Key.Key_End)
    last = text.rows.row_rect(count - 1)
    assert text.viewport().rect().contains(last.center())
    for _ in range(60):
        before = text.cursorForPosition(QPoint(100, 100)).block().blockNumber()
        at = text.rows.row_rect(before).bottom()
        wheel(text.viewport(), 1)
        moved = text.rows.row_rect(before).bottom() - at
        assert 0 < moved < 200
    assert laid_out() < 400


def test_playing_when_it_goes_on_marks_what_is_said_and_keeps_it_in_view(
    stage: Stage, talk: Path
) -> None:
    view = watch(stage, talk)
    stage.window.actions_["transcript.cues"].trigger()
    starts = [p.start_ms for p in view.text.rows.passages]
    wrong: list[tuple[int, int]] = []
    seen: set[int] = set()

    def check(ms: int) -> None:
        expected = bisect_right(starts, ms) - 1
        seen.add(expected)
        # The view heard of it before this did, and asked the clock, which goes on; the time of a
        # picture is rounded up, so it may be a millisecond on.
        latest = bisect_right(starts, stage.player.position_ms + 1) - 1
        if not expected <= view.text.marks.said_row <= latest:
            wrong.append((ms, view.text.marks.said_row))

    stage.player.position_changed.connect(check)
    stage.player.seek(44_000)
    stage.player.set_rate(3.0)
    stage.player.play()
    stage.wait(lambda: 20 in seen)  # not by its clock, which may be ahead of what it told
    stage.player.pause()
    assert not wrong
    assert {15, 16, 17, 18, 19} <= seen
    assert view.is_following
    shown = view.text.rows.row_rect(view.text.marks.said_row)
    assert view.text.viewport().rect().contains(shown)


def test_scrolling_when_a_person_does_it_stops_following_until_f(stage: Stage, talk: Path) -> None:
    view = watch(stage, talk)
    wheel(view.text.viewport(), -12)
    assert not view.is_following
    assert not view.pill.isVisible()  # nothing plays
    assert stage.session.follow.is_following  # the note goes its own way
    stage.player.play()
    stage.wait(view.pill.isVisible)
    stage.player.pause()
    stage.wait(view.pill.isHidden)
    top = view.text.verticalScrollBar().value()
    stage.player.seek(12_500)
    stage.wait(lambda: view.text.marks.said_row == 4)
    moves = view.text.scrolling._moving.state().value
    assert (view.text.verticalScrollBar().value(), moves) == (top, 0)
    stage.press(Key.Key_F)
    assert view.is_following
    assert not view.pill.isVisible()
    stage.wait(lambda: view.text.viewport().rect().contains(view.text.rows.row_rect(4)))
    # The second F lets go of both.
    stage.press(Key.Key_F)
    assert not view.is_following
    assert not stage.session.follow.is_following
    stage.player.play()
    stage.wait(lambda: view.text.marks.said_row >= 0)
    assert not view.pill.isVisible()  # what is said is in sight
    wheel(view.text.viewport(), -12)
    stage.wait(view.pill.isVisible)
    QTest.mouseClick(view.pill, LEFT)
    assert view.is_following
    assert not view.pill.isVisible()


def test_click_when_on_words_goes_to_their_own_time(stage: Stage, talk: Path) -> None:
    view = watch(stage, talk)
    # The hand says which words a click would go to.
    move(view.text, point(view, "made up"))
    assert view.text.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor
    hovered = view.text.marks.hover
    assert view.transcript.text[hovered[1] : hovered[2]] == "made "
    view.text.verticalScrollBar().setValue(view.text.verticalScrollBar().maximum())
    last = view.text.rows.row_rect(len(view.text.rows.passages) - 1)
    move(view.text, last.bottomLeft() + QPoint(60, 12))
    assert view.text.viewport().cursor().shape() == Qt.CursorShape.ArrowCursor
    for text, ms in (
        ("ends here", 6_000),  # the sentence begins at 3 s, in the cue before
        ("The next", 3_000),
        ("all made", 16_100),
        ("made up", 16_900),
        ("up.", 17_400),
    ):
        click_words(view, text)
        stage.wait(lambda ms=ms: stage.player.position_ms == ms)
    # The time of a row leads to where it begins.
    at = view.text.rows.row_rect(2)
    QTest.mouseClick(view.text.viewport(), LEFT, NO_KEYS, at.topLeft() + QPoint(40, 16))
    stage.wait(lambda: stage.player.position_ms == 3_000)
    stage.wait(stage.window.actions_["jump.back"].isEnabled)
    stage.press(Key.Key_Left, ALT)
    stage.wait(lambda: stage.player.position_ms == 17_400)
    # What is said is lit word by word.
    for ms, word in ((16_150, "all"), (16_950, "made"), (17_450, "up.")):
        stage.seek(ms)
        start, end = view.text.marks.said_span
        assert view.transcript.text[start:end].strip() == word


def test_words_of_any_script_are_clicked_and_selected_where_they_are(
    stage: Stage, long_video: Path
) -> None:
    stage.watch(stage.write("note.md", NOTE, video=long_video))
    cue = "WEBVTT\n\n00:01.000 --> 00:05.000\n"
    view = take(stage, "odd.vtt", f"{cue}😀😀𝔘𝔫𝔦 <00:02.000>two <00:03.000>three\n")
    for word, ms in (("three", 3_000), ("two", 2_000)):
        click_words(view, word)
        stage.wait(lambda ms=ms: stage.player.position_ms == ms)
    drag_over(view, "two", "two")
    assert view.text.selected_text() == "two"
    # Rows read from the right.
    take(stage, "rtl.vtt", f"{cue}مرحبا <00:03.000>بالعالم\n")
    middle = view.text.viewport().width() // 2
    first, second = view.text.rows.rect_of(0), view.text.rows.rect_of(place(view, "بالعالم"))
    assert middle < second.left() < first.left()
    for rect, ms in ((second, 3_000), (first, 1_000)):
        at = rect.center() - QPoint(12, 0)
        QTest.mouseClick(view.text.viewport(), LEFT, NO_KEYS, at)
        stage.wait(lambda ms=ms: stage.player.position_ms == ms)
    # Selecting by keys goes back row by row where no space parts sentences.
    take(stage, "ja.vtt", f"{cue}一つ。二つ。三つ。四つ。\n")
    assert words(view) == ["一つ。", "二つ。", "三つ。", "四つ。"]
    view.text.setFocus()
    stage.press(Key.Key_End)
    for _ in range(2):
        stage.press(Key.Key_Up, SHIFT)
    assert view.text.selected_text() == "二つ。\n三つ。\n四つ。"
    stage.press(Key.Key_Down, SHIFT)
    assert view.text.selected_text() == "三つ。\n四つ。"


def test_keyboard_alone_goes_through_the_rows(stage: Stage, talk: Path) -> None:
    view = watch(stage, talk)
    (tabs,) = stage.window.tabs.findChildren(QTabBar)
    tabs.setFocus()
    for _ in range(4):
        stage.press(Key.Key_Tab)
        if view.text.hasFocus():
            break
    assert view.text.hasFocus()
    stage.press(Key.Key_Down)
    stage.press(Key.Key_Down)
    assert "The next one" in view.text.accessibleDescription()
    assert not view.is_following
    assert stage.player.position_ms == 0
    stage.press(Key.Key_Return)
    stage.wait(lambda: stage.player.position_ms == 3_000)
    stage.press(Key.Key_End)
    stage.press(Key.Key_Return)
    stage.wait(lambda: stage.player.position_ms == 105_000)
    stage.press(Key.Key_Right)  # five seconds, as everywhere
    stage.wait(lambda: stage.player.position_ms == 110_000)
    stage.press(Key.Key_Home)
    stage.press(Key.Key_PageDown)
    assert view.text.marks.caret > 2
    stage.press(Key.Key_Escape)
    assert stage.view.hasFocus()


def test_wheel_goes_as_far_as_it_is_turned_and_moves_nothing_else(stage: Stage, talk: Path) -> None:
    text = watch(stage, talk).text
    # One great turn goes as far as many small ones.
    wheel(text.viewport(), -4)
    at_once = text.rows.row_rect(0).top(), text.verticalScrollBar().value()
    wheel(text.viewport(), 99)
    for _ in range(4):
        wheel(text.viewport(), -1)
    assert (text.rows.row_rect(0).top(), text.verticalScrollBar().value()) == at_once
    assert at_once[1] > 0
    wheel(text.viewport(), -99)  # no further than a page, as Qt's own
    assert at_once[0] - text.viewport().height() <= text.rows.row_rect(0).top() < at_once[0]
    wheel(text.viewport(), 99)
    # Selecting everything moves nothing, and no wheel makes the letters larger.
    wheel(text.viewport(), -2)
    top, size = text.rows.row_rect(3).top(), text.document().defaultFont()
    text.setFocus()
    stage.press(Key.Key_A, CTRL)
    assert len(text.selected_text().split("\n")) == len(text.rows.passages)
    assert text.rows.row_rect(3).top() == top
    wheel(text.viewport(), 1, CTRL)
    assert text.document().defaultFont() == size
    wheel(text.viewport(), 99)
    # What is at the top stays where the view becomes narrower.
    stage.window.actions_["transcript.cues"].trigger()
    view = view_of(stage)
    view.set_following(False)
    text.scrolling.to_place(text.rows.passages[9].start, part=0.0)
    for width in (text.width() - 120, text.width()):
        view.resize(width, view.height())
        assert text.rows.first_place() == text.rows.passages[9].start
        assert text.rows.row_rect(9).top() == 0


def test_find_marks_hits_where_the_keyboard_is_and_on_the_timeline(
    stage: Stage, talk: Path
) -> None:
    view = watch(stage, talk)
    timeline = stage.window.player.control_bar.timeline
    plain = timeline.grab().toImage()
    # In the note.
    stage.view.setFocus()
    stage.press(Key.Key_F, CTRL)
    assert stage.window.page.find_bar.isVisible()
    assert not view.find_bar.isVisible()
    stage.press(Key.Key_Escape)
    # In the transcript, with one field: nothing is replaced there.
    view.text.setFocus()
    stage.press(Key.Key_F, CTRL)
    bar = view.find_bar
    assert [each for each in bar.findChildren(type(bar.field)) if each.isVisible()] == [bar.field]
    assert not stage.window.page.find_bar.isVisible()
    stage.type_in("CAFE. and  then")  # over the end of a cue
    assert [h.ms for h in view.text.marks.hits] == [6_000]
    view.find_bar.field.setText("")
    stage.type_in("number 1")
    assert [h.ms // 3_000 for h in view.text.marks.hits] == list(range(10, 20))
    assert timeline.grab().toImage() != plain
    position = stage.player.position_ms
    for key, modifiers, current in (
        (Key.Key_F3, NO_KEYS, 1),
        (Key.Key_Return, NO_KEYS, 2),
        (Key.Key_F3, SHIFT, 1),
        (Key.Key_Return, SHIFT, 0),
        (Key.Key_F3, SHIFT, 9),
    ):
        stage.press(key, modifiers)
        assert view.text.marks.hit == current
        hit = view.text.marks.hits[current]
        assert view.text.viewport().rect().contains(view.text.rows.rect_of(hit.start).center())
    assert stage.player.position_ms == position
    stage.press(Key.Key_Escape)
    assert not view.find_bar.isVisible()
    assert view.text.hasFocus()
    assert timeline.grab().toImage() == plain


def test_selection_when_made_by_mouse_or_keys_is_copied(stage: Stage, talk: Path) -> None:
    view = watch(stage, talk)
    position = stage.player.position_ms
    drag_over(view, "thing we", "The next")
    assert view.text.selected_text() == "thing we say is short.\nIt was not long.\nThe next"
    assert stage.player.position_ms == position
    view.text.setFocus()
    stage.press(Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text().startswith("thing we say")
    stage.press(Key.Key_Escape)
    assert view.text.selected_text() == ""
    stage.press(Key.Key_Home)
    stage.press(Key.Key_Down, SHIFT)
    stage.press(Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == (
        "So the first thing we say is short.\nIt was not long."
    )
    at = point(view, "made")
    QTest.mouseDClick(view.text.viewport(), LEFT, NO_KEYS, at)
    assert view.text.selected_text() == "made"


def test_cite_quotes_what_is_selected_gone_to_found_or_said(stage: Stage, talk: Path) -> None:
    view, before = watch(stage, talk), talk.read_text()

    def check(old: str, new: str) -> None:
        assert stage.data.decode() == before.replace(old, new)
        stage.press(Key.Key_Z, CTRL)
        assert stage.data.decode() == before

    # Words that are selected, whole, below the claim in force; up to the end of the last.
    stage.player.seek(31_000)
    stage.wait(lambda: bool(stage.session.follow.claims_now))
    drag_over(view, "ade", "p.")
    stage.press(Key.Key_Q, ALT)
    assert "Quoted from 0:16" in stage.said
    check("[0:30]", "[0:30]\n- “made up.” [0:16]")
    drag_over(view, "all", "all")
    stage.press(Key.Key_Q, ALT | SHIFT)
    assert stage.said == "Quoted: 0:16–0:17"
    check("[0:30]", "[0:30]\n- “all” [0:16-0:17]")
    # Nothing is selected: what is said now, at the caret.
    view.text.setFocus()
    stage.press(Key.Key_Escape)
    stage.player.seek(12_500)
    stage.wait(lambda: view.text.marks.said_row == 4)
    stage.click_text("The end")
    stage.press(Key.Key_End)
    stage.window.actions_["transcript.cite"].trigger()
    check("The end.", "The end.\n\n- “Nothing of this is true.” [0:12]")
    # Right after a search: the line, and not the word that was found.
    stage.click_text("First claim")
    view.text.setFocus()
    stage.press(Key.Key_F, CTRL)
    stage.type_in("go on")
    stage.press(Key.Key_Escape)
    stage.press(Key.Key_Q, ALT)
    assert "First claim [0:06]\n- “And then we go on.” [".encode() in stage.data
    stage.press(Key.Key_Z, CTRL)
    # The row that one went to by keys; the next one stands below it.
    view.text.setFocus()
    stage.press(Key.Key_Home)
    for _ in range(3):
        stage.press(Key.Key_Down)
    position = stage.player.position_ms
    stage.press(Key.Key_Q, ALT)
    stage.press(Key.Key_Down)
    stage.press(Key.Key_Q, ALT)
    first, second = (one for one in stage.data.decode().splitlines() if "“" in one)
    assert first.startswith("- “And then we go on.” [")
    assert second == "- “Nothing of this is true.” [0:12]"
    assert stage.player.position_ms == position
    # By the menu of a row, which goes there, too.
    at = view.text.rows.row_rect(1).center()
    view.text.setFocus()  # as the right button does
    ms = view.text.rows.passages[1].start_ms
    choose(menu_at(view.text, at), f"Go to {format_ms(ms)}")
    stage.wait(lambda: stage.player.position_ms == ms)
    choose(menu_at(view.text, view.text.rows.row_rect(1).center()), "Quote in note")
    assert words(view)[1].strip().encode() in stage.data


def test_cite_writes_the_word_to_the_millisecond_where_the_note_does(
    stage: Stage, long_video: Path
) -> None:
    cues = spoken([Cue(0, 3_010, "We look at one thing."), Cue(4_000, 8_000, "And then go on.")])
    anchor = '<a class="yt-timestamp" data-t="00:00:06.500">[00:00:06.500]</a>'
    note = put(stage, long_video, rolling_vtt(cues), f"# Talk\n\n- Claim {anchor}\n")
    view = watch(stage, note)
    stage.click_text("Claim")
    drag_over(view, "one", "thing.")
    stage.press(Key.Key_Q, ALT | SHIFT)
    first = view.transcript.ms_at(place(view, "one"))
    assert first == 1_806
    expected = f"{anchor}\n- “one thing.” {anchor.replace('06.500', '01.806')}"
    end = view.transcript.said_until_ms(place(view, "thing.") + 6)
    assert 3_000 <= end < 4_000
    expected = expected.replace(".806]</a>", f".806-00:00:0{end // 1000}.{end % 1000:03}]</a>")
    stage.wait(lambda: expected.encode() in stage.data)


def test_citation_ends_where_the_sentence_does_and_then_where_the_next_does(
    stage: Stage, talk: Path
) -> None:
    (stage.vault / "talk.en.vtt").write_text(
        "WEBVTT\n\n00:00:05.000 --> 00:00:12.000\n"
        "Yes. <00:00:06.300>That <00:00:06.700>is so. <00:00:08.100>And <00:00:08.400>more. "
        "<00:00:10.400>Then<00:00:10.800> no.\n",
        "utf-8",
    )
    watch(stage, talk)
    stage.click_text("First claim")
    stage.window.actions_["range.sentence"].trigger()
    # 0:06 means the sentence that begins within that second; it is over when the next begins.
    assert b"First claim [0:06-0:08]" in stage.data
    stage.window.actions_["range.sentence"].trigger()
    assert b"First claim [0:06-0:10]" in stage.data
    stage.window.actions_["range.sentence"].trigger()
    stage.window.actions_["range.sentence"].trigger()
    assert b"First claim [0:06-0:12]" in stage.data
    assert stage.said == "No speech after 0:12."


@pytest.mark.all_only
def test_cite_quotes_no_row_that_was_left(stage: Stage, talk: Path) -> None:
    talk.write_text(talk.read_text("utf-8").replace("[0:30]", "[1:21]"), "utf-8")
    view = watch(stage, talk)
    mouse = Mouse(stage.window.player.control_bar.timeline)

    def drag() -> None:
        mouse.press(81_000)
        mouse.release()

    def go_back() -> None:
        stage.program.navigator.jump(3_000)
        stage.wait(lambda: stage.player.position_ms == 3_000)
        go_to_the_first_rows()
        stage.press(Key.Key_Left, ALT)

    def go_to_the_first_rows() -> None:
        view.text.setFocus()
        stage.press(Key.Key_Home)
        stage.press(Key.Key_Down)
        stage.press(Key.Key_Down, held)

    ways: dict[str, Callable[[], object]] = {
        "a click on a claim": lambda: stage.click_chip(1),
        "a jump, as F4 makes it": lambda: stage.program.navigator.jump(81_000),
        "the timeline": drag,
        "back": go_back,
        "the wheel": lambda: (stage.seek(81_000), wheel(view.text.viewport(), -20)),
        "the note has the keyboard": lambda: (stage.seek(81_000), stage.view.setFocus()),
    }
    row = bisect_right([passage.start_ms for passage in view.text.rows.passages], 81_000) - 1
    for held in (NO_KEYS, SHIFT):
        for name, go in ways.items():
            go_to_the_first_rows()
            go()
            stage.wait(lambda: view.text.marks.said_row == row)
            if name != "the note has the keyboard":
                first = view.text.rows.passages[0].start, view.text.rows.passages[2].end
                stage.wait(lambda: not view.text.rows.is_seen(*first))  # noqa: B023
            stage.press(Key.Key_Q, ALT)
            seen = name == "the note has the keyboard" and held == SHIFT
            assert stage.said == f"Quoted from {'0:03' if seen else '1:21'}", name
            stage.press(Key.Key_Z, CTRL)
    held = NO_KEYS
    go_to_the_first_rows()
    stage.program.navigator.jump(12_000)  # which is in view with them
    stage.wait(lambda: view.text.marks.caret == view.text.marks.said_row == 4)
    stage.press(Key.Key_Q, ALT)
    assert stage.said == "Quoted from 0:12"


def test_where_is_this_said_when_asked_shows_the_words_and_moves_nothing(
    stage: Stage, talk: Path
) -> None:
    lines = "\n\n".join(f"Line {number} of many." for number in range(60))
    talk.write_text(talk.read_text().replace("- Second", f"{lines}\n\n- Second"), "utf-8")
    view = watch(stage, talk)

    def ask(ms: int, claim: int) -> str:
        """Press W at a moment, with the claim lit that is in force there."""
        stage.player.seek(ms)
        stage.wait(lambda: stage.session.follow.claims_now == frozenset({claim}))
        stage.press(Key.Key_W)
        return marked(view)

    # By the key, of the claim that is lit.
    (tabs,) = stage.window.tabs.findChildren(QTabBar)
    tabs.setCurrentIndex(1)
    stage.view.setFocus()
    said = ask(30_000, 1)
    assert stage.window.tabs.current == "transcript"
    assert stage.player.position_ms == 30_000
    assert not view.is_following
    assert said.startswith("This is cue number 8.")  # 24 to 27 s: five seconds before
    assert said.endswith("This is cue number 13.")  # 39 s: ten seconds after
    at = view.text.rows.rect_of(place(view, "number 10.")).center()
    assert view.text.viewport().rect().contains(at)
    # Of the claim at the caret, while that is in view or elsewhere has the keys.
    stage.click_text("First claim")
    stage.wait(lambda: stage.player.position_ms == 6_000)
    stage.press(Key.Key_Down)
    stage.press(Key.Key_Up)  # a caret, in view
    assert "first thing" in ask(30_000, 1)
    for _ in range(8):  # … out of view
        wheel(stage.view.viewport(), -10)
    assert "cue number 10." in ask(30_000, 1)
    # What is cited goes where it is seen, too.
    stage.player.seek(40_000)
    stage.wait(lambda: stage.session.follow.claims_now == frozenset({1}))
    stage.press(Key.Key_T, ALT)
    assert b"Second claim [0:30], [0:40]" in stage.data
    assert b"First claim [0:06]\n" in stage.data
    stage.press(Key.Key_Z, CTRL)
    stage.click_text("First claim")
    stage.wait(lambda: stage.player.position_ms == 6_000)
    stage.press(Key.Key_Down)
    stage.press(Key.Key_Up)
    stage.window.player.control_bar.timeline.setFocus()
    assert "first thing" in ask(30_000, 1)
    # After a jump it is what is lit again.
    stage.view.setFocus()
    stage.press(Key.Key_J)
    stage.press(Key.Key_K)
    stage.wait(lambda: stage.player.position_ms == 6_000)
    assert "cue number 10." in ask(30_000, 1)
    # In the menu of a claim.
    choose(menu_at(stage.view, place_of(stage.view, "First claim")), "Show in transcript")
    assert "ends here" in marked(view)
    assert stage.player.position_ms == 30_000


def test_transcript_and_note_agree_where_a_citation_leads(stage: Stage, long_video: Path) -> None:
    cues = "".join(
        f"{clock(n * 3_000 + 400)} --> {clock(n * 3_000 + 3_300)}\nThis is cue number {n}.\n\n"
        for n in range(30)
    )
    view = watch(stage, put(stage, long_video, f"WEBVTT\n\n{cues}"))
    stage.view.setFocus()
    stage.press(Key.Key_C)
    seen: list[int] = []
    stage.player.position_changed.connect(lambda _: seen.append(view.text.marks.said_row))
    for playing in (False, True):
        if playing:
            stage.player.play()
        for chip, ms in ((1, 30_000), (0, 6_000)):
            stage.click_chip(chip)
            stage.wait(lambda: ms <= stage.player.position_ms < ms + 3_000)  # noqa: B023
            assert view.text.marks.said_row == ms // 3_000
            subtitle = stage.window.player.video_view.subtitle()
            assert subtitle.text == f"This is cue number {ms // 3_000}."
    # It goes on with the words, and back with the user.
    del seen[:]
    stage.wait(lambda: stage.player.position_ms > 6_900)
    assert set(seen) <= {2}
    stage.player.pause()
    stage.player.seek(6_350)
    assert view.text.marks.said_row == 1


def marked(view: TranscriptView) -> str:
    return view.transcript.text[slice(*view.text.marks.marked)]


def test_dropped_transcript_is_taken_and_remembered_until_forgotten(
    make_stage: Callable[[], Stage], long_video: Path
) -> None:
    stage = make_stage()
    note = stage.write("note.md", NOTE, video=long_video)
    written = note.read_bytes()
    stage.watch(note)
    elsewhere = stage.vault.parent / "mine.srt"
    elsewhere.write_text("1\n00:00:01,000 --> 00:00:02,000\nMine.\n")
    drop(stage, elsewhere)
    stage.wait(lambda: view_of(stage).transcript is not None)
    assert stage.window.tabs.current == "transcript"
    stage.end()
    again = make_stage()
    view = watch(again, note)
    assert words(view) == ["Mine."]
    choose(again.tab_menu("transcript"), "Find automatically")
    again.wait(lambda: view.transcript is None)
    again.window.tabs.show_tab("transcript")
    assert "No transcript" in labels(view)
    assert note.read_bytes() == written


def test_transcript_when_there_is_no_engine_is_shown_all_the_same(stage: Stage, talk: Path) -> None:
    named = stage.write("id.md", "---\nvideoId: abcdefghijk\n---\n\nA claim [0:05].\n")
    (stage.vault / "abcdefghijk.en.vtt").write_text(vtt(), "utf-8")
    stage.start(named, player=False)
    view = view_of(stage)
    stage.wait(lambda: view.transcript is not None)
    click_words(view, "ends here")
    assert stage.said == ""  # what is in the picture's place says it


def test_captions_inside_the_video_are_shown_where_no_file_is(
    stage: Stage, long_video: Path
) -> None:
    video = with_captions(long_video, stage.vault / "talk.mp4", "mov_text")
    view = watch(stage, stage.write("note.md", NOTE, video=video))
    assert words(view)[0].startswith("One line Two lines")
    click_words(view, "Two lines")
    stage.wait(lambda: stage.player.position_ms == 2_007)
    # A file beside it goes first.
    (stage.vault / "talk.vtt").write_text(vtt(), "utf-8")
    stage.session.video.look()
    stage.wait(lambda: len(words(view)) > 10)


def test_subtitles_when_on_stand_in_the_picture_paused_or_not(stage: Stage, talk: Path) -> None:
    watch(stage, talk)
    picture = stage.window.player.video_view
    stage.seek(30_400)
    stage.wait_for_frame(152)
    plain = picture.grab().toImage()
    stage.view.setFocus()
    stage.press(Key.Key_C)
    subtitle = picture.subtitle()
    assert subtitle.text == "This is cue number 10."
    rect = picture.subtitle_rect()
    assert picture.picture_rect().contains(rect)
    assert rect.center().y() > picture.picture_rect().center().y()
    with_words = picture.grab().toImage()
    inside, outside = rect.center().toPoint(), picture.picture_rect().center().toPoint()
    assert with_words != plain
    assert with_words.copy(0, 0, plain.width(), inside.y() - 40) == plain.copy(
        0, 0, plain.width(), inside.y() - 40
    )
    assert with_words.pixelColor(outside) == plain.pixelColor(outside)
    stage.player.seek(32_950)  # between two cues
    stage.wait(lambda: picture.subtitle() is None)
    stage.player.play()
    stage.wait(lambda: picture.subtitle() is not None)
    stage.player.pause()
    stage.press(Key.Key_C)
    assert picture.subtitle() is None
    # They are sized by the preferences.
    stage.seek(30_400)
    stage.press(Key.Key_C)
    usual = picture.subtitle_rect()
    stage.program.settings.set("subtitles/size", 1.5)
    larger = picture.subtitle_rect()
    assert larger.height() > usual.height() * 1.2
    stage.program.settings.set("subtitles/size", 1.0)
    # In full screen they stay clear of the controls.
    controls = stage.window.player.control_bar
    stage.press(Key.Key_F11)
    stage.wait(lambda: controls.parent() is picture and controls.isVisible())
    stage.wait(lambda: controls.geometry().bottom() == picture.rect().bottom())
    assert picture.subtitle_rect().bottom() <= controls.geometry().top()
    controls.hide()
    assert picture.subtitle_rect().bottom() > controls.geometry().top()
    stage.press(Key.Key_F11)
    stage.wait(lambda: not stage.window.is_full_screen)
    assert stage.player.state is PlayerState.PAUSED


def test_subtitles_when_they_are_long_are_two_lines_at_a_time_along_with_the_words(
    stage: Stage, long_video: Path
) -> None:
    stage.watch(stage.write("note.md", NOTE, video=long_video))
    text = " ".join(f"word{n}" for n in range(60))
    take(stage, "long.vtt", f"WEBVTT\n\n00:00.000 --> 01:00.000\n{text}\n")
    stage.view.setFocus()
    stage.press(Key.Key_C)
    picture = stage.window.player.video_view
    room = picture.subtitle_room()

    def lines() -> list[str]:
        return picture.subtitles.lines(room)

    picture.subtitle_rect()
    assert len(lines()) == 2
    assert lines()[0].startswith("word0 ")
    stage.player.seek(30_000)
    stage.wait(lambda: not lines()[0].startswith("word0 "))
    assert "word30" in " ".join(lines())
