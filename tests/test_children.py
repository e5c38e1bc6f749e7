import os
from itertools import islice
from pathlib import Path

import pytest

from tests.children_work import answer_half, end, fail, twice
from tests.conftest import Children
from viewer.base.children import ChildEndedError, in_children

unix = pytest.mark.skipif(os.name == "nt", reason="needs signals")


@pytest.fixture(autouse=True)
def _path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[1]))


def test_answers_come_in_the_order_of_their_tasks_and_the_rest_is_left(children: Children) -> None:
    assert list(in_children(twice, range(20), 2)) == list(range(0, 40, 2))
    assert not children()
    answers = in_children(twice, iter(range(1 << 40)), 2)
    assert list(islice(answers, 3)) == [0, 2, 4]
    answers.close()  # type: ignore[attr-defined]
    assert not children()


def test_what_a_child_raises_is_raised_here_with_its_place(children: Children) -> None:
    with pytest.raises(OSError, match="no 7") as raised:
        list(in_children(fail, [7], 1))
    assert "in fail" in "".join(raised.value.__notes__)
    assert not children()


def test_child_that_ends_by_itself_ends_the_waiting() -> None:
    with pytest.raises(ChildEndedError):
        list(in_children(end, range(5), 2))


@unix
def test_child_that_is_killed_in_the_middle_of_its_answer_ends_the_waiting(
    children: Children,
) -> None:
    with pytest.raises(ChildEndedError):
        list(in_children(answer_half, range(9), 2))
    assert not children()
