"""REST of clips and files: their limits, and what comes back."""

from __future__ import annotations

import numpy as np
import pytest

from service.app import create_app

SECOND = np.full(16_000, 9_000, "<i2").tobytes()


async def test_a_clip_comes_back_as_words(client):
    answer = await client.post("/v1/recognitions", content=SECOND)
    assert answer.status_code == 200
    assert set(answer.json()) == {"text"}


@pytest.mark.parametrize("clip", [b"", b"odd"])
async def test_what_is_no_clip_is_refused(client, clip):
    answer = await client.post("/v1/recognitions", content=clip)
    assert answer.status_code == 422


async def test_a_clip_that_is_too_long_is_refused(client):
    answer = await client.post("/v1/recognitions", content=SECOND * 181)
    assert answer.json()["code"] == "bad_audio"


async def test_a_clip_may_be_larger_than_other_bodies_but_not_boundless(client):
    assert (await client.post("/v1/recognitions", content=SECOND * 60)).status_code == 200
    assert (await client.post("/v1/recognitions", content=b"\0" * 8_000_002)).status_code == 413
    assert (await client.post("/v1/interviews", content=SECOND * 60)).status_code == 413


async def test_the_words_of_a_file_come_back(client):
    answer = await client.post("/v1/extractions", content=b"I run payments.")
    assert answer.json() == {"text": "I run payments.", "cut": False}


async def test_a_file_without_words_is_refused(client):
    answer = await client.post("/v1/extractions", content=b"\0\0")
    assert (answer.status_code, answer.json()["code"]) == (422, "bad_file")


def test_the_application_describes_them(services):
    paths = create_app(services).openapi()["paths"]
    assert {"/v1/recognitions", "/v1/extractions", "/v1/archive.zip", "/v1/progress"} <= set(paths)
