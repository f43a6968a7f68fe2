"""The whiteboard as a graph: where a part stands, and where drawing and words differ."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.board import Board, differences, placings, read
from agents.listening.listener import Listener

BOXES = (("a", "Upload service", ""), ("q", "Queue", ""), ("t", "Transcoder", ""))
ARROWS = (("a", "q"), ("q", "t"))


@pytest.fixture(scope="module")
def heard(library):
    return Listener(library.lexicon)


def drawn(heard, *labels):
    """Boxes in a row, each with an arrow to the next."""
    boxes = [(str(at), label, "") for at, label in enumerate(labels)]
    return read(boxes, [(str(at), str(at + 1)) for at in range(len(labels) - 1)], heard.vocabulary)


def found(heard, board, *texts):
    said = {f"t{number}": text for number, text in enumerate(texts)}
    return [(each.component, each.drawn) for each in differences(board, said, heard.vocabulary, heard.cues)]


def test_a_part_between_two_others_is_told_so(heard):
    board = read(BOXES, ARROWS, heard.vocabulary)
    assert board.place("q") == "between the upload service and the transcoder"
    assert board.place("a") == "in front of the queue"
    assert board.place("t") == "behind the queue"
    assert board.places()["queue"] == "between the upload service and the transcoder"


def test_a_box_alone_has_no_place(heard):
    assert read(BOXES, (), heard.vocabulary).places() == {}


def test_nothing_stands_behind_a_question(heard):
    assert drawn(heard, "Is it cached?", "Queue").places() == {}
    assert (
        drawn(heard, "API", "Is it cached?", "Queue", "Worker").places()["queue"] == "in front of the worker"
    )


def test_a_box_is_what_its_label_names_else_its_shape(heard):
    boxes = (
        ("a", "Uploads", "queue"),
        ("b", "", "load-balancer"),
        ("c", "Redis", "database"),
        ("d", "Hello", ""),
    )
    parts = read(boxes, (), heard.vocabulary).parts
    assert [(part.component, part.said) for part in parts.values()] == [
        ("queue", "Uploads queue"),
        ("load-balancer", "load balancer"),
        ("cache", "Redis"),
        ("", ""),
    ]


def test_arrows_lead_over_any_between_and_not_back(heard):
    board = drawn(heard, "Client", "Load balancer", "API", "Database")
    assert board.leads("client", "database")
    assert not board.leads("database", "client")


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("abcdx")), max_size=12))
def test_no_tangle_of_arrows_is_followed_for_ever(arrows):
    board = Board({}, tuple(arrows))
    assert not board.leads("queue", "cache")
    board.place("a")


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("The cache sits in front of the database.", "cache", "database"),
        ("I put a cache ahead of our database", "cache", "database"),
        ("The cache is behind the database.", "database", "cache"),
        ("The client sends requests to the load balancer.", "client", "load-balancer"),
        ("The cache, which is right in front of Postgres, is small.", "cache", "database"),
    ],
)
def test_which_part_comes_first_is_heard(heard, text, first, second):
    (told,) = placings(text, heard.vocabulary, heard.cues)
    assert (told.before, told.after) == (first, second)


@pytest.mark.parametrize(
    "text",
    [
        "The cache is not in front of the database.",
        "If the cache were in front of the database, reads would be fast.",
        "Should the cache sit in front of the database?",
        "A cache and a database.",
        "The cache is fast, and behind all that the database is slow.",
    ],
)
def test_what_is_not_said_for_certain_places_nothing(heard, text):
    assert placings(text, heard.vocabulary, heard.cues) == ()


def test_a_part_drawn_behind_what_it_was_said_to_be_in_front_of_differs(heard):
    board = drawn(heard, "API", "Database", "Cache")
    assert found(heard, board, "The cache sits in front of the database.") == [
        ("cache", "behind the database")
    ]


def test_what_was_said_last_counts(heard):
    board = drawn(heard, "Database", "Cache")
    said = ("The cache sits in front of the database.", "Sorry, the cache is behind the database.")
    assert found(heard, board, *said) == []


@pytest.mark.parametrize(
    "labels",
    [("Cache", "Database"), ("Cache", "API", "Database"), ("Database",), ("Database", "Cache", "Database")],
)
def test_a_drawing_that_agrees_or_says_nothing_does_not_differ(heard, labels):
    assert found(heard, drawn(heard, *labels), "The cache sits in front of the database.") == []
