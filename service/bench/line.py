"""Lines: what a candidate of the benches says at a stretch, with the pauses in it, as samples and times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from service.bench.clips import Clip, trimmed
from service.speech.audio import silence
from service.speech.ports import SAMPLE_RATE, Pcm

NEAR_SAMPLES: Final = SAMPLE_RATE // 5
"""How far from where a word should end its end is looked for."""
GAP_SAMPLES: Final = SAMPLE_RATE // 50


@dataclass(frozen=True, slots=True)
class Line:
    """Clips said one after the other, some with a pause for thought inside. Positions are samples."""

    text: str
    pcm: Pcm
    word_ends: tuple[int, ...]
    voice_end: int
    """Where the last sound of the voice ends."""
    pauses: tuple[tuple[int, int], ...] = ()
    """Pauses for thought: first sample, end."""


def line(clips: Sequence[Clip], pauses_s: Sequence[float] = ()) -> Line:
    """The clips as one line.

    Args:
        clips: at least one.
        pauses_s: how long the candidate thinks in each clip that says where one may; others have none.
    """
    parts: list[Pcm] = []
    words: list[int] = []
    thinking: list[tuple[int, int]] = []
    waits = list(pauses_s)
    at = voice_end = 0
    for clip in map(trimmed, clips):
        ends, sound = clip.word_ends(), clip.pcm
        voice_end = at + clip.voiced[1]
        if clip.open_after and waits:
            cut, pause = quietest(sound, ends[clip.open_after - 1]), silence(waits.pop(0))
            sound = np.concatenate([sound[:cut], pause, sound[cut:]])
            thinking.append((at + cut, at + cut + len(pause)))
            ends = [end if nth < clip.open_after else end + len(pause) for nth, end in enumerate(ends)]
            voice_end += len(pause)
        words += [at + end for end in ends]
        parts.append(sound)
        at += len(sound)
    text = " ".join(clip.text for clip in clips)
    return Line(text, np.concatenate(parts), tuple(words), voice_end, tuple(thinking))


def quietest(pcm: Pcm, near: int) -> int:
    """The middle of the quietest moment within 0.2 s of that sample: where two words meet."""
    start = max(0, min(near, len(pcm) - GAP_SAMPLES) - NEAR_SAMPLES)
    around = np.abs(pcm[start : near + NEAR_SAMPLES].astype(np.float32))
    loudness = np.convolve(around, np.ones(GAP_SAMPLES, np.float32), "valid")
    return start + int(np.argmin(loudness)) + GAP_SAMPLES // 2
