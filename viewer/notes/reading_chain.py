"""Weigh the readings of all times of a note together.

A note is read as a chain (a hidden Markov model). Each time of three fields is hours, minutes and
seconds; or it is *shifted*, minutes and seconds; or, where the video is too short for the first,
its hour may be invented. The evidence: the third field, how long videos are, the distance to the
neighbouring times, and that a way of writing goes on for a while. One pass forwards and one
backwards through the note give the probability of each reading.

A `00` in the third field can come from shifting or from rounding. So if a note has no times that
must be shifted, its whole minutes say little, and its steps are measured in minutes.

The parameters are round numbers, chosen on one half of the videos of the corpus vault and tested on
the other, by what other notes cite for the same claims. Pure; any thread.
"""

import math
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from viewer.notes.model import HOUR_MS, Chance, Limit, Times

_MINUTE_MS = 60_000

# How likely a time is shifted, or has an invented hour, before anything is known of it. One that
# lies past the end where few do can be any mistake. And how likely the way in which the time before
# it is written goes on.
_SHIFTED, _INVENTED, _MISTAKEN = 0.03, 0.0003, 0.03
_GOES_ON = 0.97

# Hardly a video is as long: from here on, or past the end where that is known, a time must be
# shifted, and says how that is written here. So many, all different, tell that the note has some.
_FAR_MS, _FEWEST = 5 * HOUR_MS, 3
# An invented hour leaves the minutes right, so read as minutes and seconds the times of such a note
# lie within a sixtieth of the video. Three times that is spread.
_SPREAD = 20
# How likely the third field of a shifted time is `00`. What the note's other far times say counts
# as much once there are so many of them.
_EMPTY, _AS_MUCH = 0.985, 2
# Where so many of the far times repeat the second field in the third (`07:02:02`), others do too.
_REPEATS = 0.8
# Among so many times under an hour one is a whole minute, before the note is read; and how much
# more than by its third field alone a time is likely to be what it says.
_WHOLE, _AS_WRITTEN = 20, 2.0
# Who cites whole five minutes and nothing else rounds, and tells nothing by third fields and steps.
_ROUND_MS = 300_000

# From each of these on, how much less likely it is that a video is as long; and more so where some
# times are shifted.
_LENGTHS = ((3 * HOUR_MS, math.exp(-1)), (12 * HOUR_MS, math.exp(-12)))
_MORE_SO = ((3 * HOUR_MS, math.exp(-1)), (_FAR_MS, math.exp(-2)))
# Where a third of the times in hours are far ones: how much less likely a time is that lies twice
# as late in the video as the last of those.
_THIRD, _LATE = 3, math.exp(-4)

# A step from one time to the next is half as likely if it is so long, and where minutes are rounded
# so many times as long; and less likely by this if it goes back.
_STEP_MS, _ROUNDED, _BACK = 20_000, 60, math.exp(-1)

# How much less likely a time is that lies past the end; and more than twice as far.
_PAST, _TWICE = math.exp(-9), math.exp(-3)
# A video goes on for a while behind the last moment that notes cite.
_GOES_PAST, _GOES_PAST_MS = 1.15, 120_000
# How likely what cannot be is: nothing may be nought, or all of a note could be.
_NEVER = 1e-12


# Of one time a value for each reading, in the order of `Chance`.
_Three = tuple[float, float, float]
_ALIKE = (1.0, 1.0, 1.0)
# From each reading of one time to each of the next.
_Step = tuple[float, float, float, float, float, float, float, float, float]
_LEVEL: _Step = (1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0)


