"""The whiteboard of a live interview: what of it is stored, and what the interviewer sees of it."""

from __future__ import annotations

from typing import Final

from agents.interviewer import Arrow, BoardChanged, Box
from service.session.messages import BoardView

MAX_STORED_CHARS: Final = 8_000_000
"""Of all the whiteboards of one interview: some hundreds of the largest, thousands of any usual size."""


def seen(board: BoardView) -> BoardChanged:
    """The whiteboard as the interviewer sees it: boxes and arrows, wherever they stand."""
    return BoardChanged(
        tuple(Box(node.id, node.label, node.shape) for node in board.nodes),
        tuple(Arrow(edge.source, edge.target, edge.label) for edge in board.edges),
    )


def says_more(board: BoardView, before: BoardView | None) -> bool:
    """Whether the interviewer sees a change; boxes that were only moved are none."""
    return seen(board) != seen(before or BoardView())


def fits(board: BoardView, stored_chars: int) -> bool:
    """Whether one more whiteboard may be stored beside so many characters of earlier ones."""
    return stored_chars + len(board.model_dump_json()) <= MAX_STORED_CHARS
