"""The candidate speaks over the interviewer: it yields at once, and not to a mere "mm-hm"."""

from __future__ import annotations

import pytest

from tests.e2e.air import Air
from tests.e2e.room import Room

SETTLED_S = 2.0
"""Of the interviewer's voice: by then echo cancellation would have learned the room (1.5 s)."""
GOES_ON_S = 1.5
"""How much more is played after a nod."""
YIELDS_MS = 2_000
"""From the candidate's first sound to the interviewer's last: 0.6 s of voice and what a busy machine adds."""
CLIP_LEAD_MS = 200
"""Silence before the words of a clip."""
OVERLAP_S = 1.5
"""How long both voices may sound at once, by the interview's own clock."""


def flushed(air: Air) -> list[int]:
    """The utterances that the service had thrown away."""
    return [each["utterance"] for each in air.messages("clear") if each["action"] == "flush"]


def played_s(air: Air, said: dict) -> float:
    """Seconds of an utterance that were played so far."""
    reports = [each for each in air.messages("played", way="out") if each["utterance"] == said["utterance"]]
    return max((each["samples"] for each in reports), default=0) / said["sample_rate"]


@pytest.mark.e2e
def test_the_interviewer_yields_to_a_voice_but_not_to_a_back_channel(serve, browse):
    service = serve(VIVA_RECOGNIZER="pocketsphinx", VIVA_SYNTHESIZER="espeak-ng")
    with browse() as page:
        air, room = Air(page), Room(page)
        room.set_up(service.url, "PM system design")
        room.start()
        interview = page.url.split("/interviews/")[1].split("/")[0]
        air.wait(lambda: bool(air.messages("say")), "the first sentence")
        first = air.messages("say")[0]
        air.wait(lambda: played_s(air, first) > SETTLED_S, "some of it")

        for nod in ("mm-hm", "okay"):
            enough_s = played_s(air, first) + GOES_ON_S
            air.say(nod)
            air.wait(lambda least=enough_s: played_s(air, first) > least, f"more after {nod!r}", 10)
        assert flushed(air) == []

        began = air.begin("queue-kafka") + CLIP_LEAD_MS
        air.wait(lambda: flushed(air) == [first["utterance"]], "the interviewer to be stopped", 10)
        room.expect_said("candidate", "kafka queue between the upload service", 30)
        silent = air.silence_from(began)
        room.expect_said("interviewer", r"queue.*\?|\?.*queue", 30)
        said = " ".join(each["text"] for each in air.messages("say") if each["turn"] == first["turn"])
    turns = service.get(f"/v1/interviews/{interview}/transcript.json").json()["turns"]
    opening, answer = turns[:2]
    assert 0 < silent - began < YIELDS_MS
    assert said.startswith(opening["text"].rstrip(".…"))
    assert "?" not in opening["text"]  # it ends with a question, which was not heard any more
    assert "kafka queue" in answer["text"]
    assert answer["start_s"] < opening["end_s"] < answer["start_s"] + OVERLAP_S
