"""Acknowledging: "Okay.", said at once when the answer takes longer: a silence sounds like a lost line."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from typing import Final

from service.session.preparing import Spoken, sound_of
from service.speech.errors import SpeechError
from service.speech.ports import SpeechPool

AT_MOST: Final = 6
"""So many of a persona's words are made ahead; more would keep its greeting waiting."""
AFTER_S: Final = 0.7
"""A first sentence that takes longer, counted from the end of the turn, is preceded by a word."""


class Acknowledgements:
    """The words of one persona, with their sound made ahead.

    Args:
        words: whole sentences ("Okay."), from the persona's wordings.
        pool: makes them sound.
        voice: in which voice.
    """

    def __init__(self, words: Sequence[str], pool: SpeechPool, voice: str) -> None:
        self._all = frozenset(words)
        self._words = words[:AT_MOST]
        self._pool = pool
        self._voice = voice
        self._ready: list[Spoken] = []

    def __contains__(self, sentence: str) -> bool:
        """Whether a sentence is nothing but one of them."""
        return sentence in self._all

    async def make(self) -> None:
        """Make their sound, one after the other. Those that cannot be spoken are not used."""
        for words in self._words:
            try:
                self._ready.append(Spoken(words, sound_of(await self._pool.speak(words, self._voice))))
            except SpeechError:
                return

    def pick(self, number: int) -> Spoken | None:
        """One that can be said now, another for each number; None when none is ready."""
        return self._ready[number % len(self._ready)] if self._ready else None


async def acknowledged(
    sentences: AsyncIterator[Spoken],
    begun: asyncio.Event,
    *,
    within_s: float,
    words: Acknowledgements,
    number: int,
) -> AsyncIterator[Spoken]:
    """The sentences, and before them an acknowledgement if they have not ``begun`` within so many seconds.

    An answer that begins with such a word itself then leaves it out. ``number`` picks the word.
    """
    said: Spoken | None = None
    try:
        await asyncio.wait_for(begun.wait(), max(0.0, within_s))
    except TimeoutError:
        said = words.pick(number)
    if said is not None:
        yield said
    first = True
    async for spoken in sentences:
        if not (first and said is not None and spoken.text in words):
            yield spoken
        first = False
