"""Figures: numbers as people say them, with their unit, their rate and what they count."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from .counted import noun_after, rates_after
from .heard import Heard
from .numerals import DIGITS, MAGNITUDES, NUMERALS, SCALES, Numeral, multiple, numeral
from .sentences import Word
from .units import COUNT, PERIODS, Unit, attached, spoken

_LABELS = frozenset(
    (
        "p version v phase step option level http port sha base soc oauth error status layer stage chapter "
        "part "
        "year week day code route page web tls ipv item number question gen tier point priority sev "
        "quarter percentile"
    ).split()
)
"""A number after one of these is a name, not a figure."""

_HEDGE = re.compile(
    r"\b(?:about|around|roughly|approximately|maybe|say|nearly|almost|close to|ballpark|order of|some|ish|"
    r"perhaps|"
    r"something like|in the region of|give or take)\s+(?:\w+\s+){0,1}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """``text[start:end]`` is a number with its unit. ``value`` is in ``unit``."""

    start: int
    end: int
    value: float
    unit: Unit = COUNT
    noun: str = ""
    """What it counts, as said: "daily active users"; empty when it says nothing."""
    each: str = ""
    """What it is counted for: "user" in "100 messages per user", "each" when left open."""
    factor: bool = False
    """True for a mere multiplier: "three times the average", "10x"."""
    hedged: bool = False
    ranged: bool = False
    """True for an end of a range: "five to ten"."""
    digits: int = 2
    """Significant digits it was said with: 1 for "7" or "two hundred"."""
    bound: Literal["", "under", "over"] = ""
    """Whether it is only a limit: "under a thousand a day"."""
    implied: bool = False
    """True where no number was said: "a kilobyte", "for a year"."""

    @property
    def base(self) -> float:
        """Its value in bytes, seconds, dollars, or plain counts, per second where it is a rate."""
        return self.value * self.unit.scale


def figures(heard: Heard) -> tuple[Figure, ...]:
    """Every figure of a turn, in order; read once."""
    if heard.figures is None:
        heard.figures = tuple(_ranges(heard, list(_read(heard))))
    return heard.figures


def _read(heard: Heard) -> Iterator[Figure]:
    found = heard.words
    at = 0
    while at < len(found):
        parsed = numeral(found, at)
        if parsed is None:
            figure = _multiple(heard, found, at)
            if figure is not None:
                yield figure
            at += 1
            continue
        if _is_label(heard, found, at, parsed.words):
            at += parsed.words
            continue
        figure, length = _measured(heard, found, at, parsed)
        if figure is not None:
            yield figure
        at += length


def _multiple(heard: Heard, found: Sequence[Word], at: int) -> Figure | None:
    """As in "twice that", "it triples", "once a minute": a multiplier without a numeral."""
    word = found[at]
    times = 1.0 if word.lower == "once" else multiple(word.lower)
    if times is None:
        return None
    unit, _, last = rates_after(heard, found, at, COUNT)
    if word.lower == "once" and not unit.per:
        return None
    return Figure(word.start, found[last].end, times, unit, factor=True, digits=1, implied=True)


def _is_label(heard: Heard, found: Sequence[Word], at: int, length: int) -> bool:
    """Whether the number names something ("p 99", "phase two", "in 2024", "one of them")."""
    before = found[at - 1].lower if at > 0 else ""
    text = found[at].lower
    after = found[at + length].lower if at + length < len(found) else ""
    if before in ("year", "week", "day") and at > 1 and found[at - 2].lower in ("a", "per", "each", "every"):
        return False
    if before in _LABELS and not heard.text[found[at - 1].end : found[at].start].strip():
        return True
    if text == "one" and length == 1:
        once = tuple(word.lower for word in found[at + 2 : at + 4])
        often = once[:1] in (("a",), ("per",), ("every",), ("each",)) and once[1:2] and once[1] in PERIODS
        listed = before in ("and", "plus", "minus") and after == "for"
        of_many = after == "of" and at + 2 < len(found) and numeral(found, at + 2) is not None
        counted = often or listed or of_many or before == "to"
        return not counted and spoken((after,)) is None and after not in _AFTER_ONE
    around_the_clock = (heard.text[found[at].start - 1 : found[at].start] == "/" and before.isdigit()) or (
        heard.text[found[at].end : found[at].end + 1] == "/" and after.isdigit()
    )
    return around_the_clock or (_YEAR.fullmatch(text) is not None and before in _BEFORE_YEARS)


_AFTER_ONE = frozenset("x user message request in out".split())
_YEAR = re.compile(r"(?:19|20)\d\d")
_BEFORE_YEARS = frozenset("in since by of until from late early".split())

# ---- what is measured ------------------------------------------------------------------------------------


def _measured(heard: Heard, found: Sequence[Word], at: int, parsed: Numeral) -> tuple[Figure, int]:
    lowered = tuple(word.lower for word in found[at + parsed.words : at + parsed.words + 10])
    if lowered[:1] == ("nines",):
        end = found[at + parsed.words].end
        percent = 100 - 10 ** (2 - int(parsed.value))
        return Figure(found[at].start, end, percent, Unit("ratio", "percent"), "uptime"), parsed.words + 1
    over = (
        at + parsed.words < len(found) and "/" in heard.text[found[at].end : found[at + parsed.words].start]
    )
    unit, factor, taken = _unit(parsed.unit, () if over else lowered)
    value = parsed.value
    if lowered[:2] == ("per", "mille"):
        unit, value, taken = Unit("ratio", "percent"), value / 10, 2
    if unit.name == "cent":
        unit, value = replace(unit, name="dollar"), value / 100
    if unit == COUNT and 99 < value < 100:  # noqa: PLR2004 nothing but an uptime is told so
        unit = Unit("ratio", "percent")
    last = at + parsed.words + taken - 1
    noun, last = noun_after(heard, found, last, unit)
    span = attached(noun.split()[-1].lower()) if noun and unit == COUNT else None
    if span is not None and span.dimension == "time":
        unit, noun = span, ""
    unit, each, last = rates_after(heard, found, last, unit)
    line = "bit" in unit.name and not unit.per and noun.split()[-1:] and noun.lower().split()[-1] in _LINES
    if line:
        unit = replace(unit, per="second")
    start = found[at].start
    lead = heard.text[max(0, start - 40) : start]
    figure = Figure(
        start=start,
        end=found[last].end,
        value=value / SCALES[each] if each in MAGNITUDES and unit.dimension == "money" else value,
        unit=unit,
        noun=noun,
        each=each,
        factor=factor,
        hedged=_HEDGE.search(lead) is not None,
        digits=parsed.digits,
        bound="under" if line else _bound(lead),
        implied=found[at].lower in ("a", "an") and parsed.words == 1,
    )
    return figure, last - at + 1


_LINES = frozenset("line link connection uplink card port pipe network nic interface".split())
"""What carries so many bits each second; a load is under what the line takes."""


def _bound(lead: str) -> Literal["", "under", "over"]:
    if _UNDER.search(lead) is not None:
        return "under"
    return "over" if _OVER.search(lead) is not None else ""


def _unit(written: Unit | None, following: tuple[str, ...]) -> tuple[Unit, bool, int]:
    """The unit, whether the number is a mere multiplier, and how many of the following words that took."""
    if written is not None and written.name == "x":
        return COUNT, True, 0
    multiplies = following[:1] in (("x",), ("fold",)) and not _numeric(following[1:2])
    if multiplies or (following[:1] == ("times",) and not _numeric(following[1:3])):
        return COUNT, True, 1
    if written is not None and not (
        written.dimension == "money" and following[:1] in (("dollars",), ("bucks",))
    ):
        return written, False, 0
    measured = spoken(following)
    return (measured[0], False, measured[1]) if measured is not None else (written or COUNT, False, 0)


def _numeric(following: Sequence[str]) -> bool:
    for word in following:
        if DIGITS.match(word) or word in NUMERALS or word in MAGNITUDES or word == "half":
            return True
        if word not in ("a", "about", "roughly", "around", "the", "say"):
            return False
    return False


def _ranges(heard: Heard, found: list[Figure]) -> Iterator[Figure]:
    """Mark the ends of ranges, and give the first end the unit of the last ("five to ten seconds")."""
    for index in range(len(found) - 2, -1, -1):
        found[index] = _scaled_alike(heard, found[index], found[index + 1])
    for index, figure in enumerate(found):
        found[index] = _over_each(heard, found[index - 1].end if index else 0, figure)
    for index, figure in enumerate(found):
        after = found[index + 1] if index + 1 < len(found) else None
        before = found[index - 1] if index > 0 else None
        marked = figure
        shared = before is not None and _share(heard, before, figure)
        if after is not None and _share(heard, figure, after):
            share = 100 * figure.value / after.value
            yield Figure(figure.start, after.end, share, Unit("ratio", "percent"), after.noun)
            continue
        if shared:
            continue
        if before is not None and before.value >= figure.value == 1 and _to_one(heard, before, figure):
            continue
        if after is not None and figure.value >= after.value == 1 and _to_one(heard, figure, after):
            yield replace(figure, end=after.end, noun="to one")
            continue
        if after is not None and _spans(heard, figure, after):
            unit = after.unit if figure.unit == COUNT else figure.unit
            marked = replace(figure, ranged=True, unit=unit, noun=figure.noun or after.noun)
        elif before is not None and _spans(heard, before, figure):
            marked = replace(figure, ranged=True)
        yield marked


def _scaled_alike(heard: Heard, one: Figure, after: Figure) -> Figure:
    """As in "two to three thousand", "a hundred, two hundred, four hundred thousand": the scale said last."""
    scale = next((size for size in (1e9, 1e6, 1e3) if after.value >= size), 0.0)
    bare = one.unit == COUNT and not (one.noun or one.factor) and one.value < 1000  # noqa: PLR2004 said in full
    if not scale or not bare or one.value >= after.value / scale:
        return one
    listed = _LISTED.fullmatch(heard.text[one.end : after.start]) is not None
    return replace(one, value=one.value * scale) if listed else one


def _over_each(heard: Heard, floor: int, figure: Figure) -> Figure:
    """As in "each year sixty thousand": the period said before the figure."""
    over = _EACH_PERIOD.search(heard.text, floor, figure.start)
    if over is None or figure.unit.per or figure.factor or figure.unit.dimension in ("time", "ratio"):
        return figure
    return replace(figure, unit=replace(figure.unit, per=PERIODS[over[1].lower()]))


_EACH_PERIOD = re.compile(
    r"\b(?:each|every|per) (year|month|week|day|hour|minute|second)[,:]?\s+"
    r"(?:about |around |roughly |it['’]s |that['’]s )*$",
    re.IGNORECASE,
)


_LISTED = re.compile(r"\s*(?:to|-|–|or|,|, then|, or)\s*(?:maybe |about |even )?", re.IGNORECASE)


def _spans(heard: Heard, low: Figure, high: Figure) -> bool:
    """A range: "five to ten seconds", "200-300 ms"."""
    alike = low.unit in (COUNT, high.unit) and not heard.text[: low.start].rstrip().lower().endswith("from")
    between = heard.text[low.end : high.start]
    if "and" in between and not heard.text[: low.start].rstrip().lower().endswith("between"):
        return False
    return alike and low.value < high.value and _RANGE.fullmatch(between) is not None


def _share(heard: Heard, part: Figure, whole: Figure) -> bool:
    """As in "one in ten users", "twelve in a hundred", "nineteen times out of twenty": a share of them."""
    between = heard.text[part.end : whole.start].strip().lower()
    plain = part.unit == COUNT == whole.unit and not part.noun and not part.each and part.value < whole.value
    if not plain or between not in ("in", "in every", "out of", "out of every"):
        return False
    return part.value == 1 or whole.value in (10, 100, 1000) or (between != "in" and whole.value <= _OUT_OF)


_OUT_OF = 200
"""The most that "19 out of 20" is out of; of more, the part and the whole are both figures."""


def _to_one(heard: Heard, first: Figure, last: Figure) -> bool:
    """A ratio: "a hundred to one", "100:1"."""
    between = heard.text[first.end : last.start].strip().lower()
    return between in ("to", ":", "to every") and first.unit == COUNT and last.unit == COUNT


_UNDER = re.compile(
    r"\b(?:under|below|(?:less|fewer) than|at most|no more than|not quite|short of)\s+(?:about |a |the )?$",
    re.IGNORECASE,
)
_OVER = re.compile(
    r"\b(?:(?:just|well|a (?:bit|little)|slightly|so|is|are|that['’]s|gives?|makes?) over|"
    r"(?:more|greater) than|"
    r"above|at least|upwards of|north of)\s+(?:about |a |the )?$",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\s*(?:to|-|–|or|and|up to)\s*(?:maybe |about |even )?", re.IGNORECASE)
