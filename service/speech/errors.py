"""What goes wrong with speech.

SpeechError
├── EngineFailed          an engine raised while it worked; others are unharmed
├── EngineUnavailable     an engine or its weights cannot be loaded; the next one may
├── TranscriberFull       too much transcription waits already
├── TranscriberClosed     the queue was shut down
├── BadAudio              samples that are not what they should be
├── RecordingDamaged      a recording's file is not one of ours
└── ModelError
    ├── UnknownModel      no such model; the message names those there are
    ├── HubUnreachable    the hub did not answer, or stalled
    └── ModelBroken       weights came or lie there, but are not what they should be
"""

from __future__ import annotations

from service.errors import VivaError


class SpeechError(VivaError):
    """Any error of the speech engines."""

    code = "speech"


class EngineFailed(SpeechError):
    """An engine raised while it worked. What it was given is lost; the engine may be used again."""

    code = "engine_failed"


class EngineUnavailable(SpeechError):
    """An engine, its library or its weights cannot be loaded here."""

    code = "engine_unavailable"


class TranscriberFull(SpeechError):
    """The transcription queue is at its limit; nothing was queued."""

    code = "transcriber_full"


class TranscriberClosed(SpeechError):
    """The transcription queue has been shut down."""

    code = "transcriber_closed"


class BadAudio(SpeechError):
    """Samples of a wrong length, rate or kind."""

    code = "bad_audio"


class RecordingDamaged(SpeechError):
    """A recording's file does not begin as a recording does."""

    code = "recording_damaged"


class RecordingFailed(SpeechError):
    """A recording could not be written or exported: the disk is full, gone or read-only."""

    code = "recording_failed"


class ModelError(SpeechError):
    """Weights could not be listed, fetched or used."""

    code = "model"


class UnknownModel(ModelError):
    """There is no such model; the message names those there are."""

    code = "unknown_model"


class HubUnreachable(ModelError):
    """The hub refused, did not answer in time, or stalled in the middle."""

    code = "hub_unreachable"


class ModelBroken(ModelError):
    """The weights are there and are not what they should be."""

    code = "model_broken"
