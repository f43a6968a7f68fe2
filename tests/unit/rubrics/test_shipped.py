"""The shipped content holds what the sources say."""

import re
from pathlib import Path

import espeakng_loader
import pocketsphinx
import pytest

from agents.listening.patterns import Pattern
from rubrics.check import check
from rubrics.checks.personas import KEYS
from rubrics.loader import load

SOURCES = {"em-guide", "deep-dive-guide", "pm-guide", "proposed"}


def test_all_shipped_rubrics_are_valid_patterns_included():
    assert check(compile_pattern=Pattern.compile) == []


@pytest.mark.parametrize(
    ("loop", "phases"),
    [
        ("pm-system-design", "scope scale high-level deep-dive trade-offs"),
        ("em-system-design", "learn estimate apis data engineer refine scale"),
        ("tech-deep-dive", "customer walkthrough decisions operations scaling retrospective"),
    ],
)
def test_phase_ids_are_those_programs_rely_on(loop, phases):
    assert [phase.id for phase in load().loop(loop).phases] == phases.split()


def test_the_problems_are_those_programs_rely_on():
    wanted = (
        "chat news-feed url-shortener ride-sharing file-storage photo-sharing enterprise-chat internal-tool "
        "offline-first payments-ledger notifications own-project"
    )
    assert set(wanted.split()) <= set(load().problems)


def test_every_item_names_its_source():
    for loop in load().loops.values():
        items = [*loop.advice, *loop.practise, *loop.traps, *loop.exemplars]
        for phase in loop.phases:
            items += [*phase.questions, *phase.settle, *phase.leadership, *phase.signals, *phase.pitfalls]
            items += phase.probes
        assert {item.source for item in items} <= SOURCES


@pytest.mark.parametrize("phase", ["learn", "estimate", "apis", "data", "engineer", "refine", "scale"])
def test_each_leaders_phase_has_questions_settlements_and_leadership(phase):
    found = {each.id: each for each in load().loop("em-system-design").phases}[phase]
    assert len(found.questions) == 6
    assert len(found.settle) >= 4
    assert len(found.leadership) == 4


def test_the_three_fatal_mistakes_have_their_good_counterparts():
    fatal = [trap for trap in load().loop("pm-system-design").traps if trap.fatal]
    assert [trap.id for trap in fatal] == ["google-on-day-one", "database-black-box", "no-why"]
    assert all(trap.good and trap.text for trap in fatal)


def test_the_six_trade_off_pairs_of_the_pm_guide_are_there():
    pairs = [pair for pair in load().lexicon.tradeoffs if pair.source == "pm-guide"]
    assert {
        "replication-lag",
        "partitioning-transactions",
        "synchronous-asynchronous",
        "cache-freshness",
        "collaboration-consistency",
        "ledger-latency",
    } <= {pair.id for pair in pairs}


def test_exemplars_are_answered_by_the_questions_experts_ask():
    exemplars = {each.id: each for each in load().loop("tech-deep-dive").exemplars}
    assert set(exemplars) == {"payment-gateway", "booking-service", "activity-feed"}
    assert all(exemplar.probes for exemplar in exemplars.values())


def test_each_reaction_of_the_table_has_words():
    library = load()
    assert len(library.reactions) >= 15
    for persona in library.personas.values():
        assert all(persona.wordings[reaction.wording] for reaction in library.reactions)


def test_the_because_rule_lets_six_parts_pass_and_asks_about_the_rest():
    terms = {term.id: term for term in load().lexicon.components}
    free = "client load-balancer web-server application-server database cache"
    asked = "queue search-index cdn object-store stream-processor shard replica microservices"
    assert not any(terms[name].needs_reason for name in free.split())
    assert all(terms[name].needs_reason for name in asked.split())
    assert len(terms) >= 60


def test_a_component_that_needs_a_reason_says_what_it_buys_and_costs():
    for term in load().lexicon.components:
        if term.needs_reason:
            assert term.buys, term.id
            assert term.costs, term.id


@pytest.mark.parametrize(
    ("heard", "component"),
    [
        ("kafka que", "queue"),
        ("rabbit m q", "queue"),
        ("post gress", "database"),
        ("load balance or", "load-balancer"),
        ("red is", "cache"),
        ("elastic search", "search-index"),
    ],
)
def test_what_recognisers_make_of_components_is_known(heard, component):
    terms = {term.id: term for term in load().lexicon.components}
    assert heard in {name.lower() for name in (*terms[component].mishearings, *terms[component].aliases)}


def test_no_name_means_two_components():
    owner: dict[str, str] = {}
    for term in load().lexicon.components:
        for name in {each.lower() for each in (term.name, *term.aliases, *term.products, *term.mishearings)}:
            assert owner.setdefault(name, term.id) == term.id, name


@pytest.mark.parametrize(
    "word", ["service", "store", "stream", "index", "worker", "cash", "square", "spark", "lake"]
)
def test_ordinary_english_names_no_component(word):
    names = {
        name.lower()
        for term in load().lexicon.components
        for name in (term.name, *term.aliases, *term.products, *term.mishearings)
    }
    assert word not in names


