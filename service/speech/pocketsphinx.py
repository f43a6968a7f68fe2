"""PocketSphinx: the embedded recogniser. Its wheel carries an English model; nothing is downloaded."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any, Final

from service.speech.audio import pcm_to_bytes, to_pcm
from service.speech.errors import EngineFailed, EngineUnavailable
from service.speech.ports import NOTHING_HEARD, SAMPLE_RATE, EngineInfo, Recognition, Samples, Word
from service.speech.sphinx_protocol import REQUEST
from service.speech.vocabulary import Vocabulary

MODEL: Final = "en-us"
MIN_SAMPLES: Final = SAMPLE_RATE // 10
"""Less than 100 ms holds no word, and the decoder needs some frames."""
_PATIENCE_S: Final = 30.0
_PATIENCE_PER_SECOND: Final = 4.0
"""A decode that takes longer than 30 s and four times its audio hangs; it normally takes a quarter of it."""


def is_installed() -> bool:
    """Whether the library is there."""
    return importlib.util.find_spec("pocketsphinx") is not None


class PocketSphinxRecognizer:
    """Listens through a process of its own (see ``sphinx_process``). Implements ``ports.Recognizer``.

    A process that dies or hangs costs the call in hand an ``EngineFailed``; the next call starts another.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._process: subprocess.Popen[bytes] | None = None
        self.info = EngineInfo(kind="recognizer", name="pocketsphinx", model=MODEL)
        self._start()

    def recognize(self, audio: Samples, *, prompt: str = "", partial: bool = False) -> Recognition:  # noqa: ARG002
        """Words, lower case and without punctuation. ``prompt`` is of no use to this engine.

        Raises:
            EngineFailed: the process died, hung or could not decode.
        """
        if len(audio) < MIN_SAMPLES:
            return NOTHING_HEARD
        pcm = pcm_to_bytes(to_pcm(audio))
        if self._process is None:
            self._start()
        answer = self._ask(
            REQUEST.pack(partial, len(pcm)) + pcm,
            _PATIENCE_S + _PATIENCE_PER_SECOND * len(audio) / SAMPLE_RATE,
        )
        if "words" not in answer:
            raise EngineFailed(f"PocketSphinx could not decode: {answer.get('error')}")
        words = tuple(Word(*word) for word in answer["words"])
        return Recognition(" ".join(word.text for word in words), words)

    def close(self) -> None:
        """End the process. A later call would start another."""
        process, self._process = self._process, None
        if process is None:
            return
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                _close(stream)
        process.kill()
        process.wait()

    def __del__(self) -> None:
        if getattr(self, "_process", None) is not None:
            self.close()

    def _start(self) -> None:
        """Start the process and give it the vocabulary; about a second."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "service.speech.sphinx_process"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=_environment(),
        )
        words = {
            "terms": self._vocabulary.terms,
            "nouns": self._vocabulary.nouns,
            "pronunciations": dict(self._vocabulary.pronunciations),
        }
        try:
            ready = self._ask(json.dumps(words).encode() + b"\n", _PATIENCE_S)
        except EngineFailed as error:
            raise EngineUnavailable(f"PocketSphinx does not start: {error.message}") from error
        self.info = EngineInfo(
            kind="recognizer",
            name="pocketsphinx",
            model=MODEL,
            detail=f"{ready['ready']} terms added",
            streams=True,
        )

    def _ask(self, request: bytes, patience_s: float) -> dict[str, Any]:
        """Send a request and read the answer's line. Whatever goes wrong ends the process."""
        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            raise EngineFailed("PocketSphinx's process is not running")
        watchdog = threading.Timer(patience_s, process.kill)
        watchdog.daemon = True
        watchdog.start()
        try:
            process.stdin.write(request)
            process.stdin.flush()
            answer: dict[str, Any] = json.loads(process.stdout.readline())
        except (OSError, ValueError) as error:
            self.close()
            raise EngineFailed(
                "PocketSphinx's process ended or hung; the next audio gets a new one"
            ) from error
        finally:
            watchdog.cancel()
        return answer


def _environment() -> Mapping[str, str]:
    """Our own, with this package on the path even where it is not installed."""
    root = str(Path(__file__).parents[2])
    path = os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH", "")]))
    return {**os.environ, "PYTHONPATH": path}


def _close(stream: IO[bytes]) -> None:
    try:
        stream.close()
    except OSError:
        return  # what was buffered has nowhere to go: the process is gone


def load_pocketsphinx(vocabulary: Vocabulary) -> PocketSphinxRecognizer:
    """The recogniser, listening. Blocking, about a second.

    Raises:
        EngineUnavailable: it is not installed or its process does not start.
    """
    if not is_installed():
        raise EngineUnavailable("PocketSphinx is not installed")
    return PocketSphinxRecognizer(vocabulary)
