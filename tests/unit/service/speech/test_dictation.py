"""Dictation: where a clip is cut, and what is heard of it."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from service.speech.dictation import LONGEST_FRAMES, SPEECH, dictate, pieces
from service.speech.ports import FRAME_SAMPLES, Recognition

SILENCE, VOICE = 0.0, 0.9


def test_silence_has_no_pieces():
    assert list(pieces([SILENCE] * 50)) == []


def test_two_sentences_with_a_pause_are_two_pieces_with_margins():
    sound = [SILENCE] * 20 + [VOICE] * 30 + [SILENCE] * 40 + [VOICE] * 10 + [SILENCE] * 20
    (first, second) = list(pieces(sound))
    assert first[0] < 20
    assert 50 < first[1] <= second[0] < 90
    assert second[1] > 100


def test_a_breath_within_a_sentence_does_not_cut_it():
    assert len(list(pieces([VOICE] * 10 + [SILENCE] * 5 + [VOICE] * 10))) == 1


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.integers(1, 700)), max_size=8))
def test_every_frame_of_speech_is_in_one_piece_and_none_is_too_long(runs):
    sound = [VOICE if voice else SILENCE for voice, frames in runs for _ in range(frames)]
    found = list(pieces(sound))
    covered = [frame for start, end in found for frame in range(start, end)]
    assert len(covered) == len(set(covered))
    assert {n for n, p in enumerate(sound) if p >= SPEECH} <= set(covered)
    assert all(end - start <= LONGEST_FRAMES + 21 for start, end in found)


class Loud:
    """Hears speech in whatever is loud."""

    at_once = 1

    def probabilities(self, frames):
        return [VOICE if np.abs(frame).max() > 1_000 else SILENCE for frame in frames]

    def reset(self):
        """Nothing is remembered."""


class Counting:
    """Says how many seconds it was given, and keeps the prompts."""

    def __init__(self):
        self.prompts = []

    async def final(self, session, audio, *, prompt=""):
        self.prompts.append(prompt)
        return Recognition(f"piece {len(self.prompts)}")


async def test_the_pieces_words_follow_each_other_and_each_is_told_what_came_before():
    quiet, loud = np.zeros(40 * FRAME_SAMPLES, np.int16), np.full(40 * FRAME_SAMPLES, 9_000, np.int16)
    transcriber = Counting()
    said = await dictate(
        np.concatenate([quiet, loud, quiet, loud, quiet]),
        session="s",
        detect=Loud,
        transcriber=transcriber,
        glossary="Kafka",
    )
    assert said == "piece 1 piece 2"
    assert transcriber.prompts == ["Kafka", "Kafka piece 1"]
