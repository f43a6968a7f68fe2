"""A candidate of the benches: a browser's part of ``viva.v1``, with clips for a microphone.

It speaks at the pace of speech, hears the interviewer's voice at that pace too (or, not ``aloud``, reports it
as played as soon as it has come), and notes when everything happened.
"""

from __future__ import annotations

import asyncio
import struct
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from service.bench.captions import CaptionLog
from service.bench.line import Line
from service.cli.live_client import AUDIO_HEAD, MICROPHONE_HEAD, Socket
from service.cli.playing import Playing
from service.session import messages as wire
from service.speech.ports import SAMPLE_RATE, Pcm

FRAME: Final = 640
"""40 ms, as the page sends."""
TICK_S: Final = FRAME / SAMPLE_RATE
PATIENCE_S: Final = 3.0
"""Silence after a line in which its turn should have ended; then Done is pressed."""
BETWEEN_S: Final = 1.0
"""Silence before the next line: speech soon after a turn tells the turn machine that it cut somebody off."""
ANSWER_S: Final = 20.0
"""How long an answer is waited for before the next line is said."""
BEGIN_S: Final = 60.0
"""How long the greeting may take, engines that warm up included."""
LATE_SAMPLES: Final = SAMPLE_RATE // 2
"""Half a second: that a turn has ended is heard of a little later."""
_SAMPLE_BYTES: Final = struct.calcsize("<h")


@dataclass(slots=True)
class Said:
    """One line and what came of it. Times in seconds of the candidate's clock."""

    line: Line
    began: float
    """When its first sample was said."""
    captions: CaptionLog = field(default_factory=CaptionLog)
    turns: list[str] = field(default_factory=list)
    """The text of each turn that the line was taken for."""
    heard: str = ""
    """Its words as they were last known."""
    known: float | None = None
    """When they were first known so, and all of the voice had been heard: words may be guessed before."""
    cut_offs: int = 0
    """Pauses for thought in which the turn was taken for over."""
    settled: float | None = None
    """When the text of its last turn came."""
    answered: float | None = None
    """When the first sound of the answer was played."""

    @property
    def voice_end(self) -> float:
        """When the last sound of the voice was said."""
        return self.began + self.line.voice_end / SAMPLE_RATE

    def thinking_at(self, now: float) -> bool:
        """Whether the candidate paused for thought then, or had just gone on."""
        at = (now - self.began) * SAMPLE_RATE
        return any(start <= at <= end + LATE_SAMPLES for start, end in self.line.pauses)

    def lags_s(self) -> list[float]:
        """Of each word, from its end to its first stable caption."""
        return self.captions.lags([self.began + end / SAMPLE_RATE for end in self.line.word_ends])


