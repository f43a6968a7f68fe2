"""Progress: the dimensions of one loop's interviews over time."""

from __future__ import annotations

from typing import Annotated

import anyio.to_thread
from fastapi import APIRouter, Query

from agents.model import Report
from service.api.dependencies import Given
from service.api.refusals import REFUSALS
from service.resources import Progress, ProgressOver
from service.tables import InterviewRow

MOST = 100
"""Interviews looked back on."""

router = APIRouter(prefix="/v1", tags=["progress"], responses=REFUSALS)


@router.get("/progress")
async def progress(
    services: Given, loop: Annotated[str, Query(description="The loop's id.", max_length=64)]
) -> ProgressOver:
    """The verdicts on the last 100 interviews of a loop that have a report, oldest first."""
    services.library.loop(loop)
    found = await services.store.verdicts(loop, MOST)
    points = await anyio.to_thread.run_sync(lambda: [_point(row, payload) for row, payload in found])
    return ProgressOver(points=points[::-1])


def _point(row: InterviewRow, payload: str) -> Progress:
    report = Report.model_validate_json(payload)
    return Progress(
        interview=row.id,
        created_at=row.created_at,
        loop=row.loop,
        level=row.level,
        problem_title=row.problem_title,
        signal=report.overall.signal,
        dimensions=list(report.dimensions),
    )