# While words are written, and undone, a note has the times that it had.
@lru_cache(maxsize=4)
def weigh(chain: tuple[Times, ...], limit: Limit) -> tuple[Chance, ...]:
    """Return the probability of each reading; citations are given in the order of the note."""
    end_ms, twice_ms = _ends(limit)
    seen = _Seen(chain, end_ms)
    invented = 0.0 if end_ms is None else _INVENTED if seen.has_shifted else _MISTAKEN
    prior = (1 - _SHIFTED - invented, _SHIFTED, invented)
    weights = [seen.weights(one, end_ms, twice_ms) for one in chain]
    forward: list[_Three] = []
    steps = [_LEVEL] * len(chain)
    if not seen.is_round:
        width = _STEP_MS * (1 if seen.has_shifted else _ROUNDED)
        times = [_moments(one, end_ms, are_mistakes=not seen.has_shifted) for one in chain]
        steps = [_LEVEL, *(_step(*pair, width) for pair in pairwise(times))]
    # Written out, for a note can have ten thousand citations: p, s and i as in `Chance`.
    wp, ws, wi = prior
    switch = 1 - _GOES_ON
    for (p, s, i), (pp, ps, pi, sp, ss, si, ip, is_, ii) in zip(weights, steps, strict=True):
        if forward:
            lp, ls, li = forward[-1]
            # Who goes on does so in the same way; who does not begins anew.
            wp = _GOES_ON * lp * pp + switch * prior[0] * (lp * pp + ls * sp + li * ip)
            ws = _GOES_ON * ls * ss + switch * prior[1] * (lp * ps + ls * ss + li * is_)
            wi = _GOES_ON * li * ii + switch * prior[2] * (lp * pi + ls * si + li * ii)
        whole = wp * p + ws * s + wi * i
        forward.append((wp * p / whole, ws * s / whole, wi * i / whole))
    result = []
    ap, as_, ai = 1.0, 1.0, 1.0  # how well each explains what stands ahead
    for at in range(len(chain) - 1, -1, -1):
        p, s, i = forward[at]
        p, s, i = p * ap, s * as_, i * ai
        plain_ms = chain[at].plain_ms
        if i and plain_ms is not None and plain_ms <= (end_ms or 0):
            p, i = p + i, 0.0
        whole = p + s + i
        result.append(Chance(p / whole, s / whole, i / whole))
        pp, ps, pi, sp, ss, si, ip, is_, ii = steps[at]
        p, s, i = weights[at]
        cp, cs, ci = p * ap, s * as_, i * ai
        new = switch * prior[0] * cp, switch * prior[1] * cs, switch * prior[2] * ci
        ap = _GOES_ON * pp * cp + new[0] * pp + new[1] * ps + new[2] * pi
        as_ = _GOES_ON * ss * cs + new[0] * sp + new[1] * ss + new[2] * si
        ai = _GOES_ON * ii * ci + new[0] * ip + new[1] * is_ + new[2] * ii
        whole = ap + as_ + ai
        ap, as_, ai = ap / whole, as_ / whole, ai / whole
    return tuple(result[::-1])


def _ends(limit: Limit) -> tuple[int | None, int]:
    """Return the moment that no time should pass, and one that it should pass even less."""
    if limit.duration_ms is not None:
        return limit.duration_ms, limit.duration_ms * 2
    if limit.cited_ms is not None:
        return int(limit.cited_ms * _GOES_PAST) + _GOES_PAST_MS, limit.cited_ms * 2
    return None, 0


def _moments(times: Times, end_ms: int | None, *, are_mistakes: bool) -> tuple[int, int, int]:
    """Return the moment of each reading; a missing one gets a moment without weight."""
    plain_ms, shifted_ms = times
    if plain_ms is None or plain_ms == shifted_ms:
        return shifted_ms, shifted_ms, shifted_ms
    if end_ms is None or plain_ms <= end_ms:
        return plain_ms, shifted_ms, plain_ms
    # What a mistake means is unknown.
    return plain_ms, shifted_ms, shifted_ms if are_mistakes else plain_ms % HOUR_MS


def _step(before: tuple[int, int, int], behind: tuple[int, int, int], width: int) -> _Step:
    """Return how likely each reading of a time is after each reading of the one before it.

    `width` is the step size after times that are not shifted, or invented, like all others.
    """
    p, s, i = before
    if p == s == i and behind[0] == behind[1] == behind[2]:
        return _LEVEL
    one, two, three = behind
    return (
        _near(one - p, width),
        _near(two - p, width),
        _near(three - p, width),
        _near(one - s, _STEP_MS),
        _near(two - s, _STEP_MS),
        _near(three - s, _STEP_MS),
        _near(one - i, _STEP_MS),
        _near(two - i, _STEP_MS),
        _near(three - i, _STEP_MS),
    )


def _near(apart_ms: int, width: int) -> float:
    if apart_ms < 0:
        return _BACK * width / (width - apart_ms)
    return width / (width + apart_ms)


