"""espeak-ng: the embedded synthesizer. The wheel of ``espeakng-loader`` carries library and data."""

from __future__ import annotations

import ctypes
import importlib.util
import threading
from collections.abc import Iterator
from typing import Any, Final

import numpy as np

from service.speech.errors import EngineFailed, EngineUnavailable
from service.speech.ports import EngineInfo, Pcm

DEFAULT_VOICE: Final = "en-gb+f2"
RATE_WPM: Final = 160
"""Words a minute. espeak-ng's own 175 is hurried for questions one has to think about."""
PITCH: Final = 46
"""0 to 100; a little under the middle sounds calmer."""
PITCH_RANGE: Final = 55
WORD_GAP: Final = 1
"""Units of 10 ms between words; keeps neighbours apart."""

# Values of speak_lib.h, API revision 12 (espeak-ng 1.52).
_AUDIO_OUTPUT_SYNCHRONOUS: Final = 2
_CHUNK_MS: Final = 200
_POS_CHARACTER: Final = 1
_CHARS_UTF8: Final = 1
_END_PAUSE: Final = 0x1000
_PARAMETER_RATE: Final = 1
_PARAMETER_PITCH: Final = 3
_PARAMETER_RANGE: Final = 4
_PARAMETER_WORDGAP: Final = 7
_OK: Final = 0

_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)


def is_installed() -> bool:
    """Whether the library is there."""
    return importlib.util.find_spec("espeakng_loader") is not None


class EspeakSynthesizer:
    """espeak-ng by ctypes. Implements ``ports.Synthesizer``.

    The library has one state per process and is not thread-safe: a lock lets one call in at a time.
    Voices are languages with variants: ``en-gb+f2``, ``en-us+m3``.
    """

    def __init__(self, library: Any, sample_rate: int, version: str) -> None:
        self._library = library
        self._lock = threading.Lock()
        self._chunks: list[Pcm] = []
        self._voice = ""
        # The object must live as long as the library may call it.
        self._callback = _Callback(self._take)
        library.espeak_SetSynthCallback(self._callback)
        self.sample_rate = sample_rate
        self.info = EngineInfo(kind="synthesizer", name="espeak-ng", model=DEFAULT_VOICE, detail=version)

    def synthesize(self, text: str, voice: str) -> Iterator[Pcm]:
        """The sentence in chunks of about 200 ms, made at once (a hundred times faster than speech).

        Raises:
            EngineFailed: the library refused.
        """
        encoded = text.replace("\0", " ").encode()
        with self._lock:
            self._choose(voice)
            self._chunks = []
            outcome = self._library.espeak_Synth(
                encoded, len(encoded) + 1, 0, _POS_CHARACTER, 0, _CHARS_UTF8 | _END_PAUSE, None, None
            )
            if outcome == _OK:
                outcome = self._library.espeak_Synchronize()
            chunks, self._chunks = self._chunks, []
        if outcome != _OK:
            raise EngineFailed(f"espeak-ng refused to speak: error {outcome}")
        return iter(chunks)

    def _take(self, samples: Any, count: int, _events: Any) -> int:
        """Called by the library with each chunk; 0 asks for more."""
        if samples and count > 0:
            self._chunks.append(np.ctypeslib.as_array(samples, shape=(count,)).astype(np.int16, copy=True))
        return 0

    def _choose(self, voice: str) -> None:
        """Set the voice, or the default one where it is unknown, and how it speaks. Call under the lock."""
        if voice == self._voice:
            return
        if not any(
            self._library.espeak_SetVoiceByName(_own_name(name).encode()) == _OK
            for name in (voice, DEFAULT_VOICE)
        ):
            raise EngineFailed(f"espeak-ng knows neither the voice {voice!r} nor {DEFAULT_VOICE!r}")
        for parameter, value in (
            (_PARAMETER_RATE, RATE_WPM),
            (_PARAMETER_PITCH, PITCH),
            (_PARAMETER_RANGE, PITCH_RANGE),
            (_PARAMETER_WORDGAP, WORD_GAP),
        ):
            self._library.espeak_SetParameter(parameter, value, 0)
        self._voice = voice


def _own_name(voice: str) -> str:
    """espeak-ng's file of British English is called "en" and answers to no other name."""
    language, plus, variant = voice.partition("+")
    return ("en" if language.lower() == "en-gb" else language) + plus + variant


_loading = threading.Lock()
_loaded: list[EspeakSynthesizer] = []


def load_espeak() -> EspeakSynthesizer:
    """The synthesizer; the same one each time, since the library has one state per process.

    Raises:
        EngineUnavailable: library or data are missing or do not load.
    """
    with _loading:
        if not _loaded:
            _loaded.append(_initialize())
        return _loaded[0]


def _initialize() -> EspeakSynthesizer:
    if not is_installed():
        raise EngineUnavailable("espeakng-loader is not installed")
    import espeakng_loader

    try:
        library = ctypes.CDLL(espeakng_loader.get_library_path())
        data = espeakng_loader.get_data_path()
    except (OSError, RuntimeError) as error:
        raise EngineUnavailable(f"espeak-ng does not load: {error}") from error
    library.espeak_Info.restype = ctypes.c_char_p
    library.espeak_Synth.argtypes = [
        ctypes.c_char_p,
        ctypes.c_size_t,
        ctypes.c_uint,
        ctypes.c_int,
        ctypes.c_uint,
        ctypes.c_uint,
        ctypes.POINTER(ctypes.c_uint),
        ctypes.c_void_p,
    ]
    rate = library.espeak_Initialize(_AUDIO_OUTPUT_SYNCHRONOUS, _CHUNK_MS, str(data).encode(), 0)
    if rate <= 0:
        raise EngineUnavailable(f"espeak-ng does not start with the data in {data}")
    version = library.espeak_Info(None)
    return EspeakSynthesizer(library, rate, version.decode(errors="replace") if version else "")
