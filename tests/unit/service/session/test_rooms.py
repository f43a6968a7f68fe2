"""Rooms: one conversation an interview, so many in all."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from service.errors import Busy, NotFound
from service.events import Finished, Heard, Paused
from service.session import messages as wire
from service.session.outbox import Outbox
from service.session.rooms import Rooms
from tests.live_room import BRIEF, LiveRoom
from tests.virtual_time import virtual_time


@asynccontextmanager
async def house(capacity=2, **options):
    lives = {}

    async def furnish(interview):
        if interview == "none":
            raise NotFound("There is no such interview.")
        live = lives.setdefault(interview, LiveRoom())
        await asyncio.sleep(0.01)
        return replace(BRIEF, interview=interview), live.parts()

    rooms = Rooms(furnish, capacity=capacity, clock=asyncio.get_running_loop().time, **options)
    rooms.lives = lives
    try:
        yield rooms
    finally:
        await rooms.close()


@virtual_time
async def test_two_who_enter_at_once_share_one_conversation_and_the_later_takes_over():
    async with house() as rooms:
        one, two = Outbox(), Outbox()
        first, second = await asyncio.gather(rooms.enter("a", one), rooms.enter("a", two))
        assert first is second
        assert rooms.live == 1
        assert one.closed
        assert not two.closed
        await rooms.leave(first, two)
        assert rooms.live == 0


@virtual_time
async def test_a_full_house_says_so_and_lets_in_who_comes_when_somebody_has_left():
    async with house(capacity=1) as rooms:
        box = Outbox()
        room = await rooms.enter("a", box)
        with pytest.raises(Busy, match="All 1 rooms are taken") as refused:
            await rooms.enter("b", Outbox())
        assert refused.value.code == "rooms_full"
        assert not box.closed
        await rooms.leave(room, box)
        await rooms.enter("b", Outbox())
        assert rooms.live == 1
        assert rooms.lives["a"].log.of(Paused)[0].cause == "disconnected"


@virtual_time
async def test_an_unknown_interview_takes_no_room():
    async with house(capacity=1) as rooms:
        with pytest.raises(NotFound):
            await rooms.enter("none", Outbox())
        await rooms.enter("a", Outbox())


@virtual_time
async def test_a_browser_that_comes_back_finds_its_conversation_and_after_long_it_is_rebuilt():
    async with house(idle_s=100) as rooms:
        box = Outbox()
        room = await rooms.enter("a", box)
        await asyncio.sleep(10)
        await rooms.leave(room, box)
        await asyncio.sleep(50)
        box = Outbox()
        assert await rooms.enter("a", box) is room
        await rooms.leave(room, box)
        await asyncio.sleep(200)
        rebuilt = await rooms.enter("a", Outbox())
        assert rebuilt is not room
        assert rebuilt._time.now_s() == pytest.approx(room._time.now_s(), abs=0.1)


@virtual_time
async def test_a_room_whose_interview_is_over_is_given_free_and_its_visitors_are_told():
    async with house(capacity=1) as rooms:
        room = await rooms.enter("a", Outbox())
        await room.receive(wire.End())
        assert rooms.lives["a"].log.of(Finished)
        await rooms.enter("b", Outbox())
        await rooms.close()
    async with house(capacity=1) as rooms:
        await (await rooms.enter("a", Outbox())).receive(wire.End())
        box = Outbox()
        late = await rooms.enter("a", box)
        assert late.ended
        assert [type(await box.get()) for _ in range(2)] == [wire.Ready, wire.Ended]
        await rooms.leave(late, box)
        await rooms.enter("b", Outbox())


@virtual_time
async def test_a_deleted_interview_is_closed_and_others_go_on():
    async with house() as rooms:
        one, two = Outbox(), Outbox()
        await rooms.enter("a", one)
        await rooms.enter("b", two)
        await rooms.remove("a")
        await rooms.remove("a")
        assert one.closed
        assert not two.closed


@virtual_time
async def test_a_house_that_closes_stores_what_is_live_and_lets_nobody_in():
    async with house() as rooms:
        await rooms.enter("a", Outbox())
        await asyncio.sleep(20)
        await rooms.close()
        assert rooms.lives["a"].log.of(Paused)[0].cause == "stopped"
        assert rooms.lives["a"].log.of(Heard)
        with pytest.raises(Busy):
            await rooms.enter("b", Outbox())


@virtual_time
async def test_the_end_of_an_interview_is_told_once():
    told = []
    async with house(over=told.append) as rooms:
        room = await rooms.enter("a", Outbox())
        await room.receive(wire.End())
        assert told == ["a"]
        await rooms.enter("a", Outbox())
    assert told == ["a"]
