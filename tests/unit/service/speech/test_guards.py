import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.speech.guards import Heard, is_phantom, keep_without_loops, plain, without_echo
from service.speech.ports import Word


def heard(text, no_speech=0.0, log_probability=-0.2, compression=1.2):
    return Heard(text, no_speech, log_probability, compression)


@pytest.mark.parametrize("text", ["Thank you.", "Thanks for watching!", " you", "Bye."])
def test_known_phantoms_are_dropped_when_the_model_was_unsure(text):
    assert is_phantom(heard(text, no_speech=0.4))
    assert is_phantom(heard(text, log_probability=-0.9))


def test_thanks_that_were_clearly_said_stay():
    assert not is_phantom(heard("Thank you.", no_speech=0.02, log_probability=-0.2))


def test_a_sentence_stays_though_the_model_was_a_little_unsure():
    assert not is_phantom(heard("I would add a queue.", no_speech=0.5, log_probability=-0.9))


def test_no_speech_and_low_confidence_together_are_nothing():
    assert is_phantom(heard("I would add a queue.", no_speech=0.8, log_probability=-1.4))


def test_any_words_are_nothing_where_the_model_is_sure_that_nobody_spoke():
    assert is_phantom(heard("no", no_speech=0.99, log_probability=-0.68))
    assert not is_phantom(heard("no", no_speech=0.99, log_probability=-0.2))


def test_text_that_repeats_itself_and_is_unsure_is_nothing():
    assert is_phantom(heard("la la la la", compression=3.0, log_probability=-1.2))


def left(text):
    words = text.split()
    return " ".join(words[at] for at in keep_without_loops(words))


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("so so so so so what", "so what"),
        ("put it there, put it there, put it there. Put it there and stop", "put it there, and stop"),
        ("no no no that is wrong", "no no no that is wrong"),
        ("", ""),
    ],
)
def test_loops_are_cut_to_one_round_and_stammering_stays(said, kept):
    assert left(said) == kept


@given(st.lists(st.sampled_from(["a", "b", "c"]), max_size=40))
def test_words_are_only_ever_left_out(words):
    kept = keep_without_loops(words)
    assert kept == sorted(set(kept))
    assert all(0 <= at < len(words) for at in kept)


def test_plain_text_has_no_case_and_no_punctuation():
    assert plain("  Don't -- STOP, now. ") == "don't stop now"


def spoken(text, word_s=0.3, probability=0.9):
    return [Word(word, at * word_s, (at + 1) * word_s, probability) for at, word in enumerate(text.split())]


def test_a_beginning_that_only_repeats_the_text_before_and_takes_no_time_is_dropped():
    words = [*spoken("between the services", word_s=0.02), *spoken("and then a cache")]
    kept = without_echo(words, "I would put a queue between the services.")
    assert [word.text for word in kept] == ["and", "then", "a", "cache"]


def test_a_beginning_that_repeats_the_text_before_and_is_unlikely_is_dropped():
    words = spoken("between the services", probability=0.1)
    assert without_echo(words, "a queue between the services") == []


def test_a_speaker_who_repeats_himself_is_believed():
    words = spoken("between the services I said")
    assert without_echo(words, "a queue between the services") == words


def test_one_or_two_words_in_common_are_no_echo():
    words = spoken("the cache", word_s=0.02)
    assert without_echo(words, "we need the cache") == words
