"""Interviews: set up, listed, read, deleted and restored; and the way into their live sockets."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Annotated, Any, cast

from fastapi import APIRouter, Query, Response

from agents.setup import Setup
from service.api.dependencies import Given, InterviewId
from service.api.refusals import NOT_FINISHED, REFUSALS, UNKNOWN
from service.delays import delays
from service.errors import Conflict
from service.events import Created
from service.resources import (
    Admission,
    Correction,
    Delays,
    Interview,
    InterviewIds,
    InterviewQuery,
    Interviews,
    InterviewStatus,
    NewCorrection,
    NewInterview,
    NewRetake,
    Retake,
)
from service.search import Wanted
from service.services import Services
from service.tables import InterviewRow

WARM_UP_S = 20.0
"""Seconds that a new interview waits for engines that are still loading."""
MAX_SEED = 2**31 - 1

router = APIRouter(prefix="/v1/interviews", tags=["interviews"], responses=REFUSALS)


@router.post("", status_code=HTTPStatus.CREATED)
async def create(body: NewInterview, services: Given, response: Response) -> Admission:
    """Set up an interview and get the ticket for its live socket. Waits while the engines warm up."""
    await services.engines.get(WARM_UP_S)
    row = await begin(services, *planned(services, body))
    response.headers["Location"] = f"/v1/interviews/{row.id}"
    return _admission(services, row)


def planned(
    services: Services, body: NewInterview, *, day: str | None = None
) -> tuple[InterviewRow, Created]:
    """What is to be stored of a new interview, of a loop day if need be. Raises UnknownId, SetupInvalid."""
    seed = body.seed if body.seed is not None else secrets.randbelow(MAX_SEED)
    setup = Setup.choose(
        services.library,
        body.loop,
        problem=body.problem,
        persona=body.persona,
        style=body.style,
        level=body.level,
        minutes=body.minutes,
        project=body.project,
        own_problem=body.own_problem,
        drill=body.phase,
        background=body.background,
        seed=seed,
    )
    row, created = _rows(setup, body.background)
    row.loop_day = day
    return row, created


async def begin(services: Services, row: InterviewRow, created: Created) -> InterviewRow:
    """Store a new interview and count it."""
    await services.store.add(row, created)
    services.metrics.interview(row.loop)
    return row


@router.get("")
async def list_interviews(query: Annotated[InterviewQuery, Query()], services: Given) -> Interviews:
    """Interviews, newest first; all, or those that meet every condition given."""
    if query.loop is not None:
        services.library.loop(query.loop)
    wanted = Wanted(**query.model_dump(exclude={"limit", "offset"}))
    rows, total = await services.store.page(limit=query.limit, offset=query.offset, wanted=wanted)
    return Interviews(interviews=[shown(row) for row in rows], total=total)


@router.delete("")
async def delete_all(services: Given) -> InterviewIds:
    """Delete every interview. They can be restored, all or some, for a few minutes."""
    gone = await services.store.delete_all()
    for interview in gone:
        services.tickets.revoke(interview)
        await services.rooms.remove(interview)
    return InterviewIds(interviews=gone)


@router.post("/restore")
async def restore_many(body: InterviewIds, services: Given) -> InterviewIds:
    """Bring back interviews that were deleted a few minutes ago; the answer names those that are back."""
    return InterviewIds(interviews=await services.store.restore_all(body.interviews))


@router.get("/{interview_id}", responses=UNKNOWN)
async def read(interview_id: InterviewId, services: Given) -> Interview:
    """One interview and where it stands."""
    return shown(await services.store.get(interview_id))


@router.delete("/{interview_id}", status_code=HTTPStatus.NO_CONTENT, responses=UNKNOWN)
async def delete(interview_id: InterviewId, services: Given) -> None:
    """Delete an interview, its events, report and audio. It can be restored for a few minutes."""
    await services.store.delete(interview_id)
    services.tickets.revoke(interview_id)
    await services.rooms.remove(interview_id)


@router.post("/{interview_id}/restore", responses=UNKNOWN)
async def restore(interview_id: InterviewId, services: Given) -> Interview:
    """Bring back an interview that was deleted a few minutes ago."""
    return shown(await services.store.restore(interview_id))


@router.post("/{interview_id}/tickets", status_code=HTTPStatus.CREATED, responses=UNKNOWN | NOT_FINISHED)
async def ticket(interview_id: InterviewId, services: Given) -> Admission:
    """A new ticket for the live socket, to connect again."""
    row = await services.store.get(interview_id)
    if row.status == "finished":
        raise Conflict("The interview is over; its report is ready.", code="already_finished")
    await services.engines.get(WARM_UP_S)
    return _admission(services, row)


@router.get("/{interview_id}/delays", responses=UNKNOWN)
async def delays_of(interview_id: InterviewId, services: Given) -> Delays:
    """How long each answer was waited for, span by span; also while the interview runs."""
    await services.store.get(interview_id)
    return delays(await services.store.events(interview_id))


@router.post("/{interview_id}/retakes", status_code=HTTPStatus.CREATED, responses=UNKNOWN | NOT_FINISHED)
async def retake(interview_id: InterviewId, body: NewRetake, services: Given) -> Retake:
    """Answer a moment again in text: its criteria are scored anew, and shown beside the first answer's."""
    return await services.reports.retake(interview_id, body.turn, body.text)


@router.get("/{interview_id}/retakes", responses=UNKNOWN | NOT_FINISHED)
async def retakes(interview_id: InterviewId, services: Given) -> list[Retake]:
    """The moments answered again, in order."""
    return await services.reports.retakes(interview_id)


@router.post("/{interview_id}/corrections", status_code=HTTPStatus.CREATED, responses=UNKNOWN | NOT_FINISHED)
async def correct(interview_id: InterviewId, body: NewCorrection, services: Given) -> Correction:
    """Put right what was heard wrongly in a turn: the interview is scored anew, the first words are kept."""
    return await services.reports.correct(interview_id, body.turn, body.text)


def _rows(setup: Setup, background: str | None) -> tuple[InterviewRow, Created]:
    """What is stored of a new interview."""
    ids: dict[str, Any] = {
        "loop": setup.loop.id,
        "minutes": setup.minutes,
        "level": setup.level.id,
        "problem": setup.problem.id,
        "persona": setup.persona.id,
        "style": setup.style.id,
        "seed": setup.seed,
        "drill": setup.drill,
    }
    row = InterviewRow(
        id=secrets.token_hex(8),
        problem_title=setup.project.title if setup.project else setup.problem.title,
        project=setup.project.model_dump() if setup.project else None,
        created_at=datetime.now(UTC),
        **ids,
    )
    given = {"project": setup.project, "own_problem": setup.own_problem, "background": background}
    return row, Created(at_s=0.0, **given, **ids)


def shown(row: InterviewRow) -> Interview:
    """An interview as listed."""
    return Interview(
        id=row.id,
        loop=row.loop,
        minutes=row.minutes,
        level=row.level,
        problem=row.problem,
        problem_title=row.problem_title,
        persona=row.persona,
        style=row.style,
        drill=row.drill,
        loop_day=row.loop_day,
        status=cast("InterviewStatus", row.status),
        created_at=row.created_at,
        elapsed_s=row.elapsed_s,
        signal=row.signal,
    )


def _admission(services: Services, row: InterviewRow) -> Admission:
    admits = services.tickets.issue(row.id, services.clock())
    live = f"/v1/interviews/{row.id}/live?ticket={admits}"
    return Admission(**shown(row).model_dump(), ticket=admits, live=live)
