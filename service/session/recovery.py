"""Recovery: what was recorded and is in no turn, heard again after the service died.

It was acknowledged, so no browser sends it again.
"""

from __future__ import annotations

from typing import Final

import structlog

from service.errors import VivaError
from service.session.floor import Floor
from service.session.interview_clock import InterviewClock
from service.session.journal import Journal
from service.session.ports import Recording

TAIL_S: Final = 0.2
"""After a turn its last sound may still ring; nobody begins the next one sooner."""
FRAME_S: Final = 0.1
"""The longest microphone frame: a recording ends so much after its last one begins, at most."""

_log = structlog.get_logger(__name__)


async def hear_again(
    recording: Recording | None,
    floor: Floor,
    *,
    interview: str,
    journal: Journal,
    time: InterviewClock,
    interviewer_from_s: float | None,
) -> bool:
    """Hear what the log does not hold, and set the clock to its end.

    Args:
        recording: of both voices; None when none was kept.
        floor: hears it.
        interview: its name, for the log.
        journal: says what was stored.
        time: the interview's own.
        interviewer_from_s: since when the interviewer was speaking at the end of it; None if it was not.

    Returns:
        Whether anything was said in it.
    """
    start_s = journal.said_s + TAIL_S
    if recording is None or recording.end_s <= start_s:
        return False
    end_s = recording.end_s + FRAME_S
    try:
        heard = await recording.candidate(start_s, end_s)
    except (OSError, VivaError) as error:
        _log.error("what was said last cannot be read", interview=interview, error=str(error))
        return False
    if not heard.any():
        return False
    await floor.recover(heard, start_s, interviewer_from_s)
    time.set(max(journal.elapsed_s, end_s))
    _log.info("recorded audio heard again", interview=interview, seconds=round(end_s - start_s, 1))
    return floor.spoken_for
