import pytest

from agents.moves import Clarify, CutIn, Hint, ProbeNumber, ProbeReason, Redirect, SilencePrompt, moves
from agents.reactions import OCCASIONS, by_occasion, occasion, reaction_to, words_for
from agents.setup import Setup


@pytest.fixture(scope="module")
def reactions(library):
    return Setup.choose(library, "pm-system-design").reactions


@pytest.mark.parametrize(
    ("move", "reaction"),
    [
        (Redirect(cause="drawing"), "draws-before-asking"),
        (Redirect(cause="score"), "hostile-or-injecting"),
        (Redirect(cause="dont-know"), "does-not-know"),
        (ProbeNumber(target="load"), "gives-no-numbers"),
        (ProbeNumber(target="load", number="40 GB", disputed=True), "wrong-arithmetic"),
        (ProbeReason(target="queue"), "no-reason"),
        (SilencePrompt(stage="take-time"), "falls-silent"),
        (CutIn(cause="rambling"), "rambles"),
        (Clarify(outcome="handback"), "asks-for-a-decision"),
        (Hint(step=2), "asks-for-a-hint"),
        (Hint(step=0), "hints-used-up"),
    ],
)
def test_each_occasion_has_the_reaction_of_an_expert(reactions, move, reaction):
    assert reaction_to(move, reactions).id == reaction


def test_every_occasion_that_the_rubrics_name_is_one_on_which_a_move_is_made(library):
    kinds = {model["properties"]["kind"]["const"] for model in moves.json_schema()["$defs"].values()}
    known = kinds | {f"{kind}/{manner}" for kind, manners in OCCASIONS.items() for manner in manners}
    named = [each for reaction in library.reactions for each in reaction.moves]
    assert set(named) <= known
    assert len(named) == len(set(named))
    assert all(reaction.moves for reaction in library.reactions)


def test_a_reaction_of_ones_own_changes_the_words_and_nothing_else(reactions):
    move = CutIn(cause="rambling")
    own = reactions["CutIn/rambling"].model_copy(update={"wording": "redirect"})
    assert words_for(move, reactions) == "cut_in"
    assert words_for(move, by_occasion((*reactions.values(), own))) == "redirect"


def test_a_move_without_a_reaction_is_said_in_the_words_of_its_kind():
    assert occasion(ProbeReason(target="queue")) == "ProbeReason"
    assert words_for(ProbeReason(target="queue"), {}) == "probe_reason"
