"""Measures: whether the unit said can be the unit of what it is said of."""

from __future__ import annotations

import re

from .figures import Figure
from .heard import Heard
from .terms import head

BRIEF = 86_400.0
"""Seconds; a shorter time is no storage, a day or more of it may be how long it lasts."""

BRIEF_DATA = 60.0
"""Seconds; of data, less than this is hardly kept."""

LEAD = 80
"""Characters before a figure in which what it measures is named."""

TAIL = 40
"""Characters after a figure in which the same may stand: "sixteen seconds of memory"."""


def mismatch(heard: Heard, figure: Figure) -> str:
    """What is wrong with a figure's unit, in one sentence; empty when nothing is."""
    stated = heard.text[figure.start : figure.end]
    for cue_id, (what, fits) in _MEASURED.items():
        if not fits(figure) and (_is_said_of(heard, cue_id, figure) or _is_of(heard, cue_id, figure)):
            return f"{what} is not measured in {_unit(figure)}: {stated}."
    tail = heard.text[figure.end : figure.end + TAIL]
    if figure.unit.dimension == "time" and _SIZE.match(tail) is not None:
        return f"A size is not measured in {_unit(figure)}: {stated}."
    if figure.unit.dimension == "information" and (_PEOPLE.match(tail) or head(figure.noun) in _PERSONS):
        return f"People are not counted in {_unit(figure)}: {stated}."
    if figure.unit.dimension == "time" and figure.base < BRIEF_DATA and _is_kept(heard, figure):
        return f"An amount of data is not measured in {_unit(figure)}: {stated}."
    return ""


def _unit(figure: Figure) -> str:
    """What a figure is told in, in the plural."""
    if figure.unit.dimension == "count":
        return figure.noun.lower() or "requests"
    return f"{figure.unit.name}s"


# ---- what each thing may be told in ------------------------------------------------------------------------


def _fits_time(figure: Figure) -> bool:
    unit = figure.unit
    return unit.dimension in ("time", "ratio") or (unit.dimension == "count" and not unit.per)


def _fits_data(figure: Figure) -> bool:
    unit = figure.unit
    if unit.dimension == "time":
        return figure.base >= BRIEF or bool(unit.per)
    if unit.dimension == "count":
        return unit.per != "second" and head(figure.noun) not in _LOADS
    return True


def _fits_flow(figure: Figure) -> bool:
    return figure.unit.dimension != "time" or figure.base >= BRIEF


def _fits_share(figure: Figure) -> bool:
    unit = figure.unit
    return unit.dimension in ("ratio", "count") or (
        unit.dimension == "time" and bool(unit.per or figure.base >= 1)
    )


def _fits_price(figure: Figure) -> bool:
    return figure.unit.dimension not in ("information", "time") or bool(figure.each)


_MEASURED = {
    "measures-time": ("A time", _fits_time),
    "measures-information": ("An amount of data", _fits_data),
    "measures-flow": ("A throughput", _fits_flow),
    "measures-share": ("An availability", _fits_share),
    "measures-money": ("A price", _fits_price),
}
"""Families of the lexicon, what they name, and which figures may measure it."""

_LOADS = frozenset("request query user call person customer visitor".split())
_PERSONS = frozenset("user person customer employee visitor engineer driver rider".split())


# ---- what a figure is said of ------------------------------------------------------------------------------


def _is_said_of(heard: Heard, cue_id: str, figure: Figure) -> bool:
    """As in "the latency of the lookup is about ...": the thing, a verb, the figure."""
    floor = max(heard.sentences[heard.sentence_at(figure.start)].start, figure.start - LEAD)
    named = heard.cues(cue_id, floor, figure.start)
    return bool(named) and _IS.fullmatch(heard.text[named[-1].end : figure.start]) is not None


def _is_of(heard: Heard, cue_id: str, figure: Figure) -> bool:
    """As in "five hundred requests per second of disk space"."""
    said = heard.text[figure.start : figure.end + TAIL]
    at = _OF.search(said)
    if at is None or _PER.fullmatch(said[figure.end - figure.start : at.start()]) is None:
        return False
    return any(match.start == at.end() for match in heard.lexicon.finditer(cue_id, said))


def _is_kept(heard: Heard, figure: Figure) -> bool:
    kept = _STORES.search(heard.text, max(0, figure.start - LEAD), figure.start) is not None
    return kept and _OF_DATA.search(heard.text[figure.start : figure.end + TAIL]) is not None


_HEDGES = (
    r"(?:about |around |roughly |under |below |some |only |just |maybe |like |say |nearly |a |over |up to )*"
)
_IS = re.compile(
    r"\s+(?:(?:of|for|on|per|at|in|to|from) (?:the |a |an |our |each |one |every )?\w+ (?:\w+ )?)?"
    r"(?:is|are|was|were|would be|will be|should be|must be|comes to|came to|amounts to|needs|of|"
    r"stays (?:at|under|below))(?: now| still| usually| then)?\s+" + _HEDGES,
    re.IGNORECASE,
)
_OF = re.compile(r"\b(?:of|in) (?:the |our |my |total )?", re.IGNORECASE)
_PER = re.compile(r"|\s+(?:per \w+\s+)?", re.IGNORECASE)
_SIZE = re.compile(r"\s*(?:in size|of size|large|big)\b", re.IGNORECASE)
_PEOPLE = re.compile(r"\s*(?:of )(?:users|people|customers|employees|visitors)\b", re.IGNORECASE)
_STORES = re.compile(r"\b(?:store|keep|hold|need|use|save)\s+" + _HEDGES + "$", re.IGNORECASE)
_OF_DATA = re.compile(r"\bof (?:data|storage|disk|space|photos|messages|files)\b", re.IGNORECASE)
