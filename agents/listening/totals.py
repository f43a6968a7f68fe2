"""Totals told in words: sums, differences, shares, "times faster", and the downtime an uptime leaves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from .figures import Figure
from .heard import Heard
from .slips import Miss, concludes, head
from .units import COUNT

SPAN = 24
"""Words before a total in which its parts stand."""


LEAD = 16
"""Characters before a time that tell whether something happens once in it."""

AND_WORDS = 8
"""Words between two figures that "and" adds up, at most."""


def totals(heard: Heard, found: Sequence[Figure], index: int, since: int) -> Iterator[Miss]:
    """What the words before ``found[index]`` say it should be, once for each wording that tells."""
    result = found[index]
    before = [figure for figure in found[since:index] if not figure.ranged]
    if not before:
        return
    if result.factor and result.unit.per:
        yield from _often(heard, found[index - 1], result)
        return
    if result.factor or heard.lexicon.search("compared", result.noun):
        yield from _compared(heard, before, result)
        return
    if not concludes(heard, found[index - 1], result):
        return
    yield from _left_over(before[-1], result)
    yield from _share(heard, before, result)
    yield from _sum(heard, before, result)


def scaled(heard: Heard, found: Sequence[Figure], index: int, known: Sequence[Figure]) -> Iterator[Miss]:
    """As in "peak is four times, so 240 a second", where what is multiplied was said turns before."""
    result = found[index]
    times = found[index - 1]
    if not times.factor or times.unit.per or result.factor or not concludes(heard, times, result):
        return
    if any(figure.unit.exponents == result.unit.exponents for figure in found[: index - 1]):
        return
    for base in known:
        if base.unit.exponents == result.unit.exponents != COUNT.exponents and not base.factor:
            yield Miss(base.base * times.value, result.unit, (base, times))


def _often(heard: Heard, period: Figure, result: Figure) -> Iterator[Miss]:
    """As in "every fifteen minutes, which is ninety-six times a day"."""
    lead = heard.text[max(0, period.start - LEAD) : period.start]
    if period.unit.dimension == "time" and heard.lexicon.search("once-every", lead) is not None:
        yield Miss(1 / period.base, result.unit, (period,))


def _compared(heard: Heard, before: Sequence[Figure], result: Figure) -> Iterator[Miss]:
    """As in "from 900 to 300 milliseconds, so three times faster"."""
    here = _alike(_near(heard, before, result))
    after = heard.text[result.end - len(result.noun) : result.end + 16]
    if len(here) < 2 or not heard.lexicon.search("compared", after):  # noqa: PLR2004 two values are compared
        return
    first, last = here[-2:]
    if result.factor:
        yield Miss(max(first.base, last.base) / min(first.base, last.base), COUNT, (first, last))
    elif heard.lexicon.search("points", result.noun):
        yield Miss(abs(first.value - last.value), COUNT, (first, last))


def _left_over(uptime: Figure, result: Figure) -> Iterator[Miss]:
    """As in "four nines means 52 minutes a year"."""
    near_whole = uptime.unit.dimension == "ratio" and 95 <= uptime.value < 100  # noqa: PLR2004 an uptime
    if near_whole and result.unit.dimension == "time" and result.unit.per:
        yield Miss(1 - uptime.value / 100, result.unit, (uptime,))


def _share(heard: Heard, before: Sequence[Figure], result: Figure) -> Iterator[Miss]:
    """As in "a third of nine hundred pickers, so three hundred"."""
    if len(before) < 2:  # noqa: PLR2004 a share and a whole
        return
    share, whole = before[-2:]
    of = heard.text[share.end : whole.start].strip().lower() in ("of", "of the", "of our", "of those")
    fits = result.unit == whole.unit and (not result.noun or head(result.noun) == head(whole.noun))
    if of and share.unit.dimension == "ratio" and fits:
        yield Miss(whole.base * share.value / 100, whole.unit, (share, whole))


def _sum(heard: Heard, before: Sequence[Figure], result: Figure) -> Iterator[Miss]:
    """As in "200 milliseconds for the network plus 300 for the database is half a second"."""
    here = _alike(_near(heard, before, result))
    if len(here) < 2 or here[0].unit.exponents != result.unit.exponents:  # noqa: PLR2004 two to be added
        return
    if all(_added(heard, one, other) for one, other in pairwise(here)):
        yield Miss(sum(figure.base for figure in here), result.unit, tuple(here))


def _added(heard: Heard, one: Figure, other: Figure) -> bool:
    """Whether two figures are joined to be added; a mere "and" must stand close to both."""
    joined = heard.cue("adds", one.end, other.start)
    if joined is None or "ratio" in (one.unit.dimension, other.unit.dimension):
        return False
    plain = heard.text[joined.start : joined.end].lower() == "and"
    return not plain or len(heard.words_between(one.end, other.start)) <= AND_WORDS


def _near(heard: Heard, before: Sequence[Figure], result: Figure) -> list[Figure]:
    return [figure for figure in before if len(heard.words_between(figure.end, result.start)) <= SPAN]


def _alike(figures: Sequence[Figure]) -> list[Figure]:
    """The figures, with the unit said once given to all; none when they do not go together."""
    alike: list[Figure] = []
    for figure in figures:
        lent = (
            replace(figure, unit=alike[-1].unit)
            if alike and figure.unit == COUNT and not figure.noun
            else figure
        )
        if alike and lent.unit.exponents != alike[-1].unit.exponents:
            return []
        alike.append(lent)
    return alike
