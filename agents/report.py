"""The report: verdict, times, ledgers, follow-ups and practice put together. Nothing here changes a score."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from agents.evidence import Case, needs_reason
from agents.facts import Component, Reason
from agents.listening.cues import is_interrogative
from agents.listening.sentences import sentences
from agents.model import (
    ComponentEntry,
    CriterionScore,
    DimensionScore,
    FollowUp,
    NumberEntry,
    Overall,
    PhaseTime,
    Practice,
    Report,
    Scorer,
    Transcript,
    Turn,
)
from agents.speechstats import speech
from rubrics.schema import Criterion, Loop, PracticeItem
from rubrics.timing import LONGEST_MINUTES, SHORTEST_MINUTES, phase_seconds

PRACTICE_ITEMS = 3
SHORTEST_NAME, LONGEST_NAME = 3, 3
"""A thing that is counted has a name of at least so many letters and at most so many words."""
NO_NAMES = frozenset(
    "and but the that this then they there its our your his her their who which what when where how why so "
    "because since for from with without into over under about around maybe perhaps roughly say would could "
    "should can will are was were has have had does did not now today each every per".split()
)
"""Words that end the name of what is counted."""
REASON_FACTS = frozenset({"reason", "reasoned-component"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the scorer decided."""

    criteria: tuple[CriterionScore, ...]
    dimensions: tuple[DimensionScore, ...]
    overall: Overall
    scorer: Scorer


def assemble(case: Case, loop: Loop, verdict: Verdict, moves: Sequence[FollowUp] = ()) -> Report:
    """The whole report of one interview."""
    transcript = case.testimony.transcript
    followups = tuple(moves) or tuple(inferred_followups(transcript, case))
    phases = phase_times(transcript, loop)
    return Report(
        loop=transcript.loop,
        problem=transcript.problem,
        minutes=transcript.minutes,
        overall=verdict.overall,
        dimensions=verdict.dimensions,
        criteria=verdict.criteria,
        phases=phases,
        numbers=tuple(_numbers(case)),
        components=tuple(_components(case)),
        speech=speech(transcript, case.lexicon),
        followups=followups,
        practise=practice(case, loop, verdict.criteria, followups, phases),
        scorer=verdict.scorer,
    )


def moment(turn: Turn, offset: int) -> float:
    """When the words at an offset were said, had the turn been spoken evenly. Seconds of interview time."""
    share = offset / max(len(turn.text), 1)
    return round(turn.start_s + max(turn.end_s - turn.start_s, 0.0) * share, 2)


# ---- times -------------------------------------------------------------------------------------------------


def phase_times(transcript: Transcript, loop: Loop) -> tuple[PhaseTime, ...]:
    """Planned and actual seconds of each phase of the loop, then of phases that only the transcript knows.

    A turn lasts until the next one begins, so that pauses belong to the phase in which they fell.
    """
    actual: dict[str, float] = {}
    turns = transcript.turns
    for turn, following in zip_longest(turns, turns[1:]):
        until = max(following.start_s if following else turn.end_s, turn.start_s)
        actual[turn.phase] = actual.get(turn.phase, 0.0) + until - turn.start_s
    nearest = min(max(transcript.minutes, SHORTEST_MINUTES), LONGEST_MINUTES)
    scale = transcript.minutes / nearest
    planned = {phase: seconds * scale for phase, seconds in phase_seconds(loop, nearest)}
    titles = {phase.id: phase.title for phase in loop.phases}
    ids = [*titles, *(phase for phase in actual if phase not in titles)]
    return tuple(
        PhaseTime(
            id=phase,
            title=titles.get(phase, phase),
            planned_s=round(planned.get(phase, 0.0), 1),
            actual_s=round(actual.get(phase, 0.0), 1),
        )
        for phase in ids
    )


# ---- ledgers -----------------------------------------------------------------------------------------------


def _numbers(case: Case) -> Iterator[NumberEntry]:
    turns = {turn.id: turn for turn in case.testimony.transcript.turns}
    for number in case.ledger.numbers:
        span = case.testimony.original(number.span)
        yield NumberEntry(
            turn=span.turn,
            start=span.start,
            end=span.end,
            text=turns[span.turn].text[span.start : span.end],
            value=number.value,
            unit=number.unit,
            counts=counted(number.counts),
            derived=number.derived,
            agrees=number.agrees,
            note=number.note,
        )


def counted(heard: str) -> str:
    """What a figure counts, as far as it reads as a thing: nothing from the first pronoun or verb on."""
    said: list[str] = []
    for word in heard.split():
        if len(word) < SHORTEST_NAME or not word.replace("-", "").isalpha() or word.lower() in NO_NAMES:
            break
        said.append(word)
    return " ".join(said[:LONGEST_NAME])


def _components(case: Case) -> Iterator[ComponentEntry]:
    turns = {turn.id: turn for turn in case.testimony.transcript.turns}
    for component in case.ledger.components.values():
        span = case.testimony.original(component.first)
        yield ComponentEntry(
            name=component.name,
            turn=span.turn,
            start=span.start,
            end=span.end,
            said=turns[span.turn].text[span.start : span.end],
            reason=_first(component.reasons),
            requirement="; ".join(component.requirements) or None,
            given_up=_first(component.tradeoffs),
            needs_reason=component.needs_reason,
        )


def _first(reasons: Iterable[Reason]) -> str | None:
    return next((" ".join(reason.text.split()) for reason in reasons), None)


# ---- follow-ups --------------------------------------------------------------------------------------------


