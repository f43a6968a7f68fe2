"""The script of the dialogue."""

from __future__ import annotations

import numpy as np
import pytest

from service.bench.clips import Clip
from service.bench.conversation import LONGEST_PAUSE_S, SHORTEST_PAUSE_S, pauses_s, script
from service.bench.transcribe import NotMeasured

SOUND = np.zeros(16_000, np.int16)
OPEN, WHOLE = Clip("o", "one two", SOUND, 1), Clip("w", "three", SOUND)


def test_pauses_reach_from_the_shortest_to_the_longest():
    waits = pauses_s(7)
    assert (min(waits), max(waits)) == (SHORTEST_PAUSE_S, LONGEST_PAUSE_S)
    assert len(set(waits)) == 7


def test_each_turn_has_its_thoughts_and_ends_with_a_whole_sentence():
    lines = script([OPEN, WHOLE], turns=3, thoughts=2)
    assert [each.clips for each in lines] == [[0, 0, 1]] * 3
    assert sorted(wait for each in lines for wait in each.pauses_s) == sorted(pauses_s(6))


def test_clips_without_a_place_to_think_are_refused_where_thoughts_are_asked_for():
    with pytest.raises(NotMeasured, match="pause to think"):
        script([WHOLE], turns=1, thoughts=1)
    assert script([WHOLE], turns=1, thoughts=0)[0].clips == [0]
