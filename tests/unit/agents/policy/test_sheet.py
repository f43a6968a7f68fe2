import pytest

from agents.listening.cues import Cues
from agents.listening.questions import Topics
from agents.policy.sheet import Sheet
from rubrics.schema import Fact, Problem

PROBLEM = Problem(
    format="viva-problem/1",
    id="library",
    title="A public library",
    statement="Build the loans desk of a public library.",
    loops=("pm-system-design",),
    facts=(
        Fact(id="readers", topic="users", answer="Ninety thousand readers with a card."),
        Fact(id="busy", topic="peak", answer="Saturday at eleven, four hundred loans in an hour."),
        Fact(id="waits", topic="latency", answer="A loan is booked within two seconds."),
        Fact(id="kept", topic="retention", answer="Loans are forgotten after thirty days."),
        Fact(id="ready", topic="timeline", answer="It opens in September."),
        Fact(id="paper", topic="integrations", answer="The national catalogue, over a nightly file."),
    ),
    out_of_scope=("Late fees", "Room bookings"),
    source="test",
)


@pytest.fixture(scope="module")
def ask(library):
    lexicon = library.lexicon
    sheet, topics = Sheet(PROBLEM, lexicon, Cues(lexicon)), Topics(lexicon, PROBLEM)
    return lambda question: sheet.reply(question, topics.of(question))


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("So who's it for, and how many of them are there?", "readers"),
        ("What does it look like when it's flat out?", "busy"),
        ("How snappy does it have to be?", "waits"),
        ("Do I have to hang on to the loans for long?", "kept"),
        ("By when must this be live?", "ready"),
        ("Is there some legacy system I have to plug into?", "paper"),
        ("Anything about the national catalogue I should know?", "paper"),
    ],
)
def test_a_question_in_anybodys_words_gets_the_fact(ask, question, fact):
    assert (ask(question).outcome, ask(question).id) == ("fact", fact)


@pytest.mark.parametrize(
    "question", ["Should I put a cache there?", "Would you rather have REST or GraphQL?"]
)
def test_a_design_choice_is_handed_back(ask, question):
    assert ask(question).outcome == "handback"


@pytest.mark.parametrize("question", ["What can we spend on it?", "Do they work in Braille?"])
def test_what_the_sheet_does_not_hold_is_not_answered_with_something_else(ask, question):
    assert ask(question).outcome == "unknown"


def test_what_is_left_out_is_named(ask):
    assert ask("Should I think about late fees as well?").answer == "late fees"
    assert ask("What may I leave out?").answer == "late fees and room bookings"