class Candidate:
    """One session's client.

    Args:
        socket: the live socket, connected.
        clock: seconds that never go back; the one that ``asyncio.sleep`` keeps to.
        aloud: hear the interviewer's voice as long as it takes.
    """

    def __init__(self, socket: Socket, clock: Callable[[], float], *, aloud: bool) -> None:
        self._socket = socket
        self._clock = clock
        self._aloud = aloud
        self._playing = Playing()
        self._rate = SAMPLE_RATE
        self._totals: dict[int, int] = {}
        self._whole: set[int] = set()
        self._told: wire.Played | None = None
        self._sequence = 0
        self._microphone: Pcm = np.zeros(0, np.int16)
        self._listening = asyncio.Event()
        self._ready = asyncio.Event()
        self._said: list[Said] = []
        self._open = ("", 0)
        """The turn that is open, and how many words of it are known."""
        self._before = ("", 0)
        """The same, of when the line began: those are not its words."""
        self._changed = asyncio.Event()
        self.refused: list[str] = []
        """Codes of errors and notices that came."""

    async def talk(
        self, lines: list[Line], seconds: float | None = None, gap_s: float | None = None
    ) -> list[Said]:
        """Say the lines in turn, each when the answer to the one before is over; then leave.

        Args:
            lines: what to say; from the first again when they run out, if ``seconds`` are given.
            seconds: no line is begun after so long.
            gap_s: begin each line so long after the one before, whatever was answered.
        """
        await self._send(wire.Hello())
        reading = asyncio.create_task(self._read())
        async with asyncio.timeout(BEGIN_S):
            await self._ready.wait()
        ticking = asyncio.create_task(self._tick())
        try:
            await self._until(self._listening.is_set, BEGIN_S)
            began, nth = self._clock(), 0
            while nth < len(lines) if seconds is None else self._clock() - began < seconds:
                await self._say(lines[nth % len(lines)], gap_s)
                nth += 1
                if gap_s is None:
                    await asyncio.sleep(BETWEEN_S)
        finally:
            for task in (ticking, reading):
                task.cancel()
            await asyncio.gather(ticking, reading, return_exceptions=True)
        return self._said

    async def _say(self, line: Line, gap_s: float | None) -> None:
        said = Said(line, self._clock())
        self._said.append(said)
        self._before = self._open
        self._microphone = line.pcm
        await self._until(lambda: not len(self._microphone), len(line.pcm) / SAMPLE_RATE + ANSWER_S)
        if gap_s is not None:
            await asyncio.sleep(gap_s)
            return
        await self._until(lambda: said.settled is not None, PATIENCE_S)
        if said.settled is None:
            await self._send(wire.Done())
        await self._until(lambda: self._answered(said) and self._listening.is_set(), ANSWER_S)

    def _answered(self, said: Said) -> bool:
        return said.settled is not None and (not self._aloud or said.answered is not None)

    async def _until(self, condition: Callable[[], bool], seconds: float) -> None:
        """Wait for it, at most so long; what is late is told by what is missing in the end."""
        until = self._clock() + seconds
        while not condition() and (left := until - self._clock()) > 0:
            self._changed.clear()
            try:
                await asyncio.wait_for(self._changed.wait(), min(left, TICK_S))
            except TimeoutError:
                continue

    # ---- every 40 ms ---------------------------------------------------------------------------------------

    async def _tick(self) -> None:
        began, ticks = self._clock(), 0
        while True:
            ticks += 1
            await asyncio.sleep(max(0.0, began + ticks * TICK_S - self._clock()))
            frame, self._microphone = self._microphone[:FRAME], self._microphone[FRAME:]
            pcm = frame.tobytes().ljust(FRAME * _SAMPLE_BYTES, b"\0")
            await self._socket.send(MICROPHONE_HEAD.pack(self._sequence) + pcm)
            self._sequence += 1
            if self._aloud:
                await self._play()

    async def _play(self) -> None:
        audible = self._playing.audible
        self._playing.take(round(TICK_S * self._rate))
        if audible and self._said and self._said[-1].answered is None and self._said[-1].settled is not None:
            self._said[-1].answered = self._clock() - TICK_S
        utterance, samples = self._playing.progress
        finished = utterance in self._whole and samples >= self._totals[utterance]
        told = wire.Played(utterance=utterance, samples=samples, finished=finished)
        if samples and told != self._told:
            self._told = told
            await self._send(told)

    # ---- what comes ----------------------------------------------------------------------------------------

    async def _read(self) -> None:
        async for frame in self._socket:
            if isinstance(frame, bytes):
                utterance, _ = AUDIO_HEAD.unpack_from(frame)
                if self._aloud:
                    self._playing.put(utterance, frame[AUDIO_HEAD.size :])
                continue
            await self._take(wire.server_messages.validate_json(frame))
            self._changed.set()

    async def _take(self, message: wire.Message) -> None:
        match message:
            case wire.Ready():
                self._rate = message.sample_rate
                self._sequence = 0 if message.last_audio is None else message.last_audio + 1
                self._ready.set()
            case wire.State(state=state):
                (self._listening.set if state == "listening" else self._listening.clear)()
            case wire.Say():
                await self._hear(message)
            case wire.Clear(utterance=utterance, action=action):
                self._playing.act(utterance, action)
            case wire.Caption():
                self._caption(message)
            case wire.Error(code=code) | wire.Notice(code=code):
                self.refused.append(code)
            case _:
                pass

    async def _hear(self, message: wire.Say) -> None:
        total = self._totals[message.utterance] = message.offset + message.samples
        if message.last:
            self._whole.add(message.utterance)
            if not self._aloud:
                await self._send(wire.Played(utterance=message.utterance, samples=total, finished=True))

    def _caption(self, caption: wire.Caption) -> None:
        if not self._said:
            return
        now, said = self._clock(), self._said[-1]
        words = caption.stable.split()
        self._open = ("", 0) if caption.final else (caption.turn, len(words))
        turn, before = self._before
        text = " ".join(words[before:] if caption.turn == turn else words)
        heard = " ".join(filter(None, [*said.turns, text]))
        if heard != said.heard or said.known is None or said.known < said.voice_end <= now:
            said.heard, said.known = heard, now
        said.captions.show(heard, now)
        if caption.final:
            self._over(said, text, now)

    @staticmethod
    def _over(said: Said, text: str, now: float) -> None:
        """A turn has ended with these words."""
        said.turns.append(text)
        if now < said.voice_end:
            said.cut_offs += said.thinking_at(now)
        else:
            said.settled = now

    async def _send(self, message: wire.Message) -> None:
        await self._socket.send(message.model_dump_json())
