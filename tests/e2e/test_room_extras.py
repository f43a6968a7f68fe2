"""An own problem without any sound: captions first, typed answers, notes that stay with the interview."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.axe import Access
from tests.e2e.room import Room

STATEMENT = "Design the booking of tennis courts for clubs."
FACTS = "How many courts are there? Two thousand, in three hundred clubs.\nMembers pay once a year."
NOTES = "Ask about peak load.\nAnd who pays?"


def write_own_problem(page: Page) -> None:
    page.get_by_label("Problem", exact=True).select_option(label="Write your own")
    page.get_by_label("Title of the problem").fill("Court booking")
    page.get_by_label("What is to be designed").fill(STATEMENT)
    page.get_by_label("Facts (optional)").fill(FACTS)


@pytest.mark.e2e
def test_an_own_problem_is_gone_through_without_sound_and_notes_come_with_the_report(serve, browse):
    service = serve(VIVA_RECOGNIZER="scripted", VIVA_SYNTHESIZER="scripted")
    with browse() as page:
        room, access = Room(page), Access(page)
        page.add_init_script("window.AudioContext = class { constructor() { throw Error('no sound here') } }")
        room.set_up(service.url, "PM system design", typing=True)
        write_own_problem(page)
        page.get_by_label("Captions first").check()
        page.get_by_label("Captions only").check()
        access.see("setup, own problem, captions only")
        room.start()
        room.expect_said("interviewer", STATEMENT)
        room.type("How many courts are there?")
        room.expect_said("interviewer", "Two thousand, in three hundred clubs")
        expect(page.get_by_label("Clarified so far")).to_contain_text("Two thousand")
        notes = page.get_by_role("textbox", name="Your notes")
        notes.fill(NOTES)
        notes.press("Escape")
        expect(page.get_by_test_id("notes-state")).to_have_attribute("data-state", "kept")
        access.see("room, captions first")
        page.reload()
        expect(notes).to_have_value(NOTES)
        room.expect_said("candidate", "How many courts")
        room.end()
        expect(notes).to_have_value(NOTES)
        assert access.faults == {}
