"""A spoken interview in the terminal: real service, scripted engines, a sound device faster than life."""

from __future__ import annotations

import io
import sys
import threading
import time

import pytest

from agents.model import Report, Transcript
from agents.setup import Setup
from rubrics import loader
from service.cli import voice_interview
from service.settings import Settings

SAID = "I put a Kafka queue between the upload service and the fan-out workers."


class Stream:
    """A device that calls back in a thread, ten times as fast as sound."""

    def __init__(self, *, samplerate, callback, blocksize=0, **_):
        self._samples = blocksize or samplerate // 10
        self._callback = callback
        self._running = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self):
        self._running.set()
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._running.clear()
        self._thread.join()

    def _run(self):
        while self._running.is_set():
            self._callback(memoryview(bytearray(2 * self._samples)), self._samples, None, None)
            time.sleep(0.02)


class Sound:
    """Stands in for the sounddevice module."""

    RawOutputStream = RawInputStream = Stream


class Keyboard(io.TextIOBase):
    """Lines, the next a moment after the last."""

    def __init__(self, *lines: str) -> None:
        self._lines = lines

    def __iter__(self):
        for line in self._lines:
            time.sleep(2.0)
            yield line


@pytest.fixture
def settings(tmp_path):
    return Settings.load(data_dir=tmp_path, recognizer="scripted", synthesizer="scripted", llm="none")


def test_an_interview_is_held_and_written(settings, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(voice_interview, "_sound", Sound)
    monkeypatch.setattr(voice_interview.logs, "configure", lambda *_: None)
    monkeypatch.setattr(sys, "stdin", Keyboard(SAID, "/end"))
    library = loader.load()
    setup = Setup.choose(library, "pm-system-design", problem="news-feed", seed=1)
    voice_interview.hold(settings, library, setup, tmp_path, headphones=False)
    shown = capsys.readouterr().out
    assert f"{setup.persona.name}: " in shown
    assert f"you: {SAID}" in shown
    transcript = Transcript.model_validate_json(next(tmp_path.glob("*.transcript.json")).read_text())
    report = Report.model_validate_json(next(tmp_path.glob("*.report.json")).read_text())
    assert [turn.text for turn in transcript.turns if turn.speaker == "candidate"] == [SAID]
    assert report.problem == "news-feed"
    assert next(tmp_path.glob("*.report.md")).read_text().startswith("#")


def test_without_a_sound_device_it_says_what_to_do(settings, tmp_path, monkeypatch, capsys):
    class Broken:
        def __getattr__(self, _name):
            raise OSError("PortAudio library not found")

    monkeypatch.setitem(sys.modules, "sounddevice", Broken())
    library = loader.load()
    setup = Setup.choose(library, "pm-system-design")
    with pytest.raises(SystemExit) as left:
        voice_interview.hold(settings, library, setup, tmp_path, headphones=False)
    assert left.value.code == 2
    assert "--text" in capsys.readouterr().err
