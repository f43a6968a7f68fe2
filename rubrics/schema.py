"""The shape of every rubric file. Strict: an unknown field is a mistake, and a mistake is named."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)]
LevelId = Annotated[str, Field(pattern=r"^[A-Za-z0-9]{1,8}$")]
Sentence = Annotated[str, Field(min_length=1, max_length=600)]


class Rubric(BaseModel):
    """A frozen value that refuses unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Item(Rubric):
    """One thing the sources say: a question to expect, a point to settle, a signal, a pitfall."""

    id: Id
    text: Sentence
    source: str
    """Where it comes from: "em-guide", "deep-dive-guide", "pm-guide", or "proposed"."""
    listen: tuple[str, ...] = ()
    """Patterns (see ``agents.listening.patterns``) by which the candidate's words show it."""
    topic: Id | None = None
    """For questions: the lexicon topic, which links it to the problem's facts."""


# ---- loops -------------------------------------------------------------------------------------------------


class Level(Rubric):
    """A level the candidate may be interviewed for."""

    id: LevelId
    title: str
    expects: Sentence
    bar: float = Field(ge=1, le=4)
    """The mean score at which the signal for this level turns from mixed to yes."""
    push: int = Field(ge=0, le=3)
    """How hard the interviewer pushes: added to the follow-ups a phase allows."""


GapKind = Literal[
    "reason", "tradeoff", "number", "contradiction", "leadership", "depth", "scope", "operations", "choice"
]


class Probe(Rubric):
    """A prepared question: asked in its phase when nothing the candidate said answers it yet."""

    id: Id
    kind: GapKind
    target: str
    ask: tuple[Sentence, ...] = Field(min_length=1)
    """Wordings; one is picked, none used twice."""
    unless: tuple[str, ...] = ()
    """Patterns: not asked when the candidate's words match any of them."""
    when: tuple[str, ...] = ()
    """Patterns: asked only when the candidate's words match one of them. Empty: always eligible."""
    components: tuple[Id, ...] = ()
    """Components of the lexicon: not asked once one of these has been given its reason."""
    weight: float = Field(default=1.0, gt=0, le=10)
    source: str


class Trap(Rubric):
    """Something a weak answer walks into; what to ask when it does."""

    id: Id
    when: tuple[str, ...] = Field(min_length=1)
    """Patterns in the candidate's words that show the trap was entered."""
    unless: tuple[str, ...] = ()
    kind: GapKind
    target: str
    ask: tuple[Sentence, ...] = Field(min_length=1)
    text: str = Field(default="", max_length=600)
    """What goes wrong, in one sentence."""
    good: str = Field(default="", max_length=600)
    """The good counterpart, in one sentence."""
    phases: tuple[Id, ...] = ()
    """Watched for only in these phases. Empty: in all."""
    fatal: bool = False
    """True where it decides an interview on its own."""
    source: str = "proposed"


class Phase(Rubric):
    """One phase of a loop."""

    id: Id
    title: str
    spoken: str = Field(default="", max_length=60)
    """As the interviewer names it in a sentence ("the scale"); empty: the title."""
    goal: Sentence
    minutes: dict[int, float]
    """Length of the interview in minutes -> minutes of this phase."""
    enter: tuple[Sentence, ...] = Field(min_length=1)
    """What the interviewer says on entering (the first phase: its opening question)."""
    deep: bool = False
    """Minutes saved elsewhere go to the deep phases."""
    drawing: bool = True
    """False where drawing is too early (the PM loop's scope)."""
    questions: tuple[Item, ...] = ()
    settle: tuple[Item, ...] = ()
    leadership: tuple[Item, ...] = ()
    signals: tuple[Item, ...] = ()
    pitfalls: tuple[Item, ...] = ()
    probes: tuple[Probe, ...] = ()
    followups: int = Field(default=3, ge=0, le=20)
    """How many probes this phase allows per ten minutes."""


