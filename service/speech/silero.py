"""Silero's network in numpy: frames of a voice, with what came before, to probabilities of speech.

It is so small that a runtime for networks spends most of its time on anything but it: here a frame takes half
the processor time that onnxruntime takes, and less where several frames come at once. The layers are those of
version 6 as faster-whisper ships it: a Fourier transform, four convolutions, one LSTM.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from service.speech.audio import FULL_SCALE
from service.speech.ports import FRAME_SAMPLES, Pcm

Floats = NDArray[np.float32]

CONTEXT_SAMPLES: Final = 64
"""Samples before the frame that the network is given with it; as many are mirrored after it."""
HIDDEN: Final = 128
"""Values that the LSTM remembers, twice."""
_WINDOW: Final = 256
"""Samples of one Fourier transform."""
_HOP: Final = 128
_BINS: Final = _WINDOW // 2 + 1
_STEPS: Final = 4
"""Transforms of one frame."""
_SAMPLES: Final = CONTEXT_SAMPLES + FRAME_SAMPLES + CONTEXT_SAMPLES
_FLOAT: Final = 4
"""Bytes of a float."""
_GATES: Final = 3 * HIDDEN
"""Gates that are logistic; the fourth part of what the LSTM adds up is not."""
_SCALE: Final = np.float32(1 / FULL_SCALE)

SHAPES: Final[Mapping[str, tuple[int, ...]]] = {
    "encoder.feature_extractor.forward_basis_buffer": (2 * _BINS, 1, _WINDOW),
    "encoder.conv_layers.0.weight": (128, _BINS, 3),
    "encoder.conv_layers.0.bias": (128,),
    "encoder.conv_layers.1.weight": (64, 128, 3),
    "encoder.conv_layers.1.bias": (64,),
    "encoder.conv_layers.2.weight": (64, 64, 3),
    "encoder.conv_layers.2.bias": (64,),
    "encoder.conv_layers.3.weight": (HIDDEN, 64, 3),
    "encoder.conv_layers.3.bias": (HIDDEN,),
    "onnx::LSTM_209": (1, 4 * HIDDEN, HIDDEN),
    "onnx::LSTM_210": (1, 4 * HIDDEN, HIDDEN),
    "onnx::LSTM_211": (1, 8 * HIDDEN),
    "decoder.conv1d.weight": (1, HIDDEN, 1),
    "decoder.conv1d.bias": (1,),
}
"""The weights by the names they have in the graph."""


def _zeros(size: int) -> Floats:
    return np.zeros(size, np.float32)


@dataclass(slots=True)
class Memory:
    """What the network remembers of one voice."""

    context: Floats = field(default_factory=lambda: _zeros(CONTEXT_SAMPLES))
    """The last samples."""
    hidden: Floats = field(default_factory=lambda: _zeros(HIDDEN))
    cell: Floats = field(default_factory=lambda: _zeros(HIDDEN))

    def skip(self, frame: Pcm) -> None:
        """A frame that was not looked at."""
        np.multiply(frame[-CONTEXT_SAMPLES:], _SCALE, out=self.context)


class Silero:
    """The network. Holds nothing of any voice, so any number of threads may ask it.

    Args:
        weights: as ``SHAPES`` has them.

    Raises:
        ValueError: they are those of another network.
    """

    def __init__(self, weights: Mapping[str, Floats]) -> None:
        for name, shape in SHAPES.items():
            found = weights[name].shape if name in weights else None
            if found != shape:
                raise ValueError(f"expected the weights {name} in the shape {shape}; found {found}")
        self._basis = np.ascontiguousarray(weights["encoder.feature_extractor.forward_basis_buffer"][:, 0].T)
        layers = [
            (weights[f"encoder.conv_layers.{at}.weight"], weights[f"encoder.conv_layers.{at}.bias"])
            for at in range(4)
        ]
        # Convolutions as products: one column a channel, rows by place and then by channel. The third sees
        # two places and the silence before them, the fourth one place and silence on both sides.
        self._first, self._second, third, fourth = (
            (np.ascontiguousarray(weight.transpose(2, 1, 0).reshape(-1, len(weight))), bias)
            for weight, bias in layers
        )
        self._third = np.ascontiguousarray(third[0][64:]), third[1]
        self._fourth = np.ascontiguousarray(fourth[0][64:128]), fourth[1]
        # A logistic function is half a hyperbolic tangent of half its argument, and half: one call for all.
        half = np.repeat(np.array([0.5, 1.0], np.float32), (_GATES, HIDDEN))
        bias = weights["onnx::LSTM_211"][0]
        self._input = np.ascontiguousarray(weights["onnx::LSTM_209"][0].T * half)
        self._recurrent = np.ascontiguousarray(weights["onnx::LSTM_210"][0].T * half)
        self._gates = (bias[: 4 * HIDDEN] + bias[4 * HIDDEN :]) * half
        self._out = weights["decoder.conv1d.weight"][0, :, 0].copy()
        self._out_bias = weights["decoder.conv1d.bias"][0]

    def probabilities(self, frames: Sequence[Pcm], memory: Memory) -> list[float]:
        """Of speech, 0 to 1, in each of some frames that follow each other.

        Args:
            frames: of ``FRAME_SAMPLES`` samples each.
            memory: of the same voice so far; it will hold these frames too.
        """
        hidden = self._remember(self._encoded(_padded(frames, memory)), memory)
        logits = np.maximum(hidden, 0) @ self._out + self._out_bias
        return [float(each) for each in 1 / (1 + np.exp(-logits))]

    def _encoded(self, samples: Floats) -> Floats:
        """What the convolutions make of each frame."""
        number = len(samples)
        waves = _windows(samples, number, _STEPS, _WINDOW, _HOP) @ self._basis
        waves *= waves
        spectrum = np.zeros((number, _STEPS + 2, _BINS), np.float32)  # silence before and after
        power = (waves[:, :_BINS] + waves[:, _BINS:]).reshape(number, _STEPS, _BINS)
        np.sqrt(power, out=spectrum[:, 1:-1])
        first = np.zeros((number, _STEPS + 2, HIDDEN), np.float32)
        first[:, 1:-1] = _layer(_windows(spectrum, number, _STEPS, 3 * _BINS, _BINS), self._first).reshape(
            number, _STEPS, HIDDEN
        )
        second = _layer(_windows(first, number, 2, 3 * HIDDEN, 2 * HIDDEN), self._second)
        return _layer(_layer(second.reshape(number, -1), self._third), self._fourth)

    def _remember(self, encoded: Floats, memory: Memory) -> Floats:
        """The LSTM's output after each frame."""
        made = np.empty((len(encoded), HIDDEN), np.float32)
        hidden, cell = memory.hidden, memory.cell
        given = encoded @ self._input
        given += self._gates
        for at, out in enumerate(made):
            gates = np.tanh(given[at] + hidden @ self._recurrent)
            logistic = gates[:_GATES]
            logistic += 1
            logistic *= 0.5
            cell *= gates[2 * HIDDEN : _GATES]
            cell += gates[:HIDDEN] * gates[_GATES:]
            hidden = np.multiply(np.tanh(cell), gates[HIDDEN : 2 * HIDDEN], out=out)
        memory.hidden = hidden.copy()
        return made


