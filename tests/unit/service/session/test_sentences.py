"""Tokens become pieces that can be spoken."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.session.sentences import LONGEST_CHARS, Sentences, pieces_of


def test_a_sentence_is_given_out_as_soon_as_the_next_begins():
    sentences = Sentences()
    assert sentences.push("Why the") == []
    assert sentences.push(" queue?") == []
    assert sentences.push(" What") == ["Why the queue?"]
    assert sentences.flush() == ["What"]


def test_the_first_piece_may_be_a_clause_and_later_ones_may_not():
    assert pieces_of("Before we go on, tell me this. If it fails here, what then?") == [
        "Before we go on,",
        "tell me this.",
        "If it fails here, what then?",
    ]


def test_a_first_clause_of_two_words_is_too_short_to_stand_alone():
    assert pieces_of("Okay then, go on please.") == ["Okay then, go on please."]


@pytest.mark.parametrize(
    "text",
    [
        "It costs 1,000 a day.",
        "It is 3.5 seconds.",
        "Say, e.g. a queue.",
        "Dr. Smith asked.",
        "The U.S. region only.",
        "Plan B. Then fails.",
        "Cache vs. database?",
    ],
)
def test_numbers_abbreviations_and_initials_are_not_cut(text):
    assert pieces_of(text) == [text]


def test_i_at_the_end_of_a_sentence_does_end_it():
    assert pieces_of("So do I. What next?") == ["So do I.", "What next?"]


def test_a_closing_quote_belongs_to_its_sentence():
    assert pieces_of('You said "fast." Why?') == ['You said "fast."', "Why?"]


def test_a_piece_without_an_end_is_cut_at_a_space():
    pieces = pieces_of("word " * 200)
    assert all(len(piece) <= LONGEST_CHARS for piece in pieces)
    assert " ".join(pieces) == ("word " * 200).strip()


def test_a_word_longer_than_any_piece_stays_whole():
    assert pieces_of("x" * 500) == ["x" * 500]


@settings(deadline=None)
@given(st.lists(st.text(alphabet="ab ,.?!;1\n", max_size=12), max_size=60))
def test_no_word_is_lost_whatever_the_tokens(tokens):
    sentences = Sentences()
    pieces = [piece for token in tokens for piece in sentences.push(token)] + sentences.flush()
    assert " ".join(pieces).split() == "".join(tokens).split()
    assert all(piece == piece.strip() != "" for piece in pieces)


@settings(deadline=None)
@given(st.text(alphabet="ab ,.?!;1", max_size=120), st.integers(0, 120))
def test_how_the_tokens_are_cut_does_not_change_the_pieces(text, cut):
    sentences = Sentences()
    assert sentences.push(text[:cut]) + sentences.push(text[cut:]) + sentences.flush() == pieces_of(text)
