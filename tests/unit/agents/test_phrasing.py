from __future__ import annotations

from dataclasses import replace

import pytest

from agents.interviewer import Interviewer
from agents.moves import (
    Challenge,
    Clarify,
    Close,
    CutIn,
    Hint,
    Open,
    ProbeContradiction,
    ProbeDepth,
    ProbeLeadership,
    ProbeNumber,
    ProbeReason,
    ProbeTradeoff,
    Recap,
    Redirect,
    SilencePrompt,
    TimeNudge,
    Transition,
)
from agents.phrasing import MAX_WORDS, phrase, spoken_sentences
from agents.setup import Setup

PROBES = (ProbeReason, ProbeTradeoff, ProbeContradiction, ProbeLeadership, ProbeDepth)


def every_setup(library):
    for loop in library.loops.values():
        for persona in loop.personas:
            for style in library.persona(persona).styles:
                yield Setup.choose(library, loop.id, persona=persona, style=style.id, seed=2)


def start(setup):
    return Interviewer(setup).state


def every_move(setup):
    phase = setup.loop.phases[-1].id
    yield Open(statement="Design it.")
    yield Clarify(answer="Ten million.")
    yield Clarify(outcome="handback")
    yield Clarify(outcome="unknown")
    for kind in PROBES:
        yield kind(target="Kafka queue", gap="x")
    yield ProbeNumber(target="storage", number="40 gigabytes", gap="x")
    yield Challenge(target="a and b", targets=("a", "b"), gap="x")
    yield Hint(answer="Think of peaks.")
    yield Hint(step=0)
    for cause in ("hostile", "score", "dont-know", "drawing", "earlier-phase"):
        yield Redirect(cause=cause, target="the queue")
    yield TimeNudge(minutes_left=2.0)
    yield CutIn(cause="rambling")
    yield CutIn(cause="time", to=phase)
    yield Transition(to=phase)
    yield Transition(to=phase, early=True)
    for stage in ("take-time", "narrow", "move-on"):
        yield SilencePrompt(stage=stage, target="the queue")
    yield Recap()
    yield Close()


def test_every_persona_in_every_style_has_words_for_every_move(library):
    for setup in every_setup(library):
        for move in every_move(setup):
            said = phrase(setup, start(setup), move)
            assert said is not None, (setup.persona.id, setup.style.id, move)
            assert said.text
            assert "{" not in said.text
            if not isinstance(move, Open | Close):
                assert len(said.text.split()) <= MAX_WORDS


def test_probes_name_what_they_ask_about(library):
    for setup in every_setup(library):
        for kind in PROBES:
            assert "Kafka queue" in phrase(setup, start(setup), kind(target="Kafka queue", gap="x")).text


def test_a_question_about_a_figure_names_the_figure_and_what_it_counts(library):
    setup = next(every_setup(library))
    text = phrase(setup, start(setup), ProbeNumber(target="storage", number="40 gigabytes", gap="x")).text
    assert "40 gigabytes" in text
    assert "storage" in text


def test_a_reason_is_always_asked_for_with_why(library):
    for setup in every_setup(library):
        text = phrase(setup, start(setup), ProbeReason(target="Kafka queue", gap="x")).text.lower()
        assert "why" in text or "requirement" in text


@pytest.mark.parametrize("kind", PROBES)
def test_no_wording_is_used_twice_while_another_is_left(library, kind):
    setup = next(every_setup(library))
    state, seen = start(setup), set()
    for count in range(6):
        said = phrase(setup, state, kind(target=f"part {count}", gap=f"x{count}"))
        assert not said.wordings & seen
        seen |= said.wordings
        state = replace(
            state,
            spoken=state.spoken + 1,
            wordings=state.wordings | said.wordings,
            said=state.said | spoken_sentences(said.text),
        )


def test_a_prompt_whose_words_have_all_been_said_is_dropped(library):
    setup = next(every_setup(library))
    state = start(setup)
    for _ in range(40):
        said = phrase(setup, state, SilencePrompt(stage="take-time"))
        if said is None:
            break
        assert not spoken_sentences(said.text) & state.said
        state = replace(state, spoken=state.spoken + 1, said=state.said | spoken_sentences(said.text))
    assert said is None


def test_the_same_seed_gives_the_same_words_and_another_seed_others(library):
    def words(seed):
        setup = Setup.choose(library, "pm-system-design", seed=seed)
        return phrase(setup, start(setup), ProbeReason(target="queue", gap="x")).text

    assert words(4) == words(4)
    assert len({words(seed) for seed in range(12)}) > 3


def test_a_transition_asks_the_next_phases_first_question(library):
    setup = Setup.choose(library, "pm-system-design")
    said = phrase(setup, start(setup), Transition(to="scale")).text
    assert any(question in said for question in setup.phases["scale"].enter)


def test_a_transition_that_takes_a_probe_asks_that_instead(library):
    setup = Setup.choose(library, "pm-system-design")
    move = Transition(to="scale", probe=ProbeReason(target="Kafka queue", gap="reason:queue"))
    said = phrase(setup, start(setup), move).text
    assert "Kafka queue" in said
    assert not any(question in said for question in setup.phases["scale"].enter)


def test_sentences_are_the_same_whatever_their_case_and_points():
    assert spoken_sentences("Why that queue? Okay.") == spoken_sentences("okay! why that, queue.")
