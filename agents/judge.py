"""The judge: scoring by a language model, one criterion at a time, held by code to what was really said.

Three passes per criterion. Each gives quotes first, then its reason, then a level. A quote whose words are
not in the candidate's turns (:mod:`agents.quotation`) is void, one of words about the assessment, of an empty
sentence, or of something said before as well; a level counts only as far as its quotes carry it. The score is
the median of the passes that stand, held to within one level of the built-in score, so that no words of a
candidate can talk a model into more; with fewer than two passes, or when tokens or seconds run out, the
built-in score stays.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Protocol

from pydantic import BaseModel, ConfigDict, Field

from agents.case import Case
from agents.errors import AgentError
from agents.model import CriterionScore, Quote, Report, Scorer, Transcript
from agents.prompt import Prompt
from agents.quotation import locate
from agents.report import moment
from agents.scoring import case_of, combine
from rubrics.library import Library
from rubrics.schema import Criterion, Loop

PASSES = 3
NEEDED_PASSES = 2
HOLD = 1.0
"""How far, in levels, a model may differ from the built-in score."""
MAX_QUOTES = 4
CARRIES = 1
"""Each sentence that a standing quote is of carries a level so much further than the lowest."""
LOWEST = 1
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
    case = case_of(transcript, library)
    scores = []
    for built_in in report.criteria:
        criterion = next(item for item in loop.criteria if item.id == built_in.id)
        text = _filled(prompt, loop, criterion, case.testimony.heard)
        opinions = await _opinions(judge, text, purse)
        scores.append(weigh(built_in, opinions, case))
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


@dataclass(frozen=True, slots=True)
class _Pass:
    """One opinion as far as it stands."""

    reason: str
    quotes: tuple[Quote, ...]
    level: int
    """What its quotes carry of the level it gave."""


def weigh(built_in: CriterionScore, opinions: Sequence[Opinion], case: Case) -> CriterionScore:
    """One criterion's score from its opinions, or the built-in one when too few stand."""
    standing = [each for opinion in opinions if (each := _standing(opinion, case)) is not None]
    if built_in.score is None or len(standing) < NEEDED_PASSES:
        return built_in
    levels = sorted(each.level for each in standing)
    middle = float(median(levels))
    score = round(min(max(middle, built_in.score - HOLD), built_in.score + HOLD), 1)
    nearest = min(standing, key=lambda each: abs(each.level - middle))
    reason = _reason(nearest.reason, levels, middle, score)
    return built_in.model_copy(update={"score": score, "reason": reason, "quotes": nearest.quotes})


def _standing(opinion: Opinion, case: Case) -> _Pass | None:
    """The opinion with its quotes verified; None when it gives no level or no quote of it stands."""
    quotes = verified(opinion.quotes, case)
    if opinion.level is None or not quotes:
        return None
    sentences = {
        case.substance.meaning(each.text)
        for quote in quotes
        for each in case.statements_in(quote.turn, quote.start, quote.end)
        if not case.substance.says_nothing(each.text)
    }
    return _Pass(opinion.reason, quotes, min(opinion.level, LOWEST + CARRIES * len(sentences)))


def _reason(reason: str, levels: Sequence[int], middle: float, score: float) -> str:
    parts = [" ".join(reason.split())]
    if levels[0] != levels[-1]:
        parts.append(f"The passes disagreed: {', '.join(str(level) for level in levels)}.")
    if score != middle:
        parts.append(f"Their median {middle:.1f} was held to {score:.1f} by what the built-in scorer found.")
    return " ".join(part for part in parts if part)


def verified(quotes: Sequence[str], case: Case) -> tuple[Quote, ...]:
    """The quotes that stand, with their places: the candidate's words, of a sentence that says something.

    The others are void: invented ones, and those of orders, flattery, lists, and what was said before.
    """
    found: dict[tuple[str, int], Quote] = {}
    for text in quotes:
        place = _place(text.strip(), case)
        if place is not None:
            found.setdefault((place.turn, place.start), place)
    return tuple(sorted(found.values(), key=lambda quote: (quote.start_s, quote.turn, quote.start)))[
        :MAX_QUOTES
    ]


def _place(text: str, case: Case) -> Quote | None:
    for turn in case.testimony.transcript.turns:
        found = locate(text, turn.text) if turn.speaker == "candidate" else None
        if found is None:
            continue
        start, end = found
        said = case.statements_in(turn.id, start, end)
        if any(not case.substance.says_nothing(each.text) for each in said):
            return Quote(
                turn=turn.id, start=start, end=end, start_s=moment(turn, start), text=turn.text[start:end]
            )
    return None


def _filled(prompt: Prompt, loop: Loop, criterion: Criterion, said: Transcript) -> str:
    lines = [f"[{turn.speaker}] {' '.join(turn.text.split())}" for turn in said.turns if turn.text.strip()]
    body = "\n".join(lines)
    level = next((level for level in loop.levels if level.id == said.level), loop.levels[0])
    return prompt.filled(
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
