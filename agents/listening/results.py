"""Results: a figure that may be one, what the figures before it should give, and how near it comes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from math import log

from .expected import Expected, is_near, is_slip
from .figures import Figure
from .heard import Heard
from .products import MOST, expectations, explanations
from .terms import head, retells
from .totals import added, bare, grown, saved_since, totals
from .units import COUNT, Unit

REACH_WORDS = 60
"""How many words back a calculation may begin."""

NEARBY = 6
"""How many of the figures said last may have a part in a result."""

BUSY = 4.0
"""How many times the daily average the hours in which people are awake or at work may have."""

LEAD = 40
"""Characters before a figure in which "one every" makes it an interval."""

SPARE = 1.3
"""How many times as many as needed may be taken, besides one more."""

IN_THOUSANDS = 5e3
"""After a figure this large a bare one below a thousand may be in thousands: "... so sixty now"."""


class Result:
    """One figure that may be a result of those before it.

    ``low`` is the lower end where it is a range, else the figure itself; ``window`` the figures before it
    that may have a part, of which ``window[since:]`` were said after the last result; ``units`` what it may
    be in.
    """

    def __init__(
        self,
        heard: Heard,
        found: Sequence[Figure],
        index: int,
        since: int,
        *,
        known: Sequence[Figure],
        made: Mapping[Figure, frozenset[Figure]],
    ) -> None:
        self.heard = heard
        self.figure = found[index]
        self.low = (
            found[index - 1] if index and self.figure.ranged and found[index - 1].ranged else self.figure
        )
        self.window = _window(heard, found[: index - int(self.low is not self.figure)], self.low.start)
        skipped = index - int(self.low is not self.figure) - len(self.window)
        self.since = max(0, min(since - skipped, len(self.window) - 1))
        self.known = known
        self.made = made
        lead = heard.text[max(0, self.low.start - LEAD) : self.low.start]
        self.every = _ONE_EVERY.search(lead) if self.figure.unit.dimension == "time" else None
        self.units = tuple(_units(heard, self.figure, self.window))

    def expected(self) -> Iterator[Expected]:
        """By each reading of the figures right before it, as far back as the last result."""
        fresh = _fresh(self.window[self.since :])
        for unit in self.units:
            yield from totals(self.heard, fresh, self.figure, unit)
            if self.figure.factor or self.figure.unit.dimension == "ratio":
                continue
            for first in range(len(fresh) - 1, max(len(fresh) - MOST, 0) - 1, -1):
                yield from expectations(
                    self.heard, fresh, first, self.figure, unit, interval=self.every is not None
                )
            yield from self._past_others(fresh, unit)

    def _past_others(self, fresh: Sequence[Figure], unit: Unit) -> Iterator[Expected]:
        """As in "four cores and eight gigs, so thirty are 120 cores": what is alike, past the rest."""
        for figure in fresh[:-2]:
            alike = figure.unit.exponents == unit.exponents and head(figure.noun) == head(self.figure.noun)
            if alike and (figure.noun or figure.unit != COUNT):
                for each in expectations(self.heard, (figure, fresh[-1]), 0, self.figure, unit):
                    yield each._replace(sure=False)

    def is_explained(self, expected: Sequence[Expected]) -> bool:
        """Whether anything at all that was said gives it."""
        units = {each.unit for each in expected if each.sure} or set(self.units)
        return any(
            any(is_near(self.figure, value / scale, unit) for scale in self._scales)
            or is_near(self.low, value, unit)
            or self._in_busy_hours(value, unit)
            for unit in units
            for value in self._explanations(unit)
        ) or any(
            is_near(self.figure, value, unit, summed=True)
            for unit in units
            for value in added(self.window, unit)
        )

    def _explanations(self, unit: Unit) -> Iterator[float]:
        if self.figure.factor or self.figure.unit.dimension == "ratio":
            return
        yield from explanations(
            self.heard, _fresh(self.window), self.figure, unit, known=self.known, made=self.made
        )
        fresh = self.window[self.since :]
        yield from grown(self.heard, fresh, unit)
        yield from bare(fresh, unit)
        yield from saved_since(self.known, fresh, unit)

    def carried(self) -> Iterator[Expected]:
        """As in "peak is four times, so 240 a second", where what is multiplied was said turns before."""
        last = self.window[-1]
        wanted = self.figure.unit.exponents
        alone = len(self.window) == 1 or not any(
            figure.unit.exponents == wanted for figure in self.window[:-1]
        )
        if not alone or wanted == COUNT.exponents or not last.factor or last.unit.per:
            return
        for base in reversed(self.known):
            if base.unit.exponents == wanted and not base.factor:
                slipped = is_slip(self.figure.base / (base.base * last.value))
                yield Expected(base.base * last.value, self.figure.unit, (base, last), sure=slipped)
                return

    def is_near(self, each: Expected) -> bool:
        """Whether the figure is what was expected, as people round, round up, or tell a busy hour."""
        here = any(
            is_near(self.figure, each.value / scale, each.unit, summed=each.summed) for scale in self._scales
        )
        if each.told and each.summed and each.unit.dimension == "time":
            here = here or any(
                term.base == self.figure.base for term in each.terms
            )  # side by side, not in a row
        if self.low is not self.figure:
            here = (
                here
                or is_near(self.low, each.value, each.unit)
                or self.apart(each) < 1 < self._apart_low(each)
            )
        machines = each.unit == COUNT and each.divided and each.value >= 1
        spare = machines and each.value <= self.figure.value <= each.value * SPARE + 1
        return here or spare or self._in_busy_hours(each.value, each.unit)

    def _in_busy_hours(self, value: float, unit: Unit) -> bool:
        """Whether a rate is that of opening hours, which is above the day's average."""
        if unit.per not in ("second", "minute", "hour"):
            return False
        above = self.figure.value * unit.scale / value if value > 0 else 0.0
        sentence = self.heard.sentences[self.heard.sentence_at(self.figure.start)]
        return 1 <= above <= BUSY and self.heard.cue("busy-hours", sentence.start, sentence.end) is not None

    def miss(self, each: Expected) -> float:
        """By what factor the figure is off, at least 1."""
        apart = self.apart(each)
        return max(apart, 1 / apart)

    def apart(self, each: Expected) -> float:
        """How many times the expected value the figure is, in the scale that brings them closest."""
        if each.value <= 0:
            return 1.0
        apart = self.figure.value * each.unit.scale / each.value
        return min((apart * scale for scale in self._scales), key=lambda ratio: abs(log(ratio)))

    @property
    def _scales(self) -> tuple[float, ...]:
        """What a bare result may be in: "ninety thousand, cut by a third, so sixty now"."""
        figure = self.figure
        thousands = any(
            each.value >= IN_THOUSANDS and each.unit.dimension == "count" for each in self.window[-3:]
        )
        bare = figure.unit.dimension == "count" and not figure.noun and figure.value < 1000  # noqa: PLR2004 said in full
        return (1.0, 1e3) if bare and thousands else (1.0,)

    def _apart_low(self, each: Expected) -> float:
        return each.value / (self.low.value * each.unit.scale)


