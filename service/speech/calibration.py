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
FINAL_MARGIN: Final = 200
"""Mel frames by which the shortest final is longer than the shortest caption."""
EXCERPTS_S: Final = (1.2, 1.6, 2.3)
"""Lengths of the clip's beginnings that are listened to."""


class Tunable(BatchRecognizer, Protocol):
    """A recogniser whose lengths can be set."""

    tuning: Tuning

    def tune(self, *, caption_frames: int | None = None, final_frames: int | None = None) -> None:
        """Set the shortest length of captions, of finals, or of both."""
        ...


def calibrate(recognizer: Tunable, clock: Callable[[], float] = time.perf_counter) -> Costs:
    """Choose the shortest lengths where they were left open, and measure. Blocking, a second or more.

    Raises:
        EngineFailed: the recogniser raised.
    """
    audio = to_samples(clip())
    if None in {recognizer.tuning.caption_frames, recognizer.tuning.final_frames}:
        borne = shortest(recognizer, audio)
        recognizer.tune(
            caption_frames=recognizer.tuning.caption_frames or borne,
            final_frames=recognizer.tuning.final_frames or of_finals(borne),
        )
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


def of_finals(borne: int) -> int:
    """The shortest length of finals for weights that hear beginnings of the clip well at so many frames.

    Longer, since a caption is put right by its final and a final by nothing. On the test model, which bears
    300, finals from 500 on have no more word errors than from 800 on (33 and 36 %).
    """
    return min(SHORTEST_FRAMES, borne + FINAL_MARGIN)


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
