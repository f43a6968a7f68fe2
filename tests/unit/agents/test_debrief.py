"""The debrief: how the panels' signals combine, and where their evidence differs."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.debrief import STEPS, UNDECIDED, Panel, debrief
from agents.model import CriterionScore, Overall, Report, Scorer, Speech
from service.export.debrief import debrief_markdown

SILENT = Speech(
    talk_ratio=0, words=0, words_per_minute=0, fillers=0, fillers_per_minute=0, longest_answer_s=0
)


def panel(name: str, signal: str, **scores: float | None) -> tuple[Panel, Report]:
    overall = Overall(signal=signal, band="2.5-2.9", level="L5")
    criteria = tuple(
        CriterionScore(id=each, name=each.title(), dimension="d", score=score, reason=f"{name} says so.")
        for each, score in scores.items()
    )
    report = Report(
        loop=name,
        problem="p",
        minutes=45,
        overall=overall,
        dimensions=(),
        criteria=criteria,
        phases=(),
        numbers=(),
        components=(),
        speech=SILENT,
        followups=(),
        practise=(),
        scorer=Scorer(name="s", version="1"),
    )
    return Panel(interview=name, loop=name, title=name, overall=overall), report


@pytest.mark.parametrize(
    ("signals", "combined"),
    [
        (["yes", "yes", "no"], "yes"),
        (["strong yes", "no"], "no"),
        (["yes", UNDECIDED, "mixed"], "mixed"),
        (["yes", UNDECIDED], UNDECIDED),
        ([], UNDECIDED),
    ],
)
def test_the_combined_signal_is_the_lower_median_of_those_that_vote(signals, combined):
    assert debrief([panel(str(n), signal) for n, signal in enumerate(signals)]).signal == combined


@pytest.mark.parametrize(
    ("signals", "combined"),
    [
        (["strong yes", "strong yes", "no"], "yes"),
        (["strong yes", "strong yes", "strong no"], "mixed"),
        (["strong yes", "strong yes", "mixed"], "strong yes"),
    ],
)
def test_a_low_vote_holds_the_combined_signal_down(signals, combined):
    made = debrief([panel(str(n), signal) for n, signal in enumerate(signals)])
    assert made.signal == combined
    assert ("holds it down" in made.meaning) == (combined != "strong yes")


def test_panels_agree_when_their_signals_are_a_step_apart():
    made = debrief([panel("a", "yes"), panel("b", "mixed"), panel("c", "strong no")])
    assert made.agreement == pytest.approx(1 / 3, abs=0.001)


def test_a_criterion_of_several_panels_is_compared_and_differences_come_first():
    made = debrief(
        [
            panel("a", "yes", because=3.5, numbers=2.0, users=3.0),
            panel("b", "yes", because=2.0, numbers=2.4, users=None),
        ]
    )
    assert [(each.id, each.differ) for each in made.compared] == [("because", True), ("numbers", False)]
    assert [view.title for view in made.compared[0].views] == ["a", "b"]


def test_the_meaning_tells_the_votes_and_what_to_talk_about_first():
    panels = [panel("a", "yes", because=3.5), panel("b", "no", because=2.0), panel("c", "yes", because=3.0)]
    meaning = debrief(panels).meaning
    assert meaning.startswith("The panels voted no, yes, yes; the one in the middle counts: yes.")
    assert "more than one step apart" in meaning
    assert meaning.endswith("saw it differently: Because.")
    assert "step apart" not in debrief(panels[2:] * 2).meaning
    assert debrief(panels[:1]).meaning == "Fewer than two panels heard enough to vote."


def test_strengths_and_concerns_name_the_panel_and_its_reason():
    made = debrief([panel("a", "yes", because=3.9, users=1.2), panel("b", "no", because=3.4)])
    assert [(each.name, each.view.title) for each in made.strengths] == [("Because", "a"), ("Because", "b")]
    assert [each.view.reason for each in made.concerns] == ["a says so."]


def test_as_markdown_it_tells_all_of_it_and_no_words_become_markup():
    made = debrief([panel("<b>a</b>", "yes", because=3.9), panel("b", "mixed", because=1.5)])
    text = debrief_markdown(made)
    assert "Combined signal: mixed" in text
    assert "the panels differ" in text
    assert "<b>" not in text


@settings(max_examples=50, deadline=None)
@given(st.lists(st.sampled_from(STEPS), min_size=2, max_size=8))
def test_the_combined_signal_lies_between_the_votes_and_no_order_changes_it(signals):
    one = debrief([panel(str(n), signal) for n, signal in enumerate(signals)])
    other = debrief([panel(str(n), signal) for n, signal in enumerate(reversed(signals))])
    assert one.signal == other.signal
    votes = sorted(STEPS.index(signal) for signal in signals)
    assert votes[0] <= STEPS.index(one.signal) <= min(votes[-1], votes[0] + 2)
    assert one.agreement == other.agreement
