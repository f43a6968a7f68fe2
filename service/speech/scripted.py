"""Scripted engines: a recogniser, a synthesizer and a detector that need no model."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

import numpy as np

from service.speech.audio import level_dbfs
from service.speech.ports import (
    NOTHING_HEARD,
    SAMPLE_RATE,
    EngineInfo,
    Pcm,
    Recognition,
    Samples,
    Word,
)

WORDS_PER_SECOND: Final = 2.5
"""150 words a minute, the pace of a calm speaker."""
_CHUNK_S: Final = 0.2
_TONE_HZ: Final = 220.0
_TONE_LEVEL: Final = 6_000
_SPEECH_DBFS: Final = -40.0

Hear = Callable[[Samples], str]


def spread(text: str, seconds: float) -> Recognition:
    """The text as a recognition whose words share the time evenly."""
    words = text.split()
    step = seconds / max(1, len(words))
    return Recognition(
        " ".join(words),
        tuple(Word(word, at * step, (at + 1) * step) for at, word in enumerate(words)),
    )


class ScriptedRecognizer:
    """Hears what the script says: texts in order, or whatever a function makes of the samples.

    A final consumes a text; a partial hears the next final's text without consuming it. When the
    texts run out nothing is heard. Implements ``ports.Recognizer``.
    """

    def __init__(self, script: Iterable[str] | Hear = ()) -> None:
        self.info = EngineInfo(kind="recognizer", name="scripted", model="script")
        self.prompts: list[str] = []
        """The prompt of every call so far."""
        self._hear: Hear | None = script if callable(script) else None
        self._texts: deque[str] = deque() if callable(script) else deque(script)

    def recognize(self, audio: Samples, *, prompt: str = "", partial: bool = False) -> Recognition:
        """What the script says comes next."""
        self.prompts.append(prompt)
        seconds = len(audio) / SAMPLE_RATE
        if self._hear is not None:
            return spread(self._hear(audio), seconds)
        if not self._texts:
            return NOTHING_HEARD
        return spread(self._texts[0] if partial else self._texts.popleft(), seconds)


class ScriptedSynthesizer:
    """Speaks a tone, or silence, as long as the words would take. Implements ``ports.Synthesizer``."""

    def __init__(
        self,
        *,
        sample_rate: int = SAMPLE_RATE,
        words_per_second: float = WORDS_PER_SECOND,
        silent: bool = False,
    ) -> None:
        self.info = EngineInfo(kind="synthesizer", name="scripted", model="tone")
        self.sample_rate = sample_rate
        self.spoken: list[tuple[str, str]] = []
        """Every (text, voice) so far."""
        self._words_per_second = words_per_second
        self._level = 0 if silent else _TONE_LEVEL

    def synthesize(self, text: str, voice: str) -> Iterator[Pcm]:
        """A tone in chunks of 200 ms; its pitch tells voices apart."""
        self.spoken.append((text, voice))
        total = round(len(text.split()) / self._words_per_second * self.sample_rate)
        pitch = _TONE_HZ * (1 + sum(voice.encode()) % 12 / 12)
        wave = self._level * np.sin(2 * np.pi * pitch / self.sample_rate * np.arange(total))
        step = round(_CHUNK_S * self.sample_rate)
        for start in range(0, total, step):
            yield wave[start : start + step].astype(np.int16)


class ScriptedDetector:
    """Takes loudness for speech. Implements ``ports.VoiceDetector``."""

    def __init__(self, threshold_dbfs: float = _SPEECH_DBFS) -> None:
        self._threshold_dbfs = threshold_dbfs

    at_once = 1

    def probabilities(self, frames: Sequence[Pcm]) -> list[float]:
        """1.0 for each frame at least as loud as the threshold, else 0.0."""
        return [float(level_dbfs(frame) >= self._threshold_dbfs) for frame in frames]

    def reset(self) -> None:
        """Nothing is remembered, so nothing is forgotten."""


class ScriptedDetectorFactory:
    """Makes scripted detectors. Implements ``ports.VoiceDetectorFactory``."""

    info = EngineInfo(kind="voice-detector", name="scripted", model="loudness")

    def __init__(self, threshold_dbfs: float = _SPEECH_DBFS) -> None:
        self._threshold_dbfs = threshold_dbfs

    def __call__(self) -> ScriptedDetector:
        """A fresh detector."""
        return ScriptedDetector(self._threshold_dbfs)
