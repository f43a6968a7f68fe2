"""Delays: how long the candidate waited for each answer, and where the time went, read from the event log."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

from service.events import CandidateTurn, Event, Heard, InterviewerTurn
from service.resources import Delays, Spread, TurnDelays
from service.session.latency import SPANS


def delays(events: Iterable[Event]) -> Delays:
    """The latency spans of every answer that was heard, oldest first, and how they spread.

    An answer to nothing (a greeting, a word into a silence) has spans but no delay: nobody waited for it.
    """
    turns = tuple(_answers(list(events)))
    spreads = {
        span: spread([turn.spans_ms[span] for turn in turns if span in turn.spans_ms]) for span in SPANS
    }
    waits = [turn.voice_to_voice_ms for turn in turns if turn.voice_to_voice_ms is not None]
    return Delays(
        turns=turns,
        spans_ms={span: each for span, each in spreads.items() if each is not None},
        voice_to_voice_ms=spread(waits),
    )


def spread(values: Sequence[float]) -> Spread | None:
    """Median and 95th percentile by nearest rank; None of nothing."""
    return Spread(p50=_percentile(values, 0.5), p95=_percentile(values, 0.95)) if values else None


def _percentile(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def _answers(events: Sequence[Event]) -> Iterator[TurnDelays]:
    heard = {event.turn: event for event in events if isinstance(event, Heard)}
    for at, event in enumerate(events):
        if not isinstance(event, InterviewerTurn) or event.turn not in heard:
            continue
        before = events[at - 1] if at else None
        asked = before if isinstance(before, CandidateTurn) else None
        spans = (asked.spans_ms if asked else {}) | heard[event.turn].spans_ms
        waited = asked is not None and not asked.typed and {"endpoint_wait", "playout"} <= spans.keys()
        yield TurnDelays(
            turn=event.turn,
            answers=asked.turn if asked else None,
            spans_ms={span: spans[span] for span in SPANS if span in spans},
            voice_to_voice_ms=round(sum(spans.values()), 1) if waited else None,
        )
