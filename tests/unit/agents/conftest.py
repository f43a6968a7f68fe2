"""The shipped rubrics, the written transcripts, and interviews played by hand."""

from pathlib import Path

import pytest

from agents.interviewer import Began, Interviewer, Reply, Spoke
from agents.model import Transcript, Turn
from agents.setup import Setup
from rubrics.loader import load

FOLDER = Path(__file__).parents[2] / "fixtures" / "transcripts"


@pytest.fixture(scope="session")
def library():
    return load()


@pytest.fixture(scope="session")
def spoken():
    """The transcript of a name such as ``pm-1-strong``."""

    def read(name):
        return Transcript.model_validate_json((FOLDER / f"{name}.json").read_text(encoding="utf-8"))

    return read


class Talk:
    """An interview played by hand: say something, and see what the interviewer does."""

    def __init__(self, setup: Setup) -> None:
        self.interviewer = Interviewer(setup)
        self.now = 0.0
        self.turns = 0
        self.opening = self.take(self.interviewer.consider(Began(), 0.0))

    def take(self, reply: Reply, turn: Turn | None = None) -> Reply:
        self.interviewer.commit(reply, turn)
        self.now += len(reply.text.split()) / 2.75
        return reply

    def turn(self, text: str, seconds: float = 10.0) -> Turn:
        self.turns += 1
        start, self.now = self.now, self.now + seconds
        phase = self.interviewer.clock.phase
        return Turn(
            id=f"c{self.turns}", speaker="candidate", phase=phase, start_s=start, end_s=self.now, text=text
        )

    def say(self, text: str, seconds: float = 10.0) -> Reply:
        turn = self.turn(text, seconds)
        return self.take(self.interviewer.consider(Spoke(turn), self.now))

    def event(self, event) -> Reply:
        return self.take(self.interviewer.consider(event, self.now))


@pytest.fixture
def pm(library):
    return Talk(Setup.choose(library, "pm-system-design", problem="news-feed", minutes=45, seed=1))


@pytest.fixture
def em(library):
    return Talk(Setup.choose(library, "em-system-design", problem="enterprise-chat", minutes=45, seed=1))
