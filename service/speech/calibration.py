"""Calibration at the start: which short lengths these weights hear well at, and what batches take here.

It is a warm-up too: on some GPUs the first batch compiles the kernels.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final, Protocol

from service.speech.audio import to_samples
from service.speech.buckets import needed
from service.speech.costs import Cost, Costs, Shape
from service.speech.guards import plain
from service.speech.ports import SAMPLE_RATE, BatchRecognizer, Piece, Samples
from service.speech.scheduler import WORTH
from service.speech.selftest import clip
from service.speech.tuning import SHORTEST_FRAMES, Tuning

SHORT_FRAMES: Final = (200, 300, 400, 600)
"""Lengths tried for captions, in mel frames."""
EXCERPTS_S: Final = (1.2, 1.6, 2.3)
"""Lengths of the clip's beginnings that are listened to."""


class Tunable(BatchRecognizer, Protocol):
    """A recogniser whose captions' length can be set."""

    tuning: Tuning

    def tune(self, *, caption_frames: int) -> None:
        """Set the shortest length of captions."""
        ...


def calibrate(recognizer: Tunable, clock: Callable[[], float] = time.perf_counter) -> Costs:
    """Choose the shortest length of captions where it was left open, and measure. Blocking, a second or more.

    Raises:
        EngineFailed: the recogniser raised.
    """
    audio = to_samples(clip())
    if recognizer.tuning.caption_frames is None:
        recognizer.tune(caption_frames=shortest(recognizer, audio))
    costs = Costs()
    for partial in (True, False):
        _measure(recognizer, audio, costs, clock, partial=partial)
    return costs


def shortest(recognizer: BatchRecognizer, audio: Samples) -> int:
    """The least frames at which beginnings of the clip are heard as they are at ``SHORTEST_FRAMES``.

    Real weights were trained on 30 s and lose words when given much less; some lose none.
    """
    excerpts = [audio[: round(seconds * SAMPLE_RATE)] for seconds in EXCERPTS_S]

    def heard(frames: int, excerpt: Samples) -> str:
        piece = recognizer.prepare(excerpt, partial=True)
        piece.frames = frames
        return plain(recognizer.recognize_batch([piece]).heard[0].text)

    expected = [heard(SHORTEST_FRAMES, excerpt) for excerpt in excerpts]
    for frames in SHORT_FRAMES:
        fitting = [
            (excerpt, words)
            for excerpt, words in zip(excerpts, expected, strict=True)
            if needed(len(excerpt)) <= frames
        ]
        if fitting and all(heard(frames, excerpt) == words for excerpt, words in fitting):
            return frames
    return SHORTEST_FRAMES


def _measure(
    recognizer: Tunable, audio: Samples, costs: Costs, clock: Callable[[], float], *, partial: bool
) -> None:
    """Batches of 1, 2, 4 and so on, until more make a piece no cheaper; each twice, the faster counts."""
    number, before = 1, float("inf")
    while number <= recognizer.tuning.batch:
        pieces = [recognizer.prepare(audio, partial=partial) for _ in range(number)]
        shape = Shape(not partial, pieces[0].frames, 0)
        cost = min((_cost(recognizer, pieces, clock) for _ in range(2)), key=lambda cost: cost.total_ms)
        costs.observe(shape, number, cost)
        each = cost.total_ms / number
        if each > before * WORTH:
            return
        number, before = number * 2, each


def _cost(recognizer: BatchRecognizer, pieces: list[Piece], clock: Callable[[], float]) -> Cost:
    started = clock()
    made = recognizer.recognize_batch(pieces)
    took = clock() - started
    return Cost(made.encode_s * 1000, max(0.0, took - made.encode_s) * 1000)
