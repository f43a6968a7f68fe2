"""Arithmetic: whether a stated result follows from the figures it is said to come from.

Only what is put as a result is checked. Whatever sensible combination of the figures at hand comes near
clears it: a product, a quotient, a sum, a share, a growth, over any period named. A result is disputed when
the way it was put says what it is made of, and nothing gives it; the less plainly it was put, the more it
must look like a slip, that is by a power of ten, by bits for bytes, by minutes for seconds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import inf

from .conclusions import Claim, claim
from .expected import Expected, is_near, is_slip
from .figures import Figure
from .heard import Heard
from .products import MOST, expectations, explanations
from .terms import is_calendar, retells
from .totals import added, bare, grown, totals
from .units import COUNT, Unit

REACH_WORDS = 60
"""How many words back a calculation may begin."""

NEARBY = 6
"""How many of the figures said last may have a part in a result."""

PLAIN_MISS = 1.5
"""By how much a result must miss when it is put less plainly."""

FAR_MISS = 1.8
"""By how much it must miss when only the dimensions of its figures say what it is made of."""

RETOLD_WORDS = 7
"""Words between a figure and the same in another unit, at most."""

EXACTLY = 0.01
"""By how much a product to the digit may be off."""

FARTHEST = 1e5
"""A result further off than this was not made of these figures."""

BUSY = 4.0
"""How many times the daily average the hours in which people are awake or at work may have."""

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
        verdict = _Result(heard, found, index, since, known=known, made=made).verdict(taken)
        if verdict.derived and not verdict.retold:
            made[found[index]] = frozenset(found[since:index])
        if verdict.exact or (verdict.agrees is not None and not verdict.retold):
            since = index
        verdicts.append(verdict)
    return tuple(verdicts)


class _Result:
    """One figure that may be a result of those before it."""

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
        self.since = max(0, since - (index - int(self.low is not self.figure) - len(self.window)))
        self.known = known
        self.made = made
        lead = heard.text[max(0, self.low.start - 40) : self.low.start]
        self.every = _ONE_EVERY.search(lead) if self.figure.unit.dimension == "time" else None
        self.units = tuple(_units(heard, self.figure, self.window))

    def verdict(self, taken: Sequence[Stretch]) -> Verdict:
        opens = self.figure.ranged and self.low is self.figure
        if not self.window or self.figure.implied or opens or is_calendar(self.figure):
            return Verdict()
        start = self.low.start - (len(self.every.group()) if self.every else 0)
        stated = claim(self.heard, self.window[-1], start, self.figure.end, taken)
        if not stated and self._is_downtime():
            stated = Claim.LOOSE
        expected = list(self._expected())
        right = [each for each in expected if self._near(each)]
        if right:
            retold = max(len(each.terms) for each in right) == 1
            exact = any(
                each.sure and not each.summed and abs(self._apart(each) - 1) < EXACTLY for each in right
            )
            return Verdict(
                agrees=True if stated else None, derived=True, retold=retold, exact=exact and not retold
            )
        if not stated or (stated < Claim.TIGHT and self._is_repeated()):
            return Verdict()
        if not any(each.told for each in expected) and self._explained(expected):
            return Verdict(agrees=True, derived=True)
        missed = [each for each in expected or self._carried() if self._misses(each, stated)]
        if not missed:
            return Verdict()
        meant = min(missed, key=lambda each: (not each.sure, max(self._apart(each), 1 / self._apart(each))))
        return Verdict(agrees=False, derived=True, note=self._note(meant))

    def _is_downtime(self) -> bool:
        """As in "with three nines we may be down for four minutes a month"."""
        last = self.window[-1]
        near_whole = last.unit.dimension == "ratio" and 95 <= last.value < 100  # noqa: PLR2004 an uptime
        return near_whole and self.figure.unit.dimension == "time" and bool(self.figure.unit.per)

    def _is_repeated(self) -> bool:
        return any(
            figure.base == self.figure.base and figure.unit.exponents == self.figure.unit.exponents
            for figure in self.window
        )

    # ---- what it should be ---------------------------------------------------------------------------------

    def _expected(self) -> Iterator[Expected]:
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

    def _explained(self, expected: Sequence[Expected]) -> bool:
        """Whether anything at all that was said gives it."""
        units = {each.unit for each in expected if each.sure} or set(self.units)
        return any(
            is_near(self.figure, value, unit)
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

    def _carried(self) -> Iterator[Expected]:
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

    # ---- how far it is from it -----------------------------------------------------------------------------

    def _near(self, each: Expected) -> bool:
        here = is_near(self.figure, each.value, each.unit, summed=each.summed)
        if self.low is not self.figure:
            here = (
                here
                or is_near(self.low, each.value, each.unit)
                or self._apart(each) < 1 < self._apart_low(each)
            )
        machines = each.unit == COUNT and bool(self.figure.noun) and each.sure and each.value >= 1
        spare = machines and each.value <= self.figure.value <= each.value * 1.3 + 1.5
        return here or spare or self._in_busy_hours(each.value, each.unit)

    def _in_busy_hours(self, value: float, unit: Unit) -> bool:
        """Whether a rate is that of opening hours, which is above the day's average."""
        if unit.per not in ("second", "minute", "hour"):
            return False
        above = self.figure.value * unit.scale / value if value > 0 else 0.0
        sentence = self.heard.sentences[self.heard.sentence_at(self.figure.start)]
        return 1 <= above <= BUSY and self.heard.cue("busy-hours", sentence.start, sentence.end) is not None

    def _apart(self, each: Expected) -> float:
        return self.figure.value * each.unit.scale / each.value if each.value > 0 else 1.0

    def _apart_low(self, each: Expected) -> float:
        return each.value / (self.low.value * each.unit.scale)

    def _misses(self, each: Expected, stated: Claim) -> bool:
        """Whether a result that is off may be disputed, the way it was put."""
        apart = max(self._apart(each), 1 / self._apart(each))
        if apart > FARTHEST:
            return False
        return apart >= self._least(each, stated) or (is_slip(apart) and self._slips(each, stated))

    def _slips(self, each: Expected, stated: Claim) -> bool:
        """Whether a classic slip is enough to dispute it."""
        if self._is_apart(each, stated):
            return stated is Claim.BESIDE or bool(self.figure.unit.per)
        if self._is_lent(each, stated):
            return stated is Claim.LOOSE
        return each.sure or self._measured or stated > Claim.BESIDE

    def _least(self, each: Expected, stated: Claim) -> float:
        """By what factor it must miss to be disputed if it is none; infinite where only a slip will do."""
        if self._is_apart(each, stated):
            return inf
        if self._is_lent(each, stated):
            lent = each.sure and stated is Claim.LOOSE and each.unit.dimension in ("money", "information")
            return FAR_MISS if lent else inf
        if each.sure and stated > Claim.BESIDE:
            return PLAIN_MISS if stated is Claim.LOOSE and not each.summed else 1.0
        if each.sure:
            return FAR_MISS if self._measured and self.figure.unit.dimension != "time" else inf
        return FAR_MISS if self._measured and stated is Claim.TIGHT else inf

    @property
    def _measured(self) -> bool:
        return self.figure.unit.dimension != "count" or bool(self.figure.unit.per)

    def _is_lent(self, each: Expected, stated: Claim) -> bool:
        """Whether the unit was left unsaid, and the result not put plainly."""
        return each.unit != self.figure.unit and stated is not Claim.TIGHT

    def _is_apart(self, each: Expected, stated: Claim) -> bool:
        """Whether one other figure alone would give it, and stands too far off to be the same."""
        alone = len(each.terms) == 1 and each.terms[0].unit.dimension != "ratio"
        return alone and not self._retells(stated)

    def _retells(self, stated: Claim) -> bool:
        """Whether a figure stands close enough to the one before to be the same in another unit."""
        between = self.heard.words_between(self.window[-1].end, self.low.start)
        return stated is Claim.TIGHT and len(between) <= RETOLD_WORDS

    def _note(self, meant: Expected) -> str:
        text = self.heard.text
        said = [
            text[figure.start : figure.end] if figure not in self.known else tell(figure.base, figure.unit)
            for figure in meant.terms
        ]
        verb = "gives" if len(said) == 1 else "give"
        stated = text[self.low.start : self.figure.end]
        return f"{' and '.join(said)} {verb} about {tell(meant.value, meant.unit)}, not {stated}."


# ---- what belongs to a calculation -----------------------------------------------------------------------


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


def tell(base: float, unit: Unit) -> str:
    """A value in a unit, in three digits: "43.8 terabyte"."""
    value = base / unit.scale
    short = f"{value:,.0f}" if value >= 100 else f"{value:.3g}"  # noqa: PLR2004 three digits
    return short if unit == COUNT else f"{short} {unit.pint}"
