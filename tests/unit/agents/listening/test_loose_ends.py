"""What was learned tells what a sentence leaves open, in words that no list of phrases holds."""

import pytest

from agents.listening.components import mentions
from agents.listening.loose_ends import KINDS, loose_ends, pull, signs_of


@pytest.fixture
def likeliest(hear, listener):
    def likeliest(said):
        heard = hear(said)
        ends = loose_ends(heard, mentions(heard, listener.vocabulary))
        best = max(ends, key=lambda end: end.chance)
        return best.kind if best.chance >= 0.2 else "none"

    return likeliest


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("And if two florists take the same rose, the shop sorts that out.", "how"),
        ("The playlist is worked out the evening before, so the morning show starts at once.", "price"),
        ("Then the tickets go through RabbitMQ.", "reason"),
        ("The greenhouse sensors would need about ninety servers.", "number"),
        ("The wardens will get used to the new rota somehow.", "people"),
        ("I learned that the florists know their customers by name.", "none"),
        ("Could I ask how many museums there are?", "none"),
    ],
)
def test_a_sentence_tells_what_it_leaves_open(likeliest, said, kind):
    assert likeliest(said) == kind


def test_a_price_told_beside_the_benefit_leaves_less_open(hear, listener):
    def price(said):
        heard = hear(said)
        ends = loose_ends(heard, mentions(heard, listener.vocabulary))
        return max(end.chance for end in ends if end.kind == "price")

    benefit = "We bake the maps the night before, so opening one is instant."
    paid = "We bake the maps the night before; what we lose is that a road closed today is still open on it."
    assert price(benefit) > 2 * price(paid)


def test_every_sentence_has_every_kind_but_none(hear):
    heard = hear("There's a queue. It never loses anything.")
    found = [*loose_ends(heard, ())]
    assert [end.kind for end in found] == [*KINDS[1:], *KINDS[1:]]
    assert all(0 <= end.chance <= 1 for end in found)


def test_a_sentence_knows_the_cues_of_those_beside_it_and_not_their_words(hear):
    (_, first), (_, second) = signs_of(hear("We sell tulips. That is because people ask for them."), ())
    assert "after cue:reason" in first
    assert "before cue:first-person-plural" in second
    assert "word:tulips" in first
    assert not any("tulips" in sign for sign in second)


def test_the_clause_that_leaves_it_open_pulls_harder_than_the_one_that_does_not(hear):
    said = "the nurse walks to four villages and the app just sorts it all out by itself"
    middle = said.index("and the app")
    assert pull(hear(said), middle, len(said), "how") > pull(hear(said), 0, middle, "how")
