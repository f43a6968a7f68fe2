"""Components are recognised by name, product and likeness, and only where they are part of the design."""

import pytest

NAMED = [
    ("we put a message queue here", "queue", "message queue"),
    ("we use Kafka", "queue", "Kafka"),
    ("we use kafka que", "queue", "kafka que"),
    ("then post gress behind it", "database", "post gress"),
    ("a load balance or in front", "load-balancer", "load balance or"),
    ("and red is for sessions", "cache", "red is"),
    ("we store it in my sequel", "database", "my sequel"),
    ("we'd use mongo d b", "nosql-database", "mongo d b"),
    ("we'd use cass andra", "nosql-database", "cass andra"),
    ("with elastik search", "search-index", "elastik search"),
    ("a rabbit m q broker", "queue", "rabbit m q"),
    ("load-balancers everywhere", "load-balancer", "load-balancers"),
    ("the queue's consumers", "queue", "queue"),
    ("I'd add read replicas", "replica", "read replicas"),
    ("two queues", "queue", "queues"),
    ("a CDN", "cdn", "CDN"),
    ("web sockets to each client", "websocket", "web sockets"),
    ("kubernets runs it", "container-platform", "kubernets"),
]


@pytest.mark.parametrize(("said", "name", "as_said"), NAMED)
def test_a_component_is_recognised_as_said(follow, said, name, as_said):
    components = follow(said).components
    assert components[name].said == as_said


ABSENT = [
    ("we don't need a queue or a CDN", {"queue", "cdn"}),
    ("there is no need for a cache here", {"cache"}),
    ("no queue for now", {"queue"}),
    ("I would not add a CDN", {"cdn"}),
    ("a queue is overkill here", {"queue"}),
    ("a stream processor would be too much", {"stream-processor"}),
    ("should we use a queue here?", {"queue"}),
    ("should we use a queue here", {"queue"}),
    ("do you already have a CDN?", {"cdn"}),
    ("later we could add Elasticsearch", {"search-index"}),
    ("I considered a graph database but it is hard to run", {"graph-database"}),
    ("photo sharing is what it does", {"shard"}),
    ("riders queue up at the airport", {"queue"}),
    ("we keep the design small", {"queue"}),
    ("I'd rather avoid sharding", {"shard"}),
    ("we can live without Kafka", {"queue"}),
    ("I'm not sure if we need a queue", {"queue"}),
    ("what if we had a queue", {"queue"}),
    ("users share cash and cards", {"cache"}),
    ("we catch errors in the client", {"cache"}),
    ("I don't think we need microservices", {"microservices"}),
    ("Sharding is not needed at this size", {"shard"}),
]


@pytest.mark.parametrize(("said", "names"), ABSENT)
def test_what_is_not_in_the_design_is_no_component(follow, said, names):
    assert not names & follow(said).components.keys()


PRESENT = [
    ("I don't want users to wait so I add a queue", {"queue"}),
    ("i don't want users to wait so i add a queue", {"queue"}),
    ("not a cache but a queue", {"queue"}),
    ("we drop a message onto Kafka", {"queue"}),
    ("we could put a queue there", {"queue"}),
    ("I'd bring in Elasticsearch", {"search-index"}),
    ("clients hit the load balancer then the app servers which write to Cassandra", {"nosql-database"}),
    ("instead of polling we use websockets", {"websocket"}),
    ("I know we don't have much time so just a CDN", {"cdn"}),
]


@pytest.mark.parametrize(("said", "names"), PRESENT)
def test_a_component_in_the_design_is_there(follow, said, names):
    assert names <= follow(said).components.keys()


def test_the_part_not_chosen_is_an_alternative(follow):
    ledger = follow("I'd use Postgres rather than Cassandra because balances need transactions.")
    assert "nosql-database" not in ledger.components
    assert ledger.decisions[0].chosen == "Postgres"
    assert ledger.decisions[0].alternatives == ("Cassandra",)
    assert ledger.decisions[0].reasons


def test_where_a_component_sits_is_kept(follow):
    component = follow("I put a queue between the upload service and the transcoder").components["queue"]
    assert component.place == "between the upload service and the transcoder"


def test_what_the_because_rule_lets_pass_needs_no_reason(follow):
    ledger = follow("A client, a load balancer, app servers, a database and a cache.")
    assert len(ledger.components) == 5
    assert ledger.unreasoned() == ()


def test_mentions_are_collected_and_the_first_is_kept(follow):
    component = follow("I add a queue.", "The Kafka queue feeds the workers.").components["queue"]
    assert component.said == "queue"
    assert component.first.turn == "t0"
    assert [span.turn for span in component.mentions] == ["t0", "t1"]


def test_a_part_named_only_inside_a_reason_is_not_brought_in(follow):
    components = follow("I'd add a queue so that a slow transcoder doesn't block uploads.").components
    assert "transcoder" not in components


def test_a_reason_serves_the_requirement_it_speaks_of(follow):
    component = follow("I'd add a CDN because latency must be under 200 ms in Australia.").components["cdn"]
    assert "latency" in component.requirements
