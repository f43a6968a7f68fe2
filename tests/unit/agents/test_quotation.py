import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.quotation import HESITATIONS, locate

TURN = "So, um, we'd put, you know, a queue there; the work takes, uh, four seconds. Nobody waits for that."


@pytest.mark.parametrize(
    ("quote", "verbatim"),
    [
        ("a queue there; the work", "a queue there; the work"),
        ("We'd put a queue there", "we'd put, you know, a queue there"),
        ("we’d put a queue there.", "we'd put, you know, a queue there"),
        ("the work takes four seconds", "the work takes, uh, four seconds"),
    ],
)
def test_a_quote_is_found_whatever_was_left_out_and_kept_as_it_was_said(quote, verbatim):
    start, end = locate(quote, TURN)
    assert TURN[start:end] == verbatim


@pytest.mark.parametrize(
    "quote", ["a queue", "the work takes nine seconds", "seconds four takes work", "we'd put there"]
)
def test_words_that_were_not_said_so_are_no_quote(quote):
    assert locate(quote, TURN) is None


WORDS = st.lists(st.text(string.ascii_lowercase, min_size=4, max_size=8), min_size=3, max_size=12)


@settings(max_examples=60)
@given(said=WORDS, data=st.data())
def test_fillers_marks_and_case_never_hide_a_quote(said, data):
    spoken = []
    for word in said:
        filler = data.draw(st.sampled_from(["", *sorted(HESITATIONS)]))
        spoken.append(f"{filler}, {word}" if filler else word)
    text = " ".join(spoken)
    start, end = locate(" ".join(said).capitalize() + ".", text)
    assert text[start:end].split()[-1] == said[-1]
    assert 0 <= start < end <= len(text)
