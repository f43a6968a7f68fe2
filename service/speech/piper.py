"""Piper: the synthesizer of choice where a voice lies on this machine."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from service.speech.errors import EngineFailed, EngineUnavailable
from service.speech.ports import EngineInfo, Pcm

if TYPE_CHECKING:
    from piper import PiperVoice

CONFIG_SUFFIX: Final = ".json"
"""Beside ``voice.onnx`` lies ``voice.onnx.json``."""


def is_installed() -> bool:
    """Whether the library is there."""
    return importlib.util.find_spec("piper") is not None


class PiperSynthesizer:
    """One or more Piper voices of the same rate. Implements ``ports.Synthesizer``.

    A persona's voice is the file's name without ``.onnx``, or ``name#speaker`` for a voice of many speakers;
    one that is not loaded is spoken by the default voice.
    """

    def __init__(self, voices: Mapping[str, PiperVoice], default: str) -> None:
        self._voices = voices
        self._default = default
        self.sample_rate = int(voices[default].config.sample_rate)
        self.info = EngineInfo(kind="synthesizer", name="piper", model=default)

    def synthesize(self, text: str, voice: str) -> Iterator[Pcm]:
        """One chunk for each sentence Piper finds in the text.

        Raises:
            EngineFailed: the voice raised, or gave samples of another rate.
        """
        from piper import SynthesisConfig

        name, _, speaker = voice.partition("#")
        model = self._voices.get(name) or self._voices[self._default]
        config = SynthesisConfig(speaker_id=_speaker(model, speaker))
        try:
            for chunk in model.synthesize(text, config):
                yield chunk.audio_int16_array
        except Exception as error:
            raise EngineFailed(f"Piper failed: {error or type(error).__name__}") from error


def _speaker(model: PiperVoice, speaker: str) -> int | None:
    """The number of a speaker given by number or name; the voice's own default for an unknown one."""
    if model.config.num_speakers < 2:  # noqa: PLR2004  (a voice of one speaker takes no number)
        return None
    number = int(speaker) if speaker.isdecimal() else model.config.speaker_id_map.get(speaker, 0)
    return number if number < model.config.num_speakers else 0


def load_piper(voice: Path, *others: Path) -> PiperSynthesizer:
    """Load a voice, and more that personas may ask for. Blocking, a second or so; never touches the network.

    Args:
        voice: the default voice's ``.onnx`` file, with its ``.onnx.json`` beside it.
        others: further voices. Those of another rate, and those that do not load, are left out.

    Raises:
        EngineUnavailable: the library is missing, or ``voice`` is no Piper voice that loads.
    """
    if not is_installed():
        raise EngineUnavailable("Piper is not installed")
    default = _load(voice)
    voices = {voice.stem: default}
    for path in others:
        try:
            more = _load(path)
        except EngineUnavailable:
            continue
        if more.config.sample_rate == default.config.sample_rate:
            voices[path.stem] = more
    return PiperSynthesizer(voices, voice.stem)


def _load(voice: Path) -> PiperVoice:
    config = voice.with_name(voice.name + CONFIG_SUFFIX)
    for path in (voice, config):
        if not path.is_file():
            raise EngineUnavailable(f"a Piper voice is two files, and {path} is missing")
    from piper import PiperVoice

    try:
        return PiperVoice.load(voice, config_path=config)
    except Exception as error:
        raise EngineUnavailable(f"{voice} is no Piper voice that loads: {error}") from error
