"""Whiteboards of a stored interview: every state there was, with the second it came about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pydantic import BaseModel, ConfigDict

from agents.board import Board, read
from agents.listening.listener import Listener
from agents.model import ComponentEntry, Report
from rubrics.schema import Lexicon
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


def told(board: BoardView) -> Iterator[str]:
    """The whiteboard in words: each arrow with its ends, then the boxes that no arrow touches, then notes."""
    names = {node.id: node.label.strip() or node.shape or "a box" for node in board.nodes}
    touched: set[str] = set()
    for edge in board.edges:
        if edge.source in names and edge.target in names:
            touched |= {edge.source, edge.target}
            label = f" ({edge.label.strip()})" if edge.label.strip() else ""
            yield f"{names[edge.source]} → {names[edge.target]}{label}"
    yield from (name for box, name in names.items() if box not in touched)
    yield from (mark.text.strip() for mark in board.marks if mark.text.strip())


def with_board(report: Report, board: BoardView | None, lexicon: Lexicon) -> Report:
    """The report with the whiteboard in words, and where each component was drawn. No score changes."""
    if board is None:
        return report
    boxes = ((node.id, node.label, node.shape) for node in board.nodes)
    arrows = ((edge.source, edge.target) for edge in board.edges)
    graph = read(boxes, arrows, Listener(lexicon).vocabulary)
    products = frozenset(name.lower() for term in lexicon.components for name in term.products)
    places = graph.places(products)
    components = tuple(_with_place(entry, graph, places.get(entry.name, "")) for entry in report.components)
    return report.model_copy(update={"board": tuple(told(board)), "components": components})


def _with_place(entry: ComponentEntry, graph: Board, place: str) -> ComponentEntry:
    drawn = any(part.component == entry.name for part in graph.parts.values())
    return entry.model_copy(update={"drawn": place}) if drawn else entry
