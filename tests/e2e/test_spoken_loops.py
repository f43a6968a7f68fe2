"""A short interview of each loop, spoken through all its phases to a report that quotes what was said."""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Page, expect

from tests.e2e.air import Air
from tests.e2e.candidate import Candidate
from tests.e2e.conftest import CLIPS, ROOT
from tests.e2e.room import SECONDS, Room

PHASES_MIN = 2.0
"""Minutes of all phases together: an answer or two each."""
LONGEST_S = 400
"""For a very busy machine; the interviews take about 150 s."""
HEARD_WORDS = 50
KNOWN_SHARE = 0.75
"""Of the words heard, so many were really said: the embedded recogniser mistakes some."""
LOOPS = {
    "pm-system-design": [
        ["start", "who-first-year", "not-first-version"],
        ["million-users"],
        ["queue-kafka", "resize-queue"],
        ["breaks-first", "database"],
        ["tradeoff", "gave-up", "costs"],
        ["two-seconds"],
        ["in-short"],
    ],
    "em-system-design": [
        ["start", "who-first-year", "legal"],
        ["million-users", "costs"],
        ["one-call"],
        ["database"],
        ["owns", "queue-kafka"],
        ["breaks-first", "roll-back"],
        ["hire"],
        ["in-short"],
    ],
    "tech-deep-dive": [
        ["waited", "eight-percent", "goal"],
        ["queue-message"],
        ["managed", "gave-up", "database"],
        ["error-rate", "one-night"],
        ["breaks-first", "hire"],
        ["next-time"],
        ["tradeoff", "delegate"],
    ],
}


@pytest.fixture
def brisk(tmp_path) -> Path:
    """The shipped loops with phases of seconds."""
    folder = tmp_path / "rubrics" / "loops"
    folder.mkdir(parents=True)
    for path in (ROOT / "rubrics" / "loops").glob("*.yaml"):
        loop = yaml.safe_load(path.read_text())
        for phase in loop["phases"]:
            phase["minutes"] = {5: PHASES_MIN / len(loop["phases"])}
        loop |= {"lengths": [5], "default_minutes": 5, "closing_s": {}}
        (folder / path.name).write_text(yaml.safe_dump(loop, sort_keys=False))
    return folder.parent


@pytest.fixture(scope="module")
def sentences() -> dict[str, str]:
    listed = yaml.safe_load((CLIPS / "clips.yaml").read_text())
    return {name: clip["text"] for name, clip in (listed["clips"] | listed["answers"]).items()}


@pytest.mark.e2e
def test_a_spoken_interview_of_each_loop_ends_in_a_report_that_quotes_it(serve, browse, brisk, sentences):
    service = serve(VIVA_RECOGNIZER="pocketsphinx", VIVA_SYNTHESIZER="espeak-ng", VIVA_RUBRICS_DIR=str(brisk))
    loops = service.get("/v1/loops").json()["loops"]
    titles = {loop["id"]: loop["title"] for loop in loops}
    phases = {loop["id"]: [phase["id"] for phase in loop["phases"]] for loop in loops}
    with browse() as first:
        pages = [first, *(first.another() for _ in range(len(LOOPS) - 1))]
        candidates = {
            loop: invite(page, service.url, titles[loop], breaths)
            for (loop, breaths), page in zip(LOOPS.items(), pages, strict=True)
        }
        for candidate in candidates.values():
            Room(candidate.page).start()
        hold(list(candidates.values()))
        for loop, candidate in candidates.items():
            page = candidate.page
            expect(page.get_by_role("heading", name="Criteria")).to_be_visible(timeout=60 * SECONDS)
            interview = page.url.rsplit("/", 1)[-1]
            transcript = service.get(f"/v1/interviews/{interview}/transcript.json").json()
            report = service.get(f"/v1/interviews/{interview}/report.json").json()
            agree(transcript, report, phases[loop], " ".join(sentences[clip] for clip in candidate.said))
            quote = next(quote for each in report["criteria"] for quote in each["quotes"])
            expect(page.get_by_role("article").get_by_text(quote["text"]).first).to_be_visible()


def invite(page: Page, url: str, title: str, breaths: list[list[str]]) -> Candidate:
    """A candidate whose interview has only to be started."""
    air = Air(page)
    Room(page).set_up(url, title)
    if page.get_by_label("Project title").count():
        page.get_by_label("Project title").fill("Faster uploads")
    return Candidate(page, air, breaths)


def hold(candidates: list[Candidate]) -> None:
    """Hold the interviews side by side."""
    running = [candidate.held() for candidate in candidates]
    for _ in range(LONGEST_S * 10):
        running = [each for each in running if next(each, "over") is None]
        if not running:
            return
        candidates[0].page.wait_for_timeout(100)
    raise AssertionError(f"{len(running)} interviews were not over after {LONGEST_S} s")


def agree(transcript: dict, report: dict, phases: list[str], said: str) -> None:
    """All phases were gone through, the words are those said, and the report quotes them."""
    assert [phase for phase, _ in groupby(turn["phase"] for turn in transcript["turns"])] == phases
    turns = {turn["id"]: turn["text"] for turn in transcript["turns"] if turn["speaker"] == "candidate"}
    heard = words(" ".join(turns.values()))
    assert heard.total() > HEARD_WORDS
    assert (heard & words(said)).total() > KNOWN_SHARE * heard.total(), heard - words(said)
    quotes = [quote for criterion in report["criteria"] for quote in criterion["quotes"]]
    assert len(quotes) >= 3
    for quote in quotes:
        assert turns[quote["turn"]][quote["start"] : quote["end"]] == quote["text"]
    assert [phase["id"] for phase in report["phases"]] == phases
    assert report["overall"]["signal"] != "not enough evidence"
    assert len(report["practise"]) == 3


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[a-z]+", text.lower()))
