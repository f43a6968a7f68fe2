"""A live client: the browser's part of ``viva.v1`` for a terminal."""

from __future__ import annotations

import asyncio
import struct
from collections.abc import AsyncIterator, Callable
from typing import Any, Protocol

from service.cli.playing import Playing
from service.session import messages as wire

REPORT_EVERY_S = 0.2
"""How often it is told what was played."""
AUDIO_HEAD = struct.Struct("<II")
MICROPHONE_HEAD = struct.Struct("<I")
COMMANDS: dict[str, wire.Message] = {
    "": wire.Done(),
    "/hint": wire.Hint(),
    "/pause": wire.Pause(),
    "/resume": wire.Resume(),
    "/end": wire.End(),
}
"""A line typed -> what it means. The empty line says that the answer is finished."""


class Socket(Protocol):
    """A connected WebSocket."""

    async def send(self, message: str | bytes) -> None:
        """Send a text or a binary frame."""
        ...

    def __aiter__(self) -> AsyncIterator[str | bytes]:
        """The frames that come, until the socket closes."""
        ...


class LiveClient:
    """Talks with the service for one interview.

    Args:
        socket: the live socket.
        playing: where the interviewer's audio goes.
        show: prints a line.
        open_loudspeaker: called once with the sample rate, in Hz.
        half_duplex: send silence while the interviewer speaks, so that a loudspeaker is no answer.
    """

    def __init__(
        self,
        socket: Socket,
        playing: Playing,
        show: Callable[[str], None],
        open_loudspeaker: Callable[[int], None],
        *,
        half_duplex: bool = True,
    ) -> None:
        self._socket = socket
        self._playing = playing
        self._show = show
        self._open_loudspeaker = open_loudspeaker
        self._half_duplex = half_duplex
        self._sequence = 0
        self._samples: dict[int, int] = {}
        self._whole: set[int] = set()
        self._reported: wire.Played | None = None
        self._ready = asyncio.Event()
        self._persona = ""

    async def run(self) -> None:
        """Talk until the interview is over or the socket closes."""
        await self._send(wire.Hello())
        reporting = asyncio.create_task(self._report())
        try:
            async for frame in self._socket:
                if isinstance(frame, bytes):
                    utterance, _ = AUDIO_HEAD.unpack_from(frame)
                    self._playing.put(utterance, frame[AUDIO_HEAD.size :])
                    continue
                message = wire.server_messages.validate_json(frame)
                self._take(message)
                if isinstance(message, wire.Ended):
                    return
        finally:
            reporting.cancel()
            await asyncio.gather(reporting, return_exceptions=True)

    async def hear(self, pcm: bytes) -> None:
        """A microphone frame (20 to 100 ms). Frames before the service is ready are dropped."""
        if not self._ready.is_set():
            return
        if self._half_duplex and self._playing.audible:
            pcm = bytes(len(pcm))
        await self._socket.send(MICROPHONE_HEAD.pack(self._sequence) + pcm)
        self._sequence += 1

    async def type(self, line: str) -> None:
        """A line of the keyboard: a command, or an answer typed instead of spoken."""
        words = line.strip()
        if words.startswith("/") and words not in COMMANDS:
            self._show(f"There is no {words}; there are {', '.join(filter(None, COMMANDS))}.")
            return
        await self._send(COMMANDS.get(words) or wire.Typed(text=words[: wire.MAX_TEXT_CHARS]))

    def _take(self, message: Any) -> None:
        match message:
            case wire.Ready():
                self._persona = message.persona
                self._sequence = 0 if message.last_audio is None else message.last_audio + 1
                if not self._ready.is_set():
                    self._ready.set()
                    self._open_loudspeaker(message.sample_rate)
            case wire.Say():
                self._samples[message.utterance] = message.offset + message.samples
                if message.last:
                    self._whole.add(message.utterance)
                if message.text:
                    self._show(f"{self._persona}: {message.text}")
            case wire.Caption(final=True):
                self._show(f"you: {message.stable}")
            case wire.Clear():
                self._playing.act(message.utterance, message.action)
            case wire.Notice():
                self._show(f"({message.text})")
            case wire.Error():
                self._show(f"({message.message})")

    async def _report(self) -> None:
        """Tell what was played, whenever it has changed."""
        while True:
            await asyncio.sleep(REPORT_EVERY_S)
            utterance, samples = self._playing.progress
            finished = utterance in self._whole and samples >= self._samples[utterance]
            played = wire.Played(utterance=utterance, samples=samples, finished=finished)
            if samples and played != self._reported:
                self._reported = played
                await self._send(played)

    async def _send(self, message: wire.Message) -> None:
        await self._socket.send(message.model_dump_json())
