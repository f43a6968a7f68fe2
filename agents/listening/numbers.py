"""Numbers of the ledger.

Figures with their kind, where they came from, and whether they agree with the others.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from agents.facts import Number, Span

from .arithmetic import Verdict, check
from .disputes import tell
from .figures import Figure, figures
from .heard import Heard
from .kinds import OTHER, Quantities
from .measures import mismatch
from .terms import head
from .units import COUNT, Unit

WORTH_NOTING = 100.0
"""A bare count below this, of no known kind, is kept out of the ledger."""

SAME = 1.6
"""Two values of one quantity further apart than this factor are at odds."""

ANOTHER = 1000.0
"""Values further apart than this are of different things."""

ANOTHER_RATE = 100.0
"""The same for rates, which of one thing and of all of them are told alike."""

SAME_TOLD = 1.15
"""Within this factor of a figure the interviewer gave, it is that figure."""

RECENT = 12
"""How many earlier figures may explain a result."""

RESULT_WORDS = 16
"""Words between a result and the last figure it is made of, at most."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A number of the ledger with the figure it was read from and the scope it holds for."""

    number: Number
    figure: Figure
    scope: frozenset[str] = frozenset()


def numbers(
    heard: Heard, quantities: Quantities, before: Sequence[Stated], told: Sequence[Stated]
) -> tuple[Stated, ...]:
    """The numbers a candidate's turn states, each judged against what was said before."""
    found = [figure for figure in figures(heard) if figure.value != 0]
    superseded = _superseded(heard, found)
    taken = tuple(superseded.values())
    found = [figure for index, figure in enumerate(found) if index not in superseded]
    known = [stated.figure for stated in (*told[-RECENT:], *before[-RECENT:])]
    verdicts = check(heard, found, known, taken)
    kept: list[Stated] = []
    for index, verdict in enumerate(verdicts):
        stated = _stated(heard, quantities, found, index, verdict)
        if stated is not None:
            earlier = (*told, *before, *kept)
            kept.append(_against(heard, stated, earlier, told, explained=verdict.derived))
    return tuple(kept)


def told_numbers(heard: Heard, quantities: Quantities) -> tuple[Stated, ...]:
    """The figures an interviewer's turn gives."""
    found = figures(heard)
    every = (_stated(heard, quantities, found, index, Verdict(derived=True)) for index in range(len(found)))
    return tuple(stated for stated in every if stated is not None)


def _stated(
    heard: Heard, quantities: Quantities, found: Sequence[Figure], index: int, verdict: Verdict
) -> Stated | None:
    figure = found[index]
    sentence = heard.sentences[heard.sentence_at(figure.start)]
    floor = max(sentence.start, found[index - 1].end if index else 0)
    ceiling = min(sentence.end, found[index + 1].start if index + 1 < len(found) else len(heard.text))
    kind = quantities.kind(heard, figure, min(floor, figure.start), max(ceiling, figure.end))
    measured = figure.unit != COUNT or figure.factor
    if figure.implied and verdict.agrees is not False:
        return None
    if kind == OTHER and not measured and figure.value < WORTH_NOTING and verdict.agrees is not False:
        return None
    wrong = mismatch(heard, figure)
    if wrong:
        verdict = Verdict(agrees=False, note=wrong)
    figure = _priced(figure, quantities, kind)
    derived = verdict.derived or _shown(heard, found, index)
    span = Span(heard.turn, figure.start, figure.end)
    number = Number(
        span=span,
        text=heard.said(span),
        value=figure.value,
        unit=figure.unit.pint,
        counts=figure.noun or _subject(heard, floor, figure.start),
        kind=kind,
        derived=derived,
        agrees=verdict.agrees,
        note=verdict.note,
    )
    return Stated(number, figure, _scope(heard, figure, kind, sentence.start, sentence.end))


def _priced(figure: Figure, quantities: Quantities, kind: str) -> Figure:
    """A bare "two K a month" that is a cost is money."""
    quantity = quantities.known.get(kind)
    if quantity is None or figure.unit.dimension != "count" or not quantity.unit.startswith("dollar"):
        return figure
    return replace(figure, unit=Unit("money", "dollar", figure.unit.per))


# ---- where a number came from ----------------------------------------------------------------------------


