"""The fitted parameters, and how they were fitted.

The program that fitted them is in the history: `git log -- tests/measure/fit.py`.
`resources/order.json` was counted over the notes of the corpus vault, without those about the
videos of the pairs; `MATCH` and `CHANCE` are fitted on the tuning half of the pairs alone.
"""

import json
from functools import cache

from viewer import RESOURCES

# Of each of `match.FEATURES`: what one more of it adds to the score (log).
MATCH: tuple[float, ...] = (
    0.1334,  # asserted 1
    0.0508,  # asserted 12
    0.1419,  # asserted 60
    0.1536,  # rest 12
    -0.0716,  # rest 60
    0.0617,  # near 12
    0.0445,  # beside 1
    0.0483,  # beside 12
    1.2902,  # share 12
    1.5422,  # log share 6
    0.2138,  # log share 12
    0.4717,  # log share 25
    1.2286,  # sentence
)

# What makes a moment's share a measured chance (log odds): of its share's log odds, of the share of
# the claim's words said there, of the mean share of the note's best moments; and what is added.
CHANCE = (0.75, 0.91, 1.19, -2.18)


@cache
def order() -> dict[str, list[list[float]]]:
    """Return the log probability of each step between two citations, by second.

    By `order.Relation`, and by the table of `order.spread`. "steps_s" holds one row, the steps
    themselves, in seconds; negative where the second citation is said before the first.
    """
    tables: dict[str, list[list[float]]] = json.loads((RESOURCES / "order.json").read_text("utf-8"))
    return tables
