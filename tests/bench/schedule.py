"""What every system hears: streams of utterances at fixed times, the same for all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from service.bench.clips import Clip, clips, trimmed
from service.bench.figures import percentiles_ms, ratio, word_error_rate
from service.speech.ports import SAMPLE_RATE

COMMANDS = {"hello", "think", "repeat", "hint", "done", "design-done"}
GAP_S = 1.8
"""Silence after each utterance, beside the 0.5 s that the clips have around the voice."""
APART_S = 0.37
"""Between the beginnings of two streams."""
ARRIVAL_S = 4.0
"""The most that all beginnings may take."""
DECISION_S = 0.6
"""When a turn with complete words is taken for over, after the last sound of the voice: the same for all."""


def spoken() -> list[Clip]:
    """The clips that are answers: commands make an interviewer do something."""
    return [trimmed(clip) for clip in clips() if clip.name not in COMMANDS]


def order(number: int, stream: int, seconds: float, said: Sequence[Clip]) -> list[int]:
    """Which clips the n-th of so many streams says, until the time is over."""
    order, at, length = [], stream * max(1, len(said) // number), 0.0
    while length < seconds:
        order.append(at % len(said))
        length += said[at % len(said)].seconds + GAP_S
        at += 1
    return order


def begins_s(number: int) -> list[float]:
    """When each of so many streams begins."""
    apart = min(APART_S, ARRIVAL_S / number)
    return [stream * apart for stream in range(number)]


@dataclass(frozen=True)
class Uttered:
    """One utterance and what was made of it."""

    said: str
    heard: str
    known_s: float | None
    """From the last sound of the voice to the text as it stayed."""


@dataclass(frozen=True)
class Measured:
    """One system with so many streams."""

    system: str
    streams: int
    heard: list[list[Uttered]]
    """The utterances of each stream."""
    cpu_s: float
    """Processor seconds of the system's process."""
    audio_s: float
    error: str = ""

    @property
    def uttered(self) -> list[Uttered]:
        """All utterances."""
        return [each for stream in self.heard for each in stream]

    @property
    def lost(self) -> int:
        """Utterances of which nothing was ever heard."""
        return sum(each.known_s is None for each in self.uttered)

    def figures(self) -> dict[str, object]:
        """For the table."""
        known = [each.known_s for each in self.uttered if each.known_s is not None]
        return {
            "system": self.system,
            "streams": self.streams,
            "final_delay_ms": percentiles_ms([max(0.0, each - DECISION_S) for each in known]),
            "after_last_word_ms": percentiles_ms(known),
            "wer": word_error_rate(
                (" ".join(each.said for each in stream), " ".join(each.heard for each in stream))
                for stream in self.heard  # a text that came too late may stand by the next utterance
            ),
            "utterances": len(self.uttered),
            "lost": self.lost,
            "cpu_s_per_audio_s": ratio(self.cpu_s, self.audio_s),
            "error": self.error,
        }

    def holds(self, bound_ms: float) -> bool:
        """Whether nearly every text came in time: one that never came is late."""
        known = sorted(each.known_s if each.known_s is not None else 1e9 for each in self.uttered)
        if self.error or not known:
            return False
        late = sum(1000 * max(0.0, each - DECISION_S) > bound_ms for each in known)
        return late <= 0.05 * len(known)


def samples(clip: Clip) -> bytes:
    """The utterance and the silence after it, PCM16."""
    return clip.pcm.tobytes() + bytes(2 * round(GAP_S * SAMPLE_RATE))


def voice_end_s(clip: Clip) -> float:
    """Where its voice ends."""
    return clip.voiced[1] / SAMPLE_RATE
