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
