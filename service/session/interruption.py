"""Interruption: what to make of a voice over the interviewer's.

=====================================================  ==================================================
what is heard                                          what it is
=====================================================  ==================================================
less than 300 ms                                       nothing
300 ms of voice                                        perhaps an interruption: hold the playback
two words, or 600 ms that is no back-channel           an interruption: stop it
a back-channel, or the interviewer's own words         nothing: play on
while echo cancellation is learning: voice             nothing, until its words are known and not an echo
=====================================================  ==================================================
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from service.session.completeness import Wording
from service.session.turn_settings import TurnSettings


class Verdict(IntEnum):
    """What a voice over the interviewer's is, so far."""

    NOTHING = 0
    HOLD = 1
    STOP = 2


@dataclass(frozen=True, slots=True)
class Overlap:
    """What is known of it."""

    voiced: int
    """Voiced samples over the interviewer."""
    unknown: int
    """Samples of speech after the last one whose words are known."""
    wording: Wording
    echo: bool
    """The words so far are the interviewer's own."""
    learning: bool
    """Echo cancellation may let the interviewer's voice through: voice alone proves nothing."""


def verdict(overlap: Overlap, settings: TurnSettings) -> Verdict:
    """What to make of it."""
    wording = overlap.wording
    if overlap.echo and overlap.unknown < settings.echo_trust:
        return Verdict.NOTHING
    fresh = overlap.unknown < settings.barge_stop
    harmless = fresh and (wording.back_channel or overlap.echo)
    long_enough = overlap.voiced >= settings.barge_stop and (wording.words > 0 or not overlap.learning)
    enough_words = fresh and wording.words >= settings.barge_words and overlap.voiced > 0
    if not harmless and (long_enough or enough_words):
        return Verdict.STOP
    if overlap.voiced >= settings.barge_pause and not overlap.learning:
        return Verdict.HOLD
    return Verdict.NOTHING
