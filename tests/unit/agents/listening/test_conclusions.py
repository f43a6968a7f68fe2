"""How clearly a figure is put as a result of those before it."""

import pytest

from agents.listening.conclusions import Claim, claim
from agents.listening.figures import figures


@pytest.mark.parametrize(
    ("said", "clearly"),
    [
        ("Two million people times three photos is six million uploads.", Claim.TIGHT),
        ("four hundred users and nine posts each, so about three thousand six hundred", Claim.TIGHT),
        ("two seconds and four seconds, so in the worst case you wait six seconds", Claim.LOOSE),
        ("Two hundred servers. A hundred thousand a month.", Claim.BESIDE),
        ("three copies and thirty disks", Claim.NONE),
        ("It was two seconds, so after three months we stopped.", Claim.NONE),
        ("two hundred users, so I'd not shard before fifty million users", Claim.NONE),
        ("a reserve of four hours, so the restore in ninety minutes is fine", Claim.NONE),
        ("forty thousand a day out of two hundred thousand scans", Claim.NONE),
    ],
)
def test_words_tell_how_clearly_a_figure_is_a_result(hear, said, clearly):
    heard = hear(said)
    found = figures(heard)
    assert claim(heard, found[-2], found[-1].start, found[-1].end) is clearly


def test_what_was_taken_back_stands_in_between_no_more(hear):
    heard = hear("Five hundred bytes times two million is ten gigs, no, one gig.")
    found = figures(heard)
    taken = [(found[2].start, heard.text.index("one gig"))]
    assert claim(heard, found[1], found[3].start, found[3].end, taken) is Claim.TIGHT