class Indicator(Rubric):
    """A yes/no question of a criterion, answered by ledger facts or by patterns, always with a quote."""

    id: Id
    text: Sentence
    """As the report says it when met ("Derived its numbers step by step")."""
    missed: Sentence
    """As the report says it when not met."""
    fact: str | None = None
    """Name of a ledger fact (see ``agents.exhibits.FACTS``), e.g. "reasoned-component", "derived-number"."""
    kinds: tuple[str, ...] = ()
    """Restricts the fact to these kinds (number kinds, leadership kinds, requirement kinds, topics)."""
    listen: tuple[str, ...] = ()
    """Patterns; with ``fact`` both must hold in the same sentence."""
    cues: tuple[Id, ...] = ()
    """Cue families of the lexicon: as good as patterns in ``listen``."""
    also: tuple[Id, ...] = ()
    """Cue families that are evidence by themselves, whatever the other fields ask."""
    answers: tuple[str, ...] = ()
    """Patterns of questions: an answer in which something is at stake is evidence, once a question."""
    beside: tuple[Id, ...] = ()
    """Cue families: counts only where the same turn holds a sentence of one of them too."""
    unless: tuple[str, ...] = ()
    """Patterns: a sentence that matches one of them is no evidence."""
    concrete: bool = False
    """Counts only in sentences that touch something at stake (a wait, a loss, a load, money, effort)."""
    phases: tuple[Id, ...] = ()
    """Counts only in these phases. Empty: anywhere."""
    at_least: int = Field(default=1, ge=1, le=20)
    """How many distinct pieces of evidence make it fully met; fewer count in part."""
    weight: float = Field(default=1.0, gt=0, le=5)
    source: str


class Criterion(Rubric):
    """Something scored 1 to 4, each level anchored."""

    id: Id
    name: str
    dimension: Id
    asks: Sentence
    anchors: dict[int, Sentence]
    """Levels 1, 2, 3, 4."""
    phases: tuple[Id, ...] = ()
    """Where its evidence is looked for. Empty: the whole interview."""
    indicators: tuple[Indicator, ...] = Field(min_length=1)
    needs_words: int = Field(default=40, ge=0)
    """With fewer candidate words in its phases there is not enough evidence."""
    full: float = Field(default=0.9, gt=0, le=1)
    """The share of its indicators, by weight, that makes a 4."""
    weight: float = Field(default=1.0, gt=0, le=5)
    practise: tuple[Id, ...] = ()
    """Practice items that train it."""
    source: str


class Dimension(Rubric):
    """A group of criteria."""

    id: Id
    name: str
    weight: float = Field(default=1.0, gt=0, le=5)


class PracticeItem(Rubric):
    """Something to practise: an exercise in Viva and at most one resource."""

    id: Id
    title: Sentence
    exercise: Sentence
    resource: str | None = None
    source: str


class HintLadder(Rubric):
    """Three hints for a phase, smallest first. See ``rubrics.hints.hint_steps`` for which ladder applies."""

    phase: Id
    steps: tuple[Sentence, Sentence, Sentence]
    loop: Id | None = None
    """Only for this loop; needed where two loops of the problem share a phase id."""


class Exemplar(Rubric):
    """A good answer told in facts: what a high score looks like. Never quoted as the candidate's words."""

    id: Id
    phase: Id
    text: Sentence
    shows: Sentence
    """Which signal it shows."""
    probes: tuple[Id, ...] = ()
    """Prepared questions of the loop that such an answer still has to stand up to."""
    source: str


