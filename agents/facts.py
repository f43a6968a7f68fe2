"""What can be known from a candidate's words: each fact carries the span of text it was read from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Span:
    """Characters ``start`` to ``end`` of one turn's text."""

    turn: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is there, in the candidate's own words."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Component:
    """A part of the design: ``name`` is the lexicon's id ("queue"), ``said`` the words ("Kafka queue")."""

    name: str
    said: str
    first: Span
    mentions: tuple[Span, ...] = ()
    reasons: tuple[Reason, ...] = ()
    tradeoffs: tuple[Reason, ...] = ()
    requirements: tuple[str, ...] = ()
    place: str = ""
    """Where it sits, as said: "between the upload service and the transcoder"; empty if not said."""
    needs_reason: bool = True
    """False for what the because rule lets pass (client, load balancer, database, ...)."""


@dataclass(frozen=True, slots=True)
class Number:
    """A figure. ``unit`` is a pint unit string ("request/second", "byte", "1"); ``value`` is in that unit."""

    span: Span
    text: str
    value: float
    unit: str
    counts: str
    """What it counts, in the candidate's words ("daily active users")."""
    kind: str
    """The lexicon's quantity id ("daily-users", "request-rate", "storage", "latency", ...), or "other"."""
    derived: bool = False
    """True when the words show where it came from (arithmetic, an analogy, the interviewer's fact)."""
    agrees: bool | None = None
    """False when code finds it at odds with other numbers, True when found right, None when unchecked."""
    note: str = ""
    """Why it disagrees, in one sentence."""
    against: str = ""
    """The figure said earlier with which it disagrees, as it was said; empty for a sum gone wrong."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A choice, with what was not chosen."""

    span: Span
    text: str
    chosen: str
    alternatives: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    tradeoffs: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Requirement:
    """Something the system must do (functional), or how well (non-functional), or what is out of scope."""

    span: Span
    text: str
    kind: Literal["functional", "non-functional", "in-scope", "out-of-scope", "constraint"]


@dataclass(frozen=True, slots=True)
class Question:
    """Something the candidate asked. ``topic`` is a topic id of the lexicon, or empty when none matched."""

    span: Span
    text: str
    topic: str = ""


LeadershipKind = Literal[
    "team", "owner", "cost", "stakeholder", "risk", "rollout", "hiring", "business", "timeline"
]


@dataclass(frozen=True, slots=True)
class Leadership:
    """A statement that shows management rather than implementation."""

    span: Span
    text: str
    kind: LeadershipKind


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two statements that cannot both hold. ``target`` is what they are about."""

    target: str
    earlier: Span
    later: Span
    why: str


@dataclass(frozen=True, slots=True)
class Stance:
    """A side taken of an opposition (``subject``), of the things named in the clause and around it."""

    subject: str
    side: str
    things: frozenset[str]
    around: frozenset[str]
    """What its whole sentence names."""
    span: Span
    brief: Span
    """Fewer of its words, to be said back beside others."""
    sweeping: bool = False
    """Taken of everything: "always", "nobody", "all of it"."""
    leans: bool = False
    """Names nothing, or says "it": taken of what the last one was taken of."""


@dataclass(frozen=True, slots=True)
class Breach:
    """Words that do not go with what the problem demands. ``demand`` is the demand's id."""

    demand: str
    target: str
    span: Span
    ask: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Facts:
    """All that one turn added."""

    components: tuple[Component, ...] = ()
    numbers: tuple[Number, ...] = ()
    decisions: tuple[Decision, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    questions: tuple[Question, ...] = ()
    leadership: tuple[Leadership, ...] = ()
    contradictions: tuple[Contradiction, ...] = field(default=())
    breaches: tuple[Breach, ...] = field(default=())
