"""Loop days: several interviews in a row, each with its own persona, and one debrief of them all."""

from __future__ import annotations

from typing import Annotated, Any

import anyio.to_thread
from fastapi import APIRouter, Path, Response

from agents.debrief import Debrief, Panel, debrief
from service.api.dependencies import Given
from service.api.interviews import begin, planned, shown
from service.api.refusals import NOT_FINISHED, REFUSALS, UNKNOWN
from service.errors import Conflict, NotFound
from service.resources import LoopDay, NewLoopDay
from service.services import Services
from service.tables import InterviewRow

router = APIRouter(prefix="/v1/loop-days", tags=["loop days"], responses=REFUSALS)

MARKDOWN: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/markdown": {"schema": {"type": "string"}}}, "description": "The document."}
}
DayId = Annotated[str, Path(description="The loop day's id.", max_length=64)]


@router.post("", status_code=201)
async def create(body: NewLoopDay, services: Given, response: Response) -> LoopDay:
    """Set up the interviews of a loop day, in the order in which they are to be held; all of them or none."""
    chosen = [planned(services, each, day=body.id) for each in body.interviews]
    rows = [await begin(services, *each) for each in chosen]
    response.headers["Location"] = f"/v1/loop-days/{body.id}"
    return LoopDay(id=body.id, interviews=[shown(row) for row in rows])


@router.get("/{day}", responses=UNKNOWN)
async def read(day: DayId, services: Given) -> LoopDay:
    """The interviews of a loop day and where each stands."""
    return LoopDay(id=day, interviews=[shown(row) for row in await _rows(services, day)])


@router.get("/{day}/debrief.json", responses=UNKNOWN | NOT_FINISHED)
async def debrief_json(day: DayId, services: Given) -> Debrief:
    """What the panels that are finished found, side by side. Refused before two are."""
    return await _debrief(services, day)


@router.get(
    "/{day}/debrief.md",
    response_class=Response,
    responses=UNKNOWN | NOT_FINISHED | MARKDOWN,
)
async def debrief_md(day: DayId, services: Given) -> Response:
    """The same as Markdown."""
    from service.export.debrief import debrief_markdown  # noqa: PLC0415  only those who keep it wait for it

    found = await _debrief(services, day)
    text = await anyio.to_thread.run_sync(debrief_markdown, found)
    name = f'inline; filename="viva-debrief-{day}.md"'
    return Response(text, media_type="text/markdown; charset=utf-8", headers={"Content-Disposition": name})


async def _rows(services: Services, day: str) -> list[InterviewRow]:
    rows = await services.store.of_day(day)
    if not rows:
        raise NotFound(f"There is no loop day {day!r}.", code="unknown_loop_day")
    return rows


async def _debrief(services: Services, day: str) -> Debrief:
    over = [row for row in await _rows(services, day) if row.status == "finished"]
    if len(over) < 2:  # noqa: PLR2004  there is nothing to compare
        raise Conflict("A debrief compares interviews: finish two of the day first.", code="not_finished")
    loops = services.library.loops
    panels = []
    for row in over:
        report = await services.reports.report(row.id)
        title = f"{loops[row.loop].title}: {row.problem_title}" if row.loop in loops else row.problem_title
        panels.append((Panel(interview=row.id, loop=row.loop, title=title, overall=report.overall), report))
    return debrief(panels)
