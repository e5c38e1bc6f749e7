"""The pane of findings and what its cards are made of."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QRegion, QTextDocument
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.review_case import Case
from tests.ui.stage import CTRL, Stage
from viewer.check.finding import Evidence
from viewer.check.quote import quote
from viewer.media.transcript import Cue, Transcript
from viewer.ui.kit.theme import words_font
from viewer.ui.review.finding_card import SaidThere, cut

Key = Qt.Key
_MARKED = '<a class="yt-timestamp" data-t="00:00:05" data-xywh="percent:90,40,30,20">[00:00:05]</a>'


def focusable(widget: QWidget) -> set[QWidget]:
    return {
        one
        for one in widget.findChildren(QWidget)
        if one.isVisible()
        and one.isEnabled()
        and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.focusProxy() is None
    }


def test_tab_reaches_all_of_the_pane_and_everything_has_a_name(case: Case) -> None:
    bar = case.view.bar
    case.step()
    seen: set[QWidget] = set()
    for _ in range(60):
        case.stage.press(Key.Key_Tab)
        focus = QApplication.focusWidget()
        if focus in seen:
            break
        seen.add(focus)
    wanted = focusable(case.view)
    assert case.view.card in wanted
    assert wanted <= seen
    for widget in wanted:
        words = widget.text() if isinstance(widget, QAbstractButton) else ""
        assert widget.accessibleName() or words
    # Buttons show the keys that do the same, as many as fit.
    assert [one._key for one in (bar.accept, bar.listen, bar.by_hand)] == ["Alt+Y", "V", "Alt+S"]
    case.stage.program.settings.set_keys({"finding.keep": ("F7",)})
    assert bar.keep._key == "F7"
    # The pane comes to the front where the video is hidden.
    stage = case.stage
    stage.view.setFocus()
    stage.press(Key.Key_F8)
    assert not stage.window.is_pane_shown("video")
    stage.press("d")
    assert stage.window.is_pane_shown("video")
    assert stage.view.hasFocus()


def test_what_matters_is_in_sight_at_each_size(case: Case) -> None:
    stage, window, card, bar = case.stage, case.stage.window, case.view.card, case.view.bar
    case.step()
    case.step()  # to one whose both times are in the video
    # In the usual window of a laptop; in the smallest the buttons, and the quotes by scrolling.
    for size in ((1366, 768), (900, 560)):
        window.resize(*size)
        stage.wait(lambda size=size: window.size().toTuple() == size)
        shown: list[QWidget] = [bar.accept, bar.listen, bar.by_hand, bar.keep]
        shown += [card.written.quote, card.proposed.quote] if size[1] > 560 else []
        stage.wait(
            lambda shown=shown: all(one.visibleRegion() == QRegion(one.rect()) for one in shown)
        )
        assert card.written.quote.x() > card.written.frame.geometry().right()
    # A frame that cannot be had is no empty place.
    card.proposed.frame.show_picture(QImage())
    assert card.proposed.frame.words == "no picture"
    # The card comes into sight where its buttons have the keys.
    window.resize(1000, 560)
    scroll = case.view._area.verticalScrollBar()
    stage.wait(lambda: scroll.maximum() > card.y())
    scroll.setValue(scroll.maximum())
    bar.keep.setFocus(Qt.FocusReason.TabFocusReason)
    assert scroll.value() <= card.y()
    bar.by_hand.click()
    scroll.setValue(scroll.maximum())
    stage.press(Key.Key_Escape)
    assert bar.keep.hasFocus()
    assert scroll.value() <= card.y()
    # The first quote, in large text; and it is small again after that.
    window.resize(1366, 768)
    card.setFocus()
    quote = card.written.quote
    usual = quote.font()
    assert usual == words_font(quote, 0.97)
    for _ in range(7):
        stage.press(Key.Key_Plus, CTRL)
    stage.wait(lambda: quote.font() == words_font(quote, 0.97) != usual)
    line = quote.fontMetrics().height()
    stage.wait(lambda: quote.visibleRegion().boundingRect().height() >= line)
    stage.press(Key.Key_0, CTRL)
    stage.wait(lambda: quote.font() == usual)
    inside = card.rect().adjusted(5, 5, -5, -5)  # within the ring that says where the keys are
    stage.wait(lambda: all(inside.contains(each.geometry()) for each in (card.written, card._kind)))


def test_long_words_are_cut_round_what_matches() -> None:
    text = " ".join(f"word{n}" for n in range(200))
    start = text.index("word120")
    said = Evidence(0, 1, text, ((0, 5), (start, start + 7), (start, start + 1)))
    shown, marks = cut(said, 240)
    assert len(shown) < 300
    assert [shown[a:b] for a, b in marks] == ["word0"]
    shown, marks = cut(Evidence(0, 1, text, ((start, start + 7),)), 240)
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert [shown[a:b] for a, b in marks] == ["word120"]


def test_letters_of_an_unspaced_script_are_shown_once(qtbot: QtBot) -> None:
    text = "笔记也会出错，写下超出视频结尾的时间" * 8
    cues = (
        Cue(0, 9_000, text),
        *(Cue(at * 10_000, at * 10_000 + 1, "别的话。") for at in range(1, 9)),
    )
    said = quote("笔记也会出错，写下超出视频结尾的时间", Transcript(tuple(cues), "zh"), 0)
    shown = SaidThere(most=60)
    qtbot.addWidget(shown)
    shown.show_said(said)
    document = QTextDocument()
    document.setHtml(shown.text())
    assert document.toPlainText() == text[:60] + "…"
    assert "underline" in shown.text()


def test_whole_sentences_are_shown_as_they_are() -> None:
    assert cut(Evidence(0, 1, "It is said.", ((6, 10),)), 60) == ("It is said.", [(6, 10)])
    assert cut(Evidence(0, 1, "and it is", ()), 60)[0] == "…and it is…"


def test_what_is_said_is_text_and_no_markup(qtbot: QtBot) -> None:
    said = SaidThere(most=60)
    qtbot.addWidget(said)
    said.show_said(Evidence(61_000, 62_000, "Less <b> is & more.", ((0, 4),)))
    assert "Less</span> &lt;b&gt; is &amp; more." in said.text()
    assert said.accessibleName() == "Less <b> is & more."


def test_mark_beyond_the_picture_is_cut(stage: Stage, numbered_video: Path) -> None:
    stage.watch(
        stage.write("a.md", f"# T\n\n- One [0:02]\n- Two {_MARKED}\n", video=numbered_video)
    )
    before = stage.data
    stage.wait(stage.window.actions_["doubt.next"].isEnabled)
    stage.press("d")
    view = stage.program.reviewing.view
    stage.wait(lambda: view.card.content is not None)
    assert view.card.content.kind == "The mark extends beyond the frame."
    assert list(view.card.content.proposals) == []
    assert view.bar.accept.text() == "Crop mark to the frame"
    view.bar.accept.click()
    stage.wait(lambda: stage.data != before)
    assert b'data-xywh="percent:90,40,10,20"' in stage.data
    assert "Crop mark to the frame" in stage.said
    stage.press("z", CTRL)
    assert stage.data == before
