"""The wait that is learned from how one speaker's turns end."""

from service.session.pauses import CEILING_MS, Patience, Pauses

CUT_OFF = 24_000
"""1.5 s."""


def patience():
    return Patience(Pauses(600), CUT_OFF)


def test_whoever_goes_on_at_once_was_cut_off_and_is_given_longer():
    learned = patience()
    learned.last_end = 100_000
    learned.spoke(110_000)
    assert learned.pauses.wait_ms == 700


def test_whoever_speaks_later_had_finished():
    learned = patience()
    learned.pauses = Pauses(600).cut_off()
    learned.last_end = 100_000
    learned.spoke(100_000 + CUT_OFF)
    assert 600 < learned.pauses.wait_ms < 700


def test_whoever_heard_the_answer_out_had_finished():
    learned = patience()
    learned.pauses = Pauses(600).cut_off()
    learned.last_end = 100_000
    learned.heard_out()
    assert 600 < learned.pauses.wait_ms < 700


def test_an_end_is_learned_from_once():
    learned = patience()
    learned.last_end = 100_000
    learned.spoke(110_000)
    learned.spoke(111_000)
    learned.heard_out()
    assert learned.pauses.wait_ms == 700


def test_pauses_between_sentences_raise_the_wait_up_to_a_ceiling():
    learned = patience()
    for _ in range(40):
        learned.paused(2_000)
    assert learned.pauses.wait_ms == CEILING_MS
