"""Expected: what a result should be by one reading of the figures before it."""

from __future__ import annotations

from typing import NamedTuple

from .figures import Figure
from .units import Unit

NEAR = 1.3
"""A result within this factor of the true one is right: people round."""

NEAR_ROUGH = 1.55
"""The same for results said with "about" and one digit: "about 2" for 1.4."""

NEAR_SUM = 1.07
"""The same for sums and shares of change, which nobody rounds much."""

NEAR_SUM_ROUGH = 1.25

LOOSE = 20.0
"""A limit ("under a thousand") this many times away from the true value is no limit of it."""

SLIPS = (1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e9, 8.0, 60.0, 3600.0, 24.0, 30.0, 365.0, 86_400.0)
"""By what factor people are wrong: zeros, bits, and spans of time."""

EXACT = 1.16
"""How near to a slip's factor a miss must be: people round by as much, and no more."""


class Expected(NamedTuple):
    """A value in base units, the unit it is of, the figures it is made of, and how sure the reading is."""

    value: float
    unit: Unit
    terms: tuple[Figure, ...]
    sure: bool = False
    """Whether words join the figures so; otherwise only their dimensions fit."""
    summed: bool = False
    """A sum or a difference, told exactly by most people."""
    told: bool = False
    """Whether words name the operation outright, so that nothing else may explain the result."""
    divided: bool = False
    """Whether it is how many are needed, which people round up."""


def is_near(result: Figure, value: float, unit: Unit, *, summed: bool = False) -> bool:
    """Whether a result, in this unit, is the value as people round."""
    stated = result.value * unit.scale
    if value <= 0 or stated <= 0:
        return False
    apart = value / stated
    if result.bound:
        within = stated >= value / 1.05 if result.bound == "under" else stated <= value * 1.05
        return within and 1 / LOOSE <= apart <= LOOSE
    if summed:
        bound = NEAR_SUM_ROUGH if result.hedged else NEAR_SUM
        return 1 / bound <= apart <= bound or _rounds(result, value / unit.scale)
    small = result.digits == 1 and (result.hedged or result.value < 4)  # noqa: PLR2004 2 for 1.4
    bound = NEAR_ROUGH if small else NEAR
    return 1 / bound <= apart <= bound


def is_slip(apart: float) -> bool:
    """Whether a ratio of two values is a classic slip."""
    factor = max(apart, 1 / apart)
    return any(1 / EXACT <= factor / known <= EXACT for known in SLIPS)


def _rounds(result: Figure, value: float) -> bool:
    """Whether a value is the result when rounded to as many digits as it was said with."""
    digits = max(result.digits, 1)
    return float(f"{value:.{digits - 1}e}") == float(f"{result.value:.{digits - 1}e}")
