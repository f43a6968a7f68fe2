"""Thinkers are not cut off and finished turns are answered soon, by the words alone; in virtual time.

The sentences are ``tests/fixtures/turn-ends.yaml``; the cues that tell them apart are the shipped ones.
"""

from __future__ import annotations

from pathlib import Path
from statistics import median

import pytest
import yaml

from rubrics.loader import load
from service.session.completeness import Judge
from service.session.turn_events import EagerFinal, TurnEnded
from service.session.turns import TurnMachine

FIXTURE = Path(__file__).parents[3] / "fixtures" / "turn-ends.yaml"
FRAME_MS = 32
WORD_MS = 350
DECODE_MS = 128
"""From the eager decode's beginning to its words."""
PAUSES_MS = (700, 2_400)
ANSWER_MS = 3_000


@pytest.fixture(scope="module")
def judge():
    return Judge(load().lexicon)


@pytest.fixture(scope="module")
def sentences():
    return yaml.safe_load(FIXTURE.read_text(encoding="utf-8"))


class Speaker:
    """Speaks into a turn machine, whose recogniser hears every word."""

    def __init__(self, judge):
        self.turns = TurnMachine(judge)
        self.said = ""

    def say(self, text):
        self.said = f"{self.said} {text}".strip()
        for _ in range(len(text.split()) * WORD_MS // FRAME_MS):
            self.turns.frame(0.9)

    def pause(self, ms):
        """Silence; how much of it until the turn ended, None when it did not."""
        words_at = None
        for count in range(1, round(ms / FRAME_MS) + 1):
            events = list(self.turns.frame(0.02))
            for event in events:
                if isinstance(event, EagerFinal):
                    words_at = (count + DECODE_MS // FRAME_MS, event.end)
            if words_at and count == words_at[0]:
                events += self.turns.recognised(self.said, words_at[1])
            if any(isinstance(event, TurnEnded) for event in events):
                self.said = ""
                return count * FRAME_MS
        return None

    def finish(self):
        """Silence to the turn's end, and the interviewer's answer; returns the silence."""
        waited = self.pause(15_000)
        self.turns.interviewer(speaking=True)
        for _ in range(ANSWER_MS // FRAME_MS):
            self.turns.frame(0.02)
        self.turns.interviewer(speaking=False)
        return waited


def cut_off(judge, unfinished):
    """The sentences at whose pause the turn was ended, one interview through all of them."""
    speaker, found = Speaker(judge), []
    shortest, longest = PAUSES_MS
    for number, sentence in enumerate(unfinished):
        first, then = sentence.split(" | ")
        speaker.say(first)
        if speaker.pause(shortest + (longest - shortest) * number / (len(unfinished) - 1)) is not None:
            found.append(first)
        speaker.say(then)
        speaker.finish()
    return found


def test_of_a_hundred_thinking_pauses_at_most_five_are_cut_off(judge, sentences):
    unfinished = sentences["unfinished"]
    assert len(unfinished) >= 100
    found = cut_off(judge, unfinished)
    assert len(found) <= len(unfinished) * 0.05, found


def test_whoever_pauses_long_first_is_not_cut_off_more(judge, sentences):
    unfinished = sentences["unfinished"][::-1]
    found = cut_off(judge, unfinished)
    assert len(found) <= len(unfinished) * 0.05, found


def test_finished_turns_are_answered_within_800_ms_for_the_most_part(judge, sentences):
    finished = sentences["finished"]
    assert len(finished) >= 100
    speaker, waits = Speaker(judge), []
    for sentence in finished:
        speaker.say(sentence)
        waits.append(speaker.finish())
    assert median(waits) <= 800
    assert sum(wait <= 800 for wait in waits) >= 0.9 * len(waits)
    assert max(waits) <= 2_600


def test_thinkers_in_the_same_interview_do_not_make_finished_turns_slow(judge, sentences):
    speaker, waits = Speaker(judge), []
    for unfinished, finished in zip(sentences["unfinished"], sentences["finished"], strict=False):
        first, then = unfinished.split(" | ")
        speaker.say(first)
        speaker.pause(1_500)
        speaker.say(then)
        speaker.finish()
        speaker.say(finished)
        waits.append(speaker.finish())
    assert median(waits) <= 800
