"""Weights that come in the background."""

from __future__ import annotations

import threading

from service.fetching import CONNECT_S, Fetching
from service.speech.errors import HubUnreachable
from service.speech.pulling import Progress


def test_it_says_how_far_it_is_and_then_that_a_restart_takes_them(tmp_path):
    seen = []

    def fetch(name, folder, *, progress, limits):
        seen.append(fetching.notices)
        progress(Progress(name, "model.bin", 121_000_000, 484_000_000))
        seen.append(fetching.notices)
        assert (folder, limits.connect_s) == (tmp_path, CONNECT_S)

    fetching = Fetching(["small.en"], tmp_path, fetch)
    fetching.run()
    assert seen == [
        ("The weights small.en are being fetched in the background.",),
        ("The weights small.en are being fetched in the background: 121 of 484 MB so far.",),
    ]
    assert fetching.notices == ("The weights small.en are here now. Start Viva again to use them.",)


def test_weights_that_cannot_be_had_are_told_and_the_next_are_fetched(tmp_path):
    def fetch(name, folder, *, progress, limits):
        if name == "a":
            raise HubUnreachable("the hub did not answer")
        if name == "b":
            raise PermissionError("read only")

    fetching = Fetching("abc", tmp_path, fetch)
    fetching.run()
    assert [notice.split(": ")[-1] for notice in fetching.notices] == [
        "the hub did not answer.",
        "read only.",
        "The weights c are here now. Start Viva again to use them.",
    ]


def test_starting_does_not_wait(tmp_path):
    asked, release = threading.Event(), threading.Event()

    def fetch(name, folder, *, progress, limits):
        asked.set()
        release.wait(10)

    Fetching(["a"], tmp_path, fetch).start()
    assert asked.wait(10)
    release.set()


def test_with_nothing_to_fetch_there_is_nothing_to_say(tmp_path):
    fetching = Fetching([], tmp_path)
    fetching.start()
    assert fetching.notices == ()
