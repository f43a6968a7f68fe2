"""Load: what the transcriber has done and has to do, in figures."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Load:
    """Counters since the start, and what waits now."""

    waiting_finals: int = 0
    waiting_partials: int = 0
    finals: int = 0
    """Finals made, those among them that nobody waited for any more included."""
    partials: int = 0
    final_batches: int = 0
    partial_batches: int = 0
    largest_batch: int = 0
    superseded: int = 0
    """Captions that a newer one, their final or ``forget`` overtook."""
    skipped: int = 0
    """Captions that would have held up finals for too long."""
    dropped: int = 0
    """Pieces taken back before they were begun: work saved."""
    discarded: int = 0
    """Pieces taken back once they were begun: work lost."""
    refused: int = 0
    failed: int = 0
    final_audio_s: float = 0.0
    """Seconds of audio given for finals."""
    partial_audio_s: float = 0.0
    final_mel_s: float = 0.0
    """Seconds of mel encoded for finals, padding and discarded work included."""
    partial_mel_s: float = 0.0
    encode_s: float = 0.0
    decode_s: float = 0.0
    busy_s: float = 0.0
    """Seconds that replicas spent in the recogniser."""

    @property
    def audio_s(self) -> float:
        """Seconds of audio given."""
        return self.final_audio_s + self.partial_audio_s

    def plus(self, **more: float) -> Load:
        """The counters, each raised by what is named."""
        return Load(**{name: getattr(self, name) + more.get(name, 0) for name in Load.__slots__})

    def minus(self, earlier: Load) -> Load:
        """What was done since."""
        return self.plus(**{name: -getattr(earlier, name) for name in Load.__slots__})
