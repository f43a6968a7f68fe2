"""Self-tests of engines for ``viva doctor``: each does its job once, and what it made is looked at.

Some pairs of CTranslate2 and driver load weights and then return empty text without an error; only
listening to real speech shows that.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files
from io import BytesIO
from typing import Final

import numpy as np
from rapidfuzz.distance import Levenshtein

from service.speech.audio import join, level_dbfs, silence, to_pcm, to_samples
from service.speech.errors import SpeechError
from service.speech.guards import plain
from service.speech.ports import (
    FRAME_SAMPLES,
    SAMPLE_RATE,
    Pcm,
    Recognizer,
    Synthesizer,
    TurnDetector,
    VoiceDetectorFactory,
)

CLIP: Final = "selftest.flac"
CLIP_TEXT: Final = "let me think about that for a second"
CLOSE_ENOUGH: Final = 0.5
"""Share of words that may differ: weights vary, and a broken engine hears nothing or nonsense."""
QUIET_DBFS: Final = -50.0
SPEECH: Final = 0.5
"""A detector's probability from which a frame counts as speech."""
_SENTENCE: Final = "Let me think about that for a second."
_SHORTEST_S: Final = 0.5


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a self-test went."""

    engine: str
    passed: bool
    message: str
    seconds: float


def clip() -> Pcm:
    """The committed clip: ``CLIP_TEXT`` spoken by a synthetic voice, 16 kHz mono."""
    import soundfile

    data = files("service.speech").joinpath(CLIP).read_bytes()
    samples, rate = soundfile.read(BytesIO(data), dtype="float32")
    if rate != SAMPLE_RATE:
        raise ValueError(f"expected a clip at {SAMPLE_RATE} Hz; it has {rate}")
    return to_pcm(samples)


def try_recognizer(recognizer: Recognizer) -> Verdict:
    """It hears the clip: some text, and close to what was said."""

    def listen() -> str:
        heard = recognizer.recognize(to_samples(clip())).text
        if not heard:
            raise _Failed(
                f"heard nothing in clear speech on {recognizer.info.device}. Some CTranslate2 and driver "
                "versions do this without an error; try another compute type or the CPU"
            )
        errors = word_error_rate(CLIP_TEXT, heard)
        if errors > CLOSE_ENOUGH:
            raise _Failed(f"heard {heard!r} where {CLIP_TEXT!r} was said")
        return f"heard {heard!r}"

    return _judge(recognizer.info.name, listen)


def try_synthesizer(synthesizer: Synthesizer, voice: str = "") -> Verdict:
    """It speaks: long enough, and not silence."""

    def speak() -> str:
        audio = join(list(synthesizer.synthesize(_SENTENCE, voice)))
        seconds = len(audio) / synthesizer.sample_rate
        if seconds < _SHORTEST_S:
            raise _Failed(f"made {seconds:.2f} s of audio of a sentence that takes two")
        if level_dbfs(audio) < QUIET_DBFS:
            raise _Failed("made silence")
        return f"spoke for {seconds:.1f} s at {synthesizer.sample_rate} Hz"

    return _judge(synthesizer.info.name, speak)


def try_detector(factory: VoiceDetectorFactory) -> Verdict:
    """It says speech of the clip and not of silence."""

    def detect() -> str:
        speech, quiet = _share(factory, clip()), _share(factory, silence(2.0))
        if speech < 0.5 or quiet > 0:  # noqa: PLR2004  (half of the clip; the rest are its pauses)
            raise _Failed(f"found speech in {speech:.0%} of speech and in {quiet:.0%} of silence")
        return f"found speech in {speech:.0%} of a spoken clip and in none of silence"

    return _judge(factory.info.name, detect)


def try_turn_detector(detector: TurnDetector | None) -> Verdict:
    """It tells a sentence that was broken off from one that was not; without one the words tell."""

    def listen() -> str:
        if detector is None:
            return "the words alone tell when an answer is over"
        whole = to_samples(clip())
        broken_off, finished = detector.finished(whole[: len(whole) // 2]), detector.finished(whole)
        return f"a clip sounds {finished:.0%} finished, its first half {broken_off:.0%}"

    return _judge(detector.info.name if detector else "built-in", listen)


def word_error_rate(said: str, heard: str) -> float:
    """Words inserted, left out or changed, over the words said; case and punctuation do not count."""
    expected = plain(said).split()
    return Levenshtein.distance(expected, plain(heard).split()) / max(1, len(expected))


class _Failed(Exception):
    """The engine ran and what it made is wrong."""


def _judge(engine: str, attempt: Callable[[], str]) -> Verdict:
    started = time.perf_counter()
    try:
        message, passed = attempt(), True
    except _Failed as failure:
        message, passed = str(failure), False
    except SpeechError as error:
        message, passed = error.message, False
    except Exception as error:  # noqa: BLE001  (a self-test reports whatever an engine does)
        message, passed = f"{type(error).__name__}: {error}", False
    return Verdict(engine, passed, message, time.perf_counter() - started)


def _share(factory: VoiceDetectorFactory, pcm: Pcm) -> float:
    """The share of frames that the detector takes for speech."""
    detector = factory()
    starts = range(0, len(pcm) - FRAME_SAMPLES + 1, FRAME_SAMPLES)
    found = detector.probabilities([pcm[at : at + FRAME_SAMPLES] for at in starts])
    return float(np.mean(np.array(found) >= SPEECH))
