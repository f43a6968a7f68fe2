"""Report and history as a candidate uses them, on interviews that were held before the test began."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.air import Air
from tests.e2e.conftest import Service
from tests.e2e.room import SECONDS
from tests.e2e.seeded import seed

HELD = ("pm-1-weak", "pm-1-middle", "em-1-middle", "dd-1-strong")
REPORT = "/interviews/seeded-pm-1-middle"


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Iterator[Service]:
    service = Service(tmp_path_factory.mktemp("held") / "data", {"VIVA_RECOGNIZER": "pocketsphinx"})
    seed(service.data, *HELD)
    service.start()
    yield service
    service.stop()


def open_report(page: Page, service: Service) -> None:
    page.goto(service.url + REPORT)
    expect(page.get_by_role("heading", name="Criteria")).to_be_visible(timeout=30 * SECONDS)


@pytest.mark.e2e
def test_a_quote_plays_its_moment_of_the_recording(service, browse):
    with browse() as page:
        open_report(page, service)
        quotes = service.get(f"/v1{REPORT}/report.json").json()["criteria"]
        at = next(quote["start_s"] for criterion in quotes for quote in criterion["quotes"])
        page.wait_for_function("() => document.querySelector('audio').readyState > 0")
        page.get_by_role("article").first.get_by_role("button", name="Play from").first.click()
        page.wait_for_function("at => document.querySelector('audio').currentTime > at", arg=at)
        played = page.evaluate(
            "() => [document.querySelector('audio').currentTime, document.querySelector('audio').paused]"
        )
        assert played[0] < at + 10
        assert played[1] is False
        for name in ("Score of each dimension", "Planned and actual minutes", "Your share of the talking"):
            expect(page.get_by_role("img", name=name).locator("svg").first).to_be_visible(
                timeout=30 * SECONDS
            )


@pytest.mark.e2e
def test_a_moment_answered_again_by_voice_stands_beside_the_first_answer(service, browse):
    added = " What I give up is that a follower may see a post some seconds late."
    with browse() as page:
        air = Air(page)
        open_report(page, service)
        page.get_by_role("button", name="Answer again").first.click()
        dialog = page.get_by_role("dialog", name="Answer this moment again")
        dialog.get_by_role("button", name="Answer by voice").click()
        expect(dialog.get_by_role("button", name="Stop recording")).to_be_visible()
        air.say("resize-queue")
        dialog.get_by_role("button", name="Stop recording").click()
        field = dialog.get_by_label("Your new answer")
        expect(field).to_have_value(re.compile("use a queue because"), timeout=60 * SECONDS)
        answer = field.input_value() + added
        field.fill(answer)
        dialog.get_by_role("button", name="Score it").click()
        expect(dialog.get_by_role("table")).to_be_visible(timeout=30 * SECONDS)
        dialog.get_by_role("button", name="Close").click()
        card = page.get_by_role("region", name="Moments you answered again")
        expect(card.get_by_text(answer)).to_be_visible()
        page.reload()
        expect(card.get_by_text(answer)).to_be_visible(timeout=30 * SECONDS)


@pytest.mark.e2e
def test_misheard_words_are_put_right_and_what_was_heard_stays(service, browse):
    with browse() as page:
        open_report(page, service)
        page.get_by_text("Read all").click()
        page.get_by_role("button", name="Put words right").first.click()
        dialog = page.get_by_role("dialog")
        words = dialog.get_by_label("Your words")
        words.fill(words.input_value() + " And how many of them post?")
        dialog.get_by_role("button", name="Put right and score again").click()
        expect(dialog.get_by_role("button", name="Close")).to_be_visible(timeout=30 * SECONDS)
        dialog.get_by_role("button", name="Close").click()
        expect(page.get_by_text("Put right. Heard as:")).to_be_visible(timeout=30 * SECONDS)


@pytest.mark.e2e
def test_interviews_are_found_kept_deleted_and_brought_back(service, browse):
    with browse() as page:
        page.goto(f"{service.url}/interviews")
        rows = page.get_by_role("listitem").filter(has=page.get_by_role("button", name="Delete"))
        expect(rows).to_have_count(len(HELD))
        page.get_by_role("searchbox").fill("celebrities")
        expect(page.get_by_role("search").locator("xpath=following::p[@role='status'][1]")).not_to_have_text(
            "4 interviews"
        )
        page.get_by_role("button", name="Clear").click()
        expect(rows).to_have_count(len(HELD))
        rows.first.get_by_role("button", name="Delete").click()
        expect(rows).to_have_count(len(HELD) - 1)
        page.get_by_role("button", name="Undo").click()
        expect(rows).to_have_count(len(HELD))
        page.get_by_role("button", name="Delete all").click()
        page.get_by_role("dialog").get_by_role("button", name="Delete all").click()
        expect(page.get_by_text("4 interviews were deleted.")).to_be_visible()
        page.get_by_role("button", name="Undo").click()
        expect(rows).to_have_count(len(HELD))
    kept = zipfile.ZipFile(io.BytesIO(service.get("/v1/archive.zip").content))
    assert kept.testzip() is None
    assert sum(name.endswith("/audio.ogg") for name in kept.namelist()) == len(HELD)
    assert sum(name.endswith("/report.md") for name in kept.namelist()) == len(HELD)
