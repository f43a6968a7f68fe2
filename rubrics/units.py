"""Units of measure that rubrics may use: pint's own, and the counted things of a design interview."""

from __future__ import annotations

import re
from functools import cache

import pint

COUNTED = ("request", "message", "user", "query", "event", "connection", "person", "server", "item")
"""Things that are counted. Each is a plain count, so "request/second" and "1/second" compare."""

_SHAPE = re.compile(r"(1/)?[A-Za-z_]+(\s*[*/]\s*[A-Za-z_]+)*")
"""Names joined by "*" and "/": pint itself fails in odd ways on anything else."""


@cache
def registry() -> pint.UnitRegistry[float]:
    """The one registry: quantities of different ones do not mix. Slow to build, so built on first use."""
    units: pint.UnitRegistry[float] = pint.UnitRegistry()
    for thing in COUNTED:
        units.define(f"{thing} = 1 * count")
    units.define("dollar = [money] = USD")
    return units


def is_unit(text: str) -> bool:
    """Whether the registry knows a unit; "1" is the unit of plain counts and ratios."""
    if text == "1":
        return True
    if not _SHAPE.fullmatch(text):
        return False
    try:
        registry().parse_units(text)
    except (pint.UndefinedUnitError, pint.DefinitionSyntaxError):
        return False
    return True


def compare(one: str, other: str) -> bool:
    """Whether quantities in two known units can be compared."""
    units = registry()
    first, second = (units.parse_units("" if name == "1" else name) for name in (one, other))
    return bool(first.is_compatible_with(second))
