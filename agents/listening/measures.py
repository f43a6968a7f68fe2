"""Measures: whether the unit said can be the unit of what it is said of."""

from __future__ import annotations

import re

from .figures import Figure
from .heard import Heard

_NAMED = re.compile(
    r"(?:\w+ ){0,2}(?:is|are|was|would be|will be|of|at)\s+(?:about |around |roughly |under |below |some )*$",
    re.IGNORECASE,
)
_STORES = re.compile(
    r"\b(?:store|keep|hold|need|use|save)\s+(?:about |around |roughly |some )*$", re.IGNORECASE
)
_OF_DATA = re.compile(r"\s*(?:of )?(?:data|storage|disk|space|photos|messages|files)\b", re.IGNORECASE)


def mismatch(heard: Heard, figure: Figure) -> str:
    """What is wrong with a figure's unit, in one sentence; empty when nothing is."""
    unit = figure.unit
    stated = heard.text[figure.start : figure.end]
    floor = heard.sentences[heard.sentence_at(figure.start)].start
    lead = heard.text[max(floor, figure.start - 48) : figure.start]
    named = _NAMED.search(lead)
    subject = lead[: named.start()] + named.group() if named is not None else ""
    if unit.dimension in ("information", "money") and _names(heard, "measures-time", subject):
        return f"A time is not measured in {unit.name}s: {stated}."
    if unit.dimension == "time" and _names(heard, "measures-information", subject):
        return f"An amount of data is not measured in {unit.name}s: {stated}."
    kept = figure.noun.lower() in ("data", "storage", "disk space") or _OF_DATA.match(heard.text, figure.end)
    if (
        unit.dimension == "time"
        and _STORES.search(lead) is not None
        and kept
        and "of" in heard.text[figure.start : figure.end + 4]
    ):
        brief = figure.base < 60  # noqa: PLR2004 a day of data may be kept, milliseconds of it may not
        return f"An amount of data is not measured in {unit.name}s: {stated}." if brief else ""
    return ""


def _names(heard: Heard, cue_id: str, subject: str) -> bool:
    """Whether the last thing named before a figure is one of a family."""
    found = list(heard.lexicon.finditer(cue_id, subject))
    return bool(found) and len(subject[found[-1].end :].split()) <= 3  # noqa: PLR2004 "is about"
