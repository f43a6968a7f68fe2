"""REST beside the conversation: own notes, kept with the interview; what has been clarified."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlmodel import select

from agents.model import Report
from agents.moves import Clarify
from service.archive import archive
from service.events import Heard, InterviewerTurn
from service.resources import MAX_NOTES_CHARS, Clarified, Notes
from service.tables import NotesRow
from tests.unit.service.api.test_interviews import create, refused

WORDS = "Ask about peak load.\nThen <storage>."


async def written(client, interview: str, text: str = WORDS) -> str:
    answer = await client.put(f"/v1/interviews/{interview}/notes", json={"text": text})
    assert answer.status_code == 200, answer.text
    return Notes.model_validate(answer.json()).text


async def read(client, interview: str) -> str:
    return Notes.model_validate((await client.get(f"/v1/interviews/{interview}/notes")).json()).text


async def test_notes_are_empty_until_written_and_the_last_ones_are_kept(client):
    made = await create(client)
    assert await read(client, made.id) == ""
    await written(client, made.id, "First.")
    await written(client, made.id)
    assert await read(client, made.id) == WORDS
    await written(client, made.id, "  ")
    assert await read(client, made.id) == ""


async def test_too_much_is_refused_and_changes_nothing(client):
    made = await create(client)
    await written(client, made.id)
    answer = await client.put(f"/v1/interviews/{made.id}/notes", json={"text": "x" * (MAX_NOTES_CHARS + 1)})
    assert str(MAX_NOTES_CHARS) in await refused(answer, 422, "invalid")
    assert await read(client, made.id) == WORDS


async def test_notes_go_and_come_back_with_their_interview(client, services):
    made = await create(client)
    await written(client, made.id)
    await client.delete(f"/v1/interviews/{made.id}")
    await refused(await client.get(f"/v1/interviews/{made.id}/notes"), 404, "unknown_interview")
    await refused(
        await client.put(f"/v1/interviews/{made.id}/notes", json={"text": "x"}), 404, "unknown_interview"
    )
    await client.post(f"/v1/interviews/{made.id}/restore")
    assert await read(client, made.id) == WORDS


async def test_once_an_interview_is_gone_for_good_so_are_its_notes(client, services):
    made = await create(client)
    await written(client, made.id)
    await client.delete(f"/v1/interviews/{made.id}")
    await services.purge(datetime.now(UTC) + timedelta(days=1))
    assert await services.store.run(lambda session: session.exec(select(NotesRow)).all()) == []


async def test_the_report_brings_them_as_they_are_now_and_scores_nothing_by_them(
    client, services, row, finished_events
):
    await services.store.add(*row("a1"))
    await services.store.append("a1", *finished_events)
    path = "/v1/interviews/a1"
    before = Report.model_validate((await client.get(f"{path}/report.json")).json())
    await written(client, "a1")
    after = Report.model_validate((await client.get(f"{path}/report.json")).json())
    assert after == before.model_copy(update={"notes": WORDS})
    markdown = (await client.get(f"{path}/report.md")).text
    assert "## Your own notes\n\nAsk about peak load.  \nThen &lt;storage&gt;." in markdown
    assert (await client.get(f"{path}/report.pdf")).content.startswith(b"%PDF")
    transcript = await client.get(f"{path}/transcript.json")
    assert "peak load" not in transcript.text


async def test_the_archive_holds_them_even_of_an_interview_that_is_not_over(client, services):
    made = await create(client)
    await written(client, made.id)
    parts = archive(services.store, services.reports, services.recordings, services.library)
    packed = b"".join([part async for part in parts])
    assert f"{made.id}/notes.txt".encode() in packed


def answered(turn: str, outcome: str, answer: str):
    move = Clarify(outcome=outcome, topic="users", answer=answer).model_dump()
    return InterviewerTurn(
        at_s=1, turn=turn, phase="first", utterance=0, move=move, why="Asked.", text=answer
    )


async def test_what_was_asked_for_and_heard_is_clarified_once(client, services):
    made = await create(client)
    happened = [
        answered("t1", "fact", "Two thousand people."),
        answered("t2", "fact", "Two thousand people."),
        answered("t3", "scope", "payment"),
        answered("t4", "handback", ""),
        answered("t5", "fact", "Never heard."),
    ]
    heard = [
        Heard(at_s=2, turn=turn, start_s=1, text="Said.", complete=True) for turn in ("t1", "t2", "t3", "t4")
    ]
    await services.store.append(made.id, *happened, *heard)
    answer = await client.get(f"/v1/interviews/{made.id}/clarified")
    told = Clarified.model_validate(answer.json()).told
    assert [(each.turn, each.kind, each.text) for each in told] == [
        ("t1", "fact", "Two thousand people."),
        ("t3", "scope", "payment"),
    ]
    await refused(await client.get("/v1/interviews/none/clarified"), 404, "unknown_interview")
