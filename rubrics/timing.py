"""Timing: how an interview's minutes are shared among its phases."""

from __future__ import annotations

from collections.abc import Sequence

from .schema import Loop

SHORTEST_MINUTES = 5
LONGEST_MINUTES = 180
"""Bounds of ``viva-transcript/1``."""

DEEP_SHARE = 0.56
"""Least share of the deep phases where a standard length gives them as much (pm-guide: 25 of 45)."""


def phase_seconds(loop: Loop, minutes: int) -> tuple[tuple[str, float], ...]:
    """Seconds of each phase, in order, for an interview of so many minutes.

    A standard length is taken as written. Any other from 5 to 180 minutes scales the nearest standard length
    in proportion; where that length gave the deep phases at least 56 % they keep at least that. What is left
    over is ``closing_seconds``. Raises ValueError beyond those bounds.
    """
    if minutes in loop.lengths:
        return tuple((phase.id, phase.minutes[minutes] * 60.0) for phase in loop.phases)
    if not SHORTEST_MINUTES <= minutes <= LONGEST_MINUTES:
        raise ValueError(
            f"An interview takes {SHORTEST_MINUTES} to {LONGEST_MINUTES} minutes, not {minutes}. "
            f"Standard lengths of {loop.id}: {', '.join(str(length) for length in loop.lengths)}."
        )
    nearest = nearest_length(loop, minutes)
    factor = minutes / nearest
    scaled = [phase.minutes[nearest] * factor * 60.0 for phase in loop.phases]
    total = sum(scaled)
    deep = [phase.deep for phase in loop.phases]
    shared = _with_deep_share(scaled, deep, total, _share(loop, nearest))
    return tuple((phase.id, seconds) for phase, seconds in zip(loop.phases, shared, strict=True))


def closing_seconds(loop: Loop, minutes: int) -> float:
    """Seconds kept after the last phase for the goodbye; 0 where a length has none."""
    nearest = minutes if minutes in loop.lengths else nearest_length(loop, minutes)
    return loop.closing_s.get(nearest, 0.0) * minutes / nearest


def nearest_length(loop: Loop, minutes: int) -> int:
    """The standard length nearest to so many minutes; the shorter of two equally near."""
    return min(loop.lengths, key=lambda length: (abs(length - minutes), length))


def _share(loop: Loop, length: int) -> float:
    """The deep phases' share of a standard length, as far as it must be kept."""
    total = sum(phase.minutes[length] for phase in loop.phases)
    deep = sum(phase.minutes[length] for phase in loop.phases if phase.deep)
    return DEEP_SHARE if total and deep / total >= DEEP_SHARE - 0.005 else 0.0


def _with_deep_share(
    seconds: Sequence[float], deep: Sequence[bool], total: float, least: float
) -> tuple[float, ...]:
    """The same total, with the deep phases raised to at least their share."""
    in_deep = sum(part for part, is_deep in zip(seconds, deep, strict=True) if is_deep)
    wanted = total * least
    if in_deep >= wanted or not in_deep:
        return tuple(seconds)
    raised, lowered = wanted / in_deep, (total - wanted) / (total - in_deep)
    return tuple(part * (raised if is_deep else lowered) for part, is_deep in zip(seconds, deep, strict=True))
