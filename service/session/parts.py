"""Parts: what a conversation is made of; engines are shared by all, the rest is its own."""

from __future__ import annotations

from dataclasses import dataclass, field

from service.session.completeness import Judge
from service.session.ports import Clock, EventLog, Interviewing, Metrics, Recording, unmeasured
from service.session.turn_settings import TurnSettings
from service.speech.ports import SpeechPool, Transcriber, TurnPool, VoiceDetector


@dataclass(frozen=True, slots=True)
class Parts:
    """What a conversation is made of. ``recording`` None keeps no audio; ``turn_pool`` None: words alone."""

    interviewer: Interviewing
    log: EventLog
    transcriber: Transcriber
    speech: SpeechPool
    detector: VoiceDetector
    judge: Judge
    clock: Clock
    recording: Recording | None = None
    turn_pool: TurnPool | None = None
    metrics: Metrics = unmeasured
    turns: TurnSettings = field(default_factory=TurnSettings)
