"""The scale adds up what signs weigh; what it learned tells reasons, prices and plumbing apart."""

import pytest

from agents.listening.components import mentions
from agents.listening.passage import Passage
from agents.listening.scale import Scale
from agents.listening.stretches import Stretch
from agents.listening.weighing import ROLES, scale, signs


@pytest.fixture
def weigh(hear, listener):
    def weigh(said, before="none"):
        heard = hear(said)
        passage = Passage(heard, mentions(heard, listener.vocabulary), listener.vocabulary.terms)
        stretch = Stretch(0, len(said), "apart", None)
        chances = scale().chances(signs(passage, stretch, before, answer=False))
        return max(ROLES, key=lambda role: chances[role])

    return weigh


def test_signs_add_up_and_unknown_ones_weigh_nothing():
    known = Scale(ROLES, {"a": (0.0, 2.0, 0.0), "b": (0.0, 0.0, 3.0)})
    assert max(ROLES, key=lambda role: known.chances(frozenset("ab"))[role]) == "price"
    assert known.chances(frozenset("a")) == known.chances(frozenset({"a", "never seen"}))


def test_chances_add_up_to_one():
    chances = scale().chances(frozenset({"always", "word:nobody"}))
    assert sum(chances.values()) == pytest.approx(1)
    assert set(chances) == set(ROLES)


@pytest.mark.parametrize(
    ("said", "role"),
    [
        ("The nurses can't wait for a page to load while somebody is bleeding.", "reason"),
        ("Last winter the power went and we lost two days of orders.", "reason"),
        ("Twelve thousand parents press the button in the same second.", "reason"),
        ("It has twelve partitions and three replicas.", "none"),
        ("That's the standard, everybody does it.", "none"),
    ],
)
def test_what_was_learned_tells_a_reason_from_plumbing(weigh, said, role):
    assert weigh(said) == role


def test_after_a_reason_a_weakness_of_the_design_is_a_price(weigh):
    assert weigh("A change shows up a few minutes late.", before="reason") == "price"


def test_a_figure_is_as_good_as_another(hear, listener):
    def shown(said):
        passage = Passage(hear(said), (), listener.vocabulary.terms)
        return signs(passage, Stretch(0, len(said), "apart", None), "none", answer=False)

    assert "word:#" in shown("40 of them fail")
    assert shown("forty of them fail") == shown("ninety of them fail")
