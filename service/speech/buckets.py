"""Buckets: the few lengths of audio and of prompts, so that work of many sessions shares a batch.

CTranslate2 encodes one length of mel per batch, without a mask, and needs the start-of-transcript token at
one index in every prompt of a batch.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

FRAME_SAMPLES: Final = 160
"""Samples at 16 kHz in one frame of a mel spectrogram (10 ms)."""
FRAMES_PER_SECOND: Final = 100
WINDOW_FRAMES: Final = 3_000
"""The 30 s that a Whisper was trained on, and the most it takes."""
TRAILING_FRAMES: Final = 50
"""Silence after the audio, at least: with none, the last word is often lost."""
PROMPT_TOKENS: Final = (0, 8, 24, 48, 96, 160)
"""Lengths of the previous text. A prompt is cut to the longest that it fills: padding would be words."""


@lru_cache
def lengths(shortest: int, step: int) -> tuple[int, ...]:
    """Mel lengths from ``shortest`` frames up, the full window last."""
    return (*range(shortest, WINDOW_FRAMES, step), WINDOW_FRAMES)


def needed(samples: int) -> int:
    """Mel frames of the audio and of the silence after it."""
    return -(-samples // FRAME_SAMPLES) + TRAILING_FRAMES


def frames_for(samples: int, sizes: Sequence[int]) -> int:
    """The shortest of ascending ``sizes`` that holds the audio and a little silence, else the longest."""
    return sizes[min(bisect_left(sizes, needed(samples)), len(sizes) - 1)]


def cut_prompt(tokens: Sequence[int], sizes: Sequence[int] = PROMPT_TOKENS) -> tuple[int, ...]:
    """The end of the prompt that just fills a bucket."""
    size = max(size for size in sizes if size <= len(tokens))
    return tuple(tokens[len(tokens) - size :])
