"""The field of the search alone: its tokens, and the words beside them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.stage import show_alone
from viewer.ui.search.field import Filter, SearchField, _Token
from viewer.vault.query import parse_query

_QUERY = "channel:video-basics tag:seeking from:0:10 to:1:00 from:0:20 key"


@pytest.fixture
def field(qapp: QApplication, qtbot: QtBot) -> Iterator[SearchField]:
    around = QWidget()
    made = SearchField(around)
    around.resize(1600, 60)
    show_alone(qapp, qtbot, around, made)
    yield made
    around.close()


@pytest.mark.parametrize("width", [560, 720, 900, 1400])
def test_tokens_leave_room_for_the_words_and_end_before_them(
    field: SearchField, width: int
) -> None:
    field.resize(width, 56)
    field.set_query(_QUERY)
    tokens = [token for token in field.findChildren(_Token) if not token.isHidden()]
    assert tokens
    assert tokens[-1].filter == field.filters[-1]  # which Backspace takes away
    parts = [*tokens, field.line]
    for one, other in pairwise(parts):
        assert one.geometry().right() < other.x(), (one, other)
    assert parts[-1].geometry().right() < field.width()
    for token in tokens:
        assert token.width() >= token.least_width - 4
    hidden = len(field.filters) - len(tokens)
    more = [label.text() for label in field.findChildren(QLabel) if not label.isHidden()]
    assert more == ([f"+{hidden}"] if hidden else [])
    assert field.query() == _QUERY


def test_width_that_is_wanted_shows_every_token_whole(field: SearchField) -> None:
    field.resize(720, 56)
    field.set_query(_QUERY)
    assert field.wanted_width > 720
    field.resize(field.wanted_width, 56)
    tokens = [token for token in field.findChildren(_Token) if not token.isHidden()]
    assert [token.width() for token in tokens] == [token.sizeHint().width() for token in tokens]
    assert len(tokens) == 5
    field.set_query("key")
    assert field.wanted_width == 0


@pytest.mark.parametrize("name", ["The “X” show", "«X»", "„X“show", "L'été 2", "a.b/c"])
def test_quotes_in_the_name_of_a_channel_are_its_own(name: str) -> None:
    assert parse_query(f"{Filter('channel', name).text} word").channels == (name,)
