"""Preparing: words as they come, into sentences, into sound; ahead of being spoken, free of side effects."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from typing import Final

import structlog

from service.session.latency import Span
from service.session.ports import Clock
from service.session.sentences import Sentences
from service.speech.audio import pcm_to_bytes
from service.speech.ports import Pcm, SpeechPool

AHEAD: Final = 2
"""Sentences made ready before the first of them is taken; more would be wasted on an interruption."""

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence and its sound (PCM16 bytes). Without sound it is shown only."""

    text: str
    pcm: bytes


class Preparation:
    """One reply being made ready. Begin it early, take its sentences when they are wanted, or cancel it.

    Args:
        words: the reply's words in pieces.
        pool: speaks sentences.
        voice: in which voice.
        clock: when things happened, for the latency spans.
        mute_because: told once when the synthesizer fails; the rest of the reply is text only.
        mute: no sound is wanted.
    """

    def __init__(
        self,
        words: AsyncIterator[str],
        pool: SpeechPool,
        *,
        voice: str,
        clock: Clock,
        mute_because: Callable[[Exception], None],
        mute: bool = False,
    ) -> None:
        self._words = words
        self._pool = pool
        self._voice = voice
        self._clock = clock
        self._mute_because = mute_because
        self._mute, self._given = mute, False
        self._ready: asyncio.Queue[Spoken | None] = asyncio.Queue(AHEAD)
        self._task = asyncio.create_task(self._make())
        self.begun = asyncio.Event()
        """Set once there is a sentence to take, or never will be."""
        self.marks: list[tuple[Span, float]] = []
        """When the first token, the first sentence and its sound were there."""

    async def __aiter__(self) -> AsyncIterator[Spoken]:
        """The sentences in order, each given once, whoever asks. Ends early when the words end early."""
        while not self._given:
            spoken = await self._ready.get()
            if spoken is None:
                self._given = True
            else:
                yield spoken

    def cancel(self) -> None:
        """It is not wanted any more."""
        self._task.cancel()

    async def _make(self) -> None:
        sentences = Sentences()
        try:
            async for token in self._words:
                self._mark("first_token")
                for piece in sentences.push(token):
                    await self._put(piece)
        except Exception:  # noqa: BLE001  what was said so far is still said
            _log.exception("the words of a reply broke off")
        for piece in sentences.flush():
            await self._put(piece)
        await self._ready.put(None)
        self.begun.set()

    async def _put(self, piece: str) -> None:
        self._mark("first_sentence")
        spoken = Spoken(piece, await self._sound(piece))
        self._mark("synthesis")
        await self._ready.put(spoken)
        self.begun.set()

    async def _sound(self, piece: str) -> bytes:
        if self._mute:
            return b""
        try:
            return sound_of(await self._pool.speak(piece, self._voice))
        except Exception as error:  # noqa: BLE001  whatever an engine raises, the words can still be shown
            self._mute = True
            self._mute_because(error)
            return b""

    def _mark(self, span: Span) -> None:
        if not any(span == name for name, _ in self.marks):
            self.marks.append((span, self._clock()))


def sound_of(chunks: Sequence[Pcm]) -> bytes:
    """A sentence's audio as it is sent."""
    return b"".join(pcm_to_bytes(chunk) for chunk in chunks)
