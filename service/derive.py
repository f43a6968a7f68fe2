"""What the event log says: setup, transcript, follow-ups. The log is the truth; these are readings of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pydantic import ValidationError

from agents.model import FollowUp, Transcript, Turn
from agents.moves import PROBES, Clarify, Move, asked_by, moves
from service.events import (
    CandidateTurn,
    Corrected,
    Created,
    Event,
    Finished,
    Heard,
    InterviewerTurn,
    Retaken,
)
from service.resources import Told

AFTERWARDS = (Retaken, Corrected)
"""Events that come after the interview and are not on its clock."""


def setup(events: Sequence[Event]) -> Created:
    """How the interview was set up. Raises ValueError for a log that does not begin with it."""
    if events and isinstance(events[0], Created):
        return events[0]
    raise ValueError("expected an event log that begins with 'created'")


def transcript(events: Sequence[Event]) -> Transcript:
    """The interview in words: what the candidate said, and what the candidate heard of the interviewer.

    A turn of the interviewer that was never heard, because the candidate spoke first or the connection was
    lost, is left out; one that was cut off ends where it was cut. A turn of the candidate that was put right
    has the words it was given last, and beside them those that were recognised.

    The turns are in order: none begins before the one before it, and only the candidate may begin before the
    interviewer has ended. Times that say otherwise come from audio that was late, and give way.
    """
    created = setup(events)
    heard = {event.turn: event for event in events if isinstance(event, Heard)}
    corrected = {event.turn: event.text for event in events if isinstance(event, Corrected)}
    turns: list[Turn] = []
    for event in events:
        if isinstance(event, CandidateTurn):
            turns.append(_candidate(event, corrected.get(event.turn, event.text)))
        elif isinstance(event, InterviewerTurn) and event.turn in heard and heard[event.turn].text:
            turns.append(_interviewer(event, heard[event.turn]))
    return Transcript(
        loop=created.loop,
        minutes=created.minutes,
        problem=created.problem,
        level=created.level,
        turns=tuple(_in_order(turns)),
        project=created.project,
        drill=created.drill,
        own_problem=created.own_problem,
    )


def _in_order(turns: Iterable[Turn]) -> Iterator[Turn]:
    before: Turn | None = None
    for turn in turns:
        if before is not None:
            barged_in = (before.speaker, turn.speaker) == ("interviewer", "candidate")
            start_s = max(turn.start_s, before.start_s if barged_in else before.end_s)
            if start_s != turn.start_s:
                turn = turn.model_copy(update={"start_s": start_s, "end_s": max(start_s, turn.end_s)})  # noqa: PLW2901
        before = turn
        yield turn


def follow_ups(events: Iterable[Event]) -> tuple[FollowUp, ...]:
    """The questions that asked about a gap, in order. A move of an unknown kind is passed over."""
    found = []
    for event in events:
        if not isinstance(event, InterviewerTurn) or (move := _move(event)) is None:
            continue
        asks = asked_by(move)
        if any(isinstance(each, PROBES) for each in asks):
            last = asks[-1]
            found.append(FollowUp(turn=event.turn, move=last.kind, target=last.target, why=event.why))
    return tuple(found)


def clarified(events: Iterable[Event]) -> list[Told]:
    """The facts and limits of the problem that the candidate asked for and heard, each once, in order."""
    known = list(events)
    heard = {event.turn for event in known if isinstance(event, Heard) and event.text}
    told: dict[str, Told] = {}
    for event in known:
        if not isinstance(event, InterviewerTurn) or event.turn not in heard:
            continue
        move = _move(event)
        if isinstance(move, Clarify) and move.answer and move.outcome in ("fact", "scope"):
            told.setdefault(move.answer, Told(turn=event.turn, kind=move.outcome, text=move.answer))
    return list(told.values())


def finished(events: Iterable[Event]) -> bool:
    """Whether the interview is over."""
    return any(isinstance(event, Finished) for event in events)


def retakes(events: Iterable[Event]) -> tuple[Retaken, ...]:
    """The moments answered again, in order."""
    return tuple(event for event in events if isinstance(event, Retaken))


def elapsed(events: Iterable[Event]) -> float:
    """Seconds of interview time so far."""
    return max((event.at_s for event in events if not isinstance(event, AFTERWARDS)), default=0.0)


def _move(event: InterviewerTurn) -> Move | None:
    """What the interviewer did; None where it is of a kind that is not known here."""
    try:
        return moves.validate_python(event.move)
    except ValidationError:
        return None


def _candidate(event: CandidateTurn, text: str) -> Turn:
    return Turn(
        id=event.turn,
        speaker="candidate",
        phase=event.phase,
        start_s=event.start_s,
        end_s=max(event.at_s, event.start_s),
        text=text,
        heard=event.text if event.text != text else None,
    )


def _interviewer(event: InterviewerTurn, heard: Heard) -> Turn:
    return Turn(
        id=event.turn,
        speaker="interviewer",
        phase=event.phase,
        start_s=heard.start_s,
        end_s=max(heard.at_s, heard.start_s),
        text=heard.text,
    )
