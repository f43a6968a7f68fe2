"""Totals told in words: sums, differences, "times faster", growth, codes of so many characters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from .expected import Expected
from .figures import Figure
from .heard import Heard
from .terms import head, is_of_them, shares, terms
from .units import COUNT, PERIOD_SECONDS, Unit

LEAD = 24
"""Characters before a figure that tell how it joins the one before."""

AND_WORDS = 8
"""Words between two figures that are added, at most."""

THOUSANDS = 5e3
"""Beside a figure this large a bare one is in thousands: "from fourteen thousand to nine"."""

DAILY = 3_600.0
"""Seconds; what comes less often than this is one thing that comes again, and not one of each of many."""

ALPHABETS = (10.0, 16.0, 26.0, 32.0, 36.0, 52.0, 58.0, 62.0, 64.0)
"""How many signs a place of a code may hold."""

LONGEST_CODE = 40.0


def totals(heard: Heard, before: Sequence[Figure], result: Figure, unit: Unit) -> Iterator[Expected]:
    """What the words say the result of the figures before it should be, once for each wording that tells."""
    if not before:
        return
    if _is_compared(heard, result):
        compared = list(_compared(heard, before, result))
        yield from compared
        if compared or result.factor:
            return
    if result.unit.dimension == "ratio":
        yield from _proportion(heard, before, result)
        return
    yield from _often(heard, before, result)
    left = list(_left(heard, before, result, unit))
    if left:
        yield from left
        return
    yield from _summed(heard, before, result, unit)
    yield from _codes(heard, before, result)
    yield from _grown(before, unit)
    yield from _plain(heard, before, result, unit)


def added(before: Sequence[Figure], unit: Unit) -> Iterator[float]:
    """Sums and differences of neighbours, which may explain a result."""
    for size in range(2, len(before) + 1):
        for first in range(len(before) - size + 1):
            alike = _alike(before[first : first + size], unit)
            if alike:
                yield sum(figure.base for figure in alike)
                yield abs(alike[0].base - sum(figure.base for figure in alike[1:]))
                yield sum(figure.base for figure in alike[-2:])
    for one, other in pairwise(before):
        if one.unit.dimension == other.unit.dimension and one.unit.name == other.unit.name:
            yield from _times_others(before, (one, other), unit)


def _times_others(before: Sequence[Figure], pair: tuple[Figure, Figure], unit: Unit) -> Iterator[float]:
    """As in "we had eighty thousand calls and have thirty, at four dollars each"."""
    one, other = pair
    for times in before:
        odd = times in pair or times.factor or times.unit.dimension == "ratio"
        if odd or COUNT not in (replace(one.unit, per=""), times.unit):
            continue
        for both in (one.value + other.value, abs(one.value - other.value)):
            yield times.base * both
            if unit.per and not times.unit.per:
                yield times.base * both / PERIOD_SECONDS[unit.per]


def grown(heard: Heard, before: Sequence[Figure], unit: Unit) -> Iterator[float]:
    """What a figure grows or shrinks to by a share or a multiple, year upon year."""
    said = heard.text[before[0].start : before[-1].end + LEAD]
    most = 5 if heard.lexicon.search("year-by-year", said) is not None else 1
    steps = [step for f in before if f.unit.dimension == "ratio" for step in shares(heard, f)]
    steps += [f.value for f in before if f.factor and f.value != 1]
    for step in steps:
        for at in range(len(before)):
            for term in terms(heard, before, at):
                if term is not None and term.powers == unit.exponents and not term.figure.factor:
                    yield from (term.value * step**times for times in range(1, most + 1))


# ---- compared ----------------------------------------------------------------------------------------------


def _is_compared(heard: Heard, result: Figure) -> bool:
    """Whether a figure tells how two others differ: "five times faster", "forty percent less"."""
    if result.factor and result.unit.per:
        return False
    after = heard.text[result.end - len(result.noun) : result.end + LEAD]
    told = heard.lexicon.search("compared", after) is not None or heard.text[: result.start].endswith(" by ")
    return result.factor or (told and (result.unit.dimension == "ratio" or result.unit == COUNT))


def _compared(heard: Heard, before: Sequence[Figure], result: Figure) -> Iterator[Expected]:
    here = next((alike for first in range(len(before) - 1) if (alike := _alike(before[first:]))), [])
    if len(here) < 2 or here[-2].base <= 0 or here[-1].base <= 0:  # noqa: PLR2004 two values are compared
        return
    first, last = here[-2:]
    pair = (first, last)
    lead = heard.text[max(0, first.start - LEAD) : result.start]
    as_many = heard.lexicon.search("as-many", heard.text[result.end : result.end + LEAD]) is not None
    sure = as_many or heard.lexicon.search("from-to", lead) is not None
    if result.factor and sure:
        yield Expected(max(first.base, last.base) / min(first.base, last.base), COUNT, pair, sure, told=True)
    elif result.unit.dimension == "ratio" and sure:
        sooner = heard.lexicon.search("faster", heard.text[result.end : result.end + LEAD]) is not None
        change = abs(last.base / first.base - 1)
        for told in (change, last.base / first.base, *((first.base / last.base - 1,) if sooner else ())):
            yield Expected(told, result.unit, pair, sure, summed=True, told=True)
    elif heard.lexicon.search("points", result.noun) is not None:
        yield Expected(abs(first.value - last.value), COUNT, pair, sure=True, summed=True, told=True)
    elif first.unit.dimension == "count" and sure:
        yield Expected(abs(first.base - last.base), COUNT, pair, sure=False, summed=True)


def _often(heard: Heard, before: Sequence[Figure], result: Figure) -> Iterator[Expected]:
    """As in "every fifteen minutes, which is ninety-six times a day"."""
    period = before[-1]
    lead = heard.text[max(0, period.start - LEAD) : period.start]
    rate = result.unit.dimension == "count" and bool(result.unit.per) and period.unit.dimension == "time"
    if rate and heard.lexicon.search("once-every", lead) is not None:
        alone = result.factor or period.base >= DAILY
        yield Expected(1 / period.base, result.unit, (period,), sure=alone)
    elif rate and not period.unit.per and heard.lexicon.search("takes-time", lead) is not None:
        if heard.cue("concludes", period.end, result.start) is None:
            return
        yield Expected(1 / period.base, result.unit, (period,))


# ---- added -------------------------------------------------------------------------------------------------


def _summed(heard: Heard, before: Sequence[Figure], result: Figure, unit: Unit) -> Iterator[Expected]:
    """As in "200 milliseconds for the network plus 300 for the database is half a second"."""
    first = len(before) - 1
    while first > 0 and _adds(heard, before[first - 1], before[first]):
        first -= 1
    alike = _alike(before[first:], unit)
    if len(alike) < 2:  # noqa: PLR2004 two to be added
        return
    if unit.dimension == "count" and len({head(figure.noun) for figure in (*alike, result)} - {""}) > 1:
        return
    plain = heard.lexicon.search("plus", heard.text[before[first].end : result.end]) is not None
    told = len(alike) > 2 or plain  # noqa: PLR2004 two may also be multiplied
    total = sum(figure.base for figure in alike)
    yield Expected(total, unit, tuple(before[first:]), sure=True, summed=True, told=told)


def _adds(heard: Heard, one: Figure, other: Figure) -> bool:
    """Whether two figures are joined to be added: by a word for it, or as items of one list."""
    if "ratio" in (one.unit.dimension, other.unit.dimension) or one.factor or other.factor or other.ranged:
        return False
    between = heard.text[one.end : other.start]
    if is_of_them(heard, other):
        return False
    if len(between.split()) > AND_WORDS or heard.lexicon.search("joins-factors", between) is not None:
        return False
    listed = heard.cue("adds", one.end, other.start) is not None or "," in between
    return listed and heard.lexicon.search("from-to", between) is None and not (one.each or other.each)


def _alike(figures: Sequence[Figure], unit: Unit | None = None) -> list[Figure]:
    """The figures, with the unit said once given to all; none when they do not go together."""
    measured = next((figure.unit for figure in figures if figure.unit != COUNT), unit or COUNT)
    alike = [_measured_as(figure, measured, figures[0]) for figure in figures]
    wanted = alike[0].unit if unit is None else unit
    if unit is not None and any(figure.factor or figure.unit.dimension == "ratio" for figure in alike):
        return []
    return alike if all(figure.unit.exponents == wanted.exponents for figure in alike) else []


def _measured_as(figure: Figure, unit: Unit, first: Figure) -> Figure:
    """A bare figure with the unit of others, and in thousands where the first was: "from 14,000 to nine"."""
    if figure.unit != COUNT or figure.noun:
        return figure
    thousands = unit.dimension in ("count", "money") and first.value >= THOUSANDS > figure.value * 1e3 / 10
    short = thousands and figure.value * 1e3 < first.value
    return replace(figure, unit=unit, value=figure.value * (1e3 if short else 1))


def _left(heard: Heard, before: Sequence[Figure], result: Figure, unit: Unit) -> Iterator[Expected]:
    """As in "fourteen weeks minus three for hardening leaves eleven"."""
    for first in range(len(before) - 1):
        over = any(figure.unit.per for figure in before[first:])
        parts = _alike(before[first:], unit if over else replace(unit, per=""))
        if len(parts) < 2 or any(part.base >= parts[0].base for part in parts[1:]):  # noqa: PLR2004 a whole and what goes
            continue
        between = heard.text[parts[0].end : parts[1].start]
        around = heard.text[parts[-1].end : result.end + LEAD]
        minus = heard.lexicon.search("minus", between) is not None
        saved = len(parts) == 2 and heard.lexicon.search("is-saved", around) is not None  # noqa: PLR2004 before and now
        if minus or saved or heard.lexicon.search("is-left", around) is not None:
            rest = 2 * parts[0].base - sum(part.base for part in parts)
            rest /= 1 if over or not unit.per else PERIOD_SECONDS[unit.per]
            yield Expected(rest, unit, tuple(before[first:]), sure=True, summed=True, told=not saved)


def _proportion(heard: Heard, before: Sequence[Figure], result: Figure) -> Iterator[Expected]:
    """As in "four out of thirty-two, so one in eight", "we did thirty of fifty, so sixty percent"."""
    last = before[-1]
    if heard.cue("concludes", last.end, result.start) is None or last.factor:
        return
    if last.unit.dimension == "ratio":
        for share in (last.value / 100, 1 - last.value / 100):
            yield Expected(share, result.unit, (last,), sure=True)
        return
    pair = _alike(before[-2:]) if len(before) > 1 and not before[-2].factor else []
    if len(pair) < 2 or len({head(figure.noun) for figure in pair} - {""}) > 1:  # noqa: PLR2004 a part and a whole
        return
    part, whole = sorted(figure.base for figure in pair)
    for share in (part / whole, 1 - part / whole, whole / part - 1):
        yield Expected(share, result.unit, tuple(before[-2:]), sure=True)


# ---- others ------------------------------------------------------------------------------------------------


def _codes(heard: Heard, before: Sequence[Figure], result: Figure) -> Iterator[Expected]:
    """As in "seven characters of base sixty-two"."""
    if result.unit != COUNT or len(before) < 2:  # noqa: PLR2004 how long, of which signs
        return
    length, signs = sorted(before[-2:], key=lambda figure: figure.value)
    around = heard.text[before[-2].start : before[-1].end + LEAD]
    plain = length.unit == COUNT == signs.unit and length.value <= LONGEST_CODE
    if plain and signs.value in ALPHABETS and heard.lexicon.search("of-a-code", around) is not None:
        yield Expected(signs.value**length.value, COUNT, tuple(before[-2:]), sure=True, told=True)


def _grown(before: Sequence[Figure], unit: Unit) -> Iterator[Expected]:
    """As in "a hundred thousand, plus fifty percent every year, in three years"."""
    share = next((figure for figure in reversed(before) if figure.unit.dimension == "ratio"), None)
    years = next((figure for figure in reversed(before) if figure.unit.dimension == "time"), None)
    if share is None or years is None or not share.unit.per:
        return
    base = next(
        (
            figure
            for figure in before
            if figure.unit.exponents == unit.exponents and figure not in (share, years)
        ),
        None,
    )
    if base is not None and years.value == int(years.value) <= 10:  # noqa: PLR2004 longer is no plan
        grown_to = base.base * (1 + share.value / 100) ** years.value
        yield Expected(grown_to, unit, (base, share, years), sure=True, told=True)


def _plain(heard: Heard, before: Sequence[Figure], result: Figure, unit: Unit) -> Iterator[Expected]:
    """As in "six engineers, four months, that's twenty-four": bare numbers multiplied."""
    if result.unit != COUNT or result.noun or unit != COUNT or len(before) < 2:  # noqa: PLR2004 two factors
        return
    one, other = before[-2:]
    gap = heard.text[other.end : result.start].lower()
    if (
        "that" in gap
        and {one.unit.dimension, other.unit.dimension} == {"count", "time"}
        and not other.unit.per
    ):
        yield Expected(one.value * other.value, COUNT, (one, other), sure=True)


def bare(before: Sequence[Figure], unit: Unit) -> Iterator[float]:
    """Products of said values, which may explain a result without a unit: people and months, say."""
    if unit != COUNT:
        return
    for one, other in pairwise(before):
        if (
            {one.unit.dimension, other.unit.dimension} <= {"count", "time"}
            and not one.unit.per
            and not other.unit.per
        ):
            yield one.value * other.value


def saved_since(known: Sequence[Figure], before: Sequence[Figure], unit: Unit) -> Iterator[float]:
    """As in "it went down to thirty thousand calls, at four dollars", when the first count is turns old."""
    for now in before:
        for then in known:
            if (
                then.unit.name == now.unit.name
                and head(then.noun) == head(now.noun)
                and then.value > now.value
            ):
                yield from _times_others((then, *before), (then, now), unit)
