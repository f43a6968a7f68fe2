"""REST of interviews: what each call does and what it refuses."""

from __future__ import annotations

import pytest

from agents.model import Report, Transcript
from service.events import Resumed
from service.resources import Admission, Interview, Refusal

NEW = {"loop": "tiny"}


async def create(client, **body) -> Admission:
    answer = await client.post("/v1/interviews", json=NEW | body)
    assert answer.status_code == 201, answer.text
    return Admission.model_validate(answer.json())


async def refused(answer, status: int, code: str) -> str:
    """The sentence of a refusal, after a look at its form."""
    assert answer.status_code == status, answer.text
    refusal = Refusal.model_validate(answer.json())
    assert refusal.code == code
    assert refusal.message.endswith((".", ")"))
    return refusal.message


async def test_an_interview_takes_the_loops_defaults(client):
    made = await create(client)
    assert (made.minutes, made.level, made.problem, made.persona, made.style) == (
        10,
        "L5",
        "lake",
        "ada",
        "warm",
    )
    assert (made.status, made.elapsed_s, made.signal, made.problem_title) == ("created", 0, None, "A lake")
    assert made.live == f"/v1/interviews/{made.id}/live?ticket={made.ticket}"


async def test_its_address_is_told(client):
    answer = await client.post("/v1/interviews", json=NEW)
    read = await client.get(answer.headers["location"])
    assert Interview.model_validate(read.json()).id == answer.json()["id"]


async def test_its_ticket_admits_to_it(client, services):
    made = await create(client)
    services.tickets.redeem(made.ticket, made.id, now=100.0)


async def test_the_candidates_own_project_names_the_interview(client, services):
    made = await create(client, project={"title": "Billing", "summary": "We moved it."})
    assert made.problem_title == "Billing"
    assert (await services.store.events(made.id))[0].project.summary == "We moved it."


async def test_a_seed_may_be_given(client, services):
    made = await create(client, seed=7)
    assert (await services.store.events(made.id))[0].seed == 7


@pytest.mark.parametrize(
    ("body", "code", "names"),
    [
        ({"loop": "tin"}, "unknown_loop", "tiny"),
        ({"problem": "sea"}, "unknown_problem", "lake"),
        ({"persona": "bob"}, "unknown_persona", "ada"),
        ({"level": "L9"}, "bad_setup", "L5"),
        ({"style": "cold"}, "bad_setup", "warm"),
        ({"minutes": 4}, "invalid", "minutes"),
        ({"minutes": "x"}, "invalid", "minutes"),
        ({"colour": "red"}, "invalid", "colour"),
        ({"project": {}}, "invalid", "title"),
    ],
)
async def test_a_setup_that_cannot_be_is_refused_with_what_can(client, body, code, names):
    answer = await client.post("/v1/interviews", json=NEW | body)
    assert names in await refused(answer, 422, code)


@pytest.mark.parametrize(
    ("content", "names"), [(b"{", "JSON"), (b"[]", "body"), (b"", "missing"), (b"\xff\xfe", "body")]
)
async def test_a_body_that_is_no_setup_is_refused(client, content, names):
    answer = await client.post(
        "/v1/interviews", content=content, headers={"content-type": "application/json"}
    )
    assert answer.status_code in {400, 422}
    assert names in answer.json()["message"]


async def test_interviews_are_listed(client):
    ids = [(await create(client)).id for _ in range(3)]
    listed = (await client.get("/v1/interviews", params={"limit": 2})).json()
    assert listed["total"] == 3
    assert [each["id"] for each in listed["interviews"]] == ids[:0:-1]


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=501", "offset=-1", "limit=x", "offset=99999999999999999999"]
)
async def test_a_list_has_bounds(client, query):
    await refused(await client.get(f"/v1/interviews?{query}"), 422, "invalid")


async def test_a_list_of_an_unknown_loop_names_the_known(client):
    assert "tiny" in await refused(await client.get("/v1/interviews?loop=no"), 422, "unknown_loop")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", ""),
        ("DELETE", ""),
        ("POST", "/tickets"),
        ("POST", "/restore"),
        ("GET", "/transcript.json"),
        ("GET", "/transcript.md"),
        ("GET", "/report.json"),
        ("GET", "/report.pdf"),
        ("GET", "/audio.ogg"),
        ("GET", "/retakes"),
    ],
)
async def test_an_interview_that_is_not_there_is_not_found(client, method, path):
    answer = await client.request(method, f"/v1/interviews/nobody{path}")
    assert "nobody" in await refused(answer, 404, "unknown_interview")


async def test_a_deleted_interview_is_gone_and_can_be_brought_back(client, services):
    made = await create(client)
    assert (await client.delete(f"/v1/interviews/{made.id}")).status_code == 204
    assert services.rooms.removed == [made.id]
    await refused(await client.get(f"/v1/interviews/{made.id}"), 404, "unknown_interview")
    assert (await client.post(f"/v1/interviews/{made.id}/restore")).json()["id"] == made.id
    assert (await client.get(f"/v1/interviews/{made.id}")).status_code == 200


async def test_reconnecting_takes_a_new_ticket(client, services):
    made = await create(client)
    again = Admission.model_validate((await client.post(f"/v1/interviews/{made.id}/tickets")).json())
    assert again.ticket != made.ticket
    services.tickets.redeem(again.ticket, made.id, now=100.0)


