"""Figures: word errors, medians and percentiles, as every bench states them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import jiwer

from service.delays import spread
from service.speech.guards import plain

Percentiles = dict[str, float]


def word_error_rate(pairs: Iterable[tuple[str, str]]) -> float | None:
    """Words inserted, left out or changed over all words said, of (said, heard); None of no words.

    Case and punctuation do not count. Errors are pooled, so a long text weighs more than a short one.
    """
    plained = [(plain(said), plain(heard)) for said, heard in pairs]
    known = [(said, heard) for said, heard in plained if said]
    if not known:
        return None
    return round(float(jiwer.wer([said for said, _ in known], [heard for _, heard in known])), 4)


def percentiles_ms(seconds: Sequence[float]) -> Percentiles | None:
    """Median and 95th percentile in milliseconds; None of nothing."""
    found = spread([round(each * 1000, 1) for each in seconds])
    return found.model_dump() if found else None


def ratio(part: float, whole: float) -> float | None:
    """Part over whole, to three places; None of nothing."""
    return round(part / whole, 3) if whole else None
