"""Where else a claim is said: by real captions in a real index."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from viewer.evidence.elsewhere import find_like

from tests.vault.test_said import SaidPlaces, update, write_captions
from viewer.notes.model import VideoRef
from viewer.vault.index import Index
from viewer.vault.query import Query, parse_query
from viewer.vault.said import Said
from viewer.vault.schema import index_path

FIRST, SECOND, THIRD = "aaaaaaaaaaa", "bbbbbbbbbbb", "ccccccccccc"


@pytest.fixture
def places(tmp_path: Path) -> SaidPlaces:
    (tmp_path / "vault").mkdir()
    return SaidPlaces(
        tmp_path / "vault", tmp_path / "cache", tmp_path / "library", tmp_path / "state"
    )


def _opened(places: SaidPlaces) -> Iterator[Said]:
    update(places)
    index = Index.open(index_path(places.cache, places.root), places.root)
    assert index is not None
    said = Said(index, places.library)
    yield said
    said.close()
    index.close()


@pytest.fixture
def said(places: SaidPlaces) -> Iterator[Said]:
    for key, sentences in (
        (FIRST, [(5, "The gaps between open models are shrinking."), (9, "And that is that.")]),
        (SECOND, [(7, "Well, the gap shrinks for each open model that they release.")]),
        (THIRD, [(3, "Mind the gap."), (9, "A model wears open shoes.")]),
    ):
        write_captions(places.library / key / f"{key}.en.vtt", sentences)
    yield from _opened(places)


def _keys(said: Said, text: str, without: str | None = None) -> list[str]:
    ref = VideoRef(without) if without is not None else None
    return [group.video.key for group in find_like(said, Query(said=True, like=text), ref).groups]


def test_sentences_with_the_same_stems_are_found_the_likest_first(said: Said) -> None:
    claim = "The gap of open models has been shrinking"
    assert _keys(said, claim)[:2] == [FIRST, SECOND]
    assert _keys(said, claim, FIRST)[0] == SECOND
    found = find_like(said, Query(said=True, like=claim))
    hit = found.groups[0].hits[0]
    assert hit.ms == 5_000
    marked = {hit.text[start:end] for start, end in hit.marks}
    assert {"gaps", "models", "shrinking"} <= marked


@pytest.mark.parametrize(
    "text", ["", "!?", "and that is what it is", "Nobody speaks of zebras", "∑ x²"]
)
def test_a_claim_without_telling_words_that_are_said_is_found_nowhere(
    said: Said, text: str
) -> None:
    assert _keys(said, text) == []


def test_sentences_without_spaces_are_found(places: SaidPlaces) -> None:
    for key, text in ((FIRST, "神经网络用反向传播学习。"), (SECOND, "山羊住在灯塔里。")):
        write_captions(places.library / key / f"{key}.zh.vtt", [(5, text)])
    with contextmanager(_opened)(places) as said:
        assert _keys(said, "反向传播让神经网络学会") == [FIRST]


@pytest.mark.parametrize(
    ("language", "said_there", "claim"),
    [
        ("de", "Die Häuser wuchsen mit den Bäumen.", "Das Haus wächst neben dem Baume"),
        ("de", "Sie vergleichen die Lücken bei offenen Modellen.", "Ein Vergleich: die Lücke"),
        ("es", "Las redes neuronales aprendieron solas.", "Cómo aprende una red neuronal"),
    ],
)
def test_words_are_cut_by_the_language_of_each_transcript(
    places: SaidPlaces, language: str, said_there: str, claim: str
) -> None:
    write_captions(places.library / FIRST / f"{FIRST}.en.vtt", [(5, "Mind the gap.")])
    write_captions(places.library / SECOND / f"{SECOND}.{language}.vtt", [(5, said_there)])
    with contextmanager(_opened)(places) as said:
        assert _keys(said, claim) == [SECOND]


def test_one_shared_word_of_many_is_not_enough(said: Said) -> None:
    assert THIRD not in _keys(said, "Mind how foundations finance the shoes of research")


def test_filters_of_the_search_hold(said: Said) -> None:
    query = parse_query(f"said: video:{SECOND}")
    found = find_like(said, replace(query, like="The gap of open models has been shrinking"))
    assert [group.video.key for group in found.groups] == [SECOND]
