"""Reasons and prices that nothing announces go to the part they are told of; praise and plumbing go nowhere."""

import pytest

REASONED = [
    ("Positions sit in Quoll. Drivers move every four seconds and riders stare at the map.", "quoll"),
    (
        "On the tablet it's a local store. There's no signal in the cellar, and fitters can't wait.",
        "local-store",
    ),
    ("Hetzner. A tenth of the price, and none of our users is further away than Basel.", "hetzner"),
    ("Parents film the whole concert and upload it in the interval. A queue.", "queue"),
    ("The fares are in Spanner, a fare two servers disagree on ends up in the paper.", "newsql-database"),
    ("We use a circuit breaker. When the bureau hangs, every thread is waiting for it.", "circuit-breaker"),
]


@pytest.mark.parametrize(("said", "name"), REASONED)
def test_a_reason_needs_no_word_that_announces_it(follow, said, name):
    assert follow(said).components[name].reasons


def test_what_comes_after_the_reason_may_be_the_price(follow):
    part = follow(
        "The list is served from a CDN. Parents open it all at once at seven. A correction shows up late."
    ).components["cdn"]
    assert part.reasons
    assert part.tradeoffs


BARE = [
    ("We use Kafka. It has twelve partitions and three replicas.", "queue"),
    ("Then Kafka. It's modern, scalable and robust, and it fits the architecture.", "queue"),
    ("There's a Wormhole in front, and behind that comes the booking service.", "wormhole"),
    ("Kafka. Elasticsearch. Done.", "queue"),
    ("Then Kafka. Users post ten times a day, so that is two million posts.", "queue"),
]


@pytest.mark.parametrize(("said", "name"), BARE)
def test_plumbing_praise_and_sums_are_no_reason(follow, said, name):
    assert not follow(said).components[name].reasons


def test_of_two_parts_the_one_whose_words_are_taken_up_is_spoken_of(follow):
    components = follow(
        "Receipts go to the printers through RabbitMQ and pictures go to an object store. A printer is out "
        "of paper every other day and nobody should lose a sale over that."
    ).components
    assert components["queue"].reasons
    assert not components["object-store"].reasons


def test_a_reason_is_verbatim(follow):
    said = "Positions sit in Quoll. Drivers move every four seconds and riders stare at the map."
    (reason,) = follow(said).components["quoll"].reasons
    assert said[reason.span.start : reason.span.end] == reason.text
