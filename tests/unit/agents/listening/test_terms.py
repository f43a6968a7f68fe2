"""What a figure may stand for as a factor."""

import pytest

from agents.listening.figures import figures
from agents.listening.terms import head, is_calendar, retells, shares, terms


@pytest.mark.parametrize(
    ("said", "factors"),
    [
        ("ten percent of them", [0.1]),
        ("we cut it by ten percent", [0.9]),
        ("it grew by ten percent", [1.1]),
        ("a cache hit rate of ninety percent", [0.9, 0.1]),
        ("ten percent fail and the rest is fine", [0.1, 0.9]),
    ],
)
def test_a_share_is_itself_what_it_leaves_or_what_it_adds(hear, said, factors):
    heard = hear(said)
    assert list(shares(heard, figures(heard)[0])) == pytest.approx(factors)


def test_a_bare_number_may_have_the_unit_of_the_one_before(hear):
    heard = hear("one disk has four terabytes and another twelve")
    found = figures(heard)
    assert any(term is not None and term.value == 12e12 for term in terms(heard, found, len(found) - 1))


def test_what_was_named_before_lends_its_number_no_unit(hear):
    heard = hear("sixteen bytes and two billion of them")
    found = figures(heard)
    assert [term.powers for term in terms(heard, found, 1) if term is not None] == [(0, 0, 0)]


def test_the_seconds_of_a_day_may_be_left_out(hear):
    heard = hear("thirty million over eighty six thousand four hundred seconds")
    found = figures(heard)
    assert is_calendar(found[1])
    assert None in list(terms(heard, found, 1))


def test_five_minutes_and_three_hundred_seconds_are_the_same(hear):
    five, seconds = figures(hear("in five minutes, three hundred seconds"))
    assert retells(five, seconds)


@pytest.mark.parametrize(
    ("noun", "thing"),
    [("daily active users", "user"), ("boxes", "box"), ("deliveries", "delivery"), ("people", "person")],
)
def test_the_thing_counted_is_in_the_singular(noun, thing):
    assert head(noun) == thing
