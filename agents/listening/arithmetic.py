"""Arithmetic: whether a stated result follows from the figures it is said to come from.

Only what is said as a calculation is checked: a result right after its factors ("2,000 users times 100
messages is 200K a day"). Any plain combination of the figures at hand that comes near the result clears
it; a slip is reported when the calculation as worded gives something else. Sums are compared in bytes,
seconds and dollars.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from .figures import Figure
from .heard import Heard
from .products import FACTORS, converts, explanations, head_of, valued
from .slips import every_value, is_slip, slip
from .totals import scaled, totals
from .units import COUNT, Unit

NEAR = 1.3
"""A result within this factor of the true one is right: people round."""

NEAR_ROUGH = 1.55
"""The same for results said with "about" and one digit: "about 2" for 1.4."""

LOOSE = 20.0
"""A limit ("under a thousand") this many times away from the true value is no limit of it."""

REACH_WORDS = 40
"""How many words back a calculation may begin."""

NEARBY = 4
"""How many of the figures said last may have a part in a result, besides its factors."""

SECONDS_A_DAY = (86_400.0, 86_000.0, 90_000.0, 100_000.0)
"""How many seconds a day has, and what people call it."""

SECOND = Unit("time", "second")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a figure follows from others. ``agrees`` is None when nothing was calculated."""

    agrees: bool | None = None
    derived: bool = False
    note: str = ""


def check(heard: Heard, found: Sequence[Figure], known: Sequence[Figure] = ()) -> tuple[Verdict, ...]:
    """A verdict for each figure of a turn.

    ``known`` are figures stated before, which may explain a result.
    """
    verdicts: list[Verdict] = []
    results: set[int] = set()
    for index in range(len(found)):
        verdict = _judge(heard, found, index, known, results)
        if verdict.agrees is None and index:
            since = max((at + 1 for at in results), default=0)
            verdict = _slipped(heard, found, index, min(since, index - 1), known) or verdict
        if verdict.agrees is not None:
            results.add(index)
        verdicts.append(verdict)
    return tuple(verdicts)


def _slipped(
    heard: Heard, found: Sequence[Figure], index: int, since: int, known: Sequence[Figure]
) -> Verdict | None:
    """A verdict on a result that no phrase explains: a slip away from what the figures before it give."""
    result = found[index]
    told = next(totals(heard, found, index, since), None)
    if told is not None:
        agrees = _near(result, told.value)
        note = "" if agrees else _note(heard, result, told.terms, told.value)
        return Verdict(agrees=agrees, derived=True, note=note)
    verdict = _scaled(heard, found, index, known)
    if verdict is not None:
        return verdict
    miss = slip(heard, found, index, since)
    if miss is None:
        return None
    meant = replace(result, unit=miss.unit)
    nearby = _nearby(heard, found, index)
    if any(_near(meant, value) for value in explanations(meant, nearby, known)):
        return Verdict(agrees=True, derived=True)
    if any(_near(meant, value) for value in every_value(heard, nearby, result, miss.unit)):
        return Verdict(agrees=True, derived=True)
    return Verdict(agrees=False, derived=True, note=_note(heard, meant, miss.terms, miss.value))


def _scaled(heard: Heard, found: Sequence[Figure], index: int, known: Sequence[Figure]) -> Verdict | None:
    """A verdict on a multiple of a figure said turns before: a slip of it, and of no other, is reported."""
    result = found[index]
    options = list(scaled(heard, found, index, known))
    if any(_near(result, option.value) for option in options):
        return Verdict(agrees=True, derived=True)
    slipped = [option for option in options if is_slip(result.base / option.value)]
    if not slipped:
        return None
    latest = slipped[-1]
    base, times = latest.terms
    said = f"{tell(base.base, base)} and {tell(times.base, times)} times"
    stated = heard.text[result.start : result.end]
    note = f"{said} give about {tell(latest.value, result)}, not {stated}."
    return Verdict(agrees=False, derived=True, note=note)


def _judge(
    heard: Heard, found: Sequence[Figure], index: int, known: Sequence[Figure], results: set[int]
) -> Verdict:
    result = found[index]
    if _is_conversion(result):
        return Verdict()
    factors, sums = _factors(heard, found, index, results)
    nearby = _nearby(heard, found, index)
    if not factors or result.factor or not _is_result(heard, found[index - 1], result):
        simple = result.unit == COUNT and not result.noun
        followed = not simple and any(_near(result, value) for value in explanations(result, nearby, ()))
        return Verdict(derived=followed)
    if any(_near(result, value) for value in explanations(result, nearby, known)):
        return Verdict(agrees=True, derived=True)
    expected = [value for value in _worded(heard, result, factors) if value > 0]
    if not expected or not (sums or len(factors) == 1):
        return Verdict(derived=bool(sums))
    closest = min(expected, key=lambda value: max(value / result.base, result.base / value))
    if _near(result, closest):
        return Verdict(agrees=True, derived=True)
    return Verdict(agrees=False, derived=True, note=_note(heard, result, factors, closest))


