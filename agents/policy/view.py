"""What the policy looks at when it chooses, and what it chooses."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from agents.facts import Facts
from agents.model import Turn
from agents.moves import Move
from agents.policy.gaps import Gap, open_gaps
from agents.policy.hearing import is_done
from agents.policy.rules import Rules
from agents.policy.state import InterviewState
from rubrics.schema import Phase

CHANCES = 2
"""Interviewer turns within which a gap should be asked about: later it no longer belongs to the talk."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A move, why it was chosen, and what follows from it."""

    move: Move
    why: str
    to: str = ""
    """The phase entered with it; empty: none."""
    ends: bool = False


@dataclass(frozen=True)
class View:
    """A state at a moment. ``turn`` is what the candidate has just said, where that is what happened."""

    rules: Rules
    state: InterviewState
    now: float
    turn: Turn | None = None

    @cached_property
    def phase(self) -> Phase:
        """The present phase."""
        return self.rules.phase(self.state.clock.phase)

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """What is missing and has not been asked about."""
        return open_gaps(self.rules, self.state)

    def age(self, gap: Gap) -> int:
        """Interviewer turns since the gap was first seen."""
        return self.state.spoken - self.state.opened.get(gap.key, self.state.spoken)

    def fresh(self, least: float = 0.0) -> list[Gap]:
        """Gaps of at least this weight that can still be asked about in time, weightiest first."""
        found = [
            gap for gap in self.gaps if not gap.drawn and self.age(gap) < CHANCES and gap.weight >= least
        ]
        return sorted(found, key=lambda gap: (-gap.weight, gap.key))

    @cached_property
    def facts(self) -> Facts:
        """What the turn added to the ledger."""
        return self.state.ledger.facts(self.turn.id) if self.turn is not None else Facts()

    @cached_property
    def done(self) -> bool:
        """Whether the candidate says that they are finished."""
        return self.turn is not None and is_done(self.rules, self.turn.text)

    @property
    def patience(self) -> float:
        """Multiplies every wait."""
        return self.rules.setup.style.patience
