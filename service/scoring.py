"""Scorers: the built-in one in a worker thread, and a language model's opinions over it."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import anyio
import anyio.to_thread

from agents import judge, scoring
from agents.model import FollowUp, Report, Transcript
from agents.prompt import Prompt
from rubrics.library import Library


@dataclass(frozen=True, slots=True)
class BuiltIn:
    """Scores by evidence that code finds. Implements ``service.scorers.Scorer``."""

    library: Library

    @property
    def key(self) -> str:
        """Name and version."""
        return f"{scoring.SCORER.name}/{scoring.SCORER.version}"

    async def score(self, transcript: Transcript, follow_ups: Sequence[FollowUp]) -> Report:
        """The report. Raises UnknownId for a loop or problem the library does not hold."""
        work = partial(scoring.score, transcript, self.library, moves=tuple(follow_ups))
        return await anyio.to_thread.run_sync(work)


@dataclass(frozen=True, slots=True)
class Judged:
    """The built-in report with a model's opinions, checked. Implements ``service.scorers.Scorer``."""

    built_in: BuiltIn
    judge: judge.Judge

    @property
    def key(self) -> str:
        """Name and version: the model's, the prompt's, and the built-in scorer's."""
        return f"{self.judge.name}/{Prompt.read('score_criterion').version}/{self.built_in.key}"

    async def score(self, transcript: Transcript, follow_ups: Sequence[FollowUp]) -> Report:
        """The report; the built-in one where the model fails."""
        report = await self.built_in.score(transcript, follow_ups)
        return await judge.judged(report, transcript, self.built_in.library, self.judge, now=time.monotonic)
