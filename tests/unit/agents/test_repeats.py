import pytest

from agents.repeats import asked_before

SAID = ("at which thresholds did somebody get paged and where did those numbers come from",)


@pytest.mark.parametrize(
    ("question", "before"),
    [
        ("At which thresholds did somebody get paged, and where did those numbers come from?", True),
        ("At what thresholds was somebody paged, and where did the numbers come from?", True),
        ("Who got paged at night?", False),
        ("What does the cache cost you?", False),
    ],
)
def test_the_same_question_in_nearly_the_same_words_has_been_asked(question, before):
    assert asked_before(question, SAID) is before
