"""A count of all there are clashes with another one; one of a part, of another time, or put right does not."""

import pytest

CLASHES = [
    ("There are three warehouses in all.", "So the five warehouses each get their own queue."),
    ("I've got eight people, so two teams of four.", "My three teams would each take a region."),
    ("I had four engineers back then.", "So me and my nine engineers sat down."),
]


@pytest.mark.parametrize(("first", "then"), CLASHES)
def test_a_count_that_changes_is_a_contradiction(follow, first, then):
    (clash,) = follow(first, "> Okay.", then).contradictions
    assert (clash.earlier.turn, clash.later.turn) == ("t0", "t2")


FITS = [
    ("There are three warehouses.", "Sorry, I said three, it's the four warehouses with Bilbao."),
    ("There are three warehouses.", "The two warehouses in Spain share one."),
    ("There are three warehouses.", "If we had the ten warehouses we dream of, I'd shard."),
    ("There are three teams.", "Two teams could take the reports."),
    ("There are three teams.", "My three teams would each take a region."),
]


@pytest.mark.parametrize(("first", "then"), FITS)
def test_a_part_another_time_and_a_correction_fit(follow, first, then):
    assert not follow(first, "> Okay.", then).contradictions
