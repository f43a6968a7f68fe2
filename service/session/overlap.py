"""Overlap: both speak at once. The interviewer is held for a voice, stopped for words, or let go on."""

from __future__ import annotations

from service.session import interruption
from service.session.candidate_voice import CandidateVoice
from service.session.interruption import Verdict
from service.session.interviewer_voice import InterviewerVoice
from service.session.turn_events import BargePause, BargeResume, BargeStop, TurnEvent
from service.session.turn_settings import TurnSettings


def weigh(
    turn: CandidateVoice, interviewer: InterviewerVoice, settings: TurnSettings, at: int, *, decided: bool
) -> list[TurnEvent]:
    """What the interviewer does about a voice over its own; both are told.

    Args:
        turn: the candidate's.
        interviewer: who is talked over.
        settings: waits and thresholds.
        at: the sample heard last.
        decided: whether it is time to tell if what was said was anything.
    """
    events: list[TurnEvent] = []
    found = interruption.verdict(turn.interruption, settings)
    if found is not Verdict.NOTHING and not interviewer.paused:
        interviewer.paused = True
        events.append(BargePause(at))
    if found is Verdict.STOP:
        turn.overlap, turn.may_echo = None, False
        interviewer.set(speaking=False, insists=False)
        events.append(BargeStop(at))
    elif decided and interviewer.paused:
        interviewer.paused = False
        events.append(BargeResume(at))
    return events