async def test_a_finished_interview_gives_no_tickets(client, services, finished_events):
    made = await create(client)
    await services.store.append(made.id, *finished_events)
    await refused(await client.post(f"/v1/interviews/{made.id}/tickets"), 409, "already_finished")


async def test_documents_of_a_finished_interview(client, services, finished_events):
    made = await create(client)
    await services.store.append(made.id, *finished_events)
    at = f"/v1/interviews/{made.id}"
    transcript = Transcript.model_validate((await client.get(f"{at}/transcript.json")).json())
    report = Report.model_validate((await client.get(f"{at}/report.json")).json())
    assert transcript.turns[1].text == "I would use water."
    assert report.criteria[0].quotes[0].text == "I would use water."
    for document, media_type, begins in (
        ("transcript.md", "text/markdown", b"#"),
        ("transcript.txt", "text/plain", b""),
        ("transcript.vtt", "text/vtt", b"WEBVTT"),
        ("transcript.pdf", "application/pdf", b"%PDF"),
        ("report.md", "text/markdown", b"#"),
        ("report.pdf", "application/pdf", b"%PDF"),
    ):
        answer = await client.get(f"{at}/{document}")
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"].startswith(media_type)
        assert answer.headers["content-disposition"].endswith(
            f'filename="viva-{made.created_at:%Y-%m-%d}-tiny-lake-{document}"'
        )
        assert answer.content.startswith(begins)


async def test_a_report_before_the_end_is_refused_and_the_transcript_is_not(client, services):
    made = await create(client)
    await services.store.append(made.id, Resumed(at_s=0))
    at = f"/v1/interviews/{made.id}"
    for document in ("report.json", "report.md", "report.pdf", "retakes"):
        if document != "retakes":
            assert "not over" in await refused(await client.get(f"{at}/{document}"), 409, "not_finished")
    assert (await client.get(f"{at}/transcript.json")).json()["turns"] == []


async def test_a_form_that_is_not_made_is_refused(client):
    made = await create(client)
    message = await refused(await client.get(f"/v1/interviews/{made.id}/transcript.docx"), 422, "invalid")
    assert "pdf" in message


async def test_audio_can_be_read_in_parts(client, services, tmp_path):
    made = await create(client)
    await refused(await client.get(f"/v1/interviews/{made.id}/audio.ogg"), 404, "no_recording")
    file = tmp_path / "audio.ogg"
    file.write_bytes(b"OggS and more")
    services.recordings.files[made.id] = file
    whole = await client.get(f"/v1/interviews/{made.id}/audio.ogg")
    assert (whole.content, whole.headers["content-type"]) == (b"OggS and more", "audio/ogg")
    part = await client.get(f"/v1/interviews/{made.id}/audio.ogg", headers={"range": "bytes=5-7"})
    assert (part.status_code, part.content) == (206, b"and")


async def test_a_moment_can_be_answered_again(client, services, finished_events):
    made = await create(client)
    await services.store.append(made.id, *finished_events)
    at = f"/v1/interviews/{made.id}/retakes"
    answer = await client.post(at, json={"turn": "t4", "text": "Because it is wet and it is cheap."})
    assert answer.status_code == 201
    taken = answer.json()
    assert taken["before"][0]["score"] < taken["after"][0]["score"]
    assert (await client.get(at)).json() == [taken]
    await refused(await client.post(at, json={"turn": "t1", "text": "x"}), 404, "unknown_turn")
    await refused(await client.post(at, json={"turn": "t4", "text": ""}), 422, "invalid")


async def test_a_retake_before_the_end_is_refused(client):
    made = await create(client)
    answer = await client.post(f"/v1/interviews/{made.id}/retakes", json={"turn": "t4", "text": "x"})
    await refused(answer, 409, "not_finished")


async def test_the_delays_of_its_answers_can_be_read_at_any_time(client, services, row, finished_events):
    made, created = row("a1")
    await services.store.add(made, created)
    assert (await client.get("/v1/interviews/a1/delays")).json()["turns"] == []
    await services.store.log("a1").append(*finished_events[:3])
    delays = (await client.get("/v1/interviews/a1/delays")).json()
    assert [turn["turn"] for turn in delays["turns"]] == ["t1"]
    await refused(await client.get("/v1/interviews/none/delays"), 404, "unknown_interview")


async def test_one_phase_can_be_practised_alone(client, services):
    made = await create(client, phase="second")
    assert (made.drill, made.minutes) == ("second", 10)
    assert (await services.store.events(made.id))[0].drill == "second"
    assert (await services.reports.transcript(made.id)).drill == "second"


async def test_an_unknown_phase_names_the_known(client):
    answer = await client.post("/v1/interviews", json=NEW | {"phase": "third"})
    assert "second" in await refused(answer, 422, "unknown_phase")


async def test_a_background_is_kept_with_the_interview_and_has_a_limit(client, services):
    made = await create(client, background="I ran Kafka.")
    assert (await services.store.events(made.id))[0].background == "I ran Kafka."
    await refused(
        await client.post("/v1/interviews", json=NEW | {"background": "x" * 12_001}), 422, "invalid"
    )
