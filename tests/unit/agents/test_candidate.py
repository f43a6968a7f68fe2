from __future__ import annotations

from pathlib import Path

import pytest

from agents.candidate import check, parse, read
from agents.errors import CandidateInvalid

GOOD = """
format: viva-candidate/1
name: someone
loop: pm-system-design
minutes: 45
problem: news-feed
opening: [Hello.]
phases:
  scope: [Who uses it?]
answers:
  - {when: "why .*queue", say: Because of spikes.}
  - {when: "take your time", silence_s: 5, say: Sorry.}
plants:
  - {in: Hello, kind: reason, target: queue}
justified: [cache]
"""


def test_a_good_file_is_read():
    candidate = parse(GOOD)
    assert candidate.plants[0].part == "Hello"
    assert candidate.words_per_minute == 150


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("format: viva-candidate/1", "format: viva-candidate/9"), "viva-candidate/1"),
        (("kind: reason", "kind: vibes"), "'reason', 'tradeoff', 'number'"),
        (("opening:", "openning:"), "openning: unknown field; expected one of format"),
        (("minutes: 45", "minutes: lots"), "minutes"),
        (('when: "why .*queue"', 'when: "why (queue"'), "no regular expression"),
        (("silence_s: 5", "silence_s: -5"), "greater than or equal to 0"),
        (("name: someone", "name: [a"), "no valid YAML"),
    ],
)
def test_a_mistake_is_told_with_its_place_and_what_was_expected(change, told):
    with pytest.raises(CandidateInvalid, match=told.replace("(", r"\(")):
        parse(GOOD.replace(*change))


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "just words"])
def test_what_is_no_mapping_is_refused(text):
    with pytest.raises(CandidateInvalid, match="expected a mapping"):
        parse(text)


@pytest.mark.parametrize(
    ("change", "known"),
    [
        (("loop: pm-system-design", "loop: pm-sytem-design"), "em-system-design"),
        (("problem: news-feed", "problem: newsfeed"), "url-shortener"),
        (("  scope:", "  scoping:"), "scope, scale, high-level, deep-dive, trade-offs"),
    ],
)
def test_an_unknown_id_is_refused_with_those_that_are_known(library, change, known):
    with pytest.raises(CandidateInvalid, match=known):
        check(parse(GOOD.replace(*change)), library)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path):
    with pytest.raises(CandidateInvalid, match="cannot be read"):
        read(tmp_path / "nobody.yaml")


def test_a_file_too_large_for_a_candidate_is_refused(tmp_path: Path):
    path = tmp_path / "huge.yaml"
    path.write_text("a" * 1_000_001)
    with pytest.raises(CandidateInvalid, match="larger"):
        read(path)


def test_answers_are_matched_in_order_unused_ones_first():
    candidate = parse(GOOD.replace("plants:", "  - {when: queue, say: Second.}\nplants:"))
    assert candidate.answer("WHY that queue?", frozenset()) == 0
    assert candidate.answer("Why that queue?", frozenset({0})) == 2
    assert candidate.answer("Why that queue?", frozenset({0, 2})) == 0
    assert candidate.answer("Something else?", frozenset()) is None
