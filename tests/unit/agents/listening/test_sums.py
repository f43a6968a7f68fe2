"""Sums as many people say them: no alarm on the right ones, nearly all of the wrong ones found."""

from pathlib import Path

from rubrics.source import plain

SAID = plain((Path(__file__).parent / "sums.yaml").read_text(encoding="utf-8"))
RECALL = 0.92
"""Some leave too much unsaid: who has two devices, how many primaries a shard has."""


def _disputed(follow, said):
    return [number.note for number in follow("> What load is that?", said).numbers if number.agrees is False]


def test_no_right_sum_is_disputed(follow):
    assert {said: notes for said in SAID["right"] if (notes := _disputed(follow, said))} == {}


def test_wrong_sums_are_found_however_they_are_put(follow):
    missed = [said for said in SAID["wrong"] if not _disputed(follow, said)]
    assert len(missed) <= (1 - RECALL) * len(SAID["wrong"]), missed
