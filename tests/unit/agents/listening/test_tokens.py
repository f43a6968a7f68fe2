"""A text is cut into words once; where a phrase may go on is known between each two of them."""

from hypothesis import given
from hypothesis import strategies as st

from agents.listening.tokens import NUMBER_KEY, Tokens, beginning, exactly, tokens


def test_digits_before_a_word_stand_alone():
    said = Tokens("Under 200ms, p99 at 5%")
    assert said.words[: said.count] == ["under", "200", "ms", "p99", "at", "5"]
    assert said.glued[2]
    assert not said.glued[1]


def test_a_phrase_may_step_over_commas_and_hyphens_and_not_over_the_end_of_a_sentence():
    said = Tokens("read-write, then. Stop; go")
    assert said.passes[: said.count] == [True, True, True, False, False]


def test_words_are_found_whole_and_by_how_they_begin():
    said = Tokens("the cache, the caches")
    assert said.at(frozenset({exactly("cache")})) == [1]
    assert said.at(frozenset({beginning("cach")})) == [1, 3]
    assert said.at(frozenset({exactly("the"), exactly("caches")})) == [0, 2, 3]
    assert said.at(frozenset({exactly("queue")})) == []


def test_a_number_may_begin_at_digits_and_at_number_words():
    assert Tokens("we have 20 or two hundred or tens of thousands").at(frozenset({NUMBER_KEY})) == [
        2,
        4,
        5,
        7,
        9,
    ]


def test_a_word_goes_on_over_a_single_mark():
    said = Tokens("a time-series store")
    assert said.longer_words(1) == [3, 2]
    assert said.longer_words(3) == [4]


def test_the_same_text_is_cut_up_once():
    assert tokens("we use a queue") is tokens("we use a queue")


@given(st.text(max_size=60))
def test_every_token_stands_where_it_says(text):
    said = Tokens(text)
    assert len(said.lowered) == len(text)
    for at in range(said.count):
        assert said.lowered[said.starts[at] : said.ends[at]].removesuffix("%") == said.words[at]
        assert said.ends[at] <= said.starts[at + 1]
