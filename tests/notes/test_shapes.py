"""Times in every shape of `shapes`, and what only looks like one; how they are edited is in
`test_form_edits`, how they are converted in `test_convert`.
"""

from collections import Counter

from tests.notes.shapes import is_read, shapes

_LEAST = 0.95


def test_times_of_every_shape_are_read_and_nothing_else_is() -> None:
    count: Counter[str] = Counter()
    missed: dict[str, list[str]] = {}
    for shape in shapes():
        count[shape.group] += 1
        if not is_read(shape):
            missed.setdefault(shape.group, []).append(shape.name)
    assert min(count.values()) >= 40
    for group, names in missed.items():
        least = 1.0 if group == "plain" else _LEAST
        assert 1 - len(names) / count[group] >= least, (group, names)
