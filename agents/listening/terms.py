"""Terms: figures as factors of a calculation, each with what it may stand for.

A share is itself, what it leaves of the whole, or what it adds to it; a bare number has the unit said just
before it; a number of retries has the first try beside it. Values are in bytes, seconds, dollars and counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .figures import Figure
from .heard import Heard
from .units import COUNT, Unit, attached

Powers = tuple[int, int, int]
"""Of information, time and money."""

AROUND = 40
"""Characters before and after a figure in which words tell what it stands for."""

DAY_SECONDS = (86_400.0, 86_000.0, 90_000.0)
"""How many seconds a day has, as people call it; any other number may be one of anything."""

CALENDAR = {86_400.0: 1.0, 86_000.0: 1.0, 90_000.0: 1.0, 100_000.0: 1.0, 3_600.0: 1.0, 365.0: 86_400.0}
"""Numbers that turn one period into another, each with the seconds that it counts."""


class Term(NamedTuple):
    """A figure as a factor: its value in base units, the powers of these, the period it is counted over."""

    value: float
    powers: Powers
    per: str
    figure: Figure


def terms(heard: Heard, figures: Sequence[Figure], at: int, *, every: bool = False) -> Iterator[Term | None]:
    """What ``figures[at]`` may stand for, likeliest first; None where it may be left out.

    ``every`` adds what it hardly stands for, to explain a result rather than to expect one.
    """
    figure = figures[at]
    if figure.unit.dimension == "ratio":
        yield from (Term(share, (0, 0, 0), "", figure) for share in shares(heard, figure))
        return
    if is_calendar(figure):
        yield None
        yield Term(figure.value * CALENDAR[figure.value], (0, 1, 0), "", figure)
        if figure.value in DAY_SECONDS:
            return
    yield own(figure)
    bare = not figure.noun or (figure.unit == COUNT and not figure.noun.endswith(("s", "people")))
    if figure.unit.dimension == "count" and bare and not figure.factor and not is_of_them(heard, figure):
        yield from _lent(heard, figures, at)
    if figure.unit.dimension == "time" and not figure.unit.per:
        yield from _working(figure)
    if every and heard.lexicon.search("tried-again", figure.noun) is not None:
        yield Term(figure.base + 1, (0, 0, 0), figure.unit.per, figure)
    if figure.unit.dimension == "information" and not figure.unit.per and "bit" in figure.unit.name:
        yield Term(figure.base, (1, -1, 0), "", figure)


def own(figure: Figure) -> Term:
    """The figure as said, per byte where it is told per gigabyte."""
    information, time, money = figure.unit.exponents
    each = attached(figure.each) if figure.each else None
    if each is not None and each.dimension == "information":
        return Term(figure.base / each.scale, (information - 1, time, money), figure.unit.per, figure)
    return Term(figure.base, (information, time, money), figure.unit.per, figure)


def is_calendar(figure: Figure) -> bool:
    """Whether a figure is the seconds of a day or the days of a year."""
    seconds = figure.unit == COUNT or (figure.unit.dimension, figure.unit.name) == ("time", "second")
    return seconds and not figure.unit.per and not figure.noun and figure.value in CALENDAR


def head(noun: str) -> str:
    """The thing itself of "daily active users": "user"."""
    last = noun.lower().split()[-1] if noun else ""
    if last.endswith(("xes", "ches", "sses", "shes")):
        return last[:-2]
    if last.endswith("ies"):
        return f"{last[:-3]}y"
    return "person" if last == "people" else last.rstrip("s")


def retells(one: Figure, other: Figure) -> bool:
    """Whether a figure says the one before it again: "five minutes, three hundred seconds"."""
    same = one.unit.exponents == other.unit.exponents and one.unit != other.unit
    measured = one.unit.dimension != "count" or bool(one.unit.per)
    return same and measured and 1 / 1.25 <= one.base / other.base <= 1.25  # noqa: PLR2004 as rounded


def shares(heard: Heard, figure: Figure) -> Iterator[float]:
    """What a share multiplies by: itself; what it leaves or adds, where words say so."""
    share = figure.value / 100
    lead = heard.text[max(0, figure.start - AROUND) : figure.start]
    around = lead + heard.text[figure.start : figure.end + AROUND]
    by = _BY.search(lead) is not None
    less = heard.lexicon.search("takes-away", lead if by else around) is not None
    more = heard.lexicon.search("puts-on-top", lead if by else around) is not None
    if not by or not (less or more):
        yield share
    of = heard.text.startswith(" of ", figure.end)
    if 0 < share < 1 and (less or (share > 0.5 and not of)):  # noqa: PLR2004 of a hit rate or an uptime, the rest counts
        yield 1 - share
    if more:
        yield 1 + share


_BY = re.compile(r"\bby (?:about |around |roughly |another )?$", re.IGNORECASE)
_OF_THEM = re.compile(r"\bof (?:them|those|these)$", re.IGNORECASE)


def is_of_them(heard: Heard, figure: Figure) -> bool:
    """Whether a number counts what was named before: "two billion of them"."""
    return _OF_THEM.search(heard.text[figure.start : figure.end]) is not None


def _lent(heard: Heard, figures: Sequence[Figure], at: int) -> Iterator[Term]:
    """A bare number with the unit of the figure before it, or as money where it is paid."""
    figure = figures[at]
    unit = figures[at - 1].unit if at and figure.unit == COUNT else COUNT
    lead = heard.text[max(0, figure.start - AROUND) : figure.start]
    if unit != COUNT and unit.dimension != "ratio":
        yield Term(figure.value * unit.scale, unit.exponents, unit.per, figure)
    for earlier in figures[:at]:
        if earlier.value == figure.value and earlier.unit not in (COUNT, unit):
            yield Term(earlier.base, earlier.unit.exponents, earlier.unit.per, figure)
    yield from _paid(heard, figure, lead)


WORKING = {"hour": "day", "day": "week"}
"""The period of which only some hours, or days, are worked in."""


def is_working(term: Term) -> bool:
    """Whether a time stands for how much more there is in each of its hours or days."""
    unit = term.figure.unit
    return unit.dimension == "time" and not unit.per and term.powers == (0, 0, 0)


def _working(figure: Figure) -> Iterator[Term]:
    """As in "a day has ten busy hours", "a week has five working days": how much more is in each of them."""
    whole = 86_400.0 if figure.unit.name == "hour" else 604_800.0 if figure.unit.name == "day" else 0.0
    if 0 < figure.base < whole:
        yield Term(whole / figure.base, (0, 0, 0), "", figure)


def _paid(heard: Heard, figure: Figure, lead: str) -> Iterator[Term]:
    if heard.lexicon.search("is-paid", lead) is not None:
        unit = Unit("money", "dollar", figure.unit.per)
        yield Term(figure.value * unit.scale, unit.exponents, unit.per, figure)
