"""A whole interview in virtual time, between the interviewer and a scripted candidate."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from agents.candidate import LAST_WORDS, Candidate, check
from agents.grade import Grade, Said, grade
from agents.interviewer import Began, Interviewer, Reply, Silence, Speaker, Spoke, Talking
from agents.listening.sentences import sentences, words
from agents.model import Report, Transcript, Turn
from agents.setup import Setup
from rubrics.library import Library

INTERVIEWER_WPM = 165.0
ANSWER_S = 0.7
"""From the end of the interviewer's words to the candidate's first."""
ENDPOINT_S = 0.8
"""From the candidate's last word to the interviewer's first: the end of the turn has to be heard."""
PAUSE_S = 1.0
"""Between two lines of a candidate who was not answered."""
STEP_S = 1.0
"""Silence is looked at this often."""
OVERTIME_S = 600.0
"""An interview that is not over by then never will be; a fault, not a rule of the game."""


@dataclass(frozen=True, slots=True)
class Simulation:
    """What happened, how it was scored, and how the interviewer did."""

    transcript: Transcript
    report: Report | None
    moves: tuple[Said, ...]
    grade: Grade

    def to_json(self) -> dict[str, Any]:
        """The document ``viva simulate --json`` prints (design section 12)."""
        return {
            "transcript": self.transcript.model_dump(mode="json"),
            "report": None if self.report is None else self.report.model_dump(mode="json"),
            "moves": [move.to_json() for move in self.moves],
            "grade": self.grade.to_json(),
        }


def simulate(
    candidate: Candidate,
    library: Library,
    *,
    seed: int = 0,
    phraser: Callable[[Setup], Speaker] | None = None,
    scored: bool = True,
) -> Simulation:
    """Plays the interview to its end. The same seed gives the same interview, word for word.

    ``phraser`` makes what puts moves into words (a language model); without one the built-in words are used.
    Raises :class:`agents.errors.CandidateInvalid` or :class:`agents.errors.SetupInvalid`.
    """
    check(candidate, library)
    setup = Setup.choose(
        library,
        candidate.loop,
        problem=candidate.problem,
        persona=candidate.persona,
        style=candidate.style,
        level=candidate.level,
        minutes=candidate.minutes,
        project=candidate.project,
        own_problem=candidate.own_problem,
        seed=seed,
    )
    with asyncio.Runner() as runner:
        room = _Room(setup, candidate, phraser(setup) if phraser else None, runner)
        room.play()
    transcript = Transcript(
        loop=setup.loop.id,
        minutes=setup.minutes,
        problem=setup.problem.id,
        level=setup.level.id,
        turns=tuple(room.turns),
        project=setup.project,
        drill=setup.drill,
        own_problem=setup.own_problem,
    )
    report = _scored(transcript, library, room.said) if scored else None
    graded = grade(candidate, setup, transcript, room.said, room.late)
    return Simulation(transcript, report, tuple(room.said), graded)


def _scored(transcript: Transcript, library: Library, said: Sequence[Said]) -> Report:
    from agents.scoring import score  # noqa: PLC0415  not needed to simulate

    return score(transcript, library, moves=tuple(each.follow_up() for each in said if each.asks))


@dataclass(slots=True)
class _Script:
    """The candidate's lines, and which have been said."""

    candidate: Candidate
    phases: tuple[str, ...]
    opened: int = 0
    told: dict[str, int] = field(default_factory=dict)
    answered: frozenset[int] = frozenset()
    rest: str = ""
    """What an interruption left unsaid."""

    def reply(self, text: str) -> tuple[float, str | None] | None:
        """Seconds of silence, and words, for what the interviewer said; None when no answer is scripted."""
        index = self.candidate.answer(text, self.answered)
        if index is None:
            return None
        self.answered |= {index}
        answer = self.candidate.answers[index]
        return answer.silence_s, answer.say

    def line(self, phase: str) -> str | None:
        """The next line in this phase; None when none is left."""
        if self.rest:
            rest, self.rest = self.rest, ""
            return rest
        if self.opened < len(self.candidate.opening):
            self.opened += 1
            return self.candidate.opening[self.opened - 1]
        for listed in self._listed(phase):
            lines, told = self.candidate.phases[listed], self.told.get(listed, 0)
            if told < len(lines):
                self.told[listed] = told + 1
                return lines[told]
        return None

    def _listed(self, phase: str) -> tuple[str, ...]:
        """Whose lines are said in a phase: its own, or those of the next that has some.

        One who never yields does not stop where the lines of a phase end, but goes on with the next.
        """
        ahead = self.phases[self.phases.index(phase) :]
        having = tuple(each for each in ahead if self.candidate.phases.get(each))
        return having if self.candidate.never_yields else having[:1]


