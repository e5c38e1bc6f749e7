"""Some random things in one window. `./run soak` does thousands, and measures."""

import random
from pathlib import Path

import pytest

from tests.ui.soak_driver import Driver
from tests.ui.soak_material import make_films, make_material
from tests.ui.stage import Stage

ACTIONS, SEED = 40, 4

pytestmark = pytest.mark.all_only


def test_page_draft_and_file_are_one_after_random_actions(stage: Stage, tmp_path: Path) -> None:
    chance = random.Random(SEED)
    films = make_films(tmp_path)
    material = make_material(tmp_path / "soak", films, chance, corpus=False)
    stage.watch(material.notes[0])
    driver = Driver(stage.program, material, chance, hurries=True)
    driver.start()
    try:
        for number in range(ACTIONS):
            driver.act()
            if number % 20 == 19:
                driver.check()
    finally:
        driver.stop()
    assert driver.complaints == []
