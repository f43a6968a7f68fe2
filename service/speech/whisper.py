"""faster-whisper: the recogniser of choice where weights lie on this machine."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np

from service.speech.buckets import FRAMES_PER_SECOND, cut_prompt, frames_for
from service.speech.decoding import Decoded, Decoder, Spent
from service.speech.errors import EngineFailed, EngineUnavailable
from service.speech.guards import is_phantom, keep_without_loops, without_echo
from service.speech.mel import log_mel
from service.speech.ports import (
    NOTHING_HEARD,
    SAMPLE_RATE,
    Batch,
    EngineInfo,
    Piece,
    Recognition,
    Samples,
    Word,
)
from service.speech.selection import Device
from service.speech.tuning import TINY_BYTES, TranscriptionSettings, Tuning, tuning

MIN_SAMPLES: Final = SAMPLE_RATE // 10
SILENT_POWER: Final = 1e-7
"""Mean square, 70 dB below full scale: nothing this quiet is speech; microphones alone are louder."""
CAPTION_SAMPLES: Final = 12 * SAMPLE_RATE
"""A caption is made of the end of its audio, this much at most."""
WINDOW_SAMPLES: Final = 29 * SAMPLE_RATE
"""What one pass takes, with a little silence after it. Longer audio is cut where it is quietest."""
CUT_SAMPLES: Final = 5 * SAMPLE_RATE
"""Where a cut is looked for: the last seconds of a window."""
_QUIET_SAMPLES: Final = SAMPLE_RATE // 5


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
    """A loaded Whisper. Implements ``ports.BatchRecognizer``."""

    def __init__(self, decoder: Decoder, info: EngineInfo, chosen: Tuning) -> None:
        self.info = info
        self.tuning = chosen
        self.replicas = chosen.replicas
        self._decoder = decoder

    def tune(self, *, caption_frames: int) -> None:
        """Set the shortest length of captions, found out with the weights, before there is other work."""
        self.tuning = replace(self.tuning, caption_frames=caption_frames)

    def recognize(self, audio: Samples, *, prompt: str = "", partial: bool = False) -> Recognition:
        """Words with punctuation as the weights give them.

        Raises:
            EngineFailed: the model raised.
        """
        return self.recognize_batch([self.prepare(audio, prompt=prompt, partial=partial)]).heard[0]

    def frames(self, samples: int, *, partial: bool) -> int:
        """Mel frames that audio of so many samples is padded to."""
        if partial:
            return frames_for(min(samples, CAPTION_SAMPLES), self.tuning.caption_sizes)
        return frames_for(samples, self.tuning.final_sizes)

    def prepare(self, audio: Samples, *, prompt: str = "", partial: bool = False) -> Piece:
        """The audio as work: its bucket, and the end of the prompt that fills one."""
        return Piece(
            audio,
            partial,
            self.frames(len(audio), partial=partial),
            prompt,
            cut_prompt(self._decoder.tokens(prompt), self.tuning.prompt_sizes),
        )

    def recognize_batch(self, pieces: Sequence[Piece]) -> Batch:
        """Words of pieces that share kind, mel frames and number of prompt tokens.

        Raises:
            EngineFailed: the model raised.
        """
        spent = Spent()
        windows = [
            (at, start, audio)
            for at, piece in enumerate(pieces)
            if piece.wanted
            for start, audio in _windows(piece)
        ]
        try:
            decoded = self._decode(pieces, windows, spent) if windows else []
        except Exception as error:
            raise EngineFailed(f"faster-whisper failed: {error or type(error).__name__}") from error
        heard: list[list[Recognition]] = [[] for _ in pieces]
        for (at, start, _), made in zip(windows, decoded, strict=True):
            heard[at].append(_recognition(made, start / SAMPLE_RATE, pieces[at].prompt))
        return Batch(
            tuple(map(_joined, heard)), spent.encode_s, spent.decode_s, spent.frames / FRAMES_PER_SECOND
        )

    def _decode(
        self, pieces: Sequence[Piece], windows: Sequence[tuple[int, int, Samples]], spent: Spent
    ) -> list[Decoded]:
        mels = [log_mel(audio, self._decoder.filters) for _, _, audio in windows]
        prompts = [pieces[at].tokens for at, _, _ in windows]
        frames = pieces[0].frames
        decode = self._decoder.captions if pieces[0].partial else self._decoder.finals
        return decode(mels, frames, prompts, spent)


def _windows(piece: Piece) -> Iterator[tuple[int, Samples]]:
    """First sample and samples of each pass that the audio needs; none where nothing can be heard."""
    audio = piece.audio
    start = max(0, len(audio) - CAPTION_SAMPLES) if piece.partial else 0
    while start < len(audio):
        end = start + WINDOW_SAMPLES
        if end < len(audio):
            end = _quietest(audio, end - CUT_SAMPLES, end)
        window = audio[start:end]
        if len(window) >= MIN_SAMPLES and float(window @ window) >= SILENT_POWER * len(window):
            yield start, window
        start = end


def _quietest(audio: Samples, start: int, end: int) -> int:
    """The middle of the quietest 200 ms in that range."""
    blocks = audio[start : end - (end - start) % _QUIET_SAMPLES].reshape(-1, _QUIET_SAMPLES)
    quietest = int(np.argmin(np.square(blocks).sum(axis=1)))
    return start + quietest * _QUIET_SAMPLES + _QUIET_SAMPLES // 2


def _recognition(made: Decoded, start_s: float, prompt: str) -> Recognition:
    """What is left after the guards."""
    if not made.heard.text or is_phantom(made.heard):
        return NOTHING_HEARD
    said = [word.text for word in made.words] or made.heard.text.split()
    kept = keep_without_loops(said)
    if made.words:
        timed = without_echo([made.words[at] for at in kept], prompt)
        words = tuple(
            Word(word.text, word.start_s + start_s, word.end_s + start_s, word.probability) for word in timed
        )
        return Recognition(" ".join(word.text for word in words), words)
    return Recognition(" ".join(said[at] for at in kept))


def _joined(parts: Sequence[Recognition]) -> Recognition:
    if len(parts) == 1:
        return parts[0]
    return Recognition(
        " ".join(part.text for part in parts if part.text),
        tuple(word for part in parts for word in part.words),
    )


def load_whisper(
    model: Path,
    *,
    device: Device = "cpu",
    compute_type: str = "int8",
    asked: TranscriptionSettings | None = None,
    cores: int | None = None,
) -> WhisperRecognizer:
    """Load weights from a folder. Blocking, seconds to a minute; never touches the network.

    Args:
        model: folder of a Whisper in CTranslate2 form.
        device: where it runs.
        compute_type: CTranslate2's name ("int8", "float16", "int8_float16", ...).
        asked: how to run it; what is left out is chosen for the device and the weights.
        cores: CPU cores to use; all that this process may, when left out.

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

    weights = (model / "model.bin").stat().st_size
    chosen = tuning(device, cores or usable_cores(), weights, asked or TranscriptionSettings())
    try:
        loaded = WhisperModel(
            str(model),
            device=device,
            compute_type=compute_type,
            cpu_threads=chosen.threads,
            num_workers=chosen.replicas,
            local_files_only=True,
        )
        decoder = Decoder(loaded)
    except Exception as error:
        raise EngineUnavailable(f"the Whisper in {model} does not load: {error}") from error
    info = EngineInfo(
        "recognizer", "faster-whisper", model.name, device, compute_type, glossary=weights >= TINY_BYTES
    )
    return WhisperRecognizer(decoder, info, chosen)


def usable_cores() -> int:
    """CPU cores that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not every system has it
        return os.cpu_count() or 1
