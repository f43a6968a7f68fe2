"""The debrief: what the panels of a loop day found, side by side as for a hiring committee. Arithmetic only.

The combined signal is the median of the panels' signals, of two in the middle the lower, and at most two
steps above the lowest: no committee says "strong yes" over a "no". A panel without enough evidence does not
vote, and fewer than two votes give no signal. Two panels agree when their signals are at most one step apart
(all three rules proposed).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from statistics import median_low
from typing import Literal, get_args

from agents.model import CriterionScore, Document, Overall, Quote, Report

Signal = Literal["strong no", "no", "mixed", "yes", "strong yes", "not enough evidence"]
UNDECIDED: Signal = "not enough evidence"
STEPS: tuple[Signal, ...] = tuple(each for each in get_args(Signal) if each != UNDECIDED)
"""Signals that vote, from worst to best."""
ENOUGH_VOTES = 2
ONE_STEP = 1
ABOVE_LOWEST = 2
"""So many steps at most is the combined signal above the lowest vote."""
APART = 1.0
"""Scores of one criterion this far apart are a difference worth talking about."""
STRONG, WEAK = 3.2, 2.0
"""From here up a criterion is a strength; from here down a concern (proposed)."""
TALKED_ABOUT = 3
"""Criteria named for a committee to begin with."""
MOST_MISSED = 2
"""Things missed, told of each criterion."""
MOST = 6
"""Strengths and concerns listed."""


class Panel(Document):
    """One interview of the day: who asked about what, and the verdict."""

    interview: str
    loop: str
    title: str
    overall: Overall


class View(Document):
    """What one panel holds of a criterion."""

    interview: str
    title: str
    score: float | None
    reason: str
    quote: Quote | None = None
    missed: tuple[str, ...] = ()
    """What this panel did not hear, the most consequential first."""


class Compared(Document):
    """One criterion as several panels saw it."""

    id: str
    name: str
    views: tuple[View, ...]
    differ: bool
    """Whether the scores are at least one level apart."""


class Finding(Document):
    """A strength or a concern, and the panel that has it."""

    name: str
    view: View


class Debrief(Document):
    """``viva-debrief/1``: the panels' evidence and signals, compared."""

    format: Literal["viva-debrief/1"] = "viva-debrief/1"
    panels: tuple[Panel, ...]
    signal: Signal
    meaning: str = ""
    """How the signal came about, and what a committee would talk about first."""
    agreement: float | None
    """The share of pairs of voting panels that agree, 0 to 1; None with fewer than two."""
    compared: tuple[Compared, ...]
    """Criteria that more than one panel scored; those that differ first."""
    strengths: tuple[Finding, ...]
    concerns: tuple[Finding, ...]


def debrief(panels: Sequence[tuple[Panel, Report]]) -> Debrief:
    """The debrief of a day's finished interviews, in their order."""
    votes = [STEPS.index(panel.overall.signal) for panel, _ in panels if panel.overall.signal in STEPS]
    pairs = [abs(one - other) <= ONE_STEP for one, other in combinations(votes, 2)]
    scored = [(score, _view(panel, score)) for panel, report in panels for score in report.criteria]
    high = sorted((each for each in scored if _at_least(each[0], STRONG)), key=lambda each: -_worth(each[0]))
    low = sorted((each for each in scored if _at_most(each[0], WEAK)), key=lambda each: _worth(each[0]))
    compared = tuple(sorted(_compared(scored), key=lambda each: (not each.differ, each.name)))
    signal = _combined(votes)
    return Debrief(
        panels=tuple(panel for panel, _ in panels),
        signal=signal,
        meaning=_meaning(signal, sorted(votes), compared),
        agreement=round(sum(pairs) / len(pairs), 3) if pairs else None,
        compared=compared,
        strengths=tuple(Finding(name=score.name, view=view) for score, view in high[:MOST]),
        concerns=tuple(Finding(name=score.name, view=view) for score, view in low[:MOST]),
    )


def _combined(votes: Sequence[int]) -> Signal:
    if len(votes) < ENOUGH_VOTES:
        return UNDECIDED
    return STEPS[min(median_low(votes), min(votes) + ABOVE_LOWEST)]


def _meaning(signal: Signal, votes: Sequence[int], compared: Sequence[Compared]) -> str:
    """The votes from worst to best, the one that counts, and what the panels would have to settle."""
    if signal == UNDECIDED:
        return "Fewer than two panels heard enough to vote."
    cast = ", ".join(STEPS[vote] for vote in votes)
    middle = STEPS[median_low(votes)]
    said = f"The panels voted {cast}; the one in the middle counts: {middle}."
    if signal != middle:
        said += f" A {STEPS[votes[0]]} among them holds it down to {signal}."
    differ = [each.name for each in compared if each.differ][:TALKED_ABOUT]
    if votes[-1] - votes[0] > ONE_STEP:
        said += " They are more than one step apart, so the evidence has to decide."
    if differ:
        said += f" To talk about first, since the panels saw it differently: {'; '.join(differ)}."
    return said


def _compared(scored: Sequence[tuple[CriterionScore, View]]) -> Iterator[Compared]:
    views: dict[str, list[tuple[CriterionScore, View]]] = {}
    for score, view in scored:
        if score.score is not None:
            views.setdefault(score.id, []).append((score, view))
    for criterion, found in views.items():
        if len(found) > 1:
            worth = [_worth(score) for score, _ in found]
            yield Compared(
                id=criterion,
                name=found[0][0].name,
                views=tuple(view for _, view in found),
                differ=max(worth) - min(worth) >= APART,
            )


def _view(panel: Panel, score: CriterionScore) -> View:
    return View(
        interview=panel.interview,
        title=panel.title,
        score=score.score,
        reason=score.reason,
        quote=score.quotes[0] if score.quotes else None,
        missed=score.missed[:MOST_MISSED],
    )


def _worth(score: CriterionScore) -> float:
    return score.score or 0.0


def _at_least(score: CriterionScore, bound: float) -> bool:
    return score.score is not None and score.score >= bound


def _at_most(score: CriterionScore, bound: float) -> bool:
    return score.score is not None and score.score <= bound
