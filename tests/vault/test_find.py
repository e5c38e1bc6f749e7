"""Whether a search finds the note that one has in mind, among all real notes."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from viewer.vault.index import Index
from viewer.vault.indexer import Indexer
from viewer.vault.query import parse_query


@pytest.fixture(scope="module")
def index(corpus_vault: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    path = tmp_path_factory.mktemp("find") / "index.sqlite"
    with Indexer(corpus_vault, path) as indexer:
        indexer.update()
    opened = Index.open(path, corpus_vault)
    with closing(opened):
        yield opened


@pytest.mark.all_only
@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("delay caffeine 90 minutes", "impact_of_caffeine_timing_on_alertness_and_sleep"),
        ("starship cost per ton", "spacex_and_the_future_of_orbital_transportation"),
        ("dot product perpendicular zero", "dot_products_and_vectors"),
        ("dot product", "dot_products_and_vectors"),
        ("positioning", "the_role_of_counter_positioning_in_startup_strategy"),
        ("jake paul askren knockout", "jake_pauls_influence_on_the_sport_of_boxing"),
        ("how long morning sunlight", "impact_of_sunlight_and_red_light_on_health"),
        ("taylor series approximation cosine", "visualizing_matrix_exponents"),
        ("squish space", "null_space"),
    ],
)
def test_search_with_a_known_answer_gives_it_first(index: Index, text: str, note: str) -> None:
    groups = index.search(parse_query(text)).groups
    assert groups[0].note.path.stem.startswith(note)
