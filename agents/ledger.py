"""The ledger: everything a candidate has claimed so far, each entry with the span of words it was read from.

A ledger is a value. :class:`agents.listening.listener.Listener` makes the
next one from a turn; nothing else does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from .facts import (
    Breach,
    Component,
    Contradiction,
    Decision,
    Facts,
    Leadership,
    Number,
    Question,
    Reason,
    Requirement,
    Span,
    Stance,
)

if TYPE_CHECKING:
    from .listening.numbers import Stated

AskKind = Literal["reason", "tradeoff", "number", "contradiction", "other"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the interviewer's last turn asks for. ``components`` are lexicon ids."""

    turn: str
    kind: AskKind = "other"
    components: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True)
class Ledger:
    """The claims of one interview up to a turn."""

    components: Mapping[str, Component] = field(default_factory=dict)
    """By the lexicon's id, in the order first named."""
    numbers: tuple[Number, ...] = ()
    decisions: tuple[Decision, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    questions: tuple[Question, ...] = ()
    leadership: tuple[Leadership, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    turns: int = 0
    """How many turns, of both speakers, have been followed."""
    asked: Asked | None = None
    """What the interviewer wants to know; None when the candidate spoke last and it was answered."""
    stated: tuple[Stated, ...] = ()
    """The candidate's numbers with the figures they were read from, for comparison with later ones."""
    told: tuple[Stated, ...] = ()
    """Figures the interviewer gave."""
    denied: Mapping[str, Span] = field(default_factory=dict)
    """Components that were kept out of the design: id -> where it was said."""
    stances: tuple[Stance, ...] = ()
    """Sides taken, in the order in which they were."""
    counted: Mapping[str, tuple[str, Span]] = field(default_factory=dict)
    """What was counted -> how many there were, and where that was said."""
    breaches: tuple[Breach, ...] = ()
    last_component: str = ""
    """What "it" stands for: the component last spoken of."""

    @staticmethod
    def empty() -> Ledger:
        """The ledger of an interview in which nobody has spoken."""
        return Ledger()

    def facts(self, turn_id: str) -> Facts:
        """What the turn with this id added: new entries, and components it named, justified or priced."""
        return Facts(
            components=tuple(c for c in self.components.values() if _touches(c, turn_id)),
            numbers=tuple(n for n in self.numbers if n.span.turn == turn_id),
            decisions=tuple(d for d in self.decisions if d.span.turn == turn_id),
            requirements=tuple(r for r in self.requirements if r.span.turn == turn_id),
            questions=tuple(q for q in self.questions if q.span.turn == turn_id),
            leadership=tuple(s for s in self.leadership if s.span.turn == turn_id),
            contradictions=tuple(c for c in self.contradictions if c.later.turn == turn_id),
            breaches=tuple(b for b in self.breaches if b.span.turn == turn_id),
        )

    def unreasoned(self) -> tuple[Component, ...]:
        """Components that need a reason and have none, in the order first named."""
        return tuple(c for c in self.components.values() if c.needs_reason and not c.reasons)


def _touches(component: Component, turn_id: str) -> bool:
    spans = (component.first, *component.mentions, *(_spans(component.reasons)), *_spans(component.tradeoffs))
    return any(span.turn == turn_id for span in spans)


def _spans(reasons: tuple[Reason, ...]) -> tuple[Span, ...]:
    return tuple(reason.span for reason in reasons)