# ---- what belongs to a calculation -------------------------------------------------------------------------


def _window(heard: Heard, before: Sequence[Figure], start: int) -> list[Figure]:
    """The figures said shortly before, which may have a part in a result."""
    near = before[-NEARBY:]
    return [figure for figure in near if len(heard.words_between(figure.end, start)) <= REACH_WORDS]


def _fresh(figures: Sequence[Figure]) -> list[Figure]:
    """The figures without those that the next one says again in another unit."""
    following = (*figures[1:], None)
    return [
        one for one, after in zip(figures, following, strict=True) if after is None or not retells(one, after)
    ]


def _units(heard: Heard, result: Figure, before: Sequence[Figure]) -> Iterator[Unit]:
    """The unit of a result; where it was left unsaid, also those of the figures before it."""
    yield result.unit
    if result.unit.dimension != "count" or result.noun or result.factor:
        return
    lent: list[Unit] = []
    for figure in reversed(before):
        unit = figure.unit
        if unit == COUNT or unit.dimension == "ratio" or figure.factor:
            continue
        if unit.dimension == "time" and not unit.per and _lasts(heard, figure):
            continue
        per = result.unit.per or unit.per
        for each in (Unit(unit.dimension, unit.name, per), Unit(unit.dimension, unit.name, result.unit.per)):
            if each not in (*lent, result.unit) and (result.unit == COUNT or each.dimension != "time"):
                lent.append(each)
    yield from lent[:4]


def _lasts(heard: Heard, figure: Figure) -> bool:
    """Whether a time is only how long something goes on."""
    return _LASTING.search(heard.text[max(0, figure.start - 20) : figure.start]) is not None


_LASTING = re.compile(
    r"\b(?:in|for|over|after|within|every|during|each|once)\s+(?:about |the |around )*$", re.IGNORECASE
)
_ONE_EVERY = re.compile(
    r"\b(?:once|one|another) (?:\w+ )?every\s+(?:about |around |roughly )*$", re.IGNORECASE
)