class _Seen:
    """How the times of a note are written, taken all together."""

    def __init__(self, chain: Sequence[Times], end_ms: int | None) -> None:
        self._last_ms = _FAR_MS - 1 if end_ms is None else end_ms
        far: Counter[int] = Counter()  # by what the third field holds
        far_ms: set[int] = set()
        repeats = hours = open_count = 0
        # Of how many the whole minutes are counted: those under an hour, and those that can be.
        short = whole_short = below = whole_below = 0
        self.is_round = True
        for plain_ms, shifted_ms in chain:
            if plain_ms is None:
                self.is_round = False
                continue
            if plain_ms != shifted_ms:
                open_count += 1
                hours += plain_ms >= HOUR_MS
                self.is_round = self.is_round and not plain_ms % _ROUND_MS
            is_whole = not plain_ms % _MINUTE_MS
            if plain_ms < HOUR_MS:
                short += 1
                whole_short += is_whole
            if plain_ms <= self._last_ms:
                below += 1
                whole_below += is_whole
            elif plain_ms != shifted_ms:
                second = plain_ms // 1000 % 60
                far[second] += 1
                far_ms.add(shifted_ms)
                repeats += second == shifted_ms // 1000 % 60
        self._far, self._far_count = far, far.total()
        if end_ms is None:
            self.has_shifted = len(far_ms) >= _FEWEST
        else:
            # Two are enough where they are most.
            are_most = self._far_count * 2 > open_count
            self.has_shifted = (
                len(far_ms) >= (2 if are_most else _FEWEST)
                and (max(far_ms) - min(far_ms)) * _SPREAD >= end_ms
            )
        self._is_repeated = self.has_shifted and repeats >= _REPEATS * self._far_count
        self._late_ms = math.inf
        if end_ms is None and self.has_shifted and self._far_count * _THIRD >= hours:
            self._late_ms = 2 * max(far_ms)
        self._whole = (whole_short + 1) / (short + _WHOLE)
        if not self.has_shifted:
            self._whole = max(self._whole, (whole_below + 1) / (below + 2))

    def weights(self, times: Times, end_ms: int | None, twice_ms: int) -> _Three:
        """Return how well each reading explains a written time on its own."""
        plain_ms, shifted_ms = times
        if plain_ms is None:
            return _NEVER, 1.0, _NEVER
        if plain_ms == shifted_ms:
            return _ALIKE
        plain, shifted = (1.0, 1.0) if self.is_round else self._by_third(plain_ms, shifted_ms)
        if end_ms is None:
            return max(plain * self._length(plain_ms), _NEVER), max(shifted, _NEVER), _NEVER
        # Who makes such mistakes is right elsewhere; who invents an hour does that everywhere.
        invented = _NEVER if self.has_shifted else plain
        if plain_ms > end_ms:
            if plain_ms % HOUR_MS <= end_ms or not self.has_shifted:
                invented = plain * self._length(plain_ms)
            plain *= _PAST * (_TWICE if plain_ms > twice_ms else 1)
        if shifted_ms > end_ms:
            shifted *= _PAST * (_TWICE if shifted_ms > twice_ms else 1)
        return max(plain, _NEVER), max(shifted, _NEVER), invented

    def _length(self, plain_ms: int) -> float:
        """Return the probability that a video of unknown length is long enough for a time."""
        if self.is_round:
            return 1.0
        share = 1.0
        for length_ms, less in (*_LENGTHS, *_MORE_SO) if self.has_shifted else _LENGTHS:
            if plain_ms >= length_ms:
                share *= less
        return share * _LATE if plain_ms > self._late_ms else share

    def _by_third(self, plain_ms: int, shifted_ms: int) -> tuple[float, float]:
        """Return the probability of the third field, as seconds and in a shifted time."""
        second = plain_ms // 1000 % 60
        plain = _AS_WRITTEN * ((1 - self._whole) / 59 if second else self._whole)
        shifted = (1 - _EMPTY) / 59 if second else _EMPTY
        is_far = plain_ms > self._last_ms
        others = self._far_count - is_far
        if others and self.has_shifted:
            own = others / (others + _AS_MUCH)
            shifted = (1 - own) * shifted + own * (self._far[second] - is_far) / others
        if self._is_repeated:
            shifted *= 1 - _REPEATS
            if second == shifted_ms // 1000 % 60:
                shifted += _REPEATS
        return plain, shifted
