"""The field of the search alone: filters among its words."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from viewer.ui.search.view import Filter, SearchField
from viewer.vault.query import parse_query


def test_filters_are_read_completed_and_dropped(qtbot: QtBot) -> None:
    around = QWidget()
    qtbot.addWidget(around)
    field = SearchField(around)
    field.setText('key channel:"Three Brown" #idea said: tag:se')
    assert field.part() == Filter("tag", "se")
    assert field.filters == [
        Filter("channel", "Three Brown"),
        Filter("tag", "#idea"),
        Filter("said", ""),
    ]
    field.complete("seeking")
    assert field.text() == 'key channel:"Three Brown" #idea said: tag:seeking '
    assert field.part() is None
    field.drop('channel:"Three Brown"')
    assert field.text() == "key #idea said: tag:seeking"
    field.setText("from:soon #")
    assert field.part() == Filter("tag", "#")
    assert not field.filters[0].can_be_read


@pytest.mark.parametrize("name", ["The “X” show", "«X»", "„X“show", "L'été 2", "a.b/c"])
def test_quotes_in_the_name_of_a_channel_are_its_own(name: str) -> None:
    assert parse_query(f"{Filter('channel', name).text} word").channels == (name,)