class _Room:
    """The clock and the two speakers."""

    def __init__(
        self, setup: Setup, candidate: Candidate, speaker: Speaker | None, runner: asyncio.Runner
    ) -> None:
        self.interviewer = Interviewer(setup, speaker)
        self.candidate = candidate
        self.script = _Script(candidate, tuple(phase.id for phase in setup.loop.phases))
        self.runner = runner
        self.now = 0.0
        self.turns: list[Turn] = []
        self.said: list[Said] = []
        self.late: dict[str, float] = {}
        """Phase -> seconds past its deadline when it was left."""
        self._limit = setup.minutes * 60.0 + OVERTIME_S

    def play(self) -> None:
        """From the greeting to the goodbye."""
        heard: str | None = self._speak(self.interviewer.consider(Began(), 0.0))
        while not self.interviewer.ended and self.now < self._limit:
            heard = self._candidate(heard)

    # ---- the interviewer ---------------------------------------------------------------------------------

    def _speak(self, reply: Reply, turn: Turn | None = None) -> str | None:
        """The interviewer's words, said; None when it stayed silent."""
        before = self.interviewer.clock
        self.interviewer.commit(reply, turn)
        if reply.move is None:
            return None
        text = reply.text if reply.speaker is None else self.runner.run(_whole(reply))
        if reply.phase != before.phase or reply.ends:
            self.late[before.phase] = self.now - (before.total_s if reply.ends else before.deadline)
        said = self._say("interviewer", reply.phase, text, INTERVIEWER_WPM)
        self.said.append(Said(said.id, reply.move, reply.why, text))
        return text

    def _say(self, speaker: str, phase: str, text: str, wpm: float) -> Turn:
        start = self.now
        self.now += len(text.split()) / wpm * 60.0
        turn = Turn.model_validate(
            {
                "id": f"t{len(self.turns) + 1}",
                "speaker": speaker,
                "phase": phase,
                "start_s": round(start, 2),
                "end_s": round(self.now, 2),
                "text": text,
            }
        )
        self.turns.append(turn)
        return turn

    # ---- the candidate -----------------------------------------------------------------------------------

    def _candidate(self, heard: str | None) -> str | None:
        """One stretch of the candidate, and what the interviewer says to it."""
        silence, words_ = 0.0, None
        if heard is not None:
            silence, words_ = self.script.reply(heard) or (0.0, None)
        spoken = self._keep_silent(silence)
        if spoken is not None:
            return spoken
        if self.interviewer.ended:
            return None
        self.now += ANSWER_S if heard is not None else PAUSE_S
        return self._talk(words_)

    def _keep_silent(self, seconds: float) -> str | None:
        """Silence, which the interviewer may break; its words when they call for another answer."""
        quiet = 0.0
        while seconds > 0 and not self.interviewer.ended:
            step = min(STEP_S, seconds)
            self.now += step
            quiet += step
            seconds -= step
            reply = self.interviewer.consider(Silence(quiet), self.now)
            if reply.move is None:
                continue
            text = self._speak(reply)
            quiet = 0.0
            if text is not None and self.candidate.answer(text, self.script.answered) is not None:
                return text
        return None

    def _talk(self, answer: str | None) -> str | None:
        phase = self.interviewer.clock.phase
        line = answer or self.script.line(phase)
        start = self.now
        text, cut = "", None
        while True:
            rest, text, cut = self._utter(line or LAST_WORDS, text, start)
            if cut is not None:
                self.script.rest = rest
                break
            if not self.candidate.never_yields or line is None:
                break
            line = self.script.line(phase)
        turn = self._turn(text, phase, start)
        if cut is not None:
            return self._speak(cut, turn)
        self.now += ENDPOINT_S
        return self._speak(self.interviewer.consider(Spoke(turn), self.now))

    def _utter(self, line: str, before: str, start: float) -> tuple[str, str, Reply | None]:
        """Says a line after ``before``, sentence by sentence. What is left, what was said, and who cut in."""
        never = self.candidate.never_yields
        ends = [sentence.end for sentence in sentences(line)] or [len(line)]
        said, begun = before, 0
        for end in ends:
            piece = line[begun:end].strip()
            begun = end
            self.now += len(words(piece)) / self.candidate.words_per_minute * 60.0
            said = f"{said} {piece}".strip()
            talking = Talking(
                text=said,
                breath=not never,
                started_s=start,
                turn=f"t{len(self.turns) + 1}",
                breathless_s=self.now - start if never else 0.0,
            )
            if end == ends[-1] and not never:
                break
            reply = self.interviewer.consider(talking, self.now)
            if reply.move is not None:
                return line[begun:].strip(), said, reply
        return "", said, None

    def _turn(self, text: str, phase: str, start: float) -> Turn:
        turn = Turn(
            id=f"t{len(self.turns) + 1}",
            speaker="candidate",
            phase=phase,
            start_s=round(start, 2),
            end_s=round(self.now, 2),
            text=text,
        )
        self.turns.append(turn)
        return turn


async def _whole(reply: Reply) -> str:
    return "".join([piece async for piece in reply.words()])
