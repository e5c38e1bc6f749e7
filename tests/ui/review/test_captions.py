"""What is wrong with all the captions of a video is one line above the problems."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ui.review_case import NOTE, Case, transcript
from tests.ui.stage import CTRL, Stage, choose, words_of
from viewer.check.finding import CaptionsFault

OTHER = "Choose transcript…"

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


def german(stage: Stage, video: Path, text: str = NOTE) -> Case:
    """A note in English whose video has captions in German alone."""
    made = Case(stage, video, text)
    (stage.vault / "film.en.vtt").rename(stage.vault / "film.de.vtt")
    (stage.vault / "film.de.vtt").write_text(transcript(GERMAN), "utf-8")
    return made


def offered(case: Case) -> list[str]:
    """What the menu has behind what can be done about the check."""
    menu = case.stage.tab_menu()
    menu.close()
    return words_of(menu)[2:]


def test_captions_in_another_language_are_one_finding_and_prove_nothing(
    stage: Stage, long_video: Path
) -> None:
    case = german(stage, long_video)
    case.start()
    stage.wait(lambda: case.reviewing.selected.review.captions is not None)
    # Those alone that lie past the end, and what was in doubt by the words is not.
    assert case.times == ["1:00:30", "5:01:30"]
    assert not case.reviewing.selected.sure
    stage.press("d")
    line = case.view.captions
    assert line.isVisible()
    assert line.text() == (
        "The transcript is in another language. "
        "It is in German, the note in English. No timestamps were checked against it."
    )
    assert offered(case) == [OTHER]
    assert case.tab == "Problems  2"
    # Where nothing else is found, the page does not say that all hold.
    good = NOTE.replace("1:00:30", "0:00:30").replace("5:01:30", "0:01:30")
    stage.session.open_note(stage.write("good.md", good, video=stage.vault / "film.mp4"))
    case.wait()
    stage.wait(lambda: case.reviewing.selected.review.captions is not None)
    stage.window.tabs.show_tab("findings")
    assert case.reviewing.selected.review.captions.fault is CaptionsFault.OTHER_LANGUAGE
    assert not case.view.has_card
    assert stage.window.tabs.widget("claims").check.isHidden()
    assert line.isVisible()


@pytest.mark.all_only
def test_captions_in_the_language_of_the_note_are_shown_first_or_offered(
    make_stage: Callable[[], Stage], long_video: Path
) -> None:
    case = german(make_stage(), long_video)
    (case.stage.vault / "film.en.vtt").write_text(transcript(), "utf-8")
    case.start()
    shown = case.stage.program.transcripts.transcript
    assert shown.language == "en"
    assert case.reviewing.selected.review.captions is None
    assert not case.view.captions.isVisible()
    assert case.times == ["1:00:30", "0:01:40", "5:01:30"]
    case.stage.program.context.state.set("transcript/language", "de")
    case.stage.end()
    # Where German ones are wanted, English ones are offered.
    case = german(stage := make_stage(), long_video)
    (stage.vault / "film.en.vtt").write_text(transcript(), "utf-8")
    case.start()
    stage.wait(lambda: case.reviewing.selected.review.captions is not None)
    stage.press("d")
    stage.wait(lambda: offered(case) == ["Use English", OTHER])
    choose(stage.tab_menu(), "Use English")
    stage.wait(lambda: case.reviewing.selected.review.captions is None)
    case.wait()
    assert not case.view.captions.isVisible()
    assert case.times == ["1:00:30", "0:01:40", "5:01:30"]


CUT = """# Trades

Bakers knead their dough before dawn [0:00:01]. A lighthouse needs two lamps [0:00:10].

- Penguins share the egg between both parents [0:00:20]
- The violin maker waits until the varnish has dried [0:00:30]
- Glaciers carve valleys over many centuries [0:00:40]
- A beekeeper smokes the hive before opening it [0:00:50]
- Submarines steer by sonar through dark water [0:01:00]
- Cartographers drew monsters on empty oceans [0:01:10]
"""


@pytest.fixture
def cut(stage: Stage, long_video: Path) -> Case:
    """A note whose captions are 43 seconds late."""
    made = Case(stage, long_video, CUT)
    (stage.vault / "film.en.vtt").write_text(transcript(late_s=43), "utf-8")
    made.start()
    stage.wait(lambda: made.reviewing.selected.review.captions is not None)
    stage.window.tabs.show_tab("findings")
    return made


def starts(stage: Stage) -> list[int]:
    shown = stage.program.transcripts.transcript
    return [cue.start_ms for cue in shown.cues[:2]]


def test_captions_of_another_cut_are_one_finding_and_can_be_moved(cut: Case) -> None:
    stage, line = cut.stage, cut.view.captions
    assert cut.times == []
    assert line.text() == (
        "The transcript is for a different cut of the video. "
        "It is 0:43 late. Timestamps were checked with that offset."
    )
    moved = ["Shift transcript", "Shift the note's times instead", OTHER]
    assert offered(cut) == moved
    before = stage.data
    # The times of the note are moved in one step, and back.
    move_note = stage.window.actions_["captions.move_note"]
    move_note.trigger()
    assert b"[0:00:44]" in stage.data
    assert b"[0:01:53]" in stage.data
    stage.wait(lambda: cut.reviewing.selected.review.captions is None)
    assert not move_note.isEnabled()
    stage.press("z", CTRL)
    assert stage.data == before
    stage.wait(lambda: cut.reviewing.selected.review.captions is not None)
    # The transcript is, and back.
    stage.window.tabs.show_tab("findings")
    choose(stage.tab_menu(), "Shift transcript")
    stage.wait(lambda: cut.reviewing.selected.review.captions is None)
    cut.wait()
    assert starts(stage) == [0, 10_000]
    assert stage.data == before
    assert line.text() == "The transcript was for a different cut of the video: 0:43 late."
    assert offered(cut) == ["Undo the shift"]
    stage.press("z", CTRL)
    stage.wait(lambda: cut.reviewing.selected.review.captions is not None)
    assert starts(stage) == [43_000, 53_000]
    # It stays moved at the next look.
    stage.window.actions_["captions.move"].trigger()
    stage.wait(lambda: cut.reviewing.selected.review.captions is None)
    again: list[bool] = []
    stage.program.transcripts.changed.connect(lambda: again.append(True))
    stage.program.transcripts.look()
    stage.wait(lambda: bool(again))
    cut.wait()
    assert starts(stage) == [0, 10_000]
    assert cut.reviewing.selected.review.captions is None
