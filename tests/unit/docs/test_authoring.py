"""The authoring guide: what it shows works, as it stands on the page."""

import re
from pathlib import Path

import pytest

from agents.candidate import read
from agents.exhibits import FACTS
from agents.listening.patterns import Pattern
from agents.model import Transcript
from agents.scoring import score
from agents.simulate import simulate
from rubrics.check import check
from rubrics.loader import load

GUIDE = Path(__file__).parents[3] / "docs" / "authoring.md"
FILE = re.compile(r"<!-- file: (?P<name>[\w.-]+) -->\n```yaml\n(?P<text>.*?)```", re.DOTALL)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A coach's folder with the files of the guide."""
    folder = tmp_path_factory.mktemp("coach")
    for found in FILE.finditer(GUIDE.read_text(encoding="utf-8")):
        if found["name"] != "candidate.yaml":
            (folder / found["name"]).write_text(found["text"], encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def candidate(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("candidate") / "candidate.yaml"
    files = {found["name"]: found["text"] for found in FILE.finditer(GUIDE.read_text(encoding="utf-8"))}
    path.write_text(files["candidate.yaml"], encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def played(folder, candidate):
    return simulate(read(candidate), load(folder), seed=1)


def test_the_files_of_the_guide_have_no_mistakes(folder):
    assert [
        each for each in check(folder, compile_pattern=Pattern.compile) if each.file.parent == folder
    ] == []


def test_the_fourth_loop_is_interviewed_to_its_end(played):
    assert [turn.phase for turn in played.transcript.turns][-1] == "causes"
    assert {turn.phase for turn in played.transcript.turns} == {"timeline", "causes"}
    assert played.transcript.turns[-1].end_s <= 20 * 60 + 60


def test_what_was_planted_in_it_is_caught(played):
    assert played.grade.missed == ()


def test_it_asks_for_its_own_kind_of_summary(played):
    assert any("what is different now?" in turn.text for turn in played.transcript.turns)


def test_the_fourth_loop_is_scored_with_words_that_were_said(played):
    report = played.report
    assert {each.id for each in report.criteria} == {"customer-impact", "causes"}
    scores = {each.id: each.score for each in report.criteria}
    assert scores["customer-impact"] >= 3
    assert scores["causes"] >= 2
    for criterion in report.criteria:
        for quote in criterion.quotes:
            assert played.transcript.turn(quote.turn).text[quote.start : quote.end] == quote.text


def test_its_own_lists_are_in_the_report(played):
    review = played.report.review
    heard = {item.id for phase in review.phases for item in phase.items if item.quote}
    assert {"impact", "customer-first", "owner", "follows-through"} <= heard
    assert "blames" not in heard
    assert [each.id for each in review.expected] == ["failed-logins"]
    assert review.out_of_scope == ("The billing system",)


def test_an_empty_answer_scores_less(folder, played):
    vague = Transcript(
        loop="incident-review",
        minutes=20,
        problem="login-outage",
        level="M1",
        turns=tuple(
            turn.model_copy(
                update={"text": "It was a modern, scalable, best practice platform, really. " * 3}
            )
            if turn.speaker == "candidate"
            else turn
            for turn in played.transcript.turns
        ),
    )
    scores = [each.score or 0 for each in score(vague, load(folder)).criteria]
    assert max(scores) < min(each.score for each in played.report.criteria)


def test_the_guide_lists_every_fact_there_is():
    page = GUIDE.read_text(encoding="utf-8")
    table = page[page.index("<!-- facts:begin -->") : page.index("<!-- facts:end -->")]
    assert set(re.findall(r"^\| `([\w-]+)` \|", table, re.MULTILINE)) == set(FACTS)
