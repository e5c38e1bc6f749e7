"""Whether a search finds the note that one has in mind: searches of five kinds over real notes."""

import random
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from viewer.vault.index import Index
from viewer.vault.indexer import Indexer
from viewer.vault.query import parse_query
from viewer.vault.schema import LINE

_WORD = re.compile(r"[A-Za-z]{4,}")
_EACH = 50  # searches of a kind
_TELLING = 0.025  # of the notes, at most, have a word that tells
_QUESTIONS = ("how does {} {} and {}", "what is the {} of {} in {}", "why do {} {} with the {}")
_ENDINGS = (("ies", "y"), ("ing", "ed"), ("ed", "ing"), ("s", ""))


@pytest.fixture(scope="module")
def index(corpus_vault: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    path = tmp_path_factory.mktemp("find") / "index.sqlite"
    with Indexer(corpus_vault, path) as indexer:
        indexer.update()
    opened = Index.open(path, corpus_vault)
    with closing(opened):
        yield opened


def _words(text: str) -> list[str]:
    return list(dict.fromkeys(_WORD.findall(text.lower())))


def _other_ending(word: str) -> str:
    for end, other in _ENDINGS:
        if word.endswith(end) and len(word) > len(end) + 3:
            return word.removesuffix(end) + other
    return word + "s"


def _searches(index: Index, rng: random.Random) -> Iterator[tuple[str, Path]]:
    sql = "SELECT n.path, p.title, p.text FROM note_pages p JOIN notes n ON n.id = p.id"
    notes = [(path.decode(), title, text.split(LINE)[1:]) for path, title, text in index.rows(sql)]
    having = Counter(
        word for _, title, lines in notes for word in _words(" ".join([title, *lines]))
    )
    drawn = 0
    while drawn < 5 * _EACH:
        path, title, lines = rng.choice(notes)
        most = len(notes) * _TELLING
        telling = [[word for word in _words(line) if having[word] < most] for line in lines]
        telling = [words for words in telling if len(words) > 2]
        named = [word for word in _words(title) if having[word] < 4 * most]
        if len(telling) < 2 or not named:
            continue
        one, other = rng.sample(telling, 2)
        kind = drawn // _EACH
        words = [*rng.sample(one, 2), rng.choice(other)]
        if kind == 0:
            words = rng.sample(one, 3)
        elif kind == 1:
            words = [rng.choice(named), *words[:2]]
        if kind == 3:
            words = [rng.choice(_QUESTIONS).format(*words)]
        elif kind == 4:
            words = list(map(_other_ending, words))
        drawn += 1
        yield " ".join(words), index.root / path


@pytest.mark.all_only
@pytest.mark.timeout(600)
def test_note_that_one_has_in_mind_is_among_the_first(index: Index) -> None:
    places = []
    for text, meant in _searches(index, random.Random(1)):
        found = [group.note.path for group in index.search(parse_query(text)).groups]
        assert found, text
        places.append(found.index(meant) if meant in found else len(found))
    assert sum(place < 5 for place in places) >= 0.96 * len(places)
    assert sum(place == 0 for place in places) >= 0.68 * len(places)


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