# ---- what belongs to a calculation -----------------------------------------------------------------------


def _nearby(heard: Heard, found: Sequence[Figure], index: int) -> list[Figure]:
    """The figures said shortly before, which may have a part in the result."""
    near = [
        figure
        for figure in found[:index]
        if len(heard.words_between(figure.end, found[index].start)) <= REACH_WORDS
    ]
    return near[-NEARBY:]


def _factors(
    heard: Heard, found: Sequence[Figure], index: int, results: set[int]
) -> tuple[list[Figure], bool]:
    """The factors of a result, walking back while words of calculation join them.

    The second value tells whether such words were there.
    """
    factors: list[Figure] = []
    worded = False
    later = found[index]
    for at in range(index - 1, -1, -1):
        earlier = found[at]
        gap = heard.text[earlier.end : later.start]
        if _is_conversion(earlier):
            continue
        if factors:
            if not _JOINS.search(f" {gap} ") and not _joined(earlier, later):
                break
            worded = worded or _multiplies(heard, earlier, later)
        elif _operates(heard, earlier, later):
            worded = True
        factors.insert(0, earlier)
        later = earlier
        if at in results or len(factors) == FACTORS:
            break
    return factors, worded


def _is_conversion(figure: Figure) -> bool:
    """Whether a figure is the number of seconds in a day, which only turns one period into another."""
    return figure.unit in (COUNT, SECOND) and figure.value in SECONDS_A_DAY and not figure.noun


def _multiplies(heard: Heard, earlier: Figure, later: Figure) -> bool:
    """Whether the words around two figures make a product of them."""
    gap = heard.text[earlier.end : later.start]
    if _is_part(earlier) or _is_part(later) or _joined(earlier, later) or _STRONG.search(gap) is not None:
        return True
    if _is_period(heard, earlier) or _is_period(heard, later):
        return True
    measured = later.unit.dimension in ("information", "money", "time")
    if measured and _AT.search(gap) is not None:
        return True
    lead = heard.text[max(0, earlier.start - 30) : earlier.start].lower()
    return (
        bool(head_of(later.noun)) and re.search(rf"\b{re.escape(head_of(later.noun))}s?\b", lead) is not None
    )


def _is_part(figure: Figure) -> bool:
    """A share or a ratio, which multiplies what it is a share of."""
    return figure.unit.dimension == "ratio" or figure.noun == "to one"


def _is_period(heard: Heard, figure: Figure) -> bool:
    """As in "every four seconds": once in that time."""
    lead = heard.text[max(0, figure.start - 10) : figure.start]
    return (
        figure.unit.dimension == "time"
        and re.search(r"\b(?:every|each|once in|once every)\s+$", lead) is not None
    )


def _joined(earlier: Figure, later: Figure) -> bool:
    return bool(later.each or earlier.each) or later.factor


def _operates(heard: Heard, earlier: Figure, result: Figure) -> bool:
    """Whether the step right before the result is a calculation of its own ("... for three years is ...")."""
    lead = heard.text[max(0, earlier.start - 24) : earlier.start]
    return earlier.factor or _OPERATOR.search(lead) is not None or converts(earlier, result)


def _is_result(heard: Heard, before: Figure, result: Figure) -> bool:
    """Whether nothing but words of result stand between the last factor and the figure."""
    corrected = heard.cues("corrects", before.end, result.start)
    gap = heard.text[corrected[-1].end if corrected else before.end : result.start]
    if before.ranged or result.ranged:
        return False
    retold = before.unit.dimension == "information" and not result.noun and converts(before, result)
    return _RESULT.fullmatch(gap) is not None or (retold and gap.strip() in (",", "or", ";"))


# ---- what it should be -----------------------------------------------------------------------------------


def _worded(heard: Heard, result: Figure, factors: Sequence[Figure]) -> Iterator[float]:
    """The result as the words calculate it, where its dimension comes out right."""
    if len(factors) == 1:
        if converts(factors[0], result):
            yield factors[0].base
        return
    if result.unit == COUNT and not result.noun and not _explicit(heard, factors, result):
        return
    if result.unit.dimension == "count" and result.noun and not _counts_on(heard, result, factors):
        return
    counted = [-1 if _divides(heard, figure) else 1 for figure in factors]
    if not _is_period(heard, factors[0]):
        counted[0] = 1
    worded = tuple(valued(result, factors, counted))
    if not worded:
        # "44 TB over three years, times three": the years belong to the first figure, not to the product.
        timeless = [i for i, figure in enumerate(factors) if figure.unit.dimension != "time"]
        if result.unit.exponents == (0, 1, 0) and len(factors) == 2:  # noqa: PLR2004 an amount at a rate
            worded = tuple(valued(result, factors, (1, -1)))
        elif 1 < len(timeless) < len(factors):
            worded = tuple(valued(result, [factors[i] for i in timeless], [counted[i] for i in timeless]))
    yield from worded


