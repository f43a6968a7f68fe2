"""The candidate's own problem: asked about like any other, its facts told when they are asked for."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from agents.candidate import Candidate
from agents.errors import SetupInvalid
from agents.listening.cues import Cues
from agents.model import OwnFact, OwnProblem
from agents.own_problem import OWN_PROBLEM, problem_of, written
from agents.policy.sheet import Sheet
from agents.setup import Setup
from agents.simulate import simulate
from rubrics.loader import load
from rubrics.schema import Problem

COURTS = OwnProblem(
    title="Court booking",
    statement="Design the booking of tennis courts for clubs.",
    facts=(
        OwnFact(question="How many courts are there?", answer="Two thousand, in three hundred clubs."),
        OwnFact(question="How many people use it in a day?", answer="Forty thousand members look each day."),
        OwnFact(question="What may it cost?", answer="Three thousand dollars a month."),
        OwnFact(answer="A booking must be confirmed within two seconds."),
        OwnFact(answer="Referees are assigned by hand."),
    ),
)
MORE = {
    "How many courts do we have?": "Two thousand",
    "Roughly how many courts would that be?": "Two thousand",
    "How many daily users are there?": "Forty thousand",
    "What's our budget?": "Three thousand dollars",
    "What latency do people expect?": "within two seconds",
    "How are referees assigned?": "by hand",
}


@pytest.fixture(scope="module")
def sheet(library):
    loop = library.loop("pm-system-design")
    return Sheet(written(COURTS, loop, library.lexicon), library.lexicon, Cues(library.lexicon))


@pytest.mark.parametrize(("question", "answer"), MORE.items())
def test_its_facts_are_told_when_asked_for_in_other_words(sheet, question, answer):
    assert answer in sheet.reply(question).answer


@pytest.mark.parametrize(
    "question", ["Who pays the coaches?", "Do we sell rackets?", "Which country is it in?"]
)
def test_what_was_not_written_is_not_made_up(sheet, question):
    assert sheet.reply(question).outcome != "fact"


@settings(max_examples=25, deadline=None)
@given(
    st.builds(
        OwnProblem,
        title=st.text("ab (|*#/?…", min_size=1, max_size=20).filter(str.strip),
        statement=st.text(min_size=1, max_size=80).filter(str.strip),
        facts=st.lists(
            st.builds(
                OwnFact,
                question=st.text("how many courts (|)*#[]./\\' ", max_size=40),
                answer=st.text(min_size=1, max_size=40).filter(str.strip),
            ),
            max_size=3,
        ).map(tuple),
    )
)
def test_whatever_is_written_is_a_problem_by_the_schema_and_can_be_asked(own):
    library = load()
    made = written(own, library.loop("em-system-design"), library.lexicon)
    assert Problem.model_validate(made.model_dump()) == made
    Sheet(made, library.lexicon, Cues(library.lexicon)).reply("How many courts are there?")


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": " ", "statement": "Design it."},
        {"title": "T", "statement": ""},
        {"title": "T" * 121, "statement": "Design it."},
        {"title": "T", "statement": "x" * 601},
        {"title": "T", "statement": "Design it.", "facts": [{"answer": "Yes."}] * 41},
        {"title": "T", "statement": "Design it.", "facts": [{"question": "Why?"}]},
    ],
)
def test_it_has_limits(wrong):
    with pytest.raises(ValidationError):
        OwnProblem.model_validate(wrong)


def test_a_setup_takes_it_in_place_of_one_of_the_library(library):
    setup = Setup.choose(library, "pm-system-design", own_problem=COURTS)
    assert (setup.problem.id, setup.problem.title) == (OWN_PROBLEM, "Court booking")
    assert setup.problem.loops == ("pm-system-design",)


@pytest.mark.parametrize(
    ("loop", "choice", "says"),
    [
        ("tech-deep-dive", {}, "project"),
        ("pm-system-design", {"problem": "chat"}, "not both"),
    ],
)
def test_it_goes_with_neither_a_project_nor_another_problem(library, loop, choice, says):
    with pytest.raises(SetupInvalid, match=says):
        Setup.choose(library, loop, own_problem=COURTS, **choice)


LINES = {
    "pm-system-design": (
        "How many courts are there? And who is it for?",
        "I would leave tournaments out, because clubs run few of them.",
        "Forty thousand looks a day are about one every two seconds.",
        "A Postgres database holds the bookings, because two people must never get one court.",
        "I would put a queue between booking and mail.",
    ),
    "em-system-design": (
        "How many courts are there?",
        "Members search, book and cancel. The team is four engineers.",
        "One Postgres database with a unique key on court and hour, because nothing may be booked twice.",
        "I would add a cache for the search.",
    ),
}


@pytest.mark.parametrize("loop", LINES)
def test_a_whole_interview_is_held_and_scored_about_it(library, loop):
    candidate = Candidate(
        format="viva-candidate/1",
        name="own",
        loop=loop,
        own_problem=COURTS,
        opening=LINES[loop][:1],
        phases={phase.id: LINES[loop][1:] for phase in library.loop(loop).phases[:1]},
    )
    played = simulate(candidate, library, seed=3)
    said = [turn.text for turn in played.transcript.turns if turn.speaker == "interviewer"]
    assert COURTS.statement in said[0]
    assert "Two thousand, in three hundred clubs." in said[1]
    assert {turn.phase for turn in played.transcript.turns} == {
        phase.id for phase in library.loop(loop).phases
    }
    assert any(said.move.kind.startswith("Probe") for said in played.moves)
    assert played.transcript.own_problem == COURTS
    assert played.report.problem == OWN_PROBLEM
    assert played.report.criteria
    assert problem_of(played.transcript, library).statement == COURTS.statement


def test_a_transcript_of_a_problem_nobody_holds_any_more_has_none(library, spoken):
    gone = spoken("pm-1-strong").model_copy(update={"problem": "gone"})
    assert problem_of(gone, library) is None
