"""Echoes: words the microphone heard that are the interviewer's own."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.session.echo import echoes, words_of
from service.session.interviewer_voice import InterviewerVoice

SAID = "Why that queue? What fails for your users without it, and who would notice first?"


@pytest.mark.parametrize(
    "heard",
    [
        "what fails for your users",
        "Why that queue? What fails",
        "what fell for your user without it",
        "who would notice first",
        "that queue",
    ],
)
def test_the_interviewers_own_words_are_an_echo_even_when_misheard(heard):
    assert echoes(words_of(heard), words_of(SAID))


@pytest.mark.parametrize(
    "heard",
    ["wait hold on please", "your queue", "users would lose their uploads", "no", "first who", ""],
)
def test_other_words_are_not(heard):
    assert not echoes(words_of(heard), words_of(SAID))


def test_nothing_echoes_an_interviewer_who_has_said_nothing():
    assert not echoes(["what", "fails"], [])


def test_two_words_may_be_the_same_by_chance():
    voice = InterviewerVoice()
    voice.says("A cache or a queue?")
    assert voice.echoed_by("a queue")
    assert not voice.echoed_by("a queue", surely=True)
    assert voice.echoed_by("cache or a queue", surely=True)


def test_only_the_last_words_are_remembered():
    voice = InterviewerVoice()
    voice.says("the very first sentence")
    for _ in range(30):
        voice.says("and something else again")
    assert not voice.echoed_by("the very first sentence")


words = st.lists(st.sampled_from("why that queue what fails without it first".split()), max_size=30)


@settings(max_examples=100, deadline=None)
@given(words, st.integers(0, 29), st.integers(1, 10))
def test_any_stretch_of_what_was_said_is_an_echo(said, at, size):
    heard = said[at : at + size]
    assert echoes(heard, said) is bool(heard)
