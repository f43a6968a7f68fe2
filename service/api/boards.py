"""The whiteboard of an interview: its states over time, and a picture of any of them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from service.api.dependencies import Given, InterviewId
from service.api.refusals import REFUSALS, UNKNOWN
from service.boards import Boards, board_at, boards
from service.errors import NotFound
from service.export.drawing import board_svg

SVG = "image/svg+xml"
DOCUMENT_POLICY = "default-src 'none'; sandbox"
"""Of a picture opened on its own: it loads nothing and runs nothing."""

router = APIRouter(prefix="/v1/interviews/{interview_id}", tags=["documents"], responses=REFUSALS | UNKNOWN)
At = Annotated[float | None, Query(ge=0, description="Second of the interview; its end where left out.")]


@router.get("/board.json")
async def board_json(interview_id: InterviewId, services: Given) -> Boards:
    """Every state of the whiteboard, in order, with its second; also while the interview runs."""
    await services.store.get(interview_id)
    return boards(await services.store.events(interview_id))


@router.get(
    "/board.svg",
    response_class=Response,
    responses={200: {"content": {SVG: {"schema": {"type": "string"}}}, "description": "The picture."}},
)
async def board_picture(interview_id: InterviewId, services: Given, at_s: At = None) -> Response:
    """The whiteboard as it stood at a second of the interview, as SVG."""
    row = await services.store.get(interview_id)
    drawn = board_at(await services.store.events(interview_id), at_s)
    if drawn is None:
        raise NotFound("Nothing was on the whiteboard then.", code="no_board")
    name = f"viva-{row.created_at:%Y-%m-%d}-{row.loop}-{row.problem}-board.svg"
    headers = {
        "Content-Disposition": f'inline; filename="{name}"',
        "Content-Security-Policy": DOCUMENT_POLICY,
    }
    return Response(board_svg(drawn, f"Whiteboard: {row.problem_title}"), media_type=SVG, headers=headers)
