"""Samples drawn again: from the multinomial distribution of counts, or from the posterior of their pmf.

The variates are those of NumPy's RandomState, whose streams are frozen: the same seed draws the same with
every version. One stream draws all samples of a question, one after the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from infocalc.annotations import TYPE_CHECKING
from infocalc.errors import LimitExceeded
from infocalc.records import NamedTuple

if TYPE_CHECKING:
    from numpy.random import RandomState


#: counts, or probabilities, of each of the samples of a question
Samples = Sequence[Sequence[float]]


class Draws(NamedTuple):
    """How many draws, the seed of their stream, the level of the interval; who is told of each draw."""

    draws: int
    seed: int
    level: float
    progress: Callable[[int], None] | None = None

    def ordered(self, statistic: Callable[[Samples], float], drawn: Iterable[Samples]) -> list[float]:
        """The numbers of what is drawn, in rising order."""
        found = []
        for samples in drawn:
            found.append(statistic(samples))
            if self.progress is not None:
                self.progress(len(found))
        return sorted(found)


#: variates drawn at most, and counts beyond which doubles are no longer whole numbers
_MOST_VARIATES, _MOST_COUNT = 20_000_000, 2**53


def check_size(samples: Sequence[Sequence[int]], draws: int, option: str) -> None:
    """Refuse more than can be drawn in doubles."""
    bins = sum(map(len, samples))
    if draws * bins > _MOST_VARIATES or max(map(sum, samples)) > _MOST_COUNT:
        raise LimitExceeded(f"{draws:,} draws of {bins:,} bins; use fewer with --{option}")


def resamples(samples: Sequence[Sequence[int]], draws: int, seed: int) -> Iterator[Samples]:
    """As many observations as before, drawn with replacement; what was not seen is not drawn."""
    random = _random(seed)
    for _ in range(draws):
        yield [_resample(random, counts) for counts in samples]


def _resample(random: RandomState, counts: Sequence[int]) -> list[int]:
    n, found = sum(counts), [0] * len(counts)
    seen = [i for i, y in enumerate(counts) if y]
    drawn = random.multinomial(n, [counts[i] / n for i in seen]).tolist()
    for i, y in zip(seen, drawn, strict=True):
        found[i] = y
    return found


def posteriors(concentrations: Samples, draws: int, seed: int) -> Iterator[Samples]:
    """Pmfs from the Dirichlet distributions of these concentrations."""
    random = _random(seed)
    for _ in range(draws):
        yield [random.dirichlet(a).tolist() for a in concentrations]


def _random(seed: int) -> RandomState:
    from numpy.random import RandomState

    return RandomState([seed >> 32 * i & 0xFFFFFFFF for i in range(max(1, -(-seed.bit_length() // 32)))])


def quantile(ordered: Sequence[float], share: float) -> float:
    """Linear between the two nearest order statistics."""
    place = share * (len(ordered) - 1)
    i = min(int(place), len(ordered) - 2) if len(ordered) > 1 else 0
    low, high = ordered[i], ordered[min(i + 1, len(ordered) - 1)]
    return low + (place - i) * (high - low)
