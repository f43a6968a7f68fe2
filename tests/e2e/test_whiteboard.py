"""The whiteboard in the room: drawn by palette, mouse and list; asked about; kept; shown in the report."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.room import SECONDS, Room

SHOWN = "I have drawn how an upload travels."


def surface(page):
    return page.get_by_label("Drawing surface")


def open_board(page):
    page.get_by_role("button", name="Board").click()
    expect(surface(page).locator("canvas").first).to_be_visible(timeout=20 * SECONDS)


def stored(service, interview):
    """The board as the service has it, in words."""
    boards = service.get(f"/v1/interviews/{interview}/board.json").json()["boards"]
    if not boards:
        return [], []
    board = boards[-1]["board"]
    names = {node["id"]: node["label"] for node in board["nodes"]}
    arrows = [(names[edge["source"]], names[edge["target"]]) for edge in board["edges"]]
    return list(names.values()), arrows


def until_stored(page, service, interview, boxes, arrows):
    for _ in range(100):
        found = stored(service, interview)
        if found == (boxes, arrows):
            return
        page.wait_for_timeout(100)
    assert found == (boxes, arrows)


def label_last(page, name):
    """Name the box that is selected on the surface, as one does in Excalidraw: Enter, type, Escape."""
    page.keyboard.press("Enter")
    page.keyboard.type(name)
    page.keyboard.press("Escape")


@pytest.mark.e2e
def test_what_is_drawn_is_asked_about_kept_and_shown(serve, browse):
    service = serve(VIVA_RECOGNIZER="pocketsphinx")
    with browse(viewport={"width": 1400, "height": 900}) as page:
        room = Room(page)
        room.set_up(service.url, "Tech deep-dive", typing=True)
        page.get_by_label("Project title").fill("Video uploads")
        page.get_by_label("Summary").fill("We rebuilt the upload of videos.")
        room.start()
        interview = page.url.split("/interviews/")[1].split("/")[0]
        room.expect_said("interviewer", r"\w+")
        open_board(page)
        # by mouse
        area = surface(page).bounding_box()
        page.get_by_role("radio", name="Rectangle").check(force=True)
        page.mouse.move(area["x"] + 60, area["y"] + 200)
        page.mouse.down()
        page.mouse.move(area["x"] + 220, area["y"] + 290, steps=4)
        page.mouse.up()
        label_last(page, "Upload service")
        until_stored(page, service, interview, ["Upload service"], [])
        # by the palette, with a key
        page.get_by_label("With an arrow from the selected box").check()
        page.get_by_role("button", name="Add Queue").focus()
        page.keyboard.press("Enter")
        until_stored(page, service, interview, ["Upload service", "Queue"], [("Upload service", "Queue")])
        # as a list
        page.get_by_role("button", name="List", exact=True).click()
        page.get_by_role("button", name="Add Box").click()
        page.get_by_label("Name of box 3").fill("Transcoder")
        page.get_by_role("button", name="Add arrow").click()
        drawn = (
            ["Upload service", "Queue", "Transcoder"],
            [("Upload service", "Queue"), ("Queue", "Transcoder")],
        )
        until_stored(page, service, interview, *drawn)
        room.type(SHOWN)
        room.expect_said("interviewer", r"\bqueue\b.*\?")

        page.reload()
        page.get_by_role("button", name="Join and type").click()
        expect(room.presence).to_be_visible(timeout=20 * SECONDS)
        open_board(page)
        page.get_by_role("button", name="List", exact=True).click()
        expect(page.get_by_label("Name of box 3")).to_have_value("Transcoder")
        assert stored(service, interview) == drawn

        room.end()
        shown = page.get_by_role("region", name="Your whiteboard").get_by_role("img")
        expect(shown).to_have_attribute("alt", "Upload service → Queue; Queue → Transcoder")
        assert shown.evaluate("picture => picture.decode().then(() => picture.naturalWidth)") > 300
        page.get_by_label("Moment of the interview").fill("0")
        expect(shown).not_to_have_attribute("alt", re.compile("Queue"))
        assert shown.evaluate("picture => picture.decode().then(() => picture.naturalWidth)") > 0
        picture = room.download("Whiteboard SVG", service.data.parent).read_text()
        assert "<script" not in picture
        assert "Transcoder" in picture
    report = service.get(f"/v1/interviews/{interview}/report.json").json()
    assert report["board"] == ["Upload service → Queue", "Queue → Transcoder"]
