"""The documents Viva exchanges: turns, transcripts, quotes, scores, reports. Frozen, strict, plain JSON."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Speaker = Literal["interviewer", "candidate"]

MAX_TURN_CHARS = 20_000
MAX_TURNS = 5_000
MAX_BACKGROUND_CHARS = 12_000
"""Of a résumé or a job description: some four pages."""


class Document(BaseModel):
    """A frozen value that refuses unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Turn(Document):
    """One stretch of speech by one speaker. Times are seconds of interview time (pauses not counted)."""

    id: str = Field(min_length=1, max_length=64)
    speaker: Speaker
    phase: str
    start_s: float = Field(ge=0)
    end_s: float = Field(ge=0)
    text: str = Field(max_length=MAX_TURN_CHARS)
    heard: str | None = Field(default=None, max_length=MAX_TURN_CHARS)
    """The words as they were recognised, where the candidate has put ``text`` in their place."""


class Project(Document):
    """The candidate's own project, given before a deep-dive begins."""

    title: str = Field(min_length=1, max_length=200)
    summary: str = Field(default="", max_length=4_000)


class OwnFact(Document):
    """Something that holds in a candidate's own problem: told when it is asked for."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    question: str = Field(default="", max_length=300)
    """What it answers; may be left out."""
    answer: str = Field(min_length=1, max_length=600)


class OwnProblem(Document):
    """A design problem that the candidate wrote."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    title: str = Field(min_length=1, max_length=120)
    statement: str = Field(min_length=1, max_length=600)
    """Read to the candidate."""
    facts: tuple[OwnFact, ...] = Field(default=(), max_length=40)


class Transcript(Document):
    """``viva-transcript/1``: a whole interview in words."""

    format: Literal["viva-transcript/1"] = "viva-transcript/1"
    loop: str
    minutes: int = Field(ge=5, le=180)
    problem: str
    level: str
    turns: tuple[Turn, ...] = Field(max_length=MAX_TURNS)
    project: Project | None = None
    drill: str | None = None
    """The one phase that was practised; None for a whole interview."""
    own_problem: OwnProblem | None = None
    """The problem, where the candidate wrote it."""

    @model_validator(mode="after")
    def _turn_ids_are_unique(self) -> Self:
        seen: set[str] = set()
        for turn in self.turns:
            if turn.id in seen:
                raise ValueError(f"turn id {turn.id!r} appears twice; each turn needs an id of its own")
            seen.add(turn.id)
        return self

    def turn(self, turn_id: str) -> Turn:
        """The turn with this id. Raises KeyError if there is none."""
        for turn in self.turns:
            if turn.id == turn_id:
                return turn
        raise KeyError(turn_id)


class Quote(Document):
    """Words really said: ``transcript.turn(turn).text[start:end] == text``."""

    turn: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    start_s: float = Field(ge=0)
    text: str


class CriterionScore(Document):
    """One criterion's verdict. ``score`` is None for not enough evidence, which is not a low score."""

    id: str
    name: str
    dimension: str
    score: float | None = Field(default=None, ge=1, le=4)
    reason: str
    quotes: tuple[Quote, ...] = ()
    missed: tuple[str, ...] = ()
    aim: str = ""
    """What the rubric expects of the next level up; empty at the highest."""


class Overall(Document):
    """The verdict on the whole interview for the level asked for."""

    signal: Literal["strong no", "no", "mixed", "yes", "strong yes", "not enough evidence"]
    band: str
    level: str
    meaning: str = ""
    """What the signal means for this level, in a sentence."""


class DimensionScore(Document):
    """The mean of a dimension's scored criteria; None when none was scored."""

    id: str
    name: str
    score: float | None = None


class PhaseTime(Document):
    """Planned and actual seconds of one phase."""

    id: str
    title: str
    planned_s: float
    actual_s: float


class NumberEntry(Document):
    """A figure the candidate stated."""

    turn: str
    start: int
    end: int
    text: str
    value: float
    unit: str
    counts: str
    derived: bool
    agrees: bool | None = None
    note: str = ""


class ComponentEntry(Document):
    """One row of the because matrix: component x reason x requirement x what was given up."""

    name: str
    turn: str
    start: int
    end: int
    said: str
    reason: str | None = None
    requirement: str | None = None
    given_up: str | None = None
    needs_reason: bool = True
    drawn: str | None = None
    """Where it stands on the whiteboard ("behind the API"), empty where no arrow tells; null if not drawn."""


class Speech(Document):
    """How the candidate spoke. Shown, never scored."""

    talk_ratio: float
    words: int
    words_per_minute: float
    fillers: int
    fillers_per_minute: float
    longest_answer_s: float


class FollowUp(Document):
    """A question the interviewer asked, and why it chose to."""

    turn: str
    move: str
    target: str
    why: str


class Practice(Document):
    """One thing to practise: the moment that called for it, an exercise in Viva, at most one resource."""

    title: str
    why: str
    turn: str | None = None
    exercise: str
    resource: str | None = None


class Heard(Document):
    """One thing the rubric listens for in a phase, and where the words first showed it, if they did."""

    id: str
    kind: Literal["question", "settle", "leadership", "signal", "pitfall"]
    text: str
    source: str
    quote: Quote | None = None


class PhaseReview(Document):
    """What a phase asks for, and what of it was heard."""

    id: str
    title: str
    items: tuple[Heard, ...]


class Trapped(Document):
    """A known mistake the candidate's words walked into, and its good counterpart."""

    id: str
    text: str
    good: str
    fatal: bool
    quote: Quote


class PriceEntry(Document):
    """A choice that always costs something: where it was made, and where its price was told, if it was."""

    id: str
    name: str
    gain: str
    price: str
    chosen: Quote
    told: Quote | None = None


class ExpectedNumber(Document):
    """A figure a good answer comes near to; ``stated`` is the nearest the candidate gave, if it was near."""

    id: str
    name: str
    value: float
    unit: str
    derivation: str
    stated: Quote | None = None


class Advice(Document):
    """Something the sources recommend; shown, never scored."""

    id: str
    text: str
    source: str


class Review(Document):
    """The rubric's own list, item by item, with what was heard of it. Beside the scores; changes none."""

    phases: tuple[PhaseReview, ...] = ()
    mistakes: tuple[Trapped, ...] = ()
    prices: tuple[PriceEntry, ...] = ()
    expected: tuple[ExpectedNumber, ...] = ()
    out_of_scope: tuple[str, ...] = ()
    """What the problem leaves out, whether or not the candidate asked."""
    advice: tuple[Advice, ...] = ()


class Scorer(Document):
    """Who scored: the built-in scorer or a model, and the version of its rules or prompts."""

    name: str
    version: str


class Report(Document):
    """``viva-report/1``: the scored interview."""

    format: Literal["viva-report/1"] = "viva-report/1"
    loop: str
    problem: str
    minutes: int
    overall: Overall
    dimensions: tuple[DimensionScore, ...]
    criteria: tuple[CriterionScore, ...]
    phases: tuple[PhaseTime, ...]
    numbers: tuple[NumberEntry, ...]
    components: tuple[ComponentEntry, ...]
    board: tuple[str, ...] = ()
    """The whiteboard at the end, in words: each arrow with its ends, then what no arrow touches."""
    speech: Speech
    followups: tuple[FollowUp, ...]
    practise: tuple[Practice, ...]
    scorer: Scorer
    review: Review = Review()
    notes: str = ""
    """What the candidate wrote down for themselves; neither heard nor scored."""
