"""How sure the recogniser is of an ending, and what that does to a turn."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.session.certainty import CERTAIN, certainty
from service.session.completeness import Judge
from service.session.turn_events import TurnEnded
from service.session.turns import TurnMachine
from service.speech.ports import Word
from tests.live_room import LEXICON


def words(*probabilities):
    return [Word("word", 0.0, 0.1, each) for each in probabilities]


def test_words_without_probabilities_are_taken_as_they_are():
    assert certainty([]) == CERTAIN
    assert certainty([Word("word", 0.0, 0.1)]) == CERTAIN


def test_the_last_word_counts_most():
    assert certainty(words(1.0, 0.99, 0.63)) == 0.63
    assert certainty(words(0.63, 0.99, 1.0)) > 0.8


def test_a_word_that_was_hardly_heard_shortly_before_the_end_counts():
    assert certainty(words(1.0, 0.5, 0.83, 0.99)) < 0.75


def test_what_was_misheard_long_before_the_end_does_not():
    assert certainty(words(0.1, 0.2, 0.99, 0.99, 0.99)) == pytest.approx(0.99)


def timed(*lengths):
    return [Word("word", 2.0, 2.0 + length, 0.99) for length in lengths]


def test_words_that_take_no_time_were_made_up():
    assert certainty(timed(0.3, 0.22, 0.0, 0.0)) == 0.0
    assert certainty(timed(0.0, 0.0, 0.3, 0.2, 0.0)) > 0.9, "the time of one word may be wrong"


def test_where_no_word_has_a_time_none_is_doubted_for_it():
    assert certainty(timed(0.0, 0.0, 0.0)) > 0.9


@given(st.lists(st.floats(0, 1), max_size=6))
def test_it_is_a_probability(probabilities):
    assert 0 <= certainty(words(*probabilities)) <= 1


def silence_to_the_end(certain):
    turns = TurnMachine(Judge(LEXICON))
    for _ in range(40):
        turns.frame(0.9)
    turns.recognised("we give up freshness tools", turns.position, certain=certain)
    return next(
        count * 32 for count in range(1, 500) if any(isinstance(e, TurnEnded) for e in turns.frame(0.0))
    )


def test_a_misheard_ending_gives_the_speaker_time():
    assert silence_to_the_end(0.63) >= 2_500
    assert silence_to_the_end(0.97) < 800
