from dataclasses import replace

import pytest

from agents.moves import Challenge, ProbeDepth, ProbeLeadership, ProbeTradeoff, asked_by


def asked(talk, phase, text):
    state = talk.interviewer.state
    talk.interviewer.state = replace(state, clock=state.clock.enter(phase, talk.now))
    reply = talk.say(text)
    return reply, asked_by(reply.move)


def test_a_promise_of_the_system_is_quoted_and_its_mechanism_asked_for(pm):
    reply, moves = asked(pm, "high-level", "And the page always shows them the best offer.")
    assert any(isinstance(move, ProbeDepth) for move in moves)
    assert "the best offer" in reply.text


def test_a_choice_told_for_what_is_good_about_it_is_asked_for_its_price(pm):
    reply, moves = asked(
        pm, "high-level", "We share one calendar between all the shops, which makes reports really easy."
    )
    assert any(isinstance(move, ProbeTradeoff) for move in moves)
    assert "one calendar" in reply.text


def test_a_bare_choice_is_asked_for_both(pm):
    reply, moves = asked(pm, "high-level", "We copy every order into the partner's folder once a night.")
    assert any(isinstance(move, Challenge) and "partner's folder" in move.said for move in moves)
    assert reply.text.count("?") == 1


def test_a_launch_that_nobody_was_asked_about_is_a_question_of_people(em):
    reply, moves = asked(em, "engineer", "On Monday morning we switch it on for everyone.")
    assert any(isinstance(move, ProbeLeadership) for move in moves)
    assert "switch it on" in reply.text


@pytest.mark.parametrize(
    "text",
    [
        (
            "We keep the drafts on the phone because half of them are written on trains. What we give up is "
            "that two phones of one person may disagree until they sync."
        ),
        "That's what I have.",
        "Okay, good.",
    ],
)
def test_what_is_argued_on_both_sides_or_says_nothing_is_left_alone(pm, text):
    _, moves = asked(pm, "high-level", text)
    assert not any(move.gap.startswith("follow:") for move in moves)


def test_what_is_told_of_users_before_the_design_is_left_alone(pm):
    _, moves = asked(pm, "scope", "Our users are florists in small towns, most of them work alone.")
    assert not any(move.gap.startswith("follow:") for move in moves)


def test_a_line_said_again_is_not_taken_up_again(pm):
    line = "Whatever the couriers do, both lists come out the same in the end."
    _, first = asked(pm, "high-level", line)
    _, again = asked(pm, "high-level", line)
    assert any(move.gap.startswith("follow:") for move in first)
    assert not any(move.gap.startswith("follow:") for move in again)


def test_a_long_sentence_is_quoted_where_it_leaves_most_open(pm):
    reply, _ = asked(
        pm,
        "high-level",
        "When the courier hands over the parcel at the door and the customer has signed for it on the phone, "
        "the app works out by itself which of the two lists is right.",
    )
    assert "which of the two lists is right" in reply.text


def test_questions_that_quote_are_never_worded_alike(pm):
    lines = [
        f"Whatever the {who} do, the {what} sorts it out by itself in the end."
        for who, what in (
            ("couriers", "board"),
            ("florists", "shop"),
            ("nurses", "rota"),
            ("drivers", "map"),
            ("teachers", "timetable"),
            ("cooks", "kitchen plan"),
            ("guards", "gate"),
            ("clerks", "ledger"),
        )
    ]
    texts = [asked(pm, "high-level", line)[0].text for line in lines]
    questions = [part for text in texts for part in text.replace("?", "?|").split("|") if part.endswith("?")]
    assert len(questions) >= len(lines) - 1
    assert len({*questions}) == len(questions)
