"""Work in child processes: its order, its errors, and children that die."""

import os
from itertools import islice
from multiprocessing import active_children

import pytest

from tests.children_work import answer_half, end, fail, twice
from viewer.children import ChildEndedError, in_children

unix = pytest.mark.skipif(os.name == "nt", reason="needs signals")


def test_answers_come_in_the_order_of_their_tasks_and_the_rest_is_left_where_not_wanted() -> None:
    assert list(in_children(twice, range(20), 2)) == list(range(0, 40, 2))
    assert not active_children()
    answers = in_children(twice, iter(range(1 << 40)), 2)
    assert list(islice(answers, 3)) == [0, 2, 4]
    answers.close()  # type: ignore[attr-defined]
    assert not active_children()


def test_what_a_child_raises_is_raised_here_with_its_place() -> None:
    with pytest.raises(OSError, match="no 7") as raised:
        list(in_children(fail, [7], 1))
    assert "in fail" in "".join(raised.value.__notes__)
    assert not active_children()


def test_child_that_ends_by_itself_ends_the_waiting() -> None:
    with pytest.raises(ChildEndedError):
        list(in_children(end, range(5), 2))


@unix
def test_child_that_is_killed_in_the_middle_of_its_answer_ends_the_waiting() -> None:
    with pytest.raises(ChildEndedError) as raised:
        list(in_children(answer_half, range(9), 2))
    assert "during message" in str(raised.value.__cause__)
    assert not active_children()
