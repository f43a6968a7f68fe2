"""The utterance: what the interviewer says at once, how much of it was heard, and what is left to say."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from service.session.latency import Spans
from service.session.playback import Playback
from service.session.preparing import Preparation, Spoken


@dataclass(slots=True, eq=False)
class Utterance:
    """What the interviewer is saying: a turn, or the rest of one that a lost connection cut."""

    number: int
    turn: str
    spans: Spans
    begun_s: float
    """Interview time before which it cannot be heard: when it was decided, or the turn it answers ended; then
    at which the browser began to play it."""
    ends: bool = False
    """True when the interview is over after it."""
    insists: bool = False
    """True when it does not yield to a voice under way: the interviewer cuts in."""
    answers: bool = False
    """True when somebody who has just spoken waits for it."""
    before: str = ""
    """Words of the turn heard earlier, under another number."""
    playback: Playback = field(default_factory=Playback)
    audio: list[Spoken] = field(default_factory=list)
    begun: bool = False
    kept: int = 0
    """Samples handed to the recording."""
    flushed: asyncio.Event = field(default_factory=asyncio.Event)
    reported: asyncio.Event = field(default_factory=asyncio.Event)

    def heard(self) -> str:
        """The turn's words as far as they were heard."""
        return " ".join(filter(None, (self.before, self.playback.heard())))

    def unkept(self) -> bytes:
        """The sound that was played since this was last asked."""
        start, self.kept = self.kept, max(self.kept, self.playback.played)
        pieces = zip(self.playback.pieces, self.audio, strict=False)
        return b"".join(
            spoken.pcm[max(0, start - piece.offset) * 2 : max(0, self.kept - piece.offset) * 2]
            for piece, spoken in pieces
        )

    def heard_whole(self) -> str:
        """The sentences that were heard to their end: those a rest does not say again."""
        whole = self.playback.pieces[: len(self.audio) - len(self.rest())]
        return " ".join(filter(None, (self.before, *(piece.text for piece in whole))))

    def rest(self) -> list[Spoken]:
        """The sentences that were not heard to their end."""
        fully = sum(piece.offset + piece.samples <= self.playback.played for piece in self.playback.pieces)
        return self.audio[fully:]


@dataclass(slots=True)
class Rest:
    """An utterance that a lost connection cut: what is still to be said."""

    cut: Utterance
    sentences: list[Spoken]
    preparation: Preparation | None
