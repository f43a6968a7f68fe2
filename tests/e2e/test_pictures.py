"""The pictures in ``docs/``, taken from a real interview by ``make screenshots``; else skipped."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.e2e.conftest import ROOT
from tests.e2e.room import Room

FOLDER = os.environ.get("VIVA_SCREENSHOTS")
TRANSCRIPT = ROOT / "tests/fixtures/transcripts/pm-1-strong.json"
VIEW = {"width": 1280, "height": 800}

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(not FOLDER, reason="pictures are taken by `make screenshots` only"),
]


def answers() -> list[str]:
    turns = json.loads(TRANSCRIPT.read_text())["turns"]
    return [turn["text"] for turn in turns if turn["speaker"] == "candidate"]


def test_pictures_of_each_page(serve, browse):
    folder = ROOT / Path(FOLDER)
    folder.mkdir(exist_ok=True)
    service = serve(VIVA_RECOGNIZER="pocketsphinx")
    with browse(viewport=VIEW) as page:
        room = Room(page)
        room.set_up(service.url, "PM system design", typing=True)
        page.screenshot(path=folder / "setup.png")
        room.start()
        said = answers()
        for number, answer in enumerate(said):
            room.expect_state("listening")
            room.type(answer)
            if number == len(said) // 2:
                room.expect_state("speaking")
                page.screenshot(path=folder / "room.png")
        room.expect_state("listening")
        room.end()
        page.screenshot(path=folder / "report.png")
        page.get_by_role("link", name="History").click()
        page.get_by_role("heading", name="Your interviews").wait_for()
        page.screenshot(path=folder / "history.png")
