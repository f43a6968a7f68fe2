import pytest

from agents.naming import bare, listed, lowered, noun_phrase

PRODUCTS = frozenset({"redis", "kafka", "dynamodb"})


@pytest.mark.parametrize(
    ("name", "phrase"),
    [
        ("queue", "the queue"),
        ("Kafka queue", "the Kafka queue"),
        ("the read replicas", "the read replicas"),
        ("Redis", "Redis"),
        ("redis", "redis"),
        ("Temporal", "Temporal"),
        ("sharding", "sharding"),
        ("Strong consistency", "strong consistency"),
        ("five regions", "five regions"),
        ("CDN", "the CDN"),
        ("pub sub", "pub sub"),
        ("second region", "the second region"),
        ("", ""),
    ],
)
def test_a_name_takes_the_article_that_a_speaker_would_give_it(name, phrase):
    assert noun_phrase(name, PRODUCTS) == phrase


def test_the_beginning_of_a_sentence_is_no_name():
    assert lowered("Six million photos", PRODUCTS) == "six million photos"
    assert lowered("Kafka queue", PRODUCTS) == "Kafka queue"


def test_an_article_is_taken_off():
    assert bare("our message queue") == "message queue"


def test_names_are_read_out_with_one_and():
    assert listed(("a", "b", "c")) == "a, b and c"
    assert listed(("a",)) == "a"
