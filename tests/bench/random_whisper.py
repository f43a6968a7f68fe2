"""Whispers of real shapes with random weights: as fast as the real ones, and deaf.

Real weights stop when a sentence does; these never would. So every decode is as long as speech usually is:
``TOKENS_PER_SECOND`` for each second of audio.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import ceil
from pathlib import Path
from typing import Any

import ctranslate2
import numpy as np
from ctranslate2.specs.whisper_spec import WhisperSpec

from service.speech.buckets import FRAMES_PER_SECOND, cut_prompt, frames_for
from service.speech.mel import log_mel, stacked
from service.speech.ports import (
    SAMPLE_RATE,
    Batch,
    EngineInfo,
    Piece,
    Recognition,
    Samples,
)
from service.speech.tuning import Tuning

TOKENS_PER_SECOND = 3.5
"""Of decoded text per second of audio: 150 words a minute at 1.4 tokens a word."""
BEAM = 5
TIMED_S = 2.0
"""Captions of this length on are aligned, as the real ones are."""
SPECIAL = ("<|endoftext|>", "<|startoftranscript|>", "<|en|>", "<|transcribe|>", "<|startofprev|>")
LAST = ("<|nospeech|>", "<|notimestamps|>")
BLOCK = 1 << 20


@dataclass(frozen=True)
class Shape:
    """Sizes of a Whisper (Radford et al. 2022, table 1; large-v3-turbo: its published configuration)."""

    width: int
    encoder: int
    decoder: int
    heads: int
    vocabulary: int
    mels: int = 80


SHAPES = {
    "tiny": Shape(384, 4, 4, 6, 51_864),
    "small.en": Shape(768, 12, 12, 12, 51_864),
    "large-v3-turbo": Shape(1_280, 32, 4, 20, 51_866, 128),
}


def write(shape: Shape, folder: Path) -> None:
    """A model of that shape in CTranslate2's form."""
    spec = WhisperSpec(shape.encoder, shape.heads, shape.decoder, shape.heads)
    noise = (0.02 * np.random.default_rng(0).standard_normal(BLOCK)).astype(np.float16)
    width = shape.width

    def linear(layer: Any, outputs: int, inputs: int = width, *, bias: bool = True) -> None:
        layer.weight = np.resize(noise, (outputs, inputs))
        if bias:
            layer.bias = np.zeros(outputs, np.float16)

    def norm(layer: Any) -> None:
        layer.gamma, layer.beta = np.ones(width, np.float16), np.zeros(width, np.float16)

    def block(layer: Any, *, cross: bool) -> None:
        norm(layer.self_attention.layer_norm)
        linear(layer.self_attention.linear[0], 3 * width)
        linear(layer.self_attention.linear[1], width)
        if cross:
            norm(layer.attention.layer_norm)
            for part, outputs in zip(layer.attention.linear, (width, 2 * width, width), strict=True):
                linear(part, outputs)
        norm(layer.ffn.layer_norm)
        linear(layer.ffn.linear_0, 4 * width)
        linear(layer.ffn.linear_1, width, 4 * width)

    for conv, inputs in ((spec.encoder.conv1, shape.mels), (spec.encoder.conv2, width)):
        conv.weight = np.resize(noise, (width, inputs, 3))
        conv.bias = np.zeros(width, np.float16)
    spec.encoder.position_encodings.encodings = np.resize(noise, (1_500, width))
    spec.decoder.position_encodings.encodings = np.resize(noise, (448, width))
    norm(spec.encoder.layer_norm)
    norm(spec.decoder.layer_norm)
    for layer in spec.encoder.layer:
        block(layer, cross=False)
    for layer in spec.decoder.layer:
        block(layer, cross=True)
    spec.decoder.embeddings.weight = np.resize(noise, (shape.vocabulary, width))
    linear(spec.decoder.projection, shape.vocabulary, bias=False)
    text = shape.vocabulary - len(SPECIAL) - len(LAST)
    spec.register_vocabulary([*(f"t{at}" for at in range(text)), *SPECIAL, *LAST])
    spec.config.lang_ids = [text + 2]
    spec.config.alignment_heads = [(shape.decoder - 1, head) for head in range(min(4, shape.heads))]
    spec.validate()
    spec.save(str(folder))


