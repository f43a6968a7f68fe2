"""The whiteboard of a live interview: stored when it changes, brought back, seen by the interviewer."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager

from agents.interviewer import BoardChanged
from service.events import BoardDrawn
from service.session import messages as wire
from service.session.whiteboard import MAX_STORED_CHARS, fits, says_more, seen
from tests.live_room import LiveRoom, polite
from tests.virtual_time import virtual_time

API = wire.BoardNode(id="a", label="API", shape="service", x=0, y=0, width=160, height=80)
QUEUE = wire.BoardNode(id="q", label="Queue", shape="queue", x=300, y=0, width=160, height=80)
ARROW = wire.BoardEdge(id="e", source="a", target="q", label="upload")
NOTE = wire.BoardMark(id="m", text="to do", points=(10, 200))
DRAWN = wire.Board(nodes=(API, QUEUE), edges=(ARROW,), marks=(NOTE,))


@asynccontextmanager
async def room():
    live = LiveRoom(polite)
    await live.open()
    try:
        yield live
    finally:
        await live.close()


async def draw(browser, board):
    await browser.send(board)
    await asyncio.sleep(0.1)


def boards_seen(live):
    return [event for event in live.mind.considered if isinstance(event, BoardChanged)]


@virtual_time
async def test_each_board_that_differs_is_stored_with_its_second():
    async with room() as live:
        browser = await live.enter()
        await draw(browser, wire.Board(nodes=(API,)))
        await asyncio.sleep(5)
        await draw(browser, DRAWN)
        await draw(browser, DRAWN)
        stored = live.log.of(BoardDrawn)
        assert [len(event.board["nodes"]) for event in stored] == [1, 2]
        assert stored[1].at_s - stored[0].at_s > 4


@virtual_time
async def test_an_empty_board_at_the_beginning_is_no_change():
    async with room() as live:
        browser = await live.enter()
        await draw(browser, wire.Board())
        assert live.log.of(BoardDrawn) == []


@virtual_time
async def test_a_box_that_was_only_moved_is_stored_and_not_considered():
    async with room() as live:
        browser = await live.enter()
        await browser.until(browser.said)
        await asyncio.sleep(3)
        await draw(browser, DRAWN)
        seen_before = len(boards_seen(live))
        moved = API.model_copy(update={"y": 40})
        await draw(browser, DRAWN.model_copy(update={"nodes": (moved, QUEUE)}))
        assert seen_before == 1
        assert len(boards_seen(live)) == 1
        assert len(live.log.of(BoardDrawn)) == 2


@virtual_time
async def test_the_board_comes_back_after_a_reconnect_and_a_restart():
    async with room() as live:
        browser = await live.enter()
        assert browser.of(wire.Ready)[0].board is None
        await draw(browser, DRAWN)
        again = await live.enter()
        assert again.of(wire.Ready)[0].board == wire.BoardView(**DRAWN.model_dump(exclude={"type"}))
        await live.restart()
        late = await live.enter()
        assert late.of(wire.Ready)[0].board.nodes == (API, QUEUE)
        assert seen(DRAWN) in live.mind.state


@virtual_time
async def test_a_board_that_has_changed_too_often_is_seen_and_not_stored(monkeypatch):
    monkeypatch.setattr("service.session.whiteboard.MAX_STORED_CHARS", 300)
    async with room() as live:
        browser = await live.enter()
        await draw(browser, wire.Board(nodes=(API,)))
        await draw(browser, DRAWN)
        assert len(live.log.of(BoardDrawn)) == 1
        assert [notice.code for notice in browser.of(wire.Notice)] == ["board_full"]


def test_hundreds_of_the_largest_boards_fit():
    assert fits(DRAWN, MAX_STORED_CHARS - 64 * 1024)
    assert not fits(DRAWN, MAX_STORED_CHARS)


def test_only_boxes_and_arrows_say_something():
    assert says_more(DRAWN, None)
    assert not says_more(DRAWN, DRAWN.model_copy(update={"marks": ()}))
    assert says_more(DRAWN, DRAWN.model_copy(update={"edges": ()}))
