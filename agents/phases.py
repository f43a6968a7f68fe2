"""The phase clock: where the interview stands, and when it must move on. Pure; ``now`` comes in as seconds.

A phase ends at its *deadline*. Deadlines are absolute, so an overrun is paid back by the phase that follows.

=====================  ==========================================================================
seconds                what is due
=====================  ==========================================================================
80 % of the phase      a nudge, at the next natural gap
the deadline           the transition, at the next breath
the deadline + 20 s    the interviewer cuts in
the total              the close
=====================  ==========================================================================

A candidate who is done early moves on early; the seconds saved go to the deep phases still to come (to all
that are still to come, where none of those is deep).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from typing import Self

NUDGE_SHARE = 0.8
CUT_IN_S = 20.0
"""Seconds past the deadline after which the interviewer no longer waits for a breath (design section 7)."""
GAP_S = 10.0
"""A natural gap this close to the deadline counts as at it: another answer would overrun by more."""
RECAP_SHARE = 0.2
RECAP_S = (45.0, 90.0)
"""Bounds of the time kept for the summary at the end of the last phase."""
CLOSE_S = 4.0
"""Seconds the goodbye takes: it begins this much before the end."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A phase's planned place on the clock."""

    id: str
    title: str
    seconds: float
    deep: bool = False


@dataclass(frozen=True, slots=True)
class Clock:
    """Planned slots, the deadlines as they now stand, and the time spent in each phase."""

    slots: tuple[Slot, ...]
    total_s: float
    deadlines: tuple[float, ...]
    """Interview time at which each phase should end."""
    at: int = 0
    """Index of the present phase."""
    entered_s: float = 0.0
    """When the present phase was (last) entered."""
    spent: tuple[float, ...] = ()
    """Seconds spent in each phase before ``entered_s``."""

    @classmethod
    def start(cls, slots: tuple[Slot, ...], *, total_s: float) -> Self:
        """The clock at 0 s. Whatever the slots leave of ``total_s`` is kept for the close."""
        return cls(
            slots=slots,
            total_s=total_s,
            deadlines=tuple(accumulate(slot.seconds for slot in slots)),
            spent=(0.0,) * len(slots),
        )

    @property
    def phase(self) -> str:
        """Id of the present phase."""
        return self.slots[self.at].id

    @property
    def title(self) -> str:
        """Title of the present phase."""
        return self.slots[self.at].title

    @property
    def last(self) -> bool:
        """True in the last phase."""
        return self.at == len(self.slots) - 1

    @property
    def next(self) -> Slot | None:
        """The phase after this one."""
        return None if self.last else self.slots[self.at + 1]

    @property
    def deadline(self) -> float:
        """When the present phase should end."""
        return self.deadlines[self.at]

    @property
    def allotted(self) -> float:
        """Seconds the present phase has from its entry to its deadline, as things stand."""
        return max(self.deadline - self.entered_s, 1.0)

    def left(self, now: float) -> float:
        """Seconds left in the present phase; negative when it has overrun."""
        return self.deadline - now

    def nudge_due(self, now: float) -> bool:
        """True from 80 % of the phase on."""
        return now >= self.entered_s + NUDGE_SHARE * self.allotted

    def over(self, now: float, *, lead: float = 0.0) -> bool:
        """True when the phase is over, or will be within ``lead`` seconds."""
        return now >= self.deadline - lead

    def cut_in_due(self, now: float) -> bool:
        """True when the interviewer no longer waits for a breath."""
        return now >= self.end_of_phase + CUT_IN_S

    @property
    def end_of_phase(self) -> float:
        """When this phase must be left: its deadline, or for the last the moment the goodbye begins."""
        return self.close_at if self.last else self.deadline

    @property
    def close_at(self) -> float:
        """When the goodbye begins."""
        return self.total_s - CLOSE_S

    @property
    def recap_at(self) -> float:
        """When the summary is asked for: at the end of the last phase, so that it fits."""
        least, most = RECAP_S
        kept = min(max(RECAP_SHARE * self.slots[-1].seconds, least), most)
        return min(self.deadlines[-1], self.total_s - kept)

    def actual(self, now: float) -> Mapping[str, float]:
        """Seconds spent in each phase so far."""
        running = dict(zip((slot.id for slot in self.slots), self.spent, strict=True))
        running[self.phase] += now - self.entered_s
        return running

    def enter(self, phase: str, now: float) -> Clock:
        """The clock after moving to ``phase`` at ``now``. Raises KeyError for a phase that is not on it.

        Time saved goes to the deep phases ahead; time lost is not: the deadlines ahead stay where they were.
        """
        index = next((i for i, slot in enumerate(self.slots) if slot.id == phase), None)
        if index is None:
            raise KeyError(phase)
        spent = list(self.spent)
        spent[self.at] += max(now - self.entered_s, 0.0)
        return replace(
            self,
            at=index,
            entered_s=now,
            spent=tuple(spent),
            deadlines=self.deadlines if index <= self.at else self._deadlines_from(index, now),
        )

    def _deadlines_from(self, index: int, now: float) -> tuple[float, ...]:
        """Deadlines when ``index`` is entered at ``now``, with the time saved so far shared out."""
        before = self.deadlines[index - 1]
        saved = before - now
        if saved <= 0:
            return self.deadlines
        ahead = self.slots[index:]
        takers = [slot.seconds if slot.deep else 0.0 for slot in ahead]
        if not any(takers):
            takers = [slot.seconds for slot in ahead]
        share = saved / sum(takers)
        lengths = [end - start for start, end in pairwise(self.deadlines[index - 1 :])]
        ends = accumulate(
            (length + share * taker for length, taker in zip(lengths, takers, strict=True)), initial=now
        )
        return (*self.deadlines[:index], *tuple(ends)[1:])
