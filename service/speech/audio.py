"""Samples: bytes and arrays, levels, rates, frames. Pure functions on mono audio."""

from __future__ import annotations

import io
import wave
from functools import lru_cache
from math import gcd
from typing import Final

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from service.speech.errors import BadAudio
from service.speech.ports import FRAME_SAMPLES, SAMPLE_RATE, Pcm, Samples

FULL_SCALE: Final = 32_768.0
"""The magnitude of int16 that counts as 1.0."""
SAMPLE_BYTES: Final = 2
SILENCE_DBFS: Final = -96.0
"""What ``level_dbfs`` says of digital silence: the floor of 16 bits."""

_TAPS: Final = 64
"""Filter taps per output sample of the resampler at equal rates; grows when the rate falls."""
_KAISER_BETA: Final = 9.0
"""About 90 dB of stop-band attenuation (Kaiser 1974)."""
_ROLLOFF: Final = 0.92
"""Cut-off as a share of the lower Nyquist frequency; leaves room for the transition band."""
_RESAMPLE_BLOCK: Final = 8_192
"""Output samples made at once; bounds memory at a few megabytes."""


def pcm_from_bytes(data: bytes | bytearray | memoryview) -> Pcm:
    """Little-endian 16-bit samples as they come over the wire; a read-only view of ``data``.

    Raises:
        BadAudio: an odd number of bytes.
    """
    if len(data) % SAMPLE_BYTES:
        raise BadAudio(f"16-bit audio has an even number of bytes; {len(data)} came")
    return np.frombuffer(data, dtype="<i2")


def pcm_to_bytes(pcm: Pcm) -> bytes:
    """Samples as little-endian bytes."""
    return np.asarray(pcm, dtype="<i2").tobytes()


def to_samples(pcm: Pcm) -> Samples:
    """16-bit samples as floats from -1 to 1."""
    return pcm.astype(np.float32) / np.float32(FULL_SCALE)


def to_pcm(samples: Samples) -> Pcm:
    """Floats as 16-bit samples; what exceeds -1 to 1 is clipped."""
    scaled = np.clip(np.rint(samples * FULL_SCALE), -FULL_SCALE, FULL_SCALE - 1)
    return np.asarray(scaled, dtype=np.int16)


def join(chunks: list[Pcm] | tuple[Pcm, ...]) -> Pcm:
    """Chunks one after another; empty when there are none."""
    return np.concatenate(chunks) if chunks else np.zeros(0, dtype=np.int16)


def silence(seconds: float, rate: int = SAMPLE_RATE) -> Pcm:
    """Digital silence."""
    return np.zeros(round(seconds * rate), dtype=np.int16)


def duration_s(samples: int, rate: int = SAMPLE_RATE) -> float:
    """Seconds that so many samples last."""
    return samples / rate


def level_dbfs(pcm: Pcm) -> float:
    """Root-mean-square level in decibels below full scale; ``SILENCE_DBFS`` for silence or nothing."""
    if not len(pcm):
        return SILENCE_DBFS
    rms = float(np.sqrt(np.mean(np.square(pcm.astype(np.float64)))))
    if rms == 0:
        return SILENCE_DBFS
    return max(SILENCE_DBFS, 20 * float(np.log10(rms / FULL_SCALE)))


def wav_bytes(pcm: Pcm, rate: int = SAMPLE_RATE) -> bytes:
    """A mono WAV file."""
    target = io.BytesIO()
    with wave.open(target, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(SAMPLE_BYTES)
        file.setframerate(rate)
        file.writeframes(pcm_to_bytes(pcm))
    return target.getvalue()


def read_wav(data: bytes) -> tuple[Pcm, int]:
    """Samples and rate of a mono 16-bit WAV file.

    Raises:
        BadAudio: it is no WAV file, or not mono 16-bit.
    """
    try:
        with wave.open(io.BytesIO(data)) as file:
            kind = (file.getnchannels(), file.getsampwidth())
            rate = file.getframerate()
            frames = file.readframes(file.getnframes())
    except (wave.Error, EOFError) as error:
        raise BadAudio(f"expected a WAV file: {error}") from error
    if kind != (1, SAMPLE_BYTES):
        raise BadAudio(f"expected mono 16-bit audio; {kind[0]} channels of {8 * kind[1]} bits came")
    return pcm_from_bytes(frames), rate


@lru_cache(maxsize=8)
def _filters(up: int, down: int) -> NDArray[np.float32]:
    """One row of taps for each of the ``up`` phases of a rate change by ``up / down``."""
    scale = min(1.0, up / down)
    half = int(np.ceil(_TAPS / 2 / scale))
    taps = np.arange(-half, half)
    phases = np.arange(up)[:, None] / up
    offsets = taps[None, :] - phases
    cutoff = _ROLLOFF * scale
    window = np.i0(_KAISER_BETA * np.sqrt(np.clip(1 - (offsets / half) ** 2, 0, 1))) / np.i0(_KAISER_BETA)
    rows = cutoff * np.sinc(cutoff * offsets) * window
    return np.asarray(rows / rows.sum(axis=1, keepdims=True), dtype=np.float32)


def resample(pcm: Pcm, rate: int, to: int) -> Pcm:
    """The same sound at another rate, by a polyphase windowed-sinc filter.

    The length is ``ceil(len * to / rate)``; the filter's delay is taken out, so times stay.
    """
    if rate == to or not len(pcm):
        return pcm
    divisor = gcd(rate, to)
    up, down = to // divisor, rate // divisor
    filters = _filters(up, down)
    half = filters.shape[1] // 2
    padded = np.concatenate([np.zeros(half, np.float32), to_samples(pcm), np.zeros(half, np.float32)])
    windows = sliding_window_view(padded, filters.shape[1])
    length = -(-len(pcm) * up // down)
    made = np.empty(length, np.float32)
    for start in range(0, length, _RESAMPLE_BLOCK):
        places = np.arange(start, min(length, start + _RESAMPLE_BLOCK)) * down
        rows = filters[places % up]
        made[start : start + len(places)] = np.einsum("ij,ij->i", windows[places // up], rows)
    return to_pcm(made)


class Framer:
    """Cuts a stream of chunks of any size into frames of one size; what is left over waits."""

    def __init__(self, size: int = FRAME_SAMPLES) -> None:
        self._size = size
        self._rest: Pcm = np.zeros(0, dtype=np.int16)

    @property
    def waiting(self) -> int:
        """Samples that do not fill a frame yet."""
        return len(self._rest)

    def push(self, chunk: Pcm) -> list[Pcm]:
        """The frames that ``chunk`` completes, oldest first."""
        joined = np.concatenate([self._rest, chunk]) if len(self._rest) else chunk
        whole = len(joined) - len(joined) % self._size
        self._rest = joined[whole:].copy()
        return [joined[at : at + self._size] for at in range(0, whole, self._size)]

    def clear(self) -> None:
        """Drop what waits."""
        self._rest = self._rest[:0]
