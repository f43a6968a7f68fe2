"""Excerpts of turns: short, from the end that tells most, and never anything but the words themselves."""

import pytest

from agents.excerpts import asks, first_words, last_words, question

LONG = " ".join(f"word{number}" for number in range(30))


def test_a_short_turn_is_shown_whole():
    assert first_words("That's  what I have.") == last_words("That's what I have.") == "That's what I have."


def test_a_long_turn_is_cut_where_words_end():
    assert first_words(LONG) == f"{' '.join(LONG.split()[:18])} …"
    assert last_words(LONG, 2) == "… word28 word29"


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("I see. Why would you want a queue?", "Why would you want a queue?"),
        ("Who asks? And who answers?", "And who answers?"),
        ("Let us go on.", ""),
        ("", ""),
    ],
)
def test_of_a_turn_the_last_question_is_shown(text, asked):
    assert question(text) == asked
    assert asks(text) is bool(asked)
