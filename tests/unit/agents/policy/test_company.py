from hypothesis import given, settings
from hypothesis import strategies as st

from agents.facts import Number, Span
from agents.policy.company import COMPANY, Company


def number(turn, start, value, unit="1"):
    return Number(
        span=Span(turn, start, start + 2), text=str(value), value=value, unit=unit, counts="", kind="other"
    )


figures = st.lists(
    st.builds(
        number, st.sampled_from(["t1", "t3", "t5"]), st.integers(0, 60), st.sampled_from([2.0, 5.0, 7.0])
    ),
    max_size=12,
    unique_by=lambda each: each.span,
)


@settings(max_examples=80)
@given(figures)
def test_a_figure_has_company_beside_it_after_it_or_in_another_turn(numbers):
    company = Company(numbers)
    for each in numbers:
        others = [other for other in numbers if other.span != each.span]
        near = [other for other in others if other.span.turn == each.span.turn]
        followed = any(other.span.start > each.span.start for other in near)
        said = any(other.span.turn != each.span.turn and other.value == each.value for other in others)
        assert company.holds(each) == (len(near) >= COMPANY or followed or said)


def test_the_same_figure_in_another_unit_is_another():
    first, second = number("t1", 0, 5.0, "second"), number("t3", 0, 5.0, "byte")
    assert not Company([first, second]).holds(second)
