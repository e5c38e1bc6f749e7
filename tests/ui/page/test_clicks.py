"""A click never scrolls what is in sight: a second one, at the same place, means the same thing."""

import shutil
from functools import partial
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QApplication

from tests.ui.stage import LEFT, NO_KEYS, Stage, park_mouse, wheel
from viewer.media.player import PlayerState
from viewer.ui.kit.notice import NoticeButton
from viewer.ui.page.block_editor import BlockEditor

Key = Qt.Key
CLAIMS = 60
WORDS = "Number {0} is a claim, said at a time of its own, which fills a line of the page or two"
TRANSCRIPT = "WEBVTT\n\n" + "".join(
    f"00:{2 * n // 60:02}:{2 * n % 60:02}.000 --> 00:{(2 * n + 2) // 60:02}:{(2 * n + 2) % 60:02}"
    f".000\nThis is sentence number {n} of the talk.\n\n"
    for n in range(CLAIMS)
)


@pytest.fixture
def talk(stage: Stage, long_video: Path) -> Path:
    """A note of many claims, two seconds apart, with a transcript; its video is paused."""
    film = stage.vault / "film.mp4"
    shutil.copyfile(long_video, film)
    film.with_suffix(".en.vtt").write_text(TRANSCRIPT, "utf-8")
    claims = [f"- {WORDS.format(n)} [{2 * n // 60}:{2 * n % 60:02}]" for n in range(CLAIMS)]
    path = stage.write("talk.md", "# A talk\n\n" + "\n".join(claims) + "\n", video=film)
    stage.window.resize(1200, 700)
    stage.watch(path)
    stage.wait_for_claims(CLAIMS)
    stage.wait(lambda: stage.program.transcripts.transcript is not None)
    return path