def _shown(heard: Heard, found: Sequence[Figure], index: int) -> bool:
    """Whether words show where a figure came from: a calculation with other figures, or an analogy."""
    figure = found[index]
    sentence = heard.sentences[heard.sentence_at(figure.start)]
    if _results(heard, found, index):
        return True
    if heard.cue("source-named", sentence.start, sentence.end) is not None:
        return True
    company = any(other is not figure and sentence.start <= other.start < sentence.end for other in found)
    return company and heard.cue("worked-out", sentence.start, sentence.end) is not None


def _results(heard: Heard, found: Sequence[Figure], index: int) -> bool:
    """Whether a figure is told as what those right before it make: "four people, a day each, so four"."""
    figure = found[index]
    if not index or len(heard.words_between(found[index - 1].end, figure.start)) > RESULT_WORDS:
        return False
    lead = heard.cues("results-in", found[index - 1].end, figure.start)
    return bool(lead) and not heard.sentences[heard.sentence_at(figure.start)].asks


# ---- against what was said before ------------------------------------------------------------------------


def _against(
    heard: Heard, stated: Stated, before: Sequence[Stated], told: Sequence[Stated], *, explained: bool
) -> Stated:
    """The number with its verdict after comparison with the same quantity said earlier."""
    number, figure = stated.number, stated.figure
    if any(_is_told(other, stated) for other in told):
        return replace(stated, number=replace(number, derived=True))
    if (
        any(_is_repeated(other, stated) for other in before)
        or number.agrees is not None
        or explained
        or number.kind not in _SINGULAR
        or figure.ranged
        or _loose(heard, figure)
    ):
        return stated
    earlier = next((other for other in reversed(before) if _same_quantity(other, stated)), None)
    if earlier is None:
        return stated
    apart = figure.base / earlier.figure.base
    if 1 / SAME <= apart <= SAME:
        return replace(stated, number=replace(number, derived=number.derived or earlier.number.derived))
    if earlier.number.agrees is False:
        return stated
    note = f"Earlier it was {earlier.number.text}; {tell(figure.base, figure.unit)} is {_times(apart)}."
    return replace(stated, number=replace(number, agrees=False, note=note, against=earlier.number.text))


def _is_told(told: Stated, stated: Stated) -> bool:
    same = told.figure.unit.exponents == stated.figure.unit.exponents
    return same and 1 / SAME_TOLD <= stated.figure.base / told.figure.base <= SAME_TOLD


def _is_repeated(earlier: Stated, stated: Stated) -> bool:
    """Whether a figure was said before, whatever it was said to count."""
    one, other = earlier.figure, stated.figure
    return one.unit.exponents == other.unit.exponents and one.base == other.base


def _same_quantity(one: Stated, other: Stated) -> bool:
    """Whether two figures are of one quantity, as far as their words tell."""
    if not 1 / ANOTHER <= one.figure.base / other.figure.base <= ANOTHER:
        return False
    apart = max(one.figure.base / other.figure.base, other.figure.base / one.figure.base)
    if one.number.kind in _RATES and apart > ANOTHER_RATE:
        return False
    if one.number.kind in _RATES and not (one.figure.noun and one.figure.unit.per == other.figure.unit.per):
        return False
    heads = {"" if head(each.figure.noun) in _ANYBODY else head(each.figure.noun) for each in (one, other)}
    if one.number.kind in _PEOPLE and len(heads) > 1:
        return False
    if one.number.kind in _PEOPLE and min(one.figure.value, other.figure.value) < WORTH_NOTING:
        return False
    return (
        one.number.kind == other.number.kind
        and one.scope == other.scope
        and one.figure.unit.exponents == other.figure.unit.exponents
        and not one.figure.ranged
        and not one.figure.factor
        and not other.figure.factor
        and one.figure.each == other.figure.each
        and _head(one) == _head(other)
    )


def _head(stated: Stated) -> str:
    noun = stated.figure.noun.lower().split()
    head = noun[-1].rstrip("s") if noun else ""
    return (
        "" if stated.number.kind in _NOUNLESS or head in ("dau", "mau", "user", "people", "person") else head
    )


def _times(apart: float) -> str:
    factor = max(apart, 1 / apart)
    side = "more" if apart > 1 else "less"
    return f"{factor:,.0f} times {side}" if factor >= 2 else f"{factor:.1f} times {side}"  # noqa: PLR2004


