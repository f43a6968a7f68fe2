from __future__ import annotations

import json
from typing import get_args

import pytest

from agents.moves import (
    Challenge,
    Clarify,
    Move,
    ProbeReason,
    Transition,
    asked_by,
    moves,
    wording_key,
)

KINDS = get_args(get_args(Move)[0])


@pytest.mark.parametrize("kind", KINDS)
def test_every_move_survives_a_round_trip_through_json(kind):
    move = kind(to="scale") if kind is Transition else kind(target="queue", gap="reason:queue")
    assert moves.validate_python(json.loads(json.dumps(moves.dump_python(move, mode="json")))) == move


def test_a_probe_that_is_carried_survives_too():
    move = Clarify(answer="Ten million.", probe=ProbeReason(target="queue", gap="reason:queue"))
    assert moves.validate_json(moves.dump_json(move)) == move


def test_an_unknown_field_is_refused():
    with pytest.raises(ValueError, match="colour"):
        moves.validate_python({"kind": "Close", "colour": "red"})


def test_what_a_move_asks_is_itself_and_what_it_carries():
    probe = Challenge(target="a and b")
    move = Transition(to="scale", probe=probe)
    assert asked_by(move) == (move, probe)
    assert asked_by(probe) == (probe,)
    assert asked_by(None) == ()


@pytest.mark.parametrize(
    ("kind", "key"), [("ProbeReason", "probe_reason"), ("CutIn", "cut_in"), ("Open", "open")]
)
def test_wordings_are_found_under_the_kind_in_snake_case(kind, key):
    assert wording_key(kind) == key
