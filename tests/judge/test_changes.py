"""What shows nothing new raises no score, in any transcript there is."""

from __future__ import annotations

import pytest

from tests.judge.bounds import assert_holds
from tests.judge.judge import changed
from tests.judge.material import SETS


@pytest.mark.parametrize("name", SETS)
def test_what_shows_nothing_new_raises_nothing(name: str):
    assert_holds(name, changed(name))
