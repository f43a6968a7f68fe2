"""Whiteboards of a stored interview: states over time, in words, and beside the because matrix."""

from __future__ import annotations

import pytest

from agents.model import ComponentEntry, Report
from rubrics.loader import load
from service.boards import board_at, boards, told, with_board
from service.events import BoardDrawn, HintAsked
from service.session.messages import BoardEdge, BoardMark, BoardNode, BoardView

NODES = tuple(
    BoardNode(id=id_, label=label) for id_, label in (("a", "API"), ("q", "Queue"), ("d", "Database"))
)
ARROWS = (BoardEdge(id="1", source="a", target="q", label="jobs"), BoardEdge(id="2", source="q", target="d"))
BOARD = BoardView(nodes=NODES, edges=ARROWS, marks=(BoardMark(id="m", text="to do"),))


def stored(at_s, board):
    return BoardDrawn(at_s=at_s, board=board.model_dump(mode="json"))


EVENTS = (stored(10, BoardView(nodes=NODES[:1])), HintAsked(at_s=20), stored(30, BOARD))


@pytest.fixture
def report():
    components = tuple(
        ComponentEntry(name=name, turn="t2", start=0, end=5, said=name) for name in ("queue", "cache", "cdn")
    )
    return Report.model_construct(components=components)


def drawn(report):
    return {entry.name: entry.drawn for entry in report.components}


def test_every_state_has_its_second():
    assert [(state.at_s, len(state.board.nodes)) for state in boards(EVENTS).boards] == [(10, 1), (30, 3)]


@pytest.mark.parametrize(("at_s", "boxes"), [(10, 1), (29.9, 1), (30, 3), (None, 3)])
def test_the_board_of_a_second_is_the_last_before_it(at_s, boxes):
    assert len(board_at(EVENTS, at_s).nodes) == boxes


def test_before_the_first_stroke_there_is_no_board():
    assert board_at(EVENTS, 9.9) is None
    assert board_at(()) is None


def test_a_board_stored_before_boxes_had_places_is_read():
    old = BoardDrawn(at_s=1, board={"nodes": [{"id": "a", "label": "API", "shape": ""}], "edges": []})
    assert board_at((old,)).nodes[0].width == 0


def test_the_board_is_told_arrows_first():
    assert list(told(BOARD)) == ["API → Queue (jobs)", "Queue → Database", "to do"]
    assert list(told(BoardView(nodes=NODES[:1]))) == ["API"]


def test_the_report_says_where_each_component_was_drawn(report):
    lone = BoardView(nodes=(*NODES, BoardNode(id="c", label="", shape="cdn")), edges=ARROWS)
    made = with_board(report, lone, load().lexicon)
    assert drawn(made) == {"queue": "between the api and the database", "cache": None, "cdn": ""}
    assert made.board == ("API → Queue (jobs)", "Queue → Database", "cdn")


def test_a_report_without_a_board_is_as_it_was(report):
    assert with_board(report, None, load().lexicon) is report
