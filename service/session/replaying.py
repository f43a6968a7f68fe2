"""Replaying: what was stored, as the interviewer needs it to go on where it was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from agents.interviewer import Event as Happening
from agents.interviewer import Moved, Spoke
from agents.model import Turn
from agents.moves import moves
from service.events import BoardDrawn, CandidateTurn, Event, InterviewerTurn
from service.session.messages import BoardView
from service.session.whiteboard import seen


def candidate_turn(event: CandidateTurn) -> Turn:
    """A stored turn of the candidate."""
    return Turn(
        id=event.turn,
        speaker="candidate",
        phase=event.phase,
        start_s=event.start_s,
        end_s=max(event.at_s, event.start_s),
        text=event.text,
    )


def happenings(events: Iterable[Event], *, without: CandidateTurn | None = None) -> Iterator[Happening]:
    """Turns, moves and whiteboards as they were stored; ``without`` is left out, to be considered anew."""
    for event in events:
        if isinstance(event, CandidateTurn) and event is not without:
            yield Spoke(candidate_turn(event))
        elif isinstance(event, BoardDrawn):
            yield seen(BoardView.model_validate(event.board))
        elif isinstance(event, InterviewerTurn):
            turn = Turn(
                id=event.turn,
                speaker="interviewer",
                phase=event.phase,
                start_s=event.at_s,
                end_s=event.at_s,
                text=event.text,
            )
            yield Moved(move=moves.validate_python(event.move), why=event.why, turn=turn)
