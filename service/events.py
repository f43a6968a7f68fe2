"""The event log: everything that happened in an interview, append-only. All else is derived from it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from agents.model import CriterionScore, OwnProblem, Project


class Event(BaseModel):
    """A stored fact. ``at_s`` is interview time in seconds: pauses and disconnections do not count."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    at_s: float = Field(ge=0)


class Created(Event):
    """The interview was set up."""

    kind: Literal["created"] = "created"
    loop: str
    minutes: int
    level: str
    problem: str
    persona: str
    style: str
    seed: int
    project: Project | None = None
    own_problem: OwnProblem | None = None
    drill: str | None = None
    """The one phase that is practised; None for a whole interview."""
    background: str | None = None
    """A resume or a job description, as the candidate gave it."""


class CandidateTurn(Event):
    """A committed turn of the candidate; ``at_s`` is its end."""

    kind: Literal["candidate_turn"] = "candidate_turn"
    turn: str
    phase: str
    start_s: float
    text: str
    typed: bool = False
    spans_ms: dict[str, float] = {}
    """Latency spans known when the turn was committed."""


class InterviewerTurn(Event):
    """The interviewer's committed move, before it is spoken. ``at_s`` is when it was decided."""

    kind: Literal["interviewer_turn"] = "interviewer_turn"
    turn: str
    phase: str
    utterance: int
    move: dict[str, Any]
    """The move as ``agents.moves`` serialises it."""
    why: str
    text: str


class Heard(Event):
    """What the candidate really heard of an interviewer's turn, to the word; ``at_s`` is its end."""

    kind: Literal["heard"] = "heard"
    turn: str
    start_s: float
    text: str
    complete: bool
    spans_ms: dict[str, float] = {}


class Ticked(Event):
    """A move of the clock that was not spoken: a phase was entered."""

    kind: Literal["phase"] = "phase"
    phase: str


class HintAsked(Event):
    """The candidate pressed the hint button."""

    kind: Literal["hint"] = "hint"


class Paused(Event):
    """The clock stopped."""

    kind: Literal["paused"] = "paused"
    cause: Literal["candidate", "disconnected", "stopped"]


class Resumed(Event):
    """The clock started (also: for the first time)."""

    kind: Literal["resumed"] = "resumed"


class BoardDrawn(Event):
    """The whiteboard as it then stood."""

    kind: Literal["board"] = "board"
    board: dict[str, Any]


class Finished(Event):
    """The interview is over."""

    kind: Literal["finished"] = "finished"
    reason: Literal["finished", "candidate"]


class Retaken(Event):
    """A moment answered again after the interview, scored anew and shown beside the first."""

    kind: Literal["retaken"] = "retaken"
    retake: str
    turn: str
    text: str
    criteria: tuple[CriterionScore, ...] = ()


class Corrected(Event):
    """Words of the candidate that were heard wrongly, put right afterwards. The first stay in the log."""

    kind: Literal["corrected"] = "corrected"
    turn: str
    text: str


AnyEvent = Annotated[
    Created
    | CandidateTurn
    | InterviewerTurn
    | Heard
    | Ticked
    | HintAsked
    | Paused
    | Resumed
    | BoardDrawn
    | Finished
    | Retaken
    | Corrected,
    Field(discriminator="kind"),
]

events: TypeAdapter[Any] = TypeAdapter(AnyEvent)
