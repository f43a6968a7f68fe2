"""Furnishing: what a stored interview needs to be live, from its log, the library and the engines."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from agents.interviewer import Interviewer, Speaker
from agents.setup import Setup
from rubrics.library import Library
from service import derive
from service.engines import Engines
from service.events import Created
from service.language import speaker_with
from service.metrics import ServiceMetrics
from service.recording import Recordings
from service.rehearsal import warm_up
from service.session.brief import Brief
from service.session.completeness import Judge
from service.session.parts import Parts
from service.settings import Settings
from service.store import Store

WARM_UP_S = 20.0
"""Seconds that a connection waits for engines that are still loading."""


@dataclass(frozen=True, slots=True)
class Furnishing:
    """Furnishes the rooms of one process."""

    settings: Settings
    library: Library
    store: Store
    engines: Engines
    recordings: Recordings
    metrics: ServiceMetrics
    clock: Callable[[], float]
    warm: set[tuple[str, str]] = field(default_factory=set)
    """Loops and problems of which an interviewer was warmed up: what the next one needs is there."""

    async def __call__(self, interview: str) -> tuple[Brief, Parts]:
        """Brief and parts of an interview's conversation.

        Raises:
            NotFound: there is no such interview.
            Busy: the engines are not ready.
            UnknownId: its loop, problem or persona is no longer in the library.
        """
        log = self.store.log(interview)
        setup = setup_of(self.library, derive.setup(await log.read()))
        loaded = await self.engines.get(WARM_UP_S)
        speak = speaker_with(loaded.model)
        parts = Parts(
            interviewer=await asyncio.to_thread(self._interviewer, setup, speak(setup) if speak else None),
            log=log,
            transcriber=loaded.transcriber,
            speech=loaded.speech,
            detector=loaded.detectors(),
            judge=Judge(self.library.lexicon),
            clock=self.clock,
            recording=await self.recordings.open(interview) if self.settings.record_audio else None,
            turn_pool=loaded.turns,
            metrics=self.metrics,
            turns=self.settings.turns,
        )
        return Brief.of(interview, setup, loaded.speech.info.name), parts

    def _interviewer(self, setup: Setup, speaker: Speaker | None) -> Interviewer:
        """The interviewer, past the work that its first turn would have to wait for. Blocking."""
        interviewer = Interviewer(setup, speaker)
        about = (setup.loop.id, setup.problem.id)
        if about not in self.warm or setup.own_problem is not None:
            warm_up(interviewer)
            self.warm.add(about)
        return interviewer


def setup_of(library: Library, created: Created) -> Setup:
    """The setup that an interview was created with. Raises UnknownId and SetupInvalid."""
    return Setup.choose(
        library,
        created.loop,
        problem=created.problem,
        persona=created.persona,
        style=created.style,
        level=created.level,
        minutes=created.minutes,
        project=created.project,
        own_problem=created.own_problem,
        drill=created.drill,
        background=created.background,
        seed=created.seed,
    )
