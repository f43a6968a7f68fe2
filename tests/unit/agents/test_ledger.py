"""The ledger keeps what a candidate claimed, with the words it was read from."""

from agents.facts import Facts
from agents.ledger import Ledger
from agents.listening.listener import Listener
from agents.model import Turn
from rubrics.loader import load


def followed(*said):
    listener = Listener(load().lexicon)
    ledger = Ledger.empty()
    for index, (speaker, text) in enumerate(said):
        turn = Turn(
            id=f"t{index}", speaker=speaker, phase="high-level", start_s=index, end_s=index + 1, text=text
        )
        ledger = listener.follow(ledger, turn)
    return ledger


def test_an_empty_ledger_holds_nothing():
    assert Ledger.empty().facts("t1") == Facts()
    assert Ledger.empty().unreasoned() == ()


def test_a_component_without_a_reason_is_unreasoned():
    ledger = followed(("candidate", "Then I add a Kafka queue."))
    assert [c.said for c in ledger.unreasoned()] == ["Kafka queue"]


def test_a_reason_given_when_asked_attaches_to_what_was_asked():
    ledger = followed(
        ("candidate", "I'd use a queue and a CDN."),
        ("interviewer", "Why that queue? What fails without it?"),
        ("candidate", "Uploads take thirty seconds and users would stare at a spinner"),
    )
    assert [c.name for c in ledger.unreasoned()] == ["cdn"]
    assert ledger.components["queue"].reasons[0].span.turn == "t2"


def test_the_facts_of_a_turn_are_those_it_added():
    ledger = followed(
        ("candidate", "I'd use a queue."),
        ("candidate", "And a CDN because our users are far from the data centre."),
    )
    assert [c.name for c in ledger.facts("t0").components] == ["queue"]
    assert [c.name for c in ledger.facts("t1").components] == ["cdn"]


def test_every_turn_counts():
    ledger = followed(("interviewer", "Hello."), ("candidate", "Hello."))
    assert ledger.turns == 2


def test_what_the_interviewer_names_is_no_claim_of_the_candidate():
    assert followed(("interviewer", "Why that queue?")).components == {}


def test_spans_quote_the_turn_to_the_letter():
    said = "uploads take a minute so i put a queue there and we accept that results come late"
    queue = followed(("candidate", said)).components["queue"]
    for reason in (*queue.reasons, *queue.tradeoffs):
        assert said[reason.span.start : reason.span.end] == reason.text
    assert queue.reasons
    assert queue.tradeoffs
