"""What REST takes and gives: one model per resource."""

from __future__ import annotations

from datetime import datetime
from secrets import token_hex
from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from agents.model import MAX_BACKGROUND_CHARS, CriterionScore, DimensionScore, OwnProblem, Project

MAX_NOTES_CHARS = 20_000
"""Some eight pages: more than anybody writes beside an interview."""


class Resource(BaseModel):
    """A resource refuses fields it does not know."""

    model_config = ConfigDict(extra="forbid")


class NewInterview(Resource):
    """Body of ``POST /v1/interviews``. What is left out takes the loop's default."""

    loop: str
    minutes: int | None = Field(default=None, ge=5, le=180)
    level: str | None = None
    problem: str | None = None
    persona: str | None = None
    style: str | None = None
    project: Project | None = None
    own_problem: OwnProblem | None = None
    """In place of ``problem``: one that the candidate wrote."""
    phase: str | None = Field(default=None, max_length=64)
    """Practise this phase of the loop alone: a drill."""
    background: str | None = Field(default=None, max_length=MAX_BACKGROUND_CHARS)
    """A resume or a job description: what it names is asked about sooner."""
    seed: int | None = Field(default=None, ge=0, le=2**31 - 1)


InterviewStatus = Literal["created", "live", "paused", "finished"]


class Interview(Resource):
    """An interview as listed."""

    id: str
    loop: str
    minutes: int
    level: str
    problem: str
    problem_title: str
    persona: str
    style: str
    drill: str | None = None
    """The one phase that is practised; null for a whole interview."""
    loop_day: str | None = None
    """The loop day that it belongs to."""
    status: InterviewStatus
    created_at: datetime
    elapsed_s: float
    signal: str | None = None
    """The report's hire signal, once finished."""


class Admission(Interview):
    """Answer to ``POST /v1/interviews`` and to ``POST /v1/interviews/{id}/tickets``: the way in."""

    ticket: str
    """Admits one connection; send it as ``?ticket=``."""
    live: str
    """Path and query of the socket: ``/v1/interviews/{id}/live?ticket=...``."""


class NewLoopDay(Resource):
    """Body of ``POST /v1/loop-days``: the interviews in the order in which they are to be held."""

    id: str = Field(default_factory=lambda: token_hex(8), pattern=r"^[a-z0-9-]{4,32}$")
    interviews: list[NewInterview] = Field(min_length=2, max_length=8)


class LoopDay(Resource):
    """A loop day: its interviews in their order."""

    id: str
    interviews: list[Interview]


class Interviews(Resource):
    """Answer to ``GET /v1/interviews``, newest first."""

    interviews: list[Interview]
    total: int


class InterviewQuery(BaseModel):
    """Query of ``GET /v1/interviews``: what is left out is no condition."""

    loop: str | None = Field(default=None, max_length=64, description="Only interviews of this loop.")
    level: str | None = Field(default=None, max_length=16, description="Only interviews at this level.")
    since: AwareDatetime | None = Field(default=None, description="Not older than this.")
    until: AwareDatetime | None = Field(default=None, description="Older than this.")
    text: str | None = Field(
        default=None, max_length=200, description="Only where this was said by either, or is in the title."
    )
    limit: int = Field(default=50, ge=1, le=500, description="At most so many.")
    offset: int = Field(default=0, ge=0, le=10_000_000, description="Leave out the newest so many.")


class PhaseInfo(Resource):
    """A phase of a loop and its minutes for each standard length."""

    id: str
    title: str
    goal: str
    minutes: dict[int, float]


class Choice(Resource):
    """Something to pick: an id, a name and a line on it."""

    id: str
    title: str
    summary: str = ""


class LoopInfo(Resource):
    """A loop as the set-up page shows it."""

    id: str
    title: str
    summary: str
    lengths: list[int]
    default_minutes: int
    levels: list[Choice]
    default_level: str
    personas: list[Choice]
    default_persona: str
    styles: list[Choice]
    default_style: str
    phases: list[PhaseInfo]
    problems: list[str]
    needs_project: bool


class Loops(Resource):
    """Answer to ``GET /v1/loops``."""

    loops: list[LoopInfo]


