"""Which sides a turn takes, of what, and in which words they can be said back."""

from __future__ import annotations

import pytest

from agents.listening.oppositions import BRIEF_WORDS, QUOTE_WORDS, Oppositions
from rubrics.loader import load


@pytest.fixture(scope="module")
def oppositions():
    return Oppositions(load().lexicon)


@pytest.fixture
def taken(oppositions, hear):
    return lambda text, subject: [each for each in oppositions.taken(hear(text)) if each.subject == subject]


SIDES = [
    ("We never delete a message.", "deletion", "kept"),
    ("We don't delete messages.", "deletion", "kept"),
    ("We delete messages after a month.", "deletion", "deleted"),
    ("Messages are encrypted.", "encryption", "encrypted"),
    ("They travel in clear text.", "encryption", "plain"),
    ("Nobody has to wait for it.", "processing", "asynchronous"),
    ("We had no way back.", "return", "one-way"),
]


@pytest.mark.parametrize(("said", "subject", "side"), SIDES)
def test_a_side_is_heard(taken, said, subject, side):
    assert [stance.side for stance in taken(said, subject)] == [side]


NONE = [
    "Do we delete messages?",
    "Either we delete messages or we pack them.",
    "We considered that we delete messages.",
    "If we delete messages, people leave.",
    "We delete messages when the user asks for it.",
]


@pytest.mark.parametrize("said", NONE)
def test_what_is_asked_weighed_or_imagined_takes_no_side(taken, said):
    assert taken(said, "deletion") == []


def test_words_for_one_thing_are_one_thing(taken):
    (one,) = taken("We never delete a picture.", "deletion")
    (other,) = taken("After a year the originals are deleted.", "deletion")
    assert one.things & other.things


def test_a_sentence_without_a_thing_speaks_of_the_one_before(taken):
    (stance,) = taken("Invoices are sacred. We never delete them.", "deletion")
    assert "invoice" in stance.things


LONG = (
    "So because the bill is so high every month and the director asks me about it each time we meet, after a "
    "year we delete the invoices of the small shops, which nobody ever asked for as far as I can remember, and "
    "so the bill gets smaller."
)


def test_an_overlong_sentence_is_said_back_in_part(taken):
    (stance,) = taken(LONG, "deletion")
    whole, brief = (LONG[span.start : span.end] for span in (stance.span, stance.brief))
    assert "delete the invoices" in whole
    assert "delete the invoices" in brief
    assert len(brief.split()) <= BRIEF_WORDS
    assert len(whole.split()) <= QUOTE_WORDS


def test_talk_without_a_pause_is_cut_around_the_side(taken):
    said = (
        "so " + "and the shop pays for it " * 8 + "we delete the invoices " + "and the shop pays for it " * 8
    )
    (stance,) = taken(said, "deletion")
    quote = said[stance.span.start : stance.span.end]
    assert "delete the invoices" in quote
    assert len(quote.split()) <= QUOTE_WORDS
