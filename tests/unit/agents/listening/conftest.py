"""One listener for all tests of listening: its lexicon is the shipped one."""

import pytest

from agents.ledger import Ledger
from agents.listening.cues import Cues
from agents.listening.heard import Heard
from agents.listening.listener import Listener
from agents.model import Turn
from rubrics.loader import load


@pytest.fixture(scope="session")
def listener():
    return Listener(load().lexicon)


@pytest.fixture(scope="session")
def cues():
    return Cues(load().lexicon)


@pytest.fixture
def hear(cues):
    return lambda text: Heard("t0", text, cues)


@pytest.fixture
def follow(listener):
    """Follow a conversation: each argument is one turn, the interviewer's begin with ">"."""

    def follow(*said, ledger=None):
        ledger = ledger or Ledger.empty()
        for index, text in enumerate(said):
            speaker = "interviewer" if text.startswith(">") else "candidate"
            turn = Turn(
                id=f"t{index}",
                speaker=speaker,
                phase="high-level",
                start_s=index,
                end_s=index + 1,
                text=text.removeprefix(">").strip(),
            )
            ledger = listener.follow(ledger, turn)
        return ledger

    return follow
