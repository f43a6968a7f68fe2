"""Lines: where their words and pauses lie."""

from __future__ import annotations

import numpy as np

from service.bench.clips import Clip
from service.bench.line import line

RATE = 16_000


def clip(text: str, open_after: int = 0) -> Clip:
    quiet, voice = np.zeros(RATE, np.int16), np.full(RATE, 5_000, np.int16)
    return Clip(
        "c", text, np.concatenate([quiet, voice, quiet]), open_after, (RATE * 3) // 2 if open_after else 0
    )


def test_clips_follow_each_other_half_a_second_apart():
    said = line([clip("one two"), clip("three")])
    assert said.text == "one two three"
    assert [round(end / RATE, 2) for end in said.word_ends] == [0.7, 1.2, 2.7]
    assert said.voice_end == round(2.7 * RATE)


def test_a_pause_for_thought_lies_inside_the_sentence_and_moves_what_follows():
    said = line([clip("one two", 1), clip("three")], [2.0])
    ((start, end),) = said.pauses
    assert (start / RATE, end / RATE) == (0.7, 2.7)
    assert not said.pcm[start:end].any()
    assert [round(each / RATE, 2) for each in said.word_ends] == [0.7, 3.2, 4.7]
    assert said.voice_end == round(4.7 * RATE)


def test_only_clips_that_are_open_somewhere_are_thought_in():
    said = line([clip("one"), clip("two three", 1)], [1.0, 1.0])
    assert len(said.pauses) == 1
