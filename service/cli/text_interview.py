"""A typed interview in the terminal: the real interviewer, the wall clock, one line for each answer."""

from __future__ import annotations

import asyncio
import json
import sys
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from agents.grade import Said
from agents.interviewer import (
    Began,
    CandidateLeft,
    DoneEarly,
    Event,
    HintAsked,
    Interviewer,
    Reply,
    Silence,
    Speaker,
    Spoke,
    Tick,
)
from agents.model import MAX_TURN_CHARS, FollowUp, Report, Transcript, Turn
from agents.setup import Setup
from rubrics.library import Library
from service.cli.asked import model_of
from service.cli.output import say
from service.export import report_markdown
from service.language import scorer_with, speaker_with
from service.settings import Settings

LOOK_EVERY_S = 1.0
TYPING_PATIENCE = 6.0
"""One who types is as silent in so many seconds as one who speaks is in one."""
COMMANDS: dict[str, Event] = {"/hint": HintAsked(), "/done": DoneEarly(), "/end": CandidateLeft()}

Lines = asyncio.Queue[str | None]


def hold(settings: Settings, library: Library, setup: Setup, out: Path) -> None:
    """Hold the interview, write its transcript and report to ``out``, and say where."""
    model = model_of(settings.llm)
    speak = speaker_with(model)
    speaker = speak(setup) if speak else None

    async def run() -> tuple[Transcript, Report]:
        room = TextRoom(setup, speaker, time.monotonic)
        await room.run(_standard_input())
        transcript = room.transcript()
        return transcript, await scorer_with(model, library).score(transcript, room.follow_ups())

    say("One line is one answer. /hint, /done, /end.")
    transcript, report = asyncio.run(run())
    _write(transcript, report, library, out)


class TextRoom:
    """One typed interview.

    Args:
        setup: who interviews whom about what.
        speaker: what words the questions; None for the built-in words.
        clock: seconds.
    """

    def __init__(self, setup: Setup, speaker: Speaker | None, clock: Callable[[], float]) -> None:
        self._setup = setup
        self._interviewer = Interviewer(setup, speaker)
        self._clock = clock
        self._began = self._last = clock()
        self._phase = setup.loop.phases[0].id
        self._turns: list[Turn] = []
        self._said: list[Said] = []

    async def run(self, lines: Lines) -> None:
        """Talk until the interview is over or no line is left (None)."""
        await self._tell(Began())
        while not self._interviewer.ended:
            try:
                line = await asyncio.wait_for(lines.get(), LOOK_EVERY_S)
            except TimeoutError:
                await self._tell(Silence((self._clock() - self._last) / TYPING_PATIENCE))
                await self._tell(Tick())
                continue
            await self._take(line)

    async def _take(self, line: str | None) -> None:
        """One line of the candidate."""
        words = "/end" if line is None else line.strip()
        if words in COMMANDS:
            await self._tell(COMMANDS[words])
        elif words.startswith("/"):
            say(f"There is no {words}; there are {', '.join(COMMANDS)}.")
        elif words:
            turn = self._turn("candidate", words[:MAX_TURN_CHARS], self._last - self._began)
            await self._tell(Spoke(turn))

    async def _tell(self, event: Event) -> None:
        """Let the interviewer take an event in, and say what it answers."""
        if self._interviewer.ended:
            return
        now = self._clock() - self._began
        reply = self._interviewer.consider(event, now)
        words = "".join([piece async for piece in reply.words()])
        self._interviewer.commit(reply)
        self._announce(reply)
        if reply.move is not None and words:
            turn = self._turn("interviewer", words, now)
            self._said.append(Said(turn.id, reply.move, reply.why, words))
            print(f"\n{self._setup.persona.name}: {words}\n", flush=True)

    def _announce(self, reply: Reply) -> None:
        if reply.phase != self._phase:
            self._phase = reply.phase
            print(f"\n-- {self._setup.phases[reply.phase].title} --", flush=True)

    def _turn(self, speaker: str, text: str, start_s: float) -> Turn:
        end = self._clock()
        turn = Turn.model_validate(
            {
                "id": f"t{len(self._turns) + 1}",
                "speaker": speaker,
                "phase": self._phase,
                "start_s": round(start_s, 2),
                "end_s": round(max(end - self._began, start_s), 2),
                "text": text,
            }
        )
        self._turns.append(turn)
        self._last = end
        return turn

    def transcript(self) -> Transcript:
        """The interview in words."""
        setup = self._setup
        return Transcript(
            loop=setup.loop.id,
            minutes=setup.minutes,
            problem=setup.problem.id,
            level=setup.level.id,
            turns=tuple(self._turns),
            project=setup.project,
            own_problem=setup.own_problem,
        )

    def follow_ups(self) -> tuple[FollowUp, ...]:
        """The questions that asked about a gap."""
        return tuple(said.follow_up() for said in self._said if said.asks)


def _standard_input() -> Lines:
    """Lines as they are typed, read by a thread that does not keep the program from ending."""
    lines: Lines = asyncio.Queue()
    loop = asyncio.get_running_loop()

    def read() -> None:
        for line in sys.stdin:
            loop.call_soon_threadsafe(lines.put_nowait, line)
        loop.call_soon_threadsafe(lines.put_nowait, None)

    threading.Thread(target=read, daemon=True).start()
    return lines


def _write(transcript: Transcript, report: Report, library: Library, out: Path) -> None:
    """Transcript and report beside each other, named after loop and time."""
    stem = f"viva-{transcript.loop}-{datetime.now(UTC).astimezone():%Y%m%d-%H%M%S}"
    files = {
        "transcript.json": json.dumps(transcript.model_dump(mode="json"), ensure_ascii=False, indent=2)
        + "\n",
        "report.json": json.dumps(report.model_dump(mode="json"), ensure_ascii=False, indent=2) + "\n",
        "report.md": report_markdown(report, transcript, library),
    }
    for name, content in files.items():
        path = out / f"{stem}.{name}"
        path.write_text(content, encoding="utf-8")
        say(f"Written: {path}")
