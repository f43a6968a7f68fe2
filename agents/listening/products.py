"""Products: what figures multiply and divide to, in bytes, seconds and dollars.

Two questions are asked of the same figures: what a result should be, by the ways a speaker may have meant
them (:func:`expectations`), and whether anything sensible gives it (:func:`explanations`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import product

from .expected import Expected
from .figures import Figure
from .heard import Heard
from .terms import WORKING, Powers, Term, head, is_working, own, terms
from .units import PERIOD_SECONDS, Unit

MOST = 4
"""Figures that one result is made of at most."""

MANY = 1_000.0
"""So many of something, of which only the number is said, are things counted."""

LEAD = 40
"""Characters before a figure that tell what it is divided by."""

JOIN = 24
"""Characters before the first factor in which "each" or "every" joins it to the next."""

_NOTHING: Powers = (0, 0, 0)


# ---- what a result should be -------------------------------------------------------------------------------


def expectations(
    heard: Heard, figures: Sequence[Figure], first: int, result: Figure, unit: Unit, *, interval: bool = False
) -> Iterator[Expected]:
    """What ``figures[first:]``, all of them, multiply and divide to, wherever that has the unit's dimension.

    ``interval`` is whether the result is the time between two of the things counted.
    """
    used = figures[first:]
    if any(figure.ranged for figure in used):
        return
    lead = heard.text[max(0, used[0].start - JOIN) : used[-1].end].lower()
    joined = heard.lexicon.search("joins-figures", lead) is not None
    strongly = heard.lexicon.search("joins-factors", lead) is not None
    options = [
        [
            (term, ((1,) if term.powers[1] > 0 else (-1,)) if interval else _signs(heard, term, result, unit))
            if term is not None
            else None
            for term in terms(heard, figures, at)
        ]
        for at in range(first, len(figures))
    ]
    for chosen in product(*options):
        signed = [each for each in chosen if each is not None]
        if not signed:
            continue
        kept = [term for term, _ in signed]
        signs = [powers for _, powers in signed]
        for powers in product(*signs):
            if (max(powers) < 0 and not interval) or (
                len(kept) == 1 and not interval and not _alone(kept[0], result, unit)
            ):
                continue
            sure = _sure(kept, powers, result, unit, joined=joined, strongly=strongly)
            if sure is None:
                continue
            sure = sure and not any(figure.bound for figure in used)
            for value in _values(kept, powers, unit):
                yield Expected(value, unit, tuple(used), sure=sure, divided=min(powers) < 0)


def _signs(heard: Heard, term: Term, result: Figure, unit: Unit) -> tuple[int, ...]:
    """Whether a figure is multiplied by, divided by, or may be either."""
    figure = term.figure
    lead = heard.text[max(0, figure.start - LEAD) : figure.start].lower()
    if figure.factor or is_working(term) or figure.unit.dimension == "ratio":
        return (1,)
    if heard.lexicon.search("divided-by", lead) is not None:
        return (1, -1) if figure.unit.dimension == "time" else (-1,)
    if figure.unit.dimension == "time" and heard.lexicon.search("once-every", lead) is not None:
        return (-1,)
    if heard.lexicon.search("multiplied-by", lead) is not None and figure.noun != "to one":
        return (1,)
    return (1, -1) if _may_divide(heard, term, result, unit) else (1,)


def _may_divide(heard: Heard, term: Term, result: Figure, unit: Unit) -> bool:
    """Whether a figure may be divided by: a time, a rate, a ratio, what one of the things sought takes."""
    figure = term.figure
    if figure.noun == "to one" or (term.powers[1] and unit.exponents[1]):
        return True
    thing = head(result.noun)
    if thing and head(figure.each) == thing:
        return True
    if (
        heard.lexicon.search("for-each", heard.text[result.end : result.end + LEAD]) is not None
        or result.each
    ):
        return unit.dimension != "count" or head(result.each) == head(figure.noun)
    if unit.dimension != "count" or unit.per:
        return False
    clause = heard.text[max(0, figure.start - 2 * LEAD) : figure.end]
    return heard.lexicon.search("capacity-of-each", clause) is not None or _names_one(clause.lower(), thing)


def _names_one(clause: str, thing: str) -> bool:
    """Whether one of the things sought is spoken of: "a box has 64 gigabytes", "disks of four terabytes"."""
    words = clause.split()
    for at, word in enumerate(words):
        named = head(word.strip(".,;:"))
        if named == thing and thing and (words[at - 1] in _ONE if at else False):
            return True
        if named == thing and thing and words[at + 1 : at + 2] == ["of"]:
            return True
    return False


_ONE = frozenset("a an one each every per single the".split())


def _retold(term: Term, result: Figure, unit: Unit) -> bool:
    """Whether one figure alone gives the result: the same in other units, or the rest of an uptime."""
    figure = term.figure
    if figure.unit.dimension == "ratio":
        return unit.dimension == "time" and bool(unit.per) and term.value < 0.5  # noqa: PLR2004 downtime
    same = head(figure.noun) == head(result.noun) or not figure.noun or not result.noun
    lent = unit.per == result.unit.per and bool(unit.per)
    other = figure.unit != unit and term.powers == unit.exponents and (unit == result.unit or lent)
    return other and (unit.dimension != "count" or bool(unit.per and term.per and same))


def _alone(term: Term, result: Figure, unit: Unit) -> bool:
    return _retold(term, result, unit) or _same_flow(term, unit)


def _same_flow(term: Term, unit: Unit) -> bool:
    """As in "six gigabytes a second, so about fifty gigabits": each second, left unsaid."""
    return (
        term.per == "second"
        and unit.dimension == "information"
        and not unit.per
        and term.figure.unit.name != unit.name
    )


def _sure(
    kept: Sequence[Term], powers: Sequence[int], result: Figure, unit: Unit, *, joined: bool, strongly: bool
) -> bool | None:
    """Whether these figures go together for sure, or only may (False), or say nothing together (None)."""
    shares = any(term.figure.unit.dimension == "ratio" or term.figure.noun == "to one" for term in kept)
    factors = any(term.figure.each or term.figure.factor for term in kept)
    measured = sum(term.powers != _NOTHING for term in kept) > 1
    explicit = joined or shares or factors or measured or min(powers) < 0
    if unit.dimension != "count":
        counted = any(term.figure.noun or term.value >= MANY for term in kept if term.powers == _NOTHING)
        return explicit or (unit.dimension != "time" and counted) or len(kept) == 1
    heads = {head(term.figure.noun) for term in kept if term.figure.noun}
    strong = strongly or shares or factors or measured or min(powers) < 0
    rates = any(term.per for term in kept)
    named = not result.noun or head(result.noun) in {*heads, "request", "call"}
    fits = named or strong or bool(unit.per and rates) or (joined and (rates or bool(unit.per)))
    if not fits:
        return None
    explicit = explicit and (named or strong or joined)
    return explicit or (False if unit.per or head(result.noun) in heads else None)


# ---- whether anything gives it -----------------------------------------------------------------------------


def explanations(
    heard: Heard,
    figures: Sequence[Figure],
    result: Figure,
    unit: Unit,
    *,
    known: Sequence[Figure] = (),
    made: Mapping[Figure, AbstractSet[Figure]] | None = None,
) -> Iterator[float]:
    """What any of these figures give, alone or together, multiplied or divided; with one said turns before.

    ``made`` tells what earlier results were made of: nothing is taken together with what it is made of.
    """
    of = made or {}
    options = [
        tuple(term for term in terms(heard, figures, at, every=True) if term) for at in range(len(figures))
    ]
    for chosen, powers in _choices(options, MOST):
        figures_taken = {term.figure for term in chosen}
        if any(figures_taken & of.get(figure, frozenset()) for figure in figures_taken):
            continue
        if len(powers) == sum(powers) + 2 and any(
            power < 0 and term.figure.unit.dimension == "ratio"
            for term, power in zip(chosen, powers, strict=True)
        ):
            continue
        if len(chosen) > 1 or _retold(chosen[0], result, unit) or _same_flow(chosen[0], unit):
            yield from _values(chosen, powers, unit)
    for term in (term for option in options for term in option):
        for earlier in known:
            for powers in ((1, 1), (1, -1), (-1, 1)):
                yield from _values((term, own(earlier)), powers, unit)


def _choices(
    options: Sequence[Sequence[Term]], most: int
) -> Iterator[tuple[tuple[Term, ...], tuple[int, ...]]]:
    """Each way to take some of the figures, at most so many, and to multiply or divide by each of them."""
    chosen: list[tuple[tuple[Term, ...], tuple[int, ...]]] = [((), ())]
    for option in options:
        chosen += [
            ((*taken, term), (*powers, power))
            for taken, powers in chosen
            if len(taken) < most
            for term in option
            for power in ((1,) if is_working(term) else (1, -1))
        ]
    return ((taken, powers) for taken, powers in chosen if taken and max(powers) > 0)


_DAYS = frozenset(("day", "week", "month", "year"))
"""Spans of time that are counted: "50 MB times 30 days" has "a day" left unsaid."""


def _values(kept: Sequence[Term], powers: Sequence[int], unit: Unit) -> Iterator[float]:
    """The product in base units, for the period left unsaid where there is one; none when it does not fit."""
    if any(
        is_working(term) and not any(other.per == WORKING[term.figure.unit.name] for other in kept)
        for term in kept
    ):
        return
    value, information, time, money = 1.0, 0, 0, 0
    for term, power in zip(kept, powers, strict=True):
        value *= term.value**power
        information += term.powers[0] * power
        time += term.powers[1] * power
        money += term.powers[2] * power
    wanted = unit.exponents
    if (information, money) != (wanted[0], wanted[2]):
        return
    if time == wanted[1]:
        yield value
        return
    lasting = any(term.powers[1] > 0 for term in kept)
    periods = {term.per for term in kept if term.per}
    if time == wanted[1] - 1 and not unit.per and not lasting:
        yield from (value * PERIOD_SECONDS[period] for period in sorted(periods))
    said = [term.figure.unit for term in kept if term.powers[1] > 0]
    if time == wanted[1] + 1 and not unit.per and not periods and len(said) == 1 and said[0].name in _DAYS:
        yield value / said[0].scale
    within = sum(term.value for term in kept if term.powers == (0, 1, 0)) <= PERIOD_SECONDS.get(unit.per, 0.0)
    if time == wanted[1] + 1 and unit.per and (not periods or (lasting and within)):
        yield value / PERIOD_SECONDS[unit.per]
