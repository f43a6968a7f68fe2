"""What can be picked, whether the service is well, and what OpenAPI says of it all."""

from __future__ import annotations

import httpx
import pytest
import structlog.testing

from rubrics.loader import load
from service.api import catalogue
from service.app import create_app
from service.engines import Engines
from service.errors import VivaError
from service.resources import Engines as EnginesResource
from service.resources import Loops, Problems


async def test_loops_show_what_can_be_picked(client):
    loop = Loops.model_validate((await client.get("/v1/loops")).json()).loops[0]
    assert (loop.id, loop.default_minutes, loop.default_persona, loop.problems) == (
        "tiny",
        10,
        "ada",
        ["lake"],
    )
    assert [phase.id for phase in loop.phases] == ["first", "second"]


async def test_problems_show_no_fact_sheet(client):
    answer = await client.get("/v1/problems")
    assert Problems.model_validate(answer.json()).problems[0].statement == "Fill it."
    assert "facts" not in answer.text


def test_a_project_of_ones_own_says_what_to_tell_beforehand():
    own = load().problem("own-project")
    assert catalogue.problem_info(own).intake == [item.text for item in own.intake] != []


async def test_engines_show_why_they_were_chosen(client):
    engines = EnginesResource.model_validate((await client.get("/v1/engines")).json())
    assert (engines.engines[0].name, engines.engines[0].why, engines.notices) == (
        "scripted",
        "A test.",
        ["Only a test."],
    )


async def test_a_well_service_says_so(client):
    assert (await client.get("/healthz")).json()["status"] == "ok"
    assert (await client.get("/readyz")).status_code == 200


@pytest.fixture
async def with_engines(make, tmp_path):
    """``with_engines(load)``: a client of a service whose engines load so."""
    opened = []

    async def start(load) -> httpx.AsyncClient:
        services = make(tmp_path)
        object.__setattr__(services, "engines", Engines(load))
        await services.open()
        transport = httpx.ASGITransport(app=create_app(services), raise_app_exceptions=False)
        client = httpx.AsyncClient(transport=transport, base_url="http://localhost")
        opened.append((services, client))
        return client

    yield start
    for services, client in opened:
        await client.aclose()
        await services.close()


async def test_a_service_whose_engines_warm_up_is_alive_and_not_ready(with_engines):
    import threading

    release = threading.Event()

    def load():
        release.wait(10)
        raise VivaError("Stopped.")

    client = await with_engines(load)
    assert (await client.get("/healthz")).status_code == 200
    answer = await client.get("/readyz")
    assert (answer.status_code, answer.json()["code"], answer.headers["retry-after"]) == (
        503,
        "warming_up",
        "5",
    )
    assert "warming up" in (await client.get("/v1/engines")).json()["notices"][0]
    release.set()


async def test_a_service_without_engines_says_why_and_starts_no_interview(with_engines):
    def load():
        raise VivaError("The weights are broken.")

    client = await with_engines(load)
    answer = await client.post("/v1/interviews", json={"loop": "tiny"})
    assert (answer.status_code, answer.json()["code"]) == (503, "no_engines")
    assert "weights are broken" in answer.json()["message"]
    assert (await client.get("/readyz")).json()["code"] == "no_engines"


async def test_a_database_that_went_away_is_told_and_the_service_lives(client, services):
    await services.store.close()
    answer = await client.get("/readyz")
    assert (answer.status_code, answer.json()["code"]) == (503, "store_failed")
    assert (await client.get("/healthz")).status_code == 200


async def test_metrics_count_requests_refusals_and_spans(client, services):
    services.metrics("final", 0.12)
    await client.get("/v1/loops")
    await client.get("/v1/interviews/nobody")
    text = (await client.get("/metrics")).text
    assert 'viva_requests_total{method="GET",status="200"} 1.0' in text
    assert 'viva_refusals_total{code="unknown_interview"} 1.0' in text
    assert 'viva_span_seconds_bucket{le="0.15",span="final"} 1.0' in text


async def test_a_wrong_address_or_method_is_refused_in_json(client):
    answer = await client.get("/v1/nothing")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    answer = await client.put("/v1/loops")
    assert (answer.status_code, answer.json()["code"]) == (405, "method_not_allowed")
    assert "GET" in answer.json()["message"]


async def test_a_fault_is_logged_and_told_without_its_insides(client, services, monkeypatch):
    def fail(*_, **__):
        raise RuntimeError("secret detail")

    monkeypatch.setattr(type(services.store), "page", fail)
    with structlog.testing.capture_logs() as logged:
        answer = await client.get("/v1/interviews")
    assert isinstance(logged[0]["exc_info"], RuntimeError)
    assert (answer.status_code, answer.json()["code"]) == (500, "internal")
    assert "secret" not in answer.text


async def test_openapi_describes_every_answer(client):
    described = (await client.get("/openapi.json")).json()
    assert set(described["paths"]) >= {
        "/v1/interviews",
        "/v1/interviews/{interview_id}",
        "/v1/interviews/{interview_id}/report.json",
        "/v1/interviews/{interview_id}/retakes",
        "/v1/interviews/{interview_id}/audio.ogg",
        "/v1/loops",
        "/v1/problems",
        "/v1/engines",
        "/healthz",
        "/readyz",
        "/metrics",
    }
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            where = f"{method} {path}"
            assert operation["description"], where
            success = next(
                answer for status, answer in operation["responses"].items() if status.startswith("2")
            )
            assert "content" in success or "204" in operation["responses"], where
            if path.startswith("/v1"):
                refusal = operation["responses"]["422"]["content"]["application/json"]["schema"]
                assert refusal == {"$ref": "#/components/schemas/Refusal"}, where
