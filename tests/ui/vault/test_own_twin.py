"""A note that is opened by another path of it is that note: nowhere does it stand beside itself."""

import os
from collections.abc import Callable
from itertools import cycle, product
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from tests.ui.stage import Stage
from tests.ui.watch.test_video import drop
from viewer.system.handover import Order, link_to
from viewer.ui.vault.related import RelatedSection
from viewer.ui.vault.start import recent, titles_of

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs links")


def _state(stage: Stage, path: Path) -> None:
    stage.program.state.add_recent_note(path)  # as an older version did
    stage.session.open_note(next(iter(stage.program.state.recent_notes())))


WAYS: tuple[Callable[[Stage, Path], object], ...] = (
    lambda stage, path: stage.program.orders.carry_out(Order(str(path))),
    lambda stage, path: stage.program.orders.open_typed(link_to(path, None)),
    drop,
    lambda stage, path: stage.program.choosing.browse(),
    _state,
)


def _related(stage: Stage, section: RelatedSection) -> list[Path | None]:
    return [entry.path for entry in stage.program.related.view.entries.get(section, ())]


def test_note_opened_by_another_path_is_no_twin(
    stage: Stage, numbered_video: Path, monkeypatch: pytest.MonkeyPatch, tests_all: bool
) -> None:
    (stage.vault.parent / "Talks").symlink_to(stage.vault)
    (stage.vault / "today.md").symlink_to("one.md")
    text = "# {}\n\nWords [0:05]. See [[one]], [[today]], [[two]].\n"
    (stage.vault / "film.mp4").symlink_to(numbered_video)
    front = "---\nvideo: {}film.mp4\n---\n"
    one = stage.write("one.md", front.format("") + text.format("One"))
    two = stage.write("deep/two.md", front.format("../") + text.format("Two"))
    stage.session.open(stage.vault.parent / "Talks")
    stage.watch(two)
    stage.program.vault_indexing.start()
    stage.wait(lambda: _related(stage, RelatedSection.VIDEO) == [one])
    media = stage.player.media
    names = ("vault/deep/../one.md", "Talks/one.md", "vault/today.md")
    for way, name in product(WAYS, names) if tests_all else zip(WAYS, cycle(names), strict=False):
        stage.press(Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)  # and held
        path = stage.vault.parent / name
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, path=path: (str(path), ""))
        way(stage, path)
        stage.wait(lambda: stage.session.path == one)
        kinds = RelatedSection.VIDEO, RelatedSection.LINKED, RelatedSection.LINKS
        stage.wait(lambda: [_related(stage, kind) for kind in kinds] == [[two]] * 3)  # noqa: B023
        assert stage.player.media is media  # its file is one, by both names
        assert stage.session.vault.files.notes == ("deep/two.md", "one.md")
        notes = stage.program.vault_list.view
        stage.wait(lambda: stage.program.vault_list.view.chosen_notes() == [one])
        assert notes.heading.name.text() == "Talks"  # as the user calls it
        assert list(titles_of(recent(stage.program.state))) == [one, two]
        assert stage.program.state.recent_notes() == [one, two]
        stage.press(Qt.Key.Key_Control)  # and let go
        stage.session.open_note(two)
        stage.wait(lambda: _related(stage, RelatedSection.VIDEO) == [one])
