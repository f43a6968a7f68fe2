import pytest

from rubrics.errors import RubricError, UnknownId
from rubrics.loader import load


@pytest.mark.parametrize("kind", ["loop", "persona", "problem"])
def test_an_unknown_id_names_the_known_ones(kind):
    with pytest.raises(UnknownId) as refused:
        getattr(load(), kind)("nope")
    assert refused.value.kind == kind
    assert all(known in str(refused.value) for known in refused.value.known)
    assert isinstance(refused.value, RubricError)


def test_a_misspelt_id_is_guessed():
    with pytest.raises(UnknownId, match="Did you mean 'news-feed'"):
        load().problem("newsfeed")


def test_each_loop_has_personas_with_its_default_first():
    library = load()
    for loop in library.loops.values():
        assert library.personas_for(loop.id)[0].id == loop.personas[0]


def test_both_design_loops_share_the_problems_and_the_deep_dive_has_its_own():
    library = load()
    pm = {problem.id for problem in library.problems_for("pm-system-design")}
    em = {problem.id for problem in library.problems_for("em-system-design")}
    assert pm == em
    assert len(pm) >= 12
    assert [problem.id for problem in library.problems_for("tech-deep-dive")] == ["own-project"]
