"""The live socket: ``/v1/interviews/{id}/live?ticket=``. Checks all that comes in; lets nobody hurt another.

Every refusal is an ``error`` with a code and a sentence. The connection is closed only after repeated abuse;
close codes are below.
"""

from __future__ import annotations

import asyncio
import struct
from dataclasses import dataclass
from typing import Final

import structlog
from fastapi import APIRouter, WebSocket, WebSocketDisconnect
from pydantic import ValidationError

from service.allowance import Allowance
from service.errors import Refused, VivaError
from service.services import Services
from service.session.conversation import Conversation
from service.session.messages import Error, Hello, Message, client_messages
from service.session.outbox import Farewell, Outbox
from service.session.rooms import Rooms

NOT_ADMITTED: Final = Farewell(4003, "not admitted")
NO_ROOM: Final = Farewell(4013, "no room now")
NO_HELLO: Final = Farewell(4008, "no hello came")
ABUSED: Final = Farewell(4009, "too many inputs were refused")

_SEQUENCE: Final = struct.Struct("<I")

_log = structlog.get_logger(__name__)
router = APIRouter()


@dataclass(frozen=True, slots=True)
class Limits:
    """What one connection may send."""

    text_bytes: int = 64 * 1024
    audio_bytes: tuple[int, int] = (640, 3_200)
    """20 to 100 ms of PCM16 at 16 kHz."""
    messages_per_s: float = 50
    messages_burst: int = 200
    frames_per_s: float = 60
    frames_burst: int = 2_000
    """A browser that comes back resends up to 30 s: 1,500 frames of 20 ms."""
    refusals: int = 20
    """Refused inputs after which the connection is closed; one is forgiven every few seconds."""
    refusals_per_s: float = 0.2
    hello_s: float = 15
    """Seconds in which ``hello`` must come."""
    send_s: float = 10
    """Seconds in which a message must be taken by the browser's side."""


class _Closed(Exception):
    """The connection is to be closed; the outbox knows how."""


@router.websocket("/v1/interviews/{interview_id}/live")
async def live(websocket: WebSocket, interview_id: str, ticket: str = "") -> None:
    """One browser's connection to an interview."""
    services: Services = websocket.app.state.services
    limits = getattr(websocket.app.state, "limits", None) or Limits()
    await websocket.accept()
    connection = Connection(websocket, services, interview_id, limits)
    await connection.serve(ticket)


