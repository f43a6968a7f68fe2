"""Kinds of figures: which of the lexicon's quantities a figure states, by the words around it or its unit."""

from __future__ import annotations

from collections.abc import Mapping

from rubrics.schema import Lexicon, Quantity
from rubrics.units import dimensions

from .figures import Figure
from .heard import Heard
from .patterns import Pattern

ITEM_BYTES = 5e7
"""An amount of data at least this large, and of no known kind, is storage rather than one item's size."""

OTHER = "other"


class Quantities:
    """The lexicon's kinds of number, ready to be recognised."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.known: Mapping[str, Quantity] = {quantity.id: quantity for quantity in lexicon.quantities}
        self._listen = {
            quantity.id: (Pattern.any_of(quantity.listen), _exponents(quantity.unit))
            for quantity in lexicon.quantities
        }

    def kind(self, heard: Heard, figure: Figure, floor: int, ceiling: int) -> str:
        """The kind of a figure, by the words around it between two offsets; "other" when none shows."""
        best, score = OTHER, 0.0
        for kind, (pattern, exponents) in self._listen.items():
            if not _fits(figure, exponents, kind):
                continue
            for match in heard.matches(pattern):
                if match.start < floor or match.end > ceiling:
                    continue
                near = _nearness(figure, match.start, match.end)
                if near > score:
                    best, score = kind, near
        return best if score > 0 else _by_dimension(figure, self.known)


def _exponents(unit: str) -> tuple[int, int, int]:
    """Powers of information, time and money of a pint unit."""
    if unit in ("1", "percent", ""):
        return 0, 0, 0
    top, _, per = unit.partition("/")
    time = -1 if per else 0
    made_of = dict(dimensions(top))
    if "second" in made_of:
        time += 1
    money = int("dollar" in made_of)
    return int(_is_information(top)), time, money


def _is_information(unit: str) -> bool:
    return unit.rstrip("s").endswith(("byte", "bit"))


def _fits(figure: Figure, exponents: tuple[int, int, int], kind: str) -> bool:
    own = figure.unit.exponents
    if kind in _RATIOS:
        return own == (0, 0, 0)
    if figure.factor:
        return False
    if figure.unit.dimension == "ratio":
        return False
    if exponents[2] and figure.unit.dimension == "count":
        return figure.unit.exponents[1] == exponents[1] and not figure.noun
    return own == exponents


def _nearness(figure: Figure, start: int, end: int) -> float:
    """How near a match stands to a figure: highest when it overlaps it."""
    if start < figure.end and end > figure.start:
        return 1000.0 + (end - start)
    gap = start - figure.end if start >= figure.end else figure.start - end
    return max(0.0, 80.0 - gap)


def _by_dimension(figure: Figure, known: Mapping[str, Quantity]) -> str:
    """The kind that a unit alone shows."""
    unit = figure.unit
    information, time, money = unit.exponents
    kind = OTHER
    if information and time == -1:
        kind = "bandwidth" if unit.per == "second" else "storage-rate"
    elif information:
        kind = "message-size" if figure.each else "storage" if figure.base >= ITEM_BYTES else OTHER
    elif money:
        kind = "cost" if time == -1 else "money-value"
    elif time == 1 and figure.base <= 30:  # noqa: PLR2004 longer times are no latency
        kind = "latency"
    elif time == -1 and unit.dimension == "count" and not figure.each:
        kind = "request-rate" if unit.per == "second" or _requests(figure) else "message-rate"
    elif figure.factor:
        kind = "growth-factor"
    return kind if kind in known else OTHER


def _requests(figure: Figure) -> bool:
    return figure.noun.lower() in ("", "requests", "reads", "writes", "queries")


_RATIOS = frozenset({"ratio", "growth-factor", "uptime"})