class Loop(Rubric):
    """A kind of interview."""

    format: Literal["viva-loop/1"]
    id: Id
    title: str
    place: int = 100
    """Loops are listed by this, smallest first, then by id."""
    summary: Sentence
    personas: tuple[Id, ...] = Field(min_length=1)
    """The first is the default."""
    lengths: tuple[int, ...] = Field(min_length=1)
    """Standard lengths in minutes; others scale the nearest in proportion."""
    default_minutes: int
    closing_s: dict[int, float] = {}
    """Seconds kept after the last phase for the goodbye, where a length has them."""
    levels: tuple[Level, ...] = Field(min_length=1)
    default_level: LevelId
    own_project: bool = False
    """True when the candidate brings the problem (the deep-dive)."""
    leadership: bool = False
    """True when leadership gaps are probed."""
    phases: tuple[Phase, ...] = Field(min_length=1)
    dimensions: tuple[Dimension, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    practise: tuple[PracticeItem, ...] = ()
    advice: tuple[Item, ...] = ()
    """Shown to the candidate, never enforced."""
    traps: tuple[Trap, ...] = ()
    """Fatal mistakes and red flags, whatever the problem; a problem's own traps come on top."""
    exemplars: tuple[Exemplar, ...] = ()
    hints: tuple[HintLadder, ...] = ()
    """For phases to which the problem brings no hints of its own."""
    recap: tuple[Sentence, ...] = ()
    """How the summary at the end is asked for; without any the persona's own words are used."""


# ---- personas ----------------------------------------------------------------------------------------------


class Style(Rubric):
    """How a persona carries itself: wording and patience, never scores."""

    id: Id
    title: str
    summary: Sentence
    patience: float = Field(ge=0.5, le=2.0)
    """Multiplies silence prompts and cut-in waits."""
    push: int = Field(default=0, ge=-2, le=2)


class Persona(Rubric):
    """Who interviews: a name, a manner, a voice in each synthesizer, and its wordings."""

    format: Literal["viva-persona/1"]
    id: Id
    name: str
    role: str
    summary: Sentence
    character: str = Field(max_length=2_000)
    """For a language model: who it is and how it talks."""
    voices: dict[str, str]
    """Synthesizer name -> voice id ("espeak-ng": "en-gb+f2", "piper": "en_GB-alba-medium")."""
    styles: tuple[Style, ...] = Field(min_length=1)
    default_style: Id
    wordings: dict[str, dict[str, tuple[Sentence, ...]]]
    """Move kind (see ``agents.moves``) -> style id or "any" -> wordings with ``{slots}``."""


class Reaction(Rubric):
    """How an expert interviewer reacts: the situation, what is done, and the wording key that says it."""

    id: Id
    situation: Sentence
    does: Sentence
    wording: str
    """Key of ``Persona.wordings``."""
    moves: tuple[str, ...] = ()
    """Occasions on which it is chosen: a kind of move, or kind and manner ("Redirect/drawing"). See
    ``agents.reactions``."""
    source: str


class Wordings(Rubric):
    """Wordings every persona shares; a persona's own come before them."""

    format: Literal["viva-wordings/1"]
    wordings: dict[str, dict[str, tuple[Sentence, ...]]] = {}
    """As ``Persona.wordings``."""
    reactions: tuple[Reaction, ...] = ()


# ---- problems ----------------------------------------------------------------------------------------------


class Fact(Rubric):
    """Something the interviewer knows and tells when asked."""

    id: Id
    topic: Id
    """A topic of the lexicon: what questions it answers."""
    answer: Sentence
    value: float | None = None
    unit: str | None = None
    """pint unit."""
    listen: tuple[str, ...] = ()
    """Extra patterns of questions it answers."""
    source: str = "proposed"


class Expectation(Rubric):
    """A number a good answer comes near to, and how to get there."""

    id: Id
    kind: Id
    """A quantity of the lexicon."""
    value: float
    unit: str
    within: float = Field(default=10.0, gt=1)
    """Agrees when within this factor either way."""
    derivation: Sentence


class Demand(Rubric):
    """Something the problem demands: what breaks it, and what is asked when the candidate does.

    It is broken by the other sides of an opposition the lexicon knows, or by words of its own.
    """

    id: Id
    fact: Id | None = None
    """The fact that says so; None where the statement does, or the scope."""
    holds: str | None = Field(default=None, pattern=r"^[a-z0-9-]+/[a-z0-9-]+$")
    """Opposition and side that must hold ("deletion/kept"): any other side of it breaks the demand."""
    of: tuple[str, ...] = ()
    """Patterns of what it is about: only a sentence that names it breaks the demand. Empty: any."""
    when: tuple[str, ...] = ()
    """Patterns of further words that break it."""
    clues: tuple[tuple[str, ...], ...] = ()
    """Groups of patterns: it is broken in a sentence that holds each pattern of a group, in any order."""
    unless: tuple[str, ...] = ()
    """Patterns: a turn that says one of these does not break it."""
    target: str
    ask: tuple[Sentence, ...] = Field(min_length=1)
    """Wordings, said after the candidate's own words."""


class Problem(Rubric):
    """A design problem with its hidden fact sheet."""

    format: Literal["viva-problem/1"]
    id: Id
    title: str
    statement: Sentence
    """Read to the candidate."""
    loops: tuple[Id, ...] = Field(min_length=1)
    facts: tuple[Fact, ...] = ()
    out_of_scope: tuple[Sentence, ...] = ()
    expectations: tuple[Expectation, ...] = ()
    traps: tuple[Trap, ...] = ()
    demands: tuple[Demand, ...] = ()
    hints: tuple[HintLadder, ...] = ()
    intake: tuple[Item, ...] = ()
    """Form fields for a problem the candidate brings."""
    source: str


# ---- lexicon -----------------------------------------------------------------------------------------------


class ComponentTerm(Rubric):
    """A component of systems: its name, how people say it, how recognisers mishear it, how it sounds."""

    id: Id
    name: str
    """As spoken by the interviewer ("queue")."""
    aliases: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    """Products that are one ("Kafka", "RabbitMQ")."""
    mishearings: tuple[str, ...] = ()
    pronunciations: dict[str, str] = {}
    """Word -> CMU phones, for words the embedded recogniser's dictionary lacks."""
    needs_reason: bool = True
    buys: tuple[Sentence, ...] = ()
    """What it is usually added for."""
    costs: tuple[Sentence, ...] = ()
    """What is usually given up for it (the trade-off pairs)."""
    weight: float = Field(default=1.0, gt=0, le=10)
    """How consequential an unexplained one is."""
    source: str = "proposed"


class Quantity(Rubric):
    """A kind of number: "daily-users", "request-rate", "storage"."""

    id: Id
    name: str
    unit: str
    """pint unit it is measured in."""
    listen: tuple[str, ...] = Field(min_length=1)
    """Patterns by which words around a number show this kind."""
    derive: float = Field(default=0.0, ge=0, le=5)
    """How consequential a figure of this kind is when nobody knows where it came from; 0 for mere inputs."""


class Topic(Rubric):
    """Something clarifying questions are about: "users", "read-write-ratio", "latency"."""

    id: Id
    name: str
    listen: tuple[str, ...] = Field(min_length=1)


class Cue(Rubric):
    """A family of phrases that mark a reason, a trade-off, a filler, a back-channel, ..."""

    id: Id
    phrases: tuple[str, ...] = Field(min_length=1)


class Side(Rubric):
    """One side of an opposition, and how it is taken."""

    id: Id
    phrases: tuple[str, ...] = Field(min_length=1)


class Opposition(Rubric):
    """Sides that exclude each other: what is never deleted is not deleted after a year."""

    id: Id
    name: str
    """What is disputed, as spoken ("deletion")."""
    reach: Literal["thing", "sweeping", "system"] = "thing"
    """What two sides must share to exclude each other: a thing they name; that, or an earlier side taken of
    everything ("always", "nobody"); or nothing, since a whole system has one side."""
    mirrored: bool = False
    """Of two sides, one refused is the other taken: "we don't delete them" keeps them."""
    unless: tuple[str, ...] = ()
    """Patterns: a sentence that matches one of them takes no side."""
    sides: tuple[Side, ...] = Field(min_length=2)


class TradeoffPair(Rubric):
    """A choice, what it gains and what it costs."""

    id: Id
    name: str
    """As spoken ("replication")."""
    component: Id | None = None
    """The component of the lexicon that embodies it, if one does."""
    listen: tuple[str, ...] = Field(min_length=1)
    """Patterns by which the choice shows."""
    gain: Sentence
    price: Sentence
    price_listen: tuple[str, ...] = Field(min_length=1)
    """Patterns by which the price shows to have been seen."""
    source: str


class Lexicon(Rubric):
    """One lexicon file; all files are read together."""

    format: Literal["viva-lexicon/1"]
    components: tuple[ComponentTerm, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    topics: tuple[Topic, ...] = ()
    cues: tuple[Cue, ...] = ()
    tradeoffs: tuple[TradeoffPair, ...] = ()
    oppositions: tuple[Opposition, ...] = ()
    kin: tuple[tuple[str, ...], ...] = ()
    """Words for one thing, in the singular: "photo", "picture", "image"."""
    vocabulary: tuple[str, ...] = ()
    """Further words recognisers should expect."""
    pronunciations: dict[str, str] = {}
