"""Practice: three things to work on, each with the moment that called for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from agents.case import MERE_FACTORS, Case
from agents.excerpts import first_words, question
from agents.facts import Component
from agents.model import CriterionScore, FollowUp, PhaseTime, Practice, Transcript, Turn
from agents.verdict import HIGHEST
from rubrics.schema import Criterion, Loop, PracticeItem

PRACTICE_ITEMS = 3
REASON_FACTS = frozenset({"reason", "reasoned-component"})
PRICE_FACTS = frozenset({"price", "priced-component"})
FIGURE_FACTS = frozenset({"derived-number"})
"""Facts whose lack can be shown at a moment: a part without a reason, one without a price, a bare figure."""


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
    worth = "not enough evidence" if score.score is None else f"{score.score:.1f} of {HIGHEST:.0f}"
    late = next((_late(phase) for phase in phases if turn is not None and phase.id == turn.phase), "")
    missed = f"{score.missed[0].rstrip('.')}." if score.missed else ""
    return Practice(
        title=item.title,
        why=" ".join(part for part in (f"{score.name}: {worth}.", missed, about, late) if part),
        turn=turn.id if turn is not None else None,
        exercise=item.exercise,
        resource=item.resource,
    )


def _late(phase: PhaseTime) -> str:
    """Says by how much a phase overran, when by a minute or more and a quarter of its plan."""
    over = phase.actual_s - phase.planned_s
    if phase.planned_s <= 0 or over <= max(60, phase.planned_s / 4):
        return ""
    return f"This phase took {_minutes(over)} more than planned."


def _minutes(seconds: float) -> str:
    minutes = max(round(seconds / 60), 1)
    return f"{minutes} minute{'' if minutes == 1 else 's'}"


def _moment(
    case: Case, criterion: Criterion, score: CriterionScore, followups: Sequence[FollowUp], taken: set[str]
) -> tuple[Turn | None, str]:
    """Where it belonged: a part left open, else the question nearest to it, else the longest answer."""
    mine = [
        turn for turn in case.testimony.transcript.turns if turn.speaker == "candidate" and turn.text.strip()
    ]
    by_id = {turn.id: turn for turn in mine}
    for turn_id, about in _gaps(case, criterion):
        if turn_id in by_id:
            return by_id[turn_id], about
    quoted = {quote.turn for quote in score.quotes}
    if asked := _asked(case, criterion, followups, taken | quoted):
        turn, words = asked
        return turn, f"Asked “{words}”, you said {_said(turn)}"
    here = [turn for turn in mine if turn.phase in criterion.phases] or mine
    fresh = [turn for turn in here if turn.id not in taken and turn.id not in quoted] or here
    longest = max(fresh, key=lambda turn: len(turn.text), default=None)
    return longest, f"It had its place where you said {_said(longest)}" if longest else ""


def _said(turn: Turn) -> str:
    """How a turn begins, in quotation marks, with the full stop where it has none of its own."""
    words = first_words(turn.text)
    return f"“{words}”" if words[-1:] in {".", "!", "?"} else f"“{words}”."


def _asked(
    case: Case, criterion: Criterion, followups: Sequence[FollowUp], without: set[str]
) -> tuple[Turn, str] | None:
    """The answer to the question nearest to the criterion, the first of equals, and that question."""
    meant = case.substance.meaning(
        " ".join((criterion.asks, *(f"{each.text} {each.missed}" for each in criterion.indicators)))
    )
    best, nearest = None, -1
    for followup in followups:
        answer = _answer(case.testimony.transcript, followup.turn)
        words = question(case.testimony.transcript.turn(followup.turn).text) if answer else ""
        if answer is None or not words or answer.phase not in criterion.phases or answer.id in without:
            continue
        shared = len(meant & case.substance.meaning(words))
        if shared > nearest:
            best, nearest = (answer, words), shared
    return best


def _gaps(case: Case, criterion: Criterion) -> Iterator[tuple[str, str]]:
    """What was said and left open, of the kind the criterion looks for: the turn, and what to say of it."""
    if _asks_for(criterion, REASON_FACTS):
        bare = _most_consequential(case.needing_reasons(), case)
        if bare is not None:
            yield bare.first.turn, f"You named “{bare.said}” and gave no reason."
    if _asks_for(criterion, PRICE_FACTS):
        chosen = _most_consequential(
            [part for part in case.ledger.components.values() if part.needs_reason and not part.tradeoffs],
            case,
        )
        if chosen is not None:
            yield chosen.first.turn, f"You took “{chosen.said}” and did not say what it costs."
    if _asks_for(criterion, FIGURE_FACTS):
        for number in sorted(case.ledger.numbers, key=lambda each: each.unit == "1"):
            if not number.derived and number.kind not in MERE_FACTORS:
                yield number.span.turn, f"You said “{number.text}” and not where it comes from."


def _points_at(case: Case, criterion: Criterion) -> bool:
    """Whether something that was left open can be shown for this criterion."""
    return next(_gaps(case, criterion), None) is not None


def _asks_for(criterion: Criterion, facts: frozenset[str]) -> bool:
    return any(each.fact in facts and not (each.listen or each.cues) for each in criterion.indicators)


def _most_consequential(bare: Sequence[Component], case: Case) -> Component | None:
    weights = {name: term.weight for term in case.lexicon.components for name in (term.id, term.name)}
    known = [part for part in bare if part.name in weights] or bare
    return max(known, key=lambda part: (bool(part.reasons), weights.get(part.name, 0.0)), default=None)


def _answer(transcript: Transcript, question: str) -> Turn | None:
    """The candidate's turn that follows an interviewer's turn."""
    asked = False
    for turn in transcript.turns:
        if asked and turn.speaker == "candidate":
            return turn
        asked = asked or turn.id == question
    return None
