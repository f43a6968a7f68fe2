"""The ports of speech: what recognisers, synthesizers and voice detectors do. Adapters implement them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

Pcm = NDArray[np.int16]
"""Mono samples, signed 16 bit."""
Samples = NDArray[np.float32]
"""Mono samples, -1 to 1."""

SAMPLE_RATE = 16_000
"""Hz; of everything the microphone sends and every recogniser hears."""
FRAME_SAMPLES = 512
"""Samples in one voice-detector frame (32 ms)."""


@dataclass(frozen=True, slots=True)
class EngineInfo:
    """What an engine is, for the page, the doctor and the report."""

    kind: Literal["recognizer", "synthesizer", "voice-detector", "turn-detector", "interviewer"]
    name: str
    """"faster-whisper", "pocketsphinx", "piper", "espeak-ng", "silero", "built-in", "scripted", ..."""
    model: str
    """Which weights or voice: "small.en", a folder's name, "en-us"."""
    device: str = "cpu"
    detail: str = ""
    glossary: bool = False
    """Whether a recogniser's prompt may hold a list of names to expect, beside what was said before."""
    streams: bool = False
    """Whether a recogniser goes on from the caption before when it is given audio that begins with the same
    samples. Then captions and the final of a segment should all begin where the segment does."""


@dataclass(frozen=True, slots=True)
class Word:
    """One recognised word; times are seconds from the start of the audio given."""

    text: str
    start_s: float
    end_s: float
    probability: float = 1.0


@dataclass(frozen=True, slots=True)
class Recognition:
    """What was heard. ``text`` is stripped; empty when nothing was said."""

    text: str
    words: tuple[Word, ...] = ()


NOTHING_HEARD = Recognition("")


class Recognizer(Protocol):
    """A loaded speech-to-text model. Blocking and not thread-safe: one worker thread at a time calls it."""

    info: EngineInfo

    def recognize(self, audio: Samples, *, prompt: str = "", partial: bool = False) -> Recognition:
        """Turn 16 kHz samples into words.

        Args:
            audio: speech at ``SAMPLE_RATE``.
            prompt: text said before and vocabulary, for engines that take one.
            partial: True for a caption (cheap), False for the final text (best).
        """
        ...


@dataclass(slots=True, eq=False)
class Piece:
    """One piece of work for a recogniser that takes several at once: it carries all that is needed."""

    audio: Samples
    partial: bool
    frames: int
    """Mel frames it will be padded to."""
    prompt: str = ""
    tokens: tuple[int, ...] = ()
    """The prompt as the model takes it, cut to a bucket."""
    wanted: bool = True
    """False once nobody waits for it; then no more work need be put into it."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What a recogniser made of some pieces."""

    heard: tuple[Recognition, ...]
    """In their order."""
    encode_s: float = 0.0
    decode_s: float = 0.0
    mel_s: float = 0.0
    """Seconds of mel that were encoded, padding included; 0 for engines without an encoder."""


class BatchRecognizer(Recognizer, Protocol):
    """A recogniser that takes pieces of several sessions at once. Up to ``replicas`` threads may call it."""

    replicas: int

    def frames(self, samples: int, *, partial: bool) -> int:
        """Mel frames that audio of so many samples would be padded to."""
        ...

    def prepare(self, audio: Samples, *, prompt: str = "", partial: bool = False) -> Piece:
        """What the audio will be as work. Cheap; called on the event loop."""
        ...

    def recognize_batch(self, pieces: Sequence[Piece]) -> Batch:
        """Turn pieces of one kind, one length and one number of prompt tokens into words."""
        ...


class Transcriber(Protocol):
    """The one queue in front of the recogniser, shared by all sessions of the process."""

    info: EngineInfo

    async def final(self, session: str, audio: Samples, *, prompt: str = "") -> Recognition:
        """The final text of a segment. Goes before every partial.

        Raises:
            TranscriberFull: too much work is waiting.
            EngineFailed: the recogniser raised; nothing was recognised.
        """
        ...

    async def partial(self, session: str, audio: Samples, *, prompt: str = "") -> Recognition | None:
        """A caption. None when a newer partial of the same session, or its final, took its place."""
        ...

    def forget(self, session: str) -> None:
        """Drop whatever the session has waiting."""
        ...

    def caption_interval(self, audio_s: float) -> float:
        """Seconds of new speech that the next caption, of so many seconds of audio, should wait for.

        Grows with the length and with the load.
        """
        ...


class Synthesizer(Protocol):
    """A loaded text-to-speech engine. Blocking; called from worker threads, one call at a time."""

    info: EngineInfo
    sample_rate: int
    """Hz of what ``synthesize`` yields."""

    def synthesize(self, text: str, voice: str) -> Iterator[Pcm]:
        """Speak one sentence, in chunks as they are ready.

        Args:
            text: plain words, no markup.
            voice: a persona's voice id for this engine (from ``rubrics/personas``); an unknown one
                falls back to the engine's default voice.
        """
        ...


class VoiceDetector(Protocol):
    """A stateful speech detector; one per session, about 0.1 ms a frame."""

    @property
    def at_once(self) -> int:
        """How many frames it should be given at once, as the load is: more cost less, and come later."""
        ...

    def probabilities(self, frames: Sequence[Pcm]) -> Sequence[float]:
        """The probability, 0 to 1, of speech in each of some frames of ``FRAME_SAMPLES`` samples."""
        ...

    def reset(self) -> None:
        """Forget what was heard."""
        ...


class VoiceDetectorFactory(Protocol):
    """Makes a detector for a new session."""

    info: EngineInfo

    def __call__(self) -> VoiceDetector:
        """A fresh detector."""
        ...


class TurnDetector(Protocol):
    """Tells by the sound of a voice whether its speaker has finished. Blocking, for one worker thread."""

    info: EngineInfo

    def finished(self, audio: Samples) -> float:
        """The probability, 0 to 1, that whoever speaks in ``audio`` (16 kHz, to the pause) has finished.

        Raises:
            EngineFailed: it could not be told.
        """
        ...


class TurnPool(Protocol):
    """The shared turn detector as sessions see it: off the event loop."""

    info: EngineInfo

    async def finished(self, session: str, audio: Samples) -> float | None:
        """How finished the voice sounds; None when that cannot be told in time. Raises nothing."""
        ...


class SpeechPool(Protocol):
    """The shared synthesizer as sessions see it: off the event loop, stock phrases cached."""

    info: EngineInfo
    sample_rate: int

    async def speak(self, text: str, voice: str) -> Sequence[Pcm]:
        """All audio of one sentence.

        Raises:
            EngineFailed: the synthesizer raised.
        """
        ...
