"""Access: no page breaks a rule of axe, light or dark, wide or narrow, and all of it can be used by keys."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import ROOT, Service
from tests.e2e.room import SECONDS, Room
from tests.e2e.seeded import seed

AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
TABLET = {"width": 820, "height": 1180}


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Iterator[Service]:
    service = Service(tmp_path_factory.mktemp("access") / "data", {"VIVA_RECOGNIZER": "pocketsphinx"})
    seed(service.data, "pm-1-weak", "pm-1-middle")
    service.start()
    yield service
    service.stop()


def faults(page: Page) -> list[str]:
    """What axe has against the page, light and dark: the rule, and the first element that breaks it."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found += page.evaluate(
            "tags => axe.run(document, {runOnly: tags, resultTypes: ['violations']}).then(r => r.violations)",
            TAGS,
        )
    return [f"{fault['id']}: {fault['nodes'][0]['html'][:160]}" for fault in found]


def sideways(page: Page) -> bool:
    """Whether the page scrolls to the side."""
    return page.evaluate("() => document.documentElement.scrollWidth > innerWidth + 1")


@pytest.mark.e2e
def test_no_page_breaks_a_rule(service, browse):
    found: dict[str, list[str]] = {}
    with browse(viewport=TABLET, reduced_motion="reduce") as page:
        room = Room(page)
        page.goto(f"{service.url}/interviews/seeded-pm-1-weak")
        expect(page.get_by_role("heading", name="Criteria")).to_be_visible(timeout=30 * SECONDS)
        page.get_by_text("Read all").click()
        expect(page.get_by_role("img", name="Planned and actual").locator("svg").first).to_be_visible(
            timeout=30 * SECONDS
        )
        found["report"] = faults(page)
        assert page.evaluate("() => document.getAnimations().length") == 0
        page.get_by_role("button", name="Answer again").first.click()
        found["retake"] = faults(page)
        assert not sideways(page)
        page.goto(f"{service.url}/interviews/seeded-pm-1-middle")
        expect(page.get_by_role("heading", name="Criteria")).to_be_visible(timeout=30 * SECONDS)
        page.goto(f"{service.url}/interviews")
        expect(page.get_by_role("img", name="Dimensions over time").locator("svg").first).to_be_visible(
            timeout=30 * SECONDS
        )
        found["history"] = faults(page)
        assert not sideways(page)
        page.goto(f"{service.url}/nowhere")
        expect(page.get_by_role("heading", name="no such page")).to_be_visible()
        found["no page"] = faults(page)
        room.set_up(service.url, "Tech deep-dive")
        page.get_by_role("radio", name="One phase").check()
        page.get_by_role("button", name="Check microphone").click()
        expect(page.get_by_text("Connected")).to_be_visible(timeout=30 * SECONDS)
        found["setup"] = faults(page)
        assert not sideways(page)
        room.set_up(service.url, "PM system design", typing=True)
        room.start()
        room.expect_state("listening")
        found["room"] = faults(page)
        assert not sideways(page)
        page.get_by_role("button", name="End the interview").click()
        found["end"] = faults(page)
        page.get_by_role("dialog").get_by_role("button", name="Keep going").click()
        assert page.evaluate("() => document.activeElement.getAttribute('aria-label')") == "End the interview"
    assert {name: broken for name, broken in found.items() if broken} == {}
