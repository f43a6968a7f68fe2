"""A service in a test: real store, gate and application; tiny library; engines, rooms, scorer that obey."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from agents.model import (
    CriterionScore,
    DimensionScore,
    FollowUp,
    Overall,
    Quote,
    Report,
    Scorer,
    Speech,
    Transcript,
)
from rubrics.library import Library
from rubrics.schema import Level, Lexicon, Loop, Persona, Phase, Problem, Style
from service.app import create_app
from service.engines import Engines, Loaded
from service.events import CandidateTurn, Created, Event, Finished, Heard, InterviewerTurn, Resumed
from service.metrics import ServiceMetrics
from service.reports import Reports
from service.resources import EngineChoice
from service.security import Gate
from service.services import Services
from service.settings import Settings
from service.speech.pool import SynthesisPool
from service.speech.scripted import ScriptedDetectorFactory, ScriptedRecognizer, ScriptedSynthesizer
from service.speech.worker import TranscriptionQueue
from service.store import Store
from service.tables import InterviewRow
from service.tickets import Tickets

HOST = "http://127.0.0.1:8000"


def tiny_library() -> Library:
    style = Style(id="warm", title="Warm", summary="Kind.", patience=1.0)
    persona = Persona(
        format="viva-persona/1",
        id="ada",
        name="Ada",
        role="interviewer",
        summary="Asks.",
        character="Curious.",
        voices={},
        styles=(style,),
        default_style="warm",
        wordings={},
    )
    phases = tuple(
        Phase(id=each, title=each.title(), goal="Talk.", minutes={10: 5.0}, enter=("Go on.",))
        for each in ("first", "second")
    )
    loop = Loop(
        format="viva-loop/1",
        id="tiny",
        title="Tiny",
        summary="Two phases.",
        personas=("ada",),
        lengths=(10,),
        default_minutes=10,
        levels=(Level(id="L5", title="Senior", expects="Much.", bar=3.0, push=0),),
        default_level="L5",
        phases=phases,
    )
    problem = Problem(
        format="viva-problem/1",
        id="lake",
        title="A lake",
        statement="Fill it.",
        loops=("tiny",),
        source="proposed",
    )
    return Library(
        loops={"tiny": loop},
        personas={"ada": persona},
        problems={"lake": problem},
        lexicon=Lexicon(format="viva-lexicon/1"),
    )


class WordCount:
    """Scores by number of words, so that a test can change a score by changing a text."""

    key = "words/1"

    def __init__(self) -> None:
        self.calls = 0

    async def score(self, transcript: Transcript, follow_ups: Sequence[FollowUp]) -> Report:
        self.calls += 1
        spoken = [turn for turn in transcript.turns if turn.speaker == "candidate"]
        words = sum(len(turn.text.split()) for turn in spoken)
        quotes = tuple(
            Quote(turn=turn.id, start=0, end=len(turn.text), start_s=turn.start_s, text=turn.text)
            for turn in spoken
        )
        said = CriterionScore(
            id="said",
            name="Said",
            dimension="talk",
            score=min(4.0, max(1.0, words / 2)),
            reason="Words.",
            quotes=quotes,
        )
        other = CriterionScore(id="other", name="Other", dimension="talk", score=2.0, reason="Always.")
        return Report(
            loop=transcript.loop,
            problem=transcript.problem,
            minutes=transcript.minutes,
            overall=Overall(signal="yes", band="solid", level=transcript.level),
            dimensions=(DimensionScore(id="talk", name="Talk", score=2.0),),
            criteria=(said, other),
            phases=(),
            numbers=(),
            components=(),
            speech=Speech(
                talk_ratio=0.5,
                words=words,
                words_per_minute=1,
                fillers=0,
                fillers_per_minute=0,
                longest_answer_s=1,
            ),
            followups=tuple(follow_ups),
            practise=(),
            scorer=Scorer(name="words", version="1"),
        )


def always(scorer: WordCount):
    """Chooses this scorer."""

    async def choose() -> WordCount:
        return scorer

    return choose


class Rooms:
    """Remembers what it was told."""

    live = 0

    def __init__(self) -> None:
        self.removed: list[str] = []
        self.closed = False

    async def remove(self, interview: str) -> None:
        self.removed.append(interview)

    async def close(self) -> None:
        self.closed = True


class Recordings:
    """Has audio of the interviews it was given."""

    def __init__(self) -> None:
        self.files: dict[str, Path] = {}
        self.removed: list[str] = []

    async def ogg(self, interview: str) -> Path | None:
        return self.files.get(interview)

    async def remove(self, interview: str) -> None:
        self.removed.append(interview)


def scripted_engines() -> Loaded:
    queue, pool = TranscriptionQueue(ScriptedRecognizer()), SynthesisPool(ScriptedSynthesizer())

    def close() -> None:
        queue.close()
        pool.close()

    choice = EngineChoice(
        job="speech-to-text", name="scripted", model="script", device="cpu", why="A test.", embedded=False
    )
    return Loaded(queue, pool, ScriptedDetectorFactory(), (choice,), ("Only a test.",), close=close)


def make_services(folder: Path, **changes: object) -> Services:
    """Services with everything replaced that needs an engine; ``changes`` are settings."""
    settings = Settings.load(data_dir=folder, **changes)
    store, metrics = Store(settings.database), ServiceMetrics()
    return Services(
        settings=settings,
        library=tiny_library(),
        store=store,
        tickets=Tickets(settings.ticket_s),
        gate=Gate.of(settings),
        metrics=metrics,
        engines=Engines(scripted_engines),
        reports=Reports(store, always(WordCount()), metrics, tiny_library().lexicon),
        recordings=Recordings(),
        rooms=Rooms(),
        clock=lambda: 100.0,
    )


@pytest.fixture(autouse=True)
def no_settings_of_the_tester(monkeypatch):
    """Settings of the person who runs the tests do not reach them."""
    for name in ("config", *Settings.model_fields):
        monkeypatch.delenv(f"VIVA_{name.upper()}", raising=False)


@pytest.fixture
def row():
    """Makes a new interview's row and first event."""

    def make(interview: str = "a1", **changes: object) -> tuple[InterviewRow, Created]:
        ids = {
            "loop": "tiny",
            "minutes": 10,
            "level": "L5",
            "problem": "lake",
            "persona": "ada",
            "style": "warm",
            "seed": 1,
        } | changes
        created_at = ids.pop("created_at", datetime.now(UTC))
        return InterviewRow(id=interview, problem_title="A lake", created_at=created_at, **ids), Created(
            at_s=0, **ids
        )

    return make


