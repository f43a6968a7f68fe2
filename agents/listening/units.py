"""Units as people say them, and how they convert: spoken unit -> pint unit, and pint does the arithmetic."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from rubrics.units import factor

Dimension = Literal["information", "time", "money", "ratio", "count"]

_SPOKEN: Mapping[str, tuple[Dimension, str]] = {
    **dict.fromkeys(("byte", "bytes"), ("information", "byte")),
    **dict.fromkeys(("kilobyte", "kilobytes", "kb", "kbs"), ("information", "kilobyte")),
    **dict.fromkeys(("megabyte", "megabytes", "mb", "mbs", "meg", "megs"), ("information", "megabyte")),
    **dict.fromkeys(("gigabyte", "gigabytes", "gb", "gbs", "gig", "gigs"), ("information", "gigabyte")),
    **dict.fromkeys(
        ("terabyte", "terabytes", "tb", "tbs", "terra", "terabites"), ("information", "terabyte")
    ),
    **dict.fromkeys(("petabyte", "petabytes", "pb", "pbs"), ("information", "petabyte")),
    **dict.fromkeys(("exabyte", "exabytes"), ("information", "exabyte")),
    **dict.fromkeys(("kib",), ("information", "kibibyte")),
    **dict.fromkeys(("mib",), ("information", "mebibyte")),
    **dict.fromkeys(("gib",), ("information", "gibibyte")),
    **dict.fromkeys(("tib",), ("information", "tebibyte")),
    **dict.fromkeys(("bit", "bits"), ("information", "bit")),
    **dict.fromkeys(("kilobit", "kilobits", "kbit", "kbits"), ("information", "kilobit")),
    **dict.fromkeys(("megabit", "megabits", "mbit", "mbits"), ("information", "megabit")),
    **dict.fromkeys(("gigabit", "gigabits", "gbit", "gbits"), ("information", "gigabit")),
    **dict.fromkeys(("terabit", "terabits"), ("information", "terabit")),
    **dict.fromkeys(("microsecond", "microseconds", "us"), ("time", "microsecond")),
    **dict.fromkeys(("millisecond", "milliseconds", "ms", "millis", "msec"), ("time", "millisecond")),
    **dict.fromkeys(("second", "seconds", "sec", "secs"), ("time", "second")),
    **dict.fromkeys(("minute", "minutes", "min", "mins"), ("time", "minute")),
    **dict.fromkeys(("hour", "hours", "hr", "hrs"), ("time", "hour")),
    **dict.fromkeys(("day", "days", "night", "nights"), ("time", "day")),
    **dict.fromkeys(("week", "weeks"), ("time", "week")),
    **dict.fromkeys(("month", "months"), ("time", "month")),
    **dict.fromkeys(("year", "years"), ("time", "year")),
    **dict.fromkeys(("dollar", "dollars", "bucks", "usd", "euro", "euros", "pounds"), ("money", "dollar")),
    **dict.fromkeys(("cent", "cents"), ("money", "cent")),
    **dict.fromkeys(("percent", "%"), ("ratio", "percent")),
}
_ATTACHED: Mapping[str, tuple[Dimension, str]] = {
    "s": ("time", "second"),
    "h": ("time", "hour"),
}
_RATES: Mapping[str, tuple[Dimension, str, str]] = {
    **dict.fromkeys(("qps", "rps", "tps", "ops"), ("count", "request", "second")),
    "rpm": ("count", "request", "minute"),
    "kbps": ("information", "kilobit", "second"),
    "mbps": ("information", "megabit", "second"),
    "gbps": ("information", "gigabit", "second"),
    "tbps": ("information", "terabit", "second"),
}
_SPELLED: Mapping[tuple[str, ...], str] = {
    ("k", "b"): "kb",
    ("m", "b"): "mb",
    ("g", "b"): "gb",
    ("t", "b"): "tb",
    ("p", "b"): "pb",
    ("m", "s"): "ms",
    ("per", "cent"): "percent",
    ("q", "p", "s"): "qps",
    ("r", "p", "s"): "rps",
    ("t", "p", "s"): "tps",
    ("u", "s", "dollars"): "dollars",
    ("us", "dollars"): "dollars",
    ("milli", "seconds"): "ms",
    **{
        (prefix, heard): f"{prefix.replace('rr', 'r')}{meant}"
        for prefix in ("kilo", "mega", "giga", "tera", "terra", "peta")
        for heard, meant in (
            ("byte", "byte"),
            ("bytes", "byte"),
            ("bite", "byte"),
            ("bites", "byte"),
            ("bit", "bit"),
            ("bits", "bit"),
        )
    },
}

PERIODS: Mapping[str, str] = {
    **dict.fromkeys(("second", "sec", "s"), "second"),
    **dict.fromkeys(("minute", "min"), "minute"),
    **dict.fromkeys(("hour", "hr"), "hour"),
    **dict.fromkeys(("day", "night", "date"), "day"),
    **dict.fromkeys(("week",), "week"),
    **dict.fromkeys(("month",), "month"),
    **dict.fromkeys(("year", "annum"), "year"),
}
"""What may stand after "per" or "a" as a span of time."""
PERIOD_SECONDS: Mapping[str, float] = {
    "second": 1.0,
    "minute": 60.0,
    "hour": 3600.0,
    "day": 86_400.0,
    "week": 604_800.0,
    "month": 2_629_800.0,
    "year": 31_557_600.0,
}

ADVERBS: Mapping[str, str] = {
    "daily": "day",
    "hourly": "hour",
    "weekly": "week",
    "monthly": "month",
    "yearly": "year",
    "annually": "year",
}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure: its dimension, its pint name, and the period it is counted over ("" for none)."""

    dimension: Dimension
    name: str
    per: str = ""

    @property
    def pint(self) -> str:
        """The pint unit string: "gigabyte/day", "1", "request/second"."""
        top = "1" if self.dimension == "count" and self.name == "count" and not self.per else self.name
        return f"{top}/{self.per}" if self.per else top

    @property
    def exponents(self) -> tuple[int, int, int]:
        """Powers of information, time and money."""
        information = int(self.dimension == "information")
        time = int(self.dimension == "time") - int(bool(self.per))
        return information, time, int(self.dimension == "money")

    @property
    def scale(self) -> float:
        """What one of it is in bytes, seconds, dollars or plain counts."""
        top = factor(self.name, _BASE[self.dimension]) if self.dimension in _BASE else 1.0
        return top / (factor(self.per, "second") if self.per else 1.0)


COUNT = Unit("count", "count")
_BASE: Mapping[Dimension, str] = {"information": "byte", "time": "second", "ratio": "dimensionless"}


def spoken(following: tuple[str, ...]) -> tuple[Unit, int] | None:
    """The unit that the words after a figure begin with, and how many words it took.

    None when there is none.
    """
    for length in (3, 2):
        named = _SPELLED.get(following[:length])
        if named is not None and len(following) >= length:
            unit = attached(named)
            return (unit, length) if unit is not None else None
    if not following:
        return None
    unit = attached(following[0]) if len(following[0]) > 1 or following[0] == "%" else None
    return (unit, 1) if unit is not None else None


def attached(suffix: str) -> Unit | None:
    """The unit written right after the digits ("200ms"), or a whole word; None when it is none."""
    lowered = suffix.lower()
    if lowered in _RATES:
        dimension, name, per = _RATES[lowered]
        return Unit(dimension, name, per)
    found = _SPOKEN.get(lowered) or _ATTACHED.get(lowered)
    return None if found is None else Unit(*found)
