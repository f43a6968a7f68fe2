"""The report: verdict, times, ledgers, follow-ups and practice put together. Nothing here changes a score."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from agents.case import Case
from agents.excerpts import asks, last_words, question
from agents.exhibits import gives_price, gives_reason
from agents.facts import Reason
from agents.model import (
    ComponentEntry,
    FollowUp,
    NumberEntry,
    PhaseTime,
    Report,
    Transcript,
    Turn,
)
from agents.practice import practice
from agents.speechstats import speech
from agents.verdict import Verdict
from rubrics.schema import Loop
from rubrics.timing import LONGEST_MINUTES, SHORTEST_MINUTES, phase_seconds

SHORTEST_NAME, LONGEST_NAME = 3, 3
"""A thing that is counted has a name of at least so many letters and at most so many words."""
NO_NAMES = frozenset(
    "and but the that this then they there its our your his her their who which what when where how why so "
    "because since for from with without into over under about around maybe perhaps roughly say would could "
    "should can will are was were has have had does did not now today each every per".split()
)
"""Words that end the name of what is counted."""


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
        counts = counted(number.counts)
        text = turns[span.turn].text[span.start : span.end]
        end = span.start + _named_until(text, number.counts, counts)
        yield NumberEntry(
            turn=span.turn,
            start=span.start,
            end=end,
            text=turns[span.turn].text[span.start : end],
            value=number.value,
            unit=number.unit,
            counts=counts,
            derived=number.derived,
            agrees=number.agrees,
            note=number.note,
        )


def _named_until(text: str, heard: str, counts: str) -> int:
    """Where a figure and the name of what it counts end, without words that only follow."""
    at = text.rfind(heard) if heard and heard != counts else -1
    if at <= 0 or not text[at:].startswith(counts):
        return len(text)
    return len(text[: at + len(counts)].rstrip())


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
    topics = {topic.id: topic.name for topic in case.lexicon.topics}
    for component in case.ledger.components.values():
        span = case.testimony.original(component.first)
        yield ComponentEntry(
            name=component.name,
            turn=span.turn,
            start=span.start,
            end=span.end,
            said=turns[span.turn].text[span.start : span.end],
            reason=_first(each for each in component.reasons if gives_reason(case, each)),
            requirement="; ".join(topics.get(each, each) for each in component.requirements) or None,
            given_up=_first(each for each in component.tradeoffs if gives_price(case, each)),
            needs_reason=component.needs_reason,
        )


def _first(told: Iterable[Reason]) -> str | None:
    """The first argument, in the candidate's words."""
    return next((" ".join(each.text.split()) for each in told), None)


# ---- follow-ups --------------------------------------------------------------------------------------------


def inferred_followups(transcript: Transcript, case: Case) -> Iterator[FollowUp]:
    """The interviewer's questions that came back to what had just been said in the same phase."""
    last: Turn | None = None
    for turn in transcript.turns:
        if turn.speaker == "candidate":
            last = turn
            continue
        if last is None or last.phase != turn.phase or not asks(turn.text):
            continue
        why = f"You had said “{last_words(last.text)}”; the question was “{question(turn.text)}”."
        yield FollowUp(turn=turn.id, move="Question", target=_target(turn.text, case), why=why)


def _target(text: str, case: Case) -> str:
    """The component that a question names, as the lexicon calls it; empty when it names none."""
    lowered = f" {' '.join(text.lower().replace('?', ' ').replace(',', ' ').replace('.', ' ').split())} "
    for term in case.lexicon.components:
        if any(f" {name.lower()} " in lowered for name in (term.name, *term.aliases, *term.products)):
            return term.name
    return ""