def spoken() -> tuple[Event, ...]:
    """A short interview from its start to its end."""
    return (
        Resumed(at_s=0),
        InterviewerTurn(
            at_s=0,
            turn="t1",
            phase="first",
            utterance=0,
            move={"kind": "Open"},
            why="It begins.",
            text="Hello. Begin.",
        ),
        Heard(at_s=2, turn="t1", start_s=0.5, text="Hello. Begin.", complete=True),
        CandidateTurn(at_s=6, turn="t2", phase="first", start_s=3, text="I would use water."),
        InterviewerTurn(
            at_s=6.1,
            turn="t3",
            phase="second",
            utterance=1,
            move={"kind": "ProbeReason", "target": "water"},
            why="No reason.",
            text="Why?",
        ),
        CandidateTurn(at_s=9, turn="t4", phase="second", start_s=7, text="Because."),
        Finished(at_s=10, reason="finished"),
    )


@pytest.fixture
def finished_events():
    return spoken()


@pytest.fixture
def make():
    """``make(folder, **settings)`` builds services."""
    return make_services


@pytest.fixture
async def services(tmp_path: Path) -> AsyncIterator[Services]:
    built = make_services(tmp_path)
    await built.open()
    await built.engines.get(30)
    yield built
    await built.close()


@pytest.fixture
def app(services: Services) -> FastAPI:
    return create_app(services)


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """Talks to the application without a socket. Its lifespan is the ``services`` fixture's business."""
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url=HOST) as client:
        yield client
