"""Reports: made from the event log once an interview is over, off the event loop, and kept."""

from __future__ import annotations

import asyncio
import time
import weakref
from collections.abc import Awaitable, Callable
from secrets import token_hex

import structlog

from agents.model import CriterionScore, Report, Transcript
from service import derive
from service.errors import Conflict, NotFound
from service.events import Retaken
from service.metrics import ServiceMetrics
from service.resources import Retake
from service.scorers import Scorer
from service.store import Store

ChooseScorer = Callable[[], Awaitable[Scorer]]
"""The scorer to use now: which one there is may be known only once the engines are loaded."""

_log = structlog.get_logger(__name__)


class Reports:
    """Transcripts and reports of stored interviews."""

    def __init__(self, store: Store, choose: ChooseScorer, metrics: ServiceMetrics) -> None:
        self._store = store
        self._choose = choose
        self._metrics = metrics
        self._soon: set[asyncio.Task[None]] = set()
        self._making: weakref.WeakValueDictionary[str, asyncio.Lock] = weakref.WeakValueDictionary()

    def make_soon(self, interview: str) -> None:
        """Make the report of an interview that has just ended, in the background."""
        task = asyncio.create_task(self._try(interview), name=f"report of {interview}")
        self._soon.add(task)
        task.add_done_callback(self._soon.discard)

    async def close(self) -> None:
        """Make no more in the background; a report that is not there is made when it is asked for."""
        for task in self._soon:
            task.cancel()
        if self._soon:
            await asyncio.wait(self._soon)

    async def _try(self, interview: str) -> None:
        try:
            await self.report(interview)
        except Exception:  # noqa: BLE001  whoever asks for it is told why
            _log.exception("report not made yet", interview=interview)

    async def transcript(self, interview: str) -> Transcript:
        """The interview in words, so far. Raises NotFound."""
        return derive.transcript(await self._store.events(interview))

    async def report(self, interview: str) -> Report:
        """The report, made now if it has not been.

        Raises:
            NotFound: there is no such interview.
            Conflict: it is not over.
        """
        lock = self._making.setdefault(interview, asyncio.Lock())
        async with lock:
            scorer = await self._choose()
            kept = await self._store.report(interview, scorer.key)
            if kept is None:
                return await self._make(interview, scorer)
            await self._store.get(interview)
            return Report.model_validate_json(kept)

    async def _make(self, interview: str, scorer: Scorer) -> Report:
        events = await self._store.events(interview)
        if not derive.finished(events):
            raise Conflict(
                "The interview is not over, so there is no report yet; end it, or carry on.",
                code="not_finished",
            )
        began = time.monotonic()
        report = await scorer.score(derive.transcript(events), derive.follow_ups(events))
        self._metrics.report(time.monotonic() - began)
        await self._store.keep_report(interview, scorer.key, report.model_dump_json(), report.overall.signal)
        _log.info("report made", interview=interview, scorer=scorer.key)
        return report

    async def retakes(self, interview: str) -> list[Retake]:
        """The moments answered again, each beside the first answer's scores."""
        events = await self._store.events(interview)
        if not (taken := derive.retakes(events)):
            return []
        report = await self.report(interview)
        return [
            Retake(
                id=each.retake, turn=each.turn, before=_same(report, each.criteria), after=list(each.criteria)
            )
            for each in taken
        ]

    async def retake(self, interview: str, turn: str, text: str) -> Retake:
        """Score a moment's new answer in place of the first, which stays as it was.

        Raises:
            NotFound: no such interview, or no such turn of the candidate in it.
            Conflict: the interview is not over.
        """
        first = await self.report(interview)
        events = await self._store.events(interview)
        spoken = derive.transcript(events)
        scorer = await self._choose()
        again = await scorer.score(_replaced(spoken, turn, text), derive.follow_ups(events))
        touched = _touched(first, again, turn)
        after = [score for score in again.criteria if score.id in touched]
        retake = token_hex(6)
        await self._store.append(
            interview,
            Retaken(at_s=derive.elapsed(events), retake=retake, turn=turn, text=text, criteria=tuple(after)),
        )
        return Retake(id=retake, turn=turn, before=_same(first, after), after=after)


def _replaced(transcript: Transcript, turn: str, text: str) -> Transcript:
    """The transcript with other words in one turn of the candidate."""
    known = [each.id for each in transcript.turns if each.speaker == "candidate"]
    if turn not in known:
        raise NotFound(
            f"The candidate has no turn {turn!r} here; the turns are {', '.join(known) or 'none'}.",
            code="unknown_turn",
        )
    turns = tuple(
        each.model_copy(update={"text": text}) if each.id == turn else each for each in transcript.turns
    )
    return transcript.model_copy(update={"turns": turns})


def _touched(first: Report, again: Report, turn: str) -> set[str]:
    """The criteria that the moment was evidence for, in either answer, or whose score it changed."""
    quoted = {
        score.id
        for report in (first, again)
        for score in report.criteria
        if any(quote.turn == turn for quote in score.quotes)
    }
    before = {score.id: score.score for score in first.criteria}
    return quoted | {score.id for score in again.criteria if before.get(score.id) != score.score}


def _same(report: Report, like: list[CriterionScore] | tuple[CriterionScore, ...]) -> list[CriterionScore]:
    """The report's scores of the criteria that ``like`` scores."""
    wanted = {score.id for score in like}
    return [score for score in report.criteria if score.id in wanted]
