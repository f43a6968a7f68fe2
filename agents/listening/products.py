"""Products: what figures multiply and divide to, in bytes, seconds and dollars."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, product

from .figures import Figure
from .units import Unit, attached

FACTORS = 4
"""The most factors one calculation may have."""


def converts(one: Figure, other: Figure) -> bool:
    """Whether two figures say the same thing in other units: per day and per second, bits and bytes."""
    if one.unit.exponents != other.unit.exponents or one.unit == other.unit:
        return False
    if one.unit.per and other.unit.per and one.unit.per != other.unit.per:
        return _same_thing(one, other)
    return one.unit.dimension == other.unit.dimension != "count" and one.unit.per == other.unit.per


def _same_thing(one: Figure, other: Figure) -> bool:
    first, last = head_of(one.noun), head_of(other.noun)
    generic = {"", "request", "time", "operation", "query", "call"}
    return first == last or first in generic or last in generic or one.unit.dimension == "information"


def head_of(noun: str) -> str:
    """The last word of what is counted, in the singular."""
    return noun.lower().split()[-1].rstrip("s") if noun else ""


def valued(result: Figure, factors: Sequence[Figure], powers: Sequence[int]) -> Iterator[float]:
    """The product in base units, and, where a period was left unsaid, without it."""
    exponents = [0, 0, 0]
    value = 1.0
    for figure, power in zip(factors, powers, strict=True):
        value *= _base(figure) ** power
        for axis, exponent in enumerate(_exponents(figure)):
            exponents[axis] += exponent * power
    wanted = result.unit.exponents
    if tuple(exponents) == wanted:
        yield value
        return
    same_thing = exponents[0] == wanted[0] and exponents[2] == wanted[2]
    same_thing = same_thing and abs(exponents[1] - wanted[1]) <= 1
    periods = {figure.unit.per for figure in factors if figure.unit.per}
    if same_thing and (not periods or not result.unit.per or periods == {result.unit.per}):
        yield from _periodless(result, factors, powers)


def _exponents(figure: Figure) -> tuple[int, int, int]:
    """Powers of information, time and money; "per terabyte" counts too."""
    information, time, money = figure.unit.exponents
    return information - int(_measure(figure) is not None), time, money


def _base(figure: Figure) -> float:
    """The value in base units, per byte where it is told per terabyte."""
    measure = _measure(figure)
    return figure.base if measure is None else figure.base / measure.scale


def _measure(figure: Figure) -> Unit | None:
    unit = attached(figure.each) if figure.each else None
    return unit if unit is not None and unit.dimension == "information" else None


def _periodless(result: Figure, factors: Sequence[Figure], powers: Sequence[int]) -> Iterator[float]:
    """The product of the bare figures, for "200 KB times 200K a day is 40 GB"."""
    value = 1.0
    for figure, power in zip(factors, powers, strict=True):
        value *= _bare(figure) ** power
    yield value * result.base / _bare(result)


def _bare(figure: Figure) -> float:
    """The value in bytes, dollars or counts with its period dropped; of a duration, in the unit said."""
    if figure.unit.dimension == "time":
        return figure.value
    per = figure.unit.per
    if not per:
        return _base(figure)
    return figure.value * figure.unit.__class__(figure.unit.dimension, figure.unit.name).scale


def explanations(result: Figure, nearby: Sequence[Figure], known: Sequence[Figure]) -> Iterator[float]:
    """Every plain combination of figures at hand that has the result's dimension."""
    for count in range(1, min(len(nearby), FACTORS) + 1):
        for chosen in combinations(nearby, count):
            for powers in product((1, -1), repeat=count):
                if (
                    sum(powers) >= count - 2
                    and powers != (-1,)
                    and (count > 1 or converts(chosen[0], result))
                ):
                    yield from valued(result, chosen, powers)
    for chosen in ((figure, other) for figure in nearby for other in known):
        yield from valued(result, chosen, (1, 1))
    for first, last in combinations(nearby[-3:], 2):
        if (
            first.unit.dimension == last.unit.dimension != "ratio"
            and first.unit.exponents == last.unit.exponents == result.unit.exponents
        ):
            yield first.base + last.base
            yield abs(first.base - last.base)
