"""The shared synthesizer as sessions see it: off the event loop, with its recent phrases kept."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import structlog

from service.speech.audio import resample
from service.speech.errors import EngineFailed
from service.speech.ports import Pcm, Synthesizer

CACHE_BYTES = 32 * 2**20
"""Some twelve minutes of speech at 22,050 Hz: every stock phrase of every persona and more."""

Phrase = tuple[str, str]
"""Text and voice."""

_log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Spoken:
    """What the pool has done, for metrics."""

    made: int = 0
    from_cache: int = 0
    by_fallback: int = 0
    failed: int = 0


class _Phrases:
    """Least recently used phrases go first once their audio exceeds a number of bytes."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._kept: OrderedDict[Phrase, tuple[Pcm, ...]] = OrderedDict()
        self.size = 0

    def get(self, phrase: Phrase) -> tuple[Pcm, ...] | None:
        if phrase not in self._kept:
            return None
        self._kept.move_to_end(phrase)
        return self._kept[phrase]

    def put(self, phrase: Phrase, audio: tuple[Pcm, ...]) -> None:
        weight = _weight(audio)
        if weight > self._limit or phrase in self._kept:
            return
        self._kept[phrase] = audio
        self.size += weight
        while self.size > self._limit:
            self.size -= _weight(self._kept.popitem(last=False)[1])


def _weight(audio: tuple[Pcm, ...]) -> int:
    return sum(chunk.nbytes for chunk in audio)


class SynthesisPool:
    """Speaks for all sessions. Implements ``ports.SpeechPool``.

    Args:
        synthesizer: the loaded engine.
        fallback: speaks the sentences at which ``synthesizer`` fails, at its rate.
        workers: threads; more than one only for an engine that may be called by several at once.
        cache_bytes: audio kept; 0 keeps none.
    """

    def __init__(
        self,
        synthesizer: Synthesizer,
        *,
        fallback: Synthesizer | None = None,
        workers: int = 1,
        cache_bytes: int = CACHE_BYTES,
    ) -> None:
        self.info = synthesizer.info
        self.sample_rate = synthesizer.sample_rate
        self.spoken = Spoken()
        self._synthesizer = synthesizer
        self._fallback = fallback
        self._threads = ThreadPoolExecutor(max_workers=workers, thread_name_prefix="synthesizer")
        self._phrases = _Phrases(cache_bytes)
        self._under_way: dict[Phrase, asyncio.Task[tuple[Pcm, ...]]] = {}

    async def speak(self, text: str, voice: str) -> Sequence[Pcm]:
        """All audio of one sentence, at ``sample_rate``; treat it as read-only, others may hear it too.

        Two callers that ask for the same sentence at once share one synthesis; one that is cancelled
        leaves the other unharmed.

        Raises:
            EngineFailed: the synthesizer raised, and so did the fallback if there is one.
        """
        phrase = (text, voice)
        kept = self._phrases.get(phrase)
        if kept is not None:
            self.spoken.from_cache += 1
            return kept
        task = self._under_way.get(phrase)
        if task is None:
            task = asyncio.create_task(self._make(phrase))
            self._under_way[phrase] = task
            task.add_done_callback(lambda done: self._made(phrase, done))
        return await asyncio.shield(task)

    async def warm(self, phrases: Iterable[Phrase]) -> None:
        """Make stock phrases before they are needed. Those that fail are left for later."""
        for text, voice in phrases:
            try:
                await self.speak(text, voice)
            except EngineFailed as error:
                _log.warning("stock phrase not made", text=text, voice=voice, error=error.message)

    def close(self) -> None:
        """Drop what waits and let the threads go. Does not wait."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def _make(self, phrase: Phrase) -> tuple[Pcm, ...]:
        loop = asyncio.get_running_loop()
        try:
            audio = await loop.run_in_executor(self._threads, _speak, self._synthesizer, phrase)
        except EngineFailed as error:
            if self._fallback is None:
                raise
            _log.warning("synthesizer failed; the fallback speaks", error=error.message)
            audio = await loop.run_in_executor(self._threads, self._speak_by_fallback, phrase)
            self.spoken.by_fallback += 1
            return audio
        self.spoken.made += 1
        self._phrases.put(phrase, audio)
        return audio

    def _speak_by_fallback(self, phrase: Phrase) -> tuple[Pcm, ...]:
        assert self._fallback is not None  # noqa: S101  (the caller has looked)
        audio = _speak(self._fallback, phrase)
        return tuple(resample(chunk, self._fallback.sample_rate, self.sample_rate) for chunk in audio)

    def _made(self, phrase: Phrase, done: asyncio.Task[tuple[Pcm, ...]]) -> None:
        self._under_way.pop(phrase, None)
        if not done.cancelled() and done.exception() is not None:
            self.spoken.failed += 1


def _speak(synthesizer: Synthesizer, phrase: Phrase) -> tuple[Pcm, ...]:
    """Run on a worker thread."""
    try:
        return tuple(synthesizer.synthesize(*phrase))
    except Exception as error:
        raise EngineFailed(
            f"{synthesizer.info.name} could not speak: {error or type(error).__name__}"
        ) from error
