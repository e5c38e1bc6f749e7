"""What is wrong with all the captions of a video is one finding above the others."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.review_case import NOTE, Case, transcript
from tests.ui.stage import LEFT, Stage
from viewer.evidence.finding import CaptionsFault

GERMAN = (
    "Bäcker kneten den Teig lange vor dem Morgen.",
    "Ein Leuchtturm braucht zwei Lampen, falls eine von ihnen ausfällt.",
    "Pinguine teilen sich das Ei mit beiden Eltern.",
    "Der Geigenbauer wartet wochenlang, bis der Lack trocken ist.",
    "Gletscher graben über viele Jahrhunderte tiefe Täler.",
    "Ein Imker räuchert den Stock, bevor er ihn öffnet.",
    "Unterseeboote finden ihren Weg durch dunkles Wasser mit dem Echolot.",
    "Kartenzeichner malten einst Ungeheuer auf die leeren Meere.",
    "Der Uhrmacher ölt jedes Rad zwei Mal im Jahr.",
    "Teeblätter welken, bevor man sie von Hand rollt.",
    "Schachprogramme schneiden die Zweige ab, die nicht gewinnen können.",
    "Töpfer brennen ihre Schalen bei tausend Grad.",
    "Danke, dass ihr bis zum Ende zugesehen habt.",
)


@pytest.fixture
def case(stage: Stage, long_video: Path) -> Case:
    made = Case(stage, long_video, NOTE)
    (stage.vault / "film.en.vtt").rename(stage.vault / "film.de.vtt")
    (stage.vault / "film.de.vtt").write_text(transcript(GERMAN), "utf-8")
    return made


def test_captions_in_another_language_are_one_finding_and_prove_nothing(case: Case) -> None:
    case.start()
    stage = case.stage
    stage.wait(lambda: stage.program.transcripts.transcript is not None)
    stage.wait(lambda: case.reviewing.review.captions is not None)
    # Those alone that lie past the end, and what was in doubt by the words is not.
    assert case.times == ["1:00:30", "5:01:30"]
    assert not case.reviewing.sure
    stage.press("d")
    strip = case.view.captions
    assert strip.isVisible()
    assert strip.title.text() == "The captions are in another language"
    assert strip.words.text() == (
        "They are in German, the note in English. No citation was checked against them."
    )
    assert [button.text() for button in strip.buttons] == ["Choose other captions…"]
    assert case.tab == "Findings  3"


def test_captions_in_the_language_of_the_note_are_shown_first(case: Case) -> None:
    (case.stage.vault / "film.en.vtt").write_text(transcript(), "utf-8")
    case.start()
    shown = case.stage.program.transcripts.transcript
    assert shown is not None
    assert shown.language == "en"
    assert case.reviewing.review.captions is None
    assert not case.view.captions.isVisible()
    assert case.times == ["1:00:30", "0:01:40", "5:01:30"]


def test_captions_in_the_language_of_the_note_are_offered_and_taken(case: Case) -> None:
    stage = case.stage
    (stage.vault / "film.en.vtt").write_text(transcript(), "utf-8")
    stage.program.context.settings.set("transcript/language", "de")
    case.start()
    stage.wait(lambda: case.reviewing.review.captions is not None)
    stage.press("d")
    strip = case.view.captions
    assert [button.text() for button in strip.buttons] == ["Use English", "Choose other captions…"]
    QTest.mouseClick(strip.buttons[0], LEFT)
    stage.wait(lambda: case.reviewing.review.captions is None)
    case.wait()
    assert not strip.isVisible()
    assert case.times == ["1:00:30", "0:01:40", "5:01:30"]


def test_strip_is_reached_and_used_by_keyboard(case: Case) -> None:
    stage = case.stage
    (stage.vault / "film.en.vtt").write_text(transcript(), "utf-8")
    stage.program.context.settings.set("transcript/language", "de")
    case.start()
    stage.wait(lambda: case.reviewing.review.captions is not None)
    stage.press("d")
    button = case.view.captions.buttons[0]
    for _ in range(30):
        stage.press(Qt.Key.Key_Backtab)
        if button.hasFocus():
            break
    assert button.hasFocus()
    stage.press(Qt.Key.Key_Space)
    stage.wait(lambda: case.reviewing.review.captions is None)


def test_page_without_findings_does_not_say_that_all_hold(stage: Stage, long_video: Path) -> None:
    text = NOTE.replace("1:00:30", "0:00:30").replace("5:01:30", "0:01:30")
    case = Case(stage, long_video, text)
    (stage.vault / "film.en.vtt").write_text(transcript(GERMAN), "utf-8")
    case.start()
    stage.wait(lambda: case.reviewing.review.captions is not None)
    stage.window.tabs.show_tab("findings")
    found = case.reviewing.review.captions
    assert found is not None
    assert found.fault is CaptionsFault.OTHER_LANGUAGE
    page = case.view.page
    assert page is not None
    assert page.title == "Nothing to look at"
    assert "speaks of" not in page.text
    assert case.view.captions.isVisible()
