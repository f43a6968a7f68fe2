"""The engines of one process: loaded once, in the background, while the service already answers."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import anyio.to_thread
import structlog

from service.errors import Busy, VivaError
from service.resources import EngineChoice
from service.speech.load import Load
from service.speech.ports import SpeechPool, Transcriber, TurnPool, VoiceDetectorFactory

if TYPE_CHECKING:
    from agents.llm import ChatModel

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Loaded:
    """Engines ready for use, shared by all sessions."""

    transcriber: Transcriber
    speech: SpeechPool
    detectors: VoiceDetectorFactory
    choices: tuple[EngineChoice, ...] = ()
    """What was chosen for each job, and why."""
    notices: tuple[str, ...] = ()
    """What the candidate should know: an engine that could not be had, and what is used instead."""
    model: ChatModel | None = None
    """The language model that words the questions; None for the built-in words."""
    close: Callable[[], None] = field(default=lambda: None)
    """Stops the worker threads."""
    waiting: Callable[[], int] = field(default=lambda: 0)
    """How many final transcriptions wait."""
    news: Callable[[], tuple[str, ...]] = field(default=tuple)
    """Notices that change while the service runs: how a download goes."""
    turns: TurnPool | None = None
    """Tells by the voice whether a turn is over; None where the words tell."""

    load: Callable[[], Load] = field(default=Load)
    """What the transcriber has done and has to do."""

    def told(self) -> list[str]:
        """All notices as they stand now."""
        return [*self.notices, *self.news()]


class Engines:
    """Loads engines in a worker thread. ``start`` returns at once; ``get`` waits."""

    def __init__(self, load: Callable[[], Loaded]) -> None:
        self._load = load
        self._loading: asyncio.Task[Loaded] | None = None

    @classmethod
    def of(cls, loaded: Loaded) -> Engines:
        """Engines that are loaded already."""
        return cls(lambda: loaded)

    def start(self) -> None:
        """Begin to load."""
        if self._loading is None:
            self._loading = asyncio.create_task(self._load_in_thread())

    async def _load_in_thread(self) -> Loaded:
        loaded = await anyio.to_thread.run_sync(self._load, abandon_on_cancel=True)
        _log.info("engines ready", engines=[f"{c.job}: {c.name} {c.model}" for c in loaded.choices])
        return loaded

    @property
    def ready(self) -> bool:
        """Whether they can be used now."""
        return self.loaded is not None

    @property
    def loaded(self) -> Loaded | None:
        """The engines if they are ready."""
        task = self._loading
        if task is None or not task.done() or task.cancelled() or task.exception() is not None:
            return None
        return task.result()

    @property
    def failure(self) -> str | None:
        """Why they cannot be used at all, in a sentence; None while loading and when ready."""
        task = self._loading
        if task is None or not task.done() or task.cancelled():
            return None
        error = task.exception()
        return None if error is None else _sentence(error)

    def waiting(self) -> int:
        """How many final transcriptions wait; 0 while nothing is loaded."""
        return self.loaded.waiting() if self.loaded else 0

    def load(self) -> Load:
        """What the transcriber has done and has to do; nothing while the engines still warm up."""
        return self.loaded.load() if self.loaded else Load()

    async def get(self, timeout_s: float) -> Loaded:
        """The engines, once they are ready.

        Raises:
            Busy: they are still warming up after ``timeout_s`` seconds, or none could be loaded.
        """
        self.start()
        task = self._loading
        if task is None:
            raise RuntimeError("expected a task to load engines")
        try:
            return await asyncio.wait_for(asyncio.shield(task), timeout_s)
        except TimeoutError:
            raise Busy("The engines are warming up; try again in a few seconds.", code="warming_up") from None
        except Exception as error:
            raise Busy(_sentence(error), code="no_engines") from error

    async def close(self) -> None:
        """Stop loading, or stop what was loaded."""
        task = self._loading
        if task is None:
            return
        if loaded := self.loaded:
            await anyio.to_thread.run_sync(loaded.close)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def _sentence(error: BaseException) -> str:
    message = error.message if isinstance(error, VivaError) else f"{type(error).__name__}: {error}"
    return f"No engine could be loaded: {message} 'viva doctor' says more."
