"""Real engines and spoken clips for the integration tests."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import soundfile

from rubrics.source import plain
from service.speech.ports import Samples

ROOT = Path(__file__).parents[3]
CLIPS = ROOT / "tests" / "fixtures" / "audio"
MODELS = (
    ROOT.parent / "shared" / "models" / "mini-whisper",
    ROOT / "tests" / "fixtures" / "models" / "mini-whisper",
)


def clip(name: str) -> Samples:
    """A spoken clip of ``tests/fixtures/audio``, 16 kHz mono."""
    samples, rate = soundfile.read(CLIPS / f"{name}.flac", dtype="float32")
    assert rate == 16_000
    return samples


@pytest.fixture(scope="session")
def clips():
    """Name -> text of every clip."""
    listed = plain((CLIPS / "clips.yaml").read_text())["clips"]
    return {name: entry["text"] for name, entry in listed.items()}


@pytest.fixture(scope="session")
def hear():
    """Reads a clip by name."""
    return clip


@pytest.fixture(scope="session")
def whisper_folder():
    """A Whisper in CTranslate2 form, or a visible reason why there is none."""
    asked = os.environ.get("VIVA_TEST_WHISPER_MODEL")
    for folder in [Path(asked)] if asked else MODELS:
        if (folder / "model.bin").is_file():
            return folder
    pytest.skip("no Whisper model folder: set VIVA_TEST_WHISPER_MODEL")
