"""Patterns match phrases as people say them."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.listening.patterns import Pattern, PatternError, search_any

MATCHES = [
    ("how many users", "so how many users do we have", "how many users"),
    ("read write ratio", "what's the read/write ratio", "read/write ratio"),
    ("read write ratio", "what is the Read-Write ratio?", "Read-Write ratio"),
    ("scal*", "it will be scaling well", "scaling"),
    ("(daily|monthly) [active] users", "our monthly active users", "monthly active users"),
    ("(daily|monthly) [active] users", "our daily users", "daily users"),
    (
        "we (lose|give up) ... consistency",
        "we lose a bit of consistency there",
        "we lose a bit of consistency",
    ),
    ("we (lose|give up) ... consistency", "we give up consistency", "we give up consistency"),
    ("# users", "two hundred thousand users", "two hundred thousand users"),
    ("# users", "about 200,000 users", "200,000 users"),
    ("# users", "half a million users", "half a million users"),
    ("# users", "2.5 million users", "2.5 million users"),
    ("# ms", "p99 under 200ms please", "200ms"),
    ("#", "costs $2K a month", "$2K"),
    ("don't need", "we dont need it", "dont need"),
    ("don't need", "we don’t need it", "don’t need"),
    ("ci/cd", "with ci cd in place", "ci cd"),
    (r"/p(50|95|99)\b/", "our P99 is", "P99"),
    ("p99", "our p99 is", "p99"),
    ("not only, but also", "not only but also", "not only but also"),
    ("read|write", "we write it", "write"),
]


@pytest.mark.parametrize(("source", "text", "expected"), MATCHES)
def test_a_pattern_finds_the_words_it_describes(source, text, expected):
    found = Pattern.compile(source).search(text)
    assert found is not None
    assert text[found.start : found.end] == expected


MISSES = [
    ("sql", "we use NoSQL here"),
    ("cache", "the caches"),
    ("lose ... consistency", "we lose one two three four five six seven consistency"),
    ("lose ... consistency", "we lose time. Then consistency"),
    ("# users", "many users"),
    ("daily users", "daily, and then the users"),
    ("scal*", "the escalation"),
]


@pytest.mark.parametrize(("source", "text"), MISSES)
def test_a_pattern_lets_other_words_pass(source, text):
    assert Pattern.compile(source).search(text) is None


@pytest.mark.parametrize("source", ["", "  ", "(a|b", "a)", "[a]", "...", "a||b", "*", "a*b", "/(/", "()"])
def test_a_pattern_that_cannot_be_read_is_refused_with_a_sentence(source):
    with pytest.raises(PatternError, match="pattern"):
        Pattern.compile(source)


def test_every_match_is_found_in_order():
    text = "a queue here and a queue there"
    assert [text[m.start : m.end] for m in Pattern.compile("queue").finditer(text)] == [
        "queue",
        "queue",
    ]


def test_the_same_source_is_compiled_once():
    assert Pattern.compile("load balancer") is Pattern.compile("load balancer")


def test_search_any_takes_the_first_pattern_that_matches():
    found = search_any(["queue", "cache"], "a cache then a queue")
    assert found == (15, 20)


def test_a_search_may_be_limited_to_part_of_the_text():
    text = "queue and queue"
    assert Pattern.compile("queue").search(text, 3) == (10, 15)


def test_a_search_within_bounds_is_one_of_the_text_up_to_there():
    text = "we lose time, and then we lose the order of messages"
    pattern = Pattern.any_of(("we lose ... order", "lose", "/\\blose(?: the)?$/"))
    for start in range(len(text)):
        for end in range(start, len(text) + 1):
            assert list(pattern.finditer(text, start, end)) == list(pattern.finditer(text[:end], start))


def test_a_gap_may_end_inside_a_hyphenated_word():
    assert Pattern.compile("use ... series").search("we use a time-series store") == (3, 20)


def test_two_gaps_are_searched_in_no_time_in_a_list_of_technologies():
    pattern = Pattern.compile("(cdn|shard*) ... (kafka|redis) ... (graphql|cassandra)")
    text = "cdn " * 4 + "kafka, kubernetes, elasticsearch, microservices, observability " * 8
    began = time.process_time()
    assert pattern.search(text) is None
    assert time.process_time() - began < 0.2


@given(st.text(alphabet="ab c.,?0123#$-'x", max_size=80))
def test_spans_lie_inside_the_text_and_are_not_empty(text):
    for source in ("a ... b", "# x", "a [b] c", "#"):
        for start, end in Pattern.compile(source).finditer(text):
            assert 0 <= start < end <= len(text)
