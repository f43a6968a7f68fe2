import pytest

from agents.model import Project, Quote
from service.export.names import Names, clock, figure, measured, one_line, quoted, score_words


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


@pytest.mark.parametrize(
    ("value", "unit", "counts", "written"),
    [
        (5_000, "count/second", "positions", "5,000 positions per second"),
        (5_000, "1/second", "", "5,000 per second"),
        (10, "second", "", "10 seconds"),
        (1, "week", "", "1 week"),
        (43, "gigabyte/day", "", "43 gigabytes per day"),
        (60, "percent", "", "60 percent"),
        (20_000, "1", "drivers", "20,000 drivers"),
    ],
)
def test_a_figure_is_read_out_with_what_it_counts(value, unit, counts, written):
    assert measured(value, unit, counts) == written


def test_a_quote_from_within_a_sentence_has_dots_where_it_was_cut(transcript):
    turn = transcript.turns[0].model_copy(update={"text": "First this, then that. And the rest."})
    said = transcript.model_copy(update={"turns": (turn,)})

    def cut(start, end):
        words = turn.text[start:end]
        return quoted(Quote(turn=turn.id, start=start, end=end, start_s=0, text=words), said)

    assert cut(0, 22) == "First this, then that."
    assert cut(23, 36) == "And the rest."
    assert cut(12, 21) == "… then that …"
    assert quoted(Quote(turn="gone", start=0, end=4, start_s=0, text="lost"), said) == "lost"
