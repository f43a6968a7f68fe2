"""Latency: where the time goes between the candidate's last word and the interviewer's first one heard.

Each span is owned by one place in the code, which marks its end; a span lasts from the mark before it.

==================  ==================================================================  ===================
span                ends when                                                           marked by
==================  ==================================================================  ===================
endpoint_wait       the turn machine ends the turn (counted in samples, not here)       answering
final               the turn's text is whole                                            answering
decide              the move is chosen and stored                                       answering
first_token         the first word comes                                                speaking
first_sentence      the first sentence is whole                                         speaking
synthesis           its audio is there                                                  speaking
send                its first frame is handed to the connection                         speaking
playout             the browser reports that it plays                                   speaking
==================  ==================================================================  ===================
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal, get_args

Span = Literal[
    "endpoint_wait", "final", "decide", "first_token", "first_sentence", "synthesis", "send", "playout"
]
SPANS: Final[tuple[Span, ...]] = get_args(Span)
"""All of them, in order."""
HEARING_SPANS: Final = ("endpoint_wait", "final")
"""Stored with the candidate's turn; the others with what was heard of the reply."""


class Spans:
    """The spans of one reply.

    Args:
        now: when the first span begins, in seconds.
        measured: told each span in seconds as it ends.
    """

    def __init__(self, now: float, measured: Callable[[str, float], None]) -> None:
        self.began = self._last = now
        self._measured = measured
        self._seconds: dict[str, float] = {}

    def add(self, span: Span, seconds: float) -> None:
        """A span measured elsewhere."""
        if span not in self._seconds:
            self._seconds[span] = max(0.0, seconds)
            self._measured(span, self._seconds[span])

    def mark(self, span: Span, now: float) -> None:
        """The span ends now. Only the first mark of a span counts, and none once a later one has ended.

        So when a word is said before the answer is there, the wait for the answer belongs to nobody's delay.
        """
        if not self._seconds.keys() & set(SPANS[SPANS.index(span) :]):
            self.add(span, now - self._last)
            self._last = max(self._last, now)

    def ms(self, *, hearing: bool) -> dict[str, float]:
        """Milliseconds of the candidate's side, or of the reply's."""
        return {
            name: round(seconds * 1000, 1)
            for name, seconds in self._seconds.items()
            if (name in HEARING_SPANS) == hearing
        }
