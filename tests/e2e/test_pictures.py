"""The pictures in ``docs/``, taken from a real interview by ``make screenshots``; else skipped."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.e2e.conftest import ROOT, microphone
from tests.e2e.room import Room

FOLDER = os.environ.get("VIVA_SCREENSHOTS")
TRANSCRIPT = ROOT / "tests/fixtures/transcripts/pm-1-strong.json"
VIEW = {"width": 1280, "height": 800}

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(not FOLDER, reason="pictures are taken by `make screenshots` only"),
]


def folder() -> Path:
    path = ROOT / Path(FOLDER)
    path.mkdir(exist_ok=True)
    return path


def answers() -> list[str]:
    turns = json.loads(TRANSCRIPT.read_text())["turns"]
    return [turn["text"] for turn in turns if turn["speaker"] == "candidate"]


def test_a_picture_of_the_room(serve, browse, tmp_path):
    service = serve(VIVA_RECOGNIZER="pocketsphinx")
    recording = microphone(tmp_path / "microphone.wav", 20.0, "users", 14.0, "queue-kafka", 60.0)
    with browse(recording, viewport=VIEW) as page:
        room = Room(page)
        room.set_up(service.url, "PM system design", problem="Photo sharing")
        room.start()
        room.expect_said("interviewer", r"queue.*\?", 90)
        room.expect_state("speaking")
        page.screenshot(path=folder() / "room.png")


def test_pictures_of_the_other_pages(serve, browse):
    service = serve(VIVA_RECOGNIZER="pocketsphinx")
    with browse(viewport=VIEW) as page:
        room = Room(page)
        room.set_up(service.url, "PM system design")
        page.screenshot(path=folder() / "setup.png")
        room.set_up(service.url, "PM system design", typing=True)
        room.start()
        for answer in answers():
            room.expect_state("listening")
            room.type(answer)
        room.expect_state("listening")
        room.end()
        page.screenshot(path=folder() / "report.png")
        page.get_by_role("link", name="History").click()
        page.get_by_role("heading", name="Your interviews").wait_for()
        page.screenshot(path=folder() / "history.png")
