"""A typed interview: real interviewer, built-in words; transcript and report at its end."""

from __future__ import annotations

import asyncio
import io
import json
import sys
from pathlib import Path

import pytest

from agents.model import Report, Transcript
from agents.setup import Setup
from rubrics import loader
from service.cli.text_interview import TYPING_PATIENCE, TextRoom

LINES = """\
Who are the users, and how many are there?
/help
I put a Kafka queue between the upload service and the fan-out workers.

/hint
/end
"""


@pytest.fixture
def typed(viva, monkeypatch):
    """``typed(lines, *options)`` holds an interview with these lines."""

    def hold(lines: str, *options: object):
        monkeypatch.setattr(sys, "stdin", io.StringIO(lines))
        return viva(
            "interview", "--loop", "pm-system-design", "--text", "--llm", "none", "--seed", 1, *options
        )

    return hold


def written(folder: Path) -> tuple[Transcript, Report, str]:
    transcript, report, markdown = (
        next(folder.glob(f"viva-pm-system-design-*.{kind}")).read_text()
        for kind in ("transcript.json", "report.json", "report.md")
    )
    return Transcript.model_validate_json(transcript), Report.model_validate_json(report), markdown


def test_an_interview_is_held_and_written(typed, tmp_path):
    ran = typed(LINES)
    assert ran.code == 0, ran.err
    transcript, report, markdown = written(tmp_path)
    said = [turn.text for turn in transcript.turns if turn.speaker == "candidate"]
    assert said == [line for line in LINES.splitlines() if line and not line.startswith("/")]
    assert transcript.turns[0].speaker == "interviewer"
    assert transcript.turns[-1].speaker == "interviewer"
    assert report.loop == "pm-system-design"
    assert markdown.startswith("#")
    assert "/help" in ran.err
    for turn in transcript.turns:
        if turn.speaker == "interviewer":
            assert turn.text in ran.out


def test_the_end_of_the_input_ends_the_interview(typed, tmp_path):
    ran = typed("One answer.\n")
    assert ran.code == 0, ran.err
    assert [turn.text for turn in written(tmp_path)[0].turns if turn.speaker == "candidate"] == [
        "One answer."
    ]


def test_what_was_chosen_is_what_is_interviewed(typed, tmp_path):
    typed("", "--problem", "chat", "--level", "L6", "--minutes", 30, "--project", "Ours")
    transcript, _, _ = written(tmp_path)
    assert (transcript.problem, transcript.level, transcript.minutes) == ("chat", "L6", 30)
    assert transcript.project.title == "Ours"


def test_a_choice_that_there_is_not_is_refused(typed):
    ran = typed("", "--level", "L9")
    assert (ran.code, ran.out) == (2, "")
    assert "L5" in ran.err


def test_a_folder_that_is_not_there_is_refused_before_the_interview(typed):
    ran = typed("", "--out", "nowhere")
    assert (ran.code, ran.out) == (2, "")
    assert "nowhere" in ran.err


async def test_one_who_types_nothing_is_asked_after_a_while(capsys, monkeypatch):
    monkeypatch.setattr("service.cli.text_interview.LOOK_EVERY_S", 0.001)
    now = 0.0

    def clock() -> float:
        nonlocal now
        now += 1.0
        return now

    setup = Setup.choose(loader.load(), "pm-system-design", seed=1)
    room = TextRoom(setup, None, clock)
    lines: asyncio.Queue[str | None] = asyncio.Queue()
    running = asyncio.create_task(room.run(lines))
    while now < 30 * TYPING_PATIENCE:  # noqa: ASYNC110 - each turn of the room moves the clock
        await asyncio.sleep(0)
    lines.put_nowait(None)
    await running
    _opening, *prompts, _goodbye = capsys.readouterr().out.split(f"{setup.persona.name}:")[1:]
    assert prompts


def test_the_document_of_an_interview_is_json(typed, tmp_path):
    typed("")
    for path in tmp_path.glob("*.json"):
        json.loads(path.read_text())
