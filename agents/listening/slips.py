"""Slips: results that miss the product of the figures said with them by ten, sixty, eight or the like.

Where no phrase shows how a result was made, the figures themselves may: they multiply to its dimension, and
what they give is a classic slip away from what was said. A product of the right dimension that misses by a
near-exact power of ten, by bits for bytes or by seconds for minutes hardly ever does so by chance.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, product
from typing import NamedTuple

from .figures import Figure
from .heard import Heard
from .units import COUNT, PERIOD_SECONDS, Unit, attached

SLIPS = (1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e9, 8.0, 60.0, 3600.0, 24.0, 30.0, 365.0, 86_400.0)
"""By what factor people are wrong: zeros, bits, and spans of time."""

EXACT = 1.16
"""How near to a slip's factor a miss must be: people round by as much, and no more."""

MOST = 4
"""Figures that one result is made of at most."""

REACH = 10
"""Words between a result and the last figure it is made of, at most."""

_Powers = tuple[int, int, int]


class Term(NamedTuple):
    """A figure as a factor: its value in bytes, seconds and dollars, and the powers of these."""

    value: float
    powers: _Powers
    per: str
    figure: Figure


class Miss(NamedTuple):
    """What figures give in place of a result: the value in base units, in ``unit``."""

    value: float
    unit: Unit
    terms: tuple[Figure, ...]


def slip(heard: Heard, found: Sequence[Figure], index: int, since: int) -> Miss | None:
    """The miss of the result ``found[index]``, made of figures from ``found[since]`` on, or None."""
    result = found[index]
    if not concludes(heard, found[index - 1], result):
        return None
    for unit in _units(result, found[since:index]):
        misses = [*_misses(heard, found, index, since, unit)]
        if misses:
            return min(misses, key=lambda miss: len(miss.terms))
    return None


def concludes(heard: Heard, before: Figure, result: Figure) -> bool:
    """Whether a figure is put as the result of those before it."""
    gap = heard.text[before.end : result.start]
    if result.unit.dimension == "ratio":
        return False
    if (
        result.factor
        or result.ranged
        or before.ranged
        or len(heard.words_between(before.end, result.start)) > REACH
    ):
        return False
    derived = bool(result.unit.per) or result.unit.dimension in ("information", "money")
    derived = derived or (bool(result.noun) and head(result.noun) == head(before.noun))
    ends = heard.sentences[heard.sentence_at(before.start)].end <= result.start
    marks = heard.cues("concludes", before.end, result.start)
    if not marks:
        return derived and not ends and not heard.lexicon.leftover("beside-figure", gap)
    last = marks[-1]
    close = not heard.lexicon.leftover("beside-figure", heard.text[last.end : result.start])
    return close and (not ends or heard.sentence_at(last.start) == heard.sentence_at(result.start))


def _units(result: Figure, before: Sequence[Figure]) -> Iterator[Unit]:
    """The unit of a result; where it was left unsaid, also the money or bytes of its factors."""
    yield result.unit
    if result.unit.dimension == "count" and not result.noun:
        for figure in reversed(before):
            if figure.unit.dimension in ("information", "money"):
                yield Unit(figure.unit.dimension, figure.unit.name, result.unit.per)


def _misses(heard: Heard, found: Sequence[Figure], index: int, since: int, unit: Unit) -> Iterator[Miss]:
    stated = found[index].value * unit.scale
    for first in range(index - 1, max(index - MOST, since) - 1, -1):
        figures = tuple(found[first:index])
        if any(figure.ranged for figure in figures):
            return
        for value in values(heard, figures, found[index], unit):
            if value > 0 and is_slip(stated / value):
                yield Miss(value, unit, figures)


def is_slip(apart: float) -> bool:
    """Whether a ratio of two values is a classic slip."""
    factor = max(apart, 1 / apart)
    return any(1 / EXACT <= factor / known <= EXACT for known in SLIPS)


# ---- products --------------------------------------------------------------------------------------------


def values(heard: Heard, figures: Sequence[Figure], result: Figure, unit: Unit) -> Iterator[float]:
    """What these figures, all of them, multiply and divide to, wherever that has the result's dimension."""
    for terms in product(*(tuple(_terms(figures, at)) for at in range(len(figures)))):
        for powers in product((1, -1), repeat=len(terms)):
            if len(terms) == 1 and not _retold(terms[0], result, unit):
                continue
            if max(powers) < 0 or not _sensible(heard, terms, powers, result, unit):
                continue
            value = _value(terms, powers, unit)
            if value is not None:
                yield value


def every_value(heard: Heard, figures: Sequence[Figure], result: Figure, unit: Unit) -> Iterator[float]:
    """What any of these figures give, alone or together."""
    for size in range(1, min(len(figures), MOST) + 1):
        for chosen in combinations(figures, size):
            yield from values(heard, chosen, result, unit)


