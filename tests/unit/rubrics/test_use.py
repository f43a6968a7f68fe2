"""Nothing in the rubrics stands there for nobody: each item is asked, told, listened for, scored or shown."""

import itertools
from collections import Counter

import pytest

from agents.judge import Opinion, judged
from agents.model import Transcript, Turn
from agents.policy.rules import Rules
from agents.reactions import OCCASIONS
from agents.review import listened_for
from agents.scoring import score
from agents.setup import Setup
from rubrics.hints import hint_steps
from rubrics.loader import load
from rubrics.schema import Loop

LIBRARY = load()
LOOPS = list(LIBRARY.loops.values())
PAIRS = [(loop, problem) for loop in LOOPS for problem in LIBRARY.problems_for(loop.id)]


def loop_of(loop: Loop) -> str:
    return loop.id


def transcript(loop, problem):
    text = "The client talks to the service, and the service stores it, because people wait. " * 2
    turns = [
        Turn(id=phase.id, speaker="candidate", phase=phase.id, start_s=0, end_s=60, text=text + phase.title)
        for phase in loop.phases
    ]
    level = loop.default_level
    return Transcript(loop=loop.id, minutes=45, problem=problem.id, level=level, turns=tuple(turns))


@pytest.mark.parametrize("loop", LOOPS, ids=loop_of)
def test_every_id_of_a_loop_stands_for_one_thing(loop):
    items = [f"{kind} {item.id}" for phase in loop.phases for kind, item in listened_for(phase)]
    items += [f"probe {probe.id}" for phase in loop.phases for probe in phase.probes]
    for part in ("criteria", "dimensions", "practise", "advice", "traps", "exemplars"):
        items += [f"{part} {item.id}" for item in getattr(loop, part)]
    items += [f"indicator {each.id}.{it.id}" for each in loop.criteria for it in each.indicators]
    assert [item for item, count in Counter(items).items() if count > 1] == []


@pytest.mark.parametrize("loop", LOOPS, ids=loop_of)
def test_every_question_settlement_signal_pitfall_and_way_of_leading_is_listened_for(loop):
    unused = [item.id for phase in loop.phases for _, item in listened_for(phase) if not item.listen]
    assert unused == []
    review = score(transcript(loop, LIBRARY.problems_for(loop.id)[0]), LIBRARY).review
    shown = {(phase.id, item.id) for phase in review.phases for item in phase.items}
    assert shown == {(phase.id, item.id) for phase in loop.phases for _, item in listened_for(phase)}


@pytest.mark.parametrize(("loop", "problem"), PAIRS, ids=lambda each: each.id)
def test_every_trap_is_watched_for_and_every_fatal_one_has_a_good_counterpart(loop, problem):
    traps = (*loop.traps, *problem.traps)
    watched = {each.item.id for each in Rules(Setup.choose(LIBRARY, loop.id, problem=problem.id)).traps}
    assert {trap.id for trap in traps} == watched
    assert [trap.id for trap in traps if trap.fatal and not (trap.text and trap.good)] == []
    assert [trap.id for trap in loop.traps if not (trap.text and trap.good)] == []


@pytest.mark.parametrize(("loop", "problem"), PAIRS, ids=lambda each: each.id)
def test_every_fact_is_told_to_whoever_asks_for_it(loop, problem):
    rules = Rules(Setup.choose(LIBRARY, loop.id, problem=problem.id))
    untold = []
    for fact in problem.facts:
        told = rules.sheet.reply("?", fact.topic)
        if not fact.listen and told.id != fact.id:
            untold.append(fact.id)
    assert untold == []


@pytest.mark.parametrize(("loop", "problem"), PAIRS, ids=lambda each: each.id)
def test_every_expected_figure_and_everything_out_of_scope_is_in_the_report(loop, problem):
    review = score(transcript(loop, problem), LIBRARY).review
    assert [each.id for each in review.expected] == [each.id for each in problem.expectations]
    assert review.out_of_scope == problem.out_of_scope
    assert [each.id for each in review.advice] == [each.id for each in loop.advice]


def test_every_hint_can_be_asked_for():
    bare = [(loop, problem.model_copy(update={"hints": ()})) for loop, problem in PAIRS]
    given = {hint_steps(loop, problem, phase.id) for loop, problem in PAIRS + bare for phase in loop.phases}
    ladders = [ladder for owner in (*LOOPS, *LIBRARY.problems.values()) for ladder in owner.hints]
    assert [ladder.steps for ladder in ladders if ladder.steps not in given] == []


@pytest.mark.parametrize("loop", LOOPS, ids=loop_of)
def test_every_exercise_trains_some_criterion(loop):
    trained = {item for criterion in loop.criteria for item in criterion.practise}
    assert [item.id for item in loop.practise if item.id not in trained] == []
    assert trained <= {item.id for item in loop.practise}


@pytest.mark.parametrize("loop", LOOPS, ids=loop_of)
async def test_every_exemplar_calibrates_a_judge(loop):
    class Listener:
        name = "fake:model"

        def __init__(self):
            self.prompts = []

        async def opinion(self, prompt, timeout_s):
            self.prompts.append(prompt)
            return Opinion()

    said = transcript(loop, LIBRARY.problems_for(loop.id)[0])
    listener = Listener()
    await judged(score(said, LIBRARY), said, LIBRARY, listener, now=lambda: 0.0)
    everything = "\n".join(listener.prompts)
    assert [each.id for each in loop.exemplars if each.text not in everything] == []
    probes = {probe.id for phase in loop.phases for probe in phase.probes}
    assert {probe for each in loop.exemplars for probe in each.probes} <= probes


def test_every_trade_off_pair_is_listened_for_on_both_sides():
    pairs = LIBRARY.lexicon.tradeoffs
    assert [
        pair.id for pair in pairs if not (pair.listen and pair.price_listen and pair.gain and pair.price)
    ] == []


def test_every_reaction_is_chosen_on_some_occasion():
    unused = {each.id for each in LIBRARY.reactions if not each.moves}
    assert unused == set()
    manners = {f"{kind}/{manner}" for kind, each in OCCASIONS.items() for manner in each}
    assert {move for each in LIBRARY.reactions for move in each.moves if "/" in move} <= manners


def test_every_item_names_its_source():
    sources = {"em-guide", "deep-dive-guide", "pm-guide", "proposed"}
    loops = [
        item
        for loop in LOOPS
        for item in (
            *(item for phase in loop.phases for _, item in listened_for(phase)),
            *(probe for phase in loop.phases for probe in phase.probes),
            *(indicator for criterion in loop.criteria for indicator in criterion.indicators),
            *itertools.chain(loop.criteria, loop.practise, loop.advice, loop.traps, loop.exemplars),
        )
    ]
    problems = [
        item
        for problem in LIBRARY.problems.values()
        for item in (problem, *problem.facts, *problem.traps, *problem.intake)
    ]
    shared = [*LIBRARY.reactions, *LIBRARY.lexicon.tradeoffs, *LIBRARY.lexicon.components]
    assert [item.id for item in (*loops, *problems, *shared) if item.source not in sources] == []
