"""REST of a problem that the candidate wrote: set up, lived in, scored and printed."""

from __future__ import annotations

from dataclasses import replace

import httpx
import pytest

from agents.interviewer import Began, Interviewer, Spoke
from agents.model import Turn
from agents.own_problem import OWN_PROBLEM
from rubrics.loader import load
from service import derive
from service.app import create_app
from service.furnishing import setup_of
from tests.unit.service.api.test_interviews import NEW, create, refused
from tests.unit.service.conftest import HOST

COURTS = {
    "title": "Court booking",
    "statement": "Design the booking of tennis courts.",
    "facts": [{"question": "How many courts are there?", "answer": "Two thousand."}],
}


@pytest.fixture
async def shipped(services):
    """The service with the rubrics that come with Viva."""
    with_rubrics = replace(services, library=load())
    transport = httpx.ASGITransport(app=create_app(with_rubrics))
    async with httpx.AsyncClient(transport=transport, base_url=HOST) as client:
        yield with_rubrics, client


async def test_its_interviewer_reads_it_out_and_tells_its_facts(shipped):
    services, client = shipped
    made = await create(client, loop="pm-system-design", own_problem=COURTS)
    assert (made.problem, made.problem_title) == (OWN_PROBLEM, "Court booking")
    setup = setup_of(services.library, derive.setup(await services.store.events(made.id)))
    interviewer = Interviewer(setup)
    opening = interviewer.consider(Began(), 0.0)
    assert COURTS["statement"] in "".join([piece async for piece in opening.words()])
    interviewer.commit(opening)
    words = "How many courts are there?"
    asked = Turn(id="t2", speaker="candidate", phase="scope", start_s=1, end_s=3, text=words)
    reply = interviewer.consider(Spoke(asked), 3.0)
    assert "Two thousand." in "".join([piece async for piece in reply.words()])


async def test_it_is_not_for_a_loop_about_ones_own_project(shipped):
    _, client = shipped
    body = {"loop": "tech-deep-dive", "own_problem": COURTS}
    assert "project" in await refused(await client.post("/v1/interviews", json=body), 422, "bad_setup")


async def test_its_documents_hold_it(client, services, finished_events):
    made = await create(client, own_problem=COURTS)
    await services.store.append(made.id, *finished_events)
    path = f"/v1/interviews/{made.id}"
    transcript = (await client.get(f"{path}/transcript.json")).json()
    assert transcript["own_problem"] == COURTS
    assert (await client.get(f"{path}/report.json")).json()["overall"]["signal"]
    for document in ("transcript.md", "report.md"):
        assert "Court booking" in (await client.get(f"{path}/{document}")).text


async def test_it_lives_with_its_interview_only(client):
    await create(client, own_problem=COURTS)
    listed = (await client.get("/v1/problems")).json()["problems"]
    assert [problem["id"] for problem in listed] == ["lake"]
    await refused(
        await client.post("/v1/interviews", json=NEW | {"problem": OWN_PROBLEM}), 422, "unknown_problem"
    )


@pytest.mark.parametrize(
    ("wrong", "code", "names"),
    [
        ({"own_problem": COURTS | {"statement": "x" * 601}}, "invalid", "statement"),
        ({"own_problem": COURTS | {"facts": [{"answer": ""}]}}, "invalid", "answer"),
        ({"own_problem": COURTS | {"facts": [{"answer": "Yes."}] * 41}}, "invalid", "facts"),
        ({"own_problem": COURTS | {"hints": []}}, "invalid", "hints"),
        ({"own_problem": COURTS, "problem": "lake"}, "bad_setup", "lake"),
    ],
)
async def test_what_cannot_be_is_refused_by_name(client, wrong, code, names):
    assert names in await refused(await client.post("/v1/interviews", json=NEW | wrong), 422, code)
