"""Reports: made from the event log once an interview is over, off the event loop, and kept."""

from __future__ import annotations

import asyncio
import time
import weakref
from collections.abc import Awaitable, Callable
from secrets import token_hex

import structlog

from agents.model import CriterionScore, Report, Transcript, Turn
from rubrics.schema import Lexicon
from service import derive
from service.boards import board_at, with_board
from service.errors import Conflict, NotFound
from service.events import Corrected, Retaken
from service.metrics import ServiceMetrics
from service.notes import notes_of
from service.resources import Correction, Retake
from service.scorers import Scorer
from service.session.messages import BoardView
from service.store import Store

ChooseScorer = Callable[[], Awaitable[Scorer]]
"""The scorer to use now: which one there is may be known only once the engines are loaded."""

_log = structlog.get_logger(__name__)


class Reports:
    """Transcripts and reports of stored interviews."""

    def __init__(self, store: Store, choose: ChooseScorer, metrics: ServiceMetrics, lexicon: Lexicon) -> None:
        self._store = store
        self._choose = choose
        self._metrics = metrics
        self._lexicon = lexicon
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

    async def board(self, interview: str) -> BoardView | None:
        """The whiteboard at the end, or so far; None where nothing was drawn. Raises NotFound."""
        return board_at(await self._store.events(interview))

    async def notes(self, interview: str) -> str:
        """The candidate's own notes, so far; empty where there are none. Raises NotFound."""
        return await notes_of(self._store, interview)

    async def report(self, interview: str) -> Report:
        """The report, made now if it has not been, with the candidate's notes as they are now.

        Raises:
            NotFound: there is no such interview.
            Conflict: it is not over.
        """
        async with self._lock(interview):
            scorer = await self._choose()
            kept = await self._store.report(interview, scorer.key)
            report = Report.model_validate_json(kept) if kept else await self._make(interview, scorer)
        return report.model_copy(update={"notes": await self.notes(interview)})

    def _lock(self, interview: str) -> asyncio.Lock:
        return self._making.setdefault(interview, asyncio.Lock())

    async def _make(self, interview: str, scorer: Scorer) -> Report:
        events = await self._store.events(interview)
        if not derive.finished(events):
            raise Conflict(
                "The interview is not over, so there is no report yet; end it, or carry on.",
                code="not_finished",
            )
        began = time.monotonic()
        scored = await scorer.score(derive.transcript(events), derive.follow_ups(events))
        report = with_board(scored, board_at(events), self._lexicon)
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
                id=each.retake,
                turn=each.turn,
                text=each.text,
                before=_same(report, each.criteria),
                after=list(each.criteria),
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
        again = await scorer.score(_replaced(spoken, _own(spoken, turn), text), derive.follow_ups(events))
        touched = _touched(first, again, turn)
        after = [score for score in again.criteria if score.id in touched]
        retake = token_hex(6)
        await self._store.append(
            interview,
            Retaken(at_s=derive.elapsed(events), retake=retake, turn=turn, text=text, criteria=tuple(after)),
        )
        return Retake(id=retake, turn=turn, text=text, before=_same(first, after), after=after)

    async def correct(self, interview: str, turn: str, text: str) -> Correction:
        """Put right what was recognised wrongly in a turn; the report is made anew from the right words.

        What was recognised stays in the log and in the transcript, and giving it again takes the correction
        back. Retakes are left as they are: each was scored beside the report of its time.

        Raises:
            NotFound: no such interview, or no such turn of the candidate in it.
            Conflict: the interview is not over.
        """
        first = await self.report(interview)
        async with self._lock(interview):
            events = await self._store.events(interview)
            said = _own(derive.transcript(events), turn)
            await self._store.append(
                interview, Corrected(at_s=derive.elapsed(events), turn=turn, text=text.strip())
            )
            again = await self._make(interview, await self._choose())
        touched = _touched(first, again, turn)
        return Correction(
            turn=turn,
            heard=said.text if said.heard is None else said.heard,
            text=text.strip(),
            before=[score for score in first.criteria if score.id in touched],
            after=[score for score in again.criteria if score.id in touched],
        )


def _own(transcript: Transcript, turn: str) -> Turn:
    """A turn of the candidate. Raises NotFound, which names those there are."""
    known = {each.id: each for each in transcript.turns if each.speaker == "candidate"}
    if turn not in known:
        raise NotFound(
            f"The candidate has no turn {turn!r} here; the turns are {', '.join(known) or 'none'}.",
            code="unknown_turn",
        )
    return known[turn]


def _replaced(transcript: Transcript, turn: Turn, text: str) -> Transcript:
    """The transcript with other words in one turn."""
    turns = tuple(
        each.model_copy(update={"text": text}) if each.id == turn.id else each for each in transcript.turns
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
