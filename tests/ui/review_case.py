"""A video of trades, its transcript, and a note with some wrong citations."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QTabBar

from tests.ui.stage import Stage
from viewer.ui.review.finding_card import CardContent
from viewer.ui.review.findings_view import FindingsView
from viewer.ui.review.reviewing import Reviewing

# Ten seconds each.
SAID = (
    "Bakers knead the dough long before dawn.",
    "A lighthouse needs two lamps, in case one of them fails.",
    "Penguins share the egg between both parents.",
    "The violin maker waits for weeks until the varnish has dried.",
    "Glaciers carve deep valleys over many centuries.",
    "A beekeeper smokes the hive before opening it.",
    "Submarines steer by sonar through dark water.",
    "Cartographers once drew monsters on the empty oceans.",
    "The clockmaker oils every gear twice a year.",
    "Tea leaves wither before they are rolled by hand.",
    "Chess engines prune the branches that cannot win.",
    "Potters fire their bowls at a thousand degrees.",
    "Thank you for watching until the very end.",
)
NOTE = """# Trades

Bakers knead their dough before dawn [0:00:01]. A lighthouse needs two lamps [0:00:10].

- The violin maker waits until the varnish has dried [1:00:30]
- Glaciers carve valleys over many centuries [0:01:40]
- Tea leaves wither before they are rolled [5:01:30]
- Cartographers drew monsters on empty oceans [0:01:10]
- A beekeeper smokes the hive before opening it

The end.
"""
# Minutes and seconds throughout, in the place of hours and minutes.
SHIFTED = """# Shifted

- Bakers knead their dough before dawn [00:01:00]
- The violin maker waits until the varnish has dried [00:30:00]
- Cartographers drew monsters on empty oceans [01:10:00]
- Potters fire their bowls [01:50:00]
"""


def transcript(lines: Sequence[str] = SAID, late_s: int = 0) -> str:
    cues = []
    for number, said in enumerate(lines):
        start, end = (
            f"00:{second // 60:02}:{second % 60:02}.000"
            for second in (number * 10 + late_s, number * 10 + 8 + late_s)
        )
        cues.append(f"{start} --> {end}\n{said}\n")
    return "WEBVTT\n\n" + "\n".join(cues)


class Case:
    """One note being reviewed."""

    def __init__(self, stage: Stage, video: Path, text: str = NOTE, *, said: bool = True) -> None:
        self.stage = stage
        film = stage.vault / "film.mp4"
        shutil.copyfile(video, film)
        if said:
            (stage.vault / "film.en.vtt").write_text(transcript(), "utf-8")
        self.path = stage.write("note.md", text, video=film)

    def start(self) -> None:
        self.stage.watch(self.path)
        self.wait()

    def step(self) -> None:
        self.stage.press("d")
        self.view.card.setFocus()

    def wait(self) -> None:
        """Wait until the note was checked with all that there is to know."""
        stage = self.stage
        has_file = any(stage.vault.glob("film.*.vtt"))
        stage.wait(lambda: not has_file or stage.program.transcripts.transcript is not None)
        stage.wait(lambda: stage.session.video.duration_ms is not None)
        stage.wait(lambda: not self.reviewing.checking.is_running)
        # What is listed, and so which keys can be used, is worked out on a thread.
        stage.wait(lambda: not stage.program.background.is_under_way("claims"))
        stage.wait(lambda: len(stage.session.doubts.places) == self.reviewing.selected.count)

    @property
    def reviewing(self) -> Reviewing:
        return self.stage.program.reviewing

    @property
    def view(self) -> FindingsView:
        return self.reviewing.view

    @property
    def content(self) -> CardContent:
        return self.view.card.content

    @property
    def times(self) -> list[str]:
        """The times as written of what is to be looked at."""
        note = self.reviewing.selected.review.note
        return [note.citations[item.citation].written for item in self.reviewing.selected.items]

    @property
    def tab(self) -> str:
        (tabs,) = self.stage.window.tabs.findChildren(QTabBar)
        return tabs.tabText(tabs.currentIndex())

    @property
    def tab_count(self) -> int:
        bar = self.stage.window.tabs.bar
        texts = [bar.tabText(index) for index in range(bar.count()) if bar.isTabVisible(index)]
        (words,) = [text for text in texts if text.startswith("Problems")] or ["0"]
        return int(words.removeprefix("Problems") or 0)
