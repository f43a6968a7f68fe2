import pytest

from rubrics import units


@pytest.mark.parametrize(
    "name", ["1", "request/second", "gigabyte/day", "dollar/month", "percent", "millisecond"]
)
def test_units_of_design_interviews_are_known(name):
    assert units.is_unit(name)


@pytest.mark.parametrize(
    "name", ["furlongs per fortnight per", "bananas", "", "//", "request/", "2", "os.system"]
)
def test_other_words_are_no_units(name):
    assert not units.is_unit(name)


def test_counted_things_compare_with_plain_counts():
    assert units.compare("message/second", "request/second")
    assert units.compare("1/day", "request/second")
    assert units.compare("user", "1")


def test_unlike_things_do_not_compare():
    assert not units.compare("gigabyte/day", "gigabyte")
    assert not units.compare("dollar", "second")


PLAIN = (
    "byte",
    "gigabyte",
    "kibibyte",
    "megabit",
    "millisecond",
    "minute",
    "week",
    "month",
    "year",
    "cent",
    "percent",
)
RATES = ("gigabyte/day", "request/second", "dollar/month", "1/day", "1", "message", "byte/second", "1/minute")


@pytest.mark.parametrize("one", [*PLAIN, *RATES])
@pytest.mark.parametrize("other", ["bit", "second", "dollar", "1", "byte/second", "1/second", "dollar/year"])
def test_what_is_reckoned_without_pint_is_what_pint_reckons(one, other):
    registry = units.registry()
    mine, its = (registry.Quantity(1.0, "" if name == "1" else name) for name in (one, other))
    assert units.compare(one, other) == mine.is_compatible_with(its)
    if units.compare(one, other):
        assert units.factor(one, other) == pytest.approx(mine.to(its.units).magnitude)


def test_a_unit_that_is_not_plain_is_asked_of_pint():
    assert units.factor("mile", "meter") == pytest.approx(1609.344)
    assert units.is_unit("joule")
    with pytest.raises(ValueError, match="different"):
        units.factor("mile", "second")
