"""REST of the history: found again, deleted all at once and brought back, looked at over time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
async def three(services, row, finished_events):
    """Three interviews, a day apart; the oldest is finished."""
    for days, (interview, level) in enumerate((("c3", "L6"), ("b2", "L5"), ("a1", "L5"))):
        await services.store.add(*row(interview, created_at=NOW - timedelta(days=days), level=level))
    await services.store.append("a1", *finished_events)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["c3", "b2", "a1"]),
        ({"level": "L6"}, ["c3"]),
        ({"since": "2026-02-28T00:00:00Z"}, ["c3", "b2"]),
        ({"until": "2026-02-28T00:00:00Z"}, ["a1"]),
        ({"text": "use WATER"}, ["a1"]),
        ({"text": "lake"}, ["c3", "b2", "a1"]),
        ({"text": "candidate_turn"}, []),
        ({"text": "50%"}, []),
        ({"level": "L5", "text": "lake", "until": "2026-02-27T13:00:00Z"}, ["a1"]),
    ],
)
async def test_interviews_are_found_by_level_time_and_words(client, three, query, found):
    listed = (await client.get("/v1/interviews", params=query)).json()
    assert [each["id"] for each in listed["interviews"]] == found
    assert listed["total"] == len(found)


async def test_a_time_without_its_zone_is_refused(client):
    answer = await client.get("/v1/interviews", params={"since": "2026-02-28T00:00:00"})
    assert answer.status_code == 422
    assert "since" in answer.json()["message"]


async def test_all_are_deleted_and_brought_back(client, services, three):
    gone = (await client.delete("/v1/interviews")).json()
    assert sorted(gone["interviews"]) == sorted(services.rooms.removed) == ["a1", "b2", "c3"]
    assert (await client.get("/v1/interviews")).json()["total"] == 0
    back = await client.post("/v1/interviews/restore", json={"interviews": ["a1", "c3", "nobody"]})
    assert back.json() == {"interviews": ["a1", "c3"]}
    assert (await client.get("/v1/interviews")).json()["total"] == 2


async def test_what_was_deleted_is_gone_for_good_after_a_while(client, services, three):
    await client.delete("/v1/interviews")
    later = datetime.now(UTC) + timedelta(minutes=services.settings.restore_minutes + 1)
    assert sorted(await services.purge(later)) == ["a1", "b2", "c3"]
    assert sorted(services.recordings.removed) == ["a1", "b2", "c3"]
    back = await client.post("/v1/interviews/restore", json={"interviews": ["a1"]})
    assert back.json() == {"interviews": []}


async def test_progress_has_the_dimensions_of_scored_interviews_oldest_first(
    client, services, three, finished_events
):
    await services.store.append("c3", *finished_events)
    for interview in ("c3", "a1"):
        await services.reports.report(interview)
    points = (await client.get("/v1/progress", params={"loop": "tiny"})).json()["points"]
    assert [point["interview"] for point in points] == ["a1", "c3"]
    assert points[0]["dimensions"] == [{"id": "talk", "name": "Talk", "score": 2.0}]


async def test_progress_shows_an_interview_once_however_often_it_was_scored(client, services, three):
    await services.reports.report("a1")
    (await services.reports._choose()).key = "words/2"
    await services.reports.report("a1")
    points = (await client.get("/v1/progress", params={"loop": "tiny"})).json()["points"]
    assert len(points) == 1


async def test_progress_of_an_unknown_loop_is_refused(client):
    assert (await client.get("/v1/progress", params={"loop": "no"})).json()["code"] == "unknown_loop"