class Connection:
    """A socket between the checks and the room."""

    def __init__(self, websocket: WebSocket, services: Services, interview: str, limits: Limits) -> None:
        self._websocket = websocket
        self._services = services
        self._interview = interview
        self._limits = limits
        self._outbox = Outbox()
        self._room: Conversation | None = None
        now = services.clock()
        self._messages = Allowance(limits.messages_per_s, limits.messages_burst, now)
        self._frames = Allowance(limits.frames_per_s, limits.frames_burst, now)
        self._patience = Allowance(limits.refusals_per_s, limits.refusals, now)

    async def serve(self, ticket: str) -> None:
        """Serve the connection until either side closes it."""
        writing = asyncio.create_task(self._write())
        reading = asyncio.create_task(self._read(ticket))
        try:
            await asyncio.wait({writing, reading}, return_when=asyncio.FIRST_COMPLETED)
            if reading.done() and self._outbox.closed:
                await asyncio.wait({writing}, timeout=self._limits.send_s)
        finally:
            for task in (writing, reading):
                task.cancel()
            await asyncio.gather(writing, reading, return_exceptions=True)
            if self._room is not None:
                await self._rooms.leave(self._room, self._outbox)

    @property
    def _rooms(self) -> Rooms:
        rooms = self._services.rooms
        if not isinstance(rooms, Rooms):
            raise TypeError("expected the rooms of service.session.rooms")
        return rooms

    # ---- out -----------------------------------------------------------------------------------------------

    async def _write(self) -> None:
        while True:
            item = await self._outbox.get()
            try:
                async with asyncio.timeout(self._limits.send_s):
                    await self._send(item)
            except (TimeoutError, WebSocketDisconnect, RuntimeError, OSError):
                return  # it does not read, or is gone
            if isinstance(item, Farewell):
                return

    async def _send(self, item: Message | bytes | Farewell) -> None:
        if isinstance(item, Farewell):
            await self._websocket.close(item.code, item.reason)
        elif isinstance(item, bytes):
            await self._websocket.send_bytes(item)
        else:
            await self._websocket.send_text(item.model_dump_json())

    # ---- in ------------------------------------------------------------------------------------------------

    async def _read(self, ticket: str) -> None:
        try:
            self._admit(ticket)
            try:
                async with asyncio.timeout(self._limits.hello_s):
                    while self._room is None:
                        await self._receive()
            except TimeoutError:
                self._close("no_hello", "Expected 'hello' first, and soon.", NO_HELLO)
            while True:
                await self._receive()
        except (_Closed, WebSocketDisconnect):
            return
        except Exception:  # noqa: BLE001  whatever one connection meets, the others go on
            _log.exception("a connection failed", interview=self._interview)
            self._outbox.put(Error(code="failed", message="Something went wrong here; connect again."))
            self._outbox.close(Farewell(1011, "something went wrong"))

    def _admit(self, ticket: str) -> None:
        headers = self._websocket.headers
        try:
            self._services.gate.check_origin(
                headers.get("origin"), headers.get("host"), headers.get("sec-fetch-site")
            )
            self._services.tickets.redeem(ticket, self._interview, self._services.clock())
        except Refused as error:
            self._close(error.code, error.message, NOT_ADMITTED)

    async def _receive(self) -> None:
        received = await self._websocket.receive()
        if received["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(received.get("code", 1006))
        if (data := received.get("bytes")) is not None:
            await self._audio(data)
        else:
            await self._text(received.get("text") or "")

    async def _audio(self, data: bytes) -> None:
        least, most = self._limits.audio_bytes
        size = len(data) - _SEQUENCE.size
        if not self._frames.take(self._services.clock()):
            return self._refuse("too_fast", "Audio comes faster than anyone speaks; slow down.")
        if not least <= size <= most or size % 2:
            return self._refuse(
                "bad_audio",
                f"Expected a sequence number and 20 to 100 ms of 16-bit audio, {least} to {most} bytes "
                f"and even; {size} bytes came.",
            )
        if self._room is None:
            return self._refuse("wrong_order", "Expected 'hello' before any audio.")
        return await self._room.hear(_SEQUENCE.unpack_from(data)[0], data[_SEQUENCE.size :])

    async def _text(self, text: str) -> None:
        if not self._messages.take(self._services.clock()):
            return self._refuse("too_fast", "Messages come faster than they can be of use; slow down.")
        if len(text) > self._limits.text_bytes or len(text.encode()) > self._limits.text_bytes:
            return self._refuse("too_large", f"Expected at most {self._limits.text_bytes} bytes of text.")
        try:
            message = client_messages.validate_json(text)
        except ValidationError as error:
            return self._refuse("bad_message", _sentence(error))
        if isinstance(message, Hello):
            return await self._hello(message)
        if self._room is None:
            return self._refuse("wrong_order", f"Expected 'hello' first; {message.type!r} came.")
        return await self._room.receive(message)

    async def _hello(self, hello: Hello) -> None:
        if self._room is not None:
            return self._refuse("wrong_order", "Expected 'hello' only once.")
        self._outbox.sound = hello.sound
        try:
            self._room = await self._rooms.enter(self._interview, self._outbox)
        except VivaError as error:
            self._close(error.code, error.message, NO_ROOM)
        return None

    # ---- refusals ------------------------------------------------------------------------------------------

    def _refuse(self, code: str, message: str) -> None:
        self._services.metrics.refusal(code)
        self._outbox.put(Error(code=code, message=message))
        if not self._patience.take(self._services.clock()):
            self._close("abuse", "Too much of what came was refused; the connection is closed.", ABUSED)

    def _close(self, code: str, message: str, farewell: Farewell) -> None:
        self._services.metrics.refusal(code)
        self._outbox.put(Error(code=code, message=message))
        self._outbox.close(farewell)
        raise _Closed


def _sentence(error: ValidationError) -> str:
    """What was wrong with a message, without repeating what came."""
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    place = ".".join(str(part) for part in first["loc"])
    return f"Expected a message of the protocol; at {place or 'the start'}: {first['msg']}."[:500]
