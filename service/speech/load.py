"""Load: what the transcriber has done and has to do, in figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


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

    @property
    def final_work(self) -> float:
        """Seconds of mel encoded for finals per second of audio they were given."""
        return self.final_mel_s / self.final_audio_s if self.final_audio_s else 0.0

    def plus(self, **more: float) -> Load:
        """The counters, each raised by what is named."""
        return Load(**{name: getattr(self, name) + more.get(name, 0) for name in Load.__slots__})

    def minus(self, earlier: Load) -> Load:
        """What was done since."""
        return self.plus(**{name: -getattr(earlier, name) for name in Load.__slots__})


FIGURES: Final[Mapping[str, tuple[str, str]]] = {
    "viva_captions_waiting": ("waiting_partials", "Captions that wait."),
    "viva_finals_made": ("finals", "Final transcriptions made."),
    "viva_captions_made": ("partials", "Captions made."),
    "viva_final_batches": ("final_batches", "Batches in which finals were made."),
    "viva_caption_batches": ("partial_batches", "Batches in which captions were made."),
    "viva_largest_batch": ("largest_batch", "Pieces in the largest batch so far."),
    "viva_final_audio_seconds": ("final_audio_s", "Audio given for finals."),
    "viva_caption_audio_seconds": ("partial_audio_s", "Audio given for captions."),
    "viva_final_mel_seconds": ("final_mel_s", "Mel encoded for finals, padding and lost work included."),
    "viva_caption_mel_seconds": ("partial_mel_s", "Mel encoded for captions, padding included."),
    "viva_captions_superseded": ("superseded", "Captions that something newer overtook."),
    "viva_captions_skipped": ("skipped", "Captions not made: they would have held up finals."),
    "viva_transcriptions_dropped": ("dropped", "Pieces taken back before they were begun."),
    "viva_transcriptions_discarded": ("discarded", "Pieces taken back once they were begun."),
    "viva_transcriptions_refused": ("refused", "Pieces refused because too many waited."),
    "viva_transcriptions_failed": ("failed", "Pieces the recogniser failed on."),
    "viva_recognizer_encode_seconds": ("encode_s", "Time spent encoding."),
    "viva_recognizer_decode_seconds": ("decode_s", "Time spent decoding."),
    "viva_recognizer_busy_seconds": ("busy_s", "Time that replicas were busy."),
}
"""Metric -> counter and meaning, as ``/metrics`` shows them."""
