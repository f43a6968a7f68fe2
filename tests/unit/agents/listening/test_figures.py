"""Figures are read as people say them, in digits and in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.listening.figures import figures

SAID = [
    # (said, value, unit, what is counted)
    ("two hundred thousand messages a day", 200_000, "count/day", "messages"),
    ("200K a day", 200_000, "count/day", ""),
    ("two point five seconds", 2.5, "second", ""),
    ("zero point two gigabytes a day", 0.2, "gigabyte/day", ""),
    ("50k DAU", 50_000, "1", "DAU"),
    ("half a million users", 500_000, "1", "users"),
    ("half a second", 0.5, "second", ""),
    ("one and a half million users", 1_500_000, "1", "users"),
    ("two and a half seconds", 2.5, "second", ""),
    ("1.5M DAU", 1_500_000, "1", "DAU"),
    ("200 kb per message", 200, "kilobyte", ""),
    ("200KB", 200, "kilobyte", ""),
    ("200 k b per photo", 200, "kilobyte", ""),
    ("$2K a month", 2_000, "dollar/month", ""),
    ("two thousand dollars a month", 2_000, "dollar/month", ""),
    ("ninety nine point nine percent", 99.9, "percent", ""),
    ("99.9%", 99.9, "percent", ""),
    ("five nines", 99.999, "percent", "uptime"),
    ("the p99 of 200 ms", 200, "millisecond", ""),
    ("p ninety nine of two hundred milliseconds", 200, "millisecond", ""),
    ("two hundred and fifty milliseconds", 250, "millisecond", ""),
    ("seven requests per second", 7, "count/second", "requests"),
    ("1,000,000 reads/s", 1_000_000, "count/second", "reads"),
    ("500 rps", 500, "request/second", ""),
    ("five hundred q p s", 500, "request/second", ""),
    ("8 Gbps", 8, "gigabit/second", ""),
    ("40 gigabytes of storage a day", 40, "gigabyte/day", "storage"),
    ("a hundred messages per user per day", 100, "count/day", "messages"),
    ("a million writes per second", 1_000_000, "count/second", "writes"),
    ("a couple of thousand users", 2_000, "1", "users"),
    ("2 million", 2_000_000, "1", ""),
    ("86,400 seconds", 86_400, "second", ""),
    ("eighty six thousand four hundred", 86_400, "1", ""),
    ("thirty days", 30, "day", ""),
    ("a dozen servers", 12, "1", "servers"),
    ("100 to 1", 100, "1", "to one"),
    ("ten to one", 10, "1", "to one"),
    ("one in ten users", 10, "percent", "users"),
    ("fifty thousand daily active users", 50_000, "1", "daily active users"),
    ("three megabytes each", 3, "megabyte", ""),
    ("a billion links", 1e9, "1", "links"),
    ("two terabytes per year", 2, "terabyte/year", ""),
]


@pytest.mark.parametrize(("said", "value", "unit", "noun"), SAID)
def test_a_figure_has_its_value_unit_and_noun(hear, said, value, unit, noun):
    (figure,) = figures(hear(said))
    assert figure.value == pytest.approx(value)
    assert figure.unit.pint == unit
    assert figure.noun == noun


@pytest.mark.parametrize("said", ["ten x", "10x", "three times the average", "a hundred x"])
def test_a_multiplier_is_known_as_one(hear, said):
    (figure,) = figures(hear(said))
    assert figure.factor


NO_FIGURES = [
    "one of them is the leader",
    "phase two comes later",
    "in 2024 we moved",
    "we support 24/7",
    "that one is fine",
    "http 200",
    "version 2",
    "s3 holds the photos",
    "year two",
    "a few users",
    "the p99",
]


@pytest.mark.parametrize("said", NO_FIGURES)
def test_names_with_numbers_are_no_figures(hear, said):
    assert figures(hear(said)) == ()


def test_the_ends_of_a_range_share_their_unit(hear):
    low, high = figures(hear("between five and ten seconds"))
    assert (low.value, low.unit.pint, high.value, high.unit.pint) == (5, "second", 10, "second")
    assert low.ranged
    assert high.ranged


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("we have ten, no wait, twenty thousand users", ["twenty thousand users"]),
        ("it takes 5 seconds, sorry, 500 milliseconds", ["500 milliseconds"]),
        ("about two thousand, I mean twenty thousand users", ["twenty thousand users"]),
        ("it is 40 gigabytes, scratch that, 4 gigabytes a day", ["4 gigabytes a day"]),
    ],
)
def test_a_figure_taken_back_does_not_count(follow, said, kept):
    assert [number.text for number in follow(said).numbers] == kept


KINDS = [
    ("we have 50,000 daily active users", "daily-users"),
    ("two million monthly active users", "monthly-users"),
    ("that's seven requests per second", "request-rate"),
    ("40 gigabytes a day", "storage-rate"),
    ("storage comes to 44 terabytes", "storage"),
    ("each photo is 200 kilobytes", "message-size"),
    ("latency under 200 milliseconds", "latency"),
    ("the p99 is 300 ms", "latency"),
    ("it costs $2K a month", "cost"),
    ("it costs about two K a month", "cost"),
    ("99.9 percent availability", "uptime"),
    ("10K concurrent connections", "concurrent-users"),
    ("500 megabytes per second of bandwidth", "bandwidth"),
]


@pytest.mark.parametrize(("said", "kind"), KINDS)
def test_a_number_is_of_the_kind_its_words_show(follow, said, kind):
    assert follow(said).numbers[0].kind == kind


def test_a_price_without_a_currency_is_money(follow):
    assert follow("it costs about two K a month").numbers[0].unit == "dollar/month"


@given(
    st.lists(
        st.sampled_from(
            "a one two five ten hundred thousand million point and half k m b GB 5 200K per day seconds users 99.9% $2 x times , . to".split()
        ),
        max_size=14,
    )
)
def test_figures_are_verbatim_and_do_not_overlap(cues, parts):
    from agents.listening.heard import Heard

    text = " ".join(parts)
    end = 0
    for figure in figures(Heard("t0", text, cues)):
        assert end <= figure.start < figure.end <= len(text)
        assert not text[figure.start : figure.end].endswith(" ")
        end = figure.end


@pytest.mark.parametrize(
    ("said", "value", "unit"),
    [
        ("a row is point five k b", 0.5, "kilobyte"),
        ("it costs a tenth of a cent", 0.001, "dollar"),
        ("two hundred terra bytes", 200, "terabyte"),
        ("ten giga bits a second", 10, "gigabit/second"),
        ("eighteen in a hundred fail", 18, "percent"),
        ("nineteen times out of twenty", 95, "percent"),
        ("we cut it by a third", 100 / 3, "percent"),
        ("two thirds of the riders", 200 / 3, "percent"),
        ("so ninety-nine point nine five then", 99.95, "percent"),
        ("three orders in a year", 3, "count/year"),
        ("half an hour in a whole year", 0.5, "hour/year"),
        ("6M/day", 6e6, "count/day"),
        ("1.5 million of customers", 1.5e6, "1"),
    ],
)
def test_more_ways_of_saying_a_figure(hear, said, value, unit):
    (figure,) = figures(hear(said))
    assert figure.value == pytest.approx(value)
    assert figure.unit.pint == unit


@pytest.mark.parametrize(("said", "times"), [("twice that", 2), ("it triples", 3), ("once a minute", 1)])
def test_a_multiplier_without_a_numeral_is_a_factor_left_unsaid(hear, said, times):
    (figure,) = figures(hear(said))
    assert (figure.value, figure.factor, figure.implied) == (times, True, True)


def test_what_went_from_one_value_to_another_is_no_range(hear):
    assert not any(figure.ranged for figure in figures(hear("it went from forty to sixty seconds")))
