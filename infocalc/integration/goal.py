"""How exact a total must be, how much work it may take, and how the work may end without a number."""

from __future__ import annotations

from flint import arb

from infocalc.records import NamedTuple


class Uncertified(Exception):
    """The proof did not come to an end: the reason, in words."""


#: where an integral may diverge
ENDS = ("oo", "-oo", "an end of the range")


class Divergent(Exception):
    """The integral or sum is proved to be infinite: its sign, and why (or one of ENDS).

    The sign is 0 where the partial sums do not tend to anything.
    """

    def __init__(self, sign: int, reason: str) -> None:
        super().__init__(reason)
        self.sign = sign
        self.reason = reason


class Steps:
    """Work that is left, in operations on balls: the same on every machine."""

    __slots__ = ("left",)

    def __init__(self, left: int) -> None:
        self.left = left


class Goal(NamedTuple):
    """The tolerance for a total of about `size`, and the steps within which it is to be reached."""

    tolerance: arb
    steps: Steps
    size: arb = arb(1)

    @property
    def error(self) -> arb:
        """The absolute tolerance."""
        return self.tolerance * self.size

    @staticmethod
    def within(steps: int, tolerance: arb) -> Goal:
        return Goal(tolerance, Steps(steps))

    def spend(self, steps: int) -> bool:
        """Whether there was that much left to spend."""
        self.steps.left -= steps
        return self.steps.left >= 0

    def take(self, steps: int) -> None:
        """Spend steps; raise Uncertified where there are no more."""
        if not self.spend(steps):
            raise Uncertified("the steps for a proof are used up")
