"""The rooms: which interviews are live in this process, and who may come in."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Final

import structlog

from service.errors import Busy
from service.session.brief import Brief
from service.session.conversation import Conversation
from service.session.outbox import Outbox
from service.session.parts import Parts
from service.session.ports import Clock

IDLE_S: Final = 15 * 60.0
"""How long a room is kept for a browser that left. Later it is rebuilt from the log when one comes back."""
SWEEP_S: Final = 30.0

Furnish = Callable[[str], Awaitable[tuple[Brief, Parts]]]
"""Makes brief and parts of an interview. Raises NotFound, Busy."""

_log = structlog.get_logger(__name__)


class Rooms:
    """One conversation per interview, at most ``capacity`` of them.

    Args:
        furnish: makes what a conversation needs.
        capacity: conversations at once.
        clock: for how long rooms have been empty.
        idle_s: how long an empty room is kept.
        over: told of each interview that has ended.
    """

    def __init__(
        self,
        furnish: Furnish,
        *,
        capacity: int,
        clock: Clock,
        idle_s: float = IDLE_S,
        over: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._furnish = furnish
        self._capacity = capacity
        self._clock = clock
        self._idle_s = idle_s
        self._ended = over
        self._rooms: dict[str, Conversation] = {}
        self._opening: dict[str, asyncio.Lock] = {}
        self._sweeping: asyncio.Task[None] | None = None
        self._closed = False

    @property
    def live(self) -> int:
        """How many interviews have a browser in their room."""
        return sum(room.channel.connected for room in self._rooms.values())

    async def enter(self, interview: str, outbox: Outbox) -> Conversation:
        """Bring a browser into the room of an interview; one that is there is taken over from.

        Raises:
            Busy: all rooms are taken, or the engines are not ready.
            NotFound: there is no such interview.
            StoreFailed: its log cannot be read.
        """
        lock = self._opening.setdefault(interview, asyncio.Lock())
        try:
            async with lock:
                room = self._rooms.get(interview) or await self._open(interview)
                await room.attach(outbox)
                if room.ended:
                    await room.close()
                return room
        finally:
            if not lock.locked():
                self._opening.pop(interview, None)

    async def leave(self, room: Conversation, outbox: Outbox) -> None:
        """That browser is gone."""
        await room.detach(outbox)

    async def remove(self, interview: str) -> None:
        """The interview was deleted: close its room, if there is one."""
        room = self._rooms.pop(interview, None)
        if room is not None:
            await room.close(deleted=True)

    async def close(self) -> None:
        """Close all rooms; what they know is stored."""
        self._closed = True
        if self._sweeping is not None:
            self._sweeping.cancel()
            with suppress(asyncio.CancelledError):
                await self._sweeping
        rooms, self._rooms = list(self._rooms.values()), {}
        await asyncio.gather(*(room.close() for room in rooms))

    async def _open(self, interview: str) -> Conversation:
        await self._make_place()
        if self._sweeping is None:
            self._sweeping = asyncio.create_task(self._sweep())
        brief, parts = await self._furnish(interview)
        room = await Conversation.open(brief, parts, lambda: self._over(interview))
        if not room.ended:
            self._rooms[interview] = room
        return room

    async def _make_place(self) -> None:
        """Room for one more, at the cost of the one that has been empty longest if need be."""
        if self._closed:
            raise Busy("The service is stopping; try again in a moment.", code="stopping")
        if len(self._rooms) < self._capacity:
            return
        empty = [
            (left, name) for name, room in self._rooms.items() if (left := room.channel.left_at) is not None
        ]
        if not empty:
            raise Busy(
                f"All {self._capacity} rooms are taken; try again when another interview has ended.",
                code="rooms_full",
            )
        await self._vacate(min(empty)[1])

    async def _vacate(self, interview: str) -> None:
        room = self._rooms.pop(interview, None)
        if room is not None:
            await room.close()

    async def _over(self, interview: str) -> None:
        self._rooms.pop(interview, None)
        self._ended(interview)

    async def _sweep(self) -> None:
        while True:
            await asyncio.sleep(SWEEP_S)
            before = self._clock() - self._idle_s
            for interview, room in list(self._rooms.items()):
                left = room.channel.left_at
                if left is not None and left < before:
                    _log.info("empty room closed", interview=interview)
                    await self._vacate(interview)
