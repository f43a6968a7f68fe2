"""The log-mel spectrogram that Whisper hears, and batches of it.

The figures equal those of faster-whisper's extractor. They are made by small matrix products: larger ones are
spread over all cores by the linear algebra library, whose threads then wait for each other on a busy machine
(with two threads and other work, 170 ms for 6 s of audio; so, 2 to 3 ms). At half a millisecond per second of
audio, keeping frames from one caption to the next would save about a twentieth of what encoding them costs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from service.speech.buckets import FRAME_SAMPLES
from service.speech.ports import Samples

Mel = NDArray[np.float32]
"""Bands by frames, scaled as Whisper expects."""

WINDOW_SAMPLES: Final = 400
"""Of the short-time Fourier transform: 25 ms (Radford et al. 2022, section 2.2)."""
FLOOR: Final = 1e-10
RANGE: Final = 8.0
"""Whatever lies this many decades below the loudest is raised to that."""
LARGEST_PRODUCT: Final = 4 * 65_536
"""Multiplications up to which OpenBLAS, numpy's linear algebra, keeps a matrix product in one thread."""
_BLOCK: Final = 100
_HANN: Final = np.hanning(WINDOW_SAMPLES + 1)[:-1].astype(np.float32)


def log_mel(audio: Samples, filters: NDArray[np.float32]) -> Mel:
    """One frame for each 160 samples of 16 kHz audio, at least 400 of them.

    Args:
        audio: samples.
        filters: mel bands by Fourier bins, as the model's feature extractor has them.
    """
    padded = np.pad(audio, WINDOW_SAMPLES // 2, mode="reflect")
    windows = np.lib.stride_tricks.sliding_window_view(padded, WINDOW_SAMPLES)[::FRAME_SAMPLES]
    frames = len(audio) // FRAME_SAMPLES
    mel = np.empty((len(filters), frames), np.float32)
    few = max(1, LARGEST_PRODUCT // filters.size)
    for at in range(0, frames, _BLOCK):
        spectrum = np.fft.rfft(windows[at : min(frames, at + _BLOCK)] * _HANN)
        power = spectrum.real**2 + spectrum.imag**2
        for start in range(0, len(power), few):
            part = power[start : start + few]
            mel[:, at + start : at + start + len(part)] = filters @ part.T
    logarithm = np.log10(np.maximum(mel, FLOOR))
    return np.asarray((np.maximum(logarithm, logarithm.max() - RANGE) + 4.0) / 4.0, np.float32)


def stacked(mels: Sequence[Mel], frames: int) -> NDArray[np.float32]:
    """Spectrograms as one batch of a length: cut, or padded with what silence looks like in each."""
    batch = np.empty((len(mels), len(mels[0]), frames), np.float32)
    for row, mel in zip(batch, mels, strict=True):
        kept = mel[:, :frames]
        row[:, : kept.shape[1]] = kept
        row[:, kept.shape[1] :] = mel.min()
    return batch
