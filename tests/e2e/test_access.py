"""Access: no page breaks a rule of axe, light or dark, in any of its states."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.e2e.axe import Access
from tests.e2e.conftest import Service
from tests.e2e.room import SECONDS, Room
from tests.e2e.seeded import seed

TABLET = {"width": 820, "height": 1180}
HELD = ("pm-1-weak", "pm-1-middle")


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Iterator[Service]:
    settings = {"VIVA_RECOGNIZER": "scripted", "VIVA_SYNTHESIZER": "scripted"}
    service = Service(tmp_path_factory.mktemp("access") / "data", settings)
    service.data.mkdir()
    service.start()
    yield service
    service.stop()


@pytest.mark.e2e
def test_what_stands_before_an_interview_breaks_no_rule(service, browse):
    with browse(viewport=TABLET) as page:
        access, room = Access(page), Room(page)
        page.goto(f"{service.url}/nowhere")
        expect(page.get_by_role("heading", name="no such page")).to_be_visible()
        access.see("no page")
        room.set_up(service.url, "PM system design")
        access.see("setup")
        page.get_by_label("Problem", exact=True).select_option(label="Write your own")
        expect(page.get_by_label("Title of the problem")).to_be_visible()
        access.see("setup, own problem")
        room.set_up(service.url, "Tech deep-dive")
        page.get_by_role("radio", name="One phase").check()
        page.get_by_role("button", name="Check microphone").click()
        expect(page.get_by_text("Connected")).to_be_visible(timeout=30 * SECONDS)
        access.see("setup, one phase of a project, microphone checked")
        assert access.faults == {}


@pytest.mark.e2e
def test_the_room_breaks_no_rule_in_any_state(service, browse):
    with browse(viewport=TABLET) as page:
        access, room = Access(page), Room(page)
        room.set_up(service.url, "PM system design", typing=True)
        room.start()
        room.expect_state("listening")
        room.type("Who are the users?")
        room.expect_state("listening")
        access.see("room")
        page.get_by_role("button", name="Board").click()
        page.get_by_role("button", name="List", exact=True).click()
        for shape in ("Queue", "Service"):
            page.get_by_role("button", name=f"Add {shape}").click()
        page.get_by_role("button", name="Add arrow").click()
        expect(page.get_by_label("Label of arrow 1")).to_be_visible()
        access.see("room, board as a list")
        page.get_by_role("button", name="Draw", exact=True).click()
        expect(page.get_by_label("Drawing surface").locator("canvas").first).to_be_visible(
            timeout=20 * SECONDS
        )
        access.see("room, board drawn")
        page.get_by_role("button", name="Board").click()
        room.button("Pause").click()
        room.expect_state("paused")
        access.see("room, paused")
        page.get_by_role("button", name="End the interview").click()
        access.see("room, about to end")
        page.get_by_role("dialog").get_by_role("button", name="Keep going").click()
        assert page.evaluate("() => document.activeElement.getAttribute('aria-label')") == "End the interview"
        service.pause()
        try:
            page.context.set_offline(offline=True)
            expect(page.get_by_text("Connection lost")).to_be_visible(timeout=40 * SECONDS)
            access.see("room, connection lost")
        finally:
            service.go_on()
        page.context.set_offline(offline=False)
        page.reload()
        expect(page.get_by_role("button", name="Join and type")).to_be_visible(timeout=40 * SECONDS)
        access.see("room, at the door")
        assert access.faults == {}


@pytest.fixture
def young(tmp_path) -> Iterator[Service]:
    """A service that has held no interview yet."""
    service = Service(tmp_path / "data", {"VIVA_RECOGNIZER": "scripted", "VIVA_SYNTHESIZER": "scripted"})
    service.data.mkdir()
    service.start()
    yield service
    service.stop()


@pytest.mark.e2e
def test_what_comes_after_interviews_breaks_no_rule(young, browse):
    with browse(viewport=TABLET) as page:
        access = Access(page)
        page.goto(f"{young.url}/interviews")
        expect(page.get_by_text("No interviews yet")).to_be_visible()
        access.see("history, empty")
        assert access.faults == {}
    seed(young.data, *HELD)
    with browse(viewport=TABLET) as page:
        access = Access(page)
        for name in HELD:
            page.goto(f"{young.url}/interviews/seeded-{name}")
            expect(page.get_by_role("heading", name="Criteria")).to_be_visible(timeout=30 * SECONDS)
        page.get_by_text("Read all").click()
        chart = page.get_by_role("img", name="Planned and actual").locator("svg").first
        expect(chart).to_be_visible(timeout=30 * SECONDS)
        access.see("report")
        assert page.evaluate("() => document.getAnimations().length") == 0
        for action in ("Answer again", "Put words right"):
            page.get_by_role("button", name=re.compile(action)).first.click()
            expect(page.get_by_role("dialog")).to_be_visible()
            access.see(f"report, {action}")
            page.keyboard.press("Escape")
        page.goto(f"{young.url}/interviews")
        chart = page.get_by_role("img", name="Dimensions over time").locator("svg").first
        expect(chart).to_be_visible(timeout=30 * SECONDS)
        access.see("history")
        page.get_by_role("button", name="Delete all").click()
        access.see("history, about to delete all")
        page.get_by_role("dialog").get_by_role("button", name="Delete all").click()
        expect(page.get_by_text("2 interviews were deleted.")).to_be_visible()
        access.see("history, deleted")
        assert access.faults == {}