def _padded(frames: Sequence[Pcm], memory: Memory) -> Floats:
    """Each frame with what was before it, and its end mirrored."""
    samples = np.empty((len(frames), _SAMPLES), np.float32)
    voice = samples[:, CONTEXT_SAMPLES:-CONTEXT_SAMPLES]
    for row, frame in zip(voice, frames, strict=True):
        np.multiply(frame, _SCALE, out=row)
    samples[0, :CONTEXT_SAMPLES] = memory.context
    samples[1:, :CONTEXT_SAMPLES] = voice[:-1, -CONTEXT_SAMPLES:]
    samples[:, -CONTEXT_SAMPLES:] = voice[:, -2 : -CONTEXT_SAMPLES - 2 : -1]
    memory.context = voice[-1, -CONTEXT_SAMPLES:].copy()
    return samples


def _windows(rows: Floats, number: int, steps: int, length: int, hop: int) -> Floats:
    """Overlapping stretches of each row, under each other."""
    strides = (rows.strides[0], hop * _FLOAT, _FLOAT)
    return np.ndarray((number, steps, length), np.float32, rows, 0, strides).reshape(-1, length)


def _layer(given: Floats, layer: tuple[Floats, Floats]) -> Floats:
    weight, bias = layer
    made: Floats = given @ weight
    made += bias
    return np.maximum(made, 0, out=made)
