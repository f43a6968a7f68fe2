"""Whiteboards of a stored interview: every state there was, with the second it came about."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from service.events import BoardDrawn, Event
from service.session.messages import BoardView


class BoardAt(BaseModel):
    """The whiteboard from ``at_s`` on, in seconds of interview time, until the next state."""

    model_config = ConfigDict(frozen=True)
    at_s: float
    board: BoardView


class Boards(BaseModel):
    """Answer to ``GET /v1/interviews/{id}/board.json``: the whiteboard's states, in order."""

    model_config = ConfigDict(frozen=True)
    boards: tuple[BoardAt, ...]


def boards(events: Iterable[Event]) -> Boards:
    """The states of the whiteboard; none where nothing was drawn."""
    found = [event for event in events if isinstance(event, BoardDrawn)]
    return Boards(
        boards=tuple(BoardAt(at_s=event.at_s, board=BoardView.model_validate(event.board)) for event in found)
    )


def board_at(events: Iterable[Event], at_s: float | None = None) -> BoardView | None:
    """The whiteboard as it stood at a second of the interview, or at its end; None if nothing was there."""
    states = [state for state in boards(events).boards if at_s is None or state.at_s <= at_s]
    return states[-1].board if states else None
