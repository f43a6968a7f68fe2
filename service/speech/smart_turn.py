"""Smart Turn: does a voice sound as if its speaker had finished? A small model that listens to the last 8 s.

Weights: Smart Turn v3 (BSD-2-Clause), an ONNX graph of 9 MB with a Whisper encoder of the tiny shape inside.
It takes log-mel ``[1, 80, 800]`` and gives a probability. About 40 ms on one core; more threads slow it down.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from service.speech.errors import EngineFailed, EngineUnavailable
from service.speech.ports import SAMPLE_RATE, EngineInfo, Samples

if TYPE_CHECKING:
    from faster_whisper.feature_extractor import FeatureExtractor
    from onnxruntime import InferenceSession

HEARD_S: Final = 8
"""It hears so much, the end of what it is given."""
MELS: Final = 80
_INPUT: Final = "input_features"
_EPSILON: Final = 1e-7
"""Keeps silence from being divided by nothing; the value of Whisper's own feature extractor."""


class SmartTurn:
    """The loaded model. Implements ``ports.TurnDetector``."""

    def __init__(self, session: InferenceSession, features: FeatureExtractor, model: str) -> None:
        self.info = EngineInfo(kind="turn-detector", name="smart-turn", model=model)
        self._session = session
        self._features = features

    def finished(self, audio: Samples) -> float:
        """The probability, 0 to 1, that whoever speaks in ``audio`` (16 kHz) has finished.

        Raises:
            EngineFailed: the graph failed, or gave no probability.
        """
        try:
            given = self._features(_normal(_last(audio)), padding=0)
            found = self._session.run(None, {_INPUT: given[np.newaxis].astype(np.float32)})[0]
        except Exception as error:
            raise EngineFailed(f"Smart Turn failed: {error or type(error).__name__}") from error
        probability = float(np.ravel(found)[0])
        if not 0.0 <= probability <= 1.0:
            raise EngineFailed(f"Smart Turn gave {probability}, which is no probability")
        return probability


def load_smart_turn(path: Path) -> SmartTurn:
    """The model of a file, after it has listened to silence once.

    Raises:
        EngineUnavailable: the file is no such model, or a library is missing.
    """
    try:
        from faster_whisper.feature_extractor import FeatureExtractor
        from onnxruntime import ExecutionMode, InferenceSession, SessionOptions

        options = SessionOptions()
        options.execution_mode = ExecutionMode.ORT_SEQUENTIAL
        options.inter_op_num_threads = options.intra_op_num_threads = 1
        session = InferenceSession(str(path), sess_options=options, providers=["CPUExecutionProvider"])
        detector = SmartTurn(session, FeatureExtractor(feature_size=MELS, chunk_length=HEARD_S), path.stem)
        detector.finished(np.zeros(SAMPLE_RATE, np.float32))
    except Exception as error:
        raise EngineUnavailable(f"the end-of-turn model {path.name} does not load: {error}") from error
    return detector


def _last(audio: Samples) -> Samples:
    """The last 8 s, with zeros in front of what is shorter."""
    size = HEARD_S * SAMPLE_RATE
    return np.pad(audio[-size:], (max(0, size - len(audio)), 0))


def _normal(audio: Samples) -> NDArray[np.float32]:
    """Mean 0 and variance 1, as the model was trained on."""
    return np.asarray((audio - audio.mean()) / np.sqrt(audio.var() + _EPSILON), np.float32)
