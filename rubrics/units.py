"""Units of measure that rubrics may use: of data, time, money, share, distance and power, and counted things.

They are pint's, defined here anew: reading pint's own thousand takes longer than a whole simulated interview.
The plain ones are reckoned here without loading pint at all; a test holds them to it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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


_SI = {"": 1.0, "kilo": 1e3, "mega": 1e6, "giga": 1e9, "tera": 1e12, "peta": 1e15, "exa": 1e18}
_BINARY = {"kibi": 2.0**10, "mebi": 2.0**20, "gibi": 2.0**30, "tebi": 2.0**40}
_PARTS = {"": 1.0, "milli": 1e-3, "micro": 1e-6, "nano": 1e-9}
_DAY = 86_400.0

_PLAIN: Mapping[str, tuple[str, float]] = {
    **{f"{prefix}byte": ("", 8 * size) for prefix, size in (*_SI.items(), *_BINARY.items())},
    **{f"{prefix}bit": ("", size) for prefix, size in (*_SI.items(), *_BINARY.items())},
    **{f"{prefix}second": ("second", size) for prefix, size in _PARTS.items()},
    "minute": ("second", 60.0),
    "hour": ("second", 3_600.0),
    "day": ("second", _DAY),
    "week": ("second", 7 * _DAY),
    "month": ("second", 365.25 * _DAY / 12),
    "year": ("second", 365.25 * _DAY),
    "dollar": ("dollar", 1.0),
    "cent": ("dollar", 0.01),
    "percent": ("", 0.01),
    "count": ("", 1.0),
    "1": ("", 1.0),
    "": ("", 1.0),
    "dimensionless": ("", 1.0),
    **dict.fromkeys(COUNTED, ("", 1.0)),
}
"""Unit -> the base it is measured in ("" for none), and how much of that it is."""


@cache
def registry() -> pint.UnitRegistry[float]:
    """The one registry: quantities of different ones do not mix."""
    import pint  # noqa: PLC0415  slow to import, and seldom needed

    units: pint.UnitRegistry[float] = pint.UnitRegistry(None)
    units.load_definitions([*PREFIXES, *UNITS, *(f"{thing} = 1 * count" for thing in COUNTED)])
    return units


def is_unit(text: str) -> bool:
    """Whether the registry knows a unit; "1" is the unit of plain counts and ratios."""
    if text == "1":
        return True
    if not _SHAPE.fullmatch(text):
        return False
    if _plain(text) is not None:
        return True
    import pint  # noqa: PLC0415  slow to import, and seldom needed

    try:
        registry().parse_units(text)
    except (pint.UndefinedUnitError, pint.DefinitionSyntaxError):
        return False
    return True


def compare(one: str, other: str) -> bool:
    """Whether quantities in two known units can be compared."""
    return dimensions(one) == dimensions(other)


@cache
def dimensions(unit: str) -> tuple[tuple[str, float], ...]:
    """The powers of seconds, dollars and whatever else that a known unit is made of, sorted by name."""
    plain = _plain(unit)
    if plain is not None:
        return plain[0]
    found = registry().parse_units(unit).dimensionality
    named = {"[time]": "second", "[money]": "dollar", "[]": ""}
    return tuple(sorted((named.get(name, name), float(str(power))) for name, power in found.items() if power))


@cache
def factor(one: str, other: str) -> float:
    """How many of ``other`` one of ``one`` is. Raises ValueError when the two cannot be compared."""
    if not compare(one, other):
        raise ValueError(f"{one!r} and {other!r} measure different things")
    plain, wanted = _plain(one), _plain(other)
    if plain is not None and wanted is not None:
        return plain[1] / wanted[1]
    units = registry()
    return float(units.Quantity(1.0, "" if one == "1" else one).to("" if other == "1" else other).magnitude)


@cache
def _plain(unit: str) -> tuple[tuple[tuple[str, float], ...], float] | None:
    """Powers of the bases, and the size in them, of a unit made of plain ones; None for any other."""
    powers: Counter[str] = Counter()
    size, sign = 1.0, 1
    for mark, name in re.findall(r"([*/]?)\s*([^*/]*)", unit):
        if not mark and not name:
            continue
        sign = -1 if mark == "/" else 1
        found = _PLAIN.get(name.strip())
        if found is None:
            return None
        powers[found[0]] += sign
        size *= found[1] ** sign
    return tuple(sorted((name, float(power)) for name, power in powers.items() if name and power)), size
