"""Lines: what a candidate of the benches says at a stretch, with the pauses in it, as samples and times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from service.bench.clips import Clip, cut_of, trimmed
from service.speech.audio import silence
from service.speech.ports import Pcm


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
            cut, pause = cut_of(clip), silence(waits.pop(0))
            sound = np.concatenate([sound[:cut], pause, sound[cut:]])
            thinking.append((at + cut, at + cut + len(pause)))
            ends = [end if nth < clip.open_after else end + len(pause) for nth, end in enumerate(ends)]
            voice_end += len(pause)
        words += [at + end for end in ends]
        parts.append(sound)
        at += len(sound)
    text = " ".join(clip.text for clip in clips)
    return Line(text, np.concatenate(parts), tuple(words), voice_end, tuple(thinking))
