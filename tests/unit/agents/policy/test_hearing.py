import pytest

from agents.moves import ProbeDepth, ProbeLeadership, Transition, asked_by

EXPLAINED = (
    " Each message carries a number per sender, the layer keeps the last number it saw, and whatever is not "
    "greater than that is dropped before it is stored."
)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("The routing engine figures out which driver is closest.", "routing engine"),
        ("Duplicate messages are dealt with by the intake layer.", "intake layer"),
        ("For lost packets we have the resend logic, and that just takes care of it.", "resend logic"),
        ("Spam scoring is fully automated.", "Spam scoring"),
        ("The scoring model decides who sees it, it's machine learning.", "scoring model"),
    ],
)
def test_a_mechanism_that_was_named_and_not_explained_is_asked_about(pm, text, named):
    moves = asked_by(pm.say(text).move)
    assert any(isinstance(move, ProbeDepth) and named.lower() in move.target.lower() for move in moves)


@pytest.mark.parametrize(
    "text",
    [
        "Refunds are handled by the support team.",
        "The user decides what to share.",
        "Duplicates are dealt with by the intake layer." + EXPLAINED,
    ],
)
def test_people_and_what_was_explained_need_no_mechanism(pm, text):
    moves = asked_by(pm.say(text).move)
    assert not any(isinstance(move, ProbeDepth) and move.gap.startswith("depth:") for move in moves)


def test_work_in_the_managers_own_evenings_is_asked_about_by_name(em):
    reply = em.say("I'll build the import service in the evenings.")
    assert isinstance(reply.move, ProbeLeadership)
    assert "import service" in reply.text


def test_a_product_told_with_a_cause_needs_no_why(pm):
    reply = pm.say("The app keeps everything in SQLite, because it has to work without a network.")
    assert not any(move.gap == "reason:database" for move in asked_by(reply.move))


def test_the_reason_and_the_mechanism_of_one_thing_are_one_question_first(pm):
    reply = pm.say("The hardest part is the ranking model.")
    assert isinstance(asked_by(reply.move)[-1], ProbeDepth)
    assert not isinstance(reply.move, Transition)
