import json

import pytest

from agents.listening.scale import Scale, plain, word_signs


@pytest.fixture
def coin(tmp_path):
    path = tmp_path / "weights.json"
    path.write_text(json.dumps({"heavy": [2.0, 0.0], "light": [0.0, 1.0]}), encoding="utf-8")
    return Scale.read(("heads", "tails"), path)


def test_a_scale_is_read_as_it_was_learned(coin):
    chances = coin.chances({"heavy"})
    assert chances["heads"] > chances["tails"]
    assert sum(chances.values()) == pytest.approx(1)


def test_the_pull_of_signs_is_their_difference_for_two_roles(coin):
    assert coin.pull(["heavy", "light", "never seen"], "heads", "tails") == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("word", "as_read"), [("forty", "#"), ("2.5", "#"), ("don’t", "don't"), ("one", "one")]
)
def test_figures_are_alike_and_apostrophes_too(word, as_read):
    assert plain(word) == as_read


def test_pairs_keep_small_words_and_skip_two_weighty_ones():
    signs = {*word_signs(["the", "florist", "sells"])}
    assert "pair:the florist" in signs
    assert "pair:florist sells" not in signs
    assert "stem:flori" in signs
