"""A stream: clips spoken to a session's own hearing, at the pace of speech, and what came of each turn."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from service.bench.captions import CaptionLog
from service.bench.clips import Clip
from service.session.completeness import Judge
from service.session.hearing import Hearing
from service.session.open_turn import OpenTurn
from service.session.turn_events import TurnEnded, TurnEvent
from service.session.turn_settings import TurnSettings
from service.session.turns import TurnMachine
from service.speech.ports import SAMPLE_RATE, Pcm, Transcriber, VoiceDetector

FRAME: Final = 640
"""40 ms a frame, as the page sends."""
PATIENCE_S: Final = 3.0
"""Silence after which Done is pressed: time to think, which some words ask for, is not wanted here."""
BETWEEN_S: Final = 1.0
"""Silence before the next clip: speech soon after a turn tells the turn machine that it cut somebody off."""
SESSION: Final = "bench"


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn as it was said and heard. Times in seconds."""

    said: str
    heard: str
    delay_s: float
    """From the decision that the turn is over to its whole text."""
    ready: bool
    """Whether the text was whole when that was decided."""
    wait_s: float
    """From the last sound of the voice to the decision."""
    lags_s: tuple[float, ...]
    """Of each word, from its end to its first stable caption."""


@dataclass(slots=True)
class _Speaking:
    """The clip that is being said and what has come of it."""

    clip: Clip
    start: int
    """Its first sample among all samples."""
    captions: CaptionLog = field(default_factory=CaptionLog)
    over: asyncio.Event = field(default_factory=asyncio.Event)
    decided: float = 0.0
    texts: list[asyncio.Task[str]] = field(default_factory=list)
    delay_s: float = 0.0
    ready: bool = True


class Stream:
    """One session's hearing, fed in time. Implements ``hearing.Listener``.

    Args:
        transcriber: may be shared with other streams.
        detector: this stream's own.
        judge: of the wording.
        settings: of the turn machine.
        clock: seconds that never go back; the one that ``asyncio.sleep`` keeps to.
        speed: times real time. Delays are true at 1 only; word errors and encoder work at any.
        session: names it to the transcriber.
    """

    def __init__(
        self,
        transcriber: Transcriber,
        detector: VoiceDetector,
        judge: Judge,
        settings: TurnSettings,
        clock: Callable[[], float],
        *,
        speed: float = 1.0,
        session: str = SESSION,
    ) -> None:
        self._clock = clock
        self._rate = SAMPLE_RATE * speed
        self._hearing = Hearing(
            session, TurnMachine(judge, settings), self, detector=detector, transcriber=transcriber
        )
        self._began = clock()
        self._sent = 0
        self._now: _Speaking | None = None
        self.failures = 0
        """Times that an engine failed."""

    async def say(self, clip: Clip) -> Turn:
        """Say it, be silent until the turn has ended, and wait for the text."""
        now = self._now = _Speaking(clip, self._sent)
        await self._feed(clip.pcm)
        silent_from = self._sent
        while not now.over.is_set() and self._sent - silent_from < PATIENCE_S * SAMPLE_RATE:
            await self._feed(np.zeros(FRAME, np.int16))
        self._hearing.take(self._hearing.turns.done())
        await self._feed(np.zeros(round(BETWEEN_S * SAMPLE_RATE), np.int16))
        heard = " ".join(filter(None, [await text for text in now.texts]))
        ended = self._spoken(now.start + clip.voiced[1])
        return Turn(
            clip.text,
            heard,
            now.delay_s,
            now.ready,
            max(0.0, now.decided - ended),
            tuple(now.captions.lags([self._spoken(now.start + end) for end in clip.word_ends()])),
        )

    def close(self) -> None:
        """Hear no more."""
        self._hearing.close()

    # ---- listener ------------------------------------------------------------------------------------------

    def heard(self, event: TurnEvent, turn: OpenTurn | None) -> None:
        """The end of a turn is what is waited for. A clip taken for several turns has several."""
        now = self._now
        if isinstance(event, TurnEnded) and turn is not None and now is not None:
            now.decided = self._clock()
            now.ready = turn.known
            now.texts.append(asyncio.create_task(self._whole(now, turn)))
            if self._sent >= now.start + now.clip.voiced[1]:
                now.over.set()

    def captioned(self, stable: str, unstable: str) -> None:  # noqa: ARG002  part of the port
        """Keep when its words came."""
        if self._now is not None:
            self._now.captions.show(stable, self._clock())

    def may_be_over(self, words: str) -> None:
        """Nobody prepares an answer here."""

    def hard_of_hearing(self, error: Exception) -> None:  # noqa: ARG002  part of the port
        """Count it: such a run says nothing about words."""
        self.failures += 1

    # ---- pieces --------------------------------------------------------------------------------------------

    async def _whole(self, now: _Speaking, turn: OpenTurn) -> str:
        decided = self._clock()
        text = await turn.text()
        now.delay_s = self._clock() - decided
        now.captions.show(text, self._clock())
        return text

    async def _feed(self, pcm: Pcm) -> None:
        for start in range(0, len(pcm), FRAME):
            frame = pcm[start : start + FRAME]
            self._sent += len(frame)
            await asyncio.sleep(max(0.0, self._spoken(self._sent) - self._clock()))
            self._hearing.hear(frame)

    def _spoken(self, sample: int) -> float:
        """When the sample was said."""
        return self._began + sample / self._rate
