"""Words tell whether their speaker has finished."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rubrics.loader import load
from rubrics.schema import Cue, Lexicon
from service.session.completeness import Judge, Looks


@pytest.fixture(scope="module")
def judge():
    return Judge(load().lexicon)


@pytest.mark.parametrize(
    "text",
    [
        "we put a queue in front of the transcoder and",
        "We shard by user id, because...",
        "so the cache is there so",
        "um",
        "I would use a, um",
        "that gives us two hundred thousand times",
        "there are three main reasons",
        "I see two options.",
        "we need a few components",
        "first of all",
        "it takes about",
        "we have the client, the gateway,",
        "a fifth of one point",
        "for the storage I would use",
        "we would pay for a very large",
        "if the queue is full",
        "the notification service",
        "they did not",
        "ten million users times two",
        "We use Kafka. It keeps the",
        "We use Kafka. It absorbs bursts",
    ],
)
def test_words_that_end_where_more_must_come_look_unfinished(judge, text):
    assert judge(text).looks is Looks.UNFINISHED


@pytest.mark.parametrize(
    "text",
    [
        "we put a queue in front of the transcoder",
        "about two hundred million users a day",
        "The feed is sorted by time.",
        "how many users do we have?",
        "how many users do we have",
        "that gives us fifty thousand requests per second",
        "I think so",
        "names and pictures and so on",
        "that is what we need",
        "I would talk to support first",
        "no we did not",
        "We use Kafka. It absorbs bursts.",
        "The notification service.",
        "",
    ],
)
def test_a_finished_sentence_looks_complete(judge, text):
    assert judge(text).looks is Looks.COMPLETE


@pytest.mark.parametrize(
    "text", ["let me think", "Hm, give me a second.", "okay, hold on", "let me think about that for a second"]
)
def test_asking_for_time_looks_like_thinking(judge, text):
    assert judge(text).looks is Looks.THINKING


@pytest.mark.parametrize(
    "text", ["and that's my design", "I'm done.", "so, over to you", "That's what I have."]
)
def test_handing_back_looks_over(judge, text):
    assert judge(text).looks is Looks.OVER


def test_the_phrase_must_stand_at_the_end(judge):
    assert judge("I'm done with the scope, now the numbers are small").looks is Looks.COMPLETE
    assert judge("let me think about the cache it holds the feed").looks is Looks.COMPLETE


@pytest.mark.parametrize("text", ["mm-hm", "Okay.", "yeah, right", "uh huh okay"])
def test_back_channels_are_told_from_words(judge, text):
    assert judge(text).back_channel


@pytest.mark.parametrize("text", ["okay but why", "wait", "", "right there"])
def test_words_are_told_from_back_channels(judge, text):
    assert not judge(text).back_channel


def test_words_are_counted(judge):
    assert judge("don't stop").words == 2


def test_what_a_long_turn_began_with_does_not_matter_at_its_end(judge):
    beginning = "we put a queue there and because of that uploads are safe so we sleep well "
    assert judge(beginning * 50 + "and the").looks is Looks.UNFINISHED
    assert judge(beginning * 50 + "that is my answer to it").looks is Looks.COMPLETE


def test_an_empty_lexicon_takes_everything_for_complete():
    judge = Judge(Lexicon(format="viva-lexicon/1"))
    assert judge("and so because").looks is Looks.COMPLETE
    assert not judge("okay").back_channel


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_judged(text):
    verdict = Judge(Lexicon(format="viva-lexicon/1", cues=(Cue(id="trailing", phrases=("and",)),)))(text)
    assert verdict.words >= 0
