"""The shipped rubrics and the written transcripts."""

from pathlib import Path

import pytest

from agents.model import Transcript
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
