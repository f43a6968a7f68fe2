"""Finished interviews put straight into a service's data folder, so that a test need not hold them first."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from agents.model import Transcript
from service.events import CandidateTurn, Created, Event, Finished, Heard, InterviewerTurn, Resumed
from service.recording import Recordings
from service.store import Store
from service.tables import InterviewRow
from tests.e2e.conftest import ROOT

TRANSCRIPTS = ROOT / "tests" / "fixtures" / "transcripts"
PERSONAS = {
    "pm-system-design": "senior-pm",
    "em-system-design": "em-interviewer",
    "tech-deep-dive": "staff-engineer",
}
TONE_HZ = 440


def seed(data: Path, *names: str, day: str | None = None) -> list[str]:
    """Store these transcripts as finished interviews, the first the oldest. Their ids, in that order.

    ``day`` is the loop day that they make up, if they do.
    """
    data.mkdir(parents=True, exist_ok=True)
    return asyncio.run(_seed(data, names, day))


async def _seed(data: Path, names: tuple[str, ...], day: str | None) -> list[str]:
    store = Store(f"sqlite:///{data / 'viva.db'}")
    await store.open()
    ids = []
    for place, name in enumerate(names):
        transcript = Transcript.model_validate(json.loads((TRANSCRIPTS / f"{name}.json").read_text()))
        created = datetime.now(UTC) - timedelta(days=len(names) - place)
        interview = f"seeded-{name}"
        row, first = _begun(interview, transcript, created)
        row.loop_day = day
        await store.add(row, first)
        await store.append(interview, *_events(transcript))
        await _record(data / "recordings", interview, transcript)
        ids.append(interview)
    await store.close()
    return ids


def _begun(interview: str, said: Transcript, created_at: datetime) -> tuple[InterviewRow, Created]:
    ids = {
        "loop": said.loop,
        "minutes": said.minutes,
        "level": said.level,
        "problem": said.problem,
        "persona": PERSONAS[said.loop],
        "style": "neutral",
        "seed": 1,
    }
    title = said.project.title if said.project else said.problem.replace("-", " ").capitalize()
    row = InterviewRow(id=interview, problem_title=title, created_at=created_at, **ids)
    return row, Created(at_s=0, project=said.project, **ids)


def _events(said: Transcript) -> list[Event]:
    events: list[Event] = [Resumed(at_s=0)]
    for number, turn in enumerate(said.turns):
        times = {"turn": turn.id, "text": turn.text}
        if turn.speaker == "candidate":
            events.append(CandidateTurn(at_s=turn.end_s, start_s=turn.start_s, phase=turn.phase, **times))
            continue
        asked = {"phase": turn.phase, "utterance": number, "move": {"kind": "Recap"}, "why": "It is due."}
        events.append(InterviewerTurn(at_s=turn.start_s, **asked, **times))
        events.append(Heard(at_s=turn.end_s, start_s=turn.start_s, complete=True, **times))
    return [*events, Finished(at_s=said.turns[-1].end_s, reason="finished")]


async def _record(folder: Path, interview: str, said: Transcript) -> None:
    """A tone wherever the candidate speaks."""
    recording = await Recordings(folder).open(interview)
    for number, turn in enumerate(each for each in said.turns if each.speaker == "candidate"):
        at = np.arange(round((turn.end_s - turn.start_s) * 16_000)) / 16_000
        tone = (9_000 * np.sin(2 * np.pi * TONE_HZ * at)).astype("<i2")
        recording.add_candidate(number, tone.tobytes(), turn.start_s)
    await recording.close()
