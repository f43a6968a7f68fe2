"""Beside the conversation: the candidate's own notes, and what has been clarified so far."""

from __future__ import annotations

from fastapi import APIRouter

from service.api.dependencies import Given, InterviewId
from service.api.refusals import REFUSALS, UNKNOWN
from service.derive import clarified
from service.notes import keep_notes, notes_of
from service.resources import Clarified, Notes

router = APIRouter(prefix="/v1/interviews/{interview_id}", tags=["interviews"], responses=REFUSALS | UNKNOWN)


@router.get("/notes")
async def read_notes(interview_id: InterviewId, services: Given) -> Notes:
    """The candidate's own notes, empty where there are none; also while the interview runs."""
    return Notes(text=await notes_of(services.store, interview_id))


@router.put("/notes")
async def write_notes(interview_id: InterviewId, body: Notes, services: Given) -> Notes:
    """Keep these notes in place of those there were; neither interviewer nor scorer sees them."""
    await keep_notes(services.store, interview_id, body.text)
    return body


@router.get("/clarified")
async def what_is_clarified(interview_id: InterviewId, services: Given) -> Clarified:
    """What the interviewer has told of the problem when asked, oldest first."""
    await services.store.get(interview_id)
    return Clarified(told=clarified(await services.store.events(interview_id)))
