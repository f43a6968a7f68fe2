"""An interview without a microphone, by the keyboard alone; one whose server is killed goes on."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.room import SECONDS, Room

QUEUE = "I would put a message queue between the upload service and the transcoder."
REASON = "Because transcoding takes minutes and nobody should wait for it."


@pytest.mark.e2e
def test_a_killed_server_comes_back_and_the_interview_goes_on(serve, browse):
    service = serve(VIVA_RECOGNIZER="pocketsphinx")
    with browse() as page:
        room = Room(page)
        room.set_up(service.url, "PM system design", typing=True)
        room.start()
        room.expect_said("interviewer", r"\w+")
        room.type(QUEUE)
        room.expect_said("interviewer", r"queue.*\?|\?.*queue")
        room.expect_state("listening")
        before = room.lines()
        service.kill()
        expect(page.get_by_text("Connection lost")).to_be_visible(timeout=20 * SECONDS)
        service.start()
        expect(page.get_by_text("Connected again")).to_be_visible(timeout=40 * SECONDS)
        after = room.lines()
        assert [line for line in before if line[0] == "candidate"] == [
            x for x in after if x[0] == "candidate"
        ]
        assert len(after) >= len(before)
        room.type(REASON)
        room.expect_state("listening")
        room.end()
        interview = page.url.rstrip("/").rsplit("/", 1)[-1]
        turns = service.get(f"/v1/interviews/{interview}/transcript.json").json()["turns"]
    said = [turn["text"] for turn in turns if turn["speaker"] == "candidate"]
    assert said == [QUEUE, REASON]
    asked = [turn["text"] for turn in turns if turn["speaker"] == "interviewer"]
    assert any(re.search("queue", text) for text in asked)


@pytest.mark.e2e
def test_an_interview_can_be_held_with_the_keyboard_alone(serve, browse):
    service = serve(VIVA_RECOGNIZER="pocketsphinx")
    with browse() as page:
        room = Room(page)
        page.goto(service.url)
        expect(page.get_by_role("radio", name="EM system design")).to_be_visible()
        focus(page, "EM system design")
        page.keyboard.press("Space")
        focus(page, "By voice")
        page.keyboard.press("ArrowRight")
        expect(page.get_by_role("radio", name="Type instead")).to_be_checked()
        focus(page, "Start interview")
        page.keyboard.press("Enter")
        expect(room.presence).to_be_visible(timeout=20 * SECONDS)
        room.expect_said("interviewer", r"\w+")
        room.expect_state("listening")
        focus(page, "Type your answer")
        page.keyboard.type("Who are the users, and what hurts them today?")
        page.keyboard.press("Enter")
        room.expect_said("candidate", "what hurts them today")
        room.expect_state("listening")
        page.get_by_role("log").focus()
        lines = len(room.captions("interviewer").all())
        page.keyboard.press("h")
        expect(room.captions("interviewer").nth(lines)).to_be_visible(timeout=15 * SECONDS)
        page.keyboard.press("p")
        room.expect_state("paused")
        page.keyboard.press("p")
        expect(room.presence).not_to_have_attribute("data-state", "paused")
        focus(page, "End the interview")
        page.keyboard.press("Enter")
        expect(page.get_by_role("dialog")).to_be_visible()
        focus(page, "End interview")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Criteria")).to_be_visible(timeout=60 * SECONDS)


def focus(page, name: str) -> None:
    """Press Tab (at most 80 times) until the element of this name, or its group, has the focus."""
    for _ in range(80):
        page.keyboard.press("Tab")
        focused = page.evaluate(
            """() => {
                const e = document.activeElement;
                const group = e.type === 'radio' && e.name
                    ? [...document.querySelectorAll(`input[name="${e.name}"]`)] : [e];
                const label = n => n.labels?.[0]?.textContent || n.textContent || '';
                const name = n => n.getAttribute('aria-label') || label(n);
                return group.map(n => [name(n).trim(), n === e]);
            }"""
        )
        names = [each for each, _ in focused]
        if name in names:
            here = next(index for index, (_, active) in enumerate(focused) if active)
            for _ in range(abs(names.index(name) - here)):
                page.keyboard.press("ArrowDown" if names.index(name) > here else "ArrowUp")
            return
    raise AssertionError(f"{name!r} cannot be reached with the keyboard")