def inferred_followups(transcript: Transcript, case: Case) -> Iterator[FollowUp]:
    """The interviewer's questions that came back to what had just been said in the same phase."""
    last: Turn | None = None
    for turn in transcript.turns:
        if turn.speaker == "candidate":
            last = turn
            continue
        if last is None or last.phase != turn.phase or not _asks(turn.text):
            continue
        target = _target(turn.text, case)
        about = f"It asked about the {target}" if target else "It asked about the answer before"
        why = f"{about}; the transcript holds no note of why it was chosen."
        yield FollowUp(turn=turn.id, move="Question", target=target, why=why)


def _asks(text: str) -> bool:
    return any(each.asks or is_interrogative(text[each.start : each.end]) for each in sentences(text))


def _target(text: str, case: Case) -> str:
    """The component that a question names, as the lexicon calls it; empty when it names none."""
    lowered = f" {' '.join(text.lower().replace('?', ' ').replace(',', ' ').replace('.', ' ').split())} "
    for term in case.lexicon.components:
        if any(f" {name.lower()} " in lowered for name in (term.name, *term.aliases, *term.products)):
            return term.name
    return ""


# ---- practice ----------------------------------------------------------------------------------------------


def practice(
    case: Case,
    loop: Loop,
    scores: Sequence[CriterionScore],
    followups: Sequence[FollowUp],
    phases: Sequence[PhaseTime],
) -> tuple[Practice, ...]:
    """Three things to practise, weakest first, each with the moment that called for it.

    Fewer only where nothing more was missed. A criterion with too little evidence comes after those with a
    score.
    """
    items = {item.id: item for item in loop.practise}
    criteria = {criterion.id: criterion for criterion in loop.criteria}
    ranked = sorted(
        (each for each in scores if each.score is None or each.missed),
        key=lambda each: (
            each.score is None,
            each.score or 0.0,
            not _points_at(case, criteria[each.id]),
            -criteria[each.id].weight,
        ),
    )
    chosen: dict[str, Practice] = {}
    moments: set[str] = set()
    for each in ranked:
        item = next((items[i] for i in criteria[each.id].practise if i in items and i not in chosen), None)
        if item is None or len(chosen) == PRACTICE_ITEMS:
            continue
        turn, about = _moment(case, criteria[each.id], each, followups, moments)
        if turn is not None:
            moments.add(turn.id)
        chosen[item.id] = _practice(item, each, turn, about, phases)
    return tuple(chosen.values())


def _practice(
    item: PracticeItem, score: CriterionScore, turn: Turn | None, about: str, phases: Sequence[PhaseTime]
) -> Practice:
    worth = "not enough evidence" if score.score is None else f"{score.score:.1f}"
    missed = f" {score.missed[0].rstrip('.')}." if score.missed else ""
    late = next((_late(phase) for phase in phases if turn is not None and phase.id == turn.phase), "")
    return Practice(
        title=item.title,
        why=f"{score.name}: {worth}.{about}{missed}{late}",
        turn=turn.id if turn is not None else None,
        exercise=item.exercise,
        resource=item.resource,
    )


def _late(phase: PhaseTime) -> str:
    """Says by how much a phase overran, when by a minute or more and a quarter of its plan."""
    over = phase.actual_s - phase.planned_s
    if phase.planned_s <= 0 or over <= max(60, phase.planned_s / 4):
        return ""
    return f" This phase took {_minutes(over)} more than planned."


def _minutes(seconds: float) -> str:
    minutes = max(round(seconds / 60), 1)
    return f"{minutes} minute{'' if minutes == 1 else 's'}"


def _moment(
    case: Case, criterion: Criterion, score: CriterionScore, followups: Sequence[FollowUp], taken: set[str]
) -> tuple[Turn | None, str]:
    """Where it belonged: a part left without a reason, a question left open, else the longest answer."""
    mine = [
        turn for turn in case.testimony.transcript.turns if turn.speaker == "candidate" and turn.text.strip()
    ]
    by_id = {turn.id: turn for turn in mine}
    if _asks_reasons(criterion):
        bare = _most_consequential(needs_reason(case), case)
        if bare is not None and bare.first.turn in by_id:
            return by_id[bare.first.turn], f" You named “{bare.said}” and gave no reason."
    for followup in followups:
        answer = _answer(case.testimony.transcript, followup.turn)
        own = answer is not None and answer.phase in criterion.phases and answer.id not in taken
        if own and answer is not None and answer.id not in {quote.turn for quote in score.quotes}:
            return answer, " You were asked, and the answer left it open."
    quoted = {quote.turn for quote in score.quotes}
    here = [turn for turn in mine if turn.phase in criterion.phases] or mine
    fresh = [turn for turn in here if turn.id not in taken and turn.id not in quoted] or here
    return max(fresh, key=lambda turn: len(turn.text), default=None), ""


def _points_at(case: Case, criterion: Criterion) -> bool:
    """Whether a part left without a reason can be shown for this criterion."""
    return _asks_reasons(criterion) and bool(needs_reason(case))


def _asks_reasons(criterion: Criterion) -> bool:
    return any(each.fact in REASON_FACTS and not (each.listen or each.cues) for each in criterion.indicators)


def _most_consequential(bare: Sequence[Component], case: Case) -> Component | None:
    weights = {term.id: term.weight for term in case.lexicon.components}
    return max(bare, key=lambda part: weights.get(part.name, 1.0), default=None)


def _answer(transcript: Transcript, question: str) -> Turn | None:
    """The candidate's turn that follows an interviewer's turn."""
    asked = False
    for turn in transcript.turns:
        if asked and turn.speaker == "candidate":
            return turn
        asked = asked or turn.id == question
    return None
