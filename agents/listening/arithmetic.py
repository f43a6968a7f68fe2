"""Arithmetic: whether a stated result follows from the figures it is said to come from.

Only what is put as a result is checked. Whatever sensible combination of the figures at hand comes near
clears it: a product, a quotient, a sum, a share, a growth, over any period named. A result is disputed when
the way it was put says what it is made of, and nothing gives it; the less plainly it was put, the more it
must look like a slip, that is by a power of ten, by bits for bytes, by minutes for seconds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .conclusions import Claim, claim
from .disputes import misses, note, other_kind
from .expected import Expected
from .figures import Figure
from .heard import Heard
from .results import Result
from .terms import is_of_them

EXACTLY = 0.01
"""By how much a product to the digit may be off."""

DAY = (86_400.0, 86_000.0)
"""How many seconds a day has; said to turn one period into another, and no result."""

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a figure follows from others. ``agrees`` is None when nothing was calculated."""

    agrees: bool | None = None
    derived: bool = False
    note: str = ""
    retold: bool = False
    """Whether it only says one other figure again, in another unit."""
    exact: bool = False
    """Whether it is a product to the digit, however it was put."""


def check(
    heard: Heard, found: Sequence[Figure], known: Sequence[Figure] = (), taken: Sequence[Stretch] = ()
) -> tuple[Verdict, ...]:
    """A verdict for each figure of a turn.

    ``known`` are figures stated before, which may explain a result; ``taken`` stretches taken back at once.
    """
    verdicts: list[Verdict] = []
    since = 0
    made: dict[Figure, frozenset[Figure]] = {}
    for index in range(len(found)):
        verdict = _judged(Result(heard, found, index, since, known=known, made=made), taken)
        if verdict.derived and not verdict.retold:
            made[found[index]] = frozenset(found[since:index])
        if verdict.exact or (verdict.agrees is not None and not verdict.retold):
            since = index
        verdicts.append(verdict)
    return tuple(verdicts)


def _judged(result: Result, taken: Sequence[Stretch]) -> Verdict:
    """The verdict on one figure."""
    if not result.window or not _may_result(result):
        return Verdict()
    stated = _stated(result, taken)
    expected = list(result.expected())
    told = [each for each in expected if each.told]
    right = [each for each in told or expected if result.is_near(each)]
    if right:
        retold = max(len(each.terms) for each in right) == 1
        exact = not retold and any(_is_exact(result, each) for each in right)
        return Verdict(agrees=True if stated else None, derived=True, retold=retold, exact=exact)
    if not stated or (stated < Claim.TIGHT and _is_repeated(result)):
        return Verdict()
    if not told and result.is_explained(expected):
        return Verdict(agrees=True if stated > Claim.BESIDE else None, derived=stated > Claim.AFTER)
    wrong = _wrong(result, told or expected, stated)
    return Verdict(agrees=False, derived=True, note=wrong) if wrong else Verdict()


def _wrong(result: Result, expected: Sequence[Expected], stated: Claim) -> str:
    """What is wrong with a result that nothing gives, in a sentence; empty when it may be let pass."""
    if not expected and stated is Claim.TIGHT and (other := other_kind(result)):
        return other
    missed = [each for each in expected or result.carried() if misses(result, each, stated)]
    if not missed:
        return ""
    return note(result, min(missed, key=lambda each: (not each.sure, result.miss(each))))


# ---- whether it is put as a result -------------------------------------------------------------------------


def _may_result(result: Result) -> bool:
    """Whether a figure may be a result at all: no implied one, no lower end of a range, no day in seconds."""
    figure = result.figure
    opens = figure.ranged and result.low is figure
    return not (figure.implied or opens or (figure.value in DAY and not figure.unit.per))


def _stated(result: Result, taken: Sequence[Stretch]) -> Claim:
    """How clearly a figure is put as the result of those before it."""
    figure, heard = result.figure, result.heard
    start = result.low.start
    if result.every:
        start -= len(result.every.group())
    elif figure.unit.dimension == "ratio" and heard.text[:start].endswith(" by "):
        start -= len("by ")
    stated = claim(heard, result.window[-1], start, figure.end, taken)
    if _is_factor(result) or (figure.each == "each" and stated < Claim.LOOSE):
        return Claim.NONE
    return stated or (Claim.LOOSE if _is_downtime(result) else Claim.NONE)


def _is_downtime(result: Result) -> bool:
    """As in "with three nines we may be down for four minutes a month"."""
    last, unit = result.window[-1], result.figure.unit
    near_whole = last.unit.dimension == "ratio" and 95 <= last.value < 100  # noqa: PLR2004 an uptime
    return near_whole and unit.dimension == "time" and bool(unit.per)


def _is_factor(result: Result) -> bool:
    """As in "so thirty of them are", "so twenty million times three": a factor of what comes."""
    figure, text = result.figure, result.heard.text
    if _MULTIPLIED.match(text, figure.end) is not None:
        return True
    if figure.unit.dimension == "time" and not figure.unit.per and _OVER.search(text[: result.low.start]):
        return True
    return is_of_them(result.heard, figure) and _GOES_ON.match(text, figure.end) is not None


def _is_repeated(result: Result) -> bool:
    """Whether it is only said again."""
    figure = result.figure
    return any(
        other.base == figure.base and other.unit.exponents == figure.unit.exponents for other in result.window
    )


def _is_exact(result: Result, each: Expected) -> bool:
    return each.sure and not each.summed and abs(result.apart(each) - 1) < EXACTLY


_OVER = re.compile(r"\bover (?:about |the |a )*$", re.IGNORECASE)
_MULTIPLIED = re.compile(r"\s*(?:times|multiplied|divided|[x×*÷/])(?![a-z])", re.IGNORECASE)
_GOES_ON = re.compile(r"\s+(?:are|is|make|need|cost|have|take|would|at|give)\b", re.IGNORECASE)
