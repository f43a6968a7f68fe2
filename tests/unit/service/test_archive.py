"""The archive: all that there is of every interview, in one file that is never whole in memory."""

from __future__ import annotations

import io
import json
import zipfile

from service.archive import PIECE, archive


async def packed(services) -> tuple[zipfile.ZipFile, list[int]]:
    made = archive(services.store, services.reports, services.recordings, services.library)
    parts = [part async for part in made]
    return zipfile.ZipFile(io.BytesIO(b"".join(parts))), [len(part) for part in parts]


async def test_every_interview_is_in_it_with_its_documents_and_audio(
    services, row, finished_events, tmp_path
):
    for interview in ("a1", "b2"):
        await services.store.add(*row(interview))
    await services.store.append("a1", *finished_events)
    audio = tmp_path / "voices.ogg"
    audio.write_bytes(bytes(range(256)) * 4_096)
    services.recordings.files["a1"] = audio
    found, sizes = await packed(services)
    assert found.testzip() is None
    names = {name.split("/")[1] for name in found.namelist() if "-a1/" in name}
    assert names == {
        "interview.json",
        "transcript.json",
        "transcript.md",
        "report.json",
        "report.md",
        "audio.ogg",
    }
    assert not any("-b2/report" in name for name in found.namelist())
    kept = next(name for name in found.namelist() if name.endswith("audio.ogg"))
    assert found.read(kept) == audio.read_bytes()
    assert max(sizes) < 2 * PIECE


async def test_one_that_cannot_be_written_is_told_and_the_others_are_there(services, row, finished_events):
    await services.store.add(*row("a1"))
    await services.store.append("a1", *finished_events)
    await services.store.add(*row("b2"))

    async def damaged(interview):
        raise OSError("the disk is gone") if interview == "b2" else NotADirectoryError("no")

    services.recordings.ogg = damaged
    found, _ = await packed(services)
    assert "the disk is gone" in found.read("problems.txt").decode()
    interview = next(name for name in found.namelist() if "-a1/interview.json" in name)
    assert json.loads(found.read(interview))["status"] == "finished"


async def test_without_interviews_it_is_an_empty_archive(services):
    found, _ = await packed(services)
    assert found.namelist() == []


async def test_it_is_sent_as_a_file(client):
    answer = await client.get("/v1/archive.zip")
    assert answer.headers["content-type"] == "application/zip"
    assert "attachment" in answer.headers["content-disposition"]
