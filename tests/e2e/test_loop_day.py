"""A loop day: interviews in a row, a break between them, and a debrief that compares them."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.axe import Access
from tests.e2e.room import SECONDS, Room

ANSWERS = (
    "Ten million users look at twenty pictures a day, so that is two hundred million requests a day.",
    "I would leave out video and comments, because the first version has to be out in a month.",
    "I put a queue before resizing because uploads come in bursts; pictures are then seen seconds later.",
    "At ten times the load the database breaks first. My team of four engineers is on call for it.",
)


def hold(page) -> None:
    room = Room(page)
    page.get_by_role("link", name="Start:").click()
    page.get_by_role("button", name="Join and type").click()
    room.expect_state("listening")
    for answer in ANSWERS:
        room.type(answer)
        room.expect_state("listening")
    room.end()


@pytest.mark.e2e
def test_a_loop_day_goes_from_panel_to_panel_to_a_debrief(serve, browse):
    service = serve(VIVA_RECOGNIZER="scripted", VIVA_SYNTHESIZER="scripted")
    with browse(viewport={"width": 820, "height": 1180}) as page:
        access = Access(page)
        page.goto(f"{service.url}/loop-days")
        expect(page.get_by_text("Give your project a title first.")).to_be_visible()
        access.see("new day")
        page.get_by_role("checkbox", name="Tech deep-dive").uncheck()
        page.get_by_role("button", name="Set up the day").click()
        expect(page.get_by_role("heading", name="Your loop day")).to_be_visible()
        expect(page.get_by_text("After the one before it")).to_be_visible()
        access.see("day, to begin")
        day = page.url
        hold(page)
        first_persona = persona(page, service)
        page.goto(day)
        expect(page.get_by_text("Time for a break")).to_be_visible()
        access.see("day, break")
        hold(page)
        assert persona(page, service) != first_persona
        page.goto(day)
        expect(page.get_by_test_id("combined")).to_be_visible(timeout=30 * SECONDS)
        expect(page.get_by_role("row")).to_have_count(3)
        access.see("day, debrief")
        kept = page.get_by_role("link", name="Debrief as Markdown")
        assert "PM system design" in service.get(kept.get_attribute("href")).text
        assert access.faults == {}


def persona(page, service) -> str:
    """Who held the interview whose report is open."""
    return service.get(f"/v1/interviews/{page.url.rsplit('/', 1)[-1]}").json()["persona"]