def _terms(figures: Sequence[Figure], at: int) -> Iterator[Term]:
    """A figure as a factor: as it stands, as what is left of the whole, with the unit said before it."""
    figure = figures[at]
    if figure.unit.dimension == "ratio":
        share = figure.value / 100
        yield Term(share, (0, 0, 0), "", figure)
        if 0.5 < share < 1:  # noqa: PLR2004 of a hit rate or an uptime, what is left counts
            yield Term(1 - share, (0, 0, 0), "", figure)
        return
    information, time, money = figure.unit.exponents
    each = attached(figure.each) if figure.each else None
    value = figure.base
    if each is not None and each.dimension == "information":
        value, information = value / each.scale, information - 1
    yield Term(value, (information, time, money), figure.unit.per, figure)
    if figure.unit == COUNT and not figure.noun and not figure.factor and at > 0:
        lent = figures[at - 1].unit
        if lent not in (COUNT, figure.unit) and lent.dimension != "ratio":
            yield Term(figure.value * lent.scale, lent.exponents, lent.per, figure)


def _retold(term: Term, result: Figure, unit: Unit) -> bool:
    """Whether one figure alone gives the result: the same in other units, or the rest of an uptime."""
    if term.figure.unit.dimension == "ratio":
        return unit.dimension == "time" and bool(unit.per) and term.value < 0.5  # noqa: PLR2004 downtime
    same = head(term.figure.noun) == head(result.noun) or not term.figure.noun or not result.noun
    return term.figure.unit != unit and (unit.dimension != "count" or bool(unit.per and term.per and same))


def _sensible(heard: Heard, terms: Sequence[Term], powers: Sequence[int], result: Figure, unit: Unit) -> bool:
    """Whether counted things may be multiplied and divided so: bare counts say nothing by themselves."""
    said = heard.text[terms[0].figure.start : result.start].lower()
    if unit.dimension != "count" and all(power > 0 for power in powers):
        return True
    for term, power in zip(terms, powers, strict=True):
        figure = term.figure
        if power < 0 and not _divides(heard, figure, result, term):
            return False
    heads = {head(term.figure.noun) for term in terms if term.figure.noun}
    if unit.dimension != "count":
        return True
    shares = any(term.figure.unit.dimension == "ratio" or term.figure.noun == "to one" for term in terms)
    joined = any(term.figure.each or term.figure.factor for term in terms) or heard.lexicon.search(
        "joins-figures", said
    )
    fits = not result.noun or head(result.noun) in heads or min(powers) < 0 or joined is not None
    return bool((shares or joined or min(powers) < 0) and fits)


def _divides(heard: Heard, figure: Figure, result: Figure, term: Term) -> bool:
    """Whether a figure is what is divided by: a capacity of the things sought, a time, a rate."""
    lead = heard.text[max(0, figure.start - 40) : figure.start].lower()
    if figure.each and head(figure.each) == head(result.noun):
        return True
    if term.powers[1] == -1 and result.unit.dimension == "time":
        return True
    if figure.unit.dimension == "time" and heard.lexicon.search("once-every", lead) is not None:
        return True
    if heard.lexicon.search("divided-by", lead) is not None:
        return True
    capacity = (
        heard.lexicon.search("capacity-of-each", heard.text[max(0, figure.start - 60) : figure.end])
        is not None
    )
    return capacity and result.unit.dimension == "count" and not result.unit.per


def _value(terms: Sequence[Term], powers: Sequence[int], unit: Unit) -> float | None:
    """The product in base units, for the period left unsaid where there is one; None: it does not fit."""
    value, total = 1.0, [0, 0, 0]
    for term, power in zip(terms, powers, strict=True):
        value *= term.value**power
        for axis in range(3):
            total[axis] += term.powers[axis] * power
    wanted = unit.exponents
    if tuple(total) == wanted:
        return value
    if (total[0], total[2]) != (wanted[0], wanted[2]):
        return None
    periods = {term.per for term in terms if term.per}
    lasting = any(term.figure.unit.dimension == "time" and not term.per for term in terms)
    if lasting:
        return None
    if total[1] == -1 and wanted[1] == 0 and len(periods) == 1:
        return value * PERIOD_SECONDS[next(iter(periods))]
    if total[1] == 0 and wanted[1] == -1 and not periods:
        return value / PERIOD_SECONDS[unit.per]
    return None


def head(noun: str) -> str:
    """The thing itself of "daily active users": "user"."""
    last = noun.lower().split()[-1] if noun else ""
    if last.endswith(("xes", "ches", "sses")):
        return last[:-2]
    return "person" if last == "people" else last.rstrip("s")
