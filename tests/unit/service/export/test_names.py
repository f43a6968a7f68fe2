import pytest

from agents.model import Project
from service.export.names import Names, clock, figure, one_line, score_words


@pytest.mark.parametrize(("seconds", "written"), [(0, "0:00"), (75.9, "1:15"), (3661, "61:01"), (-3, "0:00")])
def test_times_are_minutes_and_seconds(seconds, written):
    assert clock(seconds) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (200_000, "200,000"),
        (2.3148, "2.315"),
        (0, "0"),
        (0.1, "0.1"),
        (1234.56, "1,235"),
        (3.2e-6, "3.2e-06"),
    ],
)
def test_figures_carry_no_needless_digits(value, written):
    assert figure(value) == written


def test_no_score_is_written_in_words():
    assert score_words(None) == "not enough evidence"
    assert score_words(3.0) == "3.0"


def test_control_characters_and_line_breaks_become_spaces():
    assert one_line("a\nb\x00\x1b[31m\u2028c  d") == "a b [31m c d"


def test_an_own_project_is_called_by_its_title(transcript, library):
    own = transcript.model_copy(update={"project": Project(title="Checkout rewrite")})
    assert Names.of(own, library).problem == "Checkout rewrite"
