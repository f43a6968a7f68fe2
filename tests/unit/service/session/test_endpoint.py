"""Endpoints: words and voice together decide how long a silence may last."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.session.completeness import Looks
from service.session.endpoint import Ending
from service.session.turn_settings import TurnSettings

SETTINGS = TurnSettings()


def wait(looks, sounds=None, learned=600, certain=1.0):
    return Ending(looks, sounds, certain).wait_ms(SETTINGS, learned)


@pytest.mark.parametrize(
    ("looks", "sounds", "waited"),
    [
        (Looks.COMPLETE, None, 600),
        (Looks.COMPLETE, 0.9, 600),
        (Looks.COMPLETE, 0.5, 600),
        (Looks.COMPLETE, 0.49, 2_500),
        (Looks.UNFINISHED, 0.99, 2_500),
        (Looks.UNFINISHED, 0.1, 2_500),
        (Looks.THINKING, 0.99, 10_000),
        (Looks.OVER, 0.01, 200),
        (None, 0.99, 2_500),
        (None, None, 2_500),
    ],
)
def test_the_one_that_asks_for_more_time_has_its_way(looks, sounds, waited):
    assert wait(looks, sounds) == waited


def test_the_learned_wait_counts_where_both_say_it_is_over():
    assert wait(Looks.COMPLETE, 0.8, learned=900) == 900
    assert wait(Looks.COMPLETE, 0.2, learned=900) == 2_500


@pytest.mark.parametrize(
    ("looks", "sounds", "waited"),
    [
        (Looks.COMPLETE, None, 2_500),
        (Looks.OVER, None, 2_500),
        (Looks.COMPLETE, 0.1, 2_500),
        (Looks.COMPLETE, 0.9, 600),
        (Looks.OVER, 0.9, 200),
        (Looks.UNFINISHED, 0.9, 2_500),
        (Looks.THINKING, 0.9, 10_000),
    ],
)
def test_words_recognised_with_doubt_end_a_turn_only_where_the_voice_does_too(looks, sounds, waited):
    assert wait(looks, sounds, certain=0.6) == waited


@settings(deadline=None)
@given(st.sampled_from([*Looks, None]), st.one_of(st.none(), st.floats(0, 1)), st.floats(0, 1))
def test_doubt_never_hurries(looks, sounds, certain):
    assert wait(looks, sounds, certain=certain) >= wait(looks, sounds)


@settings(deadline=None)
@given(st.sampled_from([*Looks, None]), st.floats(0, 1), st.integers(600, 1_000))
def test_a_voice_never_hurries(looks, sounds, learned):
    assert wait(looks, sounds, learned) >= wait(looks, None, learned)
