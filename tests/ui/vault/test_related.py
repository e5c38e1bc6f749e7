"""Other notes about the same video, and links: in the list, on the timeline, by J and K."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from tests.ui.stage import ALT, CTRL, LEFT, LONG_FPS, NO_KEYS, SHIFT, Stage, park_mouse
from viewer.media.player import PlayerState
from viewer.ui.claims.claims_view import ClaimRow
from viewer.ui.vault.related import RelatedNote, RelatedSection

FAINT_Y = 44  # in the row of other notes' ticks


class Vault:
    """Three notes about one video, and one that links to the first of them."""

    def __init__(self, stage: Stage, video: Path) -> None:
        self.stage = stage
        self.first = stage.write(
            "one.md",
            "# One\n\nFirst of one [0:10].\n\nSecond of one [0:50]. Too late [0:59:00].\n\n"
            "See [[two]] and [[nowhere at all]].\n",
            video=video,
        )
        self.second = stage.write(
            "deep/two.md", "# Two\n\nOnly of two [0:30].\n\nAgain of two [1:20].\n", video=video
        )
        self.third = stage.write("three.md", "# Three\n\nAt the same time [0:50].\n", video=video)
        self.linking = stage.write("linking.md", "# Linking\n\nAs [[one]] says so well.\n")

    def start(self) -> None:
        self.stage.watch(self.first)
        self.stage.program.vault_indexing.start()
        self.stage.wait(lambda: len(self.entries(RelatedSection.VIDEO)) == 2)
        self.stage.wait(lambda: len(self.stage.window.tabs.widget("claims")._others) == 3)

    def entries(self, section: RelatedSection) -> list[RelatedNote]:
        return list(self.stage.program.related.view.entries.get(section, ()))

    def list_all(self) -> None:
        self.stage.press(Qt.Key.Key_L)
        tab = self.stage.window.tabs.widget("claims")
        QTest.mouseClick(tab.bar._all, LEFT)
        self.stage.wait(lambda: tab.bar.is_all)
        self.stage.view.setFocus()

    def rows(self) -> list[ClaimRow]:
        return list(self.stage.window.tabs.widget("claims").claims.rows.rows)

    def row(self, ms: int, title: str) -> int:
        return next(
            number
            for number, row in enumerate(self.rows())
            if row.ms == ms and row.other is not None and row.other.title == title
        )


@pytest.fixture
def vault(stage: Stage, long_video: Path) -> Vault:
    made = Vault(stage, long_video)
    made.start()
    return made


def at_frame(stage: Stage, seconds: int) -> None:
    stage.wait(lambda: stage.player.position_ms == seconds * 1000)
    stage.wait_for_frame(seconds * LONG_FPS)


def test_other_notes_and_links_are_listed_as_notes_are_written_and_folded_by_keys(
    vault: Vault, long_video: Path, make_stage: Callable[[], Stage]
) -> None:
    stage, view = vault.stage, vault.stage.program.related.view
    # Notes about the video, with their claims.
    assert [(e.title, e.path, e.claims) for e in vault.entries(RelatedSection.VIDEO)] == [
        ("Two", vault.second, 2),
        ("Three", vault.third, 1),
    ]
    # Links, with the sentence and what is missing.
    stage.wait(lambda: len(vault.entries(RelatedSection.LINKS)) == 2)
    (linking,) = vault.entries(RelatedSection.LINKED)
    assert linking.path == vault.linking
    assert linking.sentence == linking.excerpt == "As one says so well."
    assert [(e.title, e.path) for e in vault.entries(RelatedSection.LINKS)] == [
        ("two", vault.second),
        ("nowhere at all", None),
    ]
    # The sentence of a link is shown from shortly before it.
    long = "It takes many words before anybody comes to say that [[one | the first]] is right."
    stage.write("linking.md", f"# Linking\n\n{long}\n")
    # Between the two there may be none: a file is emptied before it is written anew.
    stage.wait(lambda: any("many" in one.sentence for one in vault.entries(RelatedSection.LINKED)))
    (linking,) = vault.entries(RelatedSection.LINKED)
    assert linking.excerpt == "…comes to say that the first is right."
    assert linking.sentence.startswith("It takes")
    # A note written meanwhile is listed.
    stage.write("four.md", "# Four\n\nLate comer [0:40].\n", video=long_video)
    stage.wait(lambda: len(vault.entries(RelatedSection.VIDEO)) == 3)
    stage.wait(lambda: len(stage.window.tabs.widget("claims")._others) == 4)
    # A link that can mean several notes says so and asks.
    for folder in ("left", "right"):
        stage.write(f"{folder}/twin.md", "# Twin\n\nOne of two.\n")
    text = vault.first.read_text("utf-8") + "\nSee [[twin]].\n"
    vault.first.write_text(text, "utf-8")
    stage.wait(lambda: len(vault.entries(RelatedSection.LINKS)) == 3)
    stage.wait(lambda: vault.entries(RelatedSection.LINKS)[2].several == 2)
    view.set_open(RelatedSection.LINKS, True)
    stage.press("b", CTRL | SHIFT)
    stage.wait(view.hasFocus)
    stage.press(Qt.Key.Key_End)
    assert view.currentIndex().data() == "twin (one of 2 notes)"
    stage.press(Qt.Key.Key_Return)
    stage.wait(stage.palette.isVisible)
    stage.wait(lambda: len(stage.palette.shown_titles()) == 2)
    stage.press(Qt.Key.Key_Down)
    stage.press(Qt.Key.Key_Return)
    stage.wait(lambda: stage.session.path == stage.vault / "right" / "twin.md")
    # Entries are opened and folded by keys.
    stage.session.open_note(vault.first)
    stage.wait(lambda: len(vault.entries(RelatedSection.VIDEO)) == 3)
    view.set_open(RelatedSection.LINKS, False)
    stage.press("b", CTRL | SHIFT)
    stage.wait(view.hasFocus)
    stage.press(Qt.Key.Key_Home)
    rows = view.rows.rowCount()
    stage.press(Qt.Key.Key_Left)
    assert view.rows.rowCount() == rows - 3
    assert view.currentIndex().data() == "About this video"
    stage.press(Qt.Key.Key_Right)
    assert view.rows.rowCount() == rows
    stage.press(Qt.Key.Key_Down)
    chosen = vault.entries(RelatedSection.VIDEO)[0]
    stage.press(Qt.Key.Key_Return)
    stage.wait(lambda: stage.session.path == chosen.path)
    stage.wait(lambda: "One" in [e.title for e in vault.entries(RelatedSection.VIDEO)])
    # A folded section stays folded at the next start.
    stage.press("b", CTRL | SHIFT)
    stage.wait(view.hasFocus)
    stage.press(Qt.Key.Key_Home)
    stage.press(Qt.Key.Key_Left)
    stage.end()
    assert make_stage().program.related.view.is_open == {
        RelatedSection.VIDEO: False,
        RelatedSection.LINKED: True,
        RelatedSection.LINKS: False,
    }


def test_claims_of_all_notes_are_listed_filtered_and_gone_to(vault: Vault) -> None:
    stage, claims = vault.stage, vault.stage.window.tabs.widget("claims").claims
    timeline = stage.window.player.control_bar.timeline
    assert [row.ms for row in vault.rows()] == [10_000, 50_000, None]
    # All are listed in the order of time, also where the pane was hidden.
    stage.window.show_pane("video", False)
    vault.list_all()
    assert claims.isVisible()
    assert [(row.ms, row.other.title if row.other else "") for row in vault.rows()] == [
        (10_000, ""),
        (30_000, "Two"),
        (50_000, ""),
        (50_000, "Three"),
        (80_000, "Two"),
        (None, ""),
    ]
    # J and K mean this note.
    steps = (("j", NO_KEYS, 10), ("j", NO_KEYS, 50), ("k", NO_KEYS, 10), ("j", SHIFT, 50))
    for key, keys, second in steps:
        stage.press(key, keys)
        at_frame(stage, second)
    # Claims out of reach are listed, and what they say is offered.
    assert len(stage.session.follow.own_claims) == 3
    assert vault.rows()[5].written == "59:00"
    place = claims.visualRect(claims.rows.index(5)).center()
    QTest.mouseClick(claims.viewport(), LEFT, pos=place)
    assert "59:00 is past the end" in stage.said
    # The claim in force is lit whose ever it is.
    stage.player.seek(35_000)
    stage.wait(lambda: claims.is_now(vault.rows()[1]))
    assert [claims.is_now(row) for row in vault.rows()] == [False, True, False, False, False, False]

    # The filter holds for the claims and the ticks of all notes.
    def is_ticked(ms: int) -> bool:
        tick = timeline.targets.tick_at(QPointF(round(timeline.x_of(ms)), FAINT_Y))
        return tick is not None and tick.source == "Two"

    stage.press("/")
    stage.type_in("of two again")
    stage.wait(lambda: [row.ms for row in vault.rows()] == [80_000])
    assert is_ticked(80_000)
    assert not is_ticked(30_000)
    stage.press(Qt.Key.Key_Escape)
    stage.wait(lambda: len(vault.rows()) == 6)
    assert is_ticked(30_000)
    stage.type_in("is:problem")
    stage.wait(lambda: [row.written for row in vault.rows()] == ["59:00"])
    stage.press(Qt.Key.Key_Escape)
    stage.wait(lambda: len(vault.rows()) == 6)
    # Ticks of other notes name their note, and lead there.
    at = QPoint(round(timeline.x_of(80_000)), FAINT_Y)
    tick = timeline.targets.tick_at(at.toPointF())
    assert (tick.ms, tick.source, tick.text) == (80_000, "Two", "Again of two")
    QTest.mouseClick(timeline, LEFT, pos=at)
    at_frame(stage, 80)
    stage.wait(lambda: stage.offered == ["Open “Two”"])
    park_mouse()
    # Another note's claim is gone to, and its note offered.
    claims.setFocus()
    claims.setCurrentIndex(claims.rows.index(vault.row(30_000, "Two")))
    stage.press(Qt.Key.Key_Return)
    at_frame(stage, 30)
    stage.wait(lambda: stage.offered == ["Open “Two”"])
    assert stage.session.path == vault.first
    stage.press("1", ALT)
    stage.wait(lambda: stage.session.path == vault.second)


def test_opening_a_claims_note_does_not_even_pause_the_video(vault: Vault) -> None:
    stage, claims = vault.stage, vault.stage.window.tabs.widget("claims").claims
    vault.list_all()
    # The button of a row opens its note.
    place = claims.open_button(claims.rows.index(vault.row(80_000, "Two"))).center()
    QTest.mouseClick(claims.viewport(), LEFT, pos=place)
    stage.wait(lambda: stage.session.path == vault.second)
    at_frame(stage, 80)
    stage.session.open_note(vault.first)
    stage.wait(lambda: any(r.other and r.other.title == "Two" for r in vault.rows()))
    # So does a key, and it plays on.
    stage.player.seek(31_000)
    stage.player.play()
    stage.wait(lambda: stage.player.position_ms > 31_000)
    states: list[PlayerState] = []
    seeks: list[int] = []
    stage.player.state_changed.connect(states.append)
    stage.player.seeked.connect(lambda _from, to: seeks.append(to))
    claims.setFocus()
    claims.setCurrentIndex(claims.rows.index(vault.row(30_000, "Two")))
    stage.press(Qt.Key.Key_Return, CTRL)
    stage.wait(lambda: stage.session.path == vault.second)
    stage.wait(lambda: stage.session.follow.current_claim == 0)
    before = stage.player.position_ms
    stage.wait(lambda: stage.player.position_ms > before)
    assert (states, seeks) == ([], [])
    # Another one is not said now: there it goes, playing on.
    stage.wait(lambda: any(r.other and r.other.title == "Three" for r in vault.rows()))
    claims.setFocus()
    claims.setCurrentIndex(claims.rows.index(vault.row(50_000, "Three")))
    stage.press(Qt.Key.Key_Return, CTRL)
    stage.wait(lambda: seeks == [50_000])
    assert stage.session.path == vault.third
    assert states == []


def test_note_alone_shows_nothing_and_times_of_others_are_decided_by_the_video(
    stage: Stage, long_video: Path
) -> None:
    """Hours and minutes that are really minutes and seconds: only the duration tells."""
    stage.watch(stage.write("one.md", "# One\n\nSaid [0:10].\n", video=long_video))
    stage.index()
    stage.program.background.finish()
    assert stage.program.related.view.isHidden()
    stage.press("b", CTRL | SHIFT)
    assert "No other note" in stage.said
    link = '<a class="yt-timestamp" data-t="{0}">[{0}]</a>'
    text = " ".join(f"Claim {link.format(at)}." for at in ("00:20:00", "01:10:00", "01:50:00"))
    stage.write("odd.md", f"# Odd\n\n{text}\n", video=long_video)
    rows = stage.window.tabs.widget("claims")
    stage.wait(lambda: [row.ms for row in rows._others] == [20_000, 70_000, 110_000])


def test_times_are_bounded_by_what_other_notes_cite_where_no_video_is_here(stage: Stage) -> None:
    def write(name: str, *times: str) -> Path:
        link = '<a class="yt-timestamp" data-t="{0}">[{0}]</a>'
        said = "\n".join(f"- Claim {link.format(time)}" for time in times)
        front = "---\nvideo: https://www.youtube.com/watch?v=aaaaaaaaaaa\n---\n"
        return stage.write(name, f"{front}# {name}\n\n{said}\n")

    odd = write("odd.md", "01:05:30", "02:10:20", "03:20:40", "04:02:10", "00:15:10")
    write("plain.md", "00:01:10", "00:02:15", "00:04:31")
    write("more.md", "00:00:50", "00:04:40")
    stage.program.session.open_note(odd)
    stage.wait(lambda: stage.program.session.note is not None)
    alone = [time.ms for time in stage.program.session.times]
    assert alone[0] == 3_930_000
    stage.program.vault_indexing.start()
    stage.wait(lambda: stage.program.session.times[0].ms == 65_000)
    shown = [time.ms for time in stage.program.session.times]
    assert shown == [65_000, 130_000, 200_000, 242_000, 15_000]
    stage.program.session.open_note(odd, at_ms=0)
    stage.press(Qt.Key.Key_F5)
    stage.wait(lambda: [time.ms for time in stage.program.session.times] == shown)
