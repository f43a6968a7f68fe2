"""Clips: recordings of which the words are known, so that what is heard of them can be judged."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path
from typing import Final

import numpy as np
import soundfile
import yaml

from service.errors import FileRefused
from service.speech import selftest
from service.speech.audio import resample, to_pcm
from service.speech.ports import SAMPLE_RATE, Pcm

SHIPPED: Final = Path(__file__).parents[2] / "tests" / "fixtures" / "audio"
"""Spoken clips of the repository: ``clips.yaml`` and one FLAC each. Not in an installed wheel."""
BLOCK_SAMPLES: Final = SAMPLE_RATE // 100
VOICED: Final = 0.03
"""Of the loudest block's level (-30 dB): quieter blocks at both ends are no speech."""
BEFORE_SAMPLES: Final = SAMPLE_RATE // 5
AFTER_SAMPLES: Final = 3 * SAMPLE_RATE // 10
NEAR_SAMPLES: Final = SAMPLE_RATE // 5
"""How far from where a word should end its end is looked for."""
GAP_SAMPLES: Final = SAMPLE_RATE // 50
LONGEST_S: Final = 600.0
ELLIPSIS: Final = "..."


@dataclass(frozen=True, slots=True)
class Clip:
    """Some words and their sound, 16 kHz mono."""

    name: str
    text: str
    pcm: Pcm
    open_after: int = 0
    """Words after which the sentence is plainly unfinished, and one may pause to think; 0: nowhere."""
    open_at: int = 0
    """The sample where they end, between two words; 0 where it is not known and must be looked for."""

    @property
    def seconds(self) -> float:
        """How long it is."""
        return len(self.pcm) / SAMPLE_RATE

    @property
    def voiced(self) -> tuple[int, int]:
        """The first sample of the voice and the one after its last."""
        blocks = len(self.pcm) // BLOCK_SAMPLES
        if blocks == 0:
            return 0, len(self.pcm)
        cut = self.pcm[: blocks * BLOCK_SAMPLES].astype(np.float32).reshape(blocks, BLOCK_SAMPLES)
        levels = np.sqrt(np.square(cut).mean(axis=1))
        loud = np.flatnonzero(levels >= VOICED * levels.max())
        return int(loud[0]) * BLOCK_SAMPLES, (int(loud[-1]) + 1) * BLOCK_SAMPLES

    @property
    def speech_s(self) -> float:
        """Seconds from the first sound of the voice to its last."""
        start, end = self.voiced
        return (end - start) / SAMPLE_RATE

    def word_ends(self) -> list[int]:
        """The sample at which each word ends, as if its letters shared the voice evenly.

        Off by 0.1 s or so for a single word; engines tell times of their own, which could not be compared.
        """
        start, end = self.voiced
        lengths = [len(word) + 1 for word in self.text.split()]
        total = sum(lengths)
        return [start + round((end - start) * sofar / total) for sofar in accumulate(lengths)]


def clips(files: Sequence[Path] = ()) -> list[Clip]:
    """The clips of these files, each with its words in a ``.txt`` beside it; the shipped ones without any.

    An ellipsis ("...") in the words marks where the sentence is unfinished and one may pause to think.

    Raises:
        FileRefused: a file or its text is not there, or is no sound that can be used.
    """
    if files:
        return [_read(path, *_open_after(_text_beside(path))) for path in files]
    if not (SHIPPED / "clips.yaml").is_file():
        return [Clip("self-test", selftest.CLIP_TEXT, selftest.clip())]
    listed = yaml.safe_load((SHIPPED / "clips.yaml").read_text(encoding="utf-8"))["clips"]
    return [
        replace(
            _read(SHIPPED / f"{name}.flac", entry["text"], entry.get("open_after", 0)),
            open_at=round(entry.get("open_at_s", 0) * SAMPLE_RATE),
        )
        for name, entry in listed.items()
    ]


def spread_over(clips: Sequence[Clip], wanted: int) -> list[Clip]:
    """So many of them, evenly from first to last; all, when there are no more."""
    if wanted >= len(clips):
        return list(clips)
    return [clips[at * len(clips) // wanted] for at in range(wanted)]


def in_turns(clips: Sequence[Clip], sentences: int) -> list[Clip]:
    """So many clips joined into each turn; begun again from the first until the last turn is full."""
    if sentences == 1:
        return list(clips)
    turns = -(-len(clips) // sentences)
    return [
        joined(clips[at % len(clips)] for at in range(turn * sentences, (turn + 1) * sentences))
        for turn in range(turns)
    ]


def cut_of(clip: Clip) -> int:
    """The sample at which to pause: the known one, else the quietest near where the words should end."""
    if clip.open_at:
        return clip.open_at
    near = clip.word_ends()[clip.open_after - 1]
    start = max(0, min(near, len(clip.pcm) - GAP_SAMPLES) - NEAR_SAMPLES)
    around = np.abs(clip.pcm[start : near + NEAR_SAMPLES].astype(np.float32))
    loudness = np.convolve(around, np.ones(GAP_SAMPLES, np.float32), "valid")
    return start + int(np.argmin(loudness)) + GAP_SAMPLES // 2


def trimmed(clip: Clip) -> Clip:
    """The clip with a little silence around its voice, so that sentences follow each other 0.5 s apart.

    That is long enough to close a segment and too short to end a turn.
    """
    start, end = clip.voiced
    first = max(0, start - BEFORE_SAMPLES)
    sound = clip.pcm[first : end + AFTER_SAMPLES]
    missing = max(0, end + AFTER_SAMPLES - len(clip.pcm))
    return replace(
        clip,
        pcm=np.concatenate([sound, np.zeros(missing, np.int16)]),
        open_at=max(0, clip.open_at - first),
    )


def joined(clips: Iterable[Clip]) -> Clip:
    """Clips one after the other, trimmed, as one."""
    parts = [trimmed(clip) for clip in clips]
    return Clip(
        "+".join(clip.name for clip in parts),
        " ".join(clip.text for clip in parts),
        np.concatenate([clip.pcm for clip in parts]),
    )


def _text_beside(path: Path) -> str:
    beside = path.with_suffix(".txt")
    try:
        text = " ".join(beside.read_text(encoding="utf-8-sig").split())
    except (OSError, UnicodeDecodeError):
        raise FileRefused(f"Expected the words of {path.name} in {beside}.") from None
    if not text:
        raise FileRefused(f"{beside} is empty; expected the words of {path.name}.")
    return text


def _open_after(text: str) -> tuple[str, int]:
    """The words without their ellipsis, and how many come before it."""
    before, _, after = text.replace("\u2026", ELLIPSIS).partition(ELLIPSIS)
    words = before.split()
    if not after.strip():
        return " ".join(words), 0
    return " ".join([*words, *after.replace(ELLIPSIS, " ").split()]), len(words)


def _read(path: Path, text: str, open_after: int = 0) -> Clip:
    try:
        samples, rate = soundfile.read(path, dtype="float32", always_2d=True)
    except (OSError, RuntimeError) as error:
        raise FileRefused(f"{path} is no sound that can be read: {error}.") from None
    if not 0 < len(samples) <= LONGEST_S * rate:
        raise FileRefused(f"Expected up to {LONGEST_S:.0f} s of sound in {path}.")
    return Clip(path.stem, text, resample(to_pcm(samples.mean(axis=1)), rate, SAMPLE_RATE), open_after)