def _explicit(heard: Heard, factors: Sequence[Figure], result: Figure) -> bool:
    said = heard.text[factors[0].end : result.start]
    part = any(_is_part(figure) or _is_period(heard, figure) for figure in factors)
    return part or _OPERATOR.search(said) is not None


def _counts_on(heard: Heard, result: Figure, factors: Sequence[Figure]) -> bool:
    """Whether a count is of the same things as one of its factors, or plainly multiplied."""
    heads = {head_of(figure.noun) for figure in factors}
    return (
        head_of(result.noun) in heads
        or "request" in head_of(result.noun)
        or _explicit(heard, factors, result)
    )


def _divides(heard: Heard, figure: Figure) -> bool:
    lead = heard.text[max(0, figure.start - 24) : figure.start]
    return _DIVIDE.search(lead) is not None or _is_period(heard, figure)


def _near(result: Figure, value: float) -> bool:
    if value <= 0 or result.base <= 0:
        return False
    if result.bound:
        within = result.base >= value / 1.05 if result.bound == "under" else result.base <= value * 1.05
        return within and 1 / LOOSE <= value / result.base <= LOOSE
    rough = result.digits == 1 and (result.hedged or result.value < 4)  # noqa: PLR2004 2 for 1.4
    bound = NEAR_ROUGH if rough else NEAR
    return 1 / bound <= value / result.base <= bound


def _note(heard: Heard, result: Figure, factors: Sequence[Figure], expected: float) -> str:
    said = " and ".join(heard.text[figure.start : figure.end] for figure in factors)
    stated = heard.text[result.start : result.end]
    return f"{said} give about {tell(expected, result)}, not {stated}."


def tell(base: float, like: Figure) -> str:
    """A value in the unit of another figure, in three digits: "43.8 terabyte"."""
    value = base / like.unit.scale
    short = f"{value:,.0f}" if value >= 100 else f"{value:.3g}"  # noqa: PLR2004 three digits
    unit = "" if like.unit == COUNT else f" {like.unit.pint}"
    return f"{short}{unit}"


_STRONG = re.compile(
    r"\b(?:times|multiplied|multiply|divided?|each|every|apiece|a piece|per|x)\b|[×*÷]|\bper ?cent of\b|"
    r"% of\b",
    re.IGNORECASE,
)
_AT = re.compile(
    r"\b(?:at|for|over|of|with|by|during|across|keep|kept|retain\w*|takes?|is|are|averages?)\b", re.IGNORECASE
)
_OPERATOR = re.compile(
    r"(?:\b(?:times|multiplied by|multiply|multiply by|x|by|divided by|divide by|over|per|each|every|for|"
    r"percent of|"
    r"with|at|into|a piece|apiece)\b|[×x*/÷])\s*(?:about |around |roughly |a |the |say |another |another |"
    r"of )*$"
    r"|\b(?:times|multiplied|multiply|divided|divide|x)\b|[×*÷]",
    re.IGNORECASE,
)
_DIVIDE = re.compile(
    r"(?:\b(?:divided? (?:it )?by|divided? (?:that )?by|over)\b|[/÷])\s*(?:about |around |roughly |the )*$",
    re.IGNORECASE,
)
_JOINS = re.compile(
    r"\b(?:times|multiplied|multiply|divided?|over|each|every|per|at|with|for|of|by|x|sends?|posts?|"
    r"uploads?|writes?|"
    r"reads?|makes?|creates?|views?|opens?|takes?|is|are|averages?|and|apiece|who|that|from|having|has|"
    r"have|does|do|keep|"
    r"kept|store|stored|so|which|gives?)\b|[×*/÷,]",
    re.IGNORECASE,
)
_RESULT_WORDS = (
    r"is are was be it it's gives? giving makes? making equals? comes? becomes? takes? out works? "
    r"adds? up so and that's that’s thats that this which means meaning would will we i us get gets "
    r"have need needs see about around roughly approximately maybe some nearly almost close say a the "
    r"total totals of in or then therefore hence ends? end store write writes send handle altogether "
    r"overall call let's traffic storage day per year just only under over more than less little bit "
    r"on average peak looking at we're it'll that'll we'd i'd expect like something equal yields? "
    r"results? leads? expected amounts? online active connected posts? sends? uploads? read users? "
    r"people them every each bandwidth load rate data messages requests reads new worth cost costs "
    r"bill monthly daily yearly "
).split()
_RESULT_PHRASES = (
    r"(?:comes?|adds? up|up|out|amounts?|leads?|us|me|equates?|close|works?) to",
    r"a day",
    r"per day",
    r"on average",
    r"(?:for|of|with) (?:replication|redundancy|safety|overhead|photos|messages|storage|everything)",
    r"(?:for|of|with) (?:them|those|that|it|us|all of them)",
)
_RESULT = re.compile(
    rf"[\s,.:;\-–—=]*(?:(?:{'|'.join((*_RESULT_WORDS, *_RESULT_PHRASES))})\b[\s,.:;\-–—=]*)+", re.IGNORECASE
)
