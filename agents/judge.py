"""The judge: scoring by a language model, one criterion at a time, held by code to what was really said.

Three passes per criterion. Each gives quotes first, then its reason, then a level. A quote whose words are
not in the candidate's turns (:mod:`agents.quotation`) is void, and so is a level that rests on no quote. The
score is the median of the passes that stand, held to within one level of the built-in score, so that no words
of a candidate can talk a model into more; with fewer than two passes, or when tokens or seconds run out, the
built-in score stays.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from statistics import median
from string import Template
from typing import Protocol

from pydantic import BaseModel, ConfigDict, Field

from agents.errors import AgentError
from agents.model import CriterionScore, Quote, Report, Scorer, Transcript
from agents.quotation import locate
from agents.scoring import combine, heard
from rubrics.library import Library
from rubrics.schema import Criterion, Loop

PASSES = 3
NEEDED_PASSES = 2
HOLD = 1.0
"""How far, in levels, a model may differ from the built-in score."""
MAX_QUOTES = 4
CHARS_PER_TOKEN = 4


class Opinion(BaseModel):
    """What a model is asked for, in the order in which it must think."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    quotes: tuple[str, ...] = Field(default=(), description="Exact words of the candidate")
    reason: str = Field(default="", description="What the quotes show and what is missing")
    level: int | None = Field(default=None, ge=1, le=4, description="1 to 4, or null without evidence")


class Judge(Protocol):
    """A model that gives opinions."""

    @property
    def name(self) -> str:
        """The model as it was asked for ("ollama:qwen3:8b")."""
        ...

    async def opinion(self, prompt: str, timeout_s: float) -> Opinion:
        """One opinion. Raises AgentError when none could be had in ``timeout_s`` seconds."""
        ...


@dataclass(frozen=True, slots=True)
class Budget:
    """What one report may cost."""

    tokens: int = 400_000
    seconds: float = 180.0
    pass_seconds: float = 30.0


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt file: its version and its text with ``$names`` to fill in."""

    version: str
    template: Template

    @classmethod
    def read(cls, name: str) -> Prompt:
        """The prompt ``name`` of this package."""
        text = resources.files("agents").joinpath("prompts", f"{name}.md").read_text(encoding="utf-8")
        head, _, body = text.partition("\n---\n")
        return cls(version=head.removeprefix("version:").strip(), template=Template(body))


@dataclass(slots=True)
class _Purse:
    """What is left of a budget."""

    budget: Budget
    now: Callable[[], float]
    started: float
    spent: int = 0

    def allows(self, prompt: str) -> bool:
        tokens = len(prompt) // CHARS_PER_TOKEN
        return self.spent + tokens <= self.budget.tokens and self.seconds_left() > 0

    def seconds_left(self) -> float:
        return self.started + self.budget.seconds - self.now()

    def pay(self, text: str) -> None:
        self.spent += len(text) // CHARS_PER_TOKEN


async def judged(
    report: Report,
    transcript: Transcript,
    library: Library,
    judge: Judge,
    *,
    now: Callable[[], float],
    budget: Budget | None = None,
) -> Report:
    """The built-in ``report`` with each criterion scored by the judge where it could be.

    ``now`` gives seconds; it is read to keep to the budget. Nothing is raised for a model that fails.
    """
    loop = library.loop_of(report.loop, transcript.drill)
    prompt = Prompt.read("score_criterion")
    allowed = budget or Budget()
    purse = _Purse(allowed, now, now())
    said = heard(transcript, library)
    scores = []
    for built_in in report.criteria:
        criterion = next(item for item in loop.criteria if item.id == built_in.id)
        text = _filled(prompt, loop, criterion, said)
        opinions = await _opinions(judge, text, purse)
        scores.append(weigh(built_in, opinions, transcript))
    return combine(report, loop, tuple(scores), Scorer(name=judge.name, version=prompt.version))


async def _opinions(judge: Judge, prompt: str, purse: _Purse) -> list[Opinion]:
    opinions: list[Opinion] = []
    for _ in range(PASSES):
        if not purse.allows(prompt):
            break
        purse.pay(prompt)
        try:
            opinion = await judge.opinion(prompt, min(purse.budget.pass_seconds, purse.seconds_left()))
        except AgentError:
            continue
        purse.pay(opinion.model_dump_json())
        opinions.append(opinion)
    return opinions


def weigh(built_in: CriterionScore, opinions: Sequence[Opinion], transcript: Transcript) -> CriterionScore:
    """One criterion's score from its opinions, or the built-in one when too few stand."""
    standing = [(opinion, verified(opinion.quotes, transcript)) for opinion in opinions]
    standing = [(opinion, quotes) for opinion, quotes in standing if quotes and opinion.level is not None]
    if built_in.score is None or len(standing) < NEEDED_PASSES:
        return built_in
    levels = sorted(opinion.level for opinion, _ in standing if opinion.level is not None)
    middle = float(median(levels))
    score = round(min(max(middle, built_in.score - HOLD), built_in.score + HOLD), 1)
    nearest, quotes = min(standing, key=lambda pair: abs((pair[0].level or 0) - middle))
    return built_in.model_copy(
        update={"score": score, "reason": _reason(nearest.reason, levels, middle, score), "quotes": quotes}
    )