class ProblemInfo(Resource):
    """A problem as the candidate may see it: never its fact sheet."""

    id: str
    title: str
    statement: str
    loops: list[str]
    intake: list[str] = []
    """What to say beforehand of a project of one's own, question by question; empty for a set problem."""


class Problems(Resource):
    """Answer to ``GET /v1/problems``."""

    problems: list[ProblemInfo]


class EngineChoice(Resource):
    """Which engine was chosen for one job, and why."""

    job: Literal[
        "speech-to-text", "text-to-speech", "interviewer", "voice-detection", "end-of-turn", "database"
    ]
    name: str
    model: str
    device: str
    why: str
    embedded: bool
    """True when this is the embedded default and a better engine could be set up."""
    advice: str = ""


class Engines(Resource):
    """Answer to ``GET /v1/engines``."""

    engines: list[EngineChoice]
    notices: list[str]


class NewRetake(Resource):
    """Body of ``POST /v1/interviews/{id}/retakes``: a candidate turn answered again."""

    turn: str = Field(min_length=1, max_length=64)
    text: str = Field(min_length=1, max_length=20_000)


class Retake(Resource):
    """The criteria that moment was evidence for, before and after."""

    id: str
    turn: str
    text: str
    """The new answer."""
    before: list[CriterionScore]
    after: list[CriterionScore]


class NewCorrection(Resource):
    """Body of ``POST /v1/interviews/{id}/corrections``: what the candidate really said in a turn."""

    turn: str = Field(min_length=1, max_length=64)
    text: str = Field(min_length=1, max_length=20_000)


class Correction(Resource):
    """Words put right, and the criteria whose scores or quotes that changed, before and after."""

    turn: str
    heard: str
    """The words as they were recognised."""
    text: str
    before: list[CriterionScore]
    after: list[CriterionScore]


class Recognition(Resource):
    """Answer to ``POST /v1/recognitions``: what was heard in a clip; empty when nobody spoke."""

    text: str


class Extraction(Resource):
    """Answer to ``POST /v1/extractions``: the words of a file."""

    text: str
    cut: bool
    """Whether the file holds more words than an interview takes."""


class Notes(Resource):
    """What the candidate wrote down in an interview; empty when nothing."""

    text: str = Field(max_length=MAX_NOTES_CHARS)


class Told(Resource):
    """Something that the interviewer told of the problem because it was asked."""

    turn: str
    kind: Literal["fact", "scope"]
    """Something that holds, or what is left out."""
    text: str


class Clarified(Resource):
    """Answer to ``GET /v1/interviews/{id}/clarified``, oldest first; nothing is there twice."""

    told: list[Told]


class InterviewIds(Resource):
    """Interviews by id: what ``DELETE /v1/interviews`` took away, what ``POST .../restore`` brings back."""

    interviews: list[str] = Field(max_length=100_000)


class Progress(Resource):
    """A finished interview's verdict: one point of the way so far."""

    interview: str
    created_at: datetime
    loop: str
    level: str
    problem_title: str
    signal: str
    dimensions: list[DimensionScore]


class ProgressOver(Resource):
    """Answer to ``GET /v1/progress``: verdicts of one loop, oldest first."""

    points: list[Progress]


class Spread(Resource):
    """How a figure spreads."""

    p50: float
    p95: float


class TurnDelays(Resource):
    """Where the time went before one answer of the interviewer."""

    turn: str
    answers: str | None
    """The candidate's turn that it answers; None when it answers none."""
    spans_ms: dict[str, float]
    """Span -> milliseconds, in the order in which the spans follow each other."""
    voice_to_voice_ms: float | None
    """From the candidate's last sound to the first one that the browser played; None for a typed turn."""


class Delays(Resource):
    """Answer to ``GET /v1/interviews/{id}/delays``: every answer that was heard, oldest first."""

    turns: tuple[TurnDelays, ...]
    spans_ms: dict[str, Spread]
    voice_to_voice_ms: Spread | None


class Refusal(Resource):
    """Any refusal: a stable code and a sentence that says what was expected and what came."""

    code: str
    message: str
