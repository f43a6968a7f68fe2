"""OneByOne: any recogniser as one that takes batches, of one piece each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeGuard

from service.speech.buckets import FRAME_SAMPLES, FRAMES_PER_SECOND
from service.speech.ports import Batch, BatchRecognizer, Piece, Recognizer, Samples


class OneByOne:
    """A plain recogniser behind the port of those that take batches. Implements ``ports.BatchRecognizer``."""

    replicas = 1

    def __init__(self, recognizer: Recognizer) -> None:
        self.info = recognizer.info
        self._recognizer = recognizer
        self.recognize = recognizer.recognize

    def frames(self, samples: int, *, partial: bool) -> int:  # noqa: ARG002  (nothing is padded)
        """Whole seconds, rounded up: what a piece costs depends on its length."""
        return -(-samples // (FRAME_SAMPLES * FRAMES_PER_SECOND)) * FRAMES_PER_SECOND

    def prepare(self, audio: Samples, *, prompt: str = "", partial: bool = False) -> Piece:
        """The audio as it is."""
        return Piece(audio, partial, self.frames(len(audio), partial=partial), prompt)

    def recognize_batch(self, pieces: Sequence[Piece]) -> Batch:
        """One after another."""
        return Batch(
            tuple(
                self._recognizer.recognize(piece.audio, prompt=piece.prompt, partial=piece.partial)
                for piece in pieces
            )
        )


def takes_batches(recognizer: Recognizer) -> TypeGuard[BatchRecognizer]:
    """Whether a recogniser can be given several pieces at once."""
    return hasattr(recognizer, "recognize_batch")
