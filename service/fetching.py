"""Fetching: weights asked for by name come in the background, while the service runs on what is here."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final, Protocol

import structlog

from service.speech.errors import SpeechError
from service.speech.pulling import Limits, Progress, pull

CONNECT_S: Final = 2.0
"""Seconds that the hub may take to answer; its answer is waited for twice as long at most."""
STALL_S: Final = 30.0
_MB: Final = 1e6

_log = structlog.get_logger(__name__)


class Pull(Protocol):
    """Fetches a model; ``service.speech.pulling.pull`` does."""

    def __call__(
        self, name: str, folder: Path, *, progress: Callable[[Progress], None], limits: Limits
    ) -> object:
        """Fetch a model into a folder. Blocking. Raises SpeechError."""
        ...


class Fetching:
    """A thread that fetches models one after the other, and says how far it is.

    Args:
        names: of the models.
        folder: where models lie.
        fetch: fetches one.
    """

    def __init__(self, names: Iterable[str], folder: Path, fetch: Pull = pull) -> None:
        self._folder = folder
        self._fetch = fetch
        self._notices = {name: f"The weights {name} are being fetched in the background." for name in names}

    @property
    def notices(self) -> tuple[str, ...]:
        """How it stands with each model, in sentences."""
        return tuple(self._notices.values())

    def start(self) -> None:
        """Begin. The thread ends with the process at the latest."""
        if self._notices:
            threading.Thread(target=self.run, name="fetching weights", daemon=True).start()

    def run(self) -> None:
        """Fetch them all. Blocking; never raises for a model that cannot be had."""
        for name in tuple(self._notices):
            _log.info("fetching weights", model=name)
            try:
                self._fetch(
                    name,
                    self._folder,
                    progress=self._tell,
                    limits=Limits(connect_s=CONNECT_S, stall_s=STALL_S),
                )
            except (SpeechError, OSError) as error:
                message = error.message if isinstance(error, SpeechError) else str(error)
                _log.warning("weights not fetched", model=name, error=message)
                self._notices[name] = f"The weights {name} could not be fetched: {message}."
            else:
                _log.info("weights fetched", model=name)
                self._notices[name] = f"The weights {name} are here now. Start Viva again to use them."

    def _tell(self, progress: Progress) -> None:
        share = f"{progress.done / _MB:,.0f} of {progress.total / _MB:,.0f} MB"
        self._notices[progress.model] = (
            f"The weights {progress.model} are being fetched in the background: {share} so far."
        )
