"""Speculation: the reply that is prepared while the end of a turn is being confirmed.

Considered, worded and made to sound, but neither stored nor said nor taken in by the interviewer. It is used
when the turn ends with the same words, and dropped without a trace when it does not.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import structlog

from agents.interviewer import Reply, Spoke
from agents.model import Turn
from service.session.ports import Interviewing
from service.session.preparing import Preparation

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Guess:
    """A turn as it may end, and the reply to it."""

    turn: Turn
    reply: Reply
    preparation: Preparation | None


class Speculation:
    """At most one guess.

    Args:
        interviewer: considers, which changes nothing.
        prepare: makes a reply sound.
    """

    def __init__(self, interviewer: Interviewing, prepare: Callable[[Reply], Preparation]) -> None:
        self._interviewer = interviewer
        self._prepare = prepare
        self._guess: Guess | None = None

    def begin(self, turn: Turn, now_s: float) -> None:
        """The turn may end like this."""
        self.forget()
        try:
            reply = self._interviewer.consider(Spoke(turn), now_s)
        except Exception:  # noqa: BLE001  a guess may fail; the turn itself will say why
            _log.exception("a reply could not be guessed", turn=turn.id)
            return
        self._guess = Guess(turn, reply, self._prepare(reply) if reply.move else None)

    def forget(self) -> None:
        """It did not."""
        if self._guess is not None and self._guess.preparation is not None:
            self._guess.preparation.cancel()
        self._guess = None

    def take(self, turn: Turn) -> Guess | None:
        """The guess, if the turn ended in its words; else it is dropped."""
        guess = self._guess
        if guess is None or guess.turn.id != turn.id or _normal(guess.turn.text) != _normal(turn.text):
            self.forget()
            return None
        self._guess = None
        return guess


def _normal(text: str) -> str:
    """Words only: two texts that differ in case and marks say the same."""
    return " ".join(re.findall(r"[\w']+", text.casefold()))
