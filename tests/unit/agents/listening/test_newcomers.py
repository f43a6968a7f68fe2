"""Parts that no list names are heard by how they are brought in; days, towns and people are none."""

import pytest

from agents.listening.newcomers import newcomers

BROUGHT_IN = [
    ("Positions in Quoll.", ["quoll"]),
    ("Surge and dispatch talk over Wormhole.", ["wormhole"]),
    ("And then Quix sits between all of it.", ["quix"]),
    ("There's a Kurtosis in the middle.", ["kurtosis"]),
    ("The albums live in Fauna and the photos in Backblaze.", ["fauna", "backblaze"]),
    ("Kurtosis for the plans.", ["kurtosis"]),
    ("Hetzner. A tenth of the price.", ["hetzner"]),
    ("I'd go with AWS IoT Core.", ["aws iot core"]),
    ("There's a device registry as well.", ["device registry"]),
    ("for audit there's a write ahead archive", ["write ahead archive"]),
    ("Then a rules engine decides the channel.", ["rules engine"]),
]


@pytest.mark.parametrize(("said", "names"), BROUGHT_IN)
def test_a_part_is_known_by_how_it_is_brought_in(hear, said, names):
    assert [one.name for one in newcomers(hear(said), [])] == names


NONE = [
    "Half of our users are in Australia and the rest in Brazil.",
    "On Monday we ship to Berlin.",
    "Ana owns the rollout and Priya runs the team in Nairobi.",
    "People here type one-handed.",
    "The whole system is a single machine.",
    "Our CEO wanted it by Christmas.",
    "I think the table is fine.",
    "WE PUT EVERYTHING IN CAPITALS TODAY",
    "",
]


@pytest.mark.parametrize("said", NONE)
def test_days_towns_people_and_the_system_itself_are_no_parts(hear, said):
    assert not newcomers(hear(said), [])


def test_where_a_listed_part_is_named_no_newcomer_is(hear):
    assert not newcomers(hear("There's a Redis Cluster in front."), [(10, 15)])


def test_its_words_are_where_it_says(hear):
    heard = hear("And for audit there's a write-ahead archive, yes.")
    (one,) = newcomers(heard, [])
    assert heard.text[one.start : one.end] == "write-ahead archive"


def test_once_brought_in_it_is_known_by_its_name(follow):
    ledger = follow(
        "Positions in Quoll.",
        "> Why Quoll?",
        "Drivers move every four seconds and a row in Postgres would be rewritten all day.",
        "By the way, Quoll also holds the fares.",
    )
    part = ledger.components["quoll"]
    assert part.reasons
    assert {span.turn for span in part.mentions} == {"t0", "t3"}


def test_a_service_of_the_product_needs_no_reason(follow):
    ledger = follow("There's a booking service, and next to it a device registry.")
    assert {part.name for part in ledger.unreasoned()} == {"device registry"}
