"""Company: whether a figure stands beside others, was followed by one in its turn, or was said before.

Then it is an input or a repetition, and nobody asks where it comes from. Looked up, not searched for: an
interview of an hour has hundreds of figures, and each turn looks at all of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from agents.facts import Number

COMPANY = 2
"""A figure told with so many others in its turn belongs to a sum, and a sum is checked, not asked for."""


class Company:
    """The figures of a ledger by their turn and by what they are."""

    def __init__(self, numbers: Iterable[Number]) -> None:
        self._of_turn: defaultdict[str, list[Number]] = defaultdict(list)
        self._turns: defaultdict[tuple[str, float], set[str]] = defaultdict(set)
        for number in numbers:
            self._of_turn[number.span.turn].append(number)
            self._turns[number.unit, number.value].add(number.span.turn)

    def holds(self, number: Number) -> bool:
        """Whether others stand beside it, or follow from it in its turn, or it was said before."""
        near = [each for each in self._of_turn[number.span.turn] if each.span != number.span]
        later = any(each.span.start > number.span.start for each in near)
        before = bool(self._turns[number.unit, number.value] - {number.span.turn})
        return len(near) >= COMPANY or later or before
