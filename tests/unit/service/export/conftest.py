"""One small interview and its report, with text meant to break documents."""

from types import SimpleNamespace

import pytest

from agents.model import (
    ComponentEntry,
    CriterionScore,
    DimensionScore,
    FollowUp,
    NumberEntry,
    Overall,
    PhaseTime,
    Practice,
    Quote,
    Report,
    Scorer,
    Speech,
    Transcript,
    Turn,
)

HOSTILE = (
    "# Who <script>alert(1)</script> *are* [you](http://evil.example) | `x` --> & José Łukasz Ελένη 李雷?"
)
SAID = "1. A queue, so the upload returns at once. Two hundred thousand a day."


@pytest.fixture
def transcript():
    return Transcript(
        loop="pm-system-design",
        minutes=45,
        problem="news-feed",
        level="L5",
        turns=(
            Turn(
                id="t1", speaker="interviewer", phase="scope", start_s=0, end_s=6, text="Design a news feed."
            ),
            Turn(id="t2", speaker="candidate", phase="scope", start_s=7.25, end_s=60, text=HOSTILE),
            Turn(id="t3", speaker="candidate", phase="scale", start_s=70, end_s=160, text=SAID),
            Turn(id="t4", speaker="interviewer", phase="scale", start_s=161, end_s=162, text=""),
        ),
    )


@pytest.fixture
def report():
    quote = Quote(turn="t3", start=3, end=10, start_s=75, text="A queue")
    hostile = Quote(turn="t2", start=0, end=len(HOSTILE), start_s=7, text=HOSTILE)
    return Report(
        loop="pm-system-design",
        problem="news-feed",
        minutes=45,
        overall=Overall(signal="mixed", band="2.5-2.9", level="L5", meaning="Near the bar."),
        dimensions=(
            DimensionScore(id="scope", name="Scope", score=3.4),
            DimensionScore(id="lead", name="Leadership"),
        ),
        criteria=(
            CriterionScore(
                id="why",
                name="Says why",
                dimension="scope",
                score=3.4,
                reason="It gave a reason.",
                quotes=(quote, hostile),
                missed=("No cost was stated",),
            ),
            CriterionScore(id="team", name="Team", dimension="lead", reason="Never reached."),
        ),
        phases=(PhaseTime(id="scope", title="Scope", planned_s=300, actual_s=365),),
        numbers=(
            NumberEntry(
                turn="t3",
                start=43,
                end=68,
                text="Two hundred thousand a day",
                value=200_000,
                unit="1/day",
                counts="messages",
                derived=True,
                agrees=False,
                note="It is 20,000",
            ),
        ),
        components=(
            ComponentEntry(
                name="queue", turn="t3", start=3, end=10, said="A queue", reason="the upload returns at once"
            ),
            ComponentEntry(
                name="load-balancer", turn="t3", start=0, end=1, said="load balancer", needs_reason=False
            ),
        ),
        speech=Speech(
            talk_ratio=0.71,
            words=4021,
            words_per_minute=148,
            fillers=23,
            fillers_per_minute=0.9,
            longest_answer_s=133,
        ),
        followups=(FollowUp(turn="t1", move="ProbeReason", target="queue", why="named | without a reason"),),
        practise=(
            Practice(
                title="Say the price",
                why="At 1:10 only the benefit was said.",
                turn="t3",
                exercise="Drill the trade-offs phase.",
                resource="A book",
            ),
        ),
        scorer=Scorer(name="built-in", version="1"),
    )


@pytest.fixture
def library():
    """No loop and no problem is known: names fall back on ids."""
    return SimpleNamespace(loops={}, problems={})