def test_pronunciations_are_only_of_words_the_embedded_dictionary_lacks():
    [path] = Path(pocketsphinx.get_model_path()).rglob("cmudict-en-us.dict")
    known = {line.split()[0] for line in path.read_text().splitlines() if line}
    lexicon = load().lexicon
    given = set(lexicon.pronunciations).union(*(term.pronunciations for term in lexicon.components))
    assert given & known == set()
    assert {"postgres", "redis", "rabbitmq", "elasticsearch", "kubernetes"} <= given


def test_each_persona_has_a_voice_of_its_own_that_the_synthesizer_ships():
    voices = [persona.voices["espeak-ng"] for persona in load().personas.values()]
    assert len(set(voices)) == len(voices)
    data = Path(espeakng_loader.get_data_path())
    languages = {path.name.lower() for path in (data / "lang" / "gmw").iterdir()}
    variants = {path.name for path in (data / "voices" / "!v").iterdir()}
    for voice in voices:
        language, _, variant = voice.partition("+")
        assert language in languages
        assert variant in variants
    piper = [persona.voices["piper"] for persona in load().personas.values()]
    assert len(set(piper)) == len(piper)
    assert all(re.fullmatch(r"[a-z]{2}_[A-Z]{2}-\w+-(low|medium|high)", voice) for voice in piper)


def test_each_persona_has_three_styles_that_differ_in_patience():
    for persona in load().personas.values():
        patience = [style.patience for style in persona.styles]
        assert {style.id for style in persona.styles} == {"warm", "neutral", "tough"}
        assert len(set(patience)) == 3


def test_one_interview_need_not_repeat_itself():
    for persona in load().personas.values():
        for key in KEYS:
            if key.startswith("probe_") or key in ("time_nudge", "transition", "acknowledge"):
                assert len(persona.wordings[key]["any"]) >= 5, (persona.id, key)


def test_each_problem_tells_at_least_a_dozen_facts_and_hides_traps():
    for problem in load().problems.values():
        assert len(problem.facts) >= 12, problem.id
        assert len(problem.traps) >= 3, problem.id
        assert problem.hints, problem.id
        assert problem.intake if problem.id == "own-project" else problem.expectations, problem.id


def test_each_problem_demands_what_its_sheet_says():
    for problem in load().problems.values():
        if problem.id == "own-project":
            continue
        assert len(problem.demands) >= 8, problem.id
        for demand in problem.demands:
            assert all(len(ask.split()) <= 22 for ask in demand.ask), (problem.id, demand.id)


def test_enterprise_chat_holds_the_eight_planted_weaknesses():
    chat = load().problem("enterprise-chat")
    assert len(chat.traps) == 8
    said = (
        "Two hundred kilobytes per message is 40 gigabytes a day, so 45 terabytes in three years. "
        "That is two thousand dollars a month growing to eight thousand. With 7 messages a second we have "
        "websockets, Postgres, three service teams, and SOC 2."
    )
    for trap in chat.traps:
        assert any(Pattern.compile(when).search(said) for when in trap.when), trap.id
        assert not any(Pattern.compile(unless).search(said) for unless in trap.unless), trap.id


def test_expected_numbers_follow_from_their_derivations():
    chat = {each.id: each for each in load().problem("chat").expectations}
    assert chat["messages-per-second"].value == pytest.approx(20e6 * 40 / 86_400, rel=0.01)
    feed = {each.id: each for each in load().problem("news-feed").expectations}
    assert feed["feed-reads"].value == pytest.approx(10e6 * 5 / 86_400, rel=0.01)
    photo = {each.id: each for each in load().problem("photo-sharing").expectations}
    assert photo["originals-a-day"].value == pytest.approx(2e6 * 3 * 3e6 / 1e12, rel=0.01)


@pytest.mark.parametrize(
    ("question", "problem", "fact"),
    [
        ("How many users do we have?", "news-feed", "users"),
        ("How many daily active users?", "news-feed", "daily"),
        ("What's the read to write ratio?", "url-shortener", "ratio"),
        ("What latency do we need?", "chat", "latency"),
        ("Does it have to work offline?", "offline-first", "offline"),
        ("Are there any compliance requirements?", "enterprise-chat", "compliance"),
        ("What is our budget?", "internal-tool", "budget"),
        ("How big is the team?", "notifications", "team"),
        ("How long do we keep the data?", "payments-ledger", "retention"),
        ("What does success look like?", "photo-sharing", "success"),
    ],
)
def test_what_candidates_ask_has_a_topic_and_the_topic_a_fact(question, problem, fact):
    library = load()
    topics = [
        topic.id
        for topic in library.lexicon.topics
        if any(Pattern.compile(pattern).search(question) for pattern in topic.listen)
    ]
    facts = {each.id: each.topic for each in library.problem(problem).facts}
    assert facts[fact] in topics