def click_point(area: QAbstractScrollArea, part: float) -> QPoint:
    seen = area.viewport().rect()
    return QPoint(seen.width() // 2, round(seen.height() * part))


def click_at(area: QAbstractScrollArea, part: float) -> QPoint:
    """Click at a part of the height of what is seen."""
    at = click_point(area, part)
    QTest.mouseClick(area.viewport(), LEFT, NO_KEYS, at)
    return at


def let_settle(stage: Stage) -> None:
    """Wait until a jump is shown, and all that moves has come to rest."""
    stage.wait(lambda: stage.program.navigator._arrival is None)
    for scrolling in (
        stage.view.scrolling.gentle,
        stage.window.tabs.widget("transcript").text.scrolling._moving,
    ):
        stage.wait(lambda scrolling=scrolling: scrolling.state() is scrolling.State.Stopped)  # type: ignore[misc]


@pytest.mark.parametrize("plays", [False, pytest.param(True, marks=pytest.mark.all_only)])
def test_click_on_a_claim_leaves_the_page_where_it_is(
    stage: Stage, talk: Path, plays: bool
) -> None:
    bar = stage.view.verticalScrollBar()
    stage.view.shown.scroll_to_byte(talk.read_bytes().index(b"- Number 20"))
    if plays:
        stage.program.settings.set("play/on_jump", True)
        stage.player.set_rate(0.25)  # at rest again before the next claim is said
    before = bar.value()
    assert 0 < before < bar.maximum() - 200
    for part in (0.02, 0.5, 0.85, 0.97):
        jumps = stage.session.follow.current_claim
        at = click_at(stage.view, part)
        stage.wait(lambda jumps=jumps: stage.session.follow.current_claim != jumps)  # type: ignore[misc]
        let_settle(stage)
        assert bar.value() == before
        assert stage.player.state is (PlayerState.PLAYING if plays else PlayerState.PAUSED)
        current = stage.session.follow.current_claim
        clicked = stage.view.targets.at_point(at)
        if clicked.citation is not None:
            assert stage.session.follow.claim_of(clicked.citation) == current
        else:
            assert clicked.claim == current


def test_double_click_edits_the_block_that_was_clicked(
    stage: Stage, talk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A click beside the editor ends it at once, and not when no second one can come any more.
    monkeypatch.setattr(QApplication, "doubleClickInterval", lambda: 0)
    view, bar = stage.view, stage.view.verticalScrollBar()
    for part in (0.03, 0.97):
        view.shown.scroll_to_byte(talk.read_bytes().index(b"- Number 20"))
        before = bar.value()
        at = QPoint(view.viewport().width() // 2, round(view.viewport().height() * part))
        words = view.cursorForPosition(at).block().text().split()[1]
        QTest.mouseClick(view.viewport(), LEFT, NO_KEYS, at)
        let_settle(stage)
        handle = stage.window.windowHandle()
        QTest.mouseDClick(handle, LEFT, NO_KEYS, view.viewport().mapTo(stage.window, at))
        editor = view.findChild(BlockEditor)
        assert editor.text.data.startswith(f"Number {words} is".encode())
        # As little as shows the whole of it, above what floats over the page.
        pill = stage.window.page.pill
        foot = view.height() if pill.isHidden() else pill.y()
        assert editor.geometry().bottom() < foot
        margin = 20
        assert abs(bar.value() - before) < editor.height() + view.height() - foot + margin
        # The second click, which is let go of beside the editor, does not close it.
        later: list[bool] = []
        QTimer.singleShot(1, partial(later.append, True))  # after all that it asked for
        stage.wait(lambda later=later: later)  # type: ignore[misc]
        assert view.findChild(BlockEditor) is editor
        QTest.mouseClick(view.viewport(), LEFT, NO_KEYS, QPoint(at.x(), view.height() // 2))
        stage.wait(lambda: view.findChild(BlockEditor) is None)


@pytest.mark.all_only
def test_click_on_the_transcript_leaves_it_where_it_is(stage: Stage, talk: Path) -> None:
    words = stage.window.tabs.widget("transcript").text
    assert words.isVisible()
    bar = words.verticalScrollBar()
    for _ in range(3):
        wheel(words.viewport(), -10)
    assert bar.value() > bar.pageStep()  # more than a page; it counts lines
    for part in (0.04, 0.5, 0.95, 0.04):
        before, position = bar.value(), stage.player.position_ms
        click_at(words, part)
        stage.wait(lambda position=position: stage.player.position_ms != position)  # type: ignore[misc]
        let_settle(stage)
        assert bar.value() == before, part
        top, room = words.rows.row_rect(words.marks.said_row), words.viewport().height()
        assert top.top() <= room * part <= top.bottom() + 1
    # What is lit is shown on a page that was scrolled.
    for _ in range(6):
        wheel(stage.view.viewport(), -10)
    assert not stage.session.follow.is_following
    click_at(words, 0.5)
    let_settle(stage)
    assert stage.session.follow.is_following
    current = stage.session.follow.current_claim
    note = stage.session.note
    rect = stage.view.shown.span_rect(note.claims[current].span)
    assert stage.view.viewport().rect().contains(rect.toRect())
    # It goes on following after a click.
    for _ in range(6):
        wheel(words.viewport(), 10)
    assert bar.value() == 0
    click_at(words, 0.97)
    let_settle(stage)
    assert bar.value() == 0
    clicked = words.marks.said_row
    stage.player.set_rate(3.0)
    stage.press(Key.Key_Space)
    stage.wait(lambda: words.marks.said_row > clicked)
    stage.wait(lambda: bar.value() > 0)


def test_click_on_a_list_leaves_it_where_it_is(stage: Stage, talk: Path) -> None:
    side = stage.window.tabs
    for number in range(40):
        stage.write(f"{number:02}.md", f"# Note {number}\n\nWords [0:{number:02}].\n")
    stage.session.vault.list_again()
    stage.wait(lambda: stage.window.list.model.count == 41)
    side.show_tab("claims")
    lists: tuple[QAbstractItemView, ...] = (side.widget("claims").claims, stage.window.list.tree)
    for rows, part in product(lists, (0.02, 0.98)):
        bar = rows.verticalScrollBar()
        stage.wait(lambda bar=bar: bar.maximum() > 0)  # type: ignore[misc]
        bar.setValue(bar.maximum() // 2)
        before = bar.value()
        assert before > 0
        index = rows.indexAt(click_point(rows, part))
        at = click_at(rows, part)
        let_settle(stage)
        assert rows.indexAt(at) == index
        assert abs(bar.value() - before) <= rows.visualRect(index).height()


def test_notice_is_not_in_the_way_of_a_second_click(stage: Stage, talk: Path) -> None:
    view, pane = stage.view, stage.window.page
    at = QPoint(view.viewport().width() // 2, view.viewport().height() - 30)
    pane.say("0:20 · This was clicked", brief=True)
    assert pane.notice.geometry().contains(view.viewport().mapTo(pane, at))
    assert pane.childAt(view.viewport().mapTo(pane, at)) is view.viewport()
    # Nor under the mouse, where it has something to press.
    QTest.mouseMove(view.viewport(), at)
    stage.wait(lambda: QCursor.pos() == view.viewport().mapToGlobal(at))
    pane.say("This is past the end.", [NoticeButton("Go to 1:01", "", lambda: None)])
    place = pane.notice.geometry()
    assert not place.contains(view.viewport().mapTo(pane, at))
    assert pane.rect().contains(place)
    park_mouse()
