"""Costs: what encoding and decoding a batch takes here, learnt from every batch that was made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

WEIGHT: Final = 0.25
"""How much the newest measurement moves an estimate: half of a change is learnt in three batches."""
RELAX: Final = 0.97
"""What an estimate shrinks by when it kept a caption from being made: otherwise one slow batch, on a machine
that was busy for a moment, would end captions for good."""
UNKNOWN_MS_PER_FRAME: Final = 0.05
"""Before anything was measured: 40 ms for 8 s of audio."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What the pieces of a batch have in common."""

    final: bool
    frames: int
    """Mel frames each piece is padded to."""
    prompt: int = 0
    """Tokens of previous text."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Milliseconds of one batch."""

    encode_ms: float
    decode_ms: float

    @property
    def total_ms(self) -> float:
        """Both together."""
        return self.encode_ms + self.decode_ms

    def times(self, factor: float) -> Cost:
        """Both scaled."""
        return Cost(self.encode_ms * factor, self.decode_ms * factor)


class Costs:
    """Exponentially weighted costs by kind, mel length and batch size; prompts cost too little to count."""

    def __init__(self) -> None:
        self._known: dict[tuple[bool, int, int], Cost] = {}

    def observe(self, shape: Shape, batch: int, cost: Cost) -> None:
        """A batch was made and took this long."""
        key = shape.final, shape.frames, batch
        old = self._known.get(key)
        self._known[key] = cost if old is None else _mixed(old, cost)

    def relax(self, shape: Shape) -> None:
        """A piece was not made because of what it seems to cost: trust that a little less."""
        self._known[shape.final, shape.frames, 1] = self.predict(shape, 1).times(RELAX)

    def predict(self, shape: Shape, batch: int) -> Cost:
        """What a batch will take: as measured, else scaled from the nearest that was measured.

        Cost is taken to grow with length and number, which is too much rather than too little for both.
        """
        known = self._known.get((shape.final, shape.frames, batch))
        if known is not None:
            return known
        alike = [key for key in self._known if key[0] == shape.final] or list(self._known)
        if not alike:
            return Cost(shape.frames * batch * UNKNOWN_MS_PER_FRAME, 0)
        key = min(alike, key=lambda key: (abs(key[2] - batch), abs(key[1] - shape.frames)))
        _, frames, number = key
        return self._known[key].times(shape.frames / frames * max(1.0, batch / number))

    def table(self) -> dict[tuple[bool, int, int], Cost]:
        """(final, frames, batch) -> what it takes, as learnt so far."""
        return dict(self._known)


def _mixed(old: Cost, new: Cost) -> Cost:
    return Cost(
        old.encode_ms + WEIGHT * (new.encode_ms - old.encode_ms),
        old.decode_ms + WEIGHT * (new.decode_ms - old.decode_ms),
    )
