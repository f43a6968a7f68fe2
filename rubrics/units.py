"""Units of measure that rubrics may use: of data, time, money, share, distance and power, and counted things.

They are pint's, defined here anew: reading pint's own thousand takes longer than a whole simulated interview.
"""

from __future__ import annotations

import re
from functools import cache

import pint

COUNTED = ("request", "message", "user", "query", "event", "connection", "person", "server", "item")
"""Things that are counted. Each is a plain count, so "request/second" and "1/second" compare."""

PREFIXES = (
    *("nano- = 1e-9 = n-", "micro- = 1e-6 = u-", "milli- = 1e-3 = m-", "centi- = 1e-2 = c-"),
    *("kilo- = 1e3 = k-", "mega- = 1e6 = M-", "giga- = 1e9 = G-", "tera- = 1e12 = T-"),
    *("peta- = 1e15 = P-", "exa- = 1e18 = E-", "zetta- = 1e21 = Z-"),
    *("kibi- = 2**10 = Ki-", "mebi- = 2**20 = Mi-", "gibi- = 2**30 = Gi-", "tebi- = 2**40 = Ti-"),
)
UNITS = (
    *("second = [time] = s = sec", "minute = 60 * second = min", "hour = 60 * minute = h"),
    *("day = 24 * hour", "week = 7 * day", "year = 365.25 * day", "month = year / 12"),
    *("count = []", "percent = 0.01 = %", "bit = []", "byte = 8 * bit = B"),
    *("dollar = [money] = USD", "cent = 0.01 * dollar"),
    *("meter = [length] = m = metre", "mile = 1609.344 * meter", "gram = [mass] = g"),
    *(
        "joule = kilogram * meter ** 2 / second ** 2 = J",
        "watt = joule / second = W",
        "hertz = 1 / second = Hz",
    ),
)
"""In pint's language of definitions. A month is a twelfth of a Julian year, as in pint."""

_SHAPE = re.compile(r"(1/)?[A-Za-z_]+(\s*[*/]\s*[A-Za-z_]+)*")
"""Names joined by "*" and "/": pint itself fails in odd ways on anything else."""


@cache
def registry() -> pint.UnitRegistry[float]:
    """The one registry: quantities of different ones do not mix."""
    units: pint.UnitRegistry[float] = pint.UnitRegistry(None)
    units.load_definitions([*PREFIXES, *UNITS, *(f"{thing} = 1 * count" for thing in COUNTED)])
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
