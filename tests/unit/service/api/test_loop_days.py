"""REST of loop days: set up at once, held one by one, compared at the end."""

from __future__ import annotations

DAY = {"id": "tuesday", "interviews": [{"loop": "tiny"}, {"loop": "tiny", "minutes": 20}]}


async def test_a_day_is_set_up_at_once_in_its_order(client):
    made = await client.post("/v1/loop-days", json=DAY)
    assert made.status_code == 201
    day = (await client.get(made.headers["location"])).json()
    assert [each["minutes"] for each in day["interviews"]] == [10, 20]
    assert {each["loop_day"] for each in day["interviews"]} == {"tuesday"}


async def test_a_day_with_a_mistake_leaves_nothing_behind(client):
    bad = {"interviews": [{"loop": "tiny"}, {"loop": "nothing"}]}
    assert (await client.post("/v1/loop-days", json=bad)).json()["code"] == "unknown_loop"
    assert (await client.get("/v1/interviews")).json()["total"] == 0


async def test_one_interview_makes_no_day(client):
    answer = await client.post("/v1/loop-days", json={"interviews": [{"loop": "tiny"}]})
    assert answer.status_code == 422


async def test_an_unknown_day_is_not_found(client):
    assert (await client.get("/v1/loop-days/never")).json()["code"] == "unknown_loop_day"


async def test_the_debrief_waits_for_two_and_then_compares_them(client, services, finished_events):
    first, second = (await client.post("/v1/loop-days", json=DAY)).json()["interviews"]
    await services.store.append(first["id"], *finished_events)
    early = await client.get("/v1/loop-days/tuesday/debrief.json")
    assert (early.status_code, early.json()["code"]) == (409, "not_finished")
    await services.store.append(second["id"], *finished_events)
    made = (await client.get("/v1/loop-days/tuesday/debrief.json")).json()
    assert made["signal"] == "yes"
    assert made["agreement"] == 1.0
    assert [panel["interview"] for panel in made["panels"]] == [first["id"], second["id"]]
    text = (await client.get("/v1/loop-days/tuesday/debrief.md")).text
    assert "# Debrief of a loop day" in text
