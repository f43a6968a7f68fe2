"""REST of the whiteboard: its states over time, and a picture of each."""

from __future__ import annotations

from service.events import BoardDrawn
from tests.unit.service.api.test_interviews import create, refused

FIRST = {"nodes": [{"id": "a", "label": "API", "shape": ""}], "edges": []}
SECOND = {"nodes": [*FIRST["nodes"], {"id": "q", "label": "Queue & more", "shape": ""}], "edges": []}


async def drawn(client, services):
    made = await create(client)
    path = f"/v1/interviews/{made.id}"
    await services.store.append(made.id, BoardDrawn(at_s=10, board=FIRST), BoardDrawn(at_s=70, board=SECOND))
    return path


async def test_every_state_is_told_with_its_second(client, services):
    path = await drawn(client, services)
    found = (await client.get(f"{path}/board.json")).json()["boards"]
    assert [(each["at_s"], len(each["board"]["nodes"])) for each in found] == [(10, 1), (70, 2)]


async def test_the_picture_shows_the_end_or_the_second_asked_for(client, services):
    path = await drawn(client, services)
    last = await client.get(f"{path}/board.svg")
    assert last.headers["content-type"].startswith("image/svg+xml")
    assert "sandbox" in last.headers["content-security-policy"]
    assert "Queue &amp; more" in last.text
    assert "Queue" not in (await client.get(f"{path}/board.svg?at_s=69")).text


async def test_where_nothing_was_drawn_there_is_no_picture(client, services):
    path = await drawn(client, services)
    await refused(await client.get(f"{path}/board.svg?at_s=9"), 404, "no_board")
    bare = await create(client)
    assert (await client.get(f"/v1/interviews/{bare.id}/board.json")).json() == {"boards": []}


async def test_an_unknown_interview_has_no_board(client):
    await refused(await client.get("/v1/interviews/none/board.json"), 404, "unknown_interview")
    await refused(await client.get("/v1/interviews/none/board.svg"), 404, "unknown_interview")