@dataclass
class RandomWhisper:
    """Implements ``ports.BatchRecognizer`` over such a model, with the passes that Viva makes."""

    model: ctranslate2.models.Whisper
    shape: Shape
    tuning: Tuning
    info: EngineInfo
    steps: int = 0
    """Decoder steps so far, of batches."""
    decode_s: float = 0.0
    batches: list[tuple[bool, int]] = field(default_factory=list)
    """(final, pieces) of each batch."""

    def __post_init__(self) -> None:
        self.replicas = self.tuning.replicas
        first = self.shape.vocabulary - len(SPECIAL) - len(LAST)
        self._end, start, language, task, self._previous = range(first, first + len(SPECIAL))
        self._start = [start, language, task, self.shape.vocabulary - 1]
        self._filters = np.abs(np.random.default_rng(1).standard_normal((self.shape.mels, 201))).astype(
            np.float32
        )

    def tune(self, *, caption_frames: int) -> None:
        self.tuning = replace(self.tuning, caption_frames=caption_frames)

    def frames(self, samples: int, *, partial: bool) -> int:
        sizes = self.tuning.caption_sizes if partial else self.tuning.final_sizes
        return frames_for(samples, sizes)

    def prepare(self, audio: Samples, *, prompt: str = "", partial: bool = False) -> Piece:
        tokens = cut_prompt(tuple(range(10, 10 + len(prompt.split()))))
        return Piece(audio, partial, self.frames(len(audio), partial=partial), prompt, tokens)

    def recognize(self, audio: Samples, *, prompt: str = "", partial: bool = False) -> Recognition:
        return self.recognize_batch([self.prepare(audio, prompt=prompt, partial=partial)]).heard[0]

    def recognize_batch(self, pieces: Sequence[Piece]) -> Batch:
        frames, partial = pieces[0].frames, pieces[0].partial
        mels = [log_mel(piece.audio, self._filters) for piece in pieces]
        at = time.perf_counter()
        features = np.ascontiguousarray(stacked(mels, frames))
        encoded = self.model.encode(ctranslate2.StorageView.from_array(features), to_cpu=False)
        encode_s = time.perf_counter() - at
        longest_s = max(len(piece.audio) for piece in pieces) / SAMPLE_RATE
        steps = ceil(TOKENS_PER_SECOND * longest_s)
        prompts = [
            [self._previous, *piece.tokens, *self._start] if piece.tokens else self._start for piece in pieces
        ]
        at = time.perf_counter()
        results = self.model.generate(
            encoded,
            prompts,
            beam_size=1 if partial else BEAM,
            max_length=len(prompts[0]) + steps,
            suppress_blank=False,
            suppress_tokens=[self._end],
            return_scores=True,
            return_no_speech_prob=True,
        )
        if not partial or longest_s >= TIMED_S:
            self.model.align(
                encoded,
                self._start[:-1],
                [[token for token in each.sequences_ids[0] if token < self._end] or [1] for each in results],
                [mel.shape[1] for mel in mels],
            )
        decode_s = time.perf_counter() - at
        self.steps += steps
        self.decode_s += decode_s
        self.batches.append((not partial, len(pieces)))
        heard = tuple(Recognition(f"{len(each.sequences_ids[0])} tokens") for each in results)
        return Batch(heard, encode_s, decode_s, frames * len(pieces) / FRAMES_PER_SECOND)


def load(name: str, folder: Path, device: str, compute: str, tuning: Tuning) -> RandomWhisper:
    """The model of that folder on a device. Raises RuntimeError where a library is missing."""
    model = ctranslate2.models.Whisper(
        str(folder),
        device=device,
        compute_type=compute,
        inter_threads=tuning.replicas,
        intra_threads=tuning.threads,
    )
    return RandomWhisper(
        model, SHAPES[name], tuning, EngineInfo("recognizer", "random", name, device, compute)
    )
