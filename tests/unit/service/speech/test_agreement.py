from hypothesis import given, settings
from hypothesis import strategies as st

from service.speech.agreement import Agreement, Caption
from service.speech.ports import Recognition, Word

WORD_S = 0.4


def heard(text, start=0, shift=0.0):
    """A recognition of audio that begins at a sample; the words take 0.4 s each from the segment's start."""
    words = text.split()
    first = start / 16_000
    return Recognition(
        text,
        tuple(
            Word(word, at * WORD_S - first + shift, (at + 1) * WORD_S - first + shift)
            for at, word in enumerate(words)
        ),
    )


def test_a_word_is_stable_once_two_captions_agree_on_it():
    captions = Agreement()
    assert captions.take(Recognition("I would put")) == Caption((), ("I", "would", "put"))
    assert captions.take(Recognition("I would pick a")) == Caption(("I", "would"), ("pick", "a"))
    assert captions.take(Recognition("I would pick a queue")) == Caption(
        ("I", "would", "pick", "a"), ("queue",)
    )


def test_case_and_punctuation_are_no_disagreement():
    captions = Agreement()
    captions.take(Recognition("We shard."))
    assert captions.take(Recognition("we shard, by user")).stable == ("we", "shard,")


def test_a_stable_word_is_not_taken_back():
    captions = Agreement()
    captions.take(Recognition("put a queue"))
    captions.take(Recognition("put a queue there"))
    later = captions.take(Recognition("but a cue there again"))
    assert later.stable == ("put", "a", "queue", "there")
    assert later.unstable == ("again",)


def test_the_next_caption_begins_shortly_before_the_last_stable_words():
    captions = Agreement()
    captions.take(heard("one two three four five"))
    captions.take(heard("one two three four five six"))
    assert captions.stable == ("one", "two", "three", "four", "five")
    assert captions.start == round((3 * WORD_S - 0.1) * 16_000)
    assert captions.unheard == "one two three"


def later(text, skipped, start):
    """What is heard of the text when its first words lie before the audio."""
    words = text.split()
    first = start / 16_000
    timed = tuple(
        Word(word, at * WORD_S - first, (at + 1) * WORD_S - first)
        for at, word in enumerate(words)
        if at >= skipped
    )
    return Recognition(" ".join(words[skipped:]), timed)


def test_captions_of_the_rest_go_on_where_the_stable_words_end():
    captions = Agreement()
    captions.take(heard("one two three four five"))
    captions.take(heard("one two three four five six"))
    caption = captions.take(later("one two three four five six seven", 3, captions.start), captions.start)
    assert caption == Caption(("one", "two", "three", "four", "five", "six"), ("seven",))


def test_words_at_the_cut_that_are_heard_differently_are_known_by_their_times():
    captions = Agreement()
    captions.take(heard("one two three four five"))
    captions.take(heard("one two three four five six"))
    caption = captions.take(later("one two three for hive six seven", 3, captions.start), captions.start)
    assert caption.stable == ("one", "two", "three", "four", "five", "six")
    assert caption.unstable == ("seven",)


def test_a_recogniser_that_streams_hears_every_caption_from_the_start():
    captions = Agreement(streams=True)
    captions.take(heard("one two three four five"))
    captions.take(heard("one two three four five six"))
    assert captions.start == 0
    assert captions.unheard == ""


def likely(*words):
    """Words with probabilities, of 0.4 s each."""
    return Recognition(
        " ".join(word for word, _ in words),
        tuple(
            Word(word, at * WORD_S, (at + 1) * WORD_S, probability)
            for at, (word, probability) in enumerate(words)
        ),
    )


def samples(seconds):
    return round(seconds * 16_000)


def test_a_likely_word_is_stable_at_once_if_audio_follows_it():
    heard = likely(("one", 0.99), ("two", 0.99), ("three", 0.99))
    assert Agreement().take(heard, 0, samples(1.3)) == Caption(("one", "two"), ("three",))


def test_an_unlikely_word_keeps_those_after_it_waiting():
    heard = likely(("one", 0.99), ("two", 0.6), ("three", 0.99))
    assert Agreement().take(heard, 0, samples(1.5)) == Caption(("one",), ("two", "three"))


def test_a_word_said_a_while_ago_is_stable_however_unlikely():
    heard = likely(("one", 0.1), ("two", 0.6), ("three", 0.6))
    assert Agreement().take(heard, 0, samples(1.25)) == Caption(("one",), ("two", "three"))


def test_a_recogniser_that_streams_needs_two_captions_for_a_word():
    heard = likely(("one", 0.99), ("two", 0.99))
    assert Agreement(streams=True).take(heard, 0, samples(3)).stable == ()


def test_captions_of_a_short_segment_begin_where_it_begins():
    captions = Agreement()
    captions.take(likely(*((word, 0.99) for word in "abcdef")), 0, samples(3))
    assert captions.stable
    assert captions.start == 0


def test_captions_of_a_long_segment_begin_near_what_is_stable():
    captions = Agreement()
    captions.take(likely(*((str(at), 0.99) for at in range(16))), 0, samples(6.5))
    assert captions.start == samples(13 * WORD_S - 0.1)


Captions = st.lists(st.lists(st.sampled_from("abcd"), max_size=8), max_size=12)


@settings(max_examples=150, deadline=None)
@given(Captions, st.booleans(), st.floats(-0.3, 0.3), st.integers(0, 200_000))
def test_whatever_is_heard_stable_words_only_ever_grow(captions, timed, shift, end):
    agreement = Agreement()
    before = ()
    for words in captions:
        text = " ".join(words)
        start = agreement.start
        made = heard(text, start, shift) if timed else Recognition(text)
        caption = agreement.take(made, start, end)
        assert caption.stable[: len(before)] == before
        assert agreement.start >= start
        before = caption.stable
