"""How long after a word its first stable caption came."""

from service.bench.captions import CaptionLog


def test_a_word_counts_from_the_first_caption_that_shows_it():
    log = CaptionLog()
    log.show("we", 1.0)
    log.show("we would", 2.0)
    log.show("we would add", 2.5)
    assert log.lags([0.5, 0.75, 2.0]) == [0.5, 1.25, 0.5]


def test_words_shown_before_they_end_have_no_lag_and_words_never_shown_none_at_all():
    log = CaptionLog()
    log.show("we would", 1.0)
    assert log.lags([1.5, 0.5, 2.0]) == [0.0, 0.5]


def test_a_caption_that_takes_words_back_changes_nothing():
    log = CaptionLog()
    log.show("we would", 1.0)
    log.show("we", 2.0)
    log.show("we would", 3.0)
    assert log.lags([0.0, 0.0]) == [1.0, 1.0]
