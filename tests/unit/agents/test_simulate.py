from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from agents.candidate import Candidate, read
from agents.simulate import simulate
from rubrics.timing import phase_seconds

CANDIDATES = Path(__file__).parents[2] / "fixtures" / "candidates"
FILES = sorted(CANDIDATES.glob("*.yaml"))


def talk(words: int, chance: random.Random) -> str:
    """Harmless talk: nothing in it calls for a question."""
    text: list[str] = []
    while len(text) < words:
        who = chance.choice(["the feed", "the reader", "a follower", "the home screen"])
        does = chance.choice(["shows", "keeps", "opens", "updates"])
        what = chance.choice(["the newest posts", "the picture", "its own copy", "the same order"])
        text += f"{who.capitalize()} {does} {what} when someone comes back in the evening.".split()
    return " ".join(text)


def talker(library, loop, *, words, never=False, minutes=45):
    chance = random.Random(words)
    count = int(minutes * 150 / words) + 5
    problem = next(each.id for each in library.problems.values() if loop in each.loops)
    lines = {phase.id: [talk(words, chance) for _ in range(count)] for phase in library.loop(loop).phases}
    return Candidate.model_validate(
        {
            "format": "viva-candidate/1",
            "name": "talker",
            "loop": loop,
            "minutes": minutes,
            "problem": problem,
            "phases": lines,
            "never_yields": never,
        }
    )


def deviations(simulation, library):
    """Actual minus planned seconds of each phase, and of the whole."""
    turns, first = simulation.transcript.turns, {}
    for turn in turns:
        first.setdefault(turn.phase, turn.start_s)
    planned = phase_seconds(library.loop(simulation.transcript.loop), simulation.transcript.minutes)
    starts = [first[phase] for phase, _ in planned]
    ends = [*starts[1:], turns[-1].end_s]
    lengths = [end - start for start, end in zip(starts, ends, strict=True)]
    apart = [length - seconds for length, (_, seconds) in zip(lengths, planned, strict=True)]
    return apart, turns[-1].end_s - simulation.transcript.minutes * 60


@pytest.mark.parametrize("words", [20, 60, 200])
@pytest.mark.parametrize("loop", ["pm-system-design", "em-system-design", "tech-deep-dive"])
def test_phases_keep_to_the_plan_within_twenty_seconds_for_one_who_yields(library, loop, words):
    simulation = simulate(talker(library, loop, words=words), library, scored=False)
    apart, whole = deviations(simulation, library)
    assert max(map(abs, apart)) <= 20
    assert abs(whole) <= 60
    assert simulation.grade.worst_overrun_s <= 20


@pytest.mark.parametrize("loop", ["pm-system-design", "em-system-design", "tech-deep-dive"])
def test_phases_keep_to_the_plan_within_45_seconds_for_one_who_never_yields(library, loop):
    simulation = simulate(talker(library, loop, words=80, never=True), library, scored=False)
    apart, whole = deviations(simulation, library)
    assert max(map(abs, apart)) <= 45
    assert abs(whole) <= 60


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_was_planted_is_caught_and_what_was_justified_is_left_alone(library, path):
    grade = simulate(read(path), library, scored=False).grade
    assert grade.missed == ()
    assert grade.false_probes == 0
    assert grade.repeats == 0
    assert grade.worst_overrun_s <= 45
    assert grade.total_overrun_s <= 60


def test_the_same_seed_gives_the_same_interview_word_for_word(library):
    candidate = read(CANDIDATES / "pm-weak-jumps-to-kafka.yaml")
    one, other = (simulate(candidate, library, seed=5, scored=False).to_json() for _ in range(2))
    assert json.dumps(one) == json.dumps(other)


def test_another_seed_asks_the_same_gaps_in_other_words(library):
    candidate = read(CANDIDATES / "pm-weak-jumps-to-kafka.yaml")
    one, other = (simulate(candidate, library, seed=seed, scored=False) for seed in (5, 6))
    assert [move.text for move in one.moves] != [move.text for move in other.moves]
    assert other.grade.missed == ()


def test_the_document_has_the_keys_that_other_programs_read(library):
    document = simulate(read(CANDIDATES / "pm-strong-feed.yaml"), library, scored=False).to_json()
    assert set(document) == {"transcript", "report", "moves", "grade"}
    assert set(document["moves"][0]) == {"turn", "move", "target", "why", "text"}
    assert set(document["grade"]) == {
        "plants",
        "caught",
        "recall",
        "justified",
        "false_probes",
        "repeats",
        "phase_overrun_s",
        "total_overrun_s",
    }
    assert set(document["grade"]["phase_overrun_s"]) == {"worst"}


def test_a_strong_candidate_is_asked_less_than_a_weak_one(library):
    strong = simulate(read(CANDIDATES / "pm-strong-feed.yaml"), library, scored=False)
    weak = simulate(read(CANDIDATES / "pm-weak-jumps-to-kafka.yaml"), library, scored=False)

    def gaps(simulation):
        return sum("reason:" in move.move.gap for move in simulation.moves)

    assert gaps(strong) < gaps(weak)


def test_the_silent_are_told_to_take_their_time(library):
    simulation = simulate(read(CANDIDATES / "silent.yaml"), library, scored=False)
    assert any("take your time" in move.text.lower() for move in simulation.moves)


def script(**changes):
    base = {
        "format": "viva-candidate/1",
        "name": "x",
        "loop": "pm-system-design",
        "problem": "news-feed",
        "minutes": 45,
    }
    return Candidate.model_validate({**base, **changes})


def said(simulation):
    return [turn.text for turn in simulation.transcript.turns if turn.speaker == "candidate"]


def test_the_opening_is_said_in_order_before_the_phases(library):
    lines = said(
        simulate(script(opening=["One.", "Two."], phases={"scope": ["Three."]}), library, scored=False)
    )
    assert lines[:3] == ["One.", "Two.", "Three."]


def test_a_phase_without_lines_takes_those_of_the_next_that_has_some(library):
    simulation = simulate(script(phases={"deep-dive": ["Deep."]}), library, scored=False)
    assert said(simulation)[0] == "Deep."


def test_when_the_lines_run_out_the_candidate_says_so(library):
    lines = said(simulate(script(phases={"scope": ["One."]}), library, scored=False))
    assert set(lines) == {"One.", "That's what I have."}


def test_an_answer_comes_before_the_next_line(library):
    candidate = script(
        opening=["I put a Kafka queue after the upload.", "Next."],
        answers=[{"when": "why .*queue", "say": "Because of spikes."}],
    )
    assert said(simulate(candidate, library, scored=False))[:3] == [
        "I put a Kafka queue after the upload.",
        "Because of spikes.",
        "Next.",
    ]
