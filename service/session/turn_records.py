"""Turn records: turns of both as the log keeps them."""

from __future__ import annotations

from agents.interviewer import Reply
from agents.model import MAX_TURN_CHARS, Turn
from service.events import CandidateTurn, InterviewerTurn
from service.session.journal import Journal
from service.session.latency import Spans


def spoken_turn(turn: str, phase: str, text: str, start_s: float, end_s: float) -> Turn:
    """A turn of the candidate; times are interview time."""
    return Turn(
        id=turn,
        speaker="candidate",
        phase=phase,
        start_s=start_s,
        end_s=max(start_s, end_s),
        text=text[:MAX_TURN_CHARS],
    )


def stored_turn(turn: Turn, spans: Spans, *, typed: bool = False) -> CandidateTurn:
    """That turn as an event."""
    return CandidateTurn(
        at_s=turn.end_s,
        turn=turn.id,
        phase=turn.phase,
        start_s=turn.start_s,
        text=turn.text,
        typed=typed,
        spans_ms=spans.ms(hearing=True),
    )


def stored_reply(reply: Reply, journal: Journal) -> InterviewerTurn | None:
    """A reply as an event, with the next turn and utterance numbers; None when it says nothing."""
    if reply.move is None:
        return None
    return InterviewerTurn(
        at_s=reply.decided_s,
        turn=journal.new_turn(),
        phase=reply.phase,
        utterance=journal.utterance,
        move=reply.move.model_dump(mode="json"),
        why=reply.why,
        text=reply.text,
    )