def _reason(reason: str, levels: Sequence[int], middle: float, score: float) -> str:
    parts = [" ".join(reason.split())]
    if levels[0] != levels[-1]:
        parts.append(f"The passes disagreed: {', '.join(str(level) for level in levels)}.")
    if score != middle:
        parts.append(f"Their median {middle:.1f} was held to {score:.1f} by what the built-in scorer found.")
    return " ".join(part for part in parts if part)


def verified(quotes: Sequence[str], transcript: Transcript) -> tuple[Quote, ...]:
    """The quotes that a candidate's turn really holds, with their places; the others are void."""
    found: dict[tuple[str, int], Quote] = {}
    for text in quotes:
        place = _place(text.strip(), transcript)
        if place is not None:
            found.setdefault((place.turn, place.start), place)
    return tuple(sorted(found.values(), key=lambda quote: (quote.start_s, quote.turn, quote.start)))[
        :MAX_QUOTES
    ]


def _place(text: str, transcript: Transcript) -> Quote | None:
    for turn in transcript.turns:
        found = locate(text, turn.text) if turn.speaker == "candidate" else None
        if found is not None:
            start, end = found
            share = start / max(len(turn.text), 1)
            start_s = round(turn.start_s + (turn.end_s - turn.start_s) * share, 2)
            said = turn.text[start:end]
            return Quote(turn=turn.id, start=start, end=end, start_s=max(start_s, 0.0), text=said)
    return None


def _filled(prompt: Prompt, loop: Loop, criterion: Criterion, said: Transcript) -> str:
    lines = [f"[{turn.speaker}] {' '.join(turn.text.split())}" for turn in said.turns if turn.text.strip()]
    body = "\n".join(lines)
    level = next((level for level in loop.levels if level.id == said.level), loop.levels[0])
    return prompt.template.substitute(
        loop_title=loop.title,
        level=level.id,
        level_expects=level.expects,
        name=criterion.name,
        asks=criterion.asks,
        anchors="\n".join(f"{number}: {text}" for number, text in sorted(criterion.anchors.items())),
        exemplars="\n".join(_exemplars(loop, criterion)) or "none",
        mark="=====" + hashlib.sha256(body.encode()).hexdigest()[:16],
        transcript=body,
    )


def _exemplars(loop: Loop, criterion: Criterion) -> Iterator[str]:
    """Good answers of other interviews where this criterion is looked for, and what each of them shows."""
    for exemplar in loop.exemplars:
        if not criterion.phases or exemplar.phase in criterion.phases:
            asked = [
                probe.ask[0] for phase in loop.phases for probe in phase.probes if probe.id in exemplar.probes
            ]
            still = f" It would still be asked: {asked[0]}" if asked else ""
            yield f"- {exemplar.text} ({exemplar.shows}){still}"
