"""Tuning: how Whisper is run on each kind of device. A table of defaults; every entry is a setting.

Measured on two CPU cores with a model of 4 M parameters: a batch of four takes four times as long as one, and
two threads on one piece hardly less than one thread, so a CPU works on several pieces beside each other, each
alone (larger batches are tried at the start and used where they pay). A GPU takes them together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Final

from service.speech.buckets import PROMPT_TOKENS, WINDOW_FRAMES, lengths
from service.speech.selection import Device

FRAME_STEP: Final = 200
"""Mel lengths of finals lie this many frames apart: little padding, yet few enough to be alike."""
CAPTION_STEP: Final = 50
LEAST_FRAMES: Final = 100
SHORTEST_FRAMES: Final = 800
"""Real weights lose words when they are given much less than the 30 s of their training; 8 s lose few."""
TINY_BYTES: Final = 30_000_000
"""Weights below Whisper's smallest (tiny, 39 M parameters) are thrown off by a list of names, and by long
prompts of any kind: on the test model 100 characters of names take the word error rate of the spoken clips
from 35 to 58 %, and so do 48 tokens of previous text."""
TINY_PROMPT: Final = (0, 8)
SMALL_BYTES: Final = 100_000_000
MIDDLE_BYTES: Final = 400_000_000
"""Weights above each of these gain by more threads on one piece: its matrices are larger."""


@dataclass(frozen=True, slots=True)
class TranscriptionSettings:
    """How the recogniser is run. What is left out is chosen for the device and the weights.

    Raises:
        ValueError: a value that cannot be used.
    """

    replicas: int | None = None
    """Batches at the same time."""
    threads: int | None = None
    """CPU threads for each of them."""
    final_frames: int | None = None
    """The least mel frames (100 a second) a final is padded to; 3000 is Whisper's own 30 s. Left out, 800
    on a CPU: at 500 the test model hears as many words, but makes up the rest of unfinished sentences."""
    caption_frames: int | None = None
    """The same for captions. Left out, a CPU takes no more than the weights need, which are tried at the
    start."""
    batch: int | None = None
    """Most pieces in a batch."""
    gather_ms: float | None = None
    """How long a final may wait for others while the device is busy."""
    caption_cap_ms: float | None = None
    """The longest batch of captions that may be begun: it may hold up a final."""
    caption_work: float | None = None
    """Seconds of mel that a caption may encode per second of speech since the one before: so they come more
    seldom the longer they are. What is said after the last one of a segment has none: it is less in all."""
    waiting: int = 64
    """Finals that may wait; more are refused."""

    def __post_init__(self) -> None:
        for name in ("final_frames", "caption_frames"):
            frames = getattr(self, name)
            if frames is not None and not LEAST_FRAMES <= frames <= WINDOW_FRAMES:
                raise ValueError(f"expected {LEAST_FRAMES} <= {name} <= {WINDOW_FRAMES}")
        for entry in fields(self):
            value = getattr(self, entry.name)
            if value is not None and (value < 0 or (value == 0 and entry.name != "gather_ms")):
                raise ValueError(f"expected {entry.name} above zero")


@dataclass(frozen=True, slots=True)
class Tuning:
    """``TranscriptionSettings`` with every choice made."""

    replicas: int
    threads: int
    final_frames: int
    caption_frames: int | None
    """None: to be found out with the weights."""
    batch: int
    gather_ms: float
    caption_cap_ms: float
    caption_work: float
    waiting: int = 64
    prompt_sizes: tuple[int, ...] = PROMPT_TOKENS
    """Lengths that prompts are cut to, in tokens."""

    @property
    def final_sizes(self) -> tuple[int, ...]:
        """Mel lengths of finals."""
        return lengths(self.final_frames, FRAME_STEP)

    @property
    def caption_sizes(self) -> tuple[int, ...]:
        """Mel lengths of captions."""
        return lengths(self.caption_frames or SHORTEST_FRAMES, CAPTION_STEP)


DEFAULTS: Final[Mapping[Device, Tuning]] = {
    "cpu": Tuning(
        replicas=1,
        threads=1,
        final_frames=SHORTEST_FRAMES,
        caption_frames=None,
        batch=4,
        gather_ms=0.0,
        caption_cap_ms=250.0,
        caption_work=3.2,
    ),
    "cuda": Tuning(
        replicas=1,
        threads=1,
        final_frames=WINDOW_FRAMES,
        caption_frames=SHORTEST_FRAMES,
        batch=16,
        gather_ms=4.0,
        caption_cap_ms=60.0,
        caption_work=8.0,
    ),
}
"""``replicas`` and ``threads`` of a CPU follow from its cores and the weights (``tuning``)."""


def tuning(device: Device, cores: int, weights: int, asked: TranscriptionSettings) -> Tuning:
    """The table's entry for a device, with what was asked for.

    Args:
        device: where the model runs.
        cores: CPU cores that this process may use.
        weights: bytes of the model.
        asked: settings.
    """
    chosen = DEFAULTS[device]
    if device == "cpu":
        gaining = 1 if weights < SMALL_BYTES else 2 if weights < MIDDLE_BYTES else 4
        threads = asked.threads or min(cores, gaining)
        chosen = replace(chosen, threads=threads, replicas=max(1, cores // threads))
    if weights < TINY_BYTES:
        chosen = replace(chosen, prompt_sizes=TINY_PROMPT)
    given = {entry.name: getattr(asked, entry.name) for entry in fields(asked)}
    return replace(chosen, **{name: value for name, value in given.items() if value is not None})
