"""The page is loaded anew, the connection is cut, there is no microphone: the interview goes on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Service
from tests.e2e.room import SECONDS, Room

CUT_S = 20
"""Seconds without a connection."""
FIRST = "I would start with the users: how many of them post on a given day?"
SECOND = "Then let me write down the load. Ten million readers, one post for a hundred reads."
LOOPS = ("PM system design", "EM system design", "Tech deep-dive")
UNPLUG = """() => navigator.mediaDevices.opened.forEach(track => {
    track.stop();
    track.dispatchEvent(new Event('ended'));
})"""
KEEP_TRACKS = """
const devices = navigator.mediaDevices;
const open = devices.getUserMedia.bind(devices);
devices.opened = [];
devices.getUserMedia = async wanted => {
    const stream = await open(wanted);
    devices.opened.push(...stream.getTracks());
    return stream;
};
"""
DENY = """
navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Iterator[Service]:
    settings = {"VIVA_RECOGNIZER": "scripted", "VIVA_SYNTHESIZER": "scripted"}
    service = Service(tmp_path_factory.mktemp("trouble") / "data", settings)
    service.data.mkdir()
    service.start()
    yield service
    service.stop()


def begin(page, service: Service, loop: str = LOOPS[0]) -> Room:
    room = Room(page)
    room.set_up(service.url, loop, typing=True)
    if loop == LOOPS[2]:
        page.get_by_label("Project title").fill("Checkout rewrite")
    room.start()
    room.expect_state("listening")
    return room


@pytest.mark.e2e
def test_a_page_loaded_anew_comes_back_to_the_interview(service, browse):
    with browse() as page:
        room = begin(page, service)
        room.type(FIRST)
        room.expect_state("listening")
        before = room.lines()
        page.reload()
        page.get_by_role("button", name="Join and type").click()
        room.expect_said("candidate", "how many of them post")
        room.expect_state("listening")
        assert room.lines()[: len(before)] == before
        room.type(SECOND)


@pytest.mark.e2e
def test_a_connection_cut_for_a_while_loses_nothing(service, browse):
    with browse() as page:
        room = begin(page, service)
        room.type(FIRST)
        room.expect_state("listening")
        service.pause()
        try:
            page.context.set_offline(offline=True)
            expect(page.get_by_text("Connection lost")).to_be_visible(timeout=40 * SECONDS)
            page.wait_for_timeout(CUT_S * SECONDS)
        finally:
            service.go_on()
        page.context.set_offline(offline=False)
        expect(page.get_by_text("Connected again")).to_be_visible(timeout=40 * SECONDS)
        room.expect_said("candidate", "how many of them post")
        room.type(SECOND)
        interview = page.url.split("/interviews/")[1].split("/")[0]
    turns = service.get(f"/v1/interviews/{interview}/transcript.json").json()["turns"]
    assert [turn["text"] for turn in turns if turn["speaker"] == "candidate"] == [FIRST, SECOND]


@pytest.mark.e2e
def test_a_microphone_that_is_denied_leaves_typing(service, browse):
    with browse() as page:
        page.add_init_script(DENY)
        room = Room(page)
        room.set_up(service.url, LOOPS[0])
        page.get_by_role("button", name="Start interview").click()
        expect(page.get_by_role("alert")).to_contain_text("not allowed to use the microphone")
        page.get_by_role("alert").get_by_role("button", name="Type instead").click()
        room.start()
        room.expect_state("listening")
        room.type(FIRST)


@pytest.mark.e2e
def test_a_microphone_that_is_unplugged_is_told_and_comes_back(service, browse):
    with browse() as page:
        page.add_init_script(KEEP_TRACKS)
        room = Room(page)
        room.set_up(service.url, LOOPS[0])
        room.start()
        page.evaluate(UNPLUG)
        expect(page.get_by_text("was unplugged or taken away")).to_be_visible()
        page.get_by_role("button", name="Reconnect microphone").click()
        expect(page.get_by_text("was unplugged or taken away")).to_be_hidden()


@pytest.mark.e2e
def test_a_short_interview_of_each_loop_ends_in_a_report(service, browse):
    with browse() as page:
        for loop in LOOPS:
            room = begin(page, service, loop)
            room.type(FIRST)
            room.expect_state("listening")
            room.end()
            expect(page.get_by_test_id("signal")).to_be_visible()
