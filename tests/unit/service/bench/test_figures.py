"""Figures as they are stated."""

from service.bench.figures import percentiles_ms, ratio, word_error_rate


def test_errors_are_pooled_over_all_words_and_marks_do_not_count():
    pairs = [("We would add a cache.", "we would add the cache"), ("Yes!", "yes")]
    assert word_error_rate(pairs) == round(1 / 6, 4)


def test_nothing_said_has_no_error_rate_and_nothing_heard_is_all_wrong():
    assert word_error_rate([("", "something")]) is None
    assert word_error_rate([("one two", "")]) == 1.0


def test_percentiles_are_in_milliseconds_and_of_nothing_none():
    assert percentiles_ms([0.001 * each for each in range(1, 101)]) == {"p50": 50.0, "p95": 95.0}
    assert percentiles_ms([]) is None


def test_a_ratio_of_nothing_is_none():
    assert ratio(1, 3) == 0.333
    assert ratio(1, 0) is None
