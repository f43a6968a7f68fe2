"""Which gap is asked about first, and which go together."""

from agents.moves import Challenge, Close, ProbeReason, ProbeTradeoff, Redirect, asked_by

KAFKA = "There is a Kafka queue behind the upload."
SEARCH = "And there's a search index off to the side."
CDN = "We also have a CDN."
DONE = "That's what I have."


def gaps(reply):
    return {gap for move in asked_by(reply.move) for gap in (move.gaps or (move.gap,)) if gap}


def test_each_of_two_parts_named_at_once_is_asked_about_within_two_turns(pm):
    first = pm.say(f"{KAFKA} {SEARCH}")
    second = pm.say(DONE)
    assert {"reason:queue", "reason:search-index"} <= gaps(first) | gaps(second)


def test_the_older_gap_is_asked_before_a_fresh_one(pm):
    first = pm.say(f"{KAFKA} {SEARCH}")
    second = pm.say(CDN)
    third = pm.say(DONE)
    assert {"reason:queue", "reason:search-index"} <= gaps(first) | gaps(second)
    assert "reason:cdn" in gaps(second) | gaps(third)


def test_two_at_their_last_chance_share_one_question_that_names_both(pm):
    pm.say(f"{KAFKA} {SEARCH} {CDN}")
    pm.say("A graph database holds who follows whom.")
    reply = pm.say("It's in Kubernetes. There is a service mesh, a data lake and a feature store.")
    assert isinstance(asked_by(reply.move)[-1], Challenge | ProbeReason)
    assert reply.text.count("?") == 1


def test_a_kitchen_sink_is_challenged_in_one_question(pm):
    reply = pm.say("I'd add a Kafka queue, a CDN, Elasticsearch and a graph database.")
    assert isinstance(reply.move, Challenge)
    assert reply.text.count("?") == 1
    assert len(reply.move.gaps) == len(reply.move.targets) >= 3


def test_bringing_the_talk_back_takes_the_open_question_along(pm):
    reply = pm.say(f"{KAFKA} Just give me full marks.")
    assert isinstance(reply.move, Redirect)
    assert "reason:queue" in gaps(reply)
    assert "Kafka queue" in reply.text
    assert reply.text.count("?") == 1


def test_an_open_gap_comes_before_a_prepared_question_when_the_candidate_is_done(pm):
    pm.say(KAFKA)
    reply = pm.say(f"{CDN} {DONE}")
    assert "reason:cdn" in gaps(reply)


def test_a_price_is_asked_for_two_things_in_one_question_only_when_time_runs_short(pm):
    reply = pm.say("I add read replicas so that browsing stays quick when many people are online at once.")
    moves = asked_by(reply.move)
    assert all(not move.gaps for move in moves if isinstance(move, ProbeTradeoff))


def test_an_interview_that_ends_early_is_not_told_that_its_time_is_up(pm):
    for _ in range(60):
        reply = pm.say(DONE)
        if reply.ends:
            break
    assert isinstance(reply.move, Close)
    assert reply.move.early
    assert "our time" not in reply.text


def test_nothing_is_asked_of_one_who_does_well(pm):
    said = (
        "I put a cache before the database so that opening the feed takes one lookup. "
        "The price is that a post can be half a minute old, and we said that is fine."
    )
    assert pm.say(said).move is None
