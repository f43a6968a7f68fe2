"""Turn settings: every wait and threshold of turn-taking, with the defaults of the design (its section 5)."""

from __future__ import annotations

from dataclasses import dataclass

SAMPLES_PER_MS = 16
"""At 16 kHz."""


@dataclass(frozen=True, slots=True)
class TurnSettings:
    """Waits in milliseconds unless the name says seconds.

    Raises:
        ValueError: the waits contradict each other.
    """

    frame_ms: int = 32
    """One frame of the voice detector."""
    start_probability: float = 0.5
    end_probability: float = 0.35
    """Below the start (hysteresis), so that a wavering detector does not chop words."""
    preroll_ms: float = 300
    """Audio before the first voiced frame that belongs to the segment."""
    eager_ms: float = 200
    """Silence after which the final decode begins."""
    segment_pause_ms: float = 300
    """Silence that closes a segment."""
    longest_segment_s: float = 20
    cut_window_s: float = 4
    """A segment at its limit is cut at the quietest frame of its last seconds."""
    complete_ms: float = 600
    """Silence that ends a turn whose words look complete."""
    unfinished_ms: float = 2_500
    """Silence that ends a turn whose words do not, or are not known yet."""
    thinking_ms: float = 10_000
    """Silence that ends a turn in which time to think was asked for."""
    cut_off_ms: float = 1_500
    """Speech this soon after a turn's last word means that it was cut off."""
    barge_pause_ms: float = 300
    """Voice over the interviewer that pauses it."""
    barge_stop_ms: float = 600
    """Voice over the interviewer that stops it, unless it is a back-channel."""
    barge_words: int = 2
    """Words over the interviewer that stop it."""
    barge_give_up_ms: float = 1_000
    """Silence after which an interruption whose words are still unknown counts as none."""
    certain_probability: float = 0.75
    """How sure a recogniser must be of the last words for them to end a turn soon (see ``certainty.py``)."""
    finished_probability: float = 0.5
    """How finished a voice must sound to be taken at its words (Smart Turn's own threshold)."""
    echo_warmup_ms: float = 1_500
    """Of the interviewer's voice, from the first on a line: echo cancellation is still learning the room."""
    echo_tail_ms: float = 300
    """How long after the interviewer fell silent its last sound may still come in."""
    echo_trust_ms: float = 1_500
    """For how long speech after words that were an echo is taken for more of it."""
    silence_step_s: float = 1
    """Silence is told in steps of so many seconds; how much of it is too much, the interviewer knows."""

    def __post_init__(self) -> None:
        if not 0 < self.end_probability <= self.start_probability <= 1:
            raise ValueError("expected 0 < end_probability <= start_probability <= 1")
        if not 0 < self.eager_ms <= self.segment_pause_ms <= self.complete_ms <= self.unfinished_ms:
            raise ValueError("expected 0 < eager_ms <= segment_pause_ms <= complete_ms <= unfinished_ms")
        if not 0 < self.barge_pause_ms <= self.barge_stop_ms:
            raise ValueError("expected 0 < barge_pause_ms <= barge_stop_ms")
        if not 0 <= self.cut_window_s < self.longest_segment_s:
            raise ValueError("expected 0 <= cut_window_s < longest_segment_s")
        if not (0 <= self.finished_probability <= 1 and 0 <= self.certain_probability <= 1):
            raise ValueError("expected finished_probability and certain_probability from 0 to 1")
        if min(self.echo_warmup_ms, self.echo_tail_ms, self.echo_trust_ms) < 0:
            raise ValueError("expected echo_warmup_ms, echo_tail_ms and echo_trust_ms not below 0")
        if self.silence_step_s <= 0:
            raise ValueError("expected silence_step_s to be above zero")

    @staticmethod
    def samples(milliseconds: float) -> int:
        """Samples in so many milliseconds."""
        return round(milliseconds * SAMPLES_PER_MS)

    @staticmethod
    def ms(samples: int) -> float:
        """Milliseconds of so many samples."""
        return samples / SAMPLES_PER_MS

    @property
    def frame(self) -> int:
        """Samples in a frame."""
        return self.samples(self.frame_ms)

    @property
    def preroll(self) -> int:
        """Samples before the first voiced frame."""
        return self.samples(self.preroll_ms)

    @property
    def eager(self) -> int:
        """Samples of silence that begin the final decode."""
        return self.samples(self.eager_ms)

    @property
    def segment_pause(self) -> int:
        """Samples of silence that close a segment."""
        return self.samples(self.segment_pause_ms)

    @property
    def longest_segment(self) -> int:
        """Samples at which a segment is cut."""
        return self.samples(self.longest_segment_s * 1000)

    @property
    def cut_window(self) -> int:
        """Samples before that limit in which the cut is looked for."""
        return self.samples(self.cut_window_s * 1000)

    @property
    def silence_step(self) -> int:
        """Samples of one step of silence."""
        return self.samples(self.silence_step_s * 1000)

    @property
    def cut_off(self) -> int:
        """Samples after a turn's last word in which more speech means that it was cut off."""
        return self.samples(self.cut_off_ms)

    @property
    def barge_pause(self) -> int:
        """Voiced samples that pause the interviewer."""
        return self.samples(self.barge_pause_ms)

    @property
    def barge_stop(self) -> int:
        """Voiced samples that stop the interviewer."""
        return self.samples(self.barge_stop_ms)

    @property
    def echo_warmup(self) -> int:
        """Samples of the interviewer's voice that echo cancellation learns from."""
        return self.samples(self.echo_warmup_ms)

    @property
    def echo_tail(self) -> int:
        """Samples after the interviewer's last one in which it may still come in."""
        return self.samples(self.echo_tail_ms)

    @property
    def echo_trust(self) -> int:
        """Samples after an echo that are taken for more of it."""
        return self.samples(self.echo_trust_ms)

    @property
    def barge_give_up(self) -> int:
        """Samples of silence that end an undecided interruption."""
        return self.samples(self.barge_give_up_ms)
