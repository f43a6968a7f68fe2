"""The pictures in ``docs/``, taken from a real interview by ``make screenshots``; else skipped."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.air import Air
from tests.e2e.conftest import ROOT, Service
from tests.e2e.room import SECONDS, Room
from tests.e2e.seeded import seed

FOLDER = os.environ.get("VIVA_SCREENSHOTS")
VIEW = {"width": 1280, "height": 800}
BEFORE = ("pm-2-weak", "pm-1-weak", "em-2-middle", "pm-2-middle", "pm-1-middle", "dd-2-strong")
DAY = "pictured"
PANELS = ("pm-1-strong", "em-1-strong", "dd-1-middle")

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(not FOLDER, reason="pictures are taken by `make screenshots` only"),
]


def picture(page, name: str) -> None:
    folder = ROOT / Path(FOLDER)
    folder.mkdir(exist_ok=True)
    page.screenshot(path=folder / f"{name}.png")


def test_pictures_of_the_room_and_the_way_in(serve, browse):
    service = serve(VIVA_RECOGNIZER="pocketsphinx", VIVA_SYNTHESIZER="espeak-ng")
    with browse(viewport=VIEW) as page:
        air, room = Air(page), Room(page)
        room.set_up(service.url, "PM system design", problem="Photo sharing")
        picture(page, "setup")
        room.start()
        for answer, heard in ((["who-first-year"], "first year"), (["queue-kafka"], "kafka queue")):
            room.expect_state("speaking", 60)
            room.expect_state("listening", 60)
            air.say(*answer)
            room.expect_said("candidate", heard, 60)
        room.expect_said("interviewer", r"queue.*\?", 60)
        room.expect_state("speaking")
        picture(page, "room")


def test_pictures_of_what_comes_after(tmp_path, browse):
    service = Service(tmp_path / "data", {"VIVA_RECOGNIZER": "pocketsphinx"})
    seed(service.data, *BEFORE)
    seed(service.data, *PANELS, day=DAY)
    service.start()
    with browse(viewport=VIEW) as page:
        for name in (*BEFORE, *PANELS):
            service.get(f"/v1/interviews/seeded-{name}/report.json")
        page.goto(f"{service.url}/interviews/seeded-pm-1-strong")
        expect(page.get_by_role("heading", name="Criteria")).to_be_visible(timeout=30 * SECONDS)
        expect(page.get_by_role("img", name="Score of each dimension").locator("svg").first).to_be_visible()
        picture(page, "report")
        page.goto(f"{service.url}/interviews")
        chart = page.get_by_role("img", name="Dimensions over time").locator("svg").first
        expect(chart).to_be_visible(timeout=30 * SECONDS)
        picture(page, "history")
        page.goto(f"{service.url}/loop-days/{DAY}")
        page.get_by_test_id("combined").evaluate('found => found.closest("section").scrollIntoView()')
        expect(page.get_by_role("row")).to_have_count(len(PANELS) + 1)
        picture(page, "loop-day")
    service.stop()
