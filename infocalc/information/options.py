"""What may be asked of an information measure, as plain values; nothing here knows the command line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from infocalc.records import NamedTuple


class InformationOptions(NamedTuple):
    """The options of entropy, xent, kl, jsd and mi; the defaults change nothing in what was given.

    `at` gives symbolic parameters exact values. `unit` is 'nats', 'bits' or 'bans'; `base`, when given,
    is the base of the logarithm instead. Column names may also be numbers counted from 1. `gated` says that
    a gate is to name the terms that matter, where there are terms. `progress` is told how many resamples
    have been drawn.
    """

    digits: int = 15
    unit: str = "nats"
    base: str | None = None
    at: Mapping[str, str] = MappingProxyType({})
    assume: tuple[str, ...] = ()
    normalize: bool = False
    counts: bool = False
    weights: bool = False
    samples: bool = False
    characters: bool = False
    bytes: bool = False
    logits: bool = False
    logprobs: bool = False
    tokens: bool = False
    smooth: str | None = None
    smooth_total: str | None = None
    estimator: str | None = None
    window: int | None = None
    neighbours: int | None = None
    test: bool = False
    bootstrap: int | None = None
    bayes: int | None = None
    confidence: str | None = None
    seed: int | None = None
    renyi: str | None = None
    tsallis: str | None = None
    alpha: str | None = None
    f: str | None = None
    perplexity: bool = False
    share: bool = False
    both: bool = False
    distance: bool = False
    mixture_weights: str | None = None
    relative_to: str | None = None
    column: str | None = None
    label_column: str | None = None
    q_column: str | None = None
    delimiter: str | None = None
    decimal: str | None = None
    x: str | None = None
    y: str | None = None
    given: tuple[str, ...] = ()
    comment: str | None = None
    header: bool = False
    no_header: bool = False
    sum_tolerance: str | None = None
    merge_duplicates: bool = False
    steps: bool = False
    check: str | None = None
    tol: str | None = None
    strict: bool = False
    columns: tuple[str, ...] = ()
    by: str | None = None
    nulls: str | None = None
    engine: str | None = None
    progress: Callable[[int], None] | None = None
    table: str | None = None
    plot: bool = False
    range: str | None = None
    gated: bool = False

    @property
    def tallied(self) -> bool:
        """Whether the numbers are counts or weights, to be divided by their sum."""
        return self.counts or self.weights

    @property
    def counted(self) -> bool:
        """Whether the numbers are observations that were counted, which can be estimated from."""
        return self.tallied or self.samples or self.characters or self.bytes

    @property
    def encoded(self) -> bool:
        """Whether the operand is no list of probabilities, counts or observations: a text, or logarithms."""
        return self.characters or self.bytes or self.logits or self.logprobs or self.tokens

    @property
    def with_interval(self) -> bool:
        """Whether an interval is to stand behind the answer."""
        return self.bootstrap is not None or self.bayes is not None

    @property
    def with_terms(self) -> bool:
        """Whether the terms of the sum are wanted, where it has some."""
        return self.steps or self.gated
