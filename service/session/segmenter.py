"""Segmenter: where a turn's audio is cut into pieces to decode. Every voiced sample lies in exactly one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from service.session.turn_events import EagerDropped, EagerFinal, SegmentClosed, TurnEvent
from service.session.turn_settings import TurnSettings


@dataclass(slots=True)
class Segmenter:
    """The open segment of the open turn. Positions are samples of microphone audio.

    A segment is closed at a pause, or cut where the voice was lowest when it grows too long, so that the end
    of a long answer costs no more than the end of a short one.
    """

    settings: TurnSettings
    start: int | None = None
    """Where the open segment begins; None when none is open."""
    eager: tuple[int, int] | None = None
    """The part that is being decoded in case it ends here."""
    _closed: int = 0
    """The end of the last closed segment."""
    _quietest: tuple[float, int] | None = None
    """Lowest probability near the segment's limit and where it was: the best place to cut."""

    def open(self, voiced_from: int) -> int:
        """Voice began: a segment opens a little before it, but not before what is closed. Returns where."""
        self.start = max(voiced_from - self.settings.preroll, self._closed)
        self._quietest = None
        return self.start

    def voice(self, position: int, probability: float) -> Sequence[TurnEvent]:
        """A voiced frame that ends at ``position``: a segment at its limit is cut."""
        if self.start is None:
            return ()
        length = position - self.start
        if length <= self.settings.longest_segment - self.settings.cut_window:
            return ()
        if self._quietest is None or probability <= self._quietest[0]:
            self._quietest = (probability, position)
        if length < self.settings.longest_segment:
            return ()
        cut = self._quietest[1]
        closed = SegmentClosed(self.start, cut)
        self._closed = self.start = cut
        self._quietest = None
        return (closed,)

    def hush(self, position: int, silence: int) -> Sequence[TurnEvent]:
        """So much silence up to ``position``: the final decode begins, once."""
        if self.start is None or self.eager is not None or silence < self.settings.eager:
            return ()
        self.eager = (self.start, position)
        return (EagerFinal(*self.eager),)

    def resume(self) -> Sequence[TurnEvent]:
        """The voice went on: what was begun in case it had ended is dropped."""
        if self.eager is None:
            return ()
        dropped = EagerDropped(*self.eager)
        self.eager = None
        return (dropped,)

    def close(self, position: int) -> Sequence[TurnEvent]:
        """The segment is whole; its eager part is all of it."""
        if self.start is None:
            return ()
        closed = SegmentClosed(*(self.eager or (self.start, position)))
        self._closed = closed.end
        self.start = self.eager = self._quietest = None
        return (closed,)
