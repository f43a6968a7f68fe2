"""faster-whisper: the recogniser of choice where weights lie on this machine."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from service.speech.audio import level_dbfs, to_pcm
from service.speech.errors import EngineFailed, EngineUnavailable
from service.speech.guards import (
    COMPRESSION,
    LOW_LOG_PROBABILITY,
    NO_SPEECH,
    Heard,
    is_phantom,
    keep_without_loops,
)
from service.speech.ports import NOTHING_HEARD, SAMPLE_RATE, EngineInfo, Recognition, Samples, Word

if TYPE_CHECKING:
    from faster_whisper import WhisperModel
    from faster_whisper.transcribe import Segment

BEAM: Final = 5
TEMPERATURES: Final = (0.0, 0.2, 0.4, 0.6)
"""Finals only: each is tried when the one before looped or was unsure (Radford et al. 2022, section 4.5)."""
TOKENS_PER_SECOND: Final = 12
"""Three times what fast speech needs; stops a decoder that has lost its way."""
TOKENS_AT_LEAST: Final = 24
MIN_SAMPLES: Final = SAMPLE_RATE // 10
GLOSSARY_BYTES: Final = 30_000_000
"""Weights below Whisper's smallest (tiny, 39 M parameters) are thrown off by a list of names: on the test
model a list of 100 characters takes the word error rate of the spoken clips from 35 to 58 %."""
SILENT_DBFS: Final = -70.0
"""Nothing this quiet is speech; microphones alone are louder."""
_SILENCE_SKIPPED_S: Final = 2.0

Device = Literal["cpu", "cuda"]


def is_installed() -> bool:
    """Whether the library is there."""
    return importlib.util.find_spec("faster_whisper") is not None


def cuda_devices() -> int:
    """CUDA devices that CTranslate2 can use; 0 when it is not installed or the driver fails."""
    try:
        import ctranslate2

        return int(ctranslate2.get_cuda_device_count())
    except Exception:  # noqa: BLE001  (a broken driver raises anything; it means there is none to use)
        return 0


def compute_types(device: Device) -> frozenset[str]:
    """The compute types CTranslate2 has for a device; none when that cannot be found out."""
    try:
        import ctranslate2

        return frozenset(ctranslate2.get_supported_compute_types(device))
    except Exception:  # noqa: BLE001  (as above)
        return frozenset()


class WhisperRecognizer:
    """A loaded Whisper. Implements ``ports.Recognizer``."""

    def __init__(self, model: WhisperModel, info: EngineInfo) -> None:
        self.info = info
        self._model = model

    def recognize(self, audio: Samples, *, prompt: str = "", partial: bool = False) -> Recognition:
        """Words with punctuation as the weights give them; times of words on finals only.

        Raises:
            EngineFailed: the model raised.
        """
        if len(audio) < MIN_SAMPLES or level_dbfs(to_pcm(audio)) < SILENT_DBFS:
            return NOTHING_HEARD
        options = _partial_options(audio) if partial else _final_options(audio)
        try:
            segments, _ = self._model.transcribe(
                audio, language="en", vad_filter=False, initial_prompt=prompt or None, **options
            )
            return _recognition(segments)
        except Exception as error:
            raise EngineFailed(f"faster-whisper failed: {error or type(error).__name__}") from error


def _partial_options(audio: Samples) -> dict[str, Any]:
    """Greedy, one pass, no timestamps."""
    return {
        "beam_size": 1,
        "best_of": 1,
        "temperature": 0.0,
        "without_timestamps": True,
        "condition_on_previous_text": False,
        "max_new_tokens": _most_tokens(audio),
    }


def _final_options(audio: Samples) -> dict[str, Any]:
    """Beam search with fallback, timestamps of words, and Whisper's own guards."""
    return {
        "beam_size": BEAM,
        "best_of": BEAM,
        "temperature": list(TEMPERATURES),
        "word_timestamps": True,
        "condition_on_previous_text": False,
        "compression_ratio_threshold": COMPRESSION,
        "log_prob_threshold": LOW_LOG_PROBABILITY,
        "no_speech_threshold": NO_SPEECH,
        "hallucination_silence_threshold": _SILENCE_SKIPPED_S,
        "max_new_tokens": _most_tokens(audio),
    }


def _most_tokens(audio: Samples) -> int:
    """Bounded by what the model can take: half its context is kept for the prompt."""
    return min(224, TOKENS_AT_LEAST + round(TOKENS_PER_SECOND * min(30.0, len(audio) / SAMPLE_RATE)))


def _recognition(segments: Iterable[Segment]) -> Recognition:
    """What is left after the guards."""
    real = [segment for segment in segments if not is_phantom(_heard(segment))]
    timed = [
        Word(word.word.strip(), float(word.start), float(word.end), float(word.probability))
        for segment in real
        for word in segment.words or ()
    ]
    if timed:
        words = tuple(timed[at] for at in keep_without_loops([word.text for word in timed]))
        return Recognition(" ".join(word.text for word in words), words)
    said = " ".join(segment.text for segment in real).split()
    return Recognition(" ".join(said[at] for at in keep_without_loops(said)))


def _heard(segment: Segment) -> Heard:
    return Heard(segment.text, segment.no_speech_prob, segment.avg_logprob, segment.compression_ratio)


def load_whisper(
    model: Path, *, device: Device = "cpu", compute_type: str = "int8", cpu_threads: int = 0
) -> WhisperRecognizer:
    """Load weights from a folder. Blocking, seconds to a minute; never touches the network.

    Args:
        model: folder of a Whisper in CTranslate2 form.
        device: where it runs.
        compute_type: CTranslate2's name ("int8", "float16", "int8_float16", ...).
        cpu_threads: threads per decode; 0 lets CTranslate2 choose.

    Raises:
        EngineUnavailable: the library is missing or the folder holds no Whisper that loads.
    """
    if not is_installed():
        raise EngineUnavailable("faster-whisper is not installed")
    if not (model / "model.bin").is_file():
        raise EngineUnavailable(f"{model} holds no Whisper in CTranslate2 form: it has no model.bin")
    if not (model / "tokenizer.json").is_file():
        raise EngineUnavailable(f"{model} holds no tokenizer.json")
    from faster_whisper import WhisperModel

    try:
        loaded = WhisperModel(
            str(model),
            device=device,
            compute_type=compute_type,
            cpu_threads=cpu_threads,
            local_files_only=True,
        )
    except Exception as error:
        raise EngineUnavailable(f"the Whisper in {model} does not load: {error}") from error
    glossary = (model / "model.bin").stat().st_size >= GLOSSARY_BYTES
    info = EngineInfo("recognizer", "faster-whisper", model.name, device, compute_type, glossary=glossary)
    return WhisperRecognizer(loaded, info)
