"""How long a decision and a report take, in processor time, which a busy machine does not stretch."""

from __future__ import annotations

import time
from itertools import cycle, islice

from agents.interviewer import Began, Interviewer, Spoke
from agents.model import Transcript, Turn
from agents.scoring import score
from agents.setup import Setup
from rubrics.library import Library
from tests.judge.figures import DECISION_MS, SCORE_S, Figure
from tests.judge.material import Material

WPM = 150


def figures(material: Material, library: Library) -> list[Figure]:
    """The slowest tenth of decisions in an hour of talk, and a report on 45 minutes of it."""
    return [
        Figure(
            "decision in a 60-minute interview (ms, p90)", decision_ms(material, library), most=DECISION_MS
        ),
        Figure("report on 45 minutes (s)", report_s(material, library), most=SCORE_S),
    ]


def decision_ms(material: Material, library: Library) -> float:
    """Milliseconds per turn, ninetieth percentile, over an hour filled with what the EM candidates say."""
    setup = Setup.choose(library, "em-system-design", problem="enterprise-chat", minutes=60)
    interviewer = Interviewer(setup)
    now, spent = 0.0, []
    interviewer.commit(interviewer.consider(Began(), now))
    for index, text in enumerate(cycle(_answers(material, "em-system-design"))):
        now += len(text.split()) / WPM * 60
        turn = Turn(
            id=f"c{index}",
            speaker="candidate",
            phase=interviewer.clock.phase,
            start_s=now,
            end_s=now,
            text=text,
        )
        started = time.process_time()
        reply = interviewer.consider(Spoke(turn), now)
        spent.append(time.process_time() - started)
        interviewer.commit(reply, turn)
        now += len(reply.text.split()) / WPM * 60 + 2
        if interviewer.ended:
            break
    return sorted(spent)[len(spent) * 9 // 10] * 1000


def report_s(material: Material, library: Library) -> float:
    """Seconds for the report on 45 minutes at a speaking pace, the best of three."""
    wanted = 45 * WPM * 3 // 4
    answers = _answers(material, "pm-system-design")
    words = sum(len(each.split()) for each in answers) or 1
    said = list(islice(cycle(answers), len(answers) * (wanted // words + 1)))
    phases = [phase.id for phase in library.loop("pm-system-design").phases]
    turns, now = [], 0.0
    for index, text in enumerate(said):
        length = len(text.split()) / WPM * 60
        phase = phases[min(len(phases) - 1, index * len(phases) // len(said))]
        turns.append(
            Turn(
                id=f"i{index}", speaker="interviewer", phase=phase, start_s=now, end_s=now + 3, text="Go on."
            )
        )
        turns.append(
            Turn(
                id=f"c{index}",
                speaker="candidate",
                phase=phase,
                start_s=now + 4,
                end_s=now + 4 + length,
                text=text,
            )
        )
        now += length + 5
    transcript = Transcript(
        loop="pm-system-design", minutes=45, problem="news-feed", level="L5", turns=tuple(turns)
    )
    spent = []
    for _ in range(3):
        started = time.process_time()
        score(transcript, library)
        spent.append(time.process_time() - started)
    return min(spent)


def _answers(material: Material, loop: str) -> list[str]:
    return [
        line
        for candidate in material.candidates
        if candidate.loop == loop and not candidate.never_yields
        for lines in (candidate.opening, *candidate.phases.values())
        for line in lines
    ]