def _loose(heard: Heard, figure: Figure) -> bool:
    """Whether a figure is meant to differ.

    A case supposed, a growth, a bound, a part of the whole, a correction.
    """
    sentence = heard.sentences[heard.sentence_at(figure.start)]
    return any(
        heard.cue(cue_id, sentence.start, sentence.end) is not None
        for cue_id in ("other-case", "revises", "corrects")
    )


def _superseded(heard: Heard, found: Sequence[Figure]) -> dict[int, tuple[int, int]]:
    """Figures taken back at once, each with its stretch: the "ten, no wait," of "ten, no wait, twenty"."""
    taken: dict[int, tuple[int, int]] = {}
    for index in range(len(found) - 1):
        first, last = found[index], found[index + 1]
        close = len(heard.words_between(first.end, last.start)) <= 8  # noqa: PLR2004 a correction comes at once
        marks = heard.cues("corrects", first.start, last.start) if close else ()
        if marks:
            taken[index] = (first.start, min(marks[-1].end, last.start))
    return taken


def _scope(heard: Heard, figure: Figure, kind: str, start: int, end: int) -> frozenset[str]:
    """What limits a figure: peak or average, reads or writes, a year, a region, a percentile."""
    lead = heard.text[max(start, figure.start - 60) : figure.start].lower()
    clause = heard.clauses[heard.clause_at(figure.start)]
    tail = heard.text[figure.end : min(end, max(clause.end, figure.end), figure.end + 40)].lower()
    scopes = {match.group().rstrip("s") for match in _SCOPE.finditer(f"{lead} # {tail}")}
    if kind not in _PEOPLE:
        held = _HELD.match(tail)
        near = f"{lead} # {figure.noun.lower()} {held.group(1) if held else ''}"
        scopes |= {match.group().rstrip("s") for match in _PART.finditer(near)}
    return frozenset(scopes)


# ---- kinds -----------------------------------------------------------------------------------------------


def _subject(heard: Heard, start: int, end: int) -> str:
    """What stands before "is" or "of" and the figure: "the storage" in "the storage is 40 GB"."""
    found = _SUBJECT.search(heard.text[start:end])
    return found.group(1) if found is not None else ""


_SUBJECT = re.compile(
    r"((?:\w+ ){0,2}\w+) (?:is|are|was|would be|will be|of|at|about|around|comes to|costs)\s*(?:about |"
    r"around |roughly )*$",
    re.IGNORECASE,
)
_SINGULAR = frozenset(
    {
        "daily-users",
        "monthly-users",
        "total-users",
        "concurrent-users",
        "request-rate",
        "message-rate",
        "storage",
        "storage-rate",
        "message-size",
        "cost",
        "ratio",
    }
)
_NOUNLESS = frozenset(
    {"storage", "storage-rate", "cost", "daily-users", "monthly-users", "total-users", "concurrent-users"}
)
_HELD = re.compile(r"\s*(?:in|for|per|of|on|from|to|by) (?:the |our |each |all |a )?(\w+)")
_ANYBODY = frozenset({"", "user", "person", "dau", "mau", "customer"})
_RATES = frozenset({"request-rate", "message-rate"})
_PEOPLE = frozenset({"daily-users", "monthly-users", "total-users", "concurrent-users"})
_SCOPE = re.compile(
    r"\b(?:peaks?|average|averages|year (?:one|two|three|four|five|\d)|first year|second year|third year|"
    r"per region|"
    r"regions?|team|offices?|tenants?|customers?|firms?|company|companies|org\w*|countr\w+|today|now|"
    r"currently|legacy|old|new|"
    r"before|after|target|pilot|beta|limits?|capped|quota|timeout|normal\w*|typical\w*|usual\w*)\b"
)
_PART = re.compile(
    r"\b(?:reads?|writes?|p ?\d\d|uploads?|downloads?|ingress|egress|photos?|videos?|images?|text|metadata|"
    r"logs?|index|cache|"
    r"memory|redis|hot|cold|backups?|replicas?|raw|compressed|a year|per year|a month|per month|total|"
    r"thumbnail\w*|"
    r"messages?|files?|shards?|servers?|machines?|nodes?|instances?|attachments?|profiles?|links?|events?|"
    r"in total|years?)\b"
)
